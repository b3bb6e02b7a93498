//! A project: what is known of an organisation beside its answers, in `lockstep.json`.
//!
//! Reading goes in two steps, because the file names the pack that the rest of it is checked
//! against: [`ProjectText::read`] finds out which pack, [`ProjectText::validate`] takes the pack
//! and makes the [`Project`], or reports every fault.

pub mod folder;
pub mod gate;
mod resolve;
#[cfg(test)]
mod tests;
mod validate;
pub mod waves;
mod written;

pub use resolve::{fact_value, roster_group};
pub use validate::ProjectText;
pub use written::{FactWritten, PROJECT_FORMAT, PackWritten, ProjectFile};

use crate::assessment::gate::Gate;
use crate::pack::{AttributeIndex, FactIndex, StepIndex, Version};

/// The name of a project's file.
pub const PROJECT_FILE: &str = "lockstep.json";
/// The folder of a project's answers.
pub const ANSWERS_FOLDER: &str = "answers";
/// No group smaller than this is ever published.
pub const SMALLEST_GROUP: u64 = 3;

/// Which pack a project uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackChoice {
    /// One that is built in, by id; a version that the pack must be able to read.
    BuiltIn(String, Option<Version>),
    /// A file, relative to the project's folder.
    File(String),
}

/// What is known of an organisation, valid for a pack.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Project {
    /// Whose answers.
    pub organization: Option<String>,
    /// How many people each group has, in the order written.
    pub roster: Vec<Roster>,
    /// Known facts, in pack order.
    pub facts: Vec<FactGiven>,
    /// Who holds the answer files.
    pub contact: Option<String>,
    /// Whether it was asked, and answered, that the contact is in neither team's line.
    pub contact_is_independent: bool,
    /// The day that reports carry, `2026-10-04`.
    pub report_date: Option<String>,
    /// Fewest people in a published group, if it is not the pack's number.
    pub minimum_group: Option<u64>,
    /// Whether everybody agreed to a report from which they may be recognised.
    pub named: bool,
    /// Names of waves, oldest first, where natural order is wrong.
    pub waves: Vec<String>,
    /// Steps that are done.
    pub done: Vec<StepIndex>,
    /// Conditions that a run in CI must meet.
    pub gate: Option<Gate>,
}

/// How many people a group has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roster {
    /// Which attribute.
    pub attribute: AttributeIndex,
    /// Which of its values.
    pub value: usize,
    /// How many.
    pub people: u64,
}

/// A fact that somebody gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactGiven {
    /// Which fact.
    pub fact: FactIndex,
    /// What was said of it.
    pub value: FactValue,
}

/// What was said of a fact, as indices of its options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactValue {
    /// One value for the organisation.
    One(usize),
    /// What the head of each side said, where they were asked apart.
    BySide([Option<usize>; 2]),
}

impl FactValue {
    /// Every different value given, first side first.
    #[must_use]
    pub fn values(self) -> Vec<usize> {
        match self {
            Self::One(value) => vec![value],
            Self::BySide(values) => {
                let mut values: Vec<usize> = values.into_iter().flatten().collect();
                values.dedup();
                values
            }
        }
    }
}
