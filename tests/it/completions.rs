//! The completions and the manual that are checked in are what the program prints today;
//! `SNAPSHOTS=overwrite cargo test --test it completions::` rewrites them.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::{Assert, Data};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn lockstep(args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(args)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// Compares every file, and has no file beside them.
fn current(folder: &str, expected: &BTreeMap<String, String>) {
    let folder = root().join(folder);
    let there = fs::read_dir(&folder).into_iter().flatten();
    for path in there.map(|entry| entry.unwrap().path()) {
        if expected.contains_key(path.file_name().unwrap().to_str().unwrap()) {
            continue;
        }
        let rewritten = std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite");
        assert!(rewritten, "{} belongs to no command any more", path.display());
        fs::remove_file(&path).unwrap();
    }
    for (name, text) in expected {
        Assert::new()
            .action_env("SNAPSHOTS")
            .eq(text, Data::read_from(&folder.join(name), None).raw());
    }
}

#[test]
fn the_completions_are_current() {
    let shells = [
        ("bash", "lockstep.bash"),
        ("zsh", "_lockstep"),
        ("fish", "lockstep.fish"),
        ("powershell", "_lockstep.ps1"),
        ("elvish", "lockstep.elv"),
    ];
    let scripts = shells.map(|(shell, file)| (file.to_owned(), lockstep(&["completions", shell])));
    current("completions", &scripts.into());
}

#[test]
fn the_manual_is_current() {
    let folder = tempfile::tempdir().unwrap();
    lockstep(&["man", "-o", folder.path().to_str().unwrap(), "--quiet"]);
    let pages: BTreeMap<String, String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    assert_eq!(lockstep(&["man"]), pages["lockstep.1"]);
    assert_eq!(lockstep(&["man", "pack", "show"]), pages["lockstep-pack-show.1"]);
    current("man", &pages);
}

/// What each shell thinks of its script, where the shell is there.
#[cfg(unix)]
#[test]
fn the_shells_that_are_here_take_their_scripts() {
    for (shell, file) in [
        ("bash", "lockstep.bash"),
        ("zsh", "_lockstep"),
        ("fish", "lockstep.fish"),
    ] {
        let script = root().join("completions").join(file);
        let Ok(run) = Command::new(shell).arg("-n").arg(&script).output() else {
            continue;
        };
        assert!(
            run.status.success(),
            "{shell}: {}",
            String::from_utf8_lossy(&run.stderr)
        );
    }
}

/// In the shell that is everywhere: a command, an option, a value.
#[cfg(unix)]
#[test]
fn bash_completes_commands_options_and_values() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("lockstep.bash");
    fs::write(&script, lockstep(&["completions", "bash"])).unwrap();
    let complete = |words: &str| {
        let line = format!(
            "source '{}'; COMP_WORDS=(lockstep {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _lockstep lockstep \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; echo \"${{COMPREPLY[@]}}\"",
            script.display()
        );
        let run = Command::new("bash")
            .args(["--norc", "-c", &line])
            .output()
            .unwrap();
        String::from_utf8(run.stdout).unwrap().trim().to_owned()
    };
    assert_eq!(complete("colle"), "collect");
    assert_eq!(complete("report --pag"), "--page");
    assert_eq!(complete("report --page l"), "leaders");
    assert_eq!(complete("pack sh"), "show");
}
