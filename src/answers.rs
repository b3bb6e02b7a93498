//! What was said: one [`Response`] per respondent, read from JSON, NDJSON or CSV and validated
//! against a pack. All readers push into one [`Sink`].
//!
//! An [`Intake`] reads any number of files of any [`Kind`]. A record with a fault is reported
//! with all its faults, counted as rejected and never half used.

mod asked;
pub mod collection;
mod csv;
mod identity;
mod intake;
mod json;
mod kind;
mod lines;
mod ndjson;
#[cfg(test)]
mod properties;
mod record;
mod rules;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod validate;

pub use asked::asked;
pub use identity::{Identities, Sighting};
pub use intake::{Defaults, Intake, RECORD_LIMIT, ReadOutcome};
pub use json::first_pack;
pub use kind::Kind;
pub use record::{ANSWERS_FORMAT, AnswerWord, AnsweredPack, Ordered, Record, Written};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostics;
use crate::pack::{Pack, QuestionIndex, Version};

/// The answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The option with this index in the question's options.
    Option(usize),
    /// "Don't know".
    DontKnow,
    /// "Not applicable", where the question allows it.
    NotApplicable,
    /// Asked, and nothing was answered.
    NotAnswered,
    /// Not put to this person: another role, the short form, or an older version of the pack.
    NotAsked,
}

/// Which questions were put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// All of them.
    #[default]
    Full,
    /// Those marked short.
    Short,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Full, Self::Short];

    /// Name in data.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
        }
    }
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributeValue {
    /// Index into the attribute's values.
    Closed(usize),
    /// Free text.
    Open(String),
}

/// Everything one respondent answered, valid for the pack it was read with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Response {
    /// Which version of the pack was answered, if the record says so; questions added later
    /// were not asked.
    pub version: Option<Version>,
    /// Whose organisation.
    pub organization: Option<String>,
    /// Which round; from the record, else from the name of its file or folder.
    pub wave: Option<String>,
    /// Which questions were put.
    pub form: Form,
    /// A random identifier; identity is organisation, wave and this.
    pub respondent: Option<String>,
    /// By attribute of the pack.
    pub attributes: Vec<Option<AttributeValue>>,
    /// By question of the pack.
    pub answers: Vec<Answer>,
    /// Remarks by question, in pack order. Group reports never print them.
    pub notes: Vec<(QuestionIndex, String)>,
    /// Questions whose options were shown in reverse order.
    pub mirrored: Vec<QuestionIndex>,
    /// Questions answered although they are not for this person; their answers count.
    pub unasked: Vec<QuestionIndex>,
    /// When the first question was shown, as written.
    pub started_at: Option<String>,
    /// When the answers were handed in, as written.
    pub submitted_at: Option<String>,
}

impl Response {
    /// An empty response to `pack` with room for each of its attributes and questions.
    #[must_use]
    pub fn blank(pack: &Pack) -> Self {
        Self {
            version: Some(pack.version),
            attributes: vec![None; pack.attributes.len()],
            answers: vec![Answer::NotAnswered; pack.questions.len()],
            ..Self::default()
        }
    }

    /// The side this respondent belongs to: 0, 1 or neither.
    #[must_use]
    pub fn side(&self, pack: &Pack) -> Option<usize> {
        let sides = pack.sides?;
        match self.attributes.get(sides.attribute)? {
            Some(AttributeValue::Closed(value)) => sides.values.iter().position(|side| side == value),
            _ => None,
        }
    }
}

/// Where a response came from, for messages about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// File name as given.
    pub file: String,
    /// Line of the record, counted from 1.
    pub line: usize,
}

/// Takes valid responses, one at a time, in any order.
pub trait Sink {
    /// Takes one. The response is the reader's buffer: clone what must be kept.
    fn take(&mut self, response: &Response, origin: &Origin);

    /// Everything was read: settles what could not be settled before, and says what deserves
    /// attention.
    fn end(&mut self) -> Diagnostics {
        Diagnostics::new()
    }
}
