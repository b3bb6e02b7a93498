//! The numbers of every wave, all weighted in the same way.

use super::super::change::Pair;
use super::super::comparison::{all, roster};
use super::super::links::Links;
use super::super::moves::{Group, Measure};
use super::super::uncertainty::{attainable, attainable_in};
use super::super::{Assessment, Estimate, Interval, Reason, View, Weighting};
use crate::pack::Pack;
use crate::statistics::interval::{self as ranges, mean_estimate};
use crate::statistics::tally::Moments;

/// One number of one wave, or why there is none.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub(super) whole: Estimate,
    /// Both sides, where the trend weighs them equally.
    pub(super) sides: Option<[Estimate; 2]>,
}

/// The weighting that all waves can share: the sides equally, if the latest wave that has a result
/// shows both and so does another one; else every person the same.
pub(super) fn weighting(waves: &[&Assessment], minimum: u64) -> Weighting {
    let both = |wave: &&&Assessment| sides_of_total(wave, minimum).is_ok();
    let latest = waves
        .iter()
        .rev()
        .find(|wave| wave.overall.estimate.score.is_some());
    if latest.is_some_and(|latest| both(&latest)) && waves.iter().filter(both).count() > 1 {
        Weighting::SidesEqual
    } else {
        Weighting::People
    }
}

/// The number of a wave.
pub(super) fn number(
    pack: &Pack,
    wave: &Assessment,
    measure: Measure,
    weighting: Weighting,
    minimum: u64,
) -> Result<Number, Reason> {
    if wave.view == View::Person {
        return Err(Reason::BelowMinimum);
    }
    let (estimate, sides, pointer) = match measure {
        Measure::Total => (
            &wave.overall.estimate,
            sides_of_total(wave, minimum),
            "/overall/score".to_owned(),
        ),
        Measure::Dimension(index) => {
            let id = pack.dimensions.get(index).map(|dimension| dimension.id.as_str());
            let (at, dimension) = wave
                .dimensions
                .iter()
                .enumerate()
                .find(|(_, dimension)| Some(dimension.id.as_str()) == id)
                .ok_or(Reason::OtherQuestions)?;
            let estimates: Vec<&Estimate> = dimension.sides.iter().map(|side| &side.estimate).collect();
            let pointer = format!("/dimensions/{at}");
            (
                &dimension.estimate,
                both(wave, &estimates, &pointer, minimum),
                format!("{pointer}/score"),
            )
        }
    };
    if estimate.score.is_none() || estimate.n.is_none() {
        return Err(reason(wave, &pointer));
    }
    if estimate.n < Some(minimum) {
        return Err(Reason::BelowMinimum);
    }
    match (weighting, sides) {
        (Weighting::SidesEqual, Ok(sides)) => Ok(Number {
            whole: estimate.clone(),
            sides: Some(sides),
        }),
        (Weighting::SidesEqual, Err(reason)) => Err(reason),
        // The headline of this wave weighs the sides equally: the same people, every one the same.
        (Weighting::People, Ok(sides)) => Ok(Number {
            whole: pooled(pack, wave, measure, &sides).ok_or(Reason::NotComputable)?,
            sides: None,
        }),
        (Weighting::People, Err(_)) => Ok(Number {
            whole: estimate.clone(),
            sides: None,
        }),
    }
}

fn sides_of_total(wave: &Assessment, minimum: u64) -> Result<[Estimate; 2], Reason> {
    let estimates: Vec<&Estimate> = wave.sides.iter().map(|side| &side.estimate).collect();
    both(wave, &estimates, "", minimum)
}

/// Both sides, where both may be shown.
fn both(
    wave: &Assessment,
    estimates: &[&Estimate],
    pointer: &str,
    minimum: u64,
) -> Result<[Estimate; 2], Reason> {
    let [first, second] = estimates else {
        return Err(Reason::NotComputable);
    };
    for (side, estimate) in estimates.iter().enumerate() {
        if estimate.score.is_none() {
            return Err(reason(wave, &format!("{pointer}/sides/{side}/score")));
        }
        if estimate.n < Some(minimum) {
            return Err(Reason::BelowMinimum);
        }
    }
    Ok([(*first).clone(), (*second).clone()])
}

/// Why the value at a pointer of a wave is null.
pub(super) fn reason(wave: &Assessment, pointer: &str) -> Reason {
    wave.suppressed
        .iter()
        .find(|hidden| hidden.pointer == pointer)
        .map_or(Reason::NotComputable, |hidden| hidden.reason)
}

/// Two sides as one group.
fn pooled(pack: &Pack, wave: &Assessment, measure: Measure, sides: &[Estimate; 2]) -> Option<Estimate> {
    let parts: Option<Vec<(f64, f64, f64)>> = sides
        .iter()
        .map(|side| Some((side.n? as f64, side.score?, side.sd?)))
        .collect();
    let parts = parts?;
    let n: u64 = sides.iter().filter_map(|side| side.n).sum();
    let mean = parts.iter().map(|(n, mean, _)| n * mean).sum::<f64>() / n as f64;
    let squares: f64 = parts
        .iter()
        .map(|(n, own, sd)| (n - 1.0) * sd * sd + n * (own - mean) * (own - mean))
        .sum();
    let variance = squares / (n as f64 - 1.0);
    let range = match measure {
        Measure::Total => attainable(pack),
        Measure::Dimension(index) => attainable_in(pack, index),
    };
    let sample = Moments {
        n,
        mean,
        variance: Some(variance),
    };
    let sampling = mean_estimate(&sample, wave.respondents.roster, range)
        .sampling
        .ok();
    Some(Estimate {
        score: Some(mean),
        level: Some(pack.levels[pack.level_of_estimate(mean)].id.clone()),
        n: Some(n),
        interval: sampling.map(|sampling| Interval {
            low: sampling.interval.low,
            high: sampling.interval.high,
            confidence: ranges::CONFIDENCE,
            method: "t".to_owned(),
        }),
        standard_error: sampling.map(|sampling| sampling.standard_error),
        df: sampling.map(|sampling| sampling.degrees_of_freedom),
        sd: Some(variance.sqrt()),
    })
}

/// The groups that a number combines, in two waves.
pub(super) fn groups<'e>(
    (before, after): (&'e Number, &'e Number),
    (then, now): (&Assessment, &Assessment),
    links: Option<&'e Links>,
    measure: Measure,
) -> Vec<Pair<'e>> {
    let pair = |estimates, group| {
        let rosters = [roster(then, group), roster(now, group)];
        Pair::new(estimates, rosters, links, (group, measure))
    };
    match (&before.sides, &after.sides) {
        (Some(before), Some(after)) => before
            .iter()
            .zip(after)
            .enumerate()
            .map(|(side, estimates)| pair(estimates, Group::Side(side)))
            .collect(),
        _ => vec![pair((&before.whole, &after.whole), all(now))],
    }
}
