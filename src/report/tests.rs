//! What a check looks like where names are hostile and lists are long.

use std::sync::LazyLock;

use quick_junit::Report;

use super::check::{Check, CheckReport};
use super::{Format, Options, Outcome, OutcomeKind, SUMMARY_LIMIT, formats, step_summary};
use crate::answers::{Answer, AttributeValue, Response};
use crate::assessment::gate::{
    Circumstances, Condition, Demand, Gate, Mark, Notice, Origin, Severity, Verdict, judge,
};
use crate::assessment::{Assessment, Setting, Tally, assess};
use crate::pack::{self, Pack, builtin};
use crate::scoring::Scorecard;
use crate::source::{Place, Source};

/// Names that would be something else if they were not data.
const HOSTILE: [&str; 13] = [
    "a\n::error::pwned",
    "::error::pwned",
    "   ::add-mask::pwned",
    "a%0A::error::pwned",
    "##[error]pwned",
    "x ##vso[task.setvariable variable=a]pwned",
    "]]>pwned",
    "</testsuite><testsuite name=\"pwned\">&pwned;",
    "\u{0}\u{1b}[31mpwned\u{7}\u{9b}",
    "\u{202E}dewnwp\u{2066}",
    "=HYPERLINK(\"pwned\")",
    "\u{FFFE}pwned\u{FFFF}",
    "# pwned | [x](javascript:pwned) <script>pwned</script>",
];

static PACK: LazyLock<Pack> = LazyLock::new(|| {
    let text = builtin::find("sales-marketing").expect("it is built in");
    pack::load(&Source::new("pack", text)).expect("it is sound")
});

fn render(check: &Check, format: &Format) -> String {
    super::render(
        Outcome::of_check(check, &PACK),
        &PACK,
        format,
        &Options::default(),
    )
}

/// Twelve people, six a side, who all choose the second answer.
fn assessment(name: &str) -> Assessment {
    let mut tally = Tally::new(&PACK);
    let mut card = Scorecard::default();
    for person in 0..12 {
        let mut response = Response::blank(&PACK);
        response.attributes[0] = Some(AttributeValue::Closed(person % 2));
        response.answers.fill(Answer::Option(1));
        tally.count(&PACK, &response, &mut card);
    }
    let setting = Setting {
        organization: Some(name.to_owned()),
        wave: Some(name.to_owned()),
        ..Setting::default()
    };
    assess(&PACK, &tally, &setting).expect("no roster to exceed")
}

/// A gate of one condition on every question, and some on the whole.
fn gate(name: &str, severity: Severity) -> Gate {
    let mut gate = Gate::default();
    let questions = (0..PACK.questions.len()).map(|question| Demand::Question(question, 60.0));
    let whole = [
        Demand::Answers(20),
        Demand::ResponseRate(0.7),
        Demand::Score(40.0),
    ];
    for demand in questions.chain(whole) {
        gate.insert(Condition {
            demand,
            severity,
            origin: Origin::File(Place {
                line: Some(3),
                column: Some(4),
                ..Place::file(name)
            }),
        });
    }
    gate
}

fn check(name: &str, severity: Severity) -> Check {
    let assessment = assessment(name);
    let baseline = Assessment {
        organization: Some(format!("{name} before")),
        ..assessment.clone()
    };
    let circumstances = Circumstances {
        baseline: Some(&baseline),
        ..Circumstances::default()
    };
    let judgement = judge(&PACK, &assessment, &gate(name, severity), &circumstances);
    Check {
        judged: vec![(judgement, assessment)],
        exit_zero: false,
    }
}

#[test]
fn the_schema_is_current() {
    crate::json::schema::compare::<CheckReport>("check");
}

#[test]
fn names_are_data_in_every_format() {
    for name in HOSTILE {
        let hostile = check(name, Severity::Error);
        let plain = check("Acme", Severity::Error);
        for format in formats(OutcomeKind::Check) {
            let text = render(&hostile, format);
            let twin = render(&plain, format);
            for line in text.lines() {
                let begins = line.trim_start().starts_with("::");
                // Only annotations begin like commands, and there are as many as for a plain name.
                assert!(
                    !begins || format == Format::GITHUB,
                    "{} {name:?}: {line}",
                    format.name
                );
                for command in ["##[", "##vso["] {
                    assert!(!line.contains(command), "{} {name:?}: {line}", format.name);
                }
            }
            let act = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            };
            if format != Format::JSON {
                assert!(!text.contains(act), "{} {name:?}: {text:?}", format.name);
            }
            if [Format::GITHUB, Format::CSV, Format::JUNIT].contains(&format) {
                assert_eq!(
                    text.lines().count(),
                    twin.lines().count(),
                    "{} {name:?}",
                    format.name
                );
            }
        }
        let json = render(&hostile, Format::JSON);
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["results"][0]["organization"], name);
    }
}

#[test]
fn annotations_are_commands_whose_every_part_is_escaped() {
    let hostile = check("a,b:c%\n::error::pwned", Severity::Error);
    let text = render(&hostile, Format::GITHUB);
    let condition = text.lines().nth(1).expect("a second line");
    assert_eq!(
        condition,
        "::error file=a%2Cb%3Ac%25 %3A%3Aerror%3A%3Apwned,line=3,title=a%2Cb%3Ac%25 %3A%3Aerror%3A%3Apwned · Answers::Not yet: 12 of 20 answers. Asked for: at least 20."
    );
}

#[test]
fn a_step_shows_ten_annotations_of_a_kind_and_says_how_many_more_there_are() {
    for (severity, kind, others) in [
        (Severity::Error, "::error ", "::warning "),
        (Severity::Warn, "::warning ", "::error "),
    ] {
        let text = render(&check("Acme", severity), Format::GITHUB);
        let of_kind: Vec<&str> = text.lines().filter(|line| line.starts_with(kind)).collect();
        assert_eq!(of_kind.len(), 10);
        assert!(!text.contains(others));
        // 33 questions, too few answers, no roster; the score is met. The verdict and eight are shown.
        assert!(
            of_kind[9].contains("::27 more conditions not shown"),
            "{}",
            of_kind[9]
        );
    }
}

#[test]
fn every_condition_is_a_case_that_reads_back() {
    for name in HOSTILE {
        for (severity, failures, errors) in [(Severity::Error, 34, 1), (Severity::Warn, 0, 0)] {
            let check = check(name, severity);
            let text = render(&check, Format::JUNIT);
            let report = Report::deserialize_from_str(&text).expect("it is JUnit");
            assert_eq!(
                (report.tests, report.failures, report.errors),
                (36, failures, errors)
            );
            // The whole, and a suite for each dimension.
            assert_eq!(report.test_suites.len(), 1 + PACK.dimensions.len());
            let cases: usize = report
                .test_suites
                .iter()
                .map(|suite| suite.test_cases.len())
                .sum();
            assert_eq!(cases, 36);
        }
    }
}

#[test]
fn a_step_summary_keeps_to_its_room_and_says_what_is_left_out() {
    let mut many = check("Acme", Severity::Error);
    let whole = step_summary(&many, &PACK, SUMMARY_LIMIT);
    assert!(whole.contains("<details>") && !whole.contains("left out"));
    let passing = check("Fine", Severity::Off).judged;
    many.judged
        .splice(0..0, std::iter::repeat_n(passing[0].clone(), 9));
    let whole = step_summary(&many, &PACK, usize::MAX);
    let mut kinds = Vec::new();
    for room in [
        whole.len(),
        whole.len() - 1,
        60_000,
        20_000,
        8_000,
        4_000,
        800,
        20,
    ] {
        let text = step_summary(&many, &PACK, room);
        assert!(text.len() <= room, "{} in {room}", text.len());
        assert!(text.is_empty() || text.starts_with("## ❌ Failed: "), "{text}");
        assert!(
            text.is_empty() || room == whole.len() || text.contains("left out"),
            "{text}"
        );
        kinds.push((
            text.contains("<details>"),
            text.contains("on the scale from"),
            text.contains("| ❌ fail |"),
        ));
    }
    kinds.dedup();
    // The whole report goes first, then the short one; what failed goes last.
    assert_eq!(
        kinds,
        [
            (true, true, true),
            (false, true, true),
            (false, false, true),
            (false, false, false)
        ]
    );
}

#[test]
fn what_is_off_is_listed_and_never_judged() {
    let check = check("Acme", Severity::Off);
    assert_eq!(check.verdict(), Verdict::Passed);
    let (judgement, _) = &check.judged[0];
    assert!(judgement.results.iter().all(|result| result.mark() == Mark::Skip));
    assert!(judgement.notices.contains(&Notice::NothingJudged));
}
