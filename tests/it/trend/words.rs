//! How a trend reads, whatever stands in it.

use lockstep::assessment::trend::Trend;
use lockstep::report::{Format, Options, render};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::people::{self, pack, team};

fn three() -> Trend {
    people::of(
        &pack(),
        &[
            ("w1", team(0..14, 0..8, 1)),
            ("w2", team(0..15, 0..8, 1)),
            ("w3", team(0..14, 0..8, 2)),
        ],
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_line_is_wider_than_the_terminal_and_nothing_acts(
        width in 40_usize..=120, ascii in any::<bool>(),
        name in prop_oneof![
            Just("a\u{202E}b\u{1B}[31mc\n# d | e <script>".to_owned()),
            Just("営業部門とマーケティング部門の協力関係".to_owned()),
            "\\PC{0,60}",
        ],
    ) {
        let pack = pack();
        let mut trend = three();
        trend.organization = Some(name.clone());
        for wave in &mut trend.waves {
            for side in &mut wave.sides {
                side.name = name.clone();
            }
        }
        for course in trend.sides.iter_mut().chain(&mut trend.dimensions) {
            course.name = name.clone();
        }
        let options = Options { width, ascii, ..Options::default() };
        let acts = |character: char| {
            (character.is_control() && character != '\n')
                || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        for format in [Format::TEXT, Format::MARKDOWN, Format::HTML, Format::CSV] {
            let text = render(&trend, &pack, format, &options);
            prop_assert!(!text.contains(acts));
            prop_assert!(format != Format::HTML || !text.contains("<script"));
            if format == Format::TEXT {
                for line in text.lines() {
                    prop_assert!(line.width() <= width, "{} columns of {width}: {line}", line.width());
                }
            }
        }
    }
}

#[test]
fn no_word_claims_more_than_the_answers_carry() {
    let pack = pack();
    for format in [Format::TEXT, Format::MARKDOWN, Format::HTML] {
        let text = render(&three(), &pack, format, &Options::default());
        for word in [
            "significan",
            "p value",
            "p-value",
            "scores higher",
            "representative",
        ] {
            assert!(!text.contains(word), "{word}");
        }
    }
}
