//! Advice: every question has a step for its low answers at every level aimed at, steps can be
//! taken in order, and none says what another says.

use super::Check;
use crate::diagnostic::{PACK_DUPLICATE_ADVICE, PACK_LONG_TEXT, PACK_NEED_LATER, PACK_STEP_MISSING};
use crate::number::ExactScore;
use crate::pack::condition::{Leaf, Test, Truth};
use crate::pack::{LevelIndex, Move, Pack, QuestionIndex, Step, best, worst};

/// Most words of a step's title.
const TITLE_WORDS: usize = 8;
/// Most words of a question's name.
const NAME_WORDS: usize = 4;

pub(super) fn check(check: &mut Check<'_>) {
    coverage(check);
    needs(check);
    duplicates(check);
    lengths(check);
}

/// Every answer below the level aimed at triggers a step offered there, by itself: what else is
/// answered and all facts count as unknown.
fn coverage(check: &mut Check<'_>) {
    let pack = check.pack;
    if pack.steps.is_empty() {
        return;
    }
    for (index, question) in pack.questions.iter().enumerate() {
        let (Some(low), Some(high)) = (worst(question), best(question)) else {
            continue;
        };
        for (next, target) in pack.levels.iter().enumerate().skip(1) {
            let bands = pack.levels.iter().zip(pack.levels.iter().skip(1)).take(next);
            let missing: Vec<(i64, i64)> = bands
                .map(|(level, above)| (level.from.max(low), above.from))
                .filter(|(from, below)| from < below && *from <= high)
                .filter(|(from, _)| !has_step(pack, index, *from, next))
                .collect();
            let (Some((from, _)), Some((_, below))) = (missing.first(), missing.last()) else {
                continue;
            };
            let points = |value: i64| ExactScore::from_thousandths(value).to_f64();
            let message = format!(
                "`{}` from {} to below {} triggers no step when aiming at `{}`",
                question.id,
                points(*from),
                points(*below),
                target.id
            );
            check.report(&PACK_STEP_MISSING, message, &format!("/questions/{index}"));
        }
    }
}

/// Whether an estimate of this question alone triggers a step that is offered on the way to `next`.
fn has_step(pack: &Pack, question: QuestionIndex, estimate: i64, next: LevelIndex) -> bool {
    let begins = |level: LevelIndex| pack.levels.get(level).map(|level| level.from);
    let known = |test: Test| match test {
        Test::Below(level) => begins(level).map(|cut| estimate < cut),
        Test::AtLeast(level) => begins(level).map(|cut| estimate >= cut),
        Test::Lowest => None,
    };
    let aiming = |leaf: &Leaf| match leaf {
        Leaf::Next(level) => Truth::known(*level == next),
        _ => Truth::Unknown,
    };
    let answered = |leaf: &Leaf| match leaf {
        Leaf::Question(index, test) if *index == question => {
            known(*test).map_or(Truth::Unknown, Truth::known)
        }
        other => aiming(other),
    };
    let offered = |step: &&Step| match step.toward {
        Move::Any => true,
        Move::To(level) => level <= next,
        Move::Hold | Move::Unlock => false,
    };
    pack.steps.iter().filter(offered).any(|step| {
        step.when
            .as_ref()
            .is_some_and(|when| when.judge(&answered).holds() && !when.judge(&aiming).holds())
    })
}

/// What comes before a step is offered wherever the step is.
fn needs(check: &mut Check<'_>) {
    let pack = check.pack;
    for (index, step) in pack.steps.iter().enumerate() {
        let offered_from = match step.toward {
            Move::Any => 0,
            Move::To(level) => level,
            // Shown beside the steps for now, in no order with them.
            Move::Hold | Move::Unlock => continue,
        };
        for (at, need) in step.needs.iter().enumerate() {
            let Some(need) = pack.steps.get(*need) else {
                continue;
            };
            let later = match need.toward {
                Move::Any => false,
                Move::To(level) => level > offered_from.max(1),
                Move::Hold | Move::Unlock => true,
            };
            if later {
                let message = format!(
                    "step `{}` needs `{}`, which is not yet offered where it is",
                    step.id, need.id
                );
                check.report(&PACK_NEED_LATER, message, &format!("/steps/{index}/needs/{at}"));
            }
        }
    }
}

fn duplicates(check: &mut Check<'_>) {
    let pack = check.pack;
    let alike = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    for (index, step) in pack.steps.iter().enumerate() {
        let same = |other: &&Step| alike(&other.title, &step.title) || alike(&other.action, &step.action);
        if let Some(other) = pack.steps.iter().take(index).find(same) {
            let message = format!("step `{}` says what `{}` says", step.id, other.id);
            check.report(&PACK_DUPLICATE_ADVICE, message, &format!("/steps/{index}/title"));
        }
    }
    for (index, finding) in pack.findings.iter().enumerate() {
        let earlier = &mut pack.findings.iter().take(index);
        if let Some(other) = earlier.find(|other| other.when == finding.when) {
            let message = format!("finding `{}` holds whenever `{}` does", finding.id, other.id);
            check.report(
                &PACK_DUPLICATE_ADVICE,
                message,
                &format!("/findings/{index}/when"),
            );
        }
    }
}

fn lengths(check: &mut Check<'_>) {
    let pack = check.pack;
    let names = pack.questions.iter().enumerate().map(|(index, question)| {
        (
            format!("/questions/{index}/name"),
            question.name.as_str(),
            NAME_WORDS,
        )
    });
    let titles = pack
        .steps
        .iter()
        .enumerate()
        .map(|(index, step)| (format!("/steps/{index}/title"), step.title.as_str(), TITLE_WORDS));
    for (pointer, text, most) in names.chain(titles) {
        let words = text.split_whitespace().count();
        if words > most {
            let message = format!("{words} words where {most} fit");
            check.report(&PACK_LONG_TEXT, message, &pointer);
        }
    }
}
