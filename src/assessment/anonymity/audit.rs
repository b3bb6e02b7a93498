//! Plays the attacker: which means of a hidden group are consistent with what one dimension's numbers
//! say, by linear programming (the audit step of statistical disclosure control: Fischetti & Salazar
//! 2001, Management Science 47:1008).
//!
//! One dimension at a time suffices: a total is the mean of its dimensions, so where these are shown
//! it says nothing more, and where they are not it says less.
//!
//! What the attacker knows beforehand is a [`Kind`]: where people belong, what they were asked, what
//! they have no score in. Not who left a single question open; an open question stands for anything
//! the person's score may be.

use std::collections::{BTreeMap, BTreeSet};

use super::super::figures::{Figure, Figures, Sided, scores as scores_of};
use super::super::tally::{Kind, Tally, pooled};
use super::super::uncertainty::{attainable, attainable_in};
use crate::pack::{DimensionIndex, Pack, QuestionIndex};
use crate::statistics::interval::Interval;
use crate::statistics::linear::{Program, Solver, Terms, value};

/// The mean of a hidden group must stay open over at least this part of the axis: ten points where
/// it runs from 20 to 100. Like the floor of the minimum group, no pack can lower it.
const OPEN: f64 = 0.125;
/// Slack of a width.
const SLACK: f64 = 1e-6;

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
    audit.holds(points(pack), &audit.targets(), true)
}

/// Whether a dimension that is held back stays open, in all and on each side, when its questions are
/// shown.
pub(super) fn open_by_questions(
    pack: &Pack,
    tally: &Tally,
    figures: &Figures<'_>,
    dimension: DimensionIndex,
) -> bool {
    let audit = Audit::new(pack, tally, figures, dimension);
    let everybody: Vec<usize> = (0..audit.kinds.len()).collect();
    let sides = [0, 1].map(|side| {
        let on_side = |kind: &usize| audit.kinds[*kind].cell == side;
        everybody.iter().copied().filter(on_side).collect::<Vec<_>>()
    });
    let groups = [everybody.as_slice(), &sides[0], &sides[1]];
    let large = groups.iter().filter(|group| audit.size(group) >= figures.minimum);
    let targets: Vec<Terms> = large.map(|group| audit.mean_score(group)).collect();
    audit.holds(points(pack), &targets, false)
}

/// Whether a few people with a total and no score in a dimension, or the reverse, and the totals of all
/// hidden groups stay open when totals, dimensions and `contrasts` are shown.
pub(super) fn open_by_totals(pack: &Pack, tally: &Tally, figures: &Figures<'_>, contrasts: &[usize]) -> bool {
    let mut audit = Audit {
        pack,
        figures,
        dimension: 0,
        questions: Vec::new(),
        kinds: alike(tally.kinds().filter(|kind| figures.counts(kind)), Kind::scores),
        points: Vec::new(),
        program: Program::default(),
        figure_starts: Vec::new(),
    };
    let dimensions = 0..pack.dimensions.len();
    let mut scores: Vec<Vec<Option<usize>>> = Vec::new();
    for kind in &audit.kinds {
        let n = kind.people as f64;
        let variable = |dimension| {
            let Interval { low, high } = attainable_in(pack, dimension);
            kind.scored(dimension)
                .then(|| audit.program.variable(low * n, high * n))
        };
        scores.push(dimensions.clone().map(variable).collect());
    }
    let score = |kind: usize, dimension: usize| -> Terms {
        scores[kind][dimension].map_or_else(Terms::new, |score| vec![(score, 1.0)])
    };
    let weight = |dimension: usize| pack.dimensions[dimension].weight as f64;
    let totals: Vec<Terms> = audit
        .kinds
        .iter()
        .zip(&scores)
        .map(|(kind, scores)| {
            let scored = |dimension: usize| Some((scores[dimension]?, weight(dimension)));
            let terms: Terms = dimensions
                .clone()
                .filter_map(scored)
                .filter(|_| kind.total())
                .collect();
            let weights: f64 = terms.iter().map(|(_, weight)| weight).sum();
            times(&terms, 1.0 / weights)
        })
        .collect();
    audit.tell_sums(&figures.total, |kind| totals[kind].clone());
    for dimension in dimensions.clone() {
        audit.tell_sums(&figures.dimensions[dimension], |kind| score(kind, dimension));
    }
    for &contrast in contrasts {
        let Some(counts) = tally.contrasts.get(contrast) else {
            continue;
        };
        audit.figure_starts.push(audit.program.equations.len());
        for value in 0..counts.values.len() {
            let told = scores_of(&counts.whole(value).totals);
            let members = (0..audit.kinds.len()).filter(|&kind| {
                let kind = &audit.kinds[kind];
                kind.total() && kind.value(contrast) == value as u64
            });
            let members: Vec<usize> = members.collect();
            let n = audit.size(&members);
            let mut terms = Terms::new();
            for &kind in &members {
                let asked = |question: &usize| audit.kinds[kind].asked(*question);
                if (0..counts.common.len())
                    .filter(asked)
                    .all(|question| counts.common[question])
                {
                    terms.extend(totals[kind].iter().copied());
                } else {
                    terms.push((audit.anything(attainable(pack), audit.kinds[kind].people), 1.0));
                }
            }
            terms.push((audit.anything(attainable(pack), told.n.saturating_sub(n)), 1.0));
            terms.push((audit.anything(attainable(pack), n.saturating_sub(told.n)), -1.0));
            audit.program.equations.push((terms, told.sum));
        }
    }
    let mut targets = Vec::new();
    for group in audit.groups() {
        let members: Vec<usize> = group
            .into_iter()
            .filter(|&kind| audit.kinds[kind].total())
            .collect();
        let n = audit.size(&members);
        if figures.few(n) {
            let sum = members.iter().flat_map(|&kind| totals[kind].clone());
            targets.push(times(&sum.collect(), 1.0 / n as f64));
        }
    }
    for side in [None, Some(0), Some(1)] {
        for dimension in dimensions.clone() {
            for (total, scored) in [(true, false), (false, true)] {
                let members: Vec<usize> = (0..audit.kinds.len())
                    .filter(|&index| {
                        let kind = &audit.kinds[index];
                        side.is_none_or(|side| kind.cell == side)
                            && kind.total() == total
                            && kind.scored(dimension) == scored
                    })
                    .collect();
                let n = audit.size(&members);
                if figures.few(n) {
                    let sum = members.iter().flat_map(|&kind| {
                        if total {
                            totals[kind].clone()
                        } else {
                            score(kind, dimension)
                        }
                    });
                    targets.push(times(&sum.collect(), 1.0 / n as f64));
                }
            }
        }
    }
    audit.holds(points(pack), &targets, true)
}

/// Kinds between which this part of the arithmetic makes no difference, as one: there are few of them
/// however many people there are. `tells` is what it looks at beside what others know.
fn alike<'t, K: Ord>(kinds: impl Iterator<Item = Kind<'t>>, tells: impl Fn(&Kind<'t>) -> K) -> Vec<Kind<'t>> {
    let mut merged = BTreeMap::new();
    for kind in kinds {
        merged
            .entry((kind.outside(), tells(&kind)))
            .and_modify(|known: &mut Kind<'t>| known.people += kind.people)
            .or_insert(kind);
    }
    merged.into_values().collect()
}

/// How many points a hidden mean must stay open over.
fn points(pack: &Pack) -> f64 {
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
    program: Program,
    /// Where in the equations each published figure begins; both sides of one are one figure.
    figure_starts: Vec<usize>,
}

/// A hidden group's mean.
struct Target {
    /// Its mean.
    mean: Terms,
    /// The least and the most found so far.
    seen: Interval,
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
            program: Program::default(),
            figure_starts: Vec::new(),
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
                row.push(asked.then(|| audit.program.variable(low * n, high * n)));
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
        self.figure_starts.push(self.program.equations.len());
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
            self.program.equations.push((terms, score * n as f64));
        }
    }

    /// What the figures of something say that is a sum over kinds.
    fn tell_sums(&mut self, figure: &Sided, sum: impl Fn(usize) -> Terms) {
        self.figure_starts.push(self.program.equations.len());
        let mut groups: Vec<(Option<usize>, Figure)> = Vec::new();
        if figure.sides_equal() {
            groups.extend(
                figure
                    .sides
                    .iter()
                    .enumerate()
                    .map(|(side, figure)| (Some(side), *figure)),
            );
        } else {
            groups.push((None, figure.headline));
        }
        for (side, figure) in groups {
            if let Figure::Known { score, n } = figure {
                let members = (0..self.kinds.len())
                    .filter(|&kind| side.is_none_or(|side| self.kinds[kind].cell == side));
                let terms = members.flat_map(&sum).collect();
                self.program.equations.push((terms, score * n as f64));
            }
        }
    }

    /// The sum of so many values of which nothing is known.
    fn spare(&mut self, people: u64) -> usize {
        self.anything(self.range(), people)
    }

    fn anything(&mut self, range: Interval, people: u64) -> usize {
        let n = people as f64;
        self.program.variable(range.low * n, range.high * n)
    }

    /// What the groups of a contrast say.
    fn tell_contrast(&mut self, tally: &Tally, contrast: usize) {
        let Some(counts) = tally.contrasts.get(contrast) else {
            return;
        };
        self.figure_starts.push(self.program.equations.len());
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
            self.program.equations.push((terms, found.sum));
        }
    }

    /// Whether every one of these means can lie at least `points` apart, or, if that is to `spare` it, as
    /// far as one published figure by itself allows.
    fn holds(&self, points: f64, means: &[Terms], spare: bool) -> bool {
        // What cannot be solved is not safe.
        means.is_empty() || self.search(points, means, spare).unwrap_or(false)
    }

    fn search(&self, points: f64, means: &[Terms], spare: bool) -> Option<bool> {
        let mut solver = Solver::new(&self.program)?;
        let start = solver.point()?;
        let mut targets: Vec<Target> = means
            .iter()
            .map(|mean| {
                let here = value(mean, &start);
                Target {
                    mean: mean.clone(),
                    seen: Interval {
                        low: here,
                        high: here,
                    },
                }
            })
            .collect();
        // Most groups are seen far apart where all are high and where all are low.
        let all: Terms = targets
            .iter()
            .flat_map(|target| target.mean.iter().copied())
            .collect();
        for sign in [1.0, -1.0] {
            move_to(&mut solver, &all, sign, &mut targets)?;
        }
        for index in 0..targets.len() {
            for sign in [1.0, -1.0] {
                if targets[index].width() + SLACK < points {
                    let mean = targets[index].mean.clone();
                    move_to(&mut solver, &mean, sign, &mut targets)?;
                }
            }
            let width = targets[index].width() + SLACK;
            if width < points && !(spare && width >= self.alone(&targets[index].mean)?) {
                return Some(false);
            }
        }
        Some(true)
    }

    /// How far apart the figure that says most about `mean` leaves it by itself.
    fn alone(&self, mean: &Terms) -> Option<f64> {
        let mut least = f64::INFINITY;
        let ends = self
            .figure_starts
            .iter()
            .skip(1)
            .copied()
            .chain([self.program.equations.len()]);
        for (start, end) in self.figure_starts.iter().zip(ends) {
            let mut solver = Solver::new(&Program {
                bounds: self.program.bounds.clone(),
                equations: self.program.equations[*start..end].to_vec(),
            })?;
            solver.maximise(mean);
            let high = value(mean, &solver.point()?);
            solver.maximise(&times(mean, -1.0));
            least = least.min(high - value(mean, &solver.point()?));
        }
        Some(least)
    }

    /// Every group that can be named by any part of what is known of people beforehand.
    fn groups(&self) -> BTreeSet<Vec<usize>> {
        let mut groups: BTreeSet<Vec<usize>> = BTreeSet::new();
        let known: Vec<Vec<u64>> = self.kinds.iter().map(|kind| self.known(kind)).collect();
        let named: BTreeSet<Vec<Option<u64>>> = known
            .iter()
            .flat_map(|known| {
                (0..1_u32 << known.len()).map(|part| {
                    let named = |(index, value): (usize, &u64)| (part >> index & 1 == 1).then_some(*value);
                    known.iter().enumerate().map(named).collect()
                })
            })
            .collect();
        for name in &named {
            let fits = |&kind: &usize| {
                name.iter()
                    .zip(&known[kind])
                    .all(|(wanted, value)| wanted.is_none_or(|wanted| wanted == *value))
            };
            groups.insert((0..self.kinds.len()).filter(fits).collect());
        }
        let some: Vec<QuestionIndex> = (0..self.pack.questions.len())
            .filter(|&question| {
                let asked = self.kinds.iter().filter(|kind| kind.asked(question)).count();
                asked > 0 && asked < self.kinds.len()
            })
            .collect();
        for kind in &self.kinds {
            for &question in &some {
                for whole in [true, false] {
                    let like = |other: &Kind<'_>| {
                        other.asked(question) == kind.asked(question) && (whole || other.cell == kind.cell)
                    };
                    groups.insert(
                        (0..self.kinds.len())
                            .filter(|&other| like(&self.kinds[other]))
                            .collect(),
                    );
                }
            }
        }
        groups
    }

    /// The mean score and the mean of every question of each group that is too small to be shown.
    fn targets(&self) -> Vec<Terms> {
        let mut groups = self.groups();
        groups.retain(|group| self.figures.few(self.size(group)));
        let mut targets = Vec::new();
        for group in &groups {
            targets.push(self.mean_score(group));
            for position in 0..self.questions.len() {
                let asked: Vec<usize> = group
                    .iter()
                    .copied()
                    .filter(|&kind| self.points[kind][position].is_some())
                    .collect();
                if !asked.is_empty() && self.open_questions(position, None) == 0 {
                    let n = self.size(&asked) as f64;
                    let points: Terms = asked
                        .iter()
                        .flat_map(|&kind| self.points(kind, position))
                        .collect();
                    targets.push(times(&points, 1.0 / n));
                }
            }
        }
        targets
    }

    fn mean_score(&self, group: &[usize]) -> Terms {
        let score = group.iter().flat_map(|&kind| self.score(kind, |_| true));
        times(&score.collect(), 1.0 / self.size(group) as f64)
    }

    /// What people of a kind were asked, as a number; the same for no others.
    fn pattern(&self, kind: &Kind<'_>) -> u64 {
        let same = |other: &Kind<'_>| {
            (0..self.pack.questions.len()).all(|question| other.asked(question) == kind.asked(question))
        };
        self.kinds
            .iter()
            .position(same)
            .map_or(0, |position| position as u64)
    }

    /// By what people of a kind can be named.
    fn known(&self, kind: &Kind<'_>) -> Vec<u64> {
        let mut known = vec![kind.cell as u64, self.pattern(kind)];
        known.extend((0..self.pack.contrasts.len()).map(|contrast| kind.value(contrast)));
        known
    }

    fn size(&self, kinds: &[usize]) -> u64 {
        kinds.iter().map(|&kind| self.kinds[kind].people).sum()
    }
}

impl Target {
    const fn width(&self) -> f64 {
        self.seen.high - self.seen.low
    }
}

fn times(terms: &Terms, factor: f64) -> Terms {
    terms
        .iter()
        .map(|(variable, value)| (*variable, value * factor))
        .collect()
}

/// Moves to where `sign` times `terms` is largest and notes what every target is there.
fn move_to(solver: &mut Solver, terms: &Terms, sign: f64, targets: &mut [Target]) -> Option<()> {
    solver.maximise(&times(terms, sign));
    let point = solver.point()?;
    for target in targets {
        let here = value(&target.mean, &point);
        target.seen.low = target.seen.low.min(here);
        target.seen.high = target.seen.high.max(here);
    }
    Some(())
}

/// The range of the answers to a question.
fn range_of(pack: &Pack, question: QuestionIndex) -> Interval {
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
