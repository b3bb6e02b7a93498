//! Changes around zero as inline SVG.

use super::marks::Pen;
use super::{Said, open};
use crate::report::chart::Scale;

/// An axis around zero that holds all changes and their ranges.
pub(crate) fn scale(values: impl Iterator<Item = f64>) -> Scale {
    let most = values.map(f64::abs).fold(1.0, f64::max);
    Scale {
        min: -most,
        max: most,
    }
}

/// One change: a bar from zero, with the range that fits as a line.
pub(crate) fn bar(
    scale: Scale,
    points: f64,
    range: Option<(f64, f64)>,
    said: Said<'_>,
    right_to_left: bool,
) -> String {
    let pen = Pen::new(right_to_left);
    let mut out = String::new();
    open(&mut out, "shift", 30, said);
    pen.rect(&mut out, "ground", (0.0, 1.0), 0, 30, 3);
    let zero = scale.position(0.0);
    let end = scale.position(points);
    let class = if points < 0.0 {
        "piece low-2"
    } else {
        "piece high-2"
    };
    pen.rect(&mut out, class, (zero.min(end), zero.max(end)), 8, 14, 2);
    if let Some((low, high)) = range {
        pen.rect(
            &mut out,
            "whisker",
            (scale.position(low), scale.position(high)),
            14,
            2,
            1,
        );
    }
    pen.upright(&mut out, "centre", zero, 0, 30);
    out.push_str("</svg>");
    out
}
