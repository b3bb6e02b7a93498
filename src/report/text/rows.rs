//! Rows of a chart: a name, a drawing, a value; beside one another where there is room, else the
//! drawing below.

use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, pad, wrap};
use crate::printout::Role;
use crate::report::chart::text::Line;

/// The fewest columns a bar needs to say anything beside its name.
const SHORTEST_BAR: usize = 29;
/// Blanks between name, bar and value.
const GAP: usize = 2;

/// Where the rows of one chart stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    names: usize,
    values: usize,
    stacked: bool,
    /// Columns that a drawing may take.
    pub(super) room: usize,
}

impl Rows {
    /// For these names and values, as they will stand on the page.
    pub(super) fn new<'a>(
        canvas: &Canvas,
        names: impl Iterator<Item = &'a str>,
        values: impl Iterator<Item = &'a str>,
    ) -> Self {
        let inner = canvas.inner();
        let values = widest(values);
        let names = widest(names).min(inner * 2 / 5);
        let beside = inner.saturating_sub(names + values + 2 * GAP);
        let stacked = beside < SHORTEST_BAR;
        Self {
            names,
            values,
            stacked,
            room: if stacked { inner } else { beside },
        }
    }

    /// The same with drawings of this width.
    pub(super) const fn of_width(self, room: usize) -> Self {
        Self { room, ..self }
    }

    /// The column at which drawings begin.
    pub(super) const fn indent(self) -> usize {
        if self.stacked { 0 } else { self.names + GAP }
    }

    /// One row; where there is nothing to draw, the reason stands in place of the drawing.
    pub(super) fn draw(self, canvas: &mut Canvas, name: &str, drawing: Result<&Line, &str>, value: &str) {
        if self.stacked {
            match drawing {
                Ok(line) => {
                    canvas.spread(0, (Role::Plain, name), (Role::Strong, value));
                    canvas.line(0, line.iter().map(|(role, text)| (*role, text.as_str())));
                }
                Err(reason) if value.is_empty() => {
                    canvas.spread(0, (Role::Plain, name), (Role::Quiet, reason));
                }
                Err(reason) => {
                    canvas.spread(0, (Role::Plain, name), (Role::Strong, value));
                    canvas.line(0, [(Role::Quiet, reason)]);
                }
            }
            return;
        }
        let mut names = wrap(name, self.names).into_iter();
        let first = names.next().unwrap_or_default();
        let first = pad(&first, self.names + GAP);
        let before = " ".repeat(GAP + self.values - value.width().min(self.values));
        let value = format!("{before}{value}");
        let mut pieces = vec![(Role::Plain, first.as_str())];
        let reason = match drawing {
            Ok(line) => {
                pieces.extend(line.iter().map(|(role, text)| (*role, text.as_str())));
                let drawn: usize = line.iter().map(|(_, text)| text.width()).sum();
                " ".repeat(self.room.saturating_sub(drawn))
            }
            Err(reason) => pad(reason, self.room),
        };
        pieces.push((Role::Quiet, reason.as_str()));
        pieces.push((Role::Strong, value.as_str()));
        canvas.line(0, pieces);
        // What is left of a long name stands below.
        for rest in names {
            canvas.line(0, [(Role::Plain, rest.as_str())]);
        }
    }
}

/// The widest of some texts.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or(0)
}
