//! Names as people write them, of organisations, waves, teams and the like: compared by how they
//! look, shown as they were written.
//!
//! `EMEA` and `emea` are one team, and so are `Café` from a Mac and `Café` from elsewhere, or two
//! that differ in a character that nobody sees. Taken for different ones they would split a group,
//! and its parts might fall below the minimum unseen.

mod spellings;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

pub use spellings::{Shown, Spellings};

/// A name without what does not make it another one: case, blanks more than one, characters that
/// are not shown, and how accents are composed.
#[must_use]
pub fn fold(name: &str) -> String {
    let shown = as_shown(name);
    if shown.is_ascii() {
        return shown.to_ascii_lowercase();
    }
    // Unicode's canonical caseless match: decomposed before and after its letters lose their case.
    let decomposed: String = shown.nfd().collect();
    UniCase::unicode(decomposed).to_folded_case().nfc().collect()
}

/// The identifier of a person, without characters that are not shown and with accents composed.
///
/// Case stays: identifiers are random, and programs that draw from large and small letters alike
/// give `aB3x` and `AB3x` to two people. Taken for one, the second could not hand in an answer.
#[must_use]
pub fn identifier(text: &str) -> String {
    as_shown(text).into_owned()
}

/// Whether two names are one.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

/// Whether two names are one, where either may be missing.
#[must_use]
pub fn both_alike(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => alike(one, other),
        (one, other) => one == other,
    }
}

/// The one among those known that `name` means.
pub fn find<'a>(known: impl IntoIterator<Item = &'a str>, name: &str) -> Option<&'a str> {
    let folded = fold(name);
    known
        .into_iter()
        .find(|known| *known == name || fold(known) == folded)
}

/// Composed, with single blanks and without what is not shown.
fn as_shown(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let words: Vec<&str> = kept.split(is_blank).filter(|word| !word.is_empty()).collect();
    Cow::Owned(words.join(" ").nfc().collect())
}

/// Whether a character leaves no trace: one of those that Unicode lets a program ignore when it
/// cannot show them (a skeleton leaves these out), or a mark of an interlinear note.
fn is_invisible(character: char) -> bool {
    if character.is_ascii() {
        return false;
    }
    matches!(character, '\u{FFF9}'..='\u{FFFB}')
        || skeleton(character.encode_utf8(&mut [0; 4])).next().is_none()
}

/// Whether a character looks like a blank. The pattern of Braille without a dot is one.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{2800}'
}

/// Names that are known, each in one spelling.
#[derive(Debug, Clone, Default)]
pub struct Register(HashMap<String, String>);

impl Register {
    /// The spelling of `name` that is known already; its own where the name is new.
    pub fn enter(&mut self, name: &str) -> &str {
        self.0.entry(fold(name)).or_insert_with(|| name.to_owned())
    }
}

/// Folds names that come again and again, each spelling once.
#[derive(Debug, Clone, Default)]
pub struct Folds(HashMap<Box<str>, Arc<str>>);

impl Folds {
    /// How many spellings are kept; a run that has more begins anew.
    const KEPT: usize = 1 << 16;

    /// [`fold`] of a name.
    pub fn of(&mut self, name: &str) -> Arc<str> {
        if let Some(folded) = self.0.get(name) {
            return Arc::clone(folded);
        }
        if self.0.len() >= Self::KEPT {
            self.0.clear();
        }
        let folded: Arc<str> = fold(name).into();
        self.0.insert(name.into(), Arc::clone(&folded));
        folded
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Spellings of one name, and names beside them that are others.
    #[test]
    fn what_looks_the_same_is_one_name() {
        let one: [&[&str]; 8] = [
            &[
                "EMEA",
                "emea",
                "Emea",
                " EMEA\u{A0}",
                "EM\u{200B}EA",
                "EMEA\u{2060}",
                "\u{FEFF}EMEA",
                "EMEA\u{E0041}",
                "EM\u{FFF9}EA",
                "E\u{AD}MEA\u{2800}",
            ],
            &[
                "Café",
                "Cafe\u{301}",
                "CAFÉ",
                "CAFE\u{301}",
                "cafe\u{200D}\u{301}",
            ],
            &["Straße 1", "STRASSE 1", "STRAẞE\u{2003}1", "Straße \t 1"],
            &["ΣΊΣΥΦΟΣ", "Σίσυφος", "σίσυφοσ"],
            &["營業\u{FE00}", "營業"],
            &["می\u{200C}خواهم", "میخواهم"],
            &["ЕМЕА", "емеа"],
            &["", " ", "\u{200B}", "\u{3164}"],
        ];
        for (index, spellings) in one.iter().enumerate() {
            for a in *spellings {
                for (other, others) in one.iter().enumerate() {
                    for b in *others {
                        assert_eq!(alike(a, b), index == other, "{a:?} {b:?}");
                    }
                }
            }
        }
        assert!(!alike("Cafe", "Café"));
        assert!(!alike("Team2", "Team²"));
    }

    #[test]
    fn identifiers_keep_their_case() {
        assert_eq!(identifier("aB3\u{200B}x "), "aB3x");
        assert_eq!(identifier("Zoe\u{308}"), "Zoë");
        assert_ne!(identifier("aB3x"), identifier("AB3x"));
    }

    #[test]
    fn the_name_that_is_meant_is_found() {
        let known = ["emea", "EMEA", "APAC"];
        assert_eq!(find(known, "EMEA"), Some("emea"));
        assert_eq!(find(known, "apac"), Some("APAC"));
        assert_eq!(find(known, "Americas"), None);
        assert!(both_alike(None, None) && both_alike(Some("a"), Some("A")));
        assert!(!both_alike(None, Some("")));
    }

    #[test]
    fn the_first_spelling_that_is_entered_stays() {
        let mut register = Register::default();
        for (name, known) in [
            ("EMEA", "EMEA"),
            ("emea", "EMEA"),
            ("APAC", "APAC"),
            ("Emea ", "EMEA"),
        ] {
            assert_eq!(register.enter(name), known);
        }
    }

    #[test]
    fn a_run_folds_every_spelling_alike_however_many_there_are() {
        let mut folds = Folds::default();
        for number in 0..2 * Folds::KEPT {
            assert_eq!(
                *folds.of(&format!("Team {}", number % 70_000)),
                *format!("team {}", number % 70_000)
            );
        }
        assert!(folds.0.len() <= Folds::KEPT);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(name in "(?s).{0,12}") {
            let folded = fold(&name);
            prop_assert_eq!(fold(&folded), folded);
            prop_assert_eq!(identifier(&identifier(&name)), identifier(&name));
            prop_assert_eq!(fold(&identifier(&name)), fold(&name));
        }

        #[test]
        fn case_composition_and_what_is_not_shown_change_nothing(
            name in "[A-Za-zàéöñçÅΣαβΑЖжıß ]{1,8}",
            at in 0_usize..8,
            unseen in prop::sample::select(vec!['\u{200B}', '\u{200E}', '\u{2060}', '\u{AD}', '\u{FE0F}', '\u{E0020}']),
        ) {
            let folded = fold(&name);
            prop_assert_eq!(fold(&name.nfd().collect::<String>()), folded.clone());
            prop_assert_eq!(fold(&UniCase::unicode(&name).to_folded_case()), folded.clone());
            let mut with: Vec<char> = name.chars().collect();
            with.insert(at.min(with.len()), unseen);
            prop_assert_eq!(fold(&with.into_iter().collect::<String>()), folded);
        }
    }
}
