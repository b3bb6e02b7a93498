//! The documentation says what the program does: its commands run, its links lead somewhere, its
//! tables are complete, and its numbers are those that lockstep computes.
//!
//! `SNAPSHOTS=overwrite cargo test --test it docs::` rewrites what is made from the code; read that diff.
#![cfg(all(feature = "cli", unix))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics fails")]

mod by_hand;
mod codes;
mod commands;
mod formats;
mod index;
mod keys;
mod links;
mod pages;
