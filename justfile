# What a developer types; `just` lists it.

_list:
    @just --list --unsorted

# everything a change must pass, as CI runs it
check:
    .ci/run

# the tests alone
test *args:
    cargo test {{ args }}

# format the code
fmt:
    cargo fmt

# the library's documentation, in a browser
doc:
    cargo doc --no-deps --open

# rewrite what is checked in and generated: command cases, sample reports, completions, manual, schemas; read the diff
golden:
    -SNAPSHOTS=overwrite TRYCMD=overwrite cargo test --no-fail-fast
    git diff --stat
