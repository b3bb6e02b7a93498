//! The check as a table for programs: a row for each condition, figures in columns of their own.

use super::result::{Asker, Value};
use super::{CheckReport, Line, Round};
use crate::escape;
use crate::number::twelve_digits;

/// The columns. Names from the answers never stand first in a row.
const HEADER: [&str; 19] = [
    "condition",
    "verdict",
    "outcome",
    "severity",
    "organization",
    "wave",
    "baseline_wave",
    "dimension",
    "question",
    "name",
    "expected",
    "limit",
    "found",
    "value",
    "low",
    "high",
    "confidence",
    "origin",
    "message",
];

/// Comma-separated, a header first.
pub(in crate::report) fn render(document: &CheckReport) -> String {
    let mut text = HEADER.join(",") + "\n";
    for round in &document.results {
        for line in &round.conditions {
            let cells: Vec<String> = row(round, line).iter().map(|cell| escape::csv(cell)).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        }
    }
    text
}

fn row(round: &Round, line: &Line) -> [String; 19] {
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    let interval = |of: fn(&crate::assessment::Interval) -> f64| {
        line.interval
            .as_ref()
            .map_or_else(String::new, |interval| number(of(interval)))
    };
    [
        line.id.clone(),
        word(&line.verdict),
        word(&line.outcome),
        word(&line.severity),
        given(&round.organization),
        given(&round.wave),
        given(&round.baseline_wave),
        given(&line.dimension),
        given(&line.question),
        line.name.clone(),
        line.expected.clone(),
        value(Some(&line.limit)),
        line.shown().to_owned(),
        value(line.value.as_ref()),
        interval(|interval| interval.low),
        interval(|interval| interval.high),
        interval(|interval| interval.confidence),
        origin(&line.origin),
        line.message.clone(),
    ]
}

/// The name that a unit variant has in data.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn value(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Number(value)) => number(*value),
        Some(Value::Word(word)) => word.clone(),
    }
}

fn number(value: f64) -> String {
    twelve_digits(value).to_string()
}

fn origin(asker: &Asker) -> String {
    let place = |number: Option<usize>| number.map_or_else(String::new, |number| format!(":{number}"));
    match (asker.flag, &asker.file) {
        // A cell that begins with a hyphen would be taken for a formula.
        (Some(flag), _) => format!("flag {flag}"),
        (None, Some(file)) => format!("{file}{}{}", place(asker.line), place(asker.column)),
        (None, None) => String::new(),
    }
}
