//! Results as text: an [`Assessment`](crate::assessment::Assessment), waves side by side, a check.
//!
//! What is drawn is composed once, as a document of semantic blocks (`content`, `trend`, `check`), and
//! each drawer draws the same blocks; all fixed text lives in `words`, charts are laid out once in
//! `chart`. Nothing here computes a number: what is shown is what the result holds, with texts looked
//! up in the pack by id. A format is a file that describes itself, and a line in [`FORMATS`].

mod chart;
pub mod check;
mod content;
pub(crate) mod csv;
mod document;
mod format;
mod formats;
mod github;
mod html;
mod json;
mod junit;
mod markdown;
mod outcome;
mod step_summary;
#[cfg(test)]
mod tests;
mod text;
mod trend;
mod words;

pub use format::Format;
pub use formats::{FORMATS, draw, formats, render};
pub use html::logo::{Logo, LogoFault};
pub use outcome::{Checked, Keyed, Outcome, OutcomeKind};
pub use step_summary::{SUMMARY_LIMIT, step_summary};

/// Which part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Selection {
    /// Everything.
    #[default]
    Whole,
    /// The sheet for a meeting of both sides.
    Meeting,
    /// The page for those who lead them.
    Leaders,
    /// The result and its profile, without what follows from it.
    Brief,
}

/// How a report is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Columns that text may take.
    pub width: usize,
    /// Whether to draw with ASCII characters only.
    pub ascii: bool,
    /// Which part to show.
    pub selection: Selection,
    /// Whether to show how every number was made.
    pub method: bool,
    /// What stands above a page in place of the pack's title.
    pub title: Option<String>,
    /// A picture for the head of a page.
    pub logo: Option<Logo>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 80,
            ascii: false,
            selection: Selection::Whole,
            method: false,
            title: None,
            logo: None,
        }
    }
}

/// The usual formats, by name.
impl Format {
    /// For a terminal or a mail.
    pub const TEXT: &Self = &text::FORMAT;
    /// GitHub-flavoured Markdown.
    pub const MARKDOWN: &Self = &markdown::FORMAT;
    /// One page for a browser.
    pub const HTML: &Self = &html::FORMAT;
    /// The result itself.
    pub const JSON: &Self = &json::FORMAT;
    /// A row a number.
    pub const CSV: &Self = &csv::FORMAT;
    /// Test results.
    pub const JUNIT: &Self = &junit::FORMAT;
    /// Annotations of a workflow.
    pub const GITHUB: &Self = &github::FORMAT;
}
