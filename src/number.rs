//! The one place where digits are decided: exact scores, and how numbers are printed.

pub mod exact;

use std::io;

pub use exact::ExactScore;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

/// Slack when an estimate computed in floating point is compared with a cut score.
pub const CUT_SLACK: f64 = 1e-9;

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

/// A p value: three decimals, or "< 0.001".
#[must_use]
pub fn p_value(p: f64) -> String {
    if p < 0.001 {
        "< 0.001".to_owned()
    } else {
        decimal(p, 3)
    }
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

impl TwelveDigits<CompactFormatter> {
    /// On one line.
    #[must_use]
    pub const fn compact() -> Self {
        Self(CompactFormatter)
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
