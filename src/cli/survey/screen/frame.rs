//! One picture of the screen: rows that each fit, drawn over whatever was there.

use std::fmt::Write as _;

use console::{Style, Term, measure_text_width, truncate_str};
use dialoguer::theme::ColorfulTheme;

/// The widest that text runs, for the sake of reading.
const MEASURE: usize = 96;
/// The fewest columns that anything is laid out for; in narrower windows rows are cut.
const NARROWEST: usize = 20;

/// The size of the window, and the theme of everything drawn in it.
pub(super) struct Canvas<'t> {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) theme: &'t ColorfulTheme,
}

impl Canvas<'_> {
    /// Columns for running text after `lead` columns.
    fn measure(&self, lead: usize) -> usize {
        self.width
            .clamp(NARROWEST, MEASURE)
            .saturating_sub(lead + 1)
            .max(8)
    }

    /// `text` in rows; the first begins with `lead`, the others are indented alike.
    pub(super) fn wrapped(&self, lead: &str, text: &str, paint: impl Fn(&str) -> String) -> Vec<String> {
        let indent = measure_text_width(lead);
        let mut rows = Vec::new();
        // Dates and names keep their hyphens together.
        let options =
            textwrap::Options::new(self.measure(indent)).word_splitter(textwrap::WordSplitter::NoHyphenation);
        for part in textwrap::wrap(text, options) {
            let lead = if rows.is_empty() {
                lead.to_owned()
            } else {
                " ".repeat(indent)
            };
            rows.push(format!("{lead}{}", paint(&part)));
        }
        rows
    }

    /// `left` and `right` on one row, or below one another where they do not fit.
    pub(super) fn apart(&self, left: &str, right: &str) -> Vec<String> {
        let width = self.width.clamp(NARROWEST, MEASURE);
        let taken = measure_text_width(left) + measure_text_width(right);
        if taken + 2 <= width.saturating_sub(1) {
            let gap = " ".repeat(width - 1 - taken);
            return vec![format!("{left}{gap}{right}")];
        }
        vec![self.cut(left), self.cut(right)]
    }

    /// `text` on one row, cut where it does not fit.
    pub(super) fn cut(&self, text: &str) -> String {
        let width = self.width.min(MEASURE).saturating_sub(1).max(1);
        truncate_str(text, width, "…").into_owned()
    }

    /// How far one has come: `done` of `of`.
    pub(super) fn bar(&self, done: usize, of: usize) -> String {
        let width = self.width.clamp(NARROWEST, MEASURE).saturating_sub(2);
        let full = (width * done).checked_div(of).unwrap_or(0).min(width);
        format!(
            " {}{}",
            Style::new().for_stderr().green().apply_to("━".repeat(full)),
            Self::dim(&"─".repeat(width - full))
        )
    }

    /// Something that may be passed over. Faint and not the theme's bright black, which is the
    /// colour of the background in some palettes.
    pub(super) fn dim(text: &str) -> String {
        Style::new().for_stderr().dim().apply_to(text).to_string()
    }

    pub(super) fn strong(&self, text: &str) -> String {
        self.theme.prompt_style.apply_to(text).to_string()
    }

    /// Something that deserves a look.
    pub(super) fn notice(&self, text: &str) -> Vec<String> {
        let sign = Style::new().for_stderr().yellow().bold().apply_to("!");
        self.wrapped(&format!(" {sign} "), text, str::to_owned)
    }
}

/// What is on the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) rows: Vec<String>,
    /// Where the cursor stands: row and column.
    pub(super) cursor: (usize, usize),
}

impl Frame {
    /// Draws the frame in one go. Every row is cut to the window and begins where it belongs, so
    /// nothing wraps, nothing scrolls, and nothing of an earlier picture stays.
    pub(super) fn draw(&self, term: &Term, width: usize, height: usize) -> std::io::Result<()> {
        term.write_str(&self.bytes(width, height))
    }

    fn bytes(&self, width: usize, height: usize) -> String {
        let mut out = String::with_capacity(4096);
        for (at, row) in self.rows.iter().take(height).enumerate() {
            // Writing to a text cannot fail.
            let _ = write!(out, "\x1b[{};1H\x1b[2K{}", at + 1, truncate_str(row, width, ""));
        }
        if self.rows.len() < height {
            let _ = write!(out, "\x1b[{};1H\x1b[J", self.rows.len() + 1);
        }
        let (row, column) = self.cursor;
        let row = row.min(height.saturating_sub(1)) + 1;
        let _ = write!(out, "\x1b[{row};{}H", column.min(width.saturating_sub(1)) + 1);
        out
    }
}
