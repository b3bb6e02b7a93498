//! The words for how far a result carries and how it was made.

use super::{people, range};
use crate::assessment::Weighting;
use crate::number;

pub(crate) const CARRY: &str = "How far this carries";
pub(crate) const NO_ROSTER: &str =
    "How many people each side has is not known here, so it cannot be said for how many the answers speak.";
pub(crate) const NO_BREAK_EVEN: &str = "No answers of those who were silent could change the level.";
pub(crate) const SELF_REPORT: &str = "These are the views of the people who answered, not measured results. \
     There are no other companies to compare with.";
pub(crate) const PARTLY_SCORED: &str = "answered enough for some dimensions, not for the whole";
pub(crate) const UNSCORED: &str = "answered too little to count";
pub(crate) const NEITHER_SIDE: &str = "of neither side answered, counted here and nowhere else";
pub(crate) const REJECTED: &str = "could not be read as an answer and were left out";
pub(crate) const METHOD: &str = "How it was made";
pub(crate) const SCORE: &str = "Score";
pub(crate) const RANGE: &str = "Range";
pub(crate) const MISSING: &str = "Missing answers";
pub(crate) const GROUPS: &str = "Groups";
pub(crate) const ASSUMED: &str = "Assumed";
pub(crate) const CUTS: &str = "Levels";
pub(crate) const CUTS_ARE_CONVENTION: &str =
    "Where a level begins is a convention of the questionnaire; scores just above and below are alike.";
pub(crate) const ANSWERS: &str = "Answers";
pub(crate) const QUESTIONNAIRE: &str = "Questionnaire";
pub(crate) const BY_DIMENSION: &str = "By dimension";
pub(crate) const BY_QUESTION: &str = "By question";
pub(crate) const AGREEMENT: &str = "How alike the people of a side answered";
pub(crate) const RELIABILITY: &str = "Whether the questions of a dimension move together";
/// Dimensions with a negative alpha, and what to look at.
pub(crate) fn negative_alpha(dimensions: &[String]) -> String {
    format!(
        "Alpha is negative in {}: there, those who answered high to one question tend to answer low to another. With few \
         people that happens by chance; if it stays, check the reverse key and whether a question is read in two ways.",
        super::and(dimensions)
    )
}

pub(crate) const RELIABILITY_NOTE: &str = "Alpha tells how well respondents can be told apart by a dimension. It says nothing of how \
     precise the result of the whole team is, nor whether the questions ask the right thing.";
pub(crate) const DIMENSION: &str = "Dimension";
pub(crate) const QUESTION: &str = "Question";
pub(crate) const COUNTS: &str = "Answers by option";
pub(crate) const NOT_COMPUTED: &str = "–";
pub(crate) const AGREEMENT_HEADER: [&str; 7] = [
    "Dimension, side",
    "AD",
    "r*wg",
    "r_wg(j)",
    "skewed",
    "n",
    "In a word",
];
pub(crate) const RELIABILITY_HEADER: [&str; 6] =
    ["Dimension", "Alpha", "Range", "n", "", "Question with the rest"];

pub(crate) fn response(lowest: f64, enough: f64, with_care: f64) -> String {
    let (enough_text, care_text) = (number::percent(enough), number::percent(with_care));
    if lowest + number::CUT_SLACK >= enough {
        format!("At least {enough_text} of each side answered: the result can be used.")
    } else if lowest + number::CUT_SLACK >= with_care {
        format!(
            "Less than {enough_text} of a side answered, but at least {care_text}: use the result with care."
        )
    } else {
        format!(
            "Less than {care_text} of a side answered: take this as the beginning of a conversation, not as a result."
        )
    }
}

pub(crate) fn break_even(needed: &str, level: &str, falls: bool) -> String {
    let average = if falls {
        format!("below {needed}")
    } else {
        format!("{needed} or more")
    };
    format!("Those who did not answer would have to average {average} to bring the result to {level}.")
}

pub(crate) fn bounds(lowest: &str, highest: &str) -> String {
    format!("Had they all answered lowest or all highest, the score would be {lowest} or {highest}.")
}

pub(crate) fn counted(sentence: &str, count: u64) -> String {
    if sentence == REJECTED {
        format!("Records that {sentence}: {count}")
    } else {
        format!("{} {sentence}.", people(count))
    }
}

pub(crate) fn straight_lined(count: u64, without: Option<&str>) -> String {
    let without = without.map_or_else(String::new, |score| {
        format!(" Without them the score is {score}.")
    });
    format!("Answers without variation: {count}.{without}")
}

pub(crate) fn complete_only(score: &str, n: Option<u64>) -> String {
    let whom = n.map_or_else(
        || "those who answered everything they were asked".to_owned(),
        |n| format!("the {} who answered everything they were asked", people(n)),
    );
    format!("Over {whom}, the score is {score}.")
}

pub(crate) fn dont_know_share(share: f64) -> String {
    format!(
        "Of all questions asked, {} were answered with “don't know”.",
        number::percent(share)
    )
}

pub(crate) fn weighting(weighting: Weighting, people: Option<(String, String)>) -> String {
    let how = match weighting {
        Weighting::SidesEqual => "the average of each side, both sides counting the same",
        Weighting::People => "the average of all people, each counting the same",
    };
    match (weighting, people) {
        (Weighting::SidesEqual, Some((score, level))) if level.is_empty() => {
            format!("{how}; with every person counting the same it is {score}")
        }
        (Weighting::SidesEqual, Some((score, level))) => {
            format!("{how}; with every person counting the same it is {score} ({level})")
        }
        _ => how.to_owned(),
    }
}

pub(crate) fn range_method(confidence: f64, method: &str) -> String {
    format!("{} range, {method}", number::percent(confidence))
}

pub(crate) fn groups(minimum: u64, named: bool) -> String {
    if named {
        format!("shown from {minimum} people on; this smaller team agreed to be shown")
    } else {
        format!("shown from {minimum} people on, and no group that would give a smaller one away")
    }
}

pub(crate) fn answers(read: u64, scored: u64, full: u64, short: u64) -> String {
    let people = people(read);
    let form = match (full, short) {
        (_, 0) => "on the full form".to_owned(),
        (0, _) => "on the short form".to_owned(),
        _ => format!("{full} on the full form and {short} on the short one"),
    };
    if scored == read {
        format!("{people}, {form}")
    } else {
        format!("{people}, {form}; {scored} of them have a score")
    }
}

pub(crate) fn questionnaire(id: &str, version: &str, digest: &str) -> String {
    let digest: String = digest.chars().take(12).collect();
    format!("{id} {version}, digest {digest}")
}

pub(crate) fn effective_n(n: &str) -> String {
    format!("The answers carry the precision of {n} people of equal weight.")
}

pub(crate) fn with_range(value: &str, low: &str, high: &str) -> String {
    format!("{value} ({})", range(low, high))
}

pub(crate) fn minus(first: &str, second: &str) -> String {
    format!("{first} − {second}")
}

pub(crate) fn dimension_of(dimension: &str, side: &str) -> String {
    format!("{dimension}, {side}")
}

pub(crate) fn question(id: &str, name: &str) -> String {
    format!("{id} {name}")
}

pub(crate) fn item_rest(question: &str, r: &str) -> String {
    format!("{question} {r}")
}

pub(crate) fn reliability_status(status: &str) -> &str {
    match status {
        "not-computed" => "not computed",
        other => other,
    }
}

pub(crate) fn counts(counts: &[String], dont_know: Option<u64>, not_applicable: Option<u64>) -> String {
    let mut text = counts.join(" / ");
    if let Some(count) = dont_know.filter(|count| *count > 0) {
        text.push_str(&format!(", don't know {count}"));
    }
    if let Some(count) = not_applicable.filter(|count| *count > 0) {
        text.push_str(&format!(", not applicable {count}"));
    }
    text
}
