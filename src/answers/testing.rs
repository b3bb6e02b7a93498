//! A small pack made by hand, and sinks, for tests.

use super::{Defaults, Intake, Kind, Origin, ReadOutcome, Response, Sink};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pack::condition::{Condition, Leaf};
use crate::pack::{
    AnswerOption, Attribute, Axis, Choice, Dimension, Effort, Evidence, Fact, FitRule, Level, Move, Pack,
    Question, Range, Reporting, Scoring, Sides, Step, Version,
};

/// Two dimensions, five questions:
///
/// - `L1` and `L2`, options 1 to 4, in the short form;
/// - `M1`, options 1 to 4, may be not applicable;
/// - `M2`, options 1 to 4, asked of leaders only;
/// - `M3`, options −1, 0 and 1, since version 1.2.0.
///
/// Attributes `function` (the sides, and other), `role` and the open `team`; facts `market` and
/// `offer`; a step `N1`. Its version is 1.3.0.
pub(crate) fn pack() -> Pack {
    let four = [(1, "Never"), (2, "Now and then"), (3, "As a rule"), (4, "Always")];
    let signed = [(-1, "Worse"), (0, "As before"), (1, "Better")];
    let leaders = Condition::Leaf(Leaf::Attribute(1, vec![1]));
    Pack {
        id: "small".to_owned(),
        version: version(1, 3, 0),
        language: "en".to_owned(),
        title: "Small".to_owned(),
        about: "A pack for tests.".to_owned(),
        sources: Vec::new(),
        axis: Axis {
            min: 20_000,
            max: 100_000,
        },
        attainable: Range {
            low: 20.0,
            high: 80.0,
        },
        levels: [("low", 20_000), ("high", 50_000)].map(level).to_vec(),
        attributes: vec![
            closed(
                "function",
                &[
                    ("sales", "Sales"),
                    ("marketing", "Marketing"),
                    ("other", "Other (operations)"),
                ],
            ),
            closed("role", &[("staff", "Staff"), ("leader", "Leader")]),
            Attribute {
                values: None,
                ..closed("team", &[])
            },
        ],
        sides: Some(Sides {
            attribute: 0,
            values: [0, 1],
        }),
        contrasts: vec![1],
        dimensions: ["language", "measures"].map(dimension).to_vec(),
        questions: vec![
            Question {
                short: true,
                ..question("L1", 0, &four)
            },
            Question {
                short: true,
                ..question("L2", 0, &four)
            },
            Question {
                not_applicable: true,
                ..question("M1", 1, &four)
            },
            Question {
                ask: Some(leaders),
                ..question("M2", 1, &four)
            },
            Question {
                since: Some(version(1, 2, 0)),
                ..question("M3", 1, &signed)
            },
        ],
        scoring: Scoring {
            dimension_minimum: 500,
            total_minimum_dimensions: 750,
            total_minimum_questions: 500,
        },
        reporting: Reporting {
            minimum_group: 5,
            dont_know_share: 0.3,
            response_rate_use: 0.7,
            response_rate_care: 0.5,
            relevant_gap: 4.0,
            certainty_clear: 0.95,
            certainty_probable: 0.8,
            steps_least: 3,
            steps_most: 5,
            route_shown: 5,
        },
        facts: vec![
            fact("market", &[("stable", "Stable"), ("fast", "Fast")]),
            fact("offer", &[("simple", "Simple"), ("complex", "Complex")]),
        ],
        fit: vec![FitRule {
            id: "always".to_owned(),
            when: None,
            fit: 1,
            reason: "Always.".to_owned(),
        }],
        guards: Vec::new(),
        steps: vec![step("N1")],
        findings: Vec::new(),
        digest: "0".repeat(64),
    }
}

pub(crate) const fn version(major: u32, minor: u32, patch: u32) -> Version {
    Version { major, minor, patch }
}

fn level((id, from): (&str, i64)) -> Level {
    Level {
        id: id.to_owned(),
        name: id.to_owned(),
        from,
        gloss: id.to_owned(),
        signs: Vec::new(),
    }
}

fn choices(values: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(value, label): &(&str, &str)| Choice {
        value: (*value).to_owned(),
        label: (*label).to_owned(),
        group: (*label).to_owned(),
    };
    values.iter().map(choice).collect()
}

fn closed(id: &str, values: &[(&str, &str)]) -> Attribute {
    Attribute {
        id: id.to_owned(),
        name: id.to_owned(),
        ask: id.to_owned(),
        values: Some(choices(values)),
    }
}

fn fact(id: &str, values: &[(&str, &str)]) -> Fact {
    Fact {
        id: id.to_owned(),
        name: id.to_owned(),
        ask: id.to_owned(),
        options: choices(values),
        assumed: Some(0),
    }
}

fn dimension(id: &str) -> Dimension {
    Dimension {
        id: id.to_owned(),
        name: id.to_owned(),
        about: id.to_owned(),
        weight: 1_000,
        difficulty: 1,
    }
}

fn question(id: &str, dimension: usize, options: &[(i64, &str)]) -> Question {
    let option = |(index, (value, label)): (usize, &(i64, &str))| AnswerOption {
        value: *value,
        label: (*label).to_owned(),
        points: 20_000 * (index as i64 + 1),
    };
    Question {
        id: id.to_owned(),
        dimension,
        name: id.to_owned(),
        text: id.to_owned(),
        help: None,
        options: options.iter().enumerate().map(option).collect(),
        short: false,
        not_applicable: false,
        reverse: false,
        weight: 1_000,
        ask: None,
        since: None,
        covers: Vec::new(),
    }
}

fn step(id: &str) -> Step {
    Step {
        id: id.to_owned(),
        title: id.to_owned(),
        action: id.to_owned(),
        why: id.to_owned(),
        when: None,
        toward: Move::Any,
        needs: Vec::new(),
        after: Vec::new(),
        first: None,
        blocked: None,
        owner: "both".to_owned(),
        effort: Effort::Small,
        horizon: "a week".to_owned(),
        done_when: "done".to_owned(),
        evidence: Evidence::Practice,
        source: None,
        always: true,
    }
}

/// Keeps everything.
#[derive(Debug, Default)]
pub(crate) struct Kept(pub(crate) Vec<(Response, Origin)>);

impl Sink for Kept {
    fn take(&mut self, response: &Response, origin: &Origin) {
        self.0.push((response.clone(), origin.clone()));
    }
}

impl Kept {
    pub(crate) fn responses(self) -> Vec<Response> {
        self.0.into_iter().map(|(response, _)| response).collect()
    }
}

/// What came of reading `bytes` with the small pack.
pub(crate) fn read(kind: Kind, bytes: &[u8]) -> (Vec<Response>, ReadOutcome) {
    let pack = pack();
    let mut kept = Kept::default();
    let mut intake = Intake::new(&pack);
    intake.read(kind, "file", Defaults::default(), bytes, &mut kept);
    (kept.responses(), intake.finish())
}

/// A diagnostic with all its parts, one a line.
pub(crate) fn parts(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.clone().unwrap_or_default();
    let pointer = place.pointer.as_deref().unwrap_or_default();
    let mut text = format!(
        "{} {place} {pointer}\n  {}",
        diagnostic.code.id, diagnostic.message
    );
    let parts = [
        ("found", &diagnostic.found),
        ("allowed", &diagnostic.allowed),
        ("help", &diagnostic.help),
    ];
    for (name, part) in parts {
        if let Some(part) = part {
            text += &format!("\n  {name}: {part}");
        }
    }
    text
}

/// All diagnostics with all their parts.
pub(crate) fn all_parts(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().map(parts).collect::<Vec<_>>().join("\n")
}
