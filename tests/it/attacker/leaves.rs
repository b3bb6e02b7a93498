//! The list of every leaf that is printed of people, and what the attacker does with each: a number that is
//! printed and stands nowhere in it fails a test, so that none is published unseen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::runs::{Command, Ground, commands};
use super::teams::{Mix, Numbers, small_pack, waves};

const LIST: &str = include_str!("../../attacker/leaves.txt");
const USES: [&str; 10] = [
    "equation", "people", "spread", "counts", "follows", "reason", "text", "word", "pack", "public",
];

/// By document, then by path, what is done with it.
fn list() -> BTreeMap<&'static str, BTreeMap<String, &'static str>> {
    let mut all: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
    let mut document = "";
    for line in LIST
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(name) = line.strip_prefix('[') {
            document = name.trim_end_matches(']');
            continue;
        }
        let (path, of) = line.split_once(' ').unwrap();
        assert!(USES.contains(&of), "{line}");
        for path in braces(path) {
            let known = all.entry(document).or_default().insert(path.clone(), of);
            assert_eq!(known, None, "{document} {path} stands there twice");
        }
    }
    all
}

/// Every text that one with `{a,b}` stands for.
fn braces(text: &str) -> Vec<String> {
    let Some(open) = text.find('{') else {
        return vec![text.to_owned()];
    };
    let (mut depth, mut from, mut choices) = (0, open + 1, Vec::new());
    for (at, c) in text.char_indices().skip(open) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || depth == 1 && c == ',' {
            choices.push(&text[from..at]);
            from = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    let whole = |choice: &&str| braces(&format!("{}{choice}{}", &text[..open], &text[from..]));
    choices.iter().flat_map(whole).collect()
}

/// Every leaf of a document with its path, `*` for every place of a list.
fn leaves(value: &Value) -> Vec<(String, &Value)> {
    let path = |place: String| {
        let parts = place.split('/').map(|part| match part.parse::<usize>() {
            Ok(_) => "*",
            Err(_) => part,
        });
        parts.collect::<Vec<_>>().join("/")
    };
    places(value)
        .into_iter()
        .map(|(place, value)| (path(place), value))
        .collect()
}

/// Every leaf of a document by its place; an empty list or object and null are leaves.
pub(crate) fn places(value: &Value) -> BTreeMap<String, &Value> {
    fn look<'v>(value: &'v Value, place: String, found: &mut BTreeMap<String, &'v Value>) {
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                let each = fields.iter();
                each.for_each(|(key, value)| look(value, format!("{place}/{key}"), found));
            }
            Value::Array(items) if !items.is_empty() => {
                let each = items.iter().enumerate();
                each.for_each(|(at, item)| look(item, format!("{place}/{at}"), found));
            }
            _ => {
                found.insert(place, value);
            }
        }
    }
    let mut found = BTreeMap::new();
    look(value, String::new(), &mut found);
    found
}

/// Rows have a field for each dimension and each key of `--by`.
fn row_path(path: &str, dimensions: &[&str], keys: &[&str]) -> String {
    match path.strip_prefix("/*/") {
        Some(field) if dimensions.contains(&field) => "/*/<dimension>".to_owned(),
        Some(field) if keys.contains(&field) => "/*/<key>".to_owned(),
        _ => path.to_owned(),
    }
}

/// Whether nothing stands where something may: null or an empty list, at or above a leaf of the list.
fn nothing_there(list: &BTreeMap<String, &str>, path: &str, value: &Value) -> bool {
    let empty = match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    let below = format!("{path}/");
    empty && (path.is_empty() || list.keys().any(|known| known.starts_with(&below)))
}

/// The leaves of a schema.
fn schema_leaves(root: &Value, at: &Value, path: &str, found: &mut BTreeSet<String>) {
    if let Some(name) = at["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#')).unwrap();
        return schema_leaves(root, target, path, found);
    }
    let mut is_leaf = true;
    for choices in ["anyOf", "allOf"] {
        for choice in at[choices].as_array().into_iter().flatten() {
            is_leaf = false;
            if choice["type"] != "null" {
                schema_leaves(root, choice, path, found);
            }
        }
    }
    if let Some(fields) = at["properties"].as_object() {
        is_leaf = false;
        for (name, field) in fields {
            schema_leaves(root, field, &format!("{path}/{name}"), found);
        }
    }
    if at["additionalProperties"].is_object() {
        is_leaf = false;
        schema_leaves(root, &at["additionalProperties"], &format!("{path}/<any>"), found);
    }
    if at["items"].is_object() {
        is_leaf = false;
        schema_leaves(root, &at["items"], &format!("{path}/*"), found);
    }
    if is_leaf {
        found.insert(path.to_owned());
    }
}

#[test]
fn every_leaf_of_a_schema_is_listed_and_nothing_else() {
    let all = list();
    for name in ["assessment", "trend", "check"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("questions/schema/{name}.schema.json"));
        let schema: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let mut found = BTreeSet::new();
        schema_leaves(&schema, &schema, "", &mut found);
        let listed: BTreeSet<String> = all[name].keys().cloned().collect();
        let unlisted: Vec<_> = found.difference(&listed).collect();
        let gone: Vec<_> = listed.difference(&found).collect();
        assert!(
            unlisted.is_empty() && gone.is_empty(),
            "{name}: say in tests/attacker/leaves.txt what the attacker does with {unlisted:#?}, take out {gone:#?}"
        );
    }
}

#[test]
fn every_leaf_that_a_run_prints_is_listed() {
    let (all, pack) = (list(), small_pack());
    let dimensions: Vec<&str> = pack
        .dimensions
        .iter()
        .map(|dimension| dimension.id.as_str())
        .collect();
    let source: Value = serde_json::from_str(include_str!("../../attacker/pack.json")).unwrap();
    let constants = strings(&source);
    let mut faults = BTreeSet::new();
    for case in 0..12 {
        let mut numbers = Numbers(case);
        let mut mix = Mix::random(&mut numbers);
        if case % 2 == 0 {
            // Large enough for what only large groups show.
            mix.sizes = [12 + numbers.below(9), 11 + numbers.below(6), mix.sizes[2]];
        }
        let crowd = waves(&pack, &mix, 1 + case as usize % 3, case % 4 == 0, &mut numbers);
        let ground = Ground::new(&pack, &crowd);
        let reports = [
            Command::new("report", &["--roster", "x=20", "--roster", "y=20"]),
            Command::new("report", &["--baseline-wave", "previous"]),
        ];
        let reports = reports.iter().filter_map(|command| ground.json(command));
        let reported: Vec<f64> = reports.flat_map(|report| numbers_in(&report)).collect();
        for command in commands(crowd.waves) {
            let Some(printed) = ground.json(&command) else {
                continue;
            };
            let keys: Vec<&str> = command.keys();
            let documents: Vec<&Value> = match &printed {
                Value::Array(several) if command.document() == "assessment" => several.iter().collect(),
                one => vec![one],
            };
            for document in documents {
                let list = &all[command.document()];
                let said = [numbers_in(document), numbers_in(&source), reported.clone()].concat();
                for (path, value) in leaves(document) {
                    let path = if command.document() == "score" {
                        row_path(&path, &dimensions, &keys)
                    } else {
                        path
                    };
                    match list.get(&path) {
                        None if !nothing_there(list, &path, value) => {
                            faults.insert(format!("{command:?}: {path} is not listed"));
                        }
                        Some(&"pack") if value.is_string() && !is_constant(&constants, value, &path) => {
                            faults.insert(format!(
                                "{command:?}: {path} holds {value}, which the pack does not"
                            ));
                        }
                        Some(&"people") if !value.is_null() && value.as_f64().is_none() => {
                            faults.insert(format!("{command:?}: {path} is no number of people: {value}"));
                        }
                        Some(&("equation" | "spread"))
                            if command.name == "check" && !in_report(value, &reported) =>
                        {
                            faults.insert(format!("{command:?}: {path} is {value}, which no report says"));
                        }
                        Some(&("text" | "word")) if value.is_number() => {
                            faults.insert(format!("{command:?}: {path} is a number: {value}"));
                        }
                        Some(&"text") if value.is_string() => {
                            for number in unsaid(value.as_str().unwrap(), &said, &constants) {
                                faults.insert(format!(
                                    "{path} says {number}, which stands in no leaf: {value}"
                                ));
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Whether a report of the same people says this number.
fn in_report(value: &Value, reported: &[f64]) -> bool {
    let said = |number: f64| {
        reported
            .iter()
            .any(|known| (known.abs() - number.abs()).abs() < 1e-9)
    };
    value.as_f64().is_none_or(said)
}

fn strings(value: &Value) -> BTreeSet<String> {
    let texts = leaves(value).into_iter();
    texts
        .filter_map(|(_, value)| value.as_str().map(str::to_owned))
        .collect()
}

/// Whether a text is the pack's own; what is computed of the pack alone, too.
fn is_constant(constants: &BTreeSet<String>, value: &Value, path: &str) -> bool {
    ["/digest", "/scoring", "/effect", "/id"]
        .iter()
        .any(|end| path.ends_with(end))
        || constants.contains(value.as_str().unwrap())
        || path.starts_with("/steps") && ["any", "hold", "unlock"].contains(&value.as_str().unwrap())
}

/// Every number of a document.
fn numbers_in(document: &Value) -> Vec<f64> {
    leaves(document)
        .into_iter()
        .filter_map(|(_, value)| value.as_f64())
        .collect()
}

/// Numbers of a sentence that stand in no leaf, rounded or as a percentage.
fn unsaid(text: &str, said: &[f64], constants: &BTreeSet<String>) -> Vec<String> {
    let mut rest = text.to_owned();
    for constant in constants
        .iter()
        .filter(|constant| constant.chars().any(|c| c.is_ascii_digit()))
    {
        rest = rest.replace(constant.as_str(), "");
    }
    let parts = rest.split(|c: char| !c.is_ascii_digit() && c != '.');
    let found = parts
        .map(|part| part.trim_matches('.'))
        .filter(|part| !part.is_empty());
    let known = |part: &&str| {
        let number: f64 = part.parse().unwrap_or(f64::NAN);
        let digits = part.split_once('.').map_or(0, |(_, digits)| digits.len());
        let half = 0.5 * 10_f64.powi(-(digits as i32)) + 1e-9;
        let mut forms = said.iter().flat_map(|said| [said.abs(), 100.0 * said.abs()]);
        forms.any(|form| (form - number).abs() <= half)
    };
    found.filter(|part| !known(part)).map(str::to_owned).collect()
}
