//! The assessment in long form, for whoever counts on: a row a number, with the names it goes by
//! in columns of their own.
//!
//! The rows are made from the JSON form and not from the fields one by one, so that no number can
//! be forgotten and every digit is the same.

use std::fmt::Write as _;

use super::format::{Format, Writer};
use super::outcome::{Keyed, Outcome};
use super::{check, trend};
use crate::assessment::Assessment;
use crate::escape;
use crate::json::{self, Entry, Node, Value, parse};
use crate::printout::Manner;
use crate::source::Source;

/// A row a number.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    about: "A table for spreadsheets, a row a number",
    endings: &["csv"],
    manner: Manner::Csv,
    writer: Writer::Serialises(write),
};

fn write(outcome: &Outcome<'_>) -> String {
    match outcome {
        Outcome::Report(keyed) => table(keyed),
        Outcome::Trend(trend) => trend::csv::render(trend),
        Outcome::Check(checked) => check::csv::render(&checked.report),
    }
}

/// The columns that every table has.
const COLUMNS: [&str; 12] = [
    "organization",
    "wave",
    "part",
    "id",
    "name",
    "subgroup",
    "detail",
    "measure",
    "value",
    "text",
    "n",
    "reason",
];

/// What the elements of a list go by, first found first: never by their position where they have
/// a name.
const IDENTITIES: [&str; 7] = ["id", "attribute", "question", "fact", "code", "value", "level"];

/// Lists whose elements are groups of people.
const GROUPS: [&str; 2] = ["sides", "groups"];

/// The table of an assessment, with its header.
fn table(Keyed { keys, assessment }: &Keyed<'_>) -> String {
    let mut text = String::new();
    let names = keys.iter().map(|(name, _)| {
        if COLUMNS.contains(&name.as_str()) {
            format!("by_{name}")
        } else {
            name.clone()
        }
    });
    line(
        &mut text,
        names.chain(COLUMNS.iter().map(|name| (*name).to_owned())),
    );
    let written = json::pretty(assessment);
    // What was just written reads back.
    let Ok(tree) = parse(&Source::new("assessment", &written)) else {
        return text;
    };
    let mut table = Table::of(assessment, &tree);
    table.parts(&tree);
    for row in table.rows {
        let keys = keys.iter().map(|(_, value)| value.clone());
        let about = [&assessment.organization, &assessment.wave];
        let about = about.map(|name| name.clone().unwrap_or_default());
        line(&mut text, keys.chain(about).chain(row));
    }
    text
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(text, "{comma}{}", escape::csv(&cell));
    }
    text.push('\n');
}

/// The cells from `part` on.
type Row = [String; 10];

/// Where in the assessment something stands, by name.
#[derive(Debug, Clone, Default)]
struct Place<'a> {
    part: &'a str,
    id: String,
    name: &'a str,
    subgroup: String,
    detail: String,
    measure: Vec<&'a str>,
    n: &'a str,
    reason: &'a str,
    /// Keys of the object at hand that have columns of their own.
    told: [&'a str; 2],
}

struct Table<'a> {
    /// Why something is null, by pointer.
    reasons: Vec<(&'a str, &'a str)>,
    /// The ids that lists of numbers by dimension stand for.
    dimensions: Vec<String>,
    rows: Vec<Row>,
}

impl<'a> Table<'a> {
    fn of(assessment: &Assessment, tree: &'a Node) -> Self {
        let mut reasons = Vec::new();
        if let Some(Value::Array(suppressed)) = get(tree, "suppressed").map(|node| &node.value) {
            for entry in suppressed {
                let text = |key| get(entry, key).and_then(Node::as_text).unwrap_or_default();
                reasons.push((text("pointer"), text("reason")));
            }
        }
        let dimensions = assessment.dimensions.iter();
        Self {
            reasons,
            dimensions: dimensions.map(|dimension| dimension.id.clone()).collect(),
            rows: Vec::new(),
        }
    }

    /// A value and all below it; one that is suppressed as a whole gets a row at least.
    fn node(&mut self, node: &'a Node, pointer: &str, place: Place<'a>) {
        let own = self.reasons.iter().find(|(known, _)| *known == pointer);
        let own = own.map(|(_, reason)| *reason);
        let place = Place {
            reason: own.unwrap_or(place.reason),
            ..place
        };
        let before = self.rows.len();
        match &node.value {
            Value::Null if place.reason.is_empty() => {}
            Value::Null => self.row(&place, "", ""),
            Value::Bool(value) => self.row(&place, "", &value.to_string()),
            Value::Number(digits) => self.row(&place, digits, ""),
            Value::Text(text) => self.row(&place, "", text),
            Value::Array(items) => self.list(items, pointer, &place),
            Value::Object(_) => self.object(node, pointer, &place),
        }
        let told = |row: &Row| row.last().is_some_and(|reason| !reason.is_empty());
        if own.is_some() && !self.rows.iter().skip(before).any(told) {
            self.row(&place, "", "");
        }
    }

    fn object(&mut self, node: &'a Node, pointer: &str, place: &Place<'a>) {
        let Value::Object(entries) = &node.value else {
            return;
        };
        let mut place = place.clone();
        let told = std::mem::take(&mut place.told);
        match get(node, "n").map(|node| &node.value) {
            Some(Value::Number(n)) => place.n = n,
            Some(_) => place.n = "",
            None => {}
        }
        for Entry { key, value, .. } in entries {
            if told.contains(&key.as_str()) {
                continue;
            }
            let mut below = place.clone();
            below.measure.push(key);
            self.node(value, &format!("{pointer}/{key}"), below);
        }
    }

    /// The assessment itself: each of its lists and objects is a part.
    fn parts(&mut self, tree: &'a Node) {
        let Value::Object(entries) = &tree.value else {
            return;
        };
        for Entry { key, value, .. } in entries {
            let mut place = Place {
                part: key,
                ..Place::default()
            };
            match (key.as_str(), &value.value) {
                // These have columns of their own.
                ("organization" | "wave" | "suppressed", _) => continue,
                (_, Value::Object(_) | Value::Array(_) | Value::Null) => {}
                _ => {
                    place.part = "assessment";
                    place.measure.push(key);
                }
            }
            self.node(value, &format!("/{key}"), place);
        }
    }

    fn list(&mut self, items: &'a [Node], pointer: &str, place: &Place<'a>) {
        for (index, item) in items.iter().enumerate() {
            let mut below = place.clone();
            let identity = IDENTITIES
                .iter()
                .find_map(|key| Some((*key, scalar(get(item, key)?)?)));
            let position = || (index + 1).to_string();
            let called = match &item.value {
                Value::Object(_) => identity.map_or_else(position, |(_, text)| text.to_owned()),
                _ if place.measure.last() == Some(&"dimensions") => {
                    self.dimensions.get(index).cloned().unwrap_or_else(position)
                }
                _ => position(),
            };
            if let Some(name) = get(item, "name").and_then(Node::as_text) {
                below.name = name;
            }
            let slot = if place.measure.is_empty() {
                &mut below.id
            } else if place.measure.last().is_some_and(|key| GROUPS.contains(key)) {
                below.measure.pop();
                &mut below.subgroup
            } else {
                &mut below.detail
            };
            if !slot.is_empty() {
                slot.push('/');
            }
            slot.push_str(&called);
            let pointer = format!("{pointer}/{index}");
            if let Some((key, _)) = identity {
                below.told = [key, "name"];
            }
            self.node(item, &pointer, below);
        }
    }

    fn row(&mut self, place: &Place<'_>, value: &str, text: &str) {
        self.rows.push([
            place.part.to_owned(),
            place.id.clone(),
            place.name.to_owned(),
            place.subgroup.clone(),
            place.detail.clone(),
            place.measure.join("."),
            value.to_owned(),
            text.to_owned(),
            place.n.to_owned(),
            // A value that is there needs none.
            if value.is_empty() && text.is_empty() {
                place.reason.to_owned()
            } else {
                String::new()
            },
        ]);
    }
}

/// The value of a key, if `node` is an object that has it.
fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Object(entries) => entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value),
        _ => None,
    }
}

/// A text or a number as it is written.
fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text),
        _ => None,
    }
}
