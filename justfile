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

# rewrite what is checked in and generated: command cases, sample reports, schemas; read the diff
golden:
    SNAPSHOTS=overwrite cargo test
    git diff --stat
