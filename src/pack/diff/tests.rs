//! A small pack changed in every way, what is said about each change, and that nothing is said
//! about what did not change.
//!
//! `tests/pack/changes.json` names the changes; what is expected stands beside it as text.
//! `SNAPSHOTS=overwrite` rewrites it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::rules::{
    ATTRIBUTES, DIMENSIONS, FACTS, FINDINGS, FIT, GUARDS, LEVELS, List, QUESTIONS, SINGLE, SOURCES, STEPS,
};
use super::{PackDiff, Step, diff};
use crate::json::{Node, Value};
use crate::pack::builtin;
use crate::pack::tests::{SMALL, cases, change, compare, pointers, text_of, tree};
use crate::source::Source;

const LISTS: [&List; 10] = [
    &SOURCES,
    &LEVELS,
    &ATTRIBUTES,
    &DIMENSIONS,
    &QUESTIONS,
    &FACTS,
    &FIT,
    &GUARDS,
    &STEPS,
    &FINDINGS,
];

fn between(from: &str, to: &str) -> PackDiff {
    diff(&Source::new("from.json", from), &Source::new("to.json", to)).expect("two valid packs")
}

/// Everything that is said but the packs' names, a line for each.
fn told(found: &PackDiff) -> String {
    let word = |value: &dyn erased::Word| value.word();
    let mut text = String::new();
    let version = &found.version;
    let _ = writeln!(
        text,
        "requires {}; says {}, {}, least {}",
        word(&found.requires),
        word(&version.says),
        if version.enough { "enough" } else { "not enough" },
        version.least.as_deref().unwrap_or("-")
    );
    for change in &found.changes {
        let _ = writeln!(
            text,
            "{} {} {} {}: {} -> {} ({}, {})",
            word(&change.change),
            change.part.id(),
            change.id.as_deref().unwrap_or("-"),
            change.field.as_deref().unwrap_or("-"),
            change.words[0].clone().unwrap_or_else(|| change.from.to_string()),
            change.words[1].clone().unwrap_or_else(|| change.to.to_string()),
            word(&change.requires),
            word(&change.reason)
        );
    }
    let comparable = &found.comparable;
    let mut row = |name: &str, because: &[String]| {
        if !because.is_empty() {
            let _ = writeln!(text, "not comparable: {name} because of {}", because.join(", "));
        }
    };
    row("total", &comparable.total.because);
    row("level", &comparable.level.because);
    row("fit", &comparable.fit.because);
    for dimension in &comparable.dimensions {
        row(&dimension.id, &dimension.because);
    }
    text
}

/// An enum as JSON writes it.
mod erased {
    pub(super) trait Word {
        fn word(&self) -> String;
    }

    impl<T: serde::Serialize> Word for T {
        fn word(&self) -> String {
            let value = serde_json::to_value(self).expect("a value");
            value.as_str().expect("a word").to_owned()
        }
    }
}

#[test]
fn every_change_is_told_with_what_it_asks_for() {
    let mut text = String::new();
    for (title, pack) in cases("changes.json") {
        let _ = writeln!(text, "# {title}\n{}", told(&between(SMALL, &pack)));
    }
    compare("changes.txt", text);
}

#[test]
fn a_pack_does_not_differ_from_itself() {
    for text in builtin::BUILTIN.iter().map(|(_, text)| *text).chain([SMALL]) {
        let found = between(text, text);
        assert_eq!(found.changes, []);
        assert_eq!(found.requires, Step::None);
        assert!(found.version.enough);
        let comparable = &found.comparable;
        assert!(comparable.total.comparable && comparable.level.comparable && comparable.fit.comparable);
        assert!(comparable.dimensions.iter().all(|dimension| dimension.comparable));
    }
}

/// Both ways the same things are named.
#[test]
fn the_way_back_undoes_it() {
    for (title, pack) in cases("changes.json") {
        let names = |found: PackDiff| -> BTreeSet<_> {
            let changes = found.changes.into_iter();
            changes
                .map(|change| (change.part.id(), change.id, change.field))
                .collect()
        };
        assert_eq!(
            names(between(SMALL, &pack)),
            names(between(&pack, SMALL)),
            "{title}"
        );
    }
}

#[test]
fn faults_of_both_files_are_told() {
    let broken = SMALL.replace("1.2.0", "one");
    let faults =
        diff(&Source::new("a.json", &broken), &Source::new("b.json", &broken)).expect_err("two faults");
    let files: Vec<String> = faults
        .iter()
        .map(|fault| fault.place.clone().expect("a place").file)
        .collect();
    assert_eq!(files, ["a.json", "b.json"]);
}

/// No key of the format is overlooked: the schema lists them all.
#[test]
fn every_key_of_a_pack_is_compared() {
    let schema = include_str!("../../../questions/schema/pack.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).expect("JSON");
    let keys = |object: &serde_json::Value| -> BTreeSet<String> {
        let properties = object["properties"].as_object().expect("an object");
        properties
            .keys()
            .filter(|key| !key.starts_with('$'))
            .cloned()
            .collect()
    };
    let of = |name: &str| keys(&schema["$defs"][name]);
    let known =
        |words: &[&str]| -> BTreeSet<String> { words.iter().map(|word| (*word).to_owned()).collect() };
    let items = [
        ("SourceRef", &SOURCES),
        ("Level", &LEVELS),
        ("Attribute", &ATTRIBUTES),
        ("Dimension", &DIMENSIONS),
        ("Question", &QUESTIONS),
        ("Fact", &FACTS),
        ("FitRule", &FIT),
        ("Guard", &GUARDS),
        ("Step", &STEPS),
        ("FindingRule", &FINDINGS),
    ];
    for (name, list) in items {
        let mut compared = known(&["id"]);
        compared.extend(list.fields.iter().map(|(field, _)| (*field).to_owned()));
        compared.extend(list.choices.iter().map(|choices| choices.key.to_owned()));
        if name == "Question" {
            compared.insert("scale".to_owned());
        }
        assert_eq!(compared, of(name), "{name}");
    }
    assert_eq!(of("AnswerOption"), known(&["value", "label", "points"]));
    assert_eq!(of("Choice"), known(&["value", "label", "group"]));
    let mut top: BTreeSet<String> = LISTS.iter().map(|list| list.key.to_owned()).collect();
    top.extend(known(&[
        "format",
        "id",
        "version",
        "scales",
        "contrasts",
        "axis",
        "sides",
        "scoring",
        "reporting",
    ]));
    top.extend(known(&["language", "title", "about"]));
    assert_eq!(top, keys(&schema));
    let single = |part: &str| -> BTreeSet<String> {
        let mine = SINGLE.iter().filter(|(single, ..)| single.id() == part);
        mine.map(|(_, field, _)| field.split('/').next().unwrap_or_default().to_owned())
            .collect()
    };
    for (part, name) in [
        ("axis", "Axis"),
        ("sides", "Sides"),
        ("scoring", "Scoring"),
        ("reporting", "Reporting"),
    ] {
        assert_eq!(single(part), of(name), "{name}");
    }
}

/// A value at a pointer.
fn at<'n>(node: &'n Node, pointer: &str) -> &'n Node {
    pointer
        .split('/')
        .skip(1)
        .fold(node, |node, part| match &node.value {
            Value::Object(entries) => &entries.iter().find(|entry| entry.key == part).expect(part).value,
            Value::Array(items) => &items[part.parse::<usize>().expect(part)],
            _ => panic!("{pointer}"),
        })
}

/// What a change at `pointer` is to be called: part, id and field.
fn name_of(root: &Node, pointer: &str) -> Option<(String, Option<String>, String)> {
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    let text = |pointer: &str| match &at(root, pointer).value {
        Value::Text(text) => text.clone(),
        Value::Number(text) => text.clone(),
        _ => panic!("{pointer}"),
    };
    match parts.as_slice() {
        [single @ ("title" | "about")] => Some(("pack".to_owned(), None, (*single).to_owned())),
        [part @ ("axis" | "scoring" | "reporting"), field @ ..] => {
            Some(((*part).to_owned(), None, field.join("/")))
        }
        [list, index, field, rest @ ..] => {
            let rules = LISTS.iter().find(|rules| rules.key == *list)?;
            let id = text(&format!("/{list}/{index}/id"));
            let field = match (*field, rest) {
                ("options" | "values", [choice, leaf @ ("label" | "group" | "points")]) => {
                    let value = text(&format!("/{list}/{index}/{field}/{choice}/value"));
                    format!("{field}/{value}/{leaf}")
                }
                ("options" | "values" | "id", _) => return None,
                (field, _) => field.to_owned(),
            };
            Some((rules.part.id().to_owned(), Some(id), field))
        }
        _ => None,
    }
}

/// The leaf with another value of its kind.
fn other(node: &Node) -> Option<Value> {
    match &node.value {
        Value::Text(text) => Some(Value::Text(format!("{text}."))),
        Value::Number(text) => {
            let number: f64 = text.parse().expect("a number");
            Some(Value::Number(
                (number + if number < 1.0 { 0.001 } else { 1.0 }).to_string(),
            ))
        }
        Value::Bool(value) => Some(Value::Bool(!value)),
        _ => None,
    }
}

/// Changes one leaf; if that leaves a valid pack, the change and nothing else is told.
fn told_alone(text: &str, pointer: &str) -> bool {
    let mut root = tree(text);
    let (Some(name), Some(value)) = (name_of(&root, pointer), other(at(&root, pointer))) else {
        return false;
    };
    let new = Node {
        span: at(&root, pointer).span,
        value,
    };
    change(&mut root, pointer, Some(&new));
    let changed = text_of(&root);
    let Ok(found) = diff(&Source::new("a", text), &Source::new("b", &changed)) else {
        return false;
    };
    let names: Vec<_> = found
        .changes
        .iter()
        .map(|change| {
            (
                change.part.id().to_owned(),
                change.id.clone(),
                change.field.clone().unwrap_or_default(),
            )
        })
        // The weight of a dimension that leaves it open is that of its questions.
        .filter(|(part, _, field)| !(name.0 == "question" && part == "dimension" && field == "weight"))
        .collect();
    let expected = if name.2 == "$comment" { vec![] } else { vec![name] };
    assert_eq!(names, expected, "{pointer}");
    true
}

#[test]
fn one_changed_leaf_is_one_change() {
    let mut found = Vec::new();
    pointers(&tree(SMALL), "", &mut found);
    let told = found.iter().filter(|pointer| told_alone(SMALL, pointer)).count();
    assert!(told > 100, "only {told} changes left a valid pack");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn one_changed_leaf_of_any_pack_is_one_change(
        pack in 0..builtin::BUILTIN.len(),
        index in any::<prop::sample::Index>(),
    ) {
        let (_, text) = builtin::BUILTIN[pack];
        let mut found = Vec::new();
        pointers(&tree(text), "", &mut found);
        told_alone(text, index.get::<String>(&found));
    }
}

#[test]
fn the_schema_is_current() {
    crate::json::schema::compare::<PackDiff>("pack-diff");
}
