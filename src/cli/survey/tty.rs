//! The terminal as a keyboard: raw while questions are asked, as it was afterwards.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use console::{Key, Term};

use crate::cli::signals::Signals;
use crate::cli::sinks;

/// What came while waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    /// A key.
    Key(Key),
    /// The window has another size.
    Resized,
    /// Nothing, for as long as was to be waited.
    Nothing,
}

/// How often the size of the window is looked at.
const GLANCE: Duration = Duration::from_millis(100);

/// A terminal that is raw from the beginning of the survey to its end, so that nothing typed in
/// between is printed in the middle of the screen.
#[derive(Debug)]
pub(super) struct Tty {
    pub(super) term: Term,
    pub(super) signals: Signals,
    #[cfg(unix)]
    original: rustix::termios::Termios,
    /// Whether the other screen is shown, the one without a history.
    full: bool,
    size: (u16, u16),
    /// Keys that were read and not used yet.
    ahead: VecDeque<Key>,
}

impl Tty {
    pub(super) fn open(signals: Signals) -> io::Result<Self> {
        let term = sinks::prompts();
        let tty = Self {
            size: term.size(),
            term,
            signals,
            #[cfg(unix)]
            original: rustix::termios::tcgetattr(io::stdin())?,
            full: false,
            ahead: VecDeque::new(),
        };
        tty.raw()?;
        Ok(tty)
    }

    /// Keys come one by one and unseen. Output stays as it is.
    #[cfg(unix)]
    fn raw(&self) -> io::Result<()> {
        let mut raw = self.original.clone();
        raw.make_raw();
        raw.output_modes = self.original.output_modes;
        rustix::termios::tcsetattr(io::stdin(), rustix::termios::OptionalActions::Drain, &raw)?;
        Ok(())
    }

    /// The console's own key reader does what is needed.
    #[cfg(not(unix))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "the twin of the one for Unix"
    )]
    fn raw(&self) -> io::Result<()> {
        Ok(())
    }

    /// Gives the terminal back as it was: settings, screen, cursor.
    pub(super) fn restore(&mut self) {
        let _ = self.lines();
        let _ = self.term.show_cursor();
        #[cfg(unix)]
        {
            use rustix::termios::{OptionalActions, tcsetattr};
            // A terminal that is gone cannot be restored.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.original);
        }
    }

    /// Takes the terminal again after `restore`.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        self.raw()
    }

    /// Shows the screen without history, for pages that are drawn over.
    pub(super) fn pages(&mut self) -> io::Result<()> {
        if !self.full {
            self.full = true;
            self.term.write_str("\x1b[?1049h\x1b[2J\x1b[H")?;
        }
        Ok(())
    }

    /// Shows the ordinary screen, for lines that stay.
    pub(super) fn lines(&mut self) -> io::Result<()> {
        if self.full {
            self.full = false;
            self.term.write_str("\x1b[?1049l")?;
        }
        Ok(())
    }

    /// Rows and columns.
    pub(super) fn size(&mut self) -> (usize, usize) {
        self.size = self.term.size();
        (usize::from(self.size.0), usize::from(self.size.1))
    }

    /// Uses this key before any other.
    pub(super) fn put_back(&mut self, key: Key) {
        self.ahead.push_front(key);
    }

    /// The next key or change of size, for as long as `patience` lasts; forever without.
    pub(super) fn next(&mut self, patience: Option<Duration>) -> io::Result<Event> {
        let interrupted = || io::Error::from(io::ErrorKind::Interrupted);
        if self.signals.stopped() {
            return Err(interrupted());
        }
        if let Some(key) = self.ahead.pop_front() {
            return Ok(Event::Key(key));
        }
        let begin = std::time::Instant::now();
        loop {
            let left = patience.map(|patience| patience.saturating_sub(begin.elapsed()));
            let ready = self.wait(left.map_or(GLANCE, |left| left.min(GLANCE)))?;
            if self.signals.stopped() {
                return Err(interrupted());
            }
            if ready {
                // Ctrl-D ends the input, as it does where lines are read.
                return match self.term.read_key_raw()? {
                    Key::CtrlC => Err(interrupted()),
                    Key::Char('\u{4}') => Err(io::ErrorKind::UnexpectedEof.into()),
                    key => Ok(Event::Key(key)),
                };
            }
            if self.term.size() != self.size {
                return Ok(Event::Resized);
            }
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(Event::Nothing);
            }
        }
    }

    /// Whether a key can be read, or a signal came, within `time`.
    #[cfg(unix)]
    fn wait(&self, time: Duration) -> io::Result<bool> {
        wait(&self.signals, time)
    }

    #[cfg(not(unix))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "the twin of the one for Unix"
    )]
    fn wait(&self, _: Duration) -> io::Result<bool> {
        Ok(true)
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        self.restore();
    }
}

/// Whether standard input can be read within `time`; a signal ends the waiting.
#[cfg(unix)]
pub(super) fn wait(signals: &Signals, time: Duration) -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = io::stdin();
    let mut waited = [
        PollFd::new(&stdin, PollFlags::IN),
        PollFd::new(&signals.wake, PollFlags::IN),
    ];
    let time = Timespec::try_from(time).unwrap_or(Timespec {
        tv_sec: 1,
        tv_nsec: 0,
    });
    match poll(&mut waited, Some(&time)) {
        Ok(_) => Ok(!waited[0].revents().is_empty()),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Standard input that a signal interrupts, for reading lines.
#[derive(Debug)]
pub(super) struct Stdin(pub(super) Signals);

impl io::Read for Stdin {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            #[cfg(unix)]
            let ready = wait(&self.0, Duration::from_secs(1))?;
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
