//! However the survey is left, the terminal is as it was, and what was typed to the survey is not
//! typed to the shell.

use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::terminal::Terminal;
use super::{CTRL_C, ENTER, folder, question, who};

/// A survey in a shell, at its second question, and its process.
fn survey(folder: &Path) -> (Terminal, Pid) {
    let who = who(folder);
    let mut terminal = Terminal::shell(folder);
    terminal.press(&format!(
        "sh -c 'echo process $$; exec $LOCKSTEP survey -o me.json --only trust --answers {who}'\r"
    ));
    terminal.until_shows("Enter begins");
    let said = terminal.history();
    let id = said
        .split("process ")
        .last()
        .and_then(|rest| rest.split_whitespace().next());
    let id = id.and_then(|id| id.parse().ok()).and_then(Pid::from_raw);
    let id = id.unwrap_or_else(|| panic!("no process id in\n{said}"));
    terminal.press(ENTER);
    terminal.until_shows("question 1 of 5");
    terminal.press("1");
    terminal.until_shows("question 2 of 5");
    (terminal, id)
}

/// Input is quiet when nothing came for a tenth of a second; who types so slowly types to the shell.
const QUIET: Duration = Duration::from_millis(100);

/// The rest of a paste, or of what was typed in the belief that the survey is still there: it comes
/// in pieces, from the moment on in which the survey gives up the terminal. Whether this machine
/// found the time to type without a pause that is one.
fn type_on(terminal: &mut Terminal) -> bool {
    terminal.until_written("\x1b[?2004l");
    let begin = Instant::now();
    let mut last = terminal.last_written();
    let mut steadily = true;
    while begin.elapsed() < Duration::from_millis(400) {
        terminal.type_on("touch PWNED\r");
        steadily &= last.elapsed() < QUIET / 2;
        last = Instant::now();
        while last.elapsed() < Duration::from_millis(20) {
            std::hint::spin_loop();
        }
    }
    steadily
}

/// Leaves a survey by `leave` and types on; nothing of that may come to the shell, unless the typing
/// paused: then it is tried again. The shell afterwards, in its folder.
fn leaves(
    name: &str,
    begin: impl Fn(&Path) -> (Terminal, Pid),
    leave: impl Fn(&mut Terminal, Pid),
) -> (tempfile::TempDir, Terminal, Pid) {
    for _ in 0..20 {
        let folder = folder();
        let (mut terminal, id) = begin(folder.path());
        assert!(terminal.marks_pastes(), "{name}");
        terminal.mark();
        leave(&mut terminal, id);
        let steadily = type_on(&mut terminal);
        terminal.until_shell();
        if !folder.path().join("PWNED").exists() {
            assert!(!terminal.marks_pastes(), "{name}");
            return (folder, terminal, id);
        }
        assert!(!steadily, "{name}: {}", terminal.history());
    }
    panic!("{name}: this machine is too busy to type steadily");
}

#[test]
fn what_is_still_typed_does_not_reach_the_shell() {
    type Way = (&'static str, fn(&mut Terminal, Pid));
    let ways: [Way; 8] = [
        ("q", |terminal, _| terminal.press("q")),
        ("Ctrl-C", |terminal, _| terminal.press(CTRL_C)),
        ("Ctrl-D", |terminal, _| terminal.press("\x04")),
        ("SIGINT", |_, id| kill_process(id, Signal::INT).expect("it runs")),
        ("SIGTERM", |_, id| {
            kill_process(id, Signal::TERM).expect("it runs");
        }),
        ("SIGHUP", |_, id| kill_process(id, Signal::HUP).expect("it runs")),
        ("SIGQUIT", |_, id| {
            kill_process(id, Signal::QUIT).expect("it runs");
        }),
        ("handing in", |terminal, _| {
            for number in 3..=5 {
                terminal.press("2");
                terminal.until_shows(&format!("question {number} of 5"));
            }
            terminal.press("2");
            terminal.until_shows("❯ Hand in");
            terminal.press(ENTER);
        }),
    ];
    for (name, leave) in ways {
        let (_folder, terminal, _) = leaves(name, survey, leave);
        terminal.is_as_it_was();
    }
}

/// An error ends the survey like anything else.
#[test]
fn what_is_still_typed_after_an_error_does_not_reach_the_shell() {
    let at_review = |folder: &Path| {
        let (mut terminal, id) = survey(folder);
        for number in 3..=5 {
            terminal.press("2");
            terminal.until_shows(&format!("question {number} of 5"));
        }
        terminal.press("2");
        terminal.until_shows("❯ Hand in");
        std::fs::write(folder.join("me.json"), "another's").expect("written");
        (terminal, id)
    };
    let (_folder, terminal, _) = leaves("an error", at_review, |terminal, _| terminal.press(ENTER));
    assert!(
        terminal.history().contains("cannot write me.json"),
        "{}",
        terminal.history()
    );
}

/// A paste so long that most of it is still on its way when the survey ends.
#[test]
fn the_rest_of_a_long_paste_does_not_reach_the_shell() {
    let folder = folder();
    let (mut terminal, id) = survey(folder.path());
    terminal.press("n");
    terminal.until_shows("Note ›");
    terminal.type_on("\x1b[200~touch PWNED\r");
    for _ in 0..50 {
        terminal.type_on(&"touch PWNED\r".repeat(300));
    }
    kill_process(id, Signal::TERM).expect("it runs");
    for _ in 0..50 {
        terminal.type_on(&"touch PWNED\r".repeat(300));
    }
    terminal.type_on("\x1b[201~");
    terminal.until_shell();
    assert!(!folder.path().join("PWNED").exists(), "{}", terminal.history());
    terminal.is_as_it_was();
}

/// Paused by its key or by a signal, the terminal is the shell's; going on shows the same page.
#[test]
fn paused_and_gone_on() {
    type Way = (&'static str, fn(&mut Terminal, Pid));
    let ways: [Way; 2] = [
        ("Ctrl-Z", |terminal, _| terminal.press("\x1a")),
        ("SIGTSTP", |_, id| {
            kill_process(id, Signal::TSTP).expect("it runs");
        }),
    ];
    for (name, pause) in ways {
        let (_folder, mut terminal, _) = leaves(name, survey, pause);
        assert!(
            terminal.history().contains("Stopped"),
            "{name}: {}",
            terminal.history()
        );
        terminal.is_as_it_was();
        terminal.press("fg\r");
        terminal.until_shows("question 2 of 5");
        assert!(terminal.marks_pastes(), "{name}");
        terminal.press("1");
        terminal.until_shows("question 3 of 5");
        // Stopped for good while it pauses.
        terminal.press("\x1a");
        terminal.until_shell();
        terminal.press("kill %1\r");
        terminal.until_shows("Interrupted. 2 of 5 questions answered.");
        terminal.press("\r");
        terminal.until_shell();
        terminal.is_as_it_was();
    }
}

/// Stopped by force, the survey cannot give the terminal back; the shell has it all the same, and
/// nothing that is typed there is taken from it when the survey is told to end.
#[test]
fn stopped_by_force_and_told_to_end() {
    let folder = folder();
    let (mut terminal, id) = survey(folder.path());
    kill_process(id, Signal::STOP).expect("it runs");
    terminal.until_shows("ready>");
    // The page stands where it stood.
    terminal.press("printf '\\033[?1049l\\033[2J\\033[H'\r");
    terminal.until_hides("question 2 of 5");
    terminal.until_shell();
    terminal.press("kill %1; read -r typed; echo typed-$typed\r");
    terminal.until_shows("Interrupted. 1 of 5 questions answered.");
    terminal.press("for-the-shell\r");
    terminal.until_shows("typed-for-the-shell");
}

/// Nobody could let a program go on that no shell has started.
#[test]
fn without_a_shell_nothing_pauses() {
    let folder = folder();
    let mut terminal = super::at_first_question(folder.path(), (80, 24), &[]);
    terminal.press("\x1a");
    terminal.until_shows("Everything is saved: q leaves");
    terminal.signal(Signal::TSTP);
    terminal.press("1");
    terminal.until_shows(&question(2));
    // Stopped by force and gone on, it is there again.
    terminal.signal(Signal::STOP);
    terminal.signal(Signal::CONT);
    terminal.until_written("\x1b[?2004h");
    terminal.press("2");
    terminal.until_shows(&question(3));
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

/// In a container the leader of the session may be outside, and with it the group of processes that
/// the program is in: both have the number zero then.
#[cfg(target_os = "linux")]
#[expect(clippy::print_stderr, reason = "what was left out is told")]
#[test]
fn in_a_container_whose_shell_is_outside() {
    for way in ["q", "\x1aq"] {
        let folder = folder();
        let who = who(folder.path());
        let arguments = ["survey", "-o", "me.json", "--only", "trust", "--answers", &who];
        let Some(mut terminal) = Terminal::contained(folder.path(), &arguments) else {
            eprintln!("left out: a container (unshare makes none here)");
            return;
        };
        terminal.until_shows("Enter begins");
        terminal.press(ENTER);
        terminal.until_shows("question 1 of 5");
        terminal.press("1");
        terminal.until_shows("question 2 of 5");
        terminal.press(way);
        assert_eq!(terminal.exit(), 0, "{}", terminal.history());
        terminal.is_as_it_was();
        assert!(folder.path().join("me.json.draft").exists());
    }
}
