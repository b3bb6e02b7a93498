//! Exact scores: rational numbers that compare and add without rounding.

use num_integer::Integer as _;
use num_rational::Ratio;

/// The grid of the one rounding this module knows: 10^-12.
const GRID: i128 = 1_000_000_000_000;

/// A score as an exact fraction in lowest terms with a positive denominator.
///
/// A weighted mean of points is a fraction; as a fraction it can be the key of
/// a tally, two ways to the same score meet in the same key, and a score that
/// lies exactly on a cut is seen to lie on it.
///
/// Only [`weighted_mean`](Self::weighted_mean) and
/// [`difference`](Self::difference) can leave the range of 128-bit integers.
/// Where that happens, and only there, every term is rounded to the nearest
/// multiple of 10^-12, halves away from zero, the terms are combined exactly,
/// and the result is rounded the same way. Whether this happens depends on the
/// terms and not on their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExactScore(Ratio<i128>);

impl ExactScore {
    /// The fraction `numerator / denominator` in lowest terms.
    ///
    /// None if the denominator is zero, or if either number is `i128::MIN`,
    /// which has no positive counterpart.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        Some(Self(Ratio::new(numerator, denominator)))
    }

    /// A whole number.
    pub const fn integer(value: i64) -> Self {
        Self(Ratio::new_raw(value as i128, 1))
    }

    /// A number given in thousandths: `62_500` is 62.5.
    pub fn from_thousandths(thousandths: i64) -> Self {
        Self(Ratio::new(i128::from(thousandths), 1000))
    }

    /// The numerator in lowest terms; it carries the sign.
    pub const fn numerator(self) -> i128 {
        *self.0.numer()
    }

    /// The denominator in lowest terms, always positive.
    pub const fn denominator(self) -> i128 {
        *self.0.denom()
    }

    /// The nearest floating-point number, to within one unit in the last
    /// place; exact for whole numbers up to 2^53.
    pub fn to_f64(self) -> f64 {
        self.numerator() as f64 / self.denominator() as f64
    }

    /// Σ weight × score / Σ weight, exact unless it would overflow (see the
    /// type).
    ///
    /// The weights may be in any unit, such as thousandths. None if they sum
    /// to zero, which includes the empty slice.
    pub fn weighted_mean(terms: &[(Self, u64)]) -> Option<Self> {
        let total: i128 = terms.iter().map(|&(_, weight)| i128::from(weight)).sum();
        if total == 0 {
            return None;
        }
        let terms: Vec<_> = terms
            .iter()
            .map(|&(score, weight)| (score, i128::from(weight)))
            .collect();
        exact_quotient(&terms, total).or_else(|| rounded_quotient(&terms, total))
    }

    /// `self - other`, exact unless it would overflow (see the type). None
    /// where even the rounded difference does not fit.
    pub fn difference(self, other: Self) -> Option<Self> {
        let terms = [(self, 1), (other, -1)];
        exact_quotient(&terms, 1).or_else(|| rounded_quotient(&terms, 1))
    }

    /// The nearest multiple of 10^-12, in multiples of 10^-12.
    fn on_grid(self) -> Option<i128> {
        let whole = self.0.to_integer().checked_mul(GRID)?;
        let (mut rest, mut denominator) = (*self.0.fract().numer(), self.denominator());
        // Drop the low bits that cannot reach the grid.
        while denominator > i128::MAX / (4 * GRID) {
            rest /= 2;
            denominator /= 2;
        }
        whole.checked_add(divide_rounding(rest * GRID, denominator))
    }
}

/// Σ coefficient × score / divisor without rounding, or None on overflow.
///
/// Overflow is found on the sum of absolute values, so that it does not depend
/// on the order of the terms.
pub(crate) fn exact_quotient(terms: &[(ExactScore, i128)], divisor: i128) -> Option<ExactScore> {
    let mut common: i128 = 1;
    for (score, _) in terms {
        let denominator = score.denominator();
        common = common.checked_mul(denominator / common.gcd(&denominator))?;
    }
    let mut sum: i128 = 0;
    let mut size: i128 = 0;
    for &(score, coefficient) in terms {
        let term = score
            .numerator()
            .checked_mul(common / score.denominator())?
            .checked_mul(coefficient)?;
        size = size.checked_add(term.checked_abs()?)?;
        sum += term;
    }
    ExactScore::new(sum, common.checked_mul(divisor)?)
}

/// The same on the grid of 10^-12.
fn rounded_quotient(terms: &[(ExactScore, i128)], divisor: i128) -> Option<ExactScore> {
    let mut sum: i128 = 0;
    let mut size: i128 = 0;
    for &(score, coefficient) in terms {
        let term = score.on_grid()?.checked_mul(coefficient)?;
        size = size.checked_add(term.checked_abs()?)?;
        sum += term;
    }
    if size > i128::MAX / 4 || divisor > i128::MAX / 4 {
        return None;
    }
    ExactScore::new(divide_rounding(sum, divisor), GRID)
}

/// `value / divisor` to the nearest whole number, halves away from zero, for
/// a positive divisor.
fn divide_rounding(value: i128, divisor: i128) -> i128 {
    let quotient = value / divisor;
    let rest = value % divisor;
    if 2 * rest.abs() >= divisor {
        quotient + value.signum()
    } else {
        quotient
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(numerator: i128, denominator: i128) -> ExactScore {
        ExactScore::new(numerator, denominator).unwrap_or(ExactScore::integer(0))
    }

    #[test]
    fn lowest_terms_and_sign() {
        assert_eq!(fraction(50, -100), fraction(-1, 2));
        assert_eq!(fraction(0, -7), ExactScore::integer(0));
        assert_eq!(ExactScore::from_thousandths(62_500), fraction(125, 2));
        assert_eq!(ExactScore::new(1, 0), None);
        assert_eq!(ExactScore::new(i128::MIN, 3), None);
    }

    #[test]
    fn order_beyond_cross_multiplication() {
        let big = i128::MAX;
        let ascending = [
            fraction(-big, 3),
            fraction(-1, big),
            fraction(1, big),
            fraction(1, big - 1),
            fraction(big - 2, big - 1),
            fraction(big - 1, big),
            fraction(big, big - 1),
            fraction(big - 1, big - 2),
            fraction(big, 3),
        ];
        for (i, left) in ascending.iter().enumerate() {
            for (j, right) in ascending.iter().enumerate() {
                assert_eq!(left.cmp(right), i.cmp(&j), "{left:?} {right:?}");
            }
        }
    }

    #[test]
    fn a_mean_of_dimensions_is_exact() {
        let terms = [(fraction(190, 3), 3), (fraction(50, 1), 4), (fraction(430, 7), 5)];
        let mean = ExactScore::weighted_mean(&terms);
        // (190 + 200 + 2150/7) / 12
        assert_eq!(mean, Some(fraction(4880, 84)));
        assert_eq!(ExactScore::weighted_mean(&[]), None);
        assert_eq!(ExactScore::weighted_mean(&[(fraction(1, 1), 0)]), None);
    }

    #[test]
    fn overflow_rounds_to_the_grid_in_any_order() {
        let primes = [
            1_000_000_007_i128,
            1_000_000_009,
            1_000_000_021,
            1_000_000_033,
            1_000_000_087,
        ];
        let mut terms: Vec<_> = primes.iter().map(|&p| (fraction(60 * p + 1, p), 1_u64)).collect();
        let mean = ExactScore::weighted_mean(&terms);
        // 60 + (about 1e-9): on the grid 60.000000001 less a few 1e-17.
        assert_eq!(mean, ExactScore::new(60_000_000_001, 1_000_000_000));
        terms.reverse();
        assert_eq!(ExactScore::weighted_mean(&terms), mean);
        terms.swap(1, 3);
        assert_eq!(ExactScore::weighted_mean(&terms), mean);
    }

    #[test]
    fn rounding_goes_away_from_zero() {
        assert_eq!(divide_rounding(5, 2), 3);
        assert_eq!(divide_rounding(-5, 2), -3);
        assert_eq!(divide_rounding(4, 3), 1);
        assert_eq!(fraction(i128::MAX, i128::MAX - 1).on_grid(), Some(GRID));
    }
}
