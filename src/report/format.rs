//! What a format is. Each describes itself, in the file that writes it.

use super::Options;
use super::check::CheckReport;
use super::document::Document;
use super::outcome::{Outcome, OutcomeKind};
use crate::printout::{Manner, Printout};

/// A way to write results: everything that flags, file names, help and docs say of it.
#[derive(Debug)]
pub struct Format {
    /// What `--format` calls it.
    pub name: &'static str,
    /// What it is for, as a line of help.
    pub about: &'static str,
    /// Endings of its files, the usual one first; none where it goes to a log.
    pub endings: &'static [&'static str],
    /// What kind of text it is.
    pub manner: Manner,
    pub(crate) writer: Writer,
}

/// What a format writes from.
#[derive(Debug)]
pub(crate) enum Writer {
    /// The document that is composed of any result.
    Draws(Depth, fn(&Document, &Options) -> Printout),
    /// Any result as it is.
    Serialises(fn(&Outcome<'_>) -> String),
    /// The conditions of a check.
    Lists(fn(&CheckReport) -> Printout),
}

/// How much a document holds where the options do not ask for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Depth {
    /// What one reads from top to bottom.
    Screen,
    /// What one leafs through: below a check, the reports that were judged.
    Pages,
    /// Everything one may want to check, folded away.
    Folded,
}

impl Format {
    /// Whether it writes results of this kind.
    #[must_use]
    pub const fn writes(&self, kind: OutcomeKind) -> bool {
        match self.writer {
            Writer::Draws(..) | Writer::Serialises(_) => true,
            Writer::Lists(_) => matches!(kind, OutcomeKind::Check),
        }
    }

    /// Whether an output holds one result and no more.
    #[must_use]
    pub fn is_one_page(&self) -> bool {
        self.manner == Manner::Html
    }
}

/// Formats are as good as their names.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}
