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
const GAP: usize = 3;
/// Columns that what was found may be wrapped into.
const LEAST: usize = 16;
/// Columns of a label where conditions stand below each other.
const ASKED: usize = 7;

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

/// Names, what was asked and what was found side by side; below each other where that is too wide.
fn columns(canvas: &mut Canvas, lines: &[Line]) {
    let rows: Vec<[String; 3]> = lines
        .iter()
        .map(|line| [&line.name, &line.expected, line.shown()].map(|text| canvas.clean(text)))
        .collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let (name_width, expected_width) = (widest(0) + GAP, widest(1) + GAP);
    let room = canvas.inner().saturating_sub(MARK + name_width + expected_width);
    let fits = room >= widest(2).min(LEAST);
    for (line, [name, expected, found]) in lines.iter().zip(&rows) {
        let (role, mark) = (role(line.verdict), say::mark(line.verdict));
        let strong = if line.verdict == Mark::Pass {
            Role::Plain
        } else {
            Role::Strong
        };
        if !fits {
            canvas.hanging(0, (role, mark), MARK, strong, name);
            canvas.hanging(MARK, (Role::Quiet, say::ASKED), ASKED, Role::Quiet, expected);
            canvas.hanging(MARK, (Role::Quiet, say::FOUND_LABEL), ASKED, Role::Plain, found);
            continue;
        }
        let (mark, name, expected) = (
            pad(mark, MARK),
            pad(name, name_width),
            pad(expected, expected_width),
        );
        for (index, part) in wrap(found, room).iter().enumerate() {
            let before = " ".repeat(MARK + name_width + expected_width);
            let pieces = if index == 0 {
                [
                    (role, mark.as_str()),
                    (strong, name.as_str()),
                    (Role::Quiet, expected.as_str()),
                ]
            } else {
                [
                    (Role::Plain, before.as_str()),
                    (Role::Plain, ""),
                    (Role::Plain, ""),
                ]
            };
            canvas.line(0, pieces.into_iter().chain([(strong, part.as_str())]));
        }
    }
}

const fn role(mark: Mark) -> Role {
    match mark {
        Mark::Pass => Role::Good,
        Mark::Warn => Role::Caution,
        Mark::Fail => Role::Bad,
        Mark::Skip => Role::Quiet,
    }
}
