//! A pack as something to read: the JSON file laid out afresh, or a document.

mod json;
mod markdown;

pub use json::json;
pub(super) use json::text_of;
pub use markdown::markdown;
