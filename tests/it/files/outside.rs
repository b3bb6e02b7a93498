//! What is read lies inside the project or was named on the command line; nothing else is opened, and
//! no word of it is quoted.

use super::*;
use std::os::unix::fs::symlink;

/// What nobody but its owner should see.
const SECRET: &str = "root:x:0:0:a secret line";

/// Every command that reads a project.
const READERS: [&[&str]; 7] = [
    &["report", "acme"],
    &["score", "acme", "--respondents"],
    &["check", "acme", "--min-level", "defined"],
    &["trend", "acme"],
    &["status", "acme"],
    &["collect", "acme"],
    &["form", "acme"],
];

fn ground() -> tempfile::TempDir {
    let folder = acme();
    fs::write(folder.path().join("secret"), SECRET).unwrap();
    folder
}

/// Every reader, and the survey in the project's folder, must refuse with this code and quote nothing.
fn refused(folder: &Path, code: &str) {
    let survey: &[&str] = &["survey", "--plain"];
    let inside = folder.join("acme");
    let runs = READERS
        .iter()
        .map(|args| (folder, *args))
        .chain([(inside.as_path(), survey)]);
    for (folder, args) in runs {
        let (exit, out, talk) = run(folder, args);
        assert_eq!((exit, out.as_str()), (2, ""), "{args:?}: {talk}");
        assert!(talk.starts_with(&format!("error[{code}]")), "{args:?}: {talk}");
        assert!(!talk.contains("secret line"), "{args:?}: {talk}");
        assert!(!talk.contains("x:0:0"), "{args:?}: {talk}");
    }
}

#[test]
fn the_pack_of_a_project_lies_in_its_folder() {
    let folder = ground();
    let project = folder.path().join("acme/lockstep.json");
    let absolute = folder.path().join("secret");
    symlink("../secret", folder.path().join("acme/link.json")).unwrap();
    symlink("..", folder.path().join("acme/up")).unwrap();
    for file in [
        "../secret",
        absolute.to_str().unwrap(),
        "link.json",
        "up/secret",
        "../none.json",
    ] {
        let text = serde_json::json!({"format": "lockstep-project/1", "pack": {"file": file}});
        fs::write(&project, text.to_string()).unwrap();
        refused(folder.path(), "project/outside");
    }
    // Inside, by whatever way, and from any folder, it is read; and so is one on the command line.
    let pack = fs::read_to_string(example("by-hand/pack.json")).unwrap();
    let by_hand = folder.path().join("by-hand");
    copy(&example("by-hand"), &by_hand);
    fs::create_dir(by_hand.join("packs")).unwrap();
    fs::write(by_hand.join("packs/own.json"), pack).unwrap();
    symlink("packs/own.json", by_hand.join("link.json")).unwrap();
    for file in [
        "pack.json",
        "packs/own.json",
        "packs/../packs/own.json",
        "link.json",
    ] {
        let text = serde_json::json!({"format": "lockstep-project/1", "pack": {"file": file}});
        fs::write(by_hand.join("lockstep.json"), text.to_string()).unwrap();
        done(folder.path(), &["score", "by-hand", "--respondents"]);
        done(&by_hand, &["score", "--respondents"]);
        done(&by_hand.join("packs"), &["score", "..", "--respondents"]);
    }
    fs::rename(by_hand.join("pack.json"), folder.path().join("pack.json")).unwrap();
    fs::write(
        by_hand.join("lockstep.json"),
        r#"{"format": "lockstep-project/1", "pack": {"file": "../pack.json"}}"#,
    )
    .unwrap();
    done(
        folder.path(),
        &["score", "by-hand", "--respondents", "--pack", "pack.json"],
    );
}

#[test]
fn a_pack_that_a_file_names_by_its_id_is_never_a_path() {
    let folder = ground();
    let id = folder.path().join("secret");
    let id = id.to_str().unwrap();
    fs::write(
        folder.path().join("acme/lockstep.json"),
        serde_json::json!({"format": "lockstep-project/1", "pack": {"id": id}}).to_string(),
    )
    .unwrap();
    refused(folder.path(), "usage/unknown-pack");
    // A result, answers and a draft name one as well.
    let elsewhere = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| fs::write(elsewhere.path().join(name), text).unwrap();
    for wave in ["w1", "w2"] {
        let result = fs::read_to_string(example("reports/acme.json")).unwrap();
        let mut result: serde_json::Value = serde_json::from_str(&result).unwrap();
        result["pack"]["id"] = id.into();
        result["wave"] = wave.into();
        write(&format!("{wave}.json"), result.to_string());
    }
    let one = fs::read_to_string(example("answers/one.json")).unwrap();
    let mut one: serde_json::Value = serde_json::from_str(&one).unwrap();
    one["pack"]["id"] = id.into();
    write("one.json", one.to_string());
    for args in [
        &["trend", "w1.json", "w2.json"][..],
        &["score", "one.json"],
        &["survey", "--plain", "--revise", "one.json"],
        &["survey", "--plain", "--answers", "one.json"],
    ] {
        let (code, out, talk) = run(elsewhere.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {talk}");
        assert!(
            !talk.contains("secret line") && !talk.contains("x:0:0"),
            "{args:?}: {talk}"
        );
    }
}

#[test]
fn a_project_file_is_no_link_to_elsewhere() {
    let folder = ground();
    fs::remove_file(folder.path().join("acme/lockstep.json")).unwrap();
    symlink("../secret", folder.path().join("acme/lockstep.json")).unwrap();
    refused(folder.path(), "project/outside");
    // Within the folder it may be one.
    fs::remove_file(folder.path().join("acme/lockstep.json")).unwrap();
    fs::copy(
        example("acme/lockstep.json"),
        folder.path().join("acme/project.json"),
    )
    .unwrap();
    symlink("project.json", folder.path().join("acme/lockstep.json")).unwrap();
    done(folder.path(), &["status", "acme"]);
}

#[test]
fn links_out_of_a_project_and_what_need_not_end_are_passed_over_and_listed() {
    let folder = ground();
    let answers = folder.path().join("acme/answers");
    let clean: Vec<String> = READERS.iter().map(|args| run(folder.path(), args).1).collect();
    symlink("../../secret", answers.join("x.csv")).unwrap();
    symlink("/dev/zero", answers.join("2026-Q4/zero.json")).unwrap();
    symlink("/", answers.join("2026-Q4/all")).unwrap();
    mkfifo(&answers.join("2026-Q4/pipe.json"));
    for (args, clean) in READERS.iter().zip(clean) {
        let (_, out, talk) = run(folder.path(), args);
        assert_eq!(out, clean, "{args:?}");
        if args.contains(&"form") {
            continue;
        }
        for name in ["x.csv", "2026-Q4/zero.json", "2026-Q4/all", "2026-Q4/pipe.json"] {
            assert!(
                talk.contains(&format!("--> acme/answers/{name}")),
                "{args:?}: {talk}"
            );
        }
        assert!(
            !talk.contains("secret line") && !talk.contains("error["),
            "{args:?}: {talk}"
        );
    }
}

#[test]
fn every_whole_text_has_a_limit_with_a_plain_message() {
    let folder = ground();
    for args in [
        &["score", "acme", "--respondents", "--pack", "/dev/zero"][..],
        &["report", "acme", "--baseline", "/dev/zero"],
        &["check", "acme", "--baseline", "/dev/zero"],
        &["form", "acme", "--intro", "/dev/zero"],
        &["pack", "check", "/dev/zero"],
        &["pack", "diff", "sales-marketing", "/dev/zero"],
        &["survey", "--plain", "--answers", "/dev/zero"],
        &["survey", "--plain", "--revise", "/dev/zero"],
        &["init", "new", "--no-input", "--pack", "/dev/zero"],
    ] {
        let (code, out, talk) = run(folder.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {talk}");
        let told =
            "error[file/too-long]: the file is too long\n --> /dev/zero\n  = allowed: at most 64 MiB\n";
        assert!(talk.starts_with(told), "{args:?}: {talk}");
    }
    for args in [
        &["score", "/dev/zero"][..],
        &["trend", "/dev/zero"],
        &["collect", "/dev/zero"],
    ] {
        let (code, _, talk) = run(folder.path(), args);
        assert_eq!(code, 3, "{args:?}: {talk}");
        assert!(talk.contains("a device holds no answers"), "{args:?}: {talk}");
    }
}

#[test]
fn a_pipe_on_the_command_line_is_read_whole() {
    let folder = ground();
    let people = fs::read_to_string(example("answers/team.ndjson")).unwrap();
    fs::write(folder.path().join("team.ndjson"), &people).unwrap();
    let expected = run(folder.path(), &["score", "team.ndjson", "--format", "csv"]).1;
    let pipe = folder.path().join("pipe");
    mkfifo(&pipe);
    for name in ["pipe", "/dev/stdin"] {
        let mut command = command(folder.path(), &["score", name, "--format", "csv"]);
        let (mut end, writer) = if name == "pipe" {
            command.stdin(Stdio::null());
            let (path, people) = (pipe.clone(), people.clone());
            (
                None,
                Some(std::thread::spawn(move || fs::write(path, people).unwrap())),
            )
        } else {
            command.stdin(Stdio::piped());
            (Some(people.clone()), None)
        };
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        if let Some(people) = end.take() {
            let mut stdin = child.stdin.take().unwrap();
            std::io::Write::write_all(&mut stdin, people.as_bytes()).unwrap();
        }
        let (code, out, _) = outcome(&child.wait_with_output().unwrap());
        assert_eq!((code, out), (0, expected.clone()), "{name}");
        if let Some(writer) = writer {
            writer.join().unwrap();
        }
    }
}

#[test]
fn all_that_is_wrong_with_the_inputs_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    write("broken.json", "{");
    write(
        "unknown.json",
        r#"{"pack": {"id": "sales-marketing"}, "answers": {"Q": 1}}"#,
    );
    symlink("nowhere", folder.path().join("gone.csv")).unwrap();
    let (code, _, talk) = run(
        folder.path(),
        &["score", "empty", "none.json", "broken.json", "unknown.json", "."],
    );
    assert_eq!(code, 3, "{talk}");
    for place in [
        "--> empty\n",
        "--> none.json\n",
        "--> broken.json:1",
        "--> unknown.json:1",
        "--> ./gone.csv\n",
    ] {
        assert!(talk.contains(place), "{place} in\n{talk}");
    }
    assert!(talk.ends_with("5 errors; nothing was written\n"), "{talk}");
}
