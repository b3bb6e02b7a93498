//! Inputs that once gave somebody away, made anew: what is kept is the shape, and people are numbers.

use lockstep::answers::{Answer, AttributeValue, Response};
use lockstep::pack::Pack;
use serde_json::Value;

use super::leaks::{Wanted, leaks};
use super::runs::{Command, Ground, commands};
use super::several::read;
use super::teams::{Crowd, Mix, Numbers, WAVES, small_pack, team};
use super::world::{World, by_person};

const MINIMUM: f64 = 5.0;

/// So many people of each side who answered everything, each in the waves that `there` says.
fn crowd(pack: &Pack, sizes: [usize; 3], count: usize, there: impl Fn(usize, usize) -> bool) -> Crowd {
    let mut numbers = Numbers(77);
    let mix = Mix {
        sizes,
        leaders: 0,
        role_unknown: 0,
        short: 0,
        open: 0,
        lost: 0,
        alike: 0,
    };
    let people = team(pack, &mix, &mut numbers);
    let mut records = Vec::new();
    for (wave, name) in WAVES[..count].iter().enumerate() {
        for (id, response) in people.iter().enumerate().filter(|(id, _)| there(wave, *id)) {
            records.push(Response {
                wave: Some((*name).to_owned()),
                respondent: Some(format!("p{id}")),
                ..response.clone()
            });
        }
    }
    Crowd {
        records,
        waves: count,
    }
}

/// What every command gives away of a crowd.
fn attacked(pack: &Pack, crowd: &Crowd) -> Vec<String> {
    let ground = Ground::new(pack, crowd);
    let names = &WAVES[..crowd.waves];
    let people = by_person(&crowd.records, names);
    let mut found = Vec::new();
    for command in commands(crowd.waves)
        .iter()
        .filter(|command| !matches!(command.name, "status" | "check"))
    {
        if let Some(printed) = ground.json(command) {
            let mut world = World::new(pack, &people, true);
            read(&mut world, pack, names, command, &printed);
            let leaks = leaks(&world, MINIMUM, Wanted::All);
            found.extend(leaks.into_iter().map(|leak| format!("{command:?}: {leak}")));
        }
    }
    found
}

/// Every number of a document that is a score.
fn scores(printed: &Value) -> Vec<String> {
    let places = super::leaves::places(printed);
    let of = |place: &&String| {
        let end = place.rsplit('/').next().unwrap_or_default();
        ["score", "total", "talk", "plan", "trust", "difference"].contains(&end)
    };
    let shown = places
        .iter()
        .filter(|(place, value)| of(place) && value.is_number());
    shown.map(|(place, value)| format!("{place}: {value}")).collect()
}

/// A few people are no group however often they answered.
#[test]
fn a_few_people_of_several_waves_are_shown_nowhere() {
    let pack = small_pack();
    for sizes in [[1, 0, 0], [0, 1, 0], [2, 2, 0], [0, 0, 3], [1, 1, 2]] {
        let crowd = crowd(&pack, sizes, 3, |_, _| true);
        let ground = Ground::new(&pack, &crowd);
        for command in commands(3) {
            if let Some(printed) = ground.json(&command) {
                assert_eq!(scores(&printed), [""; 0], "{sizes:?} {command:?}");
            }
        }
    }
}

/// Those who left, came, or were away for one wave are no remainder of what is printed.
#[test]
fn those_who_left_or_came_are_not_the_difference_of_two_waves() {
    let pack = small_pack();
    for (few, sizes) in [(1, [12, 12, 0]), (4, [7, 6, 0]), (2, [9, 0, 0]), (3, [12, 4, 0])] {
        for shape in ["left", "came", "away", "both"] {
            let there = |wave: usize, id: usize| match shape {
                "left" => id >= few || wave == 0,
                "came" => id >= few || wave == 2,
                "away" => id >= few || wave != 1,
                _ => id >= 2 * few || (wave == 0) == (id < few),
            };
            let crowd = crowd(&pack, sizes, 3, there);
            assert_eq!(attacked(&pack, &crowd), [""; 0], "{few} {shape} of {sizes:?}");
        }
    }
}

/// Whatever is wrong with a record, no command prints what somebody wrote in it.
#[test]
fn no_fault_shows_what_somebody_wrote() {
    let pack = small_pack();
    let crowd = crowd(&pack, [6, 6, 0], 2, |_, _| true);
    let ground = Ground::new(&pack, &crowd);
    let whole = ground.read();
    let secret = "the secret of p3";
    let record = whole.lines().next().unwrap().to_owned();
    let inside = record.trim_end_matches('}');
    let shapes = [
        format!("{inside},\"notes\":{{\"A1\":\"{secret}\",\"ZZ\":\"{secret}\"}}}}"),
        format!("{inside},\"notes\":{{\"{secret}\":\"{secret}\"}}}}"),
        format!("{inside},\"notes\":\"{secret}\"}}"),
        format!("{inside},\"{secret}\":1}}"),
        format!("{inside},\"notes\":{{\"A1\":\"{secret}\""),
        record.replacen("\"A1\":", &format!("\"A1\":\"{secret}\",\"A9\":"), 1),
        record.replacen("\"team\":", &format!("\"team\":\"{secret}\",\"teem\":"), 1),
        record.replacen("\"form\":", &format!("\"form\":\"{secret}\",\"from\":"), 1),
    ];
    for shape in shapes {
        ground.write(&format!("{whole}{shape}\n"));
        // An earlier report of these answers could not be made.
        for command in commands(2)
            .into_iter()
            .filter(|command| !command.options.contains(&"--baseline"))
        {
            for more in [&[][..], &["--diagnostics", "json"]] {
                let said = ground.everything(&command, more);
                assert!(!said.contains(secret), "{command:?}: {shape}\n{said}");
                assert!(
                    said.contains("answers.ndjson"),
                    "{command:?} says nothing of {shape}:\n{said}"
                );
            }
        }
    }
}

/// One answer kept open, or none of a few who were asked: the same words for both.
#[test]
#[ignore = "reasons of small groups still differ"]
fn whether_any_of_a_hidden_side_answered_is_not_said() {
    let pack = small_pack();
    let sides = pack.sides.unwrap();
    for (question, asked) in pack.questions.iter().enumerate() {
        if asked.ask.is_some() {
            continue;
        }
        for silent in 1..=3 {
            let mut seen = Vec::new();
            // Those who leave it open are of one side or of the other, and the whole stays the same.
            for side in [0, 1] {
                let mut crowd = crowd(&pack, [12, 3, 0], 1, |_, _| true);
                let value = AttributeValue::Closed(sides.values[side]);
                let mut left = silent;
                for record in &mut crowd.records {
                    let here = record.attributes[sides.attribute] == Some(value.clone());
                    // Everybody alike, so that nothing but the silence differs.
                    record
                        .answers
                        .iter_mut()
                        .filter(|answer| **answer != Answer::NotAsked)
                        .for_each(|answer| {
                            *answer = Answer::Option(1);
                        });
                    if here && left > 0 {
                        record.answers[question] = Answer::DontKnow;
                        left -= 1;
                    }
                }
                let report = Ground::new(&pack, &crowd)
                    .json(&Command::new("report", &[]))
                    .unwrap();
                seen.push(report);
            }
            assert_eq!(
                seen[0]["suppressed"], seen[1]["suppressed"],
                "{silent} silent in {}",
                asked.id
            );
            assert_eq!(seen[0], seen[1], "{silent} silent in {}", asked.id);
        }
    }
}
