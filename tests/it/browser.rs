//! The pages in a real browser: `tests/browser/*.test.mjs`, run where Node, its packages and
//! Chromium are at hand (`npm ci --prefix tests/browser`); otherwise says what was left out.
#![cfg(feature = "cli")]
#![expect(clippy::print_stderr, reason = "says what was left out")]

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn pages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if let Some(missing) = missing(&folder) {
        // Past the capture of the test harness: whoever runs the tests should see it.
        use std::io::Write as _;
        let _ = writeln!(
            std::io::stderr(),
            "left out: the pages in a real browser ({missing})"
        );
        return;
    }
    let mut files: Vec<PathBuf> = folder
        .read_dir()
        .expect("tests/browser can be listed")
        .map(|entry| entry.expect("tests/browser can be listed").path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    let run = Command::new("node")
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(files)
        .current_dir(&folder)
        .env("LOCKSTEP", env!("CARGO_BIN_EXE_lockstep"))
        .output()
        .expect("node can be started");
    if !run.status.success() {
        panic!(
            "{}\n{}",
            String::from_utf8_lossy(&run.stdout),
            String::from_utf8_lossy(&run.stderr)
        );
    }
    eprintln!("{}", String::from_utf8_lossy(&run.stdout));
}

/// What is not at hand, if anything.
fn missing(folder: &Path) -> Option<&'static str> {
    let there = |name: &str| {
        Command::new(name)
            .arg("--version")
            .output()
            .is_ok_and(|it| it.status.success())
    };
    if !there("node") {
        return Some("no node");
    }
    if !folder.join("node_modules/playwright-core").is_dir() {
        return Some("no node_modules; npm ci --prefix tests/browser");
    }
    let browsers = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    let named = std::env::var_os("CHROMIUM").is_some();
    if !named && !browsers.iter().any(|path| Path::new(path).exists()) {
        return Some("no chromium");
    }
    None
}
