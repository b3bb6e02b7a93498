//! The sample reports of `examples/reports/` are what the program writes today;
//! `SNAPSHOTS=overwrite cargo test --test it pages::` rewrites them.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a sample that cannot be made has failed")]

use std::path::Path;
use std::process::Command;

use snapbox::data::DataFormat;
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

/// What was printed is the sample of this name, and light enough to be mailed.
fn is_sample(printed: String, name: &str) {
    assert!(printed.len() < 300_000, "{name}: {} bytes", printed.len());
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/reports")
        .join(name);
    Assert::new()
        .action_env("SNAPSHOTS")
        .eq(printed, Data::read_from(&path, Some(DataFormat::Text)).raw());
}

/// Every sample of one report, and what `lockstep report examples/acme` is asked for.
const SAMPLES: [(&str, &[&str]); 8] = [
    ("acme.html", &["--format", "html"]),
    ("acme.txt", &["--width", "80"]),
    ("acme.md", &["--format", "markdown"]),
    ("acme.json", &["--format", "json"]),
    ("acme.csv", &["--format", "csv"]),
    ("acme-method.txt", &["--method", "--width", "80"]),
    ("acme-meeting.txt", &["--page", "meeting", "--width", "80"]),
    ("acme-leaders.txt", &["--page", "leaders", "--width", "80"]),
];

/// What the project says of its contact it says of nobody else.
#[test]
fn another_contact_is_not_promised_to_be_in_neither_line() {
    for (more, promised) in [
        (&[][..], true),
        (&["--contact", "the works council"], false),
        (
            &["--contact", "the works council", "--contact-is-independent"],
            true,
        ),
    ] {
        let page = lockstep(&[&["form", "examples/acme"][..], more].concat());
        assert_eq!(page.contains("who is in neither team"), promised, "{more:?}");
    }
}

#[test]
fn the_sample_reports_are_current() {
    for (name, args) in SAMPLES {
        let report = ["report", "examples/acme", "--quiet"];
        is_sample(lockstep(&[&report[..], args].concat()), name);
    }
}

#[test]
fn the_sample_report_of_a_later_round_is_current() {
    let then = tempfile::tempdir().unwrap();
    let baseline = then.path().join("then.json").display().to_string();
    let report = ["report", "examples/tidewater", "--quiet"];
    lockstep(&[&report[..], &["--wave", "2026-Q2", "-o", &baseline]].concat());
    let page = lockstep(&[&report[..], &["--baseline", &baseline, "--format", "html"]].concat());
    is_sample(page, "tidewater.html");
}

#[test]
fn the_sample_form_is_current() {
    let form = ["form", "examples/acme", "--wave", "2026-Q4"];
    is_sample(
        lockstep(&[&form[..], &["--mailto", "survey@acme.example"]].concat()),
        "acme-form.html",
    );
}
