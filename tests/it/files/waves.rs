//! A wave is a name and never a path, from wherever it comes and whichever command takes it.

use super::*;
use std::os::unix::fs::symlink;

/// What is no name of a wave, as JSON and command lines hold it.
const BAD: [&str; 12] = [
    "../../elsewhere",
    "/elsewhere",
    "..",
    ".",
    "2026/Q4",
    "2026\\Q4",
    "C:\\elsewhere",
    ".hidden",
    "a\u{1b}[31m",
    "a\nb",
    "a\u{7f}b",
    "a\u{9b}31m",
];

/// Every command that reads answers.
const READERS: [&str; 6] = ["report", "score", "check", "trend", "status", "collect"];

fn one() -> serde_json::Value {
    serde_json::from_str(&fs::read_to_string(example("answers/one.json")).unwrap()).unwrap()
}

/// A command that reads the answers of a project.
fn reading(command: &str) -> Vec<&str> {
    match command {
        "score" => vec!["score", "p", "--respondents"],
        other => vec![other, "p"],
    }
}

/// The run is refused by name and place, and nothing acts in what it says.
fn refused(folder: &Path, args: &[&str], place: &str) {
    let (code, out, talk) = run(folder, args);
    assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {talk}");
    assert!(talk.contains("not the name of a wave"), "{args:?}: {talk}");
    assert!(talk.contains(place), "{args:?}: {talk}");
    let acts = |c: char| c.is_control() && c != '\n';
    assert!(!talk.contains(acts), "{args:?}: {talk:?}");
}

#[test]
fn in_records() {
    let folder = tempfile::tempdir().unwrap();
    let too_long = "w".repeat(121);
    for bad in BAD.into_iter().chain([too_long.as_str()]) {
        let mut record = one();
        record["wave"] = bad.into();
        fs::write(folder.path().join("in.json"), record.to_string()).unwrap();
        fs::write(folder.path().join("in.ndjson"), format!("{record}\n{record}\n")).unwrap();
        let cell = bad.replace('"', "\"\"");
        fs::write(
            folder.path().join("in.csv"),
            format!("wave,function,role,C1\n\"{cell}\",sales,staff,2\n"),
        )
        .unwrap();
        for command in READERS {
            for file in ["in.json", "in.ndjson", "in.csv"] {
                let args = [command, file, "--pack", "sales-marketing"];
                refused(folder.path(), &args, &format!("--> {file}:"));
            }
        }
        assert_eq!(all_files(folder.path()).len(), 3);
    }
}

#[test]
fn in_a_project_and_on_the_command_line() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("a/b");
    fs::create_dir_all(folder.join("p/answers")).unwrap();
    let file = folder.join("p/answers/w1.ndjson");
    fs::copy(example("answers/team.ndjson"), file).unwrap();
    let before = all_files(parent.path()).len() + 1;
    let project = |waves: &[&str]| {
        let text = serde_json::json!({"format": "lockstep-project/1", "waves": waves});
        fs::write(folder.join("p/lockstep.json"), text.to_string()).unwrap();
    };
    for bad in BAD {
        project(&["w1", bad]);
        for command in READERS {
            refused(&folder, &[command, "p"], "/waves/1");
        }
        refused(&folder, &["form", "p"], "/waves/1");
        refused(&folder.join("p"), &["survey", "--plain"], "/waves/1");
        project(&["w1"]);
        for args in [
            &["report", "p", "--wave"][..],
            &["check", "p", "--wave"],
            &["status", "p", "--wave"],
            &["form", "p", "--wave"],
            &["report", "p", "--baseline-wave"],
            &["trend", "p", "--waves"],
        ] {
            let args: Vec<&str> = args.iter().copied().chain([bad]).collect();
            let (code, out, talk) = run(&folder, &args);
            assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {talk}");
            assert!(talk.contains("not the name of a wave"), "{args:?}: {talk}");
        }
        let (code, _, talk) = run(&folder.join("p"), &["survey", "--plain", "--wave", bad]);
        assert_eq!(code, 2, "{bad}: {talk}");
        assert!(talk.contains("not the name of a wave"), "{bad}: {talk}");
    }
    let (code, _, _) = run(&folder.join("p"), &["survey", "--plain", "--wave", ""]);
    assert_eq!(code, 2);
    assert_eq!(
        all_files(parent.path()).len(),
        before,
        "nothing was made anywhere"
    );
}

#[test]
fn in_names_under_answers() {
    for bad in ["a\u{1b}[31m", "a\nb", "a\u{7f}b", "a\u{9b}31m", "a\\b", "C:x"] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("p/answers")).unwrap();
        fs::write(
            folder.path().join("p/lockstep.json"),
            r#"{"format": "lockstep-project/1"}"#,
        )
        .unwrap();
        let answers = folder.path().join("p/answers");
        let mut record = one();
        record.as_object_mut().unwrap().remove("wave");
        let file = answers.join(format!("{bad}.json"));
        fs::write(&file, record.to_string()).unwrap();
        for command in READERS {
            refused(folder.path(), &reading(command), "--> p/answers/");
        }
        let target = "kept/{wave}.ndjson";
        refused(
            folder.path(),
            &["collect", "p", "-o", target, "--remove-inputs"],
            "--> p/answers/",
        );
        assert!(file.exists());
        fs::remove_file(&file).unwrap();
        fs::create_dir(answers.join(bad)).unwrap();
        fs::write(answers.join(bad).join("1.json"), record.to_string()).unwrap();
        for command in READERS {
            refused(folder.path(), &reading(command), "--> p/answers/");
        }
        assert_eq!(all_files(folder.path()).len(), 2);
    }
    // A trend names waves after files outside any project, too.
    let folder = tempfile::tempdir().unwrap();
    for name in ["a\u{1b}[31m.ndjson", "b.ndjson"] {
        fs::copy(example("answers/team.ndjson"), folder.path().join(name)).unwrap();
    }
    let (code, _, talk) = run(folder.path(), &["trend", "a\u{1b}[31m.ndjson", "b.ndjson"]);
    assert_eq!(code, 2);
    assert!(talk.contains("not the name of a wave"), "{talk}");
}

#[test]
fn in_earlier_results_and_drafts() {
    let folder = acme();
    let result = fs::read_to_string(example("reports/acme.json")).unwrap();
    for bad in BAD {
        let bad = serde_json::Value::from(bad).to_string();
        let result = result.replace("\"wave\": \"2026-Q4\"", &format!("\"wave\": {bad}"));
        fs::write(folder.path().join("then.json"), result).unwrap();
        for args in [
            &["report", "acme", "--baseline", "then.json"][..],
            &["check", "acme", "--baseline", "then.json"],
            &["trend", "then.json", "acme"],
        ] {
            refused(folder.path(), args, "/wave");
        }
    }
    // A draft holds the wave that its answers will get.
    let project = folder.path().join("acme");
    let draft = |wave: &str| {
        let answers = project.join("answers/2026-Q4");
        let out = command(&project, &["survey", "--plain", "-o", "me.json", "--wave", "w1"])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .and_then(|mut child| {
                let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"1\n1\nX\n1\n2\n");
                child.wait()
            });
        assert_eq!(out.unwrap().code(), Some(3));
        let path = project.join("me.json.draft");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("\"wave\": \"w1\""), "{text}");
        fs::remove_file(&path).unwrap();
        fs::write(answers.join("me.json.draft"), text.replace("\"w1\"", wave)).unwrap();
    };
    draft("\"../../x\"");
    let (code, out, talk) = run(folder.path(), &["status", "acme", "--format", "json"]);
    assert_eq!(code, 0, "{talk}");
    assert!(!out.contains(".."), "{out}");
    let resume = ["survey", "--plain", "--resume", "answers/2026-Q4/me.json.draft"];
    let (_, _, talk) = run(&project, &resume);
    assert!(talk.contains("not the name of a wave: it is a path"), "{talk}");
    let kept = all_files(&project.join("answers/2026-Q4"));
    assert!(
        kept.iter().any(|name| name.starts_with("me.json.draft")),
        "{kept:?}"
    );
}

#[test]
fn a_survey_makes_the_folder_of_a_wave_within_the_project_alone() {
    let folder = tempfile::tempdir().unwrap();
    let away = folder.path().join("away");
    fs::create_dir(&away).unwrap();
    for link in ["answers", "answers/w1"] {
        let project = folder.path().join("p");
        fs::create_dir_all(project.join(link).parent().unwrap()).unwrap();
        fs::write(
            project.join("lockstep.json"),
            r#"{"format": "lockstep-project/1", "waves": ["w1"]}"#,
        )
        .unwrap();
        symlink(&away, project.join(link)).unwrap();
        let (code, _, talk) = run(&project, &["survey", "--plain"]);
        assert_eq!(code, 2, "{talk}");
        assert!(talk.contains("answers/w1 leads out of the project"), "{talk}");
        assert_eq!(all_files(&away), [""; 0]);
        fs::remove_dir_all(project).unwrap();
    }
}
