//! What the readers make of records, right and wrong.

use super::testing::{Kept, all_parts, pack, read, version};
use super::{Answer, AttributeValue, Defaults, Form, Intake, Kind, Response};

/// Reads one record after `{"pack": {"id": "small"}, `.
fn record(rest: &str) -> Response {
    let text = format!("{{\"pack\": {{\"id\": \"small\"}}, {rest}}}");
    let (mut responses, outcome) = read(Kind::Json, text.as_bytes());
    assert_eq!(all_parts(&outcome.diagnostics), "", "{text}");
    responses.pop().expect("one response")
}

fn faults(kind: Kind, text: &str) -> String {
    let (responses, outcome) = read(kind, text.as_bytes());
    assert_eq!(responses, [], "{text}");
    assert_eq!(outcome.read, outcome.rejected, "{text}");
    all_parts(&outcome.diagnostics)
}

#[test]
fn a_whole_record_is_read() {
    let response = record(
        r#""$schema": "x", "format": "lockstep-answers/1", "organization": " Acme ", "wave": "2026-Q4",
        "form": "full", "respondent": "k3v9", "attributes": {"function": "marketing", "role": "leader", "team": "EMEA"},
        "answers": {"L1": 3, "L2": "dont-know", "M1": "not-applicable", "M2": null, "M3": -1},
        "notes": {"M1": "b\r\n\tc", "L1": "a", "L2": " "}, "mirrored": ["M1", "L1"],
        "started_at": "2026-10-04T09:12:00Z", "submitted_at": "2026-10-04T09:21:30+02:00""#,
    );
    let owned = |text: &str| Some(text.to_owned());
    let expected = Response {
        version: None,
        organization: owned("Acme"),
        wave: owned("2026-Q4"),
        form: Form::Full,
        respondent: owned("k3v9"),
        attributes: vec![
            Some(AttributeValue::Closed(1)),
            Some(AttributeValue::Closed(1)),
            Some(AttributeValue::Open("EMEA".to_owned())),
        ],
        answers: vec![
            Answer::Option(2),
            Answer::DontKnow,
            Answer::NotApplicable,
            Answer::NotAnswered,
            Answer::Option(0),
        ],
        notes: vec![(0, "a".to_owned()), (2, "b\n\tc".to_owned())],
        mirrored: vec![0, 2],
        unasked: Vec::new(),
        started_at: owned("2026-10-04T09:12:00Z"),
        submitted_at: owned("2026-10-04T09:21:30+02:00"),
    };
    assert_eq!(response, expected);
}

#[test]
fn not_asked_not_answered_and_not_for_this_person_are_three_things() {
    use Answer::{NotAnswered, NotAsked, Option as Chosen};
    let cases = [
        (
            r#""answers": {}"#,
            [NotAnswered, NotAnswered, NotAnswered, NotAsked, NotAnswered],
            vec![],
        ),
        (
            r#""attributes": {"role": "leader"}, "answers": {}"#,
            [NotAnswered; 5],
            vec![],
        ),
        (
            r#""attributes": {"role": "staff"}, "answers": {"L1": 1}"#,
            [Chosen(0), NotAnswered, NotAnswered, NotAsked, NotAnswered],
            vec![],
        ),
        // Of a role that nobody knows: an answer shows that the question was put.
        (
            r#""answers": {"M2": 2}"#,
            [NotAnswered, NotAnswered, NotAnswered, Chosen(1), NotAnswered],
            vec![],
        ),
        (
            r#""attributes": {"role": "staff"}, "answers": {"M2": 2}"#,
            [NotAnswered, NotAnswered, NotAnswered, Chosen(1), NotAnswered],
            vec![3],
        ),
        (
            r#""form": "short", "answers": {"L1": null, "M1": 4}"#,
            [NotAnswered, NotAnswered, Chosen(3), NotAsked, NotAsked],
            vec![2],
        ),
        (
            r#""form": "short", "attributes": {"role": "leader"}, "answers": {"M2": "dont-know"}"#,
            [NotAnswered, NotAnswered, NotAsked, Answer::DontKnow, NotAsked],
            vec![3],
        ),
    ];
    for (rest, answers, unasked) in cases {
        let response = record(rest);
        assert_eq!(
            (response.answers, response.unasked),
            (answers.to_vec(), unasked),
            "{rest}"
        );
    }
}

#[test]
fn a_question_added_since_was_not_asked() {
    let answers_of = |written: &str| {
        let text = format!(r#"{{"pack": {{"id": "small", "version": "{written}"}}, "answers": {{}}}}"#);
        let (responses, _) = read(Kind::Json, text.as_bytes());
        responses
            .first()
            .map(|response| (response.version, response.answers[4]))
    };
    assert_eq!(
        answers_of("1.1.9"),
        Some((Some(version(1, 1, 9)), Answer::NotAsked))
    );
    assert_eq!(
        answers_of("1.2.0"),
        Some((Some(version(1, 2, 0)), Answer::NotAnswered))
    );
    assert_eq!(
        answers_of("1.3.0"),
        Some((Some(version(1, 3, 0)), Answer::NotAnswered))
    );
}

#[test]
fn every_fault_of_a_record_says_where_what_and_what_is_allowed() {
    let cases = [
        (
            "4",
            "json/type file:1:1 \n  wrong type of value\n  found: the number 4\n  allowed: an object",
        ),
        (
            r#"{"pack": {"id": "small"}}"#,
            "json/missing-key file:1:1 \n  required key `answers` is missing",
        ),
        (
            r#"{"answers": {"nonsense": 1}}"#,
            "json/missing-key file:1:1 \n  required key `pack` is missing",
        ),
        (
            r#"{"format": "lockstep-answers/2", "pack": {"id": "small"}, "answers": {"nonsense": 1}}"#,
            "json/unknown-format file:1:12 /format\n  this version does not read this format\n  found: the text \"lockstep-answers/2\"\n  allowed: \"lockstep-answers/1\"",
        ),
        (
            r#"{"pack": {"id": "smal"}, "answers": {"nonsense": 1}}"#,
            "answers/wrong-pack file:1:17 /pack/id\n  answers to the pack `smal`, read with `small`\n  found: the text \"smal\"\n  allowed: `small`",
        ),
        (
            r#"{"pack": {"id": "small", "version": "2.0.0"}, "answers": {"nonsense": 1}}"#,
            "answers/wrong-version file:1:37 /pack/version\n  answers to version 2.0.0 of the pack, of another major version than 1.3.0 that reads them\n  found: the text \"2.0.0\"\n  allowed: 1.0.0 to 1.3.0",
        ),
        (
            r#"{"pack": {"id": "small", "version": "1.3.1"}, "answers": {}}"#,
            "answers/wrong-version file:1:37 /pack/version\n  answers to version 1.3.1 of the pack, newer than 1.3.0 that reads them\n  found: the text \"1.3.1\"\n  allowed: 1.0.0 to 1.3.0",
        ),
        (
            r#"{"pack": {"id": "small", "version": "1.3"}, "answers": {}}"#,
            "answers/wrong-version file:1:37 /pack/version\n  not a version of a pack\n  found: the text \"1.3\"\n  allowed: three numbers such as `1.3.0`",
        ),
        (
            r#"{"pack": {"id": "small"}, "answers": {}, "wvae": "x"}"#,
            "json/unknown-key file:1:42 /wvae\n  unknown key `wvae`\n  allowed: `$schema`, `format`, `pack`, `organization`, `wave`, `form`, `respondent`, `attributes`, `answers`, `notes`, `mirrored`, `started_at` … (13 in all)\n  help: did you mean `wave`?",
        ),
        (
            "{\"pack\": {\"id\": \"small\"},\n \"answers\": {\"L11\": 1,\n  \"L1\": 5}}",
            "answers/unknown-question file:2:14 /answers/L11\n  unknown question `L11`\n  allowed: `L1`, `L2`, `M1`, `M2` or `M3`\n  help: did you mean `L1`?\n\
             answers/wrong-value file:3:9 /answers/L1\n  question L1 has no such answer\n  found: the number 5\n  allowed: `1`, `2`, `3`, `4` or `dont-know`",
        ),
        (
            r#"{"pack": {"id": "small"}, "answers": {"L1": 4.0, "L2": "4", "M1": 1e0, "M2": "always", "M3": true}}"#,
            "answers/wrong-value file:1:45 /answers/L1\n  question L1 has no such answer\n  found: the number 4.0\n  allowed: `1`, `2`, `3`, `4` or `dont-know`\n  help: write 4\n\
             answers/wrong-value file:1:56 /answers/L2\n  question L2 has no such answer\n  found: a text of one character\n  allowed: `1`, `2`, `3`, `4` or `dont-know`\n  help: write 4 without quotation marks\n\
             answers/wrong-value file:1:67 /answers/M1\n  question M1 has no such answer\n  found: the number 1e0\n  allowed: `1`, `2`, `3`, `4`, `dont-know` or `not-applicable`\n  help: write 1\n\
             answers/wrong-value file:1:78 /answers/M2\n  question M2 has no such answer\n  found: a text of 6 characters\n  allowed: `1`, `2`, `3`, `4` or `dont-know`\n  help: write 4, the value of this option\n\
             answers/wrong-value file:1:94 /answers/M3\n  question M3 has no such answer\n  found: true\n  allowed: `-1`, `0`, `1` or `dont-know`",
        ),
        (
            r#"{"pack": {"id": "small"}, "answers": {"L1": "not-applicable", "L2": "don't know"}}"#,
            "answers/not-applicable-refused file:1:45 /answers/L1\n  question L1 applies to everybody\n  found: the text \"not-applicable\"\n  allowed: `1`, `2`, `3`, `4` or `dont-know`\n\
             answers/wrong-value file:1:69 /answers/L2\n  question L2 has no such answer\n  found: a text of 10 characters\n  allowed: `1`, `2`, `3`, `4` or `dont-know`\n  help: did you mean \"dont-know\"?",
        ),
        (
            r#"{"pack": {"id": "small"}, "answers": {"L1": 1, "L1": 2}, "answers": {}}"#,
            "json/duplicate-key file:1:58 /answers\n  key `answers` stands twice\n  allowed: each key once\n\
             json/duplicate-key file:1:48 /answers/L1\n  key `L1` stands twice\n  allowed: each key once",
        ),
        (
            r#"{"pack": {"id": "small"}, "answers": [], "attributes": 1, "form": "shrt", "notes": {"L1": 1, "X": "y"}}"#,
            "answers/unknown-form file:1:67 /form\n  unknown form `shrt`\n  allowed: `full` or `short`\n  help: did you mean `short`?\n\
             json/type file:1:56 /attributes\n  wrong type of value\n  found: the number 1\n  allowed: an object\n\
             json/type file:1:38 /answers\n  wrong type of value\n  found: a list\n  allowed: an object\n\
             json/type file:1:91 /notes/L1\n  wrong type of value\n  found: the number 1\n  allowed: a text that is not empty\n\
             answers/unknown-question file:1:94 /notes/X\n  unknown question `X`\n  allowed: `L1`, `L2`, `M1`, `M2` or `M3`",
        ),
        (
            r#"{"pack": {"id": "small"}, "attributes": {"funktion": "sales", "function": "Salez", "role": "leeder"}, "answers": {}}"#,
            "answers/unknown-attribute file:1:42 /attributes/funktion\n  unknown attribute `funktion`\n  allowed: `function`, `role` or `team`\n  help: did you mean `function`?\n\
             answers/wrong-attribute-value file:1:75 /attributes/function\n  `function` has no such value\n  found: a text of 5 characters\n  allowed: `sales`, `marketing` or `other`\n  help: did you mean `sales`?\n\
             answers/wrong-attribute-value file:1:92 /attributes/role\n  `role` has no such value\n  found: a text of 6 characters\n  allowed: `staff` or `leader`\n  help: did you mean `leader`?",
        ),
        (
            r#"{"pack": {"id": "small"}, "wave": "a\u001bb", "organization": "a\nb", "notes": {"L1": "a\u0000"}, "mirrored": ["L1", 2, "L9"], "answers": {}}"#,
            "text/control-character file:1:63 /organization\n  the text holds a line break\n  found: a text of 3 characters\n  allowed: one line of plain text\n\
             text/wave-name file:1:35 /wave\n  not the name of a wave: it holds the character U+001B\n  found: a text of 3 characters\n  allowed: a name such as `2026-Q4`, with no `/`, `\\` or control character in it, no dot in front and at most 120 bytes\n\
             text/control-character file:1:87 /notes/L1\n  the text holds the control character U+0000\n  found: a text of 2 characters\n  allowed: plain text, line breaks and tabs\n\
             json/type file:1:118 /mirrored/1\n  wrong type of value\n  found: the number 2\n  allowed: a text that is not empty\n\
             answers/unknown-question file:1:121 /mirrored/2\n  unknown question `L9`\n  allowed: `L1`, `L2`, `M1`, `M2` or `M3`\n  help: did you mean `L1`?",
        ),
        (
            r#"{"pack": {"id": "small"}, "answers": {}, "started_at": "yesterday", "submitted_at": 5, "respondent": ""}"#,
            "json/type file:1:102 /respondent\n  wrong type of value\n  found: an empty text\n  allowed: a text that is not empty\n\
             answers/wrong-time-stamp file:1:56 /started_at\n  not a time stamp\n  found: the text \"yesterday\"\n  allowed: a moment such as `2026-10-04T09:12:00Z`\n\
             json/type file:1:85 /submitted_at\n  wrong type of value\n  found: the number 5\n  allowed: a text that is not empty",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(faults(Kind::Json, text), expected, "{text}");
        if !text.contains('\n') {
            assert_eq!(faults(Kind::Ndjson, text), expected, "{text}");
        }
    }
}

#[test]
fn a_pack_that_was_named_stands_in_for_the_records_own() {
    let pack = pack();
    let texts = [
        (r#"{"answers": {"L1": 1}}"#, true),
        (r#"{"pack": {"version": "1.0.0"}, "answers": {}}"#, true),
        (r#"{"pack": {"id": "other"}, "answers": {}}"#, false),
    ];
    for (text, good) in texts {
        let mut kept = Kept::default();
        let mut intake = Intake::new(&pack).assuming_pack();
        intake.read(
            Kind::Json,
            "file",
            Defaults::default(),
            text.as_bytes(),
            &mut kept,
        );
        assert_eq!(kept.0.len() == 1, good, "{text}");
        assert_eq!(intake.finish().diagnostics.has_errors(), !good, "{text}");
    }
}

#[test]
fn defaults_hold_for_records_that_do_not_say() {
    let pack = pack();
    let mut kept = Kept::default();
    let mut intake = Intake::new(&pack);
    let defaults = Defaults {
        organization: Some("Acme"),
        wave: Some("2026-Q4"),
    };
    let text = br#"{"pack": {"id": "small"}, "answers": {}}
        {"pack": {"id": "small"}, "organization": "Other", "wave": "w", "answers": {}}"#;
    intake.read(Kind::Json, "file", defaults, &text[..], &mut kept);
    let found: Vec<_> = (kept.0.iter())
        .map(|(response, origin)| {
            (
                response.organization.as_deref(),
                response.wave.as_deref(),
                origin.line,
            )
        })
        .collect();
    assert_eq!(
        found,
        [(Some("Acme"), Some("2026-Q4"), 1), (Some("Other"), Some("w"), 2)]
    );
    assert_eq!(intake.finish().unlinkable, 2);
}

const GOOD: &str = r#"{"pack": {"id": "small"}, "answers": {"L1": 1}}"#;

#[test]
fn records_that_are_equal_in_everything_are_counted_and_said() {
    let record = |rest: &str| format!(r#"{{"pack": {{"id": "small"}}, "answers": {{"L1": 1}}{rest}}}"#);
    let (plain, role) = (record(""), record(r#", "attributes": {"role": "staff"}"#));
    let (noted, named) = (
        record(r#", "notes": {"L1": "x"}"#),
        record(r#", "respondent": "p"#),
    );
    let named = format!(r#"{}"}}"#, named.trim_end_matches('}'));
    let text = [&plain, &role, &noted, &named, &plain, &role, &plain]
        .map(String::as_str)
        .join("\n");
    let (responses, outcome) = read(Kind::Ndjson, text.as_bytes());
    assert_eq!(responses.len(), 7);
    assert_eq!((outcome.unlinkable, outcome.alike), (6, 3));
    assert_eq!(
        all_parts(&outcome.diagnostics),
        "answers/identical-records file:5 \n  3 records without a respondent are equal in everything to one before\n  \
         found: as at file:1\n  help: each counts as a person; where one was read twice, take the other out"
    );
}

#[test]
fn a_json_file_holds_one_record_a_list_or_several() {
    let cases = [
        (GOOD.to_owned(), 1),
        (format!("[{GOOD}, {GOOD}]"), 2),
        (format!("{GOOD}{GOOD}\n{GOOD}"), 3),
        (format!("[{GOOD}]\n[\n{GOOD},{GOOD}]"), 3),
        (format!("\u{feff} {GOOD}\r\n"), 1),
    ];
    for (text, count) in cases {
        let (responses, outcome) = read(Kind::Json, text.as_bytes());
        assert!(!outcome.diagnostics.has_errors(), "{text}");
        assert_eq!(
            (responses.len(), outcome.alike),
            (count, count as u64 - 1),
            "{text}"
        );
    }
}

#[test]
fn a_fault_between_or_inside_records_does_not_hide_the_others() {
    let cases = [
        (
            format!("[{GOOD} {GOOD}]"),
            2,
            "json/syntax file:1:50 \n  a comma is missing between two items of the list",
        ),
        (
            format!("[{GOOD},\n]"),
            1,
            "json/syntax file:2:1 \n  a comma before the end of the list\n  help: remove the last comma",
        ),
        (
            format!("[{GOOD}"),
            1,
            "json/syntax file:1:49 \n  the list is not closed\n  help: the text ends too early; was the file cut off?",
        ),
        (
            format!("{GOOD},\n{GOOD}"),
            2,
            "json/syntax file:1:48 \n  `,` where a record should begin\n  help: put a list of records in brackets, or leave the commas out",
        ),
        (
            format!(
                "[{GOOD},\n {{\"answers\": {{\"L1\": 01}}}},{{\"pack\": {{\"id\": \"small\n}}}}, 7, {GOOD}]"
            ),
            2,
            "json/syntax file:2:22 \n  invalid number\n\
             json/syntax file:2:48 \n  control character (\\u0000-\\u001F) found while parsing a string\n\
             json/type file:3:5 /3\n  wrong type of value\n  found: the number 7\n  allowed: an object",
        ),
        (
            format!("{GOOD} {{\"answers\": {{"),
            1,
            "json/syntax file:1:61 \n  EOF while parsing an object\n  help: the text ends too early; was the file cut off?",
        ),
        ("[]".to_owned(), 0, "file/empty file \n  no answers in this file"),
        (" \n".to_owned(), 0, "file/empty file \n  no answers in this file"),
    ];
    for (text, count, expected) in cases {
        let (responses, outcome) = read(Kind::Json, text.as_bytes());
        assert_eq!(all_parts(&outcome.diagnostics), expected, "{text}");
        assert_eq!(responses.len(), count, "{text}");
    }
}

#[test]
fn a_line_with_a_fault_is_reported_and_reading_goes_on() {
    let mut bytes = format!("\u{feff}{GOOD}\r\n\r\n{GOOD}\n{{\n").into_bytes();
    bytes.extend(b"{\"pack\": \"\xff\"}\n");
    bytes.extend(GOOD.as_bytes());
    let (responses, outcome) = read(Kind::Ndjson, &bytes);
    assert_eq!(responses.len(), 3);
    assert_eq!((outcome.read, outcome.rejected), (5, 2));
    assert_eq!(
        all_parts(&outcome.diagnostics),
        "json/syntax file:4:1 \n  EOF while parsing an object\n  help: each line holds one whole record; JSON over several lines belongs in a .json file\n\
         file/invalid-text file:5:11 \n  not text in UTF-8\n  found: the byte 0xFF\n  help: the file looks like UTF-16; save it as UTF-8"
    );
}

#[test]
fn the_same_respondent_twice_is_named_with_both_places() {
    let pack = pack();
    let mut kept = Kept::default();
    let mut intake = Intake::new(&pack);
    let record = |wave: &str| {
        format!(r#"{{"pack": {{"id": "small"}}, "wave": "{wave}", "respondent": "p", "answers": {{}}}}"#)
    };
    let first = format!("{}\n{}\n", record("w1"), record("w2"));
    let second = format!("[{},\n{}]", record("w3"), record("w2"));
    intake.read(
        Kind::Ndjson,
        "a.ndjson",
        Defaults::default(),
        first.as_bytes(),
        &mut kept,
    );
    intake.read(
        Kind::Json,
        "b.json",
        Defaults::default(),
        second.as_bytes(),
        &mut kept,
    );
    let outcome = intake.finish();
    assert_eq!((kept.0.len(), outcome.read, outcome.rejected), (3, 4, 1));
    assert_eq!(
        all_parts(&outcome.diagnostics),
        "answers/duplicate-respondent b.json:2 \n  respondent `p` answered twice in wave w2\n  \
         found: the first record is at a.ndjson:2\n  allowed: one record for each organization, wave and respondent"
    );
}

#[test]
fn a_record_that_is_too_long_is_passed_over() {
    let long = "x".repeat(3 << 20);
    let cases = [
        (Kind::Json, format!("{GOOD}\n {{\"a\": \"{long}\"}} {GOOD}"), 2),
        (Kind::Ndjson, format!("{GOOD}\n{{\"a\": \"{long}\"}}\n{GOOD}"), 2),
        (Kind::Csv, format!("L1,pack\n1,small\n1,\"{long}\n"), 1),
    ];
    for (kind, text, good) in cases {
        let (responses, outcome) = read(kind, text.as_bytes());
        let line = if kind == Kind::Csv { 3 } else { 2 };
        assert_eq!(
            all_parts(&outcome.diagnostics),
            format!(
                "answers/record-too-long file:{line} \n  the record is too long\n  allowed: at most 1 MiB"
            )
        );
        assert_eq!(responses.len(), good);
    }
}

#[test]
fn a_file_of_something_else_is_refused_and_its_faults_counted() {
    let entries: Vec<String> = (0..3_000)
        .map(|index| format!("\"key{index}\":{index}"))
        .collect();
    let (_, outcome) = read(Kind::Json, format!("{{{}}}", entries.join(",")).as_bytes());
    assert_eq!((outcome.read, outcome.rejected), (1, 1));
    assert_eq!(outcome.diagnostics.errors(), 3_001);
}
