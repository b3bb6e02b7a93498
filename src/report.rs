//! Reports: an [`Assessment`] as text.
//!
//! A report is composed once, as a document of semantic blocks (`content`), and each format then
//! draws the same blocks; all fixed text lives in `words`, charts are laid out once in `chart`.
//! Nothing here computes a number: what is shown is what the assessment holds, with texts looked
//! up in the pack by id.

mod chart;
pub mod check;
mod content;
mod csv;
mod document;
mod html;
mod markdown;
mod text;
mod trend;
mod words;

use crate::assessment::Assessment;
use crate::json;
use crate::pack::Pack;
use crate::printout::{Manner, Printout};
pub use csv::Keyed;
pub use html::logo::{Logo, LogoFault};
pub use trend::{TrendFormat, draw_trend, render_trend};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal or a mail.
    Text,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One page for a browser, with everything it needs.
    Html,
    /// The assessment itself.
    Json,
    /// The assessment as a table, a row a number.
    Csv,
}

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

impl Format {
    /// What kind of text it is.
    #[must_use]
    pub const fn manner(self) -> Manner {
        match self {
            Self::Text => Manner::Text,
            Self::Markdown => Manner::Markdown,
            Self::Html => Manner::Html,
            Self::Json => Manner::Json,
            Self::Csv => Manner::Csv,
        }
    }
}

/// The assessment in the format asked for, ending in a line break; without colour.
#[must_use]
pub fn render(assessment: &Assessment, pack: &Pack, format: Format, options: &Options) -> String {
    draw(assessment, pack, format, options).plain()
}

/// The assessment in the format asked for, on its way to a reader.
#[must_use]
pub fn draw(assessment: &Assessment, pack: &Pack, format: Format, options: &Options) -> Printout {
    let text = match format {
        Format::Text => return text::render(&content::compose(assessment, pack, options), options),
        Format::Markdown => markdown::render(&content::compose(assessment, pack, options)),
        // Everything one may want to check is there, folded away.
        Format::Html => {
            let full = Options {
                method: true,
                ..options.clone()
            };
            html::render(&content::compose(assessment, pack, &full), options)
        }
        Format::Json => json::pretty(assessment),
        Format::Csv => table(&[Keyed {
            keys: Vec::new(),
            assessment,
        }]),
    };
    Printout::of(format.manner(), text)
}

/// One table of several assessments, a row a number, under one header.
#[must_use]
pub fn table(all: &[Keyed<'_>]) -> String {
    Printout::of(Manner::Csv, csv::render(all)).plain()
}
