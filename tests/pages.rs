//! The sample reports of `examples/reports/` are what the program writes today;
//! `SNAPSHOTS=overwrite cargo test --test pages` rewrites them.
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::Command;

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

/// Every sample, and what `lockstep report examples/acme` is asked for.
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

#[test]
fn the_sample_reports_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, args) in SAMPLES {
        let run = Command::new(env!("CARGO_BIN_EXE_lockstep"))
            .args(["report", "examples/acme", "--quiet"])
            .args(args)
            .current_dir(root)
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        assert!(run.stdout.len() < 300_000, "{name}: {} bytes", run.stdout.len());
        let text = String::from_utf8(run.stdout).unwrap();
        let sample = root.join("examples/reports").join(name);
        Assert::new()
            .action_env("SNAPSHOTS")
            .eq(text, Data::read_from(&sample, Some(DataFormat::Text)).raw());
    }
}
