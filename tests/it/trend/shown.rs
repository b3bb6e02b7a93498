//! What stands beside one another and what is withheld.

use lockstep::answers::Form;
use lockstep::assessment::trend::{Source, Span, Trend, trend};
use lockstep::assessment::{ChangeMethod, Reason, Weighting, compare, compare_linked};
use lockstep::report::{Format, Options, render};
use proptest::prelude::*;

use super::people::{self, Given, Person, pack, people, team};

fn reason(trend: &Trend, pointer: &str) -> Option<Reason> {
    let mut hidden = trend.suppressed.iter();
    hidden
        .find(|hidden| hidden.pointer == pointer)
        .map(|hidden| hidden.reason)
}

fn why(trend: &Trend) -> Vec<Option<Reason>> {
    (0..trend.waves.len())
        .map(|at| {
            let found = reason(trend, &format!("/overall/points/{at}/score"));
            assert_eq!(found.is_none(), trend.overall.points[at].estimate.score.is_some());
            found
        })
        .collect()
}

const HELD: Option<Reason> = Some(Reason::FewJoinedOrLeft);

#[test]
fn one_who_joined_hides_the_earlier_wave_everywhere() {
    let pack = pack();
    let waves = [("w1", team(0..12, 0..8, 1)), ("w2", team(0..13, 0..8, 2))];
    let trend = people::of(&pack, &waves);
    assert_eq!(why(&trend), [HELD, None]);
    let step = &trend.overall.changes[0];
    assert_eq!(
        (step.difference, step.pairs, step.joined, step.left),
        (None, Some(20), Some(1), Some(0))
    );
    assert_eq!(reason(&trend, "/overall/changes/0/difference"), HELD);
    for course in trend.sides.iter().chain(&trend.dimensions) {
        assert_eq!(course.course.points[0].estimate.score, None, "{}", course.id);
        assert_eq!(course.course.changes[0].difference, None, "{}", course.id);
    }
    assert!(trend.waves[0].levels.is_empty() && trend.waves[0].verdict.is_none());
    // No number of the earlier wave stands in any format.
    let earlier = people::wave(&pack, "w1", &waves[0].1);
    let mut secrets = vec![
        earlier.overall.estimate.score,
        earlier.overall.people_weighted.score,
    ];
    secrets.extend(earlier.sides.iter().map(|side| side.estimate.score));
    let shown: Vec<String> = [
        Format::TEXT,
        Format::MARKDOWN,
        Format::HTML,
        Format::JSON,
        Format::CSV,
    ]
    .into_iter()
    .map(|format| render(&trend, &pack, format, &Options::default()))
    .collect();
    for secret in secrets.into_iter().flatten() {
        for text in &shown {
            for digits in [format!("{secret:.1}"), format!("{secret:.6}")] {
                assert!(!text.contains(&digits), "{digits} in {text}");
            }
        }
    }
    assert!(shown[0].contains("held back") && shown[0].contains("w1 is not shown"));
}

#[test]
fn joined_and_left_count_each_for_themselves() {
    let pack = pack();
    let after = |sales| {
        people::of(
            &pack,
            &[("w1", team(0..14, 0..8, 1)), ("w2", team(sales, 0..8, 1))],
        )
    };
    for (sales, expected) in [
        (0..14, None),
        (0..15, HELD),
        (0..18, HELD),
        (0..19, None),
        (1..14, HELD),
        // As many joined as left, and still each of them is few.
        (3..17, HELD),
        (5..19, None),
        (5..15, HELD),
    ] {
        let trend = after(sales.clone());
        assert_eq!(why(&trend), [expected, None], "{sales:?}");
        for course in std::iter::once(&trend.overall).chain(trend.sides.iter().map(|side| &side.course)) {
            assert_eq!(
                course.changes[0].difference.is_none(),
                expected.is_some(),
                "{sales:?}"
            );
        }
    }
}

#[test]
fn without_identifiers_the_net_number_decides() {
    let pack = pack();
    let nobody = |mut people: Vec<Person>| {
        people.iter_mut().for_each(|person| person.id = None);
        people
    };
    for (sales, expected) in [
        (0..14, None),
        (3..17, None),
        (0..15, HELD),
        (0..19, None),
        (0..10, HELD),
    ] {
        let trend = people::of(
            &pack,
            &[
                ("w1", nobody(team(0..14, 0..8, 1))),
                ("w2", nobody(team(sales.clone(), 0..8, 2))),
            ],
        );
        assert_eq!(why(&trend), [expected, None], "{sales:?}");
        let step = &trend.overall.changes[0];
        assert_eq!([step.pairs, step.joined, step.left], [None; 3]);
        if expected.is_none() {
            assert_eq!(step.method, Some(ChangeMethod::NotLinked));
        }
    }
}

#[test]
fn those_without_an_identifier_may_be_the_same_people() {
    let pack = pack();
    let some = |mut people: Vec<Person>| {
        people.iter_mut().take(6).for_each(|person| person.id = None);
        people
    };
    for (sales, expected) in [
        (0..14, None),
        // One left, and the six without an identifier may have stayed: that one's answers are the rest.
        (0..13, HELD),
        (0..15, HELD),
        (0..19, None),
        // The same beside six who joined.
        (1..20, HELD),
    ] {
        let waves = [
            ("w1", some(team(0..14, 0..8, 1))),
            ("w2", some(team(sales.clone(), 0..8, 1))),
        ];
        assert_eq!(why(&people::of(&pack, &waves)), [expected, None], "{sales:?}");
    }
}

#[test]
fn those_who_changed_sides_are_in_the_sums_of_both() {
    let pack = pack();
    // Five left Sales and five joined Marketing; four of them are the same, so one came and one went.
    let mut after = people(0, 5..14, 1);
    after.extend(people(1, 0..9, 1));
    after.extend(
        people(0, 0..4, 1)
            .into_iter()
            .map(|person| Person { side: 1, ..person }),
    );
    let waves = [("w1", team(0..14, 0..8, 1)), ("w2", after.clone())];
    assert_eq!(why(&people::of(&pack, &waves)), [HELD, None]);
    // Of five who went two are not those who came.
    after.extend(people(1, 9..14, 1));
    let waves = [("w1", team(0..14, 0..8, 1)), ("w2", after)];
    assert_eq!(why(&people::of(&pack, &waves)), [None, None]);
}

#[test]
fn every_wave_is_held_against_all_later_ones() {
    let pack = pack();
    // Five leave and six others come: neighbours are fine, and between the outer waves one joined.
    let mut third = people(0, 0..14, 1);
    third.push(people(0, 40..41, 1).remove(0));
    third.extend(people(1, 0..8, 1));
    let waves = [
        ("w1", team(0..14, 0..8, 1)),
        ("w2", team(5..9, 0..8, 1)),
        ("w3", third.clone()),
    ];
    // The middle wave has four of Sales, so it is too small by itself; without it, one joined.
    let trend = people::of(&pack, &waves);
    assert_eq!(why(&trend), [HELD, Some(Reason::BelowMinimum), None]);

    let waves = [
        ("w1", team(0..14, 0..8, 1)),
        ("w2", team(5..14, 0..8, 1)),
        ("w3", third),
    ];
    let trend = people::of(&pack, &waves);
    // w2 to w3: six joined; w1 to w2: five left; w1 to w3: one joined.
    assert_eq!(why(&trend), [HELD, None, None]);
    let steps: Vec<(&str, &str, Span)> = trend
        .overall
        .changes
        .iter()
        .map(|step| {
            (
                step.from.as_deref().unwrap(),
                step.to.as_deref().unwrap(),
                step.span,
            )
        })
        .collect();
    assert_eq!(steps, [("w1", "w2", Span::Next), ("w2", "w3", Span::Next)]);
}

#[test]
fn a_step_leads_over_what_is_withheld() {
    let pack = pack();
    let waves = [
        ("w1", team(0..14, 0..8, 1)),
        ("w2", team(0..15, 0..8, 1)),
        ("w3", team(0..14, 0..8, 2)),
    ];
    let trend = people::of(&pack, &waves);
    assert_eq!(why(&trend), [None, HELD, None]);
    let steps: Vec<(&str, &str, bool)> = trend
        .overall
        .changes
        .iter()
        .map(|step| {
            (
                step.from.as_deref().unwrap(),
                step.to.as_deref().unwrap(),
                step.difference.is_some(),
            )
        })
        .collect();
    assert_eq!(
        steps,
        [("w1", "w2", false), ("w2", "w3", false), ("w1", "w3", true)]
    );
}

#[test]
fn a_dimension_may_be_withheld_alone() {
    let pack = pack();
    // Five without a score in the dimension are many enough to be told; the sixth would be alone.
    let without = |people: std::ops::Range<usize>, wave| {
        let mut team = team(0..14, 0..8, wave);
        team[people]
            .iter_mut()
            .for_each(|person| person.skipped = Some(1));
        team
    };
    let trend = people::of(&pack, &[("w1", without(0..5, 1)), ("w2", without(0..6, 2))]);
    assert_eq!(why(&trend), [None, None]);
    let hidden: Vec<&str> = trend
        .dimensions
        .iter()
        .filter(|dimension| dimension.course.points[0].estimate.score.is_none())
        .map(|dimension| dimension.id.as_str())
        .collect();
    assert_eq!(hidden, [pack.dimensions[1].id.as_str()]);
    assert_eq!(reason(&trend, "/dimensions/1/changes/0/difference"), HELD);
}

#[test]
fn the_steps_together_give_nobody_away() {
    let pack = pack();
    // u is in the first two waves, v in the last two; five or more others come and go each time.
    let wave = |always: std::ops::Range<usize>, others: std::ops::Range<usize>, guests: &[usize]| {
        let mut team = people(0, always, 1);
        team.extend(people(0, others, 1));
        for guest in guests {
            team.extend(people(0, *guest..*guest + 1, 1));
        }
        team.extend(people(1, 0..8, 1));
        team
    };
    let waves = [
        ("w1", wave(0..12, 20..26, &[90])),
        ("w2", wave(0..12, 30..36, &[90, 91])),
        ("w3", wave(0..12, 40..46, &[91])),
    ];
    let trend = people::of(&pack, &waves);
    assert_eq!(why(&trend), [None, None, None]);
    let known: Vec<bool> = trend
        .overall
        .changes
        .iter()
        .map(|step| step.difference.is_some())
        .collect();
    assert_eq!(known, [true, true, false]);
    assert_eq!(reason(&trend, "/overall/changes/2/difference"), HELD);
    assert_eq!(
        reason(&trend, "/sides/1/changes/2/difference"),
        HELD,
        "both sides or none"
    );
    let text = render(&trend, &pack, Format::TEXT, &Options::default());
    assert!(text.contains("The change from w1 to w3 is not shown"), "{text}");
}

#[test]
fn few_pairs_are_shown_and_not_judged() {
    let pack = pack();
    let mut small = people(1, 0..9, 1);
    small.extend(people(1, 9..9, 1));
    let one_side = |height, people: std::ops::Range<usize>| {
        let mut pack_people = self::people(0, people, height);
        pack_people.truncate(9);
        pack_people
    };
    // Nine of one side alone: shown as a whole.
    let trend = people::of(&pack, &[("w1", one_side(1, 0..9)), ("w2", one_side(2, 0..9))]);
    let step = &trend.overall.changes[0];
    assert_eq!(trend.weighting, Weighting::People);
    assert_eq!((step.pairs, step.beyond_chance), (Some(9), None));
    assert!(step.difference.is_some() && step.interval.is_some());
    assert_eq!(step.level_changed, Some(false), "{step:?}");
}

#[test]
fn everybody_is_not_a_sample() {
    let pack = pack();
    let given = Given {
        roster: [Some(12), Some(8)],
    };
    let trend = people::with(
        &pack,
        &[("w1", team(0..12, 0..8, 1)), ("w2", team(0..12, 0..8, 2))],
        &given,
    );
    let step = &trend.overall.changes[0];
    assert_eq!(step.method, Some(ChangeMethod::Census));
    assert!(step.interval.is_none() && step.beyond_chance.is_none());
    let points: Vec<f64> = trend
        .overall
        .points
        .iter()
        .map(|point| point.estimate.score.unwrap())
        .collect();
    assert!((step.difference.unwrap() - (points[1] - points[0])).abs() < 1e-9);
    assert_eq!(step.level_changed, Some(true));
}

#[test]
fn few_of_many_in_both_are_two_groups() {
    let pack = pack();
    let trend = people::of(
        &pack,
        &[("w1", team(0..20, 0..20, 1)), ("w2", team(14..34, 14..34, 2))],
    );
    let step = &trend.overall.changes[0];
    assert_eq!(
        (step.method, step.pairs, step.joined, step.left),
        (Some(ChangeMethod::NotLinked), Some(12), Some(28), Some(28))
    );
}

#[test]
fn a_small_side_in_one_wave_makes_every_person_count_the_same() {
    let pack = pack();
    let trend = people::of(
        &pack,
        &[("w1", team(0..20, 0..3, 1)), ("w2", team(0..20, 0..8, 2))],
    );
    assert_eq!(trend.weighting, Weighting::People);
    assert_eq!(why(&trend), [None, None]);
    for side in &trend.sides {
        assert!(
            side.course
                .points
                .iter()
                .all(|point| point.estimate.score.is_none())
        );
        assert!(side.course.changes.iter().all(|step| step.difference.is_none()));
    }
    let step = &trend.overall.changes[0];
    assert_eq!((step.pairs, step.joined), (Some(23), Some(5)));
}

#[test]
fn other_questions_are_no_trend() {
    let pack = pack();
    let mut short = team(0..14, 0..8, 1);
    short.iter_mut().for_each(|person| person.form = Form::Short);
    let trend = people::of(&pack, &[("w1", short), ("w2", team(0..14, 0..8, 2))]);
    assert_eq!(why(&trend), [Some(Reason::OtherQuestions), None]);
    assert_eq!(
        reason(&trend, "/overall/changes/0/difference"),
        Some(Reason::OtherQuestions)
    );
}

#[test]
fn a_baseline_of_another_version_is_compared_where_questions_are_the_same() {
    let pack = pack();
    let (mut rounds, _) = people::rounds(
        &pack,
        &[("w1", team(0..14, 0..8, 1)), ("w2", team(0..14, 0..8, 2))],
        &Given::default(),
    );
    let now = rounds.pop().unwrap().assessment;
    let mut then = rounds.pop().unwrap().assessment;
    then.pack.version = "1.7.0".to_owned();
    then.pack.digest = "other".to_owned();
    let first = then.questions[0].dimension.clone();
    then.questions[0].scoring = Some("0123456789abcdef".to_owned());
    let mut compared = now.clone();
    compare(&pack, &mut compared, &then).unwrap();
    let comparison = compared.comparison.clone().unwrap();
    assert_eq!(comparison.not_compared, std::slice::from_ref(&first));
    assert_eq!(comparison.baseline.version.as_deref(), Some("1.7.0"));
    assert!(comparison.overall.is_none());
    for dimension in &comparison.dimensions {
        assert_eq!(dimension.change.is_none(), dimension.id == first);
    }
    let name = &now.dimensions[0].name;
    for format in [Format::TEXT, Format::MARKDOWN, Format::HTML] {
        let text = render(
            &compared,
            &pack,
            format,
            &Options {
                width: 88,
                ..Options::default()
            },
        );
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = format!(
            "version 1.7.0 of the questionnaire. Compared is only where all questions are the same; not compared: {name}."
        );
        assert!(text.contains(&said), "{text}");
    }
    let why = |pointer: &str| {
        let mut hidden = compared.suppressed.iter();
        hidden
            .find(|hidden| hidden.pointer == pointer)
            .map(|hidden| hidden.reason)
    };
    assert_eq!(why("/comparison/overall"), Some(Reason::OtherQuestions));
    assert_eq!(
        why("/comparison/dimensions/0/change"),
        Some(Reason::OtherQuestions)
    );
    // An old file does not say how its questions were scored: their ids decide.
    then.questions
        .iter_mut()
        .for_each(|question| question.scoring = None);
    let mut compared = now.clone();
    compare(&pack, &mut compared, &then).unwrap();
    assert!(compared.comparison.unwrap().overall.is_some());
    then.questions.pop();
    let mut compared = now.clone();
    compare(&pack, &mut compared, &then).unwrap();
    assert!(compared.comparison.unwrap().overall.is_none());
    // Another major version is refused.
    then.pack.version = "2.0.0".to_owned();
    assert!(compare(&pack, &mut now.clone(), &then).is_err());
}

#[test]
fn a_baseline_with_one_who_joined_says_nothing() {
    let pack = pack();
    let waves = [("w1", team(0..14, 0..8, 1)), ("w2", team(1..15, 0..8, 2))];
    let (rounds, ledger) = people::rounds(&pack, &waves, &Given::default());
    let links = ledger.links("w1", "w2").unwrap();
    let mut linked = rounds[1].assessment.clone();
    compare_linked(&pack, &mut linked, &rounds[0].assessment, &links).unwrap();
    assert!(linked.comparison.unwrap().overall.is_none());
    assert!(linked.suppressed.iter().any(|hidden| hidden.pointer == "/comparison/overall"
        && hidden.reason == Reason::FewJoinedOrLeft));
    // Nobody can tell who they are from two assessments alone.
    let mut unlinked = rounds[1].assessment.clone();
    compare(&pack, &mut unlinked, &rounds[0].assessment).unwrap();
    assert!(unlinked.comparison.unwrap().overall.is_some());
}

#[test]
fn waves_of_another_pack_are_refused() {
    let pack = pack();
    let (mut rounds, _) = people::rounds(
        &pack,
        &[("w1", team(0..14, 0..8, 1)), ("w2", team(0..14, 0..8, 2))],
        &Given::default(),
    );
    rounds[0].source = Source::Assessment;
    rounds[0].assessment.pack.version = "2.1.0".to_owned();
    assert_eq!(trend(&pack, &rounds, None, 5).unwrap_err().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn who_is_there_adds_up_and_order_never_matters(
        seeds in prop::collection::vec((0_usize..3, 0_usize..3, any::<[bool; 3]>()), 12..60),
        backwards in any::<bool>(),
    ) {
        let pack = pack();
        // Each person: a side (2 for somebody who changes it), a height, and the waves they are in.
        let wave = |at: usize| -> Vec<Person> {
            let mut people: Vec<Person> = seeds
                .iter()
                .enumerate()
                .filter(|(_, (_, _, there))| there[at])
                .map(|(id, (side, height, _))| Person {
                    id: Some(format!("{id}")),
                    side: if *side == 2 { at % 2 } else { *side },
                    height: *height,
                    skipped: None,
                    form: Form::Full,
                })
                .collect();
            if backwards {
                people.reverse();
            }
            people
        };
        let waves: Vec<(&str, Vec<Person>)> = ["w1", "w2", "w3"].into_iter().enumerate().map(|(at, name)| (name, wave(at))).collect();
        let found = people::of(&pack, &waves);
        let mut turned = waves.clone();
        turned.iter_mut().for_each(|(_, people)| people.reverse());
        for format in [Format::JSON, Format::HTML, Format::CSV] {
            let text = render(&found, &pack, format, &Options::default());
            prop_assert_eq!(&text, &render(&people::of(&pack, &turned), &pack, format, &Options::default()));
            prop_assert!(!text.contains("NaN") && !text.contains("inf"));
        }
        let n = |course: &lockstep::assessment::trend::Course, wave: &Option<String>| {
            course.points.iter().find(|point| point.wave == *wave).and_then(|point| point.estimate.n)
        };
        let courses = std::iter::once(&found.overall)
            .chain(found.sides.iter().map(|side| &side.course))
            .chain(found.dimensions.iter().map(|dimension| &dimension.course));
        for course in courses {
            for step in course.changes.iter().filter(|step| step.difference.is_some()) {
                let (pairs, joined, left) = (step.pairs.unwrap(), step.joined.unwrap(), step.left.unwrap());
                prop_assert_eq!(Some(pairs + left), n(course, &step.from));
                prop_assert_eq!(Some(pairs + joined), n(course, &step.to));
                for few in [joined, left] {
                    prop_assert!(few == 0 || few >= 5);
                }
            }
        }
        let read: Trend = serde_json::from_str(&render(&found, &pack, Format::JSON, &Options::default())).unwrap();
        prop_assert_eq!(render(&read, &pack, Format::JSON, &Options::default()), render(&found, &pack, Format::JSON, &Options::default()));
    }
}
