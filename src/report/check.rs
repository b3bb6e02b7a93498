//! What became of a gate, as text: composed once, then drawn by a file for each format.

mod csv;
mod document;
mod github;
mod json;
mod junit;
mod markdown;
#[cfg(test)]
mod tests;

use super::{Options, escape, text};
use crate::assessment::Assessment;
use crate::assessment::gate::{Judgement, Verdict};
use crate::pack::Pack;
pub(super) use document::{Document, Line, Round};

/// The `format` of what [`Format::Json`] writes.
pub const FORMAT: &str = "lockstep-check/1";

/// Bytes that a step summary of a hosted workflow may hold.
pub const SUMMARY_LIMIT: usize = 1 << 20;

/// How a check is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal or a log.
    Text,
    /// For a pull request or a step summary.
    Markdown,
    /// For programs.
    Json,
    /// For what shows test results.
    Junit,
    /// A row for each condition.
    Csv,
    /// Annotations of a workflow.
    Github,
}

/// Judgements and the assessments that were judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// In order.
    pub judged: Vec<(Judgement, Assessment)>,
    /// Whether the run ends with exit code 0 whatever came out.
    pub exit_zero: bool,
}

impl Check {
    /// The worst of all judgements.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let verdicts = self.judged.iter().map(|(judgement, _)| judgement.verdict());
        verdicts.max().unwrap_or(Verdict::Passed)
    }

    /// Whether the run fails: what is printed and the exit code both come from here.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.verdict() == Verdict::Failed && !self.exit_zero
    }
}

/// The check in the format asked for, ending in a line break.
#[must_use]
pub fn render(check: &Check, pack: &Pack, format: Format, options: &Options) -> String {
    let document = Document::new(check, pack);
    match format {
        Format::Text => escape::log(&text::check(&document, options), escape::Log::Visible),
        Format::Markdown => escape::log(
            &markdown::render(&document, check, pack, usize::MAX),
            escape::Log::Xml,
        ),
        Format::Json => escape::log(&json::render(&document), escape::Log::Json),
        Format::Junit => escape::log(&junit::render(&document), escape::Log::Xml),
        Format::Csv => escape::log(&csv::render(&document), escape::Log::Visible),
        Format::Github => github::render(&document),
    }
}

/// The check for a step summary that may still hold so many bytes; says what it leaves out.
#[must_use]
pub fn summary(check: &Check, pack: &Pack, room: usize) -> String {
    markdown::render(&Document::new(check, pack), check, pack, room)
}

/// The first line of every format.
#[must_use]
pub fn headline(check: &Check, pack: &Pack) -> String {
    Document::new(check, pack).headline
}
