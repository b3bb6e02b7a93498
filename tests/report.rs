//! Reports, whole, against files; `SNAPSHOTS=overwrite cargo test --test report` rewrites them.

#[cfg(test)]
mod report {
    mod csv;
    mod golden;
    mod html;
    mod pack;
    mod properties;
}
