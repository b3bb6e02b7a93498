//! The gauge of the headline and the profile of the dimensions, with their legends.

use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, pad, wrap};
use crate::report::chart::text::{self as chart, Glyphs};
use crate::report::chart::{Profile, Row};
use crate::report::style::Role;
use crate::report::words;

/// The fewest columns a bar needs to say anything beside its name.
const SHORTEST_BAR: usize = 29;
/// Blanks between name, bar and value.
const GAP: usize = 2;

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
    let room = canvas.inner();
    let scored = profile.rows.iter().filter(|row| row.overall.is_some());
    let values = widest(scored.map(|row| row.value.as_str()));
    let names = widest(profile.rows.iter().map(|row| row.name.as_str()));
    let name_width = names.min(room * 2 / 5);
    let beside = room.saturating_sub(name_width + values + 2 * GAP);
    let stacked = beside < SHORTEST_BAR;
    let (indent, width) = if stacked {
        (0, chart::fitting_width(profile, room))
    } else {
        (name_width + GAP, chart::fitting_width(profile, beside))
    };
    for line in chart::names(profile, width) {
        canvas.line(indent, [(Role::Quiet, line.as_str())]);
    }
    canvas.line(indent, [(Role::Quiet, chart::numbers(profile, width).as_str())]);
    let glyphs = Glyphs::new(canvas.ascii());
    for row in &profile.rows {
        let bar = chart::bar(profile, row, width, glyphs);
        if stacked {
            let role = if row.overall.is_some() {
                Role::Strong
            } else {
                Role::Quiet
            };
            canvas.spread(0, (Role::Plain, &row.name), (role, &row.value));
            if row.overall.is_some() {
                canvas.line(0, bar.iter().map(|(role, text)| (*role, text.as_str())));
            }
        } else {
            beside_name(canvas, row, name_width, &bar, values);
        }
    }
    canvas.blank();
    legend(canvas, profile, width, glyphs);
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

/// Name, bar and value; what is left of a long name stands below.
fn beside_name(canvas: &mut Canvas, row: &Row, name_width: usize, bar: &chart::Line, values: usize) {
    let names = wrap(&row.name, name_width);
    for (index, part) in names.iter().enumerate() {
        let name = pad(part, name_width + GAP);
        if index > 0 {
            canvas.line(0, [(Role::Plain, name.as_str())]);
            continue;
        }
        let value = row.value.as_str();
        let mut pieces = vec![(Role::Plain, name.as_str())];
        // Where there is nothing to draw, the reason stands in place of the bar.
        if row.overall.is_none() {
            pieces.push((Role::Quiet, value));
            canvas.line(0, pieces);
            continue;
        }
        let value = format!("{}{value}", " ".repeat(GAP + values - value.width().min(values)));
        pieces.extend(bar.iter().map(|(role, text)| (*role, text.as_str())));
        pieces.push((Role::Strong, value.as_str()));
        canvas.line(0, pieces);
    }
}

/// What the signs mean, only those that are there.
fn legend(canvas: &mut Canvas, profile: &Profile, width: usize, glyphs: Glyphs) {
    let mut entries: Vec<(Role, String, &str)> = profile
        .sides
        .iter()
        .enumerate()
        .map(|(index, side)| (Role::side(index), side.mark.to_string(), side.name.as_str()))
        .collect();
    let whole = if profile.sides.is_empty() {
        words::OVERALL_ALONE
    } else {
        words::OVERALL_MARK
    };
    entries.push((Role::Strong, glyphs.overall.to_string(), whole));
    if chart::any_shared(profile, &profile.rows, width) {
        entries.push((Role::Strong, glyphs.both.to_string(), words::BOTH_MARK));
    }
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
        for (role, mark, meaning) in entries {
            canvas.hanging(0, (role, &mark), 2, Role::Quiet, meaning);
        }
    }
}

/// The widest of some texts.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or(0)
}
