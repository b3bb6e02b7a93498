//! The table holds every number of the assessment, to the digit, and tells apart why others are
//! missing.

use std::collections::{BTreeMap, HashSet};

use lockstep::assessment::Assessment;
use lockstep::printout::{Manner, Printout};
use lockstep::report::{Format, Keyed, Options, Outcome, draw, render};
use proptest::prelude::{ProptestConfig, prop_assert, proptest};
use serde_json::Value;

use super::golden::{FIXTURES, TEAM, assessment};
use super::pack::pack;
use super::properties::{name, renamed};

type Rows = Vec<BTreeMap<String, String>>;

/// The rows by column, as another program reads them.
fn rows(text: &str) -> Rows {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// A number by twelve digits: readers differ in the last bit of a fraction.
fn digits(number: f64) -> String {
    format!("{number:.11e}")
}

fn numbers(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Number(number) => found.push(digits(number.as_f64().unwrap())),
        Value::Array(items) => items.iter().for_each(|item| numbers(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| numbers(field, found)),
        _ => {}
    }
}

/// Numbers of the table: values, and the options that counts go by.
fn of_rows(rows: &Rows) -> Vec<String> {
    let mut found = Vec::new();
    for row in rows {
        found.extend(row["value"].parse().map(digits));
        if row["measure"] == "counts.count" {
            found.push(digits(row["detail"].parse().unwrap()));
        }
    }
    found
}

fn holds_everything(assessment: &Assessment, csv: &str) -> Rows {
    let rows = rows(csv);
    let json = render(assessment, &pack(), Format::JSON, &Options::default());
    let mut expected = Vec::new();
    numbers(&serde_json::from_str(&json).unwrap(), &mut expected);
    let mut found = of_rows(&rows);
    found.sort();
    expected.sort();
    let missing = expected
        .iter()
        .zip(&found)
        .find(|(expected, found)| expected != found);
    assert_eq!((missing, found.len()), (None, expected.len()));
    let words: HashSet<&str> = json.split([' ', ',', '\n']).collect();
    for row in &rows {
        // The same digits; an empty cell is a word as well.
        let value = row["value"].as_str();
        assert!(words.contains(value), "{value}");
        let told = [&row["value"], &row["text"], &row["reason"]];
        assert!(
            told.iter().filter(|cell| !cell.is_empty()).count() <= 1,
            "{row:?}"
        );
    }
    rows
}

#[test]
fn every_number_is_in_the_table() {
    for (_, json) in FIXTURES {
        let assessment = assessment(json);
        holds_everything(
            &assessment,
            &render(&assessment, &pack(), Format::CSV, &Options::default()),
        );
    }
}

#[test]
fn what_is_missing_says_why() {
    for (name, json) in FIXTURES {
        let assessment = assessment(json);
        let csv = render(&assessment, &pack(), Format::CSV, &Options::default());
        let told: Vec<String> = rows(&csv)
            .into_iter()
            .filter(|row| !row["reason"].is_empty())
            .map(|row| row["reason"].clone())
            .collect();
        for suppressed in &assessment.suppressed {
            let reason = serde_json::to_value(suppressed.reason).unwrap();
            assert!(told.iter().any(|told| reason == told.as_str()), "{name} {reason}");
        }
        assert!(told.len() >= assessment.suppressed.len(), "{name}");
        assert_eq!(told.is_empty(), assessment.suppressed.is_empty(), "{name}");
    }
}

#[test]
fn several_share_one_header_and_are_told_apart() {
    let team = assessment(TEAM);
    let keyed = |key: &str, value: &str| Keyed {
        keys: vec![(key.to_owned(), value.to_owned())],
        assessment: &team,
    };
    let table = |keyed| draw(&Outcome::Report(keyed), &pack(), Format::CSV, &Options::default());
    let two = vec![table(keyed("team", "EMEA")), table(keyed("team", "=cmd()"))];
    let text = Printout::together(Manner::Csv, two).plain();
    assert_eq!(text.matches("measure,value").count(), 1);
    let rows = rows(&text);
    let of = |team: &str| rows.iter().filter(|row| row["team"] == team).count();
    assert_eq!((of("EMEA"), of("'=cmd()")), (rows.len() / 2, rows.len() / 2));
    // A key that is called like a column.
    let text = table(keyed("detail", "x")).plain();
    assert!(text.starts_with("by_detail,organization,"), "{text}");
    let text = render(&team, &pack(), Format::CSV, &Options::default());
    assert_eq!(
        text.lines().next(),
        Some("organization,wave,part,id,name,subgroup,detail,measure,value,text,n,reason")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_name_breaks_the_table_or_calculates(name in name(), other in name()) {
        let (assessment, pack) = renamed(TEAM, &name, &other);
        let csv = render(&assessment, &pack, Format::CSV, &Options::default());
        let rows = holds_everything(&assessment, &csv);
        for row in &rows {
            for cell in row.values() {
                let calculates = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']);
                prop_assert!(!calculates || cell.parse::<f64>().is_ok(), "{}", cell);
                prop_assert!(!cell.chars().any(char::is_control), "{}", cell);
            }
        }
    }
}
