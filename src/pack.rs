//! A pack: a versioned questionnaire with its scoring rules, levels, advice and texts.
//!
//! [`Pack`] is the true form: once it exists it cannot be wrong. It is made from the written
//! form, the JSON file, which reports every fault with its place. Everything that decides a
//! result is data here; no other floor holds a number of the instrument.

pub mod builtin;
mod check;
pub mod condition;
pub mod diff;
mod digest;
mod load;
mod place;
pub mod show;
pub mod start;
#[cfg(test)]
pub(crate) mod tests;
mod validate;
pub mod words;
pub mod written;

use std::fmt;

use serde::Serialize;

use crate::number::ExactScore;
pub use check::{Soundness, check};
pub use condition::Condition;
pub use load::{FORMAT, load, read};

/// Index of a question in [`Pack::questions`].
pub type QuestionIndex = usize;
/// Index of a dimension in [`Pack::dimensions`].
pub type DimensionIndex = usize;
/// Index of a level in [`Pack::levels`], 0 the lowest.
pub type LevelIndex = usize;
/// Index of an attribute in [`Pack::attributes`].
pub type AttributeIndex = usize;
/// Index of a fact in [`Pack::facts`].
pub type FactIndex = usize;
/// Index of a step in [`Pack::steps`].
pub type StepIndex = usize;

/// A questionnaire with everything that decides its results, proven consistent.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// Kebab-case name.
    pub id: String,
    /// Which version of it.
    pub version: Version,
    /// Language tag of the texts.
    pub language: String,
    /// One line.
    pub title: String,
    /// A short paragraph.
    pub about: String,
    /// What the texts rest on.
    pub sources: Vec<SourceRef>,
    /// The scale that scores lie on.
    pub axis: Axis,
    /// Lowest and highest total that answers can reach; intervals and bounds are clipped to it.
    pub attainable: Range,
    /// Bands of the axis, lowest first.
    pub levels: Vec<Level>,
    /// What is asked of a respondent beside the questions.
    pub attributes: Vec<Attribute>,
    /// The two functions whose relationship is assessed.
    pub sides: Option<Sides>,
    /// Attributes whose values are reported side by side.
    pub contrasts: Vec<AttributeIndex>,
    /// What the questions measure, in the order asked.
    pub dimensions: Vec<Dimension>,
    /// The questions, in the order asked.
    pub questions: Vec<Question>,
    /// When a score exists.
    pub scoring: Scoring,
    /// Numbers that decide what a report says.
    pub reporting: Reporting,
    /// Unscored circumstances of the organisation.
    pub facts: Vec<Fact>,
    /// Which level fits the circumstances; the first rule that holds decides.
    pub fit: Vec<FitRule>,
    /// Rules that cap the level.
    pub guards: Vec<Guard>,
    /// What to do next.
    pub steps: Vec<Step>,
    /// Contradictions and cautions worth a sentence.
    pub findings: Vec<FindingRule>,
    /// SHA-256 of the canonical JSON, in lower-case hexadecimal.
    pub digest: String,
}

impl Pack {
    /// Index of the question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<QuestionIndex> {
        self.questions.iter().position(|question| question.id == id)
    }

    /// Index of the dimension with this id.
    #[must_use]
    pub fn dimension(&self, id: &str) -> Option<DimensionIndex> {
        self.dimensions.iter().position(|dimension| dimension.id == id)
    }

    /// Index of the level with this id.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<LevelIndex> {
        self.levels.iter().position(|level| level.id == id)
    }

    /// Index of the attribute with this id.
    #[must_use]
    pub fn attribute(&self, id: &str) -> Option<AttributeIndex> {
        self.attributes.iter().position(|attribute| attribute.id == id)
    }

    /// Index of the fact with this id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<FactIndex> {
        self.facts.iter().position(|fact| fact.id == id)
    }

    /// Index of the step with this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<StepIndex> {
        self.steps.iter().position(|step| step.id == id)
    }

    /// The level that holds an exact score.
    #[must_use]
    pub fn level_of(&self, score: ExactScore) -> LevelIndex {
        self.levels
            .iter()
            .rposition(|level| ExactScore::from_thousandths(level.from) <= score)
            .unwrap_or(0)
    }

    /// The level that holds an estimate, with the slack of [`crate::number::CUT_SLACK`].
    #[must_use]
    pub fn level_of_estimate(&self, score: f64) -> LevelIndex {
        self.levels
            .iter()
            .rposition(|level| level.cut() <= score + crate::number::CUT_SLACK)
            .unwrap_or(0)
    }

    /// Where the levels above the lowest begin.
    #[must_use]
    pub fn cuts(&self) -> Vec<f64> {
        self.levels.iter().skip(1).map(Level::cut).collect()
    }

    /// The questions of a dimension, in pack order.
    pub fn questions_of(&self, dimension: DimensionIndex) -> impl Iterator<Item = QuestionIndex> + '_ {
        (0..self.questions.len()).filter(move |&index| self.questions[index].dimension == dimension)
    }
}

/// One end of a question's points.
type End = fn(&Question) -> Option<i64>;

/// The worst answer to a question, in thousandths.
fn worst(question: &Question) -> Option<i64> {
    question.options.iter().map(|option| option.points).min()
}

/// The best answer to a question, in thousandths.
fn best(question: &Question) -> Option<i64> {
    question.options.iter().map(|option| option.points).max()
}

/// The weighted mean of `questions` when every answer lies at that end; `None` without questions.
fn mean_at<'q>(questions: impl Iterator<Item = &'q Question>, end: End) -> Option<ExactScore> {
    let (mut sum, mut weights): (i128, i128) = (0, 0);
    for question in questions {
        sum += i128::from(end(question)?) * i128::from(question.weight);
        weights += i128::from(question.weight);
    }
    ExactScore::new(sum, weights * 1_000)
}

/// Lowest and highest total that the questions chosen by `asked` can reach; `None` without any.
///
/// A total is the weighted mean of the dimensions, and a dimension of its questions, so that it
/// is extreme when every answer is.
fn attainable(
    dimensions: &[Dimension],
    questions: &[Question],
    asked: impl Fn(&Question) -> bool,
) -> Option<Range> {
    let total = |end: End| {
        let mut means = Vec::new();
        for (index, dimension) in dimensions.iter().enumerate() {
            let mine = questions
                .iter()
                .filter(|question| question.dimension == index && asked(question));
            if let Some(mean) = mean_at(mine, end) {
                means.push((mean, dimension.weight.unsigned_abs()));
            }
        }
        ExactScore::weighted_mean(&means).map(ExactScore::to_f64)
    };
    Some(Range {
        low: total(worst)?,
        high: total(best)?,
    })
}

/// A semantic version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Scoring or meaning changed.
    pub major: u32,
    /// Questions or steps were added.
    pub minor: u32,
    /// Wording that keeps the meaning.
    pub patch: u32,
}

impl Version {
    /// `1.0.0`
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|part| {
            let canonical = part == "0" || !part.starts_with('0');
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            (canonical && digits).then(|| part.parse::<u32>().ok()).flatten()
        });
        let version = Self {
            major: parts.next()??,
            minor: parts.next()??,
            patch: parts.next()??,
        };
        parts.next().is_none().then_some(version)
    }

    /// Whether answers to `older` can be read with this version: the same major, not newer.
    #[must_use]
    pub fn reads(self, older: Self) -> bool {
        self.major == older.major && older <= self
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// A source that texts cite by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRef {
    /// Short name.
    pub id: String,
    /// Author, year, title.
    pub text: String,
    /// Where it can be found.
    pub url: Option<String>,
}

/// The scale that scores lie on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// Lowest value, in thousandths.
    pub min: i64,
    /// Highest value, in thousandths.
    pub max: i64,
}

/// A closed range of scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Range {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
}

/// A band of the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Name in data.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Where the band begins, in thousandths; it holds this value and ends below the next.
    pub from: i64,
    /// What it means, a short lower-case phrase.
    pub gloss: String,
    /// How one recognises it.
    pub signs: Vec<String>,
}

impl Level {
    /// Where the band begins, in points.
    #[must_use]
    pub fn cut(&self) -> f64 {
        ExactScore::from_thousandths(self.from).to_f64()
    }
}

/// Something asked of a respondent beside the questions, such as their function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Name in data.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The question put to the respondent.
    pub ask: String,
    /// Allowed values; `None` for an open attribute.
    pub values: Option<Vec<Choice>>,
}

/// One of the values of a closed attribute, or of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Name in data.
    pub value: String,
    /// Text for people.
    pub label: String,
    /// What a report calls the people who chose it.
    pub group: String,
}

/// The attribute whose two values are the sides, first and second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// Which attribute.
    pub attribute: AttributeIndex,
    /// Indices into its values.
    pub values: [usize; 2],
}

/// The questions that measure one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Name in data.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// One sentence.
    pub about: String,
    /// Weight in the total, in thousandths.
    pub weight: i64,
    /// 1 activities, 2 processes and systems, 3 culture.
    pub difficulty: i64,
}

/// A question and its possible answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Name in data.
    pub id: String,
    /// What it belongs to.
    pub dimension: DimensionIndex,
    /// A few words for tables.
    pub name: String,
    /// What is asked.
    pub text: String,
    /// A remark that helps to answer.
    pub help: Option<String>,
    /// Possible answers in the order written; values are unique.
    pub options: Vec<AnswerOption>,
    /// Whether the short form asks it.
    pub short: bool,
    /// Whether "not applicable" is a possible answer.
    pub not_applicable: bool,
    /// Whether the file marked it reverse-keyed; the points of [`Question::options`] are keyed already.
    pub reverse: bool,
    /// Weight in its dimension, in thousandths.
    pub weight: i64,
    /// Whom it is asked of; `None` means everybody.
    pub ask: Option<Condition>,
    /// The version of the pack that added it; answers to an older one were not asked it.
    pub since: Option<Version>,
    /// Free references of the author.
    pub covers: Vec<String>,
}

impl Question {
    /// Index of the option with this value.
    #[must_use]
    pub fn option(&self, value: i64) -> Option<usize> {
        self.options.iter().position(|option| option.value == value)
    }

    /// Index of the option whose points lie nearest to `score`; the lower one of two equally near.
    #[must_use]
    pub fn nearest(&self, score: f64) -> usize {
        let distance = |index: usize| (self.options[index].points().to_f64() - score).abs();
        let mut order: Vec<usize> = (0..self.options.len()).collect();
        order.sort_by_key(|&index| self.options[index].points);
        order
            .into_iter()
            .min_by(|&a, &b| distance(a).total_cmp(&distance(b)))
            .unwrap_or(0)
    }
}

/// A possible answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerOption {
    /// What answer files hold.
    pub value: i64,
    /// The sentence.
    pub label: String,
    /// What it counts on the axis, in thousandths, mirrored already if the question is reverse-keyed.
    pub points: i64,
}

impl AnswerOption {
    /// What it counts on the axis.
    #[must_use]
    pub fn points(&self) -> ExactScore {
        ExactScore::from_thousandths(self.points)
    }
}

/// When a score exists. Shares in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scoring {
    /// Least share of a dimension's asked and applicable questions answered.
    pub dimension_minimum: i64,
    /// Least share of the dimensions scored.
    pub total_minimum_dimensions: i64,
    /// Least share of the asked questions answered.
    pub total_minimum_questions: i64,
}

/// Numbers that decide what a report says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reporting {
    /// Fewest people in a published group.
    pub minimum_group: u64,
    /// Share of don't-knows that is worth a finding.
    pub dont_know_share: f64,
    /// Response rate of each side from which a result may be used.
    pub response_rate_use: f64,
    /// Response rate from which it may be used with care.
    pub response_rate_care: f64,
    /// Smallest gap in points that matters.
    pub relevant_gap: f64,
    /// Support from which a level is "clear".
    pub certainty_clear: f64,
    /// Support from which a level is "probable".
    pub certainty_probable: f64,
    /// Fewest steps for now.
    pub steps_least: usize,
    /// Most steps for now.
    pub steps_most: usize,
    /// Changes of the route that are shown.
    pub route_shown: usize,
}

/// An unscored circumstance of the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Name in data.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The question put to whoever sets the project up.
    pub ask: String,
    /// Possible values.
    pub options: Vec<Choice>,
    /// Index of the value that fit rules assume when it is missing.
    pub assumed: Option<usize>,
}

impl Fact {
    /// Index of the option with this value.
    #[must_use]
    pub fn option(&self, value: &str) -> Option<usize> {
        self.options.iter().position(|option| option.value == value)
    }
}

/// Which level fits when.
#[derive(Debug, Clone, PartialEq)]
pub struct FitRule {
    /// Name in data.
    pub id: String,
    /// When; `None` always holds and stands last.
    pub when: Option<Condition>,
    /// The level that fits.
    pub fit: LevelIndex,
    /// One sentence for the report.
    pub reason: String,
}

/// A rule that caps the level and says why.
#[derive(Debug, Clone, PartialEq)]
pub struct Guard {
    /// Name in data.
    pub id: String,
    /// The highest level while it holds.
    pub caps: LevelIndex,
    /// When it holds.
    pub when: Condition,
    /// One sentence for the report.
    pub reason: String,
}

/// For which move a step is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Whatever the level aimed at.
    Any,
    /// When aiming at this level or a higher one.
    To(LevelIndex),
    /// Only when the level aimed at is already reached.
    Hold,
    /// Shown on the roadmap only, as what would open the way.
    Unlock,
}

/// How much work a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Effort {
    /// Up to a week.
    #[serde(rename = "S")]
    Small,
    /// Up to a month.
    #[serde(rename = "M")]
    Medium,
    /// More than a month.
    #[serde(rename = "L")]
    Large,
}

impl Effort {
    /// `S`, `M` or `L`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Small => "S",
            Self::Medium => "M",
            Self::Large => "L",
        }
    }
}

/// How well a step is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Evidence {
    /// Empirical study.
    #[serde(rename = "A")]
    Study,
    /// The article or case research.
    #[serde(rename = "B")]
    Cases,
    /// Practitioners.
    #[serde(rename = "C")]
    Practice,
}

impl Evidence {
    /// `A`, `B` or `C`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Study => "A",
            Self::Cases => "B",
            Self::Practice => "C",
        }
    }
}

/// Something to do next.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Name in data.
    pub id: String,
    /// An imperative.
    pub title: String,
    /// What to do, two to four sentences.
    pub action: String,
    /// Why, one sentence.
    pub why: String,
    /// What triggers it; `None` only when `always`.
    pub when: Option<Condition>,
    /// For which move.
    pub toward: Move,
    /// Steps that come before.
    pub needs: Vec<StepIndex>,
    /// Steps that come earlier if they are offered too.
    pub after: Vec<StepIndex>,
    /// When it moves to the front.
    pub first: Option<Condition>,
    /// While this holds it is not for now.
    pub blocked: Option<Condition>,
    /// Who does it.
    pub owner: String,
    /// How much work.
    pub effort: Effort,
    /// How long until it shows.
    pub horizon: String,
    /// How one knows.
    pub done_when: String,
    /// How well supported.
    pub evidence: Evidence,
    /// Index into [`Pack::sources`].
    pub source: Option<usize>,
    /// Printed in every report.
    pub always: bool,
}

/// A contradiction or caution worth a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingRule {
    /// Name in data.
    pub id: String,
    /// Whether it is a warning rather than a note.
    pub warning: bool,
    /// When it holds.
    pub when: Condition,
    /// The sentence.
    pub message: String,
}
