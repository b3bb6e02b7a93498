//! docs/codes.md is made from the registry of codes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lockstep::diagnostic::{ALL_CODES, Code, Severity};
use snapbox::Data;
use snapbox::data::DataFormat;

use super::pages::root;

/// What an area is about. One that is not listed stands without a sentence.
const AREAS: [(&str, &str, &str); 11] = [
    ("usage", "Command line", "What was named on the command line."),
    ("file", "Files", "Reading any file or folder."),
    ("json", "JSON", "Files in JSON, whatever they hold."),
    ("text", "Texts", "Names, notes and other texts in any file."),
    ("answers", "Answers", "Answer files, as JSON, NDJSON or CSV."),
    ("draft", "Drafts", "What `lockstep survey` goes on with."),
    ("project", "Project", "`lockstep.json`."),
    (
        "pack",
        "Packs",
        "Questionnaires: what stands in the file, and what `lockstep pack check` proves beyond that.",
    ),
    ("comparison", "Comparison", "A result beside an earlier one."),
    (
        "result",
        "Findings of a report",
        "What a result says of itself: in the report, and in `findings` of its JSON. An error stops the report.",
    ),
    ("check", "Gates", "Conditions that a run must meet."),
];

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn page() -> String {
    let mut text = "\
# Codes

Every fault, remark and finding has a code: `area/name`. A code never changes its meaning, and new ones
may be added. With `--diagnostics json` each stands in the field `code`, with its place and what to do.

An **error** means that nothing was written and the exit code is 2, or 3 where a file cannot be read or
written. With a **warning** the work went on, and something is probably wrong. A **note** is worth
knowing.

This page is made from the registry in the program; `SNAPSHOTS=overwrite cargo test --test it docs::` writes
it anew.
"
    .to_owned();
    let area = |code: &Code| code.id.split_once('/').map_or("", |(area, _)| area);
    let known: BTreeSet<&str> = AREAS.iter().map(|(area, ..)| *area).collect();
    let others: BTreeSet<&str> = ALL_CODES
        .iter()
        .map(|code| area(code))
        .filter(|area| !known.contains(area))
        .collect();
    let areas = AREAS
        .into_iter()
        .chain(others.into_iter().map(|area| (area, area, "")));
    for (id, title, about) in areas {
        let codes: Vec<&&Code> = ALL_CODES.iter().filter(|code| area(code) == id).collect();
        if codes.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {title}\n\n");
        if !about.is_empty() {
            let _ = write!(text, "{about}\n\n");
        }
        text.push_str("| code | severity | what it means | what to do |\n|---|---|---|---|\n");
        for code in codes {
            let severity = match code.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let _ = writeln!(
                text,
                "| `{}` | {severity} | {} | {} |",
                code.id,
                cell(code.meaning),
                cell(code.remedy)
            );
        }
    }
    text.push_str(
        "\n`result/caution` is a finding of the pack's author. Its severity and its sentence are the pack's, and its\n\
         evidence begins with the id of the rule; `lockstep pack show` lists them.\n",
    );
    text
}

#[test]
fn the_list_of_codes_is_complete() {
    let path = root().join("docs/codes.md");
    let expected = Data::read_from(&path, Some(DataFormat::Text)).raw();
    snapbox::assert_data_eq!(Data::text(page()), expected);
}
