//! From the JSON pointer of a value to its place in the file.

use crate::json::{Node, Value};
use crate::source::{Place, Source, Span};

/// A source and the tree read from it.
#[derive(Debug)]
pub(super) struct Places<'a> {
    source: Source<'a>,
    root: Option<&'a Node>,
}

impl<'a> Places<'a> {
    /// Places in `source`; without a tree every place is the whole file.
    pub(super) const fn new(source: Source<'a>, root: Option<&'a Node>) -> Self {
        Self { source, root }
    }

    /// The place of the value at `pointer`, or of the nearest value around it that is there.
    pub(super) fn of(&self, pointer: &str) -> Place {
        let Some(root) = self.root else {
            return Place::file(self.source.name).with_pointer(pointer);
        };
        self.source
            .place(opening(nearest(root, pointer)))
            .with_pointer(pointer)
    }

    /// What stands at `pointer`, for messages; nothing for lists and objects, which say little.
    pub(super) fn describe(&self, pointer: &str) -> Option<String> {
        let node = nearest(self.root?, pointer);
        match node.value {
            Value::Array(_) | Value::Object(_) => None,
            _ => Some(node.describe()),
        }
    }
}

/// The pointer of `key` inside the value at `pointer`, escaped as RFC 6901 asks.
pub(super) fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The part of a value worth marking: all of it, or the bracket that opens it.
fn opening(node: &Node) -> Span {
    match node.value {
        Value::Object(_) | Value::Array(_) => Span::new(node.span.start, node.span.start + 1),
        _ => node.span,
    }
}

/// Follows `pointer` as far as the tree goes.
fn nearest<'n>(root: &'n Node, pointer: &str) -> &'n Node {
    let mut node = root;
    for part in pointer.split('/').skip(1) {
        let key = part.replace("~1", "/").replace("~0", "~");
        let next = match &node.value {
            Value::Object(entries) => entries
                .iter()
                .find(|entry| entry.key == key)
                .map(|entry| &entry.value),
            Value::Array(items) => key.parse().ok().and_then(|index: usize| items.get(index)),
            _ => None,
        };
        let Some(next) = next else { break };
        node = next;
    }
    node
}
