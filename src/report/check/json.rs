//! The check for programs: the document itself.

use serde::Serialize;

use super::CheckReport;
use crate::number::TwelveDigits;

/// Indented JSON with a line break at the end.
pub(super) fn render(document: &CheckReport) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, TwelveDigits::pretty());
    // Writing plain structs to memory has no way to fail: no maps, no other keys than strings.
    if document.serialize(&mut serializer).is_err() {
        return String::new();
    }
    bytes.push(b'\n');
    String::from_utf8_lossy(&bytes).into_owned()
}
