//! The arithmetic of the packs that ship: bands, guards, verdicts and fit.

#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::collections::BTreeMap;

use lockstep::answers::{Answer, AttributeValue, Response};
use lockstep::assessment::{self, Assessment, GuardState, Setting, Tally, Verdict};
use lockstep::pack::{self, Pack, builtin};
use lockstep::scoring::Scorecard;
use lockstep::source::Source;

fn pack(id: &str) -> Pack {
    let text = builtin::find(id).unwrap();
    pack::load(&Source::new(id, text)).unwrap()
}

/// Somebody of a side (0, 1, 2 = neither) who answers every question with `answer(question index)`.
fn person(pack: &Pack, side: usize, answer: impl Fn(usize) -> Answer) -> Response {
    let mut response = Response::blank(pack);
    let function = pack.attribute("function").unwrap();
    response.attributes[function] = Some(AttributeValue::Closed(side));
    if let Some(role) = pack.attribute("role") {
        response.attributes[role] = Some(AttributeValue::Closed(0));
    }
    response.answers = (0..pack.questions.len()).map(answer).collect();
    response
}

fn team(pack: &Pack, people: &[Response]) -> Assessment {
    with(pack, people, &Setting::default())
}

fn with(pack: &Pack, people: &[Response], setting: &Setting) -> Assessment {
    let mut tally = Tally::new(pack);
    let mut card = Scorecard::default();
    for response in people {
        tally.count(pack, response, &mut card);
    }
    let setting = Setting {
        own: people.len() == 1,
        ..setting.clone()
    };
    assessment::assess(pack, &tally, &setting).unwrap()
}

/// Six of each side, all answering alike.
fn uniform(pack: &Pack, answer: impl Fn(usize) -> Answer + Copy) -> Assessment {
    let people: Vec<Response> = (0..12).map(|index| person(pack, index % 2, answer)).collect();
    team(pack, &people)
}

#[test]
fn in_the_agreement_pack_sums_land_in_the_right_types() {
    let pack = pack("sales-marketing-agreement");
    let expected = [
        (20, "undefined"),
        (39, "undefined"),
        (40, "defined"),
        (59, "defined"),
        (60, "aligned"),
        (79, "aligned"),
        (80, "integrated"),
        (100, "integrated"),
    ];
    for (sum, level) in expected {
        // Values 1 to 5 whose sum over the twenty statements is `sum`.
        let (base, more) = (sum / 20, sum % 20);
        let response = person(&pack, 0, |question| {
            Answer::Option(base - 1 + usize::from(question < more))
        });
        let mut card = Scorecard::default();
        card.fill(&pack, &response);
        let total = card.total.unwrap();
        assert_eq!(total.to_f64(), sum as f64, "sum {sum}");
        assert_eq!(pack.levels[pack.level_of(total)].id, level, "sum {sum}");
    }
}

#[test]
fn a_group_mean_of_39_6_is_undefined() {
    let pack = pack("sales-marketing-agreement");
    // Ten people: six with the sum 40, four with 39; the mean is 39.6.
    let people: Vec<Response> = (0..10)
        .map(|index| {
            person(&pack, index % 2, |question| {
                Answer::Option(usize::from(!(index < 4 && question == 0)))
            })
        })
        .collect();
    let result = team(&pack, &people);
    let score = result.overall.estimate.score.unwrap();
    assert!((score - 39.6).abs() < 1e-12, "{score}");
    assert_eq!(result.overall.estimate.level.as_deref(), Some("undefined"));
}

#[test]
fn in_the_flagship_uniform_answers_are_the_middles_of_the_bands() {
    let pack = pack("sales-marketing");
    let expected = [
        (30.0, "undefined"),
        (50.0, "defined"),
        (70.0, "aligned"),
        (90.0, "integrated"),
    ];
    for (option, (score, level)) in expected.into_iter().enumerate() {
        let result = uniform(&pack, |_| Answer::Option(option));
        assert_eq!(result.overall.estimate.score, Some(score));
        assert_eq!(result.overall.estimate.level.as_deref(), Some(level));
        assert_eq!(result.overall.verdict, Some(Verdict::Level));
    }
}

#[test]
fn each_guard_caps_in_a_case_of_its_own_and_says_why() {
    let pack = pack("sales-marketing");
    let question = |id: &str| pack.question(id).unwrap();
    // (guard's question, its answer, everybody's other answers, the level without and with the guard)
    let cases = [
        ("E1", 1, 3, "integrated", "aligned"),
        ("E2", 1, 3, "integrated", "aligned"),
        ("Y2", 1, 3, "integrated", "aligned"),
        ("T5", 1, 3, "integrated", "aligned"),
        ("R1", 0, 2, "aligned", "defined"),
        ("R2", 0, 2, "aligned", "defined"),
    ];
    for (id, low, high, before, after) in cases {
        let target = question(id);
        let result = uniform(&pack, |index| {
            Answer::Option(if index == target { low } else { high })
        });
        assert_eq!(
            result.overall.level_before_guards.as_deref(),
            Some(before),
            "{id}"
        );
        assert_eq!(result.overall.estimate.level.as_deref(), Some(after), "{id}");
        let decisive: Vec<_> = result
            .overall
            .guards
            .iter()
            .filter(|guard| guard.decisive)
            .collect();
        assert_eq!(decisive.len(), 1, "{id}: {decisive:?}");
        assert_eq!(decisive[0].state, GuardState::Holds);
        assert_eq!(decisive[0].evidence[0].id, id);
        assert!(!decisive[0].reason.is_empty());
    }
    // A dimension below the cut, with no guarded question low.
    for (low, high, before, after) in [(1, 3, "integrated", "aligned"), (0, 3, "integrated", "defined")] {
        let result = uniform(&pack, |index| {
            let in_customer = pack.dimensions[pack.questions[index].dimension].id == "customer";
            Answer::Option(if in_customer { low } else { high })
        });
        assert_eq!(result.overall.level_before_guards.as_deref(), Some(before));
        assert_eq!(result.overall.estimate.level.as_deref(), Some(after));
        assert!(
            result.overall.guards.iter().any(
                |guard| guard.decisive && guard.evidence.iter().any(|evidence| evidence.id == "customer")
            )
        );
    }
}

#[test]
fn a_guard_without_an_answer_is_not_confirmed_and_one_not_asked_is_skipped() {
    let pack = pack("sales-marketing");
    let e1 = pack.question("E1").unwrap();
    let unknown = uniform(&pack, |index| {
        if index == e1 {
            Answer::DontKnow
        } else {
            Answer::Option(3)
        }
    });
    assert_eq!(unknown.overall.estimate.level.as_deref(), Some("aligned"));
    assert!(
        unknown
            .overall
            .guards
            .iter()
            .any(|guard| guard.state == GuardState::NotConfirmed
                && guard.decisive
                && guard.evidence[0].id == "E1")
    );
    for skipped in [Answer::NotAsked, Answer::NotApplicable] {
        let result = uniform(
            &pack,
            |index| if index == e1 { skipped } else { Answer::Option(3) },
        );
        assert_eq!(
            result.overall.estimate.level.as_deref(),
            Some("integrated"),
            "{skipped:?}"
        );
    }
}

/// Six of Sales with one answer, six of Marketing with another.
fn two_sides(pack: &Pack, sales: usize, marketing: usize) -> Assessment {
    let people: Vec<Response> = (0..12)
        .map(|index| {
            person(pack, index % 2, |_| {
                Answer::Option(if index % 2 == 0 { sales } else { marketing })
            })
        })
        .collect();
    team(pack, &people)
}

#[test]
fn sales_30_and_marketing_90_give_no_shared_view() {
    let pack = pack("sales-marketing");
    let result = two_sides(&pack, 0, 3);
    assert_eq!(result.overall.estimate.score, Some(60.0));
    assert_eq!(result.overall.verdict, Some(Verdict::NoSharedView));
    assert_eq!(result.overall.estimate.level, None);
    assert_eq!(result.gap.as_ref().map(|gap| gap.difference), Some(-60.0));
    assert_eq!(
        result.next.as_ref().map(|next| next.from.as_str()),
        Some("undefined")
    );
}

#[test]
fn sides_one_level_apart_lie_between_and_the_plan_starts_from_the_lower() {
    let pack = pack("sales-marketing");
    let result = two_sides(&pack, 1, 2);
    assert_eq!(result.overall.verdict, Some(Verdict::Between));
    assert_eq!(result.overall.levels, ["defined", "aligned"]);
    assert_eq!(result.overall.estimate.level, None);
    let next = result.next.unwrap();
    assert_eq!(
        (next.from.as_str(), next.level.as_str(), next.hold),
        ("defined", "aligned", false)
    );
}

#[test]
fn sides_are_weighed_equally_and_the_weighting_is_reported_where_it_decides() {
    let pack = pack("sales-marketing");
    // 20 of Sales at 50, 5 of Marketing at 70: equal 60, people-weighted 54.
    let people: Vec<Response> = (0..25)
        .map(|index| {
            person(&pack, usize::from(index >= 20), |_| {
                Answer::Option(if index < 20 { 1 } else { 2 })
            })
        })
        .collect();
    let result = team(&pack, &people);
    assert_eq!(result.overall.estimate.score, Some(60.0));
    assert!((result.overall.people_weighted.score.unwrap() - 54.0).abs() < 1e-12);
    assert!(
        result
            .findings
            .iter()
            .any(|finding| finding.code == "result/weighting-decides")
    );
}

#[test]
fn groups_below_the_minimum_are_counted_and_not_shown() {
    let pack = pack("sales-marketing");
    let people: Vec<Response> = (0..10)
        .map(|index| person(&pack, usize::from(index >= 6), |_| Answer::Option(1)))
        .collect();
    let result = team(&pack, &people);
    assert_eq!(
        result.overall.estimate.score,
        Some(50.0),
        "ten people are enough together"
    );
    assert!(
        result.sides.iter().all(|side| side.estimate.score.is_none()),
        "four of Marketing are not"
    );
    assert!(result.gap.is_none());

    let few: Vec<Response> = people.iter().take(4).cloned().collect();
    let result = team(&pack, &few);
    assert_eq!(result.overall.estimate.score, None);
    assert!(result.steps.is_empty());
    let named = with(
        &pack,
        &few,
        &Setting {
            named: true,
            ..Setting::default()
        },
    );
    assert_eq!(
        named.overall.estimate.score,
        Some(50.0),
        "a small team that agreed is shown as a whole"
    );
    assert!(named.sides.iter().all(|side| side.estimate.score.is_none()));
    let filtered = with(
        &pack,
        &few[..1],
        &Setting {
            filtered: true,
            named: true,
            ..Setting::default()
        },
    );
    assert_eq!(
        filtered.overall.estimate.score, None,
        "one person picked out of more is never shown"
    );
}

/// The table of domain 6.3 written down a second time, by hand.
fn expected_fit(fact: &BTreeMap<&str, &str>) -> &'static str {
    let is = |id: &str, values: &[&str]| values.contains(&fact[id]);
    let d = is("conflict", &["y"]) || !is("tasks", &["no"]) || is("competition", &["y"]);
    let a = is("tasks", &["despite"]) || is("offer", &["tailored"]) || !is("market", &["stable"]);
    let i = is("process", &["y"])
        && is("line", &["same"])
        && is("culture", &["y"])
        && !is("role", &["support"])
        && !is("cycle", &["under-1"])
        && (is("cycle", &["over-6"]) || is("offer", &["tailored"]) || is("market", &["customising", "fast"]));
    let no_marketing = is("functions", &["n"]) || is("role", &["none"]);
    if no_marketing && d {
        "defined"
    } else if no_marketing
        || (is("size", &["1-5"]) && is("informal", &["good"]) && is("role", &["support"]) && !d)
    {
        "undefined"
    } else if is("offer", &["simple"]) && !a {
        "defined"
    } else if i {
        "integrated"
    } else {
        "aligned"
    }
}

#[test]
fn every_combination_of_facts_gets_the_fit_of_the_table() {
    let read = [
        "functions",
        "role",
        "size",
        "informal",
        "conflict",
        "tasks",
        "competition",
        "offer",
        "market",
        "cycle",
        "process",
        "line",
        "culture",
    ];
    for id in ["sales-marketing", "sales-marketing-agreement"] {
        let pack = pack(id);
        let facts: Vec<usize> = read.iter().map(|fact| pack.fact(fact).unwrap()).collect();
        let mut setting = Setting {
            facts: vec![Vec::new(); pack.facts.len()],
            ..Setting::default()
        };
        assert_eq!(
            assessment::fit_level(&pack, &setting),
            pack.level("aligned"),
            "no facts at all"
        );
        let mut digits = vec![0; facts.len()];
        let mut combinations = 0_u32;
        loop {
            let mut named = BTreeMap::new();
            for (position, &fact) in facts.iter().enumerate() {
                setting.facts[fact] = vec![digits[position]];
                named.insert(
                    read[position],
                    pack.facts[fact].options[digits[position]].value.as_str(),
                );
            }
            let level = assessment::fit_level(&pack, &setting).unwrap();
            assert_eq!(pack.levels[level].id, expected_fit(&named), "{named:?}");
            combinations += 1;
            // The next combination, like an odometer.
            let Some(position) =
                (0..digits.len()).find(|&at| digits[at] + 1 < pack.facts[facts[at]].options.len())
            else {
                break;
            };
            digits[..position].fill(0);
            digits[position] += 1;
        }
        assert_eq!(combinations, 497_664);
    }
}
