//! A collected file stands in for the answers it was made from: scores and reports are the same to
//! the byte, whatever order the answers came in, and nothing tells when they came.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a command that succeeds writes to stdout and to stderr.
fn lockstep(folder: &Path, args: &[&str]) -> (String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, talk) = (text(run.stdout), text(run.stderr));
    assert!(run.status.success(), "{args:?}: {talk}");
    (out, talk)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// `examples/acme` as `acme` in a folder of its own.
fn acme() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme");
    copy(&from, &folder.path().join("acme"));
    folder
}

/// Everything that is said of a project, in every format that says it whole.
fn everything(folder: &Path) -> Vec<String> {
    [
        &["report", "acme", "--method", "--width", "80"][..],
        &["report", "acme", "--format", "markdown"],
        &["report", "acme", "--format", "html"],
        &["report", "acme", "--format", "json"],
        &["report", "acme", "--by", "function", "--format", "json"],
        &["score", "acme", "--by", "role", "--format", "json"],
        &["status", "acme", "--format", "json"],
    ]
    .iter()
    .map(|args| lockstep(folder, args).0)
    .collect()
}

/// Rows of a table in an order of their own.
fn rows(folder: &Path) -> Vec<String> {
    let (table, _) = lockstep(folder, &["score", "acme", "--respondents", "--format", "csv"]);
    let mut rows: Vec<String> = table.lines().map(str::to_owned).collect();
    rows.sort();
    rows
}

#[test]
fn reports_and_scores_stay_the_same_to_the_byte() {
    let folder = acme();
    let folder = folder.path();
    let (before, scored) = (everything(folder), rows(folder));
    lockstep(
        folder,
        &[
            "collect",
            "acme",
            "-o",
            "acme/answers/{wave}.ndjson",
            "--remove-inputs",
        ],
    );
    let left: Vec<_> = fs::read_dir(folder.join("acme/answers"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["2026-Q4.ndjson"]);
    assert_eq!(rows(folder), scored);
    for (after, before) in everything(folder).iter().zip(&before) {
        assert!(after == before, "{after}\n\nwas\n\n{before}");
    }
}

#[test]
fn nothing_tells_when_somebody_answered() {
    let folder = acme();
    let folder = folder.path();
    let answers = folder.join("acme/answers/2026-Q4");
    let mut first = String::new();
    let mut originals: Vec<String> = Vec::new();
    for entry in fs::read_dir(&answers).unwrap() {
        originals.push(fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    assert!(originals.iter().all(|record| record.contains("submitted_at")));
    assert!(originals.iter().any(|record| record.contains("notes")));
    for turn in 0..3 {
        // The same people in one file, each time in another order.
        originals.rotate_left(turn);
        let one_line = |record: &String| {
            let value: serde_json::Value = serde_json::from_str(record).unwrap();
            format!("{value}\n")
        };
        let all: String = originals.iter().map(one_line).collect();
        fs::write(folder.join("all.ndjson"), all).unwrap();
        let (collected, talk) = lockstep(folder, &["collect", "all.ndjson"]);
        assert_eq!(collected.lines().count(), originals.len());
        for word in ["started_at", "submitted_at", "notes", "2026-10"] {
            assert!(!collected.contains(word), "{word} in {collected}");
        }
        assert!(talk.contains("order by seed 1"), "{talk}");
        if turn == 0 {
            first = collected;
        } else {
            assert_eq!(collected, first);
        }
    }
    let (from_files, _) = lockstep(folder, &["collect", "acme"]);
    assert_eq!(from_files, first);
    let (again, _) = lockstep(folder, &["collect", "acme", "--seed", "2"]);
    assert_ne!(again, first);
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&again), sorted(&first));
}

#[test]
fn a_fault_leaves_everything_as_it_was() {
    let folder = acme();
    let folder = folder.path();
    fs::write(folder.join("acme/answers/2026-Q4/zz.json"), "{").unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args([
            "collect",
            "acme",
            "-o",
            "acme/answers/{wave}.ndjson",
            "--remove-inputs",
        ])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(
        fs::read_dir(folder.join("acme/answers/2026-Q4")).unwrap().count(),
        20
    );
    assert!(!folder.join("acme/answers/2026-Q4.ndjson").exists());
}

#[test]
fn answers_that_come_late_are_added_by_the_same_command() {
    let folder = acme();
    let folder = folder.path();
    let waiting = folder.join("waiting.json");
    let late = folder.join("acme/answers/2026-Q4/z0zxwcf1pt7be03d.json");
    fs::rename(&late, &waiting).unwrap();
    let collect = ["collect", "acme", "-o", "acme/answers/", "--remove-inputs"];
    let collected = folder.join("acme/answers/2026-Q4.ndjson");
    lockstep(folder, &collect);
    let first = fs::read_to_string(&collected).unwrap();
    fs::create_dir_all(late.parent().unwrap()).unwrap();
    fs::rename(&waiting, &late).unwrap();
    lockstep(folder, &collect);
    let second = fs::read_to_string(&collected).unwrap();
    assert_eq!((first.lines().count(), second.lines().count()), (18, 19));
    assert!(!late.exists());
    // As if all had been there from the beginning.
    let whole = acme();
    assert_eq!(lockstep(whole.path(), &["collect", "acme"]).0, second);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            fs::metadata(&collected).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
