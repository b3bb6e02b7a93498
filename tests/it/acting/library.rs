//! Every payload in every text of a pack, a result, a trend and a form, in every format the library
//! makes.

use std::collections::BTreeSet;

use lockstep::answers::Form as AnswerForm;
use lockstep::assessment::gate::{Circumstances, Condition, Demand, Gate, Origin, Severity, judge};
use lockstep::assessment::{Assessment, Trend};
use lockstep::form::FormOptions;
use lockstep::pack::{self, Pack, builtin};
use lockstep::printout::{Manner, Printout};
use lockstep::report::{self, Format, Options, Outcome, check, formats};
use lockstep::source::{Place, Source};
use serde_json::Value;

use super::oracle::{Form, deeds};
use super::payloads::PAYLOADS;

/// Keys whose values are texts for people; all else are ids, words and numbers of the formats.
const TEXTS: [&str; 21] = [
    "about",
    "ask",
    "do",
    "done_when",
    "gloss",
    "group",
    "help",
    "horizon",
    "label",
    "message",
    "missing_rule",
    "name",
    "organization",
    "owner",
    "reason",
    "signs",
    "text",
    "title",
    "wave",
    "why",
    "word",
];

/// Puts a payload before every text, by its number; which fields there are is added to `fields`.
pub(crate) fn spoil(
    value: &mut Value,
    key: &str,
    payload: &dyn Fn(usize) -> &'static str,
    count: &mut usize,
    fields: &mut BTreeSet<String>,
) {
    match value {
        // Some reasons are words of the format.
        Value::String(text) if TEXTS.contains(&key) && (text.contains(' ') || key != "reason") => {
            *count += 1;
            fields.insert(key.to_owned());
            *text = format!("{} {count}", payload(*count));
        }
        Value::Array(items) => {
            for item in items {
                spoil(item, key, payload, count, fields);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                spoil(value, key, payload, count, fields);
            }
        }
        _ => {}
    }
}

/// A JSON text with every text in it spoilt.
fn spoilt(json: &str, payload: &'static str, fields: &mut BTreeSet<String>) -> String {
    let mut value: Value = serde_json::from_str(json).unwrap();
    spoil(&mut value, "", &|_| payload, &mut 0, fields);
    value.to_string()
}

fn check_of(assessment: &Assessment, pack: &Pack, payload: &str) -> check::Check {
    let mut gate = Gate::default();
    for demand in [
        Demand::Question(0, 60.0),
        Demand::Question(1, 99.0),
        Demand::Answers(20),
        Demand::Score(99.0),
    ] {
        gate.insert(Condition {
            demand,
            severity: Severity::Error,
            origin: Origin::File(Place {
                line: Some(3),
                ..Place::file(payload)
            }),
        });
    }
    let circumstances = Circumstances {
        baseline: Some(assessment),
        ..Circumstances::default()
    };
    let judgement = judge(pack, assessment, &gate, &circumstances);
    check::Check {
        judged: vec![(judgement, assessment.clone())],
        exit_zero: false,
    }
}

fn loaded(text: &str, payload: &str) -> Pack {
    pack::load(&Source::new("pack", text)).unwrap_or_else(|faults| panic!("{payload:?}: {faults:?}"))
}

/// Every output that the library makes of texts that hold a payload, with what reads it.
fn outputs(payload: &'static str, fields: &mut BTreeSet<String>) -> Vec<(String, Printout, Form)> {
    let text = spoilt(builtin::find("sales-marketing").unwrap(), payload, fields);
    let pack = loaded(&text, payload);
    let fixture = include_str!("../../report/fixtures/team.json");
    let assessment: Assessment = serde_json::from_str(&spoilt(fixture, payload, fields)).unwrap();
    let golden = include_str!("../../trend/golden/tidewater.json");
    let trend: Trend = serde_json::from_str(&spoilt(golden, payload, fields)).unwrap();
    let options = Options {
        title: Some(payload.to_owned()),
        method: true,
        ..Options::default()
    };
    let narrow = Options {
        width: 40,
        ascii: true,
        ..options.clone()
    };
    let mut all = Vec::new();
    let judged = check_of(&assessment, &pack, payload);
    for outcome in [
        Outcome::from(&assessment),
        Outcome::from(&trend),
        Outcome::of_check(&judged, &pack),
    ] {
        for format in formats(outcome.kind()) {
            let form = match format.manner {
                _ if format == Format::GITHUB => Form::Commands,
                Manner::Text => Form::Text,
                Manner::Markdown => Form::Markdown,
                Manner::Html => Form::Html,
                Manner::Json => Form::Json,
                Manner::Csv => Form::Csv,
                Manner::Xml => Form::Xml,
            };
            all.push((
                format!("{:?} as {}", outcome.kind(), format.name),
                report::draw(&outcome, &pack, format, &options),
                form,
            ));
        }
    }
    all.push((
        "report, narrow".to_owned(),
        report::draw(&Outcome::from(&assessment), &pack, Format::TEXT, &narrow),
        Form::Text,
    ));
    all.extend(pages(payload, fields));
    all
}

/// The form and the pack itself, of a pack that has a little of everything.
fn pages(payload: &'static str, fields: &mut BTreeSet<String>) -> Vec<(String, Printout, Form)> {
    use lockstep::printout::Manner;
    let before = include_str!("../../pack/small.json");
    let text = &spoilt(before, payload, fields);
    let pack = &loaded(text, payload);
    let some = || Some(payload.to_owned());
    // An introduction has lines of its own.
    let line = payload.replace(['\n', '\r'], " ");
    let options = FormOptions {
        form: AnswerForm::Full,
        title: some(),
        intro: Some(format!("{line}\n{line}\n\n{line}")),
        organization: some(),
        wave: some(),
        contact: some(),
        report_date: some(),
        ..FormOptions::default()
    };
    let form = lockstep::form::render(pack, &options);
    let document = pack::show::markdown(pack);
    let json = pack::show::json(&Source::new("pack", text)).unwrap();
    let diff = pack::diff::diff(&Source::new("before", before), &Source::new("after", text)).unwrap();
    vec![
        ("form".to_owned(), Printout::of(Manner::Html, form), Form::Html),
        (
            "pack show markdown".to_owned(),
            Printout::of(Manner::Markdown, document),
            Form::Markdown,
        ),
        (
            "pack show json".to_owned(),
            Printout::of(Manner::Json, json),
            Form::Json,
        ),
        (
            "pack diff json".to_owned(),
            Printout::of(Manner::Json, lockstep::json::pretty(&diff)),
            Form::Json,
        ),
    ]
}

/// What came of some payloads.
#[derive(Default)]
struct Account {
    through: Vec<String>,
    /// How many outputs were made.
    made: usize,
    /// Of which fields.
    fields: BTreeSet<String>,
}

/// Puts each payload into every field. In a format of lines none adds one: `twins` has the lines of
/// each output of harmless names.
fn account(payloads: &[&'static str], twins: &[usize]) -> Account {
    let mut account = Account::default();
    for payload in payloads {
        let outputs = outputs(payload, &mut account.fields);
        for ((name, printout, form), twin) in outputs.into_iter().zip(twins) {
            account.made += 1;
            let text = match form {
                Form::Text => uncoloured(&printout.coloured()),
                _ => printout.plain(),
            };
            let mut found = deeds(&text, form);
            let laid_out = matches!(form, Form::Text | Form::Markdown) || name.starts_with("pack ");
            if !laid_out && text.lines().count() != *twin {
                found.push(format!("{} lines in place of {twin}", text.lines().count()));
            }
            let found = found
                .into_iter()
                .map(|deed| format!("{name}, {payload:?}: {deed}"));
            account.through.extend(found);
        }
    }
    account
}

#[test]
fn no_payload_gets_through_the_library() {
    let twins = outputs("Acme", &mut BTreeSet::new()).into_iter();
    let twins: Vec<usize> = twins
        .map(|(_, printout, _)| printout.plain().lines().count())
        .collect();
    let (first, second) = PAYLOADS.split_at(PAYLOADS.len() / 2);
    let accounts = std::thread::scope(|scope| {
        let second = scope.spawn(|| account(second, &twins));
        [account(first, &twins), second.join().unwrap()]
    });
    let through: Vec<&String> = accounts.iter().flat_map(|account| &account.through).collect();
    assert_eq!(through, Vec::<&String>::new());
    // 45 payloads, each in all of 21 kinds of fields at once, in 22 outputs.
    let made = accounts.iter().map(|account| account.made).sum();
    assert_eq!(
        (PAYLOADS.len(), accounts[0].fields.len(), twins.len(), made),
        (45, 21, 22, 45 * 22)
    );
}

/// A text without the escape sequences of our own colours.
pub(crate) fn uncoloured(text: &str) -> String {
    const OURS: [&str; 10] = ["0", "1", "2", "1;4", "32", "1;31", "1;33", "1;35", "1;36", "4"];
    let mut parts = text.split("\u{1b}[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('m') {
            Some((code, rest)) if OURS.contains(&code) => out.push_str(rest),
            _ => out.push_str(&format!("\u{1b}[{part}")),
        }
    }
    out
}
