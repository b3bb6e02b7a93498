//! What the templates fill in: drawings with the names, values and legends around them.

use std::borrow::Cow;

use crate::report::document::{Asked, Headline, Sentence, SideLine, Table};

/// What opens the page.
pub(super) struct Opening<'a> {
    pub(super) headline: Option<&'a Headline>,
    pub(super) gauge: Option<String>,
    /// Whether the gauge shows a range, for the legend.
    pub(super) range: bool,
    pub(super) course: Option<Course<'a>>,
    /// The sides with their signs.
    pub(super) sides: Vec<(String, &'a SideLine)>,
    pub(super) texts: Vec<&'a str>,
}

/// The score in every wave.
pub(super) struct Course<'a> {
    pub(super) drawing: String,
    pub(super) legend: Vec<(String, String)>,
    pub(super) table: &'a Table,
}

/// Rows over one axis, and the table behind them.
pub(super) struct Chart<'a> {
    /// What the values are.
    pub(super) head: &'static str,
    pub(super) axis: String,
    pub(super) legend: Vec<(String, String)>,
    pub(super) rows: Vec<ChartRow>,
    pub(super) table: Cow<'a, Table>,
}

/// Changes around zero.
pub(super) struct ShiftsView {
    pub(super) axis: String,
    /// Class of the swatch and what it means.
    pub(super) legend: Vec<(&'static str, &'static str)>,
    /// Whether any row shows the range that fits.
    pub(super) ranges: bool,
    pub(super) rows: Vec<ChartRow>,
}

/// Every question.
pub(super) struct QuestionsView<'a> {
    pub(super) by_difference: bool,
    pub(super) notes: Vec<String>,
    pub(super) axis: Option<String>,
    /// The colours of the answers, lowest first.
    pub(super) tones: Vec<&'static str>,
    /// What the values are.
    pub(super) head: &'static str,
    pub(super) legend: Vec<(String, String)>,
    pub(super) cards: Vec<QuestionCard<'a>>,
    pub(super) table: &'a Table,
}

/// A name, a drawing and a value.
pub(super) struct ChartRow {
    pub(super) name: String,
    pub(super) drawing: String,
    pub(super) value: String,
}

/// One question with everything behind it.
pub(super) struct QuestionCard<'a> {
    pub(super) asked: &'a Asked,
    pub(super) drawing: String,
    /// Bars of each side: name, drawing, how many.
    pub(super) bars: Vec<(String, String, String)>,
    pub(super) sentences: Vec<SentenceView<'a>>,
    /// The sign of the side that rates it higher, its name, and by how much.
    pub(super) higher: Option<(String, String, String)>,
}

/// A possible answer with the signs of the sides whose average lies nearest.
pub(super) struct SentenceView<'a> {
    pub(super) tone: &'static str,
    pub(super) sentence: &'a Sentence,
    /// The sign and the name of each.
    pub(super) keys: Vec<(String, String)>,
    pub(super) count: Option<u64>,
}
