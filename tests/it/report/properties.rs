//! What holds for every report, whatever stands in it.

use lockstep::assessment::Assessment;
use lockstep::pack::Pack;
use lockstep::report::{Format, Options, Outcome, Selection, draw, render};
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};
use unicode_width::UnicodeWidthStr;

use crate::acting::oracle::{Form, deeds};
use crate::acting::payloads::acting;

use super::golden::{FIXTURES, TEAM, assessment};
use super::pack::pack;

/// Names as people write them, and as somebody writes them who wants to do harm.
pub(crate) fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("営業部門とマーケティング部門の協力関係".to_owned()),
        Just("👩‍💻 Growth & ❤️ Brand 🏳️‍🌈 team".to_owned()),
        Just("شعبہ فروخت اور مارکیٹنگ".to_owned()),
        Just("Donaudampfschifffahrtsgesellschaftskapitänsvertretung".to_owned()),
        Just("a\u{202E}b\u{1B}[31mc\n# d | e <script> ![f](g)".to_owned()),
        "\\PC{0,60}",
        "(\\PC{1,12} ?){1,6}",
        acting(),
    ]
}

/// The fixture with its texts from files replaced.
pub(crate) fn renamed(json: &str, name: &str, other: &str) -> (Assessment, Pack) {
    let mut assessment = assessment(json);
    let mut pack = pack();
    pack.title = other.to_owned();
    pack.levels[1].name = name.to_owned();
    pack.questions[0].options[0].label = name.to_owned();
    pack.questions[0].options[1].label = other.to_owned();
    assessment.organization = Some(name.to_owned());
    assessment.wave = Some(other.to_owned());
    for (index, side) in assessment.sides.iter_mut().enumerate() {
        side.name = if index == 0 {
            name.to_owned()
        } else {
            other.to_owned()
        };
    }
    assessment.dimensions[1].name = name.to_owned();
    assessment.dimensions[2].name = other.to_owned();
    for question in assessment.questions.iter_mut().step_by(2) {
        question.name = name.to_owned();
    }
    for step in assessment.steps.iter_mut().step_by(2) {
        step.title = other.to_owned();
        step.owner = name.to_owned();
    }
    for group in assessment
        .contrasts
        .iter_mut()
        .flat_map(|contrast| &mut contrast.groups)
    {
        group.name = name.to_owned();
    }
    (assessment, pack)
}

fn selection() -> impl Strategy<Value = Selection> {
    prop_oneof![
        Just(Selection::Whole),
        Just(Selection::Meeting),
        Just(Selection::Leaders)
    ]
}

/// A text without its escape sequences for colour.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').unwrap().1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_line_is_wider_than_the_terminal(
        width in 40_usize..=120, name in name(), other in name(),
        ascii in any::<bool>(), selection in selection(), fixture in 0..FIXTURES.len(),
    ) {
        let (assessment, pack) = renamed(FIXTURES[fixture].1, &name, &other);
        let options = Options { width, ascii, selection, method: true, ..Options::default() };
        let printout = draw(&Outcome::from(&assessment), &pack, Format::TEXT, &options);
        let text = printout.plain();
        prop_assert_eq!(&uncoloured(&printout.coloured()), &text);
        for line in text.lines() {
            prop_assert!(line.width() <= width, "{} columns of {width}: {line}", line.width());
            prop_assert!(line == line.trim_end(), "blanks at the end of: {line:?}");
        }
        prop_assert!(!text.contains("\n\n\n"));
        prop_assert!(text.ends_with('\n'));
    }

    #[test]
    fn markdown_keeps_its_shape(name in name(), other in name()) {
        let plain = {
            let (assessment, pack) = renamed(TEAM, "Name", "Other");
            render(&assessment, &pack, Format::MARKDOWN, &Options::default())
        };
        let (assessment, pack) = renamed(TEAM, &name, &other);
        let text = render(&assessment, &pack, Format::MARKDOWN, &Options::default());
        let headings = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
        let tables = |text: &str| text.lines().filter(|line| line.starts_with("| ---")).count();
        prop_assert_eq!(headings(&plain), headings(&text));
        prop_assert_eq!(tables(&plain), tables(&text));
        prop_assert_eq!(plain.matches("<details>").count(), text.matches("<details>").count());
        // Inside a fence everything is plain text.
        let outside: String = text.split("\n```").step_by(2).collect();
        prop_assert!(!outside.contains("<script"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    // Here every text is another; the table of `acting` has every payload in every field.
    #[test]
    fn nothing_from_a_file_acts(name in acting(), other in acting()) {
        let (assessment, pack) = renamed(TEAM, &name, &other);
        let options = Options { title: Some(name), method: true, ..Options::default() };
        for (format, form) in [
            (Format::TEXT, Form::Text),
            (Format::MARKDOWN, Form::Markdown),
            (Format::HTML, Form::Html),
            (Format::JSON, Form::Json),
            (Format::CSV, Form::Csv),
        ] {
            let text = render(&assessment, &pack, format, &options);
            prop_assert_eq!(deeds(&text, form), Vec::<String>::new());
        }
    }
}
