//! What the answers of a team mean: one [`Assessment`] holds every number of a report.
//!
//! Respondents flow into a [`Tally`], which only counts and merges by addition; [`assess`] turns
//! counts, the pack and the organisation's [`Setting`] into the assessment. Renderers show it and
//! compute nothing. Its JSON is `report --format json` and what a later run takes as baseline;
//! field names are a promise, fields may be added.

mod absent;
mod advice;
mod anonymity;
mod beside;
mod build;
mod change;
mod comparison;
mod difference;
mod figures;
mod findings;
mod fit;
pub mod gate;
mod held;
mod known;
mod likeness;
mod links;
mod moves;
pub mod participation;
mod quality;
mod route;
mod same;
pub mod setting;
mod shares;
mod sides;
pub mod tally;
pub mod trend;
mod uncertainty;
mod verdict;

use serde::{Deserialize, Serialize};

pub use build::assess;
pub use comparison::{compare, compare_linked};
pub use fit::level as fit_level;
pub use held::{Sheet, hold_back};
pub use links::{Ledger, Links};
pub use moves::{Group, Measure};
pub use participation::{Participation, participation};
pub use setting::{Held, Setting};
pub use sides::nobody_on_a_side;
pub use tally::{Counter, Tally};
pub use trend::{Trend, trend};

/// The `format` of an assessment.
pub const FORMAT: &str = "lockstep-assessment/1";

/// Everything a report says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Assessment {
    /// `lockstep-assessment/1`
    pub format: String,
    /// Which questionnaire.
    pub pack: PackRef,
    /// Whose; null when the answers name none.
    pub organization: Option<String>,
    /// Which round; null when the answers name none.
    pub wave: Option<String>,
    /// Which part of the people this is, beside organisation and wave; empty, and left out, for all
    /// of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<GroupValue>,
    /// Whether this is a team's assessment or one person's own view.
    pub view: View,
    /// Who answered.
    pub respondents: Respondents,
    /// The headline.
    pub overall: Overall,
    /// The two sides, first and second; empty when the pack has none.
    pub sides: Vec<Side>,
    /// Other groups side by side, such as leaders and staff.
    pub contrasts: Vec<Contrast>,
    /// First side minus second side, of the totals.
    pub gap: Option<Gap>,
    /// By dimension, in pack order.
    pub dimensions: Vec<DimensionResult>,
    /// By question, in pack order.
    pub questions: Vec<QuestionResult>,
    /// How many people's own totals lie in each level, lowest first; empty for fewer than ten people.
    #[serde(default)]
    pub people_by_level: Vec<LevelShare>,
    /// What stands out.
    pub highlights: Highlights,
    /// Circumstances of the organisation.
    pub facts: Vec<FactValue>,
    /// The level that suits the circumstances.
    pub fit: Option<Fit>,
    /// The level aimed at now; null without a current level.
    pub next: Option<Next>,
    /// How far it is.
    pub distance: Option<Distance>,
    /// What it would take to reach the next cut: arithmetic, not advice.
    pub route: Option<Route>,
    /// What to do: always, now, later.
    pub steps: Vec<StepAdvice>,
    /// Change since an earlier assessment.
    pub comparison: Option<Comparison>,
    /// How the answers were given; null where it must not be shown.
    pub answer_quality: Option<AnswerQuality>,
    /// What deserves attention.
    pub findings: Vec<Finding>,
    /// What is null, and why.
    pub suppressed: Vec<Suppressed>,
    /// How it was made.
    pub method: Method,
}

/// What the people of a group have in common: an attribute and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GroupValue {
    /// The attribute, or `form`.
    pub attribute: String,
    /// Its name for people.
    pub name: String,
    /// The value; empty for those who did not say.
    pub value: String,
    /// What the people who have it are called.
    pub label: String,
}

/// Whose view an assessment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// A group of respondents.
    Team,
    /// One person's own answers.
    Person,
}

/// Which pack, to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its canonical JSON.
    pub digest: String,
}

/// Who answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Respondents {
    /// Valid responses.
    pub read: u64,
    /// With a total.
    pub scored: u64,
    /// With some dimension but no total.
    pub partly_scored: u64,
    /// With neither.
    pub unscored: u64,
    /// Of neither side; counted, never in the headline.
    pub neither_side: u64,
    /// By form.
    pub by_form: ByForm,
    /// People on the roster of both sides.
    pub roster: Option<u64>,
    /// Answered of roster, both sides.
    pub response_rate: Option<f64>,
    /// Records refused as faulty.
    pub rejected: u64,
}

/// Responses by form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ByForm {
    /// All questions.
    pub full: u64,
    /// The short form.
    pub short: u64,
}

/// A number of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Estimate {
    /// The value in points; null where it cannot be computed or must not be shown.
    pub score: Option<f64>,
    /// Id of the level that holds the unrounded value.
    pub level: Option<String>,
    /// How many respondents it rests on.
    pub n: Option<u64>,
    /// The range that fits the answers.
    pub interval: Option<Interval>,
    /// Standard error in points.
    pub standard_error: Option<f64>,
    /// Degrees of freedom.
    pub df: Option<f64>,
    /// Standard deviation of the respondents' scores, divisor n − 1; of one group only.
    #[serde(default)]
    pub sd: Option<f64>,
}

impl Estimate {
    /// Nothing known or shown.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            score: None,
            level: None,
            n: None,
            interval: None,
            standard_error: None,
            df: None,
            sd: None,
        }
    }
}

/// A range of plausible values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Such as 0.95.
    pub confidence: f64,
    /// How it was made.
    pub method: String,
}

/// The headline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Overall {
    /// The estimate; its level is null unless the verdict is a level.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// What can be said of the level; null without a score.
    pub verdict: Option<Verdict>,
    /// The levels the verdict names, lowest first, after guards.
    pub levels: Vec<String>,
    /// The level the score alone would give.
    pub level_before_guards: Option<String>,
    /// Guards that hold or could not be confirmed.
    pub guards: Vec<GuardResult>,
    /// How the plausible range is spread over the levels, before guards.
    pub support: Vec<Support>,
    /// How certain the level before guards is.
    pub certainty: Option<Certainty>,
    /// How the sides were weighted.
    pub weighting: Option<Weighting>,
    /// The estimate in which every person counts the same.
    pub people_weighted: Estimate,
    /// How many equally weighted answers carry the same precision.
    pub effective_n: Option<f64>,
    /// The score if all who are silent had answered lowest or highest.
    pub bounds: Option<Bounds>,
    /// What the silent would have to say to change the level.
    pub break_even: Option<BreakEven>,
}

/// What can be said of the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// One level.
    Level,
    /// The two sides are one level apart.
    Between,
    /// The two sides are more than one level apart.
    NoSharedView,
}

/// How the sides were weighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// Each side averaged first, then the two equally.
    SidesEqual,
    /// Every person the same.
    People,
}

/// How certain a level is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Less than probable.
    Between,
    /// Most of the plausible range lies in the level.
    Probable,
    /// Nearly all of it does.
    Clear,
}

/// A guard that caps the level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GuardResult {
    /// Its id.
    pub id: String,
    /// The highest level it allows.
    pub caps: String,
    /// Why, one sentence.
    pub reason: String,
    /// Whether it holds or could not be confirmed.
    pub state: GuardState,
    /// Whether it lowered the level of this result.
    pub decisive: bool,
    /// What made it hold.
    pub evidence: Vec<Evidence>,
}

/// Why a guard caps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum GuardState {
    /// Its condition holds.
    Holds,
    /// Its question was asked and got no answer.
    NotConfirmed,
}

/// A number or circumstance that a rule saw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Evidence {
    /// `question`, `dimension`, `fact` or `level`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its estimate in points.
    pub score: Option<f64>,
    /// Its value, for a fact.
    pub value: Option<String>,
}

/// How much of the plausible range lies in a level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Support {
    /// The level.
    pub level: String,
    /// The share.
    pub share: f64,
}

/// The score if all who are silent had answered lowest or highest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Bounds {
    /// All lowest.
    pub lowest: f64,
    /// All highest.
    pub highest: f64,
}

/// The common mean of all who are silent that would move the score to a cut.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BreakEven {
    /// The cut nearest to the score.
    pub cut: f64,
    /// The mean they would need; null when no answers of theirs could reach the cut.
    pub needed: Option<f64>,
}

/// One of the two sides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Side {
    /// The attribute value, such as `sales`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// How many answered; may always be shown.
    pub answered: u64,
    /// Its estimate.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// People on its roster.
    pub roster: Option<u64>,
    /// Answered of roster.
    pub response_rate: Option<f64>,
}

/// Groups of one attribute side by side, on the questions all of them were asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Contrast {
    /// The attribute.
    pub attribute: String,
    /// Its values.
    pub groups: Vec<ContrastGroup>,
}

/// One group of a contrast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContrastGroup {
    /// The attribute's value.
    pub value: String,
    /// Its name for people.
    pub name: String,
    /// Its estimate on the common questions.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// By dimension in pack order, on the common questions.
    pub dimensions: Vec<Option<f64>>,
}

/// A difference, first side minus second side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Gap {
    /// In points.
    pub difference: f64,
    /// The range that fits the answers.
    pub interval: Option<Interval>,
    /// Welch, two-sided.
    pub p: Option<f64>,
    /// The same after Holm over the dimensions.
    pub p_holm: Option<f64>,
    /// Exact rank test, two-sided, where the smaller side is small.
    pub p_rank: Option<f64>,
    /// Share of pairs in which the first side's answer is the higher one, ties half.
    pub probability_of_superiority: Option<f64>,
    /// Standardised difference with the exact small-sample factor.
    pub hedges_g: Option<f64>,
    /// Whether it counts as a difference; null where that was not tested.
    pub marked: Option<bool>,
}

/// One dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DimensionResult {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its estimate.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Points below where the next level begins; zero at or above it, null without an estimate.
    pub below_target: Option<f64>,
    /// By side.
    pub sides: Vec<DimensionSide>,
    /// First side minus second side.
    pub gap: Option<Gap>,
    /// Internal consistency.
    pub reliability: Option<Reliability>,
}

/// One side in one dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DimensionSide {
    /// The side.
    pub id: String,
    /// Its estimate.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// How alike its people answered.
    pub agreement: Option<Agreement>,
}

/// How alike the people of a group answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Agreement {
    /// Average distance from the group's mean, in steps of the option scale.
    pub ad: f64,
    /// 1 − mean variance over the uniform null's; may be negative.
    pub rwg_star: Option<f64>,
    /// r_wg(j) under the uniform null.
    pub rwg_j: Option<f64>,
    /// r_wg(j) under a slight skew, where published values exist.
    pub rwg_j_skewed: Option<f64>,
    /// In a word.
    pub word: String,
    /// Respondents with every question of the dimension answered.
    pub n: u64,
}

/// Internal consistency of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reliability {
    /// Cronbach's alpha.
    pub alpha: Option<f64>,
    /// Feldt's interval.
    pub interval: Option<Interval>,
    /// Complete rows.
    pub n: u64,
    /// `not-computed`, `exploratory` or `reported`.
    pub status: String,
    /// Correlation of each question with the sum of the others.
    pub item_rest: Vec<ItemRest>,
}

/// Correlation of a question with the rest of its dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemRest {
    /// The question.
    pub question: String,
    /// The correlation; null without variance.
    pub r: Option<f64>,
}

/// How many people's own totals lie in a level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelShare {
    /// The level.
    pub level: String,
    /// The people.
    #[serde(flatten)]
    pub share: Share,
}

/// A share of people with Wilson's interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub of: u64,
    /// The share.
    pub share: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionResult {
    /// Its id.
    pub id: String,
    /// Its dimension's id.
    pub dimension: String,
    /// Its name for people.
    pub name: String,
    /// Its estimate.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Value of the option nearest to the estimate.
    pub nearest: Option<i64>,
    /// Answers by option; null for small groups.
    pub counts: Option<Vec<OptionCount>>,
    /// Answers in the upper half of the options; null for small groups.
    #[serde(default)]
    pub upper: Option<Share>,
    /// How many did not know; null for small groups.
    pub dont_know: Option<u64>,
    /// To how many it does not apply; null for small groups.
    pub not_applicable: Option<u64>,
    /// How many gave no answer; null for small groups.
    pub not_answered: Option<u64>,
    /// How many were not asked; null for small groups.
    pub not_asked: Option<u64>,
    /// By side.
    pub sides: Vec<QuestionSide>,
    /// First side minus second side, in points.
    pub difference: Option<f64>,
    /// The beginning of a SHA-256 of everything that decides what an answer to it counts: equal for
    /// equal scoring, whatever the wording. Missing in files of earlier versions.
    #[serde(default)]
    pub scoring: Option<String>,
}

/// Answers that chose an option.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OptionCount {
    /// The option's value.
    pub value: i64,
    /// How many chose it.
    pub count: u64,
}

/// One side on one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionSide {
    /// The side.
    pub id: String,
    /// How many answered with an option; null where it must not be shown.
    pub n: Option<u64>,
    /// Mean points.
    pub score: Option<f64>,
    /// Value of the option nearest to the mean.
    pub nearest: Option<i64>,
    /// Answers by option; only for ten or more.
    pub counts: Option<Vec<OptionCount>>,
}

/// What stands out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Highlights {
    /// Up to three dimensions with the highest estimates.
    pub strongest: Vec<String>,
    /// Up to three dimensions furthest below the level aimed at.
    pub furthest: Vec<String>,
    /// Up to three questions on which the sides differ most, largest first.
    pub differ_most: Vec<String>,
}

/// A circumstance of the organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FactValue {
    /// The fact.
    pub id: String,
    /// Its value; several where the heads of the two sides differ; none where nothing is known or assumed.
    pub values: Vec<String>,
    /// Whether the value is assumed for want of one.
    pub assumed: bool,
}

/// The level that suits the circumstances.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fit {
    /// The level.
    pub level: String,
    /// The rule that decided.
    pub rule: String,
    /// Why, one sentence.
    pub reason: String,
    /// Facts that decided it.
    pub decided_by: Vec<Deciding>,
    /// Missing facts whose answer could change it.
    pub could_change: Vec<CouldChange>,
}

/// A fact that decided the fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Deciding {
    /// The fact.
    pub fact: String,
    /// Its value.
    pub value: String,
    /// `supports`: part of the rule's reason; `tips`: another answer to this fact alone would change the fit.
    pub effect: String,
}

/// A missing fact whose answer could change the fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CouldChange {
    /// The fact.
    pub fact: String,
    /// The value that would change it.
    pub value: String,
    /// The level that would fit then.
    pub to: String,
}

/// The level aimed at now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Next {
    /// The level.
    pub level: String,
    /// The level the plan starts from.
    pub from: String,
    /// Whether it is reached already: hold and repair.
    pub hold: bool,
}

/// Points still to go; zero where reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Distance {
    /// To the level aimed at.
    pub to_next: f64,
    /// To the level that fits.
    pub to_fit: Option<f64>,
    /// To the highest level.
    pub to_top: f64,
}

/// What it would take to reach the next cut.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Route {
    /// The level it leads to.
    pub to: String,
    /// Points the score lacks.
    pub needed: f64,
    /// How many changes in all.
    pub total_changes: usize,
    /// The first of them.
    pub changes: Vec<RouteChange>,
}

/// One question raised to its next anchor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RouteChange {
    /// The question.
    pub question: String,
    /// Its estimate before.
    pub from: f64,
    /// Its estimate after: the points of an option.
    pub to: f64,
    /// Value of that option.
    pub to_value: i64,
    /// What the score gains.
    pub gain: f64,
    /// The guard that asks for it first.
    pub guard: Option<String>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StepAdvice {
    /// Its id in the pack.
    pub id: String,
    /// An imperative.
    pub title: String,
    /// When.
    pub when: StepWhen,
    /// `any`, a level, `hold` or `unlock`.
    #[serde(rename = "move")]
    pub toward: String,
    /// What to do, two to four sentences.
    #[serde(rename = "do")]
    pub action: String,
    /// Why, one sentence.
    pub why: String,
    /// What triggered it.
    pub triggered_by: Vec<Evidence>,
    /// Who.
    pub owner: String,
    /// `S`, `M` or `L`.
    pub effort: String,
    /// How long until it shows.
    pub horizon: String,
    /// How one knows.
    pub done_when: String,
    /// `A`, `B` or `C`.
    pub evidence: String,
    /// What it rests on.
    pub source: Option<String>,
    /// Steps that come before it and are still open.
    pub needs: Vec<String>,
    /// What keeps it from being done now.
    pub blocked_by: Vec<Evidence>,
}

/// When a step is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum StepWhen {
    /// In every report, before and beyond the others.
    Always,
    /// Now.
    Now,
    /// On the roadmap.
    Later,
}

/// Change since an earlier assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Comparison {
    /// The earlier assessment.
    pub baseline: BaselineRef,
    /// Change of the headline.
    pub overall: Option<Change>,
    /// Change by side.
    pub sides: Vec<NamedChange>,
    /// Change by dimension.
    pub dimensions: Vec<NamedChange>,
    /// Dimensions whose questions are not the same in both, by id; nothing is said of their change.
    #[serde(default)]
    pub not_compared: Vec<String>,
}

/// Which earlier assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BaselineRef {
    /// Its wave.
    pub wave: Option<String>,
    /// How many it rested on.
    pub n: Option<u64>,
    /// The version of the questionnaire it rested on.
    #[serde(default)]
    pub version: Option<String>,
}

/// How a change was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ChangeMethod {
    /// From those who answered both times, each compared with themselves.
    Paired,
    /// From two groups whose people could not be linked.
    NotLinked,
    /// From everybody on the roster, both times: there is nothing to estimate.
    Census,
}

/// A change in points.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Change {
    /// Now minus then.
    pub difference: f64,
    /// The range that fits the answers.
    pub interval: Option<Interval>,
    /// Whether chance explains it; null where that cannot be told.
    pub beyond_chance: Option<bool>,
    /// Whether it counts as a change of level.
    pub level_changed: Option<bool>,
    /// How it was found.
    #[serde(default)]
    pub method: Option<ChangeMethod>,
    /// Standard error in points.
    #[serde(default)]
    pub standard_error: Option<f64>,
    /// Degrees of freedom.
    #[serde(default)]
    pub df: Option<f64>,
    /// How many are in both; null where that is not known.
    #[serde(default)]
    pub pairs: Option<u64>,
    /// How many are only in the later one; null where that is not known.
    #[serde(default)]
    pub joined: Option<u64>,
    /// How many are only in the earlier one; null where that is not known.
    #[serde(default)]
    pub left: Option<u64>,
}

impl Change {
    /// How many people were compared with themselves, if the change comes from them.
    #[must_use]
    pub fn pairs_compared(&self) -> Option<u64> {
        self.pairs.filter(|_| self.method == Some(ChangeMethod::Paired))
    }
}

/// A change of something with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NamedChange {
    /// Side or dimension.
    pub id: String,
    /// Null where either value is null.
    pub change: Option<Change>,
}

/// How the answers were given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerQuality {
    /// How many gave the same answer nearly everywhere.
    pub straight_lined: Option<u64>,
    /// The score without them.
    pub without_them: Option<f64>,
    /// The score of those who answered everything asked.
    pub complete_only: Option<f64>,
    /// How many those are.
    pub complete_n: Option<u64>,
    /// Share of asked and applicable questions answered "don't know".
    pub dont_know_share: Option<f64>,
}

/// Something that deserves attention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Finding {
    /// Stable code, `area/kebab-case`.
    pub code: String,
    /// `note`, `warning` or `error`.
    pub severity: String,
    /// One sentence.
    pub message: String,
    /// The numbers behind it.
    pub evidence: Vec<Evidence>,
}

/// Something that is null or an empty list, and why; in the order of the document.
///
/// Everything that could hold a result and does not is spoken for, by the entry that stands nearest:
///
/// - An entry speaks for what its pointer leads to and for all below it.
/// - A pointer to `…/score` speaks for the whole estimate beside it: for all that the same object
///   holds, such as level, interval and gap, and for all below it.
/// - A pointer to `…/interval` speaks for what rests on the same spread: `standard_error`, `df`, `p`,
///   `p_holm`, `hedges_g` and `certainty` beside it.
/// - A pointer to `…/counts` speaks for how the question was answered: `upper`, `dont_know`,
///   `not_applicable`, `not_answered` and `not_asked` beside it, and `counts` of its sides.
///
/// [`Assessment::reason`] follows this rule. What else is null is no missing result:
///
/// - what was not given: `organization`, `wave`, rosters and so `response_rate`, `bounds` and
///   `break_even`; `comparison` without an earlier assessment; `fit` and `to_fit` of a
///   questionnaire without fit rules; `source` of a step; `gap` and `difference` of one without sides;
/// - what there is none of: `level` where the verdict names two; `sd` of two sides together;
///   `effective_n` where the sides do not weigh equally; a range of `people_weighted`, of the groups
///   of a contrast and of a question; `route` at the highest level; `break_even.needed` where no answers
///   would do; `p_holm` of the totals; `guard` of a change that no guard asks for; the score of a fact
///   and the value of a number in evidence;
/// - what was not tested or is not published: `p_rank`, `marked`, `rwg_j_skewed`, a correlation `r`
///   without variance, and `alpha` with its interval, of which `status` says why; in a change
///   `level_changed`, `beyond_chance`, `pairs`, `joined` and `left`, and for a census its range;
/// - in one person's own view, whatever takes several people, such as a range or a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Suppressed {
    /// JSON pointer into the assessment.
    pub pointer: String,
    /// Why.
    pub reason: Reason,
}

/// Why something is null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Fewer people than a published group must have.
    BelowMinimum,
    /// Showing it would give away a group below the minimum.
    Complementary,
    /// Nobody answered.
    NoData,
    /// Nobody was asked.
    NotAsked,
    /// Not enough to compute it, or nothing to compute.
    NotComputable,
    /// Nobody who answered belongs to one of the two sides.
    NobodyOnASide,
    /// Between one and the minimum less one joined or left the group since a wave that is shown:
    /// the two numbers together would give their answers away.
    FewJoinedOrLeft,
    /// The two waves did not ask the same questions.
    OtherQuestions,
}

impl Reason {
    /// As in data.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::BelowMinimum => "below-minimum",
            Self::Complementary => "complementary",
            Self::NoData => "no-data",
            Self::NotAsked => "not-asked",
            Self::NotComputable => "not-computable",
            Self::NobodyOnASide => "nobody-on-a-side",
            Self::FewJoinedOrLeft => "few-joined-or-left",
            Self::OtherQuestions => "other-questions",
        }
    }
}

/// How it was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Method {
    /// Fewest people in a published group.
    pub minimum_group: u64,
    /// Whether a small team agreed to be shown.
    pub named: bool,
    /// The rule for missing answers, in words.
    pub missing_rule: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_current() {
        crate::json::schema::compare::<Assessment>("assessment");
    }
}
