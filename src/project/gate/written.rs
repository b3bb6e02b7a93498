//! How conditions are written: the number alone, or an object with the number and a severity.

use serde::{Deserialize, Serialize};

use crate::answers::Ordered;

/// Conditions that `lockstep check` judges. Each is the number or word alone, or an object with a
/// severity. What is not written is not judged.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GateWritten {
    /// A remark; ignored.
    #[serde(rename = "$comment", default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Fewest answers with a total. Fails unless written otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<LeastWritten<u64>>,
    /// Least share of each side that answered, such as 0.7. Fails unless written otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_rate: Option<LeastWritten<f64>>,
    /// Most days since the latest answer. Fails unless written otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<AgeWritten>,
    /// Lowest level, by id. Warns unless written otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LeastWritten<String>>,
    /// Least certainty of the level: `probable` or `clear`. Warns unless written otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<LeastWritten<String>>,
    /// Lowest score. Warns unless written otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<LeastWritten<f64>>,
    /// Most points between the totals of the two sides. Warns unless written otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<MostWritten>,
    /// Lowest scores of dimensions, by id. They warn unless written otherwise.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub dimensions: Ordered<LeastWritten<f64>>,
    /// Lowest scores of questions, by id. They warn unless written otherwise.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub questions: Ordered<LeastWritten<f64>>,
    /// Most points that the score may fall since the baseline. Warns unless written otherwise.
    #[serde(rename = "drop", default, skip_serializing_if = "Option::is_none")]
    pub fall: Option<DropWritten>,
}

/// How much a condition that is not met weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SeverityWritten {
    /// Listed and not judged.
    Off,
    /// Said, and changes no exit code.
    Warn,
    /// Fails the run.
    Error,
}

/// At least this.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum LeastWritten<T> {
    /// With the severity that its kind has.
    Short(T),
    /// With one's own.
    Long(LeastLong<T>),
}

/// At least this, and how much it weighs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LeastLong<T> {
    /// At least this.
    pub minimum: T,
    /// How much it weighs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<SeverityWritten>,
}

/// At most so many points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum MostWritten {
    /// With the severity that its kind has.
    Short(f64),
    /// With one's own.
    Long(MostLong),
}

/// At most so many points, and how much it weighs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MostLong {
    /// At most so many points.
    pub maximum: f64,
    /// How much it weighs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<SeverityWritten>,
}

/// At most so many days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum AgeWritten {
    /// With the severity that its kind has.
    Short(u64),
    /// With one's own.
    Long(AgeLong),
}

/// At most so many days, and how much it weighs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgeLong {
    /// At most so many days.
    pub maximum_days: u64,
    /// How much it weighs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<SeverityWritten>,
}

/// At most such a fall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum DropWritten {
    /// Of the score, with the severity that its kind has.
    Short(f64),
    /// Of the score, of dimensions, or both.
    Long(DropLong),
}

/// At most such falls, and how much they weigh.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DropLong {
    /// Most points that the score may fall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
    /// Whether a fall counts even where chance explains it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub literal: bool,
    /// Most points that the scores of dimensions may fall, by id.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub dimensions: Ordered<MostWritten>,
    /// How much they weigh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<SeverityWritten>,
}
