//! How numbers ran over several waves: where each point lies, for every format.

use super::{Band, Scale, Side};

/// The shortest stretch of the axis that a course is drawn over: on less, noise would look like
/// news. A level of the shipped packs is as long.
const SHORTEST: f64 = 20.0;

/// One number over the waves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Course {
    pub(crate) name: String,
    /// Its value in each wave; none where it is not shown.
    pub(crate) points: Vec<Option<f64>>,
    /// The same in words, or why there is none.
    pub(crate) values: Vec<String>,
    /// How it changed of late, in words.
    pub(crate) change: String,
}

/// Numbers over the same waves, drawn on the same stretch of the axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Courses {
    pub(crate) scale: Scale,
    /// Where levels begin.
    pub(crate) cuts: Vec<f64>,
    /// The names of the waves.
    pub(crate) waves: Vec<String>,
    /// What stands above the names, the drawings and the changes.
    pub(crate) heads: [String; 3],
    pub(crate) rows: Vec<Course>,
}

/// The score of both sides and of the whole over the waves, with the levels behind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Score {
    pub(crate) scale: Scale,
    pub(crate) bands: Vec<Band>,
    pub(crate) waves: Vec<String>,
    pub(crate) whole: Vec<Option<f64>>,
    /// The whole in words, or why there is none.
    pub(crate) values: Vec<String>,
    /// The range that fits the answers, by wave.
    pub(crate) ranges: Vec<Option<(f64, f64)>>,
    /// The sides that are shown, and how each ran.
    pub(crate) sides: Vec<(Side, Vec<Option<f64>>)>,
}

/// The stretch of `axis` that holds all values: at least [`SHORTEST`], on whole tens.
pub(crate) fn stretch(axis: Scale, values: impl Iterator<Item = f64>) -> Scale {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if low > high {
        return axis;
    }
    let missing = (SHORTEST - (high - low)).max(0.0) / 2.0;
    let min = ((low - missing) / 10.0).floor() * 10.0;
    let max = ((high + missing) / 10.0).ceil() * 10.0;
    Scale {
        min: min.max(axis.min),
        max: max.min(axis.max),
    }
}

/// Where a wave stands, from 0 to 1 over the width: each in the middle of its share.
pub(crate) fn place(wave: usize, waves: usize) -> f64 {
    (wave as f64 + 0.5) / waves.max(1) as f64
}

/// The pieces of a line: neighbouring points that are shown; over what is not shown it is broken.
/// Each piece is two places and two values, and whether a wave between them is missing.
pub(crate) fn pieces(points: &[Option<f64>]) -> Vec<(usize, usize, bool)> {
    let shown: Vec<usize> = (0..points.len()).filter(|at| points[*at].is_some()).collect();
    shown
        .windows(2)
        .map(|pair| (pair[0], pair[1], pair[1] - pair[0] > 1))
        .collect()
}

impl Courses {
    /// The small drawing of a course: a sign a wave.
    pub(crate) fn spark(&self, course: &Course, signs: &[char]) -> String {
        let top = signs.len().saturating_sub(1);
        let signs = course.points.iter().map(|point| {
            point.map_or(' ', |value| {
                let at = (self.scale.position(value) * top as f64).round() as usize;
                signs.get(at).copied().unwrap_or(' ')
            })
        });
        signs.collect::<String>().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXIS: Scale = Scale {
        min: 20.0,
        max: 100.0,
    };

    #[test]
    fn noise_stays_small() {
        let narrow = stretch(AXIS, [61.2, 61.9].into_iter());
        assert!((narrow.max - narrow.min) >= SHORTEST);
        let wide = stretch(AXIS, [31.0, 88.0].into_iter());
        assert_eq!((wide.min, wide.max), (30.0, 90.0));
        let end = stretch(AXIS, [99.0].into_iter());
        assert_eq!((end.min, end.max), (80.0, 100.0));
        assert_eq!(stretch(AXIS, std::iter::empty()), AXIS);
    }

    #[test]
    fn what_is_not_shown_breaks_the_line() {
        assert_eq!(
            pieces(&[Some(1.0), None, Some(2.0), Some(3.0)]),
            [(0, 2, true), (2, 3, false)]
        );
        assert!(pieces(&[None, Some(1.0)]).is_empty());
    }
}
