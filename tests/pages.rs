//! The sample pages of `examples/reports/` are what the program writes today;
//! `SNAPSHOTS=overwrite cargo test --test pages` rewrites them.
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::Command;

use snapbox::{Assert, Data};

#[test]
fn the_sample_report_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(["report", "examples/acme", "--format", "html", "--quiet"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(run.stdout.len() < 300_000, "{} bytes", run.stdout.len());
    let page = String::from_utf8(run.stdout).unwrap();
    Assert::new().action_env("SNAPSHOTS").eq(
        page,
        Data::read_from(&root.join("examples/reports/acme.html"), None).raw(),
    );
}
