//! One JSON record to a [`Response`], all its faults at once.

use super::asked::settle;
use super::record::ANSWERS_FORMAT;
use super::rules::{self, Checked, Rules};
use super::{Answer, Defaults, Response};
use crate::json::{Fields, Node, Reader, Value, child};
use crate::pack::Question;

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
        let fields = self.reader.object(node, pointer, &KEYS)?;
        if fields.get("format").is_some() {
            self.reader.format(&fields, ANSWERS_FORMAT)?;
        }
        let mut response = Response {
            version: None,
            ..Response::blank(self.rules.pack())
        };
        self.pack(&fields, &mut response)?;
        response.organization = self
            .text(&fields, "organization", rules::line)
            .or_else(|| self.defaults.organization.map(str::to_owned));
        response.wave = self
            .text(&fields, "wave", rules::line)
            .or_else(|| self.defaults.wave.map(str::to_owned));
        response.form = self.text(&fields, "form", rules::form).unwrap_or_default();
        response.respondent = self.text(&fields, "respondent", rules::line);
        response.started_at = self.text(&fields, "started_at", rules::time_stamp);
        response.submitted_at = self.text(&fields, "submitted_at", rules::time_stamp);
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
            self.checked(self.rules.pack_id(&text), id, &pointer)?;
        }
        if fields.get("version").is_some() {
            let rules = self.rules;
            response.version = Some(self.text(&fields, "version", |text| rules.version(text))?);
        }
        Some(())
    }

    fn attributes(&mut self, fields: &Fields<'_>, response: &mut Response) {
        for (pointer, key_at, entry) in self.entries(fields, "attributes") {
            let Some((index, attribute)) =
                self.checked_at(self.rules.attribute(&entry.key), key_at, &pointer)
            else {
                continue;
            };
            if entry.value.value == Value::Null {
                continue;
            }
            let value = self.reader.text(&entry.value, &pointer).and_then(|text| {
                self.checked(rules::attribute_value(attribute, &text), &entry.value, &pointer)
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
        for (pointer, key_at, entry) in self.entries(fields, "answers") {
            let Some((index, question)) = self.checked_at(self.rules.question(&entry.key), key_at, &pointer)
            else {
                continue;
            };
            let answer = self.checked(answer(question, &entry.value), &entry.value, &pointer);
            if let (Some(slot), Some(answer)) = (response.answers.get_mut(index), answer) {
                *slot = answer;
            }
        }
    }

    fn notes(&mut self, fields: &Fields<'_>, response: &mut Response) {
        for (pointer, key_at, entry) in self.entries(fields, "notes") {
            let question = self.checked_at(self.rules.question(&entry.key), key_at, &pointer);
            let text = match &entry.value.value {
                Value::Null => None,
                // An empty note says nothing.
                Value::Text(text) if text.trim().is_empty() => None,
                _ => self.reader.text(&entry.value, &pointer),
            };
            let text = text.and_then(|text| self.checked(rules::note(&text), &entry.value, &pointer));
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
                .and_then(|id| self.checked(self.rules.question(&id), node, &pointer));
            response.mirrored.extend(index.map(|(index, _)| index));
        }
        response.mirrored.sort_unstable();
        response.mirrored.dedup();
    }

    /// The entries of an optional object with free keys, each with its pointer and the span of
    /// its key. Keys that stand twice are reported.
    fn entries<'n>(
        &mut self,
        fields: &Fields<'n>,
        key: &str,
    ) -> Vec<(String, crate::source::Span, &'n crate::json::Entry)> {
        let Some(node) = fields.get(key) else {
            return Vec::new();
        };
        let pointer = fields.pointer_to(key);
        let Value::Object(entries) = &node.value else {
            // Reports the wrong type.
            self.reader.object(node, &pointer, &[]);
            return Vec::new();
        };
        self.reader.duplicates(node, &pointer);
        entries
            .iter()
            .map(|entry| (child(&pointer, &entry.key), entry.key_span, entry))
            .collect()
    }

    /// An optional text, checked.
    fn text<T>(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        check: impl FnOnce(&str) -> Checked<T>,
    ) -> Option<T> {
        let node = fields.get(key)?;
        let text = fields.optional_text(self.reader, key)?;
        self.checked(check(&text), node, &fields.pointer_to(key))
    }

    fn checked<T>(&mut self, checked: Checked<T>, node: &Node, pointer: &str) -> Option<T> {
        self.checked_at(checked, node.span, pointer)
    }

    /// What was checked, or its fault reported at `span`.
    fn checked_at<T>(&mut self, checked: Checked<T>, span: crate::source::Span, pointer: &str) -> Option<T> {
        match checked {
            Ok(value) => Some(value),
            Err(diagnostic) => {
                self.reader.report(*diagnostic, span, pointer);
                None
            }
        }
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
    Err(rules::wrong_answer(question, node.describe(), meant))
}

/// The value of the option with this label.
fn by_label(question: &Question, text: &str) -> Option<i64> {
    let folded = rules::fold(text);
    let mut options = question.options.iter();
    options
        .find(|option| rules::fold(&option.label) == folded)
        .map(|option| option.value)
}
