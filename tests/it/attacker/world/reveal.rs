//! What a rule holds back, told after all: for the test that every rule protects somebody.

use serde_json::Value;

use super::{Measure, Scope, World};

impl World<'_> {
    /// As if the true mean of a group were told.
    fn reveal(&mut self, wave: usize, group: &[usize], what: Measure) {
        let (_, terms) = self.sum_of(wave, group, what);
        self.push_true(terms);
    }

    /// As if the side that is large enough were shown although the other is not; whether there is one.
    pub(crate) fn tell_larger_side(&mut self, minimum: f64) -> bool {
        let scope = Scope::of(0);
        let sides = [0, 1].map(|side| self.members(&scope, |kind| kind.side == side && kind.total));
        let [first, second] = [0, 1].map(|side| self.size(&sides[side]));
        let (larger, smaller) = if first < second { (1, first) } else { (0, second) };
        let apart = smaller > 0.0 && smaller < minimum && first.max(second) >= minimum;
        if apart {
            self.reveal(0, &sides[larger], Measure::Total);
        }
        apart
    }

    /// As if the whole of what was withheld were shown; whether there is any.
    pub(crate) fn tell_withheld(&mut self, report: &Value, list: &str, what: fn(usize) -> Measure) -> bool {
        let everybody = self.members(&Scope::of(0), |_| true);
        let withheld = (0..report[list].as_array().unwrap().len()).filter(|index| {
            let pointer = format!("/{list}/{index}/score");
            let mut suppressed = report["suppressed"].as_array().unwrap().iter();
            suppressed.any(|entry| entry["pointer"] == pointer.as_str() && entry["reason"] == "complementary")
        });
        let withheld: Vec<usize> = withheld.collect();
        for &index in &withheld {
            self.reveal(0, &everybody, what(index));
        }
        !withheld.is_empty()
    }

    /// As if the groups of contrasts that are large enough were shown although others are not.
    pub(crate) fn tell_contrasts(&mut self, report: &Value, minimum: f64) -> bool {
        let mut told = false;
        for (contrast, &attribute) in self.pack.contrasts.iter().enumerate() {
            let groups = report["contrasts"][contrast]["groups"].as_array().unwrap();
            if groups.iter().any(|group| group["score"].is_number()) {
                continue;
            }
            for value in 0..groups.len() {
                let group = self.members(&Scope::of(0), |kind| {
                    kind.values[attribute] == Some(value) && kind.total
                });
                if self.size(&group) >= minimum {
                    self.reveal(0, &group, Measure::Total);
                    told = true;
                }
            }
        }
        told
    }

    /// As if all records of all waves of a side or a role were people; whether there is one of enough records.
    pub(crate) fn tell_records(&mut self, minimum: f64) -> bool {
        let mut told = false;
        let values = self.pack.contrasts.iter().flat_map(|&attribute| {
            let values = self.pack.attributes[attribute].values.as_ref().unwrap().len();
            (0..values).map(move |value| (attribute, value))
        });
        for (attribute, value) in values.collect::<Vec<_>>() {
            for what in self.measures() {
                let (mut terms, mut records) = (Vec::new(), 0.0);
                for wave in 0..self.waves {
                    let group = self.members(&Scope::of(wave), |kind| kind.values[attribute] == Some(value));
                    let (with, sum) = self.sum_of(wave, &group, what);
                    terms.extend(sum);
                    records += self.size(&with);
                }
                if records >= minimum {
                    told = true;
                    self.push_true(terms);
                }
            }
        }
        told
    }

    /// As if every group of a wave that is large enough were shown whatever stands beside it: those of which a
    /// few joined or left, or, where people `moved`, the others.
    pub(crate) fn tell_waves(&mut self, minimum: f64, moved: bool) -> bool {
        let groups = [Some(0), Some(1), None];
        let mut told = false;
        let large = |world: &Self, wave: usize, side: Option<usize>| {
            let group = world.members(&Scope::of(wave), |kind| {
                kind.total && side.is_none_or(|side| kind.side == side)
            });
            (world.size(&group) >= minimum).then_some(group)
        };
        for what in [Measure::Total] {
            let mut all: Vec<(usize, Vec<usize>)> = Vec::new();
            for side in groups {
                let (Some(before), Some(after)) = (large(self, 0, side), large(self, 1, side)) else {
                    continue;
                };
                let only = |a: &[usize], b: &[usize]| {
                    let only: Vec<usize> = a.iter().copied().filter(|class| !b.contains(class)).collect();
                    let people = self.size(&only);
                    people > 0.0 && people < minimum
                };
                let few = only(&before, &after) || only(&after, &before);
                if side.is_some() == moved && few != moved {
                    all.extend([(0, before), (1, after)]);
                }
            }
            told |= !all.is_empty();
            for (wave, group) in all {
                self.reveal(wave, &group, what);
            }
        }
        told
    }

    /// As if the changes of a group from wave to wave and from the first to the last were always shown.
    pub(crate) fn tell_chain(&mut self, minimum: f64) -> bool {
        let there = |world: &Self, wave: usize| world.members(&Scope::of(wave), |kind| kind.total);
        let mut changes = Vec::new();
        for (from, to) in [(0, 1), (1, 2), (0, 2)] {
            let before = there(self, from);
            let mut both = there(self, to);
            both.retain(|class| before.contains(class));
            if self.size(&both) < minimum {
                return false;
            }
            changes.push(self.change_of(&both, (from, to), Measure::Total));
        }
        changes.into_iter().for_each(|terms| self.push_true(terms));
        true
    }

    /// As if every part by a contrast that is large enough were shown, beside a report of everybody.
    pub(crate) fn tell_large_parts(&mut self, minimum: f64) -> bool {
        let mut told = false;
        for &attribute in &self.pack.contrasts {
            let values = self.pack.attributes[attribute].values.as_ref().unwrap().len();
            for value in (0..values).map(Some).chain([None]) {
                let group = self.members(&Scope::of(0), |kind| {
                    kind.values[attribute] == value && kind.total
                });
                if self.size(&group) >= minimum {
                    self.reveal(0, &group, Measure::Total);
                    told = true;
                }
            }
        }
        told
    }

    /// As if a sum were told.
    fn push_true(&mut self, terms: lockstep::statistics::linear::Terms) {
        let sum = self.true_value(&terms);
        self.program.equations.push((terms, sum));
        self.tell_something();
    }
}
