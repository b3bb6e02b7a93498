//! A page of a terminal: escapes, wraps, indents, and never writes beyond its width.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::escape;
use crate::printout::{Manner, Printout, Role};
use crate::report::Options;

/// Columns beyond which lines become hard to read.
const WIDEST: usize = 88;
/// Columns below which a page cannot be laid out.
const NARROWEST: usize = 24;

/// Lines of text up to a width.
pub(super) struct Canvas {
    width: usize,
    ascii: bool,
    out: Printout,
}

impl Canvas {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            width: options.width.clamp(NARROWEST, WIDEST),
            ascii: options.ascii,
            out: Printout::new(Manner::Text),
        }
    }

    /// Everything written.
    pub(super) fn finish(self) -> Printout {
        self.out
    }

    pub(super) const fn ascii(&self) -> bool {
        self.ascii
    }

    /// Columns from the margin to the right edge.
    pub(super) const fn inner(&self) -> usize {
        self.width - self.margin()
    }

    /// Columns left of the body.
    pub(super) const fn margin(&self) -> usize {
        if self.width < 60 { 1 } else { 2 }
    }

    /// Text as it will stand on the page.
    pub(super) fn clean(&self, text: &str) -> String {
        escape::terminal(text, self.ascii)
    }

    /// One empty line, never two.
    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push("\n");
        }
    }

    /// A line of pieces that are known to fit, `indent` columns right of the margin.
    pub(super) fn line<'a>(&mut self, indent: usize, pieces: impl IntoIterator<Item = (Role, &'a str)>) {
        let pieces: Vec<(Role, &str)> = pieces.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        // Blanks at the end of a line are only seen when it is copied.
        let kept = pieces
            .iter()
            .rposition(|(_, text)| !text.trim().is_empty())
            .map_or(0, |last| last + 1);
        if kept > 0 {
            let blanks = self.margin() + indent;
            self.out.push(&" ".repeat(blanks));
        }
        for (index, (role, text)) in pieces[..kept].iter().enumerate() {
            let text = if index + 1 == kept { text.trim_end() } else { text };
            self.out.paint(*role, text);
        }
        self.out.push("\n");
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, indent: usize, role: Role, text: &str) {
        self.hanging(indent, (Role::Plain, ""), 0, role, text);
    }

    /// A paragraph whose first line begins with a label; the text stands `by` columns in.
    pub(super) fn hanging(&mut self, indent: usize, label: (Role, &str), by: usize, role: Role, text: &str) {
        let label_text = self.clean(label.1);
        let label_width = label_text.width();
        // A label that is too long for its column stands on a line of its own.
        let own_line = by > 0 && label_width + 1 > by;
        if own_line {
            for line in wrap(&label_text, self.inner().saturating_sub(indent)) {
                self.line(indent, [(label.0, line.as_str())]);
            }
        }
        let lines = wrap(&self.clean(text), self.inner().saturating_sub(indent + by));
        for (index, line) in lines.iter().enumerate() {
            let first = index == 0 && !own_line;
            let before = if first {
                pad(&label_text, by)
            } else {
                " ".repeat(by)
            };
            self.line(indent, [(label.0, before.as_str()), (role, line.as_str())]);
        }
    }

    /// Two texts at the two ends of a line, or on two lines if they do not fit on one.
    pub(super) fn spread(&mut self, indent: usize, left: (Role, &str), right: (Role, &str)) {
        let (left_text, right_text) = (self.clean(left.1), self.clean(right.1));
        let room = self.inner().saturating_sub(indent);
        if left_text.width() + right_text.width() + 2 <= room {
            let gap = " ".repeat(room - left_text.width() - right_text.width());
            self.line(
                indent,
                [
                    (left.0, left_text.as_str()),
                    (Role::Plain, &gap),
                    (right.0, right_text.as_str()),
                ],
            );
        } else {
            self.paragraph(indent, left.0, left.1);
            self.paragraph(indent + 2, right.0, right.1);
        }
    }

    /// A numbered name with a remark at the end of the line, or below it where it does not fit.
    pub(super) fn numbered(&mut self, number: &str, by: usize, name: &str, remark: &str) {
        let (name_text, remark_text) = (self.clean(name), self.clean(remark));
        let room = self.inner().saturating_sub(by);
        if name_text.width() + remark_text.width() + 3 <= room {
            let gap = " ".repeat(room - name_text.width() - remark_text.width());
            let number = pad(number, by);
            self.line(
                0,
                [
                    (Role::Strong, number.as_str()),
                    (Role::Strong, name_text.as_str()),
                    (Role::Plain, gap.as_str()),
                    (Role::Plain, remark_text.as_str()),
                ],
            );
        } else {
            self.hanging(0, (Role::Strong, number), by, Role::Strong, name);
            self.paragraph(by, Role::Plain, remark);
        }
    }

    /// A heading that stands out to the left, with a rule to the right edge.
    pub(super) fn heading(&mut self, text: &str) {
        let sign = if self.ascii { '-' } else { '─' };
        self.titled(text, sign);
    }

    /// The heading of the whole page, with a heavier rule.
    pub(super) fn title(&mut self, text: &str) {
        let sign = if self.ascii { '=' } else { '━' };
        self.titled(text, sign);
    }

    fn titled(&mut self, text: &str, sign: char) {
        self.blank();
        let text = self.clean(text);
        let lines = wrap(&text, self.width);
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.iter().enumerate() {
            self.out.paint(Role::Strong, line);
            let room = self.width.saturating_sub(line.width() + 1);
            if index == last && room > 2 {
                let rule: String = std::iter::repeat_n(sign, room).collect();
                self.out.push(" ");
                self.out.paint(Role::Quiet, &rule);
            }
            self.out.push("\n");
        }
        self.blank();
    }
}

/// Fills with blanks to a width.
pub(super) fn pad(text: &str, width: usize) -> String {
    let mut padded = text.to_owned();
    padded.extend(std::iter::repeat_n(' ', width.saturating_sub(text.width())));
    padded
}

/// A word and the columns it takes, measured as a whole: the parts of an emoji are narrower
/// together than one by one.
#[derive(Debug)]
struct Word<'a> {
    text: &'a str,
    width: usize,
    /// Whether a blank follows.
    blank: bool,
}

impl Fragment for Word<'_> {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(u8::from(self.blank))
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Lines of at most `width` columns. Words break only where they are longer than a line, and
/// between wide characters, which are written without blanks.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut words = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let from = words.len();
        if word.width() > width || word.chars().any(breaks_after) {
            words.extend(pieces(word, width));
        } else {
            words.push(Word {
                text: word,
                width: word.width(),
                blank: true,
            });
        }
        if let Some(last) = words[from..].last_mut() {
            last.blank = true;
        }
    }
    if words.is_empty() {
        return Vec::new();
    }
    let lines = wrap_first_fit(&words, &[width as f64]);
    lines
        .into_iter()
        .map(|line| {
            let mut text = String::new();
            for word in line {
                text.push_str(word.text);
                if word.blank {
                    text.push(' ');
                }
            }
            text.truncate(text.trim_end().len());
            text
        })
        .collect()
}

/// Whether a line may break after this character although no blank follows.
fn breaks_after(character: char) -> bool {
    matches!(u32::from(character), 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60)
}

/// A word cut where it must be: after wide characters, and wherever it outgrows a line.
fn pieces(word: &str, width: usize) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut previous = None;
    for (at, character) in word.char_indices() {
        let joined = character.width() == Some(0) || previous == Some('\u{200D}');
        let wide_break = previous.is_some_and(breaks_after) && !closes(character);
        let too_long = word[start..at + character.len_utf8()].width() > width;
        if at > start && (too_long || (wide_break && !joined)) {
            found.push(&word[start..at]);
            start = at;
        }
        previous = Some(character);
    }
    found.push(&word[start..]);
    found
        .into_iter()
        .map(|text| Word {
            text,
            width: text.width(),
            blank: false,
        })
        .collect()
}

/// Whether a character must not begin a line.
const fn closes(character: char) -> bool {
    matches!(
        character,
        '”' | '’'
            | ')'
            | ']'
            | '。'
            | '、'
            | '，'
            | '．'
            | '」'
            | '』'
            | '）'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_between_lines_and_only_when_too_long_inside() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(
            wrap("営業とマーケティング。", 8),
            ["営業とマ", "ーケティ", "ング。"]
        );
        assert_eq!(wrap("", 8), Vec::<String>::new());
        assert_eq!(wrap("👩‍💻👩‍💻👩‍💻", 4), ["👩‍💻👩‍💻", "👩‍💻"]);
    }
}
