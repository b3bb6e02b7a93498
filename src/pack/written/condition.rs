//! Conditions as they are written: one variant for each form of the grammar.

use serde::Serialize;

/// When something holds. Judgement is three-valued: what is not known never fires.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub enum Condition {
    /// All hold.
    All {
        /// The conditions.
        all: Vec<Self>,
    },
    /// At least one holds.
    Any {
        /// The conditions.
        any: Vec<Self>,
    },
    /// It does not hold.
    Not {
        /// The condition.
        not: Box<Self>,
    },
    /// The estimate lies below where the level begins.
    QuestionBelow {
        /// Id of a question.
        question: String,
        /// Id of a level.
        below: String,
    },
    /// The estimate does not lie below where the level begins.
    QuestionAtLeast {
        /// Id of a question.
        question: String,
        /// Id of a level.
        at_least: String,
    },
    /// No question has a lower estimate.
    QuestionLowest {
        /// Id of a question.
        question: String,
        /// Always `true`.
        #[cfg_attr(test, schemars(extend("const" = true)))]
        lowest: bool,
    },
    /// The estimate lies below where the level begins.
    DimensionBelow {
        /// Id of a dimension, or `*` for any of them.
        dimension: String,
        /// Id of a level.
        below: String,
    },
    /// The estimate does not lie below where the level begins.
    DimensionAtLeast {
        /// Id of a dimension, or `*` for any of them.
        dimension: String,
        /// Id of a level.
        at_least: String,
    },
    /// No dimension has a lower estimate.
    DimensionLowest {
        /// Id of a dimension.
        dimension: String,
        /// Always `true`.
        #[cfg_attr(test, schemars(extend("const" = true)))]
        lowest: bool,
    },
    /// A fact has one of these values. Where the heads of the two sides gave different values,
    /// one is enough; with `agreed` all must be among them.
    FactIn {
        /// Id of a fact.
        fact: String,
        /// Some of its values.
        #[serde(rename = "in")]
        values: Vec<String>,
        /// Whether every given value must be among them.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(test, schemars(default))]
        agreed: bool,
    },
    /// Changing this fact alone would make that level the one that fits.
    FactUnlocks {
        /// Id of a fact.
        fact: String,
        /// Id of a level.
        unlocks: String,
    },
    /// The level aimed at now is this one.
    Next {
        /// Id of a level.
        next: String,
    },
    /// An attribute of the respondent has one of these values; only in `ask`.
    AttributeIn {
        /// Id of a closed attribute.
        attribute: String,
        /// Some of its values.
        #[serde(rename = "in")]
        values: Vec<String>,
    },
    /// What could not be read.
    #[default]
    #[serde(skip)]
    Unread,
}
