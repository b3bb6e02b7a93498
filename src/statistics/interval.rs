//! Estimates of a mean with their uncertainty.

use super::distribution::{normal_quantile, t_cdf, t_quantile};
use super::tally::Moments;

/// Confidence of every interval on this floor.
pub const CONFIDENCE: f64 = 0.95;

/// Fewer answers than this are shown as counts, not as shares.
pub const MINIMUM_FOR_SHARES: u64 = 10;

/// A value this close below a cut counts as lying on it: room for the rounding
/// of floating-point numbers.
const SLACK: f64 = 1e-9;

/// The upper probability of a two-sided interval.
pub(super) const UPPER: f64 = 1.0 - (1.0 - CONFIDENCE) / 2.0;

/// A range from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end, not below the lower.
    pub high: f64,
}

impl Interval {
    /// `value` ± `reach`.
    pub(super) fn around(value: f64, reach: f64) -> Self {
        Self {
            low: value - reach,
            high: value + reach,
        }
    }

    /// The part of it that lies in the attainable range; if no part does, the
    /// attainable end nearest to it.
    #[must_use]
    pub fn clipped(self, attainable: Self) -> Self {
        let inside = |value: f64| value.max(attainable.low).min(attainable.high);
        Self {
            low: inside(self.low),
            high: inside(self.high),
        }
    }

    /// Whether the value lies in it, ends included.
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Why an estimate has no sampling interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInterval {
    /// Everyone on the roster answered: there was no sampling. The value is
    /// what it is; answers still vary between days.
    EveryoneAnswered,
    /// One answer says nothing about spread.
    OneAnswer,
    /// All values are equal, so the spread cannot be estimated.
    NoSpread,
    /// The roster is smaller than the number of answers, so it is wrong.
    RosterTooSmall,
}

/// The uncertainty of an estimate that comes from who answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// Standard error in the unit of the values, roster correction included;
    /// greater than zero.
    pub standard_error: f64,
    /// Degrees of freedom; not whole where they come from Satterthwaite.
    pub degrees_of_freedom: f64,
    /// The interval of [`CONFIDENCE`], clipped to the attainable range.
    pub interval: Interval,
}

/// The mean of a group with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Number of values it rests on.
    pub n: u64,
    /// The number of equally weighted values with the same precision if all
    /// spread alike (Kish); `n` for a plain mean.
    pub effective_n: f64,
    /// The mean, in the unit of the values.
    pub value: f64,
    /// Its uncertainty, or why none is given.
    pub sampling: Result<Sampling, NoInterval>,
}

impl Estimate {
    /// How much of the plausible range lies in each level.
    ///
    /// Support of level j = T((c_j - x̄)/se) - T((c_{j-1} - x̄)/se), where T is
    /// the t distribution with the estimate's degrees of freedom and the outer
    /// cuts are infinite. It is the probability of the level under a flat
    /// prior on mean and log sd (Ericson 1969), provided that those who did
    /// not answer resemble those who did. The supports are not negative and
    /// sum to 1.
    ///
    /// `cuts` are ascending, in the unit of the values; the result has one
    /// entry more than there are cuts.
    ///
    /// # Errors
    ///
    /// The reason for which the estimate has no sampling interval.
    pub fn level_support(&self, cuts: &[f64]) -> Result<Vec<f64>, NoInterval> {
        let sampling = self.sampling?;
        let mut below = 0.0_f64;
        let mut support = Vec::with_capacity(cuts.len() + 1);
        for cut in cuts {
            let standardised = (cut - self.value) / sampling.standard_error;
            let to_here = t_cdf(standardised, sampling.degrees_of_freedom).max(below);
            support.push(to_here - below);
            below = to_here;
        }
        support.push(1.0 - below);
        Ok(support)
    }
}

/// The mean of one group: x̄ ± t(0.975, n-1) · s/√n · √(1 - n/N), clipped to
/// the attainable range.
///
/// Source: Cochran 1977, Sampling Techniques, ch. 2; with the divisor n - 1 in
/// s² the factor is (1 - n/N) and not (N-n)/(N-1). Without a roster the factor
/// is 1.
///
/// Assumption: whether somebody answers has nothing to do with the answer. The
/// real coverage for skewed totals and n below 12 is about 0.89 to 0.91.
///
/// `roster` is N; `attainable` is the range that the options allow, in the
/// unit of the values.
pub fn mean_estimate(sample: &Moments, roster: Option<u64>, attainable: Interval) -> Estimate {
    Estimate {
        n: sample.n,
        effective_n: sample.n as f64,
        value: sample.mean,
        sampling: variance_of_mean(sample, roster)
            .map(|variance| sampling(sample.mean, variance, (sample.n - 1) as f64, attainable)),
    }
}

/// s²/n · (1 - n/N), or why it is not known. Positive.
pub(super) fn variance_of_mean(sample: &Moments, roster: Option<u64>) -> Result<f64, NoInterval> {
    let n = sample.n as f64;
    let not_answered = match roster {
        Some(roster) if roster < sample.n => return Err(NoInterval::RosterTooSmall),
        Some(roster) if roster == sample.n => return Err(NoInterval::EveryoneAnswered),
        Some(roster) => (roster - sample.n) as f64 / roster as f64,
        None => 1.0,
    };
    match sample.variance {
        None => Err(NoInterval::OneAnswer),
        Some(variance) if variance > 0.0 => Ok(variance / n * not_answered),
        Some(_) => Err(NoInterval::NoSpread),
    }
}

/// The interval of a value whose variance is known to be positive.
pub(super) fn sampling(value: f64, variance: f64, degrees_of_freedom: f64, attainable: Interval) -> Sampling {
    let standard_error = variance.sqrt();
    let reach = t_quantile(UPPER, degrees_of_freedom) * standard_error;
    Sampling {
        standard_error,
        degrees_of_freedom,
        interval: Interval::around(value, reach).clipped(attainable),
    }
}

/// The level that holds a value: the number of cuts it has reached.
///
/// Bands are half-open, a value on a cut belongs to the band above, and a
/// value less than 1e-9 below a cut is taken to lie on it. `cuts` ascend.
pub fn level_of(value: f64, cuts: &[f64]) -> usize {
    cuts.partition_point(|cut| value >= cut - SLACK)
}

/// How sure a level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Support below 0.80: the result lies between two levels.
    Between,
    /// Support from 0.80 to below 0.95.
    Probable,
    /// Support of 0.95 or more.
    Clear,
}

impl Certainty {
    /// The certainty of a level with this support (0 to 1).
    pub fn of(support: f64) -> Self {
        if support >= 0.95 {
            Self::Clear
        } else if support >= 0.80 {
            Self::Probable
        } else {
            Self::Between
        }
    }
}

/// The neighbour of a level that has the more support: the other of the two
/// levels that a result [`Between`](Certainty::Between) lies between. The
/// lower one if both have the same. None if there is no other level.
pub fn neighbour(support: &[f64], level: usize) -> Option<usize> {
    let below = level.checked_sub(1).filter(|&index| index < support.len());
    let above = Some(level + 1).filter(|&index| index < support.len());
    match (below, above) {
        (Some(below), Some(above)) if support[above] > support[below] => Some(above),
        (Some(below), _) => Some(below),
        (None, above) => above,
    }
}

/// The share of `count` in `n` with Wilson's interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub n: u64,
    /// count / n, from 0 to 1.
    pub share: f64,
    /// Wilson's interval of [`CONFIDENCE`], within 0 to 1.
    pub interval: Interval,
}

/// Wilson's interval of a share:
/// (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
///
/// Source: Wilson 1927, JASA 22:209. Assumption: independent answers from a
/// large population; no roster correction. None if n is zero or `count` is
/// larger. Show it from [`MINIMUM_FOR_SHARES`] on.
pub fn wilson(count: u64, n: u64) -> Option<Share> {
    if n == 0 || count > n {
        return None;
    }
    let z = normal_quantile(UPPER);
    let size = n as f64;
    let share = count as f64 / size;
    let weight = z * z / size;
    let centre = (share + weight / 2.0) / (1.0 + weight);
    let reach = z / (1.0 + weight) * (share * (1.0 - share) / size + weight / (4.0 * size)).sqrt();
    let whole = Interval { low: 0.0, high: 1.0 };
    let mut interval = Interval::around(centre, reach).clipped(whole);
    // At the ends the formula gives 0 and 1 but for rounding.
    if count == 0 {
        interval.low = 0.0;
    }
    if count == n {
        interval.high = 1.0;
    }
    Some(Share {
        count,
        n,
        share,
        interval,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXIS: Interval = Interval {
        low: 30.0,
        high: 90.0,
    };

    fn sample(n: u64, mean: f64, variance: f64) -> Moments {
        Moments {
            n,
            mean,
            variance: (n > 1).then_some(variance),
        }
    }

    #[test]
    fn every_reason_for_no_interval() {
        let reason = |n, variance, roster| {
            mean_estimate(&sample(n, 60.0, variance), roster, AXIS)
                .sampling
                .err()
        };
        assert_eq!(reason(1, 0.0, None), Some(NoInterval::OneAnswer));
        assert_eq!(reason(1, 0.0, Some(1)), Some(NoInterval::EveryoneAnswered));
        assert_eq!(reason(6, 0.0, Some(6)), Some(NoInterval::EveryoneAnswered));
        assert_eq!(reason(6, 0.0, Some(9)), Some(NoInterval::NoSpread));
        assert_eq!(reason(6, 9.0, Some(5)), Some(NoInterval::RosterTooSmall));
        assert_eq!(reason(6, 9.0, Some(7)), None);
        assert_eq!(reason(6, 9.0, None), None);
    }

    #[test]
    fn the_interval_stays_attainable() {
        let wide = mean_estimate(&sample(3, 85.0, 400.0), None, AXIS);
        let interval = wide.sampling.map(|sampling| sampling.interval);
        assert!(interval.is_ok_and(|found| found.high == 90.0 && found.low < 50.0));
    }

    #[test]
    fn levels_on_and_near_a_cut() {
        let cuts = [40.0, 60.0, 80.0];
        let levels =
            [30.0, 39.6, 40.0, 59.999_999_999_9, 59.999, 60.0, 90.0].map(|value| level_of(value, &cuts));
        assert_eq!(levels, [0, 0, 1, 2, 1, 2, 3]);
    }

    #[test]
    fn words_for_support() {
        assert_eq!(Certainty::of(0.95), Certainty::Clear);
        assert_eq!(Certainty::of(0.949_9), Certainty::Probable);
        assert_eq!(Certainty::of(0.799_9), Certainty::Between);
        assert_eq!(neighbour(&[0.1, 0.6, 0.3], 1), Some(2));
        assert_eq!(neighbour(&[0.2, 0.6, 0.2], 1), Some(0));
        assert_eq!(neighbour(&[0.7, 0.3], 0), Some(1));
        assert_eq!(neighbour(&[1.0], 0), None);
    }

    #[test]
    fn shares_at_the_ends() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(5, 4), None);
        let none = wilson(0, 12).map(|share| share.interval.low);
        let all = wilson(12, 12).map(|share| share.interval.high);
        assert_eq!((none, all), (Some(0.0), Some(1.0)));
    }
}
