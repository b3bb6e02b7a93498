//! The same command once more finishes what was cut short.

use super::*;

const COLLECT: [&str; 5] = ["collect", "acme", "-o", "acme/answers/", "--remove-inputs"];

/// The example collected, and what it was collected from put back, as a run leaves it that was cut
/// before it removed anything but `removed`.
fn cut(folder: &Path, args: &[&str], removed: &[&str]) -> String {
    done(folder, args);
    let target = if args.contains(&"acme/answers/") {
        "acme/answers/2026-Q4.ndjson"
    } else {
        args[3]
    };
    let collected = fs::read_to_string(folder.join(target)).unwrap();
    copy(&example("acme/answers"), &folder.join("acme/answers"));
    for name in removed {
        fs::remove_file(folder.join("acme/answers/2026-Q4").join(name)).unwrap();
    }
    collected
}

#[test]
fn collecting_in_the_project_finishes() {
    for removed in [&[][..], &["0gjhzq49xbmv9gs0.json", "z0zxwcf1pt7be03d.json"]] {
        let folder = acme();
        let collected = cut(folder.path(), &COLLECT, removed);
        let left = 19 - removed.len();
        let talk = done(folder.path(), &COLLECT);
        assert_eq!(
            talk,
            format!(
                "19 records from 1 file; wave `2026-Q4`; order by seed 1\n\
                 left out: nothing; no record had time stamps or notes\n\
                 {left} files had been collected by a run that was cut before it removed what it read\n\
                 removed {left} files that had been read\n"
            )
        );
        assert_eq!(
            all_files(&folder.path().join("acme")),
            ["answers/2026-Q4.ndjson", "lockstep.json"]
        );
        assert!(!folder.path().join("acme/answers/2026-Q4").exists());
        let after = fs::read_to_string(folder.path().join("acme/answers/2026-Q4.ndjson")).unwrap();
        assert_eq!(after, collected);
        // And there is nothing more to do.
        assert!(done(folder.path(), &COLLECT).ends_with("nothing had to be removed\n"));
    }
}

#[test]
fn collecting_to_another_place_finishes() {
    let folder = acme();
    let shm = Path::new("/dev/shm");
    let elsewhere = if shm.is_dir() {
        tempfile::tempdir_in(shm).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    };
    let target = elsewhere.path().join("all.ndjson");
    let target = target.to_str().unwrap();
    let args = ["collect", "acme", "-o", target, "--remove-inputs"];
    let collected = cut(folder.path(), &args, &["0gjhzq49xbmv9gs0.json"]);
    // Somebody answered meanwhile.
    let late = fs::read_to_string(example("answers/one.json")).unwrap();
    fs::write(folder.path().join("acme/answers/2026-Q4/late.json"), late).unwrap();
    let talk = done(folder.path(), &[&args[..], &["--quiet"]].concat());
    assert_eq!(talk, "");
    let after = fs::read_to_string(target).unwrap();
    assert_eq!(after.lines().count(), 20);
    assert!(
        collected
            .lines()
            .all(|line| after.lines().any(|other| other == line))
    );
    assert_eq!(all_files(&folder.path().join("acme")), ["lockstep.json"]);
}

#[test]
fn replacing_does_not_lose_who_was_removed_already() {
    let folder = acme();
    let args = [
        "collect",
        "acme",
        "-o",
        "kept.ndjson",
        "--remove-inputs",
        "--replace",
    ];
    let collected = cut(folder.path(), &args, &["0gjhzq49xbmv9gs0.json"]);
    done(folder.path(), &args);
    assert_eq!(
        fs::read_to_string(folder.path().join("kept.ndjson")).unwrap(),
        collected
    );
    assert_eq!(all_files(&folder.path().join("acme")), ["lockstep.json"]);
}

#[test]
fn answers_that_were_changed_meanwhile_are_not_known_as_done() {
    let folder = acme();
    cut(folder.path(), &COLLECT, &[]);
    let changed = folder.path().join("acme/answers/2026-Q4/0gjhzq49xbmv9gs0.json");
    let text = fs::read_to_string(&changed).unwrap();
    let mut record: serde_json::Value = serde_json::from_str(&text).unwrap();
    let answers = record["answers"].as_object_mut().unwrap();
    let answer = answers.values_mut().find(|answer| answer.is_i64()).unwrap();
    *answer = (if *answer == 1 { 2 } else { 1 }).into();
    fs::write(&changed, record.to_string()).unwrap();
    let all = all_files(folder.path());
    let (code, _, talk) = run(folder.path(), &COLLECT);
    assert_eq!(code, 2, "{talk}");
    assert!(talk.starts_with("error[answers/duplicate-respondent]"), "{talk}");
    assert_eq!(all_files(folder.path()), all);
}

#[test]
fn who_is_not_named_is_counted_and_never_taken_for_somebody_else() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, rows: usize| {
        let rows = "sales,staff,2\n".repeat(rows);
        fs::write(folder.path().join(name), format!("function,role,C1\n{rows}")).unwrap();
    };
    let args = |inputs: &[&'static str]| -> Vec<&'static str> {
        let rest = ["--pack", "sales-marketing", "-o", "all.ndjson", "--remove-inputs"];
        [&["collect"][..], inputs, &rest].concat()
    };
    write("first.csv", 3);
    done(folder.path(), &args(&["first.csv"]));
    // Somebody else answered the very same, and again in a file of the same name.
    write("late.csv", 1);
    done(folder.path(), &args(&["all.ndjson", "late.csv"]));
    write("first.csv", 1);
    done(folder.path(), &args(&["all.ndjson", "first.csv"]));
    let all = fs::read_to_string(folder.path().join("all.ndjson")).unwrap();
    assert_eq!(all.lines().count(), 5);
    assert_eq!(all_files(folder.path()), ["all.ndjson"]);
}

#[test]
fn what_changes_while_it_is_read_is_not_removed() {
    let folder = acme();
    let late = folder.path().join("acme/answers/2026-Q4/late.json");
    mkfifo(&folder.path().join("wait"));
    let text = fs::read_to_string(example("answers/one.json")).unwrap();
    fs::write(&late, &text).unwrap();
    // The pipe is read after the project, and holds the run until the file has changed.
    let args = ["collect", "acme", "wait", "-o", "kept.ndjson", "--remove-inputs"];
    let child = command(folder.path(), &args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = fs::OpenOptions::new()
        .write(true)
        .open(folder.path().join("wait"))
        .unwrap();
    fs::write(&late, format!("{text}\n\n")).unwrap();
    let other = text
        .replace("vedhchd6sdzygcqa", "qqqqqqqqqqqqqqqq")
        .replace('\n', " ");
    std::io::Write::write_all(&mut pipe, other.as_bytes()).unwrap();
    drop(pipe);
    let (code, _, talk) = outcome(&child.wait_with_output().unwrap());
    assert_eq!(code, 3, "{talk}");
    assert!(
        talk.contains("late.json changed meanwhile, 1 file in all, and stays"),
        "{talk}"
    );
    assert_eq!(
        all_files(&folder.path().join("acme")),
        ["answers/2026-Q4/late.json", "lockstep.json"]
    );
}

#[test]
fn two_runs_at_once_do_not_write_over_each_other() {
    let folder = acme();
    mkfifo(&folder.path().join("wait"));
    done(folder.path(), &COLLECT);
    let target = folder.path().join("acme/answers/2026-Q4.ndjson");
    let args = [
        "collect",
        "acme",
        "wait",
        "-o",
        "acme/answers/",
        "--remove-inputs",
    ];
    let child = command(folder.path(), &args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = fs::OpenOptions::new()
        .write(true)
        .open(folder.path().join("wait"))
        .unwrap();
    // Another run was faster, and added somebody.
    let one = fs::read_to_string(example("answers/one.json"))
        .unwrap()
        .replace('\n', " ");
    let more = fs::read_to_string(&target).unwrap() + &one.replace("Cedar", "Acme") + "\n";
    fs::write(&target, &more).unwrap();
    std::io::Write::write_all(
        &mut pipe,
        one.replace("vedhchd6sdzygcqa", "qqqqqqqqqqqqqqqq").as_bytes(),
    )
    .unwrap();
    drop(pipe);
    let (code, _, talk) = outcome(&child.wait_with_output().unwrap());
    assert_eq!(code, 3, "{talk}");
    assert!(
        talk.contains("2026-Q4.ndjson changed meanwhile; nothing was written"),
        "{talk}"
    );
    assert_eq!(fs::read_to_string(&target).unwrap(), more);
}

#[test]
fn the_example_is_finished_and_mixed_with_nothing() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), &["init", "whole", "--example"]);
    let whole = all_files(&folder.path().join("whole"));
    assert_eq!(whole.len(), 20);
    // Cut before the project file, or in the middle of the answers.
    for keep in [19, 10, 1, 0] {
        let half = folder.path().join("half");
        copy(&folder.path().join("whole/answers"), &half.join("answers"));
        for name in whole.iter().filter(|name| name.ends_with(".json")).skip(keep) {
            let _ = fs::remove_file(half.join(name));
        }
        done(folder.path(), &["init", "half", "--example"]);
        assert_eq!(all_files(&half), whole);
        done(folder.path(), &["init", "half", "--example"]);
        fs::remove_dir_all(half).unwrap();
    }
    // Somebody's own answers are there.
    let own = folder.path().join("own/answers/2026-Q4");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("me.json"), "{}").unwrap();
    let (code, _, talk) = run(folder.path(), &["init", "own", "--example"]);
    assert_eq!(code, 2);
    assert_eq!(
        talk,
        "error: own/answers/2026-Q4/me.json is there already; the example is not mixed with other answers. Name \
         another folder\n"
    );
    // One of the files says something else.
    fs::rename(own.join("me.json"), own.join("0gjhzq49xbmv9gs0.json")).unwrap();
    let (code, _, talk) = run(folder.path(), &["init", "own", "--example"]);
    assert_eq!(code, 2);
    assert!(
        talk.contains("0gjhzq49xbmv9gs0.json is there already; init never overwrites"),
        "{talk}"
    );
    assert_eq!(
        all_files(&folder.path().join("own")),
        ["answers/2026-Q4/0gjhzq49xbmv9gs0.json"]
    );
}

#[test]
fn a_pack_from_elsewhere_comes_along() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(example("by-hand/pack.json"), folder.path().join("ours.json")).unwrap();
    let talk = done(
        folder.path(),
        &["init", "acme", "--no-input", "--pack", "ours.json"],
    );
    assert!(
        talk.contains("copied the questionnaire to acme/ours.json; the project uses that one\n"),
        "{talk}"
    );
    assert_eq!(
        all_files(&folder.path().join("acme")),
        ["lockstep.json", "ours.json"]
    );
    let project = fs::read_to_string(folder.path().join("acme/lockstep.json")).unwrap();
    assert!(project.contains(r#""file": "ours.json""#), "{project}");
    done(folder.path(), &["status", "acme"]);
    // One that lies there stays where it is.
    let inside = folder.path().join("bolt/packs");
    fs::create_dir_all(&inside).unwrap();
    fs::copy(example("by-hand/pack.json"), inside.join("ours.json")).unwrap();
    done(
        folder.path(),
        &["init", "bolt", "--no-input", "--pack", "bolt/packs/ours.json"],
    );
    assert_eq!(
        all_files(&folder.path().join("bolt")),
        ["lockstep.json", "packs/ours.json"]
    );
    done(folder.path(), &["status", "bolt"]);
    // Another one of that name is not written over.
    let taken = folder.path().join("cobalt");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("ours.json"), "{}").unwrap();
    let (code, _, talk) = run(
        folder.path(),
        &["init", "cobalt", "--no-input", "--pack", "ours.json"],
    );
    assert_eq!(code, 2, "{talk}");
    assert!(talk.contains("cobalt/ours.json is there already"), "{talk}");
    assert_eq!(all_files(&taken), ["ours.json"]);
}
