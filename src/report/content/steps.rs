//! What to do: in any case, now, later.

use super::context::Context;
use super::{Block, Milestone, Pair, Section, Step, id};
use crate::assessment::{StepAdvice, StepWhen};
use crate::report::words;

pub(super) fn sections(context: &Context<'_>) -> Vec<Section> {
    vec![now(context), later(context)]
}

/// What comes in any case, then the steps for now.
fn now(context: &Context<'_>) -> Section {
    let always = context.steps(StepWhen::Always).map(|step| (step, None));
    let now = context.steps(StepWhen::Now).enumerate();
    let blocks = always
        .chain(now.map(|(index, step)| (step, Some(index + 1))))
        .map(|(step, number)| Block::Step(in_full(context, step, number)))
        .collect();
    Section::new(id::STEPS, words::STEPS_NOW, blocks)
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
    Section::new(id::LATER, words::STEPS_LATER, milestones).folded()
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
    let mut details = vec![Pair::line(words::WHY, step.why.clone())];
    if !step.triggered_by.is_empty() {
        let triggers: Vec<String> = step
            .triggered_by
            .iter()
            .filter_map(|evidence| context.evidence_in_full(evidence))
            .collect();
        details.push(Pair::new(words::BECAUSE, triggers));
    }
    details.push(Pair::line(
        words::WHO,
        words::who_and_when(&step.owner, &step.effort, &step.horizon),
    ));
    details.push(Pair::line(words::DONE_WHEN, step.done_when.clone()));
    let source = step.source.as_deref().map(|id| {
        let known = context.pack.sources.iter().find(|source| source.id == id);
        known.map_or(id, |source| source.text.as_str())
    });
    details.push(Pair::line(
        words::RESTS_ON,
        words::rests_on(&step.evidence, source),
    ));
    Step {
        number,
        title: step.title.clone(),
        action: step.action.clone(),
        details,
    }
}
