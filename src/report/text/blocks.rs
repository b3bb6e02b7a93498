//! Each block of a document as lines of text.

use comfy_table::{CellAlignment, ContentArrangement, Table as Grid};
use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, pad};
use super::{conditions, pictures};
use crate::printout::Role;
use crate::report::chart::text as chart;
use crate::report::document::{
    Block, Change, Difference, Form, Headline, Milestone, Pair, Ranking, Section, Step, Table,
};
use crate::report::words;

/// Columns of a label beside its text.
const LABEL: usize = 11;

/// Draws one block.
pub(super) fn draw(canvas: &mut Canvas, block: &Block) {
    match block {
        Block::Headline(headline) => self::headline(canvas, headline),
        Block::Text(text) => canvas.paragraph(0, Role::Plain, text),
        Block::Aside(text) => canvas.paragraph(0, Role::Quiet, text),
        Block::Heading(text) => canvas.paragraph(0, Role::Strong, text),
        Block::List(items) => list(canvas, items),
        Block::Pairs(pairs) => self::pairs(canvas, 0, pairs),
        // Only a page has room for the levels beside one another.
        Block::Ladder(_) => {}
        Block::Profile(dimensions) => pictures::profile(canvas, &dimensions.chart),
        Block::Waves(waves) => pictures::profile(canvas, &waves.chart),
        Block::Courses(courses) => {
            let signs = (!canvas.ascii()).then_some(chart::SPARKS.as_slice());
            self::table(canvas, &courses.latest(signs));
        }
        Block::Rankings(rankings) => self::rankings(canvas, rankings),
        Block::Difference(difference) => self::difference(canvas, difference),
        Block::Table(table) => self::table(canvas, table),
        Block::Questions(questions) => {
            if let Some(bars) = &questions.bars {
                canvas.paragraph(0, Role::Plain, bars);
                canvas.blank();
            }
            pictures::answers(canvas, questions);
        }
        Block::Conditions(conditions) => conditions::draw(canvas, conditions),
        Block::Sections(sections) => {
            let blocks = sections.iter().flat_map(Section::in_lines);
            blocks.for_each(|block| draw(canvas, block));
        }
        Block::Behind(blocks) => blocks.iter().for_each(|block| draw(canvas, block)),
        Block::Shifts(shifts, _) => pictures::shifts(canvas, shifts),
        Block::Change(change) => self::change(canvas, change),
        Block::Step(step) => self::step(canvas, step),
        Block::Milestone(milestone) => self::milestone(canvas, milestone),
        Block::Form(form) => self::form(canvas, form),
    }
}

fn headline(canvas: &mut Canvas, headline: &Headline) {
    canvas.paragraph(0, Role::Strong, &headline.verdict.to_uppercase());
    if let Some(gloss) = &headline.gloss {
        canvas.paragraph(0, Role::Plain, gloss);
    }
    if let Some(gauge) = &headline.gauge {
        canvas.blank();
        pictures::gauge(canvas, &gauge.chart);
    }
    canvas.blank();
    sides(canvas, headline);
    canvas.blank();
    if !headline.remarks.is_empty() {
        for remark in &headline.remarks {
            canvas.paragraph(0, Role::Plain, remark);
        }
        canvas.blank();
    }
    if let Some((title, detail)) = &headline.first_step {
        let by = canvas.clean(words::FIRST_STEP).width() + 2;
        canvas.hanging(0, (Role::Quiet, words::FIRST_STEP), by, Role::Strong, title);
        canvas.paragraph(by, Role::Plain, detail);
    }
}

/// Who answered on each side and what they say, in columns where they fit.
fn sides(canvas: &mut Canvas, headline: &Headline) {
    let sides: Vec<[String; 5]> = headline
        .sides
        .iter()
        .map(|side| {
            [
                side.mark.map(String::from).unwrap_or_default(),
                canvas.clean(&side.name),
                canvas.clean(&side.score),
                canvas.clean(&side.level),
                canvas.clean(&side.answered),
            ]
        })
        .collect();
    let widths: Vec<usize> = (0..5)
        .map(|column| sides.iter().map(|side| side[column].width()).max().unwrap_or(0))
        .collect();
    let marked = widths[0] > 0;
    let total: usize = widths
        .iter()
        .filter(|width| **width > 0)
        .map(|width| width + 3)
        .sum();
    for (index, side) in sides.iter().enumerate() {
        let [mark, name, score, level, answered] = side;
        if total <= canvas.inner() {
            let mark = if marked { pad(mark, 2) } else { String::new() };
            let column = |text: &str, width: usize| {
                if width > 0 {
                    pad(text, width + 3)
                } else {
                    String::new()
                }
            };
            let (name, score) = (column(name, widths[1]), column(score, widths[2]));
            let level = column(level, widths[3]);
            canvas.line(
                0,
                [
                    (Role::side(index), mark.as_str()),
                    (Role::Plain, name.as_str()),
                    (Role::Strong, score.as_str()),
                    (Role::Plain, level.as_str()),
                    (Role::Quiet, answered.as_str()),
                ],
            );
        } else {
            let result: Vec<String> = [score, level]
                .into_iter()
                .filter(|text| !text.is_empty())
                .cloned()
                .collect();
            canvas.hanging(0, (Role::side(index), mark), 2, Role::Plain, name);
            canvas.paragraph(2, Role::Strong, &words::joined(&result));
            canvas.paragraph(2, Role::Quiet, answered);
        }
    }
}

fn list(canvas: &mut Canvas, items: &[String]) {
    let sign = if canvas.ascii() { "-" } else { "·" };
    for item in items {
        canvas.hanging(0, (Role::Quiet, sign), 2, Role::Plain, item);
    }
}

/// Terms in a column of their own, or above their text on a narrow page.
fn pairs(canvas: &mut Canvas, indent: usize, pairs: &[Pair]) {
    let narrow = canvas.inner() < 50;
    let longest = pairs
        .iter()
        .map(|pair| canvas.clean(&pair.term).width() + 2)
        .max()
        .unwrap_or(0);
    let by = if narrow { 2 } else { longest.max(LABEL) };
    for pair in pairs {
        if narrow {
            canvas.paragraph(indent, Role::Quiet, &pair.term);
        }
        for (index, line) in pair.lines.iter().enumerate() {
            let term = if index == 0 && !narrow {
                pair.term.as_str()
            } else {
                ""
            };
            canvas.hanging(indent, (Role::Quiet, term), by, Role::Plain, line);
        }
    }
}

/// Short lists side by side where they fit, else one below the other.
fn rankings(canvas: &mut Canvas, rankings: &[Ranking]) {
    let drawn: Vec<Vec<(Role, String)>> = rankings
        .iter()
        .map(|ranking| self::ranking(canvas, ranking))
        .collect();
    let width = |column: &[(Role, String)]| column.iter().map(|(_, line)| line.width()).max().unwrap_or(0);
    let total: usize = drawn.iter().map(|column| width(column) + 4).sum();
    if total <= canvas.inner() + 4 {
        let height = drawn.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let pieces: Vec<(Role, String)> = drawn
                .iter()
                .map(|column| {
                    let (role, text) = column.get(row).cloned().unwrap_or((Role::Plain, String::new()));
                    (role, pad(&text, width(column) + 4))
                })
                .collect();
            canvas.line(0, pieces.iter().map(|(role, text)| (*role, text.as_str())));
        }
        return;
    }
    for (ranking, column) in rankings.iter().zip(drawn) {
        canvas.blank();
        if width(&column) <= canvas.inner() {
            for (role, line) in column {
                canvas.line(0, [(role, line.as_str())]);
            }
        } else {
            canvas.paragraph(0, Role::Strong, &ranking.title);
            for (name, value) in &ranking.rows {
                canvas.spread(0, (Role::Plain, name), (Role::Plain, value));
            }
        }
    }
}

/// A ranking as lines of equal columns.
fn ranking(canvas: &Canvas, ranking: &Ranking) -> Vec<(Role, String)> {
    let rows: Vec<(String, String)> = ranking
        .rows
        .iter()
        .map(|(name, value)| (canvas.clean(name), canvas.clean(value)))
        .collect();
    let names = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let values = rows.iter().map(|(_, value)| value.width()).max().unwrap_or(0);
    let mut lines = vec![(Role::Strong, canvas.clean(&ranking.title))];
    lines.extend(rows.into_iter().map(|(name, value)| {
        let before = " ".repeat(values - value.width());
        (Role::Plain, format!("{}{before}{value}", pad(&name, names + 2)))
    }));
    lines
}

fn difference(canvas: &mut Canvas, difference: &Difference) {
    let number = difference.number.to_string();
    let by = number.width() + 2;
    canvas.numbered(&number, by, &difference.name, &difference.apart);
    if let Some(question) = &difference.question {
        canvas.paragraph(by, Role::Quiet, question);
    }
    let label = difference
        .voices
        .iter()
        .map(|voice| canvas.clean(&voice.name).width() + 2)
        .max()
        .unwrap_or(0);
    let label = if label * 3 > canvas.inner() { 2 } else { label };
    for voice in &difference.voices {
        let said = match &voice.shares {
            Some(shares) => format!("{} ({shares})", words::quoted(&voice.sentence)),
            None => words::quoted(&voice.sentence),
        };
        canvas.hanging(
            by,
            (voice.side.map_or(Role::Strong, Role::side), &voice.name),
            label,
            Role::Plain,
            &said,
        );
    }
}

fn table(canvas: &mut Canvas, table: &Table) {
    let clean = |row: &Vec<String>| -> Vec<String> { row.iter().map(|cell| canvas.clean(cell)).collect() };
    let header = clean(&table.header);
    let rows: Vec<Vec<String>> = table.rows.iter().map(clean).collect();
    if !fits(canvas, table, &header, &rows) {
        return stacked(canvas, table);
    }
    let mut grid = Grid::new();
    grid.load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(canvas.inner()).unwrap_or(u16::MAX))
        .set_header(header);
    for row in rows {
        grid.add_row(row);
    }
    let last = table.header.len().saturating_sub(1);
    for (index, column) in grid.column_iter_mut().enumerate() {
        column.set_padding((0, if index == last { 0 } else { 2 }));
        if index > 0 && !(index == last && table.text_last) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for (index, line) in grid.lines().enumerate() {
        let role = if index == 0 { Role::Quiet } else { Role::Plain };
        canvas.line(0, [(role, line.as_str())]);
    }
}

/// Whether all columns of numbers fit whole, with room for names and for text at the end.
fn fits(canvas: &Canvas, table: &Table, header: &[String], rows: &[Vec<String>]) -> bool {
    let last = header.len().saturating_sub(1);
    let needed: usize = (0..header.len())
        .map(|column| {
            let whole = std::iter::once(header)
                .chain(rows.iter().map(Vec::as_slice))
                .filter_map(|row| row.get(column))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0);
            let flexible = column == 0 || (column == last && table.text_last);
            2 + if flexible { whole.min(16) } else { whole }
        })
        .sum();
    needed <= canvas.inner()
}

/// A table too wide for the page: each row as a name with its values below.
fn stacked(canvas: &mut Canvas, table: &Table) {
    for row in &table.rows {
        let Some((name, values)) = row.split_first() else {
            continue;
        };
        let values: Vec<String> = values
            .iter()
            .zip(table.header.iter().skip(1))
            .filter(|(value, _)| !value.is_empty())
            .map(|(value, head)| {
                if head.is_empty() {
                    value.clone()
                } else {
                    format!("{head} {value}")
                }
            })
            .collect();
        canvas.paragraph(0, Role::Plain, name);
        canvas.paragraph(2, Role::Quiet, &words::joined(&values));
    }
}

fn change(canvas: &mut Canvas, change: &Change) {
    canvas.spread(0, (Role::Strong, &change.name), (Role::Plain, &change.points));
    if !change.sentence.is_empty() {
        canvas.paragraph(2, Role::Plain, &words::quoted(&change.sentence));
    }
    if let Some(remark) = &change.remark {
        canvas.paragraph(2, Role::Quiet, remark);
    }
}

fn step(canvas: &mut Canvas, step: &Step) {
    let number = step.number.map(|number| number.to_string()).unwrap_or_default();
    let by = if number.is_empty() { 0 } else { number.width() + 2 };
    canvas.hanging(0, (Role::Strong, &number), by, Role::Strong, &step.title);
    canvas.blank();
    canvas.paragraph(by, Role::Plain, &step.action);
    canvas.blank();
    pairs(canvas, by, &step.details);
}

fn milestone(canvas: &mut Canvas, milestone: &Milestone) {
    let sign = if canvas.ascii() { "-" } else { "·" };
    canvas.hanging(0, (Role::Quiet, sign), 2, Role::Plain, &milestone.title);
    canvas.paragraph(4, Role::Quiet, &milestone.because);
}

/// The question, and lines to write on.
fn form(canvas: &mut Canvas, form: &Form) {
    let indent = 3;
    canvas.paragraph(indent, Role::Strong, &form.question);
    canvas.blank();
    let room = canvas.inner().saturating_sub(indent);
    let Some((first, others)) = form.labels.split_first() else {
        return;
    };
    let lead = canvas.clean(first).width() + 1;
    write_on(canvas, indent, &[(first, room)]);
    canvas.line(
        indent,
        [(
            Role::Quiet,
            format!("{}{}", " ".repeat(lead), ruled(room, lead)).as_str(),
        )],
    );
    canvas.blank();
    let share = room / others.len().max(1);
    let labels: Vec<(&String, usize)> = others.iter().map(|label| (label, share)).collect();
    write_on(canvas, indent, &labels);
}

/// Labels beside one another, each with a line up to its share of the columns.
fn write_on(canvas: &mut Canvas, indent: usize, labels: &[(&String, usize)]) {
    let last = labels.len().saturating_sub(1);
    let pieces: Vec<String> = labels
        .iter()
        .enumerate()
        .map(|(index, (label, room))| {
            let label = canvas.clean(label);
            let gap = if index < last { 2 } else { 0 };
            let line = ruled(room.saturating_sub(gap), label.width() + 1);
            format!("{label} {line}{}", " ".repeat(gap))
        })
        .collect();
    canvas.line(indent, pieces.iter().map(|piece| (Role::Quiet, piece.as_str())));
    canvas.blank();
}

/// A line to write on, from a column to the end of the room.
fn ruled(room: usize, from: usize) -> String {
    "_".repeat(room.saturating_sub(from))
}
