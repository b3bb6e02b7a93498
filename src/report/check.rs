//! What became of a gate, as text: composed once, then drawn by a file for each format.

mod compose;
mod csv;
mod github;
mod junit;
mod result;
#[cfg(test)]
mod tests;

use super::document::Document;
use super::{Options, markdown, text, words};
use crate::assessment::Assessment;
use crate::assessment::gate::{Judgement, Verdict};
use crate::json;
use crate::pack::Pack;
use crate::printout::{Manner, Printout};
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

/// The check in the format asked for, ending in a line break; without colour.
#[must_use]
pub fn render(check: &Check, pack: &Pack, format: Format, options: &Options) -> String {
    draw(check, pack, format, options).plain()
}

/// The check in the format asked for, on its way to a reader.
#[must_use]
pub fn draw(check: &Check, pack: &Pack, format: Format, options: &Options) -> Printout {
    let report = CheckReport::new(check, pack);
    let document = |detail| compose(&report, check, pack, detail);
    match format {
        Format::Text => text::render(&document(Detail::Conditions), options),
        Format::Markdown => in_markdown(&document(Detail::Whole)),
        Format::Json => Printout::of(Manner::Json, json::pretty(&report)),
        Format::Junit => Printout::of(Manner::Xml, junit::render(&report)),
        Format::Csv => Printout::of(Manner::Csv, csv::render(&report)),
        Format::Github => github::render(&report),
    }
}

fn in_markdown(document: &Document) -> Printout {
    Printout::of(Manner::Markdown, markdown::render(document))
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
        let text = in_markdown(&document).plain();
        if text.len() <= room {
            return text;
        }
    }
    let shown = |count: usize| in_markdown(&worst(&report, count)).plain();
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
