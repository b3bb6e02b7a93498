//! The examples under the help of every command do what they say: each is run, in order, in one
//! folder, beginning with those of `lockstep help`.
#![cfg(all(feature = "cli", unix))]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::path::Path;
use std::process::{Command, Stdio};

/// Those that change what the others read come last.
const COMMANDS: [&[&str]; 18] = [
    &[],
    &["init"],
    &["form"],
    &["status"],
    &["score"],
    &["report"],
    &["trend"],
    &["check"],
    &["pack"],
    &["pack", "list"],
    &["pack", "show"],
    &["pack", "check"],
    &["pack", "new"],
    &["pack", "diff"],
    &["completions"],
    &["man"],
    &["collect"],
    &["survey"],
];

fn shell(folder: &Path, line: &str) -> std::process::Output {
    let program = Path::new(env!("CARGO_BIN_EXE_lockstep")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    Command::new("sh")
        .args(["-e", "-c", line])
        .current_dir(folder)
        .env("PATH", path)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn every_example_runs() {
    let folder = tempfile::tempdir().unwrap();
    // A project with several rounds, for those that compare them.
    let several = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/tidewater");
    assert!(
        shell(folder.path(), &format!("cp -R '{several}' ."))
            .status
            .success()
    );
    let mut ran = 0;
    for command in COMMANDS {
        let help = shell(folder.path(), &format!("lockstep help {}", command.join(" ")));
        let help = String::from_utf8(help.stdout).unwrap();
        let examples = help.lines().filter_map(|line| line.strip_prefix("  lockstep "));
        let examples: Vec<&str> = examples.collect();
        assert!(!examples.is_empty(), "lockstep help {}", command.join(" "));
        for example in examples {
            // A survey asks, and here nobody answers: there is no terminal, or the input ends.
            let expected = match example {
                plain if plain.starts_with("survey") && plain.contains("--plain") => 3,
                asking if asking.starts_with("survey") => 2,
                _ => 0,
            };
            let run = shell(folder.path(), &format!("lockstep {example}"));
            let talk = String::from_utf8_lossy(&run.stderr);
            assert_eq!(run.status.code(), Some(expected), "lockstep {example}: {talk}");
            ran += 1;
        }
    }
    assert!(ran >= 30, "{ran} examples");
}

/// What the summary of a command lists has an entry above.
#[test]
fn no_command_is_without_examples() {
    let names = |command: &[&str]| {
        let line = format!("lockstep {} -h || true", command.join(" "));
        let run = shell(Path::new("."), &line);
        let text = String::from_utf8(run.stdout).unwrap();
        let commands = text.split("Commands:\n").nth(1).unwrap_or_default();
        let lines = commands.lines().take_while(|line| !line.is_empty());
        let names = lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        names
            .filter(|name| !["", "help"].contains(name))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let top = names(&[]);
    assert!(top.len() >= 8, "{top:?}");
    for name in top {
        assert!(COMMANDS.contains(&&[name.as_str()][..]), "{name}");
        for below in names(&[&name]) {
            assert!(
                COMMANDS.contains(&&[name.as_str(), below.as_str()][..]),
                "{name} {below}"
            );
        }
    }
}
