//! A name written in several ways is one name: whatever is asked, the result is that of answers which
//! write it in one way only, and a note says so.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const SPELLINGS: &str = "answers/spellings";
const LOOK_ALIKE: &str = "answers/look-alike";

/// Ways to write a name that differ in nothing that makes another of it; the first is the one that
/// most write.
type Ways = [&'static str; 4];
const ORGANIZATION: Ways = ["Café Nord", "Cafe\u{301} Nord", "CAFÉ NORD", "Café\u{A0}Nord"];
const SPRING: Ways = ["Spring", "spring", "Spr\u{200B}ing", "SPRING"];
const AUTUMN: Ways = ["Autumn", "AUTUMN", "\u{2060}autumn", "Autumn"];
const TEAM: Ways = ["EMEA", "emea", "EM\u{AD}EA", "Emea"];
const OTHER_TEAM: Ways = ["APAC", "APAC", "apac\u{FEFF}", "Apac"];
const SIDE: Ways = ["sales", "Sales", "SALES", "sal\u{200D}es"];

/// Which of the ways the person with this number writes: half of them the first.
fn way(person: usize, mixed: bool) -> usize {
    [0, 1, 0, 2, 0, 3][person % 6] * usize::from(mixed)
}

/// Fourteen people of each side in two waves and two teams, a line each.
fn lines(mixed: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, wave) in [SPRING, AUTUMN].iter().enumerate() {
        for person in 0..28 {
            let w = way(person / 2, mixed);
            let side = [SIDE[w], "marketing"][person % 2];
            let team = [TEAM, OTHER_TEAM][usize::from(person >= 14)][w];
            let answers: Vec<String> = [
                "L1", "L2", "L3", "T1", "T2", "T3", "P1", "P2", "R1", "R2", "R3", "C1",
            ]
            .iter()
            .chain(&["C2", "C3", "M1", "M2", "M3", "Y1", "Y2", "Y3", "E1", "E2", "E4"])
            .enumerate()
            .map(|(at, id)| format!(r#""{id}":{}"#, (person * 5 + at * 7 + number) % 4 + 1))
            .collect();
            lines.push(format!(
                r#"{{"pack":{{"id":"sales-marketing"}},"organization":"{}","wave":"{}","respondent":"p{person:02}{}","attributes":{{"function":"{side}","role":"staff","team":"{team}"}},"answers":{{{}}}}}"#,
                ORGANIZATION[w],
                wave[w],
                ["", "\u{200B}"][usize::from(mixed && person % 5 == 0)],
                answers.join(",")
            ));
        }
    }
    lines
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lockstep"));
    command.args(arguments).current_dir(folder).output().unwrap()
}

/// What a run printed; it must have come to an end.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}\n{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// What was noted, a code a line.
fn codes(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run(folder, &[arguments, &["--diagnostics", "json"]].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    let codes = said.lines().filter_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        Some(line.get("code")?.as_str()?.to_owned())
    });
    codes.collect()
}

/// A project whose answers are written in one way, and one where they are not.
fn projects() -> [TempDir; 2] {
    [false, true].map(|mixed| {
        let folder = tempfile::tempdir().unwrap();
        let way = |ways: Ways, at: usize| ways[at * usize::from(mixed)].to_owned();
        let project = serde_json::json!({
            "format": "lockstep-project/1",
            "organization": way(ORGANIZATION, 2),
            "pack": {"id": "sales-marketing"},
            "roster": {way(SIDE, 2): 20, "marketing": 20},
            "facts": {"offer": {way(SIDE, 1): "simple", "marketing": "tailored"}},
            "waves": [way(AUTUMN, 1), way(SPRING, 1)],
        });
        fs::write(folder.path().join("lockstep.json"), project.to_string()).unwrap();
        fs::create_dir(folder.path().join("answers")).unwrap();
        let draft = serde_json::json!({"organization": way(ORGANIZATION, 3), "wave": way(SPRING, 3)});
        fs::write(folder.path().join("answers/a.json.draft"), draft.to_string()).unwrap();
        fs::write(folder.path().join("answers/all.ndjson"), lines(mixed).join("\n")).unwrap();
        folder
    })
}

#[test]
fn every_result_is_that_of_names_written_in_one_way() {
    let [plain, mixed] = projects();
    // A baseline that writes the names in a way of its own.
    for (folder, organization, wave) in [
        (&plain, "Café Nord", "Autumn"),
        (&mixed, "CAFE\u{301} nord", "autuMN"),
    ] {
        let json = printed(folder.path(), &["report", "--wave", "autumn", "--format", "json"]);
        let json = json.replace("\"Café Nord\"", &format!("\"{organization}\""));
        let json = json.replace("\"Autumn\"", &format!("\"{wave}\""));
        fs::write(folder.path().join("then.json"), json).unwrap();
    }
    for arguments in [
        &["score", "--by", "team", "--format", "csv"][..],
        &[
            "score",
            "--by",
            "organization,wave,function,team",
            "--format",
            "json",
        ],
        &[
            "score",
            "--by",
            "team,wave",
            "--select",
            "team=eMEa",
            "--select",
            "function=SALES",
        ],
        &["report"],
        &["report", "--format", "json"],
        &["report", "--by", "team", "--format", "json"],
        &["report", "--wave", "AUTUMN ", "--format", "csv"],
        &["report", "--baseline-wave", "AUTUMN", "--format", "json"],
        &["report", "--baseline", "then.json", "--format", "json"],
        &[
            "report",
            "--select",
            "organization=CAFE\u{301} NORD",
            "--roster",
            "SALES=20",
        ],
        &["trend", "--format", "json"],
        &["trend", "--waves", "SPRING,AUTUMN"],
        &[
            "trend",
            "then.json",
            "answers",
            "--select",
            "wave=spring",
            "--format",
            "json",
        ],
        &[
            "check",
            "--min-answers",
            "20",
            "--max-drop",
            "40",
            "--format",
            "json",
        ],
        &[
            "check",
            "--wave",
            "AUTUMN",
            "--baseline",
            "then.json",
            "--max-drop",
            "40",
            "--format",
            "json",
        ],
        &["check", "--baseline-wave", "autumn", "--max-drop", "40"],
        &["status", "--format", "json"],
        &["status", "--wave", "AuTumn"],
    ] {
        // A baseline is called what it calls itself.
        let found = printed(mixed.path(), arguments).replace("autuMN", "Autumn");
        assert_eq!(found, printed(plain.path(), arguments), "{arguments:?}");
    }
}

#[test]
fn the_order_of_records_does_not_choose_the_spelling() {
    let [_, mixed] = projects();
    let answers = mixed.path().join("answers");
    let arguments = ["score", "--by", "organization,wave,team", "--format", "csv"];
    let first = run(mixed.path(), &arguments);
    let mut lines = lines(true);
    fs::remove_file(answers.join("all.ndjson")).unwrap();
    for turn in [5, 11, 23] {
        lines.rotate_left(turn);
        fs::write(answers.join("b.ndjson"), lines[..turn].join("\n")).unwrap();
        fs::write(answers.join("a.ndjson"), lines[turn..].join("\n")).unwrap();
        let again = run(mixed.path(), &arguments);
        assert_eq!(again.stdout, first.stdout);
        assert_eq!(again.stderr, first.stderr);
    }
}

#[test]
fn one_note_a_kind_says_which_spellings_met() {
    let [plain, mixed] = projects();
    let arguments = ["score", "--by", "organization,wave,team", "--format", "csv"];
    assert_eq!(codes(plain.path(), &arguments), [""; 0]);
    assert_eq!(codes(mixed.path(), &arguments), [SPELLINGS; 3]);
    let output = run(mixed.path(), &arguments);
    snapbox::assert_data_eq!(
        String::from_utf8(output.stderr).unwrap(),
        snapbox::file!["names/spellings.txt"].raw()
    );
    // Of what is not asked for nothing is said.
    assert_eq!(codes(mixed.path(), &["status"]), [SPELLINGS; 2]);
    assert_eq!(
        codes(mixed.path(), &["collect", "-o", "{wave}.ndjson"]),
        [SPELLINGS; 2]
    );
}

#[test]
fn letters_of_another_script_make_another_team_and_are_noted() {
    let [plain, _] = projects();
    let answers = plain.path().join("answers/all.ndjson");
    // Half of the team writes it with four letters of Cyrillic.
    let lines = lines(false).into_iter().enumerate();
    let lines: Vec<String> = lines
        .map(|(at, line)| {
            if at % 4 < 2 {
                line
            } else {
                line.replace("EMEA", "ЕМЕА")
            }
        })
        .collect();
    fs::write(answers, lines.join("\n")).unwrap();
    let arguments = ["score", "--by", "team", "--format", "csv"];
    assert_eq!(codes(plain.path(), &arguments), [LOOK_ALIKE]);
    let rows = printed(plain.path(), &arguments);
    assert_eq!(rows.lines().count(), 4, "{rows}");
}

#[test]
fn a_wave_written_in_several_ways_is_collected_into_one_file_as_each_record_wrote_it() {
    let [plain, mixed] = projects();
    let mut files = Vec::new();
    for folder in [&plain, &mixed] {
        printed(folder.path(), &["collect", "-o", "out/{wave}.ndjson"]);
        let out = fs::read_dir(folder.path().join("out")).unwrap();
        let mut names: Vec<_> = out
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        files.push(names);
    }
    assert_eq!(files[0], ["Autumn.ndjson", "Spring.ndjson"]);
    assert_eq!(files[0], files[1]);
    let kept = fs::read_to_string(mixed.path().join("out/Spring.ndjson")).unwrap();
    assert_eq!(kept.lines().count(), 28);
    let waves: Vec<String> = kept
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|record| record["wave"].as_str().unwrap().to_owned())
        .collect();
    for spelling in SPRING {
        assert!(waves.iter().any(|wave| wave == spelling), "{spelling}");
    }
}

/// Programs that draw identifiers from large and small letters give two people `aB3x` and `AB3x`.
#[test]
fn people_are_told_apart_by_case_and_not_by_what_nobody_sees() {
    let folder = tempfile::tempdir().unwrap();
    let with = |name: &str, respondents: &[&str]| {
        let lines: Vec<String> = respondents
            .iter()
            .map(|respondent| {
                format!(r#"{{"pack":{{"id":"sales-marketing"}},"respondent":"{respondent}","answers":{{"L1":3}}}}"#)
            })
            .collect();
        fs::write(folder.path().join(name), lines.join("\n")).unwrap();
    };
    with("two.ndjson", &["aB3x", "AB3x"]);
    assert_eq!(codes(folder.path(), &["score", "two.ndjson"]), [""; 0]);
    for twice in ["aB3x\u{200B}", "a\u{AD}B3x"] {
        with("twice.ndjson", &["aB3x", twice]);
        assert_eq!(
            codes(folder.path(), &["score", "twice.ndjson"]),
            ["answers/duplicate-respondent"]
        );
    }
}
