//! The source tree leans one way only: a module may use the floors below it and nothing above.
//! Reads `use crate::…` and inline `crate::…` paths in `src/`; unit tests inside a module count too.

#![expect(clippy::expect_used, reason = "a test that cannot read the tree has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `src/` by floor. A module may use lower floors; those of the ground floor share one.
const FLOORS: [&[&str]; 7] = [
    &[
        "date",
        "diagnostic",
        "escape",
        "harmless",
        "json",
        "names",
        "number",
        "printout",
        "source",
        "text",
        "wave",
        "web",
    ],
    &["pack"],
    &["answers"],
    &["scoring", "statistics"],
    &["assessment"],
    &["form", "project", "report", "survey"],
    &["cli"],
];

/// Modules that may use less than their floor allows. Statistics knows no pack and no Sales;
/// a project file names answers, a pack and the conditions of a gate, and shows nothing.
const ONLY: [(&str, &[&str]); 2] = [
    ("statistics", &["number"]),
    (
        "project",
        &[
            "date",
            "diagnostic",
            "json",
            "names",
            "number",
            "source",
            "text",
            "wave",
            "pack",
            "answers",
            "assessment",
        ],
    ),
];

/// What talks to a person or to the disk, and so belongs to `src/cli` and `src/main.rs` alone.
const TALKING: [&str; 4] = ["anyhow::", "clap::", "console::", "dialoguer::"];

/// What reaches a reader or a file, and the only files that may name it. Everything else hands over a
/// `Printout`, which is harmless whatever it was made of, so that a new command cannot print around it.
const WRITING: [(&str, &[&str]); 22] = [
    // The sinks.
    ("stdout()", &["cli/sinks.rs"]),
    ("stderr()", &["cli/sinks.rs"]),
    ("anstream", &["cli/sinks.rs"]),
    ("Term::", &["cli/sinks.rs"]),
    ("print!(", &[]),
    ("println!(", &[]),
    ("dbg!(", &[]),
    ("/dev/", &[]),
    // What clap and its errors would print by themselves.
    (".print()", &[]),
    (".print_help", &[]),
    (".print_long_help", &[]),
    (".exit()", &[]),
    // Prompts draw by themselves; what they show was made harmless where they got it.
    ("sinks::prompts()", &["cli/terminal/tty.rs"]),
    ("term().write_line(", &["cli/init/prompt.rs"]),
    (
        "term.write_line(",
        &["cli/survey/screen/ask.rs", "cli/terminal/inline.rs"],
    ),
    (
        "term.write_str(",
        &[
            "cli/survey/screen/frame.rs",
            "cli/terminal/inline.rs",
            "cli/terminal/lines.rs",
            "cli/terminal/tty.rs",
        ],
    ),
    (
        "\\x1b",
        &[
            "cli/survey/screen/frame.rs",
            "cli/terminal/inline.rs",
            "cli/terminal/keys.rs",
            "cli/terminal/tty.rs",
        ],
    ),
    ("\\u{1b}", &["cli/sinks.rs", "printout.rs", "survey/clean.rs"]),
    // Bytes: files have a writer of their own.
    ("write_all(", &["cli/sinks.rs", "cli/writer.rs"]),
    // Lines that are meant to be commands to a runner.
    ("out.command(", &["report/github.rs"]),
    // JSON is written in one way. What is hashed is not what is shown.
    (
        "serde_json::to_",
        &[
            "form/script.rs",
            "json/schema.rs",
            "pack/diff/items.rs",
            "report/check/csv.rs",
            "survey/sheet.rs",
        ],
    ),
    ("Serializer::", &["json/writer.rs"]),
];

#[test]
fn no_module_uses_a_floor_above_its_own() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let module = module_of(&file);
        let Some(own) = floor(&module) else {
            if !["lib", "main"].contains(&module.as_str()) {
                faults.push(format!(
                    "{}: `{module}` has no floor; add it to FLOORS",
                    file.display()
                ));
            }
            continue;
        };
        for (line, used) in heads(&text, "crate::") {
            let allowed = match ONLY.iter().find(|(name, _)| *name == module) {
                Some((_, names)) => used == module || names.contains(&used.as_str()),
                // What is no module is an item that `lib.rs` offers again; modules name the real place.
                None => {
                    floor(&used).is_some_and(|other| other < own || own == 0 && other == 0 || used == module)
                }
            };
            if !allowed {
                faults.push(format!(
                    "{}:{line}: `{module}` may not use `crate::{used}`",
                    file.display()
                ));
            }
        }
    }
    none(&faults, "the floors lean one way only");
}

#[test]
fn only_the_command_line_talks() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        if ["cli", "main"].contains(&module_of(&file).as_str()) || file.ends_with("tests.rs") {
            continue;
        }
        let text = &text[..tests];
        for (index, line) in text.lines().enumerate() {
            for word in TALKING.iter().filter(|word| line.contains(**word)) {
                faults.push(format!("{}:{}: `{word}`", file.display(), index + 1));
            }
        }
        for (line, _) in heads(text, "std::").iter().filter(|(_, name)| name == "fs") {
            faults.push(format!("{}:{line}: `std::fs`", file.display()));
        }
    }
    none(&faults, "these belong to src/cli and src/main.rs");
}

#[test]
fn nothing_is_written_but_through_the_sinks() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        if ["tests.rs", "testing.rs", "properties.rs"]
            .iter()
            .any(|end| file.ends_with(end))
        {
            continue;
        }
        let name = file.display().to_string().replace('\\', "/");
        let tests = text.find("\nmod tests {").unwrap_or(text.len());
        for (index, line) in text[..tests].lines().enumerate() {
            let named = WRITING.iter().filter(|(word, _)| names(line, word));
            for (word, _) in named.filter(|(_, files)| !files.contains(&name.as_str())) {
                faults.push(format!("{name}:{}: `{word}`", index + 1));
            }
        }
    }
    none(
        &faults,
        "a `Printout` goes to standard output by `Target`, to standard error by `Talk`",
    );
}

#[test]
fn who_may_write_still_does() {
    let sources = sources();
    let mut stale = Vec::new();
    for (word, file) in WRITING
        .iter()
        .flat_map(|(word, files)| files.iter().map(move |file| (word, file)))
    {
        let named = sources
            .iter()
            .any(|(path, text)| path.ends_with(file) && names(text, word));
        if !named {
            stale.push(format!("{file}: `{word}`"));
        }
    }
    none(&stale, "take these off WRITING");
}

#[test]
fn paths_are_read_in_every_spelling() {
    let text = "use crate::pack::{Pack, Level};\n\nuse crate::{\n  answers::Answer,\n  text::{a, b},\n};\nlet x = crate::number::round(pub_crate::y);";
    let read: Vec<_> = heads(text, "crate::")
        .into_iter()
        .map(|(line, name)| format!("{line} {name}"))
        .collect();
    assert_eq!(read, ["1 pack", "4 answers", "5 text", "7 number"]);
}

/// Whether a text names something, and not something else that ends like it.
fn names(text: &str, word: &str) -> bool {
    let whole = |at| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let any = word.starts_with(|c: char| !c.is_alphabetic());
    text.match_indices(word).any(|(at, _)| any || whole(at))
}

pub(crate) fn none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}:\n{}", faults.join("\n"));
}

/// Every `.rs` file under `src/`, by its path there, with comment lines emptied.
pub(crate) fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let (mut folders, mut files) = (vec![root.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src can be listed") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source file can be read");
                let code = text.lines().map(|line| {
                    if line.trim_start().starts_with("//") {
                        ""
                    } else {
                        line
                    }
                });
                let name = path.strip_prefix(root).expect("it lies there").to_path_buf();
                files.push((name, code.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    assert!(!files.is_empty(), "no source under {}", root.display());
    files.sort();
    files
}

/// The top-level module that a file belongs to: `pack` for `pack.rs` and `pack/condition.rs`.
fn module_of(file: &Path) -> String {
    let first = file.iter().next().expect("a file has a name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// What follows `root` in every path of `text`, with its line: `crate::{a, b::c}` gives `a` and `b`.
fn heads(text: &str, root: &str) -> Vec<(usize, String)> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, _) in text.match_indices(root) {
        if text[..at].ends_with(|c| word(c) || c == ':') {
            continue;
        }
        let (mut depth, mut fresh, mut line) = (0, true, text[..at].matches('\n').count() + 1);
        let mut rest = text[at + root.len()..].chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '\n' => line += 1,
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => fresh = true,
                c if fresh && (word(c) || c == '*') => {
                    let mut name = String::from(c);
                    while let Some(c) = rest.next_if(|c| word(*c)) {
                        name.push(c);
                    }
                    found.push((line, name));
                    fresh = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}
