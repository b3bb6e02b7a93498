//! A pack to begin one's own from: the file in `templates/pack/`, with names filled in.
//!
//! Names are data: they are put into the texts of the parsed file, never into its source, so that
//! no name can change what the file says.

use super::{load, show};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Node, Value, parse};
use crate::source::Source;

/// The pack with `{…}` where names go.
const TEMPLATE: &str = include_str!("../../templates/pack/new.json");

/// What the new pack is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Kebab-case id; made from the sides where there is none.
    pub id: Option<String>,
    /// One line; made from the sides where there is none.
    pub title: Option<String>,
    /// The two functions.
    pub sides: [String; 2],
}

/// The text of a new pack, laid out as packs are.
///
/// # Errors
/// What is wrong with the names, such as an id that is not kebab-case.
pub fn text(start: &Start) -> Result<String, Diagnostics> {
    let mut root = parse(&Source::new("new pack", TEMPLATE)).map_err(alone)?;
    let [first, second] = &start.sides;
    let [first_id, second_id] = ids(&start.sides);
    let id = start.id.clone().unwrap_or_else(|| {
        // An id begins with a letter; the name of a side need not.
        let id = format!("{first_id}-{second_id}");
        if id.starts_with(|first: char| first.is_ascii_lowercase()) {
            id
        } else {
            format!("pack-{id}")
        }
    });
    let title = start
        .title
        .clone()
        .unwrap_or_else(|| format!("How well do {first} and {second} work together?"));
    let names = [
        ("{id}", id.as_str()),
        ("{title}", &title),
        ("{first}", first),
        ("{second}", second),
        ("{first-id}", &first_id),
        ("{second-id}", &second_id),
    ];
    fill(&mut root, &names);
    let text = show::text_of(&root);
    load(&Source::new("new pack", &text))?;
    Ok(text)
}

fn alone(fault: Box<Diagnostic>) -> Diagnostics {
    let mut faults = Diagnostics::new();
    faults.push(*fault);
    faults
}

/// Names the two sides in data: `Customer Success` is `customer-success`. A name without a Latin
/// letter or digit is called by its place, and so is one that means something else already.
fn ids(sides: &[String; 2]) -> [String; 2] {
    let id = |name: &str| {
        let words = name.split(|c: char| !c.is_ascii_alphanumeric());
        let words: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        words.join("-")
    };
    let [first, second] = [id(&sides[0]), id(&sides[1])];
    let usable = |id: &str| !id.is_empty() && id != "neither";
    if usable(&first) && usable(&second) && first != second {
        [first, second]
    } else {
        ["first".to_owned(), "second".to_owned()]
    }
}

/// Replaces the names in every text, each text once: what a name holds is not looked at again.
fn fill(node: &mut Node, names: &[(&str, &str)]) {
    match &mut node.value {
        Value::Text(text) => *text = filled(text, names),
        Value::Array(items) => {
            for item in items {
                fill(item, names);
            }
        }
        Value::Object(entries) => {
            for entry in entries {
                fill(&mut entry.value, names);
            }
        }
        _ => {}
    }
}

fn filled(text: &str, names: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = names.iter().find(|(name, _)| rest.starts_with(name));
        let (put, past) = name.map_or(("{", 1), |(name, value)| (*value, name.len()));
        out.push_str(put);
        rest = &rest[past..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pack::check;

    fn of(first: &str, second: &str) -> Start {
        Start {
            id: None,
            title: None,
            sides: [first.to_owned(), second.to_owned()],
        }
    }

    #[test]
    fn there_is_nothing_to_remark() {
        let text = text(&of("Design", "Engineering")).expect("a valid pack");
        let source = Source::new("new.json", &text);
        let pack = load(&source).expect("a valid pack");
        let (soundness, remarks) = check(&pack, &source);
        assert!(remarks.is_empty(), "{remarks:?}");
        assert_eq!((soundness.questions, soundness.dimensions), (6, 2));
        assert_eq!(
            (pack.id.as_str(), pack.title.as_str()),
            (
                "design-engineering",
                "How well do Design and Engineering work together?"
            )
        );
    }

    #[test]
    fn the_template_is_laid_out_as_packs_are_shown() {
        assert_eq!(
            show::json(&Source::new("new.json", TEMPLATE)).as_deref(),
            Ok(TEMPLATE)
        );
    }

    #[test]
    fn every_name_gets_an_id() {
        let cases = [
            (["Customer Success", "R&D"], ["customer-success", "r-d"]),
            (["فروخت", "مارکیٹنگ"], ["first", "second"]),
            (["Neither", "Sales"], ["first", "second"]),
            (["A!", "a"], ["first", "second"]),
        ];
        for (names, expected) in cases {
            assert_eq!(ids(&names.map(str::to_owned)), expected.map(str::to_owned));
        }
    }

    proptest! {
        /// Whatever a name holds is its text and nothing else, or a fault of the label.
        #[test]
        fn names_are_data(first in r#"([a-z"\\{}\[\]: ,$é\u{202e}]|\{title\}|\{second\}){1,12}"#, second in "[A-Z]{3,9}") {
            prop_assume!(!first.trim().is_empty() && !first.trim().eq_ignore_ascii_case(&second));
            let text = text(&of(&first, &second)).expect("a valid pack");
            let pack = load(&Source::new("new.json", &text)).expect("a valid pack");
            let sides = pack.attributes[0].values.clone().expect("closed");
            prop_assert_eq!(&sides[0].label, &first);
            prop_assert_eq!(&sides[1].label, &second);
            prop_assert_eq!(pack.questions.len(), 6);
            prop_assert_eq!(pack.title, format!("How well do {first} and {second} work together?"));
        }
    }
}
