//! How the names of one kind were written in a run.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

use super::{fold, is_invisible};
use crate::diagnostic::{ANSWERS_LOOK_ALIKE, ANSWERS_SPELLINGS, Diagnostic, Diagnostics};
use crate::json::shortened;

/// How many names a remark spells out.
const TOLD: usize = 5;

/// Every spelling of the names of one kind, such as teams, and how often it was met. Memory grows
/// with the spellings.
#[derive(Debug, Clone, Default)]
pub struct Spellings(HashMap<Box<str>, Spelling>);

/// One spelling.
#[derive(Debug, Clone)]
struct Spelling {
    folded: Arc<str>,
    times: u64,
}

impl Spellings {
    /// Counts a spelling. What comes back is one for all spellings of a name.
    pub fn count(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get_mut(name) {
            known.times += 1;
            return Arc::clone(&known.folded);
        }
        let folded: Arc<str> = fold(name).into();
        let spelling = Spelling {
            folded: Arc::clone(&folded),
            times: 1,
        };
        self.0.insert(name.into(), spelling);
        folded
    }

    /// By what [`Spellings::count`] gave, how the name is shown: as it was written most often, of
    /// several by their characters. The order of records changes nothing.
    #[must_use]
    pub fn shown(&self) -> Shown<'_> {
        let mut best: HashMap<&str, (&str, u64)> = HashMap::new();
        for (text, spelling) in &self.0 {
            let best = best.entry(&spelling.folded).or_insert((text, spelling.times));
            let better = spelling.times > best.1 || spelling.times == best.1 && **text < *best.0;
            if better {
                *best = (text, spelling.times);
            }
        }
        Shown(
            best.into_iter()
                .map(|(folded, (text, _))| (folded, text))
                .collect(),
        )
    }

    /// What deserves attention about the names of `kind`: spellings that were taken for one name,
    /// and names that look alike and were not.
    #[must_use]
    pub fn remarks(&self, kind: &str) -> Diagnostics {
        let Shown(shown) = self.shown();
        let mut remarks = Diagnostics::new();
        if self.0.len() > shown.len() {
            let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (text, spelling) in &self.0 {
                names.entry(&spelling.folded).or_default().push(text);
            }
            let several = names.into_iter().filter(|(_, spellings)| spellings.len() > 1);
            let told = several.map(|(folded, mut spellings)| {
                let first = shown.get(folded).copied().unwrap_or_default();
                spellings.sort_unstable_by_key(|text| (*text != first, *text));
                listed(spellings.into_iter().map(spelt))
            });
            let message = format!("`{kind}` is written in several ways, taken for one");
            remarks.push(Diagnostic::new(&ANSWERS_SPELLINGS, message).found(some_of(told.collect())));
        }
        let alike = look_alikes(&shown);
        if !alike.is_empty() {
            let told = alike
                .into_iter()
                .map(|names| listed(names.into_iter().map(with_letters)));
            let message = format!("names of `{kind}` look alike and are not the same");
            remarks.push(Diagnostic::new(&ANSWERS_LOOK_ALIKE, message).found(some_of(told.collect())));
        }
        remarks
    }
}

/// How the names of a run are shown.
#[derive(Debug)]
pub struct Shown<'a>(HashMap<&'a str, &'a str>);

impl Shown<'_> {
    /// By what [`Spellings::count`] gave; anything else stays as it is.
    #[must_use]
    pub fn of(&self, folded: &str) -> String {
        self.0.get(folded).copied().unwrap_or(folded).to_owned()
    }
}

/// Names that a reader takes for one although letters of another script stand in some of them. What
/// plain ASCII makes alike, such as `1` and `l`, is not meant.
fn look_alikes<'a>(shown: &HashMap<&str, &'a str>) -> BTreeSet<BTreeSet<&'a str>> {
    if shown.values().all(|name| name.is_ascii()) {
        return BTreeSet::new();
    }
    let mut by_look: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for name in shown.values() {
        // Some letters are alike only when they are large, others only when they are small.
        for case in [(*name).to_owned(), name.to_uppercase()] {
            let look = fold(&skeleton(&case).collect::<String>());
            by_look.entry(look).or_default().insert(name);
        }
    }
    let several = by_look.into_values();
    several
        .filter(|names| names.len() > 1 && names.iter().any(|name| !name.is_ascii()))
        .collect()
}

/// A spelling with everything visible that tells it from one that looks the same.
fn spelt(name: &str) -> String {
    let composed = name.nfc().eq(name.chars());
    let mut text = String::new();
    for character in shortened(name).chars() {
        let blank = character != ' ' && super::is_blank(character);
        if blank || is_invisible(character) || !composed && is_combining_mark(character) {
            text.push_str(&format!("\\u{{{:X}}}", u32::from(character)));
        } else {
            text.push(character);
        }
    }
    format!("`{text}`")
}

/// A name with the first of its letters that is not ASCII, by number.
fn with_letters(name: &str) -> String {
    let other = name.chars().find(|character| !character.is_ascii());
    let other = other.map(|character| format!(" (with U+{:04X})", u32::from(character)));
    spelt(name) + &other.unwrap_or_default()
}

fn listed(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    let last = names.pop().unwrap_or_default();
    match names.as_slice() {
        [] => last,
        before => format!("{} and {last}", before.join(", ")),
    }
}

/// The first of them, and how many more there are.
fn some_of(mut all: Vec<String>) -> String {
    let more = all.len().saturating_sub(TOLD);
    all.truncate(TOLD);
    let told = all.join("; ");
    match more {
        0 => told,
        _ => format!("{told}; {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(names: &[&str]) -> Spellings {
        let mut spellings = Spellings::default();
        for name in names {
            spellings.count(name);
        }
        spellings
    }

    /// The remarks on these names, in every order of them.
    fn told(names: &[&str]) -> Vec<String> {
        let told = |names: &[&str]| -> Vec<String> {
            let remarks = spellings(names).remarks("team");
            let told = remarks.iter().map(|remark| {
                let found = remark.found.as_deref().unwrap_or_default();
                format!("{}: {found}", remark.message)
            });
            told.collect()
        };
        let first = told(names);
        let mut names = names.to_vec();
        for _ in 0..names.len() {
            names.rotate_left(1);
            assert_eq!(told(&names), first);
        }
        first
    }

    #[test]
    fn the_spelling_shown_is_the_most_frequent_then_the_first_by_its_characters() {
        let shown = |names: &[&str]| {
            let spellings = spellings(names);
            spellings.shown().of("emea")
        };
        assert_eq!(shown(&["emea", "EMEA", "emea"]), "emea");
        assert_eq!(shown(&["EMEA", "emea", "EMEA"]), "EMEA");
        for names in [["emea", "Emea", "EMEA"], ["EMEA", "emea", "Emea"]] {
            assert_eq!(shown(&names), "EMEA");
        }
    }

    #[test]
    fn spellings_of_one_name_are_told_so_that_they_can_be_told_apart() {
        assert_eq!(told(&["EMEA", "EMEA", "APAC"]), [""; 0]);
        assert_eq!(
            told(&[
                "emea",
                "EMEA",
                "emea",
                "EM\u{200B}EA",
                "Cafe\u{301}",
                "Café",
                "A B",
                "A\u{A0}B"
            ]),
            [
                "`team` is written in several ways, taken for one: `A B` and `A\\u{A0}B`; `Cafe\\u{301}` and `Café`; \
              `emea`, `EMEA` and `EM\\u{200B}EA`"
            ]
        );
        let many: Vec<String> = (0..9).flat_map(|n| [format!("t{n}"), format!("T{n}")]).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(
            told(&many),
            [
                "`team` is written in several ways, taken for one: `T0` and `t0`; `T1` and `t1`; `T2` and `t2`; \
              `T3` and `t3`; `T4` and `t4`; 4 more"
            ]
        );
    }

    #[test]
    fn names_in_letters_that_look_alike_are_told_and_not_taken_for_one() {
        let alike = "names of `team` look alike and are not the same: ";
        assert_eq!(
            told(&["EMEA", "ЕМЕА"]),
            [format!("{alike}`EMEA` and `ЕМЕА` (with U+0415)")]
        );
        assert_eq!(
            told(&["emea", "ЕМЕА"]),
            [format!("{alike}`emea` and `ЕМЕА` (with U+0415)")]
        );
        assert_eq!(
            told(&["vote", "νote"]),
            [format!("{alike}`vote` and `νote` (with U+03BD)")]
        );
        assert_eq!(
            told(&["Sales", "Ｓａｌｅｓ"]),
            [format!("{alike}`Sales` and `Ｓａｌｅｓ` (with U+FF33)")]
        );
        // Digits and letters of ASCII, and other words of one script.
        assert_eq!(told(&["w1", "wl", "Москва", "営業", "Comer", "Corner"]), [""; 0]);
    }
}
