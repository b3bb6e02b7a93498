//! Sheets are exchanged behind what is held back, and nothing that is printed may move: no number, no word,
//! no reason, in no format. What the linear program does not read is attacked here as well.

use std::collections::BTreeSet;

use lockstep::answers::{Answer, AttributeValue, Response};
use lockstep::assessment::Tally;
use lockstep::pack::Pack;
use lockstep::scoring::Scorecard;
use serde_json::Value;

use super::runs::{Ground, commands};
use super::teams::{Crowd, Mix, Numbers, small_pack, waves};
use super::tests::attacks;

/// The minimum of the pack.
const MINIMUM: usize = 5;

/// What others know of somebody in one wave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    attributes: Vec<Option<usize>>,
    short: bool,
    asked: Vec<bool>,
    scored: Vec<bool>,
}

fn known(pack: &Pack, commons: &[Vec<bool>], response: &Response) -> Known {
    let mut card = Scorecard::default();
    let mut scored = Vec::new();
    let everything = vec![true; pack.questions.len()];
    for common in std::iter::once(&everything).chain(commons) {
        card.fill_where(pack, response, |question| common[question]);
        scored.extend(card.dimensions.iter().map(Option::is_some));
        scored.extend([card.total.is_some(), card.complete()]);
    }
    let values = response.attributes.iter().map(|value| match value {
        Some(AttributeValue::Closed(value)) => Some(*value),
        _ => None,
    });
    Known {
        attributes: values.collect(),
        short: response.form.id() == "short",
        asked: response
            .answers
            .iter()
            .map(|answer| *answer != Answer::NotAsked)
            .collect(),
        scored,
    }
}

/// The people of a crowd: by person their records, by place in the crowd.
struct People<'c> {
    pack: &'c Pack,
    crowd: &'c Crowd,
    known: Vec<Known>,
}

impl<'c> People<'c> {
    fn new(pack: &'c Pack, crowd: &'c Crowd) -> Self {
        let commons: Vec<Vec<bool>> = Tally::new(pack)
            .contrasts
            .iter()
            .map(|contrast| contrast.common.clone())
            .collect();
        let known = crowd
            .records
            .iter()
            .map(|response| known(pack, &commons, response));
        Self {
            pack,
            crowd,
            known: known.collect(),
        }
    }

    fn wave(&self, record: usize) -> Option<&str> {
        self.crowd.records[record].wave.as_deref()
    }

    /// The records of the person of a record.
    fn of(&self, record: usize) -> Vec<usize> {
        let whose = &self.crowd.records[record].respondent;
        let all = 0..self.crowd.records.len();
        all.filter(|&other| self.crowd.records[other].respondent == *whose)
            .collect()
    }

    /// Those of a record's wave who have the same value of these keys.
    fn part(&self, record: usize, keys: &[&str]) -> Vec<usize> {
        let all = 0..self.crowd.records.len();
        all.filter(|&other| self.wave(other) == self.wave(record) && self.alike(other, record, keys))
            .collect()
    }

    fn alike(&self, a: usize, b: usize, keys: &[&str]) -> bool {
        keys.iter().all(|key| match *key {
            "wave" => true,
            "form" => self.known[a].short == self.known[b].short,
            key => {
                let attribute = self.pack.attribute(key).unwrap();
                self.known[a].attributes[attribute] == self.known[b].attributes[attribute]
            }
        })
    }

    fn side(&self, record: usize) -> Option<usize> {
        self.crowd.records[record].side(self.pack)
    }

    /// How many of these have a total, by side.
    fn totals(&self, part: &[usize]) -> [usize; 2] {
        [0, 1].map(|side| {
            let with = |&&record: &&usize| {
                self.side(record) == Some(side) && self.known[record].scored[self.pack.dimensions.len()]
            };
            part.iter().filter(with).count()
        })
    }

    /// Whether both are the same to others but for `attribute`.
    fn same_but(&self, a: usize, b: usize, attribute: usize) -> bool {
        let without = |record: usize| {
            let mut known = self.known[record].clone();
            known.attributes[attribute] = None;
            known
        };
        without(a) == without(b)
    }

    /// Whether the two can change places in every wave and nobody sees it: both are on sides of which
    /// only the two together are shown, or have values of a contrast that is shown nowhere.
    fn hidden_from_another(&self, a: usize, b: usize, keys: &[&str]) -> bool {
        let (mine, theirs) = (self.of(a), self.of(b));
        let sides = self.pack.sides.unwrap().attribute;
        mine.len() == theirs.len()
            && mine.iter().zip(&theirs).all(|(&a, &b)| {
                let part = self.part(a, keys);
                self.wave(a) == self.wave(b)
                    && self.alike(a, b, keys)
                    && self.same_but(a, b, sides)
                    && self.side(a).is_some()
                    && self.side(b).is_some_and(|side| Some(side) != self.side(a))
                    && self.totals(&part).iter().any(|n| *n < MINIMUM)
            })
    }
}

/// Pairs of people whose sheets can be exchanged, as records.
fn pairs(people: &People<'_>, keys: &[&str]) -> Vec<(usize, usize)> {
    let all = 0..people.crowd.records.len();
    let firsts: Vec<usize> = all.filter(|&record| people.of(record)[0] == record).collect();
    let differ = |a: usize, b: usize| people.crowd.records[a].answers != people.crowd.records[b].answers;
    let each = firsts.iter().flat_map(|&a| firsts.iter().map(move |&b| (a, b)));
    each.filter(|&(a, b)| a < b && differ(a, b) && people.hidden_from_another(a, b, keys))
        .collect()
}

fn exchanged(people: &People<'_>, (a, b): (usize, usize)) -> Crowd {
    let mut crowd = people.crowd.clone();
    for (a, b) in people.of(a).into_iter().zip(people.of(b)) {
        let (left, right) = crowd.records.split_at_mut(a.max(b));
        std::mem::swap(&mut left[a.min(b)].answers, &mut right[0].answers);
    }
    crowd
}

/// Those of whom nothing is shown, for all of a wave with these keys are too few: other answers of theirs.
fn rewritten(people: &People<'_>, keys: &[&str], numbers: &mut Numbers) -> Option<Crowd> {
    let mut crowd = people.crowd.clone();
    let mut changed = false;
    for record in 0..crowd.records.len() {
        let part = people.part(record, keys);
        let of_sides = part.iter().filter(|&&other| people.side(other).is_some()).count();
        if of_sides >= MINIMUM {
            continue;
        }
        let before = crowd.records[record].clone();
        for (question, answer) in crowd.records[record].answers.iter_mut().enumerate() {
            *answer = match *answer {
                Answer::Option(_) if numbers.percent(20) => Answer::DontKnow,
                Answer::Option(_) | Answer::DontKnow => {
                    Answer::Option(numbers.below(people.pack.questions[question].options.len()))
                }
                other => other,
            };
        }
        let one = Crowd {
            records: vec![crowd.records[record].clone()],
            waves: 1,
        };
        if People::new(people.pack, &one).known[0] == people.known[record] {
            changed = true;
        } else {
            crowd.records[record] = before;
        }
    }
    changed.then_some(crowd)
}

/// The first places in which two documents differ.
fn moved(before: &Value, after: &Value) -> Vec<String> {
    let (before, after) = (super::leaves::places(before), super::leaves::places(after));
    let places: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let close = |place: &String| match (before.get(place), after.get(place)) {
        (Some(a), Some(b)) => match (a.as_f64(), b.as_f64()) {
            // Sums in another order.
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            _ => a == b,
        },
        _ => false,
    };
    let differ = places
        .into_iter()
        .filter(|place| !place.ends_with("/reason") && !close(place));
    differ
        .take(5)
        .map(|place| format!("{place}: {:?}, then {:?}", before.get(place), after.get(place)))
        .collect()
}

/// The first lines in which two texts differ.
fn lines_moved(format: &str, before: &Option<String>, after: &Option<String>) -> Vec<String> {
    let lines = |text: &Option<String>| -> Vec<String> {
        let text = text.as_deref().unwrap_or_default();
        text.lines()
            .map(str::to_owned)
            .chain(["end".to_owned()])
            .collect()
    };
    // The last column of a table is the reason.
    let cut = |line: &String| match line.rsplit_once(',') {
        Some((line, _)) if format == "csv" => line.to_owned(),
        _ => line.clone(),
    };
    let (before, after) = (lines(before), lines(after));
    let [before, after] = [before, after].map(|lines| lines.iter().map(cut).collect::<Vec<String>>());
    let pairs = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before != after);
    pairs
        .take(3)
        .map(|(before, after)| format!("{format}: {before}, then {after}"))
        .collect()
}

/// What moves when sheets are exchanged behind what is held back.
fn seen(case: u64, formats: fn(&str) -> &'static [&'static str]) -> (usize, Vec<String>) {
    let pack = small_pack();
    let mut numbers = Numbers(case);
    let mut mix = Mix::random(&mut numbers);
    if numbers.percent(60) {
        mix.sizes[1] = mix.sizes[1].min(4);
    }
    let count = [1, 1, 2, 3][numbers.below(4)];
    let crowd = waves(&pack, &mix, count, false, &mut numbers);
    let people = People::new(&pack, &crowd);
    let ground = Ground::new(&pack, &crowd);
    let (mut tried, mut found) = (0, Vec::new());
    let all = commands(crowd.waves);
    for command in [&all[numbers.below(3)], &all[3 + numbers.below(all.len() - 3)]] {
        let keys = command.keys();
        let pairs = pairs(&people, &keys);
        let mut others: Vec<Crowd> = Vec::new();
        if !pairs.is_empty() {
            others.push(exchanged(&people, pairs[numbers.below(pairs.len())]));
        }
        others.extend(rewritten(&people, &keys, &mut numbers));
        for other in others {
            tried += 1;
            let again = Ground::new(&pack, &other);
            for format in formats(command.name) {
                let moved = match (*format, ground.text(command, format), again.text(command, format)) {
                    ("json", Some(before), Some(after)) => moved(
                        &serde_json::from_str(&before).unwrap(),
                        &serde_json::from_str(&after).unwrap(),
                    ),
                    (format, before, after) => lines_moved(format, &before, &after),
                };
                if !moved.is_empty() {
                    found.push(format!("case {case}, {command:?}: {moved:#?}"));
                }
            }
        }
    }
    (tried, found)
}

#[test]
fn nothing_moves_when_sheets_are_exchanged_behind_what_is_held_back() {
    let (mut tried, mut all) = (0, Vec::new());
    for case in 700_000..700_000 + attacks(120) {
        let (cases, found) = seen(case, |_| &["json"]);
        tried += cases;
        all.extend(found);
    }
    assert!(all.is_empty(), "{} of {tried}: {}", all.len(), all.join("\n"));
    assert!(tried > 30, "only {tried} exchanges");
}

#[test]
fn no_other_format_moves() {
    let formats = |command: &str| -> &'static [&'static str] {
        match command {
            "report" => &["text", "markdown", "html", "csv"],
            "score" => &["table", "csv"],
            "trend" => &["text", "html", "csv"],
            "check" => &["text", "markdown", "junit", "github", "csv"],
            _ => &["text"],
        }
    };
    let all: Vec<String> = (750_000..750_000 + attacks(60) / 3)
        .flat_map(|case| seen(case, formats).1)
        .collect();
    assert!(all.is_empty(), "{}: {}", all.len(), all.join("\n"));
}
