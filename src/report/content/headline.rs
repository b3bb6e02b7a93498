//! Ten seconds: the level and what it means, how certain, who answered, the first step.

use super::context::Context;
use super::profile;
use super::{Block, Headline, Section, SideLine};
use crate::assessment::{Certainty, StepWhen, Verdict, View};
use crate::report::words;

pub(super) fn section(context: &Context<'_>) -> Section {
    Section::opening(vec![Block::Headline(headline(context))])
}

/// The headline of a team or, without sides, of a person.
pub(super) fn headline(context: &Context<'_>) -> Headline {
    let (verdict, gloss) = verdict(context);
    Headline {
        verdict,
        gloss,
        gauge: profile::gauge(context),
        remarks: remarks(context),
        sides: sides(context),
        first_step: context
            .steps(StepWhen::Now)
            .next()
            .or_else(|| context.steps(StepWhen::Always).next())
            .map(|step| {
                let detail = words::who_and_when(&step.owner, &step.effort, &step.horizon);
                (step.title.clone(), detail)
            }),
    }
}

/// The level or what can be said instead, and what it means.
fn verdict(context: &Context<'_>) -> (String, Option<String>) {
    let overall = &context.assessment.overall;
    let levels: Vec<&str> = overall.levels.iter().map(|id| context.level(id)).collect();
    match (overall.verdict, levels.as_slice()) {
        // Guards may bring two levels down to the same one.
        (Some(Verdict::Level), [level, ..]) | (Some(Verdict::Between), [level]) => {
            let gloss = overall.levels.first().and_then(|id| context.gloss(id));
            ((*level).to_owned(), gloss.map(str::to_owned))
        }
        (Some(Verdict::Between), [low, .., high]) => (
            words::between(low, high),
            own_views(context).map(|views| words::one_level_apart(&views)),
        ),
        (Some(Verdict::NoSharedView), _) => (
            words::NO_SHARED_VIEW.to_owned(),
            own_views(context).map(|views| words::levels_apart(&views)),
        ),
        _ => (
            words::NO_RESULT.to_owned(),
            Some(words::why_no_result(
                context.pack,
                context.reason("/overall"),
                context.assessment.respondents.read,
                context.assessment.method.minimum_group,
            )),
        ),
    }
}

/// Which level each side's own answers say.
fn own_views(context: &Context<'_>) -> Option<Vec<(String, String)>> {
    context
        .assessment
        .sides
        .iter()
        .map(|side| {
            let level = side.estimate.level.as_deref()?;
            Some((side.name.clone(), context.level(level).to_owned()))
        })
        .collect()
}

/// How high, how certain, and what holds the level down.
fn remarks(context: &Context<'_>) -> Vec<String> {
    let overall = &context.assessment.overall;
    let Some(score) = overall.estimate.score else {
        return Vec::new();
    };
    let axis = context.scale();
    let shown = context.score(score);
    if overall.verdict == Some(Verdict::NoSharedView) {
        return vec![words::average_of_neither(&shown, axis.min, axis.max)];
    }
    let interval = overall.estimate.interval.as_ref();
    let ends = interval.map(|interval| (context.score(interval.low), context.score(interval.high)));
    let mut remarks = vec![words::score_on_scale(&shown, axis.min, axis.max, ends)];
    match (overall.verdict, &overall.level_before_guards) {
        (Some(Verdict::Level), _) => remarks.extend(certainty(context)),
        (Some(Verdict::Between), Some(level)) => {
            remarks.push(words::lies_in_but_between(context.level(level)));
        }
        _ => {}
    }
    let decisive: Vec<_> = overall.guards.iter().filter(|guard| guard.decisive).collect();
    if let (Some(first), Some(before)) = (decisive.first(), &overall.level_before_guards) {
        remarks.push(words::held(
            context.level(before),
            context.level(&first.caps),
            &first.reason,
            decisive.len(),
        ));
    }
    let people = &overall.people_weighted;
    if let (Some(level), Some(score)) = (&people.level, people.score)
        && overall
            .level_before_guards
            .as_ref()
            .is_some_and(|other| other != level)
    {
        remarks.push(words::people_weighted_differs(
            &context.score(score),
            context.level(level),
        ));
    }
    remarks
}

/// How certain the level is, with the share of the plausible range behind it.
fn certainty(context: &Context<'_>) -> Option<String> {
    let overall = &context.assessment.overall;
    let everyone = context.assessment.respondents.response_rate == Some(1.0);
    let mut support: Vec<(&str, f64)> = overall
        .support
        .iter()
        .map(|support| (context.level(&support.level), support.share))
        .collect();
    support.sort_by(|a, b| b.1.total_cmp(&a.1));
    match (overall.certainty, support.as_slice()) {
        (Some(Certainty::Between), [first, second, ..]) => Some(words::undecided(*first, *second)),
        (Some(certainty), [first, ..]) => Some(words::certain(certainty, *first, everyone)),
        (Some(certainty), []) => Some(words::certainty(certainty).to_owned()),
        (None, _) if everyone && context.both_sides().is_some() => Some(words::EVERYONE_ANSWERED.to_owned()),
        (None, _) => None,
    }
}

fn sides(context: &Context<'_>) -> Vec<SideLine> {
    // One person is on one side at most; there is nothing to set beside it.
    if context.assessment.view == View::Person {
        return Vec::new();
    }
    let marks = context.marks();
    context
        .assessment
        .sides
        .iter()
        .enumerate()
        .map(|(index, side)| {
            let pointer = format!("/sides/{index}");
            let withheld = side.estimate.score.is_none();
            SideLine {
                mark: if withheld { None } else { marks.get(index).copied() },
                name: side.name.clone(),
                answered: words::answered(side.answered, side.roster, side.response_rate),
                score: context.value(side.estimate.score, &pointer),
                level: context.level_text(&side.estimate),
            }
        })
        .collect()
}
