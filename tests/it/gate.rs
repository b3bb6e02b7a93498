//! The verdict that `check` prints and its exit code agree: every kind of condition, with every
//! severity, every outcome it can have, from the file and from a flag, with and without --exit-zero.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Whose answers a row of the table is judged on.
#[derive(Debug, Clone, Copy, PartialEq)]
enum On {
    /// Four waves of the example; the last is worse.
    Tidewater,
    /// Its first wave alone: nothing to compare with.
    First,
    /// Three people: nothing is shown.
    Few,
    /// The example without a roster.
    NoRoster,
    /// Twelve people whose mean lies near a cut.
    Twelve,
}

/// One condition and what becomes of it.
struct Row {
    kind: &'static str,
    id: &'static str,
    /// The number or word, as JSON, and where in the gate it is written.
    limit: Value,
    /// Key of the limit in the long form.
    key: &'static str,
    flag: &'static str,
    on: On,
    arguments: &'static [&'static str],
    outcome: &'static str,
}

fn row(kind: &'static str, limit: Value, on: On, outcome: &'static str) -> Row {
    let (key, flag) = match kind {
        "answers" => ("minimum", "--min-answers"),
        "response-rate" => ("minimum", "--min-response-rate"),
        "age" => ("maximum_days", "--max-age"),
        "level" => ("minimum", "--min-level"),
        "certainty" => ("minimum", "--certainty"),
        "score" => ("minimum", "--min-score"),
        "gap" => ("maximum", "--max-gap"),
        "dimension/trust" => ("minimum", "--min-dimension"),
        "question/E1" => ("minimum", "--min-question"),
        _ => ("maximum", "--max-drop"),
    };
    Row {
        kind: kind.split('/').next().unwrap(),
        id: kind,
        limit,
        key,
        flag,
        on,
        arguments: match (kind, outcome) {
            ("age", "cannot-be-judged") => &["--today", "2025-01-01"],
            ("age", _) => &["--today", "2026-11-20"],
            ("drop" | "drop/trust", "not-judged") => &["--baseline-optional"],
            _ => &[],
        },
        outcome,
    }
}

/// Every kind with every outcome it can have.
fn table() -> Vec<Row> {
    use On::{Few, First, NoRoster, Tidewater, Twelve};
    const CANNOT: &str = "cannot-be-judged";
    vec![
        row("answers", json!(43), Tidewater, "met"),
        row("answers", json!(44), Tidewater, "not-yet"),
        row("answers", json!(10), Few, "not-yet"),
        row("answers", json!(3), Few, "met"),
        row("response-rate", json!(0.875), Tidewater, "met"),
        row("response-rate", json!(0.9), Tidewater, "missed"),
        row("response-rate", json!(0.5), NoRoster, CANNOT),
        row("age", json!(51), Tidewater, "met"),
        row("age", json!(50), Tidewater, "missed"),
        row("age", json!(50), First, CANNOT),
        row("level", json!("defined"), Tidewater, "met"),
        row("level", json!("aligned"), Tidewater, "missed"),
        row("level", json!("defined"), Few, CANNOT),
        row("certainty", json!("clear"), Tidewater, "met"),
        row("certainty", json!("probable"), Twelve, "missed"),
        row("certainty", json!("probable"), Few, CANNOT),
        row("score", json!(56), Tidewater, "met"),
        row("score", json!(56.2), Tidewater, "missed"),
        row("score", json!(40), Few, CANNOT),
        row("gap", json!(6.5), Tidewater, "met"),
        row("gap", json!(6), Tidewater, "missed"),
        row("gap", json!(60), Few, CANNOT),
        row("dimension/trust", json!(50), Tidewater, "met"),
        row("dimension/trust", json!(60), Tidewater, "missed"),
        row("dimension/trust", json!(40), Few, CANNOT),
        row("question/E1", json!(40), Tidewater, "met"),
        row("question/E1", json!(90), Tidewater, "missed"),
        row("question/E1", json!(40), Few, CANNOT),
        row("drop", json!(7), Tidewater, "met"),
        row("drop", json!(4), Tidewater, "missed"),
        row("drop", json!(4), First, CANNOT),
        row("drop", json!(4), First, "not-judged"),
        row("drop/trust", json!(20), Tidewater, "met"),
        row("drop/trust", json!(0), Tidewater, "missed"),
        row("drop/trust", json!(4), First, CANNOT),
        row("drop/trust", json!(4), First, "not-judged"),
    ]
}

/// A gate with this one condition.
fn gate(row: &Row, severity: &str) -> Value {
    let long = json!({ row.key: row.limit, "severity": severity });
    match row.id {
        "dimension/trust" => json!({ "dimensions": { "trust": long } }),
        "question/E1" => json!({ "questions": { "E1": long } }),
        "drop/trust" => json!({ "drop": { "dimensions": { "trust": long } } }),
        "response-rate" => json!({ "response_rate": long }),
        kind => json!({ kind: long }),
    }
}

fn flag(row: &Row) -> [String; 2] {
    let limit = row
        .limit
        .as_str()
        .map_or_else(|| row.limit.to_string(), str::to_owned);
    let value = match row.id.split_once('/') {
        Some((_, subject)) => format!("{subject}={limit}"),
        None => limit,
    };
    [row.flag.to_owned(), value]
}

/// A project with these answers and this gate.
fn project(root: &Path, on: On, gate: Option<&Value>) -> PathBuf {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tidewater");
    let folder = root.join("project");
    let answers = folder.join("answers");
    fs::create_dir_all(&answers).unwrap();
    let text = fs::read_to_string(example.join("lockstep.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let fields = file.as_object_mut().unwrap();
    if matches!(on, On::NoRoster | On::Twelve) {
        fields.remove("roster");
    }
    fields.remove("gate");
    if let Some(gate) = gate {
        fields.insert("gate".to_owned(), gate.clone());
    }
    fs::write(folder.join("lockstep.json"), file.to_string()).unwrap();
    let waves: &[&str] = match on {
        On::Tidewater | On::NoRoster => &["2026-Q2", "2026-Q3"],
        On::First => &["2025-Q4"],
        On::Few => &["2026-Q3"],
        On::Twelve => &["2026-Q2"],
    };
    for wave in waves {
        let name = format!("{wave}.ndjson");
        let text = fs::read_to_string(example.join("answers").join(&name)).unwrap();
        let people = match on {
            On::Few => 3,
            On::Twelve => 12,
            _ => usize::MAX,
        };
        let text: String = text.split_inclusive('\n').take(people).collect();
        fs::write(answers.join(name), text).unwrap();
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .arg("check")
        .arg(folder)
        .args(["-o", "-", "-o"])
        .arg(folder.join("check.json"))
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap()
}

/// What a condition with this outcome and severity does to the run.
fn mark(outcome: &str, severity: &str) -> &'static str {
    match (outcome, severity) {
        (_, "off") | ("not-judged", _) => "skip",
        ("met", _) => "pass",
        (_, "warn") => "warn",
        _ => "fail",
    }
}

/// The words and the numbers of one run against what the row says.
fn holds(row: &Row, severity: &str, exit_zero: bool, folder: &Path, output: &Output) {
    let about = format!("{} {} {severity} --exit-zero={exit_zero}", row.id, row.outcome);
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    let outcome = if severity == "off" {
        "not-judged"
    } else {
        row.outcome
    };
    let mark = mark(row.outcome, severity);
    let failed = mark == "fail";
    let code = i32::from(failed && !exit_zero);
    assert_eq!(output.status.code(), Some(code), "{about}\n{text}{errors}");
    let verdict = match (mark, exit_zero) {
        ("fail", false) => "Failed: the only condition fails ",
        ("fail", true) => "Would fail: the only condition fails; exit code 0, as --exit-zero asks ",
        ("warn", _) => "Passed with warnings: the only condition warns ",
        ("pass", _) => "Passed: the only condition holds ",
        _ => "Passed: no condition was judged ",
    };
    let first = text.lines().next().unwrap();
    let wrapped: String = text.lines().take(2).collect::<Vec<_>>().join(" ") + " ";
    assert!(
        first.starts_with(verdict) || wrapped.starts_with(verdict),
        "{about}\n{text}"
    );
    let shown = if failed {
        "  FAIL  "
    } else {
        &format!("  {mark}  ")
    };
    assert!(
        text.lines().any(|line| line.starts_with(shown)),
        "{about}\n{text}"
    );

    let json: Value = serde_json::from_str(&fs::read_to_string(folder.join("check.json")).unwrap()).unwrap();
    assert_eq!(json["exit_code"], code, "{about}");
    assert_eq!(json["exit_zero"], exit_zero, "{about}");
    let word = match mark {
        "fail" => "failed",
        "warn" => "warned",
        _ => "passed",
    };
    assert_eq!(json["verdict"], word, "{about}");
    let condition = &json["results"][0]["conditions"][0];
    assert_eq!(condition["id"], row.id, "{about}");
    assert_eq!(condition["kind"], row.kind, "{about}");
    assert_eq!(condition["severity"], severity, "{about}");
    assert_eq!(condition["outcome"], outcome, "{about}");
    assert_eq!(condition["verdict"], mark, "{about}");
    assert_eq!(
        condition["found"].is_null(),
        matches!(outcome, "cannot-be-judged" | "not-judged"),
        "{about}"
    );
}

#[test]
fn the_printed_verdict_and_the_exit_code_agree() {
    let mut runs = 0;
    for row in table() {
        for severity in ["off", "warn", "error"] {
            for exit_zero in [false, true] {
                let root = tempfile::tempdir().unwrap();
                let folder = project(root.path(), row.on, Some(&gate(&row, severity)));
                // With the condition off nothing asks for a day, and --today would be refused.
                let mut arguments = row.arguments.to_vec();
                if severity == "off" && row.kind == "age" {
                    arguments.clear();
                }
                if exit_zero {
                    arguments.push("--exit-zero");
                }
                let output = check(&folder, &arguments);
                holds(&row, severity, exit_zero, &folder, &output);
                runs += 1;
            }
        }
        // The same as a flag, alone and over a condition of the file that is off.
        for written in [None, Some("off")] {
            for exit_zero in [false, true] {
                let root = tempfile::tempdir().unwrap();
                let written = written.map(|severity| gate(&row, severity));
                let folder = project(root.path(), row.on, written.as_ref());
                let [flag, value] = flag(&row);
                let mut arguments = row.arguments.to_vec();
                arguments.extend([flag.as_str(), value.as_str()]);
                if exit_zero {
                    arguments.push("--exit-zero");
                }
                let output = check(&folder, &arguments);
                holds(&row, "error", exit_zero, &folder, &output);
                runs += 1;
            }
        }
    }
    assert_eq!(runs, table().len() * 10);
}

#[test]
fn one_condition_that_fails_decides_and_one_that_warns_does_not() {
    let gates = [
        (
            json!({"score": {"minimum": 60, "severity": "warn"}, "answers": 10}),
            0,
            "Passed with warnings: 1 of 2 conditions warns",
        ),
        (
            json!({"score": {"minimum": 60, "severity": "error"}, "answers": 44}),
            1,
            "Failed: both conditions fail",
        ),
        (
            json!({"score": {"minimum": 60, "severity": "warn"}, "answers": 44}),
            1,
            "Failed: 1 of 2 conditions fails, 1 warns",
        ),
        (
            json!({"score": 50, "answers": 10, "gap": {"maximum": 3, "severity": "off"}}),
            0,
            "Passed: both conditions hold, 1 not judged",
        ),
        (
            json!({"score": 50, "answers": 10, "gap": 50}),
            0,
            "Passed: all 3 conditions hold",
        ),
    ];
    for (gate, code, verdict) in gates {
        let root = tempfile::tempdir().unwrap();
        let folder = project(root.path(), On::Tidewater, Some(&gate));
        let output = check(&folder, &[]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.starts_with(&format!("{verdict} ")), "{text}");
    }
}

#[test]
fn better_and_noise_pass_and_worse_fails() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tidewater");
    for (wave, literal, code) in [
        ("2026-Q1", false, 0),
        ("2026-Q2", false, 0),
        ("2026-Q3", false, 1),
        ("2026-Q1", true, 0),
        ("2026-Q2", true, 1),
        ("2026-Q3", true, 1),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lockstep"));
        command.arg("check").arg(&example).args([
            "--wave",
            wave,
            "--baseline-wave",
            "previous",
            "--max-drop",
            "0",
        ]);
        if literal {
            command.arg("--literal");
        }
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            output.status.code(),
            Some(code),
            "{wave} literal={literal}\n{text}"
        );
        assert_eq!(text.starts_with("Failed: "), code == 1, "{text}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_in_every_format() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tidewater");
    for format in ["text", "markdown", "json", "junit", "csv", "github"] {
        let run = || {
            let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
                .arg("check")
                .arg(&example)
                .args([
                    "--max-drop",
                    "3",
                    "--min-score",
                    "50",
                    "--max-age",
                    "90",
                    "--format",
                    format,
                ])
                .env("SOURCE_DATE_EPOCH", "1795000000")
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(1), "{format}");
            output.stdout
        };
        assert_eq!(run(), run(), "{format}");
    }
}

#[test]
fn a_reader_that_stops_early_does_not_change_the_exit_code() {
    use std::process::Stdio;
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tidewater");
    let mut child = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .arg("check")
        .arg(&example)
        .args(["--min-score", "60"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn the_step_summary_is_added_to_what_is_there_and_keeps_to_its_limit() {
    const LIMIT: usize = 1 << 20;
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("summary.md");
    let folder = project(root.path(), On::Tidewater, None);
    for (held, whole) in [(10, true), (LIMIT - 4_000, false), (LIMIT - 10, false)] {
        fs::write(&path, "x".repeat(held - 1) + "\n").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
            .arg("check")
            .arg(&folder)
            .args(["--min-score", "60", "--step-summary"])
            .env("GITHUB_STEP_SUMMARY", &path)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.len() <= LIMIT);
        let added = &text[held..];
        assert_eq!(added.contains("<details>"), whole);
        if added.is_empty() {
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(errors.contains("the step summary is full"), "{errors}");
        } else {
            assert!(
                added.starts_with("## ❌ Failed: the only condition fails\n"),
                "{added}"
            );
            assert_eq!(added.contains("left out"), !whole, "{added}");
        }
    }
}

/// The assessment of a wave of the example as a baseline file, changed by `change`.
fn baseline(root: &Path, wave: &str, change: impl Fn(&mut Value)) -> PathBuf {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/tidewater");
    let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .arg("report")
        .arg(example)
        .args(["--wave", wave, "--format", "json"])
        .output()
        .unwrap();
    let mut assessment: Value = serde_json::from_slice(&output.stdout).unwrap();
    change(&mut assessment);
    let path = root.join("baseline.json");
    fs::write(&path, assessment.to_string()).unwrap();
    path
}

/// Exit code, what was printed, what was said.
fn against(root: &Path, baseline: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let folder = project(root, On::Tidewater, None);
    let mut all = vec![
        "--max-drop",
        "3",
        "--width",
        "200",
        "--baseline",
        baseline.to_str().unwrap(),
    ];
    all.extend(arguments);
    let output = check(&folder, &all);
    (
        output.status.code(),
        String::from_utf8(output.stdout)
            .unwrap()
            .replace("\n        ", " "),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn a_file_is_a_baseline_like_the_wave_it_came_from() {
    let root = tempfile::tempdir().unwrap();
    for (wave, code) in [("2026-Q2", 1), ("2025-Q4", 0)] {
        let file = baseline(root.path(), wave, |_| ());
        let (found, text, errors) = against(root.path(), &file, &[]);
        assert_eq!(found, Some(code), "{text}{errors}");
        assert!(text.contains(&format!("compared with {wave}")), "{text}");
    }
    let file = baseline(root.path(), "2026-Q3", |_| ());
    let (found, text, _) = against(root.path(), &file, &[]);
    assert_eq!(found, Some(0));
    assert!(
        text.contains("note  The baseline is of the wave that is judged"),
        "{text}"
    );
}

#[test]
fn a_list_of_baselines_holds_one_for_each_organisation() {
    let root = tempfile::tempdir().unwrap();
    let file = baseline(root.path(), "2026-Q2", |assessment| {
        let mut other = assessment.clone();
        other["organization"] = json!("Other");
        other["overall"]["score"] = json!(90);
        *assessment = json!([other, assessment.clone()]);
    });
    let (found, text, errors) = against(root.path(), &file, &["--by", "organization"]);
    assert_eq!(found, Some(1), "{text}{errors}");
    assert!(text.contains("Fell by 5.4 points"), "{text}");
    let file = baseline(root.path(), "2026-Q2", |assessment| *assessment = json!([]));
    let (found, _, errors) = against(root.path(), &file, &[]);
    assert_eq!(found, Some(2));
    assert!(errors.contains("comparison/unreadable"), "{errors}");
}

#[test]
fn a_baseline_of_another_version_says_so_and_of_another_questionnaire_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let file = baseline(root.path(), "2026-Q2", |assessment| {
        assessment["pack"]["version"] = json!("1.1.0");
        assessment["pack"]["digest"] = json!("0");
    });
    let (found, text, errors) = against(root.path(), &file, &[]);
    assert_eq!(found, Some(1), "{errors}");
    assert!(
        text.contains("note  The baseline answers version 1.1.0 of the questionnaire and this wave version 1.0.0: only what did"),
        "{text}"
    );
    for (key, value) in [("version", "2.0.0"), ("id", "other")] {
        let file = baseline(root.path(), "2026-Q2", |assessment| {
            assessment["pack"][key] = json!(value);
        });
        let (found, text, errors) = against(root.path(), &file, &["--baseline-optional"]);
        assert_eq!(found, Some(2), "{text}");
        assert!(errors.contains("error[comparison/other-pack]"), "{errors}");
    }
    let file = baseline(root.path(), "2026-Q2", |assessment| {
        assessment["organization"] = json!("Elsewhere");
    });
    let (found, text, errors) = against(root.path(), &file, &["--baseline-optional"]);
    assert_eq!(found, Some(2), "{text}");
    assert!(
        errors.contains("error[comparison/other-organization]"),
        "{errors}"
    );
}

#[test]
fn the_day_of_a_few_answers_is_not_told() {
    let root = tempfile::tempdir().unwrap();
    let folder = project(root.path(), On::Tidewater, None);
    let file = folder.join("answers/2026-Q3.ndjson");
    let stamped: String = fs::read_to_string(&file)
        .unwrap()
        .lines()
        .map(|line| line.replacen('{', "{\"submitted_at\": \"2026-09-20T22:00:00-03:00\",", 1) + "\n")
        .collect();
    let age = |people: usize| {
        let text: String = stamped.split_inclusive('\n').take(people).collect();
        fs::write(&file, text).unwrap();
        let output = check(&folder, &["--max-age", "60", "--today", "2026-10-05"]);
        assert_eq!(output.status.code(), Some(0));
        let json: Value =
            serde_json::from_str(&fs::read_to_string(folder.join("check.json")).unwrap()).unwrap();
        json["results"][0]["conditions"][0]["value"].clone()
    };
    // From the latest answer, a day later at UTC; from four people on down, from the end of the quarter.
    assert_eq!(age(5), 14);
    assert_eq!(age(4), 5);
}

/// A run that fails says so in one line, whatever it is told to keep to itself.
#[test]
fn a_gate_that_fails_is_never_mute() {
    let root = tempfile::tempdir().unwrap();
    let folder = project(root.path(), On::Tidewater, None);
    let older = root.path().join("older.json");
    let pack =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/sales-marketing.json"));
    // The same version with other points asks for a new one.
    let scored = pack.unwrap().replacen("\"points\": 30", "\"points\": 31", 1);
    fs::write(&older, scored).unwrap();
    let folder = folder.to_str().unwrap();
    let check = ["check", folder, "--min-answers"];
    let diff = ["pack", "diff", older.to_str().unwrap(), "sales-marketing"];
    let out = root.path().join("out.json");
    let to_file = ["-o", out.to_str().unwrap()];
    for quiet in [&[][..], &["--quiet"]] {
        for (form, begins) in [
            ("text", "error: "),
            ("json", "{\"code\":null,\"severity\":\"error\""),
        ] {
            let said = |command: &[&str], more: &[&str]| {
                let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
                    .args(command)
                    .args(more)
                    .args(quiet)
                    .args(["--diagnostics", form])
                    .output()
                    .unwrap();
                (output.status.code(), String::from_utf8(output.stderr).unwrap())
            };
            for (code, said) in [
                said(&check, &[&["44"][..], &to_file].concat()),
                said(&diff, &[&["--check", "--format", "json"][..], &to_file].concat()),
            ] {
                assert_eq!(code, Some(1), "{said}");
                let verdicts = said.lines().filter(|line| line.starts_with(begins)).count();
                assert_eq!(verdicts, 1, "{said}");
                assert!(quiet.is_empty() || said.lines().count() == 1, "{said}");
            }
            // Whoever reads the verdict on standard output is not told twice.
            for (code, said) in [said(&check, &["44"]), said(&diff, &["--check"])] {
                assert_eq!((code, said.contains(begins)), (Some(1), false), "{said}");
            }
            // What passes may be silent.
            let (code, passes) = said(&check, &[&["43"][..], &to_file].concat());
            assert_eq!(code, Some(0), "{passes}");
            assert!(quiet.is_empty() || passes.is_empty(), "{passes}");
        }
    }
}

/// A system that keeps results of tests follows a case by its name from run to run.
#[test]
fn names_of_cases_stay_from_wave_to_wave() {
    let names = |wave: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
            .args([
                "check",
                "examples/tidewater",
                "--wave",
                wave,
                "--max-drop",
                "trust=4",
                "--format",
                "junit",
            ])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let xml = String::from_utf8(output.stdout).unwrap();
        assert!(
            xml.contains(&format!("<property name=\"wave\" value=\"{wave}\"/>")),
            "{xml}"
        );
        assert!(
            xml.contains("<property name=\"baseline-wave\" value=\"20"),
            "{xml}"
        );
        let names = xml
            .split(" name=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    let (earlier, later) = (names("2026-Q2"), names("2026-Q3"));
    assert_eq!(earlier, later);
    assert!(!later.iter().any(|name| name.contains("2026-Q")), "{later:?}");
    assert!(
        later
            .iter()
            .any(|name| name == "Tidewater · The result as a whole"),
        "{later:?}"
    );
    assert!(later.iter().any(|name| name == "Score, change"), "{later:?}");
}
