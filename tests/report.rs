//! Reports, whole, against files; `SNAPSHOTS=overwrite cargo test --test report` rewrites them.

#[cfg(test)]
mod report {
    mod golden;
    mod pack;
    mod properties;
}
