//! The shapes of charts, placed from left to right or from right to left.

use std::fmt::Write as _;

/// Draws at fractions of the width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    right_to_left: bool,
}

/// A fraction as a percentage, to a hundredth.
fn percent(fraction: f64) -> String {
    let text = format!("{:.2}", fraction * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The sign of a side, around the origin: a circle, a diamond; told apart without colour.
fn shape(side: usize, outlined: bool) -> String {
    let class = if outlined {
        format!("mark side-{side} divided")
    } else {
        format!("mark side-{side}")
    };
    match side {
        0 => format!("<circle class=\"{class}\" r=\"7\"/>"),
        _ => format!("<path class=\"{class}\" d=\"M0-9 9 0 0 9-9 0Z\"/>"),
    }
}

/// The sign of a side, or of the whole, alone: for legends.
pub(crate) fn key(side: Option<usize>, outlined: bool) -> String {
    let shape = side.map_or_else(
        || "<rect class=\"needle\" x=\"-2.5\" y=\"-9\" width=\"5\" height=\"18\" rx=\"2.5\"/>".to_owned(),
        |side| shape(side, outlined),
    );
    format!(
        "<svg class=\"key\" aria-hidden=\"true\" viewBox=\"-11 -11 22 22\" width=\"18\" height=\"18\">{shape}</svg>"
    )
}

impl Pen {
    pub(super) const fn new(right_to_left: bool) -> Self {
        Self { right_to_left }
    }

    fn at(self, fraction: f64) -> f64 {
        if self.right_to_left {
            1.0 - fraction
        } else {
            fraction
        }
    }

    pub(super) fn x(self, fraction: f64) -> String {
        percent(self.at(fraction))
    }

    /// The side on which lines of text begin.
    pub(super) const fn start(self) -> &'static str {
        if self.right_to_left { "100%" } else { "0" }
    }

    /// Where a stretch begins on the page, and how wide it is.
    pub(super) fn stretch(self, start: f64, end: f64) -> (String, String) {
        let left = if self.right_to_left { end } else { start };
        (self.x(left), percent(end - start))
    }

    pub(super) fn rect(
        self,
        out: &mut String,
        class: &str,
        (start, end): (f64, f64),
        y: u32,
        height: u32,
        round: u32,
    ) {
        let (x, width) = self.stretch(start, end);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\"/>"
        );
    }

    pub(super) fn upright(self, out: &mut String, class: &str, at: f64, from: u32, to: u32) {
        let x = self.x(at);
        let _ = write!(
            out,
            "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{to}\"/>"
        );
    }

    pub(super) fn stem(self, out: &mut String, side: usize, at: f64, from: u32, to: u32) {
        self.upright(out, &format!("stem side-{side}"), at, from, to);
    }

    /// The whole: an upright bar.
    pub(super) fn needle(self, out: &mut String, at: f64, from: u32, to: u32) {
        let _ = write!(
            out,
            "<svg x=\"{}\" overflow=\"visible\"><rect class=\"needle\" x=\"-2.5\" y=\"{from}\" width=\"5\" height=\"{}\" rx=\"2.5\"/></svg>",
            self.x(at),
            to - from
        );
    }

    pub(super) fn mark(self, out: &mut String, side: usize, at: f64, y: u32, outlined: bool) {
        let _ = write!(
            out,
            "<svg x=\"{}\" y=\"{y}\" overflow=\"visible\">{}</svg>",
            self.x(at),
            shape(side, outlined)
        );
    }

    /// Text at a place; `content` is escaped already.
    pub(super) fn text(
        self,
        out: &mut String,
        class: &str,
        at: f64,
        (dx, y): (i32, u32),
        anchor: &str,
        content: &str,
    ) {
        let dx = if self.right_to_left { -dx } else { dx };
        let _ = write!(
            out,
            "<text class=\"{class}\" x=\"{}\" dx=\"{dx}\" y=\"{y}\" text-anchor=\"{anchor}\">{content}</text>",
            self.x(at)
        );
    }

    /// Text beside a mark: before it if asked and there is room, else after it, unless that is the end.
    pub(super) fn beside(self, out: &mut String, class: &str, at: f64, before: bool, y: u32, content: &str) {
        if at < 0.35 || (!before && at < 0.65) {
            self.text(out, class, at, (14, y), "start", content);
        } else {
            self.text(out, class, at, (-14, y), "end", content);
        }
    }

    /// Text above a place, drawn inwards at the ends.
    pub(super) fn centred(self, out: &mut String, class: &str, at: f64, y: u32, content: &str) {
        let (dx, anchor) = match at {
            at if at < 0.15 => (-3, "start"),
            at if at > 0.85 => (3, "end"),
            _ => (0, "middle"),
        };
        self.text(out, class, at, (dx, y), anchor, content);
    }
}
