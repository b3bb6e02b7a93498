//! What changed since an earlier assessment.

use super::{
    Assessment, BaselineRef, Change, Comparison, DimensionSide, Estimate, Interval, NamedChange, View,
    Weighting,
};
use crate::diagnostic::{COMPARISON_OTHER_PACK, Diagnostic};
use crate::pack::{Pack, Version};
use crate::statistics::distribution::t_quantile;
use crate::statistics::interval::{self as ranges, CONFIDENCE};
use crate::statistics::stratified::{Stratum, stratified_estimate};
use crate::statistics::tally::Moments;

/// Support of the new level from which a change of level is announced.
const SUPPORT_FOR_CHANGE: f64 = 0.80;

/// Adds to `now` what changed since `then`, and withholds what would give somebody away: a group
/// that gained or lost fewer people than a published group must have.
///
/// Differences are Welch's, without roster correction, because the question is whether the way of
/// working changed (statistics: Deming's analytic use); respondents are not linked between two
/// assessments, so where the same people answered the range is too wide rather than too narrow.
///
/// # Errors
/// The two assessments are not of the same pack and major version.
pub fn compare(pack: &Pack, now: &mut Assessment, then: &Assessment) -> Result<(), Box<Diagnostic>> {
    let version = |text: &str| Version::parse(text).map(|version| version.major);
    if now.pack.id != then.pack.id || version(&now.pack.version) != version(&then.pack.version) {
        return Err(Box::new(
            Diagnostic::new(
                &COMPARISON_OTHER_PACK,
                "the baseline comes from another questionnaire",
            )
            .found(format!("{} {}", then.pack.id, then.pack.version))
            .allowed(format!(
                "{} of the same major version as {}",
                now.pack.id, now.pack.version
            )),
        ));
    }
    let minimum = now.method.minimum_group;
    let same_scoring = now.pack.digest == then.pack.digest || same_questions(now, then);
    let overall = same_scoring
        .then(|| change_of_whole(pack, now, then, minimum))
        .flatten();
    let sides = now
        .sides
        .iter()
        .map(|side| NamedChange {
            id: side.id.clone(),
            change: then
                .sides
                .iter()
                .find(|other| other.id == side.id)
                .filter(|_| same_scoring)
                .and_then(|other| change(&[(&side.estimate, &other.estimate)], minimum)),
        })
        .collect();
    let dimensions = now
        .dimensions
        .iter()
        .map(|dimension| NamedChange {
            id: dimension.id.clone(),
            change: then
                .dimensions
                .iter()
                .find(|other| other.id == dimension.id)
                .filter(|other| same_questions_of(now, then, &other.id))
                .and_then(|other| {
                    pairs(&dimension.sides, &other.sides)
                        .or_else(|| whole(&dimension.estimate, &other.estimate))
                        .and_then(|pairs| change(&pairs, minimum))
                }),
        })
        .collect();
    now.comparison = Some(Comparison {
        baseline: BaselineRef {
            wave: then.wave.clone(),
            n: then.overall.estimate.n,
        },
        overall,
        sides,
        dimensions,
    });
    Ok(())
}

/// Whether both assessments asked the same questions.
fn same_questions(now: &Assessment, then: &Assessment) -> bool {
    now.questions.len() == then.questions.len()
        && now
            .questions
            .iter()
            .zip(&then.questions)
            .all(|(a, b)| a.id == b.id && a.dimension == b.dimension)
}

/// Whether both assessments asked the same questions in a dimension.
fn same_questions_of(now: &Assessment, then: &Assessment, dimension: &str) -> bool {
    let ids = |of: &Assessment| -> Vec<String> {
        of.questions
            .iter()
            .filter(|question| question.dimension == dimension)
            .map(|question| question.id.clone())
            .collect()
    };
    ids(now) == ids(then)
}

/// Now and then of every group that an estimate combines, each with the same weight.
type Pairs<'a> = Vec<(&'a Estimate, &'a Estimate)>;

fn pairs<'a>(now: &'a [DimensionSide], then: &'a [DimensionSide]) -> Option<Pairs<'a>> {
    if now.len() != then.len() || now.is_empty() {
        return None;
    }
    now.iter()
        .zip(then)
        .map(|(now, then)| {
            (now.id == then.id && now.estimate.score.is_some() && then.estimate.score.is_some())
                .then_some((&now.estimate, &then.estimate))
        })
        .collect()
}

fn whole<'a>(now: &'a Estimate, then: &'a Estimate) -> Option<Pairs<'a>> {
    (now.score.is_some() && then.score.is_some()).then(|| vec![(now, then)])
}

fn change_of_whole(pack: &Pack, now: &Assessment, then: &Assessment, minimum: u64) -> Option<Change> {
    if now.view == View::Person || now.overall.weighting != then.overall.weighting {
        return None;
    }
    let pairs: Pairs<'_> = if now.overall.weighting == Some(Weighting::SidesEqual) {
        now.sides
            .iter()
            .zip(&then.sides)
            .filter(|(now, then)| now.id == then.id)
            .map(|(now, then)| (&now.estimate, &then.estimate))
            .collect()
    } else {
        whole(&now.overall.estimate, &then.overall.estimate)?
    };
    let mut found = change(&pairs, minimum)?;
    let level = |of: &Assessment| {
        of.overall
            .estimate
            .score
            .map(|score| pack.level_of_estimate(score))
    };
    let support = level(now)
        .and_then(|level| now.overall.support.get(level))
        .map(|support| support.share);
    found.level_changed = Some(
        level(now) != level(then)
            && found.beyond_chance == Some(true)
            && support.is_some_and(|share| share >= SUPPORT_FOR_CHANGE),
    );
    Some(found)
}

/// The change of the equally weighted mean of some groups; `None` where a value is missing or a
/// group gained or lost between one and `minimum` − 1 people.
fn change(pairs: &[(&Estimate, &Estimate)], minimum: u64) -> Option<Change> {
    if pairs.is_empty() {
        return None;
    }
    for (now, then) in pairs {
        let moved = now.n?.abs_diff(then.n?);
        if moved > 0 && moved < minimum {
            return None;
        }
    }
    let mean = |of: fn(&(&Estimate, &Estimate)) -> Option<f64>| -> Option<f64> {
        let scores: Option<Vec<f64>> = pairs.iter().map(of).collect();
        scores.map(|scores| scores.iter().sum::<f64>() / scores.len() as f64)
    };
    let difference = mean(|(now, _)| now.score)? - mean(|(_, then)| then.score)?;
    let interval = uncertainty(pairs.iter().map(|(now, _)| *now))
        .zip(uncertainty(pairs.iter().map(|(_, then)| *then)))
        .and_then(|(now, then)| welch(difference, now, then));
    Some(Change {
        difference,
        beyond_chance: interval.as_ref().map(|range| range.low > 0.0 || range.high < 0.0),
        interval,
        level_changed: None,
    })
}

/// Squared standard error and degrees of freedom of the equally weighted mean of some groups.
fn uncertainty<'a>(groups: impl Iterator<Item = &'a Estimate>) -> Option<(f64, f64)> {
    let strata: Option<Vec<Stratum>> = groups
        .map(|group| {
            Some(Stratum {
                weight: 1.0,
                sample: Moments {
                    n: group.n?,
                    mean: group.score?,
                    variance: Some(group.sd?.powi(2)),
                },
                roster: None,
            })
        })
        .collect();
    let everywhere = ranges::Interval {
        low: f64::MIN,
        high: f64::MAX,
    };
    let sampling = stratified_estimate(&strata?, everywhere)?.sampling.ok()?;
    Some((sampling.standard_error.powi(2), sampling.degrees_of_freedom))
}

/// Welch's interval of a difference between two independent estimates.
fn welch(difference: f64, now: (f64, f64), then: (f64, f64)) -> Option<Interval> {
    let variance = now.0 + then.0;
    let df = variance.powi(2) / (now.0.powi(2) / now.1 + then.0.powi(2) / then.1);
    if !(df.is_finite() && df > 0.0) {
        return None;
    }
    let reach = t_quantile(f64::midpoint(1.0, CONFIDENCE), df) * variance.sqrt();
    Some(Interval {
        low: difference - reach,
        high: difference + reach,
        confidence: CONFIDENCE,
        method: "Welch, not linked".to_owned(),
    })
}
