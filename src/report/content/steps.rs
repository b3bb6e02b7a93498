//! What to do: in any case, now, later.

use super::context::Context;
use super::{Block, Milestone, Section, Step};
use crate::assessment::{StepAdvice, StepWhen};
use crate::report::words;

pub(super) fn sections(context: &Context<'_>) -> Vec<Section> {
    vec![now(context), later(context)]
}

/// The steps for now in full, then the one that comes in any case.
fn now(context: &Context<'_>) -> Section {
    let mut blocks: Vec<Block> = context
        .steps(StepWhen::Now)
        .enumerate()
        .map(|(index, step)| Block::Step(in_full(context, step, Some(index + 1))))
        .collect();
    let always: Vec<Block> = context
        .steps(StepWhen::Always)
        .map(|step| Block::Step(in_full(context, step, None)))
        .collect();
    if !blocks.is_empty() && !always.is_empty() {
        blocks.push(Block::Heading(words::IN_ANY_CASE.to_owned()));
    }
    blocks.extend(always);
    Section::new(words::STEPS_NOW, blocks)
}

/// The roadmap: one line each.
fn later(context: &Context<'_>) -> Section {
    let milestones = context
        .steps(StepWhen::Later)
        .map(|step| {
            Block::Milestone(Milestone {
                title: step.title.clone(),
                because: because(context, step),
            })
        })
        .collect();
    Section::new(words::STEPS_LATER, milestones).folded()
}

/// What makes a later step due, and what must come first.
fn because(context: &Context<'_>, step: &StepAdvice) -> String {
    let needs: Vec<String> = step
        .needs
        .iter()
        .map(|id| context.step_title(id).to_owned())
        .collect();
    let mut parts = Vec::new();
    if !step.triggered_by.is_empty() {
        parts.push(context.evidence_line(&step.triggered_by));
    }
    if !needs.is_empty() {
        parts.push(words::after(&needs));
    }
    if !step.blocked_by.is_empty() {
        parts.push(words::blocked(&context.evidence_line(&step.blocked_by)));
    }
    words::joined(&parts)
}

/// A step with everything one must know to begin.
pub(super) fn in_full(context: &Context<'_>, step: &StepAdvice, number: Option<usize>) -> Step {
    let mut details = vec![(words::WHY.to_owned(), step.why.clone())];
    if !step.triggered_by.is_empty() {
        let triggers: Vec<String> = step
            .triggered_by
            .iter()
            .map(|evidence| context.evidence_in_full(evidence))
            .collect();
        details.push((words::BECAUSE.to_owned(), words::sentences(&triggers)));
    }
    details.push((
        words::WHO.to_owned(),
        words::who_and_when(&step.owner, &step.effort, &step.horizon),
    ));
    details.push((words::DONE_WHEN.to_owned(), step.done_when.clone()));
    let source = step.source.as_deref().map(|id| {
        let known = context.pack.sources.iter().find(|source| source.id == id);
        known.map_or(id, |source| source.text.as_str())
    });
    details.push((
        words::RESTS_ON.to_owned(),
        words::rests_on(&step.evidence, source),
    ));
    Step {
        number,
        title: step.title.clone(),
        action: step.action.clone(),
        details,
    }
}
