//! Diverging stacked bars as inline SVG.

use super::marks::Pen;
use super::{Said, open};
use crate::report::chart::answers::{Spread, Tone};

/// The least width of a piece that holds its number, as a fraction of the chart.
const HOLDS_NUMBER: f64 = 0.05;

/// One bar: everyone's answers, or those of one side where `thin`.
pub(crate) fn bar(spread: Spread, counts: &[u64], thin: bool, said: Said<'_>, right_to_left: bool) -> String {
    let pen = Pen::new(right_to_left);
    let (height, inset) = if thin { (22, 1) } else { (34, 5) };
    let mut out = String::new();
    open(&mut out, "stack", height, said);
    for piece in spread.pieces(counts) {
        let stretch = (piece.start, piece.end);
        pen.rect(
            &mut out,
            &format!("piece {}", tone_class(piece.tone)),
            stretch,
            inset,
            height - 2 * inset,
            2,
        );
        if piece.end - piece.start >= HOLDS_NUMBER {
            let middle = f64::midpoint(piece.start, piece.end);
            let class = format!("count {}", tone_class(piece.tone));
            pen.text(
                &mut out,
                &class,
                middle,
                (0, height / 2 + 4),
                "middle",
                &piece.count.to_string(),
            );
        }
    }
    pen.upright(&mut out, "centre", spread.centre(), 0, height);
    out.push_str("</svg>");
    out
}

/// The class of a tone; beyond two steps from the middle all are alike.
pub(crate) const fn tone_class(tone: Tone) -> &'static str {
    match tone {
        ..=-2 => "low-2",
        -1 => "low-1",
        0 => "mid",
        1 => "high-1",
        2.. => "high-2",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_pieces_keep_their_number_to_themselves() {
        let counts: &[u64] = &[1, 40, 40, 0];
        let spread = Spread::over([counts].into_iter()).expect("there are answers");
        let said = Said {
            title: "",
            description: "",
        };
        let svg = bar(spread, counts, false, said, false);
        assert_eq!(svg.matches("<rect").count(), 3);
        assert_eq!(svg.matches("<text").count(), 2);
    }
}
