//! Changes around zero: every row of a chart shares one axis, as long to both sides.

use super::Scale;

/// A change with the range that fits the answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shift {
    pub(crate) name: String,
    pub(crate) points: f64,
    pub(crate) range: Option<(f64, f64)>,
    /// Whether chance explains it; none where that cannot be told.
    pub(crate) beyond_chance: Option<bool>,
    /// The change in words.
    pub(crate) value: String,
    /// Whether chance explains it, in words.
    pub(crate) remark: String,
}

/// Changes over one axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shifts {
    pub(crate) scale: Scale,
    /// The ends of the axis and its middle in words.
    pub(crate) ends: [String; 3],
    pub(crate) rows: Vec<Shift>,
}

/// Ends of an axis around zero that holds all changes and their ranges, at a multiple of five.
pub(crate) fn scale(rows: &[Shift]) -> Scale {
    let most = rows
        .iter()
        .flat_map(|shift| {
            let (low, high) = shift.range.unwrap_or((shift.points, shift.points));
            [shift.points, low, high]
        })
        .filter(|value| value.is_finite())
        .map(f64::abs)
        .fold(0.0, f64::max);
    let most = ((most / 5.0).ceil() * 5.0).max(5.0);
    Scale {
        min: -most,
        max: most,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(points: f64, range: Option<(f64, f64)>) -> Shift {
        Shift {
            name: String::new(),
            points,
            range,
            beyond_chance: None,
            value: String::new(),
            remark: String::new(),
        }
    }

    #[test]
    fn zero_lies_in_the_middle_and_everything_within() {
        let axis = scale(&[shift(-3.0, Some((-11.2, 5.0))), shift(4.0, None)]);
        assert_eq!((axis.min, axis.max), (-15.0, 15.0));
        assert!((axis.position(0.0) - 0.5).abs() < 1e-12);
        let none = scale(&[]);
        assert_eq!((none.min, none.max), (-5.0, 5.0));
        assert_eq!(scale(&[shift(-10.0, None)]).max, 10.0);
    }
}
