//! The worked example: every bold number of the page is what lockstep computes.

use std::process::Command;

use lockstep::number::decimal;
use lockstep::statistics::distribution::t_quantile;
use serde_json::Value;

use super::pages::{Page, root};

fn computed(args: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(args)
        .current_dir(root())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A bold number and where lockstep says it: `**68**<!-- report /overall/score -->`.
struct Claim {
    number: String,
    source: String,
}

fn claims(page: &Page) -> Vec<Claim> {
    let mut found = Vec::new();
    let mut parts = page.text.split("**");
    parts.next();
    while let (Some(bold), Some(after)) = (parts.next(), parts.next()) {
        let begins_as_number = bold
            .trim_start_matches('−')
            .starts_with(|c: char| c.is_ascii_digit());
        if !begins_as_number {
            continue;
        }
        let after = after.trim_start();
        let source = after
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.split_once(" -->"));
        let (source, _) = source.unwrap_or_else(|| panic!("{}: **{bold}** has no source", page.name));
        found.push(Claim {
            number: bold.to_owned(),
            source: source.to_owned(),
        });
    }
    found
}

#[test]
fn every_number_of_the_page_is_computed() {
    let page = Page::read("docs/how-the-score-comes-about.md");
    let report = computed(&["report", "examples/by-hand", "--format", "json"]);
    let score = computed(&["score", "examples/by-hand", "--respondents", "--format", "json"]);
    let claims = claims(&page);
    for claim in &claims {
        let words: Vec<&str> = claim.source.split(' ').collect();
        let (share, words) = match words.as_slice() {
            ["%", words @ ..] => (true, words),
            words => (false, words),
        };
        let number = |pointer: &str| report.pointer(pointer).and_then(Value::as_f64);
        let value = match words {
            ["report", pointer] => number(pointer),
            ["t", df] => number(df).map(|df| t_quantile(0.975, df)),
            ["score", respondent, key] => of_person(&score, respondent)[*key].as_f64(),
            _ => None,
        };
        let value = value.unwrap_or_else(|| panic!("{}: no such number", claim.source));
        let (value, shown) = if share {
            (value * 100.0, claim.number.trim_end_matches(" %"))
        } else {
            (value, claim.number.as_str())
        };
        let digits = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        assert_eq!(decimal(value, digits), shown, "{}", claim.source);
    }
    assert!(claims.len() > 60, "only {} numbers were found", claims.len());
    assert_eq!(report["overall"]["level"], "defined");
    assert_eq!(report["overall"]["level_before_guards"], "aligned");
    assert_eq!(report["overall"]["certainty"], "clear");
    assert_eq!(report["gap"]["marked"], false);
    assert_eq!(report["dimensions"][1]["sides"][0]["agreement"], Value::Null);
}

/// The row of one person.
fn of_person<'v>(score: &'v Value, respondent: &str) -> &'v Value {
    let rows = score.as_array().unwrap();
    let row = rows.iter().find(|row| row["respondent"] == respondent);
    row.unwrap_or_else(|| panic!("nobody is called {respondent}"))
}

/// The levels of the people's own totals, in the last column of their table.
#[test]
fn every_level_of_a_person_is_computed() {
    let page = Page::read("docs/how-the-score-comes-about.md");
    let score = computed(&["score", "examples/by-hand", "--respondents", "--format", "json"]);
    let rows = page
        .text
        .lines()
        .filter(|line| line.contains("<!-- score") && line.starts_with("| "));
    let levels: Vec<(String, String)> = rows
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            (cells[0].to_owned(), cells[4].to_lowercase())
        })
        .collect();
    assert_eq!(levels.len(), 8);
    for (person, level) in levels {
        assert_eq!(of_person(&score, &person)["level"], level, "{person}");
    }
}

/// The answers in the page are those of the file.
#[test]
fn the_answers_are_those_of_the_example() {
    let page = Page::read("docs/how-the-score-comes-about.md");
    let file = std::fs::read_to_string(root().join("examples/by-hand/answers/2026-Q4.ndjson")).unwrap();
    let rows: Vec<String> = file
        .lines()
        .map(|line| {
            let record: Value = serde_json::from_str(line).unwrap();
            let answer = |id: &str| match &record["answers"][id] {
                Value::String(text) if text == "dont-know" => "don't know".to_owned(),
                other => other.to_string(),
            };
            let side = if record["attributes"]["function"] == "sales" {
                "Sales"
            } else {
                "Marketing"
            };
            let answers = ["T1", "T2", "R1", "R2", "R3"].map(answer).join(" | ");
            format!(
                "| {}, {side} | {answers} |",
                record["respondent"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(rows.len(), 8);
    assert!(
        page.text.contains(&rows.join("\n")),
        "the table of answers is\n{}",
        rows.join("\n")
    );
}
