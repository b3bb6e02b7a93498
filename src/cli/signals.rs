//! Ctrl-C, `kill`, a closed terminal and Ctrl-Z: noticed at once, acted upon where it is safe.

#[cfg(unix)]
use std::io::{PipeReader, Read as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

/// Knows whether a signal asked to stop or to pause.
///
/// The handlers only leave a mark and wake whoever waits for keys; saving, restoring the terminal
/// and leaving are the business of the thread that asks. A handler that did them itself would race
/// with that thread for the terminal.
#[derive(Debug)]
pub(crate) struct Signals {
    stop: Arc<AtomicBool>,
    #[cfg(unix)]
    pause: Pause,
    /// Becomes readable when a signal comes.
    #[cfg(unix)]
    pub(crate) wake: PipeReader,
}

/// Stopping by Ctrl-Z, and going on.
#[cfg(unix)]
#[derive(Debug)]
struct Pause {
    /// Whether somebody wants the program to pause.
    asked: Arc<AtomicBool>,
    /// Whether the program went on after a pause.
    over: Arc<AtomicBool>,
    /// Whether the terminal is as it was before: then a pause needs no preparation.
    prepared: Arc<AtomicBool>,
    /// Whether there is a shell to return to.
    possible: bool,
}

const FAILED: &str = "failed to prepare for signals";

impl Signals {
    /// Catches signals from now on.
    #[cfg(unix)]
    pub(crate) fn catch() -> Result<Self> {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
        use signal_hook::{flag, low_level::pipe};

        let mark = |value| Arc::new(AtomicBool::new(value));
        let (wake, waker) = std::io::pipe().context(FAILED)?;
        let wakes = |signal| pipe::register(signal, waker.try_clone()?).map(drop);
        let stop = mark(false);
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
            flag::register(signal, Arc::clone(&stop)).context(FAILED)?;
            wakes(signal).context(FAILED)?;
        }
        let pause = Pause {
            asked: mark(false),
            over: mark(false),
            prepared: mark(true),
            // The group of a session's leader has no shell above it: once stopped, nobody could
            // let it go on, and the system ignores Ctrl-Z by itself. In a container, the leader may
            // be outside; its number is zero then, which rustix takes for impossible.
            possible: nix::unistd::getsid(None).ok() != Some(nix::unistd::getpgrp()),
        };
        if pause.possible {
            flag::register_conditional_default(SIGTSTP, Arc::clone(&pause.prepared)).context(FAILED)?;
            flag::register(SIGTSTP, Arc::clone(&pause.asked)).context(FAILED)?;
            wakes(SIGTSTP).context(FAILED)?;
        }
        flag::register(SIGCONT, Arc::clone(&pause.over)).context(FAILED)?;
        wakes(SIGCONT).context(FAILED)?;
        Ok(Self { stop, pause, wake })
    }

    /// Catches Ctrl-C and a closed window from now on.
    #[cfg(not(unix))]
    pub(crate) fn catch() -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let mark = Arc::clone(&stop);
        ctrlc::set_handler(move || mark.store(true, Ordering::SeqCst)).context(FAILED)?;
        Ok(Self { stop })
    }

    /// The mark itself, for whoever outlives the asking.
    pub(crate) fn mark(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// Whether a signal asked to stop.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Forgets a signal that was meant for another program on the same terminal, such as Ctrl-C
    /// in an editor.
    pub(crate) fn forget(&self) {
        self.stop.store(false, Ordering::SeqCst);
        #[cfg(unix)]
        self.asleep();
    }
}

#[cfg(unix)]
impl Signals {
    /// Whether somebody wants the program to pause.
    pub(crate) fn wants_pause(&self) -> bool {
        self.pause.asked.load(Ordering::SeqCst)
    }

    /// Whether the program went on after a pause that nobody prepared.
    pub(crate) fn went_on(&self) -> bool {
        self.pause.over.load(Ordering::SeqCst)
    }

    /// Asks the whole group of processes to pause, as the terminal does on Ctrl-Z; whether there
    /// is a shell to return to.
    pub(crate) fn ask_for_pause(&self) -> bool {
        use rustix::process::{Signal, kill_current_process_group};
        self.pause.possible && kill_current_process_group(Signal::TSTP).is_ok()
    }

    /// Pauses; returns when the program may go on.
    pub(crate) fn pause() {
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    }

    /// The terminal is as it was before, or no longer.
    pub(crate) fn prepared(&self, prepared: bool) {
        self.pause.prepared.store(prepared, Ordering::SeqCst);
        if !prepared {
            self.pause.asked.store(false, Ordering::SeqCst);
            self.pause.over.store(false, Ordering::SeqCst);
            self.asleep();
        }
    }

    /// Nothing is readable any more, until the next signal.
    fn asleep(&self) {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let mut waited = [PollFd::new(&self.wake, PollFlags::IN)];
        // What is readable is read at once, so this never waits.
        while matches!(poll(&mut waited, Some(&Timespec::default())), Ok(1..))
            && matches!((&self.wake).read(&mut [0; 64]), Ok(1..))
        {}
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    impl Signals {
        /// Hears nothing.
        pub(crate) fn deaf() -> Self {
            let mark = || Arc::new(AtomicBool::new(false));
            let (wake, _) = std::io::pipe().expect("a pipe");
            Self {
                stop: mark(),
                pause: Pause {
                    asked: mark(),
                    over: mark(),
                    prepared: mark(),
                    possible: false,
                },
                wake,
            }
        }
    }
}
