//! The `gate` of a project file: its written form, and what it means in a pack.

mod read;
mod resolve;
#[cfg(test)]
mod tests;
mod written;

pub(super) use read::read;
pub use resolve::{certainty, dimension, level, question, sensible};
pub use written::{
    AgeLong, AgeWritten, DropLong, DropWritten, GateWritten, LeastLong, LeastWritten, MostLong, MostWritten,
    SeverityWritten,
};
