//! What went wrong or deserves attention: a stable code, a place, what was found, what is
//! allowed, what to do. The library collects diagnostics; it never prints them.

mod codes;

use std::fmt;

use serde::Serialize;

use crate::harmless::{is_name, quoted, shortened, untold};
use crate::source::Place;
pub use codes::*;

/// How much a diagnostic or a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong, but the work went on.
    Warning,
    /// The work cannot be done until this is mended.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A stable name for one kind of diagnostic or finding. The full list is [`ALL_CODES`].
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `area/kebab-case`; never changes its meaning.
    pub id: &'static str,
    /// Severity unless overridden.
    pub severity: Severity,
    /// What it means, one sentence.
    pub meaning: &'static str,
    /// What to do about it, one sentence.
    pub remedy: &'static str,
}

/// One fault or remark.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Which kind.
    pub code: &'static Code,
    /// What is wrong, as a lower-case fragment.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// What was found there.
    pub found: Option<String>,
    /// What is allowed there.
    pub allowed: Option<String>,
    /// What to do, such as "did you mean `L1`?".
    pub help: Option<String>,
    /// What is said in place of `found` where messages may not show what stands there.
    untold: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a place yet.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place: None,
            found: None,
            allowed: None,
            help: None,
            untold: None,
        }
    }

    /// Says where. What was found there and may be what people wrote is shown only in files that
    /// are ours.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        if !place.ours
            && let Some(untold) = self.untold.take()
        {
            self.found = Some(untold);
        }
        self.place = Some(place);
        self
    }

    /// Says what was found, in words that hold nothing of a file.
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self.untold = None;
        self
    }

    /// Says which text was found; its place is added later.
    #[must_use]
    pub fn found_text(self, text: &str) -> Self {
        self.told(quoted(text), untold(text))
    }

    /// Says which text was found where a name is expected that no person makes up.
    #[must_use]
    pub fn found_name(self, name: &str) -> Self {
        if is_name(name) {
            self.found(quoted(name))
        } else {
            self.found_text(name)
        }
    }

    /// Says which number was found. A short one is no text of people.
    #[must_use]
    pub fn found_number(self, digits: &str) -> Self {
        let number = format!("the number {}", shortened(digits));
        if digits.len() <= 8 {
            self.found(number)
        } else {
            self.told(number, format!("a number of {} digits", digits.len()))
        }
    }

    fn told(mut self, found: String, untold: String) -> Self {
        self.found = Some(found);
        self.untold = Some(untold);
        self
    }

    /// Says what is allowed.
    #[must_use]
    pub fn allowed(mut self, allowed: impl Into<String>) -> Self {
        self.allowed = Some(allowed.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what was probably meant by `word`, if one of `candidates` is near it.
    #[must_use]
    pub fn suggest<'a>(self, word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        match did_you_mean(word, candidates) {
            Some(meant) => self.help(format!("did you mean `{meant}`?")),
            None => self,
        }
    }

    /// A name that is none of those known.
    pub fn unknown<'a, I: Iterator<Item = &'a str>>(
        code: &'static Code,
        message: impl Into<String>,
        word: &str,
        known: impl Fn() -> I,
    ) -> Box<Self> {
        Box::new(
            Self::new(code, message)
                .allowed(one_of(known()))
                .suggest(word, known()),
        )
    }
}

/// How many diagnostics are kept word for word; more are counted.
pub const DIAGNOSTICS_KEPT: usize = 1_000;

/// Everything that was found, in the order it was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    errors: usize,
    beyond: usize,
}

impl Diagnostics {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one; beyond [`DIAGNOSTICS_KEPT`] it is counted, not kept.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.code.severity == Severity::Error);
        if self.is_full() {
            self.beyond += 1;
        } else {
            self.kept.push(diagnostic);
        }
    }

    /// Adds all of `others` after these.
    pub fn append(&mut self, others: Self) {
        self.errors += others.errors;
        self.beyond += others.beyond;
        for diagnostic in others.kept {
            if self.is_full() {
                self.beyond += 1;
            } else {
                self.kept.push(diagnostic);
            }
        }
    }

    /// Whether any is an error.
    #[must_use]
    pub const fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many are errors.
    #[must_use]
    pub const fn errors(&self) -> usize {
        self.errors
    }

    /// Whether further ones will be counted and not kept.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.kept.len() >= DIAGNOSTICS_KEPT
    }

    /// How many were counted but not kept.
    #[must_use]
    pub const fn beyond(&self) -> usize {
        self.beyond
    }

    /// How many there are, those not kept included.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.kept.len() + self.beyond
    }

    /// Whether there are none at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Those kept, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.into_iter()
    }
}

/// The candidate nearest to `word`, if it is near enough to be what was meant.
///
/// Optimal string alignment distance of at most a third of the longer word, ignoring case;
/// ties go to the earlier candidate.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    if word.chars().count() > 64 {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            let longer = word.chars().count().max(candidate.chars().count());
            *distance * 3 <= longer.max(3)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edits between two words: insert, delete, replace, swap neighbours.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replace = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = last;
        last = row;
    }
    last[b.len()]
}

/// A list for people: `` `a`, `b` or `c` ``, cut after a dozen.
pub fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 12;
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [head @ .., last] if words.len() <= SHOWN => format!("{} or {last}", head.join(", ")),
        _ => format!("{} … ({} in all)", words[..SHOWN].join(", "), words.len()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_unique_and_well_formed() {
        let ids: BTreeSet<&str> = ALL_CODES.iter().map(|code| code.id).collect();
        assert_eq!(ids.len(), ALL_CODES.len());
        for code in ALL_CODES {
            let (area, name) = code.id.split_once('/').unwrap_or_default();
            assert!(!area.is_empty() && !name.is_empty(), "{}", code.id);
            assert!(
                code.id
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-' || c == '/'),
                "{}",
                code.id
            );
            assert!(
                code.meaning.ends_with('.') && code.remedy.ends_with('.'),
                "{}",
                code.id
            );
        }
    }

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        assert_eq!(
            did_you_mean("makreting", ["sales", "marketing"]),
            Some("marketing")
        );
        assert_eq!(did_you_mean("l11", ["L1", "L2"]), Some("L1"));
        assert_eq!(did_you_mean("finance", ["sales", "marketing"]), None);
    }
}
