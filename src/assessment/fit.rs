//! Which level suits the circumstances, which facts decided it, and what could change it.

use super::setting::Setting;
use super::{CouldChange, Deciding, FactValue, Fit};
use crate::pack::condition::{Leaf, Truth};
use crate::pack::{FactIndex, LevelIndex, Pack};

/// Values of every fact as the fit rules see them.
type Values = Vec<Vec<usize>>;

/// The rule that decides, by its index in the pack.
fn deciding_rule(pack: &Pack, values: &Values) -> Option<usize> {
    pack.fit.iter().position(|rule| {
        rule.when
            .as_ref()
            .is_none_or(|when| when.judge(&|leaf| judge(leaf, values)).holds())
    })
}

/// Judges a leaf on facts; whatever else a leaf asks is unknown to fit rules.
fn judge(leaf: &Leaf, values: &Values) -> Truth {
    match leaf {
        Leaf::Fact {
            fact,
            values: wanted,
            agreed,
        } => judge_fact(values.get(*fact).map_or(&[], Vec::as_slice), wanted, *agreed),
        _ => Truth::Unknown,
    }
}

/// Whether one (or, if `agreed`, every) value given is among those wanted; unknown without any.
pub(super) fn judge_fact(given: &[usize], wanted: &[usize], agreed: bool) -> Truth {
    if given.is_empty() {
        return Truth::Unknown;
    }
    Truth::known(if agreed {
        given.iter().all(|value| wanted.contains(value))
    } else {
        given.iter().any(|value| wanted.contains(value))
    })
}

fn values(pack: &Pack, setting: &Setting) -> Values {
    pack.facts
        .iter()
        .enumerate()
        .map(|(index, fact)| setting.given_or_assumed(index, fact))
        .collect()
}

/// The level that fits if the fact had this value alone.
fn fit_with(pack: &Pack, values: &Values, fact: FactIndex, option: usize) -> Option<LevelIndex> {
    let mut changed = values.clone();
    if let Some(slot) = changed.get_mut(fact) {
        *slot = vec![option];
    }
    deciding_rule(pack, &changed).map(|rule| pack.fit[rule].fit)
}

/// The level that fits; `None` for a pack without fit rules.
#[must_use]
pub fn level(pack: &Pack, setting: &Setting) -> Option<LevelIndex> {
    deciding_rule(pack, &values(pack, setting)).map(|rule| pack.fit[rule].fit)
}

/// Whether changing `fact` alone would make `wanted` the level that fits, when now it is another.
/// A fact that is missing is unknown: nobody knows what there is to change.
pub(super) fn unlocks(pack: &Pack, setting: &Setting, fact: FactIndex, wanted: LevelIndex) -> Truth {
    if setting.given(fact).is_empty() {
        return Truth::Unknown;
    }
    let values = values(pack, setting);
    if level(pack, setting) == Some(wanted) {
        return Truth::False;
    }
    let options = pack.facts.get(fact).map_or(0, |fact| fact.options.len());
    Truth::known((0..options).any(|option| fit_with(pack, &values, fact, option) == Some(wanted)))
}

/// The fit with its reasons; `None` for a pack without fit rules.
#[must_use]
pub(super) fn assess(pack: &Pack, setting: &Setting) -> Option<Fit> {
    let values = values(pack, setting);
    let rule = &pack.fit[deciding_rule(pack, &values)?];
    let supporting: Vec<FactIndex> = rule.when.as_ref().map_or_else(Vec::new, |when| {
        when.witnesses(&|leaf| judge(leaf, &values))
            .into_iter()
            .filter_map(|leaf| match leaf {
                Leaf::Fact { fact, .. } => Some(*fact),
                _ => None,
            })
            .collect()
    });
    let mut decided_by = Vec::new();
    let mut could_change = Vec::new();
    for (index, fact) in pack.facts.iter().enumerate() {
        let given = setting.given(index);
        let others =
            |option: &usize| fit_with(pack, &values, index, *option).filter(|level| *level != rule.fit);
        if given.is_empty() {
            for option in 0..fact.options.len() {
                if let Some(to) = others(&option) {
                    could_change.push(CouldChange {
                        fact: fact.id.clone(),
                        value: fact.options[option].value.clone(),
                        to: pack.levels[to].id.clone(),
                    });
                }
            }
            continue;
        }
        let tips = (0..fact.options.len()).any(|option| others(&option).is_some());
        let effect = if tips {
            "tips"
        } else if supporting.contains(&index) {
            "supports"
        } else {
            continue;
        };
        for &option in given {
            decided_by.push(Deciding {
                fact: fact.id.clone(),
                value: fact.options[option].value.clone(),
                effect: effect.to_owned(),
            });
        }
    }
    Some(Fit {
        level: pack.levels[rule.fit].id.clone(),
        rule: rule.id.clone(),
        reason: rule.reason.clone(),
        decided_by,
        could_change,
    })
}

/// Every fact as the fit rules saw it.
#[must_use]
pub(super) fn fact_values(pack: &Pack, setting: &Setting) -> Vec<FactValue> {
    pack.facts
        .iter()
        .enumerate()
        .map(|(index, fact)| {
            let assumed = setting.given(index).is_empty() && fact.assumed.is_some();
            FactValue {
                id: fact.id.clone(),
                values: setting
                    .given_or_assumed(index, fact)
                    .into_iter()
                    .map(|option| fact.options[option].value.clone())
                    .collect(),
                assumed,
            }
        })
        .collect()
}
