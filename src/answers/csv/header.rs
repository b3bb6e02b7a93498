//! The header of a CSV file: what each column holds.

use super::super::rules::Rules;
use super::place;
use crate::diagnostic::{ANSWERS_DUPLICATE_COLUMN, ANSWERS_UNKNOWN_COLUMN, Diagnostic, Diagnostics, one_of};
use crate::harmless::called;
use crate::names::fold;
use crate::pack::{AttributeIndex, QuestionIndex};
use crate::source::Source;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Respondent,
    Organization,
    Wave,
    Form,
    Attribute(AttributeIndex),
    Answer(QuestionIndex),
    Note(QuestionIndex),
    StartedAt,
    SubmittedAt,
    Mirrored,
    Pack,
    Version,
    /// No heading: nothing may stand under it.
    Nameless,
    /// Reported at the header.
    Unknown,
}

/// The columns of a file.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) columns: Vec<Column>,
    /// For messages: the name in data of what is known, all else as written.
    pub(super) names: Vec<String>,
    /// Whether a column is unknown or stands twice, so that no row can be trusted.
    pub(super) faulty: bool,
}

impl Header {
    /// The header and what is wrong with some of its columns; a fault alone when the row is no
    /// header at all.
    pub(super) fn read(
        rules: &Rules<'_>,
        cells: &[&str],
        source: &Source<'_>,
        delimiter: u8,
    ) -> Result<(Self, Diagnostics), Box<Diagnostic>> {
        let known = known(rules);
        let columns: Vec<Column> = cells.iter().map(|cell| column(&known, cell)).collect();
        if columns
            .iter()
            .all(|column| matches!(column, Column::Unknown | Column::Nameless))
        {
            let fault = Diagnostic::new(
                &ANSWERS_UNKNOWN_COLUMN,
                "the first row is not a header of answers",
            )
            .found(format!("{}, none the name of a column", counted(cells.len())))
            .allowed(allowed(&known));
            return Err(Box::new(fault.at(place(source, delimiter, 0, ""))));
        }
        let mut faults = Diagnostics::new();
        for (index, (cell, column)) in cells.iter().zip(&columns).enumerate() {
            let earlier = columns.iter().take(index);
            let fault = match column {
                Column::Nameless => continue,
                Column::Unknown => unknown(&known, cell),
                column if earlier.clone().any(|other| other == column) => Diagnostic::new(
                    &ANSWERS_DUPLICATE_COLUMN,
                    format!("column {} stands twice", called(cell)),
                )
                .allowed("each column once"),
                _ => continue,
            };
            faults.push(fault.at(place(source, delimiter, index, cell)));
        }
        let header = Self {
            names: cells
                .iter()
                .zip(&columns)
                .map(|(cell, column)| {
                    let mut known = known.iter();
                    let known = known.find(|(_, other)| other == column);
                    known.map_or(*cell, |(name, _)| name.as_str()).to_owned()
                })
                .collect(),
            columns,
            faulty: faults.has_errors(),
        };
        Ok((header, faults))
    }
}

/// Every name a column can have and what it means; of two equal names the first counts.
fn known(rules: &Rules<'_>) -> Vec<(String, Column)> {
    let pack = rules.pack();
    let own = |(name, column): (&str, Column)| (name.to_owned(), column);
    let first = [
        ("respondent", Column::Respondent),
        ("organization", Column::Organization),
        ("wave", Column::Wave),
        ("form", Column::Form),
    ];
    let last = [
        ("started_at", Column::StartedAt),
        ("submitted_at", Column::SubmittedAt),
        ("mirrored", Column::Mirrored),
        ("pack", Column::Pack),
        ("version", Column::Version),
    ];
    let attributes = || (0..).zip(&pack.attributes);
    let questions = || (0..).zip(&pack.questions);
    let mut known: Vec<(String, Column)> = first.map(own).to_vec();
    known.extend(attributes().map(|(index, attribute)| (attribute.id.clone(), Column::Attribute(index))));
    known.extend(questions().map(|(index, question)| (question.id.clone(), Column::Answer(index))));
    known.extend(questions().map(|(index, question)| (format!("note:{}", question.id), Column::Note(index))));
    known.extend(last.map(own));
    known.extend(attributes().map(|(index, attribute)| (attribute.name.clone(), Column::Attribute(index))));
    known
}

/// What a heading means: by its exact name, else by the only one that is the same but for case
/// and blanks.
fn column(known: &[(String, Column)], cell: &str) -> Column {
    if cell.is_empty() {
        return Column::Nameless;
    }
    if let Some((_, column)) = known.iter().find(|(name, _)| name == cell) {
        return *column;
    }
    let folded = fold(cell);
    let mut alike = known.iter().filter(|(name, _)| fold(name) == folded);
    match alike.next() {
        Some((_, column)) if alike.all(|(_, other)| other == column) => *column,
        _ => Column::Unknown,
    }
}

fn counted(cells: usize) -> String {
    format!("{cells} {}", if cells == 1 { "cell" } else { "cells" })
}

fn unknown(known: &[(String, Column)], cell: &str) -> Diagnostic {
    let message = format!("unknown column {}", called(cell));
    let names = || known.iter().map(|(name, _)| name.as_str());
    *Diagnostic::unknown(&ANSWERS_UNKNOWN_COLUMN, message, cell, names)
}

fn allowed(known: &[(String, Column)]) -> String {
    one_of(known.iter().map(|(name, _)| name.as_str()))
}

/// The separator that stands most often in the first line outside quotation marks; a comma when
/// there is none.
pub(super) fn delimiter(first_line: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for byte in first_line.trim_ascii_start() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if !quoted => {
                for (separator, count) in &mut counts {
                    *count += usize::from(separator == byte);
                }
            }
            _ => {}
        }
    }
    let [comma, ..] = counts;
    let most = |best: (u8, usize), next: &(u8, usize)| if next.1 > best.1 { *next } else { best };
    counts.iter().fold(comma, most).0
}
