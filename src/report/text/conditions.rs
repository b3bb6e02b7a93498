//! Conditions for a terminal or a log: in columns, then what did not hold.

use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, pad, wrap};
use crate::printout::Role;
use crate::report::document::{Condition, Conditions, Mark};
use crate::report::words::check as say;

/// Columns of a mark with the blanks after it.
const MARK: usize = 6;
/// Blanks between two columns.
const GAP: usize = 2;
/// Columns that a column may be wrapped into.
const LEAST: usize = 15;
/// Columns of a label where conditions stand below each other.
const LABEL: usize = 7;

/// Draws all of them.
pub(super) fn draw(canvas: &mut Canvas, conditions: &Conditions) {
    if !conditions.title.is_empty() {
        canvas.paragraph(0, Role::Quiet, &conditions.title);
        canvas.blank();
    }
    columns(canvas, &conditions.rows);
    let remarks: Vec<(&Condition, &String)> = conditions
        .rows
        .iter()
        .filter_map(|row| Some((row, row.remark.as_ref()?)))
        .collect();
    if !remarks.is_empty() {
        canvas.blank();
    }
    for (row, remark) in remarks {
        let label = (role(row.mark), say::mark(row.mark));
        canvas.hanging(0, label, MARK, Role::Plain, &format!("{}: {remark}", row.name));
    }
    if !conditions.notices.is_empty() {
        canvas.blank();
    }
    for notice in &conditions.notices {
        canvas.hanging(0, (Role::Quiet, say::NOTE), MARK, Role::Quiet, notice);
    }
}

/// Names, what was asked and what was found side by side; below each other where that is too narrow.
fn columns(canvas: &mut Canvas, lines: &[Condition]) {
    let rows: Vec<[String; 3]> = lines
        .iter()
        .map(|line| [&line.name, &line.expected, &line.found].map(|text| canvas.clean(text)))
        .collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let room = canvas.inner().saturating_sub(MARK + 2 * GAP);
    let widths = fit([widest(0), widest(1), widest(2)], room);
    for (line, row) in lines.iter().zip(&rows) {
        let (role, mark) = (role(line.mark), say::mark(line.mark));
        let strong = if line.mark == Mark::Pass {
            Role::Plain
        } else {
            Role::Strong
        };
        let Some([name, expected, found]) = widths else {
            canvas.hanging(0, (role, mark), MARK, strong, &row[0]);
            canvas.hanging(MARK, (Role::Quiet, say::ASKED), LABEL, Role::Quiet, &row[1]);
            canvas.hanging(MARK, (Role::Quiet, say::FOUND_LABEL), LABEL, Role::Plain, &row[2]);
            continue;
        };
        let cells = [wrap(&row[0], name), wrap(&row[1], expected), wrap(&row[2], found)];
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for index in 0..height {
            let mark = pad(if index == 0 { mark } else { "" }, MARK);
            let part = |column: usize| cells[column].get(index).map_or("", String::as_str);
            let (first, second) = (pad(part(0), name + GAP), pad(part(1), expected + GAP));
            canvas.line(
                0,
                [
                    (role, mark.as_str()),
                    (strong, first.as_str()),
                    (Role::Quiet, second.as_str()),
                    (strong, part(2)),
                ],
            );
        }
    }
}

/// Widths of columns that share `room`: the widest gives way first, none below what still reads.
fn fit(mut widths: [usize; 3], room: usize) -> Option<[usize; 3]> {
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max()?;
        if *widest <= LEAST {
            return None;
        }
        *widest -= 1;
    }
    Some(widths)
}

const fn role(mark: Mark) -> Role {
    match mark {
        Mark::Pass => Role::Good,
        Mark::Warn => Role::Caution,
        Mark::Fail => Role::Bad,
        Mark::Skip => Role::Quiet,
    }
}
