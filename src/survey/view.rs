//! What a prompter is given to show. Every text is one harmless line, whoever wrote the pack.

use std::time::Duration;

use super::engine::Spot;
use super::{Said, Sheet, line, shown, words};
use crate::answers::AttributeValue;
use crate::pack::{AttributeIndex, QuestionIndex};

/// What is said before the first question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// What is asked.
    pub title: String,
    /// A short paragraph about it.
    pub about: String,
    /// What is promised about the answers, a paragraph each.
    pub promise: Vec<String>,
    /// How many questions there are at most.
    pub questions: usize,
    /// How long they take.
    pub time: Duration,
}

impl Welcome {
    /// For the questions of `sheet`, with the promise that is kept about the answers.
    #[must_use]
    pub fn new(sheet: &Sheet<'_>, promise: Vec<String>) -> Self {
        Self {
            title: shown(&sheet.pack().title),
            about: shown(&sheet.pack().about),
            promise: promise.iter().map(|text| shown(text)).collect(),
            questions: sheet.questions().len(),
            time: sheet.time_left(),
        }
    }
}

/// Something asked about the person who answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeView {
    /// Which attribute this is, and of how many, counted from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// A word or two.
    pub name: String,
    /// The question.
    pub ask: String,
    /// What can be chosen; empty when any text will do.
    pub choices: Vec<String>,
    /// The choice made before, by its place in `choices`.
    pub chosen: Option<usize>,
    /// The text given before.
    pub text: Option<String>,
    /// Something to be told first.
    pub notice: Option<String>,
}

impl AttributeView {
    pub(super) fn new(sheet: &Sheet<'_>, index: AttributeIndex, notice: Option<String>) -> Option<Self> {
        let attribute = sheet.pack().attributes.get(index)?;
        let current = sheet.attribute(index).flatten();
        let choices = attribute.values.iter().flatten();
        Some(Self {
            number: index + 1,
            of: sheet.pack().attributes.len(),
            name: shown(&attribute.name),
            ask: shown(&attribute.ask),
            choices: choices.map(|choice| shown(&choice.label)).collect(),
            chosen: match current {
                Some(AttributeValue::Closed(value)) => Some(*value),
                _ => None,
            },
            text: match current {
                Some(AttributeValue::Open(text)) => Some(line(text)),
                _ => None,
            },
            notice: notice.as_deref().map(shown),
        })
    }
}

/// A question on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// What the question belongs to.
    pub dimension: String,
    /// What that is about; only beside its first question.
    pub about: Option<String>,
    /// Which question this is, counted from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// How long those still open take.
    pub left: Duration,
    /// The question.
    pub text: String,
    /// A remark that helps to answer.
    pub help: Option<String>,
    /// The sentences, in the order to show them.
    pub options: Vec<String>,
    /// Whether "not applicable" is a possible answer.
    pub not_applicable: bool,
    /// What was said before; an option by its place in `options`.
    pub said: Said,
    /// The remark beside it.
    pub note: Option<String>,
    /// What was said last, and can be taken back.
    pub last: Option<Last>,
    /// Something to be told first.
    pub notice: Option<String>,
}

/// The last thing said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// The question's number; none when it is no longer asked.
    pub number: Option<usize>,
    /// The question in a few words.
    pub name: String,
    /// What was said to it.
    pub said: String,
}

impl QuestionView {
    pub(super) fn new(sheet: &Sheet<'_>, index: QuestionIndex, notice: Option<String>) -> Option<Self> {
        let question = sheet.pack().questions.get(index)?;
        let dimension = sheet.pack().dimensions.get(question.dimension)?;
        let place = sheet.questions().iter().position(|&other| other == index);
        let before = place.and_then(|place| sheet.questions().get(place.checked_sub(1)?));
        let opens = before
            .and_then(|&before| sheet.pack().questions.get(before))
            .is_none_or(|before| before.dimension != question.dimension);
        let mut options: Vec<String> = question
            .options
            .iter()
            .map(|option| shown(&option.label))
            .collect();
        let turned = sheet.is_mirrored(index);
        if turned {
            options.reverse();
        }
        Some(Self {
            dimension: shown(&dimension.name),
            about: opens.then(|| shown(&dimension.about)),
            number: place.map_or(0, |place| place + 1),
            of: sheet.questions().len(),
            left: sheet.time_left(),
            text: shown(&question.text),
            help: question.help.as_deref().map(shown),
            not_applicable: question.not_applicable,
            said: match sheet.said(index) {
                Said::Option(option) if turned => {
                    Said::Option(options.len().saturating_sub(1).saturating_sub(option))
                }
                said => said,
            },
            options,
            note: sheet.note(index).map(str::to_owned),
            last: last(sheet),
            notice: notice.as_deref().map(shown),
        })
    }
}

fn last(sheet: &Sheet<'_>) -> Option<Last> {
    let change = sheet.history.last()?;
    let question = sheet.pack().questions.get(change.question)?;
    let said = if sheet.said(change.question) == change.before.said {
        match sheet.note(change.question) {
            Some(_) => words::NOTE_KEPT.to_owned(),
            None => words::NOTE_REMOVED.to_owned(),
        }
    } else {
        said_in_words(sheet, change.question)
    };
    Some(Last {
        number: number(sheet, change.question),
        name: shown(&question.name),
        said,
    })
}

fn number(sheet: &Sheet<'_>, index: QuestionIndex) -> Option<usize> {
    let place = sheet.questions().iter().position(|&other| other == index);
    place.map(|place| place + 1)
}

/// What was said to a question, as a sentence.
fn said_in_words(sheet: &Sheet<'_>, index: QuestionIndex) -> String {
    match sheet.said(index) {
        Said::Open => words::OPEN.to_owned(),
        Said::Skipped => words::SKIPPED.to_owned(),
        Said::DontKnow => words::DONT_KNOW.to_owned(),
        Said::NotApplicable => words::NOT_APPLICABLE.to_owned(),
        Said::Option(option) => {
            let question = sheet.pack().questions.get(index);
            let option = question.and_then(|question| question.options.get(option));
            option.map_or_else(String::new, |option| shown(&option.label))
        }
    }
}

/// All that was said, in one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewView {
    /// One row for each attribute and each question, in the order asked.
    pub rows: Vec<ReviewRow>,
    /// Which row the person comes from.
    pub at: Option<usize>,
    /// How many questions have an answer.
    pub answered: usize,
    /// How many were skipped.
    pub skipped: usize,
    /// How many nothing was said to.
    pub open: usize,
    /// Whether something can be handed in: there is an answer, and the person is known.
    pub ready: bool,
    /// Something to be told first.
    pub notice: Option<String>,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// Where it leads.
    pub spot: Spot,
    /// The heading it stands under.
    pub group: String,
    /// The question's number; none for an attribute.
    pub number: Option<usize>,
    /// The question in a few words.
    pub name: String,
    /// What was said to it.
    pub said: String,
    /// Whether that is still to be said.
    pub open: bool,
    /// Whether there is a remark.
    pub note: bool,
}

impl ReviewView {
    pub(super) fn new(sheet: &Sheet<'_>, from: Option<Spot>, notice: Option<String>) -> Self {
        let pack = sheet.pack();
        let mut rows: Vec<ReviewRow> = (0..)
            .zip(&pack.attributes)
            .map(|(index, attribute)| ReviewRow {
                spot: Spot::Attribute(index),
                group: words::ABOUT_YOU.to_owned(),
                number: None,
                name: shown(&attribute.name),
                said: match sheet.attribute(index) {
                    None => words::OPEN.to_owned(),
                    Some(None) => words::LEFT_EMPTY.to_owned(),
                    Some(Some(AttributeValue::Open(text))) => shown(text),
                    Some(Some(AttributeValue::Closed(value))) => {
                        let choice = attribute.values.as_ref().and_then(|values| values.get(*value));
                        choice.map_or_else(String::new, |choice| shown(&choice.label))
                    }
                },
                open: sheet.attribute(index).is_none(),
                note: false,
            })
            .collect();
        for (place, &index) in sheet.questions().iter().enumerate() {
            let Some(question) = pack.questions.get(index) else {
                continue;
            };
            let dimension = pack.dimensions.get(question.dimension);
            rows.push(ReviewRow {
                spot: Spot::Question(index),
                group: dimension.map_or_else(String::new, |dimension| shown(&dimension.name)),
                number: Some(place + 1),
                name: shown(&question.name),
                said: said_in_words(sheet, index),
                open: !sheet.said(index).is_answer(),
                note: sheet.note(index).is_some(),
            });
        }
        Self {
            at: from.and_then(|from| rows.iter().position(|row| row.spot == from)),
            rows,
            answered: sheet.answered(),
            skipped: sheet.skipped(),
            open: sheet.open(),
            ready: sheet.answered() > 0 && sheet.open_attribute().is_none(),
            notice: notice.as_deref().map(shown),
        }
    }
}
