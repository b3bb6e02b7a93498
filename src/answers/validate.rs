//! One JSON record to a [`Response`], all its faults at once.

use super::asked::settle;
use super::record::ANSWERS_FORMAT;
use super::rules::{self, Rules};
use super::{Answer, Defaults, Response};
use crate::json::{Fields, Node, Reader, Value};
use crate::names::fold;
use crate::pack::Question;
use crate::text::{self, Checked};
use crate::wave;

/// The keys of a record.
const KEYS: [&str; 13] = [
    "$schema",
    "format",
    "pack",
    "organization",
    "wave",
    "form",
    "respondent",
    "attributes",
    "answers",
    "notes",
    "mirrored",
    "started_at",
    "submitted_at",
];

/// Takes one record apart.
pub(super) struct Validation<'r, 'p, 's> {
    pub(super) rules: &'r Rules<'p>,
    /// Whether a record may leave out which pack it answers.
    pub(super) assume_pack: bool,
    pub(super) defaults: Defaults<'r>,
    /// Gathers the faults.
    pub(super) reader: &'r mut Reader<'s>,
}

impl Validation<'_, '_, '_> {
    /// The response that `node` holds; `None` when there was any fault.
    ///
    /// A record of another format, pack or version is not looked into further: what its
    /// questions are called is none of this pack's business.
    pub(super) fn record(mut self, node: &Node, pointer: &str) -> Option<Response> {
        let fields = self.reader.unchecked_object(node, pointer)?;
        if fields.get("format").is_some() {
            self.reader.format(&fields, ANSWERS_FORMAT)?;
        }
        let fields = self.reader.object(node, pointer, &KEYS)?;
        let mut response = Response {
            version: None,
            ..Response::blank(self.rules.pack())
        };
        self.pack(&fields, &mut response)?;
        response.organization = fields
            .checked_text(self.reader, "organization", text::line)
            .or_else(|| self.defaults.organization.map(str::to_owned));
        response.wave = fields
            .checked_text(self.reader, "wave", wave::name)
            .or_else(|| self.defaults.wave.map(str::to_owned));
        response.form = fields
            .checked_text(self.reader, "form", rules::form)
            .unwrap_or_default();
        response.respondent = fields.checked_text(self.reader, "respondent", rules::respondent);
        response.started_at = fields.checked_text(self.reader, "started_at", rules::time_stamp);
        response.submitted_at = fields.checked_text(self.reader, "submitted_at", rules::time_stamp);
        self.attributes(&fields, &mut response);
        self.answers(&fields, &mut response);
        self.notes(&fields, &mut response);
        self.mirrored(&fields, &mut response);
        if self.reader.has_errors() {
            return None;
        }
        settle(self.rules.pack(), &mut response);
        Some(response)
    }

    fn pack(&mut self, fields: &Fields<'_>, response: &mut Response) -> Option<()> {
        let node = match fields.get("pack") {
            None if self.assume_pack => return Some(()),
            None => fields.require(self.reader, "pack")?,
            Some(node) => node,
        };
        let fields = self
            .reader
            .object(node, &fields.pointer_to("pack"), &["id", "version"])?;
        if !self.assume_pack || fields.get("id").is_some() {
            let id = fields.require(self.reader, "id")?;
            let pointer = fields.pointer_to("id");
            let text = self.reader.text(id, &pointer)?;
            self.reader
                .checked(self.rules.pack_id(&text), id.span, &pointer)?;
        }
        if fields.get("version").is_some() {
            let rules = self.rules;
            response.version = Some(fields.checked_text(self.reader, "version", |text| rules.version(text))?);
        }
        Some(())
    }

    fn attributes(&mut self, fields: &Fields<'_>, response: &mut Response) {
        for (pointer, entry) in fields.entries(self.reader, "attributes") {
            let Some((index, attribute)) =
                self.reader
                    .checked(self.rules.attribute(&entry.key), entry.key_span, &pointer)
            else {
                continue;
            };
            if entry.value.value == Value::Null {
                continue;
            }
            let value = self.reader.text(&entry.value, &pointer).and_then(|text| {
                self.reader.checked(
                    rules::attribute_value(attribute, &text),
                    entry.value.span,
                    &pointer,
                )
            });
            if let Some(slot) = response.attributes.get_mut(index) {
                *slot = value;
            }
        }
    }

    fn answers(&mut self, fields: &Fields<'_>, response: &mut Response) {
        if fields.require(self.reader, "answers").is_none() {
            return;
        }
        for (pointer, entry) in fields.entries(self.reader, "answers") {
            let Some((index, question)) =
                self.reader
                    .checked(self.rules.question(&entry.key), entry.key_span, &pointer)
            else {
                continue;
            };
            let answer = self
                .reader
                .checked(answer(question, &entry.value), entry.value.span, &pointer);
            if let (Some(slot), Some(answer)) = (response.answers.get_mut(index), answer) {
                *slot = answer;
            }
        }
    }

    fn notes(&mut self, fields: &Fields<'_>, response: &mut Response) {
        for (pointer, entry) in fields.entries(self.reader, "notes") {
            let question = self
                .reader
                .checked(self.rules.question(&entry.key), entry.key_span, &pointer);
            let text = match &entry.value.value {
                Value::Null => None,
                // An empty note says nothing.
                Value::Text(text) if text.trim().is_empty() => None,
                _ => self.reader.text(&entry.value, &pointer),
            };
            let text = text.and_then(|text| {
                self.reader
                    .checked(text::lines(&text), entry.value.span, &pointer)
            });
            if let (Some((index, _)), Some(text)) = (question, text) {
                response.notes.push((index, text));
            }
        }
        response.notes.sort_by_key(|(index, _)| *index);
    }

    fn mirrored(&mut self, fields: &Fields<'_>, response: &mut Response) {
        for (pointer, node) in fields.optional_items(self.reader, "mirrored") {
            let index = self
                .reader
                .text(node, &pointer)
                .and_then(|id| self.reader.checked(self.rules.question(&id), node.span, &pointer));
            response.mirrored.extend(index.map(|(index, _)| index));
        }
        response.mirrored.sort_unstable();
        response.mirrored.dedup();
    }
}

/// The answer that `node` holds.
fn answer(question: &Question, node: &Node) -> Checked<Answer> {
    let option = |text: &str| {
        let value: i64 = text.parse().ok()?;
        (value.to_string() == text)
            .then(|| question.option(value))
            .flatten()
    };
    let meant = match &node.value {
        Value::Null => return Ok(Answer::NotAnswered),
        Value::Number(text) => {
            if let Some(index) = option(text) {
                return Ok(Answer::Option(index));
            }
            rules::whole(text)
                .filter(|text| option(text).is_some())
                .map(|text| format!("write {text}"))
        }
        Value::Text(text) => {
            if let Some(answer) = rules::answer_word(question, text) {
                return answer;
            }
            if option(text).is_some() {
                Some(format!("write {text} without quotation marks"))
            } else if let Some(labelled) = by_label(question, text) {
                Some(format!("write {labelled}, the value of this option"))
            } else {
                rules::meant_word(question, text).map(|word| format!("did you mean \"{word}\"?"))
            }
        }
        _ => None,
    };
    let fault = rules::wrong_answer(question, meant);
    Err(Box::new(node.found_in(fault)))
}

/// The value of the option with this label.
fn by_label(question: &Question, text: &str) -> Option<i64> {
    let folded = fold(text);
    let mut options = question.options.iter();
    options
        .find(|option| fold(&option.label) == folded)
        .map(|option| option.value)
}
