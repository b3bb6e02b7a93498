//! Everything one person has said so far.

use std::time::Duration;

use super::{digest, line, order, paragraph, reading};
use crate::answers::{self, Answer, AttributeValue, Form, RECORD_LIMIT, Response};
use crate::pack::condition::Truth;
use crate::pack::{AttributeIndex, DimensionIndex, Pack, Question, QuestionIndex};

/// Which questions are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scope {
    /// All of them, or the short form.
    pub form: Form,
    /// Those of one dimension alone.
    pub only: Option<DimensionIndex>,
}

/// What was said to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Said {
    /// Nothing yet.
    #[default]
    Open,
    /// That it comes later or never.
    Skipped,
    /// The option with this index in the question's options, whatever order they were shown in.
    Option(usize),
    /// "Don't know".
    DontKnow,
    /// "Not applicable".
    NotApplicable,
}

impl Said {
    /// Whether it is an answer.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::Option(_) | Self::DontKnow | Self::NotApplicable)
    }

    /// As answer files count it.
    #[must_use]
    pub const fn answer(self) -> Answer {
        match self {
            Self::Open | Self::Skipped => Answer::NotAnswered,
            Self::Option(index) => Answer::Option(index),
            Self::DontKnow => Answer::DontKnow,
            Self::NotApplicable => Answer::NotApplicable,
        }
    }
}

/// What was said to one question, and the remark beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Reply {
    pub(super) said: Said,
    pub(super) note: Option<String>,
}

/// A change that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) question: QuestionIndex,
    pub(super) before: Reply,
}

/// Everything one person has said so far, and which questions are theirs.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'p> {
    pub(super) pack: &'p Pack,
    /// A random identifier of whoever answers.
    pub respondent: String,
    /// Whose organisation.
    pub organization: Option<String>,
    /// Which round of answers.
    pub wave: Option<String>,
    /// When the first question was shown, as RFC 3339 writes it.
    pub started_at: Option<String>,
    /// Whether these are answers handed in before and opened again.
    pub revises: bool,
    pub(super) scope: Scope,
    pub(super) mixed: bool,
    /// By attribute: not asked yet, left empty, or a value.
    pub(super) attributes: Vec<Option<Option<AttributeValue>>>,
    pub(super) replies: Vec<Reply>,
    pub(super) mirrored: Vec<bool>,
    pub(super) history: Vec<Change>,
    pub(super) digests: Vec<String>,
    /// The questions that are this person's, in pack order.
    asked: Vec<QuestionIndex>,
    words: Vec<u64>,
}

impl<'p> Sheet<'p> {
    /// An empty sheet. With `mixed` the sentences of a random half of the questions are shown in
    /// reverse order; which half follows from the respondent's id.
    #[must_use]
    pub fn new(pack: &'p Pack, respondent: String, scope: Scope, mixed: bool) -> Self {
        let mirrored = if mixed {
            order::mirrored(pack, &respondent)
        } else {
            vec![false; pack.questions.len()]
        };
        let mut sheet = Self {
            pack,
            respondent,
            organization: None,
            wave: None,
            started_at: None,
            revises: false,
            scope,
            mixed,
            attributes: vec![None; pack.attributes.len()],
            replies: vec![Reply::default(); pack.questions.len()],
            mirrored,
            history: Vec::new(),
            digests: pack.questions.iter().map(digest::of).collect(),
            asked: Vec::new(),
            words: reading::words(pack),
        };
        sheet.settle();
        sheet
    }

    /// The questionnaire.
    #[must_use]
    pub const fn pack(&self) -> &'p Pack {
        self.pack
    }

    /// Which questions are put.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// Puts other questions: the short form, or one dimension.
    pub fn set_scope(&mut self, scope: Scope) {
        self.scope = scope;
        self.settle();
    }

    /// Takes over what somebody said elsewhere: attributes, answers, notes and the order shown.
    pub fn fill(&mut self, response: &Response) {
        for (slot, value) in self.attributes.iter_mut().zip(&response.attributes) {
            match value {
                Some(AttributeValue::Open(text)) => *slot = Some(Some(AttributeValue::Open(line(text)))),
                Some(value) => *slot = Some(Some(value.clone())),
                None => {}
            }
        }
        for (index, (reply, answer)) in self.replies.iter_mut().zip(&response.answers).enumerate() {
            let said = match answer {
                Answer::Option(option) => Said::Option(*option),
                Answer::DontKnow => Said::DontKnow,
                Answer::NotApplicable => Said::NotApplicable,
                Answer::NotAnswered | Answer::NotAsked => continue,
            };
            reply.said = said;
            self.mirrored[index] = response.mirrored.contains(&index);
        }
        for (index, note) in &response.notes {
            if let Some(reply) = self.replies.get_mut(*index) {
                reply.note = Some(paragraph(note));
            }
        }
        self.settle();
    }

    /// The value of an attribute; `None` while it was not asked, `Some(None)` when left empty.
    #[must_use]
    pub fn attribute(&self, index: AttributeIndex) -> Option<Option<&AttributeValue>> {
        Some(self.attributes.get(index)?.as_ref()?.as_ref())
    }

    /// Keeps the value of an attribute; `None` means left empty.
    pub fn set_attribute(&mut self, index: AttributeIndex, value: Option<AttributeValue>) {
        if let Some(slot) = self.attributes.get_mut(index) {
            *slot = Some(value);
        }
        self.settle();
    }

    /// The first attribute that was not asked yet.
    #[must_use]
    pub fn open_attribute(&self) -> Option<AttributeIndex> {
        self.attributes.iter().position(Option::is_none)
    }

    /// The questions that are this person's, in the order asked.
    #[must_use]
    pub fn questions(&self) -> &[QuestionIndex] {
        &self.asked
    }

    /// What was said to a question.
    #[must_use]
    pub fn said(&self, question: QuestionIndex) -> Said {
        self.replies.get(question).map_or(Said::Open, |reply| reply.said)
    }

    /// The remark beside a question.
    #[must_use]
    pub fn note(&self, question: QuestionIndex) -> Option<&str> {
        self.replies.get(question)?.note.as_deref()
    }

    /// Whether the options of a question are shown in reverse order.
    #[must_use]
    pub fn is_mirrored(&self, question: QuestionIndex) -> bool {
        self.mirrored.get(question).copied().unwrap_or(false)
    }

    /// Says something to a question.
    pub fn say(&mut self, question: QuestionIndex, said: Said) {
        if let Some(reply) = self.replies.get_mut(question) {
            let before = reply.clone();
            reply.said = said;
            self.history.push(Change { question, before });
        }
    }

    /// Keeps a remark beside a question; an empty one takes it away. Whether that changed anything.
    pub fn set_note(&mut self, question: QuestionIndex, note: &str) -> bool {
        let note = super::paragraph(note);
        let note = (!note.is_empty()).then_some(note);
        if let Some(reply) = self.replies.get_mut(question)
            && reply.note != note
        {
            let before = reply.clone();
            reply.note = note;
            self.history.push(Change { question, before });
            return true;
        }
        false
    }

    /// Whether one record of an answer file can hold what was written in words, beside all that can
    /// be chosen.
    #[must_use]
    pub fn fits(&self) -> bool {
        /// What a question or an attribute takes beside its texts, generously.
        const CHOICE: usize = 128;
        let written = |text: &str| serde_json::to_string(text).map_or(usize::MAX, |text| text.len());
        let notes = self.replies.iter().filter_map(|reply| reply.note.as_deref());
        let texts = self.attributes.iter().flatten().flatten();
        let texts = texts.filter_map(|value| match value {
            AttributeValue::Open(text) => Some(text.as_str()),
            AttributeValue::Closed(_) => None,
        });
        let texts = notes.chain(texts).map(written).fold(0, usize::saturating_add);
        let choices = CHOICE * (16 + self.replies.len() + self.attributes.len());
        texts <= RECORD_LIMIT - choices.min(RECORD_LIMIT / 2)
    }

    /// Takes back the last thing said; which question it was said to.
    pub fn undo(&mut self) -> Option<QuestionIndex> {
        let change = self.history.pop()?;
        if let Some(reply) = self.replies.get_mut(change.question) {
            *reply = change.before;
        }
        Some(change.question)
    }

    /// How many questions have an answer.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.count(Said::is_answer)
    }

    /// How many questions were skipped.
    #[must_use]
    pub fn skipped(&self) -> usize {
        self.count(|said| said == Said::Skipped)
    }

    /// How many questions nothing was said to.
    #[must_use]
    pub fn open(&self) -> usize {
        self.count(|said| said == Said::Open)
    }

    fn count(&self, counts: impl Fn(Said) -> bool) -> usize {
        self.asked
            .iter()
            .filter(|&&index| counts(self.said(index)))
            .count()
    }

    /// The next question that nothing was said to, looking on from `after` and then from the start.
    #[must_use]
    pub fn next_open(&self, after: Option<QuestionIndex>) -> Option<QuestionIndex> {
        let open = |index: &&QuestionIndex| self.said(**index) == Said::Open;
        let on = self
            .asked
            .iter()
            .find(|index| after.is_none_or(|after| **index > after) && open(index));
        on.or_else(|| self.asked.iter().find(open)).copied()
    }

    /// The time that the questions still open take.
    #[must_use]
    pub fn time_left(&self) -> Duration {
        let open = self.asked.iter().filter(|&&index| self.said(index) == Said::Open);
        reading::time(
            open.map(|&index| self.words.get(index).copied().unwrap_or(0))
                .sum(),
        )
    }

    /// The answers, as they are handed in at the moment `submitted_at`: what was said to the
    /// questions that are this person's, and nothing else.
    #[must_use]
    pub fn response(&self, submitted_at: Option<String>) -> Response {
        let mut response = self.frame();
        response.organization.clone_from(&self.organization);
        response.wave.clone_from(&self.wave);
        response.respondent = Some(self.respondent.clone());
        response.started_at.clone_from(&self.started_at);
        response.submitted_at = submitted_at;
        response.answers = vec![Answer::NotAsked; self.pack.questions.len()];
        for &index in &self.asked {
            let Some(reply) = self.replies.get(index) else {
                continue;
            };
            response.answers[index] = reply.said.answer();
            if let Some(note) = &reply.note {
                response.notes.push((index, note.clone()));
            }
            if reply.said != Said::Open && self.is_mirrored(index) {
                response.mirrored.push(index);
            }
        }
        response
    }

    /// Form and attributes alone: what decides which questions are asked.
    fn frame(&self) -> Response {
        let mut response = Response::blank(self.pack);
        response.form = self.scope.form;
        response.attributes = self.attributes.iter().cloned().map(Option::flatten).collect();
        response
    }

    /// Finds out which questions are this person's. Before the attributes are known those that
    /// depend on them count as theirs.
    pub(super) fn settle(&mut self) {
        let frame = self.frame();
        let known = self.open_attribute().is_none();
        let is_asked = |question: &Question| {
            let in_scope = self.scope.only.is_none_or(|only| question.dimension == only);
            let truth = answers::asked(question, &frame);
            in_scope && (truth.holds() || !known && truth == Truth::Unknown)
        };
        let questions = (0..).zip(&self.pack.questions);
        let asked = questions.filter(|(_, question)| is_asked(question));
        self.asked = asked.map(|(index, _)| index).collect();
    }
}
