use lockstep::answers::Response;
use lockstep::assessment::{Assessment, Setting};
use lockstep::pack::Pack;
use lockstep::report::{Format, Options, render};
use serde_json::Value;

use super::teams::{Mix, Numbers, assess, flagship, small_pack, team};
use super::view::{Measure, View};
use lockstep::statistics::linear::{Program, Solver, Terms, value};

/// The mean of a hidden group stays open over this many points.
const OPEN: f64 = 10.0;

/// A hidden group's mean.
struct Target {
    what: String,
    mean: Terms,
    /// Whose, where it is a total.
    total_of: Option<Vec<usize>>,
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

/// Every mean of a group of fewer than `minimum` people that `report` narrows to less than ten points,
/// in words.
fn leaks(pack: &Pack, people: &[Response], report: &Value, minimum: f64) -> Vec<String> {
    let view = View::new(pack, people, report);
    if view.told.is_empty() {
        return Vec::new();
    }
    leaks_of(pack, &view, minimum)
}

fn leaks_of(pack: &Pack, view: &View<'_>, minimum: f64) -> Vec<String> {
    let mut solver = Solver::new(&view.program).expect("what happened is possible");
    let mut targets = targets(
        pack,
        view,
        minimum,
        &solver.point().expect("the solver keeps to the equations"),
    );
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
            let of_dimensions = target
                .total_of
                .as_ref()
                .map_or(f64::INFINITY, |group| by_dimension(view, group, minimum));
            let alone = alone_width(view, &target.mean, minimum).min(of_dimensions);
            if target.width() < OPEN.min(alone) - 1e-3 {
                leaks.push(format!(
                    "{}: {:.3} points, alone {alone:.3}",
                    target.what,
                    target.width()
                ));
            }
        }
    }
    leaks
}

/// Total, dimensions and questions of every group that attributes define and that is too small.
fn targets(pack: &Pack, view: &View<'_>, minimum: f64, start: &[f64]) -> Vec<Target> {
    let measures = [Measure::Total]
        .into_iter()
        .chain((0..pack.dimensions.len()).map(Measure::Dimension))
        .chain((0..pack.questions.len()).map(Measure::Question));
    let groups = view.groups();
    let mut targets = Vec::new();
    for measure in measures.filter(|measure| view.closed(*measure)) {
        let mut seen: Vec<Vec<usize>> = Vec::new();
        for (name, group) in &groups {
            let classes: Vec<usize> = group
                .iter()
                .copied()
                .filter(|&class| view.sum(class, measure).is_some())
                .collect();
            let n: f64 = classes
                .iter()
                .map(|&class| view.classes[class].people.len() as f64)
                .sum();
            if n == 0.0 || n >= minimum || seen.contains(&classes) || view.whole(&classes) {
                continue;
            }
            let sum: Terms = classes
                .iter()
                .flat_map(|&class| view.sum(class, measure).unwrap())
                .collect();
            let mean = times(&sum, 1.0 / n);
            let (low, high) = view.range_of_measure(measure);
            let alone = view
                .told
                .iter()
                .filter(|told| {
                    told.what == measure && classes.iter().all(|class| told.classes.contains(class))
                })
                .map(|told| {
                    let others = told.n - n;
                    let (least, most) = (told.sum - high * others, told.sum - low * others);
                    (most / n).min(high) - (least / n).max(low)
                })
                .fold(high - low, f64::min);
            let here = value(&mean, start);
            targets.push(Target {
                what: format!("{measure:?} of {name} ({n} people)"),
                mean,
                total_of: (measure == Measure::Total).then(|| classes.clone()),
                alone,
                low: here,
                high: here,
            });
            seen.push(classes);
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
fn alone_width(view: &View<'_>, terms: &Terms, minimum: f64) -> f64 {
    let told = view.figures.iter();
    let told = told.map(|figure| {
        figure
            .iter()
            .map(|&equation| view.program.equations[equation].clone())
            .collect()
    });
    let width = |equations: Vec<(Terms, f64)>| {
        let alone = Program {
            bounds: view.program.bounds.clone(),
            equations,
        };
        let mut ends = [0.0; 2];
        for (end, sign) in ends.iter_mut().zip([1.0, -1.0]) {
            let mut solver = Solver::new(&alone).unwrap();
            solver.maximise(
                &terms
                    .iter()
                    .map(|(variable, factor)| (*variable, factor * sign))
                    .collect(),
            );
            *end = value(terms, &solver.point().expect("the solver keeps to the equations"));
        }
        ends[0] - ends[1]
    };
    told.chain(view.publishable(minimum))
        .map(width)
        .fold(f64::INFINITY, f64::min)
}

/// A total is the mean of its dimensions and need not be more open than these have to be.
fn by_dimension(view: &View<'_>, classes: &[usize], minimum: f64) -> f64 {
    let n: f64 = classes
        .iter()
        .map(|&class| view.classes[class].people.len() as f64)
        .sum();
    (0..view.dimensions())
        .map(|dimension| {
            let parts: Terms = classes
                .iter()
                .flat_map(|&class| view.part(class, dimension))
                .collect();
            let weight: f64 = parts.iter().map(|(_, factor)| factor / n).sum();
            if weight == 0.0 {
                return 0.0;
            }
            let mean: Terms = parts
                .iter()
                .map(|(variable, factor)| (*variable, factor / n / weight))
                .collect();
            weight * alone_width(view, &mean, minimum).min(OPEN)
        })
        .sum()
}

fn printed(pack: &Pack, people: &[Response], setting: &Setting) -> Value {
    let assessment = assess(pack, people, setting);
    serde_json::from_str(&render(&assessment, pack, Format::JSON, &Options::default())).unwrap()
}

/// How many teams each test attacks; `LOCKSTEP_ATTACKS` says otherwise.
fn attacks(usual: u64) -> u64 {
    std::env::var("LOCKSTEP_ATTACKS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

/// Attacks random teams, and those of longer runs that were once given away; `change` may alter how one is
/// made and shown.
fn attack(pack: &Pack, first: u64, cases: u64, known: &[u64], change: impl Fn(&mut Mix, &mut Setting)) {
    let mut all = Vec::new();
    for case in (first..first + cases).chain(known.iter().copied()) {
        let mut numbers = Numbers(case);
        let mut mix = Mix::random(&mut numbers);
        let mut setting = Setting::default();
        change(&mut mix, &mut setting);
        let people = team(pack, &mix, &mut numbers);
        if people.len() < 2 {
            continue; // one person's own view hides nothing from that person
        }
        let report = printed(pack, &people, &setting);
        let found = leaks(pack, &people, &report, setting.minimum(pack) as f64);
        if !found.is_empty() {
            all.push(format!("case {case}, {mix:?}: {found:#?}"));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn random_teams() {
    attack(&small_pack(), 0, attacks(600), &[853, 2_181, 2_600], |_, _| ());
}

#[test]
fn teams_that_chose_the_lowest_minimum() {
    let known = [100_852, 101_540, 102_270];
    attack(&small_pack(), 100_000, attacks(500), &known, |_, setting| {
        setting.minimum_group = Some(3);
    });
}

#[test]
fn teams_in_which_everything_was_answered() {
    // Where nothing is open every sum is exact: the hardest case.
    attack(&small_pack(), 200_000, attacks(500), &[], |mix, _| {
        (mix.open, mix.lost, mix.short) = (0, 0, 0);
    });
}

#[test]
fn teams_of_two_to_four_that_agreed() {
    let known = [300_831, 301_806, 302_107, 302_449];
    attack(&small_pack(), 300_000, attacks(400), &known, |mix, setting| {
        mix.sizes = [1 + mix.sizes[0] % 2, 1 + mix.sizes[1] % 2, 0];
        setting.named = true;
    });
}

#[test]
fn one_side_or_none() {
    attack(
        &small_pack(),
        400_000,
        attacks(200),
        &[400_628, 401_624, 406_219],
        |mix, _| {
            mix.sizes = if mix.alike == 0 {
                [0, 0, mix.sizes[0] + 2]
            } else {
                [mix.sizes[0] + 1, 0, 2]
            };
        },
    );
}

#[test]
fn the_flagship() {
    let pack = flagship();
    attack(
        &pack,
        500_000,
        attacks(400) / 20,
        &[502_122, 502_871],
        |mix, _| mix.lost /= 2,
    );
}

/// What a rule holds back, told after all.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    /// Both sides or none.
    Sides,
    /// One dimension where a few have a total without it.
    Dimension,
    /// A question.
    Question,
    /// The groups of a contrast.
    Contrast,
}

#[test]
fn without_any_of_the_rules_the_attacker_finds_somebody() {
    let pack = small_pack();
    for rule in [Rule::Sides, Rule::Dimension, Rule::Question, Rule::Contrast] {
        let found = (0..400).any(|case| {
            let mut numbers = Numbers(case);
            let mix = Mix::random(&mut numbers);
            let people = team(&pack, &mix, &mut numbers);
            let report = printed(&pack, &people, &Setting::default());
            let mut view = View::new(&pack, &people, &report);
            let told = match rule {
                Rule::Sides => view.tell_larger_side(5.0),
                Rule::Dimension => view.tell_withheld(&report, "dimensions", Measure::Dimension),
                Rule::Question => view.tell_withheld(&report, "questions", Measure::Question),
                Rule::Contrast => view.tell_contrasts(&report, 5.0),
            };
            told && !leaks_of(&pack, &view, 5.0).is_empty()
        });
        assert!(found, "{rule:?} protects nobody");
    }
}

/// Whether two lines say the same, but for the last digit of a place in a drawing.
fn alike(a: &str, b: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let number = |c: char| c.is_ascii_digit() || c == '.';
        let mut parts = vec![String::new()];
        let mut inside = false;
        for c in text.chars() {
            if number(c) != inside {
                inside = !inside;
                parts.push(String::new());
            }
            parts.last_mut().unwrap().push(c);
        }
        parts
    };
    let (a, b) = (parts(a), parts(b));
    let close = |(a, b): (&String, &String)| match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(x), Ok(y)) => (x - y).abs() < 0.0101 && a.contains('.'),
        _ => false,
    };
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a == b || close((a, b)))
}

/// Every format shows what the JSON holds and nothing else: it can be drawn from the JSON alone.
#[test]
fn no_format_knows_more_than_the_json() {
    let pack = small_pack();
    for case in 0..60 {
        let mut numbers = Numbers(case);
        let mix = Mix::random(&mut numbers);
        let people = team(&pack, &mix, &mut numbers);
        let assessment = assess(&pack, &people, &Setting::default());
        let options = Options {
            method: true,
            ..Options::default()
        };
        let json = render(&assessment, &pack, Format::JSON, &options);
        let read: Assessment = serde_json::from_str(&json).unwrap();
        for format in [Format::TEXT, Format::MARKDOWN, Format::HTML] {
            // Equal numbers may change places when their last digit is cut off.
            let shown = |assessment: &Assessment| {
                let text = render(assessment, &pack, format, &options);
                let lines = text.lines().filter(|line| !line.contains("data-places"));
                let mut lines: Vec<String> = lines.map(str::to_owned).collect();
                lines.sort();
                lines
            };
            let (shown, again) = (shown(&assessment), shown(&read));
            let differing: Vec<_> = shown.iter().zip(&again).filter(|(a, b)| !alike(a, b)).collect();
            assert!(differing.is_empty(), "case {case}, {format:?}: {differing:#?}");
        }
    }
}

/// What is null has one reason, and what has a reason is null.
#[test]
fn every_hidden_score_says_why() {
    let pack = small_pack();
    for case in 0..200 {
        let mut numbers = Numbers(case);
        let mix = Mix::random(&mut numbers);
        let people = team(&pack, &mix, &mut numbers);
        let report = printed(&pack, &people, &Setting::default());
        let suppressed = report["suppressed"].as_array().unwrap();
        let reasons = |pointer: &str| {
            suppressed
                .iter()
                .filter(|entry| entry["pointer"] == pointer)
                .count()
        };
        for list in ["dimensions", "questions", "sides"] {
            for (index, place) in report[list].as_array().unwrap().iter().enumerate() {
                let hidden = usize::from(place["score"].is_null());
                assert_eq!(
                    reasons(&format!("/{list}/{index}/score")),
                    hidden,
                    "case {case} {list} {index}"
                );
            }
        }
        for entry in suppressed {
            let pointer = entry["pointer"].as_str().unwrap();
            assert!(
                report
                    .pointer(pointer)
                    .is_some_and(|value| value.is_null() || *value == Value::Array(Vec::new())),
                "case {case} {pointer}"
            );
        }
    }
}
