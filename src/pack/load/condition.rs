//! Conditions: which of the forms an object has is told by its keys.

use super::{list_of, text, texts};
use crate::diagnostic::{Diagnostic, PACK_CONDITION_FORM, PACK_UNKNOWN_WORD};
use crate::json::{Fields, Node, Reader, Value};
use crate::pack::written::Condition;

/// Every key of a condition: what it is about first, then what is asked of it.
const KEYS: &[&str] = &[
    "all",
    "any",
    "not",
    "question",
    "dimension",
    "fact",
    "next",
    "attribute",
    "below",
    "at_least",
    "lowest",
    "in",
    "agreed",
    "unlocks",
];

pub(super) fn required_condition(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Condition {
    fields.require(reader, key).map_or(Condition::Unread, |node| {
        condition(reader, node, &fields.pointer_to(key))
    })
}

pub(super) fn optional_condition(
    fields: &Fields<'_>,
    reader: &mut Reader<'_>,
    key: &str,
) -> Option<Condition> {
    let node = fields.get(key)?;
    Some(condition(reader, node, &fields.pointer_to(key)))
}

fn condition(reader: &mut Reader<'_>, node: &Node, pointer: &str) -> Condition {
    let Some(fields) = reader.object(node, pointer, KEYS) else {
        return Condition::Unread;
    };
    fields.optional_text(reader, "$comment");
    let keys: Vec<&str> = KEYS
        .iter()
        .copied()
        .filter(|key| fields.get(key).is_some())
        .collect();
    match keys.as_slice() {
        ["all"] => Condition::All {
            all: branches(&fields, reader, "all"),
        },
        ["any"] => Condition::Any {
            any: branches(&fields, reader, "any"),
        },
        ["not"] => Condition::Not {
            not: Box::new(required_condition(&fields, reader, "not")),
        },
        ["question", "below"] => Condition::QuestionBelow {
            question: text(&fields, reader, "question"),
            below: text(&fields, reader, "below"),
        },
        ["question", "at_least"] => Condition::QuestionAtLeast {
            question: text(&fields, reader, "question"),
            at_least: text(&fields, reader, "at_least"),
        },
        ["question", "lowest"] => Condition::QuestionLowest {
            question: text(&fields, reader, "question"),
            lowest: lowest(&fields, reader),
        },
        ["dimension", "below"] => Condition::DimensionBelow {
            dimension: text(&fields, reader, "dimension"),
            below: text(&fields, reader, "below"),
        },
        ["dimension", "at_least"] => Condition::DimensionAtLeast {
            dimension: text(&fields, reader, "dimension"),
            at_least: text(&fields, reader, "at_least"),
        },
        ["dimension", "lowest"] => Condition::DimensionLowest {
            dimension: text(&fields, reader, "dimension"),
            lowest: lowest(&fields, reader),
        },
        ["fact", "in"] | ["fact", "in", "agreed"] => Condition::FactIn {
            fact: text(&fields, reader, "fact"),
            values: texts(&fields, reader, "in"),
            agreed: fields.flag(reader, "agreed"),
        },
        ["fact", "unlocks"] => Condition::FactUnlocks {
            fact: text(&fields, reader, "fact"),
            unlocks: text(&fields, reader, "unlocks"),
        },
        ["next"] => Condition::Next {
            next: text(&fields, reader, "next"),
        },
        ["attribute", "in"] => Condition::AttributeIn {
            attribute: text(&fields, reader, "attribute"),
            values: texts(&fields, reader, "in"),
        },
        _ => {
            // A misspelt key has been reported as unknown; it would only be blamed twice.
            if !has_unknown_key(node) {
                report_form(reader, node, pointer, &keys);
            }
            Condition::Unread
        }
    }
}

fn branches(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Vec<Condition> {
    fields.get(key).map_or_else(Vec::new, |node| {
        list_of(reader, node, &fields.pointer_to(key), condition)
    })
}

/// `lowest` can only be true: its opposite is written with `not`.
fn lowest(fields: &Fields<'_>, reader: &mut Reader<'_>) -> bool {
    let Some(node) = fields.get("lowest") else {
        return false;
    };
    let pointer = fields.pointer_to("lowest");
    let value = reader.boolean(node, &pointer);
    if value == Some(false) {
        reader.fault(
            &PACK_UNKNOWN_WORD,
            "`lowest` has no opposite; write `not` around it",
            node,
            &pointer,
            "true",
        );
    }
    value.unwrap_or_default()
}

fn has_unknown_key(node: &Node) -> bool {
    let Value::Object(entries) = &node.value else {
        return false;
    };
    entries
        .iter()
        .any(|entry| entry.key != "$comment" && !KEYS.contains(&entry.key.as_str()))
}

fn report_form(reader: &mut Reader<'_>, node: &Node, pointer: &str, keys: &[&str]) {
    let (allowed, about) = match keys.first().copied() {
        Some(about @ ("question" | "dimension")) => ("one of `below`, `at_least` and `lowest`", about),
        Some(about @ "fact") => ("`in`, with or without `agreed`, or `unlocks`", about),
        Some(about @ "attribute") => ("`in`", about),
        Some(about @ ("all" | "any" | "not" | "next")) => ("nothing", about),
        _ => ("", ""),
    };
    let allowed = if about.is_empty() {
        "one of `all`, `any`, `not`, `question`, `dimension`, `fact`, `next` and `attribute`".to_owned()
    } else {
        format!("{allowed} beside `{about}`")
    };
    let found = if keys.is_empty() {
        "an object without keys".to_owned()
    } else {
        format!("`{}`", keys.join("`, `"))
    };
    let diagnostic = Diagnostic::new(&PACK_CONDITION_FORM, "not one of the forms of a condition")
        .found(found)
        .allowed(allowed);
    let span = crate::source::Span::new(node.span.start, node.span.start + 1);
    reader.report(diagnostic, span, pointer);
}
