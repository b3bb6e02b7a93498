use lockstep::answers::Response;
use lockstep::assessment::{Assessment, Setting};
use lockstep::pack::Pack;
use lockstep::report::{Format, Options, render};
use serde_json::Value;

use super::leaks::{Wanted, leaks};
use super::teams::{Mix, Numbers, assess, flagship, small_pack, team};
use super::world::{Scope, World, people_of};

/// Every mean of a hidden group that a report of one wave narrows too far.
pub(crate) fn leaks_of_report(pack: &Pack, people: &[Response], report: &Value, minimum: f64) -> Vec<String> {
    let people = people_of(people);
    let mut world = World::new(pack, &people, true);
    world.read(&Scope::of(0), report);
    let mut found = leaks(&world, minimum, Wanted::All);
    for (question, place) in report["questions"].as_array().unwrap().iter().enumerate() {
        let counted = |place: &Value| place["counts"].is_array();
        if counted(place) || place["sides"].as_array().unwrap().iter().any(counted) {
            let mut world = World::new(pack, &people, true);
            world.read_question(&Scope::of(0), report, question);
            found.extend(leaks(&world, minimum, Wanted::Question(question)));
        }
    }
    found
}

pub(crate) fn printed(pack: &Pack, people: &[Response], setting: &Setting) -> Value {
    let assessment = assess(pack, people, setting);
    serde_json::from_str(&render(&assessment, pack, Format::JSON, &Options::default())).unwrap()
}

/// How many teams each test attacks; `LOCKSTEP_ATTACKS` says otherwise.
pub(crate) fn attacks(usual: u64) -> u64 {
    std::env::var("LOCKSTEP_ATTACKS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

#[test]
fn what_lies_inside_needs_ten_on_both_sides() {
    let pack = small_pack();
    let mut shown = 0;
    for case in 0..200 {
        let mut numbers = Numbers(case);
        let mix = Mix::random(&mut numbers);
        let people = team(&pack, &mix, &mut numbers);
        let report = printed(&pack, &people, &Setting::default());
        let of = |side| {
            people
                .iter()
                .filter(|person| person.side(&pack) == Some(side))
                .count()
        };
        if (of(0).max(of(1)) == 0) || of(0).min(of(1)) >= 10 {
            shown += 1;
            continue;
        }
        assert_eq!(report["people_by_level"], Value::Array(Vec::new()), "case {case}");
        for dimension in report["dimensions"].as_array().unwrap() {
            assert!(dimension["reliability"].is_null(), "case {case}");
            for side in dimension["sides"].as_array().unwrap() {
                assert!(side["agreement"].is_null(), "case {case}");
            }
        }
    }
    assert!((1..200).contains(&shown), "{shown}");
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
        let found = leaks_of_report(pack, &people, &report, setting.minimum(pack) as f64);
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
fn teams_whose_sides_have_ten() {
    // Levels of people and answers by option are shown.
    attack(&small_pack(), 250_000, attacks(60), &[], |mix, _| {
        mix.sizes[0] = 10 + mix.sizes[0] / 3;
        mix.sizes[1] = 10 + mix.sizes[1] / 3;
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
