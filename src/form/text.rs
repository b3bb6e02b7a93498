//! Texts from files made fit for a page: what would act on its reader becomes visible.

use std::fmt::Write as _;

/// One line: line breaks become blanks, control characters and those that turn the direction of
/// text become visible.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ if acts(character) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{{{:04X}}}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}

/// Several paragraphs, divided where lines are empty; single line breaks stay.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for text in text.lines() {
        let text = line(text.trim_end());
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

/// Whether a character would act: turn the direction of text, end it, or be an error in HTML.
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
        assert_eq!(
            line("a\0b\u{202E}c\nd\u{FFFE}"),
            "a\\u{0000}b\\u{202E}c d\\u{FFFE}"
        );
        assert_eq!(line("عربي 😀 <b>"), "عربي 😀 <b>");
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
