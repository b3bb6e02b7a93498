//! The fingerprint of a pack: equal for equal content, whatever the layout of the file.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::json::{Entry, Node, Value};

/// SHA-256 of the canonical JSON, in lower-case hexadecimal.
pub(super) fn digest(root: &Node) -> String {
    let mut text = String::new();
    canonical(root, &mut text);
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Keys sorted, no blanks, numbers in their shortest spelling; `$comment` and `$schema` left out.
fn canonical(node: &Node, out: &mut String) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(text) => out.push_str(&number(text)),
        Value::Text(text) => out.push_str(&quoted(text)),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                canonical(item, out);
            }
            out.push(']');
        }
        Value::Object(entries) => {
            let mut entries: Vec<&Entry> = entries
                .iter()
                .filter(|entry| !matches!(entry.key.as_str(), "$comment" | "$schema"))
                .collect();
            entries.sort_by(|a, b| a.key.cmp(&b.key));
            out.push('{');
            for (index, entry) in entries.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&quoted(&entry.key));
                out.push(':');
                canonical(&entry.value, out);
            }
            out.push('}');
        }
    }
}

/// `4`, `4.0` and `4.00` alike.
fn number(text: &str) -> String {
    text.parse::<i64>().map_or_else(
        |_| {
            text.parse::<f64>()
                .map_or_else(|_| text.to_owned(), |value| value.to_string())
        },
        |value| value.to_string(),
    )
}

/// A JSON text.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;
    use crate::source::Source;

    fn of(text: &str) -> String {
        digest(&parse(&Source::new("x", text)).expect("valid JSON"))
    }

    #[test]
    fn layout_order_and_comments_do_not_count() {
        let a = of(r#"{"b": 1.50, "a": ["ü", null, true]}"#);
        let b = of("{\"$schema\": \"s\", \"a\":[\"\\u00fc\",null,true], \"$comment\": \"c\",\n\"b\":1.5}");
        assert_eq!(a, b);
        assert_ne!(a, of(r#"{"b": 1.51, "a": ["ü", null, true]}"#));
    }

    #[test]
    fn anybody_can_compute_it() {
        // printf '{"a":[1,0.5,"x"],"b":{}}' | sha256sum
        assert_eq!(
            of(r#"{"b": {}, "a": [1, 0.5, "x"]}"#),
            "604730765e0d7165c91753b956f8fad6fd0b30c51fdbb1a05e0f4935d521990e"
        );
    }
}
