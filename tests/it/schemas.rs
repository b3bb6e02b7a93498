//! The JSON Schemas as other programs take them: what each is called, and whether a strict validator
//! knows every word. ajv compiles them where Node and its packages are at hand (`npm ci --prefix
//! tests/schemas`); otherwise says what was left out.
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Every schema that is checked in, by the name of its file.
fn schemas() -> Vec<(String, Value)> {
    let folder = Path::new(ROOT).join("questions/schema");
    let files = std::fs::read_dir(folder).unwrap();
    let schemas = files.map(|entry| {
        let entry = entry.unwrap();
        let schema = std::fs::read_to_string(entry.path()).unwrap();
        let name = entry.file_name().into_string().unwrap();
        (name, serde_json::from_str(&schema).unwrap())
    });
    schemas.collect()
}

#[test]
fn every_schema_has_a_name_of_its_own_which_tells_the_format() {
    let mut ids = BTreeSet::new();
    for (file, schema) in schemas() {
        let name = file.strip_suffix(".schema.json").unwrap();
        assert_eq!(schema["$id"], format!("urn:lockstep:{name}:1"), "{file}");
        assert!(ids.insert(schema["$id"].as_str().unwrap().to_owned()), "{file}");
    }
    assert!(ids.len() >= 7, "{ids:?}");
}

/// JSON Schema has formats of texts alone, and a strict validator knows none unless it is told.
#[test]
fn no_schema_names_a_format() {
    fn look(file: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                assert!(
                    !fields.get("format").is_some_and(Value::is_string),
                    "{file}: {value}"
                );
                fields.values().for_each(|value| look(file, value));
            }
            Value::Array(items) => items.iter().for_each(|value| look(file, value)),
            _ => {}
        }
    }
    for (file, schema) in schemas() {
        look(&file, &schema);
    }
}

#[test]
fn a_strict_validator_compiles_every_schema() {
    let folder = Path::new(ROOT).join("tests/schemas");
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|node| node.status.success()) || !folder.join("node_modules/ajv").is_dir() {
        // Past the capture of the test harness: whoever runs the tests should see it.
        let _ = writeln!(
            std::io::stderr(),
            "left out: the schemas in ajv (node with npm ci --prefix tests/schemas)"
        );
        return;
    }
    let run = Command::new("node")
        .args(["--test", "--test-reporter=spec", "schemas.test.mjs"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
}
