//! Conditions: everything they name is there, and may be asked where they stand.

use super::names::{closed_attribute, value_indices};
use super::{Faults, Ground};
use crate::diagnostic::{
    Code, PACK_ANY_LOWEST, PACK_ASK_CONDITION, PACK_ATTRIBUTE_CONDITION, PACK_FIT_CONDITION,
    PACK_GUARD_CONDITION, PACK_UNKNOWN_DIMENSION, PACK_UNKNOWN_FACT, PACK_UNKNOWN_LEVEL,
    PACK_UNKNOWN_QUESTION,
};
use crate::pack::condition::{Condition, Leaf, Test};
use crate::pack::place::child;
use crate::pack::{DimensionIndex, LevelIndex, written};

/// Where a condition stands, which decides what it may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    /// Whom a question is asked of.
    Ask,
    /// A fit rule.
    Fit,
    /// A guard.
    Guard,
    /// A step or a finding.
    Advice,
}

impl Seat {
    /// What is wrong with a leaf of this kind here, if anything.
    fn refuses(self, written: &written::Condition) -> Option<(&'static Code, &'static str, &'static str)> {
        use written::Condition as W;
        let attribute = matches!(written, W::AttributeIn { .. });
        match self {
            Self::Ask if !attribute => Some((
                &PACK_ASK_CONDITION,
                "`ask` knows only attributes of the respondent",
                "`attribute`",
            )),
            Self::Ask => None,
            _ if attribute => Some((
                &PACK_ATTRIBUTE_CONDITION,
                "attributes of one respondent are known only in `ask`",
                "questions, dimensions, facts or the next level",
            )),
            Self::Fit if !matches!(written, W::FactIn { .. }) => Some((
                &PACK_FIT_CONDITION,
                "fit rules know only facts",
                "`fact` with `in`",
            )),
            Self::Guard if matches!(written, W::Next { .. }) => Some((
                &PACK_GUARD_CONDITION,
                "the level aimed at is not known before the guards",
                "questions, dimensions and facts",
            )),
            _ => None,
        }
    }
}

/// The true form of a condition.
pub(super) fn condition(
    written: &written::Condition,
    pointer: &str,
    seat: Seat,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<Condition> {
    use written::Condition as W;
    match written {
        W::All { all } => branches(all, &child(pointer, "all"), seat, ground, faults).map(Condition::All),
        W::Any { any } => branches(any, &child(pointer, "any"), seat, ground, faults).map(Condition::Any),
        W::Not { not } => condition(not, &child(pointer, "not"), seat, ground, faults)
            .map(|inner| Condition::Not(Box::new(inner))),
        W::Unread => None,
        leaf => {
            if let Some((code, message, allowed)) = seat.refuses(leaf) {
                faults.fault(code, message, pointer, allowed);
            }
            self::leaf(leaf, pointer, ground, faults).map(Condition::Leaf)
        }
    }
}

fn branches(
    written: &[written::Condition],
    list: &str,
    seat: Seat,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<Vec<Condition>> {
    super::each(written, list, |branch, pointer| {
        condition(branch, pointer, seat, ground, faults)
    })
}

fn leaf(
    written: &written::Condition,
    pointer: &str,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<Leaf> {
    use written::Condition as W;
    match written {
        W::QuestionBelow { question, .. }
        | W::QuestionAtLeast { question, .. }
        | W::QuestionLowest { question, .. } => {
            let at = child(pointer, "question");
            let found = ground
                .questions
                .find(faults, &PACK_UNKNOWN_QUESTION, "question", question, &at);
            let test = test(written, pointer, ground, faults);
            Some(Leaf::Question(found?, test?))
        }
        W::DimensionBelow { dimension, .. }
        | W::DimensionAtLeast { dimension, .. }
        | W::DimensionLowest { dimension, .. } => {
            let found = dimension_or_any(dimension, pointer, ground, faults);
            let test = test(written, pointer, ground, faults);
            if found == Some(None) && test == Some(Test::Lowest) {
                let message = "one dimension or another is always the lowest";
                faults.fault(
                    &PACK_ANY_LOWEST,
                    message,
                    &child(pointer, "dimension"),
                    "the id of a dimension",
                );
            }
            Some(Leaf::Dimension(found?, test?))
        }
        W::FactIn { fact, values, agreed } => {
            let found = self::fact(fact, pointer, ground, faults)?;
            let choices = &ground.written.facts.get(found)?.options;
            Some(Leaf::Fact {
                fact: found,
                values: value_indices(values, choices, &child(pointer, "in"), faults)?,
                agreed: *agreed,
            })
        }
        W::FactUnlocks { fact, unlocks } => {
            let found = self::fact(fact, pointer, ground, faults);
            let level = level(unlocks, &child(pointer, "unlocks"), ground, faults);
            Some(Leaf::Unlocks(found?, level?))
        }
        W::Next { next } => level(next, &child(pointer, "next"), ground, faults).map(Leaf::Next),
        W::AttributeIn { attribute, values } => {
            let found = closed_attribute(attribute, &child(pointer, "attribute"), ground, faults)?;
            let choices = ground.written.attributes.get(found)?.values.as_ref()?;
            let values = value_indices(values, choices, &child(pointer, "in"), faults)?;
            Some(Leaf::Attribute(found, values))
        }
        W::All { .. } | W::Any { .. } | W::Not { .. } | W::Unread => None,
    }
}

/// What is asked of an estimate.
fn test(
    written: &written::Condition,
    pointer: &str,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<Test> {
    use written::Condition as W;
    match written {
        W::QuestionBelow { below, .. } | W::DimensionBelow { below, .. } => {
            level(below, &child(pointer, "below"), ground, faults).map(Test::Below)
        }
        W::QuestionAtLeast { at_least, .. } | W::DimensionAtLeast { at_least, .. } => {
            level(at_least, &child(pointer, "at_least"), ground, faults).map(Test::AtLeast)
        }
        W::QuestionLowest { .. } | W::DimensionLowest { .. } => Some(Test::Lowest),
        _ => None,
    }
}

/// `*` is any dimension.
fn dimension_or_any(
    id: &str,
    pointer: &str,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<Option<DimensionIndex>> {
    if id == "*" {
        return Some(None);
    }
    let at = child(pointer, "dimension");
    ground
        .dimensions
        .find(faults, &PACK_UNKNOWN_DIMENSION, "dimension", id, &at)
        .map(Some)
}

fn fact(id: &str, pointer: &str, ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<usize> {
    let at = child(pointer, "fact");
    ground.facts.find(faults, &PACK_UNKNOWN_FACT, "fact", id, &at)
}

/// A level by its id.
pub(super) fn level(
    id: &str,
    pointer: &str,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<LevelIndex> {
    ground
        .levels
        .find(faults, &PACK_UNKNOWN_LEVEL, "level", id, pointer)
}
