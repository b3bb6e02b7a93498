//! The same attack on everything at once: totals, dimensions and questions as one linear program.
//!
//! Where everybody has a score in every dimension, or in none, the dimensions have nothing to do with
//! each other: totals are told by them, and judging one after the other is enough. Where somebody has
//! a total and lacks a dimension, or the reverse, totals less dimensions say more.

use std::collections::{BTreeMap, BTreeSet};

use super::super::figures::{Figure, Figures, Sided, scores as scores_of};
use super::super::tally::{Cell, Kind, Tally, pooled};
use super::super::uncertainty::{attainable, attainable_in};
use super::audit::{points, range_of};
use super::groups::{groups, size};
use super::told::{Mean, Told, times};
use crate::pack::{DimensionIndex, Pack, QuestionIndex};
use crate::statistics::interval::Interval;
use crate::statistics::linear::Terms;

/// No more numbers than this are kept by a solver: a bound on the time that this takes.
const SIZE: usize = 1_000_000;

/// A contrast that is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Which.
    pub(super) contrast: usize,
    /// Whether its dimensions are shown beside its totals.
    pub(super) dimensions: bool,
}

/// What a mean is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    /// Of totals.
    Total,
    /// Of scores of a dimension.
    Dimension(DimensionIndex),
    /// Of answers to a question.
    Question(QuestionIndex),
}

/// A mean of a hidden group that is too narrow.
#[derive(Debug)]
pub(super) struct Leak {
    /// Of what.
    pub(super) of: Measure,
    /// The dimensions in which some of these people have no score though they have a total, or a
    /// score and no total.
    pub(super) unmatched: Vec<DimensionIndex>,
}

/// Whether somebody has a score in some dimensions and not in others, or no total.
pub(super) fn needed(pack: &Pack, tally: &Tally, figures: &Figures<'_>) -> bool {
    tally
        .kinds()
        .filter(|kind| figures.counts(kind))
        .any(|kind| (0..pack.dimensions.len()).any(|dimension| kind.scored(dimension) != kind.total()))
}

/// The first mean of a hidden group that is too narrow when all figures and `contrasts` are shown.
pub(super) fn leak(pack: &Pack, tally: &Tally, figures: &Figures<'_>, contrasts: &[Shown]) -> Option<Leak> {
    let mut joint = Joint::new(pack, tally, figures, !contrasts.is_empty());
    let targets = joint.targets();
    if targets.is_empty() {
        return None;
    }
    joint.tell_figures();
    for contrast in contrasts {
        joint.tell_contrast(tally, *contrast);
    }
    let means: Vec<Mean> = targets
        .iter()
        .map(|(measure, group)| joint.mean(*measure, group))
        .collect();
    let narrow = if joint.told.size() > SIZE {
        Some(0)
    } else {
        joint.told.too_narrow(points(pack), &means)
    };
    let (measure, group) = targets.get(narrow?)?;
    let unmatched = |dimension: &DimensionIndex| {
        group
            .iter()
            .any(|&kind| joint.kinds[kind].scored(*dimension) != joint.kinds[kind].total())
    };
    Some(Leak {
        of: *measure,
        unmatched: (0..pack.dimensions.len()).filter(unmatched).collect(),
    })
}

/// Everything as a linear program: a variable for each kind of people and question.
struct Joint<'a> {
    pack: &'a Pack,
    figures: &'a Figures<'a>,
    kinds: Vec<Kind<'a>>,
    /// By kind, then by dimension: whether nothing was left open.
    complete: Vec<Vec<bool>>,
    /// By kind, then by question: none where not asked or without a score in its dimension, or where
    /// the variable of another kind holds it.
    points: Vec<Vec<Option<usize>>>,
    /// Groups that are too small, by what of them is hidden.
    hidden: BTreeSet<(Measure, Vec<usize>)>,
    told: Told,
}

impl<'a> Joint<'a> {
    fn new(pack: &'a Pack, tally: &'a Tally, figures: &'a Figures<'a>, contrasts: bool) -> Self {
        let dimensions = 0..pack.dimensions.len();
        let mut merged: BTreeMap<_, (Kind<'a>, Vec<bool>)> = BTreeMap::new();
        for kind in tally.kinds().filter(|kind| figures.counts(kind)) {
            let complete = dimensions.clone().map(|dimension| kind.complete(dimension));
            merged
                .entry((kind.outside(), kind.scores()))
                .and_modify(|(known, all)| {
                    known.people += kind.people;
                    all.iter_mut()
                        .zip(complete.clone())
                        .for_each(|(all, one)| *all &= one);
                })
                .or_insert_with(|| (kind, complete.clone().collect()));
        }
        let (kinds, complete) = merged.into_values().unzip();
        let mut joint = Self {
            pack,
            figures,
            kinds,
            complete,
            points: Vec::new(),
            hidden: BTreeSet::new(),
            told: Told::default(),
        };
        joint.hidden = joint.hidden();
        joint.variables(contrasts);
        joint
    }

    /// Every mean that is hidden, with the kinds of people behind it.
    fn hidden(&self) -> BTreeSet<(Measure, Vec<usize>)> {
        let mut groups = groups(self.pack, &self.kinds);
        for side in [None, Some(0), Some(1)] {
            for dimension in 0..self.pack.dimensions.len() {
                for total in [true, false] {
                    let unmatched = self.members(|kind| {
                        side.is_none_or(|side| kind.cell == side)
                            && kind.total() == total
                            && kind.scored(dimension) != total
                    });
                    groups.insert(unmatched);
                }
            }
        }
        let everybody: Vec<usize> = (0..self.kinds.len())
            .filter(|&kind| self.has(kind, Measure::Total))
            .collect();
        let dimensions = (0..self.pack.dimensions.len()).map(Measure::Dimension);
        let questions = (0..self.pack.questions.len())
            .filter(|&question| self.open(question, None) == 0)
            .map(Measure::Question);
        let measures: Vec<Measure> = [Measure::Total]
            .into_iter()
            .chain(dimensions)
            .chain(questions)
            .collect();
        let mut hidden = BTreeSet::new();
        for group in groups {
            for &measure in &measures {
                let members: Vec<usize> = group
                    .iter()
                    .copied()
                    .filter(|&kind| self.has(kind, measure))
                    .collect();
                // A small team that agreed to be shown is no secret.
                if self.figures.few(size(&self.kinds, &members)) && members != everybody {
                    hidden.insert((measure, members));
                }
            }
        }
        hidden
    }

    fn targets(&self) -> Vec<(Measure, Vec<usize>)> {
        self.hidden.iter().cloned().collect()
    }

    /// Variables for all kinds. People who are in no hidden group need not be told apart where all
    /// figures count them the same.
    fn variables(&mut self, contrasts: bool) {
        let hidden: BTreeSet<usize> = self
            .hidden
            .iter()
            .flat_map(|(_, group)| group.iter().copied())
            .collect();
        self.points = vec![vec![None; self.pack.questions.len()]; self.kinds.len()];
        for dimension in 0..self.pack.dimensions.len() {
            let mut same: BTreeMap<_, Vec<usize>> = BTreeMap::new();
            for (index, kind) in self.kinds.iter().enumerate() {
                if kind.scored(dimension) {
                    let asked: Vec<bool> = self
                        .pack
                        .questions_of(dimension)
                        .map(|question| kind.asked(question))
                        .collect();
                    let weights = kind.total().then(|| self.weights(kind).to_bits());
                    let apart = (hidden.contains(&index) || contrasts).then_some(index);
                    same.entry((apart, kind.cell, asked, weights))
                        .or_default()
                        .push(index);
                }
            }
            for kinds in same.values() {
                let n = size(&self.kinds, kinds) as f64;
                for question in self.pack.questions_of(dimension) {
                    let Interval { low, high } = if self.open(question, None) > 0 {
                        self.range(dimension)
                    } else {
                        range_of(self.pack, question)
                    };
                    if self.kinds[kinds[0]].asked(question) {
                        self.points[kinds[0]][question] = Some(self.told.variable(low * n, high * n));
                    }
                }
            }
        }
    }

    /// The weights of all dimensions that make up the totals of a kind.
    fn weights(&self, kind: &Kind<'_>) -> f64 {
        (0..self.pack.dimensions.len())
            .filter(|&dimension| kind.scored(dimension))
            .map(|dimension| self.pack.dimensions[dimension].weight as f64)
            .sum()
    }

    fn members(&self, of: impl Fn(&Kind<'_>) -> bool) -> Vec<usize> {
        (0..self.kinds.len())
            .filter(|&kind| of(&self.kinds[kind]))
            .collect()
    }

    /// The kinds of one side, or all.
    fn side(&self, side: Option<usize>) -> Vec<usize> {
        self.members(|kind| side.is_none_or(|side| kind.cell == side))
    }

    fn has(&self, kind: usize, measure: Measure) -> bool {
        let kind = &self.kinds[kind];
        match measure {
            Measure::Total => kind.total(),
            Measure::Dimension(dimension) => kind.scored(dimension),
            Measure::Question(question) => {
                kind.asked(question) && kind.scored(self.pack.questions[question].dimension)
            }
        }
    }

    /// The range of everything in a dimension.
    fn range(&self, dimension: DimensionIndex) -> Interval {
        self.pack
            .questions_of(dimension)
            .fold(attainable_in(self.pack, dimension), |all, question| {
                let range = range_of(self.pack, question);
                Interval {
                    low: all.low.min(range.low),
                    high: all.high.max(range.high),
                }
            })
    }

    /// How many people with a score left a question open, on one side or in all.
    fn open(&self, question: QuestionIndex, side: Option<usize>) -> u64 {
        let mut asked = self.side(side);
        asked.retain(|&kind| self.has(kind, Measure::Question(question)));
        let counts = pooled(self.cells(side), question);
        (size(&self.kinds, &asked) + counts.unscored).saturating_sub(counts.answered())
    }

    fn cells(&self, side: Option<usize>) -> &[&'a Cell] {
        side.map_or(self.figures.people.as_slice(), |side| {
            &self.figures.people[side..=side]
        })
    }

    /// The sum of a kind's scores in a dimension on the questions that `counts` admits.
    fn score(&self, kind: usize, dimension: DimensionIndex, counts: impl Fn(QuestionIndex) -> bool) -> Terms {
        let of = |question: QuestionIndex| {
            let points = self.points[kind][question].filter(|_| counts(question))?;
            Some((points, self.pack.questions[question].weight as f64))
        };
        let terms: Terms = self.pack.questions_of(dimension).filter_map(of).collect();
        let weights: f64 = terms.iter().map(|(_, weight)| weight).sum();
        times(&terms, 1.0 / weights)
    }

    /// What a dimension adds to the sum of a kind's totals.
    fn part(&self, kind: usize, dimension: DimensionIndex) -> Terms {
        let weight = self.pack.dimensions[dimension].weight as f64;
        let weights = self.weights(&self.kinds[kind]);
        times(&self.score(kind, dimension, |_| true), weight / weights)
    }

    /// A kind's sum of something.
    fn sum(&self, kind: usize, measure: Measure) -> Terms {
        match measure {
            _ if !self.has(kind, measure) => Terms::new(),
            Measure::Total => (0..self.pack.dimensions.len())
                .flat_map(|dimension| self.part(kind, dimension))
                .collect(),
            Measure::Dimension(dimension) => self.score(kind, dimension, |_| true),
            Measure::Question(question) => self.points[kind][question]
                .map(|points| (points, 1.0))
                .into_iter()
                .collect(),
        }
    }

    /// The mean of a group that is told apart.
    fn mean(&self, measure: Measure, group: &[usize]) -> Mean {
        let n = size(&self.kinds, group) as f64;
        let sum: Terms = group.iter().flat_map(|&kind| self.sum(kind, measure)).collect();
        let mut mean = Mean::of(times(&sum, 1.0 / n));
        if measure == Measure::Total {
            for dimension in 0..self.pack.dimensions.len() {
                let part: Terms = group
                    .iter()
                    .flat_map(|&kind| self.part(kind, dimension))
                    .collect();
                let weight: f64 = part.iter().map(|(_, factor)| factor / n).sum();
                if weight > 0.0 {
                    mean.parts.push((times(&part, 1.0 / n / weight), weight));
                }
            }
        }
        mean
    }

    /// What all figures say that are shown.
    fn tell_figures(&mut self) {
        let figures = self.figures;
        self.tell(&figures.total, Measure::Total);
        for (dimension, figure) in figures.dimensions.iter().enumerate() {
            self.tell(figure, Measure::Dimension(dimension));
        }
        for (question, figure) in figures.questions.iter().enumerate() {
            self.tell(figure, Measure::Question(question));
        }
    }

    fn tell(&mut self, figure: &Sided, measure: Measure) {
        let groups = if figure.sides_equal() {
            vec![(Some(0), figure.sides[0]), (Some(1), figure.sides[1])]
        } else {
            vec![(None, figure.headline)]
        };
        self.told.begin();
        for (side, figure) in groups {
            let Figure::Known { score, n } = figure else {
                continue;
            };
            let members = self.side(side);
            let mut terms: Terms = members.iter().flat_map(|&kind| self.sum(kind, measure)).collect();
            if let Measure::Question(question) = measure {
                // What stands for open questions is no answer; what people without a score answered is one.
                let range = self.range(self.pack.questions[question].dimension);
                let unscored = pooled(self.cells(side), question).unscored;
                let open = self.open(question, side);
                terms.push((self.told.anything(range, open), -1.0));
                terms.push((self.told.anything(range, unscored), 1.0));
            }
            self.told.push(terms, score * n as f64);
        }
    }

    /// What the groups of a contrast say.
    fn tell_contrast(&mut self, tally: &Tally, shown: Shown) {
        let Some(counts) = tally.contrasts.get(shown.contrast) else {
            return;
        };
        let common = |question: QuestionIndex| counts.common.get(question).copied().unwrap_or(true);
        let values: Vec<_> = (0..counts.values.len())
            .map(|value| (value as u64, counts.whole(value)))
            .collect();
        // Open questions are filled in otherwise where not all questions count: a score of their own.
        let mut scores: Vec<Vec<Terms>> = Vec::new();
        for kind in 0..self.kinds.len() {
            let mut row = Vec::new();
            for dimension in 0..self.pack.dimensions.len() {
                row.push(if self.on_common(kind, dimension, &common) {
                    self.score(kind, dimension, common)
                } else {
                    let range = self.range(dimension);
                    vec![(self.told.anything(range, self.kinds[kind].people), 1.0)]
                });
            }
            scores.push(row);
        }
        self.told.begin();
        for (value, cell) in &values {
            let found = scores_of(&cell.totals);
            let members = self.members(|kind| kind.total() && kind.value(shown.contrast) == *value);
            let n = size(&self.kinds, &members);
            let same = found.n == n
                && cell.dimensions.iter().enumerate().all(|(dimension, scores)| {
                    let scored =
                        |kind: &Kind<'_>| kind.scored(dimension) && kind.value(shown.contrast) == *value;
                    scores.n() == size(&self.kinds, &self.members(scored))
                });
            let mut terms = Terms::new();
            for &kind in &members {
                let known = (0..scores[kind].len()).all(|dimension| self.on_common(kind, dimension, &common));
                if same || known {
                    for (dimension, score) in scores[kind].iter().enumerate() {
                        let weight = self.pack.dimensions[dimension].weight as f64;
                        terms.extend(times(score, weight / self.weights(&self.kinds[kind])));
                    }
                } else {
                    let people = self.kinds[kind].people;
                    terms.push((self.told.anything(attainable(self.pack), people), 1.0));
                }
            }
            self.spare(&mut terms, attainable(self.pack), n, found.n);
            self.told.push(terms, found.sum);
        }
        let figures = self.figures;
        for (dimension, figure) in figures.dimensions.iter().enumerate() {
            if !shown.dimensions || figure.headline.score().is_none() {
                continue;
            }
            self.told.begin();
            for (value, cell) in &values {
                let found = cell
                    .dimensions
                    .get(dimension)
                    .map_or_else(Default::default, scores_of);
                let members =
                    self.members(|kind| kind.scored(dimension) && kind.value(shown.contrast) == *value);
                let mut terms: Terms = members
                    .iter()
                    .flat_map(|&kind| scores[kind][dimension].clone())
                    .collect();
                let n = size(&self.kinds, &members);
                self.spare(&mut terms, self.range(dimension), n, found.n);
                self.told.push(terms, found.sum);
            }
        }
    }

    /// Some have a score on all questions and none on the common ones, or the reverse.
    fn spare(&mut self, terms: &mut Terms, range: Interval, all: u64, common: u64) {
        terms.push((self.told.anything(range, common.saturating_sub(all)), 1.0));
        terms.push((self.told.anything(range, all.saturating_sub(common)), -1.0));
    }

    /// Whether what people of a kind answered to the common questions of a dimension tells their score on
    /// these.
    fn on_common(
        &self,
        kind: usize,
        dimension: DimensionIndex,
        common: &impl Fn(QuestionIndex) -> bool,
    ) -> bool {
        let asked = || {
            self.pack
                .questions_of(dimension)
                .filter(|&question| self.kinds[kind].asked(question))
        };
        !self.kinds[kind].scored(dimension)
            || asked().all(common)
            || self.complete[kind][dimension] && asked().any(common)
    }
}
