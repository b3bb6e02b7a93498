//! A program in a pseudo-terminal, and the screen that a person would see.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long a condition may take on a slow machine.
const DEADLINE: Duration = Duration::from_secs(20);
/// Lines that the screen remembers.
const HISTORY: usize = 1000;

/// Runs what follows among processes of its own.
#[cfg(target_os = "linux")]
const CONTAINER: [&str; 4] = ["unshare", "--map-root-user", "--pid", "--fork"];

/// The command, as it runs without a terminal.
pub(crate) fn lockstep(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lockstep"));
    command
        .current_dir(folder)
        .env_remove("EDITOR")
        .env_remove("VISUAL");
    command
        .env("TERM", "xterm-256color")
        .env_remove("ACCESSIBLE")
        .env_remove("NO_COLOR");
    command
}

/// What came out of the program so far.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// When the last of them came.
    last: Instant,
    /// Where the last key was pressed.
    mark: usize,
    closed: bool,
}

pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    size: (u16, u16),
    before: String,
    /// How often the shell was asked whether it is there.
    asked: usize,
}

fn parser((width, height): (u16, u16)) -> vt100::Parser {
    let number = |number| NonZeroU16::new(number).expect("not zero");
    vt100::Parser::new(number(height), number(width), HISTORY)
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Terminal {
    /// Starts the command in a window of so many columns and rows.
    pub(crate) fn start(folder: &Path, size: (u16, u16), arguments: &[&str]) -> Self {
        Self::start_with(folder, size, arguments, &[])
    }

    pub(crate) fn start_with(
        folder: &Path,
        size: (u16, u16),
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_lockstep"));
        command.args(arguments);
        Self::start_command(folder, size, command, environment)
    }

    /// Starts the command in a container of its own, whose shell is outside and has no number there;
    /// none where this machine makes no containers.
    #[cfg(target_os = "linux")]
    pub(crate) fn contained(folder: &Path, arguments: &[&str]) -> Option<Self> {
        let container = CONTAINER.split_first().expect("a program");
        let made = Command::new(container.0).args(container.1).arg("true").output();
        if !made.is_ok_and(|made| made.status.success()) {
            return None;
        }
        let mut command = CommandBuilder::new(container.0);
        command.args(container.1);
        command.arg(env!("CARGO_BIN_EXE_lockstep"));
        command.args(arguments);
        Some(Self::start_command(folder, (80, 24), command, &[]))
    }

    /// Starts a shell that edits no lines and knows the program as `$LOCKSTEP`, at its first prompt.
    pub(crate) fn shell(folder: &Path) -> Self {
        let mut command = CommandBuilder::new("bash");
        command.args(["--norc", "--noprofile", "--noediting", "-i"]);
        let environment = [("PS1", "ready> "), ("LOCKSTEP", env!("CARGO_BIN_EXE_lockstep"))];
        let terminal = Self::start_command(folder, (80, 24), command, &environment);
        terminal.until_shows("ready>");
        terminal
    }

    fn start_command(
        folder: &Path,
        size: (u16, u16),
        mut command: CommandBuilder,
        environment: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system()
            .openpty(pty_size(size))
            .expect("a pseudo-terminal");
        command.cwd(folder);
        for name in [
            "EDITOR",
            "VISUAL",
            "ACCESSIBLE",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
        ] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in environment {
            command.env(name, value);
        }
        let before = settings(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let seen = Seen {
            parser: parser(size),
            bytes: Vec::new(),
            last: Instant::now(),
            mark: 0,
            closed: false,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                let count = reader.read(&mut buffer).unwrap_or(0);
                let (seen, changed) = &*shared;
                let mut seen = seen.lock().expect("not poisoned");
                seen.parser.process(&buffer[..count]);
                seen.bytes.extend(&buffer[..count]);
                seen.last = Instant::now();
                seen.closed |= count == 0;
                changed.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        Self {
            writer: pair.master.take_writer().expect("a writer"),
            master: pair.master,
            child,
            seen,
            size,
            before,
            asked: 0,
        }
    }

    /// Looks from here on at what is written.
    pub(crate) fn mark(&self) {
        let mut seen = self.seen.0.lock().expect("not poisoned");
        seen.mark = seen.bytes.len();
    }

    /// Types.
    pub(crate) fn press(&mut self, keys: &str) {
        self.mark();
        self.type_on(keys);
    }

    /// Types, and goes on looking where it looked before.
    pub(crate) fn type_on(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("it is open");
        self.writer.flush().expect("it is open");
    }

    /// Waits until `condition` holds.
    fn until(&self, what: &str, condition: impl Fn(&Seen) -> bool) {
        let (seen, changed) = &*self.seen;
        let begin = Instant::now();
        let mut seen = seen.lock().expect("not poisoned");
        while !condition(&seen) {
            let left = DEADLINE.saturating_sub(begin.elapsed());
            assert!(
                !left.is_zero() && !seen.closed,
                "waited for {what}; the screen is\n{}\nand what came last\n{:?}",
                seen.parser.screen().contents(),
                String::from_utf8_lossy(&seen.bytes[seen.bytes.len().saturating_sub(300)..])
            );
            seen = changed.wait_timeout(seen, left).expect("not poisoned").0;
        }
    }

    /// Waits until the program has written `bytes` since the last key.
    pub(crate) fn until_written(&self, bytes: &str) {
        self.until(&format!("{bytes:?}"), |seen| {
            let new = seen.bytes.get(seen.mark..).unwrap_or_default();
            new.windows(bytes.len()).any(|part| part == bytes.as_bytes())
        });
    }

    /// When the program last wrote something.
    pub(crate) fn last_written(&self) -> Instant {
        self.seen.0.lock().expect("not poisoned").last
    }

    /// Waits until the screen no longer shows `text`.
    pub(crate) fn until_hides(&self, text: &str) {
        self.until(&format!("no {text:?}"), |seen| {
            !seen.parser.screen().contents().contains(text)
        });
    }

    /// Whether the terminal marks what is pasted.
    pub(crate) fn marks_pastes(&self) -> bool {
        self.seen
            .0
            .lock()
            .expect("not poisoned")
            .parser
            .screen()
            .bracketed_paste()
    }

    /// Pastes as a terminal does: marked if it was asked for marks, and line breaks as Enter.
    pub(crate) fn paste(&mut self, text: &str, marked: bool) {
        let text = text.replace('\n', "\r");
        if marked {
            assert!(self.marks_pastes(), "nobody asked for marks");
            self.press(&format!("\x1b[200~{text}\x1b[201~"));
        } else {
            self.press(&text);
        }
    }

    /// Waits for the shell's next prompt, and shows that it runs what is typed there.
    pub(crate) fn until_shell(&mut self) {
        self.until("a prompt", |seen| {
            seen.parser.screen().contents().trim_end().ends_with("ready>")
        });
        self.asked += 1;
        self.press(&format!("echo alive-$((41+{}))\r", self.asked));
        self.until_shows(&format!("alive-{}", 41 + self.asked));
    }

    /// Waits until the screen shows `text`.
    pub(crate) fn until_shows(&self, text: &str) {
        self.until(&format!("{text:?}"), |seen| {
            seen.parser.screen().contents().contains(text)
        });
    }

    /// Waits until a whole picture came after the last key. Rows begin in the first column; a
    /// picture ends with the cursor in the second.
    pub(crate) fn until_redrawn(&self) {
        self.until("a picture", |seen| {
            let new = &seen.bytes[seen.mark.min(seen.bytes.len())..];
            new.starts_with(b"\x1b[1;1H") && new.ends_with(b";2H")
        });
    }

    /// What is on the screen is what the last picture alone would put there.
    pub(crate) fn shows_its_last_picture_alone(&self) {
        self.until("the end of the picture", |seen| seen.bytes.ends_with(b";2H"));
        let seen = self.seen.0.lock().expect("not poisoned");
        let begin = seen
            .bytes
            .windows(6)
            .rposition(|bytes| bytes == b"\x1b[1;1H")
            .expect("a picture");
        let mut alone = parser(self.size);
        alone.process(&seen.bytes[begin..]);
        let (there, alone) = (seen.parser.screen(), alone.screen());
        assert_eq!(there.contents(), alone.contents(), "a row stayed behind");
        let rows: Vec<String> = there.rows(0, self.size.0).collect();
        let numbered = rows
            .iter()
            .filter(|row| row.contains("question ") && row.contains(" of "))
            .count();
        assert!(numbered <= 1, "{}", rows.join("\n"));
    }

    /// The window gets another size.
    pub(crate) fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        {
            let mut seen = self.seen.0.lock().expect("not poisoned");
            seen.mark = seen.bytes.len();
            let number = |number| NonZeroU16::new(number).expect("not zero");
            seen.parser.set_size(number(size.1), number(size.0));
        }
        self.master.resize(pty_size(size)).expect("resized");
    }

    /// What the screen shows.
    pub(crate) fn screen(&self) -> String {
        self.seen
            .0
            .lock()
            .expect("not poisoned")
            .parser
            .screen()
            .contents()
    }

    /// Everything that stays on the ordinary screen, from its first line on.
    pub(crate) fn history(&self) -> String {
        let seen = self.seen.0.lock().expect("not poisoned");
        let mut tall = parser((self.size.0, 400));
        tall.process(&seen.bytes);
        tall.screen().contents()
    }

    /// The beginning of the sentence with this number: what stands on its first row.
    pub(crate) fn sentence(&self, number: usize) -> String {
        let screen = self.screen();
        let sign = format!("  {number}  ");
        let row = screen
            .lines()
            .find(|line| line.get(..7).is_some_and(|lead| lead.contains(sign.trim_end())));
        let row = row.unwrap_or_else(|| panic!("no sentence {number} in\n{screen}"));
        row.split_once(&sign).expect("a sentence").1.trim().to_owned()
    }

    /// Everything that came out of the program so far.
    pub(crate) fn bytes(&self) -> String {
        let seen = self.seen.0.lock().expect("not poisoned");
        String::from_utf8_lossy(&seen.bytes).into_owned()
    }

    /// Whether anything was coloured.
    pub(crate) fn has_colour(&self) -> bool {
        let seen = self.seen.0.lock().expect("not poisoned");
        let text = String::from_utf8_lossy(&seen.bytes);
        text.split("\x1b[").skip(1).any(|sequence| {
            let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
            sequence[end..].starts_with('m') && sequence[..end] != *"0"
        })
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let id = self.child.process_id().expect("it runs");
        let id = Pid::from_raw(i32::try_from(id).expect("a process id")).expect("a process id");
        kill_process(id, signal).expect("it runs");
    }

    /// Sends a signal to a program that may have ended.
    pub(crate) fn signal_if_there(&mut self, signal: Signal) {
        if self.child.try_wait().expect("it was started").is_none() {
            let id = self.child.process_id().and_then(|id| Pid::from_raw(id as i32));
            let _ = kill_process(id.expect("it was started"), signal);
        }
    }

    /// Waits for the end; the exit code. After a signal that cannot be caught it means nothing.
    pub(crate) fn exit(&mut self) -> u32 {
        self.until("the end", |seen| seen.closed);
        self.child.wait().expect("it was started").exit_code()
    }

    /// Cursor shown, echo on, lines read as before, the ordinary screen.
    pub(crate) fn is_as_it_was(&self) {
        let seen = self.seen.0.lock().expect("not poisoned");
        let screen = seen.parser.screen();
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.alternate_screen(), "the other screen is shown");
        let now = settings(&*self.master);
        assert!(now.contains("ECHO") && now.contains("ICANON"), "{now}");
        assert_eq!(now, self.before);
    }
}

/// The settings of the terminal, as text to compare.
fn settings(master: &(dyn MasterPty + Send)) -> String {
    let termios = master.get_termios().expect("settings");
    format!(
        "{:?} {:?} {:?}",
        termios.input_flags, termios.output_flags, termios.local_flags
    )
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
