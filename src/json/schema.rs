//! The JSON Schemas that are checked in, made from the types in one way.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform as _};
use schemars::{JsonSchema, Schema};
use snapbox::data::DataFormat;

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
