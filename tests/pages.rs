//! The sample pages of `examples/reports/` are what the program writes today;
//! `SNAPSHOTS=overwrite cargo test --test pages` rewrites them.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a sample that cannot be made has failed")]

use std::path::Path;
use std::process::Command;

use snapbox::{Assert, Data};

/// What `lockstep` prints.
fn lockstep(args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// The page is the sample of this name, and light enough to be mailed.
fn is_sample(page: String, name: &str) {
    assert!(page.len() < 300_000, "{name}: {} bytes", page.len());
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/reports")
        .join(name);
    Assert::new()
        .action_env("SNAPSHOTS")
        .eq(page, Data::read_from(&path, None).raw());
}

#[test]
fn the_sample_report_is_current() {
    let page = lockstep(&["report", "examples/acme", "--format", "html", "--quiet"]);
    is_sample(page, "acme.html");
}

#[test]
fn the_sample_report_of_a_later_round_is_current() {
    let then = tempfile::tempdir().unwrap();
    let baseline = then.path().join("then.json").display().to_string();
    lockstep(&[
        "report",
        "examples/tidewater",
        "--wave",
        "2026-Q2",
        "--quiet",
        "-o",
        &baseline,
    ]);
    let page = lockstep(&[
        "report",
        "examples/tidewater",
        "--baseline",
        &baseline,
        "--format",
        "html",
        "--quiet",
    ]);
    is_sample(page, "tidewater.html");
}

#[test]
fn the_sample_form_is_current() {
    let page = lockstep(&[
        "form",
        "examples/acme",
        "--wave",
        "2026-Q4",
        "--mailto",
        "survey@acme.example",
    ]);
    is_sample(page, "acme-form.html");
}
