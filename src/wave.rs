//! What a wave may be called. Folders and files are named after waves, so a wave is a name and never
//! a path, wherever it comes from: a record, a project, a folder, an option, an earlier result.

use std::ffi::OsStr;

use crate::diagnostic::{Diagnostic, TEXT_WAVE};
use crate::text::Checked;

/// The longest name, in bytes. File systems hold 255, and an ending and what stands around the name
/// in a pattern come on top.
pub const LONGEST: usize = 120;

/// What the JSON Schemas say of a name; its length is theirs to count in characters.
#[cfg(test)]
pub(crate) const PATTERN: &str = r"^[^./\\\u0000-\u001f\u007f-\u009f][^/\\\u0000-\u001f\u007f-\u009f]*$";

/// The name of a wave, without the blanks around it.
///
/// # Errors
/// It is none: it could lead to another folder, hide what is named after it, or act on whoever
/// reads it.
pub fn name(text: &str) -> Checked<String> {
    let name = text.trim();
    match fault(name) {
        None => Ok(name.to_owned()),
        Some(why) => Err(refused(name, &why)),
    }
}

/// The wave that a file or folder of this name holds.
///
/// # Errors
/// It is no name of a wave.
pub fn of_file_name(file_name: &OsStr) -> Checked<String> {
    let text = file_name.to_string_lossy();
    match file_name.to_str() {
        Some(text) => name(text),
        None => Err(refused(&text, "it is not text in UTF-8")),
    }
}

fn refused(name: &str, why: &str) -> Box<Diagnostic> {
    let fault = Diagnostic::new(&TEXT_WAVE, format!("not the name of a wave: {why}"));
    Box::new(fault.found_text(name).allowed(format!(
        "a name such as `2026-Q4`, with no `/`, `\\` or control character in it, no dot in front and at most {LONGEST} \
         bytes"
    )))
}

/// What keeps a text from being a name.
fn fault(name: &str) -> Option<String> {
    let drive = |(first, rest): (u8, &[u8])| first.is_ascii_alphabetic() && rest.starts_with(b":");
    Some(match name.chars().find(|c| acts(*c)) {
        _ if name.is_empty() => "it is empty".to_owned(),
        _ if name.len() > LONGEST => format!("it is {} bytes long", name.len()),
        Some(c) => format!("it holds the character U+{:04X}", u32::from(c)),
        None if name.contains(['/', '\\']) => "it is a path".to_owned(),
        None if name.starts_with('.') => "it begins with a dot".to_owned(),
        None if name
            .as_bytes()
            .split_first()
            .map(|(first, rest)| (*first, rest))
            .is_some_and(drive) =>
        {
            "it names a drive".to_owned()
        }
        None => return None,
    })
}

/// Control characters, and what breaks a line or turns the direction of the text after it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_is_a_name_and_never_a_path() {
        for good in [
            "2026-Q4",
            "v1.2",
            "pilot (Łódź)",
            "دوسری لہر",
            "第2回",
            "10:30",
            "Q4 …",
            "con",
        ] {
            assert_eq!(name(good).as_deref(), Ok(good));
        }
        assert_eq!(name(" 2026-Q4\t").as_deref(), Ok("2026-Q4"));
        let why = |text: &str| name(text).map_err(|fault| fault.message);
        let none = |why: &str| Err(format!("not the name of a wave: {why}"));
        for path in ["a/b", "../x", "/", "/etc", "a\\b", "\\\\server", "C:\\x", "./x"] {
            assert_eq!(why(path), none("it is a path"), "{path}");
        }
        for hidden in [".", "..", "...", ".git"] {
            assert_eq!(why(hidden), none("it begins with a dot"), "{hidden}");
        }
        for (acts, code) in [
            ("a\u{1b}[31m", "001B"),
            ("a\nb", "000A"),
            ("a\u{7f}", "007F"),
            ("\u{9b}a", "009B"),
            ("a\0", "0000"),
            ("a\u{202e}b", "202E"),
            ("a\u{2028}b", "2028"),
        ] {
            assert_eq!(why(acts), none(&format!("it holds the character U+{code}")));
        }
        assert_eq!(why("C:"), none("it names a drive"));
        assert_eq!(why(" "), none("it is empty"));
        assert!(name(&"é".repeat(LONGEST / 2)).is_ok());
        assert_eq!(
            why(&"é".repeat(LONGEST / 2 + 1)),
            none(&format!("it is {} bytes long", LONGEST + 2))
        );
    }
}
