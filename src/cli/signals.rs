//! Ctrl-C, `kill` and a closed terminal: noticed at once, acted upon where it is safe.

use std::io::{self, PipeReader, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

/// Knows whether a signal asked to stop.
///
/// The handler only leaves a mark and wakes whoever waits for keys; saving, restoring the terminal
/// and leaving are the business of the thread that asks. A handler that did them itself would race
/// with that thread for the terminal.
#[derive(Debug)]
pub(crate) struct Signals {
    stop: Arc<AtomicBool>,
    /// Becomes readable when a signal comes.
    pub(crate) wake: PipeReader,
}

impl Signals {
    /// Catches SIGINT, SIGTERM and SIGHUP from now on.
    pub(crate) fn catch() -> Result<Self> {
        let (wake, mut waker) = io::pipe().context("failed to prepare for signals")?;
        let stop = Arc::new(AtomicBool::new(false));
        let mark = Arc::clone(&stop);
        ctrlc::set_handler(move || {
            if !mark.swap(true, Ordering::SeqCst) {
                let _ = waker.write_all(b"!");
                #[cfg(unix)]
                insist(&mark);
            }
        })
        .context("failed to prepare for signals")?;
        Ok(Self { stop, wake })
    }

    /// The mark itself, for whoever outlives the asking.
    pub(crate) fn mark(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// Whether a signal came.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Forgets a signal that was meant for another program on the same terminal, such as Ctrl-C
    /// in an editor.
    pub(crate) fn forget(&self) {
        if self.stop.swap(false, Ordering::SeqCst) {
            let _ = io::Read::read(&mut &self.wake, &mut [0; 1]);
        }
    }
}

/// A prompt of dialoguer notices a signal only while it waits for a key. One that comes in the
/// moment before would be lost, so it is sent again until the program is gone or has forgotten it.
#[cfg(unix)]
fn insist(mark: &Arc<AtomicBool>) {
    let mark = Arc::clone(mark);
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(std::time::Duration::from_millis(100));
            if !mark.load(Ordering::SeqCst) {
                return;
            }
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::INT);
        }
    });
}
