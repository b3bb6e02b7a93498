//! What the command does, case by case: each file under `tests/cmd/` holds a command line, what it
//! prints and its exit code. `TRYCMD=overwrite cargo test --test it cli::` rewrites them; read the diff.
#![cfg(feature = "cli")]

/// Cases that a file can hold: `.toml` for one command, `.trycmd` for a story of several.
#[test]
fn commands() {
    trycmd::TestCases::new()
        .case("tests/cmd/**/*.toml")
        .case("tests/cmd/**/*.trycmd");
}

/// The console blocks of the README and of the documentation do what they show.
#[test]
fn documentation() {
    trycmd::TestCases::new().case("README.md").case("docs/*.md");
}
