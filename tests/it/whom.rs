//! Whom a run may show: the first answer is as protected as the hundredth. One person's own view is made of
//! one file that is itself named, outside of any project, or with --own; and everywhere the commands agree.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// How answers reach a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// One file, by its name.
    File,
    /// The folder that it lies in.
    Folder,
    /// A pattern that only it matches.
    Pattern,
    /// Standard input.
    Stdin,
    /// Standard input by the name that the system has for it.
    DevStdin,
    /// One file, and how many people there are.
    Roster,
    /// One file, and its wave.
    Wave,
    /// The project around the current folder.
    Project,
    /// A project by the name of its folder.
    ProjectFolder,
    /// One file of a project, by its name.
    FileOfProject,
}

const WAYS: [Way; 10] = [
    Way::File,
    Way::Folder,
    Way::Pattern,
    Way::Stdin,
    Way::DevStdin,
    Way::Roster,
    Way::Wave,
    Way::Project,
    Way::ProjectFolder,
    Way::FileOfProject,
];

impl Way {
    const fn is_project(self) -> bool {
        matches!(self, Self::Project | Self::ProjectFolder | Self::FileOfProject)
    }
}

fn record(wave: &str, person: usize, side: &str, answered: bool) -> String {
    let questions = [
        "C1", "C2", "C3", "C4", "M1", "M2", "M3", "M4", "M5", "R1", "R2", "R3", "R4", "R5", "Y1", "Y2",
    ];
    let others = [
        "P1", "P2", "E1", "E2", "E4", "L1", "L2", "L3", "T1", "T2", "T3", "T4", "T5",
    ];
    let answers: Vec<String> = questions
        .iter()
        .chain(&others)
        .enumerate()
        .filter(|_| answered)
        .map(|(at, question)| format!(r#""{question}": {}"#, 1 + (at + person) % 4))
        .collect();
    format!(
        r#"{{"pack": {{"id": "sales-marketing"}}, "wave": "{wave}", "respondent": "p{person}", "attributes": {{"function": "{side}", "role": "staff"}}, "answers": {{{}}}}}"#,
        answers.join(", ")
    )
}

/// Answers of so many people in these waves, as a file, in a folder, and in a project.
fn ground(people: usize, waves: &[&str]) -> tempfile::TempDir {
    let lines: Vec<String> = waves
        .iter()
        .flat_map(|wave| {
            (0..people).map(|person| record(wave, person, ["sales", "marketing"][person % 2], true))
        })
        .collect();
    on_disk(&lines)
}

fn on_disk(lines: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = lines.join("\n") + "\n";
    for place in ["plain/folder", "project/answers"] {
        fs::create_dir_all(folder.path().join(place)).unwrap();
    }
    for file in [
        "plain/answers.ndjson",
        "plain/folder/answers.ndjson",
        "project/answers/all.ndjson",
    ] {
        fs::write(folder.path().join(file), &text).unwrap();
    }
    let project =
        r#"{"format": "lockstep-project/1", "pack": {"id": "sales-marketing", "version": "1.0.0"}}"#;
    fs::write(folder.path().join("project/lockstep.json"), project).unwrap();
    folder
}

/// A command over the answers that reach it in a way.
fn run(folder: &Path, command: &str, way: Way, options: &[&str]) -> Output {
    let mut lockstep = Command::new(env!("CARGO_BIN_EXE_lockstep"));
    lockstep.arg(command).stdin(Stdio::null()).current_dir(folder);
    match way {
        Way::File => lockstep.arg("plain/answers.ndjson"),
        Way::Folder => lockstep.arg("plain/folder"),
        Way::Pattern => lockstep.arg("plain/ans*.ndjson"),
        Way::Stdin | Way::DevStdin => {
            lockstep.stdin(File::open(folder.join("plain/answers.ndjson")).unwrap());
            lockstep.arg(if way == Way::Stdin { "-" } else { "/dev/stdin" })
        }
        Way::Roster => lockstep.args([
            "plain/answers.ndjson",
            "--roster",
            "sales=9",
            "--roster",
            "marketing=9",
        ]),
        Way::Wave => lockstep.args(["plain/answers.ndjson", "--wave", "w1"]),
        Way::Project => lockstep.current_dir(folder.join("project")),
        Way::ProjectFolder => lockstep.arg("project"),
        Way::FileOfProject => lockstep.arg("project/answers/all.ndjson"),
    };
    lockstep.args(options).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(run: &Output) -> Value {
    assert!(!run.stdout.is_empty(), "{}", text(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

/// Every way, minimum and number of people, with the folder that holds them.
fn all(waves: &[&str], mut test: impl FnMut(&Path, Way, u64, usize, &str)) {
    for people in [1, 4, 5] {
        let folder = ground(people, waves);
        for way in WAYS {
            // The system has this name on Unix alone.
            if way == Way::DevStdin && !cfg!(unix) {
                continue;
            }
            for minimum in [3, 5] {
                let said = format!("{way:?}, {people} people, minimum {minimum}");
                test(folder.path(), way, minimum, people, &said);
            }
        }
    }
}

#[test]
fn a_report_shows_one_person_only_by_the_name_of_their_file() {
    all(&["w1"], |folder, way, minimum, people, said| {
        let minimum_text = minimum.to_string();
        let options = ["--min-group", &minimum_text, "--format", "json"];
        let report = json(&run(folder, "report", way, &options));
        let own = people == 1 && way == Way::File;
        let shown = own || people as u64 >= minimum;
        assert_eq!(report["view"], if own { "person" } else { "team" }, "{said}");
        assert_eq!(report["overall"]["score"].is_number(), shown, "{said}");
        let numbers = |list: &str| {
            let items = report[list].as_array().unwrap();
            items.iter().filter(|item| item["score"].is_number()).count()
        };
        if !shown {
            assert_eq!((numbers("dimensions"), numbers("questions")), (0, 0), "{said}");
        }

        // Status says what the report shows.
        let options = ["--min-group", &minimum_text, "--format", "json"];
        let status = json(&run(folder, "status", way, &options));
        let status = &status["organizations"][0];
        let expected = match (own, shown) {
            (true, _) => "own-view",
            (_, true) => "result",
            (_, false) => "nothing",
        };
        assert_eq!(status["shows"], expected, "{said}");
        let missing = if shown { 0 } else { minimum - people as u64 };
        assert_eq!(status["needed_for_result"], missing, "{said}");
        let apart = report["sides"]
            .as_array()
            .unwrap()
            .iter()
            .all(|side| side["score"].is_number());
        assert_eq!(status["sides_apart"], apart, "{said}");

        // Nothing is judged that is not shown.
        let options = [
            "--min-group",
            &minimum_text,
            "--min-score",
            "35",
            "--format",
            "json",
        ];
        let check = run(folder, "check", way, &options);
        assert_eq!(check.status.code(), Some(if shown { 0 } else { 1 }), "{said}");
        let found = &json(&check)["results"][0]["conditions"][0]["value"];
        assert_eq!(found.is_number(), shown, "{said}: {}", json(&check));
    });
}

#[test]
fn a_part_or_a_group_is_never_one_persons_view() {
    let folder = ground(1, &["w1"]);
    for options in [
        &["--by", "form"][..],
        &["--by", "wave"],
        &["--by", "organization"],
        &["--select", "function=sales"],
        &["--wave", "w1"],
        &["--roster", "sales=4"],
    ] {
        let options = [options, &["--format", "json"]].concat();
        let report = json(&run(folder.path(), "report", Way::File, &options));
        assert_eq!(
            (&report["view"], &report["overall"]["score"]),
            (&"team".into(), &Value::Null),
            "{options:?}"
        );
    }
    // Two files with one answer each are two people.
    fs::write(
        folder.path().join("plain/other.ndjson"),
        record("w1", 7, "sales", true),
    )
    .unwrap();
    let report = run(
        folder.path(),
        "report",
        Way::File,
        &["plain/other.ndjson", "--format", "json"],
    );
    assert_eq!(json(&report)["overall"]["score"], Value::Null);
}

#[test]
fn a_team_that_agreed_is_shown_whole_and_in_one_wave() {
    // Three people, of whom one left.
    let lines: Vec<String> = [("w1", 3), ("w2", 2)]
        .into_iter()
        .flat_map(|(wave, people)| (0..people).map(move |person| record(wave, person, "sales", true)))
        .collect();
    let folder = on_disk(&lines);
    let scores = |options: &[&str]| -> Vec<bool> {
        let options = [options, &["--named", "--format", "json"]].concat();
        let found = json(&run(folder.path(), "report", Way::File, &options));
        let list = found.as_array().cloned().unwrap_or_else(|| vec![found]);
        list.iter()
            .map(|report| report["overall"]["score"].is_number())
            .collect()
    };
    assert_eq!(scores(&[]), [true]);
    assert_eq!(scores(&["--wave", "w1"]), [true]);
    assert_eq!(scores(&["--by", "wave"]), [false, false]);
    assert_eq!(scores(&["--by", "form"]), [false]);
}

#[test]
fn whose_answers_they_are_may_see_them_from_anywhere() {
    let folder = ground(1, &["w1"]);
    for way in WAYS.into_iter().filter(|way| !matches!(way, Way::Roster)) {
        let report = json(&run(folder.path(), "report", way, &["--own", "--format", "json"]));
        assert_eq!(report["view"], "person", "{way:?}");
        assert!(report["overall"]["score"].is_number(), "{way:?}");
    }
    let refused = |folder: &Path, options: &[&str]| {
        let run = run(folder, "report", Way::Project, options);
        assert_eq!(
            (run.status.code(), text(&run.stdout)),
            (Some(2), String::new()),
            "{options:?}"
        );
        text(&run.stderr)
    };
    let folder = ground(4, &["w1"]);
    assert_eq!(
        refused(folder.path(), &["--own"]),
        "error: --own shows one person's own answers, and these are 4 records\n"
    );
    for options in [["--own", "--by", "form"], ["--own", "--select", "form=full"]] {
        assert!(refused(folder.path(), &options).contains("cannot be used with"));
    }
}

#[test]
fn a_draft_is_seen_by_whoever_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json");
    let mut lines = String::from("\nsales\nno\n\n");
    for _ in 0..29 {
        lines.push_str("2\n");
    }
    lines.push_str("q\n");
    let mut survey = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .args(["survey", "--plain", "-o"])
        .arg(&file)
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut survey.stdin.take().unwrap(), lines.as_bytes()).unwrap();
    let survey = survey.wait_with_output().unwrap();
    let draft = folder.path().join("me.json.draft");
    assert!(draft.exists(), "{}", text(&survey.stderr));
    let report = |options: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_lockstep"))
            .args(["report", "me.json.draft"])
            .args(options)
            .current_dir(folder.path())
            .output()
            .unwrap()
    };
    let own = report(&["--own", "--format", "json"]);
    assert_eq!(json(&own)["view"], "person");
    assert_eq!(report(&[]).status.code(), Some(2));
}

#[test]
fn rows_of_people_are_asked_for_in_a_project() {
    all(&["w1"], |folder, way, minimum, people, said| {
        if way == Way::Wave {
            return; // goes with groups
        }
        let rows = |options: &[&str]| {
            let run = run(folder, "score", way, &[options, &["--format", "json"]].concat());
            (
                run.status.code(),
                serde_json::from_slice::<Vec<Value>>(&run.stdout).unwrap_or_default(),
                text(&run.stderr),
            )
        };
        let (code, found, talk) = rows(&[]);
        if way.is_project() {
            assert_eq!((code, found.len()), (Some(2), 0), "{said}");
            assert_eq!(
                talk,
                "error: the answers of a project are scored by group, such as --by function; --respondents prints a row \
                 for each person, for whoever holds the answers\n"
            );
        } else {
            assert_eq!((code, found.len()), (Some(0), people), "{said}");
        }
        let (code, found, _) = rows(&["--respondents"]);
        assert_eq!((code, found.len()), (Some(0), people), "{said}");
        assert!(found.iter().all(|row| row["total"].is_number()), "{said}");
        // A group has the minimum, also the only one.
        let (code, found, _) = rows(&["--by", "role", "--min-group", &minimum.to_string()]);
        assert_eq!((code, found.len()), (Some(0), 1), "{said}");
        assert_eq!(found[0]["total"].is_number(), people as u64 >= minimum, "{said}");
    });
}

#[test]
fn a_trend_shows_groups_and_never_one_person() {
    all(&["w1", "w2"], |folder, way, minimum, people, said| {
        if way == Way::Wave {
            return; // has none to choose
        }
        let options = ["--min-group", &minimum.to_string(), "--format", "json"];
        let trend = json(&run(folder, "trend", way, &options));
        let points = trend["overall"]["points"].as_array().unwrap();
        assert_eq!(points.len(), 2, "{said}");
        for point in points {
            assert_eq!(point["score"].is_number(), people as u64 >= minimum, "{said}");
        }
    });
}

#[test]
fn status_and_report_agree_on_sides() {
    // Five of each, and of one side somebody who answered too little for a total.
    for unscored in [false, true] {
        let lines: Vec<String> = (0..10)
            .map(|person| {
                record(
                    "w1",
                    person,
                    ["sales", "marketing"][person % 2],
                    !unscored || person > 0,
                )
            })
            .collect();
        let folder = on_disk(&lines);
        for way in WAYS {
            let report = json(&run(folder.path(), "report", way, &["--format", "json"]));
            let status = json(&run(folder.path(), "status", way, &["--format", "json"]));
            let status = &status["organizations"][0];
            let apart = report["sides"]
                .as_array()
                .unwrap()
                .iter()
                .all(|side| side["score"].is_number());
            assert_eq!(apart, !unscored, "{way:?}");
            assert_eq!(status["sides_apart"], apart, "{way:?}");
            assert_eq!(
                status["sides"][0]["needed"]["apart"],
                u64::from(unscored),
                "{way:?}"
            );
            assert_eq!(status["sides"][1]["needed"]["apart"], 0, "{way:?}");
        }
    }
}

#[test]
fn organisations_whose_names_fall_together_have_a_file_each() {
    let names = ["A/B", "A B", "A|B", "a-b"];
    let lines: Vec<String> = names
        .iter()
        .flat_map(|name| ["w1", "w2"].map(|wave| (name, wave)))
        .flat_map(|(name, wave)| {
            (0..5).map(move |person| {
                let record = record(wave, person, "sales", true);
                record.replacen('{', &format!(r#"{{"organization": "{name}", "#), 1)
            })
        })
        .collect();
    let folder = on_disk(&lines);
    for (command, head) in [("report", "· w2"), ("trend", "· w1 to w2")] {
        let pattern = format!("out/{command}/{{organization}}.md");
        let run = run(
            folder.path(),
            command,
            Way::File,
            &["--by", "organization", "-o", &pattern],
        );
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        let mut found: Vec<(String, bool)> = fs::read_dir(folder.path().join("out").join(command))
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                let expected = match name.as_str() {
                    "A-B.md" => "A B",
                    "A-B-2.md" => "A/B",
                    "A-B-3.md" => "A|B",
                    _ => "a-b",
                };
                let content = fs::read_to_string(&path).unwrap().replace('\\', "");
                (name, content.contains(&format!("{expected} {head}")))
            })
            .collect();
        found.sort();
        let expected = ["A-B-2.md", "A-B-3.md", "A-B.md", "a-b-4.md"].map(|name| (name.to_owned(), true));
        assert_eq!(found, expected, "{command}");
    }
    // Every file of a run of several waves is held back as the run is.
    let run = run(
        folder.path(),
        "report",
        Way::File,
        &["--by", "organization", "-o", "out/{team}.md"],
    );
    assert_eq!(run.status.code(), Some(2));
}
