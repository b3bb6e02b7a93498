//! Whom a question was put to.

use super::{Answer, AttributeValue, Form, Response};
use crate::pack::condition::{Leaf, Truth};
use crate::pack::{Pack, Question};

/// Whether `question` was put to the person who gave `response`, judged by its form, its
/// attributes and its version of the pack alone.
///
/// Unknown when it depends on an attribute that the person did not give.
#[must_use]
pub fn asked(question: &Question, response: &Response) -> Truth {
    let in_form = response.form == Form::Full || question.short;
    let added_later = response
        .version
        .zip(question.since)
        .is_some_and(|(answered, since)| answered < since);
    if !in_form || added_later {
        return Truth::False;
    }
    question.ask.as_ref().map_or(Truth::True, |condition| {
        condition.judge(&|leaf| match leaf {
            Leaf::Attribute(attribute, values) => match response.attributes.get(*attribute) {
                Some(Some(AttributeValue::Closed(value))) => Truth::known(values.contains(value)),
                _ => Truth::Unknown,
            },
            _ => Truth::Unknown,
        })
    })
}

/// Tells apart what was not answered and what was not asked, and notes answers to questions that
/// are not for this person.
///
/// Where nobody can tell whether a question was put, an answer shows that it was, and silence
/// counts as not asked: it must not lower the share of questions answered.
pub(super) fn settle(pack: &Pack, response: &mut Response) {
    for (index, question) in pack.questions.iter().enumerate() {
        let truth = asked(question, response);
        let Some(answer) = response.answers.get_mut(index) else {
            continue;
        };
        if *answer == Answer::NotAnswered {
            if !truth.holds() {
                *answer = Answer::NotAsked;
            }
        } else if truth == Truth::False {
            response.unasked.push(index);
        }
    }
}
