//! Text that a person typed, and text of packs and files on its way to a screen: nothing in it may
//! act on a terminal or a file.

use crate::harmless::{Deed, deeds, plain};

/// One line as a person typed it, without what could act and without blanks around it.
#[must_use]
pub fn line(text: &str) -> String {
    harmless(text, false).trim().to_owned()
}

/// Several lines as a person typed them; line breaks stay, tabs become blanks.
#[must_use]
pub fn paragraph(text: &str) -> String {
    harmless(text, true).trim().to_owned()
}

/// A remark with another below it.
#[must_use]
pub fn joined(note: Option<&str>, more: &str) -> String {
    note.map_or_else(|| more.to_owned(), |note| format!("{note}\n{more}"))
}

/// A text of a pack or a file on one line, ready for a terminal: what could act is spelt out.
#[must_use]
pub fn shown(text: &str) -> String {
    plain(text).trim().to_owned()
}

/// Text without what could act, as a part of another: blanks around it stay. With `several` line
/// breaks stay line breaks. Whoever typed it wants none of what acts in an answer.
#[must_use]
pub fn harmless(text: &str, several: bool) -> String {
    let text = without_sequences(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let kept = deeds(&text).filter_map(|(_, character, deed)| match deed {
        Deed::Acts => None,
        Deed::Breaks if several && character == '\n' => Some(character),
        Deed::Breaks => Some(' '),
        _ if character.is_whitespace() => Some(' '),
        Deed::None | Deed::Floods => Some(character),
    });
    kept.collect()
}

/// Takes out whole escape sequences, so that no `[31m` is left behind.
fn without_sequences(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\u{1b}' {
            out.push(c);
            continue;
        }
        match rest.peek() {
            // A control sequence ends with a letter or one of a few signs.
            Some('[') => {
                rest.next();
                for c in rest.by_ref() {
                    if ('\u{40}'..='\u{7e}').contains(&c) {
                        break;
                    }
                }
            }
            // A title or a link ends with a bell or another escape and a backslash.
            Some(']') => {
                while let Some(c) = rest.next() {
                    if c == '\u{7}' {
                        break;
                    }
                    if c == '\u{1b}' {
                        rest.next_if_eq(&'\\');
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether anything acts, line feeds aside.
    fn acts(text: &str) -> bool {
        deeds(text)
            .any(|(_, character, deed)| deed == Deed::Acts || deed == Deed::Breaks && character != '\n')
    }

    #[test]
    fn nothing_that_acts_is_left() {
        assert_eq!(line("  a\tb\u{1b}[31mred\u{1b}[0m\u{7}\r\n"), "a bred");
        assert_eq!(line("x\u{1b}]0;title\u{7}y\u{1b}]8;;u\u{1b}\\z"), "xyz");
        assert_eq!(line("sales\u{202e}gnp.exe\u{200b}\u{200f}"), "salesgnp.exe");
        assert_eq!(paragraph("one\r\n\ttwo\u{0}\n"), "one\n two");
        assert_eq!(line("naïve 日本 👩‍💻 می‌خواهم"), "naïve 日本 👩‍💻 می‌خواهم");
        assert_eq!(shown(" a\u{1b}[31m\nb\u{200e}"), "a\\u{001B}[31m b\\u{200E}");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_ends_harmless(text in crate::harmless::payloads::acting()) {
            let typed = line(&text);
            prop_assert!(!acts(&typed) && !typed.contains('\n'));
            prop_assert!(!acts(&paragraph(&text)));
            prop_assert!(!acts(&shown(&text)) && !shown(&text).contains('\n'));
        }
    }
}
