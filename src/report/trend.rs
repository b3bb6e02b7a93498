//! A trend as text: composed once as a document, drawn by each format like a report.

mod content;
mod csv;

use super::{Options, html, markdown, text};
use crate::assessment::Trend;
use crate::json;
use crate::pack::Pack;
use crate::printout::{Manner, Printout};

pub(super) use content::compose;

/// How a trend is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrendFormat {
    /// For a terminal or a mail.
    Text,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One page for a browser, with everything it needs.
    Html,
    /// The trend itself.
    Json,
    /// A row for each number of each wave, and for each change.
    Csv,
}

impl TrendFormat {
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

/// The trend in the format asked for, ending in a line break; without colour.
#[must_use]
pub fn render_trend(trend: &Trend, pack: &Pack, format: TrendFormat, options: &Options) -> String {
    draw_trend(trend, pack, format, options).plain()
}

/// The trend in the format asked for, on its way to a reader.
#[must_use]
pub fn draw_trend(trend: &Trend, pack: &Pack, format: TrendFormat, options: &Options) -> Printout {
    let text = match format {
        TrendFormat::Text => return text::render(&compose(trend, pack), options),
        TrendFormat::Markdown => markdown::render(&compose(trend, pack)),
        TrendFormat::Html => html::render(&compose(trend, pack), options),
        TrendFormat::Json => json::pretty(trend),
        TrendFormat::Csv => csv::render(trend),
    };
    Printout::of(format.manner(), text)
}
