//! Every fixed text that a person reads while answering, in one place.

use std::time::Duration;

/// "Don't know", as an answer.
pub const DONT_KNOW: &str = "I don't know";
/// "Not applicable", as an answer.
pub const NOT_APPLICABLE: &str = "does not apply to us";
/// A question left out.
pub const SKIPPED: &str = "skipped";
/// A question that nothing was said to.
pub const OPEN: &str = "not answered yet";
/// A text that was left empty.
pub const LEFT_EMPTY: &str = "left empty";
/// The heading over what is asked about the person.
pub const ABOUT_YOU: &str = "About you";
/// A remark was written.
pub const NOTE_KEPT: &str = "note kept";
/// A remark was taken away.
pub const NOTE_REMOVED: &str = "note taken away";
/// Something was taken back.
pub const UNDONE: &str = "Taken back.";
/// Nothing can be taken back.
pub const NOTHING_TO_UNDO: &str = "There is nothing to take back.";
/// There is nothing before the first question.
pub const NOTHING_BEFORE: &str = "This is the beginning.";
/// Moving on wants an answer.
pub const ANSWER_FIRST: &str = "Not answered yet: choose one, or press s to skip it.";
/// "Not applicable" is no answer here.
pub const APPLIES_TO_ALL: &str = "This question applies to everybody; d says that you don't know.";
/// Nothing can be handed in yet.
pub const NOT_READY: &str = "There is nothing to hand in yet: answer a question first.";
/// Enter without a choice.
pub const CHOOSE_FIRST: &str = "Choose a sentence first: press its number, or move with the arrows.";
/// A key that means nothing.
pub const UNKNOWN_KEY: &str = "This key does nothing here; ? shows the keys.";
/// Capital letters are not keys.
pub const CAPITALS: &str = "Keys are small letters; is Caps Lock on?";

/// A number that is no sentence.
#[must_use]
pub fn no_such_sentence(options: usize) -> String {
    format!("Choose a number from 1 to {options}.")
}

/// "about 9 min"
#[must_use]
pub fn about(time: Duration) -> String {
    let minutes = time.as_secs().div_ceil(60);
    match minutes {
        0 | 1 => "about a minute".to_owned(),
        minutes => format!("about {minutes} min"),
    }
}

/// "about 9 min left", "under a minute left".
#[must_use]
pub fn time_left(time: Duration) -> String {
    match time.as_secs() {
        0 => String::new(),
        1..=59 => "under a minute left".to_owned(),
        _ => format!("{} left", about(time)),
    }
}

/// "question 7 of 33"
#[must_use]
pub fn question_of(number: usize, of: usize) -> String {
    format!("question {number} of {of}")
}

/// How many questions, in words that fit their number.
#[must_use]
pub fn questions(count: usize) -> String {
    match count {
        1 => "1 question".to_owned(),
        count => format!("{count} questions"),
    }
}

/// The promise made before the first question.
///
/// `contact` holds the answer files, the smallest group shown has `minimum` people, and the report
/// is given back on `date`; what is not known is left out or said generally.
#[must_use]
pub fn promise(contact: Option<&str>, minimum: u64, date: Option<&str>, sides: bool) -> Vec<String> {
    let holder = match contact {
        Some(contact) => {
            let contact = capitalised(contact);
            if sides {
                format!("{contact}, who is in neither team's line, holds your answer file.")
            } else {
                format!("{contact} holds your answer file.")
            }
        }
        None => "Your answer file is written to this computer and goes nowhere by itself: whoever you give \
                 it to holds it."
            .to_owned(),
    };
    let heads = if sides {
        "Both heads report"
    } else {
        "Those who asked report"
    };
    let back = date.map_or_else(
        || format!("{heads} back to you."),
        |date| format!("{heads} back by {date}."),
    );
    vec![
        format!(
            "{holder} Reports show groups of {minimum} or more; notes are not printed. Smaller teams agree \
             beforehand."
        ),
        format!("Answers are never used for pay or appraisal. {back}"),
    ]
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How to leave and come back, before the first question.
pub const LEAVING: &str = "Every answer is saved at once. You can leave at any time and go on later.";

/// What each key does, in the order to show them.
pub const KEYS: &[(&str, &str)] = &[
    ("1 2 3 …", "choose this sentence and go on"),
    ("↑ ↓ Enter", "move to a sentence and choose it"),
    ("d", "I don't know"),
    ("a", "it does not apply to us, where that is possible"),
    ("s", "skip it for now; the review shows it again"),
    ("n", "write a note beside the answer"),
    ("u", "take back the last answer"),
    ("b ←  →", "to the question before, and forward again"),
    ("r", "review all answers, jump to any, hand in"),
    ("q", "save and leave; the same command goes on later"),
    ("? Esc", "show and leave this list"),
];

/// What can be typed where lines are read.
pub const PLAIN_WORDS: &[(&str, &str)] = &[
    ("1, 2, 3 …", "choose this sentence"),
    ("d, know", "I don't know"),
    ("a, apply", "it does not apply to us, where that is possible"),
    ("s, skip", "skip it for now"),
    (
        "n TEXT, note TEXT",
        "write a note beside the answer; a dash takes it away",
    ),
    ("u, undo", "take back the last answer"),
    ("b, back", "to the question before"),
    ("f, forward", "to the question after"),
    (
        "r, review",
        "list all answers; a number there jumps, submit hands in",
    ),
    ("l, list", "read the question again"),
    ("q, quit", "save and leave"),
    ("?, help", "this list"),
];
