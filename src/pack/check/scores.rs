//! Scores: every level is reached, and a better answer never counts less.

use std::collections::BTreeSet;

use super::Check;
use super::solve::{Solver, Verdict, facts_of_fit, fails};
use crate::diagnostic::{
    PACK_ANSWER_ORDER, PACK_ANSWERS_EQUAL, PACK_BOTTOM_UNREACHABLE, PACK_FORM_UNSCORED,
    PACK_LEVEL_UNREACHABLE, PACK_SOURCE_UNCITED, PACK_TOP_GUARDED, PACK_TOP_UNREACHABLE, PACK_UNDECIDED,
    PACK_UNUSED,
};
use crate::number::{ExactScore, decimal};
use crate::pack::condition::{Condition, Leaf};
use crate::pack::place::child;
use crate::pack::{Range, attainable, best, worst, written};

pub(super) fn check(check: &mut Check<'_>) {
    levels(check);
    top_despite_guards(check);
    answers(check);
    forms(check);
}

/// Estimates of groups fill the attainable range, so a level is reached where it overlaps it.
fn levels(check: &mut Check<'_>) {
    let pack = check.pack;
    let short = attainable(&pack.dimensions, &pack.questions, |question| question.short);
    let forms = [("full", Some(pack.attainable)), ("short", short)];
    let top = pack.levels.len().saturating_sub(1);
    for (index, level) in pack.levels.iter().enumerate() {
        let missed = |range: &Range| {
            let below_next = pack
                .levels
                .get(index + 1)
                .is_none_or(|next| range.low < next.cut());
            range.high < level.cut() || !below_next
        };
        // What the full form misses, the short one misses most likely too: said once.
        let Some((form, range)) = forms
            .iter()
            .find_map(|(form, range)| Some((form, range.filter(missed)?)))
        else {
            continue;
        };
        let (code, message) = if index == top {
            (
                &PACK_TOP_UNREACHABLE,
                "the best answers do not reach the highest level",
            )
        } else if index == 0 {
            (
                &PACK_BOTTOM_UNREACHABLE,
                "the worst answers do not reach the lowest level",
            )
        } else {
            (&PACK_LEVEL_UNREACHABLE, "no answers reach the level")
        };
        let message = format!(
            "{message} `{}`: totals of the {form} form run from {} to {}",
            level.id,
            decimal(range.low, 3),
            decimal(range.high, 3)
        );
        check.report(code, message, &format!("/levels/{index}/from"));
    }
}

/// For some facts at least, the best answers are held back by no guard.
fn top_despite_guards(check: &mut Check<'_>) {
    let pack = check.pack;
    let top = pack.levels.len().saturating_sub(1);
    let capping = || pack.guards.iter().filter(|guard| guard.caps < top);
    let claims: Vec<_> = capping().map(|guard| fails(&guard.when)).collect();
    let solver = Solver::new(pack).with_best_answers();
    match solver.can(&claims) {
        Verdict::Possible => {}
        Verdict::Undecided => check.report(
            &PACK_UNDECIDED,
            "whether the best answers pass all guards was not decided",
            "/guards",
        ),
        Verdict::Impossible => {
            let alone = capping().find(|guard| solver.can(&[fails(&guard.when)]) == Verdict::Impossible);
            let message = alone.map_or_else(
                || {
                    "whatever the facts, one guard or another holds the best answers below the highest level"
                        .to_owned()
                },
                |guard| {
                    format!(
                        "guard `{}` holds the best answers below the highest level",
                        guard.id
                    )
                },
            );
            check.report(&PACK_TOP_GUARDED, message, "/guards");
        }
    }
}

/// Points rise with the values, or fall where the question is reversed.
fn answers(check: &mut Check<'_>) {
    let pack = check.pack;
    for (index, question) in pack.questions.iter().enumerate() {
        let pointer = format!("/questions/{index}");
        if worst(question) == best(question) {
            let message = format!("all answers to `{}` count the same", question.id);
            check.report(&PACK_ANSWERS_EQUAL, message, &pointer);
        }
        let mut options: Vec<_> = question.options.iter().collect();
        options.sort_by_key(|option| option.value);
        let pairs = options.iter().zip(options.iter().skip(1));
        let falls = pairs.into_iter().find(|(lower, higher)| {
            if question.reverse {
                higher.points > lower.points
            } else {
                higher.points < lower.points
            }
        });
        if let Some((lower, higher)) = falls {
            let points = |value: i64| ExactScore::from_thousandths(value).to_f64();
            let message = format!(
                "answer {} to `{}` counts {} and answer {} counts {}",
                lower.value,
                question.id,
                points(lower.points),
                higher.value,
                points(higher.points)
            );
            let help = if question.reverse {
                "the question is reversed: a higher value is to count less"
            } else {
                "a higher value is to count more; mark the question `reverse` if it runs the other way"
            };
            check.report_with_help(&PACK_ANSWER_ORDER, message, &pointer, help);
        }
    }
}

/// Somebody who is asked only what everybody is asked can have a total in every form.
fn forms(check: &mut Check<'_>) {
    let pack = check.pack;
    let has_short = pack.questions.iter().any(|question| question.short);
    for (form, all) in [("full", true), ("short", false)] {
        if !all && !has_short {
            continue;
        }
        let asked: BTreeSet<usize> = pack
            .questions
            .iter()
            .filter(|question| question.ask.is_none() && (all || question.short))
            .map(|question| question.dimension)
            .collect();
        let share = ExactScore::new(asked.len() as i128, pack.dimensions.len() as i128);
        if share
            .is_some_and(|share| share < ExactScore::from_thousandths(pack.scoring.total_minimum_dimensions))
        {
            let message = format!(
                "the {form} form asks everybody about {} of {} dimensions, too few for a total",
                asked.len(),
                pack.dimensions.len()
            );
            check.report(&PACK_FORM_UNSCORED, message, "/scoring/total_minimum_dimensions");
        }
    }
}

/// Sources are cited, scales have questions, facts are read.
pub(super) fn check_used(check: &mut Check<'_>, written: Option<&written::Pack>) {
    let pack = check.pack;
    for (index, source) in pack.sources.iter().enumerate() {
        if !pack.steps.iter().any(|step| step.source == Some(index)) {
            let message = format!("no step cites source `{}`", source.id);
            check.report(&PACK_SOURCE_UNCITED, message, &format!("/sources/{index}"));
        }
    }
    let mut read = facts_of_fit(pack);
    let conditions = pack
        .guards
        .iter()
        .map(|guard| &guard.when)
        .chain(pack.findings.iter().map(|finding| &finding.when))
        .chain(
            pack.steps
                .iter()
                .flat_map(|step| [&step.when, &step.first, &step.blocked])
                .flatten(),
        );
    read.extend(
        conditions
            .flat_map(Condition::leaves)
            .filter_map(|leaf| match leaf {
                Leaf::Fact { fact, .. } | Leaf::Unlocks(fact, _) => Some(*fact),
                _ => None,
            }),
    );
    for (index, fact) in pack.facts.iter().enumerate() {
        if !read.contains(&index) {
            let message = format!("no rule, step or finding reads fact `{}`", fact.id);
            check.report(&PACK_UNUSED, message, &format!("/facts/{index}"));
        }
    }
    // The true form holds no scales, only their options: what is unused shows in the file alone.
    for name in written.into_iter().flat_map(|written| written.scales.keys()) {
        let uses = |question: &written::Question| question.scale.as_ref() == Some(name);
        if !written.is_some_and(|written| written.questions.iter().any(uses)) {
            check.report(
                &PACK_UNUSED,
                format!("no question uses scale `{name}`"),
                &child("/scales", name),
            );
        }
    }
}
