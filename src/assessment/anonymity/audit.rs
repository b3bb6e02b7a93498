//! Plays the attacker: which means of a hidden group are consistent with what one dimension's numbers
//! say, by linear programming (the audit step of statistical disclosure control: Fischetti & Salazar
//! 2001, Management Science 47:1008).
//!
//! Where everybody has a score in every dimension, one at a time suffices: a total is the mean of its
//! dimensions and says nothing more. The rest is for the joint program.
//!
//! What the attacker knows beforehand is a [`Kind`]: where people belong, what they were asked, what
//! they have no score in. Not who left a single question open; an open question stands for anything
//! the person's score may be.

use std::collections::BTreeSet;

use super::super::figures::{Figure, Figures, Sided, scores as scores_of};
use super::super::tally::{Kind, Tally, pooled};
use super::super::uncertainty::attainable_in;
use super::groups::{alike, groups, size};
use super::told::{Mean, Told, times};
use crate::pack::{DimensionIndex, Pack, QuestionIndex};
use crate::statistics::interval::Interval;
use crate::statistics::linear::Terms;

/// The mean of a hidden group must stay open over at least this part of the axis: ten points where
/// it runs from 20 to 100. Like the floor of the minimum group, no pack can lower it.
const OPEN: f64 = 0.125;

/// Whether every hidden group stays open when this dimension, its questions and `contrasts` are shown,
/// or as open as one published figure by itself leaves it.
pub(super) fn open(
    pack: &Pack,
    tally: &Tally,
    figures: &Figures<'_>,
    dimension: DimensionIndex,
    contrasts: &[usize],
) -> bool {
    if figures.computable[dimension].headline.score().is_none() {
        return true;
    }
    let mut audit = Audit::new(pack, tally, figures, dimension);
    audit.tell(&figures.computable[dimension], None);
    for &contrast in contrasts {
        audit.tell_contrast(tally, contrast);
    }
    audit.told.too_narrow(points(pack), &audit.targets()).is_none()
}

/// How many points a hidden mean must stay open over.
pub(super) fn points(pack: &Pack) -> f64 {
    OPEN * (pack.axis.max - pack.axis.min) as f64 / 1_000.0
}

/// One dimension as a linear program: a variable for each kind of people and question, the sum of
/// their points.
struct Audit<'a> {
    pack: &'a Pack,
    figures: &'a Figures<'a>,
    dimension: DimensionIndex,
    questions: Vec<QuestionIndex>,
    kinds: Vec<Kind<'a>>,
    /// By kind, then by question; none where not asked.
    points: Vec<Vec<Option<usize>>>,
    told: Told,
}

impl<'a> Audit<'a> {
    fn new(pack: &'a Pack, tally: &'a Tally, figures: &'a Figures<'a>, dimension: DimensionIndex) -> Self {
        let mut audit = Self {
            pack,
            figures,
            dimension,
            questions: pack.questions_of(dimension).collect(),
            kinds: alike(
                tally
                    .kinds()
                    .filter(|kind| kind.scored(dimension) && figures.counts(kind)),
                |kind| kind.complete(dimension),
            ),
            points: Vec::new(),
            told: Told::default(),
        };
        for index in 0..audit.kinds.len() {
            let n = audit.kinds[index].people as f64;
            let mut row = Vec::new();
            for position in 0..audit.questions.len() {
                let question = audit.questions[position];
                let Interval { low, high } = if audit.open_questions(position, None) > 0 {
                    audit.range()
                } else {
                    range_of(pack, question)
                };
                let asked = audit.kinds[index].asked(question);
                row.push(asked.then(|| audit.told.variable(low * n, high * n)));
            }
            audit.points.push(row);
        }
        for position in 0..audit.questions.len() {
            let question = audit.questions[position];
            audit.tell(&figures.questions[question], Some(position));
        }
        audit
    }

    /// The range of everything in the dimension.
    fn range(&self) -> Interval {
        self.questions
            .iter()
            .fold(attainable_in(self.pack, self.dimension), |all, &question| {
                let range = range_of(self.pack, question);
                Interval {
                    low: all.low.min(range.low),
                    high: all.high.max(range.high),
                }
            })
    }

    /// How many people with a score left a question open, on one side or in all.
    fn open_questions(&self, position: usize, side: Option<usize>) -> u64 {
        let question = self.questions[position];
        let asked: u64 = self
            .kinds
            .iter()
            .filter(|kind| side.is_none_or(|side| kind.cell == side) && kind.asked(question))
            .map(|kind| kind.people)
            .sum();
        let cells = side.map_or(self.figures.people.as_slice(), |side| {
            &self.figures.people[side..=side]
        });
        let counts = pooled(cells, question);
        (asked + counts.unscored).saturating_sub(counts.answered())
    }

    /// A kind's sum of one question.
    fn points(&self, kind: usize, position: usize) -> Terms {
        self.points[kind][position].map_or_else(Terms::new, |points| vec![(points, 1.0)])
    }

    /// A kind's sum of scores on the questions that `counts` admits.
    fn score(&self, kind: usize, counts: impl Fn(QuestionIndex) -> bool) -> Terms {
        let asked = self
            .questions
            .iter()
            .zip(&self.points[kind])
            .filter_map(|(&question, points)| {
                let weight = self.pack.questions[question].weight as f64;
                points.filter(|_| counts(question)).map(|points| (points, weight))
            });
        let mut terms: Terms = asked.collect();
        let weights: f64 = terms.iter().map(|(_, weight)| weight).sum();
        terms.iter_mut().for_each(|(_, weight)| *weight /= weights);
        terms
    }

    /// What the figures of the dimension, or of one of its questions, say.
    fn tell(&mut self, figure: &Sided, position: Option<usize>) {
        let mut groups: Vec<(Option<usize>, Figure)> = figure
            .sides
            .iter()
            .enumerate()
            .map(|(side, figure)| (Some(side), *figure))
            .collect();
        if !figure.sides_equal() {
            groups = vec![(None, figure.headline)];
        }
        self.told.begin();
        for (side, figure) in groups {
            let Figure::Known { score, n } = figure else {
                continue;
            };
            let members =
                (0..self.kinds.len()).filter(|&kind| side.is_none_or(|side| self.kinds[kind].cell == side));
            let mut terms: Terms = members
                .flat_map(|kind| match position {
                    Some(position) => self.points(kind, position),
                    None => self.score(kind, |_| true),
                })
                .collect();
            if let Some(position) = position {
                // What stands for open questions is no answer; what people without a score answered is one.
                let question = self.questions[position];
                let cells = side.map_or(self.figures.people.as_slice(), |side| {
                    &self.figures.people[side..=side]
                });
                let unscored = pooled(cells, question).unscored;
                terms.push((self.spare(self.open_questions(position, side)), -1.0));
                terms.push((self.spare(unscored), 1.0));
            }
            self.told.push(terms, score * n as f64);
        }
    }

    /// The sum of so many values of which nothing is known.
    fn spare(&mut self, people: u64) -> usize {
        self.told.anything(self.range(), people)
    }

    /// What the groups of a contrast say.
    fn tell_contrast(&mut self, tally: &Tally, contrast: usize) {
        let Some(counts) = tally.contrasts.get(contrast) else {
            return;
        };
        self.told.begin();
        let common = |question: QuestionIndex| counts.common.get(question).copied().unwrap_or(true);
        for value in 0..counts.values.len() {
            let cell = counts.whole(value);
            let found = cell
                .dimensions
                .get(self.dimension)
                .map_or_else(Default::default, scores_of);
            let members: Vec<usize> = (0..self.kinds.len())
                .filter(|&kind| self.kinds[kind].value(contrast) == value as u64)
                .collect();
            let n: u64 = members.iter().map(|&kind| self.kinds[kind].people).sum();
            let mut terms = Terms::new();
            for &kind in &members {
                let asked = |&question: &QuestionIndex| self.kinds[kind].asked(question);
                if self
                    .questions
                    .iter()
                    .filter(|question| asked(question))
                    .all(|&question| common(question))
                {
                    terms.extend(self.score(kind, |_| true));
                } else if self.kinds[kind].complete(self.dimension) {
                    terms.extend(self.score(kind, common));
                } else {
                    // Open questions are filled in otherwise where not all questions count.
                    terms.push((self.spare(self.kinds[kind].people), 1.0));
                }
            }
            // Some have a score on all questions and none on the common ones, or the reverse.
            terms.push((self.spare(found.n.saturating_sub(n)), 1.0));
            terms.push((self.spare(n.saturating_sub(found.n)), -1.0));
            self.told.push(terms, found.sum);
        }
    }

    /// The mean score of each group that is too small to be shown, and the mean of every question over
    /// those of a group who were asked it, where they are too few.
    fn targets(&self) -> Vec<Mean> {
        let mut hidden: BTreeSet<(Option<usize>, Vec<usize>)> = BTreeSet::new();
        for group in groups(self.pack, &self.kinds) {
            for position in 0..self.questions.len() {
                let asked = |kind: &usize| self.points[*kind][position].is_some();
                let asked: Vec<usize> = group.iter().copied().filter(asked).collect();
                if self.open_questions(position, None) == 0 {
                    hidden.insert((Some(position), asked));
                }
            }
            hidden.insert((None, group));
        }
        hidden.retain(|(_, members)| self.figures.few(size(&self.kinds, members)));
        let mean = |(position, members): &(Option<usize>, Vec<usize>)| match position {
            None => self.mean_score(members),
            Some(position) => {
                let points = members.iter().flat_map(|&kind| self.points(kind, *position));
                times(&points.collect(), 1.0 / size(&self.kinds, members) as f64)
            }
        };
        hidden.iter().map(|target| Mean::of(mean(target))).collect()
    }

    fn mean_score(&self, group: &[usize]) -> Terms {
        let score = group.iter().flat_map(|&kind| self.score(kind, |_| true));
        times(&score.collect(), 1.0 / size(&self.kinds, group) as f64)
    }
}

/// The range of the answers to a question.
pub(super) fn range_of(pack: &Pack, question: QuestionIndex) -> Interval {
    let points = pack.questions[question]
        .options
        .iter()
        .map(|option| option.points().to_f64());
    points.fold(
        Interval {
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
        },
        |range, points| Interval {
            low: range.low.min(points),
            high: range.high.max(points),
        },
    )
}
