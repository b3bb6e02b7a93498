//! What holds for any input: no reader panics, all readers agree, and what is written reads back.

use proptest::prelude::*;
use proptest::strategy::Union;

use super::collection::{Collection, shuffled};
use super::testing::{Kept, pack, read};
use super::{AnswerWord, AnsweredPack, Defaults, Form, Intake, Kind, Ordered, Record, Response, Written};
use crate::pack::Question;

const KINDS: [Kind; 3] = [Kind::Json, Kind::Ndjson, Kind::Csv];

/// A text that is something after trimming, sometimes with marks that mean something in a format.
fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(r#"[a-zé"',;=\\/{\[\]}: -]{0,8}[a-z]"#.prop_map(|text| text.trim().to_owned()))
}

fn answer(question: &Question) -> impl Strategy<Value = Option<Written>> + use<> {
    let mut answers = vec![
        Just(None).boxed(),
        Just(Some(Written::Word(AnswerWord::DontKnow))).boxed(),
    ];
    if question.not_applicable {
        answers.push(Just(Some(Written::Word(AnswerWord::NotApplicable))).boxed());
    }
    for option in &question.options {
        answers.push(Just(Some(Written::Value(option.value))).boxed());
    }
    Union::new(answers)
}

fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    proptest::option::of(proptest::sample::select(words).prop_map(str::to_owned))
}

/// Any valid record of the small pack; those of two calls never share a respondent by chance.
fn record() -> impl Strategy<Value = Record> {
    let ids: Vec<String> = pack()
        .questions
        .iter()
        .map(|question| question.id.clone())
        .collect();
    let answers: Vec<_> = pack().questions.iter().map(answer).collect();
    let moments = &["2026-10-04T09:12:00Z", "2026-10-04T09:12:00.5+01:00"];
    let subset = proptest::sample::subsequence(ids.clone(), 0..=ids.len());
    let attributes = (
        one_of(&["sales", "marketing", "other"]),
        one_of(&["staff", "leader"]),
        text(),
    );
    let about = (
        one_of(&["1.0.0", "1.2.0", "1.3.0"]),
        text(),
        // What is no name of a wave is refused.
        text().prop_map(|text| text.and_then(|text| crate::wave::name(&text).ok())),
        proptest::option::of("[a-z0-9]{16}"),
        any::<bool>(),
    );
    (
        about,
        attributes,
        answers,
        text(),
        subset,
        one_of(moments),
        one_of(moments),
    )
        .prop_map(
            move |(about, attributes, answers, note, mirrored, started_at, submitted_at)| {
                let (version, organization, wave, respondent, short) = about;
                let attributes = [
                    ("function", attributes.0),
                    ("role", attributes.1),
                    ("team", attributes.2),
                ];
                let attributes = attributes.into_iter().map(|(id, value)| (id.to_owned(), value));
                Record {
                    schema: None,
                    comment: None,
                    format: None,
                    pack: AnsweredPack {
                        id: "small".to_owned(),
                        version,
                    },
                    organization,
                    wave,
                    form: if short { Form::Short } else { Form::Full },
                    respondent,
                    attributes: attributes.collect(),
                    answers: ids.iter().cloned().zip(answers).collect(),
                    notes: Ordered(vec![("L2".to_owned(), note)]),
                    mirrored,
                    started_at,
                    submitted_at,
                }
            },
        )
}

fn json(record: &Record) -> String {
    serde_json::to_string(record).expect("a record is JSON")
}

/// The row of a record, cells guarded as spreadsheets ask.
fn row(record: &Record) -> Vec<String> {
    let maybe = |text: &Option<String>| {
        let text = text.clone().unwrap_or_default();
        let risky = text.trim_start_matches('\'').starts_with(['=', '+', '-', '@']);
        if risky { format!("'{text}") } else { text }
    };
    let answer = |answer: &Option<Written>| match answer {
        None => String::new(),
        Some(Written::Value(value)) => value.to_string(),
        Some(Written::Word(AnswerWord::DontKnow)) => "dont-know".to_owned(),
        Some(Written::Word(AnswerWord::NotApplicable)) => "not-applicable".to_owned(),
    };
    let mut row = vec![
        record.form.id().to_owned(),
        maybe(&record.pack.version),
        maybe(&record.organization),
        maybe(&record.wave),
        maybe(&record.respondent),
        maybe(&record.notes.0[0].1),
        record.mirrored.join(" "),
        maybe(&record.started_at),
        maybe(&record.submitted_at),
    ];
    row.extend(record.attributes.0.iter().map(|(_, value)| maybe(value)));
    row.extend(record.answers.0.iter().map(|(_, value)| answer(value)));
    row
}

fn csv(records: &[Record], delimiter: u8) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    let header = "form version organization wave respondent note:L2 mirrored started_at submitted_at function role team L1 L2 M1 M2 M3";
    writer
        .write_record(header.split(' '))
        .expect("memory can be written");
    for record in records {
        writer.write_record(row(record)).expect("memory can be written");
    }
    writer.into_inner().expect("memory can be written")
}

fn ndjson(records: &[Record]) -> String {
    records.iter().map(|record| json(record) + "\n").collect()
}

/// The responses, if nothing was wrong but respondents that stand twice by chance.
fn responses(kind: Kind, bytes: &[u8]) -> Vec<Response> {
    let (responses, outcome) = read(kind, bytes);
    for diagnostic in outcome.diagnostics.iter() {
        assert_eq!(diagnostic.code.id, "file/empty", "{diagnostic:?}");
    }
    responses
}

proptest! {
    #[test]
    fn all_readers_agree(records in proptest::collection::vec(record(), 1..5)) {
        let expected = responses(Kind::Ndjson, ndjson(&records).as_bytes());
        prop_assert_eq!(expected.len(), records.len());
        let list = serde_json::to_string_pretty(&records).expect("records are JSON");
        prop_assert_eq!(&responses(Kind::Json, list.as_bytes()), &expected);
        prop_assert_eq!(&responses(Kind::Json, ndjson(&records).as_bytes()), &expected);
        for delimiter in [b',', b';', b'\t'] {
            prop_assert_eq!(&responses(Kind::Csv, &csv(&records, delimiter)), &expected);
        }
    }

    #[test]
    fn what_is_written_reads_back(records in proptest::collection::vec(record(), 1..5)) {
        let first = responses(Kind::Ndjson, ndjson(&records).as_bytes());
        let written: Vec<Record> = first.iter().map(|response| Record::of(response, &pack())).collect();
        prop_assert_eq!(&responses(Kind::Ndjson, ndjson(&written).as_bytes()), &first);
        for record in &written {
            let back: Record = serde_json::from_str(&json(record)).expect("a record reads back");
            prop_assert_eq!(&back, record);
        }
    }

    #[test]
    fn what_is_collected_reads_back_without_what_tells_when(
        records in proptest::collection::vec(record(), 1..5),
        turn in 0_usize..4,
        keep in any::<bool>(),
    ) {
        let pack = pack();
        let gather = |records: &[Record]| {
            let mut collection = Collection::new(&pack, keep);
            let mut intake = Intake::new(&pack);
            intake.read(Kind::Ndjson, "file", Defaults::default(), ndjson(records).as_bytes(), &mut collection);
            let rounds = collection.into_rounds().into_iter();
            rounds.map(|(round, lines)| (round, shuffled(lines, 7))).collect::<Vec<_>>()
        };
        let collected = gather(&records);
        let mut turned = records.clone();
        turned.rotate_left(turn % records.len());
        prop_assert_eq!(&gather(&turned), &collected);

        let mut expected: Vec<String> = responses(Kind::Ndjson, ndjson(&records).as_bytes())
            .into_iter()
            .map(|response| {
                let kept = Response { notes: Vec::new(), started_at: None, submitted_at: None, ..response };
                let gone = Response { respondent: None, mirrored: Vec::new(), ..kept.clone() };
                format!("{:?}", if keep { kept } else { gone })
            })
            .collect();
        let mut found = Vec::new();
        for (round, text) in &collected {
            for response in responses(Kind::Ndjson, text.as_bytes()) {
                prop_assert_eq!(&response.organization, &round.organization);
                prop_assert_eq!(&response.wave, &round.wave);
                found.push(format!("{response:?}"));
            }
        }
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn marks_and_line_ends_do_not_matter(records in proptest::collection::vec(record(), 1..5)) {
        let ndjson = ndjson(&records);
        let csv = String::from_utf8(csv(&records, b',')).expect("CSV is text");
        for (kind, text) in [(Kind::Ndjson, &ndjson), (Kind::Json, &ndjson), (Kind::Csv, &csv)] {
            let expected = responses(kind, text.as_bytes());
            let variants = [
                format!("\u{feff}{text}"),
                text.replace('\n', "\r\n"),
                text.trim_end().to_owned(),
                text.replace('\n', "\n\n\r\n"),
            ];
            for variant in variants {
                prop_assert_eq!(&responses(kind, variant.as_bytes()), &expected, "{}", variant);
            }
        }
    }

    #[test]
    fn the_order_of_files_never_changes_what_is_read(
        files in proptest::collection::vec(proptest::collection::vec(record(), 0..4), 1..4),
        turn in 0_usize..4,
    ) {
        let pack = pack();
        let read_all = |files: &[Vec<Record>]| {
            let mut kept = Kept::default();
            let mut intake = Intake::new(&pack);
            for file in files {
                intake.read(Kind::Ndjson, "file", Defaults::default(), ndjson(file).as_bytes(), &mut kept);
            }
            let mut lines: Vec<String> =
                kept.responses().iter().map(|response| format!("{response:?}")).collect();
            lines.sort();
            lines
        };
        let mut turned = files.clone();
        turned.rotate_left(turn % files.len());
        prop_assert_eq!(read_all(&files), read_all(&turned));
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for kind in KINDS {
            let (responses, outcome) = read(kind, &bytes);
            prop_assert_eq!(outcome.read - outcome.rejected, responses.len() as u64);
        }
        let _ = Kind::sniff(&bytes);
    }

    #[test]
    fn no_damaged_file_makes_a_reader_panic(
        records in proptest::collection::vec(record(), 1..4),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
    ) {
        for (kind, mut bytes) in [
            (Kind::Json, serde_json::to_vec(&records).expect("records are JSON")),
            (Kind::Ndjson, ndjson(&records).into_bytes()),
            (Kind::Csv, csv(&records, b',')),
        ] {
            for (at, byte) in &damage {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            bytes.truncate(cut.index(bytes.len()) + 1);
            let (responses, outcome) = read(kind, &bytes);
            prop_assert_eq!(outcome.read - outcome.rejected, responses.len() as u64);
        }
    }

    #[test]
    fn the_size_of_what_is_read_at_once_never_matters(
        records in proptest::collection::vec(record(), 1..4), size in 1_usize..40,
    ) {
        for (kind, bytes) in [
            (Kind::Json, serde_json::to_vec(&records).expect("records are JSON")),
            (Kind::Ndjson, ndjson(&records).into_bytes()),
            (Kind::Csv, csv(&records, b';')),
        ] {
            let pack = pack();
            let mut kept = Kept::default();
            let mut intake = Intake::new(&pack);
            let input = std::io::BufReader::with_capacity(size, &bytes[..]);
            intake.read(kind, "file", Defaults::default(), input, &mut kept);
            prop_assert_eq!(kept.responses(), responses(kind, &bytes));
        }
    }
}
