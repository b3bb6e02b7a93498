//! Reports, whole, against files; `SNAPSHOTS=overwrite cargo test --test it report::` rewrites them.

mod csv;
mod golden;
mod html;
mod pack;
mod properties;
