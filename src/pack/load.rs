//! Source text → written form, every fault at its place, and on to the true form.

mod condition;
mod items;

use super::written::{Decimal, Pack as Written};
use super::{Pack, digest, place::Places, validate};
use crate::diagnostic::{Diagnostic, Diagnostics, JSON_FORMAT, PACK_UNKNOWN_WORD, one_of};
use crate::json::{Fields, Node, Reader, Value, parse};
use crate::source::Source;

/// What `format` must say.
pub const FORMAT: &str = "lockstep-pack/1";

/// Reads and proves a pack.
///
/// # Errors
/// Every fault there is, in the order of the file.
pub fn load(source: &Source<'_>) -> Result<Pack, Diagnostics> {
    let source = &source.ours(FORMAT);
    let root = parse(source).map_err(|fault| in_order([*fault]))?;
    let (written, faults) = read_tree(source, &root);
    // What another kind of file holds is no fault of a pack.
    if let Some(fault) = faults.iter().find(|fault| *fault.code == JSON_FORMAT) {
        return Err(in_order([fault.clone()]));
    }
    let places = Places::new(*source, Some(&root));
    let (pack, more) = validate::validate(&written, places, digest::digest(&root));
    match pack {
        Some(pack) if !faults.has_errors() && !more.has_errors() => Ok(pack),
        _ => Err(in_order(faults.into_iter().chain(more))),
    }
}

/// Reads the written form alone, whether or not it makes a valid pack.
///
/// # Errors
/// Every fault of the form: unknown and missing keys, wrong types.
pub fn read(source: &Source<'_>) -> Result<Written, Diagnostics> {
    let source = &source.ours(FORMAT);
    let root = parse(source).map_err(|fault| in_order([*fault]))?;
    let (written, faults) = read_tree(source, &root);
    if faults.has_errors() {
        return Err(in_order(faults));
    }
    Ok(written)
}

/// Diagnostics in the order in which their places stand in the file.
fn in_order(faults: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut faults: Vec<Diagnostic> = faults.into_iter().collect();
    faults.sort_by_key(|fault| fault.place.as_ref().map(|place| (place.line, place.column)));
    let mut ordered = Diagnostics::new();
    for fault in faults {
        ordered.push(fault);
    }
    ordered
}

fn read_tree(source: &Source<'_>, root: &Node) -> (Written, Diagnostics) {
    let mut reader = Reader::new(*source);
    if let Value::Object(_) = root.value
        && let Some(fields) = reader.unchecked_object(root, "")
        && fields.get("format").is_some()
        && reader.format(&fields, FORMAT).is_none()
    {
        // Whatever else is there follows other rules.
        return (Written::default(), reader.into_faults());
    }
    let written = item(&mut reader, root, "");
    (written, reader.into_faults())
}

/// An object of the written form.
trait Item: Default {
    /// Every key it may have.
    const KEYS: &[&str];
    /// Takes its fields; what cannot be read is reported and stays empty.
    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Self;
}

fn item<T: Item>(reader: &mut Reader<'_>, node: &Node, pointer: &str) -> T {
    reader
        .object(node, pointer, T::KEYS)
        .map_or_else(T::default, |fields| {
            fields.optional_text(reader, "$comment");
            T::read(&fields, reader)
        })
}

fn required<T: Item>(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> T {
    fields
        .require(reader, key)
        .map_or_else(T::default, |node| item(reader, node, &fields.pointer_to(key)))
}

fn optional<T: Item>(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<T> {
    let node = fields.get(key)?;
    Some(item(reader, node, &fields.pointer_to(key)))
}

/// A list that is missing or no list is one unread item, so that nobody takes it for empty.
fn list<T: Item>(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Vec<T> {
    let Some(node) = fields.require(reader, key) else {
        return vec![T::default()];
    };
    list_of(reader, node, &fields.pointer_to(key), item)
}

fn optional_list<T: Item>(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<Vec<T>> {
    let node = fields.get(key)?;
    Some(list_of(reader, node, &fields.pointer_to(key), item))
}

fn list_of<T: Default>(
    reader: &mut Reader<'_>,
    node: &Node,
    pointer: &str,
    read: impl Fn(&mut Reader<'_>, &Node, &str) -> T,
) -> Vec<T> {
    let Some(nodes) = reader.list(node, pointer) else {
        return vec![T::default()];
    };
    nodes
        .iter()
        .enumerate()
        .map(|(index, node)| read(reader, node, &format!("{pointer}/{index}")))
        .collect()
}

fn texts(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Vec<String> {
    let Some(node) = fields.require(reader, key) else {
        return vec![String::new()];
    };
    list_of(reader, node, &fields.pointer_to(key), text_item)
}

fn optional_texts(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Vec<String> {
    fields.get(key).map_or_else(Vec::new, |node| {
        list_of(reader, node, &fields.pointer_to(key), text_item)
    })
}

fn text_item(reader: &mut Reader<'_>, node: &Node, pointer: &str) -> String {
    reader.text(node, pointer).unwrap_or_default()
}

fn text(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> String {
    fields.text(reader, key).unwrap_or_default()
}

fn optional_text(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<String> {
    fields.optional_text(reader, key)
}

/// A text that is there and cannot be read is an unread one, so that nobody takes it for absent.
fn optional_text_item(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<String> {
    let node = fields.get(key)?;
    Some(text_item(reader, node, &fields.pointer_to(key)))
}

fn flag(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> bool {
    fields.flag(reader, key)
}

fn decimal(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<Decimal> {
    let node = fields.require(reader, key)?;
    reader.thousandths(node, &fields.pointer_to(key)).map(Decimal)
}

fn optional_decimal(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<Decimal> {
    let node = fields.get(key)?;
    reader.thousandths(node, &fields.pointer_to(key)).map(Decimal)
}

fn whole(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str) -> Option<i64> {
    let node = fields.require(reader, key)?;
    reader.whole(node, &fields.pointer_to(key))
}

/// One of a few words.
fn word<T: Copy>(fields: &Fields<'_>, reader: &mut Reader<'_>, key: &str, words: &[(&str, T)]) -> Option<T> {
    let node = fields.require(reader, key)?;
    let pointer = fields.pointer_to(key);
    let text = reader.text(node, &pointer)?;
    let found = words.iter().find(|(word, _)| *word == text);
    if found.is_none() {
        let allowed = one_of(words.iter().map(|(word, _)| *word));
        reader.fault(
            &PACK_UNKNOWN_WORD,
            format!("`{key}` has another word than those allowed"),
            node,
            &pointer,
            allowed,
        );
    }
    found.map(|(_, value)| *value)
}
