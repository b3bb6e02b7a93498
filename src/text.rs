//! Texts as people type them: checked for what no text should hold, and shown so that
//! nothing in them acts on who reads them.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, TEXT_CONTROL};
use crate::json::shortened;

/// Something valid, or what is wrong with it; the place is added by whoever knows it.
pub type Checked<T> = Result<T, Box<Diagnostic>>;

/// A text of one line, such as a name, without the blanks around it.
///
/// # Errors
/// It holds a control character.
pub fn line(text: &str) -> Checked<String> {
    let text = text.trim();
    without_control(text, &[], "one line of plain text").map(|()| text.to_owned())
}

/// A text that may have several lines, without the blanks around it and with plain line feeds.
///
/// # Errors
/// It holds a control character other than line breaks and tabs.
pub fn lines(text: &str) -> Checked<String> {
    let text = text.trim().replace("\r\n", "\n");
    without_control(&text, &['\n', '\t'], "plain text, line breaks and tabs").map(|()| text)
}

fn without_control(text: &str, except: &[char], allowed: &str) -> Checked<()> {
    let Some(control) = text.chars().find(|c| c.is_control() && !except.contains(c)) else {
        return Ok(());
    };
    let name = match control {
        '\n' | '\r' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        other => format!("the control character U+{:04X}", u32::from(other)),
    };
    let fault = Diagnostic::new(&TEXT_CONTROL, format!("the text holds {name}"));
    Err(Box::new(fault.found(quoted(text)).allowed(allowed)))
}

/// A text as messages show what was found.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("the text \"{}\"", shortened(text))
}

/// One line of harmless text: line breaks become blanks, what acts becomes visible, as `\u{202E}`.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if breaks_line(character) {
            out.push(' ');
        } else if acts(character) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{{{:04X}}}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

/// Several paragraphs, divided where lines are empty; single line breaks stay, and nothing acts.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for text in text.lines() {
        let text = plain(text.trim_end());
        if text.is_empty() {
            open = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(paragraph) if open => {
                paragraph.push('\n');
                paragraph.push_str(&text);
            }
            _ => paragraphs.push(text),
        }
        open = true;
    }
    paragraphs
}

/// Whether a character breaks a line, or moves to the next place of a tabulator.
const fn breaks_line(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a character would act: on a terminal, on the direction of the text after it, or on the
/// parser of a page, to which it is an error.
fn acts(character: char) -> bool {
    let code = u32::from(character);
    character.is_control()
        || matches!(code, 0x202A..=0x202E | 0x2066..=0x2069 | 0xFEFF | 0xFDD0..=0xFDEF)
        || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_becomes_visible() {
        assert_eq!(plain("a\u{1b}[31mred"), "a\\u{001B}[31mred");
        assert_eq!(plain("abc\u{202E}fed\u{2066}"), "abc\\u{202E}fed\\u{2066}");
        assert_eq!(plain("two\r\nlines\u{2028}three"), "two  lines three");
        assert_eq!(plain("Łódź 営業 👩‍💻 اردو <b>"), "Łódź 営業 👩‍💻 اردو <b>");
        assert_eq!(plain("\u{9b}31m"), "\\u{009B}31m");
        assert_eq!(
            plain("a\0b\u{FFFE}c\u{1FFFF}d\u{FDD0}"),
            "a\\u{0000}b\\u{FFFE}c\\u{1FFFF}d\\u{FDD0}"
        );
    }

    #[test]
    fn empty_lines_divide_paragraphs() {
        assert_eq!(
            paragraphs("\r\none\r\ntwo  \r\n \r\n\r\nthree"),
            ["one\ntwo", "three"]
        );
        assert!(paragraphs(" \n").is_empty());
    }
}
