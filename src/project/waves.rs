//! Waves: what they are called and which comes first.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::path::{Component, Path};

use crate::names::fold;
use crate::text::Checked;
use crate::wave;

/// Compares names as people order them: numbers in them by size, so that `w2` comes before
/// `w10` and `2026-Q4` before `2027-Q1`; everything else by its characters.
#[must_use]
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (x, y) = match (chunk(left), chunk(right)) {
            (Some(x), Some(y)) => (x, y),
            // Equal so far: the shorter first; `w2` and `w02` by their characters.
            (x, y) => return x.is_some().cmp(&y.is_some()).then_with(|| a.cmp(b)),
        };
        let order = match (x.is_number, y.is_number) {
            (true, true) => by_size(x.text, y.text),
            _ => x.text.cmp(y.text),
        };
        if order != Ordering::Equal {
            return order;
        }
        (left, right) = (x.rest, y.rest);
    }
}

/// A run of digits, or one character that is no digit.
struct Chunk<'a> {
    text: &'a str,
    rest: &'a str,
    is_number: bool,
}

fn chunk(text: &str) -> Option<Chunk<'_>> {
    let first = text.chars().next()?;
    let is_number = first.is_ascii_digit();
    let end = if is_number {
        text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())
    } else {
        first.len_utf8()
    };
    let (text, rest) = text.split_at_checked(end)?;
    Some(Chunk {
        text,
        rest,
        is_number,
    })
}

/// Compares numbers of any length written in digits.
fn by_size(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// The order of waves: first those that `listed` names, in its order, then all others in natural
/// order. Of several spellings of one wave the first stays.
pub fn in_order<'a>(names: impl IntoIterator<Item = &'a str>, listed: &[String]) -> Vec<&'a str> {
    let ranks: HashMap<String, usize> = listed.iter().map(|name| fold(name)).zip(0..).collect();
    let mut known = HashSet::new();
    let mut waves: Vec<(usize, String, &str)> = Vec::new();
    for name in names {
        let folded = fold(name);
        let rank = ranks.get(&folded).copied().unwrap_or(listed.len());
        if known.insert(folded.clone()) {
            waves.push((rank, folded, name));
        }
    }
    waves.sort_by(|(rank, a, _), (other, b, _)| rank.cmp(other).then_with(|| natural(a, b)));
    waves.into_iter().map(|(_, _, name)| name).collect()
}

/// The latest of the waves.
pub fn latest<'a>(names: impl IntoIterator<Item = &'a str>, listed: &[String]) -> Option<&'a str> {
    in_order(names, listed).pop()
}

/// The wave of a file, given its path under the project's `answers/`: the name of the folder
/// directly there, or of the file without its ending. What is called so that no wave can be, is a fault.
#[must_use]
pub fn of_path(under_answers: &Path) -> Option<Checked<String>> {
    let mut names = under_answers
        .components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(Path::new(name)),
            _ => None,
        });
    let first = names.next()?;
    let name = if names.next().is_some() {
        first.as_os_str()
    } else {
        first.file_stem()?
    };
    Some(wave::of_file_name(name))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn waves_are_ordered_as_people_order_them() {
        let names = ["w10", "2027-Q1", "w2", "2026-Q4", "w02", "w", "pilot", "2026-Q4"];
        let natural = ["2026-Q4", "2027-Q1", "pilot", "w", "w02", "w2", "w10"];
        assert_eq!(in_order(names, &[]), natural);
        assert_eq!(latest(names, &[]), Some("w10"));
        let listed = ["pilot".to_owned(), "w10".to_owned(), "none".to_owned()];
        assert_eq!(
            in_order(names, &listed),
            ["pilot", "w10", "2026-Q4", "2027-Q1", "w", "w02", "w2"]
        );
        assert_eq!(latest([], &[]), None);
        assert_eq!(in_order(["q2", "Q3", "Q1"], &[]), ["Q1", "q2", "Q3"]);
        // The wave that is listed, however it is written.
        assert_eq!(
            in_order(["W2", "w1", "w2 ", "PILOT"], &listed),
            ["PILOT", "w1", "W2"]
        );
    }

    #[test]
    fn a_wave_is_named_by_what_lies_directly_under_answers() {
        let cases = [
            ("2026-Q4.ndjson", Some("2026-Q4")),
            ("2026-Q4/p1.json", Some("2026-Q4")),
            ("./v1.2/team/p1.json", Some("v1.2")),
            ("2026.Q4.csv", Some("2026.Q4")),
            ("", None),
        ];
        for (path, wave) in cases {
            let found = of_path(Path::new(path)).transpose();
            assert_eq!(found.as_ref().map(Option::as_deref), Ok(wave), "{path}");
        }
        assert!(of_path(Path::new("a\u{1b}[31m.ndjson")).is_some_and(|wave| wave.is_err()));
        assert!(of_path(Path::new("a\nb/p1.json")).is_some_and(|wave| wave.is_err()));
    }

    proptest! {
        #[test]
        fn natural_order_is_total(a in "[w0-2é.]{0,4}", b in "[w0-2é.]{0,4}", c in "[w0-2é.]{0,4}") {
            prop_assert_eq!(natural(&a, &b), natural(&b, &a).reverse());
            prop_assert_eq!(natural(&a, &b) == Ordering::Equal, a == b);
            if natural(&a, &b).is_le() && natural(&b, &c).is_le() {
                prop_assert!(natural(&a, &c).is_le());
            }
        }
    }
}
