//! CSV files: a header that names what each column holds, and one row per respondent.
//!
//! The pack is the one the file is read with, unless a column names another. Separators may be
//! commas, semicolons or tabs, whichever the header has most of. An apostrophe that guards a
//! cell against being taken for a formula (`'=…`, `'+…`, `'-…`, `'@…`) is not part of it.

mod feed;
mod header;
#[cfg(test)]
mod tests;

use std::io::{BufRead, Read};

use super::asked::settle;
use super::intake::{FileRun, RECORD_LIMIT, not_text};
use super::rules::{self, Rules};
use super::{Answer, Defaults, Response};
use crate::diagnostic::{ANSWERS_ROW_LENGTH, ANSWERS_UNKNOWN_COLUMN, Diagnostic, Diagnostics, did_you_mean};
use crate::names::fold;
use crate::pack::Question;
use crate::source::{Place, Source, Span};
use crate::text::{self, Checked};
use crate::wave;
use feed::Feed;
use header::{Column, Header};

/// Reads every row; one with a fault is reported and reading goes on.
///
/// Under a header with a fault every row is rejected, but its own faults are reported too.
pub(super) fn read(input: impl BufRead, run: &mut FileRun<'_, '_>) {
    let mut start = Vec::new();
    let mut input = input.take(u64::MAX);
    if let Err(error) = read_first_line(&mut input, &mut start) {
        return run.broke_off(&error, 1);
    }
    let delimiter = header::delimiter(&start);
    let feed = Feed::new(std::io::Cursor::new(start).chain(input), RECORD_LIMIT);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(feed);
    let mut record = ::csv::ByteRecord::new();
    let mut header: Option<Header> = None;
    loop {
        reader.get_mut().begin_record();
        let more = match reader.read_byte_record(&mut record) {
            Ok(more) => more,
            Err(error) => {
                let line = reader.get_ref().line();
                return run.broke_off(&std::io::Error::from(error), line);
            }
        };
        if reader.get_ref().overflowed() {
            return run.too_long(reader.get_ref().record().1);
        }
        if !more {
            return;
        }
        let (raw, line) = reader.get_ref().record();
        let cells = match cells(run.name, &record, raw, line) {
            Ok(cells) => cells,
            Err(faults) if header.is_some() => {
                run.record(line, Err(faults));
                continue;
            }
            Err(faults) => return run.report_all(faults),
        };
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let text = String::from_utf8_lossy(raw);
        let source = Source::at_line(run.name, &text, line);
        let Some(header) = &header else {
            match Header::read(run.rules(), &cells, &source, delimiter) {
                Ok((found, faults)) => {
                    header = Some(found);
                    run.report_all(faults);
                }
                Err(fault) => return run.report(*fault),
            }
            continue;
        };
        let row = Row {
            rules: run.rules(),
            defaults: run.defaults,
            header,
            source,
            delimiter,
            faults: Diagnostics::new(),
        };
        let result = row.response(&cells);
        run.record(line, result);
    }
}

/// Reads up to the end of the first line that is not blank.
fn read_first_line(input: &mut std::io::Take<impl BufRead>, line: &mut Vec<u8>) -> std::io::Result<()> {
    while line.trim_ascii().is_empty() && line.len() < RECORD_LIMIT {
        input.set_limit(RECORD_LIMIT as u64);
        if input.read_until(b'\n', line)? == 0 {
            break;
        }
    }
    input.set_limit(u64::MAX);
    Ok(())
}

/// The cells as text, without the blanks around them and without a guard.
fn cells<'c>(
    name: &str,
    record: &'c ::csv::ByteRecord,
    raw: &[u8],
    line: usize,
) -> Result<Vec<&'c str>, Diagnostics> {
    let cell = |bytes| std::str::from_utf8(bytes).map(|text| unguarded(text.trim()));
    record.iter().map(cell).collect::<Result<_, _>>().map_err(|_| {
        let valid = std::str::from_utf8(raw)
            .err()
            .map_or(0, |error| error.valid_up_to());
        not_text(name, raw, valid, line, 1)
    })
}

/// A cell without the apostrophe that keeps spreadsheets from taking it for a formula.
///
/// One apostrophe is taken off a cell that would begin a formula but for apostrophes, so that a
/// writer that adds one to exactly such cells loses nothing.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// The place of a cell: its line and column in the file and the name of its column.
fn place(source: &Source<'_>, delimiter: u8, index: usize, name: &str) -> Place {
    source
        .place(cell_span(source.text, delimiter, index))
        .with_pointer(name)
}

/// Where the cell with this index stands in the text of a record.
fn cell_span(text: &str, delimiter: u8, index: usize) -> Span {
    let mut quoted = false;
    let mut cell = 0;
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'"' {
            quoted = !quoted;
        }
        let ends_row = matches!(byte, b'\r' | b'\n');
        if quoted || !(byte == delimiter || ends_row) {
            continue;
        }
        if cell == index || ends_row {
            return Span::new(start, at);
        }
        cell += 1;
        start = at + 1;
    }
    Span::new(start, text.len())
}

/// One row being read.
struct Row<'r, 'p> {
    rules: &'r Rules<'p>,
    defaults: Defaults<'r>,
    header: &'r Header,
    source: Source<'r>,
    delimiter: u8,
    faults: Diagnostics,
}

impl Row<'_, '_> {
    /// The response that the row holds, or all its faults.
    ///
    /// A row of another pack or version is not looked into further.
    fn response(mut self, cells: &[&str]) -> Result<Response, Diagnostics> {
        let mut response = Response {
            version: None,
            ..Response::blank(self.rules.pack())
        };
        let columns = self.header.columns.iter().copied();
        let (identity, rest): (Vec<_>, Vec<_>) = (columns.zip(cells.iter().copied()).enumerate())
            .filter(|(_, (_, cell))| !cell.is_empty())
            .partition(|(_, (column, _))| matches!(column, Column::Pack | Column::Version));
        self.columns(identity, &mut response);
        if self.faults.has_errors() {
            return Err(self.faults);
        }
        self.columns(rest, &mut response);
        self.length(cells);
        if self.faults.has_errors() || self.header.faulty {
            return Err(self.faults);
        }
        response.organization = response
            .organization
            .or_else(|| self.defaults.organization.map(str::to_owned));
        response.wave = response.wave.or_else(|| self.defaults.wave.map(str::to_owned));
        response.notes.sort_by_key(|(index, _)| *index);
        settle(self.rules.pack(), &mut response);
        Ok(response)
    }

    fn columns(&mut self, columns: Vec<(usize, (Column, &str))>, response: &mut Response) {
        for (index, (column, cell)) in columns {
            if let Err(fault) = self.cell(column, cell, response) {
                self.report(*fault, index);
            }
        }
    }

    fn cell(&self, column: Column, cell: &str, response: &mut Response) -> Checked<()> {
        match column {
            Column::Respondent => response.respondent = Some(rules::respondent(cell)?),
            Column::Organization => response.organization = Some(text::line(cell)?),
            Column::Wave => response.wave = Some(wave::name(cell)?),
            Column::Form => response.form = rules::form(&fold(cell))?,
            Column::Pack => self.rules.pack_id(cell)?,
            Column::Version => response.version = Some(self.rules.version(cell)?),
            Column::StartedAt => response.started_at = Some(rules::time_stamp(cell)?),
            Column::SubmittedAt => response.submitted_at = Some(rules::time_stamp(cell)?),
            Column::Mirrored => {
                for id in cell.split_whitespace() {
                    response.mirrored.push(self.rules.question(id)?.0);
                }
                response.mirrored.sort_unstable();
                response.mirrored.dedup();
            }
            Column::Attribute(index) => {
                let attribute = self.rules.pack().attributes.get(index);
                if let (Some(attribute), Some(slot)) = (attribute, response.attributes.get_mut(index)) {
                    *slot = Some(rules::attribute_value_or_label(attribute, cell)?);
                }
            }
            Column::Answer(index) => {
                let question = self.rules.pack().questions.get(index);
                if let (Some(question), Some(slot)) = (question, response.answers.get_mut(index)) {
                    *slot = answer(question, cell)?;
                }
            }
            Column::Note(index) => response.notes.push((index, text::lines(cell)?)),
            Column::Nameless => {
                let fault = Diagnostic::new(&ANSWERS_UNKNOWN_COLUMN, "a cell under no heading");
                return Err(Box::new(found(fault, cell).allowed("an empty cell")));
            }
            // Reported at the header.
            Column::Unknown => {}
        }
        Ok(())
    }

    /// Whether there are as many cells as columns; empty ones at the end do not count.
    fn length(&mut self, cells: &[&str]) {
        let columns = self.header.columns.len();
        let beyond = cells.get(columns..).unwrap_or_default();
        if cells.len() >= columns && beyond.iter().all(|cell| cell.is_empty()) {
            return;
        }
        let mut fault = Diagnostic::new(&ANSWERS_ROW_LENGTH, "the row is not as long as the header")
            .found(format!("{} cells", cells.len()))
            .allowed(format!("{columns} cells"));
        if self.source.text.trim_end().contains('\n') {
            fault = fault.help("the row goes over several lines; is a quotation mark left open?");
        }
        self.report(fault, cells.len().min(columns));
    }

    fn report(&mut self, fault: Diagnostic, index: usize) {
        let name = self.header.names.get(index).map_or("", String::as_str);
        let place = place(&self.source, self.delimiter, index, name);
        self.faults.push(fault.at(place));
    }
}

/// Says in a fault what stands in a cell.
fn found(fault: Diagnostic, cell: &str) -> Diagnostic {
    if cell.parse::<f64>().is_ok() {
        fault.found_number(cell)
    } else {
        fault.found_text(cell)
    }
}

/// The answer in a cell: the value of an option, its label, or one of the two words.
fn answer(question: &Question, cell: &str) -> Checked<Answer> {
    let by_value = |text: &str| {
        let value: i64 = text.parse().ok()?;
        (value.to_string() == text)
            .then(|| question.option(value))
            .flatten()
    };
    if let Some(index) = by_value(cell) {
        return Ok(Answer::Option(index));
    }
    let folded = fold(cell);
    let labelled: Vec<usize> = (0..)
        .zip(&question.options)
        .filter(|(_, option)| fold(&option.label) == folded)
        .map(|(index, _)| index)
        .collect();
    if let [index] = labelled[..] {
        return Ok(Answer::Option(index));
    }
    let word = folded.replace(['\'', '’'], "").replace([' ', '_'], "-");
    if let Some(answer) = rules::answer_word(question, &word) {
        return answer;
    }
    let labels = || question.options.iter().map(|option| option.label.as_str());
    let meant = rules::whole(cell)
        .filter(|text| by_value(text).is_some())
        .map(|text| format!("write {text}"))
        .or_else(|| {
            rules::meant_word(question, cell)
                .or_else(|| did_you_mean(cell, labels()))
                .map(|word| format!("did you mean `{word}`?"))
        });
    Err(Box::new(found(rules::wrong_answer(question, meant), cell)))
}
