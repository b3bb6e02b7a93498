//! Changes around zero, drawn with characters: a line for the range that fits, a sign where the
//! change lies.

use unicode_width::UnicodeWidthStr;

use super::{Line, Strip, column};
use crate::printout::Role;
use crate::report::chart::shifts::{Shift, Shifts};

/// The signs of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signs {
    pub(crate) beyond: char,
    pub(crate) within: char,
    pub(crate) unknown: char,
    pub(crate) range: char,
    zero: char,
}

impl Signs {
    pub(crate) const fn new(ascii: bool) -> Self {
        if ascii {
            Self {
                beyond: '#',
                within: 'o',
                unknown: '*',
                range: '-',
                zero: ':',
            }
        } else {
            Self {
                beyond: '●',
                within: '○',
                unknown: '◆',
                range: '─',
                zero: '┊',
            }
        }
    }

    /// The sign of a change.
    pub(crate) const fn of(self, shift: &Shift) -> char {
        match shift.beyond_chance {
            Some(true) => self.beyond,
            Some(false) => self.within,
            None => self.unknown,
        }
    }
}

/// An odd width, so that zero has a column of its own.
pub(crate) const fn fitting_width(available: usize) -> usize {
    if available % 2 == 1 || available == 0 {
        available
    } else {
        available - 1
    }
}

/// The ends of the axis and zero, as numbers over their columns.
pub(crate) fn numbers(shifts: &Shifts, width: usize) -> String {
    let [low, zero, high] = &shifts.ends;
    let middle = (width / 2).saturating_sub(low.width() + zero.width() / 2);
    let mut line = format!("{low}{}{zero}", " ".repeat(middle));
    let rest = width.saturating_sub(line.width() + high.width());
    line.push_str(&" ".repeat(rest));
    line.push_str(high);
    line
}

/// One change.
pub(crate) fn bar(shifts: &Shifts, shift: &Shift, width: usize, signs: Signs) -> Line {
    let at = |value| column(shifts.scale, value, width);
    let mut strip = Strip::filled(' ', width);
    if let Some((low, high)) = shift.range {
        for place in at(low)..=at(high) {
            strip.put(place, Role::Plain, signs.range);
        }
    }
    strip.put(at(0.0), Role::Quiet, signs.zero);
    strip.put(at(shift.points), Role::Strong, signs.of(shift));
    strip.into_line()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::Scale;

    fn shift(points: f64, range: Option<(f64, f64)>, beyond_chance: Option<bool>) -> Shift {
        Shift {
            name: String::new(),
            points,
            range,
            beyond_chance,
            value: String::new(),
            remark: String::new(),
        }
    }

    #[test]
    fn changes_lie_around_zero() {
        let shifts = Shifts {
            scale: Scale {
                min: -10.0,
                max: 10.0,
            },
            ends: ["−10", "0", "+10"].map(str::to_owned),
            rows: Vec::new(),
        };
        let drawn = |shift: &Shift, ascii| -> String {
            let line = bar(&shifts, shift, 21, Signs::new(ascii));
            line.into_iter().map(|(_, text)| text).collect()
        };
        assert_eq!(numbers(&shifts, 21), "−10       0       +10");
        let fell = shift(-6.0, Some((-9.0, -3.0)), Some(true));
        assert_eq!(drawn(&fell, false), " ───●───  ┊          ");
        let unsure = shift(1.0, Some((-3.0, 5.0)), Some(false));
        assert_eq!(drawn(&unsure, false), "       ───┊○────     ");
        assert_eq!(drawn(&unsure, true), "       ---:o----     ");
        assert_eq!(drawn(&shift(0.0, None, None), false), "          ◆          ");
        assert_eq!(fitting_width(30), 29);
    }
}
