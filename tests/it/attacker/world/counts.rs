//! How many chose each answer, and how many reach each level: a variable for each class and answer, or class
//! and level. They stand for whole numbers and may be any, so that the attacker is a little weaker than one
//! who tries all numbers.

use serde_json::Value;

use super::{Measure, Scope, World};
use lockstep::answers::Answer;
use lockstep::scoring::Scorecard;
use lockstep::statistics::linear::Terms;

impl World<'_> {
    /// What a report says of one question and of nothing else.
    pub(crate) fn read_question(&mut self, scope: &Scope, report: &Value, question: usize) {
        self.scopes.push(scope.clone());
        let everybody = self.members(scope, |_| true);
        let groups: Vec<Vec<usize>> = (0..2)
            .map(|side| self.members(scope, |kind| kind.side == side))
            .collect();
        let place = &report["questions"][question];
        self.sided(scope, Measure::Question(question), place, &everybody, &groups);
        let start = self.program.equations.len();
        let sides: Vec<&Value> = place["sides"].as_array().into_iter().flatten().collect();
        let mut counted = false;
        for (side, group) in sides.iter().zip(&groups) {
            counted |= self.tell_counts(scope, question, &side["counts"], group);
        }
        if !counted {
            self.tell_counts(scope, question, &place["counts"], &everybody);
        }
        self.figure(start);
        self.check_truth();
    }

    fn tell_counts(&mut self, scope: &Scope, question: usize, counts: &Value, group: &[usize]) -> bool {
        let Some(counts) = counts.as_array() else {
            return false;
        };
        let (with, _) = self.sum_of(scope.wave, group, Measure::Question(question));
        let dimension = self.pack.questions[question].dimension;
        let open: usize = with
            .iter()
            .map(|&class| self.left_open(scope.wave, class, question))
            .sum();
        let mut chosen: Vec<Terms> = vec![Terms::new(); counts.len()];
        for &class in &with {
            let n = self.classes[class].people.len() as f64;
            let scored = self.classes[class].kinds[scope.wave].as_ref().unwrap().scored[dimension];
            let (mut all, mut points) = (
                Terms::new(),
                self.sum(scope.wave, class, Measure::Question(question)).unwrap(),
            );
            for (option, chosen) in chosen.iter_mut().enumerate() {
                let truth = self.chose(scope.wave, class, question, option);
                let people = self.variable(0.0, n, truth);
                chosen.push((people, 1.0));
                all.push((people, 1.0));
                points.push((
                    people,
                    -self.pack.questions[question].options[option].points().to_f64(),
                ));
            }
            let left = self.left_open(scope.wave, class, question) as f64;
            if open == 0 || !scored {
                // Who has no score in a dimension is known, and so how many of its questions they answered.
                self.program.equations.push((all, n - left));
            } else {
                let (low, high) = self.range_of(dimension);
                let people = self.classes[class].people.clone();
                let silent = people
                    .iter()
                    .filter(|person| self.points((**person, scope.wave), question).is_none());
                let filled: f64 = silent
                    .map(|&person| self.score((person, scope.wave), dimension))
                    .sum();
                let silent = self.variable(0.0, n, left);
                let fill = self.variable(0.0, high * n, filled);
                let over = self.variable(0.0, high * n, filled - low * left);
                let under = self.variable(0.0, high * n, high * left - filled);
                all.push((silent, 1.0));
                points.push((fill, -1.0));
                self.program.equations.extend([
                    (all, n),
                    (vec![(fill, 1.0), (silent, -low), (over, -1.0)], 0.0),
                    (vec![(silent, high), (fill, -1.0), (under, -1.0)], 0.0),
                ]);
            }
            self.program.equations.push((points, 0.0));
        }
        for (terms, count) in chosen.into_iter().zip(counts) {
            self.program
                .equations
                .push((terms, count["count"].as_f64().unwrap()));
        }
        true
    }

    fn left_open(&self, wave: usize, class: usize, question: usize) -> usize {
        self.classes[class].people.len() - self.answered(wave, class, question)
    }

    fn chose(&self, wave: usize, class: usize, question: usize, option: usize) -> f64 {
        let people = self.classes[class].people.iter();
        let those =
            people.filter(|&&person| self.response(person, wave).answers[question] == Answer::Option(option));
        those.count() as f64
    }

    /// How many reach which level by themselves.
    pub(super) fn levels(&mut self, report: &Value, scope: &Scope, everybody: &[usize]) {
        let counts: Vec<f64> = report["people_by_level"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|level| level["count"].as_f64())
            .collect();
        if counts.is_empty() {
            return;
        }
        let (_, top) = self.range_of_measure(Measure::Total);
        let (bottom, _) = self.range_of_measure(Measure::Total);
        let levels = &self.pack.levels;
        let cuts: Vec<f64> = levels
            .iter()
            .skip(1)
            .map(|level| level.from as f64 / 1_000.0)
            .collect();
        let from = |level: usize| if level == 0 { bottom } else { cuts[level - 1] };
        let to = |level: usize| cuts.get(level).copied().unwrap_or(top);
        let start = self.program.equations.len();
        let mut by_level: Vec<Terms> = vec![Terms::new(); counts.len()];
        for &class in everybody {
            let Some(mut total) = self.sum(scope.wave, class, Measure::Total) else {
                continue;
            };
            let n = self.classes[class].people.len() as f64;
            let mut all = Terms::new();
            let mut card = Scorecard::default();
            let totals: Vec<f64> = self.classes[class]
                .people
                .iter()
                .map(|&person| {
                    card.fill(self.pack, self.response(person, scope.wave));
                    card.total.unwrap().to_f64()
                })
                .collect();
            for (level, by_level) in by_level.iter_mut().enumerate() {
                let reach = to(level) - from(level);
                let here = |total: &&f64| {
                    **total >= from(level) - 1e-9 && (**total < to(level) - 1e-9 || level + 1 == counts.len())
                };
                let those: Vec<f64> = totals
                    .iter()
                    .filter(here)
                    .map(|total| total - from(level))
                    .collect();
                let (count, sum) = (those.len() as f64, those.iter().sum::<f64>());
                let people = self.variable(0.0, n, count);
                let above = self.variable(0.0, reach * n, sum);
                let lacks = self.variable(0.0, reach * n, reach * count - sum);
                self.program
                    .equations
                    .push((vec![(above, 1.0), (lacks, 1.0), (people, -reach)], 0.0));
                all.push((people, 1.0));
                total.extend([(people, -from(level)), (above, -1.0)]);
                by_level.push((people, 1.0));
            }
            self.program.equations.extend([(all, n), (total, 0.0)]);
        }
        self.program.equations.extend(by_level.into_iter().zip(counts));
        self.figure(start);
    }
}
