//! Several waves of one run: an attacker who knows who came, left and moved adds and subtracts the sums of
//! whatever is printed, and finds nobody who is one of fewer than the minimum.

#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::collections::BTreeSet;

use lockstep::answers::{Answer, AttributeValue, Response};
use lockstep::assessment::trend::{Round, Source as From, Trend, trend};
use lockstep::assessment::{self, Assessment, Held, Ledger, Reason, Setting, Sheet, Tally, hold_back};
use lockstep::pack::{self, Pack};
use lockstep::scoring::Scorecard;
use lockstep::source::Source;
use proptest::prelude::*;

const MINIMUM: u64 = 3;
const WAVES: [&str; 3] = ["w1", "w2", "w3"];
/// How many groups a wave is printed in.
const PARTS: u32 = 2;

/// Somebody in one wave.
#[derive(Debug, Clone, Copy)]
struct There {
    part: u32,
    /// Of the three values of the sides' attribute.
    side: usize,
    role: usize,
    /// A dimension without an answer.
    skipped: Option<usize>,
    height: usize,
}

/// One person, wave by wave.
type Person = [Option<There>; 3];

fn pack() -> Pack {
    pack::load(&Source::new("pack", include_str!("../attacker/pack.json"))).unwrap()
}

fn there() -> impl Strategy<Value = There> {
    (0..PARTS, 0_usize..9, 0_usize..2, 0_usize..30, 0_usize..4).prop_map(
        |(part, side, role, skipped, height)| There {
            part,
            side: if side == 8 { 2 } else { side % 2 },
            role,
            skipped: (skipped < 3).then_some(skipped),
            height,
        },
    )
}

/// Most stay what they are; some join, leave, or move.
fn person() -> impl Strategy<Value = Person> {
    let changes = prop::collection::vec((0_u8..12, there()), 3);
    (there(), changes).prop_map(|(first, changes)| {
        let mut now = first;
        let mut person = [None; 3];
        for (slot, (change, other)) in person.iter_mut().zip(changes) {
            match change {
                0 => now.part = other.part,
                1 => now.side = other.side,
                2 => now.role = other.role,
                3 => now.skipped = other.skipped,
                4 => continue,
                _ => {}
            }
            *slot = Some(There {
                height: other.height,
                ..now
            });
        }
        person
    })
}

fn response(pack: &Pack, id: usize, at: There) -> Response {
    let mut response = Response::blank(pack);
    response.respondent = Some(format!("p{id}"));
    let sides = pack.sides.unwrap();
    response.attributes[sides.attribute] = Some(AttributeValue::Closed(at.side));
    response.attributes[pack.attribute("role").unwrap()] = Some(AttributeValue::Closed(at.role));
    let leader = pack.attributes[pack.attribute("role").unwrap()]
        .values
        .as_ref()
        .unwrap()[at.role]
        .value
        == "leader";
    for (index, question) in pack.questions.iter().enumerate() {
        response.answers[index] = if question.ask.is_some() && !leader {
            Answer::NotAsked
        } else if Some(question.dimension) == at.skipped {
            Answer::NotAnswered
        } else {
            Answer::Option((at.height + index * (id + 3)) % question.options.len())
        };
    }
    response
}

/// What one wave prints: of a part, or of everybody.
#[derive(Debug)]
struct Printed {
    wave: usize,
    held: Held,
    part: Option<u32>,
    assessment: Assessment,
}

/// Whom a printed number of a wave counts.
type People = BTreeSet<usize>;

fn assess(pack: &Pack, people: &[Person], wave: usize, part: Option<u32>, setting: &Setting) -> Assessment {
    let mut tally = Tally::new(pack);
    for (id, person) in people.iter().enumerate() {
        if let Some(at) = person[wave].filter(|at| part.is_none_or(|part| at.part == part)) {
            tally.count(pack, &response(pack, id, at), &mut Scorecard::default());
        }
    }
    let setting = Setting {
        wave: Some(WAVES[wave].to_owned()),
        minimum_group: Some(MINIMUM),
        ..setting.clone()
    };
    assessment::assess(pack, &tally, &setting).unwrap()
}

fn ledger(pack: &Pack, people: &[Person], apart: bool, named: bool) -> Ledger {
    let mut ledger = Ledger::new();
    for (wave, name) in WAVES.iter().enumerate() {
        for (id, person) in people.iter().enumerate() {
            if let Some(at) = person[wave] {
                let part = if apart { at.part } else { 0 };
                let mut response = response(pack, id, at);
                response.respondent = response.respondent.filter(|_| named);
                ledger.count_part(pack, name, part, &response, &mut Scorecard::default());
            }
        }
    }
    ledger
}

/// The people of one wave of whom something holds.
fn those(people: &[Person], wave: usize, of: impl Fn(There) -> bool) -> People {
    let people = people.iter().enumerate();
    people
        .filter(|(_, person)| person[wave].is_some_and(&of))
        .map(|(id, _)| id)
        .collect()
}

/// The people behind every number of a kind that a wave prints. `shown` is of the whole and of both sides.
fn behind(
    people: &[Person],
    wave: usize,
    part: Option<u32>,
    shown: (bool, [bool; 2]),
    counts: impl Fn(There) -> bool,
) -> Vec<People> {
    let of = |at: There| part.is_none_or(|part| at.part == part) && counts(at);
    match shown {
        (false, _) => Vec::new(),
        (true, [true, true]) => (0..2)
            .map(|side| those(people, wave, |at| of(at) && at.side == side))
            .collect(),
        (true, _) => vec![those(people, wave, |at| of(at) && at.side < 2)],
    }
}

/// Every kind of number that a report prints: total, dimensions, questions and roles.
fn numbers(pack: &Pack, people: &[Person], wave: usize, printed: &[Printed]) -> Vec<Vec<People>> {
    let mut kinds = vec![Vec::new(); 1 + pack.dimensions.len() + pack.questions.len() + 1];
    for Printed { part, assessment, .. } in printed {
        let sides = |scores: Vec<bool>| [scores[0], scores[1]];
        let total = (
            assessment.overall.estimate.score.is_some(),
            sides(
                assessment
                    .sides
                    .iter()
                    .map(|side| side.estimate.score.is_some())
                    .collect(),
            ),
        );
        kinds[0].extend(behind(people, wave, *part, total, has_total));
        for (index, dimension) in assessment.dimensions.iter().enumerate() {
            let shown = (
                dimension.estimate.score.is_some(),
                sides(
                    dimension
                        .sides
                        .iter()
                        .map(|side| side.estimate.score.is_some())
                        .collect(),
                ),
            );
            let scored = |at: There| at.skipped != Some(index);
            kinds[1 + index].extend(behind(people, wave, *part, shown, scored));
        }
        for (index, question) in assessment.questions.iter().enumerate() {
            let asked = &pack.questions[index];
            let shown = (
                question.estimate.score.is_some(),
                sides(question.sides.iter().map(|side| side.score.is_some()).collect()),
            );
            let answered = |at: There| {
                at.skipped != Some(asked.dimension) && (asked.ask.is_none() || leads(pack, at.role))
            };
            kinds[1 + pack.dimensions.len() + index].extend(behind(people, wave, *part, shown, answered));
        }
        for (role, group) in assessment.contrasts[0].groups.iter().enumerate() {
            if group.estimate.score.is_some() {
                let of = |at: There| {
                    part.is_none_or(|part| at.part == part) && at.side < 2 && at.role == role && has_total(at)
                };
                kinds.last_mut().unwrap().push(those(people, wave, of));
            }
        }
    }
    kinds
}

/// One dimension of three is too much to be missing.
fn has_total(at: There) -> bool {
    at.skipped.is_none()
}

fn leads(pack: &Pack, role: usize) -> bool {
    let role_of = pack.attribute("role").unwrap();
    pack.attributes[role_of].values.as_ref().unwrap()[role].value == "leader"
}

/// Somebody whom the sums of some numbers of one wave, less those of some of another, leave over: one of
/// fewer than the minimum.
fn found(before: &[People], after: &[People]) -> Option<(People, People)> {
    let union = |numbers: &[People], chosen: u32| -> People {
        let chosen = numbers.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
        chosen.flat_map(|(_, people)| people.iter().copied()).collect()
    };
    for earlier in 1..1_u32 << before.len() {
        for later in 1..1_u32 << after.len() {
            let (was, is) = (union(before, earlier), union(after, later));
            let (left, joined): (People, People) = (&was - &is, &is - &was);
            if (1..MINIMUM).contains(&((left.len() + joined.len()) as u64)) {
                return Some((left, joined));
            }
        }
    }
    None
}

/// The same group twice: those who joined and those who left, each for themselves.
fn found_in_one(before: &[Printed], after: &[Printed], people: &[Person], waves: (usize, usize)) -> bool {
    let few = |people: &People| (1..MINIMUM).contains(&(people.len() as u64));
    let sides = |printed: &Printed| {
        let mut shown = printed.assessment.sides.iter();
        shown.all(|side| side.estimate.score.is_some())
    };
    let shown = |printed: &&Printed| printed.assessment.overall.estimate.score.is_some();
    before.iter().filter(shown).any(|earlier| {
        let later = after
            .iter()
            .filter(shown)
            .find(|later| later.part == earlier.part);
        later.is_some_and(|later| {
            let both = sides(earlier) && sides(later);
            let groups = [0..2, 0..1, 1..2];
            groups.into_iter().take(if both { 3 } else { 1 }).any(|group| {
                let of = |at: There| {
                    earlier.part.is_none_or(|part| at.part == part)
                        && group.contains(&at.side)
                        && has_total(at)
                };
                let (was, is) = (those(people, waves.0, of), those(people, waves.1, of));
                few(&(&was - &is)) || few(&(&is - &was))
            })
        })
    })
}

fn rounds(pack: &Pack, people: &[Person]) -> Vec<Round> {
    let waves = 0..WAVES.len();
    waves
        .map(|wave| Round {
            assessment: assess(pack, people, wave, None, &Setting::default()),
            source: From::Answers,
        })
        .collect()
}

/// Whether a trend withholds the total of a wave, and each dimension, because few joined or left.
fn withheld(pack: &Pack, trend: &Trend, wave: usize) -> (bool, Vec<bool>) {
    let held = |pointer: String| {
        let mut suppressed = trend.suppressed.iter();
        suppressed.any(|hidden| hidden.pointer == pointer && hidden.reason == Reason::FewJoinedOrLeft)
    };
    let dimensions = 0..pack.dimensions.len();
    (
        held(format!("/overall/points/{wave}/score")),
        dimensions
            .map(|index| held(format!("/dimensions/{index}/points/{wave}/score")))
            .collect(),
    )
}

/// What a run prints of every wave, in groups where it is `split`.
fn print(pack: &Pack, people: &[Person], split: bool, named: bool) -> Vec<Vec<Printed>> {
    let parts: Vec<Option<u32>> = if split {
        (0..PARTS).map(Some).collect()
    } else {
        vec![None]
    };
    let setting = Setting {
        filtered: split,
        ..Setting::default()
    };
    let alone = |wave: usize, part: Option<u32>| Printed {
        wave,
        part,
        assessment: assess(pack, people, wave, part, &setting),
        held: Held::default(),
    };
    let waves = WAVES.iter().enumerate();
    let mut waves: Vec<(&str, Vec<Printed>)> = waves
        .map(|(wave, name)| (*name, parts.iter().map(|&part| alone(wave, part)).collect()))
        .collect();
    let done = hold_back(
        pack,
        &mut waves,
        &ledger(pack, people, split, named),
        MINIMUM,
        |printed| Sheet {
            part: printed.part.unwrap_or(0),
            assessment: &printed.assessment,
            held: &printed.held,
        },
        |printed, held| {
            let setting = Setting {
                held: held.clone(),
                ..setting.clone()
            };
            printed.assessment = assess(pack, people, printed.wave, printed.part, &setting);
            printed.held = held;
            Ok::<(), ()>(())
        },
    );
    assert!(done.is_ok());
    waves.into_iter().map(|(_, printed)| printed).collect()
}

/// What is found of somebody in what a run prints, or is there although a trend withholds it.
fn attack(people: &[Person], split: bool) -> Option<String> {
    let pack = pack();
    let printed = print(&pack, people, split, true);
    if printed[2].iter().any(|printed| printed.held != Held::default()) {
        return Some("something of the latest wave is held back".to_owned());
    }
    if !split {
        let ledger = ledger(&pack, people, false, true);
        let trend = trend(&pack, &rounds(&pack, people), Some(&ledger), MINIMUM).unwrap();
        for (wave, printed) in printed.iter().enumerate() {
            let hidden = withheld(&pack, &trend, wave);
            let shown = &printed[0].assessment;
            let dimensions = shown.dimensions.iter().map(|dimension| &dimension.estimate);
            let all = std::iter::once(&shown.overall.estimate).chain(dimensions);
            let hidden = std::iter::once(hidden.0).chain(hidden.1);
            if all
                .zip(hidden)
                .any(|(estimate, hidden)| hidden && estimate.score.is_some())
            {
                return Some(format!("a trend withholds what is shown of wave {wave}"));
            }
        }
    }
    let kinds: Vec<_> = (0..3)
        .map(|wave| numbers(&pack, people, wave, &printed[wave]))
        .collect();
    for (from, to) in [(0, 1), (0, 2), (1, 2)] {
        for (kind, (before, after)) in kinds[from].iter().zip(&kinds[to]).enumerate() {
            if let Some(found) = found(before, after) {
                return Some(format!("{found:?} in number {kind} of waves {from} and {to}"));
            }
        }
        if found_in_one(&printed[from], &printed[to], people, (from, to)) {
            return Some(format!("few in one group of waves {from} and {to}"));
        }
    }
    None
}

#[test]
fn a_number_that_comes_to_light_later_is_held_back_too() {
    // In the first wave one has no score in the first dimension. Its first question is withheld there for the
    // sake of others; with the dimension withheld it would be shown.
    let at = |side, role, skipped, height| {
        Some(There {
            part: 0,
            side,
            role,
            skipped: Some(skipped),
            height,
        })
    };
    let stays = |role, first| [at(0, role, 1, first), at(0, role, 1, 0), at(0, role, 1, 0)];
    let people = [
        [at(0, 0, 0, 0), at(0, 0, 1, 0), at(0, 0, 1, 0)],
        [at(2, 0, 0, 0), at(2, 0, 0, 0), at(2, 0, 0, 0)],
        stays(1, 2),
        stays(0, 3),
        stays(0, 1),
    ];
    assert_eq!(attack(&people, false), None);
}

#[test]
fn a_total_does_not_give_back_a_dimension_that_is_held_back() {
    let at = |skipped| {
        Some(There {
            part: 0,
            side: 0,
            role: 0,
            skipped,
            height: 1,
        })
    };
    // Two of four left. Of those who came nobody has a total, so that none stands beside the earlier one.
    let mut people = vec![[at(None), at(None), None]; 2];
    people.extend([[at(None), None, None]; 2]);
    people.extend([[None, at(Some(0)), None]; 2]);
    let pack = pack();
    let printed = print(&pack, &people, false, true);
    let [before, after] = [0, 1].map(|wave| &printed[wave][0].assessment);
    assert!(after.dimensions[1].estimate.score.is_some());
    assert_eq!(before.dimensions[1].estimate.score, None);
    assert_eq!(before.overall.estimate.score, None);
    assert_eq!(before.reason("/overall/score"), Some(Reason::FewJoinedOrLeft));
}

#[test]
fn those_who_joined_are_as_even_as_a_group_by_itself() {
    let pack = pack();
    let leads_at = [0, 1].into_iter().find(|role| leads(&pack, *role)).unwrap();
    let at = |leads: bool| {
        Some(There {
            part: 0,
            side: 0,
            role: if leads { leads_at } else { 1 - leads_at },
            skipped: None,
            height: 1,
        })
    };
    for (leaders, shown) in [(0, true), (1, false), (2, false), (3, true)] {
        let mut people = vec![[at(false), at(false), None]; 4];
        people.extend((0..3).map(|joined| [None, at(joined < leaders), None]));
        let printed = print(&pack, &people, false, true);
        let before = &printed[0][0].assessment;
        // What leaders alone are asked would be all that tells them from the others who joined.
        assert_eq!(before.overall.estimate.score.is_some(), shown, "{leaders}");
        assert!(printed[1][0].assessment.overall.estimate.score.is_some());
    }
}

#[test]
fn without_identifiers_a_side_is_held_against_the_whole_of_another_wave() {
    let at = |side| {
        Some(There {
            part: 0,
            side,
            role: 0,
            skipped: None,
            height: 1,
        })
    };
    // Five of each side; then two of the second are left, and only all together can be shown.
    let mut people = vec![[at(0), at(0), None]; 5];
    people.extend([[at(1), at(1), None]; 2]);
    people.extend([[at(1), None, None]; 3]);
    let pack = pack();
    let printed = print(&pack, &people, false, false);
    let kinds = [0, 1].map(|wave| numbers(&pack, &people, wave, &printed[wave]));
    for (kind, (before, after)) in kinds[0].iter().zip(&kinds[1]).enumerate() {
        assert_eq!(found(before, after), None, "number {kind}");
    }
    assert!(printed[1][0].assessment.overall.estimate.score.is_some());
}

/// How many runs are attacked; `LOCKSTEP_ATTACKS` says another number.
fn cases() -> u32 {
    let named = std::env::var("LOCKSTEP_ATTACKS").ok();
    named.and_then(|number| number.parse().ok()).unwrap_or(120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn nobody_is_left_over_between_the_waves_of_a_run(
        people in prop::collection::vec(person(), 4..24),
        split in any::<bool>(),
    ) {
        prop_assert_eq!(attack(&people, split), None);
    }

    #[test]
    fn nobody_is_left_over_in_a_trend(people in prop::collection::vec(person(), 4..24)) {
        let pack = pack();
        let ledger = ledger(&pack, &people, false, true);
        let trend = trend(&pack, &rounds(&pack, &people), Some(&ledger), MINIMUM).unwrap();
        let printed = |wave: usize| {
            let side = |side: usize| trend.sides[side].course.points[wave].estimate.score.is_some();
            let whole = trend.overall.points[wave].estimate.score.is_some();
            behind(&people, wave, None, (whole, [side(0), side(1)]), has_total)
        };
        for (from, to) in [(0, 1), (0, 2), (1, 2)] {
            prop_assert_eq!(found(&printed(from), &printed(to)), None, "in {} and {}", from, to);
        }
    }
}
