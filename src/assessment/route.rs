//! What it would take to reach the next cut: arithmetic, not advice.

use super::figures::Figure;
use super::known::Known;
use super::verdict::Outcome;
use super::{Reason, Route, RouteChange};
use crate::number::CUT_SLACK;
use crate::pack::condition::{Leaf, Test};
use crate::pack::{Guard, LevelIndex, Pack, QuestionIndex};

/// The way to the level above the current one; `None` at the top or without a score.
///
/// Each change raises one question's estimate to its next option. Questions that guards ask for
/// come first; then those below the level aimed at, by difficulty of their dimension and lowest
/// estimate first; then the rest in the same order. What a change gains is the question's share
/// in its dimension times the dimension's share in the total, as if all questions were answered
/// by all.
pub(super) fn plan(known: &Known<'_>, outcome: &Outcome) -> Option<Route> {
    let pack = known.pack;
    let to = outcome.current + 1;
    let level = pack.levels.get(to)?;
    let score = known.figures.total.headline.score()?;
    let needed = (level.cut() - score).max(0.0);
    let mut planner = Planner::new(known, to);
    for guard in pack.guards.iter().filter(|guard| guard.caps < to) {
        if outcome.guards.iter().any(|result| result.id == guard.id) {
            planner.satisfy(guard);
        }
    }
    while planner.gained + CUT_SLACK < needed && planner.raise_next() {}
    if planner.gained + CUT_SLACK < needed {
        return None; // even the best answers to what was asked do not reach it
    }
    Some(Route {
        to: level.id.clone(),
        needed,
        total_changes: planner.changes.len(),
        changes: planner
            .changes
            .into_iter()
            .take(pack.reporting.route_shown)
            .collect(),
    })
}

struct Planner<'a> {
    pack: &'a Pack,
    /// Estimates by question as the changes so far leave them.
    estimates: Vec<Option<f64>>,
    /// Which questions count in the score, shown or held back.
    counted: Vec<bool>,
    target: f64,
    gained: f64,
    changes: Vec<RouteChange>,
}

impl<'a> Planner<'a> {
    fn new(known: &Known<'a>, to: LevelIndex) -> Self {
        Self {
            pack: known.pack,
            estimates: known
                .figures
                .questions
                .iter()
                .map(|figure| figure.headline.score())
                .collect(),
            counted: known
                .figures
                .questions
                .iter()
                .map(|figure| {
                    !matches!(
                        figure.headline,
                        Figure::Absent(reason) if reason != Reason::Complementary
                    )
                })
                .collect(),
            target: known.pack.levels[to].cut(),
            gained: 0.0,
            changes: Vec::new(),
        }
    }

    /// The total's share of one point on this question, among the questions that have estimates,
    /// also those that are held back.
    fn share(&self, question: QuestionIndex) -> f64 {
        let counted = |index: &QuestionIndex| self.counted[*index];
        let weight = |index: QuestionIndex| self.pack.questions[index].weight as f64;
        let dimension = self.pack.questions[question].dimension;
        let within: f64 = self
            .pack
            .questions_of(dimension)
            .filter(counted)
            .map(weight)
            .sum();
        let dimensions: f64 = (0..self.pack.dimensions.len())
            .filter(|&index| self.pack.questions_of(index).any(|question| counted(&question)))
            .map(|index| self.pack.dimensions[index].weight as f64)
            .sum();
        self.pack.dimensions[dimension].weight as f64 / dimensions * weight(question) / within
    }

    /// The lowest option above the question's estimate.
    fn next_option(&self, question: QuestionIndex) -> Option<usize> {
        let estimate = self.estimates[question]?;
        let options = &self.pack.questions[question].options;
        (0..options.len())
            .filter(|&index| options[index].points().to_f64() > estimate + CUT_SLACK)
            .min_by_key(|&index| options[index].points)
    }

    /// Raises a question to its next option; `false` if it has none.
    fn raise(&mut self, question: QuestionIndex, guard: Option<&str>) -> bool {
        let (Some(from), Some(option)) = (self.estimates[question], self.next_option(question)) else {
            return false;
        };
        let option = &self.pack.questions[question].options[option];
        let to = option.points().to_f64();
        let gain = (to - from) * self.share(question);
        self.gained += gain;
        self.estimates[question] = Some(to);
        self.changes.push(RouteChange {
            question: self.pack.questions[question].id.clone(),
            from,
            to,
            to_value: option.value,
            gain,
            guard: guard.map(str::to_owned),
        });
        true
    }

    /// Raises what a guard asks for until it lets go.
    fn satisfy(&mut self, guard: &Guard) {
        for leaf in guard.when.leaves() {
            match leaf {
                Leaf::Question(question, Test::Below(level)) => {
                    let cut = self.pack.levels[*level].cut();
                    while self.estimates[*question].is_some_and(|estimate| estimate + CUT_SLACK < cut)
                        && self.raise(*question, Some(&guard.id))
                    {}
                }
                Leaf::Dimension(dimension, Test::Below(level)) => {
                    let cut = self.pack.levels[*level].cut();
                    let named = *dimension;
                    for dimension in (0..self.pack.dimensions.len())
                        .filter(|index| named.is_none_or(|named| named == *index))
                    {
                        while self
                            .dimension(dimension)
                            .is_some_and(|score| score + CUT_SLACK < cut)
                            && self.raise_lowest_of(dimension, &guard.id)
                        {}
                    }
                }
                _ => {}
            }
        }
    }

    fn dimension(&self, dimension: usize) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for question in self.pack.questions_of(dimension) {
            if let Some(estimate) = self.estimates[question] {
                let weight = self.pack.questions[question].weight as f64;
                sum += estimate * weight;
                weights += weight;
            }
        }
        (weights > 0.0).then(|| sum / weights)
    }

    fn raise_lowest_of(&mut self, dimension: usize, guard: &str) -> bool {
        let lowest = self
            .pack
            .questions_of(dimension)
            .filter(|&question| self.next_option(question).is_some())
            .min_by(|&a, &b| compare(self.estimates[a], self.estimates[b]));
        lowest.is_some_and(|question| self.raise(question, Some(guard)))
    }

    /// Raises the question that comes next; `false` if none is left.
    fn raise_next(&mut self) -> bool {
        let next = (0..self.pack.questions.len())
            .filter(|&question| self.next_option(question).is_some())
            .min_by(|&a, &b| {
                let above = |question: QuestionIndex| {
                    self.estimates[question].is_some_and(|estimate| estimate + CUT_SLACK >= self.target)
                };
                let difficulty = |question: QuestionIndex| {
                    self.pack.dimensions[self.pack.questions[question].dimension].difficulty
                };
                above(a)
                    .cmp(&above(b))
                    .then(difficulty(a).cmp(&difficulty(b)))
                    .then(compare(self.estimates[a], self.estimates[b]))
            });
        next.is_some_and(|question| self.raise(question, None))
    }
}

fn compare(a: Option<f64>, b: Option<f64>) -> std::cmp::Ordering {
    a.unwrap_or(f64::INFINITY).total_cmp(&b.unwrap_or(f64::INFINITY))
}
