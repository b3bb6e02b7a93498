//! docs/survey.md lists the keys and words that the survey itself lists.

use lockstep::survey::words::{KEYS, PLAIN_WORDS};

use super::pages::Page;

#[test]
fn the_keys_are_those_of_the_survey() {
    let page = Page::read("docs/survey.md");
    for list in [KEYS, PLAIN_WORDS] {
        let rows: Vec<String> = list
            .iter()
            .map(|(key, does)| format!("| `{key}` | {does} |"))
            .collect();
        let rows = rows.join("\n");
        assert!(page.text.contains(&rows), "docs/survey.md lacks\n{rows}");
    }
}
