//! What the CSV reader makes of rows, right and wrong.

use crate::answers::testing::{all_parts, read, version};
use crate::answers::{Answer, AttributeValue, Form, Kind, Response};

fn good(text: &str) -> Vec<Response> {
    let (responses, outcome) = read(Kind::Csv, text.as_bytes());
    assert_eq!(all_parts(&outcome.diagnostics), "", "{text}");
    responses
}

#[test]
fn cells_hold_values_or_labels_and_headings_are_forgiving() {
    let text = "Respondent,organization,wave,FORM,function,role,Team,L1,L2,M1,M2,m3,note:L1,mirrored,started_at,submitted_at,pack,version\n\
        p1, Acme ,w1,short,Sales,LEADER,'=EMEA,3,  now  AND then ,not applicable,don't know,'-1,\"two\r\nlines, 'quoted'\",L2 L1,2026-10-04T09:12:00Z,2026-10-04T09:21:30Z,small,1.0.0\n\
        \n,,,,,,,,,,,,,,,,,\n\
        ,,,,,,,,,,,,,,,,,1.3.0\n";
    let responses = good(text);
    let [first, second] = &responses[..] else {
        panic!("{responses:?}");
    };
    let owned = |text: &str| Some(text.to_owned());
    let expected = Response {
        version: Some(version(1, 0, 0)),
        organization: owned("Acme"),
        wave: owned("w1"),
        form: Form::Short,
        respondent: owned("p1"),
        attributes: vec![
            Some(AttributeValue::Closed(0)),
            Some(AttributeValue::Closed(1)),
            Some(AttributeValue::Open("=EMEA".to_owned())),
        ],
        answers: vec![
            Answer::Option(2),
            Answer::Option(1),
            Answer::NotApplicable,
            Answer::DontKnow,
            Answer::Option(0),
        ],
        notes: vec![(0, "two\nlines, 'quoted'".to_owned())],
        mirrored: vec![0, 1],
        unasked: vec![2, 3, 4],
        started_at: owned("2026-10-04T09:12:00Z"),
        submitted_at: owned("2026-10-04T09:21:30Z"),
    };
    assert_eq!(*first, expected);
    assert_eq!(second.version, Some(version(1, 3, 0)));
    assert_eq!(second.answers[0], Answer::NotAnswered);
}

#[test]
fn separators_line_ends_and_marks_do_not_matter() {
    let plain = "respondent,function,L1\np1,sales,3\np2,,\n";
    let expected = good(plain);
    assert_eq!(expected.len(), 2);
    let variants = [
        plain.replace(',', ";"),
        plain.replace(',', "\t"),
        plain.replace('\n', "\r\n"),
        plain.replace('\n', "\r"),
        plain.trim_end().to_owned(),
        format!("\u{feff}{plain}"),
        format!("\r\n\n{plain}\n\n"),
        plain.replace("p1,sales,3", "\"p1\",\"sales\",\"3\""),
        plain.replace("p2,,", "p2,,,,"),
    ];
    for variant in variants {
        assert_eq!(good(&variant), expected, "{variant:?}");
    }
}

#[test]
fn every_fault_names_line_and_column() {
    let choice = "`1`, `2`, `3`, `4` or `dont-know`";
    let cases = [
        (
            "respondent,function,L1,L2\np1,sales,1,2\n\np2,\"slaes\",4.0,5\n",
            1,
            2,
            format!(
                "answers/wrong-attribute-value file:4:4 function\n  `function` has no such value\n  found: a text of 5 characters\n  allowed: `sales`, `marketing` or `other`\n  help: did you mean `sales`?\n\
                 answers/wrong-value file:4:12 L1\n  question L1 has no such answer\n  found: the number 4.0\n  allowed: {choice}\n  help: write 4\n\
                 answers/wrong-value file:4:16 L2\n  question L2 has no such answer\n  found: the number 5\n  allowed: {choice}"
            ),
        ),
        (
            "L1,team,note:L1,form,submitted_at\r\n\"alwys\",\"a\r\nb\",\"a\u{7}\",shrt,now\r\n",
            0,
            1,
            format!(
                "answers/wrong-value file:2:1 L1\n  question L1 has no such answer\n  found: a text of 5 characters\n  allowed: {choice}\n  help: did you mean `Always`?\n\
                 text/control-character file:2:9 team\n  the text holds a line break\n  found: a text of 4 characters\n  allowed: one line of plain text\n\
                 text/control-character file:3:4 note:L1\n  the text holds the control character U+0007\n  found: a text of 2 characters\n  allowed: plain text, line breaks and tabs\n\
                 answers/unknown-form file:3:9 form\n  unknown form `shrt`\n  allowed: `full` or `short`\n  help: did you mean `short`?\n\
                 answers/wrong-time-stamp file:3:14 submitted_at\n  not a time stamp\n  found: the text \"now\"\n  allowed: a moment such as `2026-10-04T09:12:00Z`"
            ),
        ),
        (
            "L1;pack;version\n9;other;1.0.0\n1;small;1.4.0\n1;;\n",
            1,
            3,
            "answers/wrong-pack file:2:3 pack\n  answers to the pack `other`, read with `small`\n  found: the text \"other\"\n  allowed: `small`\n\
             answers/wrong-version file:3:9 version\n  answers to version 1.4.0 of the pack, newer than 1.3.0 that reads them\n  found: the text \"1.4.0\"\n  allowed: 1.0.0 to 1.3.0"
                .to_owned(),
        ),
        (
            "L1,L1,role,Rolle\n1,2,staff,x\n9,1,staff,\n",
            0,
            2,
            format!(
                "answers/duplicate-column file:1:4 L1\n  column `L1` stands twice\n  allowed: each column once\n\
                 answers/unknown-column file:1:12 Rolle\n  unknown column `Rolle`\n  allowed: `respondent`, `organization`, `wave`, `form`, `function`, `role`, `team`, `L1`, `L2`, `M1`, `M2`, `M3` … (25 in all)\n  help: did you mean `role`?\n\
                 answers/wrong-value file:3:1 L1\n  question L1 has no such answer\n  found: the number 9\n  allowed: {choice}"
            ),
        ),
        (
            "respondent,L1,\np1\np2,1,2\np3,1,,,x\np4,1,\n",
            1,
            4,
            "answers/row-length file:2:1 L1\n  the row is not as long as the header\n  found: 1 cells\n  allowed: 3 cells\n\
             answers/unknown-column file:3:6 \n  a cell under no heading\n  found: the number 2\n  allowed: an empty cell\n\
             answers/row-length file:4:7 \n  the row is not as long as the header\n  found: 5 cells\n  allowed: 3 cells"
                .to_owned(),
        ),
        (
            "L1,L2\n\"1,2\n1,2\n",
            0,
            1,
            format!(
                "answers/wrong-value file:2:1 L1\n  question L1 has no such answer\n  found: a text of 7 characters\n  allowed: {choice}\n\
                 answers/row-length file:2:1 L2\n  the row is not as long as the header\n  found: 1 cells\n  allowed: 2 cells\n  help: the row goes over several lines; is a quotation mark left open?"
            ),
        ),
        (
            "name,age\nx,3\n",
            0,
            0,
            "answers/unknown-column file:1:1 \n  the first row is not a header of answers\n  found: 2 cells, none the name of a column\n  allowed: `respondent`, `organization`, `wave`, `form`, `function`, `role`, `team`, `L1`, `L2`, `M1`, `M2`, `M3` … (25 in all)"
                .to_owned(),
        ),
        ("", 0, 0, "file/empty file \n  no answers in this file".to_owned()),
        ("L1,L2\n", 0, 0, "file/empty file \n  no answers in this file".to_owned()),
    ];
    for (text, good, read_in_all, expected) in cases {
        let (responses, outcome) = read(Kind::Csv, text.as_bytes());
        assert_eq!(all_parts(&outcome.diagnostics), expected, "{text}");
        assert_eq!((responses.len(), outcome.read), (good, read_in_all), "{text}");
        assert_eq!(outcome.rejected, outcome.read - responses.len() as u64, "{text}");
    }
}

#[test]
fn a_row_that_is_not_text_is_reported_with_its_line_and_reading_goes_on() {
    let (responses, outcome) = read(Kind::Csv, b"respondent,L1\n\np1,1\np\xe9,1\np3,1");
    assert_eq!(responses.len(), 2);
    assert_eq!(
        all_parts(&outcome.diagnostics),
        "file/invalid-text file:4:2 \n  not text in UTF-8\n  found: the byte 0xE9\n  help: save the file as UTF-8"
    );
}
