//! What a rule holds back, told after all: then the attacker finds somebody, or the rule protects nobody.

use lockstep::answers::{Answer, AttributeValue, Response};
use lockstep::assessment::Setting;
use lockstep::pack::Pack;
use lockstep::scoring::Scorecard;
use serde_json::{Value, json};

use super::leaks::{Wanted, leaks};
use super::patterns;
use super::teams::{Crowd, Mix, Numbers, WAVES, one_wave, small_pack, team, waves};
use super::tests::{leaks_of_report, printed};
use super::world::{Measure, Scope, World, by_person, people_of};

const MINIMUM: f64 = 5.0;

/// What is held back, and by which rule.
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
    /// A group holds people and not records.
    People,
    /// The earlier wave of a group that a few joined or left.
    JoinedOrLeft,
    /// The earlier wave of one of several groups between which people moved.
    Moved,
    /// The change from the first wave to the last where a few were not always there.
    Chain,
    /// Spread of a side of fewer than ten.
    Spread,
    /// Levels of people where a side has fewer than ten.
    Levels,
    /// Answers by option where a side has fewer than ten.
    Counts,
    /// Why a group is not shown.
    Reasons,
    /// Hidden groups together reach the minimum. Nothing else that a run prints holds them, so this is for
    /// whoever has a report of everybody from another run.
    NextSmallest,
}

const RULES: [Rule; 13] = [
    Rule::Sides,
    Rule::Dimension,
    Rule::Question,
    Rule::Contrast,
    Rule::People,
    Rule::JoinedOrLeft,
    Rule::Moved,
    Rule::Chain,
    Rule::Spread,
    Rule::Levels,
    Rule::Counts,
    Rule::Reasons,
    Rule::NextSmallest,
];

/// Whether somebody is found in a random team where a rule is undone.
fn finds(pack: &Pack, rule: Rule, case: u64) -> bool {
    let mut numbers = Numbers(case);
    let mix = Mix::random(&mut numbers);
    match rule {
        Rule::Moved => between_waves(pack, rule, &moving(pack, mix, &mut numbers)),
        Rule::People | Rule::JoinedOrLeft | Rule::Chain => {
            let steady = rule != Rule::Chain;
            let count = if rule == Rule::Chain { 3 } else { 2 };
            between_waves(pack, rule, &waves(pack, &mix, count, steady, &mut numbers))
        }
        Rule::Spread | Rule::Levels | Rule::Counts | Rule::Reasons => {
            let people = team(pack, &mix, &mut numbers);
            people.len() > 1 && inside(pack, rule, &people)
        }
        _ => {
            let people = team(pack, &mix, &mut numbers);
            let report = printed(pack, &people, &Setting::default());
            let people = people_of(&people);
            let mut world = World::new(pack, &people, true);
            world.read(&Scope::of(0), &report);
            let told = match rule {
                Rule::Sides => world.tell_larger_side(MINIMUM),
                Rule::Dimension => world.tell_withheld(&report, "dimensions", Measure::Dimension),
                Rule::Question => world.tell_withheld(&report, "questions", Measure::Question),
                Rule::Contrast => world.tell_contrasts(&report, MINIMUM),
                _ => world.tell_large_parts(MINIMUM),
            };
            told && !leaks(&world, MINIMUM, Wanted::All).is_empty()
        }
    }
}

/// Enough people go from one side to the other, and a few leave.
fn moving(pack: &Pack, mut mix: Mix, numbers: &mut Numbers) -> Crowd {
    mix.sizes = [14, 5, 0];
    let mut crowd = one_wave(team(pack, &mix, numbers));
    let sides = pack.sides.unwrap();
    let leave = 1 + numbers.below(4);
    let stay = crowd.records.iter().skip(leave).cloned().enumerate();
    let later = stay.map(|(at, mut response)| {
        if at < 5 {
            response.attributes[sides.attribute] = Some(AttributeValue::Closed(sides.values[1]));
        }
        response.wave = Some(WAVES[1].to_owned());
        response
    });
    let later: Vec<Response> = later.collect();
    crowd.records.extend(later);
    crowd.waves = 2;
    crowd
}

/// As if every wave were printed whatever stands beside it.
fn between_waves(pack: &Pack, rule: Rule, crowd: &Crowd) -> bool {
    let names = &WAVES[..crowd.waves];
    let people = by_person(&crowd.records, names);
    let mut world = World::new(pack, &people, rule != Rule::Chain);
    world.scopes = (0..names.len()).map(Scope::of).collect();
    let told = match rule {
        Rule::People => world.tell_records(MINIMUM),
        Rule::JoinedOrLeft => world.tell_waves(MINIMUM, false),
        Rule::Moved => world.tell_waves(MINIMUM, true),
        _ => names.len() == 3 && world.tell_chain(MINIMUM),
    };
    told && !leaks(&world, MINIMUM, Wanted::All).is_empty()
}

/// As if the inside of small groups were printed.
fn inside(pack: &Pack, rule: Rule, people: &[Response]) -> bool {
    let report = printed(pack, people, &Setting::default());
    let mut told = report.clone();
    let of_sides: Vec<&Response> = people
        .iter()
        .filter(|person| person.side(pack).is_some())
        .collect();
    match rule {
        Rule::Spread => {
            spread(pack, &of_sides, &mut told);
            !patterns::found(pack, &of_sides, &told).is_empty()
        }
        Rule::Levels => {
            told["people_by_level"] = levels(pack, &of_sides);
            report["overall"]["score"].is_number()
                && !leaks_of_report(pack, people, &told, MINIMUM).is_empty()
        }
        Rule::Counts => {
            for question in 0..pack.questions.len() {
                if report["questions"][question]["score"].is_number() {
                    told["questions"][question]["counts"] = counts(pack, question, &of_sides);
                }
            }
            !leaks_of_report(pack, people, &told, MINIMUM).is_empty()
        }
        // A word of its own where nobody of a hidden side answered tells who left the question open.
        _ => (0..pack.questions.len()).any(|question| {
            (0..2).any(|side| {
                let asked = |person: &&&Response| {
                    person.side(pack) == Some(side) && person.answers[question] != Answer::NotAsked
                };
                let hidden = report["questions"][question]["sides"][side]["score"].is_null();
                let asked: Vec<&&Response> = of_sides.iter().filter(asked).collect();
                let silent = |person: &&&Response| !matches!(person.answers[question], Answer::Option(_));
                hidden && !asked.is_empty() && (asked.len() as f64) < MINIMUM && asked.iter().all(silent)
            })
        }),
    }
}

/// Standard deviations of the dimensions of both sides.
fn spread(pack: &Pack, people: &[&Response], report: &mut Value) {
    let mut card = Scorecard::default();
    for dimension in 0..pack.dimensions.len() {
        for side in 0..2 {
            let place = &mut report["dimensions"][dimension]["sides"][side];
            let Some(mean) = place["score"].as_f64() else {
                continue;
            };
            let mut squares = (0.0, -1.0);
            for person in people.iter().filter(|person| person.side(pack) == Some(side)) {
                card.fill(pack, person);
                if let Some(score) = card.dimensions[dimension] {
                    squares.0 += (score.to_f64() - mean).powi(2);
                    squares.1 += 1.0;
                }
            }
            place["sd"] = json!((squares.0 / squares.1).sqrt());
        }
    }
}

fn levels(pack: &Pack, people: &[&Response]) -> Value {
    let mut counts = vec![0; pack.levels.len()];
    let mut card = Scorecard::default();
    for person in people {
        card.fill(pack, person);
        if let Some(level) = card.level(pack) {
            counts[level] += 1;
        }
    }
    counts.into_iter().map(|count| json!({"count": count})).collect()
}

fn counts(pack: &Pack, question: usize, people: &[&Response]) -> Value {
    let options = 0..pack.questions[question].options.len();
    let chose = |option: usize| {
        people
            .iter()
            .filter(|person| person.answers[question] == Answer::Option(option))
            .count()
    };
    options.map(|option| json!({"count": chose(option)})).collect()
}

#[test]
fn without_any_of_the_rules_the_attacker_finds_somebody() {
    let pack = small_pack();
    let nobody = |rule: &Rule| !(0..400).any(|case| finds(&pack, *rule, case));
    let idle: Vec<Rule> = RULES.into_iter().filter(nobody).collect();
    assert_eq!(idle, [], "rules that protect nobody");
}
