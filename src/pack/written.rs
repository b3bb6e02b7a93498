//! The written form of a pack: what the JSON file says, before anything is proven about it.
//!
//! The doc comments below are the descriptions of the JSON Schema. What could not be read is
//! left empty (a text), `None` or [`Condition::Unread`]; the fault has been reported by then,
//! and validation passes over it in silence.

mod condition;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{Effort, Evidence};
pub use condition::Condition;

/// A pack: a versioned questionnaire with its scoring rules, levels, advice and texts.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Pack {
    /// Where the JSON Schema of this file lies, for editors.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// `lockstep-pack/1`.
    #[cfg_attr(test, schemars(extend("const" = super::FORMAT)))]
    pub format: String,
    /// Kebab-case id.
    pub id: String,
    /// Semantic version, such as `1.0.0`.
    pub version: String,
    /// Language tag of the texts, such as `en`.
    pub language: String,
    /// One line.
    pub title: String,
    /// A short paragraph.
    pub about: String,
    /// What the texts rest on; steps name a source by id.
    pub sources: Vec<SourceRef>,
    /// The scale that scores lie on.
    pub axis: Axis,
    /// Bands of the axis, lowest first; each ends where the next begins.
    pub levels: Vec<Level>,
    /// Named lists of options.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub scales: BTreeMap<String, Vec<AnswerOption>>,
    /// What is asked of a respondent beside the questions.
    pub attributes: Vec<Attribute>,
    /// The two functions whose relationship is assessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sides: Option<Sides>,
    /// Ids of closed attributes that are reported side by side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub contrasts: Vec<String>,
    /// What the questions measure, in the order asked.
    pub dimensions: Vec<Dimension>,
    /// The questions, in the order asked.
    pub questions: Vec<Question>,
    /// When a score exists.
    pub scoring: Scoring,
    /// The numbers that decide what a report says.
    pub reporting: Reporting,
    /// Unscored circumstances of the organisation.
    pub facts: Vec<Fact>,
    /// Which level fits the circumstances; the first rule that holds decides, the last has no `when`.
    pub fit: Vec<FitRule>,
    /// Rules that cap the level.
    pub guards: Vec<Guard>,
    /// What to do next.
    pub steps: Vec<Step>,
    /// Contradictions and cautions worth a sentence.
    pub findings: Vec<FindingRule>,
}

/// A number with at most three decimals, held in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Decimal(#[cfg_attr(test, schemars(with = "f64"))] pub i64);

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 1_000 == 0 {
            serializer.serialize_i64(self.0 / 1_000)
        } else {
            serializer.serialize_f64(self.0 as f64 / 1_000.0)
        }
    }
}

/// A source that texts cite by id.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct SourceRef {
    /// Short name.
    pub id: String,
    /// Author, year, title.
    pub text: String,
    /// Where it can be found; `http` or `https`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The scale that scores lie on.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Axis {
    /// Lowest value.
    #[cfg_attr(test, schemars(required))]
    pub min: Option<Decimal>,
    /// Highest value.
    #[cfg_attr(test, schemars(required))]
    pub max: Option<Decimal>,
}

/// A band of the axis.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Level {
    /// Name in data.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Where the band begins; it holds this value and ends below the next level's.
    #[cfg_attr(test, schemars(required))]
    pub from: Option<Decimal>,
    /// What it means, a short phrase.
    pub gloss: String,
    /// How one recognises it.
    pub signs: Vec<String>,
}

/// Something asked of a respondent beside the questions. A closed attribute has `values`, an
/// open one `"open": true`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Attribute {
    /// Name in data; `organization`, `wave`, `form` and `respondent` are reserved.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The question put to the respondent.
    pub ask: String,
    /// Allowed values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Choice>>,
    /// Whether any text is a value.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, schemars(default))]
    pub open: bool,
}

/// One of the values of a closed attribute, or of a fact.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Choice {
    /// Name in data.
    pub value: String,
    /// Text for people.
    pub label: String,
    /// What a report calls the people who chose it; by default the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// The attribute whose two values are the sides, first and second.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Sides {
    /// Id of a closed attribute.
    pub attribute: String,
    /// Two of its values.
    pub values: Vec<String>,
}

/// The questions that measure one thing.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Dimension {
    /// Name in data.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// One sentence.
    pub about: String,
    /// Weight in the total; by default the sum of its questions' weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Decimal>,
    /// 1 activities, 2 processes and systems, 3 culture; orders the route.
    #[cfg_attr(test, schemars(required, range(min = 1, max = 3)))]
    pub difficulty: Option<i64>,
}

/// A question and its possible answers: `options` of its own, or a `scale`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Question {
    /// Name in data.
    pub id: String,
    /// Id of its dimension.
    pub dimension: String,
    /// Two to four words for tables.
    pub name: String,
    /// What is asked.
    pub text: String,
    /// One or two sentences that help to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Possible answers; "don't know" is always possible and never one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<AnswerOption>>,
    /// Name of a list under `scales`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
    /// Whether the short form asks it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, schemars(default))]
    pub short: bool,
    /// Whether "not applicable" is a possible answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, schemars(default))]
    pub not_applicable: bool,
    /// Whether the points are mirrored on the question's own options.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, schemars(default))]
    pub reverse: bool,
    /// Weight in its dimension, by default 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Decimal>,
    /// Whom it is asked of: a condition on attributes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<Condition>,
    /// The version of the pack that asks it first; answers to an older one were not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Free references for the author's own coverage check.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub covers: Vec<String>,
}

/// A possible answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct AnswerOption {
    /// What answer files hold.
    #[cfg_attr(test, schemars(required))]
    pub value: Option<i64>,
    /// The sentence.
    pub label: String,
    /// What it counts on the axis.
    #[cfg_attr(test, schemars(required))]
    pub points: Option<Decimal>,
}

/// When a score exists. Shares from 0 to 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Scoring {
    /// Least share of a dimension's asked and applicable questions answered.
    #[cfg_attr(test, schemars(required))]
    pub dimension_minimum: Option<Decimal>,
    /// Least share of the dimensions scored.
    #[cfg_attr(test, schemars(required))]
    pub total_minimum_dimensions: Option<Decimal>,
    /// Least share of the asked questions answered.
    #[cfg_attr(test, schemars(required))]
    pub total_minimum_questions: Option<Decimal>,
}

/// Numbers that decide what a report says.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Reporting {
    /// Fewest people in a published group, at least 3.
    #[cfg_attr(test, schemars(required))]
    pub minimum_group: Option<i64>,
    /// Share of don't-knows that is worth a finding.
    #[cfg_attr(test, schemars(required))]
    pub dont_know_share: Option<Decimal>,
    /// Response rates of each side.
    pub response_rate: ResponseRate,
    /// Smallest gap in points that matters.
    #[cfg_attr(test, schemars(required))]
    pub relevant_gap: Option<Decimal>,
    /// Support from which a level is certain.
    pub certainty: Certainty,
    /// How many steps are offered for now.
    pub steps_now: StepsNow,
    /// How many changes of the route are shown.
    #[cfg_attr(test, schemars(required))]
    pub route_shown: Option<i64>,
}

/// Response rates from which a result carries.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ResponseRate {
    /// From here it may be used.
    #[cfg_attr(test, schemars(required))]
    #[serde(rename = "use")]
    pub usable: Option<Decimal>,
    /// From here it may be used with care.
    #[cfg_attr(test, schemars(required))]
    pub care: Option<Decimal>,
}

/// Support from which a level is certain.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Certainty {
    /// From here it is "clear".
    #[cfg_attr(test, schemars(required))]
    pub clear: Option<Decimal>,
    /// From here it is "probable".
    #[cfg_attr(test, schemars(required))]
    pub probable: Option<Decimal>,
}

/// How many steps are offered for now.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct StepsNow {
    /// At least.
    #[cfg_attr(test, schemars(required))]
    pub least: Option<i64>,
    /// At most.
    #[cfg_attr(test, schemars(required))]
    pub most: Option<i64>,
}

/// An unscored circumstance of the organisation.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Fact {
    /// Name in data.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The question put to whoever sets the project up.
    pub ask: String,
    /// Possible values.
    pub options: Vec<Choice>,
    /// The value that fit rules assume when it is missing; required of facts that fit rules read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
}

/// Which level fits when.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct FitRule {
    /// Name in data.
    pub id: String,
    /// When: a condition on facts; only the last rule has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Id of the level that fits.
    pub fit: String,
    /// One sentence for the report.
    pub reason: String,
}

/// A rule that caps the level and says why.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Guard {
    /// Name in data.
    pub id: String,
    /// Id of the highest level while it holds.
    pub caps: String,
    /// When it holds.
    pub when: Condition,
    /// One sentence: why the level is held.
    pub reason: String,
}

/// Something to do next.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Step {
    /// Name in data.
    pub id: String,
    /// An imperative, at most eight words.
    pub title: String,
    /// What to do, two to four sentences.
    #[serde(rename = "do")]
    pub action: String,
    /// Why, one sentence.
    pub why: String,
    /// What triggers it; may be left out of `always` and `hold` steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// `any`, `hold`, `unlock`, or the id of the level that the step leads to.
    #[serde(rename = "move")]
    pub toward: String,
    /// Ids of steps that come before, unless done or not triggered themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub needs: Vec<String>,
    /// Ids of steps that come earlier if they are offered too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub after: Vec<String>,
    /// When it moves to the front.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<Condition>,
    /// While this holds it is offered, but not for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Condition>,
    /// Who does it.
    pub owner: String,
    /// `S` up to a week, `M` up to a month, `L` more.
    #[cfg_attr(test, schemars(required))]
    pub effort: Option<Effort>,
    /// How long until it shows.
    pub horizon: String,
    /// How one knows.
    pub done_when: String,
    /// `A` empirical study, `B` the article or case research, `C` practitioner.
    #[cfg_attr(test, schemars(required))]
    pub evidence: Option<Evidence>,
    /// Id of a source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Whether it is printed in every report, beside the others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, schemars(default))]
    pub always: bool,
}

/// A caution or contradiction that the author wants noticed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct FindingRule {
    /// Name in data.
    pub id: String,
    /// `note` or `warning`.
    #[cfg_attr(test, schemars(required))]
    pub severity: Option<FindingSeverity>,
    /// When it holds.
    pub when: Condition,
    /// One sentence.
    pub message: String,
}

/// How much a finding of the pack weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum FindingSeverity {
    /// Worth knowing.
    Note,
    /// A caution.
    Warning,
}
