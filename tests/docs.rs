//! The documentation says what the program does: its commands run, its links lead somewhere, its
//! tables are complete, and its numbers are those that lockstep computes.
//!
//! `SNAPSHOTS=overwrite cargo test --test docs` rewrites what is made from the code; read that diff.
#![cfg(all(feature = "cli", unix))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics fails")]

#[path = "docs/by_hand.rs"]
mod by_hand;
#[path = "docs/codes.rs"]
mod codes;
#[path = "docs/commands.rs"]
mod commands;
#[path = "docs/formats.rs"]
mod formats;
#[path = "docs/index.rs"]
mod index;
#[path = "docs/keys.rs"]
mod keys;
#[path = "docs/links.rs"]
mod links;
#[path = "docs/pages.rs"]
mod pages;
