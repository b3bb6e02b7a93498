//! One small pack, changed in every way that is a fault, and what is said about each.
//!
//! `tests/pack/faults.json` and `unsound.json` name the changes; what is expected stands beside
//! them as text. `SNAPSHOTS=overwrite` rewrites it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use snapbox::Data;
use snapbox::data::DataFormat;

use super::{check, load, read, show};
use crate::diagnostic::{ALL_CODES, Diagnostics};
use crate::json::{Entry, Node, Value, parse, schema};
use crate::source::{Source, Span};

pub(crate) const SMALL: &str = include_str!("../../tests/pack/small.json");

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/pack")
        .join(name)
}

pub(super) fn tree(text: &str) -> Node {
    parse(&Source::new("test", text)).expect("valid JSON")
}

pub(super) fn text_of(node: &Node) -> String {
    show::text_of(node)
}

fn field<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Object(entries) => entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value),
        _ => None,
    }
}

/// Puts `new` at `pointer`, or takes away what is there; `-` is the end of a list.
pub(super) fn change(node: &mut Node, pointer: &str, new: Option<&Node>) {
    let mut parts: Vec<&str> = pointer.split('/').skip(1).collect();
    let last = parts.pop().expect("a pointer");
    let mut at = node;
    for part in parts {
        at = match &mut at.value {
            Value::Object(entries) => {
                &mut entries
                    .iter_mut()
                    .find(|entry| entry.key == part)
                    .expect(part)
                    .value
            }
            Value::Array(items) => &mut items[part.parse::<usize>().expect(part)],
            _ => panic!("{pointer}: {part}"),
        };
    }
    match (&mut at.value, new) {
        (Value::Object(entries), None) => entries.retain(|entry| entry.key != last),
        (Value::Object(entries), Some(new)) => {
            if let Some(entry) = entries.iter_mut().find(|entry| entry.key == last) {
                entry.value = new.clone();
            } else {
                entries.push(Entry {
                    key: last.to_owned(),
                    key_span: Span::default(),
                    value: new.clone(),
                });
            }
        }
        (Value::Array(items), Some(new)) if last == "-" => items.push(new.clone()),
        (Value::Array(items), Some(new)) => items[last.parse::<usize>().expect(last)] = new.clone(),
        (Value::Array(items), None) => {
            items.remove(last.parse::<usize>().expect(last));
        }
        _ => panic!("{pointer}"),
    }
}

/// The cases of a file: name and changed pack.
pub(super) fn cases(name: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(path(name)).expect("a readable file");
    let Value::Array(cases) = tree(&text).value else {
        panic!("{name} is no list");
    };
    cases
        .iter()
        .map(|case| {
            let mut pack = tree(SMALL);
            if let Some(Value::Object(entries)) = field(case, "set").map(|node| &node.value) {
                for entry in entries {
                    change(&mut pack, &entry.key, Some(&entry.value));
                }
            }
            if let Some(Value::Array(items)) = field(case, "remove").map(|node| &node.value) {
                for item in items {
                    change(&mut pack, item.as_text().expect("a pointer"), None);
                }
            }
            let title = field(case, "case").and_then(Node::as_text).expect("a name");
            (title.to_owned(), text_of(&pack))
        })
        .collect()
}

/// Everything that is said, word for word.
fn told(diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for one in diagnostics.iter() {
        let place = one.place.clone().unwrap_or_default();
        let _ = writeln!(
            text,
            "{} {} at {place} {}\n  {}",
            one.code.severity,
            one.code.id,
            place.pointer.as_deref().unwrap_or_default(),
            one.message
        );
        let more = [
            ("found", &one.found),
            ("allowed", &one.allowed),
            ("help", &one.help),
        ];
        for (word, said) in more {
            if let Some(said) = said {
                let _ = writeln!(text, "  {word}: {said}");
            }
        }
    }
    text
}

pub(super) fn compare(name: &str, text: String) {
    let expected = Data::read_from(&path(name), Some(DataFormat::Text)).raw();
    snapbox::assert_data_eq!(Data::text(text), expected);
}

#[test]
fn every_fault_is_told_at_its_place() {
    let mut text = String::new();
    for (title, pack) in cases("faults.json") {
        let said = load(&Source::new("pack.json", &pack))
            .map_or_else(|faults| told(&faults), |_| "valid\n".to_owned());
        let _ = writeln!(text, "# {title}\n{said}");
    }
    compare("faults.txt", text);
}

#[test]
fn everything_unsound_is_told_at_its_place() {
    let mut text = String::new();
    for (title, pack) in cases("unsound.json") {
        let source = Source::new("pack.json", &pack);
        let said = match load(&source) {
            Ok(pack) => told(&check(&pack, &source).1),
            Err(faults) => panic!("{title}: {}", told(&faults)),
        };
        let _ = writeln!(text, "# {title}\n{said}");
    }
    compare("unsound.txt", text);
}

#[test]
fn every_code_has_a_case() {
    let told: Vec<String> = ["faults.txt", "unsound.txt"]
        .iter()
        .map(|name| std::fs::read_to_string(path(name)).expect("a readable file"))
        .collect();
    let without: BTreeSet<&str> = ALL_CODES
        .iter()
        .map(|code| code.id)
        .filter(|id| id.starts_with("pack/") && !told.iter().any(|told| told.contains(&format!(" {id} "))))
        .collect();
    assert_eq!(without, BTreeSet::from(["pack/undecided"]));
}

/// Every pointer of a tree, its root left out.
pub(super) fn pointers(node: &Node, at: &str, found: &mut Vec<String>) {
    match &node.value {
        Value::Object(entries) => {
            for entry in entries {
                let pointer = format!("{at}/{}", entry.key);
                pointers(&entry.value, &pointer, found);
                found.push(pointer);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let pointer = format!("{at}/{index}");
                pointers(item, &pointer, found);
                found.push(pointer);
            }
        }
        _ => {}
    }
}

/// A text of the pack, so that some changes stay valid and go deep.
fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("[]".to_owned()),
        Just("{}".to_owned()),
        Just("\"\"".to_owned()),
        (-3_i64..120).prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        Just("1e300".to_owned()),
        Just("0.0001".to_owned()),
        prop::sample::select(vec![
            "A1", "B1", "talk", "mid", "high", "low", "size", "few", "s1", "any", "*"
        ])
        .prop_map(|word| format!("\"{word}\"")),
        Just(r#"{ "question": "B1", "lowest": true }"#.to_owned()),
        Just(r#"{ "not": { "fact": "size", "unlocks": "mid" } }"#.to_owned()),
        Just(r#"{ "any": [] }"#.to_owned()),
    ]
}

proptest! {
    #[test]
    fn no_change_is_too_much(
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(any_value())), 1..4)
    ) {
        let mut pack = tree(SMALL);
        for (index, value) in &changes {
            let mut found = Vec::new();
            pointers(&pack, "", &mut found);
            if found.is_empty() {
                break;
            }
            change(&mut pack, index.get::<String>(&found), value.as_deref().map(tree).as_ref());
        }
        let text = text_of(&pack);
        let source = Source::new("pack.json", &text);
        match load(&source) {
            Ok(pack) => {
                let (soundness, _) = check(&pack, &source);
                prop_assert_eq!(soundness.questions, pack.questions.len());
                prop_assert_eq!(pack.dimensions.is_empty(), false);
                prop_assert!(pack.attainable.low <= pack.attainable.high);
            }
            Err(faults) => {
                prop_assert!(faults.has_errors());
                for fault in faults.iter() {
                    prop_assert!(fault.place.is_some());
                }
            }
        }
    }

    #[test]
    fn cut_anywhere_it_is_a_fault(at in 0..SMALL.len() - 2) {
        if let Some(text) = SMALL.get(..at) {
            prop_assert!(load(&Source::new("pack.json", text)).is_err());
        }
    }
}

#[test]
fn the_written_form_keeps_everything() {
    let source = Source::new("pack.json", SMALL);
    let written = read(&source).expect("a well-formed pack");
    let ours = serde_json::to_value(&written).expect("a value");
    let theirs: serde_json::Value = serde_json::from_str(SMALL).expect("valid JSON");
    assert_eq!(ours, theirs);
}

#[test]
fn the_small_pack_is_laid_out_as_packs_are_shown() {
    compare("small.json", text_of(&tree(SMALL)));
}

/// The schema of the written form; a `$comment` is allowed in every object.
#[test]
fn the_schema_is_that_of_the_written_form() {
    let mut schema = schema::of::<super::written::Pack>("pack");
    schema.insert("title".to_owned(), "lockstep pack".into());
    allow_comments(schema.as_object_mut().expect("an object"));
    let text = text_of(&tree(&serde_json::to_string(&schema).expect("JSON")));
    schema::compare_text("pack", text);
}

#[test]
fn the_schema_lists_what_is_read() {
    for text in [
        include_str!("../../questions/sales-marketing.json"),
        include_str!("../../questions/product-engineering.json"),
    ] {
        let mut example: serde_json::Value = serde_json::from_str(text).expect("a pack is JSON");
        // One of each kind is enough, but conditions have many forms.
        for list in [
            "questions",
            "dimensions",
            "levels",
            "attributes",
            "sources",
            "facts",
        ] {
            example[list].as_array_mut().expect("a list").truncate(2);
        }
        for list in ["steps", "fit", "guards", "findings"] {
            example[list].as_array_mut().expect("a list").truncate(6);
        }
        schema::lists_what_is_read("pack", &example, |text| {
            let written = load::read(&Source::new("pack.json", text));
            written.map_or_else(|faults| faults.into_iter().collect(), |_| Vec::new())
        });
    }
}

fn allow_comments(schema: &mut serde_json::Map<String, serde_json::Value>) {
    for value in schema.values_mut() {
        match value {
            serde_json::Value::Object(object) => allow_comments(object),
            serde_json::Value::Array(items) => {
                for object in items.iter_mut().filter_map(serde_json::Value::as_object_mut) {
                    allow_comments(object);
                }
            }
            _ => {}
        }
    }
    let comment = serde_json::json!({ "description": "A remark of the author, ignored.", "type": "string" });
    if schema.get("type") == Some(&"object".into()) {
        let properties = schema
            .entry("properties")
            .or_insert_with(|| serde_json::json!({}));
        if let Some(properties) = properties.as_object_mut() {
            properties.insert("$comment".to_owned(), comment);
        }
    }
}

#[test]
fn the_document_says_everything_in_words() {
    let pack = load(&Source::new("pack.json", SMALL)).expect("a valid pack");
    compare("small.md", show::markdown(&pack));
}

#[test]
fn texts_of_a_pack_are_no_markup() {
    let mut tree = tree(SMALL);
    let hostile = Node {
        span: Span::default(),
        value: Value::Text("1. <b>[x](javascript:y)</b> `*_|\n# \u{1b}[31m".to_owned()),
    };
    change(&mut tree, "/about", Some(&hostile));
    let pack = load(&Source::new("pack.json", &text_of(&tree))).expect("a valid pack");
    let document = show::markdown(&pack);
    let about = document.lines().nth(2);
    assert_eq!(
        about,
        Some(r"1\. &lt;b>\[x\](javascript:y)&lt;/b> \`\*\_\| # \\u{001B}\[31m")
    );
}
