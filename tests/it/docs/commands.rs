//! Every command line in the pages is run: `console` blocks by trycmd in tests/cli.rs, `sh` blocks
//! here, page by page, in order, in a folder that holds the examples and nothing else.
//!
//! A line must end with exit code 0, or with the one that a comment behind it names: `# exit 1`.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::pages::{Page, documentation, root};

/// Lines that ask somebody: what is added to them here, and how many questions are answered.
const ASKING: [(&str, &str, Option<usize>); 3] = [
    ("lockstep survey", "--plain -o answered.json", Some(29)),
    ("lockstep survey --short", "--plain -o short.json", Some(17)),
    ("lockstep init acme", "--no-input", None),
];

/// What other lines are run for, because they prepare a line that runs lockstep. All of it happens
/// in the page's folder, which is the home folder too.
const HELPERS: [&str; 4] = ["cd", "cp", "mkdir", "mv"];

/// What somebody of Sales types who leads nobody and chooses the second sentence of every question.
fn typed(questions: usize) -> String {
    format!("1\n2\n\n{}submit\n", "2\n".repeat(questions))
}

/// A line of a page as it is run.
struct Line {
    text: String,
    exit: i32,
}

impl Line {
    /// The line, if it runs lockstep or prepares a line that does.
    fn of(line: &str) -> Option<Self> {
        let (command, comment) = line
            .split_once(" #")
            .map_or((line, ""), |(command, rest)| (command, rest.trim()));
        let exit = comment.strip_prefix("exit ").map_or(0, |code| {
            let digits = code
                .split(|c: char| !c.is_ascii_digit())
                .next()
                .unwrap_or_default();
            digits.parse().unwrap_or_else(|_| panic!("no exit code: {line}"))
        });
        let mut text = command.trim().to_owned();
        if let Some((before, after)) = text.split_once(" -- ")
            && before.starts_with("cargo run")
        {
            text = format!("lockstep {after}");
        }
        let runs = text.split(['|', '&', ';']).any(|part| {
            let part = part.trim();
            part == "lockstep" || part.starts_with("lockstep ")
        });
        let helps = HELPERS.iter().any(|word| text.starts_with(&format!("{word} ")));
        (runs || helps).then_some(Self { text, exit })
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Runs the lines of a page; hands back what went wrong and which asking lines were met.
fn run(page: &Page) -> (Vec<String>, BTreeSet<&'static str>) {
    let home = tempfile::tempdir().unwrap();
    copy(&root().join("examples"), &home.path().join("examples"));
    copy(&root().join("questions"), &home.path().join("questions"));
    let program = Path::new(env!("CARGO_BIN_EXE_lockstep")).parent().unwrap();
    let path = format!("{}:{}", program.display(), env::var("PATH").unwrap());
    let mut folder = home.path().to_path_buf();
    let (mut faults, mut met) = (Vec::new(), BTreeSet::new());
    for (number, line) in page.blocks("sh") {
        let Some(mut line) = Line::of(&line) else { continue };
        if let Some(to) = line.text.strip_prefix("cd ") {
            folder = folder.join(to);
            assert!(folder.is_dir(), "{}:{number}: {}", page.name, line.text);
            continue;
        }
        let mut input = String::new();
        if let Some((asking, added, questions)) = ASKING.iter().find(|(asking, ..)| *asking == line.text) {
            met.insert(*asking);
            line.text = format!("{asking} {added}");
            input = questions.map(typed).unwrap_or_default();
        }
        fs::write(home.path().join("typed"), input).unwrap();
        let output = Command::new("sh")
            .args(["-c", &line.text])
            .current_dir(&folder)
            .env("PATH", &path)
            .env("HOME", home.path())
            .env_remove("NO_COLOR")
            .stdin(Stdio::from(fs::File::open(home.path().join("typed")).unwrap()))
            .output()
            .unwrap();
        if output.status.code() != Some(line.exit) {
            let said = String::from_utf8_lossy(&output.stderr);
            let said: Vec<&str> = said.lines().rev().take(4).collect();
            faults.push(format!(
                "{}:{number}: `{}` ended with {:?}, not {}: {said:?}",
                page.name,
                line.text,
                output.status.code(),
                line.exit
            ));
        }
    }
    (faults, met)
}

#[test]
fn every_command_line_runs() {
    let (mut faults, mut met) = (Vec::new(), BTreeSet::new());
    for page in documentation() {
        let (more, others) = run(&page);
        faults.extend(more);
        met.extend(others);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let listed: BTreeSet<&str> = ASKING.iter().map(|(line, ..)| *line).collect();
    assert_eq!(met, listed, "lines that ask somebody, met and listed");
}

#[test]
fn lines_are_read_as_they_are_meant() {
    let read = |line: &str| Line::of(line).map(|line| (line.text, line.exit));
    assert_eq!(read("cargo build"), None);
    assert_eq!(
        read("cargo run --release -- report x"),
        Some(("lockstep report x".to_owned(), 0))
    );
    assert_eq!(
        read("lockstep check x   # exit 1"),
        Some(("lockstep check x".to_owned(), 1))
    );
    assert_eq!(
        read("lockstep report x  # looks"),
        Some(("lockstep report x".to_owned(), 0))
    );
    assert_eq!(
        read("cat x | lockstep score -"),
        Some(("cat x | lockstep score -".to_owned(), 0))
    );
}
