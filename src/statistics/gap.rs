//! The difference between two groups.

use statrs::function::gamma::ln_gamma;

use super::distribution::{t_quantile, t_two_sided};
use super::interval::{Interval, UPPER};
use super::tally::Moments;

/// Why two groups were not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTest {
    /// A group has too few answers: fewer than two where spread is needed,
    /// none at all where only order is.
    TooFew,
    /// A group has answers that are all equal, so its spread cannot be
    /// estimated; for a comparison by order, both groups together.
    NoSpread,
}

/// A difference of means with its interval and test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The difference, signed, in the unit of the values.
    pub value: f64,
    /// Its standard error, greater than zero.
    pub standard_error: f64,
    /// Degrees of freedom.
    pub degrees_of_freedom: f64,
    /// The interval of [`CONFIDENCE`](super::interval::CONFIDENCE). It may
    /// reach beyond what the axis allows.
    pub interval: Interval,
    /// Two-sided p value of no difference.
    pub p: f64,
}

impl Difference {
    pub(super) fn new(value: f64, variance: f64, degrees_of_freedom: f64) -> Self {
        let standard_error = variance.sqrt();
        let reach = t_quantile(UPPER, degrees_of_freedom) * standard_error;
        Self {
            value,
            standard_error,
            degrees_of_freedom,
            interval: Interval::around(value, reach),
            p: t_two_sided(value / standard_error, degrees_of_freedom),
        }
    }

    /// The largest difference in either direction that the interval still
    /// holds.
    pub fn largest_possible(&self) -> f64 {
        self.interval.low.abs().max(self.interval.high.abs())
    }
}

/// Welch's difference, first mean less second mean.
///
/// se² = s_1²/n_1 + s_2²/n_2, degrees of freedom of Satterthwaite, no roster
/// correction: the question is whether the way of working differs, not what
/// the people on the roster would have answered today.
///
/// Source: Welch 1947, Biometrika 34:28; Delacre, Lakens & Leys 2017, IRSP
/// 30:92 for using it always. Assumption: independent answers, means near
/// enough to normal; it fails when a small group sits at one end of the axis,
/// for which see [`GapRule`].
///
/// # Errors
///
/// [`NoTest::TooFew`] if a group has fewer than two answers,
/// [`NoTest::NoSpread`] if a group's answers are all equal.
pub fn welch(first: &Moments, second: &Moments) -> Result<Difference, NoTest> {
    let (one, two) = (spread(first)? / first.n as f64, spread(second)? / second.n as f64);
    let variance = one + two;
    let squares = one * one / (first.n - 1) as f64 + two * two / (second.n - 1) as f64;
    let difference = first.mean - second.mean;
    Ok(Difference::new(
        difference,
        variance,
        variance * variance / squares,
    ))
}

/// The variance of a sample that has one.
pub(super) fn spread(sample: &Moments) -> Result<f64, NoTest> {
    match sample.variance {
        None => Err(NoTest::TooFew),
        Some(variance) if variance > 0.0 => Ok(variance),
        Some(_) => Err(NoTest::NoSpread),
    }
}

/// Holm's adjusted p values, in the order given.
///
/// Ascending, the i-th of m is multiplied by m - i + 1; running maximum; at
/// most 1. Source: Holm 1979, SJS 6:65. It holds the chance of any false mark
/// in the family at 0.05 under every kind of dependence.
///
/// None stands for a comparison that was not tested; it stays None and does
/// not count towards m.
pub fn holm(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut order: Vec<(usize, f64)> = p_values
        .iter()
        .enumerate()
        .filter_map(|(index, p)| p.map(|p| (index, p)))
        .collect();
    order.sort_by(|left, right| left.1.total_cmp(&right.1));
    let mut adjusted = vec![None; p_values.len()];
    let mut largest = 0.0_f64;
    for (done, &(index, p)) in order.iter().enumerate() {
        largest = largest.max(p * (order.len() - done) as f64).min(1.0);
        adjusted[index] = Some(largest);
    }
    adjusted
}

/// Hedges' g: J(n_1 + n_2 - 2) · (x̄_1 - x̄_2) / s_pooled.
///
/// Source: Hedges 1981, JES 6:107, with the exact J (as R's `effectsize`), not
/// 1 - 3/(4 df - 1), from which it differs in the third decimal below ten
/// degrees of freedom. Assumption: equal variances; with unequal ones and
/// unequal n the pooled sd is mostly that of the large group. No unit.
///
/// # Errors
///
/// [`NoTest::TooFew`] if a group is empty or both together have fewer than
/// four answers; [`NoTest::NoSpread`] if neither group has any spread.
pub fn hedges_g(first: &Moments, second: &Moments) -> Result<f64, NoTest> {
    if first.n == 0 || second.n == 0 || first.n.saturating_add(second.n) < 4 {
        return Err(NoTest::TooFew);
    }
    let squares = |sample: &Moments| sample.variance.unwrap_or(0.0) * (sample.n - 1) as f64;
    let df = (first.n - 1) as f64 + (second.n - 1) as f64;
    let pooled = (squares(first) + squares(second)) / df;
    if pooled <= 0.0 {
        return Err(NoTest::NoSpread);
    }
    Ok(hedges_correction(df) * (first.mean - second.mean) / pooled.sqrt())
}

/// J(df) = Γ(df/2) / (√(df/2) Γ((df-1)/2)) for df of at least 2, the factor
/// that takes the small-sample bias out of a standardised difference. Between
/// 0.56 and 1.
pub(super) fn hedges_correction(df: f64) -> f64 {
    let z = (df - 1.0) / 2.0;
    if df < 200.0 {
        return (ln_gamma(df / 2.0) - ln_gamma(z)).exp() / (df / 2.0).sqrt();
    }
    // Γ(z + ½)/Γ(z) by its asymptotic series (DLMF 5.11.13), because the
    // difference of two large logarithms loses digits.
    let u = 1.0 / z;
    let series = 1.0
        + u * (-1.0 / 8.0
            + u * (1.0 / 128.0 + u * (5.0 / 1024.0 + u * (-21.0 / 32_768.0 - u * 399.0 / 262_144.0))));
    series * (z / (z + 0.5)).sqrt()
}

/// When a difference between two groups is marked as shown.
///
/// Holm < `alpha`, and at least `relevance` in size, and, where the smaller
/// group has fewer than `small_group` answers, also the exact rank test
/// < `alpha`. The last condition is a guard against Welch's test where a small
/// group sits at one end of the axis with hardly any spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GapRule {
    /// Chance of any false mark in the family.
    pub alpha: f64,
    /// The smallest difference worth marking, in the unit of the values: 5 of
    /// 100 points of the axis (a convention, not from the literature).
    pub relevance: f64,
    /// Below this number of answers the rank test must agree.
    pub small_group: u64,
}

/// What the rule says about one difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapMark {
    /// A difference is shown.
    Shown,
    /// There is no test of it.
    NotTested,
    /// Chance explains it: adjusted p not below alpha.
    WithinChance,
    /// Not by chance, but too small to matter.
    TooSmall,
    /// The group is small and the rank test does not agree, or was not done.
    RankTestDisagrees,
}

impl GapRule {
    /// The rule with its usual numbers: 0.05, ten answers, and 5 % of the
    /// width of the axis.
    pub fn on_axis(axis: Interval) -> Self {
        Self {
            alpha: 0.05,
            relevance: 0.05 * (axis.high - axis.low),
            small_group: 10,
        }
    }

    /// Applies the rule.
    ///
    /// `adjusted_p` is Holm's; `rank_p` is that of
    /// [`rank_test`](super::rank::rank_test), needed only where `smaller_n`,
    /// the size of the smaller group, is below `small_group`. A difference
    /// that reaches the relevance to within 1e-9 counts as reaching it.
    pub fn mark(
        &self,
        difference: f64,
        adjusted_p: Option<f64>,
        smaller_n: u64,
        rank_p: Option<f64>,
    ) -> GapMark {
        let Some(adjusted_p) = adjusted_p else {
            return GapMark::NotTested;
        };
        if adjusted_p >= self.alpha {
            GapMark::WithinChance
        } else if difference.abs() < self.relevance - 1e-9 {
            GapMark::TooSmall
        } else if smaller_n < self.small_group && rank_p.is_none_or(|p| p >= self.alpha) {
            GapMark::RankTestDisagrees
        } else {
            GapMark::Shown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(n: u64, mean: f64, variance: f64) -> Moments {
        Moments {
            n,
            mean,
            variance: (n > 1).then_some(variance),
        }
    }

    #[test]
    fn refusals() {
        let good = sample(9, 60.0, 25.0);
        assert_eq!(welch(&good, &sample(1, 70.0, 0.0)), Err(NoTest::TooFew));
        assert_eq!(welch(&sample(6, 70.0, 0.0), &good), Err(NoTest::NoSpread));
        assert_eq!(
            hedges_g(&sample(1, 70.0, 0.0), &sample(2, 60.0, 1.0)),
            Err(NoTest::TooFew)
        );
        assert_eq!(
            hedges_g(&sample(5, 70.0, 0.0), &sample(5, 60.0, 0.0)),
            Err(NoTest::NoSpread)
        );
        assert!(hedges_g(&sample(5, 70.0, 0.0), &good).is_ok());
    }

    #[test]
    fn holm_by_hand() {
        let adjusted = holm(&[Some(0.01), None, Some(0.04), Some(0.03), Some(0.5)]);
        assert_eq!(adjusted, [Some(0.04), None, Some(0.09), Some(0.09), Some(0.5)]);
        assert_eq!(holm(&[]), []);
        assert_eq!(holm(&[Some(0.9), Some(0.8)]), [Some(1.0), Some(1.0)]);
    }

    #[test]
    fn the_correction_against_forty_digits() {
        // Computed with mpmath; both forms, on either side of 200.
        let expected = [
            (3.0, 0.723_601_254_558_267_7),
            (8.0, 0.902_703_333_676_410_1),
            (50.0, 0.984_911_942_295_572_6),
            (199.0, 0.996_225_623_024_817_2),
            (200.0, 0.996_244_522_479_126_6),
            (201.0, 0.996_263_233_605_773_9),
            (1e3, 0.999_249_781_179_716_4),
            (1e6, 0.999_999_249_999_781_2),
        ];
        for (df, j) in expected {
            let accuracy = if df < 200.0 { 2e-13 } else { 5e-16 };
            assert!(
                (hedges_correction(df) - j).abs() < accuracy,
                "{df}: {}",
                hedges_correction(df)
            );
        }
    }

    #[test]
    fn the_rule_in_order() {
        let rule = GapRule::on_axis(Interval {
            low: 20.0,
            high: 100.0,
        });
        assert_eq!(rule.relevance, 4.0);
        assert_eq!(rule.mark(9.0, None, 30, None), GapMark::NotTested);
        assert_eq!(rule.mark(9.0, Some(0.05), 30, None), GapMark::WithinChance);
        assert_eq!(rule.mark(-3.9, Some(0.01), 30, None), GapMark::TooSmall);
        assert_eq!(rule.mark(-4.0, Some(0.01), 30, None), GapMark::Shown);
        // The example of the specification: Welch .0145 after Holm, ranks .12.
        assert_eq!(
            rule.mark(20.0, Some(0.0145), 6, Some(0.12)),
            GapMark::RankTestDisagrees
        );
        assert_eq!(rule.mark(20.0, Some(0.0145), 6, None), GapMark::RankTestDisagrees);
        assert_eq!(rule.mark(20.0, Some(0.0145), 6, Some(0.02)), GapMark::Shown);
    }
}
