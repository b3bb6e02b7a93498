//! What every page holds to, whatever the assessment and whatever stands in it.

use lockstep::assessment::Assessment;
use lockstep::pack::Pack;
use lockstep::report::{Format, Logo, Options, Selection, render};

use super::golden::{FIXTURES, TEAM, assessment};
use super::pack::pack;

fn page(assessment: &Assessment, pack: &Pack) -> String {
    render(assessment, pack, Format::HTML, &Options::default())
}

/// One style sheet, one script, no address but those in the page itself.
fn stands_alone(page: &str, name: &str) {
    assert!(page.starts_with("<!DOCTYPE html>\n"), "{name}");
    assert!(page.ends_with("</html>\n"), "{name}");
    assert_eq!(page.matches("<script").count(), 1, "{name}");
    assert_eq!(page.matches("<style").count(), 1, "{name}");
    assert_eq!(page.matches("Content-Security-Policy").count(), 1, "{name}");
    for attribute in ["src=\"", "href=\"", "action=\"", "srcset=\""] {
        for (at, _) in page.match_indices(attribute) {
            let address = &page[at + attribute.len()..];
            assert!(
                address.starts_with('#') || address.starts_with("data:image/"),
                "{name}: {}",
                &address[..address.len().min(60)]
            );
        }
    }
    assert!(
        !page.contains(" style=\""),
        "{name}: the policy allows no style attribute"
    );
    assert!(!page.contains(" onload="), "{name}");
    assert!(
        page.chars().all(|c| c == '\n' || !c.is_control()),
        "{name}: control characters"
    );
}

#[test]
fn every_page_stands_alone() {
    let pack = pack();
    for (name, json) in FIXTURES {
        let assessment = assessment(json);
        for selection in [Selection::Whole, Selection::Meeting, Selection::Leaders] {
            let options = Options {
                selection,
                ..Options::default()
            };
            stands_alone(&render(&assessment, &pack, Format::HTML, &options), name);
        }
    }
}

#[test]
fn charts_carry_a_title_a_description_and_a_table() {
    let page = page(&assessment(TEAM), &pack());
    assert_eq!(
        page.matches("role=\"img\"").count(),
        page.matches("<desc>").count()
    );
    assert_eq!(
        page.matches("<desc>").count(),
        page.matches("</title><desc>").count()
    );
    assert!(page.contains("class=\"behind\""));
    for part in [
        "profile",
        "questions",
        "apart",
        "fit",
        "steps",
        "later",
        "meeting",
        "carry",
        "method",
    ] {
        assert!(
            page.contains(&format!("<section class=\"part part-{part}\" id=\"{part}\"")),
            "{part}"
        );
        assert!(page.contains(&format!("href=\"#{part}\"")), "{part}");
    }
}

#[test]
fn what_is_not_known_is_left_out() {
    let pack = pack();
    let mut known = assessment(TEAM);
    known.overall.estimate.interval = Some(lockstep::assessment::Interval {
        low: 55.0,
        high: 58.0,
        confidence: 0.95,
        method: "t".to_owned(),
    });
    assert!(page(&known, &pack).contains("class=\"range\""));
    known.overall.estimate.interval = None;
    assert!(!page(&known, &pack).contains("class=\"range\""));

    assert!(page(&known, &pack).contains("class=\"chart stack\""));
    for question in &mut known.questions {
        question.counts = None;
        question.sides.iter_mut().for_each(|side| side.counts = None);
    }
    assert!(!page(&known, &pack).contains("class=\"chart stack\""));

    known.comparison = None;
    assert!(!page(&known, &pack).contains("class=\"chart shift\""));
}

/// Every chart of the page is drawn with characters in the text report, and answers in neither
/// where they must not be shown.
#[test]
fn charts_have_twins_of_characters() {
    let pack = pack();
    let mut drawn = [0, 0];
    for (name, json) in FIXTURES {
        let mut assessment = assessment(json);
        for hidden in [false, true] {
            if hidden {
                for question in &mut assessment.questions {
                    question.counts = None;
                    question.sides.iter_mut().for_each(|side| side.counts = None);
                }
                assessment.comparison = None;
            }
            let page = page(&assessment, &pack);
            for (ascii, centre, zero) in [(false, "│", "┊"), (true, "|", ":")] {
                let options = Options {
                    ascii,
                    ..Options::default()
                };
                let text = render(&assessment, &pack, Format::TEXT, &options);
                let stacks = page.contains("class=\"chart stack\"");
                let section = text.split_once("\nEvery question ").map(|(_, rest)| rest);
                assert_eq!(
                    stacks,
                    section.is_some_and(|text| text.contains(centre)),
                    "{name}"
                );
                let shifts = page.contains("class=\"chart shift\"");
                let section = text.split_once("\nSince ").map(|(_, rest)| rest);
                assert_eq!(shifts, section.is_some_and(|text| text.contains(zero)), "{name}");
                drawn[0] += usize::from(stacks);
                drawn[1] += usize::from(shifts);
                assert!(!(hidden && (stacks || shifts)), "{name}");
            }
        }
    }
    assert!(drawn.iter().all(|count| *count > 0), "{drawn:?}");
}

#[test]
fn sides_that_must_not_be_shown_have_no_mark() {
    let pack = pack();
    for (name, json) in FIXTURES {
        let assessment = assessment(json);
        let shown = assessment.sides.iter().any(|side| side.estimate.score.is_some())
            || assessment
                .dimensions
                .iter()
                .flat_map(|dimension| &dimension.sides)
                .any(|side| side.estimate.score.is_some())
            || assessment
                .questions
                .iter()
                .flat_map(|question| &question.sides)
                .any(|side| side.score.is_some() || side.nearest.is_some());
        let drawn = page(&assessment, &pack).contains("class=\"mark side-");
        assert!(shown || !drawn, "{name}");
    }
}

#[test]
fn hostile_text_is_text() {
    let long = "W".repeat(10_000);
    let attacks = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg/onload=alert(1)>",
        "javascript:alert(1)",
        "a\0b\u{202E}c\u{2066}d\u{1b}[31m",
        "</style></title></script><!--",
        "{{ style }} {% raw %}",
        "👩‍💻🇵🇰 اردو",
        &long,
    ];
    for attack in attacks {
        let mut pack = pack();
        let mut assessment = assessment(TEAM);
        assessment.organization = Some(attack.to_owned());
        assessment.wave = Some(attack.to_owned());
        for side in &mut assessment.sides {
            side.name = attack.to_owned();
        }
        for dimension in &mut assessment.dimensions {
            dimension.name = attack.to_owned();
        }
        for question in &mut assessment.questions {
            question.name = attack.to_owned();
        }
        for step in &mut assessment.steps {
            step.title = attack.to_owned();
            step.action = attack.to_owned();
        }
        for contrast in &mut assessment.contrasts {
            contrast
                .groups
                .iter_mut()
                .for_each(|group| group.name = attack.to_owned());
        }
        for level in &mut pack.levels {
            level.name = attack.to_owned();
            level.gloss = attack.to_owned();
        }
        for question in &mut pack.questions {
            question.text = attack.to_owned();
            question
                .options
                .iter_mut()
                .for_each(|option| option.label = attack.to_owned());
        }
        let options = Options {
            title: Some(attack.to_owned()),
            ..Options::default()
        };
        let page = render(&assessment, &pack, Format::HTML, &options);
        stands_alone(&page, &attack[..attack.len().min(20)]);
        assert!(!page.contains("<img"));
        assert!(!page.contains("alert(1)>"));
        for turned in ['\u{202E}', '\u{2066}'] {
            assert!(!page.contains(turned));
        }
    }
}

#[test]
fn a_logo_is_embedded_and_a_title_replaces_that_of_the_pack() {
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let options = Options {
        title: Some("Two teams, one page".to_owned()),
        logo: Some(Logo::new(svg.to_vec()).unwrap()),
        ..Options::default()
    };
    let page = render(&assessment(TEAM), &pack(), Format::HTML, &options);
    stands_alone(&page, "logo");
    assert_eq!(
        page.matches("<img class=\"logo\" src=\"data:image/svg+xml;base64,")
            .count(),
        1
    );
    assert!(page.contains("<span class=\"asked\" dir=\"auto\">Two teams, one page</span>"));
    assert!(!page.contains(&pack().title));
}
