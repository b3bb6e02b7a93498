//! What is known of the organisation and of this run, beside the answers.

use super::{GroupValue, Reason};
use crate::pack::{Fact, FactIndex, Pack, StepIndex};

/// Circumstances of one assessment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Setting {
    /// Whose.
    pub organization: Option<String>,
    /// Which round.
    pub wave: Option<String>,
    /// Which part of the people, beside organisation and wave.
    pub group: Vec<GroupValue>,
    /// People of the first and of the second side.
    pub roster: [Option<u64>; 2],
    /// By fact of the pack: the options given; several where the heads of the two sides differ.
    pub facts: Vec<Vec<usize>>,
    /// Steps done already.
    pub done: Vec<StepIndex>,
    /// Fewest people in a published group; never below [`FLOOR`].
    pub minimum_group: Option<u64>,
    /// Whether a team of two to four agreed to be shown as a whole.
    pub named: bool,
    /// Whether the people are a part of the input, chosen by an attribute.
    pub filtered: bool,
    /// Whether a single record may be shown, as one person's own view.
    pub own: bool,
    /// What may not be shown, lest it give somebody away beside other results of the same run.
    pub held: Held,
}

/// What of some people may not be shown, lest it give somebody away beside other results of the same run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// Nothing at all, and why.
    pub whole: Option<Reason>,
    /// By dimension of the pack; empty for none. The reason is that few joined or left.
    pub dimensions: Vec<bool>,
    /// By question, likewise.
    pub questions: Vec<bool>,
    /// By contrast, likewise.
    pub contrasts: Vec<bool>,
}

impl Held {
    /// Whether nothing is held back.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// No minimum may be set below this.
pub const FLOOR: u64 = 3;

impl Setting {
    /// Fewest people in a published group.
    #[must_use]
    pub fn minimum(&self, pack: &Pack) -> u64 {
        self.minimum_group
            .unwrap_or(pack.reporting.minimum_group)
            .max(FLOOR)
    }

    /// The options given for a fact; none when it is missing.
    #[must_use]
    pub fn given(&self, fact: FactIndex) -> &[usize] {
        self.facts.get(fact).map_or(&[], Vec::as_slice)
    }

    /// The options fit rules see: those given, else the one assumed.
    #[must_use]
    pub fn given_or_assumed(&self, index: FactIndex, fact: &Fact) -> Vec<usize> {
        let given = self.given(index);
        if given.is_empty() {
            fact.assumed.into_iter().collect()
        } else {
            given.to_vec()
        }
    }
}
