//! Takes a JSON tree apart and reports every fault with its place.

use super::{Entry, Node, Value, shortened};
use crate::diagnostic::{
    Code, Diagnostic, Diagnostics, JSON_DUPLICATE_KEY, JSON_FORMAT, JSON_MISSING_KEY, JSON_TYPE,
    JSON_UNKNOWN_KEY,
};
use crate::harmless::called;
use crate::source::{Source, Span};

/// Reads values of one source and gathers what is wrong with them.
///
/// Every method that meets a fault reports it and returns `None`, so that reading goes on.
#[derive(Debug)]
pub struct Reader<'a> {
    source: Source<'a>,
    faults: Diagnostics,
}

impl<'a> Reader<'a> {
    /// A reader for nodes of `source`.
    #[must_use]
    pub fn new(source: Source<'a>) -> Self {
        Self {
            source,
            faults: Diagnostics::new(),
        }
    }

    /// The source being read.
    #[must_use]
    pub const fn source(&self) -> &Source<'a> {
        &self.source
    }

    /// Everything found so far.
    #[must_use]
    pub fn into_faults(self) -> Diagnostics {
        self.faults
    }

    /// Whether anything was wrong so far.
    #[must_use]
    pub const fn has_errors(&self) -> bool {
        self.faults.has_errors()
    }

    /// Reports a fault at `span`; `pointer` is the JSON pointer of the value meant.
    pub fn report(&mut self, diagnostic: Diagnostic, span: Span, pointer: &str) {
        // Finding a place reads the source from its beginning: not for what is only counted.
        self.faults.push(if self.faults.is_full() {
            diagnostic
        } else {
            diagnostic.at(self.source.place(span).with_pointer(pointer))
        });
    }

    /// Reports a fault in the words common to most: code, message, found, allowed.
    pub fn fault(
        &mut self,
        code: &'static Code,
        message: impl Into<String>,
        node: &Node,
        pointer: &str,
        allowed: impl Into<String>,
    ) {
        let diagnostic = node.found_in(Diagnostic::new(code, message)).allowed(allowed);
        self.report(diagnostic, node.span, pointer);
    }

    /// What was checked, or its fault reported at `span`.
    pub fn checked<T>(
        &mut self,
        checked: Result<T, Box<Diagnostic>>,
        span: Span,
        pointer: &str,
    ) -> Option<T> {
        checked.map_err(|fault| self.report(*fault, span, pointer)).ok()
    }

    /// A key in a message: of a file that is not ours only what looks like one.
    fn key(&self, key: &str) -> String {
        if self.source.is_ours() {
            format!("`{}`", shortened(key))
        } else {
            called(key)
        }
    }

    fn wrong_type(&mut self, node: &Node, pointer: &str, allowed: &str) {
        self.fault(&JSON_TYPE, "wrong type of value", node, pointer, allowed);
    }

    /// An object whose keys are all among `known`; unknown and duplicate keys are reported.
    /// `$comment` is always allowed.
    pub fn object<'n>(&mut self, node: &'n Node, pointer: &str, known: &[&str]) -> Option<Fields<'n>> {
        let fields = self.unchecked_object(node, pointer)?;
        self.duplicates(node, pointer);
        let Value::Object(entries) = &node.value else {
            return None;
        };
        for entry in entries {
            if !known.contains(&entry.key.as_str()) && entry.key != "$comment" {
                let message = format!("unknown key {}", self.key(&entry.key));
                let known = || known.iter().copied();
                let diagnostic = Diagnostic::unknown(&JSON_UNKNOWN_KEY, message, &entry.key, known);
                self.report(*diagnostic, entry.key_span, &child(pointer, &entry.key));
            }
        }
        Some(fields)
    }

    /// An object of which only some keys matter yet; the others are looked at another time.
    pub fn unchecked_object<'n>(&mut self, node: &'n Node, pointer: &str) -> Option<Fields<'n>> {
        if !matches!(node.value, Value::Object(_)) {
            self.wrong_type(node, pointer, "an object");
            return None;
        }
        Some(Fields {
            node,
            pointer: pointer.to_owned(),
        })
    }

    /// Reports keys that stand twice in an object with free keys.
    pub fn duplicates(&mut self, node: &Node, pointer: &str) {
        let Value::Object(entries) = &node.value else {
            return;
        };
        let mut seen = std::collections::BTreeSet::new();
        for entry in entries {
            if !seen.insert(entry.key.as_str()) {
                let diagnostic = Diagnostic::new(
                    &JSON_DUPLICATE_KEY,
                    format!("key {} stands twice", self.key(&entry.key)),
                )
                .allowed("each key once");
                self.report(diagnostic, entry.key_span, &child(pointer, &entry.key));
            }
        }
    }

    /// A list.
    pub fn list<'n>(&mut self, node: &'n Node, pointer: &str) -> Option<&'n [Node]> {
        if let Value::Array(items) = &node.value {
            Some(items)
        } else {
            self.wrong_type(node, pointer, "a list");
            None
        }
    }

    /// A text that is not empty.
    pub fn text(&mut self, node: &Node, pointer: &str) -> Option<String> {
        match node.as_text() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            _ => {
                self.wrong_type(node, pointer, "a text that is not empty");
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, node: &Node, pointer: &str) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            Some(value)
        } else {
            self.wrong_type(node, pointer, "true or false");
            None
        }
    }

    /// A whole number written as one: `4`, not `4.0` and not `"4"`.
    pub fn whole(&mut self, node: &Node, pointer: &str) -> Option<i64> {
        if let Value::Number(text) = &node.value
            && let Ok(value) = text.parse::<i64>()
        {
            Some(value)
        } else {
            self.wrong_type(node, pointer, "a whole number");
            None
        }
    }

    /// A number with at most three decimals, in thousandths.
    pub fn thousandths(&mut self, node: &Node, pointer: &str) -> Option<i64> {
        let value = match &node.value {
            Value::Number(text) => thousandths(text),
            _ => None,
        };
        if value.is_none() {
            self.wrong_type(node, pointer, "a number with at most three decimals");
        }
        value
    }

    /// A number.
    pub fn number(&mut self, node: &Node, pointer: &str) -> Option<f64> {
        if let Value::Number(text) = &node.value
            && let Ok(value) = text.parse::<f64>()
            && value.is_finite()
        {
            Some(value)
        } else {
            self.wrong_type(node, pointer, "a number");
            None
        }
    }

    /// The `format` of a file: exactly `expected`, such as `lockstep-pack/1`.
    pub fn format(&mut self, fields: &Fields<'_>, expected: &str) -> Option<()> {
        let node = fields.require(self, "format")?;
        if node.as_text() == Some(expected) {
            return Some(());
        }
        let pointer = fields.pointer_to("format");
        let fault = Diagnostic::new(&JSON_FORMAT, "this version does not read this format");
        let mut fault = match node.as_text() {
            Some(found) => fault.found_name(found),
            None => node.found_in(fault),
        }
        .allowed(format!("\"{expected}\""));
        if let Some(help) = node.as_text().and_then(|found| belongs(found, expected)) {
            fault = fault.help(help);
        }
        self.report(fault, node.span, &pointer);
        None
    }
}

/// What a file of the format `found` is and what takes it, where another kind of file was expected.
fn belongs(found: &str, expected: &str) -> Option<&'static str> {
    let kind = |format: &str| format.split('/').next().map(str::to_owned);
    let found = kind(found)?;
    if Some(&found) == kind(expected).as_ref() {
        return None;
    }
    Some(match found.as_str() {
        "lockstep-answers" => "these are answers; score, report and trend read them",
        "lockstep-assessment" => "this is a result; --baseline and trend read it",
        "lockstep-pack" => "this is a questionnaire; --pack takes it",
        "lockstep-project" => "this is a project file; commands that are given its folder find it",
        "lockstep-check" | "lockstep-trend" | "lockstep-status" | "lockstep-pack-diff" => {
            "lockstep writes such files for other programs and reads none"
        }
        _ => return None,
    })
}

/// The entries of an object.
#[derive(Debug)]
pub struct Fields<'n> {
    node: &'n Node,
    pointer: String,
}

impl<'n> Fields<'n> {
    /// The object itself.
    #[must_use]
    pub const fn node(&self) -> &'n Node {
        self.node
    }

    /// The object's own JSON pointer.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The JSON pointer of a field.
    #[must_use]
    pub fn pointer_to(&self, key: &str) -> String {
        child(&self.pointer, key)
    }

    /// The value of `key`, if it is there and not null.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        let Value::Object(entries) = &self.node.value else {
            return None;
        };
        entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
            .filter(|node| node.value != Value::Null)
    }

    /// The value of `key`; its absence is reported.
    pub fn require(&self, reader: &mut Reader<'_>, key: &str) -> Option<&'n Node> {
        let found = self.get(key);
        if found.is_none() {
            let diagnostic = Diagnostic::new(&JSON_MISSING_KEY, format!("required key `{key}` is missing"));
            let span = Span::new(self.node.span.start, self.node.span.start + 1);
            reader.report(diagnostic, span, &self.pointer);
        }
        found
    }

    /// A required text.
    pub fn text(&self, reader: &mut Reader<'_>, key: &str) -> Option<String> {
        let node = self.require(reader, key)?;
        reader.text(node, &self.pointer_to(key))
    }

    /// An optional text.
    pub fn optional_text(&self, reader: &mut Reader<'_>, key: &str) -> Option<String> {
        let node = self.get(key)?;
        reader.text(node, &self.pointer_to(key))
    }

    /// An optional text, checked.
    pub fn checked_text<T>(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        check: impl FnOnce(&str) -> Result<T, Box<Diagnostic>>,
    ) -> Option<T> {
        let node = self.get(key)?;
        let pointer = self.pointer_to(key);
        let text = reader.text(node, &pointer)?;
        reader.checked(check(&text), node.span, &pointer)
    }

    /// `true` or `false`, `false` when absent.
    pub fn flag(&self, reader: &mut Reader<'_>, key: &str) -> bool {
        self.get(key)
            .and_then(|node| reader.boolean(node, &self.pointer_to(key)))
            .unwrap_or(false)
    }

    /// The items of a required list, each with its pointer.
    pub fn items(&self, reader: &mut Reader<'_>, key: &str) -> Vec<(String, &'n Node)> {
        self.require(reader, key)
            .map_or_else(Vec::new, |node| self.list_items(reader, key, node))
    }

    /// The items of an optional list, each with its pointer.
    pub fn optional_items(&self, reader: &mut Reader<'_>, key: &str) -> Vec<(String, &'n Node)> {
        self.get(key)
            .map_or_else(Vec::new, |node| self.list_items(reader, key, node))
    }

    /// The entries of an optional object with free keys, each with its pointer. Keys that stand
    /// twice are reported.
    pub fn entries(&self, reader: &mut Reader<'_>, key: &str) -> Vec<(String, &'n Entry)> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let pointer = self.pointer_to(key);
        let Value::Object(entries) = &node.value else {
            reader.wrong_type(node, &pointer, "an object");
            return Vec::new();
        };
        reader.duplicates(node, &pointer);
        entries
            .iter()
            .map(|entry| (child(&pointer, &entry.key), entry))
            .collect()
    }

    fn list_items(&self, reader: &mut Reader<'_>, key: &str, node: &'n Node) -> Vec<(String, &'n Node)> {
        let pointer = self.pointer_to(key);
        reader.list(node, &pointer).map_or_else(Vec::new, |items| {
            items
                .iter()
                .enumerate()
                .map(|(index, item)| (format!("{pointer}/{index}"), item))
                .collect()
        })
    }
}

/// The pointer of `key` inside the value at `pointer`, escaped as RFC 6901 asks.
#[must_use]
pub(crate) fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// A decimal with at most three decimals, in thousandths.
fn thousandths(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.len() > 3 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let fraction: i64 = format!("{fraction:0<3}").parse().ok()?;
    whole.checked_mul(1_000)?.checked_add(fraction)?.checked_mul(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(thousandths("1.25"), Some(1_250));
        assert_eq!(thousandths("-0.5"), Some(-500));
        assert_eq!(thousandths("3"), Some(3_000));
        assert_eq!(thousandths("1.0000"), Some(1_000));
        assert_eq!(thousandths("1.0001"), None);
        assert_eq!(thousandths("1e3"), None);
    }
}
