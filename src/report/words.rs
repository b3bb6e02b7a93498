//! All fixed text of reports, in English. A second language is a second module like this one.
//!
//! Names and sentences come in as they are; nothing is escaped here. Two rules of wording: a side
//! "rates the cooperation higher", it never "scores higher"; and no word of this page claims more
//! than the answers carry.

mod advice;
pub(crate) mod check;
mod method;
mod nothing;
mod page;
mod proof;
mod result;
mod trend;

pub(crate) use advice::*;
pub(crate) use method::*;
pub(crate) use nothing::*;
pub(crate) use page::*;
pub(crate) use proof::*;
pub(crate) use result::*;
pub(crate) use trend::*;

use crate::assessment::Reason;
use crate::number;

/// The word in place of a value that is not there.
pub(crate) const fn absent(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::BelowMinimum) => "too few",
        Some(Reason::Complementary) => "withheld",
        Some(Reason::NoData) => "no answers",
        Some(Reason::NotAsked) => "not asked",
        Some(Reason::NotComputable) => "not computable",
        Some(Reason::NobodyOnASide) => "nobody on a side",
        Some(Reason::FewJoinedOrLeft) => "held back",
        Some(Reason::OtherQuestions) => "other questions",
        None => "–",
    }
}

/// `1 point`, `9 points`
pub(crate) fn points(value: f64) -> String {
    let number = number::decimal(value, 0);
    if number == "1" {
        "1 point".to_owned()
    } else {
        format!("{number} points")
    }
}

/// `1 person`, `9 people`
pub(crate) fn people(count: u64) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

/// `2 to 16`
pub(crate) fn range(low: &str, high: &str) -> String {
    format!("{low} to {high}")
}

/// A number on an axis, without needless decimals.
pub(crate) fn axis_number(value: f64) -> String {
    let text = number::decimal(value, 3);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The end of an axis around zero: `+15`
pub(crate) fn axis_change(value: f64) -> String {
    number::signed(value, 0)
}

/// A name and its value: `Field feedback 41.2`
pub(crate) fn evidence(name: &str, value: Option<&str>) -> String {
    value.map_or_else(|| name.to_owned(), |value| format!("{name} {value}"))
}

/// A level that was reached.
pub(crate) fn at_level(level: &str) -> String {
    format!("the level {level}")
}

/// A fact and its value: `Market: fast`
pub(crate) fn fact(name: &str, value: &str) -> String {
    format!("{name}: {}", quoted(value))
}

/// A sentence as spoken.
pub(crate) fn quoted(sentence: &str) -> String {
    format!("“{}”", sentence.trim())
}

/// `Field feedback 41.2: “It stays with the seller.”`
pub(crate) fn with_sentence(name: &str, sentence: &str) -> String {
    format!("{name}: {}", quoted(sentence))
}

/// `a; b; c`
pub(crate) fn listed(parts: &[String]) -> String {
    parts.join("; ")
}

/// `a · b · c`
pub(crate) fn joined(parts: &[String]) -> String {
    parts.join(" · ")
}

/// One sentence after the other.
pub(crate) fn sentences(parts: &[String]) -> String {
    parts.join(" ")
}

/// `a, b and c`
pub(crate) fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_values_have_words_of_their_own() {
        let words = [
            absent(Some(Reason::BelowMinimum)),
            absent(Some(Reason::NoData)),
            absent(Some(Reason::NotAsked)),
            absent(Some(Reason::Complementary)),
            absent(Some(Reason::NotComputable)),
            absent(Some(Reason::NobodyOnASide)),
            absent(Some(Reason::FewJoinedOrLeft)),
            absent(Some(Reason::OtherQuestions)),
        ];
        for (index, word) in words.iter().enumerate() {
            assert!(!words[..index].contains(word), "{word} stands for two things");
        }
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(points(1.2), "1 point");
        assert_eq!(points(9.4), "9 points");
        assert_eq!(axis_number(20.0), "20");
        assert_eq!(axis_number(1.5), "1.5");
        assert_eq!(
            and(&["a".to_owned(), "b".to_owned(), "c".to_owned()]),
            "a, b and c"
        );
    }
}
