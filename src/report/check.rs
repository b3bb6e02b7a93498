//! What became of a gate, as text: composed once, then drawn by a file for each format.

mod compose;
mod csv;
mod github;
mod json;
mod junit;
mod result;
#[cfg(test)]
mod tests;

use super::{Options, escape, markdown, text, words};
use crate::assessment::Assessment;
use crate::assessment::gate::{Judgement, Verdict};
use crate::pack::Pack;
use compose::{Detail, compose, with_remark, worst};
use result::{CheckReport, Line, Round};

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
    let report = CheckReport::new(check, pack);
    let document = |detail| compose(&report, check, pack, detail);
    match format {
        Format::Text => escape::log(
            &text::render(&document(Detail::Conditions), options),
            escape::Log::Visible,
        ),
        Format::Markdown => escape::log(&markdown::render(&document(Detail::Whole)), escape::Log::Xml),
        Format::Json => escape::log(&json::render(&report), escape::Log::Json),
        Format::Junit => escape::log(&junit::render(&report), escape::Log::Xml),
        Format::Csv => escape::log(&csv::render(&report), escape::Log::Visible),
        Format::Github => github::render(&report),
    }
}

/// The check for a step summary that may still hold so many bytes: as much of the reports as fits, then
/// as many results, the worst first. Says what it leaves out.
#[must_use]
pub fn summary(check: &Check, pack: &Pack, room: usize) -> String {
    let report = CheckReport::new(check, pack);
    for detail in [Detail::Whole, Detail::Brief, Detail::Conditions] {
        let mut document = compose(&report, check, pack, detail);
        if detail < Detail::Whole {
            document = with_remark(document, words::check::REPORT_LEFT_OUT);
        }
        let text = markdown::render(&document);
        if text.len() <= room {
            return text;
        }
    }
    let shown = |count: usize| markdown::render(&worst(&report, count));
    let counts: Vec<usize> = (0..report.results.len()).collect();
    match counts.partition_point(|count| shown(*count).len() <= room) {
        // Not even the verdict fits; a part of it would say something else.
        0 => String::new(),
        fitting => shown(fitting - 1),
    }
}

/// The first line of every format.
#[must_use]
pub fn headline(check: &Check, pack: &Pack) -> String {
    CheckReport::new(check, pack).headline
}
