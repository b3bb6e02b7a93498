//! What is told, as equations, and which means are consistent with it.

use crate::statistics::interval::Interval;
use crate::statistics::linear::{Program, Solver, Terms, value};

/// Slack of a width.
const SLACK: f64 = 1e-6;

/// Sums of points between bounds, tied by what is told of them.
#[derive(Debug, Default)]
pub(super) struct Told {
    program: Program,
    /// Where in the equations each published figure begins; both sides of one are one figure.
    starts: Vec<usize>,
}

/// A hidden group's mean.
#[derive(Debug, Clone)]
pub(super) struct Mean {
    /// The mean.
    pub(super) terms: Terms,
    /// Means and weights of which it is made and which need not be more open than they have to be.
    pub(super) parts: Vec<(Terms, f64)>,
}

impl Mean {
    /// One that is no mean of others.
    pub(super) const fn of(terms: Terms) -> Self {
        Self {
            terms,
            parts: Vec::new(),
        }
    }
}

impl Told {
    /// A sum between bounds.
    pub(super) fn variable(&mut self, low: f64, high: f64) -> usize {
        self.program.variable(low, high)
    }

    /// The sum of so many values of a range of which nothing is known.
    pub(super) fn anything(&mut self, range: Interval, people: u64) -> usize {
        let n = people as f64;
        self.variable(range.low * n, range.high * n)
    }

    /// What follows is the next figure.
    pub(super) fn begin(&mut self) {
        self.starts.push(self.program.equations.len());
    }

    /// Part of a figure: what these terms come to.
    pub(super) fn push(&mut self, terms: Terms, sum: f64) {
        self.program.equations.push((terms, sum));
    }

    /// How many numbers a solver has to keep.
    pub(super) const fn size(&self) -> usize {
        let equations = self.program.equations.len();
        equations * (self.program.bounds.len() + equations)
    }

    /// The first of these means that can not lie at least `points` apart, nor as far as one figure by
    /// itself allows. What cannot be solved is not safe.
    pub(super) fn too_narrow(&self, points: f64, means: &[Mean]) -> Option<usize> {
        if means.is_empty() {
            return None;
        }
        self.search(points, means).unwrap_or(Some(0))
    }

    fn search(&self, points: f64, means: &[Mean]) -> Option<Option<usize>> {
        let mut solver = Solver::new(&self.program)?;
        let start = solver.point()?;
        let mut seen: Vec<Interval> = means
            .iter()
            .map(|mean| {
                let here = value(&mean.terms, &start);
                Interval {
                    low: here,
                    high: here,
                }
            })
            .collect();
        // Most groups are seen far apart where all are high and where all are low.
        let all: Terms = means.iter().flat_map(|mean| mean.terms.iter().copied()).collect();
        for sign in [1.0, -1.0] {
            move_to(&mut solver, &all, sign, means, &mut seen)?;
        }
        for (index, mean) in means.iter().enumerate() {
            for sign in [1.0, -1.0] {
                if width(seen[index]) < points {
                    move_to(&mut solver, &mean.terms, sign, means, &mut seen)?;
                }
            }
            let width = width(seen[index]);
            if width < points && width < self.alone(&mean.terms)? && width < self.by_parts(points, mean)? {
                return Some(Some(index));
            }
        }
        Some(None)
    }

    /// How far apart the figure that says most about a mean leaves it by itself.
    fn alone(&self, mean: &Terms) -> Option<f64> {
        let mut least = f64::INFINITY;
        let ends = self
            .starts
            .iter()
            .skip(1)
            .copied()
            .chain([self.program.equations.len()]);
        for (start, end) in self.starts.iter().zip(ends) {
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

    /// How far apart a mean lies whose parts are just as open as they have to be.
    fn by_parts(&self, points: f64, mean: &Mean) -> Option<f64> {
        if mean.parts.is_empty() {
            return Some(f64::INFINITY);
        }
        let mut sum = 0.0;
        for (terms, weight) in &mean.parts {
            sum += weight * self.alone(terms)?.min(points);
        }
        Some(sum)
    }
}

fn width(seen: Interval) -> f64 {
    seen.high - seen.low + SLACK
}

/// Every factor times another.
pub(super) fn times(terms: &Terms, factor: f64) -> Terms {
    terms
        .iter()
        .map(|(variable, value)| (*variable, value * factor))
        .collect()
}

/// Moves to where `sign` times `terms` is largest and notes what every mean is there.
fn move_to(
    solver: &mut Solver,
    terms: &Terms,
    sign: f64,
    means: &[Mean],
    seen: &mut [Interval],
) -> Option<()> {
    solver.maximise(&times(terms, sign));
    let point = solver.point()?;
    for (mean, seen) in means.iter().zip(seen) {
        let here = value(&mean.terms, &point);
        seen.low = seen.low.min(here);
        seen.high = seen.high.max(here);
    }
    Some(())
}
