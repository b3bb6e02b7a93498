//! Which results of two packs can be compared: those that come from the same questions, counted
//! the same way.

use serde::Serialize;

use super::rules::{Part, Reason};
use super::{Change, Kind};
use crate::pack::Pack;

/// Which results can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Comparable {
    /// The total, of people and of groups.
    pub total: Verdict,
    /// The level that a total leads to, guards included.
    pub level: Verdict,
    /// The level that fits the facts.
    pub fit: Verdict,
    /// The dimensions that both packs have, in the order of the second.
    pub dimensions: Vec<DimensionComparable>,
}

/// Whether something can be compared, and what stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Verdict {
    /// Whether it can.
    pub comparable: bool,
    /// What stands in the way, such as `question E1`.
    pub because: Vec<String>,
}

/// Whether a dimension can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DimensionComparable {
    /// Its id.
    pub id: String,
    /// Its name in the second pack.
    pub name: String,
    /// Whether it can.
    pub comparable: bool,
    /// What stands in the way, such as `question E1`.
    pub because: Vec<String>,
}

impl Verdict {
    /// Nothing stands in the way but `because`.
    fn of(because: Vec<String>) -> Self {
        Self {
            comparable: because.is_empty(),
            because,
        }
    }
}

/// What stands in the way of comparing the scores, levels and fit of the two packs.
pub(super) fn comparable(from: &Pack, to: &Pack, changes: &[Change]) -> Comparable {
    let other_pack = (from.id != to.id).then(|| "another pack".to_owned());
    let gather = |stands_in_the_way: &dyn Fn(&Change) -> bool| {
        let mut because: Vec<String> = other_pack.iter().cloned().collect();
        for change in changes.iter().filter(|change| stands_in_the_way(change)) {
            let name = name(change);
            if !because.contains(&name) {
                because.push(name);
            }
        }
        because
    };
    let total = |change: &Change| breaks_total(change);
    let level = |change: &Change| total(change) || change.reason == Reason::Level;
    let both = to
        .dimensions
        .iter()
        .filter(|dimension| from.dimension(&dimension.id).is_some());
    Comparable {
        total: Verdict::of(gather(&total)),
        level: Verdict::of(gather(&level)),
        fit: Verdict::of(gather(&|change| {
            change.reason == Reason::Fit || is_of_levels(change)
        })),
        dimensions: both
            .map(|dimension| {
                let because = gather(&|change| breaks_dimension(from, to, &dimension.id, change));
                DimensionComparable {
                    id: dimension.id.clone(),
                    name: dimension.name.clone(),
                    comparable: because.is_empty(),
                    because,
                }
            })
            .collect(),
    }
}

/// `question E1`, or `scoring dimension_minimum` where there is no id.
fn name(change: &Change) -> String {
    let part = change.part.id();
    match (&change.id, &change.field) {
        (Some(id), _) => format!("{part} {id}"),
        (None, Some(field)) => format!("{part} {field}"),
        (None, None) => part.to_owned(),
    }
}

/// The sides are weighed equally, so that who they are is part of the total.
fn breaks_total(change: &Change) -> bool {
    match change.part {
        Part::Question | Part::Dimension => change.breaks_scores(),
        Part::Axis | Part::Scoring | Part::Sides => true,
        _ => false,
    }
}

/// Levels that came, went or begin elsewhere.
fn is_of_levels(change: &Change) -> bool {
    change.part == Part::Level && change.reason == Reason::Level && change.change != Kind::Changed
}

/// What a dimension's score is made of: its questions, and how many of them must be answered.
fn breaks_dimension(from: &Pack, to: &Pack, dimension: &str, change: &Change) -> bool {
    let in_it = |pack: &Pack, id: &str| {
        let question = pack.question(id).and_then(|index| pack.questions.get(index));
        let home = question.and_then(|question| pack.dimensions.get(question.dimension));
        home.is_some_and(|home| home.id == dimension)
    };
    match (change.part, change.id.as_deref(), change.field.as_deref()) {
        (Part::Question, Some(id), _) => change.breaks_scores() && (in_it(from, id) || in_it(to, id)),
        (Part::Axis, ..) | (Part::Scoring, _, Some("dimension_minimum")) => true,
        _ => false,
    }
}
