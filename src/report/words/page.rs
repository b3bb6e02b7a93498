//! The words that only a page needs: what one presses, and what charts say to those who do not
//! see them.

use super::{and, evidence, range};
use crate::assessment::Reason;

/// The language of this module, as HTML names it.
pub(crate) const LANGUAGE: &str = "en";
/// Whether that language is written from right to left.
pub(crate) const RIGHT_TO_LEFT: bool = false;

pub(crate) const SKIP: &str = "Skip to the details";
/// A result below something else that opens the page.
pub(crate) const RESULT: &str = "The result";
pub(crate) const CONTENTS: &str = "Contents";
pub(crate) const AS_TABLE: &str = "The same as a table";
pub(crate) const QUESTIONS: &str = "Every question";
pub(crate) const QUESTIONS_INTRO: &str = "Open a question to read the sentences behind it.";
pub(crate) const ORDER: &str = "Order";
pub(crate) const BY_DIFFERENCE: &str = "Largest difference first";
pub(crate) const BY_SCORE: &str = "Lowest first";
pub(crate) const AS_ASKED: &str = "As asked";
pub(crate) const UNFOLD: &str = "Open all";
pub(crate) const FOLD: &str = "Close all";
pub(crate) const SCALE: &str = "The result on the scale";
pub(crate) const RANGE_MARK: &str = "the range that fits the answers";
pub(crate) const NOT_OF_ONE_MIND: &str = "an outline: its people do not agree among themselves";
pub(crate) const NOW: &str = "Now";
pub(crate) const FITS: &str = "Fits here";
pub(crate) const LIKENESS: &str = "How alike they answered";
pub(crate) const ALL_ANSWERS: &str = "Everyone";
pub(crate) const DONT_KNOW: &str = "don't know";
pub(crate) const NOT_APPLICABLE: &str = "not applicable";
pub(crate) const TOGETHER_AND_HIGHER: &str = "Together, and who rates it higher";
pub(crate) const LOWEST: &str = "lowest";
pub(crate) const HIGHEST: &str = "highest";
pub(crate) const LOWEST_TO_HIGHEST: &str = "lowest to highest sentence";
pub(crate) const LOWER_THAN_BEFORE: &str = "lower than before";
pub(crate) const HIGHER_THAN_BEFORE: &str = "higher than before";
pub(crate) const BEYOND_CHANCE: &str = "more than chance explains";
pub(crate) const WITHIN_CHANCE: &str = "within what chance explains";
pub(crate) const CHANCE_UNKNOWN: &str = "whether chance explains it cannot be told";

/// Above the shares of answers.
pub(crate) fn stacks(options: usize) -> String {
    format!(
        "Each bar holds all answers to a question, from the lowest of its {options} sentences to the highest, \
         centred between the lower and the upper half."
    )
}

pub(crate) const NUMBERS_ARE_PEOPLE: &str = "Numbers are people.";

/// What stands beside each bar of the answers.
pub(crate) const BESIDE_BARS: &str =
    "Beside each bar: both sides together, and which side rates it higher by how much.";
pub(crate) const BESIDE_BARS_ALONE: &str = "Beside each bar: the score.";

/// Where some questions show the sides in place of the answers.
pub(crate) fn some_without_counts(from: &str, to: &str) -> String {
    format!(
        "Where too few answered to show their answers, the signs of the sides stand on the scale from {from} to {to}."
    )
}

/// Why no question shows how many chose which answer.
pub(crate) const fn no_counts(reason: Option<Reason>) -> Option<&'static str> {
    match reason {
        Some(Reason::BelowMinimum | Reason::Complementary) => Some(
            "How many chose which answer is shown only where at least ten people answered and it gives nobody away.",
        ),
        _ => None,
    }
}

/// What a row of a chart says, in a sentence.
pub(crate) fn described(sides: &[(String, String)], whole: &str, value: &str) -> String {
    let mut parts: Vec<String> = sides
        .iter()
        .map(|(name, value)| evidence(name, Some(value)))
        .collect();
    parts.push(evidence(whole, Some(value)));
    format!("{}.", and(&parts))
}

/// The same with the range that fits.
pub(crate) fn described_range(low: &str, high: &str) -> String {
    format!("The range that fits the answers is {}.", range(low, high))
}

/// The levels of a chart, in a sentence.
pub(crate) fn described_bands(bands: &[(String, String)]) -> String {
    let parts: Vec<String> = bands
        .iter()
        .map(|(name, from)| format!("{name} from {from}"))
        .collect();
    format!("The scale: {}.", and(&parts))
}

/// How many chose each sentence.
pub(crate) fn described_counts(parts: &[(String, u64)]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|(label, count)| format!("{count}: {label}"))
        .collect();
    parts.join(" ")
}

/// `40 to 60`, where a level begins and ends.
pub(crate) fn stretch(from: &str, to: &str) -> String {
    range(from, to)
}

/// `of 12`
pub(crate) fn of(n: u64) -> String {
    format!("of {n}")
}
