//! Charts: what is drawn and where, once for every format. [`text`] draws it with characters,
//! [`svg`] with shapes.

pub(crate) mod answers;
pub(crate) mod course;
pub(crate) mod shifts;
pub(crate) mod svg;
pub(crate) mod text;

use unicode_width::UnicodeWidthChar;

/// The axis that scores lie on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    pub(crate) min: f64,
    pub(crate) max: f64,
}

impl Scale {
    /// Where a value lies: 0 at the lower end, 1 at the upper; values beyond stay at the ends.
    pub(crate) fn position(self, value: f64) -> f64 {
        let length = self.max - self.min;
        if length > 0.0 {
            ((value - self.min) / length).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// A level as a stretch of the axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Band {
    pub(crate) name: String,
    /// Where it begins.
    pub(crate) from: f64,
    /// The same in words.
    pub(crate) from_text: String,
}

/// One of the two sides and the sign it is drawn with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Side {
    pub(crate) mark: char,
    pub(crate) name: String,
}

/// A dumbbell: the two sides and the whole on one line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// The whole.
    pub(crate) overall: Option<f64>,
    /// Each side, in the order of [`Profile::sides`].
    pub(crate) sides: Vec<Option<f64>>,
    /// The range that fits the answers.
    pub(crate) range: Option<(f64, f64)>,
    /// The whole in words, or why there is none.
    pub(crate) value: String,
}

impl Row {
    /// The lowest and highest mark of the sides; none with fewer than two.
    pub(crate) fn span(&self) -> Option<(f64, f64)> {
        let mut marks = self.sides.iter().copied().flatten();
        let first = marks.next()?;
        let (low, high, count) = marks.fold((first, first, 1), |(low, high, count), mark| {
            (mark.min(low), mark.max(high), count + 1)
        });
        (count > 1).then_some((low, high))
    }
}

/// Rows over the same axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Profile {
    pub(crate) scale: Scale,
    /// The end of the axis in words.
    pub(crate) end_text: String,
    pub(crate) bands: Vec<Band>,
    /// Empty when there are no sides to show.
    pub(crate) sides: Vec<Side>,
    pub(crate) rows: Vec<Row>,
}

/// One sign a side: the first letters of the names where they differ and are one column wide,
/// otherwise A and B.
pub(crate) fn marks(names: &[&str]) -> Vec<char> {
    let initials: Vec<char> = names
        .iter()
        .filter_map(|name| name.trim().chars().next())
        .map(|initial| {
            let mut upper = initial.to_uppercase();
            match (upper.next(), upper.next()) {
                (Some(one), None) => one,
                _ => initial,
            }
        })
        .collect();
    let narrow = |mark: &char| mark.is_alphanumeric() && mark.width() == Some(1);
    let differ = (1..initials.len()).all(|index| !initials[..index].contains(&initials[index]));
    if initials.len() == names.len() && differ && initials.iter().all(narrow) {
        initials
    } else {
        ('A'..='Z').take(names.len()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_run_from_end_to_end() {
        let scale = Scale {
            min: 20.0,
            max: 100.0,
        };
        assert!(scale.position(20.0).abs() < 1e-12);
        assert!((scale.position(60.0) - 0.5).abs() < 1e-12);
        assert!((scale.position(130.0) - 1.0).abs() < 1e-12);
        let point = Scale { min: 1.0, max: 1.0 };
        assert!(point.position(1.0).abs() < 1e-12);
    }

    #[test]
    fn marks_tell_the_sides_apart() {
        assert_eq!(marks(&["Sales", "Marketing"]), ['S', 'M']);
        assert_eq!(marks(&["product", "Platform"]), ['A', 'B']);
        assert_eq!(marks(&["営業", "Marketing"]), ['A', 'B']);
        assert_eq!(marks(&["", "Marketing"]), ['A', 'B']);
        assert_eq!(marks(&["ärzte", "Pflege"]), ['Ä', 'P']);
    }
}
