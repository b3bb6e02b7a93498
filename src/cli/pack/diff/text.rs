//! A difference between packs as text, down to narrow windows.

use serde_json::Value;

use super::words;
use crate::escape::terminal;
use crate::pack::diff::{Change, Comparable, Kind, PackDiff, Part, Reason};
use crate::printout::{Manner, Printout, Role};

/// Text is no wider than this.
pub(super) const WIDEST: usize = 80;
/// And not narrower, whatever the window says.
const NARROWEST: usize = 20;
/// A value of more characters stands on a line of its own.
const SHORT: usize = 24;

/// Everything, with a line feed at its end.
pub(super) fn draw(diff: &PackDiff, width: usize) -> Printout {
    let mut page = Page {
        width: width.clamp(NARROWEST, WIDEST),
        out: Printout::new(Manner::Text),
    };
    let name = |id: &str, version: &str| format!("{id} {version}");
    let from = name(&diff.from.id, &diff.from.version);
    let to = if diff.from.id == diff.to.id {
        diff.to.version.clone()
    } else {
        name(&diff.to.id, &diff.to.version)
    };
    page.strong(&format!("{from} → {to}"));
    page.out.push("\n");
    page.wrapped("", "", &words::verdict(diff));
    for reason in words::ORDER {
        let changes: Vec<&Change> = diff
            .changes
            .iter()
            .filter(|change| change.reason == reason)
            .collect();
        if changes.is_empty() {
            continue;
        }
        page.out.push("\n");
        page.strong(words::heading(reason));
        if reason == Reason::Translation {
            page.wrapped("  ", "  ", &words::translated(changes.len()));
            continue;
        }
        for change in changes {
            page.change(change);
        }
    }
    page.comparable(&diff.comparable);
    page.out
}

struct Page {
    width: usize,
    out: Printout,
}

impl Page {
    fn strong(&mut self, text: &str) {
        for line in self.lines("", "", text) {
            self.out.paint(Role::Strong, &line);
            self.out.push("\n");
        }
    }

    /// A paragraph; its first line begins with `first`, the others with `rest`.
    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        for line in self.lines(first, rest, text) {
            self.out.push(&line);
            self.out.push("\n");
        }
    }

    fn lines(&self, first: &str, rest: &str, text: &str) -> Vec<String> {
        let text = terminal(text, false);
        let options = textwrap::Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false);
        let lines = textwrap::wrap(&text, options).into_iter();
        lines.map(std::borrow::Cow::into_owned).collect()
    }

    fn change(&mut self, change: &Change) {
        let mut subject = match (&change.id, change.part) {
            (Some(id), part) => format!("{} {id}", part.id()),
            (None, Part::Pack) => String::new(),
            (None, part) => part.id().to_owned(),
        };
        let whole =
            change.field.is_none() || matches!(change.change, Kind::Added | Kind::Removed | Kind::Reordered);
        if let Some(field) = &change.field {
            let separator = if subject.is_empty() { "" } else { ", " };
            subject.push_str(separator);
            subject.push_str(&words::field(field));
        }
        if whole {
            subject.push(' ');
            subject.push_str(words::whole(change.change));
        }
        let [from, to] = [(&change.from, &change.words[0]), (&change.to, &change.words[1])]
            .map(|(value, words)| words.clone().unwrap_or_else(|| shown(value)));
        match change.change {
            Kind::Added => self.item(&subject, &to),
            Kind::Removed => self.item(&subject, &from),
            _ if is_short(&from) && is_short(&to) => {
                self.wrapped("  ", "      ", &format!("{subject}: {from} → {to}"));
            }
            _ => {
                self.wrapped("  ", "      ", &subject);
                self.wrapped("    − ", "      ", &from);
                self.wrapped("    + ", "      ", &to);
            }
        }
    }

    fn item(&mut self, subject: &str, shown: &str) {
        self.wrapped("  ", "      ", &format!("{subject}: {shown}"));
    }

    fn comparable(&mut self, comparable: &Comparable) {
        let single = [
            (words::TOTAL, &comparable.total),
            (words::LEVEL, &comparable.level),
            (words::FIT, &comparable.fit),
        ];
        let single = single.map(|(name, verdict)| (name, verdict.comparable, &verdict.because));
        let dimensions = comparable
            .dimensions
            .iter()
            .map(|dimension| (dimension.name.as_str(), dimension.comparable, &dimension.because));
        let rows: Vec<_> = single.into_iter().chain(dimensions).collect();
        self.out.push("\n");
        self.strong(words::COMPARABLE);
        let (can, cannot): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, comparable, _)| *comparable);
        if !can.is_empty() {
            let names: Vec<&str> = can.iter().map(|(name, ..)| *name).collect();
            self.wrapped("  ", "      ", &format!("{}: {}", words::CAN, names.join("; ")));
        }
        if !cannot.is_empty() {
            self.wrapped("  ", "      ", &format!("{}:", words::CANNOT));
            for (name, _, because) in cannot {
                self.wrapped("    ", "      ", &format!("{name}: {}", because.join(", ")));
            }
        }
    }
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= SHORT
}

/// A value for people: of a whole thing, what it says.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => words::NOTHING.to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => match items.as_slice() {
            [] => words::NOTHING.to_owned(),
            items => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        },
        Value::Object(fields) => ["text", "title", "label", "message", "reason", "name"]
            .iter()
            .find_map(|key| fields.get(*key)?.as_str())
            .map_or_else(|| value.to_string(), str::to_owned),
        other => other.to_string(),
    }
}
