//! `lockstep survey` as a person meets it: in a pseudo-terminal, judged by what is on the screen.
//! Nothing here sleeps and hopes: every step waits for a condition, up to a deadline.
#![cfg(all(unix, feature = "cli"))]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod campaign;
mod drafts;
mod leaving;
mod paste;
pub(crate) mod terminal;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::Value;
use terminal::{Terminal, lockstep};

const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const LEFT: &str = "\x1b[D";
const RIGHT: &str = "\x1b[C";
const ENTER: &str = "\r";
const CTRL_C: &str = "\x03";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("it is JSON")
}

fn pack() -> Value {
    json(&Path::new(env!("CARGO_MANIFEST_DIR")).join("questions/sales-marketing.json"))
}

/// Answers that say who one is, and nothing else: a survey that begins with them asks no more of it.
fn who(folder: &Path) -> String {
    let text = r#"{"pack": {"id": "sales-marketing"}, "attributes": {"function": "sales", "role": "staff", "team": "EMEA"}, "answers": {}}"#;
    let path = folder.join("who.json");
    fs::write(&path, text).expect("written");
    path.display().to_string()
}

/// A survey at its first question.
fn at_first_question(folder: &Path, size: (u16, u16), more: &[&str]) -> Terminal {
    let who = who(folder);
    let mut arguments = vec!["survey", "--answers", &who];
    arguments.extend(more);
    if !more.contains(&"-o") {
        arguments.extend(["-o", "me.json"]);
    }
    let mut terminal = Terminal::start(folder, size, &arguments);
    terminal.until_shows("Enter begins");
    terminal.press(ENTER);
    terminal.until_shows("question 1 of");
    terminal
}

fn question(number: usize) -> String {
    format!("question {number} of 29")
}

/// The values in the draft, by question id.
fn kept(path: &Path) -> Vec<(String, Value)> {
    let draft = json(path);
    let questions = draft["questions"].as_object().expect("an object");
    questions
        .iter()
        .map(|(id, entry)| (id.clone(), entry["answer"].clone()))
        .collect()
}

#[test]
fn a_whole_run_by_digits() {
    let folder = folder();
    let mut terminal = Terminal::start(folder.path(), (80, 24), &["survey", "-o", "me.json"]);
    terminal.until_shows("Enter begins");
    assert!(terminal.screen().contains("Reports show groups of 5 or more"));
    terminal.press(ENTER);
    terminal.until_shows("Which team are you in?");
    terminal.press(DOWN);
    terminal.until_shows("❯ Sales");
    terminal.press(ENTER);
    terminal.until_shows("Do you manage people?");
    terminal.press(DOWN);
    terminal.until_shows("❯ Yes");
    terminal.press(DOWN);
    terminal.until_shows("❯ No");
    terminal.press(ENTER);
    terminal.until_shows("Team ›");
    terminal.press("EMEA\r");
    let mut read = Vec::new();
    for number in 1..=29 {
        terminal.until_shows(&question(number));
        let digit = 1 + number % 4;
        read.push(terminal.sentence(digit));
        terminal.press(&digit.to_string());
    }
    terminal.until_shows("❯ Hand in these answers");
    assert!(terminal.screen().contains("29 answered"));
    terminal.press(ENTER);
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
    let said = terminal.history();
    assert!(
        said.contains("Your answers are saved, readable by you alone:\n  me.json\n"),
        "{said}"
    );
    assert!(said.contains("This is how one person sees it"), "{said}");

    // The file holds the sentence that was read, whatever place it stood in.
    let answers = json(&folder.path().join("me.json"));
    let pack = pack();
    let asked: Vec<&Value> = pack["questions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|q| q["ask"].is_null())
        .collect();
    assert_eq!(asked.len(), 29);
    let mirrored = answers["mirrored"].as_array().unwrap();
    assert!((11..=18).contains(&mirrored.len()), "{mirrored:?}");
    for ((number, question), read) in (1..).zip(asked).zip(read) {
        let value = &answers["answers"][question["id"].as_str().unwrap()];
        let options = question["options"].as_array().unwrap();
        let label = options.iter().find(|option| option["value"] == *value).unwrap()["label"]
            .as_str()
            .unwrap();
        assert!(
            label.replace(' ', "").starts_with(&read.replace(' ', "")),
            "{number}: {label} / {read}"
        );
        let place = if mirrored.contains(&question["id"]) {
            4 - number % 4
        } else {
            1 + number % 4
        };
        assert_eq!(options[place - 1]["value"], *value);
    }
    assert_eq!(answers["respondent"].as_str().unwrap().len(), 16);
    assert_eq!(answers["attributes"]["team"], "EMEA");
    assert!(!folder.path().join("me.json.draft").exists());
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(folder.path().join("me.json"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    // And it is an answer file that reads without a fault.
    let scored = lockstep(folder.path())
        .args(["score", "me.json"])
        .output()
        .expect("it runs");
    assert!(scored.status.success(), "{scored:?}");
}

#[test]
fn a_whole_run_by_arrows() {
    let folder = folder();
    let mut terminal = at_first_question(folder.path(), (80, 24), &["--short", "--order", "pack"]);
    for number in 1..=17 {
        terminal.until_shows(&format!("question {number} of 17"));
        // Enter before the arrows were used chooses nothing.
        if number == 1 {
            terminal.press(ENTER);
            terminal.until_shows("Choose a sentence first");
        }
        for place in 1..=number % 4 + 1 {
            terminal.press(DOWN);
            terminal.until_shows(&format!("❯  {place}  "));
        }
        terminal.press(ENTER);
    }
    terminal.until_shows("❯ Hand in these answers");
    terminal.press(ENTER);
    assert_eq!(terminal.exit(), 0);
    let answers = json(&folder.path().join("me.json"));
    assert_eq!(answers["form"], "short");
    assert_eq!(answers.get("mirrored"), None);
    let pack = pack();
    let short = pack["questions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|q| q["short"] == true);
    for (number, question) in (1..).zip(short) {
        assert_eq!(
            answers["answers"][question["id"].as_str().unwrap()],
            number % 4 + 1
        );
    }
}

#[test]
fn back_change_undo_skip_and_the_other_answers() {
    let folder = folder();
    let mut terminal = at_first_question(folder.path(), (80, 24), &["--order", "pack"]);
    terminal.press("2");
    terminal.until_shows(&question(2));
    let first = &pack()["questions"][0];
    let label: String = first["options"][1]["label"]
        .as_str()
        .unwrap()
        .chars()
        .take(20)
        .collect();
    let echo = format!("✔ 1 {}: {label}", first["name"].as_str().unwrap());
    assert!(terminal.screen().contains(&echo), "{echo}");
    terminal.press("3");
    terminal.until_shows(&question(3));
    terminal.press(LEFT);
    terminal.until_shows(&question(2));
    assert!(terminal.screen().contains("❯✔ 3  "), "{}", terminal.screen());
    terminal.press("b");
    terminal.until_shows(&question(1));
    terminal.press("4");
    terminal.until_shows(&question(3)); // on to what is open
    terminal.press("u");
    terminal.until_shows(&question(1));
    terminal.until_shows("Taken back.");
    assert!(terminal.screen().contains("❯✔ 2  "), "{}", terminal.screen());
    terminal.press(RIGHT);
    terminal.until_shows(&question(2));
    terminal.press(RIGHT);
    terminal.until_shows(&question(3));
    terminal.press(RIGHT);
    terminal.until_shows("Not answered yet");
    terminal.press("s");
    terminal.until_shows(&question(4));
    terminal.press("d");
    terminal.until_shows(&question(5));
    terminal.press("a");
    terminal.until_shows("applies to everybody");
    terminal.press("7");
    terminal.until_shows("Choose a number from 1 to 4.");
    terminal.press("D");
    terminal.until_shows("Caps Lock");
    terminal.press(UP);
    terminal.until_shows("❯  s");
    terminal.press("1");
    terminal.until_shows(&question(6));
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
    let said = terminal.history();
    assert!(said.contains("lockstep survey --resume me.json.draft"), "{said}");
    let expected = [
        ("C1", Value::from(2)),
        ("C2", 3.into()),
        ("C3", Value::Null),
        ("C4", "dont-know".into()),
        ("M1", 1.into()),
    ];
    let draft = kept(&folder.path().join("me.json.draft"));
    assert_eq!(draft, expected.map(|(id, value)| (id.to_owned(), value)));
}

#[test]
fn notes_in_a_line_and_in_the_editor() {
    let folder = folder();
    let mut terminal = at_first_question(folder.path(), (80, 24), &[]);
    terminal.press("n");
    terminal.until_shows("Note ›");
    terminal.press("new CRO since June\r");
    terminal.until_shows("note kept");
    assert!(terminal.screen().contains("Note: new CRO since June"));
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    let draft = json(&folder.path().join("me.json.draft"));
    assert_eq!(draft["questions"]["C1"]["note"], "new CRO since June");

    // An editor that appends two lines, one of them hostile.
    let editor = folder.path().join("editor.sh");
    fs::write(
        &editor,
        "#!/bin/sh\nsleep 0.02\nprintf '\\nsecond \\033[31mline\\n' >> \"$1\"\n",
    )
    .expect("written");
    let command = format!("sh {}", editor.display());
    let mut terminal = Terminal::start_with(
        folder.path(),
        (80, 24),
        &["survey", "--resume", "me.json.draft"],
        &[("VISUAL", ""), ("EDITOR", &command)],
    );
    terminal.until_shows("Welcome back");
    terminal.press("n");
    terminal.until_shows("Note: new CRO since June second line");
    terminal.press("1");
    terminal.until_shows(&question(2));
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    let draft = json(&folder.path().join("me.json.draft"));
    assert_eq!(
        draft["questions"]["C1"]["note"],
        "new CRO since June\nsecond line"
    );
}

#[test]
fn review_jump_change_who_one_is_and_revise() {
    let folder = folder();
    let mut terminal = at_first_question(folder.path(), (80, 24), &["--only", "trust"]);
    terminal.press("r");
    terminal.until_shows("Your answers");
    assert!(terminal.screen().contains("5 to go"));
    terminal.press("3");
    terminal.until_shows("❯   3 ○");
    terminal.press(ENTER);
    terminal.until_shows("question 3 of 5");
    terminal.press("1");
    terminal.until_shows("question 4 of 5");
    for number in [4, 5, 1, 2] {
        terminal.until_shows(&format!("question {number} of 5"));
        terminal.press("2");
    }
    terminal.until_shows("❯ Hand in these answers");
    terminal.press("\x1b[H"); // Home: the first row
    terminal.until_shows("❯     ✔ Function");
    terminal.press(ENTER);
    terminal.until_shows("Which team are you in?");
    terminal.until_shows("❯ Sales");
    terminal.press(DOWN);
    terminal.until_shows("❯ Marketing");
    terminal.press(ENTER);
    terminal.until_shows("❯ Hand in these answers");
    terminal.press(ENTER);
    assert_eq!(terminal.exit(), 0);
    let first = json(&folder.path().join("me.json"));
    assert_eq!(first["attributes"]["function"], "marketing");
    assert_eq!(first["answers"].as_object().unwrap().len(), 5);

    // Not overwritten by another survey, opened again by --revise.
    let mut terminal = Terminal::start(folder.path(), (80, 24), &["survey", "-o", "me.json"]);
    assert_eq!(terminal.exit(), 2);
    assert!(
        terminal.history().contains("--revise me.json"),
        "{}",
        terminal.history()
    );
    let mut terminal = Terminal::start(
        folder.path(),
        (80, 24),
        &["survey", "--revise", "me.json", "--only", "trust"],
    );
    terminal.until_shows("❯ Hand in these answers");
    terminal.press("1");
    terminal.until_shows("❯   1 ✔");
    terminal.press(ENTER);
    terminal.until_shows("question 1 of 5");
    terminal.press("d");
    terminal.until_shows("❯ Hand in these answers");
    // Handed in before: what is there stays until it is handed in again.
    assert_eq!(json(&folder.path().join("me.json")), first);
    terminal.press(ENTER);
    assert_eq!(terminal.exit(), 0);
    let second = json(&folder.path().join("me.json"));
    assert_eq!(second["answers"]["T1"], "dont-know");
    for same in ["respondent", "started_at", "attributes", "mirrored"] {
        assert_eq!(second[same], first[same], "{same}");
    }
}

/// A small generator, so that a failing seed can be run again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// What is asked about the person is stopped at any moment as well.
#[test]
fn stopped_while_saying_who_one_is() {
    for seed in 0..12 {
        let mut dice = Dice(seed);
        let folder = folder();
        let mut terminal = Terminal::start(folder.path(), (80, 24), &["survey", "-o", "me.json"]);
        terminal.until_shows("Enter begins");
        terminal.press(ENTER);
        if seed % 3 == 0 {
            terminal.until_shows("Other (operations");
            terminal.press(CTRL_C);
        } else {
            let moment = Instant::now() + Duration::from_micros(dice.below(8_000));
            while Instant::now() < moment {
                std::hint::spin_loop();
            }
            terminal.signal(if seed % 2 == 0 { Signal::TERM } else { Signal::INT });
        }
        assert_eq!(terminal.exit(), 130, "seed {seed}");
        terminal.is_as_it_was();
    }
}

#[test]
fn every_way_out_leaves_the_terminal_as_it_was() {
    for (way, code) in [("q", 0), (CTRL_C, 130), ("\x04", 0)] {
        let folder = folder();
        let mut terminal = at_first_question(folder.path(), (80, 24), &[]);
        terminal.press("1");
        terminal.until_shows(&question(2));
        terminal.press(way);
        assert_eq!(terminal.exit(), code, "{way:?}");
        terminal.is_as_it_was();
        assert!(
            terminal.history().contains("--resume me.json.draft"),
            "{}",
            terminal.history()
        );
    }
    // Before anything was said there is nothing to keep.
    let folder = folder();
    let mut terminal = Terminal::start(folder.path(), (80, 24), &["survey", "-o", "me.json"]);
    terminal.until_shows("Enter begins");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// A pack with sentences that are long, and in characters two columns wide.
fn wide_pack(folder: &Path) -> String {
    let mut pack = pack();
    for (index, question) in pack["questions"].as_array_mut().unwrap().iter_mut().enumerate() {
        let kind = index % 3;
        for option in question["options"].as_array_mut().unwrap() {
            let value = option["value"].clone();
            option["label"] = match kind {
                0 => format!("営業とマーケティングは同じ顧客を一緒に見て、毎週の計画を共有しています。{value}").into(),
                1 => format!("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft{value} 👩‍👩‍👧 naïve e\u{301}").into(),
                _ => option["label"].clone(),
            };
        }
        if kind == 0 {
            question["text"] = "相手のチームが今何に取り組んでいるかを、どのように知りますか。".into();
        }
    }
    let path = folder.join("wide.json");
    fs::write(&path, pack.to_string()).expect("written");
    path.display().to_string()
}

#[test]
fn no_row_stays_behind_at_any_width() {
    for (width, height) in [(40, 20), (60, 24), (80, 24), (120, 30), (40, 10)] {
        let folder = folder();
        let wide = wide_pack(folder.path());
        let mut terminal = at_first_question(folder.path(), (width, height), &["--pack", &wide]);
        for number in 1..=12 {
            terminal.until_shows(&question(number));
            terminal.shows_its_last_picture_alone();
            for key in [DOWN, DOWN, UP, "x", "\x1b[6~", "?", "\x1b"] {
                terminal.press(key);
                terminal.until_redrawn();
                terminal.shows_its_last_picture_alone();
            }
            terminal.press("2");
        }
        terminal.until_shows(&question(13));
        terminal.press("r");
        terminal.until_shows("Your answers");
        terminal.shows_its_last_picture_alone();
        terminal.press("q");
        assert_eq!(terminal.exit(), 0);
    }
}

#[test]
fn the_page_follows_the_window() {
    let folder = folder();
    let mut terminal = at_first_question(folder.path(), (80, 24), &[]);
    for size in [(40, 20), (120, 40), (60, 12), (30, 6), (80, 24)] {
        terminal.resize(size);
        terminal.until_redrawn();
        terminal.until_shows("question 1 of 29");
        terminal.shows_its_last_picture_alone();
    }
    terminal.press("1");
    terminal.until_shows(&question(2));
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

/// Colour is there when wanted and never the only carrier.
#[test]
fn colour_is_obeyed() {
    let coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        let folder = folder();
        let who = who(folder.path());
        let mut all = vec!["survey", "-o", "me.json", "--answers", &who];
        all.extend(arguments);
        let mut terminal = Terminal::start_with(folder.path(), (80, 24), &all, environment);
        terminal.until_shows("Enter begins");
        terminal.press(ENTER);
        terminal.until_shows("question 1 of");
        terminal.press(DOWN);
        terminal.until_shows("❯  1  ");
        terminal.press("q");
        terminal.exit();
        terminal.has_colour()
    };
    assert!(coloured(&[], &[]));
    assert!(!coloured(&[], &[("NO_COLOR", "1")]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[]));
}

#[test]
fn a_key_is_drawn_within_a_frame() {
    let folder = folder();
    let mut terminal = at_first_question(folder.path(), (80, 24), &[]);
    let mut times = Vec::new();
    for turn in 0..40 {
        let (key, sign) = if turn % 2 == 0 {
            (DOWN, "❯  1  ")
        } else {
            (UP, "❯  s  ")
        };
        let begin = Instant::now();
        terminal.press(key);
        terminal.until_shows(sign);
        times.push(begin.elapsed());
    }
    times.sort();
    let median = times[times.len() / 2];
    assert!(median < Duration::from_millis(16), "{times:?}");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
}

/// Runs without a terminal; what it said, and its code.
fn piped(folder: &Path, arguments: &[&str], input: &str) -> (String, Option<i32>) {
    let mut child = lockstep(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // It may end before it has read everything.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let said =
        String::from_utf8(output.stderr).expect("text") + &String::from_utf8(output.stdout).expect("text");
    (said, output.status.code())
}

#[test]
fn plain_through_a_pipe() {
    let folder = folder();
    let lines = format!("sales\nno\n\n{}submit\n", "3\n".repeat(29));
    let (said, code) = piped(
        folder.path(),
        &["survey", "--plain", "-o", "me.json", "--order", "pack"],
        &lines,
    );
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
    assert!(said.contains("Question 29 of 29"), "{said}");
    let answers = json(&folder.path().join("me.json"));
    assert!(
        answers["answers"]
            .as_object()
            .unwrap()
            .values()
            .all(|value| *value == 3)
    );

    // The input ends early: the draft is kept, and a second pipe goes on.
    let (said, code) = piped(
        folder.path(),
        &["survey", "--plain", "-o", "you.json"],
        "1\n1\nX\n1\n2\n",
    );
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("2 of 33 questions answered"), "{said}");
    assert!(said.contains("--resume you.json.draft"), "{said}");
    let rest = format!("{}submit\n", "d\n".repeat(31));
    let (said, code) = piped(
        folder.path(),
        &["survey", "--plain", "--resume", "you.json"],
        &rest,
    );
    assert_eq!(code, Some(0), "{said}");
    assert!(folder.path().join("you.json").exists());
}

#[test]
fn plain_where_the_terminal_cannot_do_more() {
    for environment in [("TERM", "dumb"), ("ACCESSIBLE", "1")] {
        let folder = folder();
        let mut terminal = Terminal::start_with(
            folder.path(),
            (80, 24),
            &["survey", "-o", "me.json"],
            &[environment],
        );
        terminal.until_shows("Type a number or a word");
        terminal.until_shows("3. Other (operations");
        terminal.press("1\r");
        terminal.until_shows("You said: Sales");
        terminal.press(CTRL_C);
        assert_eq!(terminal.exit(), 130);
        terminal.is_as_it_was();
        assert!(
            terminal.history().contains("--resume me.json.draft"),
            "{}",
            terminal.history()
        );
    }
}

#[test]
fn without_a_terminal_the_other_ways_are_named() {
    let folder = folder();
    let (said, code) = piped(folder.path(), &["survey", "-o", "me.json"], "");
    assert_eq!(code, Some(2));
    for way in ["--plain", "lockstep form", "lockstep report"] {
        assert!(said.contains(way), "{said}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_damaged_draft_is_set_aside() {
    let folder = folder();
    fs::write(
        folder.path().join("me.json.draft"),
        "{\"format\": \"lockstep-draft/1\", \"pa",
    )
    .expect("written");
    let mut terminal = Terminal::start(folder.path(), (80, 24), &["survey", "-o", "me.json"]);
    terminal.until_shows("Enter begins");
    let said = terminal.history();
    assert!(
        said.contains("is damaged") && said.contains("me.json.draft.damaged"),
        "{said}"
    );
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    let aside = fs::read_to_string(folder.path().join("me.json.draft.damaged")).expect("it is there");
    assert!(aside.ends_with("\"pa"));
    // A draft of a later format is not touched.
    fs::write(
        folder.path().join("me.json.draft"),
        "{\"format\": \"lockstep-draft/9\"}",
    )
    .expect("written");
    let mut terminal = Terminal::start(folder.path(), (80, 24), &["survey", "-o", "me.json"]);
    assert_eq!(terminal.exit(), 2);
    assert!(terminal.history().contains("lockstep-draft/9"));
    assert!(folder.path().join("me.json.draft").exists());
}

#[test]
fn where_nothing_can_be_written_nothing_is_asked() {
    let folder = folder();
    fs::write(folder.path().join("file"), "").expect("written");
    let mut terminal = Terminal::start(folder.path(), (80, 24), &["survey", "-o", "file/me.json"]);
    assert_eq!(terminal.exit(), 3);
    let said = terminal.history();
    assert!(
        said.contains("cannot write in file") && said.contains("-o names another place"),
        "{said}"
    );
    terminal.is_as_it_was();
}

#[test]
fn when_the_folder_vanishes_the_answers_are_kept_elsewhere() {
    let folder = folder();
    let home = folder.path().join("home");
    let mut terminal = at_first_question(folder.path(), (80, 24), &["-o", "home/me.json"]);
    terminal.press("1");
    terminal.until_shows(&question(2));
    fs::remove_dir_all(&home).expect("removed");
    terminal.press("2");
    terminal.until_shows("Cannot save in home");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    let said = terminal.history();
    let place = said
        .split("--resume ")
        .nth(1)
        .expect("a command")
        .split_whitespace()
        .collect::<String>();
    let place = place.split(".draft").next().expect("a path").to_owned() + ".draft";
    let place = place.trim_matches('\'');
    assert_eq!(kept(Path::new(&place)).len(), 2, "{said}");
}

#[test]
fn an_output_that_appears_meanwhile_is_not_overwritten() {
    let folder = folder();
    let mut terminal = at_first_question(folder.path(), (80, 24), &["--only", "trust"]);
    for number in 1..=5 {
        terminal.until_shows(&format!("question {number} of 5"));
        terminal.press("1");
    }
    terminal.until_shows("❯ Hand in these answers");
    fs::write(folder.path().join("me.json"), "somebody else's").expect("written");
    terminal.press(ENTER);
    assert_eq!(terminal.exit(), 3);
    assert!(
        terminal.history().contains("kept in me.json.draft"),
        "{}",
        terminal.history()
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("me.json")).unwrap(),
        "somebody else's"
    );
    assert_eq!(kept(&folder.path().join("me.json.draft")).len(), 5);
}

#[test]
fn in_a_project_the_promise_is_filled_and_the_round_is_found() {
    let folder = folder();
    let made = Command::new(env!("CARGO_BIN_EXE_lockstep"))
        .current_dir(folder.path())
        .args([
            "init",
            "--no-input",
            "--organization",
            "Acme",
            "--contact",
            "the people office",
            "--contact-is-independent",
        ])
        .args(["--report-date", "2026-11-13"])
        .output()
        .expect("it runs");
    assert!(made.status.success(), "{made:?}");
    fs::create_dir_all(folder.path().join("answers/2026-Q4")).expect("made");
    let who = who(folder.path());
    let mut terminal = Terminal::start(
        folder.path(),
        (80, 24),
        &["survey", "--only", "trust", "--answers", &who],
    );
    terminal.until_shows("Enter begins");
    let promise = terminal
        .history()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        promise.contains("Your answer file is held by the people office, who is in neither team's line."),
        "{promise}"
    );
    assert!(
        promise.contains("Both heads report back by 2026-11-13."),
        "{promise}"
    );
    terminal.press(ENTER);
    for number in 1..=5 {
        terminal.until_shows(&format!("question {number} of 5"));
        terminal.press("1");
    }
    terminal.until_shows("❯ Hand in these answers");
    terminal.press(ENTER);
    assert_eq!(terminal.exit(), 0);
    let files: Vec<_> = fs::read_dir(folder.path().join("answers/2026-Q4"))
        .unwrap()
        .collect();
    assert_eq!(files.len(), 1);
    let path = files[0].as_ref().unwrap().path();
    let answers = json(&path);
    assert_eq!(
        (&answers["organization"], &answers["wave"]),
        (&"Acme".into(), &"2026-Q4".into())
    );
    assert_eq!(path.file_stem().unwrap().to_str(), answers["respondent"].as_str());
}

#[test]
fn answers_that_can_be_saved_nowhere_are_printed() {
    let folder = folder();
    let home = folder.path().join("home");
    fs::create_dir(&home).expect("made");
    let who = who(folder.path());
    let mut terminal = Terminal::start_with(
        folder.path(),
        (80, 24),
        &["survey", "--answers", &who, "-o", "home/me.json"],
        &[("TMPDIR", "/nowhere/at/all")],
    );
    terminal.until_shows("Enter begins");
    terminal.press(ENTER);
    terminal.until_shows(&question(1));
    fs::remove_dir_all(&home).expect("removed");
    terminal.press("1");
    terminal.until_shows("This answer is not saved");
    terminal.press("q");
    assert_eq!(terminal.exit(), 3);
    terminal.is_as_it_was();
    let said = terminal.history();
    assert!(
        said.contains("could not be saved. Copy them") && said.contains("lockstep-draft/1"),
        "{said}"
    );
}

#[test]
fn beginning_again_keeps_the_draft_before() {
    let folder = folder();
    for (way, aside) in [("ask", "me.json.draft.old"), ("--fresh", "me.json.draft.old-2")] {
        let mut terminal = at_first_question(folder.path(), (80, 24), &["--fresh"]);
        terminal.press("1");
        terminal.until_shows(&question(2));
        terminal.press("q");
        assert_eq!(terminal.exit(), 0);
        let before = fs::read_to_string(folder.path().join("me.json.draft")).unwrap();
        if way == "ask" {
            let mut terminal = Terminal::start(folder.path(), (80, 24), &["survey", "-o", "me.json"]);
            terminal.until_shows("❯ 1 answered, begun 20");
            terminal.press(DOWN);
            terminal.until_shows("❯ Begin again");
            terminal.press(ENTER);
            terminal.until_shows("Enter begins");
            terminal.press("q");
            assert_eq!(terminal.exit(), 0);
        } else {
            let mut terminal = at_first_question(folder.path(), (80, 24), &[way]);
            terminal.press("q");
            assert_eq!(terminal.exit(), 0);
        }
        assert_eq!(fs::read_to_string(folder.path().join(aside)).unwrap(), before);
    }
}

#[test]
fn a_newer_pack_asks_only_what_is_new_or_changed() {
    let folder = folder();
    let mut pack = pack();
    let mut write = |version: &str, change: &dyn Fn(&mut Value)| {
        pack["version"] = version.into();
        change(&mut pack);
        fs::write(folder.path().join("own.json"), pack.to_string()).expect("written");
    };
    write("1.0.0", &|_| {});
    let pack = ["--pack", "./own.json", "--order", "pack"];
    let mut terminal = at_first_question(folder.path(), (80, 24), &pack);
    for number in 1..=4 {
        terminal.until_shows(&question(number));
        terminal.press("4");
    }
    terminal.until_shows(&question(5));
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    write("1.1.0", &|pack| {
        pack["questions"][1]["options"][0]["label"] = "Another sentence by now.".into();
    });
    let resume = ["survey", "--resume", "me.json", "--pack", "./own.json"];
    let mut terminal = Terminal::start(folder.path(), (80, 24), &resume);
    terminal.until_shows("has changed from 1.0.0 to 1.1.0: 3 answers kept; 1");
    terminal.until_shows(&question(2));
    assert!(terminal.screen().contains("1  Another sentence by now."));
    terminal.press("1");
    terminal.until_shows(&question(5));
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn what_was_named_wrongly_is_told_before_anything_is_asked() {
    let folder = folder();
    let cases: [(&[&str], &str); 5] = [
        (&["--only", "trsut"], "did you mean `trust`?"),
        (&["--resume", "none.json"], "there is no draft none.json.draft"),
        (&["--revise", "none.json"], "none.json"),
        (&["--pack", "none"], "no built-in pack"),
        (&["--answers", "none.json"], "none.json"),
    ];
    for (arguments, expected) in cases {
        let mut all = vec!["survey", "-o", "me.json"];
        all.extend(arguments);
        let mut terminal = Terminal::start(folder.path(), (80, 24), &all);
        assert_ne!(terminal.exit(), 0);
        let said = terminal.history();
        assert!(said.contains(expected), "{arguments:?}: {said}");
        assert!(!said.contains("Enter begins"));
        terminal.is_as_it_was();
    }
}
