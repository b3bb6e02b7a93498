//! The program itself: every command in every format, given names, files and arguments that hold
//! payloads, read from a pipe, from a terminal, from files, and with its faults as JSON.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::json;

use super::ground::{Ground, PRIVATE, ROUNDS};
use super::library::uncoloured;
use super::oracle::{Form, deeds};

/// What came of a command.
struct Outcome {
    stdout: String,
    stderr: String,
}

/// Runs the program in the folder, in what looks like a runner or not.
fn run(ground: &Ground, arguments: &[String], in_runner: bool, input: &str) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lockstep"));
    command.args(arguments).current_dir(ground.folder.path());
    for name in ["CI", "GITHUB_ACTIONS", "TF_BUILD", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.env("GITHUB_STEP_SUMMARY", ground.path("summary.md"));
    if in_runner {
        command
            .env("CI", "true")
            .env("GITHUB_ACTIONS", "true")
            .env("TF_BUILD", "True");
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that reads nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Outcome {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A command line, what reads its standard output, and what is typed.
struct Case {
    arguments: Vec<String>,
    form: Form,
    input: String,
}

fn case(arguments: &[&str], form: Form) -> Case {
    Case {
        arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
        form,
        input: String::new(),
    }
}

/// Every command in every format, as it is meant.
fn results(ground: &Ground) -> Vec<Case> {
    const FORMATS: [(&str, Form); 5] = [
        ("text", Form::Text),
        ("markdown", Form::Markdown),
        ("html", Form::Html),
        ("json", Form::Json),
        ("csv", Form::Csv),
    ];
    let (title, wave) = (
        &ground.payload(14).replace('\0', ""),
        &format!("{}0", ground.wave(3)),
    );
    let loose = &format!("loose/{}.ndjson", ground.name(8));
    let mut cases = Vec::new();
    for (format, form) in FORMATS {
        let mut report = case(
            &[
                "report",
                "named.ndjson",
                "--pack",
                "pack.json",
                "--format",
                format,
                "--method",
            ],
            form,
        );
        if format == "html" {
            report.arguments.extend(["--title".to_owned(), title.clone()]);
        }
        cases.push(report);
        cases.push(case(
            &["report", loose, "--format", format, "--pack", "pack.json"],
            form,
        ));
        cases.push(case(
            &[
                "trend",
                "first.json",
                "second.json",
                "--pack",
                "sales-marketing",
                "--format",
                format,
            ],
            form,
        ));
        cases.push(case(&["trend", "--format", format], form));
        if format != "html" {
            cases.push(case(
                &[
                    "report",
                    "named.ndjson",
                    "--pack",
                    "pack.json",
                    "--by",
                    "unit",
                    "--format",
                    format,
                ],
                form,
            ));
        }
    }
    for (format, form) in [
        ("table", Form::Text),
        ("csv", Form::Csv),
        ("json", Form::Json),
        ("ndjson", Form::Json),
    ] {
        cases.push(case(
            &["score", ".", "loose", "--respondents", "--format", format],
            form,
        ));
        cases.push(case(
            &[
                "score",
                "named.ndjson",
                "--pack",
                "pack.json",
                "--by",
                "unit",
                "--format",
                format,
            ],
            form,
        ));
    }
    for (format, form) in [("text", Form::Text), ("json", Form::Json)] {
        cases.push(case(&["status", "--format", format], form));
        cases.push(case(
            &["pack", "diff", "before.json", "pack.json", "--format", format],
            form,
        ));
    }
    for (format, form) in [
        ("text", Form::Text),
        ("markdown", Form::Markdown),
        ("json", Form::Json),
        ("junit", Form::Xml),
        ("csv", Form::Csv),
        ("github", Form::Commands),
    ] {
        cases.push(case(&["check", "--step-summary", "--format", format], form));
    }
    cases.push(case(
        &["collect", "--select", &format!("wave={wave}")],
        Form::Json,
    ));
    cases.push(case(&["pack", "show", "pack.json"], Form::Markdown));
    cases.push(case(
        &["pack", "show", "pack.json", "--format", "json"],
        Form::Json,
    ));
    cases.push(case(&["pack", "check", "pack.json"], Form::Text));
    cases.push(case(&["pack", "list"], Form::Text));
    cases.push(case(
        &["pack", "new", "--title", &ground.line(15), "--sides", "A,B"],
        Form::Json,
    ));
    cases.push(case(
        &[
            "form",
            "--title",
            title,
            "--contact",
            title,
            "--intro",
            "intro.txt",
            "--wave",
            &ground.wave(3),
            "--organization",
            &ground.line(1),
            "-o",
            "-",
        ],
        Form::Html,
    ));
    cases.push(case(
        &[
            "init",
            &ground.name(16),
            "--no-input",
            "--organization",
            &ground.line(17),
            "--contact",
            &ground.line(18),
        ],
        Form::Text,
    ));
    cases.push(case(&["completions", "zsh"], Form::Text));
    cases.push(case(&["man", "report"], Form::Text));
    cases.push(case(&["--help"], Form::Text));
    let mut survey = case(&["survey", "--plain", "-o", "-"], Form::Json);
    survey.input = format!(
        "\n{}\n?\n1\n1\nn {}\nl\n2\n3\n1\n1\n1\nsubmit\nsubmit\n",
        ground.line(4),
        ground.payload(5)
    );
    cases.push(survey);
    let mut left = case(&["survey", "--plain"], Form::Text);
    left.input = "1\n1\n1\n1\nq\n".to_owned();
    cases.push(left);
    cases
}

/// Every way to be wrong that names what was found.
fn faults(ground: &Ground) -> Vec<Case> {
    let name = &ground.name(6);
    let argument = &ground.payload(7).replace('\0', "");
    let lines = [
        &["report", "faults.ndjson", "--pack", "pack.json"][..],
        &["check", "faults.csv", "--pack", "pack.json"],
        &["score", "headless.csv", "--pack", "pack.json"],
        &["trend", "broken.ndjson", "--pack", "pack.json"],
        &["collect", "faults.ndjson", "--pack", "pack.json"],
        &["status", "faults.csv"],
        &["report", "--pack", "answers.json"],
        &["report", "--pack", "faults.ndjson"],
        &["report", "--baseline", "faults.ndjson"],
        &["report", "--baseline", "result.json"],
        &["pack", "check", "faults.csv"],
        &["survey", "--plain", "--resume", "draft.json.draft"],
        &["survey", "--plain", "--revise", "faults.ndjson", "-o", "x.json"],
        &["pack", "check", "faults/pack.json"],
        &["status", "faults"],
        &["report", name],
        &["report", "--pack", argument],
        &["report", "--select", argument],
        &["report", "--select", &format!("unit={argument}")],
        &["report", "--by", argument],
        &["report", "--wave", argument],
        &["report", "--fact", argument],
        &["report", "--roster", argument],
        &["report", "-o", &format!("{name}.{name}")],
        &["trend", "--waves", argument],
        &["check", "--today", argument],
        &["check", "--min-level", argument],
        &["man", argument],
        &[argument],
        &["report", "--width", argument],
        &[&format!("--{argument}")],
        &["survey", "--plain", "--only", argument],
        &["form", "--mailto", argument],
        &["init", "--report-date", argument],
    ]
    .map(|line| case(line, Form::Text));
    lines.into()
}

/// Everything in an outcome that acts.
fn through(name: &str, outcome: &Outcome, form: Form, talk: Form) -> Vec<String> {
    let stdout = deeds(
        &outcome.stdout,
        if outcome.stdout.is_empty() {
            Form::Text
        } else {
            form
        },
    );
    let stdout = stdout.into_iter().map(|deed| format!("{name}, stdout: {deed}"));
    let stderr = deeds(&outcome.stderr, talk).into_iter();
    stdout
        .chain(stderr.map(|deed| format!("{name}, stderr: {deed}")))
        .collect()
}

fn shown(arguments: &[String]) -> String {
    format!("{arguments:?}")
}

/// Runs a round of cases, half of them as if a runner did.
fn round(number: usize) -> (Vec<String>, BTreeMap<&'static str, usize>) {
    let ground = Ground::new(number);
    let mut found = Vec::new();
    let mut counts = BTreeMap::new();
    for (index, case) in results(&ground).iter().enumerate() {
        let outcome = run(&ground, &case.arguments, index % 2 == 0, &case.input);
        found.extend(through(&shown(&case.arguments), &outcome, case.form, Form::Text));
        *counts.entry("results").or_default() += 1;
        *counts.entry("not empty").or_default() += usize::from(!outcome.stdout.is_empty());
    }
    for (index, case) in faults(&ground).iter().enumerate() {
        for (more, talk) in [
            (&[][..], Form::Text),
            (&["--diagnostics", "json"][..], Form::Json),
        ] {
            let mut arguments: Vec<String> = more.iter().map(|&more| more.to_owned()).collect();
            arguments.extend(case.arguments.clone());
            let outcome = run(&ground, &arguments, index % 2 == 0, "q\n");
            let name = shown(&arguments);
            // Prompts stay text.
            let talk = if name.contains("--plain") {
                Form::Text
            } else {
                talk
            };
            found.extend(through(&name, &outcome, Form::Text, talk));
            if [&outcome.stdout, &outcome.stderr]
                .iter()
                .any(|text| text.contains(PRIVATE))
            {
                found.push(format!("{name} shows what somebody wrote: {}", outcome.stderr));
            }
            *counts.entry("faults").or_default() += 1;
        }
    }
    found.extend(files(&ground, &mut counts));
    (found, counts)
}

/// What is written to files is the same as on standard output.
fn files(ground: &Ground, counts: &mut BTreeMap<&'static str, usize>) -> Vec<String> {
    let mut found = Vec::new();
    let endings = [
        ("txt", Form::Text),
        ("md", Form::Markdown),
        ("html", Form::Html),
        ("json", Form::Json),
        ("csv", Form::Csv),
        ("xml", Form::Xml),
    ];
    for (name, arguments, without) in [
        (
            "report",
            &["report", "named.ndjson", "--pack", "pack.json"][..],
            "xml",
        ),
        (
            "trend",
            &["trend", "first.json", "second.json", "--pack", "sales-marketing"][..],
            "xml",
        ),
        ("check", &["check"][..], "html"),
    ] {
        let mut arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let endings = endings.iter().filter(|(ending, _)| *ending != without);
        for (ending, _) in endings.clone() {
            arguments.extend(["-o".to_owned(), format!("out/{name}.{ending}")]);
        }
        run(ground, &arguments, false, "");
        for (ending, form) in endings {
            let path = ground.path(&format!("out/{name}.{ending}"));
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            found.extend(
                deeds(&text, *form)
                    .into_iter()
                    .map(|deed| format!("{name}.{ending}: {deed}")),
            );
            *counts.entry("files").or_default() += 1;
        }
    }
    let summary = fs::read_to_string(ground.path("summary.md")).unwrap();
    found.extend(
        deeds(&summary, Form::Markdown)
            .into_iter()
            .map(|deed| format!("summary: {deed}")),
    );
    *counts.entry("files").or_default() += 1;
    found
}

#[test]
fn no_payload_gets_through_the_program() {
    let rounds: Vec<_> = std::thread::scope(|scope| {
        let rounds: Vec<_> = (0..ROUNDS)
            .map(|number| scope.spawn(move || round(number)))
            .collect();
        rounds.into_iter().map(|round| round.join().unwrap()).collect()
    });
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (found, of_round) in rounds {
        assert_eq!(found, Vec::<String>::new());
        for (what, count) in of_round {
            *counts.entry(what).or_default() += count;
        }
    }
    // 55 commands in their formats, 34 ways to be wrong twice, 16 files; a project that is made and a
    // survey that is left say nothing on standard output.
    let expected = [
        ("faults", 272),
        ("files", 64),
        ("not empty", 212),
        ("results", 220),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
}

/// On a terminal there are colours, and no other sequences.
#[cfg(unix)]
#[test]
fn no_payload_gets_through_to_a_terminal() {
    use crate::survey_pty::terminal::Terminal;
    let ground = Ground::new(1);
    for arguments in [
        &["report", "named.ndjson", "--pack", "pack.json"][..],
        &["score", "named.ndjson", "--pack", "pack.json"],
        &["status"],
        &["check"],
        &["trend", "first.json", "second.json", "--pack", "sales-marketing"],
        &["pack", "diff", "before.json", "pack.json"],
        &["report", "faults.ndjson", "--pack", "pack.json"],
        &["report", "--wave", ground.payload(7)],
        &["--color", "always", "report", "--widht"],
    ] {
        let mut terminal = Terminal::start(ground.folder.path(), (80, 24), arguments);
        terminal.exit();
        let text = terminal.bytes().replace("\r\n", "\n");
        // A table of scores has none.
        assert!(
            text.contains("\u{1b}[") || arguments[0] == "score",
            "{arguments:?} has no colour: {text}"
        );
        assert_eq!(
            deeds(&uncoloured(&text), Form::Text),
            Vec::<String>::new(),
            "{arguments:?}"
        );
    }
}

/// The pages of a survey hold the texts of a pack and of a draft; the screen shows them spelt out.
#[cfg(unix)]
#[test]
fn no_payload_gets_through_to_a_survey() {
    use crate::survey_pty::terminal::Terminal;
    for number in 0..ROUNDS {
        let ground = Ground::new(number);
        let who = json!({
            "pack": {"id": "small"},
            "attributes": {"team": "x", "role": "staff", "unit": ground.line(4)},
            "answers": {},
            "notes": {"A1": ground.line(5)},
        });
        ground.write("who.json", who.to_string());
        let arguments = ["survey", "--answers", "who.json", "-o", "me.json"];
        let mut terminal = Terminal::start(ground.folder.path(), (80, 30), &arguments);
        terminal.until_shows("Enter begins");
        terminal.press("\r");
        terminal.until_shows("question 1 of");
        terminal.press("1");
        terminal.until_shows("question 2 of");
        terminal.press("q");
        terminal.exit();
        let text = terminal.bytes();
        for sign in [
            "\u{1b}]",
            "\u{1b}P",
            "\u{1b}[8m",
            "\u{7}",
            "\u{9b}",
            "\u{9d}",
            "\u{8}",
            "\u{202e}",
            "\u{2066}",
            "\u{200e}",
            "\u{200b}",
            "\u{e0041}",
            "\u{fff9}",
            "\u{2028}",
        ] {
            assert!(!text.contains(sign), "{sign:?} in {text:?}");
        }
        assert!(!text.contains("\u{1b}[31mred"), "{text:?}");
    }
}
