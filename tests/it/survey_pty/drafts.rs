//! What `--resume` takes, and that a draft is one survey's at a time.

use std::fs;
use std::path::Path;
use std::process::Command;

use rustix::process::Signal;
use serde_json::Value;

use super::terminal::{Terminal, lockstep};
use super::{DOWN, ENTER, at_first_question, folder, json, kept, piped, question, who};

/// Everything in a folder: names and content.
fn everything(folder: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut all: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let content = path.is_file().then(|| fs::read(&path).expect("readable"));
            (
                path.file_name().expect("a name").to_string_lossy().into_owned(),
                content,
            )
        })
        .collect();
    all.sort();
    all
}

/// Answers, handed in.
fn handed_in(folder: &Path) {
    let lines = format!("1\n1\n\n{}submit\n", "3\n".repeat(33));
    let (said, code) = piped(folder, &["survey", "--plain", "-o", "me.json"], &lines);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn what_is_no_draft_is_told_and_left_alone() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    handed_in(folder.path());
    let run = |arguments: &[&str]| {
        let output = lockstep(folder.path()).args(arguments).output().expect("it runs");
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    run(&["init", "acme", "--no-input"]);
    fs::copy(at("acme/lockstep.json"), at("lockstep.json.saved")).expect("copied");
    fs::write(
        at("pack.json"),
        run(&["pack", "show", "sales-marketing", "--format", "json"]),
    )
    .expect("written");
    fs::write(at("report.json"), run(&["report", "me.json", "--format", "json"])).expect("written");
    fs::write(at("notes.txt"), "leads go stale\n").expect("written");
    fs::write(at("picture.png"), b"\x89PNG\r\n\x1a\n\xff\xfe").expect("written");
    fs::write(at("empty"), "").expect("written");
    fs::write(at("cut.json"), "{\"answers\": {").expect("written");
    let answers_by_another_name = fs::read(at("me.json")).expect("readable");
    fs::write(at("mine.json.draft"), answers_by_another_name).expect("written");
    fs::File::create(at("huge"))
        .and_then(|file| file.set_len(1 << 30))
        .expect("made");
    let made = Command::new("mkfifo").arg(at("pipe")).status().expect("it runs");
    assert!(made.success());
    std::os::unix::fs::symlink("nowhere.draft", at("dangling.draft")).expect("linked");
    std::os::unix::fs::symlink("/dev/zero", at("zero.draft")).expect("linked");
    let before = everything(folder.path());

    const A_DRAFT: &str = "a draft is what survey keeps of answers begun; its name ends in .draft";
    let cases = [
        (
            "me.json",
            "answers that were handed in",
            "lockstep survey --revise me.json opens them again",
        ),
        (
            "mine.json.draft",
            "answers that were handed in",
            "lockstep survey --revise mine.json.draft opens them again",
        ),
        (
            "lockstep.json.saved",
            "the file of a project",
            "lockstep survey in its folder goes on with the drafts there",
        ),
        (
            "pack.json",
            "a questionnaire",
            "lockstep survey --pack pack.json asks it",
        ),
        ("report.json", "JSON of another kind", A_DRAFT),
        ("notes.txt", "not JSON", A_DRAFT),
        ("picture.png", "not JSON", A_DRAFT),
        ("empty", "not JSON", A_DRAFT),
        ("cut.json", "not JSON", A_DRAFT),
        ("huge", "longer than any draft", A_DRAFT),
        ("acme", "a folder", A_DRAFT),
        ("pipe", "not a file: a pipe or a device", A_DRAFT),
        ("/dev/zero", "not a file: a pipe or a device", A_DRAFT),
        ("zero.draft", "not a file: a pipe or a device", A_DRAFT),
    ];
    for (name, what, help) in cases {
        let (said, code) = piped(folder.path(), &["survey", "--plain", "--resume", name], "1\n1\n");
        let expected = format!(
            "error[draft/no-draft]: this is no draft, and stays as it is: it is {what}\n --> {name}\n  = help: {help}\n\n\
             1 error; nothing was written\n"
        );
        assert_eq!((said, code), (expected, Some(2)), "{name}");
    }
    for name in ["dangling.draft", "none.json"] {
        let (said, code) = piped(folder.path(), &["survey", "--plain", "--resume", name], "1\n1\n");
        let draft = if name == "none.json" {
            "none.json.draft"
        } else {
            name
        };
        assert_eq!(
            (said, code),
            (format!("error: there is no draft {draft}\n"), Some(2))
        );
    }
    // Where the draft of other answers would be.
    let (said, code) = piped(folder.path(), &["survey", "--plain", "-o", "mine.json"], "1\n1\n");
    assert!(said.contains("this is no draft, and stays as it is"), "{said}");
    assert_eq!(code, Some(2));
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn what_was_a_draft_may_be_set_aside() {
    let folder = folder();
    for (name, text) in [
        ("cut.json.draft", "{\"format\": \"lockstep-draft/1\", \"pa"),
        ("empty.json.draft", ""),
        ("elsewhere", "{\"format\": \"lockstep-draft/1\", \"pack\": 1}"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        let (said, code) = piped(folder.path(), &["survey", "--plain", "--resume", name], "");
        assert!(said.contains(&format!("It is kept as {name}.damaged.")), "{said}");
        assert_eq!(code, Some(3), "{said}");
        let aside = fs::read_to_string(folder.path().join(format!("{name}.damaged")));
        assert_eq!(aside.expect("it is there"), text);
    }
}

fn in_use(folder: &Path, arguments: &[&str], draft: &str) {
    let mut all = vec!["survey"];
    all.extend(arguments);
    let mut second = Terminal::start(folder, (100, 24), &all);
    assert_eq!(second.exit(), 2, "{}", second.history());
    let expected = format!(
        "error[draft/in-use]: this draft is open in another survey, and only one may write it\n --> {draft}\n  \
         = help: go on in that window, or leave there first: q saves everything and leaves\n\n\
         1 error; nothing was written"
    );
    assert_eq!(second.history().trim_end(), expected);
    second.is_as_it_was();
}

fn answers(folder: &Path) -> usize {
    kept(&folder.join("me.json.draft")).len()
}

#[test]
fn the_second_survey_on_a_draft_is_told_and_nothing_is_lost() {
    let folder = folder();
    let who = who(folder.path());
    let mut first = at_first_question(folder.path(), (80, 24), &["--order", "pack"]);
    // Also before anything was said, and whatever the second begins with.
    in_use(
        folder.path(),
        &["-o", "me.json", "--answers", &who],
        "me.json.draft",
    );
    in_use(folder.path(), &["-o", "me.json", "--fresh"], "me.json.draft");
    for number in 2..=4 {
        first.press("1");
        first.until_shows(&question(number));
        in_use(folder.path(), &["--resume", "me.json"], "me.json.draft");
        in_use(folder.path(), &["--resume", "me.json.draft"], "me.json.draft");
        in_use(folder.path(), &["-o", "me.json"], "me.json.draft");
        in_use(folder.path(), &["-o", "me.json", "--fresh"], "me.json.draft");
        assert_eq!(answers(folder.path()), number - 1);
    }
    // A survey that is killed lets go of its draft.
    first.signal(Signal::KILL);
    first.exit();
    let mut second = Terminal::start(folder.path(), (80, 24), &["survey", "--resume", "me.json"]);
    second.until_shows("Welcome back. 3 of 29");
    second.press("2");
    second.until_shows(&question(5));
    in_use(folder.path(), &["--resume", "me.json"], "me.json.draft");
    second.press("q");
    assert_eq!(second.exit(), 0);
    assert_eq!(answers(folder.path()), 4);
    // And so does one that is left.
    let mut third = Terminal::start(folder.path(), (80, 24), &["survey", "--resume", "me.json"]);
    third.until_shows("Welcome back. 4 of 29");
    third.press("q");
    assert_eq!(third.exit(), 0);
}

#[test]
fn the_second_survey_that_revises_is_told() {
    let folder = folder();
    handed_in(folder.path());
    let before = fs::read(folder.path().join("me.json")).expect("readable");
    let mut first = Terminal::start(folder.path(), (80, 24), &["survey", "--revise", "me.json"]);
    first.until_shows("❯ Hand in");
    in_use(folder.path(), &["--revise", "me.json"], "me.json.draft");
    first.press("q");
    assert_eq!(first.exit(), 0);
    // Nothing was changed, so nothing is left behind.
    assert!(!folder.path().join("me.json.draft").exists());
    assert_eq!(fs::read(folder.path().join("me.json")).expect("readable"), before);
}

/// A draft in which nothing was said, left by a survey that was killed, is in nobody's way.
#[test]
fn a_draft_without_answers_is_begun_anew() {
    let folder = folder();
    let start = || {
        let terminal = Terminal::start(folder.path(), (80, 24), &["survey", "-o", "me.json"]);
        terminal.until_shows("Enter begins");
        terminal
    };
    let mut killed = start();
    killed.signal(Signal::KILL);
    killed.exit();
    assert!(folder.path().join("me.json.draft").exists());
    let mut left = start();
    left.press("q");
    assert_eq!(left.exit(), 0);
    assert_eq!(everything(folder.path()), []);
}

#[test]
fn a_draft_that_is_open_elsewhere_is_not_offered() {
    let folder = folder();
    let who = who(folder.path());
    let begin = ["survey", "--answers", &who];
    let mut first = Terminal::start(folder.path(), (80, 24), &begin);
    first.until_shows("Enter begins");
    first.press(ENTER);
    first.until_shows(&question(1));
    first.press("1");
    first.until_shows(&question(2));
    let mut second = Terminal::start(folder.path(), (80, 24), &begin);
    second.until_shows("Enter begins");
    let said = second.history().replace('\n', "");
    assert!(
        said.contains("json.draft is being answered in another window, and is left to it."),
        "{said}"
    );
    second.press("q");
    assert_eq!(second.exit(), 0);
    first.press("q");
    assert_eq!(first.exit(), 0);
    let mut third = Terminal::start(folder.path(), (80, 24), &begin);
    third.until_shows("❯ 1 answered");
    // Chosen in two windows: the first has it.
    let mut fourth = Terminal::start(folder.path(), (80, 24), &begin);
    fourth.until_shows("❯ 1 answered");
    third.press(ENTER);
    third.until_shows("Welcome back");
    fourth.press(ENTER);
    assert_eq!(fourth.exit(), 2);
    assert!(fourth.history().contains("draft/in-use"), "{}", fourth.history());
    fourth.is_as_it_was();
    third.press(DOWN);
    third.until_shows("❯  1  ");
    third.press("q");
    assert_eq!(third.exit(), 0);
}

/// The draft is another file after every save: at no moment is it nobody's.
#[test]
fn no_moment_of_saving_lets_a_second_survey_in() {
    let folder = folder();
    let mut first = at_first_question(folder.path(), (80, 24), &["--order", "pack"]);
    first.press("1");
    first.until_shows(&question(2));
    let done = std::sync::atomic::AtomicBool::new(false);
    let tries = std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let mut tries = 0;
            while !done.load(std::sync::atomic::Ordering::SeqCst) {
                let (said, code) = piped(folder.path(), &["survey", "--plain", "--resume", "me.json"], "");
                assert!(said.contains("draft/in-use"), "{said}");
                assert_eq!(code, Some(2));
                tries += 1;
            }
            tries
        });
        for number in 3..=29 {
            first.press(if number % 2 == 0 { "1" } else { "2" });
            first.until_shows(&question(number));
        }
        done.store(true, std::sync::atomic::Ordering::SeqCst);
        second.join().expect("every second survey was told")
    });
    assert!(tries > 3, "{tries}");
    first.press("q");
    assert_eq!(first.exit(), 0);
    assert_eq!(answers(folder.path()), 28);
    assert!(!first.history().contains("another program"));
    let values: Vec<Value> = kept(&folder.path().join("me.json.draft"))
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    assert!(values.iter().all(|value| *value == 1 || *value == 2));
    assert_eq!(
        json(&folder.path().join("me.json.draft"))["format"],
        "lockstep-draft/1"
    );
}
