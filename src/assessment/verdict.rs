//! Which level the result is, what the two sides' own levels make of it, and which guards hold.

use super::known::Known;
use super::{GuardResult, GuardState, Verdict};
use crate::pack::LevelIndex;
use crate::pack::condition::Truth;

/// The level as far as it can be told.
#[derive(Debug)]
pub(super) struct Outcome {
    /// What can be said.
    pub(super) verdict: Verdict,
    /// The levels named, lowest first, after guards.
    pub(super) levels: Vec<LevelIndex>,
    /// The level of the score alone.
    pub(super) before_guards: LevelIndex,
    /// Guards that hold or could not be confirmed.
    pub(super) guards: Vec<GuardResult>,
    /// Where the plan starts: the capped level, the lower one of two.
    pub(super) current: LevelIndex,
}

/// The outcome; `None` without a score that may be shown.
pub(super) fn decide(known: &Known<'_>) -> Option<Outcome> {
    let pack = known.pack;
    let total = &known.figures.total;
    let before_guards = pack.level_of_estimate(total.headline.score()?);
    let guards = guards(known);
    let cap = guards.iter().map(|(caps, _)| *caps).min().unwrap_or(usize::MAX);

    let mut levels: Vec<LevelIndex> = match (total.sides[0].score(), total.sides[1].score()) {
        (Some(first), Some(second)) => vec![pack.level_of_estimate(first), pack.level_of_estimate(second)],
        _ => vec![before_guards],
    };
    let apart = levels.iter().max().unwrap_or(&0) - levels.iter().min().unwrap_or(&0);
    let highest = levels.iter().copied().max().unwrap_or(before_guards);
    for level in &mut levels {
        *level = (*level).min(cap);
    }
    levels.sort_unstable();
    levels.dedup();
    // The sides' distance is judged on what they said; a guard cannot make them agree, but where
    // it caps both to one level there is nothing left to lie between.
    let verdict = match (apart, levels.len()) {
        (2.., _) => Verdict::NoSharedView,
        (1, 2) => Verdict::Between,
        _ => Verdict::Level,
    };
    let current = levels.first().copied().unwrap_or(before_guards);
    let guards = guards
        .into_iter()
        .map(|(caps, guard)| GuardResult {
            decisive: caps == cap && caps < highest,
            ..guard
        })
        .collect();
    Some(Outcome {
        verdict,
        levels,
        before_guards,
        guards,
        current,
    })
}

/// Guards that cap, in pack order, each with the level it allows.
fn guards(known: &Known<'_>) -> Vec<(LevelIndex, GuardResult)> {
    let mut results = Vec::new();
    for guard in &known.pack.guards {
        let (state, evidence) = match known.judge(&guard.when) {
            Truth::True => (GuardState::Holds, known.evidence(&guard.when)),
            Truth::False => continue,
            Truth::Unknown => {
                let unconfirmed = known.unconfirmed(&guard.when);
                if unconfirmed.is_empty() {
                    continue; // not asked, or not applicable to anybody
                }
                (GuardState::NotConfirmed, unconfirmed)
            }
        };
        results.push((
            guard.caps,
            GuardResult {
                id: guard.id.clone(),
                caps: known.pack.levels[guard.caps].id.clone(),
                reason: guard.reason.clone(),
                state,
                decisive: false,
                evidence,
            },
        ));
    }
    results
}
