//! The one place where digits are decided: exact scores, and how numbers are printed.

use std::cmp::Ordering;
use std::io;

use serde_json::ser::{Formatter, PrettyFormatter};

/// Slack when an estimate computed in floating point is compared with a cut score.
pub const CUT_SLACK: f64 = 1e-9;

/// An exact rational number in lowest terms: the score of one respondent.
///
/// Points and weights have at most three decimals and are held in thousandths, so sums and
/// weighted means are ratios of integers. Should a ratio outgrow 128 bits (only possible with
/// dozens of oddly weighted dimensions), it is rounded to the nearest 10⁻¹², the same for every
/// order of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    denominator: i128,
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };

    /// `numerator / denominator` in lowest terms; `None` when the denominator is zero.
    #[must_use]
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok()?.max(1) * denominator.signum();
        Some(Self {
            numerator: numerator / divisor,
            denominator: denominator / divisor,
        })
    }

    /// A whole number.
    #[must_use]
    pub const fn whole(value: i128) -> Self {
        Self {
            numerator: value,
            denominator: 1,
        }
    }

    /// A number given in thousandths.
    #[must_use]
    pub fn thousandths(value: i64) -> Self {
        Self::ratio(i128::from(value), 1_000).unwrap_or(Self::ZERO)
    }

    /// The numerator of the lowest terms; it carries the sign.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator of the lowest terms; always positive.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// `self + other · factor`, exact unless 128 bits are outgrown.
    #[must_use]
    pub fn add_scaled(self, other: Self, factor: i64) -> Self {
        let factor = i128::from(factor);
        let exact = || {
            let numerator = self.numerator.checked_mul(other.denominator)?.checked_add(
                other
                    .numerator
                    .checked_mul(factor)?
                    .checked_mul(self.denominator)?,
            )?;
            Self::ratio(numerator, self.denominator.checked_mul(other.denominator)?)
        };
        exact().unwrap_or_else(|| Self::rounded(self.to_f64() + other.to_f64() * factor as f64))
    }

    /// `self / divisor`; `None` when the divisor is zero.
    #[must_use]
    pub fn divided_by(self, divisor: i64) -> Option<Self> {
        if divisor == 0 {
            return None;
        }
        self.denominator
            .checked_mul(i128::from(divisor))
            .and_then(|denominator| Self::ratio(self.numerator, denominator))
            .or_else(|| Some(Self::rounded(self.to_f64() / divisor as f64)))
    }

    /// The nearest floating-point number.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The nearest multiple of 10⁻¹².
    fn rounded(value: f64) -> Self {
        const UNIT: f64 = 1e12;
        Self::ratio((value * UNIT).round() as i128, UNIT as i128).unwrap_or(Self::ZERO)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (
            self.numerator.checked_mul(other.denominator),
            other.numerator.checked_mul(self.denominator),
        ) {
            (Some(left), Some(right)) => left.cmp(&right),
            // Two ratios this large are compared as floats, then by their terms, so that the
            // order stays total.
            _ => self
                .to_f64()
                .total_cmp(&other.to_f64())
                .then(self.numerator.cmp(&other.numerator))
                .then(self.denominator.cmp(&other.denominator)),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// `value` with `decimals` decimals, a true minus sign and no negative zero.
#[must_use]
pub fn decimal(value: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    // Rounded half away from zero after taking off binary dust, as people round on paper.
    let rounded = (value * scale + value.signum() * 1e-9).round() / scale;
    let text = format!("{:.decimals$}", rounded.abs());
    if rounded < 0.0 { format!("−{text}") } else { text }
}

/// `value` with an explicit sign: `+9`, `−2`, `0`.
#[must_use]
pub fn signed(value: f64, decimals: usize) -> String {
    let text = decimal(value, decimals);
    if text.starts_with('−') || text.trim_start_matches(['0', '.']).is_empty() {
        text
    } else {
        format!("+{text}")
    }
}

/// A score with one decimal, or more where one would show it on the other side of a cut.
#[must_use]
pub fn score(value: f64, cuts: &[f64]) -> String {
    score_with(value, cuts, 1)
}

/// A score with at least `least` decimals, more where they would show it on the other side of a cut.
#[must_use]
pub fn score_with(value: f64, cuts: &[f64], least: usize) -> String {
    let side = |x: f64| cuts.iter().filter(|cut| x + CUT_SLACK >= **cut).count();
    for decimals in least..6 {
        let text = decimal(value, decimals);
        let shown: f64 = text.replace('−', "-").parse().unwrap_or(value);
        if side(shown) == side(value) {
            return text;
        }
    }
    decimal(value, 6)
}

/// A share as a whole percentage: `67 %`. A share that is not quite all never reads as all.
#[must_use]
pub fn percent(share: f64) -> String {
    let rounded = (share * 100.0 + 1e-9).round();
    let shown = if share < 1.0 - 1e-12 {
        rounded.min(99.0)
    } else {
        rounded
    };
    let shown = if share > 1e-12 { shown.max(1.0) } else { shown };
    format!("{shown:.0} %")
}

/// `value` to twelve significant digits: what machine-readable output carries.
#[must_use]
pub fn twelve_digits(value: f64) -> f64 {
    format!("{value:.11e}").parse().unwrap_or(value)
}

/// A `serde_json` formatter that writes numbers with twelve significant digits.
#[derive(Debug, Default)]
pub struct TwelveDigits<F>(F);

impl TwelveDigits<PrettyFormatter<'static>> {
    /// Indented by two blanks.
    #[must_use]
    pub fn pretty() -> Self {
        Self(PrettyFormatter::new())
    }
}

impl<F: Formatter> Formatter for TwelveDigits<F> {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        let value = twelve_digits(value);
        if value == value.trunc() && value.abs() < 1e15 {
            return write!(writer, "{value:.0}");
        }
        write!(writer, "{value}")
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_scores_compare_and_add_without_rounding() {
        let third = Exact::ratio(1, 3).unwrap_or(Exact::ZERO);
        let sum = Exact::ZERO
            .add_scaled(third, 1)
            .add_scaled(third, 1)
            .add_scaled(third, 1);
        assert_eq!(sum, Exact::whole(1));
        assert!(third < Exact::thousandths(334));
        assert_eq!(Exact::ratio(1, 0), None);
        assert_eq!(Exact::ratio(2, -4), Exact::ratio(-1, 2));
    }

    #[test]
    fn a_score_gains_decimals_near_a_cut() {
        let cuts = [40.0, 60.0, 80.0];
        assert_eq!(score(39.96, &cuts), "39.96");
        assert_eq!(score(39.6, &cuts), "39.6");
        assert_eq!(score(60.0, &cuts), "60.0");
        assert_eq!(score(59.999_99, &cuts), "59.99999");
    }

    #[test]
    fn numbers_print_as_people_write_them() {
        assert_eq!(decimal(-0.04, 1), "0.0");
        assert_eq!(decimal(2.25, 1), "2.3");
        assert_eq!(signed(9.04, 0), "+9");
        assert_eq!(signed(-0.2, 0), "0");
        assert_eq!(signed(-2.0, 0), "−2");
        assert_eq!(percent(0.996), "99 %");
        assert_eq!(twelve_digits(0.1 + 0.2).to_string(), "0.3");
    }
}
