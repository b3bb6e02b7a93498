//! What each change asks of the version: patch is wording, minor is something added, major is
//! scoring or meaning.

use serde::Serialize;

use super::{Kind, Step};

/// What kind of thing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The pack as a whole.
    Pack,
    /// A source.
    Source,
    /// The scale that scores lie on.
    Axis,
    /// A level.
    Level,
    /// An attribute of respondents.
    Attribute,
    /// The two sides.
    Sides,
    /// The attributes reported side by side.
    Contrasts,
    /// A dimension.
    Dimension,
    /// A question.
    Question,
    /// When a score exists.
    Scoring,
    /// What a report says of the numbers.
    Reporting,
    /// A fact.
    Fact,
    /// A fit rule.
    Fit,
    /// A guard.
    Guard,
    /// A step.
    Step,
    /// A finding.
    Finding,
}

impl Part {
    /// As it is written in data.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Source => "source",
            Self::Axis => "axis",
            Self::Level => "level",
            Self::Attribute => "attribute",
            Self::Sides => "sides",
            Self::Contrasts => "contrasts",
            Self::Dimension => "dimension",
            Self::Question => "question",
            Self::Scoring => "scoring",
            Self::Reporting => "reporting",
            Self::Fact => "fact",
            Self::Fit => "fit",
            Self::Guard => "guard",
            Self::Step => "step",
            Self::Finding => "finding",
        }
    }
}

/// Why a change needs the step that it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// A text in another language: no version at all.
    Translation,
    /// Wording; only a person can tell whether it keeps the meaning.
    Wording,
    /// The same things in another order.
    Order,
    /// A remark that decides nothing.
    Remark,
    /// Something more is asked, known or said.
    Added,
    /// The same answers get other advice.
    Advice,
    /// A report says other things of the same numbers.
    Shown,
    /// The same answers count otherwise.
    Scoring,
    /// What is chosen from is not the same.
    Meaning,
    /// The same scores lead to another level.
    Level,
    /// The same facts make another level fit.
    Fit,
    /// Answer or project files that were right are refused.
    Refused,
}

impl Reason {
    /// The step of the version that it needs.
    #[must_use]
    pub const fn requires(self) -> Step {
        match self {
            Self::Translation => Step::None,
            Self::Wording | Self::Order | Self::Remark => Step::Patch,
            Self::Added | Self::Advice | Self::Shown => Step::Minor,
            Self::Scoring | Self::Meaning | Self::Level | Self::Fit | Self::Refused => Step::Major,
        }
    }

    /// What happened to a field that changed for this reason.
    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Wording | Self::Translation => Kind::Reworded,
            Self::Scoring => Kind::Rescored,
            _ => Kind::Changed,
        }
    }
}

/// A list of things with ids.
pub(super) struct List {
    /// Its key in the file.
    pub(super) key: &'static str,
    /// What its items are.
    pub(super) part: Part,
    /// What it means that one is new.
    pub(super) added: Reason,
    /// What it means that one is gone.
    pub(super) removed: Reason,
    /// What another order means.
    pub(super) order: Reason,
    /// The fields of an item, in the order of the file.
    pub(super) fields: &'static [(&'static str, Reason)],
    /// The answers or values that an item offers.
    pub(super) choices: Option<Choices>,
}

/// What can be chosen: the options of a question or a fact, the values of an attribute.
pub(super) struct Choices {
    pub(super) key: &'static str,
    pub(super) added: Reason,
    pub(super) fields: &'static [(&'static str, Reason)],
}

use Part as P;
use Reason as R;

const LABEL: &[(&str, Reason)] = &[("label", R::Wording), ("group", R::Wording)];

/// Texts and lists that stand once.
pub(super) const SINGLE: &[(Part, &str, Reason)] = &[
    (P::Pack, "language", R::Remark),
    (P::Pack, "title", R::Wording),
    (P::Pack, "about", R::Wording),
    (P::Axis, "min", R::Scoring),
    (P::Axis, "max", R::Scoring),
    (P::Sides, "attribute", R::Scoring),
    (P::Sides, "values", R::Scoring),
    (P::Scoring, "dimension_minimum", R::Scoring),
    (P::Scoring, "total_minimum_dimensions", R::Scoring),
    (P::Scoring, "total_minimum_questions", R::Scoring),
    (P::Reporting, "minimum_group", R::Shown),
    (P::Reporting, "dont_know_share", R::Shown),
    (P::Reporting, "response_rate/use", R::Shown),
    (P::Reporting, "response_rate/care", R::Shown),
    (P::Reporting, "relevant_gap", R::Shown),
    (P::Reporting, "certainty/clear", R::Shown),
    (P::Reporting, "certainty/probable", R::Shown),
    (P::Reporting, "steps_now/least", R::Shown),
    (P::Reporting, "steps_now/most", R::Shown),
    (P::Reporting, "route_shown", R::Shown),
];

pub(super) const SOURCES: List = List {
    key: "sources",
    part: P::Source,
    added: R::Remark,
    removed: R::Remark,
    order: R::Order,
    fields: &[("text", R::Remark), ("url", R::Remark)],
    choices: None,
};

pub(super) const LEVELS: List = List {
    key: "levels",
    part: P::Level,
    added: R::Level,
    removed: R::Level,
    order: R::Level,
    fields: &[
        ("name", R::Wording),
        ("from", R::Level),
        ("gloss", R::Wording),
        ("signs", R::Wording),
    ],
    choices: None,
};

pub(super) const ATTRIBUTES: List = List {
    key: "attributes",
    part: P::Attribute,
    added: R::Added,
    removed: R::Refused,
    order: R::Order,
    fields: &[("name", R::Wording), ("ask", R::Wording), ("open", R::Added)],
    choices: Some(Choices {
        key: "values",
        added: R::Added,
        fields: LABEL,
    }),
};

pub(super) const DIMENSIONS: List = List {
    key: "dimensions",
    part: P::Dimension,
    added: R::Scoring,
    removed: R::Scoring,
    order: R::Order,
    fields: &[
        ("name", R::Wording),
        ("about", R::Wording),
        ("weight", R::Scoring),
        ("difficulty", R::Advice),
    ],
    choices: None,
};

pub(super) const QUESTIONS: List = List {
    key: "questions",
    part: P::Question,
    added: R::Added,
    removed: R::Refused,
    order: R::Order,
    fields: &[
        ("dimension", R::Scoring),
        ("name", R::Wording),
        ("text", R::Wording),
        ("help", R::Wording),
        ("short", R::Scoring),
        ("not_applicable", R::Added),
        ("reverse", R::Scoring),
        ("weight", R::Scoring),
        ("ask", R::Scoring),
        ("since", R::Scoring),
        ("covers", R::Remark),
    ],
    choices: Some(Choices {
        key: "options",
        added: R::Meaning,
        fields: &[("label", R::Wording), ("points", R::Scoring)],
    }),
};

pub(super) const FACTS: List = List {
    key: "facts",
    part: P::Fact,
    added: R::Added,
    removed: R::Refused,
    order: R::Order,
    fields: &[("name", R::Wording), ("ask", R::Wording), ("assumed", R::Fit)],
    choices: Some(Choices {
        key: "options",
        added: R::Added,
        fields: LABEL,
    }),
};

pub(super) const FIT: List = List {
    key: "fit",
    part: P::Fit,
    added: R::Fit,
    removed: R::Fit,
    order: R::Fit,
    fields: &[("when", R::Fit), ("fit", R::Fit), ("reason", R::Wording)],
    choices: None,
};

pub(super) const GUARDS: List = List {
    key: "guards",
    part: P::Guard,
    added: R::Level,
    removed: R::Level,
    order: R::Order,
    fields: &[("caps", R::Level), ("when", R::Level), ("reason", R::Wording)],
    choices: None,
};

pub(super) const STEPS: List = List {
    key: "steps",
    part: P::Step,
    added: R::Added,
    removed: R::Refused,
    order: R::Order,
    fields: &[
        ("title", R::Wording),
        ("do", R::Wording),
        ("why", R::Wording),
        ("when", R::Advice),
        ("move", R::Advice),
        ("needs", R::Advice),
        ("after", R::Advice),
        ("first", R::Advice),
        ("blocked", R::Advice),
        ("owner", R::Wording),
        ("effort", R::Advice),
        ("horizon", R::Wording),
        ("done_when", R::Wording),
        ("evidence", R::Remark),
        ("source", R::Remark),
        ("always", R::Advice),
    ],
    choices: None,
};

pub(super) const FINDINGS: List = List {
    key: "findings",
    part: P::Finding,
    added: R::Advice,
    removed: R::Advice,
    order: R::Order,
    fields: &[
        ("severity", R::Advice),
        ("when", R::Advice),
        ("message", R::Wording),
    ],
    choices: None,
};
