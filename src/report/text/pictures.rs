//! The gauge of the headline, the profile of the dimensions, the answers and the changes, with
//! their legends.

use unicode_width::UnicodeWidthStr;

use super::canvas::Canvas;
use super::rows::Rows;
use crate::printout::Role;
use crate::report::chart::answers::tone;
use crate::report::chart::shifts::Shifts;
use crate::report::chart::text::{self as chart, Glyphs, Line, shifts as shift, stacks};
use crate::report::chart::{Profile, Side};
use crate::report::document::{Asked, Questions};
use crate::report::words;

/// The whole scale with the result on it.
pub(super) fn gauge(canvas: &mut Canvas, gauge: &Profile) {
    let gauge = &cleaned(canvas, gauge);
    let Some(row) = gauge.rows.first() else {
        return;
    };
    let glyphs = Glyphs::new(canvas.ascii());
    let width = chart::fitting_width(gauge, canvas.inner().saturating_sub(canvas.margin()));
    for line in chart::names(gauge, width) {
        canvas.line(0, [(Role::Quiet, line.as_str())]);
    }
    let line = chart::gauge(gauge, row, width, glyphs);
    canvas.line(0, line.iter().map(|(role, text)| (*role, text.as_str())));
    canvas.line(0, [(Role::Quiet, chart::numbers(gauge, width).as_str())]);
}

/// A bar for every dimension: beside its name where there is room, else below it.
pub(super) fn profile(canvas: &mut Canvas, profile: &Profile) {
    let profile = &cleaned(canvas, profile);
    let scored = profile.rows.iter().filter(|row| row.overall.is_some());
    let names = profile.rows.iter().map(|row| row.name.as_str());
    let rows = Rows::new(canvas, names, scored.map(|row| row.value.as_str()));
    let width = chart::fitting_width(profile, rows.room);
    let rows = rows.of_width(width);
    for line in chart::names(profile, width) {
        canvas.line(rows.indent(), [(Role::Quiet, line.as_str())]);
    }
    let numbers = chart::numbers(profile, width);
    canvas.line(rows.indent(), [(Role::Quiet, numbers.as_str())]);
    let glyphs = Glyphs::new(canvas.ascii());
    for row in &profile.rows {
        if row.overall.is_some() {
            let bar = chart::bar(profile, row, width, glyphs);
            rows.draw(canvas, &row.name, Ok(&bar), &row.value);
        } else {
            rows.draw(canvas, &row.name, Err(&row.value), "");
        }
    }
    canvas.blank();
    legend(canvas, signs(profile, width, glyphs));
}

/// The same with all its texts as they will stand on the page, so that they can be measured.
fn cleaned(canvas: &Canvas, profile: &Profile) -> Profile {
    let mut profile = profile.clone();
    let bands = profile.bands.iter_mut().map(|band| &mut band.name);
    let sides = profile.sides.iter_mut().map(|side| &mut side.name);
    let rows = profile.rows.iter_mut();
    let rows = rows.flat_map(|row| [&mut row.name, &mut row.value]);
    for text in bands.chain(sides).chain(rows) {
        *text = canvas.clean(text);
    }
    profile
}

/// What the signs of a profile mean, only those that are there.
fn signs(profile: &Profile, width: usize, glyphs: Glyphs) -> Vec<Entry> {
    let mut entries = sides(&profile.sides);
    let whole = if profile.sides.is_empty() {
        words::OVERALL_ALONE
    } else {
        words::OVERALL_MARK
    };
    entries.push((Role::Strong, glyphs.overall.to_string(), whole.to_owned()));
    if chart::any_shared(profile, &profile.rows, width) {
        let both = words::BOTH_MARK.to_owned();
        entries.push((Role::Strong, glyphs.both.to_string(), both));
    }
    entries
}

fn sides(sides: &[Side]) -> Vec<Entry> {
    let sides = sides.iter().enumerate();
    sides
        .map(|(index, side)| (Role::side(index), side.mark.to_string(), side.name.clone()))
        .collect()
}

/// How everybody answered each question, with the score and the side that rates it higher.
pub(super) fn answers(canvas: &mut Canvas, questions: &Questions) {
    let signs = stacks::Signs::new(canvas.ascii());
    let names: Vec<String> = questions
        .rows
        .iter()
        .map(|asked| canvas.clean(&asked.row.name))
        .collect();
    let values = beside_bars(canvas, questions);
    let rows = Rows::new(
        canvas,
        names.iter().map(String::as_str),
        values.iter().map(String::as_str),
    );
    let counts: Vec<&[u64]> = questions.rows.iter().filter_map(everyone).collect();
    let mut bars = stacks::bars(&counts, rows.room, signs).into_iter();
    let drawings: Vec<Option<Line>> = questions
        .rows
        .iter()
        .map(|asked| everyone(asked).and_then(|_| bars.next()))
        .collect();
    let width = |line: &Line| line.iter().map(|(_, text)| text.width()).sum();
    let room = drawings.iter().flatten().map(width).max().unwrap_or(rows.room);
    let longest = questions.rows.iter().map(|asked| asked.withheld.width()).max();
    let rows = rows.of_width(room.max(longest.unwrap_or(0)));
    for ((asked, name), (drawing, value)) in questions
        .rows
        .iter()
        .zip(&names)
        .zip(drawings.iter().zip(&values))
    {
        rows.draw(canvas, name, drawing.as_ref().ok_or(asked.withheld), value);
    }
    canvas.blank();
    let mut entries = Vec::new();
    if let Some(options) = questions.options {
        let all: String = (0..options).map(|place| signs.of(tone(place, options))).collect();
        entries.push((Role::Plain, all, words::LOWEST_TO_HIGHEST.to_owned()));
    }
    if questions.by_difference {
        entries.extend(sides(&questions.sides));
    }
    for entry in &mut entries {
        entry.2 = canvas.clean(&entry.2);
    }
    legend(canvas, entries);
    canvas.paragraph(
        0,
        Role::Quiet,
        if questions.by_difference {
            words::BESIDE_BARS
        } else {
            words::BESIDE_BARS_ALONE
        },
    );
}

/// The answers of everybody, lowest first.
fn everyone(asked: &Asked) -> Option<&[u64]> {
    asked.stacks.first().map(|stack| stack.counts.as_slice())
}

/// Score, sign of the side that rates it higher, and by how much, each in its columns.
fn beside_bars(canvas: &Canvas, questions: &Questions) -> Vec<String> {
    let points = |asked: &Asked| asked.higher.as_ref().map_or(0, |(_, points)| points.width());
    let widest = questions.rows.iter().map(points).max().unwrap_or(0);
    questions
        .rows
        .iter()
        .map(|asked| {
            let value = canvas.clean(&asked.row.value);
            match &asked.higher {
                _ if widest == 0 => value,
                Some((side, points)) => {
                    let mark = questions.sides.get(*side).map_or(' ', |side| side.mark);
                    let before = " ".repeat(widest - points.width());
                    format!("{value}  {mark} {before}{points}")
                }
                None => format!("{value}{}", " ".repeat(widest + 4)),
            }
        })
        .collect()
}

/// What changed, around zero.
pub(super) fn shifts(canvas: &mut Canvas, shifts: &Shifts) {
    let signs = shift::Signs::new(canvas.ascii());
    let names: Vec<String> = shifts.rows.iter().map(|row| canvas.clean(&row.name)).collect();
    let mut shifts = shifts.clone();
    for text in &mut shifts.ends {
        *text = canvas.clean(text);
    }
    for row in &mut shifts.rows {
        row.value = canvas.clean(&row.value);
    }
    let values = shifts.rows.iter().map(|row| row.value.as_str());
    let rows = Rows::new(canvas, names.iter().map(String::as_str), values);
    let width = shift::fitting_width(rows.room);
    let rows = rows.of_width(width);
    let numbers = shift::numbers(&shifts, width);
    canvas.line(rows.indent(), [(Role::Quiet, numbers.as_str())]);
    for (row, name) in shifts.rows.iter().zip(&names) {
        let bar = shift::bar(&shifts, row, width, signs);
        rows.draw(canvas, name, Ok(&bar), &row.value);
    }
    canvas.blank();
    let ranges = shifts.rows.iter().any(|row| row.range.is_some());
    let any = |chance| shifts.rows.iter().any(|row| row.beyond_chance == chance);
    let entries = [
        (any(Some(true)), signs.beyond, words::BEYOND_CHANCE),
        (any(Some(false)), signs.within, words::WITHIN_CHANCE),
        (any(None), signs.unknown, words::CHANCE_UNKNOWN),
        (ranges, signs.range, words::RANGE_MARK),
    ];
    let entries = entries.into_iter().filter(|(there, _, _)| *there);
    legend(
        canvas,
        entries
            .map(|(_, sign, meaning)| (Role::Strong, sign.to_string(), canvas.clean(meaning)))
            .collect(),
    );
}

/// A sign, and what it means.
type Entry = (Role, String, String);

/// What the signs mean: on one line if they fit, else one below the other.
fn legend(canvas: &mut Canvas, entries: Vec<Entry>) {
    let total: usize = entries
        .iter()
        .map(|(_, mark, meaning)| mark.width() + 1 + meaning.width() + 3)
        .sum();
    if total <= canvas.inner() {
        let mut pieces: Vec<(Role, String)> = Vec::new();
        for (role, mark, meaning) in entries {
            pieces.push((role, mark));
            pieces.push((Role::Quiet, format!(" {meaning}   ")));
        }
        canvas.line(0, pieces.iter().map(|(role, text)| (*role, text.as_str())));
    } else {
        let by = entries.iter().map(|(_, mark, _)| mark.width() + 1).max();
        for (role, mark, meaning) in entries {
            canvas.hanging(0, (role, &mark), by.unwrap_or(2), Role::Quiet, &meaning);
        }
    }
}
