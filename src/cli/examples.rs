//! What stands under the help of each command: command lines to try.
//!
//! `demo` is the project that the first line of `lockstep help` makes; a test runs every line.

pub(super) const LOCKSTEP: &str = "\
Try it:
  lockstep init demo --example
  lockstep report demo
  lockstep help report

Exit codes:
  0    done
  1    a gate failed
  2    the command line or the input needs a correction
  3    could not finish
  130  interrupted";

pub(super) const INIT: &str = "\
Facts say which level suits the organisation; they are never scored. Where the two
heads see a fact differently, write both into lockstep.json:
\"market\": {\"sales\": \"fast\", \"marketing\": \"stable\"}.

Examples:
  lockstep init sample --example
  lockstep init acme --no-input --roster sales=40 --roster marketing=6
  lockstep init birch --no-input --fact market=fast --contact 'the people office'";

pub(super) const SURVEY: &str = "\
Examples:
  lockstep survey                    # in a project's folder
  lockstep survey -o answers.json    # anywhere
  lockstep survey --short --plain";

pub(super) const FORM: &str = "\
Examples:
  lockstep form demo -o survey.html
  lockstep form --short --organization Acme --wave 2026-Q4 -o short.html
  lockstep form --pack product-engineering > survey.html";

pub(super) const STATUS: &str = "\
Examples:
  lockstep status demo
  lockstep status demo --wave 2026-Q4 --format json
  lockstep status demo/answers --roster sales=40 --roster marketing=9";

pub(super) const COLLECT: &str = "\
Examples:
  lockstep collect demo -o 2026-Q4.ndjson
  lockstep collect demo -o 'kept/{wave}.ndjson'
  lockstep collect demo --seed 7 | lockstep score -
  lockstep collect demo -o 'demo/answers/{wave}.ndjson' --remove-inputs";

pub(super) const SCORE: &str = "\
Examples:
  lockstep score demo --by function
  lockstep score demo --by role -o scores.csv -o scores.json
  lockstep score demo --respondents --select role=staff --format ndjson
  lockstep collect demo | lockstep score - --by function";

pub(super) const REPORT: &str = "\
Examples:
  lockstep report demo
  lockstep report demo --page meeting
  lockstep report demo -o report.html -o report.json -o numbers.csv
  lockstep report demo --baseline report.json
  lockstep report demo --by organization -o 'out/{organization}.md'
  lockstep report demo --fact market=fast --roster sales=40 --method";

pub(super) const CHECK: &str = "\
Examples, in a folder that holds the example project `tidewater`:
  lockstep check tidewater --exit-zero
  lockstep check tidewater --wave 2026-Q1
  lockstep check tidewater --wave 2026-Q2 --max-drop 3 -o - -o check.xml -o check.json
  lockstep check tidewater --wave 2025-Q4 --baseline-optional --min-level defined";

pub(super) const TREND: &str = "\
Examples, in a folder that holds the example project `tidewater`:
  lockstep trend tidewater
  lockstep trend tidewater --last 2
  lockstep trend tidewater --waves 2025-Q4,2026-Q3 -o trend.html -o trend.csv
  lockstep trend tidewater/answers/2026-Q1.ndjson tidewater/answers/2026-Q2.ndjson";

pub(super) const PACK: &str = "\
Examples:
  lockstep pack list
  lockstep pack show product-engineering
  lockstep pack check sales-marketing";

pub(super) const PACK_LIST: &str = "\
Example:
  lockstep pack list";

pub(super) const PACK_SHOW: &str = "\
Examples:
  lockstep pack show
  lockstep pack show sales-marketing-agreement -o questions.md
  lockstep pack show --format json > pack.json";

pub(super) const PACK_CHECK: &str = "\
Examples:
  lockstep pack check sales-marketing
  lockstep pack show --format json > pack.json && lockstep pack check pack.json";

pub(super) const COMPLETIONS: &str = "\
Examples:
  lockstep completions bash > lockstep.bash
  lockstep completions zsh > _lockstep
  lockstep completions fish > lockstep.fish";

pub(super) const MAN: &str = "\
Examples:
  lockstep man > lockstep.1
  lockstep man pack show > lockstep-pack-show.1
  lockstep man -o man";

pub(super) const PACK_NEW: &str = "\
Examples:
  lockstep pack new -o design.json --sides 'Design,Engineering'
  lockstep pack check design.json
  lockstep form --pack design.json -o try.html";

pub(super) const PACK_DIFF: &str = "\
Examples:
  lockstep pack show sales-marketing --format json -o ours.json
  lockstep pack diff sales-marketing ours.json
  lockstep pack diff --check sales-marketing ours.json --format json";
