//! The questionnaire as one HTML file that works offline and sends nothing.
//!
//! Whoever gets the file opens it in a browser, answers, and saves an answer file that the
//! readers of [`crate::answers`] take as it is. The page is made of `templates/form/`: a template
//! with every question in it, so that it can be read, checked and printed without its script;
//! a style sheet; and a plain script that shows one step at a time. Style and script are admitted
//! by their hash in the page's content security policy, and nothing else is.

mod address;
mod page;
mod script;
mod words;

use crate::answers::Form;
use crate::pack::Pack;
pub use address::{Address, BadAddress};

/// What a sender decides about the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormOptions {
    /// Which questions are put.
    pub form: Form,
    /// Heading of the page; the title of the pack if there is none.
    pub title: Option<String>,
    /// The sender's words: paragraphs with empty lines between them.
    pub intro: Option<String>,
    /// Whose organisation; written into the answer file.
    pub organization: Option<String>,
    /// Which round; written into the answer file.
    pub wave: Option<String>,
    /// Who holds the answer files.
    pub contact: Option<String>,
    /// Whether that is somebody in neither team's line.
    pub contact_is_independent: bool,
    /// By when both heads report back: a day such as `2026-10-20`, or a few words.
    pub report_date: Option<String>,
    /// Fewest people in a published group; the pack's own number if there is none.
    pub minimum_group: Option<u64>,
    /// Where answer files may be mailed to.
    pub mailto: Option<Address>,
}

/// The page, complete.
///
/// Every text of the pack and of the options is shown as text, whatever it holds.
#[must_use]
pub fn render(pack: &Pack, options: &FormOptions) -> String {
    page::render(pack, options, &words::ENGLISH)
}

#[cfg(test)]
mod tests;
