//! The engine, driven by scripts.

use proptest::prelude::*;

use super::draft::{Draft, Kind, Opened, Unread};
use super::engine::Spot;
use super::scripted::{Drawer, Line, Scripted};
use super::{
    Action, AttributeReply, Halt, Piped, Plain, Prompter, ReviewAction, Said, Scope, Sheet, Welcome, run,
    testing, words,
};
use crate::answers::{Answer, Form};
use crate::pack::{Pack, condition};

fn sheet(pack: &Pack, mixed: bool) -> Sheet<'_> {
    Sheet::new(pack, "k3v9w2m7qx4d8r5t".to_owned(), Scope::default(), mixed)
}

/// Somebody in Sales; `role` 0 leads, 1 does not.
fn who(role: usize) -> Vec<Line> {
    vec![
        Line::Attribute(AttributeReply::Choice(0)),
        Line::Attribute(AttributeReply::Choice(role)),
        Line::Attribute(AttributeReply::Text(" EMEA\u{1b}[31m\n".to_owned())),
    ]
}

fn say(action: Action) -> Line {
    Line::Question(action)
}

fn play<'p>(sheet: &mut Sheet<'p>, lines: Vec<Line>) -> (Scripted, Drawer, Result<(), Halt>) {
    let (mut scripted, mut drawer) = (Scripted::new(lines), Drawer::default());
    let end = run(sheet, &mut scripted, &mut drawer, None);
    (scripted, drawer, end)
}

#[test]
fn a_whole_run_hands_in_what_was_said() {
    let pack = testing::flagship();
    for (role, questions) in [(0, 33), (1, 29)] {
        let mut sheet = sheet(pack, true);
        let mut lines = who(role);
        lines.extend((0..questions).map(|_| say(Action::Choose(2))));
        lines.push(Line::Review(ReviewAction::HandIn));
        let (scripted, _, end) = play(&mut sheet, lines);
        assert!(end.is_ok(), "{end:?}");
        assert_eq!(scripted.questions.len(), questions);
        let numbers: Vec<usize> = scripted.questions.iter().map(|view| view.number).collect();
        assert_eq!(numbers, (1..=questions).collect::<Vec<_>>());
        assert!(scripted.questions.iter().all(|view| view.of == questions));
        let response = sheet.response(None);
        let mut turned = 0;
        for (index, answer) in response.answers.iter().enumerate() {
            let mirrored = response.mirrored.contains(&index);
            turned += usize::from(mirrored);
            // The third sentence from above is the second option where the order was turned.
            let expected = Answer::Option(if mirrored { 1 } else { 2 });
            if pack.questions[index].ask.is_some() && role == 1 {
                assert_eq!(*answer, Answer::NotAsked);
            } else {
                assert_eq!(*answer, expected, "{}", pack.questions[index].id);
            }
        }
        assert!((questions / 2).abs_diff(turned) <= 3, "{turned} of {questions}");
        let Some(crate::answers::AttributeValue::Open(team)) = &response.attributes[2] else {
            panic!("{:?}", response.attributes);
        };
        assert_eq!(team, "EMEA");
    }
}

#[test]
fn the_short_form_and_one_dimension_ask_less() {
    let pack = testing::flagship();
    let scope = |form, only| Scope { form, only };
    let count = |scope| Sheet::new(pack, "p".to_owned(), scope, true).questions().len();
    assert_eq!(count(scope(Form::Short, None)), 17);
    assert_eq!(count(scope(Form::Full, pack.dimension("trust"))), 5);
    assert_eq!(count(scope(Form::Short, pack.dimension("trust"))), 2);
}

#[test]
fn the_full_form_takes_about_ten_minutes_and_the_short_one_five() {
    let pack = testing::flagship();
    let minutes = |form| {
        let scope = Scope { form, only: None };
        let sheet = Sheet::new(pack, "p".to_owned(), scope, true);
        sheet.time_left().as_secs() as f64 / 60.0
    };
    assert!(
        (8.0..11.0).contains(&minutes(Form::Full)),
        "{}",
        minutes(Form::Full)
    );
    assert!(
        (4.0..6.0).contains(&minutes(Form::Short)),
        "{}",
        minutes(Form::Short)
    );
}

#[test]
fn back_change_and_undo() {
    let pack = testing::flagship();
    let mut sheet = sheet(pack, false);
    let mut lines = who(1);
    lines.extend([
        say(Action::Choose(0)),
        say(Action::Choose(1)),
        say(Action::Back),      // at 3, to 2
        say(Action::Back),      // to 1
        say(Action::Forward),   // to 2
        say(Action::Choose(3)), // changed; on to 3
        say(Action::Forward),   // not without an answer
        say(Action::Undo),      // 2 as before, and back there
        say(Action::Undo),      // 2 open again
        say(Action::Undo),      // 1 open again
        say(Action::Undo),      // nothing left
    ]);
    let (scripted, _, _) = play(&mut sheet, lines);
    let seen: Vec<(usize, Said)> = scripted
        .questions
        .iter()
        .map(|view| (view.number, view.said))
        .collect();
    let option = Said::Option;
    let expected = [
        (1, Said::Open),
        (2, Said::Open),
        (3, Said::Open),
        (2, option(1)),
        (1, option(0)),
        (2, option(1)),
        (3, Said::Open),
        (3, Said::Open),
        (2, option(1)),
        (2, Said::Open),
        (1, Said::Open),
        (1, Said::Open),
    ];
    assert_eq!(seen, expected);
    let notices: Vec<Option<&str>> = scripted
        .questions
        .iter()
        .map(|view| view.notice.as_deref())
        .collect();
    assert_eq!(notices[7], Some(words::ANSWER_FIRST));
    assert_eq!(notices[8], Some(words::UNDONE));
    assert_eq!(notices[11], Some(words::NOTHING_TO_UNDO));
}

#[test]
fn back_leads_over_the_first_question_to_who_is_answering() {
    let pack = testing::flagship();
    let mut sheet = sheet(pack, false);
    let mut lines = who(0);
    lines.extend([
        say(Action::Back),
        Line::Attribute(AttributeReply::Back),
        Line::Attribute(AttributeReply::Choice(1)), // no leader after all
        say(Action::Choose(0)),
    ]);
    let (scripted, _, _) = play(&mut sheet, lines);
    assert_eq!(scripted.questions[0].of, 33);
    assert_eq!(scripted.questions[1].of, 29);
}

#[test]
fn skip_note_dont_know_and_not_applicable() {
    let pack = testing::flagship();
    let mut sheet = sheet(pack, false);
    let mut lines = who(1);
    lines.extend([
        say(Action::Note(
            "  new CRO\u{7} since June\r\nsecond line ".to_owned(),
        )),
        say(Action::Skip),
        say(Action::NotApplicable), // C2 applies to everybody
        say(Action::DontKnow),
        say(Action::Choose(9)), // no such sentence
        say(Action::Review),
        Line::Review(ReviewAction::Back),
        say(Action::Review),
        Line::Review(ReviewAction::Row(3 + 6)), // M3 may be not applicable
        say(Action::NotApplicable),
        say(Action::Review),
    ]);
    let (scripted, _, _) = play(&mut sheet, lines);
    assert_eq!(
        scripted.questions[1].note.as_deref(),
        Some("new CRO since June\nsecond line")
    );
    assert_eq!(
        scripted.questions[1].last.as_ref().map(|last| last.said.as_str()),
        Some(words::NOTE_KEPT)
    );
    assert_eq!(
        scripted.questions[3].notice.as_deref(),
        Some(words::APPLIES_TO_ALL)
    );
    let review = scripted.reviews.last().expect("it was opened");
    assert_eq!((review.answered, review.skipped, review.open), (2, 1, 26));
    assert!(review.rows[3].note && review.rows[3].open);
    assert_eq!(review.rows[9].said, words::NOT_APPLICABLE);
    let response = sheet.response(None);
    assert_eq!(response.answers[0], Answer::NotAnswered);
    assert_eq!(response.answers[1], Answer::DontKnow);
    assert_eq!(
        response.notes,
        [(0, "new CRO since June\nsecond line".to_owned())]
    );
}

#[test]
fn nothing_is_handed_in_before_something_was_said() {
    let pack = testing::flagship();
    let mut sheet = sheet(pack, false);
    let mut lines = who(1);
    lines.extend([
        say(Action::Review),
        Line::Review(ReviewAction::HandIn),
        Line::Review(ReviewAction::Back),
        say(Action::Choose(0)),
        say(Action::Review),
        Line::Review(ReviewAction::HandIn),
    ]);
    let (scripted, _, end) = play(&mut sheet, lines);
    assert!(end.is_ok());
    assert_eq!(scripted.reviews[1].notice.as_deref(), Some(words::NOT_READY));
}

#[test]
fn a_jump_leads_on_to_what_is_open() {
    let pack = testing::flagship();
    let mut sheet = sheet(pack, false);
    let mut lines = who(1);
    lines.extend([
        say(Action::Review),
        Line::Review(ReviewAction::Row(3 + 28)), // the last one
        say(Action::Choose(0)),
        say(Action::Choose(0)),
    ]);
    let (scripted, _, _) = play(&mut sheet, lines);
    let numbers: Vec<usize> = scripted.questions.iter().map(|view| view.number).collect();
    assert_eq!(numbers, [1, 29, 1, 2]);
}

#[test]
fn revising_begins_with_the_table() {
    let pack = testing::flagship();
    let mut sheet = sheet(pack, false);
    sheet.revises = true;
    let (scripted, _, _) = play(&mut sheet, vec![]);
    assert_eq!((scripted.questions.len(), scripted.reviews.len()), (0, 1));
}

#[test]
fn a_draft_of_an_older_pack_keeps_the_answers_to_unchanged_questions() {
    let pack = testing::flagship();
    let mut before = sheet(pack, true);
    let mut lines = who(0);
    lines.extend((0..33).map(|_| say(Action::Choose(1))));
    let (_, drawer, _) = play(&mut before, lines);
    let text = drawer.0.last().expect("it was saved");
    let newer = testing::edited(|value| {
        value["version"] = "1.1.0".into();
        let questions = value["questions"].as_array_mut().expect("a list");
        questions[0]["options"][3]["label"] = "Something else altogether.".into();
        questions[1]["help"] = "Another help does not change the question.".into();
        let mut added = questions[2].clone();
        added["id"] = "C9".into();
        added["text"] = "Something that was not asked before?".into();
        added["since"] = "1.1.0".into();
        questions.insert(3, added);
    });
    let draft = Draft::read(text).expect("it was written by us");
    let (after, opened) = draft.open(&newer);
    let expected = Opened {
        from: Some("1.0.0".to_owned()),
        kept: 32,
        changed: 1,
        gone: 0,
    };
    assert_eq!(opened, expected);
    let open: Vec<&str> = after
        .questions()
        .iter()
        .filter(|&&index| after.said(index) == Said::Open)
        .map(|&index| newer.questions[index].id.as_str())
        .collect();
    assert_eq!(open, ["C1", "C9"]);
    for (index, question) in pack.questions.iter().enumerate().skip(1) {
        let moved = newer.question(&question.id).expect("it is still there");
        assert_eq!(after.said(moved), before.said(index));
        assert_eq!(after.is_mirrored(moved), before.is_mirrored(index));
    }
    // And back to the older pack: the added question is gone.
    let (again, opened) = Draft::of(&after).open(pack);
    assert_eq!((opened.kept, again.answered()), (32, 32));
}

/// What no answer file could hold is not kept, and the person is told; all else goes on.
#[test]
fn a_text_that_no_answer_file_could_hold_is_not_kept() {
    let pack = testing::flagship();
    let mut sheet = sheet(pack, true);
    let long = "x".repeat(600 << 10);
    let mut lines = who(1);
    lines.insert(2, Line::Attribute(AttributeReply::Text("x".repeat(1 << 20))));
    lines.extend([
        say(Action::Note(long.clone())),
        say(Action::Choose(1)),
        say(Action::Note(long.clone())),
        say(Action::Note("short".to_owned())),
        say(Action::Choose(1)),
    ]);
    let (scripted, _, _) = play(&mut sheet, lines);
    let told: Vec<bool> = scripted
        .questions
        .iter()
        .map(|view| view.notice.as_deref() == Some(words::TOO_LONG))
        .collect();
    assert_eq!(told, [false, false, false, true, false, false]);
    let notes: Vec<Option<&str>> = (0..3).map(|question| sheet.note(question)).collect();
    assert_eq!(notes, [Some(long.as_str()), Some("short"), None]);
    assert_eq!(
        sheet.attribute(2),
        Some(Some(&crate::answers::AttributeValue::Open("EMEA".to_owned())))
    );
    assert!(Draft::of(&sheet).to_text().len() < crate::answers::RECORD_LIMIT);
}

#[test]
fn what_is_no_draft_is_told_from_what_is_another_format() {
    for (text, kind) in [
        ("", Kind::Unknown),
        ("respondent,C1\n1,2\n", Kind::Unknown),
        (r#"{"format": "lockstep-answers/1"}"#, Kind::Answers),
        (
            r#"{"pack": {"id": "sales-marketing"}, "answers": {}}"#,
            Kind::Answers,
        ),
        (r#"{"format": "lockstep-project/1"}"#, Kind::Project),
        (r#"{"roster": {}}"#, Kind::Project),
        (r#"{"format": "lockstep-pack/1"}"#, Kind::Pack),
        (r#"{"format": "lockstep-assessment/1"}"#, Kind::Json),
        ("[1]", Kind::Json),
    ] {
        assert_eq!(Draft::read(text), Err(Unread::NoDraft(kind)), "{text}");
    }
    let other = Draft::read("{\"format\": \"lockstep-draft/2\", \"later\": 1}");
    assert_eq!(other, Err(Unread::OtherFormat("lockstep-draft/2".to_owned())));
    let pack = testing::flagship();
    let text = Draft::of(&sheet(pack, true)).to_text();
    let says = text.find("lockstep-draft/").expect("it says so") + "lockstep-draft/".len();
    for end in (0..text.len() - 2).filter(|end| text.is_char_boundary(*end)) {
        match Draft::read(&text[..end]) {
            Err(Unread::Damaged(_)) => assert!(end >= says, "{end}"),
            Err(Unread::NoDraft(Kind::Unknown)) => assert!(end < says, "{end}"),
            other => panic!("{end}: {other:?}"),
        }
    }
}

fn any_line() -> impl Strategy<Value = Line> {
    let question = prop_oneof![
        8 => (0..5usize).prop_map(Action::Choose),
        1 => Just(Action::DontKnow),
        1 => Just(Action::NotApplicable),
        1 => Just(Action::Skip),
        1 => ".{0,6}".prop_map(Action::Note),
        2 => Just(Action::Back),
        2 => Just(Action::Forward),
        2 => Just(Action::Undo),
        1 => Just(Action::Review),
    ];
    let attribute = prop_oneof![
        (0..4usize).prop_map(AttributeReply::Choice),
        ".{0,6}".prop_map(AttributeReply::Text),
        Just(AttributeReply::Back),
    ];
    let review = prop_oneof![(0..40usize).prop_map(ReviewAction::Row), Just(ReviewAction::Back),];
    prop_oneof![
        6 => question.prop_map(Line::Question),
        1 => attribute.prop_map(Line::Attribute),
        1 => review.prop_map(Line::Review),
    ]
}

/// Says its lines where they fit, and passes over the others.
struct Anything {
    lines: Vec<Line>,
}

impl Anything {
    fn next<T>(&mut self, fits: impl Fn(Line) -> Option<T>) -> Result<T, Halt> {
        while let Some(line) = self.lines.pop() {
            if let Some(found) = fits(line) {
                return Ok(found);
            }
        }
        Err(Halt::Left)
    }
}

impl Prompter for Anything {
    fn welcome(&mut self, _: &Welcome) -> Result<(), Halt> {
        Ok(())
    }
    fn pick(&mut self, _: &str, _: &[String], preset: usize) -> Result<usize, Halt> {
        Ok(preset)
    }
    fn attribute(&mut self, _: &super::AttributeView) -> Result<AttributeReply, Halt> {
        self.next(|line| {
            if let Line::Attribute(reply) = line {
                Some(reply)
            } else {
                None
            }
        })
    }
    fn question(&mut self, view: &super::QuestionView) -> Result<Action, Halt> {
        assert!(view.number >= 1 && view.number <= view.of, "{view:?}");
        self.next(|line| {
            if let Line::Question(action) = line {
                Some(action)
            } else {
                None
            }
        })
    }
    fn review(&mut self, _: &super::ReviewView) -> Result<ReviewAction, Halt> {
        self.next(|line| {
            if let Line::Review(action) = line {
                Some(action)
            } else {
                None
            }
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is done in whatever order: what was kept last is what stands on the sheet, it
    /// opens again as it was, and only this person's questions are handed in.
    #[test]
    fn what_was_kept_is_what_was_said(role in 0..2usize, mut lines in prop::collection::vec(any_line(), 0..120)) {
        let pack = testing::flagship();
        let mut sheet = sheet(pack, true);
        lines.extend(who(role).into_iter().rev());
        let mut drawer = Drawer::default();
        let end = run(&mut sheet, &mut Anything { lines }, &mut drawer, None);
        prop_assert!(matches!(end, Err(Halt::Left)));
        let kept = drawer.0.last().expect("the attributes were kept");
        prop_assert_eq!(&Draft::of(&sheet).to_text(), kept);
        let (again, opened) = Draft::read(kept).expect("written by us").open(pack);
        prop_assert_eq!(opened.from, None);
        prop_assert_eq!(Draft::of(&again).to_text(), kept.clone());
        prop_assert_eq!(again.response(None), sheet.response(None));
        for (index, answer) in sheet.response(None).answers.iter().enumerate() {
            let asked = crate::answers::asked(&pack.questions[index], &sheet.response(None));
            prop_assert_eq!(*answer == Answer::NotAsked, asked == condition::Truth::False);
        }
    }

    /// Undo takes back exactly the last thing said, all the way to the beginning.
    #[test]
    fn undo_leads_back_to_the_beginning(said in prop::collection::vec((0..29usize, 0..5usize), 0..40)) {
        let pack = testing::flagship();
        let mut sheet = sheet(pack, false);
        let mut before = vec![Draft::of(&sheet)];
        for (question, what) in said {
            match what {
                4 => {
                    sheet.set_note(question, &format!("note {}", before.len()));
                }
                3 => sheet.say(question, Said::Skipped),
                option => sheet.say(question, Said::Option(option)),
            }
            before.push(Draft::of(&sheet));
        }
        while let Some(expected) = before.pop() {
            prop_assert_eq!(Draft::of(&sheet), expected);
            sheet.undo();
        }
    }

    /// Whatever comes down a pipe, the plain prompter neither panics nor waits for more.
    #[test]
    fn plain_takes_any_lines(text in "([1-9]|[a-z?]|submit|back|n x|\\PC{0,5}|\n){0,80}", width in prop::option::of(1..100usize)) {
        let pack = testing::flagship();
        let mut sheet = sheet(pack, true);
        let mut output = Vec::new();
        let mut plain = Plain::new(Piped(text.as_bytes()), &mut output, width, true);
        let end = run(&mut sheet, &mut plain, &mut Drawer::default(), None);
        prop_assert!(!matches!(end, Err(Halt::Broken(_) | Halt::Interrupted)));
        let output = String::from_utf8(output).expect("it writes text");
        prop_assert!(!output.chars().any(|c| c.is_control() && c != '\n'));
    }
}

#[test]
fn plain_reads_numbers_words_and_sentences() {
    let pack = testing::flagship();
    let mut sheet = sheet(pack, false);
    let label: String = pack.questions[1].options[2].label.chars().take(30).collect();
    let sentence = pack.questions[1].options[2].label.to_uppercase();
    let input = format!(
        "sales\n2\nÖsterreich \u{1b}[31mNord\n?\nnine\n9\n4.\n{sentence}\ndon't know\nskip\nn because\n1\nr\n1\n2\nq\n"
    );
    let mut output = Vec::new();
    let mut plain = Plain::new(Piped(input.as_bytes()), &mut output, Some(80), true);
    let end = run(&mut sheet, &mut plain, &mut Drawer::default(), None);
    assert!(matches!(end, Err(Halt::Left)), "{end:?}");
    let said: Vec<Said> = (0..6).map(|index| sheet.said(index)).collect();
    let expected = [
        Said::Option(1),
        Said::Option(2),
        Said::DontKnow,
        Said::Skipped,
        Said::Option(0),
        Said::Open,
    ];
    assert_eq!(said, expected);
    assert_eq!(sheet.note(4), Some("because"));
    let output = String::from_utf8(output).expect("text");
    assert!(output.contains("Question 1 of 29, about 8 min left"), "{output}");
    assert!(output.contains(&format!("You said: 3. {label}")), "{output}");
    assert!(output.lines().all(|line| line.chars().count() <= 80), "{output}");
    assert_eq!(
        sheet.attribute(2).flatten(),
        Some(&crate::answers::AttributeValue::Open(
            "Österreich Nord".to_owned()
        ))
    );
}

#[test]
fn a_spot_is_where_its_row_leads() {
    let pack = testing::flagship();
    let mut sheet = sheet(pack, false);
    let mut lines = who(1);
    lines.push(say(Action::Review));
    let (scripted, _, _) = play(&mut sheet, lines);
    let review = &scripted.reviews[0];
    assert_eq!(review.at, Some(3));
    assert_eq!(review.rows[3].spot, Spot::Question(0));
    assert_eq!(review.rows[0].spot, Spot::Attribute(0));
}
