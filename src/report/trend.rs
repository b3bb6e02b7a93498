//! A trend: as a document, and as a table.

mod content;
pub(super) mod csv;

pub(super) use content::compose;
