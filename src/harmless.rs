//! What in a text acts on whoever reads it, and texts of which nothing does: whole, as one line, or
//! cut and quoted as messages need them.

mod acting;
#[cfg(test)]
#[path = "../tests/it/acting/payloads.rs"]
pub(crate) mod payloads;

use std::fmt::Write as _;

pub(crate) use acting::{Deed, deeds, is_hidden};

/// One line of harmless text: line breaks become blanks, what acts becomes visible, as `\u{202E}`,
/// and of a flood of marks on one letter the first few are shown.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = Deed::None;
    for (_, character, deed) in deeds(text) {
        match deed {
            Deed::None => out.push(character),
            Deed::Breaks => out.push(' '),
            Deed::Acts => spell(character, &mut out),
            Deed::Floods if before == Deed::Floods => {}
            Deed::Floods => out.push('…'),
        }
        before = deed;
    }
    out
}

/// Spells a character that must not act.
pub(crate) fn spell(character: char, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{{{:04X}}}", u32::from(character));
}

/// At most forty characters of a text, control characters made visible.
#[must_use]
pub fn shortened(text: &str) -> String {
    const WIDTH: usize = 40;
    let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    if text.chars().count() <= WIDTH {
        text.chars().map(visible).collect()
    } else {
        text.chars().take(WIDTH).map(visible).chain(['…']).collect()
    }
}

/// Whether a text looks like a name that a format gives, such as a key or an id, and not like
/// something that a person wrote: short, and nothing but Latin letters, digits and a few signs.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_alphanumeric() || "-_.:/+$".contains(c);
    !text.is_empty() && text.len() <= 32 && text.chars().all(sign)
}

/// A name in a message, or how long it is where it is none: "unknown key `wve`", "unknown key of 45
/// characters".
#[must_use]
pub fn called(name: &str) -> String {
    if is_name(name) {
        format!("`{name}`")
    } else {
        format!("of {} characters", name.chars().count())
    }
}

/// A text as messages tell of it that may not show it.
#[must_use]
pub fn untold(text: &str) -> String {
    match text.chars().count() {
        0 => "an empty text".to_owned(),
        1 => "a text of one character".to_owned(),
        count => format!("a text of {count} characters"),
    }
}

/// A text as messages show what was found.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("the text \"{}\"", shortened(text))
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
}
