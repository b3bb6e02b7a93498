//! How long a file and a function may be.

use std::fs;
use std::path::Path;

use super::tree::TREE;

const FILE: usize = 500;
const FUNCTION: usize = 80;

/// What is still longer: shorten it, add none.
const STILL: [&str; 9] = [
    "src/assessment.rs",
    "src/assessment/comparison.rs: compare_by",
    "src/assessment/tally.rs",
    "src/cli/baseline/against.rs: find",
    "src/pack.rs",
    "src/pack/check/solve.rs",
    "src/report/chart/svg.rs: gauge",
    "src/report/html/pictures.rs: card",
    "src/report/trend/content.rs",
];

#[test]
fn files_and_functions_stay_short_enough_to_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut long = Vec::new();
    let mut files: Vec<&str> = TREE.0.values().map(|content| content.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        let text = fs::read_to_string(root.join(file)).expect("a source file can be read");
        let lines = text.lines().count();
        if lines > FILE {
            long.push(format!("src/{file}"));
        }
    }
    for content in TREE.0.values() {
        for (name, first, last) in &content.functions {
            let lines = last - first + 1;
            if lines > FUNCTION {
                long.push(format!("src/{}: {name}", content.file));
            }
        }
    }
    long.sort_unstable();
    assert_eq!(
        long, STILL,
        "over {FILE} lines a file or {FUNCTION} a function; take a line out of STILL when it is shorter"
    );
}
