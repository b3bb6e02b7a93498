//! A pack file laid out afresh: the author's order and comments, two blanks of indentation, and
//! what fits on a line on one line.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Node, Value, line as quoted, parse};
use crate::pack::FORMAT;
use crate::source::Source;

/// The widest line, in characters, that holds more than one value.
const WIDTH: usize = 110;

/// The file in the layout that built-in packs have, with a line feed at its end.
///
/// # Errors
/// One diagnostic: the text is not valid JSON.
pub fn json(source: &Source<'_>) -> Result<String, Diagnostics> {
    let root = parse(&source.ours(FORMAT)).map_err(|fault: Box<Diagnostic>| {
        let mut faults = Diagnostics::new();
        faults.push(*fault);
        faults
    })?;
    Ok(text_of(&root))
}

/// The text of a tree, with a line feed at its end.
pub(in crate::pack) fn text_of(root: &Node) -> String {
    let mut out = String::new();
    lay_out(root, 0, 0, &mut out);
    out.push('\n');
    out
}

/// Writes `node` at a depth of indentation, after `before` characters of its line.
fn lay_out(node: &Node, depth: usize, before: usize, out: &mut String) {
    let line = one_line(node);
    // One more for the comma that may follow.
    if before + line.chars().count() < WIDTH {
        out.push_str(&line);
        return;
    }
    let indent = "  ".repeat(depth + 1);
    let close = |out: &mut String, bracket: char| {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
        out.push(bracket);
    };
    match &node.value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ",\n" } else { "\n" });
                out.push_str(&indent);
                lay_out(item, depth + 1, indent.len(), out);
            }
            close(out, ']');
        }
        Value::Object(entries) if !entries.is_empty() => {
            out.push('{');
            for (index, entry) in entries.iter().enumerate() {
                out.push_str(if index > 0 { ",\n" } else { "\n" });
                let key = format!("{indent}{}: ", quoted(&entry.key));
                out.push_str(&key);
                lay_out(&entry.value, depth + 1, key.chars().count(), out);
            }
            close(out, '}');
        }
        _ => out.push_str(&line),
    }
}

fn one_line(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => text.clone(),
        Value::Text(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(one_line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|entry| format!("{}: {}", quoted(&entry.key), one_line(&entry.value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_on_a_line_stands_on_one() {
        let long = "x".repeat(100);
        let text = format!(r#"{{"a":[1,2.50,{{"b":"\u00fc"}}],"c":{{}},"d":[],"e":"{long}"}}"#);
        let expected = format!(
            "{{\n  \"a\": [1, 2.50, {{ \"b\": \"ü\" }}],\n  \"c\": {{}},\n  \"d\": [],\n  \"e\": \"{long}\"\n}}\n"
        );
        let shown = json(&Source::new("x", &text)).expect("valid JSON");
        assert_eq!(shown, expected);
        assert_eq!(json(&Source::new("x", &shown)).as_deref(), Ok(expected.as_str()));
    }
}
