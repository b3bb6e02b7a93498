//! The change of a group between two waves.

use super::gap::{Difference, NoTest, hedges_correction, spread, welch};
use super::interval::Interval;
use super::tally::Moments;

/// Fewer pairs than this are not shown.
pub const MINIMUM_PAIRS: u64 = 5;

/// Fewer pairs than this are shown but not interpreted.
pub const PAIRS_TO_INTERPRET: u64 = 10;

/// The least support of the new level for a change of level.
pub const SUPPORT_FOR_CHANGE: f64 = 0.80;

/// The change of people who answered in both waves: the mean of their
/// differences (after less before) ± t(0.975, n-1) · s_d/√n.
///
/// `differences` are the moments of one difference for each linked person, as
/// tallied in a [`Histogram`](super::tally::Histogram) with
/// [`ExactScore::difference`](crate::number::ExactScore::difference). People who
/// answered once only do not belong in it.
///
/// Assumption: those who can be linked resemble the others; no roster
/// correction. For the numbers of pairs to show and to interpret see
/// [`MINIMUM_PAIRS`] and [`PAIRS_TO_INTERPRET`].
///
/// # Errors
///
/// [`NoTest::TooFew`] for fewer than two pairs, [`NoTest::NoSpread`] if
/// everybody changed by the same amount.
pub fn paired_change(differences: &Moments) -> Result<Difference, NoTest> {
    let variance = spread(differences)? / differences.n as f64;
    Ok(Difference::new(
        differences.mean,
        variance,
        (differences.n - 1) as f64,
    ))
}

/// The change between two waves whose answers cannot be linked: Welch's
/// difference, after less before.
///
/// Where the same people answered twice it is too wide, because their answers
/// hang together; and it cannot tell a change of answers from a change of
/// respondents.
///
/// # Errors
///
/// As [`welch`].
pub fn unlinked_change(before: &Moments, after: &Moments) -> Result<Difference, NoTest> {
    welch(after, before)
}

/// The change of the equally weighted mean of several groups, paired inside each: `groups` are
/// the moments of one difference for each linked person, group by group.
///
/// With weights 1/k the change is Σ d̄_h / k, its variance Σ (s_h²/n_h) / k², and its degrees of
/// freedom are Satterthwaite's, (Σ v_h)² / Σ (v_h²/(n_h - 1)). One group alone gives
/// [`paired_change`]. Somebody who is in one group before and in another after is a pair in
/// neither.
///
/// Source: Cochran 1977, section 5.3; Satterthwaite 1946, Biometrics Bulletin 2:110. Assumption:
/// as for [`paired_change`], and that the groups answer independently.
///
/// # Errors
///
/// [`NoTest::TooFew`] without groups or if one has fewer than two pairs, [`NoTest::NoSpread`] if
/// everybody of one group changed by the same amount: to take its uncertainty for zero would
/// promise too much.
pub fn paired_change_of_groups(groups: &[Moments]) -> Result<Difference, NoTest> {
    let means = groups.iter().map(|group| group.mean).sum();
    equally_weighted(means, groups.len(), groups.iter().copied())
}

/// The change of the equally weighted mean of several groups between two waves whose answers
/// cannot be linked: `groups` are before and after, group by group.
///
/// As [`paired_change_of_groups`], with before and after of every group as samples of their own;
/// one group alone gives [`unlinked_change`].
///
/// # Errors
///
/// As [`paired_change_of_groups`], for the answers of one wave in place of pairs.
pub fn unlinked_change_of_groups(groups: &[(Moments, Moments)]) -> Result<Difference, NoTest> {
    let means = groups
        .iter()
        .map(|(before, after)| after.mean - before.mean)
        .sum();
    let samples = groups.iter().flat_map(|(before, after)| [*before, *after]);
    equally_weighted(means, groups.len(), samples)
}

/// `sum` of the differences over their number, with the variance of the samples behind it.
fn equally_weighted(
    sum: f64,
    groups: usize,
    samples: impl Iterator<Item = Moments>,
) -> Result<Difference, NoTest> {
    if groups == 0 {
        return Err(NoTest::TooFew);
    }
    let groups = groups as f64;
    let (mut variance, mut squares) = (0.0, 0.0);
    for sample in samples {
        let part = spread(&sample)? / sample.n as f64 / (groups * groups);
        variance += part;
        squares += part * part / (sample.n - 1) as f64;
    }
    Ok(Difference::new(
        sum / groups,
        variance,
        variance * variance / squares,
    ))
}

/// The standardised paired change g_z = J(n-1) · mean/s_d. No unit. Not
/// comparable with Hedges' g of two groups: it grows with the correlation of
/// the waves.
///
/// # Errors
///
/// [`NoTest::TooFew`] for fewer than three pairs, [`NoTest::NoSpread`] if
/// everybody changed by the same amount.
pub fn standardised_change(differences: &Moments) -> Result<f64, NoTest> {
    let deviation = spread(differences)?.sqrt();
    if differences.n < 3 {
        return Err(NoTest::TooFew);
    }
    Ok(hedges_correction((differences.n - 1) as f64) * differences.mean / deviation)
}

/// What is known about a difference between two waves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Evidence {
    /// Everyone on the roster answered in both waves: the change is the
    /// change.
    Census,
    /// The interval of the difference, and the support of the new level (0 to
    /// 1).
    Sample {
        /// The interval of the difference.
        interval: Interval,
        /// The support of the level of the later wave.
        support: f64,
    },
    /// No interval could be computed.
    Unknown,
}

/// Whether a group has changed its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelChange {
    /// Both waves are in the same level.
    Same,
    /// The level changed.
    Changed,
    /// The later wave is in another level, but chance explains it or the new
    /// level is not sure enough: crossing a cut is not a change.
    NotShown,
}

/// The rule for a change of level: another level, an interval of the
/// difference that excludes zero, and a support of the new level of at least
/// [`SUPPORT_FOR_CHANGE`].
pub fn level_change(before: usize, after: usize, evidence: Evidence) -> LevelChange {
    if before == after {
        return LevelChange::Same;
    }
    let shown = match evidence {
        Evidence::Census => true,
        Evidence::Sample { interval, support } => !interval.contains(0.0) && support >= SUPPORT_FOR_CHANGE,
        Evidence::Unknown => false,
    };
    if shown {
        LevelChange::Changed
    } else {
        LevelChange::NotShown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crossing_a_cut_is_not_a_change() {
        let sample = |low, high, support| Evidence::Sample {
            interval: Interval { low, high },
            support,
        };
        assert_eq!(level_change(1, 1, sample(1.0, 4.0, 0.9)), LevelChange::Same);
        assert_eq!(level_change(1, 2, sample(1.0, 4.0, 0.8)), LevelChange::Changed);
        assert_eq!(level_change(1, 2, sample(1.0, 4.0, 0.79)), LevelChange::NotShown);
        assert_eq!(level_change(1, 2, sample(0.0, 4.0, 0.99)), LevelChange::NotShown);
        assert_eq!(level_change(2, 1, sample(-4.0, -0.1, 0.99)), LevelChange::Changed);
        assert_eq!(level_change(2, 1, Evidence::Census), LevelChange::Changed);
        assert_eq!(level_change(2, 1, Evidence::Unknown), LevelChange::NotShown);
    }

    #[test]
    fn refusals() {
        let sample = |n, variance| Moments {
            n,
            mean: 2.0,
            variance,
        };
        assert_eq!(paired_change(&sample(1, None)), Err(NoTest::TooFew));
        assert_eq!(paired_change(&sample(7, Some(0.0))), Err(NoTest::NoSpread));
        assert_eq!(standardised_change(&sample(2, Some(1.0))), Err(NoTest::TooFew));
        assert!(standardised_change(&sample(3, Some(1.0))).is_ok());
        assert_eq!(paired_change_of_groups(&[]), Err(NoTest::TooFew));
        let still = [sample(7, Some(4.0)), sample(7, Some(0.0))];
        assert_eq!(paired_change_of_groups(&still), Err(NoTest::NoSpread));
        let few = [(sample(7, Some(4.0)), sample(1, None))];
        assert_eq!(unlinked_change_of_groups(&few), Err(NoTest::TooFew));
    }

    #[test]
    fn one_group_is_the_plain_change() {
        let sample = |n, mean, variance| Moments {
            n,
            mean,
            variance: Some(variance),
        };
        let differences = sample(12, -3.0, 16.0);
        let (one, plain) = (
            paired_change_of_groups(&[differences]),
            paired_change(&differences),
        );
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        let same = |one: Difference, other: Difference| {
            close(one.value, other.value)
                && close(one.standard_error, other.standard_error)
                && close(one.degrees_of_freedom, other.degrees_of_freedom)
        };
        assert!(one.is_ok_and(|one| plain.is_ok_and(|plain| same(one, plain))));
        let (before, after) = (sample(9, 58.0, 20.0), sample(11, 63.0, 31.0));
        let (one, plain) = (
            unlinked_change_of_groups(&[(before, after)]),
            unlinked_change(&before, &after),
        );
        assert!(one.is_ok_and(|one| plain.is_ok_and(|plain| same(one, plain))));
    }
}
