//! Exit codes: documented, and the same as what was printed.

use std::io;
use std::process::ExitCode;

use crate::diagnostic::Diagnostics;

use super::talk::Talk;
use super::writer::Unwritten;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done; a closed pipe is done too.
    Done,
    /// 1: a gate failed.
    GateFailed,
    /// 2: the command line or the input is at fault.
    Usage,
    /// 3: could not finish: a file that cannot be read or written, or a fault of lockstep itself.
    Unfinished,
    /// 130: interrupted.
    Interrupted,
}

impl Exit {
    /// The number.
    const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::GateFailed => 1,
            Self::Usage => 2,
            Self::Unfinished => 3,
            Self::Interrupted => 130,
        }
    }

    /// The exit for a failure to write: nobody reading any more is no failure.
    pub(crate) fn from_io(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Done
        } else {
            Self::Unfinished
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Faults of the input, already complete: all of them are printed, nothing is written.
#[derive(Debug)]
pub(crate) struct InputFaults(pub(crate) Diagnostics);

impl std::fmt::Display for InputFaults {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} faults in the input", self.0.errors())
    }
}

impl std::error::Error for InputFaults {}

/// A wrong use of the command line that clap cannot see.
#[derive(Debug)]
pub(crate) struct UsageFault(pub(crate) String);

impl std::fmt::Display for UsageFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageFault {}

/// The same in several lines, of which every word is ours.
#[derive(Debug)]
pub(crate) struct UsageAdvice(pub(crate) &'static str);

impl std::fmt::Display for UsageAdvice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for UsageAdvice {}

/// Prints an error and gives its exit code.
pub(crate) fn of_error(error: &anyhow::Error, talk: &Talk) -> Exit {
    if let Some(faults) = error.downcast_ref::<InputFaults>() {
        talk.diagnostics(&faults.0);
        let unreadable = faults
            .0
            .iter()
            .any(|diagnostic| diagnostic.code == &crate::diagnostic::FILE_UNREADABLE);
        return if unreadable { Exit::Unfinished } else { Exit::Usage };
    }
    if let Some(fault) = error.downcast_ref::<UsageFault>() {
        talk.error(&fault.0);
        return Exit::Usage;
    }
    if let Some(advice) = error.downcast_ref::<UsageAdvice>() {
        talk.advise(advice.0);
        return Exit::Usage;
    }
    if is_closed_pipe(error) {
        return Exit::Done;
    }
    talk.error(&said(error));
    Exit::Unfinished
}

/// Whether nobody reads any more what was written.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let unwritten = cause
            .downcast_ref::<Unwritten>()
            .map(|unwritten| &unwritten.error);
        let error = unwritten.or_else(|| cause.downcast_ref::<io::Error>());
        error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// An error and what it came from.
fn said(error: &anyhow::Error) -> String {
    let causes = error
        .chain()
        .map(|cause| match cause.downcast_ref::<io::Error>() {
            Some(error) => reason(error),
            None => cause.to_string(),
        });
    causes.collect::<Vec<String>>().join(": ")
}

/// What went wrong with a file, in one wording wherever it is said: without the numbers of the system,
/// and without temporary names.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let text = text.split(" at path ").next().unwrap_or(text);
    text.to_lowercase()
}
