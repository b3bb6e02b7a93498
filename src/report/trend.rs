//! A trend as text: composed once as a document, drawn by each format like a report.

mod content;
mod csv;

use super::{Options, html, json, markdown, text};
use crate::assessment::Trend;
use crate::pack::Pack;

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

/// The trend in the format asked for, ending in a line break.
#[must_use]
pub fn render_trend(trend: &Trend, pack: &Pack, format: TrendFormat, options: &Options) -> String {
    match format {
        TrendFormat::Text => text::render(&compose(trend, pack), options),
        TrendFormat::Markdown => markdown::render(&compose(trend, pack)),
        TrendFormat::Html => html::render(&compose(trend, pack), options),
        TrendFormat::Json => json::render(trend),
        TrendFormat::Csv => csv::render(trend),
    }
}
