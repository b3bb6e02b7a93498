//! The assessment of `examples/acme` against the same numbers computed apart from lockstep, by
//! `tests/reference/acme.py` with NumPy and SciPy.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::process::Command;

use serde_json::Value;

fn close(found: &Value, expected: &Value, what: &str) {
    let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
    let tolerance = 1e-9 * expected.abs().max(1e-3);
    assert!(
        (found - expected).abs() <= tolerance,
        "{what}: {found} against {expected}"
    );
}

/// A difference and its tests.
fn gaps(found: &Value, expected: &Value, what: &str) {
    close(&found["difference"], &expected["difference"], what);
    close(&found["p"], &expected["p"], &format!("{what} p"));
    close(
        &found["interval"]["low"],
        &expected["low"],
        &format!("{what} low"),
    );
    close(
        &found["interval"]["high"],
        &expected["high"],
        &format!("{what} high"),
    );
    close(&found["p_rank"], &expected["p_rank"], &format!("{what} rank p"));
    close(
        &found["probability_of_superiority"],
        &expected["superiority"],
        &format!("{what} superiority"),
    );
    close(&found["hedges_g"], &expected["g"], &format!("{what} g"));
    if expected["p_holm"].is_number() {
        close(&found["p_holm"], &expected["p_holm"], &format!("{what} Holm"));
    }
}

/// An estimate with its interval.
fn estimates(found: &Value, expected: &Value, what: &str) {
    close(&found["score"], &expected["score"], what);
    close(
        &found["standard_error"],
        &expected["standard_error"],
        &format!("{what} se"),
    );
    close(&found["df"], &expected["df"], &format!("{what} df"));
    close(
        &found["interval"]["low"],
        &expected["low"],
        &format!("{what} low"),
    );
    close(
        &found["interval"]["high"],
        &expected["high"],
        &format!("{what} high"),
    );
}

#[test]
fn every_number_agrees() {
    let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(["report", "examples/acme", "--format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected: Value = serde_json::from_str(include_str!("../reference/acme.json")).unwrap();

    estimates(&found["overall"], &expected["overall"], "overall");
    close(
        &found["overall"]["people_weighted"]["score"],
        &expected["people_weighted"],
        "people",
    );
    close(
        &found["overall"]["effective_n"],
        &expected["effective_n"],
        "effective n",
    );
    close(
        &found["overall"]["bounds"]["lowest"],
        &expected["bounds"][0],
        "lowest",
    );
    close(
        &found["overall"]["bounds"]["highest"],
        &expected["bounds"][1],
        "highest",
    );
    close(
        &found["overall"]["break_even"]["needed"],
        &expected["break_even"],
        "break-even",
    );
    for (index, share) in expected["support"].as_array().unwrap().iter().enumerate() {
        let found = found["overall"]["support"][index]["share"].as_f64().unwrap();
        assert!((found - share.as_f64().unwrap()).abs() < 1e-9, "support {index}");
    }
    gaps(&found["gap"], &expected["gap"], "overall gap");

    let dimensions = found["dimensions"].as_array().unwrap();
    assert_eq!(
        dimensions.len(),
        expected["dimensions"].as_object().unwrap().len()
    );
    for dimension in dimensions {
        let name = dimension["id"].as_str().unwrap();
        let expected = &expected["dimensions"][name];
        estimates(dimension, &expected["estimate"], name);
        gaps(&dimension["gap"], &expected["gap"], name);
        for side in 0..2 {
            close(&dimension["sides"][side]["score"], &expected["sides"][side], name);
            // Marketing has six people: what lies inside either side is not shown.
            assert!(
                dimension["sides"][side]["agreement"].is_null(),
                "{name} agreement {side}"
            );
        }
        assert!(dimension["reliability"].is_null(), "{name}");
    }
}

fn json(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(["report", "examples/acme", "--format", "json"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_part_of_the_people_says_which() {
    let value = |attribute: &str, name: &str, value: &str, label: &str| serde_json::json!({"attribute": attribute, "name": name, "value": value, "label": label});
    let role = value("role", "Role", "staff", "Everybody else");
    let sales = value("function", "Function", "sales", "Sales");
    let marketing = value("function", "Function", "marketing", "Marketing");

    assert_eq!(json(&[]).get("group"), None);
    assert_eq!(json(&["--by", "organization,wave"]).get("group"), None);
    assert_eq!(
        json(&[
            "--select",
            "role=staff",
            "--select",
            "function=sales",
            "--select",
            "function=marketing"
        ])["group"],
        serde_json::json!([role, sales, marketing])
    );
    // Each group has one of the values that were selected.
    let groups = json(&[
        "--by",
        "function",
        "--select",
        "function=sales",
        "--select",
        "function=marketing",
        "--select",
        "role=staff",
    ]);
    let groups: Vec<&Value> = groups
        .as_array()
        .unwrap()
        .iter()
        .map(|group| &group["group"])
        .collect();
    assert_eq!(
        groups,
        [
            &serde_json::json!([marketing, role]),
            &serde_json::json!([sales, role])
        ]
    );
    let forms = json(&["--by", "form"]);
    assert_eq!(
        forms[0]["group"],
        serde_json::json!([value("form", "Form", "full", "full")])
    );
    let teams = json(&["--by", "team"]);
    let open = teams.as_array().unwrap().iter().map(|team| &team["group"][0]);
    assert!(open.clone().count() > 2);
    assert!(
        open.into_iter()
            .all(|team| team["attribute"] == "team" && team["value"] == team["label"])
    );
}
