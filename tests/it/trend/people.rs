//! Made-up waves: who answers, on which side, and how high.

use lockstep::answers::{Answer, AttributeValue, Form, Response};
use lockstep::assessment::trend::{Round, Source, Trend, trend};
use lockstep::assessment::{self, Assessment, Ledger, Setting, Tally};
use lockstep::pack::{self, Pack, builtin};
use lockstep::scoring::Scorecard;
use lockstep::source::Source as Text;

pub(crate) fn pack() -> Pack {
    let text = builtin::find("sales-marketing-agreement").unwrap();
    pack::load(&Text::new("pack", text)).unwrap()
}

/// One person of a wave.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Person {
    /// None for somebody without an identifier.
    pub(crate) id: Option<String>,
    pub(crate) side: usize,
    /// The option chosen nearly everywhere, from 0 to 3; one higher on some questions.
    pub(crate) height: usize,
    /// A dimension left unanswered.
    pub(crate) skipped: Option<usize>,
    pub(crate) form: Form,
}

/// Some people of a side, numbered.
pub(crate) fn people(side: usize, ids: std::ops::Range<usize>, height: usize) -> Vec<Person> {
    ids.map(|id| Person {
        id: Some(format!("p{side}-{id:03}")),
        side,
        height,
        skipped: None,
        form: Form::Full,
    })
    .collect()
}

/// Both sides at once.
pub(crate) fn team(
    sales: std::ops::Range<usize>,
    marketing: std::ops::Range<usize>,
    height: usize,
) -> Vec<Person> {
    let mut team = people(0, sales, height);
    team.extend(people(1, marketing, height));
    team
}

fn response(pack: &Pack, person: &Person, wave: &str) -> Response {
    let mut response = Response::blank(pack);
    response.wave = Some(wave.to_owned());
    response.respondent.clone_from(&person.id);
    response.form = person.form;
    let sides = pack.sides.unwrap();
    response.attributes[sides.attribute] = Some(AttributeValue::Closed(sides.values[person.side]));
    let own = person.id.as_deref().unwrap_or("somebody");
    let seed: usize = own.bytes().chain(wave.bytes()).map(usize::from).sum();
    for (index, question) in pack.questions.iter().enumerate() {
        response.answers[index] = if Some(question.dimension) == person.skipped {
            Answer::NotAnswered
        } else if person.form == Form::Short && !question.short {
            Answer::NotAsked
        } else {
            Answer::Option(person.height + usize::from((seed * 7 + index * 5) % 11 < 4))
        };
    }
    response
}

/// What holds of a run of waves beside the answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given {
    pub(crate) roster: [Option<u64>; 2],
}

pub(crate) fn rounds(pack: &Pack, waves: &[(&str, Vec<Person>)], given: &Given) -> (Vec<Round>, Ledger) {
    let mut ledger = Ledger::new();
    let mut card = Scorecard::default();
    let rounds = waves
        .iter()
        .map(|(wave, people)| {
            let mut tally = Tally::new(pack);
            for person in people {
                let response = response(pack, person, wave);
                tally.count(pack, &response, &mut card);
                ledger.count(pack, wave, &response, &mut card);
            }
            let setting = Setting {
                wave: Some((*wave).to_owned()),
                roster: given.roster,
                ..Setting::default()
            };
            Round {
                assessment: assessment::assess(pack, &tally, &setting).unwrap(),
                source: Source::Answers,
            }
        })
        .collect();
    (rounds, ledger)
}

/// The assessment of one wave and its people.
pub(crate) fn wave(pack: &Pack, name: &str, people: &[Person]) -> Assessment {
    let (mut rounds, _) = rounds(pack, &[(name, people.to_vec())], &Given::default());
    rounds.pop().unwrap().assessment
}

pub(crate) fn of(pack: &Pack, waves: &[(&str, Vec<Person>)]) -> Trend {
    with(pack, waves, &Given::default())
}

pub(crate) fn with(pack: &Pack, waves: &[(&str, Vec<Person>)], given: &Given) -> Trend {
    let (rounds, ledger) = rounds(pack, waves, given);
    trend(pack, &rounds, Some(&ledger), 5).unwrap()
}
