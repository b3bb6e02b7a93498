//! Every question with both sides on it, its sentences and, where they may be shown, its answers.

use super::Table;
use crate::report::chart::{Band, Row, Scale, Side};

/// All questions that were asked of anybody, the one that tells most first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Questions {
    pub(crate) scale: Scale,
    pub(crate) bands: Vec<Band>,
    /// Empty when there are no sides to show.
    pub(crate) sides: Vec<Side>,
    pub(crate) rows: Vec<Asked>,
    /// Whether the first order is by difference; otherwise by score.
    pub(crate) by_difference: bool,
    /// How many options the questions with shown answers have, if all have the same number.
    pub(crate) options: Option<usize>,
    /// Why no question shows its answers.
    pub(crate) no_counts: Option<&'static str>,
    /// What the bars mean, for lines; where all questions shown have as many options.
    pub(crate) bars: Option<String>,
    pub(crate) table: Table,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) dimension: String,
    pub(crate) text: String,
    pub(crate) row: Row,
    /// What each side says, as a number or the word for why there is none.
    pub(crate) values: Vec<String>,
    /// How far the sides are apart, in words.
    pub(crate) apart: Option<String>,
    /// The side that rates it higher, by place, and by how much.
    pub(crate) higher: Option<(usize, String)>,
    /// Place in the questionnaire, by difference and by score.
    pub(crate) places: [usize; 3],
    /// Answers of everyone, then of each side, where they may be shown.
    pub(crate) stacks: Vec<Stack>,
    /// The word for why they are not.
    pub(crate) withheld: &'static str,
    /// Lowest first.
    pub(crate) sentences: Vec<Sentence>,
    /// How many did not say, in words.
    pub(crate) others: Vec<String>,
}

/// How many of a group chose each sentence, lowest first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stack {
    pub(crate) name: String,
    pub(crate) total: u64,
    pub(crate) counts: Vec<u64>,
}

/// A possible answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sentence {
    pub(crate) text: String,
    /// The sides whose average lies nearest to it, by place.
    pub(crate) nearest: Vec<usize>,
    /// Whether the average of all does, where no side is shown.
    pub(crate) nearest_of_all: bool,
}
