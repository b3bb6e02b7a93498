//! A sheet on disk: saved after every change, read again after any end.
//!
//! A draft remembers for each answer a fingerprint of the question as it was then. When the pack
//! has changed in between, answers to unchanged questions are kept and the others asked again.

use serde::{Deserialize, Serialize};

use super::{Said, Scope, Sheet, line, paragraph};
use crate::answers::{AnswerWord, AttributeValue, Form, Ordered, Written};
use crate::json;
use crate::pack::{Pack, Question};
use crate::wave;

/// The `format` of a draft.
pub const DRAFT_FORMAT: &str = "lockstep-draft/1";
/// What is added to the name of the output to name its draft: `me.json.draft`.
pub const DRAFT_ENDING: &str = "draft";

/// A sheet as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    format: String,
    /// The questionnaire.
    pub pack: DraftPack,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organization: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wave: Option<String>,
    form: Form,
    /// The one dimension asked, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    only: Option<String>,
    /// Whether some questions are shown in reverse order.
    mixed: bool,
    /// Whether this changes answers that were handed in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    revises: bool,
    /// Who answers.
    pub respondent: String,
    /// When the first question was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<String>,
    /// By attribute; null means asked and left empty.
    attributes: Ordered<Option<String>>,
    /// By question: those to which something was said.
    questions: Ordered<Entry>,
}

/// The questionnaire that a draft belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftPack {
    /// Id of the pack.
    pub id: String,
    /// Version of the pack.
    pub version: String,
    /// Fingerprint of the pack.
    pub digest: String,
}

/// What was said to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Fingerprint of the question as it was read.
    digest: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Written>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    skipped: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    mirrored: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Why a text is no draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It says that it is a draft, and was cut off or changed.
    Damaged(String),
    /// A draft of another program version, by its format.
    OtherFormat(String),
    /// Something else; what it is, as far as it says so.
    NoDraft(Kind),
}

/// What a file is that is no draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Answers that were handed in.
    Answers,
    /// The file of a project.
    Project,
    /// A questionnaire.
    Pack,
    /// JSON of another kind.
    Json,
    /// Nothing of ours.
    Unknown,
}

impl Kind {
    /// What `value` says that it is.
    fn of(value: &serde_json::Value) -> Self {
        let format = value.get("format").and_then(serde_json::Value::as_str);
        let format = format
            .and_then(|format| format.split_once('/'))
            .map(|(name, _)| name);
        match format {
            Some("lockstep-answers") => Self::Answers,
            Some("lockstep-project") => Self::Project,
            Some("lockstep-pack") => Self::Pack,
            // Only what survey writes always says its format.
            None if value.get("answers").is_some() => Self::Answers,
            None if value.get("questions").is_some() => Self::Pack,
            None if value.get("roster").is_some() => Self::Project,
            _ => Self::Json,
        }
    }
}

/// What became of a draft when it was opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// The version of the pack it was begun with, if that is not this one.
    pub from: Option<String>,
    /// Answers that were kept.
    pub kept: usize,
    /// Answers to be given again, because the question or its options changed.
    pub changed: usize,
    /// Answers to questions that are gone.
    pub gone: usize,
}

impl Draft {
    /// What is said on `sheet`.
    #[must_use]
    pub fn of(sheet: &Sheet<'_>) -> Self {
        let pack = sheet.pack();
        let attributes = pack.attributes.iter().zip(&sheet.attributes);
        let attributes = attributes.filter_map(|(attribute, value)| {
            let text = match value.as_ref()? {
                None => None,
                Some(AttributeValue::Open(text)) => Some(text.clone()),
                Some(AttributeValue::Closed(index)) => {
                    Some(attribute.values.as_ref()?.get(*index)?.value.clone())
                }
            };
            Some((attribute.id.clone(), text))
        });
        let questions = pack.questions.iter().enumerate();
        let questions = questions.filter_map(|(index, question)| {
            let reply = sheet.replies.get(index)?;
            if reply.said == Said::Open && reply.note.is_none() {
                return None;
            }
            let entry = Entry {
                digest: sheet.digests.get(index)?.clone(),
                answer: match reply.said {
                    Said::Open | Said::Skipped => None,
                    Said::DontKnow => Some(Written::Word(AnswerWord::DontKnow)),
                    Said::NotApplicable => Some(Written::Word(AnswerWord::NotApplicable)),
                    Said::Option(option) => Some(Written::Value(question.options.get(option)?.value)),
                },
                skipped: reply.said == Said::Skipped,
                mirrored: sheet.is_mirrored(index),
                note: reply.note.clone(),
            };
            Some((question.id.clone(), entry))
        });
        let only = sheet.scope.only.and_then(|only| pack.dimensions.get(only));
        Self {
            format: DRAFT_FORMAT.to_owned(),
            pack: DraftPack {
                id: pack.id.clone(),
                version: pack.version.to_string(),
                digest: pack.digest.clone(),
            },
            organization: sheet.organization.clone(),
            wave: sheet.wave.clone(),
            form: sheet.scope.form,
            only: only.map(|dimension| dimension.id.clone()),
            mixed: sheet.mixed,
            revises: sheet.revises,
            respondent: sheet.respondent.clone(),
            started_at: sheet.started_at.clone(),
            attributes: attributes.collect(),
            questions: questions.collect(),
        }
    }

    /// As text, ending in a line break.
    #[must_use]
    pub fn to_text(&self) -> String {
        json::pretty(self)
    }

    /// Reads a draft.
    ///
    /// # Errors
    /// The text is no draft, or one of another format.
    pub fn read(text: &str) -> Result<Self, Unread> {
        let damaged = |error: serde_json::Error| {
            Unread::Damaged(format!("line {}: {}", error.line(), json::wrong(&error)))
        };
        let value: serde_json::Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) if text.contains("\"lockstep-draft/") => return Err(damaged(error)),
            Err(_) => return Err(Unread::NoDraft(Kind::Unknown)),
        };
        match value.get("format").and_then(serde_json::Value::as_str) {
            Some(DRAFT_FORMAT) => {
                let mut draft: Self = serde_json::from_str(text).map_err(damaged)?;
                let wave = draft.wave.as_deref().map(wave::name).transpose();
                draft.wave = wave.map_err(|fault| Unread::Damaged(fault.message))?;
                Ok(draft)
            }
            Some(other) if other.starts_with("lockstep-draft/") => Err(Unread::OtherFormat(line(other))),
            _ => Err(Unread::NoDraft(Kind::of(&value))),
        }
    }

    /// How many questions have an answer.
    #[must_use]
    pub fn answered(&self) -> usize {
        let answered = self
            .questions
            .0
            .iter()
            .filter(|(_, entry)| entry.answer.is_some());
        answered.count()
    }

    /// Whether nothing was said yet.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        self.attributes.0.is_empty() && self.questions.0.is_empty()
    }

    /// Whether it changes answers that were handed in.
    #[must_use]
    pub const fn revises(&self) -> bool {
        self.revises
    }

    /// Opens the draft with `pack`, whatever version of it the draft was begun with.
    #[must_use]
    pub fn open<'p>(&self, pack: &'p Pack) -> (Sheet<'p>, Opened) {
        let scope = Scope {
            form: self.form,
            only: self.only.as_deref().and_then(|only| pack.dimension(only)),
        };
        let mut sheet = Sheet::new(pack, line(&self.respondent), scope, self.mixed);
        sheet.organization = self.organization.as_deref().map(line);
        sheet.wave.clone_from(&self.wave);
        sheet.started_at = self.started_at.as_deref().map(line);
        sheet.revises = self.revises;
        for (id, value) in &self.attributes.0 {
            let Some(index) = pack.attribute(id) else {
                continue;
            };
            let choices = pack
                .attributes
                .get(index)
                .and_then(|attribute| attribute.values.as_ref());
            let value = match (value, choices) {
                (None, None) => Some(None),
                (Some(text), None) => Some(Some(AttributeValue::Open(line(text)))),
                (None, Some(_)) => None,
                (Some(text), Some(choices)) => {
                    let index = choices.iter().position(|choice| choice.value == *text);
                    index.map(|index| Some(AttributeValue::Closed(index)))
                }
            };
            sheet.attributes[index] = value;
        }
        let mut opened = Opened {
            from: (self.pack.digest != pack.digest).then(|| line(&self.pack.version)),
            ..Opened::default()
        };
        for (id, entry) in &self.questions.0 {
            let Some(index) = pack.question(id) else {
                opened.gone += usize::from(entry.answer.is_some());
                continue;
            };
            let question = pack.questions.get(index);
            let note = entry.note.as_deref().map(paragraph);
            sheet.replies[index].note = note.filter(|note| !note.is_empty());
            let unchanged = sheet.digests.get(index) == Some(&entry.digest);
            match question.and_then(|question| said(entry, question)) {
                Some(said) if unchanged => {
                    opened.kept += usize::from(said.is_answer());
                    sheet.replies[index].said = said;
                    sheet.mirrored[index] = entry.mirrored;
                }
                _ => opened.changed += usize::from(entry.answer.is_some()),
            }
        }
        sheet.settle();
        (sheet, opened)
    }
}

/// What an entry says, if the question has such an answer.
fn said(entry: &Entry, question: &Question) -> Option<Said> {
    Some(match entry.answer {
        None if entry.skipped => Said::Skipped,
        None => Said::Open,
        Some(Written::Word(AnswerWord::DontKnow)) => Said::DontKnow,
        Some(Written::Word(AnswerWord::NotApplicable)) => {
            return question.not_applicable.then_some(Said::NotApplicable);
        }
        Some(Written::Value(value)) => Said::Option(question.option(value)?),
    })
}
