//! A pack as something to read.

mod json;

pub use json::json;
