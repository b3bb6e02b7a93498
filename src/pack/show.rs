//! A pack as something to read.

mod json;

pub use json::json;
#[cfg(test)]
pub(super) use json::text_of;
