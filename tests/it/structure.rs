//! What the code itself says of how it is built: no import circles between sibling files of one area,
//! who may know whom inside the areas, and how long files and functions are.
//!
//! Reads every `use` and every path of `src/` with `syn`, through re-exports, to the module that
//! defines what is named. Unit tests inside a module look where they like and do not count.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot read the tree has failed"
)]

mod circles;
mod rules;
mod size;
mod tree;
