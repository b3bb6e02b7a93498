//! Reads the small pack of these tests: enough of the written form for what reports look up.

use lockstep::number::ExactScore;
use lockstep::pack::condition::{Leaf, Test};
use lockstep::pack::{
    AnswerOption, Attribute, Axis, Choice, Condition, Dimension, Effort, Evidence, Fact, Level, Move, Pack,
    Question, Range, Reporting, Scoring, Sides, SourceRef, Step, Version,
};
use serde_json::Value;

/// `tests/report/fixtures/pack.json`
pub(crate) fn pack() -> Pack {
    let json: Value = serde_json::from_str(include_str!("../../report/fixtures/pack.json")).unwrap();
    let levels: Vec<Level> = list(&json["levels"], |level| Level {
        id: text(&level["id"]),
        name: text(&level["name"]),
        from: thousandths(&level["from"]),
        gloss: text(&level["gloss"]),
        signs: list(&level["signs"], text),
    });
    let dimensions: Vec<Dimension> = list(&json["dimensions"], |dimension| Dimension {
        id: text(&dimension["id"]),
        name: text(&dimension["name"]),
        about: text(&dimension["about"]),
        weight: thousandths(&dimension["weight"]),
        difficulty: dimension["difficulty"].as_i64().unwrap(),
    });
    let questions: Vec<Question> = list(&json["questions"], |question| Question {
        id: text(&question["id"]),
        dimension: dimensions
            .iter()
            .position(|dimension| dimension.id == text(&question["dimension"]))
            .unwrap(),
        name: text(&question["name"]),
        text: text(&question["text"]),
        help: None,
        options: list(&question["options"], |option| AnswerOption {
            value: option["value"].as_i64().unwrap(),
            label: text(&option["label"]),
            points: thousandths(&option["points"]),
        }),
        short: true,
        not_applicable: false,
        reverse: false,
        weight: 1_000,
        ask: None,
        covers: Vec::new(),
        since: None,
    });
    let sources: Vec<SourceRef> = list(&json["sources"], |source| SourceRef {
        id: text(&source["id"]),
        text: text(&source["text"]),
        url: None,
    });
    let steps = list(&json["steps"], |step| Step {
        id: text(&step["id"]),
        title: text(&step["title"]),
        action: text(&step["do"]),
        why: text(&step["why"]),
        when: Some(condition(&step["when"], &questions)),
        toward: toward(&step["move"], &levels),
        needs: Vec::new(),
        after: Vec::new(),
        first: None,
        blocked: None,
        owner: text(&step["owner"]),
        effort: Effort::Small,
        horizon: text(&step["horizon"]),
        done_when: text(&step["done_when"]),
        evidence: Evidence::Cases,
        source: sources.iter().position(|source| source.id == step["source"]),
        always: step["always"] == true,
    });
    let reporting = &json["reporting"];
    Pack {
        id: text(&json["id"]),
        version: Version::parse(&text(&json["version"])).unwrap(),
        language: text(&json["language"]),
        title: text(&json["title"]),
        about: text(&json["about"]),
        sources,
        axis: Axis {
            min: thousandths(&json["axis"]["min"]),
            max: thousandths(&json["axis"]["max"]),
        },
        attainable: Range {
            low: 30.0,
            high: 90.0,
        },
        levels,
        attributes: list(&json["attributes"], |attribute| Attribute {
            id: text(&attribute["id"]),
            name: text(&attribute["name"]),
            ask: text(&attribute["ask"]),
            values: attribute.get("values").map(|values| list(values, choice)),
        }),
        sides: Some(Sides {
            attribute: 0,
            values: [0, 1],
        }),
        contrasts: vec![1],
        dimensions,
        questions,
        scoring: Scoring {
            dimension_minimum: 500,
            total_minimum_dimensions: 750,
            total_minimum_questions: 500,
        },
        reporting: Reporting {
            minimum_group: reporting["minimum_group"].as_u64().unwrap(),
            dont_know_share: reporting["dont_know_share"].as_f64().unwrap(),
            response_rate_use: reporting["response_rate"]["use"].as_f64().unwrap(),
            response_rate_care: reporting["response_rate"]["care"].as_f64().unwrap(),
            relevant_gap: reporting["relevant_gap"].as_f64().unwrap(),
            certainty_clear: reporting["certainty"]["clear"].as_f64().unwrap(),
            certainty_probable: reporting["certainty"]["probable"].as_f64().unwrap(),
            steps_least: 3,
            steps_most: 5,
            route_shown: 5,
        },
        facts: list(&json["facts"], |fact| Fact {
            id: text(&fact["id"]),
            name: text(&fact["name"]),
            ask: text(&fact["ask"]),
            options: list(&fact["options"], choice),
            assumed: None,
        }),
        fit: Vec::new(),
        guards: Vec::new(),
        steps,
        findings: Vec::new(),
        digest: "3f9c2a7d51e84b06c8d1f2a9b7e6540312fd98ab64c7e5d0913b2f8a6c4d7e10".to_owned(),
    }
}

fn list<T>(value: &Value, make: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().unwrap().iter().map(make).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn choice(value: &Value) -> Choice {
    Choice {
        value: text(&value["value"]),
        label: text(&value["label"]),
        group: text(&value["label"]),
    }
}

fn thousandths(value: &Value) -> i64 {
    let value = value.as_i64().unwrap() * 1_000;
    assert_eq!(ExactScore::from_thousandths(value).denominator(), 1);
    value
}

fn toward(value: &Value, levels: &[Level]) -> Move {
    match value.as_str().unwrap() {
        "any" => Move::Any,
        "hold" => Move::Hold,
        "unlock" => Move::Unlock,
        id => Move::To(levels.iter().position(|level| level.id == id).unwrap()),
    }
}

/// The questions a condition reads; what exactly it asks of them does not show in a report.
fn condition(value: &Value, questions: &[Question]) -> Condition {
    let parts = |key: &str| {
        value
            .get(key)
            .map(|parts| list(parts, |part| condition(part, questions)))
    };
    if let Some(parts) = parts("any").or_else(|| parts("all")) {
        return Condition::Any(parts);
    }
    let question = value
        .get("question")
        .and_then(|id| questions.iter().position(|question| question.id == *id));
    question.map_or(Condition::All(Vec::new()), |index| {
        Condition::Leaf(Leaf::Question(index, Test::Lowest))
    })
}
