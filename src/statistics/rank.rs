//! Comparisons of two groups by order alone.

use std::collections::BTreeMap;

use statrs::function::gamma::ln_gamma;

use super::distribution::normal_cdf;
use super::gap::NoTest;
use super::tally::Histogram;
use crate::number::ExactScore;

/// Most additions that the exact distribution may take; above it the p value
/// is asymptotic. Enough for 9 people against several thousand.
const MOST_STEPS: f64 = 2e9;

/// Most numbers that the exact distribution may hold at a time (32 MB).
const MOST_CELLS: f64 = 4e6;

/// How a rank test's p value was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankMethod {
    /// From the permutation distribution of the rank sum given the ties.
    Exact,
    /// From the normal approximation with tie correction and continuity
    /// correction, because the exact distribution would take more than 2·10^9
    /// additions or 4·10^6 numbers of memory, or leave the range of
    /// floating-point numbers.
    Asymptotic,
}

/// The Wilcoxon-Mann-Whitney test of two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankTest {
    /// Mann-Whitney's U of the first group: pairs in which its value is the
    /// higher, plus half the pairs with equal values.
    pub u: f64,
    /// Two-sided p value, above 0 and at most 1.
    pub p: f64,
    /// How p was computed.
    pub method: RankMethod,
}

/// The two-sided Wilcoxon-Mann-Whitney test, exact also with ties.
///
/// Exact: among all ways to choose which of the pooled values belong to the
/// first group, the share whose rank sum (midranks) is at least as far from
/// its expectation as the one observed. This is the two-sided p of R's
/// `coin::wilcox_test(distribution = "exact")` and of SciPy's
/// `permutation_test` with the distance from the expectation as statistic. (It
/// is not twice the smaller tail, which differs when ties make the
/// distribution asymmetric.) Counted by dynamic programming over the values;
/// only sums of positive numbers, so there is no cancellation.
///
/// Asymptotic, where the exact distribution is too large: as R's
/// `wilcox.test(exact = FALSE, correct = TRUE)`.
///
/// Source: Streitberg & Röhmel 1986, Statistical Software Newsletter 12:10;
/// Hothorn et al. 2008, JSS 28(8). Assumption: under the null hypothesis the
/// answers are exchangeable between the groups.
///
/// # Errors
///
/// [`NoTest::TooFew`] if a group is empty, [`NoTest::NoSpread`] if all values
/// of both groups are equal.
pub fn rank_test(first: &Histogram, second: &Histogram) -> Result<RankTest, NoTest> {
    if first.is_empty() || second.is_empty() {
        return Err(NoTest::TooFew);
    }
    let ties = pool(first, second);
    if ties.len() == 1 {
        return Err(NoTest::NoSpread);
    }
    let u = doubled_u(&ties) as f64 / 2.0;
    let exact = Exact::plan(&ties).and_then(|plan| plan.two_sided());
    Ok(match exact {
        Some(p) => RankTest {
            u,
            p,
            method: RankMethod::Exact,
        },
        None => RankTest {
            u,
            p: asymptotic(&ties, u),
            method: RankMethod::Asymptotic,
        },
    })
}

/// The probability that a random member of the first group has the higher
/// value than a random member of the second, equal values counting half:
/// (#{a > b} + ½ #{a = b}) / (n_a n_b). From 0 to 1, ½ without a difference.
///
/// Cliff's delta is twice this less 1. Source: Vargha & Delaney 2000, JEBS
/// 25:101. None if a group is empty.
pub fn probability_of_superiority(first: &Histogram, second: &Histogram) -> Option<f64> {
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let pairs = first.n() as f64 * second.n() as f64;
    Some(doubled_u(&pool(first, second)) as f64 / (2.0 * pairs))
}

/// How often one value occurred in each group.
struct Tie {
    first: u64,
    second: u64,
}

impl Tie {
    fn both(&self) -> u64 {
        self.first.saturating_add(self.second)
    }
}

/// The different values of both groups in ascending order.
fn pool(first: &Histogram, second: &Histogram) -> Vec<Tie> {
    let mut values: BTreeMap<ExactScore, Tie> = BTreeMap::new();
    for (score, count) in first.iter() {
        let tie = Tie {
            first: count,
            second: 0,
        };
        values.insert(score, tie);
    }
    for (score, count) in second.iter() {
        values.entry(score).or_insert(Tie { first: 0, second: 0 }).second = count;
    }
    values.into_values().collect()
}

/// Twice U of the first group.
fn doubled_u(ties: &[Tie]) -> u128 {
    let (mut sum, mut below) = (0_u128, 0_u128);
    for tie in ties {
        let second = u128::from(tie.second);
        sum += u128::from(tie.first) * (2 * below + second);
        below += second;
    }
    sum
}

/// The normal approximation with tie and continuity correction.
fn asymptotic(ties: &[Tie], u: f64) -> f64 {
    let first: f64 = ties.iter().map(|tie| tie.first as f64).sum();
    let second: f64 = ties.iter().map(|tie| tie.second as f64).sum();
    let total = first + second;
    let tied: f64 = ties
        .iter()
        .map(|tie| {
            let count = tie.both() as f64;
            count * (count - 1.0) * (count + 1.0)
        })
        .sum();
    let variance = first * second / 12.0 * (total + 1.0 - tied / (total * (total - 1.0)));
    let distance = ((u - first * second / 2.0).abs() - 0.5).max(0.0);
    if variance <= 0.0 {
        return 1.0;
    }
    (2.0 * normal_cdf(-distance / variance.sqrt())).clamp(f64::MIN_POSITIVE, 1.0)
}

/// The permutation distribution of the smaller group's rank sum.
struct Exact {
    /// Size of the smaller group.
    chosen: usize,
    /// Every different value: how often it occurs in both groups, and its
    /// midrank moved and scaled so that ranks are the smallest whole numbers.
    values: Vec<(usize, usize)>,
    /// The largest rank sum that `chosen` values can have.
    largest: usize,
    /// The rank sum observed.
    observed: usize,
}

impl Exact {
    /// Prepares the distribution, or None where it would be too large.
    fn plan(ties: &[Tie]) -> Option<Self> {
        let first: u64 = ties.iter().map(|tie| tie.first).sum();
        let second: u64 = ties.iter().map(|tie| tie.second).sum();
        let small = |tie: &Tie| {
            if first <= second { tie.first } else { tie.second }
        };
        let (chosen, total) = (first.min(second), first.checked_add(second)?);
        if log_choose(total as f64, chosen as f64) > 700.0 {
            return None;
        }
        // Twice the midrank, less that of the lowest value, over the common divisor.
        let mut below = 0_u64;
        let doubled: Vec<u64> = ties
            .iter()
            .map(|tie| {
                let rank = 2 * below + tie.both();
                below += tie.both();
                rank
            })
            .collect();
        let lowest = *doubled.first()?;
        let divisor = doubled
            .iter()
            .fold(0, |divisor, rank| common_divisor(divisor, rank - lowest));
        let ranks: Vec<u64> = doubled
            .iter()
            .map(|rank| (rank - lowest) / divisor.max(1))
            .collect();

        let mut left = chosen;
        let mut largest = 0.0;
        for (tie, rank) in ties.iter().zip(&ranks).rev() {
            let taken = tie.both().min(left);
            largest += taken as f64 * *rank as f64;
            left -= taken;
        }
        let size = chosen as f64;
        let choices: f64 = ties
            .iter()
            .map(|tie| {
                let most = (tie.both() as f64).min(size);
                most * (size + 1.0) - most * (most + 1.0) / 2.0
            })
            .sum();
        if (size + 1.0) * (largest + 1.0) > MOST_CELLS || choices * (largest + 1.0) > MOST_STEPS {
            return None;
        }
        let whole = |value: u64| usize::try_from(value).ok();
        let values = ties
            .iter()
            .zip(&ranks)
            .map(|(tie, rank)| Some((whole(tie.both())?, whole(*rank)?)))
            .collect::<Option<Vec<_>>>()?;
        let observed = ties.iter().zip(&ranks).map(|(tie, rank)| small(tie) * rank).sum();
        Some(Self {
            chosen: whole(chosen)?,
            values,
            largest: largest as usize,
            observed: whole(observed)?,
        })
    }

    /// The number of ways to reach every rank sum.
    fn ways(&self) -> Vec<f64> {
        let width = self.largest + 1;
        // Row j: ways to choose j values, by their rank sum.
        let mut ways = vec![0.0_f64; (self.chosen + 1) * width];
        ways[0] = 1.0;
        // The largest sum that is reachable in each row so far.
        let mut reach: Vec<Option<usize>> = vec![None; self.chosen + 1];
        reach[0] = Some(0);
        for &(count, rank) in &self.values {
            for row in (1..=self.chosen).rev() {
                let (earlier, later) = ways.split_at_mut(row * width);
                let mut choose = 1.0;
                for taken in 1..=count.min(row) {
                    choose = choose * (count - taken + 1) as f64 / taken as f64;
                    let Some(top) = reach[row - taken] else {
                        continue;
                    };
                    // Any such choice can be completed to one of `chosen` values, so
                    // `offset + top` does not exceed `largest`.
                    let offset = taken * rank;
                    let from = &earlier[(row - taken) * width..][..=top];
                    for (to, from) in later[offset..].iter_mut().zip(from) {
                        *to += choose * from;
                    }
                    reach[row] = reach[row].max(Some(top + offset));
                }
            }
        }
        ways.split_off(self.chosen * width)
    }

    /// The share of the choices at least as far from the expectation as the
    /// one observed. None if a count left the floating-point range.
    fn two_sided(&self) -> Option<f64> {
        let wide = |value: usize| value as i128;
        let total: i128 = self.values.iter().map(|&(count, _)| wide(count)).sum();
        let ranks: i128 = self
            .values
            .iter()
            .map(|&(count, rank)| wide(count) * wide(rank))
            .sum();
        // Distances times the number of values, so that they are whole.
        let distance = |sum: usize| (wide(sum) * total - wide(self.chosen) * ranks).abs();
        let observed = distance(self.observed);
        let (mut all, mut far) = (0.0, 0.0);
        for (sum, ways) in self.ways().into_iter().enumerate() {
            all += ways;
            if distance(sum) >= observed {
                far += ways;
            }
        }
        let p = far / all;
        (p.is_finite() && p > 0.0).then_some(p.min(1.0))
    }
}

/// ln of the binomial coefficient.
fn log_choose(n: f64, k: f64) -> f64 {
    ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
}

fn common_divisor(left: u64, right: u64) -> u64 {
    let (mut a, mut b) = (left, right);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(values: &[i64]) -> Histogram {
        let mut histogram = Histogram::new();
        for &value in values {
            histogram.add(ExactScore::integer(value));
        }
        histogram
    }

    /// The definition itself, over all choices.
    fn brute_force(first: &[i64], second: &[i64]) -> f64 {
        let pooled: Vec<i64> = first.iter().chain(second).copied().collect();
        let rank = |value: i64| -> i64 {
            let below = pooled.iter().filter(|&&other| other < value).count() as i64;
            let equal = pooled.iter().filter(|&&other| other == value).count() as i64;
            2 * below + equal + 1
        };
        let expected = first.len() as i64 * (pooled.len() as i64 + 1);
        let distance = |sum: i64| (sum - expected).abs();
        let observed = distance(first.iter().map(|&value| rank(value)).sum());
        let (mut all, mut far) = (0, 0);
        for choice in 0_u32..1 << pooled.len() {
            if choice.count_ones() as usize != first.len() {
                continue;
            }
            let sum = pooled
                .iter()
                .enumerate()
                .filter(|(index, _)| choice >> index & 1 == 1)
                .map(|(_, &value)| rank(value))
                .sum();
            all += 1;
            far += i32::from(distance(sum) >= observed);
        }
        f64::from(far) / f64::from(all)
    }

    #[test]
    fn equals_the_definition() {
        let cases: [(&[i64], &[i64]); 6] = [
            (&[1, 2, 3], &[4, 5, 6, 7]),
            (&[3, 3, 3, 4], &[3, 4, 5, 5, 5]),
            (&[5], &[1, 1, 1, 1, 1, 2]),
            (&[1, 1, 2, 9, 9], &[1, 2, 2, 2, 9, 9, 9]),
            (&[7, 7, 7, 7, 7, 7, 1], &[7, 7]),
            (&[30, 31, 35, 35, 60, 61], &[31, 35, 40, 40, 60, 80]),
        ];
        for (first, second) in cases {
            let expected = brute_force(first, second);
            for (a, b) in [(first, second), (second, first)] {
                let found = rank_test(&histogram(a), &histogram(b));
                let close = found
                    .is_ok_and(|test| test.method == RankMethod::Exact && (test.p - expected).abs() < 1e-14);
                assert!(close, "{a:?} {b:?}: {found:?}, not {expected}");
            }
        }
    }

    #[test]
    fn refusals_and_fallback() {
        let some = histogram(&[1, 2, 3]);
        assert_eq!(rank_test(&some, &Histogram::new()), Err(NoTest::TooFew));
        assert_eq!(
            rank_test(&histogram(&[4, 4]), &histogram(&[4])),
            Err(NoTest::NoSpread)
        );
        let many: Vec<i64> = (0..3000).collect();
        let more: Vec<i64> = (300..3300).collect();
        let large = rank_test(&histogram(&many), &histogram(&more));
        assert!(large.is_ok_and(|test| test.method == RankMethod::Asymptotic && test.p < 1e-20));
        let few: Vec<i64> = (0..9).map(|k| k * 400 % 90).collect();
        let tied: Vec<i64> = (0..3000).map(|k| k % 61).collect();
        let exact = rank_test(&histogram(&few), &histogram(&tied));
        assert!(exact.is_ok_and(|test| test.method == RankMethod::Exact));
    }

    #[test]
    fn superiority_counts_ties_half() {
        let found = probability_of_superiority(&histogram(&[2, 3]), &histogram(&[1, 2]));
        assert_eq!(found, Some(0.875));
        assert_eq!(
            probability_of_superiority(&histogram(&[2]), &Histogram::new()),
            None
        );
    }
}
