//! Tallies of one variable that merge by addition.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use crate::number::ExactScore;
use crate::number::exact::exact_quotient;

/// Why something could not be added to a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TallyError {
    /// The item has fewer options than the index given.
    NoSuchOption {
        /// How many options the item has.
        options: usize,
        /// The index given, counted from 0.
        found: usize,
    },
    /// A row, or a tally to merge, has another number of items or options.
    WrongLength {
        /// The number this tally was made for.
        expected: usize,
        /// The number given.
        found: usize,
    },
}

impl fmt::Display for TallyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchOption { options, found } => {
                write!(
                    formatter,
                    "option {found} (from 0) of an item with {options} options"
                )
            }
            Self::WrongLength { expected, found } => {
                write!(formatter, "{found} values in a tally made for {expected}")
            }
        }
    }
}

impl Error for TallyError {}

/// Size, mean and variance of a sample: what most formulas need of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// Number of values, at least 1.
    pub n: u64,
    /// Arithmetic mean, in the unit of the values.
    pub mean: f64,
    /// Variance with divisor n - 1, in squared units; None for one value.
    /// Exactly zero if and only if the values are all equal (as far as
    /// floating-point numbers can tell them apart).
    pub variance: Option<f64>,
}

/// How often each exact score occurred.
///
/// Memory grows with the number of different scores, not with the number of
/// respondents. The results depend on the contents alone, bit for bit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    counts: BTreeMap<ExactScore, u64>,
}

impl Histogram {
    /// An empty histogram.
    pub const fn new() -> Self {
        Self {
            counts: BTreeMap::new(),
        }
    }

    /// Counts one score.
    pub fn add(&mut self, score: ExactScore) {
        self.add_times(score, 1);
    }

    /// Counts one score several times; zero times changes nothing.
    pub fn add_times(&mut self, score: ExactScore, times: u64) {
        if times > 0 {
            let count = self.counts.entry(score).or_insert(0);
            *count = count.saturating_add(times);
        }
    }

    /// Adds the counts of another histogram.
    pub fn merge(&mut self, other: &Self) {
        for (score, times) in other.iter() {
            self.add_times(score, times);
        }
    }

    /// Number of scores counted.
    pub fn n(&self) -> u64 {
        self.counts
            .values()
            .fold(0, |sum, &count| sum.saturating_add(count))
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The different scores in ascending order, each with its count.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (ExactScore, u64)> + '_ {
        self.counts.iter().map(|(&score, &count)| (score, count))
    }

    /// How many different scores there are.
    pub fn distinct(&self) -> usize {
        self.counts.len()
    }

    /// The mean as an exact fraction; None if it is empty or the fraction does
    /// not fit into 128-bit integers. This is the number to hold against a cut
    /// score.
    pub fn exact_mean(&self) -> Option<ExactScore> {
        if self.is_empty() {
            return None;
        }
        let terms: Vec<_> = self
            .iter()
            .map(|(score, count)| (score, i128::from(count)))
            .collect();
        exact_quotient(&terms, i128::from(self.n()))
    }

    /// Arithmetic mean; None if empty.
    ///
    /// The exact fraction rounded once where it fits, so that a mean of 60 is
    /// 60 and not 59.999…; a compensated sum in ascending order elsewhere.
    pub fn mean(&self) -> Option<f64> {
        if self.is_empty() {
            return None;
        }
        let mean = self.exact_mean().map_or_else(
            || {
                let sum = compensated(self.iter().map(|(score, count)| score.to_f64() * count as f64));
                sum / self.n() as f64
            },
            ExactScore::to_f64,
        );
        Some(mean)
    }

    /// Variance with divisor n - 1: Σ (x - x̄)² / (n - 1), two passes; None for
    /// fewer than two scores. All scores equal give exactly zero.
    pub fn variance(&self) -> Option<f64> {
        let n = self.n();
        if n < 2 {
            return None;
        }
        if self.distinct() == 1 {
            return Some(0.0);
        }
        let mean = self.mean()?;
        let squares = compensated(self.iter().map(|(score, count)| {
            let deviation = score.to_f64() - mean;
            deviation * deviation * count as f64
        }));
        Some(squares / (n - 1) as f64)
    }

    /// Size, mean and variance at once; None if empty.
    pub fn moments(&self) -> Option<Moments> {
        Some(Moments {
            n: self.n(),
            mean: self.mean()?,
            variance: self.variance(),
        })
    }

    /// How many scores lie in each of the half-open bands that the cuts, in
    /// ascending order, divide the axis into: below the first cut, from the
    /// first to below the second, …, from the last on. One more band than cuts.
    pub fn count_bands(&self, cuts: &[ExactScore]) -> Vec<u64> {
        let mut bands = vec![0_u64; cuts.len() + 1];
        for (score, count) in self.iter() {
            let band = cuts.partition_point(|cut| *cut <= score);
            bands[band] = bands[band].saturating_add(count);
        }
        bands
    }
}

/// Neumaier's compensated sum, in the order given.
///
/// Source: Neumaier 1974, ZAMM 54:39. The error is of the order of one
/// rounding of the result, whatever the number of terms.
fn compensated(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for term in terms {
        let next = sum + term;
        lost += if sum.abs() >= term.abs() {
            (sum - next) + term
        } else {
            (term - next) + sum
        };
        sum = next;
    }
    sum + lost
}

/// How often each option of one item was chosen.
///
/// Options are counted from 0 in keyed order: the option that means least is
/// 0, also for a reverse-keyed item. One step is the distance between
/// neighbouring options, whatever points they carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemCounts {
    counts: Vec<u64>,
}

impl ItemCounts {
    /// An empty tally for an item with this many options.
    pub fn new(options: usize) -> Self {
        Self {
            counts: vec![0; options],
        }
    }

    /// A tally with these counts, one for each option.
    pub fn from_counts(counts: Vec<u64>) -> Self {
        Self { counts }
    }

    /// Counts one answer.
    ///
    /// # Errors
    ///
    /// [`TallyError::NoSuchOption`]; the tally is then unchanged.
    pub fn add(&mut self, option: usize) -> Result<(), TallyError> {
        let options = self.options();
        let count = self.counts.get_mut(option).ok_or(TallyError::NoSuchOption {
            options,
            found: option,
        })?;
        *count = count.saturating_add(1);
        Ok(())
    }

    /// Adds the counts of another tally of the same item.
    ///
    /// # Errors
    ///
    /// [`TallyError::WrongLength`] if it has another number of options; the
    /// tally is then unchanged.
    pub fn merge(&mut self, other: &Self) -> Result<(), TallyError> {
        if self.options() != other.options() {
            return Err(TallyError::WrongLength {
                expected: self.options(),
                found: other.options(),
            });
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count = count.saturating_add(*more);
        }
        Ok(())
    }

    /// Number of answers counted.
    pub fn n(&self) -> u64 {
        self.counts
            .iter()
            .fold(0, |sum, &count| sum.saturating_add(count))
    }

    /// Number of options of the item.
    pub fn options(&self) -> usize {
        self.counts.len()
    }

    /// The count of every option, in keyed order.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// How many answers chose this option or a higher one.
    pub fn count_from(&self, option: usize) -> u64 {
        self.counts
            .iter()
            .skip(option)
            .fold(0, |sum, &count| sum.saturating_add(count))
    }

    /// Mean in steps above the lowest option; None if empty.
    pub fn mean(&self) -> Option<f64> {
        let n = self.n();
        (n > 0).then(|| self.sum_of_powers(1) as f64 / n as f64)
    }

    /// Variance in squared steps, divisor n - 1; None for fewer than two
    /// answers. Numerator and denominator are exact integers.
    pub fn variance(&self) -> Option<f64> {
        let n = i128::from(self.n());
        if n < 2 {
            return None;
        }
        let (first, second) = (self.sum_of_powers(1), self.sum_of_powers(2));
        let scatter = n
            .saturating_mul(second)
            .saturating_sub(first.saturating_mul(first));
        Some(scatter as f64 / (n as f64 * (n - 1) as f64))
    }

    /// Mean absolute deviation from the mean, Σ|x - x̄|/n, in steps; None if
    /// empty. Numerator and denominator are exact integers.
    pub fn mean_absolute_deviation(&self) -> Option<f64> {
        let n = i128::from(self.n());
        if n == 0 {
            return None;
        }
        let first = self.sum_of_powers(1);
        let deviations = self.answers().fold(0_i128, |sum, (step, count)| {
            let distance = n.saturating_mul(step).saturating_sub(first).abs();
            sum.saturating_add(count.saturating_mul(distance))
        });
        Some(deviations as f64 / (n as f64 * n as f64))
    }

    /// Steps above the lowest option, each with its count.
    fn answers(&self) -> impl Iterator<Item = (i128, i128)> + '_ {
        (0_i128..).zip(self.counts.iter().map(|&count| i128::from(count)))
    }

    fn sum_of_powers(&self, power: u32) -> i128 {
        self.answers().fold(0, |sum, (step, count)| {
            sum.saturating_add(step.saturating_pow(power).saturating_mul(count))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_half_open() {
        let mut histogram = Histogram::new();
        for thousandths in [30_000, 39_999, 40_000, 59_600, 60_000, 80_000, 90_000] {
            histogram.add(ExactScore::from_thousandths(thousandths));
        }
        let cuts = [40, 60, 80].map(ExactScore::integer);
        assert_eq!(histogram.count_bands(&cuts), [2, 2, 1, 2]);
        assert_eq!(histogram.count_bands(&[]), [7]);
    }

    #[test]
    fn the_mean_of_thirds_is_exact() {
        let mut histogram = Histogram::new();
        for numerator in [179, 180, 181] {
            histogram.add_times(
                ExactScore::new(numerator, 3).unwrap_or(ExactScore::integer(0)),
                1_000_001,
            );
        }
        assert_eq!(histogram.mean(), Some(60.0));
        assert_eq!(histogram.exact_mean(), Some(ExactScore::integer(60)));
    }

    #[test]
    fn equal_scores_have_no_variance() {
        let mut histogram = Histogram::new();
        histogram.add_times(ExactScore::new(1, 3).unwrap_or(ExactScore::integer(0)), 7);
        assert_eq!(histogram.variance(), Some(0.0));
        assert_eq!(Histogram::new().moments(), None);
    }

    #[test]
    fn a_mean_whose_fraction_does_not_fit_is_still_close() {
        let mut histogram = Histogram::new();
        for k in 0..40_i128 {
            let denominator = 1_000_000_007 + 2 * k;
            histogram
                .add(ExactScore::new(60 * denominator + 7, denominator).unwrap_or(ExactScore::integer(0)));
        }
        assert_eq!(histogram.exact_mean(), None);
        let mean = histogram.mean().unwrap_or(0.0);
        assert!((mean - 60.000_000_007).abs() < 1e-13, "{mean}");
    }

    #[test]
    fn small_terms_survive_large_ones() {
        assert_eq!(compensated([1.0, 1e100, 1.0, -1e100].into_iter()), 2.0);
    }

    #[test]
    fn items_refuse_what_does_not_fit() {
        let mut item = ItemCounts::new(4);
        assert_eq!(
            item.add(4),
            Err(TallyError::NoSuchOption { options: 4, found: 4 })
        );
        assert_eq!(
            item.merge(&ItemCounts::new(5)),
            Err(TallyError::WrongLength {
                expected: 4,
                found: 5
            })
        );
        assert_eq!(item.n(), 0);
        assert_eq!(
            (item.mean(), item.variance(), item.mean_absolute_deviation()),
            (None, None, None)
        );
    }

    #[test]
    fn deviations_of_a_small_item() {
        // 1, 2, 2, 5 on a scale from 1: mean 2.5, deviations 1.5, .5, .5, 2.5.
        let item = ItemCounts::from_counts(vec![1, 2, 0, 0, 1]);
        assert_eq!(item.mean(), Some(1.5));
        assert_eq!(item.mean_absolute_deviation(), Some(1.25));
        assert_eq!(item.variance(), Some(3.0));
        assert_eq!(item.count_from(1), 3);
    }
}
