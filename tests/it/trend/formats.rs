//! The trend of `examples/tidewater` in every format, compared with `golden/`;
//! `SNAPSHOTS=overwrite cargo test --test it trend::` rewrites them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use snapbox::{Assert, Data};

fn run(arguments: &[&str], inputs: &[PathBuf]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .arg("trend")
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
    String::from_utf8(output.stdout).unwrap()
}

fn holds(name: &str, actual: String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/trend/golden")
        .join(name);
    Assert::new()
        .action_env("SNAPSHOTS")
        .eq(actual, Data::read_from(&path, None).raw());
}

#[test]
fn formats_are_as_agreed() {
    let project = [PathBuf::from("examples/tidewater")];
    for (ending, format) in [
        ("txt", "text"),
        ("md", "markdown"),
        ("html", "html"),
        ("json", "json"),
        ("csv", "csv"),
    ] {
        holds(
            &format!("tidewater.{ending}"),
            run(&["--format", format], &project),
        );
    }
    holds("tidewater-40.txt", run(&["--width", "40", "--ascii"], &project));
}

fn files() -> Vec<PathBuf> {
    ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
        .iter()
        .map(|wave| PathBuf::from(format!("examples/tidewater/answers/{wave}.ndjson")))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn the_order_of_files_never_changes_a_byte(files in Just(files()).prop_shuffle()) {
        for arguments in [&["--format", "json"][..], &["--format", "html"]] {
            prop_assert_eq!(run(arguments, &files), run(arguments, &self::files()));
        }
    }

    #[test]
    fn the_order_of_records_never_changes_a_byte(
        lines in Just(files().iter().flat_map(|file| fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()).prop_shuffle(),
        cut in 1_usize..160,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let split = [folder.path().join("a.ndjson"), folder.path().join("b.ndjson")];
        fs::write(&split[0], lines[..cut].join("\n")).unwrap();
        fs::write(&split[1], lines[cut..].join("\r\n")).unwrap();
        let whole = folder.path().join("all.ndjson");
        fs::write(&whole, files().iter().map(|file| fs::read_to_string(file).unwrap()).collect::<String>()).unwrap();
        prop_assert_eq!(run(&["--format", "json"], &split), run(&["--format", "json"], &[whole]));
    }
}
