//! The written form of a project: what `lockstep.json` holds. Its JSON Schema is made from here.

use serde::{Deserialize, Serialize};

use super::gate::GateWritten;
use crate::answers::Ordered;

/// The `format` of a project file.
pub const PROJECT_FORMAT: &str = "lockstep-project/1";

/// What is known of an organisation beside the answers of its people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProjectFile {
    /// Where the JSON Schema of this file is, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// A remark; ignored.
    #[serde(rename = "$comment", default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Name and version of this format.
    #[cfg_attr(test, schemars(extend("const" = PROJECT_FORMAT)))]
    pub format: String,
    /// Whose answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Which questionnaire; when absent, the first that is built in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackWritten>,
    /// How many people each group has, by value of an attribute such as a side. A value that
    /// several attributes have is written `attribute=value`.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, std::num::NonZeroU64>")
    )]
    pub roster: Ordered<u64>,
    /// Facts of the organisation: a value, or a value for each side where the two heads differ.
    #[serde(default, skip_serializing_if = "Ordered::is_empty")]
    pub facts: Ordered<Option<FactWritten>>,
    /// Who holds the answer files; people are told before they answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Whether the contact is in neither team's line; people are told so only where this is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_is_independent: Option<bool>,
    /// The day that reports carry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$")))]
    pub report_date: Option<String>,
    /// Fewest people in a published group, if it is not the pack's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(range(min = 3)))]
    pub minimum_group: Option<u64>,
    /// Whether everybody agreed to a report from which they may be recognised.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named: bool,
    /// Names of waves, oldest first, where natural order is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(inner(length(max = crate::wave::LONGEST), regex(pattern = crate::wave::PATTERN))))]
    pub waves: Vec<String>,
    /// Ids of steps that are done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<String>,
    /// Conditions that a run in CI must meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<GateWritten>,
}

/// A questionnaire, built in or one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum PackWritten {
    /// One that is built in.
    BuiltIn {
        /// Id of the pack.
        id: String,
        /// The version that the project was set up for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<String>,
    },
    /// One's own.
    File {
        /// Path of the pack, relative to this file.
        file: String,
    },
}

/// What is known of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum FactWritten {
    /// One value for the organisation.
    One(String),
    /// By side, where the two heads differ.
    BySide(Ordered<Option<String>>),
}

impl Default for ProjectFile {
    fn default() -> Self {
        Self {
            schema: None,
            comment: None,
            format: PROJECT_FORMAT.to_owned(),
            organization: None,
            pack: None,
            roster: Ordered::default(),
            facts: Ordered::default(),
            contact: None,
            contact_is_independent: None,
            report_date: None,
            minimum_group: None,
            named: false,
            waves: Vec::new(),
            done: Vec::new(),
            gate: None,
        }
    }
}
