//! One writer: whole files or the old ones, plain messages, nothing left behind, for every command.

use super::*;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

/// Every command that writes a file, writing `FILE`.
const WRITERS: [&[&str]; 11] = [
    &["report", "acme", "-o", "FILE.md"],
    &["report", "acme", "--by", "function", "-o", "FILE-{function}.md"],
    &["score", "acme", "--respondents", "-o", "FILE.csv"],
    &["score", "acme", "--by", "function", "-o", "FILE.csv"],
    &["trend", "tidewater", "-o", "FILE.html"],
    &["check", "tidewater", "--exit-zero", "-o", "FILE.xml"],
    &["collect", "acme", "-o", "FILE.ndjson"],
    &["form", "acme", "-o", "FILE.html"],
    &["pack", "show", "sales-marketing", "-o", "FILE.md"],
    &[
        "pack",
        "diff",
        "sales-marketing",
        "sales-marketing-agreement",
        "-o",
        "FILE.md",
    ],
    &["pack", "new", "-o", "FILE.json"],
];

fn writing(args: &[&str], file: &str) -> Vec<String> {
    args.iter().map(|arg| arg.replace("FILE", file)).collect()
}

fn ground() -> tempfile::TempDir {
    let folder = acme();
    copy(&example("tidewater"), &folder.path().join("tidewater"));
    folder
}

fn strings(args: &[String]) -> Vec<&str> {
    args.iter().map(String::as_str).collect()
}

#[test]
fn what_a_killed_run_left_is_swept_by_the_next_whichever_command_it_is() {
    let folder = ground();
    for args in WRITERS {
        let args = writing(args, "out/x");
        fs::create_dir_all(folder.path().join("out")).unwrap();
        fs::write(folder.path().join("out/.lockstep-aB3dEf.tmp"), "half of it").unwrap();
        let (code, _, talk) = run(folder.path(), &strings(&args));
        assert!([0, 1].contains(&code), "{args:?}: {talk}");
        let left = all_files(&folder.path().join("out"));
        assert!(!left.is_empty(), "{args:?} wrote nothing");
        assert!(
            left.iter().all(|name| !name.starts_with('.')),
            "{args:?}: {left:?}"
        );
        fs::remove_dir_all(folder.path().join("out")).unwrap();
    }
}

#[test]
fn a_link_that_leads_nowhere_is_an_error_whichever_command_it_is() {
    let folder = ground();
    for args in WRITERS {
        // A pattern is filled, and `pack new` never overwrites anything.
        if args.contains(&"--by") || args.contains(&"new") {
            continue;
        }
        let args = writing(args, "x");
        let link = folder.path().join(args.last().unwrap());
        symlink("nowhere", &link).unwrap();
        let (code, out, talk) = run(folder.path(), &strings(&args));
        assert_eq!((code, out.as_str()), (3, ""), "{args:?}");
        let told = format!(
            "error: failed to write {}: it is a link that leads nowhere; remove it or mend it\n",
            args.last().unwrap()
        );
        assert!(talk.ends_with(&told), "{args:?}: {talk}");
        assert!(link.is_symlink() && !folder.path().join("nowhere").exists());
        fs::remove_file(link).unwrap();
    }
    symlink("nowhere", folder.path().join("x.json")).unwrap();
    for args in [
        &["pack", "new", "-o", "x.json"][..],
        &["survey", "--plain", "-o", "x.json"],
    ] {
        let (code, _, talk) = run(folder.path(), args);
        assert_eq!(code, 2, "{talk}");
        assert!(talk.contains("x.json is there already"), "{talk}");
    }
    assert!(!folder.path().join("nowhere").exists());
}

#[test]
fn a_full_disk_is_told_by_the_name_that_was_asked_for() {
    let folder = ground();
    let program = env!("CARGO_BIN_EXE_lockstep");
    let full = |args: &[&str]| {
        // No file may grow at all, and the signal that would kill is ignored.
        let script = format!("trap '' XFSZ; ulimit -f 0; exec {program} \"$@\"");
        let run = Command::new("sh")
            .args(["-c", &script, "sh"])
            .args(args)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        outcome(&run)
    };
    let before = all_files(folder.path());
    for args in WRITERS {
        let args = writing(args, "x");
        let (code, _, talk) = full(&strings(&args));
        assert_eq!(code, 3, "{args:?}: {talk}");
        let last = talk.lines().last().unwrap();
        let file = args.last().unwrap().replace("-{function}", "-marketing");
        assert_eq!(
            last,
            format!("error: failed to write {file}: file too large"),
            "{args:?}"
        );
        assert_eq!(all_files(folder.path()), before, "{args:?}");
    }
    for args in [&["init", "new", "--no-input"][..], &["init", "new", "--example"]] {
        let (code, _, talk) = full(args);
        let told = "error: failed to write new/lockstep.json: file too large\n";
        assert_eq!((code, talk.as_str()), (3, told), "{args:?}");
    }
    let (code, _, talk) = full(&["survey", "--plain", "-o", "me.json"]);
    assert_eq!(code, 3);
    assert_eq!(
        talk,
        "error: cannot write in .: file too large; -o names another place\n"
    );
    assert_eq!(all_files(folder.path()), before);
}

#[test]
fn where_one_of_several_fails_every_old_file_stays() {
    let folder = ground();
    let each: [&[&str]; 5] = [
        &["report", "acme", "-o", "a.json", "-o", "taken.md", "-o", "b.csv"],
        &[
            "score",
            "acme",
            "--respondents",
            "-o",
            "a.json",
            "-o",
            "taken.csv",
            "-o",
            "b.csv",
        ],
        &[
            "trend",
            "tidewater",
            "-o",
            "a.json",
            "-o",
            "taken.md",
            "-o",
            "b.csv",
        ],
        &[
            "check",
            "tidewater",
            "--exit-zero",
            "-o",
            "a.json",
            "-o",
            "taken.md",
            "-o",
            "b.csv",
        ],
        &["collect", "tidewater", "-o", "{wave}.ndjson"],
    ];
    for name in ["taken.md", "taken.csv", "2026-Q2.ndjson"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    let old = ["a.json", "b.csv"];
    for args in each {
        old.iter()
            .for_each(|name| fs::write(folder.path().join(name), "old").unwrap());
        let before = all_files(folder.path());
        let (code, out, talk) = run(folder.path(), args);
        assert_eq!((code, out.as_str()), (3, ""), "{args:?}: {talk}");
        assert!(talk.ends_with(": is a directory\n"), "{args:?}: {talk}");
        assert_eq!(all_files(folder.path()), before, "{args:?}");
        for name in old {
            assert_eq!(
                fs::read_to_string(folder.path().join(name)).unwrap(),
                "old",
                "{args:?}"
            );
        }
        // What cannot be printed is no reason to replace a file either.
        let mut args: Vec<&str> = args.to_vec();
        args.retain(|arg| !arg.starts_with("taken"));
        let Some(at) = args.windows(2).position(|pair| pair == ["-o", "-o"]) else {
            continue;
        };
        args.insert(at + 1, "-");
        let mut full = command(folder.path(), &args);
        full.stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        let (code, _, talk) = outcome(&full.output().unwrap());
        assert_eq!(code, 3, "{args:?}: {talk}");
        for name in old {
            assert_eq!(
                fs::read_to_string(folder.path().join(name)).unwrap(),
                "old",
                "{args:?}"
            );
        }
    }
}

#[test]
fn nobody_reading_standard_output_any_more_keeps_no_file_from_being_written() {
    let folder = ground();
    for args in [
        &["report", "acme", "-o", "-", "-o", "x.md"][..],
        &["score", "acme", "--respondents", "-o", "-", "-o", "x.csv"],
        &["trend", "tidewater", "-o", "-", "-o", "x.md"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let (code, _, talk) = outcome(&command(folder.path(), args).stdout(writer).output().unwrap());
        assert_eq!(code, 0, "{args:?}: {talk}");
        let written = folder.path().join(args.last().unwrap());
        assert!(written.metadata().unwrap().len() > 0, "{args:?}");
        fs::remove_file(written).unwrap();
    }
    // A pipe has no name of its own, and is written to by any name it has.
    let (code, out, talk) = run(
        folder.path(),
        &[
            "score",
            "acme",
            "--respondents",
            "-o",
            "/dev/stdout",
            "--format",
            "csv",
        ],
    );
    assert_eq!(
        (code, out),
        (
            0,
            run(
                folder.path(),
                &["score", "acme", "--respondents", "--format", "csv"]
            )
            .1
        ),
        "{talk}"
    );
}

#[test]
fn names_that_are_not_utf_8_are_refused_by_every_command_alike() {
    let folder = ground();
    let name = OsStr::from_bytes(b"M\xfcller.json");
    fs::write(folder.path().join(name), "{}").unwrap();
    let before = fs::read_dir(folder.path()).unwrap().count();
    let told = "error: an argument is not text in UTF-8: M\u{fffd}ller.json; rename the file, or name the folder \
                that it is in\n";
    for args in [
        "report",
        "report -o",
        "report --baseline",
        "report --logo",
        "score",
        "score -o",
        "trend",
        "trend -o",
        "check",
        "check -o",
        "collect",
        "collect -o",
        "status",
        "form",
        "form -o",
        "form --intro",
        "init",
        "init --pack",
        "survey -o",
        "survey --resume",
        "survey --revise",
        "survey --answers",
        "survey --wave",
        "pack check",
        "pack show",
        "pack new -o",
        "pack diff",
        "man -o",
    ] {
        let mut command = command(folder.path(), &args.split(' ').collect::<Vec<_>>());
        let (code, out, talk) = outcome(&command.arg(name).output().unwrap());
        assert_eq!((code, out.as_str()), (2, ""), "{args}: {talk}");
        assert!(talk.starts_with(told), "{args}: {talk}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before);
    // Found in a folder, it is a file like any other.
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::copy(example("answers/one.json"), folder.path().join("in").join(name)).unwrap();
    let (code, out, talk) = run(folder.path(), &["score", "in", "--format", "csv"]);
    assert_eq!((code, out.lines().count()), (0, 2), "{talk}");
}
