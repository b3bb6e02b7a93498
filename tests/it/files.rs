//! What a command does to files, whichever command it is: one writer, one rule for names, nothing read
//! that was not named.
#![cfg(all(feature = "cli", unix))]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

mod kills;
mod modes;
mod order;
mod outside;
mod repeated;
mod source;
mod waves;
mod writing;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program, in `folder`, with nothing to read on standard input.
fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lockstep"));
    command.args(args).current_dir(folder).stdin(Stdio::null());
    command
}

/// What came of a run: exit code, standard output, standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    outcome(&command(folder, args).output().unwrap())
}

fn outcome(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// A run that must succeed; what it said.
fn done(folder: &Path, args: &[&str]) -> String {
    let (code, _, talk) = run(folder, args);
    assert_eq!(code, 0, "{args:?}: {talk}");
    talk
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
    copy(&example("acme"), &folder.path().join("acme"));
    folder
}

fn example(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// Every file below a folder, hidden ones too, by its path from there.
fn all_files(folder: &Path) -> Vec<String> {
    fn below(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                below(&path, root, found);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    below(folder, folder, &mut found);
    found.sort();
    found
}

fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}
