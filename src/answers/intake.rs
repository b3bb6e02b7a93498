//! Reads answer files of every kind into one sink, and keeps count over all of them.

use std::io::{self, BufRead, Read};

use super::identity::{Identities, Sighting};
use super::kind::BOM;
use super::rules::Rules;
use super::validate::Validation;
use super::{Kind, Origin, Response, Sink, csv, json, ndjson};
use crate::diagnostic::{
    ANSWERS_ALIKE, ANSWERS_DUPLICATE, ANSWERS_TOO_LONG, Diagnostic, Diagnostics, FILE_EMPTY, FILE_NOT_UTF8,
    FILE_UNREADABLE,
};
use crate::harmless::is_name;
use crate::json::{Reader, parse, shortened};
use crate::pack::Pack;
use crate::source::{Place, Source, Span};

/// The longest record that is read, in bytes. It bounds the memory that a file can take whose
/// brackets or quotation marks are never closed.
pub const RECORD_LIMIT: usize = 1 << 20;

/// What holds for the records of a file that do not say it themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Defaults<'a> {
    /// Whose organisation: the project's.
    pub organization: Option<&'a str>,
    /// Which round: the name of the file or folder under the project's `answers/`.
    pub wave: Option<&'a str>,
}

/// What came of reading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadOutcome {
    /// Records met, rejected ones included.
    pub read: u64,
    /// Records that went nowhere because of a fault.
    pub rejected: u64,
    /// Valid records without a respondent: counted, and not to be linked to any other.
    pub unlinkable: u64,
    /// Of these, those that are equal in everything to one before.
    pub alike: u64,
    /// Everything that was wrong.
    pub diagnostics: Diagnostics,
}

/// Reads any number of files and hands every valid response to a sink.
///
/// ```no_run
/// # fn run(pack: &lockstep::pack::Pack, sink: &mut dyn lockstep::answers::Sink) {
/// use lockstep::answers::{Defaults, Intake, Kind};
///
/// let mut intake = Intake::new(pack);
/// let text = r#"{"pack": {"id": "sales-marketing"}, "answers": {"L1": 3}}"#;
/// intake.read(Kind::Json, "one.json", Defaults::default(), text.as_bytes(), sink);
/// let outcome = intake.finish();
/// assert!(!outcome.diagnostics.has_errors());
/// # }
/// ```
#[derive(Debug)]
pub struct Intake<'p> {
    rules: Rules<'p>,
    assume_pack: bool,
    identities: Identities,
    /// The first record that is equal to one before, and that one.
    alike: Option<[Sighting; 2]>,
    outcome: ReadOutcome,
}

impl<'p> Intake<'p> {
    /// For answers to `pack`.
    #[must_use]
    pub fn new(pack: &'p Pack) -> Self {
        Self {
            rules: Rules::new(pack),
            assume_pack: false,
            identities: Identities::new(),
            alike: None,
            outcome: ReadOutcome::default(),
        }
    }

    /// Lets records leave out which pack they answer, because the pack was named by the caller.
    #[must_use]
    pub const fn assuming_pack(mut self) -> Self {
        self.assume_pack = true;
        self
    }

    /// Reads one file. `name` is what messages call it.
    pub fn read(
        &mut self,
        kind: Kind,
        name: &str,
        defaults: Defaults<'_>,
        input: impl BufRead,
        sink: &mut dyn Sink,
    ) {
        let file = self.identities.file(name);
        let before = (self.outcome.read, self.outcome.diagnostics.len());
        let mut run = FileRun {
            name,
            file,
            defaults,
            origin: Origin {
                file: name.to_owned(),
                line: 0,
            },
            intake: self,
            sink,
        };
        match without_bom(input) {
            Ok(input) => match kind {
                Kind::Json => json::read(input, &mut run),
                Kind::Ndjson => ndjson::read(input, &mut run),
                Kind::Csv => csv::read(input, &mut run),
            },
            Err(error) => run.broke_off(&error, 1),
        }
        if before == (self.outcome.read, self.outcome.diagnostics.len()) {
            let diagnostic = Diagnostic::new(&FILE_EMPTY, "no answers in this file").at(Place::file(name));
            self.outcome.diagnostics.push(diagnostic);
        }
    }

    /// Adds what the caller found out by itself, such as a file that cannot be opened.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.outcome.diagnostics.push(diagnostic);
    }

    /// Adds all that the caller found out by itself.
    pub fn report_all(&mut self, diagnostics: Diagnostics) {
        self.outcome.diagnostics.append(diagnostics);
    }

    /// What came of it all.
    #[must_use]
    pub fn finish(mut self) -> ReadOutcome {
        // With a fault nothing counts, and there is enough to mend.
        let alike = self.alike.filter(|_| !self.outcome.diagnostics.has_errors());
        if let Some([here, first]) = alike {
            let name = |sighting: Sighting| self.identities.name(sighting.file);
            let message = match self.outcome.alike {
                1 => "a record without a respondent is equal in everything to one before".to_owned(),
                alike => {
                    format!("{alike} records without a respondent are equal in everything to one before")
                }
            };
            let place = Place {
                line: Some(here.line),
                ..Place::file(name(here))
            };
            let diagnostic = Diagnostic::new(&ANSWERS_ALIKE, message)
                .at(place)
                .found(format!("as at {}:{}", name(first), first.line))
                .help("each counts as a person; where one was read twice, take the other out");
            self.outcome.diagnostics.push(diagnostic);
        }
        self.outcome
    }
}

/// One file being read: what its reader needs to hand over records and report faults.
pub(super) struct FileRun<'r, 'p> {
    pub(super) name: &'r str,
    file: u32,
    pub(super) defaults: Defaults<'r>,
    origin: Origin,
    intake: &'r mut Intake<'p>,
    sink: &'r mut dyn Sink,
}

impl<'p> FileRun<'_, 'p> {
    pub(super) const fn rules(&self) -> &Rules<'p> {
        &self.intake.rules
    }

    /// One JSON record, given as bytes that begin at `line` and `column`.
    ///
    /// `pointer` is where in the file it stands; `on_early_end` is what to do when it is cut off.
    pub(super) fn json_record(
        &mut self,
        bytes: &[u8],
        line: usize,
        column: usize,
        pointer: &str,
        on_early_end: Option<&str>,
    ) {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                return self.record(
                    line,
                    Err(not_text(self.name, bytes, error.valid_up_to(), line, column)),
                );
            }
        };
        let source = Source::part(self.name, text, line, column);
        let node = match parse(&source) {
            Ok(node) => node,
            Err(mut diagnostic) => {
                if diagnostic.help.is_some() && on_early_end.is_some() {
                    diagnostic.help = on_early_end.map(str::to_owned);
                }
                return self.record(line, Err(one(*diagnostic)));
            }
        };
        let mut reader = Reader::new(source);
        let response = Validation {
            rules: &self.intake.rules,
            assume_pack: self.intake.assume_pack,
            defaults: self.defaults,
            reader: &mut reader,
        }
        .record(&node, pointer);
        self.record(line, response.ok_or_else(|| reader.into_faults()));
    }

    /// Takes what came of one record that began at `line`.
    pub(super) fn record(&mut self, line: usize, result: Result<Response, Diagnostics>) {
        self.outcome().read += 1;
        let result = result.and_then(|response| {
            let repeated = self.repeated(&response, line);
            repeated.map_or(Ok(response), |diagnostic| Err(one(diagnostic)))
        });
        match result {
            Ok(response) => {
                if response.respondent.is_none() {
                    self.unlinkable(&response, line);
                }
                self.origin.line = line;
                self.sink.take(&response, &self.origin);
            }
            Err(faults) => {
                self.outcome().rejected += 1;
                self.outcome().diagnostics.append(faults);
            }
        }
    }

    /// Counts somebody who cannot be linked to any other record.
    fn unlinkable(&mut self, response: &Response, line: usize) {
        self.outcome().unlinkable += 1;
        let here = Sighting {
            file: self.file,
            line,
        };
        if let Some(first) = self.intake.identities.see_alike(response, here) {
            self.outcome().alike += 1;
            self.intake.alike.get_or_insert([here, first]);
        }
    }

    /// The fault of a respondent who was seen before.
    fn repeated(&mut self, response: &Response, line: usize) -> Option<Diagnostic> {
        let here = Sighting {
            file: self.file,
            line,
        };
        let first = self.intake.identities.see(response, here)?;
        let respondent = response.respondent.as_deref()?;
        let who = if is_name(respondent) {
            format!("respondent `{respondent}`")
        } else {
            "a respondent".to_owned()
        };
        let wave = response
            .wave
            .as_deref()
            .map(|wave| format!(" in wave {}", shortened(wave)));
        let place = Place {
            file: self.name.to_owned(),
            line: Some(line),
            ..Place::default()
        };
        let first_file = self.intake.identities.name(first.file);
        Some(
            Diagnostic::new(
                &ANSWERS_DUPLICATE,
                format!("{who} answered twice{}", wave.unwrap_or_default()),
            )
            .at(place)
            .found(format!("the first record is at {first_file}:{}", first.line))
            .allowed("one record for each organization, wave and respondent"),
        )
    }

    /// Reports something that is not about one record.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.intake.report(diagnostic);
    }

    /// Reports everything that is not about one record.
    pub(super) fn report_all(&mut self, diagnostics: Diagnostics) {
        self.intake.report_all(diagnostics);
    }

    /// Reports that reading broke off at `line`.
    pub(super) fn broke_off(&mut self, error: &io::Error, line: usize) {
        let place = Place {
            line: Some(line),
            ..Place::file(self.name)
        };
        let message = format!("reading broke off: {error}");
        self.report(Diagnostic::new(&FILE_UNREADABLE, message).at(place));
    }

    /// Counts and reports a record that is longer than [`RECORD_LIMIT`].
    pub(super) fn too_long(&mut self, line: usize) {
        let place = Place {
            line: Some(line),
            ..Place::file(self.name)
        };
        let diagnostic = Diagnostic::new(&ANSWERS_TOO_LONG, "the record is too long")
            .at(place)
            .allowed(format!("at most {} MiB", RECORD_LIMIT >> 20));
        self.record(line, Err(one(diagnostic)));
    }

    fn outcome(&mut self) -> &mut ReadOutcome {
        &mut self.intake.outcome
    }
}

/// The input without the byte-order mark that some programs put before UTF-8.
fn without_bom(mut input: impl BufRead) -> io::Result<impl BufRead> {
    let mut head = Vec::with_capacity(BOM.len());
    input.by_ref().take(BOM.len() as u64).read_to_end(&mut head)?;
    if head == BOM {
        head.clear();
    }
    Ok(io::Cursor::new(head).chain(input))
}

/// The fault of bytes that are not UTF-8 from `valid` on.
pub(super) fn not_text(name: &str, bytes: &[u8], valid: usize, line: usize, column: usize) -> Diagnostics {
    let before = bytes
        .get(..valid)
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    let source = Source::part(name, before.unwrap_or_default(), line, column);
    let place = source.place(Span::new(valid, valid + 1));
    let mut diagnostic = Diagnostic::new(&FILE_NOT_UTF8, "not text in UTF-8").at(place);
    if let Some(byte) = bytes.get(valid) {
        diagnostic = diagnostic.found(format!("the byte 0x{byte:02X}"));
        diagnostic = diagnostic.help(if matches!(byte, 0xfe | 0xff) {
            "the file looks like UTF-16; save it as UTF-8"
        } else {
            "save the file as UTF-8"
        });
    }
    one(diagnostic)
}

/// A single fault.
pub(super) fn one(diagnostic: Diagnostic) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic);
    diagnostics
}
