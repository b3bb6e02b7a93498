//! The words for those who want to check the numbers.

use crate::number;

pub(crate) const ARITHMETIC: &str = "From the answers to the score";
pub(crate) const NOISE: &str = "Whether the differences are more than noise";
pub(crate) const NOISE_NOTE: &str = "p is Welch's, two-sided; Holm's p guards the whole family of dimensions; the exact rank \
     test is asked where a side has fewer than ten people. Superiority is the share of pairs, one of each side, in \
     which the first side's answer is the higher, ties counting half. g is Hedges' with the exact small-sample \
     factor. A difference counts when Holm's p is below 0.05, it is at least the pack's smallest relevant gap, and \
     the rank test, where asked, agrees.";
pub(crate) const NOISE_HEADER: [&str; 8] = [
    "Difference",
    "Points",
    "p",
    "Holm",
    "Rank p",
    "Superiority",
    "g",
    "Counts",
];
pub(crate) const WHOLE: &str = "As a whole";
pub(crate) const PEOPLE_BY_LEVEL: &str = "Where people's own results lie";
pub(crate) const PEOPLE_HEADER: [&str; 4] = ["Level", "People", "Share", "Range"];
pub(crate) const UPPER: &str = "Upper half";

/// What a mark says.
pub(crate) const fn marked(marked: Option<bool>) -> &'static str {
    match marked {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not tested",
    }
}

pub(crate) fn k_of_n(count: u64, of: u64) -> String {
    format!("{count} of {of}")
}

pub(crate) fn upper(count: u64, of: u64, low: &str, high: &str) -> String {
    format!("{count} of {of} ({low} to {high})")
}

/// `4 × Communication`, the weight in thousandths.
pub(crate) fn weight(dimension: &str, thousandths: i64) -> String {
    let weight = thousandths as f64 / 1_000.0;
    let decimals = if thousandths % 1_000 == 0 { 0 } else { 3 };
    format!("{} × {dimension}", number::decimal(weight, decimals))
}

pub(crate) fn total(weights: &[String]) -> String {
    format!(
        "A person's dimension score is the mean of the points of the questions answered; the total is the mean of \
         the dimension scores by fixed weights: {}.",
        weights.join(", ")
    )
}

pub(crate) fn term(count: u64, points: &str) -> String {
    format!("{count} × {points}")
}

pub(crate) fn question_to_points(question: &str, terms: &[String], n: u64, score: &str) -> String {
    format!("{question}: ({}) / {n} = {score}.", terms.join(" + "))
}

pub(crate) fn sides_to_score(first: &(String, String), second: &(String, String), score: &str) -> String {
    format!(
        "Each side's people are averaged first, {} {} and {} {}, then the two sides equally: ({} + {}) / 2 = {score}, \
         before rounding.",
        first.0, first.1, second.0, second.1, first.1, second.1
    )
}

pub(crate) fn people_to_score(n: u64, score: &str) -> String {
    if n == 1 {
        format!("With one person, the total is the score: {score}.")
    } else {
        format!("The totals of {n} people, each counting the same, average {score}.")
    }
}

pub(crate) fn score_to_level(score: &str, level: &str) -> String {
    format!("{score} lies in the band of {level}; guards and the sides' own levels are applied after that.")
}
