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
            let is = is_one_of(&fact.options, values, *agreed, negated);
            format!("“{}” {is}", fact.name)
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
            let choices = attribute.values.as_deref().unwrap_or_default();
            format!(
                "“{}” {}",
                attribute.name,
                is_one_of(choices, values, false, negated)
            )
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

/// "is" and labels in quotation marks: is “Slowly” or “Fast”; is neither “Slowly” nor “Fast”.
fn is_one_of(choices: &[Choice], values: &[usize], agreed: bool, negated: bool) -> String {
    let is = match (agreed, negated) {
        (false, false) => "is",
        (false, true) => "is not",
        (true, false) => "is agreed to be",
        (true, true) => "is not agreed to be",
    };
    // What follows a colon explains the value to whoever has to choose it.
    let labels: Vec<String> = values
        .iter()
        .filter_map(|&value| choices.get(value))
        .map(|choice| format!("“{}”", choice.label.split(": ").next().unwrap_or_default()))
        .collect();
    match labels.as_slice() {
        [] => format!("{is} anything"),
        [only] => format!("{is} {only}"),
        [head @ .., last] if negated && !agreed => format!("is neither {} nor {last}", head.join(" nor ")),
        [head @ .., last] => format!("{is} {} or {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::load;
    use crate::pack::tests::SMALL;
    use crate::source::Source;

    fn fact(values: Vec<usize>, agreed: bool) -> Condition {
        Condition::Leaf(Leaf::Fact {
            fact: 1,
            values,
            agreed,
        })
    }

    #[test]
    fn conditions_read_as_clauses() {
        let pack = load(&Source::new("small.json", SMALL)).expect("a valid pack");
        let not = |inner| Condition::Not(Box::new(inner));
        let low = Condition::Leaf(Leaf::Dimension(None, Test::Below(1)));
        let lowest = Condition::Leaf(Leaf::Question(2, Test::Lowest));
        let cases = [
            (Condition::All(vec![]), "always"),
            (Condition::Any(vec![]), "never"),
            (not(low.clone()), "no dimension is below Mid"),
            (not(not(lowest.clone())), "B1 is the lowest"),
            (
                fact(vec![0, 1, 2], false),
                "“Pace” is “Slowly”, “Evenly” or “Fast”",
            ),
            (
                not(fact(vec![0, 2], false)),
                "“Pace” is neither “Slowly” nor “Fast”",
            ),
            (not(fact(vec![0], true)), "“Pace” is not agreed to be “Slowly”"),
            (
                Condition::All(vec![
                    Condition::Any(vec![low, lowest]),
                    not(Condition::All(vec![
                        Condition::Leaf(Leaf::Next(2)),
                        Condition::Leaf(Leaf::Unlocks(0, 2)),
                    ])),
                ]),
                "(any dimension is below Mid or B1 is the lowest) and \
                 not (the level aimed at is High and changing “Size” alone would make High fit)",
            ),
        ];
        for (condition, words) in cases {
            assert_eq!(super::condition(&pack, &condition), words);
        }
    }
}
