//! Who may know whom inside the areas.

use super::tree::TREE;

/// Modules, and what they and everything inside them may not know.
struct Rule {
    says: &'static str,
    who: &'static [&'static str],
    knows_no: &'static [&'static str],
}

const DRAWERS: &[&str] = &["report::text", "report::markdown", "report::html"];
const COMPOSERS: &[&str] = &["report::content", "report::trend", "report::check"];

const RULES: [Rule; 6] = [
    Rule {
        says: "a drawer knows no assessment and no pack",
        who: DRAWERS,
        knows_no: &["assessment", "pack", "report::content", "report::trend"],
    },
    Rule {
        says: "a composer knows no format",
        who: COMPOSERS,
        knows_no: &[
            "report::format",
            "report::formats",
            "report::text",
            "report::markdown",
            "report::html",
        ],
    },
    Rule {
        says: "geometry knows no blocks",
        who: &["report::chart"],
        knows_no: &["report::document", "report::content", "assessment", "pack"],
    },
    Rule {
        says: "a document knows no drawer",
        who: &["report::document"],
        knows_no: &[
            "report::text",
            "report::markdown",
            "report::html",
            "assessment",
            "pack",
        ],
    },
    Rule {
        says: "assessment knows no words",
        who: &["assessment"],
        knows_no: &["report", "texts"],
    },
    Rule {
        says: "answers know no files",
        who: &["answers"],
        knows_no: &["cli", "project"],
    },
];

fn inside(module: &str, of: &str) -> bool {
    module == of || module.strip_prefix(of).is_some_and(|rest| rest.starts_with("::"))
}

#[test]
fn nobody_knows_what_is_not_theirs() {
    let mut faults = Vec::new();
    for (module, content) in &TREE.0 {
        let name = module.join("::");
        let known: Vec<String> = TREE.known(module).iter().map(|known| known.join("::")).collect();
        for rule in RULES
            .iter()
            .filter(|rule| rule.who.iter().any(|who| inside(&name, who)))
        {
            for known in &known {
                if rule.knows_no.iter().any(|other| inside(known, other)) {
                    faults.push(format!(
                        "{}: `{name}` knows `{known}`; {}",
                        content.file, rule.says
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
