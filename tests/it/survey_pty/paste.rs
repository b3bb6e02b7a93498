//! A paste is text, wherever it lands: in a note and a text whole, elsewhere no answer.

use std::fs;
use std::path::Path;

use super::terminal::Terminal;
use super::{DOWN, ENTER, at_first_question, folder, json, kept, question, who};

/// Both ways in which a terminal pastes: with marks, and as if somebody typed very fast.
const WAYS: [bool; 2] = [true, false];
/// Would leave, and let the shell make a file.
const HOSTILE: &str = "Our budget meetings are\nquarterly; touch PWNED\nq\ntouch PWNED\n";
/// Would answer questions.
const ANSWERING: &str = "x\n1. a\n2. b\n";

/// Types a command in a shell; the survey writes `me.json`.
fn survey(folder: &Path, more: &str) -> Terminal {
    let who = who(folder);
    let mut terminal = Terminal::shell(folder);
    terminal.press(&format!("$LOCKSTEP survey -o me.json --answers {who} {more}\r"));
    terminal.until_shows("Enter begins");
    terminal
}

fn at_question(folder: &Path) -> Terminal {
    let mut terminal = survey(folder, "--order pack");
    terminal.press(ENTER);
    terminal.until_shows(&question(1));
    terminal
}

/// Leaves, and looks whether anything of a paste reached the shell.
fn nothing_ran(folder: &Path, mut terminal: Terminal) {
    terminal.press("q");
    terminal.until_shell();
    assert!(!terminal.marks_pastes());
    assert!(!folder.join("PWNED").exists(), "{}", terminal.screen());
}

fn note(folder: &Path) -> String {
    let draft = json(&folder.join("me.json.draft"));
    draft["questions"]["C1"]["note"]
        .as_str()
        .expect("a note")
        .to_owned()
}

#[test]
fn into_a_note_whole() {
    for marked in WAYS {
        let folder = folder();
        let mut terminal = at_question(folder.path());
        terminal.press("n");
        terminal.until_shows("Note ›");
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("quarterly; touch PWNED");
        terminal.press(ENTER);
        terminal.until_shows("note kept");
        assert_eq!(note(folder.path()), HOSTILE.trim_end(), "{marked}");
        assert_eq!(kept(&folder.path().join("me.json.draft")).len(), 1);
        nothing_ran(folder.path(), terminal);
    }
}

#[test]
fn beside_a_question_no_answer_and_a_note_if_wanted() {
    for (marked, text) in WAYS
        .into_iter()
        .flat_map(|way| [(way, HOSTILE), (way, ANSWERING), (way, "222"), (way, "q\r\r")])
    {
        let folder = folder();
        let mut terminal = at_question(folder.path());
        terminal.paste(text, marked);
        terminal.until_shows("That looks like a paste");
        assert!(terminal.screen().contains(&question(1)), "{}", terminal.screen());
        let draft = json(&folder.path().join("me.json.draft"));
        assert_eq!(draft["questions"], serde_json::json!({}), "{text:?}");
        if text == ANSWERING {
            terminal.press("n");
            terminal.until_shows("1. a");
            terminal.press(ENTER);
            terminal.until_shows("note kept");
            assert_eq!(note(folder.path()), text.trim_end());
        }
        terminal.press("3");
        terminal.until_shows(&question(2));
        nothing_ran(folder.path(), terminal);
    }
}

/// On a slow line a marked paste stalls, and its next part may be a single key.
#[test]
fn a_part_of_a_paste_is_no_key() {
    let folder = folder();
    let mut terminal = at_question(folder.path());
    terminal.press("\x1b[200~Our budget meetings are\r");
    terminal.until_shows("(“Our budget meetings are”)");
    terminal.press("q");
    terminal.until_shows("(“Our budget meetings are q”, 2 lines)");
    terminal.press("uarterly\x1b[201~");
    terminal.until_shows("(“Our budget meetings are quarterly”, 2 lines)");
    terminal.press("n");
    terminal.until_shows("Note ›");
    terminal.press(ENTER);
    terminal.until_shows("note kept");
    assert_eq!(note(folder.path()), "Our budget meetings are\nquarterly");
    nothing_ran(folder.path(), terminal);
}

#[test]
fn into_the_table_the_keys_and_the_promise() {
    for marked in WAYS {
        let folder = folder();
        let mut terminal = survey(folder.path(), "--order pack");
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("That looks like a paste");
        terminal.press(ENTER);
        terminal.until_shows(&question(1));
        terminal.press("?");
        terminal.until_shows("Any key goes back.");
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("That looks like a paste");
        terminal.press(ENTER);
        terminal.until_shows(&question(1));
        terminal.press("2");
        terminal.until_shows(&question(2));
        terminal.press("r");
        terminal.until_shows("Your answers");
        // Enter, whatever row it is on, hands in on the second time.
        terminal.press("\x1b[F");
        terminal.until_shows("❯ Hand in");
        terminal.paste("\n\n\n\n1\n", marked);
        terminal.until_shows("That looks like a paste");
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("(“Our budget");
        assert!(!folder.path().join("me.json").exists());
        nothing_ran(folder.path(), terminal);
    }
}

#[test]
fn into_the_lists_and_the_text_about_oneself() {
    for marked in WAYS {
        let folder = folder();
        let mut terminal = Terminal::shell(folder.path());
        terminal.press("$LOCKSTEP survey -o me.json\r");
        terminal.until_shows("Enter begins");
        terminal.press(ENTER);
        terminal.until_shows("Which team are you in?");
        terminal.press(DOWN);
        terminal.until_shows("❯ Sales");
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("That looks like a paste");
        assert!(terminal.screen().contains("❯ Sales"), "{}", terminal.screen());
        terminal.press(ENTER);
        terminal.until_shows("Do you manage people?");
        terminal.until_hides("❯ Sales");
        terminal.press(DOWN);
        terminal.until_shows("❯ Yes");
        terminal.press(ENTER);
        terminal.until_shows("Team ›");
        terminal.paste(":q\nEMEA\n1\n", marked);
        terminal.until_shows("Team › :q EMEA 1");
        terminal.press(ENTER);
        terminal.until_shows("question 1 of");
        let draft = json(&folder.path().join("me.json.draft"));
        assert_eq!(draft["attributes"]["team"], ":q EMEA 1");
        nothing_ran(folder.path(), terminal);
    }
}

/// The word that leaves is one only where it was typed.
#[test]
fn a_pasted_word_is_no_command() {
    for marked in WAYS {
        let folder = folder();
        let path = folder.path().join("half.json");
        let half = r#"{"pack": {"id": "sales-marketing"}, "attributes": {"function": "sales", "role": "staff"}, "answers": {}}"#;
        fs::write(&path, half).expect("written");
        let mut terminal = Terminal::start(
            folder.path(),
            (80, 24),
            &["survey", "-o", "me.json", "--answers", "half.json"],
        );
        terminal.until_shows("Enter begins");
        terminal.press(ENTER);
        terminal.until_shows("Team ›");
        terminal.paste(":q ", marked);
        terminal.until_shows("Team › :q");
        terminal.press(ENTER);
        terminal.until_shows("question 1 of");
        terminal.press("q");
        assert_eq!(terminal.exit(), 0);
    }
}

/// A draft is chosen by its key.
#[test]
fn into_the_list_of_drafts() {
    for marked in WAYS {
        let folder = folder();
        let mut terminal = at_first_question(folder.path(), (80, 24), &[]);
        terminal.press("1");
        terminal.until_shows(&question(2));
        terminal.press("q");
        assert_eq!(terminal.exit(), 0);
        let mut terminal = Terminal::shell(folder.path());
        terminal.press("$LOCKSTEP survey -o me.json\r");
        terminal.until_shows("❯ 1 answered");
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("That looks like a paste");
        nothing_ran(folder.path(), terminal);
    }
}

#[test]
fn whatever_a_paste_holds_it_is_harmless() {
    let folder = folder();
    let mut terminal = at_question(folder.path());
    terminal.press("n");
    terminal.until_shows("Note ›");
    let hostile = "one\x1b[201~\nq\ntouch PWNED\n\x1b[31mred\x1b[0m\x1b]52;c;eA==\x07\x03\x04\x1a\x1b[200~\ttwo\u{202e}\u{9b}31m";
    terminal.paste(hostile, true);
    terminal.until_shows("two");
    terminal.press(ENTER);
    terminal.until_shows("note kept");
    assert_eq!(note(folder.path()), "one\nq\ntouch PWNED\nred two31m");
    nothing_ran(folder.path(), terminal);
}

#[test]
fn a_megabyte_goes_whole_into_a_note_and_two_are_refused() {
    for marked in WAYS {
        let folder = folder();
        let mut terminal = at_question(folder.path());
        terminal.press("n");
        terminal.until_shows("Note ›");
        let text = format!("{}\n", "touch PWNED; 2345678".repeat(4)).repeat(12_500);
        terminal.paste(&format!("{text}the end"), marked);
        terminal.until_shows("the end");
        terminal.press(ENTER);
        terminal.until_shows("note kept");
        let note = note(folder.path());
        assert!(
            note == format!("{text}the end"),
            "{} of {}",
            note.len(),
            text.len() + 7
        );
        // No answer file could hold another.
        terminal.press("1");
        terminal.until_shows(&question(2));
        terminal.press("n");
        terminal.until_shows("Note ›");
        terminal.paste(&format!("{text}the end"), marked);
        terminal.until_shows("the end");
        terminal.press(ENTER);
        terminal.until_shows("too long for an answer file");
        assert_eq!(kept(&folder.path().join("me.json.draft")).len(), 1);
        terminal.press("2");
        terminal.until_shows(&question(3));
        nothing_ran(folder.path(), terminal);
    }
}

/// Where nothing is drawn a paste of several lines is no answer either, and may become a note.
#[test]
fn where_lines_are_asked_for() {
    for (marked, environment) in [
        (true, "ACCESSIBLE=1"),
        (false, "ACCESSIBLE=1"),
        (false, "TERM=dumb"),
    ] {
        let folder = folder();
        let who = who(folder.path());
        let mut terminal = Terminal::shell(folder.path());
        let command = format!("{environment} $LOCKSTEP survey -o me.json --answers {who} --order pack\r");
        terminal.press(&command);
        terminal.until_shows("Question 1 of 29");
        terminal.until_shows("\n4. ");
        assert_eq!(terminal.marks_pastes(), environment != "TERM=dumb");
        for (text, begin) in [(HOSTILE, "(“Our budget"), (ANSWERING, "(“x 1. a 2. b”")] {
            terminal.paste(text, marked);
            terminal.until_shows(begin);
            let draft = json(&folder.path().join("me.json.draft"));
            assert_eq!(draft["questions"], serde_json::json!({}), "{text:?}");
        }
        terminal.press("n\r");
        terminal.until_shows("Note: x 1. a 2. b");
        assert_eq!(note(folder.path()), ANSWERING.trim_end());
        terminal.press("note ");
        terminal.until_shows("> note");
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("Note: Our budget");
        assert_eq!(note(folder.path()), HOSTILE.trim_end());
        terminal.press("2\r");
        terminal.until_shows("You said: 2.");
        terminal.until_shows("Question 2 of 29");
        terminal.press("q\r");
        terminal.until_shell();
        assert!(!folder.path().join("PWNED").exists(), "{}", terminal.screen());
    }
}
