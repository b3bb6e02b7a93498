//! A check for a terminal or a log: the verdict, the conditions in columns, then what did not hold.

use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, pad, wrap};
use crate::assessment::gate::Mark;
use crate::report::Options;
use crate::report::check::{Document, Line, Round};
use crate::report::style::Role;
use crate::report::words::check as say;

/// Columns of a mark with the blanks after it.
const MARK: usize = 6;
/// Blanks between two columns.
const GAP: usize = 2;
/// Columns that a column may be wrapped into.
const LEAST: usize = 15;
/// Columns of a label where conditions stand below each other.
const LABEL: usize = 7;

/// Draws the document.
pub(in crate::report) fn check(document: &Document, options: &Options) -> String {
    let mut canvas = Canvas::new(options);
    canvas.title(&document.headline);
    for round in &document.results {
        self::round(&mut canvas, round);
    }
    canvas.finish()
}

fn round(canvas: &mut Canvas, round: &Round) {
    canvas.blank();
    let title = round.title();
    if !title.is_empty() {
        canvas.paragraph(0, Role::Quiet, &title);
        canvas.blank();
    }
    columns(canvas, &round.conditions);
    let open: Vec<&Line> = round
        .conditions
        .iter()
        .filter(|line| line.needs_explaining())
        .collect();
    if !open.is_empty() {
        canvas.blank();
    }
    for line in open {
        let label = (role(line.verdict), say::mark(line.verdict));
        canvas.hanging(
            0,
            label,
            MARK,
            Role::Plain,
            &format!("{}: {}", line.name, line.message),
        );
    }
    if !round.notices.is_empty() {
        canvas.blank();
    }
    for notice in &round.notices {
        canvas.hanging(0, (Role::Quiet, say::NOTE), MARK, Role::Quiet, notice);
    }
}

/// Names, what was asked and what was found side by side; below each other where that is too narrow.
fn columns(canvas: &mut Canvas, lines: &[Line]) {
    let rows: Vec<[String; 3]> = lines
        .iter()
        .map(|line| [&line.name, &line.expected, line.shown()].map(|text| canvas.clean(text)))
        .collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let room = canvas.inner().saturating_sub(MARK + 2 * GAP);
    let widths = fit([widest(0), widest(1), widest(2)], room);
    for (line, row) in lines.iter().zip(&rows) {
        let (role, mark) = (role(line.verdict), say::mark(line.verdict));
        let strong = if line.verdict == Mark::Pass {
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
