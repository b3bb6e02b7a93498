//! The gate: conditions that an assessment must meet, and what becomes of each.
//!
//! A [`Gate`] comes from a project file, from flags, or from both; [`judge`] reads nothing but the
//! figures that an assessment publishes, so that what is suppressed cannot be judged and nobody
//! learns from a verdict what a report would not show.

mod age;
mod judge;
mod limits;

use serde::Serialize;

use super::{Assessment, Certainty, Interval, Reason, Verdict as LevelVerdict};
use crate::date::Day;
use crate::pack::{DimensionIndex, LevelIndex, QuestionIndex};
use crate::source::Place;

pub use age::{Period, period};
pub use judge::judge;
pub use limits::{Limit, limit};

/// How much a condition that is not met weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It is listed and not judged.
    Off,
    /// It is said, and changes no exit code.
    Warn,
    /// It fails the run.
    Error,
}

impl Severity {
    /// Every severity.
    pub const ALL: [Self; 3] = [Self::Off, Self::Warn, Self::Error];

    /// Its name in data.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// What is asked of an assessment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Demand {
    /// At least so many answers with a total.
    Answers(u64),
    /// At least this share of each side answered.
    ResponseRate(f64),
    /// The wave is at most so many days old.
    Age(u64),
    /// At least this level, after guards; where two levels are named, the lower one.
    Level(LevelIndex),
    /// The level is at least so certain.
    Certainty(Certainty),
    /// At least this score.
    Score(f64),
    /// The totals of the two sides are at most so many points apart.
    Gap(f64),
    /// A dimension has at least this score.
    Dimension(DimensionIndex, f64),
    /// A question has at least this score.
    Question(QuestionIndex, f64),
    /// Since the baseline the score, or that of one dimension, fell by at most so many points.
    Drop {
        /// Which dimension; none for the whole.
        of: Option<DimensionIndex>,
        /// How many points.
        most: f64,
        /// Whether a fall counts even where chance explains it.
        literal: bool,
    },
}

/// What a condition is about, in the order in which conditions are judged and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// How many answered.
    Answers,
    /// Which share of each side answered.
    ResponseRate,
    /// How old the wave is.
    Age,
    /// The level.
    Level,
    /// How certain the level is.
    Certainty,
    /// The score.
    Score,
    /// How far the sides are apart.
    Gap,
    /// The score of a dimension.
    Dimension,
    /// The score of a question.
    Question,
    /// The change since the baseline.
    Drop,
}

impl Kind {
    /// Its name in data.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::ResponseRate => "response-rate",
            Self::Age => "age",
            Self::Level => "level",
            Self::Certainty => "certainty",
            Self::Score => "score",
            Self::Gap => "gap",
            Self::Dimension => "dimension",
            Self::Question => "question",
            Self::Drop => "drop",
        }
    }

    /// The severity where none is written: what people answered warns, because a score that stops
    /// something is answered for the gate; who answered and when may fail.
    #[must_use]
    pub const fn default_severity(self) -> Severity {
        match self {
            Self::Answers | Self::ResponseRate | Self::Age => Severity::Error,
            Self::Level
            | Self::Certainty
            | Self::Score
            | Self::Gap
            | Self::Dimension
            | Self::Question
            | Self::Drop => Severity::Warn,
        }
    }
}

impl Demand {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Answers(_) => Kind::Answers,
            Self::ResponseRate(_) => Kind::ResponseRate,
            Self::Age(_) => Kind::Age,
            Self::Level(_) => Kind::Level,
            Self::Certainty(_) => Kind::Certainty,
            Self::Score(_) => Kind::Score,
            Self::Gap(_) => Kind::Gap,
            Self::Dimension(..) => Kind::Dimension,
            Self::Question(..) => Kind::Question,
            Self::Drop { .. } => Kind::Drop,
        }
    }

    /// The dimension it is about.
    #[must_use]
    pub const fn dimension(&self) -> Option<DimensionIndex> {
        match self {
            Self::Dimension(dimension, _) => Some(*dimension),
            Self::Drop { of, .. } => *of,
            _ => None,
        }
    }

    /// The question it is about.
    #[must_use]
    pub const fn question(&self) -> Option<QuestionIndex> {
        match self {
            Self::Question(question, _) => Some(*question),
            _ => None,
        }
    }

    /// What no two conditions of a gate share.
    fn subject(&self) -> (Kind, Option<usize>) {
        (self.kind(), self.dimension().or(self.question()))
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A place in a project file.
    File(Place),
    /// A flag, such as `--min-score`.
    Flag(&'static str),
}

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What is asked.
    pub demand: Demand,
    /// How much it weighs.
    pub severity: Severity,
    /// Who asks.
    pub origin: Origin,
}

/// Conditions, each subject once, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gate {
    conditions: Vec<Condition>,
    replaced: Vec<&'static str>,
}

impl Gate {
    /// Adds a condition in its place. One of the same subject gives way and is returned.
    pub fn insert(&mut self, condition: Condition) -> Option<Condition> {
        let subject = condition.demand.subject();
        match self
            .conditions
            .binary_search_by_key(&subject, |known| known.demand.subject())
        {
            Ok(at) => self
                .conditions
                .get_mut(at)
                .map(|known| std::mem::replace(known, condition)),
            Err(at) => {
                self.conditions.insert(at, condition);
                None
            }
        }
    }

    /// This gate with the conditions of flags over it.
    #[must_use]
    pub fn with(mut self, flags: &Self) -> Self {
        for condition in &flags.conditions {
            if self.insert(condition.clone()).is_some()
                && let Origin::Flag(flag) = condition.origin
            {
                self.replaced.push(flag);
            }
        }
        self
    }

    /// Lets every fall count, whatever explains it.
    pub fn take_drops_literally(&mut self) {
        for condition in &mut self.conditions {
            if let Demand::Drop { literal, .. } = &mut condition.demand {
                *literal = true;
            }
        }
    }

    /// The conditions, in order.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Whether a condition of this kind is judged.
    #[must_use]
    pub fn judges(&self, kind: Kind) -> bool {
        self.conditions
            .iter()
            .any(|condition| condition.demand.kind() == kind && condition.severity != Severity::Off)
    }
}

/// What is known of a run beside the assessment.
#[derive(Debug, Clone, Default)]
pub struct Circumstances<'a> {
    /// The day on which ages are counted, and whether somebody named it.
    pub today: Option<Today>,
    /// The latest day on which an answer was handed in.
    pub latest: Option<Day>,
    /// The earlier assessment that the comparison of this one came from.
    pub baseline: Option<&'a Assessment>,
    /// Whether a run without an earlier assessment passes conditions on change.
    pub first_run: bool,
    /// Whether the people are a part of those the roster counts.
    pub partial: bool,
}

/// The day on which ages are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// Which day.
    pub day: Day,
    /// Who says so.
    pub said_by: SaidBy,
}

/// Who says which day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidBy {
    /// `--today`
    Flag,
    /// `SOURCE_DATE_EPOCH`
    Environment,
    /// The machine's clock, at UTC.
    Clock,
}

/// What became of the conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Whose; none when the answers name none.
    pub organization: Option<String>,
    /// Which round; none when the answers name none.
    pub wave: Option<String>,
    /// The round compared with.
    pub baseline_wave: Option<String>,
    /// By condition, in order.
    pub results: Vec<ConditionResult>,
    /// What else deserves to be said.
    pub notices: Vec<Notice>,
}

/// What became of one condition.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionResult {
    /// What was asked, how much it weighs, who asked.
    pub condition: Condition,
    /// What was found; none where it is not shown or not known.
    pub found: Option<Found>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it could not be judged.
    pub obstacle: Option<Obstacle>,
}

/// What became of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It holds.
    Met,
    /// It does not hold.
    Missed,
    /// Not enough answered so far.
    NotYet,
    /// What it needs is not shown or not known.
    CannotBeJudged,
    /// It is off, or there is nothing to compare with in a first run.
    NotJudged,
}

/// What a condition does to the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It holds.
    Pass,
    /// It does not, and warns.
    Warn,
    /// It does not, and fails the run.
    Fail,
    /// It was not judged.
    Skip,
}

impl ConditionResult {
    /// What it does to the run: only what holds passes.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        match (self.outcome, self.condition.severity) {
            (Outcome::NotJudged, _) | (_, Severity::Off) => Mark::Skip,
            (Outcome::Met, _) => Mark::Pass,
            (_, Severity::Warn) => Mark::Warn,
            (_, Severity::Error) => Mark::Fail,
        }
    }
}

/// What all conditions together come to, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every condition that was judged holds.
    Passed,
    /// Some do not, and none of them fails the run.
    Warned,
    /// One that does not hold fails the run.
    Failed,
}

impl Judgement {
    /// What the conditions come to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let marks = self.results.iter().map(|result| match result.mark() {
            Mark::Pass | Mark::Skip => Verdict::Passed,
            Mark::Warn => Verdict::Warned,
            Mark::Fail => Verdict::Failed,
        });
        marks.max().unwrap_or(Verdict::Passed)
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Answers with a total.
    Answers(u64),
    /// By side: its name and the share that answered.
    Rates(Vec<(String, f64)>),
    /// Age in whole days, and since what.
    Age {
        /// How many.
        days: u64,
        /// Since what.
        since: Since,
    },
    /// The levels named, lowest first.
    Levels(LevelVerdict, Vec<LevelIndex>),
    /// How certain the level is.
    Certainty(Certainty),
    /// A score.
    Score(f64, Option<Interval>),
    /// First side minus second side.
    Gap(f64, Option<Interval>),
    /// Now minus then.
    Change {
        /// In points.
        difference: f64,
        /// The range that fits the answers.
        interval: Option<Interval>,
        /// Whether chance explains it; none where that cannot be told.
        beyond_chance: Option<bool>,
        /// How many people were compared with themselves, if the change comes from them.
        pairs: Option<u64>,
    },
}

/// What an age is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// The latest day on which an answer was handed in.
    LatestAnswer,
    /// The last day of the period that the wave is named after.
    EndOfWave,
}

/// Why a condition could not be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The figure is not shown.
    Hidden(Option<Reason>),
    /// It is not known how many people a side has.
    NoRoster,
    /// The roster counts everybody, and these are a part of them.
    PartOfRoster,
    /// Neither answers nor the name of the wave say when it was.
    NoDay,
    /// The answers come from the future.
    Future,
    /// There is no earlier assessment.
    NoBaseline,
    /// The two assessments cannot be compared in this.
    NoChange,
    /// Whether chance explains the change cannot be told.
    ChanceUnknown,
}

/// Something to know about a judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Flags stand in place of conditions of the project file.
    Replaced(Vec<&'static str>),
    /// Nothing to compare with, and that was allowed.
    FirstRun,
    /// The baseline is of another version or wording of the questionnaire.
    OtherVersion {
        /// The version of the baseline.
        then: String,
        /// The version of this assessment.
        now: String,
    },
    /// The baseline is of the wave that is judged.
    SameWave,
    /// A baseline is given and no condition asks for it.
    BaselineUnused,
    /// One person's own answers were judged.
    OnePerson,
    /// Nobody who answered belongs to one of the two sides, so there is nothing to judge.
    NobodyOnASide,
    /// Every condition is off.
    NothingJudged,
    /// The day on which ages were counted.
    Today(Day, SaidBy),
}
