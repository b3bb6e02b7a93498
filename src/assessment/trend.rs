//! Several waves of one organisation side by side: how the numbers ran and what changed.
//!
//! A [`Trend`] is made of one assessment a wave, and of a [`Ledger`](super::Ledger) where the
//! answers are at hand, so that people can be compared with themselves. Renderers show it and
//! compute nothing. Its JSON is `trend --format json`; field names are a promise, fields may be
//! added.

mod build;
mod numbers;
mod shown;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{Certainty, ChangeMethod, Estimate, Interval, PackRef, Suppressed, Verdict, Weighting};

pub use build::{Round, trend};

/// The `format` of a trend.
pub const FORMAT: &str = "lockstep-trend/1";

/// Everything that is said of several waves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Trend {
    /// `lockstep-trend/1`
    pub format: String,
    /// Which questionnaire.
    pub pack: PackRef,
    /// Whose; null when the answers name none.
    pub organization: Option<String>,
    /// How the sides were weighted, in every wave.
    pub weighting: Weighting,
    /// The waves, earliest first.
    pub waves: Vec<Wave>,
    /// The headline.
    pub overall: Course,
    /// The two sides, first and second; empty when the pack has none.
    pub sides: Vec<NamedCourse>,
    /// By dimension, in pack order.
    pub dimensions: Vec<NamedCourse>,
    /// What is null, and why.
    pub suppressed: Vec<Suppressed>,
    /// How it was made.
    pub method: Method,
}

/// One wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Wave {
    /// Its name; null when nothing names it.
    pub wave: Option<String>,
    /// What it was read from.
    pub source: Source,
    /// The version of the questionnaire it was scored with.
    pub version: String,
    /// Valid responses.
    pub read: u64,
    /// With a total.
    pub scored: u64,
    /// The two sides.
    pub sides: Vec<WaveSide>,
    /// What can be said of the level; null where the total is.
    pub verdict: Option<Verdict>,
    /// The levels the verdict names, lowest first, after guards.
    pub levels: Vec<String>,
    /// The level the score alone would give.
    pub level_before_guards: Option<String>,
    /// How certain that level is.
    pub certainty: Option<Certainty>,
}

/// What a wave was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Answers.
    Answers,
    /// An assessment that was made of them earlier; its people cannot be linked.
    Assessment,
}

/// Who answered on one side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WaveSide {
    /// The side.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// How many answered; may always be shown.
    pub answered: u64,
    /// People on its roster.
    pub roster: Option<u64>,
}

/// How a number ran.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Course {
    /// Its estimate in every wave, in their order.
    pub points: Vec<Point>,
    /// How it changed from wave to wave, then from the first to the last; the same steps for every
    /// number.
    pub changes: Vec<Step>,
}

/// How the number of a side or a dimension ran.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NamedCourse {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// How it ran.
    #[serde(flatten)]
    pub course: Course,
}

/// A number in one wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Point {
    /// The wave.
    pub wave: Option<String>,
    /// The estimate; all null where it must not be shown.
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// From one wave to a later one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Step {
    /// The earlier wave.
    pub from: Option<String>,
    /// The later wave.
    pub to: Option<String>,
    /// Which step.
    pub span: Span,
    /// Later less earlier, in points; null where it must not be shown.
    pub difference: Option<f64>,
    /// The range that fits the answers.
    pub interval: Option<Interval>,
    /// Standard error in points.
    pub standard_error: Option<f64>,
    /// Degrees of freedom.
    pub df: Option<f64>,
    /// How it was found.
    pub method: Option<ChangeMethod>,
    /// How many are in both waves; null where people cannot be linked.
    pub pairs: Option<u64>,
    /// How many are only in the later one; null where people cannot be linked.
    pub joined: Option<u64>,
    /// How many are only in the earlier one; null where people cannot be linked.
    pub left: Option<u64>,
    /// Whether it is more than chance explains; null where that cannot be told.
    pub beyond_chance: Option<bool>,
    /// Whether it counts as a change of level; of the headline only.
    pub level_changed: Option<bool>,
}

/// Which step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Span {
    /// To the next wave, or over waves that are not shown to the next that is.
    Next,
    /// From the first wave that is shown to the last.
    Whole,
}

/// How a trend was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Method {
    /// Fewest people in a published group, and fewest who join or leave one.
    pub minimum_group: u64,
    /// Fewest pairs from which a change is shown.
    pub pairs_to_show: u64,
    /// Fewest pairs from which it is said whether chance explains a change.
    pub pairs_to_interpret: u64,
    /// Support of the new level from which a change of level is announced.
    pub support_for_level: f64,
    /// Over how many dimensions the marks of a step are adjusted (Holm).
    pub dimensions_tested: usize,
}
