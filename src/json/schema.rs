//! The JSON Schemas that are checked in, made from the types in one way.

use std::collections::{BTreeMap, BTreeSet};

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform as _};
use schemars::{JsonSchema, Schema};
use serde_json::Value;
use snapbox::data::DataFormat;

use crate::diagnostic::{Diagnostic, JSON_UNKNOWN_KEY};

/// The schema of what `lockstep-NAME/1` holds.
///
/// It has an `$id`, by which other schemas refer to it, and no `format` of numbers: that is how Rust
/// holds them, no JSON Schema format, and validators that are strict refuse what they do not know.
pub(crate) fn of<T: JsonSchema>(name: &str) -> Schema {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    RecursiveTransform(without_numeric_format).transform(&mut schema);
    schema.insert("$id".to_owned(), format!("urn:lockstep:{name}:1").into());
    schema
}

fn without_numeric_format(schema: &mut Schema) {
    let is_number = |kind: &serde_json::Value| kind == "integer" || kind == "number";
    let numeric = schema.get("type").is_some_and(|kind| match kind {
        serde_json::Value::Array(kinds) => kinds.iter().any(is_number),
        kind => is_number(kind),
    });
    if numeric {
        schema.remove("format");
    }
}

/// Compares the schema of `T` with the one that is checked in; `SNAPSHOTS=overwrite` writes it.
pub(crate) fn compare<T: JsonSchema>(name: &str) {
    let text = serde_json::to_string_pretty(&of::<T>(name)).expect("a schema is JSON") + "\n";
    snapbox::assert_data_eq!(text, checked_in(name, DataFormat::Json));
}

/// The same for a schema that was laid out by hand.
pub(crate) fn compare_text(name: &str, text: String) {
    snapbox::assert_data_eq!(text, checked_in(name, DataFormat::Text));
}

fn checked_in(name: &str, format: DataFormat) -> snapbox::Data {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join(format!("questions/schema/{name}.schema.json"));
    snapbox::Data::read_from(&path, Some(format)).raw()
}

/// Holds a reader against the schema that is checked in: at every object of `example` it knows the
/// keys that the schema lists and no other. `read` says what is wrong with a text.
pub(crate) fn lists_what_is_read(name: &str, example: &Value, read: impl Fn(&str) -> Vec<Diagnostic>) {
    let unread = |document: &Value| read(&document.to_string());
    let faults = unread(example);
    assert!(faults.is_empty(), "{name}: the example is wrong: {faults:?}");
    let schema: Value =
        serde_json::from_slice(&checked_in(name, DataFormat::Text).to_bytes().expect("bytes"))
            .expect("a schema is JSON");
    let mut objects = BTreeMap::new();
    closed_objects(&schema, &[&schema], example, String::new(), &mut objects);
    assert!(!objects.is_empty(), "{name}: the schema closes no object");
    let keys: BTreeSet<&String> = objects.values().flatten().collect();
    let mood = "mood".to_owned();
    for (pointer, listed) in &objects {
        for key in keys.iter().copied().chain([&mood]) {
            let mut document = example.clone();
            let object = document.pointer_mut(pointer).and_then(Value::as_object_mut);
            object
                .expect("an object")
                .entry(key.clone())
                .or_insert(Value::Null);
            let at = super::child(pointer, key);
            let fault = unread(&document).into_iter().find(|fault| {
                let place = fault.place.as_ref().and_then(|place| place.pointer.as_ref());
                *fault.code == JSON_UNKNOWN_KEY && place == Some(&at)
            });
            assert_eq!(
                fault.is_none(),
                listed.contains(key),
                "{name}: {at}: the reader against the schema"
            );
            // What the reader says that it takes.
            let offered = fault.and_then(|fault| fault.allowed).unwrap_or_default();
            for offered in offered.split('`').skip(1).step_by(2) {
                assert!(
                    listed.contains(offered),
                    "{name}: {at}: `{offered}` is read and in no schema"
                );
            }
        }
    }
}

/// The objects of `value` whose keys are listed, by their pointers.
fn closed_objects<'s>(
    root: &'s Value,
    schemas: &[&'s Value],
    value: &Value,
    pointer: String,
    found: &mut BTreeMap<String, BTreeSet<String>>,
) {
    let mut forms = Vec::new();
    schemas
        .iter()
        .for_each(|schema| forms_of(root, schema, &mut forms));
    match value {
        Value::Object(fields) => {
            forms.retain(|form| form["type"] == "object");
            if !forms.is_empty() && forms.iter().all(|form| form["additionalProperties"] == false) {
                let listed = forms.iter().filter_map(|form| form["properties"].as_object());
                let listed = listed.flat_map(|properties| properties.keys().cloned());
                found.insert(pointer.clone(), listed.chain(["$comment".to_owned()]).collect());
            }
            for (key, value) in fields {
                let under = |form: &&'s Value| {
                    form["properties"]
                        .get(key)
                        .or_else(|| form.get("additionalProperties"))
                };
                let under: Vec<&Value> = forms.iter().filter_map(under).collect();
                closed_objects(root, &under, value, super::child(&pointer, key), found);
            }
        }
        Value::Array(items) => {
            let under: Vec<&Value> = forms.iter().filter_map(|form| form.get("items")).collect();
            for (index, item) in items.iter().enumerate() {
                closed_objects(root, &under, item, format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The schemas that `schema` stands for, references followed.
fn forms_of<'s>(root: &'s Value, schema: &'s Value, forms: &mut Vec<&'s Value>) {
    let named = schema["$ref"]
        .as_str()
        .and_then(|name| root.pointer(name.trim_start_matches('#')));
    let either = ["anyOf", "oneOf"]
        .iter()
        .filter_map(|key| schema[*key].as_array())
        .flatten();
    let branches: Vec<&Value> = named.into_iter().chain(either).collect();
    if branches.is_empty() {
        forms.push(schema);
    }
    branches.iter().for_each(|branch| forms_of(root, branch, forms));
}
