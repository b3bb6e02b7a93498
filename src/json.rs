//! JSON with positions: a tree in which every value knows where it stands, and a reader that
//! takes it apart and reports every fault instead of the first.
//!
//! `serde_json` decides what is valid JSON; [`parse`] then builds the tree of a text that is
//! known to be valid, keeping duplicate keys and the spelling of numbers, which serde would hide.

mod reader;
#[cfg(test)]
pub(crate) mod schema;
mod writer;

use crate::diagnostic::{Diagnostic, FILE_EMPTY, JSON_SYNTAX};
pub use crate::harmless::shortened;
use crate::source::{Source, Span};
pub(crate) use reader::child;
pub use reader::{Fields, Reader};
pub use writer::{line, pretty};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its bytes in the source.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it was spelt, so that `4`, `4.0` and `4e0` stay apart.
    Number(String),
    /// A text, escapes resolved.
    Text(String),
    /// `[…]`
    Array(Vec<Node>),
    /// `{…}` in the order written, duplicates included.
    Object(Vec<Entry>),
}

/// One key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The key's bytes in the source, quotes included.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// What kind of value it is, for messages: "a text", "the number 4.0".
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(text) => format!("the number {}", shortened(text)),
            Value::Text(text) => format!("the text \"{}\"", shortened(text)),
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        }
    }

    /// Says in a diagnostic that this was found.
    #[must_use]
    pub fn found_in(&self, diagnostic: Diagnostic) -> Diagnostic {
        match &self.value {
            Value::Text(text) => diagnostic.found_text(text),
            Value::Number(digits) => diagnostic.found_number(digits),
            _ => diagnostic.found(self.describe()),
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads one JSON value from the whole of `source`.
///
/// # Errors
/// One diagnostic: the text is empty or not valid JSON (nesting deeper than 128 included).
pub fn parse(source: &Source<'_>) -> Result<Node, Box<Diagnostic>> {
    let text = source.text;
    if text.trim().is_empty() {
        return Err(Box::new(
            Diagnostic::new(&FILE_EMPTY, "nothing to read").at(source.place(Span::new(0, 0))),
        ));
    }
    // serde_json's own value type also holds the limit on nesting that keeps this tree,
    // built by recursion, from exhausting the stack.
    if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
        return Err(Box::new(syntax_fault(source, &error)));
    }
    let mut builder = Builder { text, at: 0 };
    Ok(builder.value())
}

/// A syntax fault as `serde_json` saw it, at the place where it stopped.
fn syntax_fault(source: &Source<'_>, error: &serde_json::Error) -> Diagnostic {
    let line_start = source
        .text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    // A line break that does not belong is reported as column 0 of the line after it.
    let at = (line_start + error.column())
        .saturating_sub(1)
        .min(source.text.len());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    let diagnostic = Diagnostic::new(&JSON_SYNTAX, message).at(source.place(Span::new(at, at + 1)));
    if error.is_eof() {
        diagnostic.help("the text ends too early; was the file cut off?")
    } else {
        diagnostic
    }
}

/// What is wrong with a text that was read as a value of a known shape, without anything of what
/// stands in it.
#[must_use]
pub fn wrong(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    if !error.is_data() || message.starts_with("missing field") {
        return message.to_owned();
    }
    // What was found is named first, what is expected last; that is ours.
    match message.rsplit_once(", expected ") {
        Some((_, expected)) => format!("something else in place of {expected}"),
        None => "something that does not belong".to_owned(),
    }
}

/// Builds the tree of a text that is known to be valid JSON.
struct Builder<'a> {
    text: &'a str,
    at: usize,
}

impl Builder<'_> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Node {
        self.skip_blanks();
        let start = self.at;
        let value = match self.peek() {
            b'{' => self.object(),
            b'[' => self.array(),
            b'"' => Value::Text(self.text()),
            b't' => self.word(4, Value::Bool(true)),
            b'f' => self.word(5, Value::Bool(false)),
            b'n' => self.word(4, Value::Null),
            _ => self.number(),
        };
        Node {
            span: Span::new(start, self.at),
            value,
        }
    }

    fn word(&mut self, length: usize, value: Value) -> Value {
        self.at += length;
        value
    }

    fn number(&mut self) -> Value {
        let start = self.at;
        while matches!(self.peek(), b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') {
            self.at += 1;
        }
        Value::Number(self.text[start..self.at].to_owned())
    }

    fn text(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while !matches!(self.peek(), b'"' | 0) {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.text.len());
        let quoted = &self.text[start..self.at];
        serde_json::from_str(quoted).unwrap_or_default()
    }

    fn array(&mut self) -> Value {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.skip_blanks();
            match self.peek() {
                b']' | 0 => break,
                b',' => self.at += 1,
                _ => items.push(self.value()),
            }
        }
        self.at = (self.at + 1).min(self.text.len());
        Value::Array(items)
    }

    fn object(&mut self) -> Value {
        let mut entries = Vec::new();
        self.at += 1;
        loop {
            self.skip_blanks();
            match self.peek() {
                b'}' | 0 => break,
                b',' => self.at += 1,
                _ => {
                    let start = self.at;
                    let key = self.text();
                    let key_span = Span::new(start, self.at);
                    self.skip_blanks();
                    self.at += 1; // the colon
                    let value = self.value();
                    entries.push(Entry { key, key_span, value });
                }
            }
        }
        self.at = (self.at + 1).min(self.text.len());
        Value::Object(entries)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tree as `serde_json` would have it; of duplicate keys the last wins.
    fn plain(node: &Node) -> serde_json::Value {
        match &node.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(text) => serde_json::from_str(text).unwrap_or_default(),
            Value::Text(text) => text.as_str().into(),
            Value::Array(items) => items.iter().map(plain).collect(),
            Value::Object(entries) => entries
                .iter()
                .map(|entry| (entry.key.clone(), plain(&entry.value)))
                .collect(),
        }
    }

    proptest! {
        #[test]
        fn whatever_serde_json_reads_the_tree_reads_alike(text in r#"[\[\]{}:,"\\a-c0-3u.eE+\-é \n]{0,40}"#) {
            let source = Source::new("x", &text);
            match (parse(&source), serde_json::from_str::<serde_json::Value>(&text)) {
                (Ok(node), Ok(value)) => prop_assert_eq!(plain(&node), value),
                (Err(_), Err(_)) => {}
                (ours, theirs) => prop_assert!(false, "{:?} {:?}", ours, theirs),
            }
        }
    }

    #[test]
    fn values_know_where_they_stand() {
        let text = "{\"a\": [1, 4.0, \"\\u00e9\"], \"a\": null}";
        let node = parse(&Source::new("x", text));
        let Ok(Node {
            value: Value::Object(entries),
            ..
        }) = node
        else {
            panic!("{node:?}");
        };
        assert_eq!(entries.len(), 2);
        let Value::Array(items) = &entries[0].value.value else {
            panic!("{entries:?}");
        };
        assert_eq!(items[1].value, Value::Number("4.0".to_owned()));
        assert_eq!(&text[items[1].span.start..items[1].span.end], "4.0");
        assert_eq!(items[2].as_text(), Some("é"));
    }

    #[test]
    fn what_is_wrong_is_said_without_what_stands_there() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only the faults matter")]
        struct Known {
            format: String,
            mixed: bool,
        }
        let said = |text: &str| wrong(&serde_json::from_str::<Known>(text).expect_err("it is not"));
        for (text, expected) in [
            ("{}", "missing field `format`"),
            (
                r#"{"format": "a", "My boss, expected lies": 1}"#,
                "something else in place of `format` or `mixed`",
            ),
            (
                r#"{"format": ["My boss"]}"#,
                "something else in place of a string",
            ),
            (
                r#"{"mixed": "lies at line 3, expected x"}"#,
                "something that does not belong",
            ),
            (
                r#"{"mixed": "lies, expected x"}"#,
                "something else in place of a boolean",
            ),
            ("{\"a", "EOF while parsing a string"),
        ] {
            assert_eq!(said(text), expected);
        }
    }

    #[test]
    fn deep_nesting_is_a_fault_and_not_a_crash() {
        let text = "[".repeat(100_000);
        assert!(parse(&Source::new("x", &text)).is_err());
    }
}
