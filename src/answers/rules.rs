//! What each field of a record may hold, whatever file it stands in.
//!
//! The faults made here have no place yet: the reader that knows it adds it.

use std::collections::HashMap;

use super::{Answer, AttributeValue, Form};
use crate::date::is_time_stamp;
use crate::diagnostic::{
    ANSWERS_NOT_APPLICABLE, ANSWERS_TIME_STAMP, ANSWERS_UNKNOWN_ATTRIBUTE, ANSWERS_UNKNOWN_FORM,
    ANSWERS_UNKNOWN_QUESTION, ANSWERS_WRONG_ATTRIBUTE, ANSWERS_WRONG_PACK, ANSWERS_WRONG_VALUE,
    ANSWERS_WRONG_VERSION, Code, Diagnostic, did_you_mean, one_of,
};
use crate::harmless::called;
use crate::names::{fold, identifier};
use crate::pack::{Attribute, AttributeIndex, Choice, Pack, Question, QuestionIndex, Version};
use crate::text::{Checked, line};

/// How "don't know" is written.
pub(super) const DONT_KNOW: &str = "dont-know";
/// How "not applicable" is written.
pub(super) const NOT_APPLICABLE: &str = "not-applicable";

/// A pack with what a reader looks up at every record.
#[derive(Debug)]
pub(super) struct Rules<'p> {
    pack: &'p Pack,
    questions: HashMap<&'p str, QuestionIndex>,
}

impl<'p> Rules<'p> {
    /// The rules of `pack`.
    pub(super) fn new(pack: &'p Pack) -> Self {
        let questions = pack
            .questions
            .iter()
            .enumerate()
            .map(|(index, question)| (question.id.as_str(), index))
            .collect();
        Self { pack, questions }
    }

    /// The pack itself.
    pub(super) const fn pack(&self) -> &'p Pack {
        self.pack
    }

    pub(super) fn pack_id(&self, id: &str) -> Checked<()> {
        if id == self.pack.id {
            return Ok(());
        }
        Err(refused(
            &ANSWERS_WRONG_PACK,
            format!("answers to the pack {}, read with `{}`", called(id), self.pack.id),
            id,
            one_of([self.pack.id.as_str()]),
        ))
    }

    pub(super) fn version(&self, text: &str) -> Checked<Version> {
        let current = self.pack.version;
        let Some(version) = Version::parse(text) else {
            return Err(refused(
                &ANSWERS_WRONG_VERSION,
                "not a version of a pack",
                text,
                format!("three numbers such as `{current}`"),
            ));
        };
        if current.reads(version) {
            return Ok(version);
        }
        let why = if version.major == current.major {
            "newer than"
        } else {
            "of another major version than"
        };
        Err(refused(
            &ANSWERS_WRONG_VERSION,
            format!("answers to version {version} of the pack, {why} {current} that reads them"),
            text,
            format!("{}.0.0 to {current}", current.major),
        ))
    }

    pub(super) fn question(&self, id: &str) -> Checked<(QuestionIndex, &'p Question)> {
        let found = self
            .questions
            .get(id)
            .and_then(|&index| Some((index, self.pack.questions.get(index)?)));
        found.ok_or_else(|| {
            let ids = || self.pack.questions.iter().map(|question| question.id.as_str());
            let message = format!("unknown question {}", called(id));
            Diagnostic::unknown(&ANSWERS_UNKNOWN_QUESTION, message, id, ids)
        })
    }

    pub(super) fn attribute(&self, id: &str) -> Checked<(AttributeIndex, &'p Attribute)> {
        let attributes = &self.pack.attributes;
        let mut all = attributes.iter().enumerate();
        all.find(|(_, attribute)| attribute.id == id).ok_or_else(|| {
            let ids = || attributes.iter().map(|attribute| attribute.id.as_str());
            let message = format!("unknown attribute {}", called(id));
            Diagnostic::unknown(&ANSWERS_UNKNOWN_ATTRIBUTE, message, id, ids)
        })
    }
}

/// The value of an attribute, written as the pack writes it or in a way that makes no other name.
pub(super) fn attribute_value(attribute: &Attribute, text: &str) -> Checked<AttributeValue> {
    attribute_value_by(attribute, text, |choice, folded| fold(&choice.value) == folded)
}

/// The value or the label of an attribute, likewise.
pub(super) fn attribute_value_or_label(attribute: &Attribute, text: &str) -> Checked<AttributeValue> {
    attribute_value_by(attribute, text, |choice, folded| {
        fold(&choice.value) == folded || fold(&choice.label) == folded
    })
}

fn attribute_value_by(
    attribute: &Attribute,
    text: &str,
    is_meant: impl Fn(&Choice, &str) -> bool,
) -> Checked<AttributeValue> {
    let Some(choices) = &attribute.values else {
        return line(text).map(AttributeValue::Open);
    };
    let exactly = choices.iter().position(|choice| choice.value == text);
    exactly
        .or_else(|| {
            let folded = fold(text);
            choices.iter().position(|choice| is_meant(choice, &folded))
        })
        .map(AttributeValue::Closed)
        .ok_or_else(|| {
            let values = || choices.iter().map(|choice| choice.value.as_str());
            let folded = fold(text);
            let by_label = choices
                .iter()
                .find(|choice| fold(&choice.label) == folded)
                .map(|choice| choice.value.as_str());
            let message = format!("`{}` has no such value", attribute.id);
            let fault = Diagnostic::new(&ANSWERS_WRONG_ATTRIBUTE, message);
            let fault = fault.found_text(text).allowed(one_of(values()));
            Box::new(match by_label {
                Some(value) => fault.help(format!("did you mean `{value}`?")),
                None => fault.suggest(text, values()),
            })
        })
}

/// Who answered.
pub(super) fn respondent(text: &str) -> Checked<String> {
    line(text).map(|text| identifier(&text))
}

pub(super) fn form(text: &str) -> Checked<Form> {
    let ids = || Form::ALL.iter().map(|form| form.id());
    Form::ALL
        .into_iter()
        .find(|form| form.id() == text)
        .ok_or_else(|| {
            let message = format!("unknown form {}", called(text));
            Diagnostic::unknown(&ANSWERS_UNKNOWN_FORM, message, text, ids)
        })
}

pub(super) fn time_stamp(text: &str) -> Checked<String> {
    if is_time_stamp(text) {
        return Ok(text.to_owned());
    }
    Err(refused(
        &ANSWERS_TIME_STAMP,
        "not a time stamp",
        text,
        "a moment such as `2026-10-04T09:12:00Z`",
    ))
}

/// An answer given as a word.
pub(super) fn answer_word(question: &Question, word: &str) -> Option<Checked<Answer>> {
    match word {
        DONT_KNOW => Some(Ok(Answer::DontKnow)),
        NOT_APPLICABLE if question.not_applicable => Some(Ok(Answer::NotApplicable)),
        NOT_APPLICABLE => {
            let diagnostic = Diagnostic::new(
                &ANSWERS_NOT_APPLICABLE,
                format!("question {} applies to everybody", question.id),
            )
            .found_name(word)
            .allowed(answers_of(question));
            Some(Err(Box::new(diagnostic)))
        }
        _ => None,
    }
}

/// An answer that the question does not have; `meant` is what was probably meant.
pub(super) fn wrong_answer(question: &Question, meant: Option<String>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        &ANSWERS_WRONG_VALUE,
        format!("question {} has no such answer", question.id),
    )
    .allowed(answers_of(question));
    diagnostic.help = meant;
    diagnostic
}

/// Everything that may be answered, for messages.
fn answers_of(question: &Question) -> String {
    let values: Vec<String> = question
        .options
        .iter()
        .map(|option| option.value.to_string())
        .collect();
    let not_applicable = question.not_applicable.then_some(NOT_APPLICABLE);
    let words = [DONT_KNOW].into_iter().chain(not_applicable);
    one_of(values.iter().map(String::as_str).chain(words))
}

/// The word among the two answers that are words that was probably meant.
pub(super) fn meant_word(question: &Question, text: &str) -> Option<&'static str> {
    let word = text.replace(['\'', '’'], "").replace([' ', '_'], "-");
    let not_applicable = question.not_applicable.then_some(NOT_APPLICABLE);
    did_you_mean(&word, [DONT_KNOW].into_iter().chain(not_applicable))
}

/// A whole number spelt as a decimal or with an exponent, spelt plainly.
pub(super) fn whole(text: &str) -> Option<String> {
    let number: f64 = text.parse().ok()?;
    (number == number.trunc() && number.abs() < 1e15).then(|| format!("{number:.0}"))
}

/// Something that is no name of the kind asked for.
fn refused(
    code: &'static Code,
    message: impl Into<String>,
    found: &str,
    allowed: impl Into<String>,
) -> Box<Diagnostic> {
    let diagnostic = Diagnostic::new(code, message);
    Box::new(diagnostic.found_name(found).allowed(allowed))
}
