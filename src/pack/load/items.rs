//! The fields of every object of the written form.

use std::collections::BTreeMap;

use super::condition::{optional_condition, required_condition};
use super::{
    FORMAT, Item, decimal, item, items, list, optional_decimal, optional_list, optional_texts, required,
    text, text_item, texts, whole, word,
};
use crate::json::{Fields, Reader, Value};
use crate::pack::place::child;
use crate::pack::written::{
    AnswerOption, Attribute, Axis, Certainty, Choice, Dimension, Fact, FindingRule, FindingSeverity, FitRule,
    Guard, Level, Pack as Written, Question, Reporting, ResponseRate, Scoring, Sides, SourceRef, Step,
    StepsNow,
};
use crate::pack::{Effort, Evidence};

impl Item for Written {
    const KEYS: &[&str] = &[
        "$schema",
        "format",
        "id",
        "version",
        "language",
        "title",
        "about",
        "sources",
        "axis",
        "levels",
        "scales",
        "attributes",
        "sides",
        "contrasts",
        "dimensions",
        "questions",
        "scoring",
        "reporting",
        "facts",
        "fit",
        "guards",
        "steps",
        "findings",
    ];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        let format = reader.format(fields, FORMAT);
        if format.is_none() && fields.get("format").is_some() {
            // Another format: whatever else is there follows other rules.
            return Self::default();
        }
        Self {
            schema: fields.optional_text(reader, "$schema"),
            format: FORMAT.to_owned(),
            id: text(fields, reader, "id"),
            version: text(fields, reader, "version"),
            language: text(fields, reader, "language"),
            title: text(fields, reader, "title"),
            about: text(fields, reader, "about"),
            sources: list(fields, reader, "sources"),
            axis: required(fields, reader, "axis"),
            levels: list(fields, reader, "levels"),
            scales: scales(fields, reader),
            attributes: list(fields, reader, "attributes"),
            sides: fields
                .get("sides")
                .map(|node| item(reader, node, &fields.pointer_to("sides"))),
            contrasts: optional_texts(fields, reader, "contrasts"),
            dimensions: list(fields, reader, "dimensions"),
            questions: list(fields, reader, "questions"),
            scoring: required(fields, reader, "scoring"),
            reporting: required(fields, reader, "reporting"),
            facts: list(fields, reader, "facts"),
            fit: list(fields, reader, "fit"),
            guards: list(fields, reader, "guards"),
            steps: list(fields, reader, "steps"),
            findings: list(fields, reader, "findings"),
        }
    }
}

/// The one object with free keys.
fn scales(fields: &Fields<'_>, reader: &mut Reader<'_>) -> BTreeMap<String, Vec<AnswerOption>> {
    let Some(node) = fields.get("scales") else {
        return BTreeMap::new();
    };
    let pointer = fields.pointer_to("scales");
    let Value::Object(entries) = &node.value else {
        // Says that an object is wanted.
        reader.object(node, &pointer, &[]);
        return BTreeMap::from([(String::new(), Vec::new())]);
    };
    reader.duplicates(node, &pointer);
    let mut scales = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.key != "$comment") {
        let options = items(reader, &entry.value, &child(&pointer, &entry.key), item);
        scales.insert(entry.key.clone(), options);
    }
    scales
}

impl Item for SourceRef {
    const KEYS: &[&str] = &["id", "text", "url"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            text: text(fields, reader, "text"),
            url: fields.optional_text(reader, "url"),
        }
    }
}

impl Item for Axis {
    const KEYS: &[&str] = &["min", "max"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            min: decimal(fields, reader, "min"),
            max: decimal(fields, reader, "max"),
        }
    }
}

impl Item for Level {
    const KEYS: &[&str] = &["id", "name", "from", "gloss", "signs"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            name: text(fields, reader, "name"),
            from: decimal(fields, reader, "from"),
            gloss: text(fields, reader, "gloss"),
            signs: texts(fields, reader, "signs"),
        }
    }
}

impl Item for Attribute {
    const KEYS: &[&str] = &["id", "name", "ask", "values", "open"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            name: text(fields, reader, "name"),
            ask: text(fields, reader, "ask"),
            values: optional_list(fields, reader, "values"),
            open: fields.flag(reader, "open"),
        }
    }
}

impl Item for Choice {
    const KEYS: &[&str] = &["value", "label", "group"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            value: text(fields, reader, "value"),
            label: text(fields, reader, "label"),
            group: fields.optional_text(reader, "group"),
        }
    }
}

impl Item for Sides {
    const KEYS: &[&str] = &["attribute", "values"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            attribute: text(fields, reader, "attribute"),
            values: texts(fields, reader, "values"),
        }
    }
}

impl Item for Dimension {
    const KEYS: &[&str] = &["id", "name", "about", "weight", "difficulty"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            name: text(fields, reader, "name"),
            about: text(fields, reader, "about"),
            weight: optional_decimal(fields, reader, "weight"),
            difficulty: whole(fields, reader, "difficulty"),
        }
    }
}

impl Item for Question {
    const KEYS: &[&str] = &[
        "id",
        "dimension",
        "name",
        "text",
        "help",
        "options",
        "scale",
        "short",
        "not_applicable",
        "reverse",
        "weight",
        "ask",
        "since",
        "covers",
    ];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            dimension: text(fields, reader, "dimension"),
            name: text(fields, reader, "name"),
            text: text(fields, reader, "text"),
            help: fields.optional_text(reader, "help"),
            options: optional_list(fields, reader, "options"),
            scale: fields
                .get("scale")
                .map(|node| text_item(reader, node, &fields.pointer_to("scale"))),
            short: fields.flag(reader, "short"),
            not_applicable: fields.flag(reader, "not_applicable"),
            reverse: fields.flag(reader, "reverse"),
            weight: optional_decimal(fields, reader, "weight"),
            ask: optional_condition(fields, reader, "ask"),
            since: fields.optional_text(reader, "since"),
            covers: optional_texts(fields, reader, "covers"),
        }
    }
}

impl Item for AnswerOption {
    const KEYS: &[&str] = &["value", "label", "points"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            value: whole(fields, reader, "value"),
            label: text(fields, reader, "label"),
            points: decimal(fields, reader, "points"),
        }
    }
}

impl Item for Scoring {
    const KEYS: &[&str] = &[
        "dimension_minimum",
        "total_minimum_dimensions",
        "total_minimum_questions",
    ];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            dimension_minimum: decimal(fields, reader, "dimension_minimum"),
            total_minimum_dimensions: decimal(fields, reader, "total_minimum_dimensions"),
            total_minimum_questions: decimal(fields, reader, "total_minimum_questions"),
        }
    }
}

impl Item for Reporting {
    const KEYS: &[&str] = &[
        "minimum_group",
        "dont_know_share",
        "response_rate",
        "relevant_gap",
        "certainty",
        "steps_now",
        "route_shown",
    ];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            minimum_group: whole(fields, reader, "minimum_group"),
            dont_know_share: decimal(fields, reader, "dont_know_share"),
            response_rate: required(fields, reader, "response_rate"),
            relevant_gap: decimal(fields, reader, "relevant_gap"),
            certainty: required(fields, reader, "certainty"),
            steps_now: required(fields, reader, "steps_now"),
            route_shown: whole(fields, reader, "route_shown"),
        }
    }
}

impl Item for ResponseRate {
    const KEYS: &[&str] = &["use", "care"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            usable: decimal(fields, reader, "use"),
            care: decimal(fields, reader, "care"),
        }
    }
}

impl Item for Certainty {
    const KEYS: &[&str] = &["clear", "probable"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            clear: decimal(fields, reader, "clear"),
            probable: decimal(fields, reader, "probable"),
        }
    }
}

impl Item for StepsNow {
    const KEYS: &[&str] = &["least", "most"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            least: whole(fields, reader, "least"),
            most: whole(fields, reader, "most"),
        }
    }
}

impl Item for Fact {
    const KEYS: &[&str] = &["id", "name", "ask", "options", "assumed"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            name: text(fields, reader, "name"),
            ask: text(fields, reader, "ask"),
            options: list(fields, reader, "options"),
            assumed: fields
                .get("assumed")
                .map(|node| text_item(reader, node, &fields.pointer_to("assumed"))),
        }
    }
}

impl Item for FitRule {
    const KEYS: &[&str] = &["id", "when", "fit", "reason"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            when: optional_condition(fields, reader, "when"),
            fit: text(fields, reader, "fit"),
            reason: text(fields, reader, "reason"),
        }
    }
}

impl Item for Guard {
    const KEYS: &[&str] = &["id", "caps", "when", "reason"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            caps: text(fields, reader, "caps"),
            when: required_condition(fields, reader, "when"),
            reason: text(fields, reader, "reason"),
        }
    }
}

impl Item for Step {
    const KEYS: &[&str] = &[
        "id",
        "title",
        "do",
        "why",
        "when",
        "move",
        "needs",
        "after",
        "first",
        "blocked",
        "owner",
        "effort",
        "horizon",
        "done_when",
        "evidence",
        "source",
        "always",
    ];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            title: text(fields, reader, "title"),
            action: text(fields, reader, "do"),
            why: text(fields, reader, "why"),
            when: optional_condition(fields, reader, "when"),
            toward: text(fields, reader, "move"),
            needs: optional_texts(fields, reader, "needs"),
            after: optional_texts(fields, reader, "after"),
            first: optional_condition(fields, reader, "first"),
            blocked: optional_condition(fields, reader, "blocked"),
            owner: text(fields, reader, "owner"),
            effort: word(
                fields,
                reader,
                "effort",
                &[("S", Effort::Small), ("M", Effort::Medium), ("L", Effort::Large)],
            ),
            horizon: text(fields, reader, "horizon"),
            done_when: text(fields, reader, "done_when"),
            evidence: word(
                fields,
                reader,
                "evidence",
                &[
                    ("A", Evidence::Study),
                    ("B", Evidence::Cases),
                    ("C", Evidence::Practice),
                ],
            ),
            source: fields
                .get("source")
                .map(|node| text_item(reader, node, &fields.pointer_to("source"))),
            always: fields.flag(reader, "always"),
        }
    }
}

impl Item for FindingRule {
    const KEYS: &[&str] = &["id", "severity", "when", "message"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
        Self {
            id: text(fields, reader, "id"),
            severity: word(
                fields,
                reader,
                "severity",
                &[
                    ("note", FindingSeverity::Note),
                    ("warning", FindingSeverity::Warning),
                ],
            ),
            when: required_condition(fields, reader, "when"),
            message: text(fields, reader, "message"),
        }
    }
}
