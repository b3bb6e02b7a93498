//! Text on its way to a reader: the last place that everything passes, wherever it goes.
//!
//! Who writes escapes what they write, by [`crate::escape`]. Here nothing is trusted to have been:
//! whatever still acts is spelt out in the way of its kind of text, and no line is a command to a
//! runner that reads it from a log. Colour is not part of the text but noted beside it, and only
//! the sink turns it into escape sequences.

use std::ops::Range;

use crate::harmless::{Deed, deeds, is_hidden, spell};

/// The kind of a text, which decides how a character is spelt that must not act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// For people, as it stands.
    Text,
    /// A table for programs and spreadsheets.
    Csv,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// A page.
    Html,
    /// Test results.
    Xml,
    /// One value or several; spelt out without loss.
    Json,
}

impl Manner {
    /// Whether characters have a form that readers of the markup take for the character itself.
    const fn has_references(self) -> bool {
        matches!(self, Self::Markdown | Self::Html | Self::Xml)
    }

    /// Spells a character that acts.
    fn spell(self, character: char, out: &mut String) {
        if self == Self::Json {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            spell(character, out);
        }
    }

    /// Spells a sign that a runner would take for the beginning of a command.
    fn spell_sign(self, sign: char, out: &mut String) {
        if self.has_references() {
            out.push_str(&format!("&#{};", u32::from(sign)));
        } else {
            self.spell(sign, out);
        }
    }
}

/// What a piece of text is for the eye. Meaning never hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Plain,
    /// A heading, the result, the name of a step.
    Strong,
    /// The heading of a part of a help text.
    Heading,
    /// Labels, axes, remarks.
    Quiet,
    /// The first side.
    First,
    /// The second side.
    Second,
    /// What holds.
    Good,
    /// What warns.
    Caution,
    /// What fails.
    Bad,
}

impl Role {
    /// The role of a side, by its place.
    #[must_use]
    pub const fn side(index: usize) -> Self {
        match index {
            0 => Self::First,
            _ => Self::Second,
        }
    }

    /// What makes a terminal show it.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Heading => "1;4",
            Self::Quiet => "2",
            Self::First => "1;36",
            Self::Second => "1;35",
            Self::Good => "32",
            Self::Caution => "1;33",
            Self::Bad => "1;31",
        }
    }
}

/// A text ready to be written. What comes out of it is harmless, whatever went in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printout {
    manner: Manner,
    text: String,
    roles: Vec<(Range<usize>, Role)>,
    /// Where lines begin that are meant to be commands to a runner.
    commands: Vec<usize>,
}

impl Printout {
    /// An empty one.
    #[must_use]
    pub const fn new(manner: Manner) -> Self {
        Self {
            manner,
            text: String::new(),
            roles: Vec::new(),
            commands: Vec::new(),
        }
    }

    /// One of this text.
    #[must_use]
    pub fn of(manner: Manner, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::new(manner)
        }
    }

    /// Adds to it.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds something with a role.
    pub fn paint(&mut self, role: Role, text: &str) {
        let from = self.text.len();
        self.text.push_str(text);
        if role != Role::Plain && !text.trim().is_empty() {
            self.roles.push((from..self.text.len(), role));
        }
    }

    /// Adds a line that is meant to be a command: an annotation of a workflow. Its parts must be
    /// escaped for it ([`crate::escape::annotation`]).
    pub fn command(&mut self, line: &str) {
        self.commands.push(self.text.len());
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds all of another one of the same manner.
    pub fn append(&mut self, other: Self) {
        let by = self.text.len();
        self.text.push_str(&other.text);
        let moved = |(range, role): (Range<usize>, Role)| (range.start + by..range.end + by, role);
        self.roles.extend(other.roles.into_iter().map(moved));
        self.commands.extend(other.commands.iter().map(|at| at + by));
    }

    /// Several results as one: a JSON list, a table under one header, or one after the other.
    #[must_use]
    pub fn together(manner: Manner, parts: Vec<Self>) -> Self {
        if parts.len() == 1 {
            return parts.into_iter().next().unwrap_or(Self::new(manner));
        }
        let mut whole = Self::new(manner);
        let (open, between, close) = match manner {
            Manner::Json => ("[\n", ",\n", "\n]\n"),
            Manner::Csv => ("", "", ""),
            _ => ("", "\n\n", ""),
        };
        whole.push(open);
        for (index, mut part) in parts.into_iter().enumerate() {
            if index > 0 {
                whole.push(between);
            }
            match manner {
                Manner::Json => part.text.truncate(part.text.trim_end().len()),
                Manner::Csv if index > 0 => {
                    let rows = part.text.split_once('\n').map(|(_, rows)| rows.to_owned());
                    part = Self::of(manner, rows.unwrap_or_default());
                }
                _ => {}
            }
            whole.append(part);
        }
        whole.push(close);
        whole
    }

    /// Whether nothing was added.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it ends like this so far.
    #[must_use]
    pub fn ends_with(&self, end: &str) -> bool {
        self.text.ends_with(end)
    }

    /// The harmless text, for a file, a pipe or a log.
    #[must_use]
    pub fn plain(&self) -> String {
        self.written(false, true)
    }

    /// The same with escape sequences for the roles, for a terminal.
    #[must_use]
    pub fn coloured(&self) -> String {
        self.written(true, true)
    }

    /// The harmless text where something stands before it on its first line.
    #[must_use]
    pub fn going_on(&self) -> String {
        self.written(false, false)
    }

    fn written(&self, coloured: bool, begins_line: bool) -> String {
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut brush = Brush {
            roles: if coloured { &self.roles } else { &[] },
            until: None,
        };
        let mut from = 0;
        for text in self.text.split_inclusive('\n') {
            if !coloured && is_tame(text) {
                out.push_str(text);
            } else {
                let line = Line {
                    blank: begins_line || from > 0,
                    sign: false,
                };
                self.line(from, text, line, &mut brush, &mut out);
            }
            from += text.len();
        }
        brush.lift(&mut out);
        out
    }

    /// One line, which begins at `from`.
    fn line(&self, from: usize, text: &str, mut line: Line, brush: &mut Brush<'_>, out: &mut String) {
        let mut before = Deed::None;
        for (at, character, deed) in deeds(text) {
            brush.reach(from + at, out);
            match deed {
                // A program has no use for how a text is drawn, and sees the same character.
                Deed::None if self.manner == Manner::Json && is_hidden(character) => {
                    self.manner.spell(character, out);
                    line.is_written();
                }
                Deed::None => {
                    let is_command = line.begins_command(character, &text[at..]);
                    if is_command && !self.commands.contains(&(from + at)) {
                        self.manner.spell_sign(character, out);
                    } else {
                        out.push(character);
                    }
                }
                // Line feeds are the layout; what else ends a line or moves along it is not ours.
                Deed::Breaks if character == '\n' => out.push('\n'),
                // Within its values JSON has no tabs and returns; between them they are blanks.
                Deed::Breaks if self.manner != Manner::Json || matches!(character, '\t' | '\r') => {
                    line.sign = false;
                    out.push(' ');
                }
                Deed::Breaks | Deed::Acts => {
                    self.manner.spell(character, out);
                    line.is_written();
                }
                Deed::Floods if self.manner == Manner::Json => self.manner.spell(character, out),
                Deed::Floods if before == Deed::Floods => {}
                Deed::Floods => out.push('…'),
            }
            before = deed;
        }
    }
}

/// Whether nothing in a line needs a closer look.
fn is_tame(line: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    line.bytes().all(plain) && !line.contains("::") && !line.contains("##")
}

/// What makes escape sequences of roles.
struct Brush<'a> {
    /// Those still to come.
    roles: &'a [(Range<usize>, Role)],
    /// Where the one at hand ends.
    until: Option<usize>,
}

impl Brush<'_> {
    /// Begins and ends what begins and ends before the byte at `at`.
    fn reach(&mut self, at: usize, out: &mut String) {
        if self.until.is_some_and(|until| until <= at) {
            self.lift(out);
        }
        if let Some(((range, role), rest)) = self.roles.split_first()
            && range.start <= at
        {
            out.push_str(&format!("\u{1b}[{}m", role.code()));
            self.until = Some(range.end);
            self.roles = rest;
        }
    }

    /// Ends the role at hand.
    fn lift(&mut self, out: &mut String) {
        if self.until.take().is_some() {
            out.push_str("\u{1b}[0m");
        }
    }
}

/// What is known of a line while it is written.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Nothing but blanks so far.
    blank: bool,
    /// The character before is `#`.
    sign: bool,
}

impl Line {
    /// Whether `character`, with which `rest` begins, makes the line a command: `::` at its
    /// beginning, or `##[…]`, `##vso[…]` and the like anywhere.
    fn begins_command(&mut self, character: char, rest: &str) -> bool {
        let colons = self.blank && rest.starts_with("::");
        let brackets = self.sign && opens_command(rest);
        self.blank &= character.is_whitespace();
        self.sign = character == '#';
        colons || brackets
    }

    /// Something else was written.
    const fn is_written(&mut self) {
        self.blank = false;
        self.sign = false;
    }
}

/// Whether what begins with the second sign of `##vso[` opens a command.
pub(crate) fn opens_command(rest: &str) -> bool {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.';
    rest.strip_prefix('#')
        .is_some_and(|rest| rest.trim_start_matches(name).starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(manner: Manner, text: &str) -> String {
        Printout::of(manner, text).plain()
    }

    #[test]
    fn what_acts_is_spelt_in_the_way_of_its_text() {
        let text = "a\u{1b}[2Jb\u{202e}c\u{9b}d\u{7f}e\u{e0041}\t\r\u{2028}f\n";
        let visible = "a\\u{001B}[2Jb\\u{202E}c\\u{009B}d\\u{007F}e\\u{E0041}   f\n";
        for manner in [
            Manner::Text,
            Manner::Csv,
            Manner::Markdown,
            Manner::Html,
            Manner::Xml,
        ] {
            assert_eq!(plain(manner, text), visible, "{manner:?}");
        }
        assert_eq!(
            plain(Manner::Json, text),
            "a\\u001b[2Jb\\u202ec\\u009bd\\u007fe\\udb40\\udc41  \\u2028f\n"
        );
    }

    #[test]
    fn no_line_is_a_command_of_a_runner() {
        for (text, expected) in [
            ("  ::error::x\n::y", "  \\u{003A}:error::x\n\\u{003A}:y"),
            ("\u{2028}\t\u{a0}::x", "  \u{a0}\\u{003A}:x"),
            ("a\r::x #\t#[y]", "a ::x # #[y]"),
            ("a ##[error]x", "a #\\u{0023}[error]x"),
            ("###vso[task.x]", "##\\u{0023}vso[task.x]"),
            ("##\u{200B}vso[", "##\\u{200B}vso["),
            ("## Heading [1]\n### x", "## Heading [1]\n### x"),
            ("a::b # [x]", "a::b # [x]"),
        ] {
            assert_eq!(plain(Manner::Text, text), expected);
        }
        assert_eq!(plain(Manner::Json, "\"##[a]\""), "\"#\\u0023[a]\"");
        assert_eq!(plain(Manner::Xml, "<a>##[a]</a>\n::"), "<a>#&#35;[a]</a>\n&#58;:");
        assert_eq!(Printout::of(Manner::Text, "::x").going_on(), "::x");
        let mut own = Printout::new(Manner::Text);
        own.command("::error::a");
        own.push("::error::b");
        assert_eq!(own.plain(), "::error::a\n\\u{003A}:error::b");
    }

    #[test]
    fn colour_comes_from_roles_alone() {
        let mut printout = Printout::new(Manner::Text);
        printout.paint(Role::Strong, "a\u{1b}[31m");
        printout.paint(Role::Bad, "::b");
        printout.paint(Role::Quiet, "  ");
        printout.push("c\n");
        printout.paint(Role::Good, "d");
        assert_eq!(printout.plain(), "a\\u{001B}[31m::b  c\nd");
        assert_eq!(
            printout.coloured(),
            "\u{1b}[1ma\\u{001B}[31m\u{1b}[0m\u{1b}[1;31m::b\u{1b}[0m  c\n\u{1b}[32md\u{1b}[0m"
        );
        let mut first = Printout::new(Manner::Text);
        first.paint(Role::Strong, "::x");
        assert_eq!(first.coloured(), "\u{1b}[1m\\u{003A}:x\u{1b}[0m");
    }

    #[test]
    fn several_are_put_together() {
        let parts = |texts: [&str; 2], manner| texts.map(|text| Printout::of(manner, text)).to_vec();
        let together = |manner, texts| Printout::together(manner, parts(texts, manner)).plain();
        assert_eq!(together(Manner::Json, ["{}\n", "{}\n"]), "[\n{},\n{}\n]\n");
        assert_eq!(
            together(Manner::Csv, ["a,b\n1,2\n", "a,b\n3,4\n"]),
            "a,b\n1,2\n3,4\n"
        );
        assert_eq!(together(Manner::Text, ["a\n", "b\n"]), "a\n\n\nb\n");
        assert_eq!(
            Printout::together(Manner::Json, vec![Printout::of(Manner::Json, "{}\n")]).plain(),
            "{}\n"
        );
    }
}
