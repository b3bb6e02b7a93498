//! The terminal as a keyboard: raw while questions are asked, as it was before and afterwards.

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use console::{Key, Term};

#[cfg(unix)]
use super::keys::{Gathered, QUIET};
use super::keys::{Input, Paste};
use crate::cli::signals::Signals;
use crate::cli::sinks;

/// What came while waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// A key.
    Key(Key),
    /// Text that nobody typed: an answer to nothing but a question for a text.
    Paste(Paste),
    /// The window has another size, or shows something else.
    Resized,
    /// Nothing, for as long as was to be waited.
    Nothing,
}

/// How often the size of the window is looked at.
const GLANCE: Duration = Duration::from_millis(100);
/// A marked paste that stalled may go on for so long.
#[cfg(unix)]
const STALL: Duration = Duration::from_secs(10);
/// What still comes this long after leaving is not waited for.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(10);

/// A terminal that is raw from the first question to the last, so that nothing typed in between is
/// printed in the middle of the screen, and that marks what is pasted.
///
/// Every prompt reads its keys here and nowhere else. However it is given back, nothing that was
/// typed before is left for whoever reads next.
#[derive(Debug)]
pub(crate) struct Tty {
    pub(crate) term: Term,
    signals: Signals,
    #[cfg(unix)]
    keyboard: Keyboard,
    /// Whether it understands sequences: it can be drawn on, and can mark what is pasted.
    able: bool,
    /// Whether it is raw now.
    taken: bool,
    /// Whether the other screen is shown, the one without a history.
    full: bool,
    size: (u16, u16),
    /// What came and was not used yet.
    ahead: VecDeque<Input>,
    /// Since when a marked paste has stalled.
    stalled: Option<Instant>,
}

/// Where keys come from, and its settings from before.
#[cfg(unix)]
#[derive(Debug)]
struct Keyboard {
    input: std::os::fd::OwnedFd,
    original: rustix::termios::Termios,
}

impl Tty {
    /// Takes the terminal at standard input and standard error.
    pub(crate) fn open(signals: Signals) -> io::Result<Self> {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let term = sinks::prompts();
        let able = !dumb && term.is_term();
        #[cfg(unix)]
        let keyboard = Keyboard::new(std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned()?)?;
        let tty = Self {
            size: term.size(),
            term,
            signals,
            #[cfg(unix)]
            keyboard,
            able,
            taken: false,
            full: false,
            ahead: VecDeque::new(),
            stalled: None,
        };
        tty.taken()
    }

    fn taken(mut self) -> io::Result<Self> {
        self.take()?;
        Ok(self)
    }

    /// Whether the keyboard shows what is typed, when it is not raw.
    #[cfg(unix)]
    pub(crate) fn echoes(&self) -> bool {
        let modes = self.keyboard.original.local_modes;
        modes.contains(rustix::termios::LocalModes::ECHO)
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, reason = "the twin of the one for Unix")]
    pub(crate) fn echoes(&self) -> bool {
        true
    }

    /// Takes the terminal: keys come one by one and unseen, and pastes are marked.
    pub(crate) fn take(&mut self) -> io::Result<()> {
        #[cfg(unix)]
        {
            self.keyboard.raw()?;
            self.signals.prepared(false);
        }
        self.taken = true;
        if self.able {
            self.term.write_str("\x1b[?2004h")?;
        }
        Ok(())
    }

    /// Gives the terminal back as it was: settings, screen, cursor. What was typed and not read is
    /// gone: it was typed for the survey and must not reach who reads next.
    pub(crate) fn restore(&mut self) {
        if !std::mem::take(&mut self.taken) {
            return;
        }
        // A shell has it already, where the program was stopped by force and is to end now.
        #[cfg(unix)]
        if !self.keyboard.is_ours() {
            return;
        }
        let _ = self.lines();
        if self.able {
            let _ = self.term.write_str("\x1b[?2004l");
            let _ = self.term.show_cursor();
        }
        self.ahead.clear();
        self.stalled = None;
        #[cfg(unix)]
        {
            self.keyboard.drain();
            // A terminal that is gone cannot be restored.
            let _ = self.keyboard.restore();
            self.signals.prepared(true);
        }
    }

    /// Shows the screen without history, for pages that are drawn over.
    pub(crate) fn pages(&mut self) -> io::Result<()> {
        if !self.full {
            self.full = true;
            self.term.write_str("\x1b[?1049h\x1b[2J\x1b[H")?;
        }
        Ok(())
    }

    /// Shows the ordinary screen, for lines that stay.
    pub(crate) fn lines(&mut self) -> io::Result<()> {
        if self.full {
            self.full = false;
            self.term.write_str("\x1b[?1049l")?;
        }
        Ok(())
    }

    /// Rows and columns.
    pub(crate) fn size(&mut self) -> (usize, usize) {
        self.size = self.term.size();
        (usize::from(self.size.0), usize::from(self.size.1))
    }

    /// Forgets a signal that was meant for another program on this terminal.
    pub(crate) fn forget_signal(&self) {
        self.signals.forget();
    }

    /// Fails if a signal asked to stop.
    pub(crate) fn go_on(&self) -> io::Result<()> {
        if self.signals.stopped() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        Ok(())
    }

    /// Uses this before anything else.
    pub(crate) fn put_back(&mut self, event: Event) {
        match event {
            Event::Key(key) => self.ahead.push_front(Input::Key(key)),
            Event::Paste(paste) => self.ahead.push_front(Input::Paste(paste)),
            Event::Resized | Event::Nothing => {}
        }
    }

    /// What comes next, for as long as `patience` lasts; forever without.
    pub(crate) fn next(&mut self, patience: Option<Duration>) -> io::Result<Event> {
        let begin = Instant::now();
        loop {
            self.go_on()?;
            if self.paused()? {
                return Ok(Event::Resized);
            }
            if let Some(input) = self.ahead.pop_front() {
                match self.event(input)? {
                    Some(event) => return Ok(event),
                    None => continue,
                }
            }
            let left = patience.map(|patience| patience.saturating_sub(begin.elapsed()));
            if self.wait(left.map_or(GLANCE, |left| left.min(GLANCE)))? {
                self.gather()?;
                continue;
            }
            if self.term.size() != self.size {
                return Ok(Event::Resized);
            }
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(Event::Nothing);
            }
        }
    }

    /// What an input means; none when it meant something for the terminal itself.
    fn event(&self, input: Input) -> io::Result<Option<Event>> {
        Ok(Some(match input {
            Input::Key(Key::CtrlC) => return Err(io::ErrorKind::Interrupted.into()),
            // Ctrl-D ends the input, as it does where lines are read.
            Input::Key(Key::Char('\u{4}')) => return Err(io::ErrorKind::UnexpectedEof.into()),
            #[cfg(unix)]
            Input::Key(Key::Char('\u{1a}')) if self.signals.ask_for_pause() => return Ok(None),
            Input::Key(key) => Event::Key(key),
            Input::Paste(paste) => Event::Paste(paste),
        }))
    }
}

#[cfg(unix)]
impl Tty {
    /// Whether something can be read within `time`; a signal ends the waiting.
    fn wait(&self, time: Duration) -> io::Result<bool> {
        wait(&self.keyboard.input, Some(&self.signals), time)
    }

    /// Reads what comes together.
    fn gather(&mut self) -> io::Result<()> {
        let stalled = self.stalled.take().is_some_and(|since| since.elapsed() < STALL);
        let mut gathered = if stalled {
            Gathered::within_paste()
        } else {
            Gathered::default()
        };
        let mut buffer = [0; 4096];
        loop {
            match self.keyboard.read(&mut buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                // A closed window is both an error here and a signal.
                Err(error) => return self.go_on().and(Err(error)),
                Ok(read) => gathered.push(buffer.get(..read).unwrap_or_default()),
            }
            let Some(patience) = gathered.patience() else {
                break;
            };
            if self.signals.stopped() || !self.wait(patience)? {
                break;
            }
        }
        self.stalled = gathered.is_within_paste().then(Instant::now);
        self.ahead.extend(gathered.inputs());
        Ok(())
    }

    /// Pauses if somebody wants it, the terminal as it was before; whether the program paused.
    fn paused(&mut self) -> io::Result<bool> {
        let full = self.full;
        if self.signals.wants_pause() {
            self.restore();
            Signals::pause();
        } else if !self.signals.went_on() {
            return Ok(false);
        }
        // Whoever let it go on may have done so for it to stop.
        self.go_on()?;
        self.full = false;
        self.take()?;
        if full {
            self.pages()?;
        }
        Ok(true)
    }
}

#[cfg(not(unix))]
#[expect(
    clippy::unused_self,
    clippy::unnecessary_wraps,
    reason = "the twins of those for Unix; the console's own key reader does what is needed"
)]
impl Tty {
    fn wait(&self, _: Duration) -> io::Result<bool> {
        Ok(true)
    }

    fn gather(&mut self) -> io::Result<()> {
        let key = self.term.read_key_raw()?;
        self.ahead.push_back(Input::Key(key));
        Ok(())
    }

    fn paused(&mut self) -> io::Result<bool> {
        Ok(false)
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.restore();
    }
}

#[cfg(unix)]
impl Keyboard {
    fn new(input: std::os::fd::OwnedFd) -> io::Result<Self> {
        let original = rustix::termios::tcgetattr(&input)?;
        Ok(Self { input, original })
    }

    /// Keys come one by one and unseen. Output stays as it is.
    fn raw(&self) -> io::Result<()> {
        let mut raw = self.original.clone();
        raw.make_raw();
        raw.output_modes = self.original.output_modes;
        rustix::termios::tcsetattr(&self.input, rustix::termios::OptionalActions::Drain, &raw)?;
        Ok(())
    }

    fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match rustix::io::read(&self.input, &mut *buffer) {
                Err(rustix::io::Errno::INTR) => {}
                result => return Ok(result?),
            }
        }
    }

    /// Whether the terminal listens to this program, and not to a shell behind which it waits.
    fn is_ours(&self) -> bool {
        nix::unistd::tcgetpgrp(&self.input).map_or(true, |group| group == nix::unistd::getpgrp())
    }

    /// Reads what still comes until it is quiet, and forgets it.
    fn drain(&self) {
        let begin = Instant::now();
        let mut buffer = [0; 4096];
        while begin.elapsed() < PATIENCE
            && matches!(wait(&self.input, None, QUIET), Ok(true))
            && matches!(self.read(&mut buffer), Ok(1..))
        {}
    }

    fn restore(&self) -> io::Result<()> {
        use rustix::termios::{OptionalActions, QueueSelector, tcflush, tcsetattr};
        // What came since it was quiet.
        tcflush(&self.input, QueueSelector::IFlush)?;
        tcsetattr(&self.input, OptionalActions::Now, &self.original)?;
        Ok(())
    }
}

/// Whether `input` can be read within `time`; one of `signals` ends the waiting.
#[cfg(unix)]
fn wait(input: &impl std::os::fd::AsFd, signals: Option<&Signals>, time: Duration) -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let mut waited = vec![PollFd::new(input, PollFlags::IN)];
    waited.extend(signals.map(|signals| PollFd::new(&signals.wake, PollFlags::IN)));
    let time = Timespec::try_from(time).ok();
    loop {
        match poll(&mut waited, time.as_ref()) {
            Ok(_) => return Ok(waited.first().is_some_and(|input| !input.revents().is_empty())),
            Err(rustix::io::Errno::INTR) if signals.is_some() => return Ok(false),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Standard input that a signal interrupts, for reading lines.
#[derive(Debug)]
pub(crate) struct Stdin(pub(crate) Signals);

impl io::Read for Stdin {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            #[cfg(unix)]
            let ready = wait(&io::stdin(), Some(&self.0), Duration::from_secs(1))?;
            #[cfg(not(unix))]
            let ready = true;
            if self.0.stopped() {
                // Not `Interrupted`: that kind means "try again" to whoever reads lines.
                return Err(io::Error::other("stopped by a signal"));
            }
            if ready {
                return io::stdin().read(buffer);
            }
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::File;
    use std::io::Read as _;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{Termios, tcgetattr};

    use super::*;

    /// The other end of a terminal.
    struct Window {
        master: File,
        slave: File,
    }

    impl Window {
        fn open() -> Self {
            let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
            grantpt(&master).expect("granted");
            unlockpt(&master).expect("unlocked");
            let name = ptsname(&master, Vec::new()).expect("a name");
            let name = name.into_string().expect("text");
            let slave = File::options()
                .read(true)
                .write(true)
                .open(name)
                .expect("it is there");
            Self {
                master: master.into(),
                slave,
            }
        }

        fn tty(&self) -> Tty {
            let slave = || self.slave.try_clone().expect("it is open");
            Tty {
                term: Term::read_write_pair(slave(), slave()),
                signals: Signals::deaf(),
                keyboard: Keyboard::new(slave().into()).expect("a terminal"),
                able: true,
                taken: false,
                full: false,
                size: (24, 80),
                ahead: VecDeque::new(),
                stalled: None,
            }
            .taken()
            .expect("a terminal")
        }

        fn modes(&self) -> String {
            let modes: Termios = tcgetattr(&self.slave).expect("a terminal");
            format!("{modes:?}")
        }

        /// What was written so far.
        fn written(&mut self) -> String {
            let mut bytes = [0; 4096];
            let read = self.master.read(&mut bytes).expect("it is open");
            String::from_utf8_lossy(&bytes[..read]).into_owned()
        }
    }

    #[test]
    fn a_panic_gives_the_terminal_back() {
        let mut window = Window::open();
        let before = window.modes();
        let tty = window.tty();
        assert_ne!(window.modes(), before);
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
            let mut tty = tty;
            tty.pages().expect("it is open");
            panic!("in the middle of a page");
        }));
        assert!(panicked.is_err());
        assert_eq!(window.modes(), before);
        assert_eq!(
            window.written(),
            "\x1b[?2004h\x1b[?1049h\x1b[2J\x1b[H\x1b[?1049l\x1b[?2004l\x1b[?25h"
        );
    }
}
