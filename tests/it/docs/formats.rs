//! docs/formats.md knows every format that the program reads or writes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use lockstep::report::{OutcomeKind, formats};

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

/// The page of a command has a row for each format of its results, and none for another.
#[test]
fn every_way_to_write_results_has_its_row() {
    for (page, kind) in [
        ("docs/report.md", OutcomeKind::Report),
        ("docs/trend.md", OutcomeKind::Trend),
        ("docs/check.md", OutcomeKind::Check),
    ] {
        let text = Page::read(page).text;
        let table = text.split("| ending ").nth(1).unwrap_or_default();
        let table = table.split("\n\n").next().unwrap_or_default();
        let rows: Vec<Vec<&str>> = table
            .lines()
            .skip(2)
            .map(|row| row.split('|').map(str::trim).collect())
            .collect();
        let named: Vec<(&str, &str)> = rows.iter().map(|row| (row[1], row[2])).collect();
        let expected: Vec<(String, String)> = formats(kind)
            .map(|format| {
                let ending = format.endings.first().map(|ending| format!("`.{ending}`"));
                (format!("`{}`", format.name), ending.unwrap_or_default())
            })
            .collect();
        let expected: Vec<(&str, &str)> = expected
            .iter()
            .map(|(name, ending)| (name.as_str(), ending.as_str()))
            .collect();
        assert_eq!(named, expected, "{page}");
    }
}
