//! The terminal as prompts need it. Every prompt of every command reads its keys from one place,
//! [`Tty`], where a paste is told from typing; dialoguer's theme says what prompts look like.

mod field;
mod inline;
mod keys;
mod lines;
mod tty;

pub(in crate::cli) use field::{Field, Typed};
pub(in crate::cli) use inline::{confirm, pick, text, window};
pub(in crate::cli) use keys::Paste;
pub(in crate::cli) use lines::TtyLines;
pub(in crate::cli) use tty::{Event, Stdin, Tty};

/// Whether there is nothing to draw on, or somebody listens instead of looking.
pub(in crate::cli) fn wants_lines() -> bool {
    let accessible = std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty());
    accessible || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
