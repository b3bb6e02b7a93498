//! docs/formats.md knows every format that the program reads or writes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::pages::{Page, root};

/// The formats that the sources declare: `FORMAT: &str = "lockstep-…/1"`.
fn declared(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared(&path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            for line in text.lines().filter(|line| line.contains("FORMAT: &str")) {
                found.extend(line.split('"').nth(1).map(str::to_owned));
            }
        }
    }
}

#[test]
fn every_format_is_described() {
    let mut formats = BTreeSet::new();
    declared(&root().join("src"), &mut formats);
    assert!(formats.contains("lockstep-answers/1"), "{formats:?}");
    let page = Page::read("docs/formats.md");
    let missing: Vec<&String> = formats
        .iter()
        .filter(|format| !page.text.contains(&format!("`{format}`")))
        .collect();
    assert!(missing.is_empty(), "docs/formats.md says nothing of {missing:?}");
}

/// Every schema that is checked in is named, and no other.
#[test]
fn every_schema_is_named() {
    let page = Page::read("docs/formats.md");
    for entry in fs::read_dir(root().join("questions/schema")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(page.text.contains(&name), "docs/formats.md does not name {name}");
    }
}
