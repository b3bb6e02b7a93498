//! docs/README.md lists every page: those about commands by themselves, from their first lines.

use std::fmt::Write as _;

use snapbox::Data;
use snapbox::data::DataFormat;

use super::pages::{Page, markdown, root};

const BEGIN: &str = "<!-- The table below is made from the pages themselves. -->\n";
const END: &str = "<!-- Here it ends. -->\n";

#[test]
fn every_page_is_in_the_index() {
    let index = Page::read("docs/README.md");
    let (before, rest) = index.text.split_once(BEGIN).expect("the beginning of the table");
    let (_, after) = rest.split_once(END).expect("the end of the table");
    let mut table = "\n| page | what it says |\n|---|---|\n".to_owned();
    for name in markdown("docs") {
        let file = name.trim_start_matches("docs/");
        if file == "README.md"
            || [before, after]
                .iter()
                .any(|text| text.contains(&format!("]({file})")))
        {
            continue;
        }
        let page = Page::read(&name);
        let _ = writeln!(
            table,
            "| [{}]({file}) | {} |",
            page.title(),
            page.first_sentence()
        );
    }
    table.push('\n');
    let expected = Data::read_from(&root().join("docs/README.md"), Some(DataFormat::Text)).raw();
    snapbox::assert_data_eq!(
        Data::text(format!("{before}{BEGIN}{table}{END}{after}")),
        expected
    );
}
