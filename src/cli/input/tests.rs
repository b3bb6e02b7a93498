//! What is found behind the names on a command line.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Inputs, read_text};
use crate::answers::testing::{Kept, all_parts, pack};
use crate::answers::{Intake, ReadOutcome};

const GOOD: &str = r#"{"pack": {"id": "small"}, "answers": {"L1": 1}}"#;

/// A folder with these files; those that end in `.json`, `.ndjson`, `.jsonl` hold one record.
fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap_or(folder.path())).expect("a folder");
        let text = if file.ends_with(".csv") { "L1\n1\n" } else { GOOD };
        fs::write(path, text).expect("a file");
    }
    folder
}

fn find(folder: &TempDir, named: &[&str]) -> Inputs {
    let named: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
    Inputs::find(&named, folder.path(), false)
}

/// Name, wave and project of each file.
fn files(inputs: &Inputs) -> Vec<(&str, Option<&str>, Option<usize>)> {
    let file = |input: &'_ super::Input| input.project;
    inputs
        .files
        .iter()
        .map(|input| (input.name.as_str(), input.wave.as_deref(), file(input)))
        .collect()
}

fn faults(inputs: &Inputs, folder: &TempDir) -> String {
    let base = fs::canonicalize(folder.path()).expect("a folder");
    all_parts(&inputs.diagnostics)
        .replace(&format!("{}/", base.display()), "")
        .replace(&base.display().to_string(), "HERE")
        .replace(&folder.path().display().to_string(), "HERE")
}

fn read(inputs: &mut Inputs, organizations: &[Option<String>], stdin: &str) -> (Kept, ReadOutcome) {
    let pack = pack();
    let mut intake = Intake::new(&pack);
    let mut kept = Kept::default();
    inputs.read(&mut intake, organizations, stdin.as_bytes(), &mut kept);
    (kept, intake.finish())
}

#[test]
fn a_folder_is_read_in_order_and_what_is_skipped_is_listed() {
    let here = folder(&[
        "in/b.csv",
        "in/a/z.json",
        "in/a/.hidden.json",
        "in/notes.txt",
        "in/.git/x.json",
        "in/lockstep.jsonl",
    ]);
    let inputs = find(&here, &["in"]);
    let expected = [
        ("in/a/z.json", None, None),
        ("in/b.csv", None, None),
        ("in/lockstep.jsonl", None, None),
    ];
    assert_eq!(files(&inputs), expected);
    assert_eq!(
        faults(&inputs, &here),
        "file/skipped in/notes.txt \n  not an answer file"
    );
}

#[test]
fn a_project_folder_means_its_answers() {
    let here = folder(&[
        "p/lockstep.json",
        "p/other.json",
        "p/answers/w1.ndjson",
        "p/answers/w2/a/1.json",
        "p/answers/w2/2.csv",
    ]);
    let expected = [
        ("p/answers/w1.ndjson", Some("w1"), Some(0)),
        ("p/answers/w2/2.csv", Some("w2"), Some(0)),
        ("p/answers/w2/a/1.json", Some("w2"), Some(0)),
    ];
    for named in [
        &["p"][..],
        &["p/answers"],
        &["p/answers/../answers"],
        &["p/answers/w1.ndjson", "p/answers/w2"],
    ] {
        let inputs = find(&here, named);
        let found: Vec<_> = files(&inputs)
            .into_iter()
            .map(|(_, wave, project)| (wave, project))
            .collect();
        assert_eq!(
            found,
            expected.map(|(_, wave, project)| (wave, project)),
            "{named:?}"
        );
        assert_eq!(inputs.diagnostics.len(), 0, "{named:?}");
        assert_eq!(inputs.projects.len(), 1, "{named:?}");
    }
    assert_eq!(files(&find(&here, &["p"])), expected);
    assert_eq!(
        files(&find(&here, &["p/other.json"])),
        [("p/other.json", None, Some(0))]
    );
    let inside = |at: &str| Inputs::find(&[], &here.path().join(at), false);
    assert_eq!(files(&inside("p"))[0], ("answers/w1.ndjson", Some("w1"), Some(0)));
    assert_eq!(inside("p/answers/w2").files.len(), 3);
}

#[test]
fn the_current_project_applies_only_when_nothing_is_named() {
    let here = folder(&["lockstep.json", "answers/w1.json"]);
    let elsewhere = folder(&["x.json"]);
    let named = [elsewhere.path().join("x.json"), PathBuf::from("-")];
    let inputs = Inputs::find(&named, here.path(), false);
    assert_eq!(inputs.projects, Vec::<PathBuf>::new());
    assert_eq!(inputs.files.len(), 2);
    let inputs = find(&elsewhere, &[]);
    assert_eq!(
        faults(&inputs, &elsewhere),
        "file/no-input HERE \n  nothing was named, and there is no project here or above"
    );
}

#[test]
fn two_projects_are_an_error_unless_grouped_by_organization() {
    let here = folder(&[
        "a/lockstep.json",
        "a/answers/w.json",
        "b/c/lockstep.json",
        "b/c/answers/w.json",
        "b/loose.json",
    ]);
    let named = [PathBuf::from(".")];
    let mut inputs = Inputs::find(&named, here.path(), true);
    assert_eq!(inputs.diagnostics.len(), 0);
    let found: Vec<_> = files(&inputs)
        .into_iter()
        .map(|(_, wave, project)| (wave, project))
        .collect();
    assert_eq!(found, [(Some("w"), Some(0)), (Some("w"), Some(1)), (None, None)]);
    let organizations = [Some("A".to_owned()), None];
    let (kept, _) = read(&mut inputs, &organizations, "");
    let found: Vec<_> = kept
        .responses()
        .into_iter()
        .map(|response| response.organization)
        .collect();
    assert_eq!(found, [Some("A".to_owned()), None, None]);

    let inputs = find(&here, &["a", "b"]);
    assert_eq!(
        faults(&inputs, &here),
        "project/several  \n  the inputs belong to different projects\n  found: a/lockstep.json, b/c/lockstep.json\n  \
         allowed: inputs of `a/lockstep.json` or `b/c/lockstep.json`"
    );
}

#[test]
fn patterns_are_expanded_where_the_shell_does_not() {
    let here = folder(&[
        "in/w1.json",
        "in/w10.json",
        "in/w2.csv",
        "in/.w.json",
        "in/a/w3.json",
        "in[1]/w[4].json",
    ]);
    let names = |named: &[&str]| {
        let inputs = find(&here, named);
        assert_eq!(inputs.diagnostics.len(), 0, "{named:?}");
        inputs
            .files
            .iter()
            .map(|input| input.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&["in/*.json"]), ["in/w1.json", "in/w10.json"]);
    assert_eq!(names(&["in/w?.*"]), ["in/w1.json", "in/w2.csv"]);
    assert_eq!(names(&["in/**/w[13].json"]), ["in/a/w3.json", "in/w1.json"]);
    assert_eq!(
        names(&["in[1]/w[4].json"]),
        ["in[1]/w[4].json"],
        "a name that exists is no pattern"
    );
    let inputs = find(&here, &["in/*.ndjson", "none.json"]);
    assert_eq!(
        faults(&inputs, &here),
        "file/unreadable in/*.ndjson \n  no file matches\n\
         file/unreadable none.json \n  cannot be read: no such file or directory"
    );
}

#[test]
fn nothing_is_read_twice() {
    let here = folder(&["in/a.json", "in/b/c.json"]);
    let inputs = find(&here, &["in/a.json", "./in", "in/b", "in/b/c.json", "-", "-"]);
    assert_eq!(
        inputs
            .files
            .iter()
            .map(|input| input.name.as_str())
            .collect::<Vec<_>>(),
        ["in/a.json", "./in/b/c.json", "<stdin>"]
    );
    let twice = |name: &str| format!("file/skipped {name} \n  named twice, read once");
    let expected = ["./in/a.json", "in/b", "in/b/c.json", "<stdin>"]
        .map(twice)
        .join("\n");
    assert_eq!(faults(&inputs, &here), expected);
}

#[test]
fn empty_folders_projects_and_files_are_errors() {
    let here = folder(&["p/lockstep.json", "in/a.txt"]);
    fs::create_dir(here.path().join("empty")).expect("a folder");
    fs::write(here.path().join("empty.json"), "").expect("a file");
    fs::write(here.path().join("picture"), b"\x89PNG\r\n\x1a\n\0").expect("a file");
    fs::write(here.path().join("nothing"), b"").expect("a file");
    let mut inputs = find(
        &here,
        &[
            "p",
            "in",
            "empty",
            "empty.json",
            "picture",
            "nothing",
            "p/lockstep.json",
        ],
    );
    let (kept, outcome) = read(&mut inputs, &[None], "");
    assert_eq!(kept.0.len(), 0);
    assert_eq!(
        all_parts(&outcome.diagnostics),
        "file/empty p/answers \n  the project has no answers yet\n  help: people answer with `lockstep survey` in the project's folder, or in the page that `lockstep form` makes\n\
         file/skipped in/a.txt \n  not an answer file\n\
         file/empty in \n  no answers in this folder\n\
         file/empty empty \n  no answers in this folder\n\
         file/skipped p/lockstep.json \n  a project file holds no answers\n  help: name its folder to read all answers of the project\n\
         file/empty empty.json \n  no answers in this file\n\
         file/unknown-kind picture \n  neither JSON nor CSV\n  allowed: a file ending in `.json`, `.ndjson`, `.jsonl` or `.csv`\n\
         file/empty nothing \n  nothing to read"
    );
}

#[cfg(unix)]
#[test]
fn a_project_may_have_no_answers_yet_but_drafts() {
    let here = folder(&[
        "acme/lockstep.json",
        "acme/answers/w2/p1.json.draft",
        "acme/answers/p2.json.draft",
        "bolt/lockstep.json",
        "bolt/answers/w1/p1.json",
        "bolt/answers/w1/p1.json.draft",
    ]);
    let find = |named: &[&str]| {
        let named: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
        Inputs::find_even_none(&named, here.path())
    };
    let drafts = |inputs: &Inputs| -> Vec<(Option<String>, Option<usize>)> {
        let drafts = inputs.drafts.iter();
        drafts.map(|draft| (draft.wave.clone(), draft.project)).collect()
    };
    let none = find(&["acme"]);
    assert_eq!(faults(&none, &here), "");
    assert_eq!(files(&none), []);
    // What lies beside the folders of the waves may be of any.
    assert_eq!(drafts(&none), [(None, Some(0)), (Some("w2".to_owned()), Some(0))]);
    let both = find(&["."]);
    assert_eq!(faults(&both, &here), "");
    assert_eq!(files(&both), [("./bolt/answers/w1/p1.json", Some("w1"), Some(1))]);
    assert_eq!(drafts(&both).len(), 3);
    // A folder without a project is still empty, and a report still needs answers.
    fs::create_dir(here.path().join("plain")).expect("a folder");
    assert!(find(&["plain"]).diagnostics.has_errors());
    let report = Inputs::find(&[PathBuf::from("acme")], here.path(), false);
    assert!(report.diagnostics.has_errors());
}

#[cfg(unix)]
#[test]
fn links_are_followed_within_a_folder_and_never_in_circles() {
    use std::os::unix::fs::symlink;

    let here = folder(&["in/a.json", "in/data/b.json", "c.json", "more/d.json"]);
    let link = |to: &str, from: &str| symlink(here.path().join(to), here.path().join(from)).expect("a link");
    link("in", "in/loop");
    link("in/again", "in/again");
    link("in/data", "in/inside");
    link("in/a.json", "in/z.json");
    link("none", "in/none.json");
    // What the folder does not hold is not read because of a link in it.
    link("c.json", "in/out.json");
    link("more", "in/out");
    symlink("/dev/zero", here.path().join("in/endless.csv")).expect("a link");
    let mut inputs = find(&here, &["in"]);
    let (kept, outcome) = read(&mut inputs, &[], "");
    assert_eq!(kept.0.len(), 2);
    let out = "a link that leads out of the folder; name what it leads to, to have it read";
    assert_eq!(
        all_parts(&outcome.diagnostics),
        format!(
            "file/skipped in/again \n  not an answer file\n\
             file/skipped in/endless.csv \n  {out}\n\
             file/skipped in/out \n  {out}\n\
             file/skipped in/out.json \n  {out}\n\
             file/skipped in/inside \n  named twice, read once\n\
             file/skipped in/loop \n  named twice, read once\n\
             file/skipped in/z.json \n  named twice, read once\n\
             file/unreadable in/none.json \n  cannot be read: no such file or directory"
        )
    );
    // Named on the command line it is.
    assert_eq!(files(&find(&here, &["in/out.json", "in/out"])).len(), 2);
}

#[cfg(unix)]
#[test]
fn of_a_project_nothing_is_read_that_lies_elsewhere() {
    use std::os::unix::fs::symlink;

    let here = folder(&[
        "p/lockstep.json",
        "p/kept/a.json",
        "q/lockstep.json",
        "away/b.json",
    ]);
    let link = |to: &str, from: &str| symlink(here.path().join(to), here.path().join(from)).expect("a link");
    fs::create_dir(here.path().join("p/answers")).expect("a folder");
    link("p/kept", "p/answers/w1");
    link("away", "p/answers/w2");
    link("away/b.json", "p/answers/w3.json");
    link("away", "q/answers");
    let inputs = find(&here, &["p"]);
    assert_eq!(files(&inputs), [("p/answers/w1/a.json", Some("w1"), Some(0))]);
    let out = "a link that leads out of the folder; name what it leads to, to have it read";
    assert_eq!(
        faults(&inputs, &here),
        format!("file/skipped p/answers/w2 \n  {out}\nfile/skipped p/answers/w3.json \n  {out}")
    );
    let inputs = find(&here, &["q"]);
    assert_eq!(files(&inputs), []);
    assert!(faults(&inputs, &here).starts_with(&format!("file/skipped q/answers \n  {out}\nfile/empty")));
}

#[cfg(unix)]
#[test]
fn what_need_not_end_is_passed_over_in_a_folder() {
    let here = folder(&["in/a.json"]);
    let fifo = |name: &str| {
        let made = std::process::Command::new("mkfifo")
            .arg(here.path().join(name))
            .status();
        assert!(made.expect("mkfifo runs").success());
    };
    fifo("in/pipe.json");
    fifo("in/me.json.draft");
    let socket = here.path().join("in/socket.ndjson");
    let _listener = std::os::unix::net::UnixListener::bind(socket).expect("a socket");
    let inputs = find(&here, &["in"]);
    assert_eq!(files(&inputs), [("in/a.json", None, None)]);
    assert_eq!(inputs.drafts, []);
    let skipped = |name: &str| format!("file/skipped in/{name} \n  neither a file nor a folder");
    let expected = ["me.json.draft", "pipe.json", "socket.ndjson"]
        .map(skipped)
        .join("\n");
    assert_eq!(faults(&inputs, &here), expected);
    assert_eq!(
        faults(&find(&here, &["/dev/zero"]), &here),
        "file/unreadable /dev/zero \n  a device holds no answers\n  help: `-` is standard input"
    );
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_read_once_and_whole() {
    let here = folder(&[]);
    let path = here.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo runs").success());
    let mut inputs = find(&here, &["pipe"]);
    let writer = std::thread::spawn(move || fs::write(path, format!("{GOOD}\n").repeat(5_000)));
    // Looking for the pack takes its beginning.
    assert_eq!(inputs.first_pack(&b""[..]), Some("small".to_owned()));
    let (kept, outcome) = read(&mut inputs, &[], "");
    assert_eq!(
        all_parts(&outcome.diagnostics),
        "answers/identical-records pipe:2 \n  4999 records without a respondent are equal in everything to one before\n  \
         found: as at pipe:1\n  help: each counts as a person; where one was read twice, take the other out"
    );
    assert_eq!(kept.0.len(), 5_000);
    writer.join().expect("it ends").expect("it was written");
}

#[cfg(unix)]
#[test]
fn a_name_under_answers_that_is_no_wave_is_reported_once() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let here = folder(&[
        "p/lockstep.json",
        "p/answers/a\u{1b}[31m.ndjson",
        "p/answers/b\nc/1.json",
        "p/answers/b\nc/2.json",
        "p/answers/back\\slash.csv",
        "p/answers/good/1.json",
    ]);
    let latin = here
        .path()
        .join("p/answers")
        .join(OsStr::from_bytes(b"M\xfcller.json"));
    fs::write(latin, GOOD).expect("a file");
    let fault = |name: &str, why: &str, found: usize| {
        format!(
            "text/wave-name p/answers/{name} \n  not the name of a wave: {why}\n  found: a text of {found} characters\n  \
             allowed: a name such as `2026-Q4`, with no `/`, `\\` or control character in it, no dot in front and \
             at most 120 bytes"
        )
    };
    let expected = [
        fault("M\u{fffd}ller.json", "it is not text in UTF-8", 6),
        fault("a\u{1b}[31m.ndjson", "it holds the character U+001B", 6),
        fault("b\nc", "it holds the character U+000A", 3),
        fault("back\\slash.csv", "it is a path", 10),
    ];
    let all = faults(&find(&here, &["p"]), &here);
    for fault in &expected {
        assert!(all.contains(fault), "{fault}\n\nin\n\n{all}");
    }
    assert_eq!(all.matches("text/wave-name").count(), expected.len());
    // Also where the file itself is named.
    assert_eq!(
        faults(&find(&here, &["p/answers/b\nc/2.json"]), &here),
        expected[2]
    );
}

#[test]
fn everything_streams_into_one_sink() {
    let here = folder(&["a.json", "b.csv", "c.txt"]);
    let mut inputs = find(&here, &["a.json", "b.csv", "-", "c.txt"]);
    let stdin = format!("{GOOD}\n{GOOD}\n");
    assert_eq!(inputs.first_pack(stdin.as_bytes()), Some("small".to_owned()));
    let (kept, outcome) = read(&mut inputs, &[], &stdin);
    assert_eq!(
        all_parts(&outcome.diagnostics),
        "answers/identical-records b.csv:2 \n  4 records without a respondent are equal in everything to one before\n  \
         found: as at a.json:1\n  help: each counts as a person; where one was read twice, take the other out"
    );
    let origins: Vec<_> = kept
        .0
        .iter()
        .map(|(_, origin)| (origin.file.as_str(), origin.line))
        .collect();
    assert_eq!(
        origins,
        [
            ("a.json", 1),
            ("b.csv", 2),
            ("<stdin>", 1),
            ("<stdin>", 2),
            ("c.txt", 1)
        ]
    );
}

#[test]
fn standard_input_is_not_lost_when_it_tells_the_pack() {
    let here = folder(&[]);
    let mut inputs = find(&here, &["-"]);
    let text = format!("{GOOD}\n").repeat(5_000);
    let mut stdin = text.as_bytes();
    assert_eq!(inputs.first_pack(&mut stdin), Some("small".to_owned()));
    let pack = pack();
    let mut intake = Intake::new(&pack);
    let mut kept = Kept::default();
    inputs.read(&mut intake, &[], stdin, &mut kept);
    assert_eq!(kept.0.len(), 5_000);
}

#[test]
fn small_files_are_read_as_text() {
    let here = folder(&[]);
    let path = here.path().join("lockstep.json");
    let name = path.display().to_string();
    fs::write(&path, "\u{feff}{}").expect("a file");
    assert_eq!(read_text(&path).as_deref(), Ok("{}"));
    fs::write(&path, b"{\n\xff}").expect("a file");
    let fault = read_text(&path).expect_err("not text");
    assert_eq!(
        crate::answers::testing::parts(&fault),
        format!("file/invalid-text {name}:2 \n  not text in UTF-8")
    );
    assert!(read_text(Path::new("/none/such")).is_err());
    #[cfg(unix)]
    assert_eq!(
        read_text(Path::new("/dev/zero")).map_err(|fault| crate::answers::testing::parts(&fault)),
        Err("file/too-long /dev/zero \n  the file is too long\n  allowed: at most 64 MiB".to_owned())
    );
}
