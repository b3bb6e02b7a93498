//! Who may read what: rows of single people, answers, drafts and collected files are their owner's.

use super::*;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Answers a survey through a pipe; the lines may end early.
fn survey(folder: &Path, args: &[&str], lines: &str) {
    let mut command = command(folder, args);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    child.wait().unwrap();
}

/// Everything that tells of single people, written into `out`; the files.
fn write_people(folder: &Path) -> Vec<String> {
    for format in ["txt", "csv", "json", "ndjson"] {
        done(
            folder,
            &[
                "score",
                "acme",
                "--respondents",
                "-o",
                &format!("out/score.{format}"),
            ],
        );
    }
    done(folder, &["collect", "acme", "-o", "out/collected.ndjson"]);
    let whole = format!("sales\nno\n\n{}submit\n", "3\n".repeat(29));
    survey(folder, &["survey", "--plain", "-o", "out/me.json"], &whole);
    survey(
        folder,
        &["survey", "--plain", "-o", "out/you.json"],
        "1\n1\nX\n1\n2\n",
    );
    all_files(&folder.join("out"))
}

const PEOPLE: [&str; 7] = [
    "collected.ndjson",
    "me.json",
    "score.csv",
    "score.json",
    "score.ndjson",
    "score.txt",
    "you.json.draft",
];

#[test]
fn what_tells_of_single_people_is_its_owners() {
    let folder = acme();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    assert_eq!(write_people(folder.path()), PEOPLE);
    for name in PEOPLE {
        assert_eq!(mode(&out.join(name)), 0o600, "{name}");
    }
    // A group's rows and a report are for everybody, as any other program's output.
    fs::write(out.join("plain"), "").unwrap();
    done(
        folder.path(),
        &["score", "acme", "--by", "function", "-o", "out/groups.csv"],
    );
    done(folder.path(), &["report", "acme", "-o", "out/report.md"]);
    for name in ["groups.csv", "report.md"] {
        assert_eq!(mode(&out.join(name)), mode(&out.join("plain")), "{name}");
    }
    // Invented answers are kept no worse than real ones.
    done(folder.path(), &["init", "demo", "--example"]);
    let answers = folder.path().join("demo/answers");
    let files = all_files(&answers);
    assert_eq!(files.len(), 19);
    assert!(files.iter().all(|name| mode(&answers.join(name)) == 0o600));
}

#[test]
fn in_a_folder_that_a_group_shares_the_group_reads_too() {
    let folder = acme();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    set_mode(&out, 0o2770);
    assert_eq!(write_people(folder.path()), PEOPLE);
    for name in PEOPLE {
        assert_eq!(mode(&out.join(name)), 0o660, "{name}");
    }
}

#[test]
fn a_file_that_is_there_keeps_its_mode() {
    let folder = acme();
    copy(&example("tidewater"), &folder.path().join("tidewater"));
    let commands: [&[&str]; 7] = [
        &["report", "acme", "-o", "x.md"],
        &["score", "acme", "--respondents", "-o", "x.csv"],
        &["score", "acme", "--by", "function", "-o", "x.csv"],
        &["check", "tidewater", "--exit-zero", "-o", "x.xml"],
        &["form", "acme", "-o", "x.html"],
        &["collect", "acme", "--replace", "-o", "x.ndjson"],
        &["pack", "show", "sales-marketing", "-o", "x.md"],
    ];
    for args in commands {
        let path = folder.path().join(args.last().unwrap());
        for kept in [0o600, 0o640, 0o664] {
            fs::write(&path, "old").unwrap();
            set_mode(&path, kept);
            done(folder.path(), args);
            assert_eq!(mode(&path), kept, "{args:?}");
            assert_ne!(fs::read_to_string(&path).unwrap(), "old");
        }
        fs::remove_file(path).unwrap();
    }
    // Answers that are opened again.
    let me = folder.path().join("me.json");
    fs::copy(example("answers/one.json"), &me).unwrap();
    set_mode(&me, 0o640);
    let before = fs::read_to_string(&me).unwrap();
    survey(
        folder.path(),
        &["survey", "--plain", "--revise", "me.json"],
        "r\nsubmit\n",
    );
    assert_ne!(fs::read_to_string(&me).unwrap(), before);
    assert_eq!(mode(&me), 0o640);
}
