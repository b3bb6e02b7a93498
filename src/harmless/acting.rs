//! Which characters act on whoever shows a text, or hide in it: the one list that every writer and
//! every cleaner goes by.
//!
//! Acting is what a terminal obeys (control characters), what turns the direction of the text after
//! it, what is drawn as nothing (the property `Default_Ignorable_Code_Point` of Unicode, and the
//! marks of annotations), and what no page may hold (noncharacters). Joiners and variation
//! selectors are of that property, too, and yet Persian, Hindi, Japanese names and emoji are
//! misspelt without them: they stay where they do their work, and act everywhere else.

use std::iter::Peekable;
use std::str::CharIndices;

use unicode_width::UnicodeWidthChar;

/// Marks above and below one letter that are still writing. No language stacks more than five; a
/// terminal draws hundreds over the lines around.
const MARKS: usize = 6;

/// What a character does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Nothing but being read.
    None,
    /// Ends the line, or moves to the next place of a tabulator.
    Breaks,
    /// Acts, or hides.
    Acts,
    /// One mark more on a letter than anybody writes.
    Floods,
}

/// Every character of `text` with where it stands and what it does there.
pub(crate) fn deeds(text: &str) -> Deeds<'_> {
    Deeds {
        rest: text.char_indices().peekable(),
        before: None,
        marks: 0,
    }
}

/// Made by [`deeds`].
#[derive(Debug)]
pub(crate) struct Deeds<'a> {
    rest: Peekable<CharIndices<'a>>,
    /// The character before, if it does nothing.
    before: Option<char>,
    /// How many marks stand on the last letter.
    marks: usize,
}

impl Iterator for Deeds<'_> {
    type Item = (usize, char, Deed);

    fn next(&mut self) -> Option<Self::Item> {
        let (at, character) = self.rest.next()?;
        let deed = if (' '..='~').contains(&character) {
            self.marks = 0;
            Deed::None
        } else if breaks(character) {
            Deed::Breaks
        } else if is_hidden(character) {
            let after = self.rest.peek().map(|(_, after)| *after);
            if belongs(self.before, character, after) {
                Deed::None
            } else {
                Deed::Acts
            }
        } else if character.is_control() || is_no_character(character) {
            Deed::Acts
        } else if character.width() == Some(0) {
            self.marks += 1;
            if self.marks > MARKS {
                Deed::Floods
            } else {
                Deed::None
            }
        } else {
            self.marks = 0;
            Deed::None
        };
        self.before = (deed == Deed::None).then_some(character);
        Some((at, character, deed))
    }
}

/// Whether a character ends a line or moves along it.
const fn breaks(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a character is drawn as nothing, or turns the direction of the text: the property
/// `Default_Ignorable_Code_Point`, and the three marks of annotations.
pub(crate) const fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Whether Unicode promises that this will never be a character.
const fn is_no_character(character: char) -> bool {
    let code = character as u32;
    matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}

/// Whether a joiner or a selector does between these two what it is made for.
fn belongs(before: Option<char>, character: char, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match character {
        '\u{200C}' | '\u{200D}' => {
            joins(before) && after.is_some_and(|after| joins(after) && !is_hidden(after))
        }
        // Drawn as text or as a picture. A digit is a picture on a key alone.
        '\u{FE0E}' | '\u{FE0F}' if matches!(before, '0'..='9' | '#' | '*') => after == Some('\u{20E3}'),
        '\u{FE0E}' | '\u{FE0F}' => is_picture(before),
        // Which of several forms of a letter: in the names of Japanese people and places.
        '\u{FE00}'..='\u{FE0D}' | '\u{E0100}'..='\u{E01EF}' => {
            matches!(before, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        }
        '\u{180B}'..='\u{180D}' | '\u{180F}' => matches!(before, '\u{1820}'..='\u{18AA}'),
        _ => false,
    }
}

/// Whether a letter or sign may be joined to its neighbour: in scripts of connected letters, and
/// among emoji.
fn joins(character: char) -> bool {
    is_picture(character)
        || matches!(
            character,
            '\u{600}'..='\u{DFF}'
                | '\u{1000}'..='\u{109F}'
                | '\u{1780}'..='\u{18AF}'
                | '\u{1A20}'..='\u{1BFF}'
                | '\u{A800}'..='\u{ABFF}'
                | '\u{FB50}'..='\u{FDFF}'
                | '\u{FE0F}'
                | '\u{FE70}'..='\u{FEFC}'
                | '\u{10A00}'..='\u{11FFF}'
        )
}

/// Whether a character can be drawn as a picture.
const fn is_picture(character: char) -> bool {
    matches!(
        character,
        '©' | '®'
            | '\u{203C}'
            | '\u{2049}'
            | '\u{2122}'
            | '\u{2139}'
            | '\u{2190}'..='\u{2BFF}'
            | '\u{3030}'
            | '\u{303D}'
            | '\u{3297}'
            | '\u{3299}'
            | '\u{1F000}'..='\u{1FAFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The characters of `text` that do something.
    fn doing(text: &str) -> Vec<(char, Deed)> {
        let doing = deeds(text).filter(|(_, _, deed)| *deed != Deed::None);
        doing.map(|(_, character, deed)| (character, deed)).collect()
    }

    fn acting(text: &str) -> String {
        let acting = doing(text).into_iter();
        acting
            .filter(|(_, deed)| *deed == Deed::Acts)
            .map(|(character, _)| character)
            .collect()
    }

    /// What a regular expression of Unicode's own properties matches.
    fn class(pattern: &str) -> Vec<(char, char)> {
        let hir = regex_syntax::parse(pattern).expect("a class");
        let regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class)) = hir.into_kind()
        else {
            panic!("{pattern} is no class");
        };
        class.iter().map(|range| (range.start(), range.end())).collect()
    }

    #[test]
    fn the_list_is_that_of_unicode() {
        let expected = class(r"[\p{Default_Ignorable_Code_Point}\x{FFF9}-\x{FFFB}]");
        let within = |character: char| {
            expected
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&character))
        };
        for character in '\0'..=char::MAX {
            assert_eq!(is_hidden(character), within(character), "{character:?}");
        }
        // What turns the direction of a text is part of it.
        for (from, to) in class(r"\p{Bidi_Control}") {
            assert!((from..=to).all(is_hidden), "{from:?}");
        }
    }

    #[test]
    fn every_control_acts_or_breaks() {
        for (from, to) in class(r"[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]") {
            for character in from..=to {
                assert_ne!(doing(&character.to_string()), [], "{character:?}");
            }
        }
    }

    #[test]
    fn joiners_stay_where_they_join() {
        for text in [
            "می‌خواهم",
            "क्‍ष",
            "👩‍💻 ❤️ 🏳️‍🌈 1️⃣ ☺︎",
            "葛\u{E0100}飾",
            "ᠠ\u{180B}",
            "Łódź 営業 اردو naïve",
        ] {
            assert_eq!(doing(text), [], "{text}");
        }
        for (text, expected) in [
            ("EM\u{200B}EA", "\u{200B}"),
            ("EM\u{200D}EA", "\u{200D}"),
            ("EM\u{FE0F}EA", "\u{FE0F}"),
            ("1\u{FE0F}2", "\u{FE0F}"),
            ("👩\u{200D}", "\u{200D}"),
            ("\u{200D}👩", "\u{200D}"),
            ("می\u{200C}\u{200C}خواهم", "\u{200C}\u{200C}"),
            ("❤\u{FE0F}\u{FE0F}", "\u{FE0F}"),
            ("a\u{FE0F}\u{200D}👩", "\u{FE0F}\u{200D}"),
            ("👩\u{200D}\u{FE0F}", "\u{200D}\u{FE0F}"),
            ("🏴\u{E0067}\u{E007F}", "\u{E0067}\u{E007F}"),
            ("a\u{AD}b\u{3164}", "\u{AD}\u{3164}"),
        ] {
            assert_eq!(acting(text), expected, "{text:?}");
        }
    }

    #[test]
    fn more_marks_than_anybody_writes_are_a_flood() {
        let flood = |count| format!("a{}b", "\u{301}".repeat(count));
        assert_eq!(doing(&flood(MARKS)), []);
        assert_eq!(doing(&flood(MARKS + 2)), [('\u{301}', Deed::Floods); 2]);
        // What stands between is no way around.
        let hidden = format!("a{}", "\u{301}\u{200B}".repeat(MARKS + 1));
        let flood = doing(&hidden)
            .into_iter()
            .filter(|(_, deed)| *deed == Deed::Floods);
        assert_eq!(flood.count(), 1);
        for text in ["ớ́", "ཧཱུྃ", "שָּׁ֑", "각", "ที่"] {
            assert_eq!(doing(text), [], "{text}");
        }
    }
}
