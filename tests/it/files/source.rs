//! One place makes files, and one gives them names: read from the source.

use crate::floors::{none, sources};

/// What makes or changes a file or a folder.
const MAKING: [&str; 12] = [
    "fs::write(",
    "fs::copy(",
    "fs::rename(",
    "fs::create_dir",
    "fs::hard_link(",
    "File::create",
    ".create(true)",
    ".create_new(true)",
    ".append(true)",
    "set_permissions(",
    "tempfile",
    ".persist",
];

/// Where a file may get another name: a draft that is set aside keeps its content.
const RENAMING: (&str, &str) = ("cli/survey/store.rs", "fs::rename(");

#[test]
fn only_the_writer_makes_files() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let name = file.display().to_string();
        if name == "cli/writer.rs" || name.ends_with("tests.rs") {
            continue;
        }
        let code = text.split("\nmod tests {").next().unwrap_or_default();
        for (index, line) in code.lines().enumerate() {
            for word in MAKING.iter().filter(|word| line.contains(**word)) {
                if (name.as_str(), *word) != RENAMING {
                    faults.push(format!("{name}:{}: `{word}`", index + 1));
                }
            }
        }
    }
    none(&faults, "files are made by src/cli/writer.rs alone");
}
