//! Random teams: the order of records and the split into files never change a byte, no number is
//! ever NaN or infinite, and the edges each give a true sentence.

#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use lockstep::answers::{Answer, AttributeValue, Form, Response};
use lockstep::assessment::{self, Assessment, Held, Reason, Setting, Tally, Verdict, View};
use lockstep::pack::{self, Pack, builtin};
use lockstep::report::{self, Format, Options};
use lockstep::scoring::Scorecard;
use lockstep::source::Source;
use proptest::prelude::*;
use serde_json::Value;

fn pack(id: &str) -> Pack {
    let text = builtin::find(id).unwrap();
    pack::load(&Source::new(id, text)).unwrap()
}

/// One person from a list of small numbers: side, role, form, then a number per question.
fn person(pack: &Pack, numbers: &[u8]) -> Response {
    let mut numbers = numbers.iter().copied().map(usize::from).cycle();
    let mut next = |below: usize| numbers.next().unwrap() % below;
    let mut response = Response::blank(pack);
    for (attribute, value) in pack.attributes.iter().zip(&mut response.attributes) {
        if let Some(values) = &attribute.values {
            *value = Some(AttributeValue::Closed(next(values.len())));
        }
    }
    if next(5) == 0 {
        response.form = Form::Short;
    }
    for (question, answer) in pack.questions.iter().zip(&mut response.answers) {
        let options = question.options.len();
        *answer = match next(options + 4) {
            chosen if chosen < options => Answer::Option(chosen),
            over if over == options => Answer::DontKnow,
            over if over == options + 1 && question.not_applicable => Answer::NotApplicable,
            over if over == options + 2 => Answer::NotAnswered,
            _ if response.form == Form::Short && !question.short => Answer::NotAsked,
            _ => Answer::Option(options / 2),
        };
    }
    response
}

fn tally(pack: &Pack, people: &[Response]) -> Tally {
    let mut tally = Tally::new(pack);
    let mut card = Scorecard::default();
    for response in people {
        tally.count(pack, response, &mut card);
    }
    tally
}

fn assess(pack: &Pack, people: &[Response], setting: &Setting) -> Assessment {
    let setting = Setting {
        own: people.len() == 1,
        ..setting.clone()
    };
    assessment::assess(pack, &tally(pack, people), &setting).unwrap()
}

/// Every report of an assessment: each must exist and hold only finite numbers.
fn shows(pack: &Pack, assessment: &Assessment) -> String {
    let options = Options {
        method: true,
        ..Options::default()
    };
    let json = report::render(assessment, pack, Format::JSON, &options);
    let read: Assessment = serde_json::from_str(&json).unwrap();
    assert_eq!(report::render(&read, pack, Format::JSON, &options), json);
    let text = report::render(assessment, pack, Format::TEXT, &options);
    let markdown = report::render(assessment, pack, Format::MARKDOWN, &options);
    for shown in [&text, &markdown] {
        let words = shown.split(|c: char| !c.is_alphanumeric());
        let wrong: Vec<&str> = words
            .filter(|word| ["NaN", "inf", "infinity"].contains(word))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?} in {shown}");
        assert!(!shown.contains("significant"));
    }
    json
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn order_and_split_never_change_a_byte(
        seeds in prop::collection::vec(prop::collection::vec(any::<u8>(), 20), 1..30),
        cut in 0_usize..30,
        agreement in any::<bool>(),
    ) {
        let pack = pack(if agreement { "sales-marketing-agreement" } else { "sales-marketing" });
        let people: Vec<Response> = seeds.iter().map(|seed| person(&pack, seed)).collect();
        let setting = Setting { own: people.len() == 1, ..Setting::default() };
        let whole = assessment::assess(&pack, &tally(&pack, &people), &setting).unwrap();
        let backwards: Vec<Response> = people.iter().rev().cloned().collect();
        let cut = cut.min(people.len());
        let mut parts = tally(&pack, &backwards[cut..]);
        parts.merge(&tally(&pack, &backwards[..cut]));
        let split = assessment::assess(&pack, &parts, &setting).unwrap();
        prop_assert_eq!(shows(&pack, &whole), shows(&pack, &split));
    }

    #[test]
    fn every_number_is_within_its_range(
        seeds in prop::collection::vec(prop::collection::vec(any::<u8>(), 24), 1..40),
        sales in 20_u64..60, marketing in 20_u64..60, known in any::<bool>(),
    ) {
        let pack = pack("sales-marketing");
        let people: Vec<Response> = seeds.iter().map(|seed| person(&pack, seed)).collect();
        let roster = if known { [Some(sales + 20), Some(marketing + 20)] } else { [None; 2] };
        let result = assess(&pack, &people, &Setting { roster, ..Setting::default() });
        shows(&pack, &result);
        let within = |score: Option<f64>| score.is_none_or(|score| (30.0 - 1e-9..=90.0 + 1e-9).contains(&score));
        prop_assert!(within(result.overall.estimate.score));
        for estimate in result.dimensions.iter().map(|dimension| &dimension.estimate) {
            prop_assert!(within(estimate.score));
            if let (Some(interval), Some(score)) = (&estimate.interval, estimate.score) {
                prop_assert!(interval.low <= score + 1e-9 && score <= interval.high + 1e-9);
                prop_assert!(within(Some(interval.low)) && within(Some(interval.high)));
            }
        }
        let support: f64 = result.overall.support.iter().map(|support| support.share).sum();
        prop_assert!(result.overall.support.is_empty() || (support - 1.0).abs() < 1e-9);
        for dimension in &result.dimensions {
            let gap = dimension.gap.as_ref();
            prop_assert!(gap.and_then(|gap| gap.p).is_none_or(|p| (0.0..=1.0).contains(&p)));
            prop_assert!(gap.and_then(|gap| gap.p_holm).zip(gap.and_then(|gap| gap.p)).is_none_or(|(holm, p)| holm >= p));
            let superiority = gap.and_then(|gap| gap.probability_of_superiority);
            prop_assert!(superiority.is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
    }
}

/// Every pointer of a JSON value that leads to null.
fn nulls(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Null => found.push(pointer.to_owned()),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                nulls(item, &format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                nulls(item, &format!("{pointer}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// A pointer with `#` for every position.
fn kind(pointer: &str) -> String {
    let parts = pointer.split('/').map(|part| match part.parse::<usize>() {
        Ok(_) => "#",
        Err(_) => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Whether an entry speaks for a null, by the rule that `Suppressed` states.
fn spoken_for(result: &Assessment, pointer: &str) -> bool {
    let under = |root: &str| {
        pointer
            .strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    result.suppressed.iter().any(|entry| {
        let (place, name) = entry.pointer.rsplit_once('/').unwrap();
        let rest = pointer
            .strip_prefix(place)
            .and_then(|rest| rest.strip_prefix('/'))
            .unwrap_or("");
        under(&entry.pointer)
            || match name {
                "score" => under(place),
                "interval" => {
                    ["standard_error", "df", "p", "p_holm", "hedges_g", "certainty"].contains(&rest)
                }
                "counts" => [
                    "upper",
                    "dont_know",
                    "not_applicable",
                    "not_answered",
                    "not_asked",
                    "sides/0/counts",
                    "sides/1/counts",
                ]
                .contains(&rest),
                _ => false,
            }
    })
}

/// Whether a null is no missing result, by the list that `Suppressed` gives.
fn is_no_result(pack: &Pack, result: &Assessment, pointer: &str) -> bool {
    let kind = kind(pointer);
    let (place, name) = kind.rsplit_once('/').unwrap();
    let spread = ["interval", "standard_error", "df", "sd"].contains(&name);
    let sides_equal = |of: &[Option<f64>]| of.iter().all(Option::is_some);
    if result.view == View::Person
        && (spread
            || matches!(
                name,
                "gap"
                    | "difference"
                    | "reliability"
                    | "agreement"
                    | "upper"
                    | "answer_quality"
                    | "certainty"
                    | "effective_n"
                    | "bounds"
                    | "break_even"
            ))
    {
        return true;
    }
    match (place, name) {
        ("", "organization" | "wave" | "comparison") | (_, "roster" | "response_rate" | "source") => true,
        (_, "p_rank" | "marked" | "rwg_j_skewed" | "r" | "guard" | "needed") => true,
        ("/gap", "p_holm") => true,
        ("/overall/people_weighted" | "/contrasts/#/groups/#" | "/questions/#", _) => spread,
        ("/overall", "level") => result.overall.verdict != Some(Verdict::Level),
        ("/overall" | "/dimensions/#", "sd") => {
            let sides = result.sides.iter().map(|side| side.estimate.score);
            sides_equal(&sides.collect::<Vec<_>>())
        }
        ("/overall", "effective_n") => !sides_equal(
            &result
                .sides
                .iter()
                .map(|side| side.estimate.score)
                .collect::<Vec<_>>(),
        ),
        ("/overall", "bounds" | "break_even") => result.respondents.roster.is_none(),
        ("/dimensions/#/reliability", "alpha" | "interval") => true,
        (_, "score" | "value") => {
            place.contains("/evidence/") || place.contains("/triggered_by/") || place.contains("/blocked_by/")
        }
        ("", "fit") | ("/distance", "to_fit") => pack.fit.is_empty(),
        ("", "route") => {
            let top = pack.levels.last().map(|level| level.id.as_str());
            result.next.as_ref().map(|next| next.from.as_str()) == top
        }
        _ => false,
    }
}

/// The people whom a reason is about, by group, and the fewest of them that are shown.
fn people_behind(pack: &Pack, tally: &Tally, result: &Assessment, pointer: &str) -> (Vec<u64>, u64) {
    let minimum = pack.reporting.minimum_group;
    let of_sides = tally.cells[..2].iter().any(|cell| cell.read > 0);
    let cells = if of_sides {
        &tally.cells[..2]
    } else {
        &tally.cells[2..]
    };
    let numbers: Vec<usize> = pointer.split('/').filter_map(|part| part.parse().ok()).collect();
    let at = |index: usize| numbers[index];
    let pooled = |of: &dyn Fn(&assessment::tally::Cell) -> u64| vec![cells.iter().map(of).sum::<u64>()];
    let each = |of: &dyn Fn(&assessment::tally::Cell) -> u64| cells.iter().map(of).collect::<Vec<u64>>();
    let parts = |of: &dyn Fn(&assessment::tally::Cell) -> u64| {
        let apart = result.sides.iter().all(|side| side.estimate.score.is_some());
        if apart { each(of) } else { pooled(of) }
    };
    let groups = match kind(pointer).as_str() {
        "/overall/score" | "/next" | "/distance" | "/route" | "/answer_quality" => {
            pooled(&|cell| cell.totals.n())
        }
        "/people_by_level" if result.overall.estimate.score.is_some() => {
            return (each(&|cell| cell.totals.n()), 10);
        }
        "/people_by_level"
        | "/answer_quality/straight_lined"
        | "/answer_quality/complete_n"
        | "/answer_quality/dont_know_share" => {
            let hidden = result.overall.estimate.score.is_none();
            return (pooled(&|cell| cell.totals.n()), if hidden { minimum } else { 10 });
        }
        "/answer_quality/without_them" => parts(&|cell| cell.varied.n()),
        "/answer_quality/complete_only" => parts(&|cell| cell.complete.n()),
        "/sides/#/score" => vec![tally.cells[at(0)].totals.n()],
        "/gap" => each(&|cell| cell.totals.n()),
        "/contrasts/#/groups/#/score" => vec![tally.contrasts[at(0)].whole(at(1)).totals.n()],
        "/contrasts/#/groups/#/dimensions/#" => {
            vec![tally.contrasts[at(0)].whole(at(1)).dimensions[at(2)].n()]
        }
        "/dimensions/#/score" => pooled(&|cell| cell.dimensions[at(0)].n()),
        "/dimensions/#/sides/#/score" => vec![tally.cells[at(1)].dimensions[at(0)].n()],
        "/dimensions/#/sides/#/agreement" | "/dimensions/#/reliability" => {
            return (each(&|cell| cell.rows[at(0)].products.n()), 10);
        }
        "/dimensions/#/gap" => each(&|cell| cell.dimensions[at(0)].n()),
        "/questions/#/score" => pooled(&|cell| cell.questions[at(0)].answered()),
        "/questions/#/counts" => return (pooled(&|cell| cell.questions[at(0)].answered()), 10),
        "/questions/#/sides/#/score" => vec![tally.cells[at(1)].questions[at(0)].answered()],
        "/questions/#/difference" => each(&|cell| cell.questions[at(0)].answered()),
        // What cannot be computed from what is shown.
        _ => Vec::new(),
    };
    (groups, minimum)
}

/// How many people were asked what a pointer leads to: a question, or any question of a dimension.
fn asked(pack: &Pack, tally: &Tally, pointer: &str) -> u64 {
    let mut parts = pointer.split('/').skip(1);
    let (list, index) = (parts.next().unwrap(), parts.next().unwrap().parse().unwrap());
    let questions: Vec<usize> = match list {
        "questions" => vec![index],
        _ => pack.questions_of(index).collect(),
    };
    let cells = tally.cells[..2].iter();
    cells
        .flat_map(|cell| questions.iter().map(|question| cell.questions[*question].asked()))
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_null_says_why(
        seeds in prop::collection::vec(prop::collection::vec(any::<u8>(), 24), 1..36),
        which in 0_usize..3, alike in any::<bool>(), all_short in any::<bool>(),
        unknown in prop::option::of(0_usize..12), one_side in prop::option::of(0_usize..3),
        rosters in any::<bool>(), withheld in any::<bool>(), alone in 0_u8..10,
    ) {
        let pack = pack(["sales-marketing", "sales-marketing-agreement", "product-engineering"][which]);
        let sides = pack.sides.unwrap().attribute;
        let mut people: Vec<Response> = seeds.iter().map(|seed| person(&pack, seed)).collect();
        if alone == 0 {
            people.truncate(1);
        }
        for index in 0..people.len() {
            if alike {
                let first = people[0].answers.clone();
                people[index].answers = first;
            }
            let person = &mut people[index];
            if let Some(side) = one_side {
                person.attributes[sides] = Some(AttributeValue::Closed(side.min(1)));
            }
            for (question, answer) in pack.questions.iter().zip(&mut person.answers) {
                if all_short && !question.short {
                    *answer = Answer::NotAsked;
                } else if unknown == Some(question.dimension) || unknown == Some(11) {
                    *answer = Answer::DontKnow;
                }
            }
        }
        let counts = tally(&pack, &people);
        let setting = Setting {
            roster: if rosters { [Some(counts.cells[0].read), Some(40)] } else { [None; 2] },
            filtered: withheld,
            held: Held { whole: withheld.then_some(Reason::Complementary), ..Held::default() },
            ..Setting::default()
        };
        let result = assess(&pack, &people, &setting);
        let nobody = result.view == View::Team && counts.cells[..2].iter().all(|cell| cell.read == 0);
        let json: Value = serde_json::from_str(&shows(&pack, &result)).unwrap();
        let mut found = Vec::new();
        nulls(&json, "", &mut found);
        for pointer in &found {
            let spoken = spoken_for(&result, pointer);
            prop_assert!(spoken || is_no_result(&pack, &result, pointer), "nothing is said of {}", pointer);
            prop_assert_eq!(result.reason(pointer).is_some(), spoken, "{}", pointer);
        }
        for (index, entry) in result.suppressed.iter().enumerate() {
            let (pointer, reason) = (&entry.pointer, entry.reason);
            let value = json.pointer(pointer);
            let empty = value.is_some_and(|value| value.is_null() || *value == Value::Array(Vec::new()));
            prop_assert!(empty, "{} is there", pointer);
            let again = result.suppressed[..index].iter().any(|other| other.pointer == *pointer);
            prop_assert!(!again, "{} twice", pointer);
            prop_assert_eq!(result.reason(pointer), Some(reason));
            let (groups, minimum) = people_behind(&pack, &counts, &result, pointer);
            // What lies inside a group takes people in every group, whether or not anybody is there.
            let inside = ["/people_by_level", "/agreement", "/reliability"].iter().any(|end| pointer.ends_with(end));
            let few = groups.iter().any(|people| (*people > 0 || inside) && *people < minimum);
            let others = counts.cells[2].totals.n();
            let plausible = match reason {
                // Whatever they answered, they are no result of two sides.
                Reason::NobodyOnASide => nobody && !(1..5).contains(&others),
                Reason::BelowMinimum if nobody && (1..5).contains(&others) => true,
                Reason::NotAsked => asked(&pack, &counts, pointer) == 0,
                Reason::NoData => groups.contains(&0),
                Reason::BelowMinimum => few,
                Reason::Complementary => !few && groups.iter().any(|people| *people > 0),
                // A side beside nobody is the whole.
                Reason::NotComputable => match pointer.rsplit_once("sides/") {
                    Some((before, after)) if after.ends_with("/score") => {
                        let other = if after.starts_with('0') { 1 } else { 0 };
                        let other = format!("{before}sides/{other}/score");
                        let (beside, _) = people_behind(&pack, &counts, &result, &other);
                        result.view == View::Person || nobody || beside == [0]
                    }
                    _ => !pointer.ends_with("/score"),
                },
                Reason::FewJoinedOrLeft | Reason::OtherQuestions => false,
            };
            prop_assert!(plausible, "{} {:?} of {:?}", pointer, reason, groups);
        }
        // In the order of the document.
        let order = ["overall", "sides", "contrasts", "gap", "dimensions", "questions", "people_by_level", "fit",
            "next", "distance", "route", "answer_quality"];
        let parts: Vec<usize> = result.suppressed.iter().map(|entry| {
            let part = entry.pointer.split('/').nth(1).unwrap();
            order.iter().position(|known| *known == part).unwrap()
        }).collect();
        prop_assert!(parts.is_sorted(), "{:?}", parts);
    }
}

/// People of a side who answer everything alike.
fn alike(pack: &Pack, side: usize, count: usize, answer: impl Fn(usize) -> Answer + Copy) -> Vec<Response> {
    (0..count)
        .map(|_| {
            let mut response = Response::blank(pack);
            response.attributes[pack.attribute("function").unwrap()] = Some(AttributeValue::Closed(side));
            response.answers = (0..pack.questions.len()).map(answer).collect();
            response
        })
        .collect()
}

#[test]
fn one_side_only() {
    let pack = pack("sales-marketing");
    let result = assess(
        &pack,
        &alike(&pack, 0, 8, |_| Answer::Option(2)),
        &Setting::default(),
    );
    assert_eq!(result.overall.estimate.score, Some(70.0));
    assert_eq!(result.gap, None);
    assert!(result.sides.iter().all(|side| side.estimate.score.is_none()));
    shows(&pack, &result);
}

#[test]
fn a_side_of_one_is_never_shown_and_hides_the_other() {
    let pack = pack("sales-marketing");
    let mut people = alike(&pack, 0, 9, |question| Answer::Option(question % 4));
    people.extend(alike(&pack, 1, 1, |_| Answer::Option(3)));
    let result = assess(&pack, &people, &Setting::default());
    assert!(result.sides.iter().all(|side| side.estimate.score.is_none()));
    assert!(
        result
            .suppressed
            .iter()
            .any(|entry| entry.pointer == "/sides/0/score" && entry.reason == Reason::Complementary)
    );
    assert!(
        result
            .suppressed
            .iter()
            .any(|entry| entry.pointer == "/sides/1/score" && entry.reason == Reason::BelowMinimum)
    );
    shows(&pack, &result);
}

#[test]
fn equal_answers_give_a_score_and_no_range() {
    let pack = pack("sales-marketing");
    let mut people = alike(&pack, 0, 6, |_| Answer::Option(1));
    people.extend(alike(&pack, 1, 6, |_| Answer::Option(1)));
    let result = assess(&pack, &people, &Setting::default());
    assert_eq!(result.overall.estimate.score, Some(50.0));
    assert_eq!(result.overall.estimate.interval, None);
    assert_eq!(result.overall.verdict, Some(Verdict::Level));
    assert!(result.dimensions.iter().all(|dimension| {
        dimension
            .reliability
            .as_ref()
            .is_none_or(|found| found.alpha.is_none())
    }));
    shows(&pack, &result);
}

#[test]
fn nobody_scored_a_dimension() {
    let pack = pack("sales-marketing");
    let trust = pack.dimension("trust").unwrap();
    let answer = |question: usize| {
        if pack.questions[question].dimension == trust {
            Answer::DontKnow
        } else {
            Answer::Option(question % 4)
        }
    };
    let mut people = alike(&pack, 0, 6, answer);
    people.extend(alike(&pack, 1, 6, answer));
    let result = assess(&pack, &people, &Setting::default());
    assert_eq!(result.dimensions[trust].estimate.score, None);
    assert!(result.overall.estimate.score.is_some());
    assert!(
        result
            .suppressed
            .iter()
            .any(|entry| entry.pointer == format!("/dimensions/{trust}/score")
                && entry.reason == Reason::NoData)
    );
    shows(&pack, &result);
}

#[test]
fn everybody_does_not_know() {
    let pack = pack("sales-marketing");
    let mut people = alike(&pack, 0, 6, |_| Answer::DontKnow);
    people.extend(alike(&pack, 1, 6, |_| Answer::DontKnow));
    let result = assess(&pack, &people, &Setting::default());
    assert_eq!(result.overall.estimate.score, None);
    assert_eq!(result.respondents.unscored, 12);
    assert!(result.steps.is_empty());
    shows(&pack, &result);
}

#[test]
fn everybody_on_the_roster_answered() {
    let pack = pack("sales-marketing");
    let mut people = alike(&pack, 0, 5, |question| Answer::Option(question % 4));
    people.extend(alike(&pack, 0, 1, |_| Answer::Option(1)));
    people.extend(alike(&pack, 1, 5, |question| Answer::Option((question + 1) % 4)));
    people.extend(alike(&pack, 1, 1, |_| Answer::Option(2)));
    let setting = Setting {
        roster: [Some(6), Some(6)],
        ..Setting::default()
    };
    let result = assess(&pack, &people, &setting);
    assert_eq!(result.overall.estimate.interval, None, "nobody is silent");
    assert_eq!(result.overall.bounds, None);
    assert_eq!(result.respondents.response_rate, Some(1.0));
    shows(&pack, &result);
}

#[test]
fn more_answers_than_people_is_an_error_that_says_so() {
    let pack = pack("sales-marketing");
    let people = alike(&pack, 0, 6, |_| Answer::Option(1));
    let setting = Setting {
        roster: [Some(5), Some(6)],
        ..Setting::default()
    };
    let faults = assessment::assess(&pack, &tally(&pack, &people), &setting).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].code.id, "result/roster-exceeded");
    assert_eq!(faults[0].found.as_deref(), Some("6 answers"));
}

#[test]
fn a_roster_without_one_side_gives_no_rate_and_no_break_even() {
    let pack = pack("sales-marketing");
    let mut people = alike(&pack, 0, 6, |question| Answer::Option(question % 4));
    people.extend(alike(&pack, 1, 6, |question| Answer::Option(question % 3)));
    let setting = Setting {
        roster: [Some(9), None],
        ..Setting::default()
    };
    let result = assess(&pack, &people, &setting);
    assert_eq!(result.respondents.response_rate, None);
    assert_eq!(result.overall.break_even, None);
    shows(&pack, &result);
}

#[test]
fn leaders_only() {
    let pack = pack("sales-marketing");
    let role = pack.attribute("role").unwrap();
    let mut people = alike(&pack, 0, 5, |question| Answer::Option(question % 4));
    people.extend(alike(&pack, 1, 5, |question| Answer::Option(question % 2 + 1)));
    for person in &mut people {
        person.attributes[role] = Some(AttributeValue::Closed(0));
    }
    let result = assess(&pack, &people, &Setting::default());
    assert_eq!(result.contrasts[0].groups[0].estimate.n, Some(10));
    assert_eq!(result.contrasts[0].groups[1].estimate.score, None);
    shows(&pack, &result);
}

#[test]
fn one_question_without_variance_is_kept() {
    let pack = pack("sales-marketing");
    let mut people = Vec::new();
    for index in 0..24_usize {
        people.extend(alike(&pack, index % 2, 1, |question| {
            Answer::Option(if question == 0 {
                1
            } else {
                (question * 7 + index * (question % 3 + 1)) % 4
            })
        }));
    }
    let result = assess(&pack, &people, &Setting::default());
    let reliability = result.dimensions[0].reliability.as_ref().unwrap();
    assert_eq!(reliability.item_rest[0].r, None);
    assert!(reliability.alpha.is_some());
    shows(&pack, &result);
}
