//! What a report says of one part of the people in one wave.

use serde_json::Value;

use super::{Measure, Scope, Told, World, linear};
use lockstep::scoring::Scorecard;
use lockstep::statistics::linear::Terms;

/// A mean and its number of people, where it is shown.
fn shown(place: &Value) -> Option<(f64, f64)> {
    Some((place["score"].as_f64()?, place["n"].as_f64()?))
}

impl World<'_> {
    /// Reads the JSON of a report.
    pub(crate) fn read(&mut self, scope: &Scope, report: &Value) {
        self.scopes.push(scope.clone());
        let everybody = self.members(scope, |_| true);
        let groups: Vec<Vec<usize>> = (0..2)
            .map(|side| self.members(scope, |kind| kind.side == side))
            .collect();
        let mut apart = false;
        let start = self.program.equations.len();
        let sides = report["sides"].as_array().map_or(0, Vec::len);
        for (side, group) in groups.iter().enumerate().take(sides) {
            if let Some(figure) = shown(&report["sides"][side]) {
                apart = true;
                self.tell(scope, Measure::Total, group, figure);
            }
        }
        self.figure(start);
        let start = self.program.equations.len();
        if let Some(figure) = shown(&report["overall"]["people_weighted"]) {
            self.tell(scope, Measure::Total, &everybody, figure);
        }
        self.figure(start);
        assert_eq!(apart, report["overall"]["weighting"] == "sides-equal");
        for dimension in 0..self.pack.dimensions.len() {
            let place = &report["dimensions"][dimension];
            self.sided(scope, Measure::Dimension(dimension), place, &everybody, &groups);
        }
        for question in 0..self.pack.questions.len() {
            let place = &report["questions"][question];
            self.sided(scope, Measure::Question(question), place, &everybody, &groups);
        }
        for contrast in 0..self.commons.len() {
            self.contrast(scope, &report["contrasts"][contrast], contrast);
        }
        self.complete(scope, report, &everybody, &groups);
        self.levels(report, scope, &everybody);
        self.check_truth();
    }

    pub(super) fn sided(
        &mut self,
        scope: &Scope,
        what: Measure,
        place: &Value,
        everybody: &[usize],
        groups: &[Vec<usize>],
    ) {
        let start = self.program.equations.len();
        let sides: Vec<Option<(f64, f64)>> = place["sides"]
            .as_array()
            .into_iter()
            .flatten()
            .map(shown)
            .collect();
        for (figure, group) in sides.iter().zip(groups) {
            if let Some(figure) = figure {
                self.tell(scope, what, group, *figure);
            }
        }
        if sides.iter().any(Option::is_none)
            && let Some(figure) = shown(place)
        {
            self.tell(scope, what, everybody, figure);
        }
        self.figure(start);
    }

    /// How many of a class answered a question.
    pub(super) fn answered(&self, wave: usize, class: usize, question: usize) -> usize {
        let sums = self.classes[class].sums[wave].as_ref().unwrap();
        self.classes[class].people.len() - sums.open[question]
    }

    /// A mean of a group and its number of people.
    pub(super) fn tell(&mut self, scope: &Scope, what: Measure, group: &[usize], (score, n): (f64, f64)) {
        let wave = scope.wave;
        let (mut classes, mut terms) = self.sum_of(wave, group, what);
        if let Measure::Question(question) = what {
            let dimension = self.pack.questions[question].dimension;
            let answered: usize = classes
                .iter()
                .map(|&class| self.answered(wave, class, question))
                .sum();
            assert_eq!(answered as f64, n);
            // What stands in for open questions is no answer.
            let filled = classes.iter().copied().filter(|&class| {
                self.classes[class].kinds[wave]
                    .as_ref()
                    .is_some_and(|kind| kind.scored[dimension])
            });
            let filled: Vec<usize> = filled.collect();
            classes.retain(|&class| self.answered(wave, class, question) > 0);
            let people = filled.iter().flat_map(|&class| &self.classes[class].people);
            let open: Vec<f64> = people
                .filter(|&&person| self.points((person, wave), question).is_none())
                .map(|&person| self.score((person, wave), dimension))
                .collect();
            if !open.is_empty() {
                let (low, high) = self.range_of(dimension);
                let count = open.len() as f64;
                let fill = self.variable(low * count, high * count, open.iter().sum());
                terms.push((fill, -1.0));
            }
        } else {
            assert_eq!(self.size(&classes), n, "{what:?}");
        }
        self.program.equations.push((terms, score * n));
        self.told.push(Told {
            wave,
            what,
            classes,
            n,
            sum: score * n,
        });
    }

    fn contrast(&mut self, scope: &Scope, place: &Value, contrast: usize) {
        let Some(groups) = place["groups"].as_array() else {
            return;
        };
        let (wave, attribute) = (scope.wave, self.pack.contrasts[contrast]);
        let mut by_figure: Vec<Vec<usize>> = vec![Vec::new(); self.pack.dimensions.len() + 1];
        for (value, group) in groups.iter().enumerate() {
            let classes = self.members(scope, |kind| kind.values[attribute] == Some(value));
            let of = |world: &mut Self, class: usize| -> Vec<Terms> {
                (0..world.pack.dimensions.len())
                    .map(|dimension| world.common(wave, class, contrast, dimension))
                    .collect()
            };
            let dimensions: Vec<Vec<Terms>> = classes.iter().map(|&class| of(self, class)).collect();
            let common = |world: &Self, class: usize| {
                world.classes[class].kinds[wave].as_ref().unwrap().common[contrast].clone()
            };
            if let Some((score, n)) = shown(group) {
                let (mut with, mut terms) = (Vec::new(), Terms::new());
                for (&class, dimensions) in classes.iter().zip(&dimensions) {
                    let (scored, total) = common(self, class);
                    if total {
                        with.push(class);
                        terms.extend(self.mix(dimensions, &scored));
                    }
                }
                assert_eq!(self.size(&with), n);
                by_figure[self.pack.dimensions.len()].push(self.program.equations.len());
                self.program.equations.push((terms, score * n));
            }
            for dimension in 0..self.pack.dimensions.len() {
                let Some(score) = group["dimensions"][dimension].as_f64() else {
                    continue;
                };
                let (mut with, mut terms) = (Vec::new(), Terms::new());
                for (&class, dimensions) in classes.iter().zip(&dimensions) {
                    if common(self, class).0[dimension] {
                        with.push(class);
                        terms.extend(dimensions[dimension].clone());
                    }
                }
                let n = self.size(&with);
                by_figure[dimension].push(self.program.equations.len());
                self.program.equations.push((terms, score * n));
                if self
                    .pack
                    .questions_of(dimension)
                    .all(|question| self.commons[contrast][question])
                {
                    self.told.push(Told {
                        wave,
                        what: Measure::Dimension(dimension),
                        classes: with,
                        n,
                        sum: score * n,
                    });
                }
            }
        }
        self.figures.extend(by_figure);
    }

    /// A class's sum of a dimension on the common questions.
    fn common(&mut self, wave: usize, index: usize, contrast: usize, dimension: usize) -> Terms {
        let class = &self.classes[index];
        let (kind, sums) = class.kinds[wave].as_ref().zip(class.sums[wave].as_ref()).unwrap();
        if !kind.common[contrast].0[dimension] {
            return Terms::new();
        }
        let common = |question: &usize| self.commons[contrast][*question];
        let asked: Vec<usize> = self
            .pack
            .questions_of(dimension)
            .filter(|&question| kind.asked[question])
            .collect();
        if kind.scored[dimension] && asked.iter().all(common) {
            return sums.dimensions[dimension].clone();
        }
        let counted: Vec<usize> = asked.iter().copied().filter(common).collect();
        let weight = |question: usize| self.pack.questions[question].weight as f64;
        let weights: f64 = counted.iter().map(|&question| weight(question)).sum();
        if kind.scored[dimension] && counted.iter().all(|&question| sums.open[question] == 0) {
            let term = |&question: &usize| (sums.points[question].unwrap(), weight(question) / weights);
            return counted.iter().map(term).collect();
        }
        // With open questions the two scores are filled differently: anything the people can have.
        let mut card = Scorecard::default();
        let truth = class.people.iter().map(|&person| {
            let common = &self.commons[contrast];
            card.fill_where(self.pack, self.response(person, wave), |question| {
                common[question]
            });
            card.dimensions[dimension].unwrap().to_f64()
        });
        let (truth, n) = (truth.sum(), class.people.len() as f64);
        let (low, high) = self.range_of(dimension);
        vec![(self.variable(low * n, high * n, truth), 1.0)]
    }

    /// The true mean of some people.
    pub(super) fn true_value(&self, terms: &Terms) -> f64 {
        linear::value(terms, &self.truth)
    }
}
