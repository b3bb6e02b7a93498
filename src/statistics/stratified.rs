//! One estimate from several groups with given weights.

use super::interval::{Estimate, Interval, NoInterval, sampling, variance_of_mean};
use super::tally::Moments;

/// One group of a stratified estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratum {
    /// Its weight; only the ratio to the other weights matters. 1 for every
    /// group gives equal weights, N for every group weighs by the roster.
    pub weight: f64,
    /// What was answered in it.
    pub sample: Moments,
    /// How many people it has; None if not known.
    pub roster: Option<u64>,
}

/// Σ w_h x̄_h with its uncertainty, for weights scaled to sum to 1.
///
/// se² = Σ v_h with v_h = w_h² s_h²/n_h (1 - n_h/N_h), and the degrees of
/// freedom are (Σ v_h)² / Σ (v_h²/(n_h - 1)).
///
/// Source: Cochran 1977, Sampling Techniques, sections 5.3 and 5.4;
/// Satterthwaite 1946, Biometrics Bulletin 2:110. Assumption: within every
/// group, whether somebody answers has nothing to do with the answer.
///
/// A group in which everybody answered adds nothing to the variance. Any other
/// group must have a spread that can be estimated: one with a single answer or
/// with equal answers only leaves the whole estimate without an interval,
/// because taking its uncertainty for zero would promise too much.
///
/// None if there is no group, a sample is empty, or a weight is not positive
/// and finite.
pub fn stratified_estimate(strata: &[Stratum], attainable: Interval) -> Option<Estimate> {
    let weights = normalised_weights(strata)?;
    let value = weighted_sum(&weights, strata.iter().map(|stratum| stratum.sample.mean));
    Some(Estimate {
        n: strata.iter().map(|stratum| stratum.sample.n).sum(),
        effective_n: effective_size(strata)?,
        value,
        sampling: combined_variance(strata, &weights)
            .map(|(variance, freedom)| sampling(value, variance, freedom, attainable)),
    })
}

/// Kish's effective sample size of weighted groups, (Σ w)²/Σ w² over people,
/// where every person of a group carries the weight w_h/n_h: 40 and 6 people
/// with equal group weights carry the precision of 20.9.
///
/// Source: Kish 1965, Survey Sampling, section 11.7. Assumption: values spread
/// alike in all groups; no roster correction. Between the smallest possible
/// precision and the number of people. None as in [`stratified_estimate`].
pub fn effective_size(strata: &[Stratum]) -> Option<f64> {
    let weights = normalised_weights(strata)?;
    let squares = weighted_sum(
        &weights,
        weights
            .iter()
            .zip(strata)
            .map(|(weight, stratum)| weight / stratum.sample.n as f64),
    );
    Some(1.0 / squares)
}

/// The weights scaled to sum to 1.
pub(super) fn normalised_weights(strata: &[Stratum]) -> Option<Vec<f64>> {
    let total: f64 = strata.iter().map(|stratum| stratum.weight).sum();
    let usable = |stratum: &Stratum| stratum.weight > 0.0 && stratum.sample.n > 0;
    if strata.is_empty() || !total.is_finite() || !strata.iter().all(usable) {
        return None;
    }
    Some(strata.iter().map(|stratum| stratum.weight / total).collect())
}

/// Σ weight × value.
pub(super) fn weighted_sum(weights: &[f64], values: impl Iterator<Item = f64>) -> f64 {
    weights
        .iter()
        .zip(values)
        .map(|(weight, value)| weight * value)
        .sum()
}

/// Variance and degrees of freedom.
fn combined_variance(strata: &[Stratum], weights: &[f64]) -> Result<(f64, f64), NoInterval> {
    if strata
        .iter()
        .any(|stratum| stratum.roster.is_some_and(|roster| roster < stratum.sample.n))
    {
        return Err(NoInterval::RosterTooSmall);
    }
    let (mut variance, mut squares) = (0.0, 0.0);
    for (stratum, weight) in strata.iter().zip(weights) {
        let part = match variance_of_mean(&stratum.sample, stratum.roster) {
            Ok(own) => weight * weight * own,
            Err(NoInterval::EveryoneAnswered) => continue,
            Err(reason) => return Err(reason),
        };
        variance += part;
        squares += part * part / (stratum.sample.n - 1) as f64;
    }
    if variance > 0.0 {
        Ok((variance, variance * variance / squares))
    } else {
        Err(NoInterval::EveryoneAnswered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXIS: Interval = Interval {
        low: 20.0,
        high: 100.0,
    };

    fn stratum(n: u64, mean: f64, variance: f64, roster: Option<u64>) -> Stratum {
        Stratum {
            weight: 1.0,
            sample: Moments {
                n,
                mean,
                variance: (n > 1).then_some(variance),
            },
            roster,
        }
    }

    fn reason(strata: &[Stratum]) -> Option<NoInterval> {
        stratified_estimate(strata, AXIS).and_then(|estimate| estimate.sampling.err())
    }

    #[test]
    fn forty_and_six_act_like_twenty_one() {
        let strata = [stratum(40, 60.0, 100.0, None), stratum(6, 70.0, 100.0, None)];
        let effective = effective_size(&strata).unwrap_or(0.0);
        assert!((effective - 20.869_565_217_391_3).abs() < 1e-12);
    }

    #[test]
    fn one_group_is_a_plain_mean() {
        let only = stratum(7, 61.5, 42.0, Some(12));
        let plain = super::super::interval::mean_estimate(&only.sample, only.roster, AXIS);
        let both = stratified_estimate(&[only], AXIS);
        assert_eq!(both.map(|estimate| estimate.value), Some(plain.value));
        let close = both.zip(plain.sampling.ok()).is_some_and(|(both, plain)| {
            both.sampling.is_ok_and(|found| {
                (found.standard_error - plain.standard_error).abs() < 1e-12
                    && (found.degrees_of_freedom - plain.degrees_of_freedom).abs() < 1e-9
            })
        });
        assert!(close);
    }

    #[test]
    fn reasons() {
        let good = stratum(6, 60.0, 50.0, Some(9));
        let complete = stratum(5, 70.0, 20.0, Some(5));
        assert_eq!(reason(&[good, complete]), None);
        assert_eq!(reason(&[complete, complete]), Some(NoInterval::EveryoneAnswered));
        assert_eq!(
            reason(&[good, stratum(1, 70.0, 0.0, None)]),
            Some(NoInterval::OneAnswer)
        );
        assert_eq!(reason(&[good, stratum(1, 70.0, 0.0, Some(1))]), None);
        assert_eq!(
            reason(&[good, stratum(5, 70.0, 0.0, Some(8))]),
            Some(NoInterval::NoSpread)
        );
        assert_eq!(
            reason(&[stratum(1, 70.0, 0.0, None), stratum(5, 70.0, 1.0, Some(4))]),
            Some(NoInterval::RosterTooSmall)
        );
        assert_eq!(stratified_estimate(&[], AXIS), None);
        assert_eq!(
            stratified_estimate(&[Stratum { weight: 0.0, ..good }], AXIS),
            None
        );
    }
}
