//! Who is given away: which means of a group that is too small can lie less than ten points apart.

use lockstep::statistics::linear::{Program, Solver, Terms, value};

use super::world::{Measure, Scope, World};

/// The mean of a hidden group stays open over this many points.
const OPEN: f64 = 10.0;

/// A hidden group's mean.
struct Target {
    what: String,
    mean: Terms,
    /// Whose and of which wave, where it is a total.
    total_of: Option<(usize, Vec<usize>)>,
    /// What one published figure leaves open by itself.
    alone: f64,
    /// The least and the most seen so far.
    low: f64,
    high: f64,
}

impl Target {
    fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// Which means are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Every total, dimension and question.
    All,
    /// One question.
    Question(usize),
}

/// Every mean of a group of fewer than `minimum` people that is narrowed to less than ten points, in words.
pub(crate) fn leaks(world: &World<'_>, minimum: f64, wanted: Wanted) -> Vec<String> {
    if world.told.is_empty() {
        return Vec::new();
    }
    let mut solver = Solver::new(&world.program).expect("what happened is possible");
    let start = solver.point().expect("the solver keeps to the equations");
    let mut targets = targets(world, minimum, &start, wanted);
    let mut leaks = Vec::new();
    for index in 0..targets.len() {
        for sign in [1.0, -1.0] {
            if targets[index].width() >= OPEN.min(targets[index].alone) - 1e-6 {
                break;
            }
            solver.maximise(&times(&targets[index].mean, sign));
            let point = solver.point().expect("the solver keeps to the equations");
            for target in &mut targets {
                let here = value(&target.mean, &point);
                target.low = target.low.min(here);
                target.high = target.high.max(here);
            }
        }
        let target = &targets[index];
        if target.width() < OPEN.min(target.alone) - 1e-3 {
            let by_dimension =
                |(wave, group): &(usize, Vec<usize>)| by_dimension(world, *wave, group, minimum);
            let of_dimensions = target.total_of.as_ref().map_or(f64::INFINITY, by_dimension);
            let alone = alone_width(world, &target.mean, minimum).min(of_dimensions);
            if target.width() < OPEN.min(alone) - 1e-3 {
                let width = target.width();
                leaks.push(format!("{}: {width:.3} points, alone {alone:.3}", target.what));
            }
        }
    }
    leaks
}

/// Total, dimensions and questions of every group that attributes define and that is too small.
fn targets(world: &World<'_>, minimum: f64, start: &[f64], wanted: Wanted) -> Vec<Target> {
    let measures: Vec<Measure> = match wanted {
        Wanted::Question(question) => vec![Measure::Question(question)],
        Wanted::All => world.measures(),
    };
    let groups = world.groups();
    let mut targets = Vec::new();
    for measure in measures {
        let mut seen: Vec<(usize, Vec<usize>)> = Vec::new();
        for group in groups.iter().filter(|group| world.closed(group.wave, measure)) {
            let (classes, sum) = world.sum_of(group.wave, &group.classes, measure);
            let n = world.size(&classes);
            let place = (group.wave, classes);
            if n == 0.0 || n >= minimum || seen.contains(&place) || world.whole(place.0, &place.1) {
                continue;
            }
            let mean = times(&sum, 1.0 / n);
            let (low, high) = world.range_of_measure(measure);
            let holds = |told: &&super::world::Told| {
                told.what == measure
                    && told.wave == place.0
                    && place.1.iter().all(|class| told.classes.contains(class))
            };
            let alone = world.told.iter().filter(holds).map(|told| {
                let others = told.n - n;
                let (least, most) = (told.sum - high * others, told.sum - low * others);
                (most / n).min(high) - (least / n).max(low)
            });
            let here = value(&mean, start);
            targets.push(Target {
                what: format!("{measure:?} of {} ({n} people)", group.name),
                alone: alone.fold(high - low, f64::min),
                total_of: (measure == Measure::Total).then(|| place.clone()),
                low: here,
                high: here,
                mean,
            });
            seen.push(place);
        }
    }
    targets.extend(changes(world, minimum, start));
    targets
}

/// How a few who were there twice changed, where answers may have changed.
fn changes(world: &World<'_>, minimum: f64, start: &[f64]) -> Vec<Target> {
    let mut targets = Vec::new();
    if world.steady {
        return targets;
    }
    for from in 0..world.waves {
        for to in from + 1..world.waves {
            for side in [None, Some(0), Some(1)] {
                let there = |wave: usize| {
                    world.members(&Scope::of(wave), |kind| side.is_none_or(|side| kind.side == side))
                };
                for measure in world.measures() {
                    if matches!(measure, Measure::Question(_)) {
                        continue;
                    }
                    let (before, _) = world.sum_of(from, &there(from), measure);
                    let (mut both, _) = world.sum_of(to, &there(to), measure);
                    both.retain(|class| before.contains(class));
                    let n = world.size(&both);
                    if n == 0.0 || n >= minimum {
                        continue;
                    }
                    let mean = world.change_of(&both, (from, to), measure);
                    let here = value(&mean, start);
                    let (low, high) = world.range_of_measure(measure);
                    targets.push(Target {
                        what: format!(
                            "change of {measure:?} of side {side:?} from {from} to {to} ({n} people)"
                        ),
                        total_of: None,
                        alone: 2.0 * (high - low),
                        low: here,
                        high: here,
                        mean,
                    });
                }
            }
        }
    }
    targets
}

fn times(terms: &Terms, factor: f64) -> Terms {
    terms
        .iter()
        .map(|(variable, value)| (*variable, value * factor))
        .collect()
}

/// The least that any one of the published figures leaves open by itself.
fn alone_width(world: &World<'_>, terms: &Terms, minimum: f64) -> f64 {
    let told = world.figures.iter().map(|figure| {
        let equations = figure
            .iter()
            .map(|&equation| world.program.equations[equation].clone());
        equations.collect()
    });
    let width = |equations: Vec<(Terms, f64)>| {
        let alone = Program {
            bounds: world.program.bounds.clone(),
            equations,
        };
        let mut ends = [0.0; 2];
        for (end, sign) in ends.iter_mut().zip([1.0, -1.0]) {
            let mut solver = Solver::new(&alone).unwrap();
            solver.maximise(&times(terms, sign));
            *end = value(terms, &solver.point().expect("the solver keeps to the equations"));
        }
        ends[0] - ends[1]
    };
    told.chain(world.publishable(minimum))
        .map(width)
        .fold(f64::INFINITY, f64::min)
}

/// A total is the mean of its dimensions and need not be more open than these have to be.
fn by_dimension(world: &World<'_>, wave: usize, classes: &[usize], minimum: f64) -> f64 {
    let n = world.size(classes);
    let of = |dimension: usize| {
        let parts: Terms = classes
            .iter()
            .flat_map(|&class| world.part(wave, class, dimension))
            .collect();
        let weight: f64 = parts.iter().map(|(_, factor)| factor / n).sum();
        if weight == 0.0 {
            return 0.0;
        }
        weight * alone_width(world, &times(&parts, 1.0 / n / weight), minimum).min(OPEN)
    };
    (0..world.dimensions()).map(of).sum()
}
