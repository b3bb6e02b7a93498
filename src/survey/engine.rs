//! What is asked next, where back leads, when everything is said.

use std::io;

use super::view::{AttributeView, QuestionView, ReviewView, Welcome};
use super::{Said, Sheet, line, words};
use crate::answers::AttributeValue;
use crate::pack::{AttributeIndex, QuestionIndex};

/// Asks a person. Whatever can be asked again is asked again by the prompter itself; what comes
/// back is an answer or the end.
pub trait Prompter {
    /// Says what is asked and what is promised, and waits until the person wants to begin.
    ///
    /// # Errors
    /// The person leaves, or cannot be asked.
    fn welcome(&mut self, welcome: &Welcome) -> Result<(), Halt>;

    /// Lets the person choose one of a few things; `preset` is what Enter means.
    ///
    /// # Errors
    /// The person leaves, or cannot be asked.
    fn pick(&mut self, ask: &str, items: &[String], preset: usize) -> Result<usize, Halt>;

    /// Asks about the person.
    ///
    /// # Errors
    /// The person leaves, or cannot be asked.
    fn attribute(&mut self, view: &AttributeView) -> Result<AttributeReply, Halt>;

    /// Asks a question. A choice is shown before this returns.
    ///
    /// # Errors
    /// The person leaves, or cannot be asked.
    fn question(&mut self, view: &QuestionView) -> Result<Action, Halt>;

    /// Shows all that was said.
    ///
    /// # Errors
    /// The person leaves, or cannot be asked.
    fn review(&mut self, view: &ReviewView) -> Result<ReviewAction, Halt>;
}

/// Saves what was said.
pub trait Keeper {
    /// Saves the whole sheet; returns only when it is safe. What comes back is to be told to the
    /// person: that it was saved elsewhere, or could not be.
    fn keep(&mut self, sheet: &Sheet<'_>) -> Option<String>;
}

/// What the person did about an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeReply {
    /// Chose the value with this index.
    Choice(usize),
    /// Typed a text; an empty one leaves it open to nobody.
    Text(String),
    /// Went back.
    Back,
}

/// What the person did about a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Chose the sentence in this place, counted from 0 as shown.
    Choose(usize),
    /// Does not know.
    DontKnow,
    /// Said that it does not apply.
    NotApplicable,
    /// Leaves it out for now.
    Skip,
    /// Wrote a remark; an empty one takes it away.
    Note(String),
    /// Went to the question before.
    Back,
    /// Went to the question after.
    Forward,
    /// Took back the last thing said.
    Undo,
    /// Wants to see all that was said.
    Review,
}

/// What the person did about the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewAction {
    /// Went to one of the rows, by its place.
    Row(usize),
    /// Went back to where they came from.
    Back,
    /// Handed in.
    HandIn,
}

/// Why asking ended before the person handed in.
#[derive(Debug)]
pub enum Halt {
    /// The person left.
    Left,
    /// There is no more input.
    EndOfInput,
    /// A signal came.
    Interrupted,
    /// The terminal failed.
    Broken(io::Error),
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::Interrupted => Self::Interrupted,
            io::ErrorKind::UnexpectedEof => Self::EndOfInput,
            _ => Self::Broken(error),
        }
    }
}

/// Where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// At something about themselves.
    Attribute(AttributeIndex),
    /// At a question.
    Question(QuestionIndex),
    /// At the table of all that was said.
    Review,
}

/// Asks until the person hands in. Every change is kept before the next is accepted. `notice` is
/// told at the first thing asked.
///
/// # Errors
/// The person leaves or cannot be asked; everything said is in `sheet` and was kept.
pub fn run(
    sheet: &mut Sheet<'_>,
    prompter: &mut dyn Prompter,
    keeper: &mut dyn Keeper,
    notice: Option<String>,
) -> Result<(), Halt> {
    let start = if sheet.revises {
        Spot::Review
    } else {
        next(sheet, None)
    };
    let mut course = Course {
        sheet,
        keeper,
        spot: start,
        from: None,
        notice,
    };
    while course.step(prompter)? {}
    Ok(())
}

/// Where to go from a question: the next one open, or the table.
fn next(sheet: &Sheet<'_>, after: Option<QuestionIndex>) -> Spot {
    let attribute = sheet.open_attribute().map(Spot::Attribute);
    let question = || sheet.next_open(after).map(Spot::Question);
    attribute.or_else(question).unwrap_or(Spot::Review)
}

/// One person on their way through the questions.
struct Course<'c, 'p> {
    sheet: &'c mut Sheet<'p>,
    keeper: &'c mut dyn Keeper,
    spot: Spot,
    /// Where the table was opened from.
    from: Option<Spot>,
    notice: Option<String>,
}

impl Course<'_, '_> {
    /// Asks once; whether to go on.
    fn step(&mut self, prompter: &mut dyn Prompter) -> Result<bool, Halt> {
        let notice = self.notice.take();
        match self.spot {
            Spot::Attribute(index) => match AttributeView::new(self.sheet, index, notice) {
                Some(view) => {
                    let reply = prompter.attribute(&view)?;
                    self.attribute(index, reply);
                }
                None => self.spot = next(self.sheet, None),
            },
            Spot::Question(index) => match QuestionView::new(self.sheet, index, notice) {
                Some(view) => {
                    let action = prompter.question(&view)?;
                    self.question(index, action, &view);
                }
                None => self.spot = next(self.sheet, None),
            },
            Spot::Review => {
                let view = ReviewView::new(self.sheet, self.from, notice);
                match prompter.review(&view)? {
                    ReviewAction::Row(row) => {
                        if let Some(row) = view.rows.get(row) {
                            self.spot = row.spot;
                        }
                    }
                    ReviewAction::Back => {
                        let last = self.sheet.questions().last().copied().map(Spot::Question);
                        self.spot = self.from.or(last).unwrap_or(Spot::Review);
                    }
                    ReviewAction::HandIn if view.ready => return Ok(false),
                    ReviewAction::HandIn => self.notice = Some(words::NOT_READY.to_owned()),
                }
            }
        }
        Ok(true)
    }

    fn attribute(&mut self, index: AttributeIndex, reply: AttributeReply) {
        let attribute = self.sheet.pack().attributes.get(index);
        let choices = attribute.and_then(|attribute| attribute.values.as_ref());
        let value = match (reply, choices) {
            (AttributeReply::Choice(choice), Some(choices)) if choice < choices.len() => {
                Some(AttributeValue::Closed(choice))
            }
            (AttributeReply::Text(text), None) => {
                let text = line(&text);
                (!text.is_empty()).then_some(AttributeValue::Open(text))
            }
            (AttributeReply::Back, _) => {
                match index.checked_sub(1) {
                    Some(before) => self.spot = Spot::Attribute(before),
                    None => self.notice = Some(words::NOTHING_BEFORE.to_owned()),
                }
                return;
            }
            // No choice of this attribute: asked again.
            _ => return,
        };
        let before = self.sheet.attribute(index).map(Option::<&_>::cloned);
        self.sheet.set_attribute(index, value);
        if !self.sheet.fits() {
            self.sheet.attributes[index] = before;
            self.sheet.settle();
            self.notice = Some(words::TOO_LONG.to_owned());
            return;
        }
        self.keep();
        self.spot = next(self.sheet, None);
    }

    fn question(&mut self, index: QuestionIndex, action: Action, view: &QuestionView) {
        match action {
            Action::Choose(place) if place < view.options.len() => {
                let option = if self.sheet.is_mirrored(index) {
                    view.options.len() - 1 - place
                } else {
                    place
                };
                self.say(index, Said::Option(option));
            }
            Action::Choose(_) => self.notice = Some(words::no_such_sentence(view.options.len())),
            Action::DontKnow => self.say(index, Said::DontKnow),
            Action::NotApplicable if view.not_applicable => self.say(index, Said::NotApplicable),
            Action::NotApplicable => self.notice = Some(words::APPLIES_TO_ALL.to_owned()),
            Action::Skip => self.say(index, Said::Skipped),
            Action::Note(text) => self.note(index, &text),
            Action::Back => match self.neighbour(index, false) {
                Some(before) => self.spot = Spot::Question(before),
                None => match self.sheet.pack().attributes.len().checked_sub(1) {
                    Some(last) => self.spot = Spot::Attribute(last),
                    None => self.notice = Some(words::NOTHING_BEFORE.to_owned()),
                },
            },
            Action::Forward if self.sheet.said(index) == Said::Open => {
                self.notice = Some(words::ANSWER_FIRST.to_owned());
            }
            Action::Forward => match self.neighbour(index, true) {
                Some(after) => self.spot = Spot::Question(after),
                None => self.review(index),
            },
            Action::Undo => match self.sheet.undo() {
                Some(question) => {
                    self.spot = if self.sheet.questions().contains(&question) {
                        Spot::Question(question)
                    } else {
                        self.spot
                    };
                    self.notice = Some(words::UNDONE.to_owned());
                    self.keep();
                }
                None => self.notice = Some(words::NOTHING_TO_UNDO.to_owned()),
            },
            Action::Review => self.review(index),
        }
    }

    /// Says something to a question and goes on to the next one open.
    fn say(&mut self, index: QuestionIndex, said: Said) {
        self.sheet.say(index, said);
        self.keep();
        self.spot = next(self.sheet, Some(index));
        self.from = Some(Spot::Question(index));
    }

    /// Keeps a remark, unless no answer file could hold it.
    fn note(&mut self, index: QuestionIndex, text: &str) {
        if self.sheet.set_note(index, text) && !self.sheet.fits() {
            self.sheet.undo();
            self.notice = Some(words::TOO_LONG.to_owned());
            return;
        }
        self.keep();
    }

    fn review(&mut self, index: QuestionIndex) {
        self.from = Some(Spot::Question(index));
        self.spot = Spot::Review;
    }

    /// The question before or after, in the order asked.
    fn neighbour(&self, index: QuestionIndex, after: bool) -> Option<QuestionIndex> {
        let asked = self.sheet.questions();
        let found = if after {
            asked.iter().find(|&&other| other > index)
        } else {
            asked.iter().rev().find(|&&other| other < index)
        };
        found.copied()
    }

    fn keep(&mut self) {
        if let Some(remark) = self.keeper.keep(self.sheet) {
            self.notice = Some(remark);
        }
    }
}
