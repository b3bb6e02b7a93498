//! Counts of exact scores: the state from which means and variances follow.

use std::collections::BTreeMap;

use crate::number::Exact;

/// How many respondents had which exact score. Merges by addition, so the order of records, the
/// number of threads and the split into files never change a result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram {
    counts: BTreeMap<Exact, u64>,
    n: u64,
}

impl Histogram {
    /// Counts one score.
    pub fn add(&mut self, score: Exact) {
        self.add_times(score, 1);
    }

    /// Counts a score `times` times.
    pub fn add_times(&mut self, score: Exact, times: u64) {
        if times > 0 {
            *self.counts.entry(score).or_insert(0) += times;
            self.n += times;
        }
    }

    /// Adds all counts of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (score, times) in &other.counts {
            self.add_times(*score, *times);
        }
    }

    /// How many scores.
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.n
    }

    /// Scores with their counts, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (Exact, u64)> + '_ {
        self.counts.iter().map(|(score, count)| (*score, *count))
    }

    /// The arithmetic mean; `None` without scores. Summed in ascending order with compensation
    /// (Neumaier), hence the same for every order of arrival.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum(Exact::to_f64) / self.n as f64)
    }

    /// The variance with divisor n − 1; `None` for fewer than two scores.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        let mean = self.mean()?;
        if self.n < 2 {
            return None;
        }
        if self.counts.len() == 1 {
            return Some(0.0);
        }
        let squares = self.sum(|score| (score.to_f64() - mean).powi(2));
        Some(squares / (self.n - 1) as f64)
    }

    fn sum(&self, term: impl Fn(Exact) -> f64) -> f64 {
        let mut sum = 0.0_f64;
        let mut lost = 0.0_f64;
        for (score, count) in &self.counts {
            let value = term(*score) * *count as f64;
            let next = sum + value;
            lost += if sum.abs() >= value.abs() {
                (sum - next) + value
            } else {
                (value - next) + sum
            };
            sum = next;
        }
        sum + lost
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn merging_in_any_split_and_order_gives_the_same(values in prop::collection::vec(0..90_000_i64, 1..60), cut in 0_usize..60) {
            let cut = cut.min(values.len());
            let of = |values: &mut dyn Iterator<Item = &i64>| {
                let mut histogram = Histogram::default();
                values.for_each(|value| histogram.add(Exact::thousandths(*value)));
                histogram
            };
            let whole = of(&mut values.iter());
            let mut parts = of(&mut values[cut..].iter().rev());
            parts.merge(&of(&mut values[..cut].iter()));
            prop_assert_eq!(&whole, &parts);
            prop_assert_eq!(whole.mean().map(f64::to_bits), parts.mean().map(f64::to_bits));
            prop_assert_eq!(whole.variance().map(f64::to_bits), parts.variance().map(f64::to_bits));
        }
    }

    #[test]
    fn mean_and_variance_of_a_known_sample() {
        let mut histogram = Histogram::default();
        for value in [2_000, 4_000, 4_000, 4_000, 5_000, 5_000, 7_000, 9_000] {
            histogram.add(Exact::thousandths(value));
        }
        assert_eq!(histogram.mean(), Some(5.0));
        assert!((histogram.variance().unwrap_or_default() - 32.0 / 7.0).abs() < 1e-12);
    }
}
