//! What `lockstep pack new` makes can be asked, scored and reported at once.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// Runs lockstep in `folder`; hands back what it printed. It must not fail.
fn lockstep(folder: &Path, args: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{args:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_new_pack_works_from_the_first_question_to_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    lockstep(
        folder,
        &["pack", "new", "-o", "pack.json", "--sides", "Design,Engineering"],
        "",
    );

    // One person, answer by answer: function, role, team, then five questions that staff are asked.
    let survey = [
        "survey",
        "--pack",
        "pack.json",
        "--plain",
        "--order",
        "pack",
        "-o",
        "one.json",
    ];
    lockstep(folder, &survey, "1\n2\n\n1\n2\n3\n4\n2\nsubmit\n");
    let one: Value = serde_json::from_str(&fs::read_to_string(folder.join("one.json")).unwrap()).unwrap();
    assert_eq!(
        one["attributes"],
        json!({ "function": "design", "role": "staff" })
    );
    assert_eq!(
        one["answers"],
        json!({ "W1": 1, "W2": 2, "T1": 3, "T2": 4, "T3": 2 })
    );

    // Daily work (30 + 50) / 2, trust (70 + 90 + 50) / 3, the total between them.
    let scored = lockstep(
        folder,
        &["score", "one.json", "--pack", "pack.json", "--format", "json"],
        "",
    );
    let scored: Value = serde_json::from_str(&scored).unwrap();
    let row = &scored[0];
    assert_eq!(
        (&row["work"], &row["trust"], &row["total"]),
        (&json!(40), &json!(70), &json!(55))
    );

    let page = lockstep(folder, &["form", "--pack", "pack.json", "-o", "-"], "");
    assert!(page.contains("Ask here what happens when work passes from one team to the other."));

    let team: Vec<String> = (0..12)
        .map(|person| {
            json!({
                "pack": { "id": "design-engineering" },
                "respondent": format!("person-{person}"),
                "attributes": { "function": if person < 6 { "design" } else { "engineering" }, "role": "staff" },
                "answers": { "W1": 1 + person % 3, "W2": 2, "T1": 3, "T2": 1, "T3": 2 }
            })
            .to_string()
        })
        .collect();
    let report = ["report", "-", "--pack", "pack.json", "--format", "json"];
    let report: Value = serde_json::from_str(&lockstep(folder, &report, &team.join("\n"))).unwrap();
    assert_eq!(report["overall"]["n"], 12);
    let steps: Vec<&str> = report["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["id"].as_str().unwrap())
        .collect();
    assert!(steps.contains(&"S5"), "{steps:?}");
    let guards = report["overall"]["guards"].as_array().unwrap();
    assert!(
        guards.iter().any(|guard| guard["id"] == "trust-first"),
        "{guards:?}"
    );
}
