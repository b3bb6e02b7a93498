//! What several waves, and rows of groups, say.

use serde_json::Value;

use super::{Measure, Scope, Told, World, scale};
use lockstep::statistics::linear::Terms;

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Of both sides together, each of which may weigh the same.
    Whole,
    Side(usize),
}

impl World<'_> {
    /// A row of `score --by`: which way the sides weigh is not said, and the attacker knows it.
    pub(crate) fn read_row(&mut self, scope: &Scope, row: &Value) {
        self.scopes.push(scope.clone());
        for (what, field) in self.scores() {
            if let Some(score) = row[field].as_f64() {
                let ways = self.means(scope, what, Whose::Whole);
                self.one_of(ways, score);
            }
        }
        self.check_truth();
    }

    /// The total and every dimension, with their names in a row.
    fn scores(&self) -> Vec<(Measure, String)> {
        let dimensions = self.pack.dimensions.iter().enumerate();
        let dimensions =
            dimensions.map(|(index, dimension)| (Measure::Dimension(index), dimension.id.clone()));
        std::iter::once((Measure::Total, "total".to_owned()))
            .chain(dimensions)
            .collect()
    }

    /// A trend over the waves of these names.
    pub(crate) fn read_trend(&mut self, trend: &Value, names: &[&str]) {
        self.scopes.extend((0..names.len()).map(Scope::of));
        let wave = |name: &Value| names.iter().position(|known| name == known).unwrap();
        let mut courses = vec![(&trend["overall"], Measure::Total, Whose::Whole)];
        let sides = trend["sides"].as_array().unwrap().iter().enumerate();
        courses.extend(sides.map(|(side, course)| (course, Measure::Total, Whose::Side(side))));
        let dimensions = trend["dimensions"].as_array().unwrap().iter().enumerate();
        courses.extend(dimensions.map(|(at, course)| (course, Measure::Dimension(at), Whose::Whole)));
        for (course, what, whose) in courses {
            for point in course["points"].as_array().unwrap() {
                if let Some(score) = point["score"].as_f64() {
                    let ways = self.means(&Scope::of(wave(&point["wave"])), what, whose);
                    self.one_of(ways, score);
                }
            }
            for step in course["changes"].as_array().unwrap() {
                self.tell_change(step, (wave(&step["from"]), wave(&step["to"])), what, whose);
            }
        }
        self.check_truth();
    }

    /// What the report of a wave says of the change since an earlier one.
    pub(crate) fn read_comparison(&mut self, report: &Value, waves: (usize, usize)) {
        let comparison = &report["comparison"];
        self.tell_change(&comparison["overall"], waves, Measure::Total, Whose::Whole);
        for (side, named) in comparison["sides"].as_array().into_iter().flatten().enumerate() {
            self.tell_change(&named["change"], waves, Measure::Total, Whose::Side(side));
        }
        for (at, named) in comparison["dimensions"]
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
        {
            self.tell_change(&named["change"], waves, Measure::Dimension(at), Whose::Whole);
        }
        self.check_truth();
    }

    fn tell_change(&mut self, change: &Value, (from, to): (usize, usize), what: Measure, whose: Whose) {
        let Some(difference) = change["difference"].as_f64() else {
            return;
        };
        let ways = if change["method"] == "paired" {
            self.changes((from, to), what, whose)
        } else {
            let (before, after) = (
                self.means(&Scope::of(from), what, whose),
                self.means(&Scope::of(to), what, whose),
            );
            let ways = after.into_iter().zip(before);
            ways.map(|(after, before)| [after, scale(&before, -1.0)].concat())
                .collect()
        };
        self.one_of(ways, difference);
    }

    /// The ways in which a mean may be made: every person the same, or every side.
    fn means(&self, scope: &Scope, what: Measure, whose: Whose) -> Vec<Terms> {
        let side = |side: usize| self.mean(scope, what, |kind_side| kind_side == side);
        match whose {
            Whose::Side(of) => vec![side(of)],
            Whose::Whole => vec![
                self.mean(scope, what, |_| true),
                scale(&[side(0), side(1)].concat(), 0.5),
            ],
        }
    }

    fn mean(&self, scope: &Scope, what: Measure, of: impl Fn(usize) -> bool) -> Terms {
        let members = self.members(scope, |kind| of(kind.side));
        let (with, terms) = self.sum_of(scope.wave, &members, what);
        scale(&terms, 1.0 / self.size(&with).max(1.0))
    }

    /// The same for the change of those who are there both times.
    fn changes(&self, (from, to): (usize, usize), what: Measure, whose: Whose) -> Vec<Terms> {
        let of = |side: Option<usize>| {
            let here = |wave: usize| {
                self.members(&Scope::of(wave), |kind| side.is_none_or(|side| kind.side == side))
            };
            let (before, _) = self.sum_of(from, &here(from), what);
            let (mut both, _) = self.sum_of(to, &here(to), what);
            both.retain(|class| before.contains(class));
            self.change_of(&both, (from, to), what)
        };
        match whose {
            Whose::Side(side) => vec![of(Some(side))],
            Whose::Whole => vec![of(None), scale(&[of(Some(0)), of(Some(1))].concat(), 0.5)],
        }
    }

    /// The mean change of some classes.
    pub(crate) fn change_of(&self, classes: &[usize], (from, to): (usize, usize), what: Measure) -> Terms {
        let (_, before) = self.sum_of(from, classes, what);
        let (_, after) = self.sum_of(to, classes, what);
        scale(
            &[after, scale(&before, -1.0)].concat(),
            1.0 / self.size(classes).max(1.0),
        )
    }

    /// A number that was made in one of these ways; the attacker knows in which.
    fn one_of(&mut self, ways: Vec<Terms>, number: f64) {
        let made = ways
            .into_iter()
            .find(|terms| (self.true_value(terms) - number).abs() < 1e-6);
        let made = made.unwrap_or_else(|| panic!("{number} is made in another way"));
        self.figures.push(vec![self.program.equations.len()]);
        self.program.equations.push((made, number));
        self.tell_something();
    }

    /// That something is told at all.
    pub(super) fn tell_something(&mut self) {
        self.told.push(Told {
            wave: 0,
            what: Measure::Total,
            classes: Vec::new(),
            n: 0.0,
            sum: 0.0,
        });
    }
}
