//! Conditions in plain words: "R2 is below Defined or any dimension is below Aligned".

use super::condition::{Condition, Leaf, Test};
use super::{Choice, Pack};

/// The condition as a clause, without a full stop. Names are those for people, except that a
/// question goes by its id.
#[must_use]
pub fn condition(pack: &Pack, condition: &Condition) -> String {
    match condition {
        Condition::All(branches) if branches.is_empty() => "always".to_owned(),
        Condition::Any(branches) if branches.is_empty() => "never".to_owned(),
        Condition::All(branches) => joined(pack, branches, "and"),
        Condition::Any(branches) => joined(pack, branches, "or"),
        Condition::Not(inner) => negated(pack, inner),
        Condition::Leaf(leaf) => self::leaf(pack, leaf, false),
    }
}

/// Branches with a word between them. A branch that is a list itself stands in brackets, so that
/// nobody has to know whether "and" binds more closely than "or".
fn joined(pack: &Pack, branches: &[Condition], word: &str) -> String {
    let clauses: Vec<String> = branches
        .iter()
        .map(|branch| {
            let clause = condition(pack, branch);
            match branch {
                Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 && branches.len() > 1 => {
                    format!("({clause})")
                }
                _ => clause,
            }
        })
        .collect();
    clauses.join(&format!(" {word} "))
}

fn negated(pack: &Pack, inner: &Condition) -> String {
    match inner {
        Condition::Leaf(leaf) => self::leaf(pack, leaf, true),
        Condition::Not(inner) => condition(pack, inner),
        Condition::All(_) | Condition::Any(_) => format!("not ({})", condition(pack, inner)),
    }
}

fn leaf(pack: &Pack, leaf: &Leaf, negated: bool) -> String {
    let is = if negated { "is not" } else { "is" };
    match leaf {
        Leaf::Question(question, test) => {
            let id = pack
                .questions
                .get(*question)
                .map_or("?", |question| question.id.as_str());
            self::test(pack, id, *test, negated)
        }
        Leaf::Dimension(Some(dimension), test) => {
            let name = pack
                .dimensions
                .get(*dimension)
                .map_or("?", |dimension| dimension.name.as_str());
            self::test(pack, name, *test, negated)
        }
        Leaf::Dimension(None, test) => {
            let any = if negated { "no dimension" } else { "any dimension" };
            self::test(pack, any, *test, false)
        }
        Leaf::Fact { fact, values, agreed } => {
            let Some(fact) = pack.facts.get(*fact) else {
                return "?".to_owned();
            };
            let agreed = if *agreed { " agreed to be" } else { "" };
            format!("“{}” {is}{agreed} {}", fact.name, one_of(&fact.options, values))
        }
        Leaf::Unlocks(fact, unlocked) => {
            let name = pack.facts.get(*fact).map_or("?", |fact| fact.name.as_str());
            let would = if negated { "would not" } else { "would" };
            format!(
                "changing “{name}” alone {would} make {} fit",
                level(pack, *unlocked)
            )
        }
        Leaf::Next(next) => format!("the level aimed at {is} {}", level(pack, *next)),
        Leaf::Attribute(attribute, values) => {
            let Some(attribute) = pack.attributes.get(*attribute) else {
                return "?".to_owned();
            };
            let values = one_of(attribute.values.as_deref().unwrap_or_default(), values);
            format!("“{}” {is} {values}", attribute.name)
        }
    }
}

fn test(pack: &Pack, subject: &str, test: Test, negated: bool) -> String {
    let is = if negated { "is not" } else { "is" };
    match test {
        Test::Below(cut) => format!("{subject} {is} below {}", level(pack, cut)),
        Test::AtLeast(cut) => format!("{subject} {is} at least {}", level(pack, cut)),
        Test::Lowest => format!("{subject} {is} the lowest"),
    }
}

fn level(pack: &Pack, index: usize) -> &str {
    pack.levels.get(index).map_or("?", |level| level.name.as_str())
}

/// Labels in quotation marks: “Slowly” or “Fast”.
fn one_of(choices: &[Choice], values: &[usize]) -> String {
    let labels: Vec<String> = values
        .iter()
        .filter_map(|&value| choices.get(value))
        .map(|choice| format!("“{}”", choice.label))
        .collect();
    match labels.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} or {last}", head.join(", ")),
    }
}
