//! Killed at any moment, a run loses nothing, and the same command finishes and leaves nothing behind.
//! `LOCKSTEP_KILLS` says how often each command is killed.

use super::*;
use std::time::{Duration, Instant};

/// How many kills.
fn kills() -> u32 {
    let told = std::env::var("LOCKSTEP_KILLS").ok();
    told.and_then(|count| count.parse().ok()).unwrap_or(12)
}

/// Kills `args` in a folder made by `ground`, a little later each time, and looks with `holds` at what is
/// left; then runs it again and looks with `finished`.
fn campaign(
    ground: impl Fn() -> tempfile::TempDir,
    args: &[&str],
    holds: impl Fn(&Path),
    finished: impl Fn(&Path),
) {
    // How long it takes is measured here: the longest of three.
    let took = (0..3).map(|_| {
        let folder = ground();
        let begun = Instant::now();
        done(folder.path(), args);
        finished(folder.path());
        begun.elapsed()
    });
    let whole = took.max().unwrap() + Duration::from_millis(5);
    let count = kills();
    let mut killed = 0;
    for turn in 0..count {
        let folder = ground();
        // Every other time whoever would finish it is killed as well.
        for moment in [turn, turn * 7 % count].into_iter().take(1 + turn as usize % 2) {
            let mut child = command(folder.path(), args)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(whole * moment / count);
            child.kill().unwrap();
            killed += u32::from(!child.wait().unwrap().success());
            holds(folder.path());
        }
        done(folder.path(), args);
        finished(folder.path());
    }
    assert!(killed > 0, "{args:?}: nobody was killed in {count} runs");
}

/// Everybody who answered, from every file below a folder that a project would read.
fn people(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for name in all_files(folder) {
        let hidden = name.split('/').any(|part| part.starts_with('.'));
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        if hidden {
            continue;
        }
        if name.ends_with(".ndjson") {
            found.extend(text.lines().map(str::to_owned));
        } else if name.ends_with(".json") && !name.ends_with("lockstep.json") {
            found.push(text);
        }
    }
    let respondent = |text: String| {
        let record: serde_json::Value = serde_json::from_str(&text).unwrap();
        record["respondent"].as_str().unwrap_or_default().to_owned()
    };
    let mut found: Vec<String> = found.into_iter().map(respondent).collect();
    found.sort();
    found.dedup();
    found
}

fn nothing_left(folder: &Path) {
    let all = all_files(folder);
    let hidden = all
        .iter()
        .filter(|name| name.split('/').any(|part| part.starts_with('.')));
    assert_eq!(hidden.count(), 0, "{all:?}");
}

#[test]
fn collect_loses_nobody_and_finishes() {
    let all = people(&example("acme/answers"));
    assert_eq!(all.len(), 19);
    campaign(
        acme,
        &[
            "collect",
            "acme",
            "-o",
            "acme/answers/{wave}.ndjson",
            "--remove-inputs",
        ],
        |folder| assert_eq!(people(&folder.join("acme/answers")), all),
        |folder| {
            assert_eq!(people(&folder.join("acme/answers")), all);
            assert_eq!(
                all_files(&folder.join("acme")),
                ["answers/2026-Q4.ndjson", "lockstep.json"]
            );
            assert!(!folder.join("acme/answers/2026-Q4").exists());
        },
    );
}

/// Without respondents nobody can be told apart, so that there must be neither one too few nor one too
/// many. Three of the four answered the very same.
#[test]
fn collect_counts_everybody_once_who_is_not_named() {
    let ground = || {
        let folder = tempfile::tempdir().unwrap();
        let answers = folder.path().join("p/answers/w1");
        fs::create_dir_all(&answers).unwrap();
        fs::write(
            folder.path().join("p/lockstep.json"),
            r#"{"format": "lockstep-project/1", "pack": {"id": "sales-marketing"}}"#,
        )
        .unwrap();
        for (name, answer) in [("a", 2), ("b", 2), ("c", 2), ("d", 3)] {
            fs::write(
                answers.join(format!("{name}.csv")),
                format!("function,role,C1\nsales,staff,{answer}\n"),
            )
            .unwrap();
        }
        // One that was collected before, the same again.
        fs::write(
            folder.path().join("p/answers/w1.ndjson"),
            "{\"format\":\"lockstep-answers/1\",\"pack\":{\"id\":\"sales-marketing\"},\"wave\":\"w1\",\"form\":\"full\",\
             \"attributes\":{\"function\":\"sales\",\"role\":\"staff\"},\"answers\":{\"C1\":2}}\n",
        )
        .unwrap();
        folder
    };
    campaign(
        ground,
        &["collect", "p", "-o", "p/answers/", "--remove-inputs"],
        |_| {},
        |folder| {
            let collected = fs::read_to_string(folder.join("p/answers/w1.ndjson")).unwrap();
            assert_eq!(collected.lines().count(), 5, "{collected}");
            assert_eq!(collected.matches("\"C1\":2").count(), 4, "{collected}");
            assert_eq!(
                all_files(&folder.join("p")),
                ["answers/w1.ndjson", "lockstep.json"]
            );
        },
    );
}

#[test]
fn the_example_is_finished() {
    let whole = tempfile::tempdir().unwrap();
    done(whole.path(), &["init", "demo", "--example"]);
    let whole = all_files(whole.path());
    campaign(
        || tempfile::tempdir().unwrap(),
        &["init", "demo", "--example"],
        |folder| {
            // What broke off is no project.
            let all = all_files(folder);
            let answers = all
                .iter()
                .filter(|name| name.contains("answers/2026-Q4/") && !name.contains("/."));
            assert!(
                !folder.join("demo/lockstep.json").exists() || answers.count() == 19,
                "{all:?}"
            );
        },
        |folder| {
            assert_eq!(all_files(folder), whole);
        },
    );
}

#[test]
fn several_files_are_each_the_old_one_or_the_new() {
    let names = ["x.md", "x.json", "x.csv", "x.html"];
    let args = [
        "report", "acme", "-o", names[0], "-o", names[1], "-o", names[2], "-o", names[3],
    ];
    let ground = || {
        let folder = acme();
        names
            .iter()
            .for_each(|name| fs::write(folder.path().join(name), "old").unwrap());
        folder
    };
    let new = ground();
    done(new.path(), &args);
    let read = |folder: &Path, name: &str| fs::read_to_string(folder.join(name)).unwrap();
    campaign(
        ground,
        &args,
        |folder| {
            for name in names {
                let text = read(folder, name);
                assert!(text == "old" || text == read(new.path(), name), "{name}");
            }
        },
        |folder| {
            for name in names {
                assert_eq!(read(folder, name), read(new.path(), name), "{name}");
            }
            nothing_left(folder);
        },
    );
}
