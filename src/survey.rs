//! The questionnaire as a conversation, knowing no terminal.
//!
//! A [`Sheet`] holds what one person has said so far and knows which questions are theirs;
//! [`run`] asks what comes next through a [`Prompter`], lets a [`Keeper`] save every change before
//! the next is accepted, and ends when the person hands in or leaves. A [`draft`] is a sheet on
//! disk. Two prompters exist beside the one of the tests: [`Plain`] reads and writes lines, and
//! the command line has one that draws screens.

mod clean;
mod digest;
pub mod draft;
mod engine;
pub mod order;
mod plain;
mod reading;
#[cfg(test)]
mod scripted;
mod sheet;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod view;
pub mod words;

pub use clean::{harmless, joined, line, paragraph, shown};
pub use engine::{Action, AttributeReply, Halt, Keeper, Prompter, ReviewAction, Spot, run};
pub use plain::{Line, Lines, Piped, Plain};
pub use sheet::{Said, Scope, Sheet};
pub use view::{AttributeView, Last, QuestionView, ReviewRow, ReviewView, Welcome};
