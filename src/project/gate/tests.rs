//! What is made of gates, right and wrong.

use crate::answers::testing::{all_parts, pack};
use crate::assessment::Certainty;
use crate::assessment::gate::{Demand, Gate, Kind, Origin, Severity};
use crate::project::ProjectText;
use crate::source::Source;

fn read(gate: &str) -> Result<Gate, String> {
    let text = format!(r#"{{"format": "lockstep-project/1", "gate": {gate}}}"#);
    let project = ProjectText::read(Source::new("lockstep.json", &text));
    let project = project.and_then(|project| project.validate(&pack()));
    let project = project.map_err(|faults| all_parts(&faults))?;
    Ok(project.gate.expect("there is a gate"))
}

#[test]
fn conditions_are_read_in_both_forms_and_in_one_order() {
    let gate = read(
        r#"{
        "drop": {"maximum": 3, "literal": true, "severity": "error", "dimensions": {"measures": {"maximum": 5, "severity": "off"}, "language": 4}},
        "questions": {"L2": 40}, "dimensions": {"measures": {"minimum": 50, "severity": "error"}},
        "gap": {"maximum": 10}, "score": 45.5, "certainty": "clear", "level": "high",
        "age": {"maximum_days": 120}, "response_rate": 0.7, "answers": {"minimum": 10, "severity": "warn"},
        "$comment": "x"}"#,
    )
    .expect("the gate is valid");
    let found: Vec<(Demand, Severity)> = gate
        .conditions()
        .iter()
        .map(|condition| (condition.demand, condition.severity))
        .collect();
    let fall = |of, most| Demand::Drop {
        of,
        most,
        literal: true,
    };
    let expected = [
        (Demand::Answers(10), Severity::Warn),
        (Demand::ResponseRate(0.7), Severity::Error),
        (Demand::Age(120), Severity::Error),
        (Demand::Level(1), Severity::Warn),
        (Demand::Certainty(Certainty::Clear), Severity::Warn),
        (Demand::Score(45.5), Severity::Warn),
        (Demand::Gap(10.0), Severity::Warn),
        (Demand::Dimension(1, 50.0), Severity::Error),
        (Demand::Question(1, 40.0), Severity::Warn),
        (fall(None, 3.0), Severity::Error),
        (fall(Some(0), 4.0), Severity::Error),
        (fall(Some(1), 5.0), Severity::Off),
    ];
    assert_eq!(found, expected);
    let places: Vec<String> = gate
        .conditions()
        .iter()
        .map(|condition| match &condition.origin {
            Origin::File(place) => format!("{place} {}", place.pointer.as_deref().unwrap_or_default()),
            Origin::Flag(flag) => (*flag).to_owned(),
        })
        .collect();
    assert_eq!(places[0], "lockstep.json:5:84 /gate/answers/minimum");
    assert_eq!(places[5], "lockstep.json:4:42 /gate/score");
}

#[test]
fn a_flag_stands_in_place_of_the_same_condition() {
    let file = read(r#"{"score": {"minimum": 50, "severity": "off"}, "answers": 10}"#).expect("valid");
    let mut flags = Gate::default();
    flags.insert(crate::assessment::gate::Condition {
        demand: Demand::Score(60.0),
        severity: Severity::Error,
        origin: Origin::Flag("--min-score"),
    });
    let gate = file.with(&flags);
    let demands: Vec<Demand> = gate
        .conditions()
        .iter()
        .map(|condition| condition.demand)
        .collect();
    assert_eq!(demands, [Demand::Answers(10), Demand::Score(60.0)]);
    assert!(gate.judges(Kind::Score) && !gate.judges(Kind::Level));
}

#[test]
fn every_fault_of_a_gate_says_where_what_and_what_is_allowed() {
    let cases = [
        r#"{"levle": "high"}"#,
        r#"{"level": "hihg", "dimensions": {"langage": 50, "X": {"minimum": "high"}}, "questions": {"L22": 4}}"#,
        r#"{"score": {"severity": "eror"}, "certainty": {"minimum": "between"}, "age": -1, "answers": 0}"#,
        r#"{"score": 19, "gap": -1, "response_rate": 70, "drop": {"severity": "warn"}, "dimensions": {"language": 1e3}}"#,
        r#"{"score": 50, "score": 60, "drop": {"maximum": 900, "dimension": {}, "literal": 1}}"#,
        r#"{"score": [50], "gap": "10", "level": 3}"#,
        r#"{"level": "low", "score": 19.9, "dimensions": {"language": 19.9}, "questions": {"L2": 19.9}}"#,
    ];
    let mut told = String::new();
    for gate in cases {
        let faults = read(gate).expect_err("the gate is at fault");
        told.push_str(&format!("{gate}\n{faults}\n\n"));
    }
    snapbox::assert_data_eq!(told, snapbox::file!["../../../tests/gate/faults.txt"].raw());
}
