//! JSON files: one object, a list of them, or several one after another, read record by record
//! in constant memory.
//!
//! A file is first cut into the values at its top level (or in its top-level list) by counting
//! brackets outside texts; each piece is then parsed on its own, so that a fault inside one
//! record does not hide the others.

use std::io::{self, BufRead};

use super::intake::{FileRun, RECORD_LIMIT};
use super::kind::BOM;
use crate::diagnostic::{Diagnostic, JSON_SYNTAX};
use crate::source::Place;

/// Reads every record; one with a fault is reported and reading goes on.
pub(super) fn read(input: impl BufRead, run: &mut FileRun<'_, '_>) {
    let mut pieces = Pieces::new(input);
    loop {
        let piece = match pieces.next() {
            Ok(piece) => piece,
            Err(error) => return run.broke_off(&error, pieces.cursor.line),
        };
        match piece {
            Piece::Value(index) => {
                let pointer = index.map(|index| format!("/{index}")).unwrap_or_default();
                let Cursor { line, column } = pieces.begin;
                run.json_record(&pieces.value, line, column, &pointer, None);
            }
            Piece::TooLong => run.too_long(pieces.begin.line),
            Piece::Stray(message, help) => {
                let place = Place {
                    line: Some(pieces.begin.line),
                    column: Some(pieces.begin.column),
                    ..Place::file(run.name)
                };
                let mut diagnostic = Diagnostic::new(&JSON_SYNTAX, message).at(place);
                diagnostic.help = help.map(str::to_owned);
                run.report(diagnostic);
            }
            Piece::End => return,
        }
    }
}

/// The id of the pack that the first record of JSON or NDJSON names, given the beginning of a
/// file that holds at least this record.
#[must_use]
pub fn first_pack(head: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Head {
        pack: Pack,
    }
    #[derive(serde::Deserialize)]
    struct Pack {
        id: String,
    }
    let mut pieces = Pieces::new(head.strip_prefix(BOM).unwrap_or(head));
    let Ok(Piece::Value(_)) = pieces.next() else {
        return None;
    };
    let head: Head = serde_json::from_slice(&pieces.value).ok()?;
    Some(head.pack.id)
}

/// Something found between the values of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// A value, with its index if it is an item of the top-level list.
    Value(Option<usize>),
    /// A value that is too long to be kept; it has been passed over.
    TooLong,
    /// A fault of punctuation, and what to do about it.
    Stray(String, Option<&'static str>),
    /// Nothing more.
    End,
}

/// A position in the input, both counted from 1; columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cursor {
    line: usize,
    column: usize,
}

/// Where the next byte stands in the grammar of the top level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside a list.
    Top,
    /// In a list, before an item; `comma` when one must follow.
    BeforeItem { index: usize, comma: bool },
    /// In a list, after an item.
    AfterItem { index: usize },
}

/// Cuts an input into the values at its top level.
#[derive(Debug)]
struct Pieces<R> {
    input: R,
    state: State,
    cursor: Cursor,
    /// Where the last piece began.
    begin: Cursor,
    /// The bytes of the last value.
    value: Vec<u8>,
}

impl<R: BufRead> Pieces<R> {
    const fn new(input: R) -> Self {
        let cursor = Cursor { line: 1, column: 1 };
        Self {
            input,
            state: State::Top,
            cursor,
            begin: cursor,
            value: Vec::new(),
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.input.fill_buf() {
                Ok(bytes) => return Ok(bytes.first().copied()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Goes past `byte`, which is the next one.
    fn step(&mut self, byte: u8) {
        self.input.consume(1);
        self.cursor.pass(byte);
    }

    /// The next piece; its value is in `value` and where it began in `begin`.
    fn next(&mut self) -> io::Result<Piece> {
        loop {
            let next = self.peek()?;
            self.begin = self.cursor;
            let Some(byte) = next else {
                return Ok(self.end());
            };
            if byte.is_ascii_whitespace() {
                self.step(byte);
                continue;
            }
            match (self.state, byte) {
                (State::Top, b'[') => {
                    self.state = State::BeforeItem {
                        index: 0,
                        comma: false,
                    }
                }
                (State::BeforeItem { comma: false, .. } | State::AfterItem { .. }, b']') => {
                    self.state = State::Top;
                }
                (State::BeforeItem { comma: true, .. }, b']') => {
                    self.state = State::Top;
                    self.step(byte);
                    return Ok(stray(
                        "a comma before the end of the list",
                        Some("remove the last comma"),
                    ));
                }
                (State::AfterItem { index }, b',') => {
                    self.state = State::BeforeItem {
                        index: index + 1,
                        comma: true,
                    };
                }
                (_, b',' | b':' | b']' | b'}') => {
                    self.step(byte);
                    let help = (self.state == State::Top && byte == b',')
                        .then_some("put a list of records in brackets, or leave the commas out");
                    return Ok(stray(
                        format!("`{}` where a record should begin", char::from(byte)),
                        help,
                    ));
                }
                (State::AfterItem { index }, _) => {
                    self.state = State::BeforeItem {
                        index: index + 1,
                        comma: true,
                    };
                    return Ok(stray("a comma is missing between two items of the list", None));
                }
                (State::BeforeItem { index, .. }, _) => {
                    self.state = State::AfterItem { index };
                    return self.value(Some(index));
                }
                (State::Top, _) => return self.value(None),
            }
            self.step(byte);
        }
    }

    fn end(&mut self) -> Piece {
        if self.state == State::Top {
            return Piece::End;
        }
        self.state = State::Top;
        stray(
            "the list is not closed",
            Some("the text ends too early; was the file cut off?"),
        )
    }

    /// Reads a whole value into the buffer.
    fn value(&mut self, index: Option<usize>) -> io::Result<Piece> {
        self.value.clear();
        let mut scan = Scan::default();
        let mut too_long = false;
        loop {
            let bytes = match self.input.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            // The end of the input ends the value too; whether it is whole shows when it is parsed.
            let end = if bytes.is_empty() {
                Some(0)
            } else {
                scan.end_in(bytes)
            };
            let taken = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or(bytes);
            too_long |= self.value.len() + taken.len() > RECORD_LIMIT;
            if too_long {
                self.value.clear();
            } else {
                self.value.extend_from_slice(taken);
            }
            for byte in taken {
                self.cursor.pass(*byte);
            }
            let count = taken.len();
            self.input.consume(count);
            if end.is_some() {
                return Ok(if too_long {
                    Piece::TooLong
                } else {
                    Piece::Value(index)
                });
            }
        }
    }
}

impl Cursor {
    const fn pass(&mut self, byte: u8) {
        if byte == b'\n' {
            self.line += 1;
            self.column = 1;
        } else if byte & 0xc0 != 0x80 {
            // Bytes that continue a character do not count.
            self.column += 1;
        }
    }
}

fn stray(message: impl Into<String>, help: Option<&'static str>) -> Piece {
    Piece::Stray(message.into(), help)
}

/// Finds the end of a value by its brackets and quotation marks.
#[derive(Debug, Default)]
struct Scan {
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Scan {
    /// One past the last byte of the value, if it ends in `bytes`, which follow those of the
    /// last call.
    fn end_in(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_text {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    // A text cannot span lines: its end was forgotten. Taking it as closed
                    // keeps the fault inside this record.
                    b'"' | b'\n' => self.in_text = false,
                    _ => {}
                }
            } else {
                match byte {
                    b'"' => self.in_text = true,
                    b'{' | b'[' => self.depth += 1,
                    // Ends a bare word or number, which is not part of it.
                    b',' | b']' | b'}' | b':' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => {
                        return Some(at);
                    }
                    b']' | b'}' => self.depth -= 1,
                    _ => continue,
                }
            }
            if self.depth == 0 && !self.in_text {
                return Some(at + 1);
            }
        }
        None
    }
}
