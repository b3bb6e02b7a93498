//! The fields of every object of the written form.

use std::collections::BTreeMap;

use super::condition::{optional_condition, required_condition};
use super::{
    FORMAT, Item, decimal, flag, item, list, list_of, optional, optional_decimal, optional_list,
    optional_text, optional_text_item, optional_texts, required, text, texts, whole, word,
};
use crate::json::{Fields, Reader, Value};
use crate::pack::place::child;
use crate::pack::written::{
    AnswerOption, Attribute, Axis, Certainty, Choice, Dimension, Fact, FindingRule, FindingSeverity, FitRule,
    Guard, Level, Pack as Written, Question, Reporting, ResponseRate, Scoring, Sides, SourceRef, Step,
    StepsNow,
};
use crate::pack::{Effort, Evidence};

/// The fields of an object: what each is called, in the file too unless a key is given, and what
/// reads it. The keys that are allowed and the reader are both made of this list.
macro_rules! item {
    ($name:ident { $($field:ident $($key:literal)?: $read:expr,)* }) => {
        impl Item for $name {
            const KEYS: &[&str] = &[$(item!(@key $field $($key)?)),*];

            fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self {
                Self { $($field: $read(fields, reader, item!(@key $field $($key)?))),* }
            }
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}

item!(Written {
    schema "$schema": optional_text,
    format: format,
    id: text,
    version: text,
    language: text,
    title: text,
    about: text,
    sources: list,
    axis: required,
    levels: list,
    scales: scales,
    attributes: list,
    sides: optional,
    contrasts: optional_texts,
    dimensions: list,
    questions: list,
    scoring: required,
    reporting: required,
    facts: list,
    fit: list,
    guards: list,
    steps: list,
    findings: list,
});

item!(SourceRef {
    id: text,
    text: text,
    url: optional_text,
});

item!(Axis {
    min: decimal,
    max: decimal,
});

item!(Level {
    id: text,
    name: text,
    from: decimal,
    gloss: text,
    signs: texts,
});

item!(Attribute {
    id: text,
    name: text,
    ask: text,
    values: optional_list,
    open: flag,
});

item!(Choice {
    value: text,
    label: text,
    group: optional_text,
});

item!(Sides {
    attribute: text,
    values: texts,
});

item!(Dimension {
    id: text,
    name: text,
    about: text,
    weight: optional_decimal,
    difficulty: whole,
});

item!(Question {
    id: text,
    dimension: text,
    name: text,
    text: text,
    help: optional_text,
    options: optional_list,
    scale: optional_text_item,
    short: flag,
    not_applicable: flag,
    reverse: flag,
    weight: optional_decimal,
    ask: optional_condition,
    since: optional_text,
    covers: optional_texts,
});

item!(AnswerOption {
    value: whole,
    label: text,
    points: decimal,
});

item!(Scoring {
    dimension_minimum: decimal,
    total_minimum_dimensions: decimal,
    total_minimum_questions: decimal,
});

item!(Reporting {
    minimum_group: whole,
    dont_know_share: decimal,
    response_rate: required,
    relevant_gap: decimal,
    certainty: required,
    steps_now: required,
    route_shown: whole,
});

item!(ResponseRate {
    usable "use": decimal,
    care: decimal,
});

item!(Certainty {
    clear: decimal,
    probable: decimal,
});

item!(StepsNow {
    least: whole,
    most: whole,
});

item!(Fact {
    id: text,
    name: text,
    ask: text,
    options: list,
    assumed: optional_text_item,
});

item!(FitRule {
    id: text,
    when: optional_condition,
    fit: text,
    reason: text,
});

item!(Guard {
    id: text,
    caps: text,
    when: required_condition,
    reason: text,
});

item!(Step {
    id: text,
    title: text,
    action "do": text,
    why: text,
    when: optional_condition,
    toward "move": text,
    needs: optional_texts,
    after: optional_texts,
    first: optional_condition,
    blocked: optional_condition,
    owner: text,
    effort: effort,
    horizon: text,
    done_when: text,
    evidence: evidence,
    source: optional_text_item,
    always: flag,
});

item!(FindingRule {
    id: text,
    severity: severity,
    when: required_condition,
    message: text,
});

/// The one object with free keys.
fn scales(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> BTreeMap<String, Vec<AnswerOption>> {
    let Some(node) = fields.get(key) else {
        return BTreeMap::new();
    };
    let pointer = fields.pointer_to(key);
    let Value::Object(entries) = &node.value else {
        // Says that an object is wanted.
        reader.object(node, &pointer, &[]);
        return BTreeMap::from([(String::new(), Vec::new())]);
    };
    reader.duplicates(node, &pointer);
    let mut scales = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.key != "$comment") {
        let options = list_of(reader, &entry.value, &child(&pointer, &entry.key), item);
        scales.insert(entry.key.clone(), options);
    }
    scales
}

/// That another format stands there has been said before.
fn format(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> String {
    fields.require(reader, key);
    FORMAT.to_owned()
}

fn effort(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<Effort> {
    let words = [("S", Effort::Small), ("M", Effort::Medium), ("L", Effort::Large)];
    word(fields, reader, key, &words)
}

fn evidence(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<Evidence> {
    let words = [
        ("A", Evidence::Study),
        ("B", Evidence::Cases),
        ("C", Evidence::Practice),
    ];
    word(fields, reader, key, &words)
}

fn severity(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<FindingSeverity> {
    let words = [
        ("note", FindingSeverity::Note),
        ("warning", FindingSeverity::Warning),
    ];
    word(fields, reader, key, &words)
}
