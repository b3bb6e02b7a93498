//! Every assessment of `fixtures/` in every format, compared with `golden/`.

use std::path::Path;

use lockstep::assessment::Assessment;
use lockstep::report::{Format, Options, Outcome, Selection, draw, render};
use snapbox::{Assert, Data};

use super::pack::pack;

pub(crate) const TEAM: &str = include_str!("../../report/fixtures/team.json");
pub(crate) const FIXTURES: [(&str, &str); 9] = [
    ("team", TEAM),
    ("guarded", include_str!("../../report/fixtures/guarded.json")),
    ("between", include_str!("../../report/fixtures/between.json")),
    (
        "no-shared-view",
        include_str!("../../report/fixtures/no-shared-view.json"),
    ),
    (
        "suppressed",
        include_str!("../../report/fixtures/suppressed.json"),
    ),
    (
        "half-suppressed",
        include_str!("../../report/fixtures/half-suppressed.json"),
    ),
    ("person", include_str!("../../report/fixtures/person.json")),
    ("top", include_str!("../../report/fixtures/top.json")),
    (
        "null-heavy",
        include_str!("../../report/fixtures/null-heavy.json"),
    ),
];

pub(crate) fn assessment(json: &str) -> Assessment {
    serde_json::from_str(json).unwrap()
}

fn holds(name: &str, actual: String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/report/golden")
        .join(name);
    Assert::new()
        .action_env("SNAPSHOTS")
        .eq(actual, Data::read_from(&path, None).raw());
}

#[test]
fn texts_are_as_agreed() {
    let pack = pack();
    for (name, json) in FIXTURES {
        let text = render(&assessment(json), &pack, Format::TEXT, &Options::default());
        holds(&format!("{name}.txt"), text);
    }
}

#[test]
fn texts_suit_narrow_and_wide_terminals() {
    let pack = pack();
    for (name, json) in &FIXTURES[..2] {
        for width in [40, 60, 120] {
            let options = Options {
                width,
                method: true,
                ..Options::default()
            };
            let text = render(&assessment(json), &pack, Format::TEXT, &options);
            holds(&format!("{name}-{width}.txt"), text);
        }
    }
}

#[test]
fn pages_stand_alone() {
    let pack = pack();
    for (name, selection) in [("meeting", Selection::Meeting), ("leaders", Selection::Leaders)] {
        let options = Options {
            selection,
            ..Options::default()
        };
        let assessment = assessment(TEAM);
        holds(
            &format!("{name}.txt"),
            render(&assessment, &pack, Format::TEXT, &options),
        );
        holds(
            &format!("{name}.md"),
            render(&assessment, &pack, Format::MARKDOWN, &options),
        );
    }
}

#[test]
fn terminals_may_want_colour_or_ascii() {
    let pack = pack();
    let ascii = Options {
        ascii: true,
        ..Options::default()
    };
    holds(
        "team-colour.txt",
        draw(
            &Outcome::from(&assessment(TEAM)),
            &pack,
            Format::TEXT,
            &Options::default(),
        )
        .coloured(),
    );
    holds(
        "team-ascii.txt",
        render(&assessment(TEAM), &pack, Format::TEXT, &ascii),
    );
}

#[test]
fn markdown_is_as_agreed() {
    let pack = pack();
    for (name, json) in FIXTURES {
        let options = Options {
            method: name == "team",
            ..Options::default()
        };
        let text = render(&assessment(json), &pack, Format::MARKDOWN, &options);
        holds(&format!("{name}.md"), text);
    }
}

#[test]
fn json_reads_back_equal() {
    let pack = pack();
    for (_, json) in FIXTURES {
        let assessment = assessment(json);
        let written = render(&assessment, &pack, Format::JSON, &Options::default());
        assert!(written.ends_with("}\n"));
        assert_eq!(self::assessment(&written), assessment);
    }
}

#[test]
fn no_report_claims_more_than_the_answers_carry() {
    let pack = pack();
    // Only the method page, for those who want to check, may speak of p.
    let page = [
        "significan",
        "p value",
        "p-value",
        "p =",
        "p <",
        "representative",
        "outlier",
    ];
    let method = ["significan", "representative", "outlier"];
    for (name, json) in FIXTURES {
        for (format, shows_method) in [
            (Format::TEXT, false),
            (Format::TEXT, true),
            (Format::MARKDOWN, false),
            (Format::MARKDOWN, true),
        ] {
            let options = Options {
                method: shows_method,
                ..Options::default()
            };
            let text = render(&assessment(json), &pack, format, &options).to_lowercase();
            let forbidden: &[&str] = if shows_method { &method } else { &page };
            for word in forbidden {
                assert!(!text.contains(word), "{name} says {word:?}");
            }
        }
    }
}
