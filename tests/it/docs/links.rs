//! Every link from a page to a file of this tree leads there, anchors included.

use std::collections::BTreeMap;
use std::fs;

use super::pages::{Page, documentation, markdown, root};

/// The targets of links and images in a line of prose, code left out.
fn targets(line: &str) -> Vec<String> {
    let mut text = String::new();
    for (index, part) in line.split('`').enumerate() {
        text.push_str(if index % 2 == 0 { part } else { "code" });
    }
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("](") {
        rest = &rest[at + 2..];
        let end = rest.find(')').unwrap_or(rest.len());
        found.push(rest[..end].split(' ').next().unwrap_or_default().to_owned());
        rest = &rest[end..];
    }
    found
}

/// The anchors of a page, as GitHub makes them from headings.
fn anchors(page: &Page) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let headings = page.prose().into_iter().filter_map(|(_, line)| {
        let heading = line.trim_start_matches('#');
        (heading.len() < line.len() && heading.starts_with(' ')).then(|| heading.trim())
    });
    headings
        .map(|heading| {
            let slug: String = heading
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
                .map(|c| if c == ' ' { '-' } else { c })
                .flat_map(char::to_lowercase)
                .collect();
            let count = seen.entry(slug.clone()).or_default();
            *count += 1;
            if *count == 1 {
                slug
            } else {
                format!("{slug}-{}", *count - 1)
            }
        })
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut pages = documentation();
    for name in [markdown("."), markdown("examples")].concat() {
        pages.push(Page::read(name.trim_start_matches("./")));
    }
    let (mut faults, mut followed) = (Vec::new(), 0);
    for page in &pages {
        for (number, line) in page.prose() {
            for target in targets(line) {
                if target.contains("://") || target.starts_with("mailto:") {
                    continue;
                }
                followed += 1;
                let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
                let place = root().join(&page.name);
                let path = if file.is_empty() {
                    place
                } else {
                    place.parent().unwrap().join(file)
                };
                let there = fs::canonicalize(&path)
                    .is_ok_and(|path| path.starts_with(root().canonicalize().unwrap()));
                let reached = there
                    && (anchor.is_empty() || {
                        let text = fs::read_to_string(&path).unwrap_or_default();
                        let name = path.display().to_string();
                        anchors(&Page { name, text }).iter().any(|known| known == anchor)
                    });
                if !reached {
                    faults.push(format!("{}:{number}: {target}", page.name));
                }
            }
        }
    }
    assert!(faults.is_empty(), "these lead nowhere:\n{}", faults.join("\n"));
    assert!(followed > 20, "only {followed} links were found");
}

#[test]
fn anchors_are_those_of_the_headings() {
    let page = Page {
        name: "x.md".to_owned(),
        text: "# One `pack new`, two\n\n```sh\n# no heading\n```\n\n## Again\n## Again\n".to_owned(),
    };
    assert_eq!(anchors(&page), ["one-pack-new-two", "again", "again-1"]);
    assert_eq!(
        targets("[a](b.md#c) and `[d](e)` ![f](g.png \"h\")"),
        ["b.md#c", "g.png"]
    );
}
