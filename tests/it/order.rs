//! The order in which files are named, and records stand in them, never changes a byte.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;

fn run(arguments: &[&str], inputs: &[PathBuf]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(arguments)
        .args(inputs)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme/answers/2026-Q4");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn of_files(files in Just(files()).prop_shuffle()) {
        for arguments in [
            &["report", "--format", "json"][..],
            &["report", "--method"],
            &["score", "--respondents", "--format", "csv"],
            &["score", "--by", "function,role", "--format", "json"],
        ] {
            prop_assert_eq!(run(arguments, &files), run(arguments, &self::files()));
        }
    }

    #[test]
    fn of_records(lines in Just(fs::read_to_string("examples/answers/team.ndjson").unwrap().lines().map(str::to_owned).collect::<Vec<_>>()).prop_shuffle(), cut in 1_usize..13) {
        let folder = tempfile::tempdir().unwrap();
        let split = [folder.path().join("a.ndjson"), folder.path().join("b.ndjson")];
        fs::write(&split[0], lines[..cut].join("\n")).unwrap();
        fs::write(&split[1], lines[cut..].join("\r\n")).unwrap();
        let whole = [PathBuf::from("examples/answers/team.ndjson")];
        for arguments in [&["report", "--format", "json"][..], &["score", "--respondents", "--format", "ndjson"]] {
            prop_assert_eq!(run(arguments, &split), run(arguments, &whole));
        }
    }
}
