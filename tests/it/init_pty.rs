//! `lockstep init` in a real pseudo-terminal: what stands on the screen, what is left of the
//! terminal afterwards, and what is written. Every wait is for something that must appear.
#![cfg(all(unix, feature = "cli"))]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use crate::survey_pty::terminal::Terminal;

/// However slow the machine is.
const DEADLINE: Duration = Duration::from_secs(60);
const ENTER: &str = "\r";
const CTRL_C: &str = "\x03";
const UP: &str = "\x1b[A";

/// A program in a terminal of its own.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the state of the terminal outlives the program.
    _slave: Box<dyn SlavePty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    at_rest: String,
}

impl Session {
    fn start(
        folder: &Path,
        arguments: &[&str],
        (columns, rows): (u16, u16),
        variables: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_lockstep"));
        command.args(arguments);
        command.cwd(folder);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "ACCESSIBLE"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        for (name, value) in variables {
            command.env(name, value);
        }
        let at_rest = modes(&*pair.master);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let child = pair.slave.spawn_command(command).expect("lockstep starts");
        let size = |number| NonZeroU16::new(number).expect("a window has a size");
        Self {
            child,
            master: pair.master,
            _slave: pair.slave,
            keys,
            output,
            parser: vt100::Parser::new(size(rows), size(columns), 0),
            at_rest,
        }
    }

    /// Reads until `done`, or fails with what stands on the screen.
    fn until(&mut self, what: &str, mut done: impl FnMut(&mut Self) -> bool) {
        let end = Instant::now() + DEADLINE;
        while !done(self) {
            assert!(
                Instant::now() < end,
                "waited for {what}; the screen:\n{}",
                self.text()
            );
            // The terminal's modes and the program's end give no sign of their own.
            match self.output.recv_timeout(Duration::from_millis(5)) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => panic!("the terminal is gone"),
            }
        }
    }

    /// Waits until `text` stands on the screen and the program listens to single keys.
    fn asked(&mut self, text: &str) {
        self.until(text, |session| session.text().contains(text));
        self.listens();
    }

    /// Waits until the program listens to single keys; what is pressed before that is echoed.
    fn listens(&mut self) {
        self.until("listening", |session| modes(&*session.master) != session.at_rest);
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys can be pressed");
        self.keys.flush().expect("keys can be pressed");
    }

    /// Types a text and waits until it stands there, then Enter.
    fn enter(&mut self, text: &str) {
        self.press(text);
        if !text.is_empty() {
            let shown = text.to_owned();
            self.until(text, |session| session.flat().contains(&shown));
        }
        self.listens();
        self.press(ENTER);
    }

    fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// What stands on the screen without its line breaks.
    fn flat(&self) -> String {
        let columns = self.parser.screen().size().1.get();
        self.parser.screen().rows(0, columns).collect()
    }

    /// Waits for the end and looks at what the program leaves behind.
    fn ended(&mut self, code: u32) {
        let mut status = None;
        self.until("the end", |session| {
            status = session.child.try_wait().expect("the program can be waited for");
            status.is_some()
        });
        let status = status.expect("it ended");
        assert_eq!(
            (status.exit_code(), status.signal()),
            (code, None),
            "{}",
            self.text()
        );
        assert_eq!(modes(&*self.master), self.at_rest, "the terminal's modes");
        // A terminal that echoes is the proof that it does.
        self.press("still here");
        self.until("the echo", |session| session.flat().contains("still here"));
        assert!(!self.parser.screen().hide_cursor(), "the cursor is hidden");
    }
}

/// What the terminal does with keys: echo, line by line, signals.
fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().expect("a terminal has modes");
    format!("{:?} {:?}", modes.local_flags, modes.input_flags)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn made(folder: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(folder.join("acme/lockstep.json")).expect("the project file");
    serde_json::from_str(&text).expect("the project file is JSON")
}

fn nothing_in(folder: &Path) {
    let left: Vec<_> = std::fs::read_dir(folder).expect("the folder").collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Everything asked, at a width where nearly everything wraps. The window is high enough to hold
/// the whole talk, so that a row left behind could be seen.
fn whole_run(columns: u16, variables: &[(&str, &str)]) {
    let folder = folder();
    let mut session = Session::start(folder.path(), &["init", "acme"], (columns, 260), variables);
    let name = "Acme International Trading and Manufacturing, branch office north by north-west";
    session.asked("Enter alone: acme");
    session.enter(name);
    session.asked("Questionnaire");
    session.press(ENTER);
    session.asked("People in Sales");
    session.enter("a few");
    session.asked("a few: write a whole number");
    session.enter("14");
    session.asked("People in Marketing");
    session.enter("");
    session.asked("Contact");
    session.enter("the people office");
    session.asked("In neither team's line?");
    session.press("y");
    session.asked("Report date");
    session.enter("2026-02-30");
    session.asked("2026-02-30: write a day");
    session.enter("2026-11-13");
    session.asked("Answer them now?");
    session.press("y");
    for number in 1..=18 {
        let place = format!("{number} of 18");
        session.until(&place, |session| {
            session.text().contains(&place) && session.text().trim_end().ends_with("not known")
        });
        if number == 3 {
            session.listens();
            session.press(UP);
            let mark = if variables.is_empty() { "❯" } else { ">" };
            session.asked(&format!("{mark} More than 100"));
        }
        session.listens();
        session.press(ENTER);
    }
    session.until("what was made", |session| {
        session.flat().contains("made acme/lockstep.json")
    });
    session.ended(0);

    let project = made(folder.path());
    assert_eq!(project["organization"], name);
    assert_eq!(project["roster"], serde_json::json!({ "sales": 14 }));
    assert_eq!(project["contact"], "the people office");
    assert_eq!(project["contact_is_independent"], true);
    assert_eq!(project["report_date"], "2026-11-13");
    assert_eq!(project["facts"], serde_json::json!({ "size": "over-100" }));

    // What was asked stands there once, and of the lists and the typing nothing is left.
    let text = session.text();
    let count = |what: &str| text.matches(what).count();
    assert_eq!(count("❯") + count("›"), 0, "rows left behind:\n{text}");
    assert_eq!(count("Acme International"), 1, "rows left behind:\n{text}");
    assert_eq!(count("of 18"), 18, "rows left behind:\n{text}");
    assert_eq!(count("✔ not known"), 18, "rows left behind:\n{text}");
}

#[test]
fn a_whole_run_in_a_usual_window() {
    whole_run(80, &[]);
}

#[test]
fn a_whole_run_in_a_narrow_window() {
    whole_run(40, &[]);
}

#[test]
fn a_whole_run_without_colour() {
    whole_run(60, &[("NO_COLOR", "1")]);
}

/// Starts, answers up to a prompt, and stops there.
fn stopped(answers: &[(&str, &str)], stop: impl Fn(&mut Session)) {
    let folder = folder();
    let mut session = Session::start(folder.path(), &["init", "acme"], (40, 20), &[]);
    for (text, keys) in answers {
        session.asked(text);
        session.press(keys);
    }
    stop(&mut session);
    session.ended(130);
    assert!(
        session.flat().contains("nothing was written"),
        "{}",
        session.text()
    );
    nothing_in(folder.path());
}

const TO_LIST: [(&str, &str); 1] = [("alone: acme", ENTER)];
const TO_FACTS: [(&str, &str); 6] = [
    ("alone: acme", ENTER),
    ("❯ How well do Sales", ENTER),
    ("People in Sales", ENTER),
    ("People in Marketing", ENTER),
    ("Contact", ENTER),
    ("Report date", ENTER),
];

#[test]
fn ctrl_c_while_typing() {
    stopped(&[], |session| {
        session.asked("alone: acme");
        session.press("Acm");
        session.asked("Acm");
        session.press(CTRL_C);
    });
}

#[test]
fn ctrl_c_in_a_list() {
    stopped(&TO_LIST, |session| {
        session.asked("❯ How well do Sales");
        session.press(CTRL_C);
    });
}

#[test]
fn ctrl_c_at_yes_or_no() {
    stopped(&TO_FACTS, |session| {
        session.asked("Answer them now?");
        session.press(CTRL_C);
    });
}

/// A signal from elsewhere, such as that of a window being closed.
#[test]
fn a_signal_from_elsewhere() {
    for signal in ["TERM", "HUP", "INT"] {
        stopped(&TO_LIST, |session| {
            session.asked("❯ How well do Sales");
            let id = session.child.process_id().expect("it runs").to_string();
            let sent = std::process::Command::new("kill")
                .args(["-s", signal, &id])
                .status();
            assert!(sent.expect("kill runs").success());
        });
    }
}

/// Nothing is drawn where nothing can be: lines in, lines out.
#[test]
fn lines_where_nothing_can_be_drawn() {
    let folder = folder();
    let variables = [("TERM", "dumb")];
    let mut session = Session::start(folder.path(), &["init", "acme"], (80, 200), &variables);
    let until = |session: &mut Session, text: &str| {
        session.until(text, |session| {
            session.text().contains(text) && session.text().ends_with("> ")
        });
    };
    until(&mut session, "Organisation");
    session.press("Acme\r");
    until(&mut session, "Type a number");
    session.press("7\r");
    until(&mut session, "Type a number from 1 to 3");
    session.press("3\r");
    for side in [
        "People in Product",
        "People in Engineering",
        "Contact",
        "Report date",
    ] {
        until(&mut session, side);
        session.press("\r");
    }
    until(&mut session, "y or n");
    session.press("n\r");
    session.until("what was made", |session| {
        session.text().contains("made acme/lockstep.json")
    });
    let drawn = session.parser.screen().hide_cursor();
    session.ended(0);
    assert!(!drawn);
    assert_eq!(made(folder.path())["pack"]["id"], "product-engineering");
}

/// Would make a file in the shell, and answers several prompts.
const HOSTILE: &str = "Acme\ny\ntouch PWNED\n3\n";

/// A paste is one text where a text is asked for, and answers nothing elsewhere; nothing of it
/// reaches the shell, also when the program is stopped in the middle.
#[test]
fn a_paste_is_text() {
    for marked in [true, false] {
        let folder = folder();
        let mut terminal = Terminal::shell(folder.path());
        terminal.press("$LOCKSTEP init acme\r");
        terminal.until_shows("Enter alone: acme");
        assert!(terminal.marks_pastes());
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("› Acme y touch PWNED 3");
        terminal.press(ENTER);
        terminal.until_shows("✔ Acme y touch PWNED 3");
        terminal.until_shows("❯ How well do Sales");
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("That looks like a paste");
        assert!(
            terminal.screen().contains("❯ How well do Sales"),
            "{}",
            terminal.screen()
        );
        for ask in ["People in Sales", "People in Marketing", "Contact", "Report date"] {
            terminal.press(ENTER);
            terminal.until_shows(ask);
            terminal.until_shows("›");
        }
        terminal.press(ENTER);
        terminal.until_shows("Answer them now? (y/n)");
        terminal.paste(HOSTILE, marked);
        terminal.until_shows("That looks like a paste");
        terminal.press(CTRL_C);
        terminal.until_written("\x1b[?2004l");
        terminal.type_on("touch PWNED\r");
        terminal.until_shell();
        assert!(!terminal.marks_pastes());
        terminal.is_as_it_was();
        nothing_in(folder.path());
    }
}

/// The same where lines are asked for.
#[test]
fn a_paste_is_text_where_nothing_can_be_drawn() {
    let folder = folder();
    let mut terminal = Terminal::shell(folder.path());
    terminal.press("TERM=dumb $LOCKSTEP init acme\r");
    terminal.until_shows("Enter alone: acme\n>");
    terminal.paste(HOSTILE, false);
    terminal.until_shows("touch PWNED\n3");
    terminal.press(ENTER);
    terminal.until_shows("✔ Acme y touch PWNED 3");
    terminal.until_shows("Type a number");
    terminal.paste("1\n1\n1\n", false);
    terminal.until_shows("That looks like a paste");
    assert!(
        !terminal.screen().contains("People in Sales"),
        "{}",
        terminal.screen()
    );
    terminal.press(CTRL_C);
    terminal.until_shell();
    nothing_in(folder.path());
}
