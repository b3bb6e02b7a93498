//! Named text with positions: where in which file something stands.
//!
//! A place shows the line itself only in files that whoever runs this has written: packs and
//! projects. Everything else may hold what people answered and noted, and a message about it may
//! end in the log of a machine that others read.

use std::fmt;

use crate::harmless::is_name;

/// A half-open range of bytes in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A piece of text with the name people know it by.
///
/// `first_line` is the number of its first line in the file it came from, so that one record
/// of a long file can be a source of its own.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// File name as given, or `<stdin>`.
    pub name: &'a str,
    /// The text itself.
    pub text: &'a str,
    /// Line number of the first line of `text`, counted from 1.
    pub first_line: usize,
    /// Column in characters at which `text` begins on its first line, counted from 1.
    pub first_column: usize,
    /// Whether messages may show what stands here.
    ours: bool,
}

/// The widest excerpt of a line, in characters, that a place carries.
const EXCERPT_WIDTH: usize = 96;

impl<'a> Source<'a> {
    /// A whole file.
    #[must_use]
    pub const fn new(name: &'a str, text: &'a str) -> Self {
        Self::part(name, text, 1, 1)
    }

    /// A part of a file that begins at line `first_line`.
    #[must_use]
    pub const fn at_line(name: &'a str, text: &'a str, first_line: usize) -> Self {
        Self::part(name, text, first_line, 1)
    }

    /// A part of a file that begins in the middle of a line.
    #[must_use]
    pub const fn part(name: &'a str, text: &'a str, first_line: usize, first_column: usize) -> Self {
        Self {
            name,
            text,
            first_line,
            first_column,
            ours: false,
        }
    }

    /// The same, of which messages may show lines if it says of itself that it is of this format:
    /// what was named as a pack by mistake may hold answers.
    #[must_use]
    pub fn ours(self, format: &str) -> Self {
        let kind = format.split_inclusive('/').next().unwrap_or(format);
        Self {
            ours: self.text.contains(&format!("\"{kind}")),
            ..self
        }
    }

    /// Whether messages may show what stands here.
    #[must_use]
    pub const fn is_ours(&self) -> bool {
        self.ours
    }

    /// The place of `span`: file, line, column in characters, and of what is ours an excerpt of the
    /// line.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let start = floor_boundary(self.text, span.start);
        let end = floor_boundary(self.text, span.end).max(start);
        let before = &self.text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |at| start + at);
        let line = self.text[line_start..line_end].trim_end_matches('\r');
        let characters_before = self.text[line_start..start].chars().count();
        let lead = if line_start == 0 { self.first_column } else { 1 };
        let marked = self.text[start..end.min(line_end)].chars().count().max(1);
        Place {
            file: self.name.to_owned(),
            line: Some(self.first_line + before.matches('\n').count()),
            column: Some(lead + characters_before),
            pointer: None,
            excerpt: self
                .ours
                .then(|| Excerpt::around(line, characters_before, marked)),
            ours: self.ours,
        }
    }
}

/// The largest character boundary not beyond `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where something stands, ready to be printed after the text itself is gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// File name as given.
    pub file: String,
    /// Line, counted from 1.
    pub line: Option<usize>,
    /// Column in characters, counted from 1.
    pub column: Option<usize>,
    /// JSON pointer inside the record or file; in CSV the name of the column.
    pub pointer: Option<String>,
    /// The line, cut to a printable width, with the part that is meant; only of what is ours.
    pub excerpt: Option<Excerpt>,
    /// Whether messages may show what stands there.
    pub ours: bool,
}

impl Place {
    /// A whole file, or a folder.
    #[must_use]
    pub fn file(name: impl Into<String>) -> Self {
        Self {
            file: name.into(),
            ..Self::default()
        }
    }

    /// The same place with a JSON pointer or the name of a column. Keys that are no names may be
    /// what people wrote.
    #[must_use]
    pub fn with_pointer(mut self, pointer: impl Into<String>) -> Self {
        let pointer = pointer.into();
        self.pointer = Some(if self.ours {
            pointer
        } else {
            let known = |part| {
                if is_name(part) || part.is_empty() {
                    part
                } else {
                    "…"
                }
            };
            pointer.split('/').map(known).collect::<Vec<_>>().join("/")
        });
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}

/// Part of a line with the characters that are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The text shown; `…` stands where the line was cut.
    pub text: String,
    /// First marked character in `text`, counted from 0.
    pub mark_start: usize,
    /// How many characters are marked, at least one.
    pub mark_width: usize,
}

impl Excerpt {
    /// Cuts `line` to a window around the marked characters.
    fn around(line: &str, mark_start: usize, mark_width: usize) -> Self {
        let characters: Vec<char> = line
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        if characters.len() <= EXCERPT_WIDTH {
            return Self {
                text: characters.into_iter().collect(),
                mark_start,
                mark_width,
            };
        }
        let from = mark_start.saturating_sub(EXCERPT_WIDTH / 3);
        let to = (from + EXCERPT_WIDTH).min(characters.len());
        let mut text = String::new();
        if from > 0 {
            text.push('…');
        }
        let lead = usize::from(from > 0);
        text.extend(&characters[from.min(to)..to]);
        if to < characters.len() {
            text.push('…');
        }
        Self {
            text,
            mark_start: mark_start - from + lead,
            mark_width: mark_width.min(to.saturating_sub(mark_start)).max(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_not_bytes() {
        let source = Source::new("a.json", "{\n  \"ü\": 7\n}");
        let at = source.text.find('7').unwrap_or_default();
        let place = source.place(Span::new(at, at + 1));
        assert_eq!((place.line, place.column), (Some(2), Some(8)));
        assert_eq!(place.to_string(), "a.json:2:8");
    }

    #[test]
    fn a_part_counts_from_where_it_begins() {
        let source = Source::part("a.json", "{\"a\":\n 7}", 3, 5);
        assert_eq!(source.place(Span::new(1, 4)).to_string(), "a.json:3:6");
        assert_eq!(source.place(Span::new(7, 8)).to_string(), "a.json:4:2");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let line = format!("{}X{}", "a".repeat(400), "b".repeat(400));
        let text = format!("{line}\n\"lockstep-pack/1\"");
        let source = Source::at_line("a.json", &text, 9).ours("lockstep-pack/1");
        let excerpt = source.place(Span::new(400, 401)).excerpt.unwrap_or_default();
        assert_eq!(excerpt.text.chars().count(), EXCERPT_WIDTH + 2);
        assert_eq!(excerpt.text.chars().nth(excerpt.mark_start), Some('X'));
    }

    #[test]
    fn lines_of_others_are_not_shown() {
        let text = "{\"notes\": {\"My boss\": \"hides the numbers\"}}";
        for source in [
            Source::new("a", text),
            Source::new("a", text).ours("lockstep-pack/1"),
        ] {
            let place = source.place(Span::new(10, 20)).with_pointer("/notes/My boss/0");
            assert_eq!((&place.excerpt, place.ours), (&None, false));
            assert_eq!(place.pointer.as_deref(), Some("/notes/…/0"));
        }
    }
}
