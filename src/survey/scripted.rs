//! A prompter for tests: says what it is told, and remembers what it was shown.

use std::collections::VecDeque;

use super::engine::{Action, AttributeReply, Halt, Keeper, Prompter, ReviewAction};
use super::view::{AttributeView, QuestionView, ReviewView, Welcome};
use super::{Sheet, draft::Draft};

/// One thing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Attribute(AttributeReply),
    Question(Action),
    Review(ReviewAction),
}

/// Says its lines in turn and leaves at their end, or when asked for another kind of thing.
#[derive(Debug, Default)]
pub(super) struct Scripted {
    pub(super) lines: VecDeque<Line>,
    pub(super) questions: Vec<QuestionView>,
    pub(super) reviews: Vec<ReviewView>,
}

impl Scripted {
    pub(super) fn new(lines: impl IntoIterator<Item = Line>) -> Self {
        Self {
            lines: lines.into_iter().collect(),
            ..Self::default()
        }
    }
}

impl Prompter for Scripted {
    fn welcome(&mut self, _: &Welcome) -> Result<(), Halt> {
        Ok(())
    }

    fn pick(&mut self, _: &str, _: &[String], preset: usize) -> Result<usize, Halt> {
        Ok(preset)
    }

    fn attribute(&mut self, _: &AttributeView) -> Result<AttributeReply, Halt> {
        match self.lines.pop_front() {
            Some(Line::Attribute(reply)) => Ok(reply),
            _ => Err(Halt::Left),
        }
    }

    fn question(&mut self, view: &QuestionView) -> Result<Action, Halt> {
        self.questions.push(view.clone());
        match self.lines.pop_front() {
            Some(Line::Question(action)) => Ok(action),
            _ => Err(Halt::Left),
        }
    }

    fn review(&mut self, view: &ReviewView) -> Result<ReviewAction, Halt> {
        self.reviews.push(view.clone());
        match self.lines.pop_front() {
            Some(Line::Review(action)) => Ok(action),
            _ => Err(Halt::Left),
        }
    }
}

/// Keeps every draft that was saved.
#[derive(Debug, Default)]
pub(super) struct Drawer(pub(super) Vec<String>);

impl Keeper for Drawer {
    fn keep(&mut self, sheet: &Sheet<'_>) -> Option<String> {
        self.0.push(Draft::of(sheet).to_text());
        None
    }
}
