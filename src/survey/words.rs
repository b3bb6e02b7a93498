//! Every fixed text that a person reads while answering, in one place.

use std::time::Duration;

use super::draft::Kind;

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

/// More was written than an answer file can hold.
pub const TOO_LONG: &str = "This text is too long for an answer file, which holds 1 MiB. It was not kept.";
/// What to do after a paste where keys are asked for.
pub const KEY_BY_KEY: &str = "press one key at a time.";
/// What to do after a paste where lines are asked for.
pub const LINE_BY_LINE: &str = "type one line at a time.";
/// What to do with a paste beside a question.
pub const NOTE_BY_N: &str = "n keeps it as a note.";

/// More came at once than anybody types, where no text is asked for; `then` says what to do.
#[must_use]
pub fn looks_like_a_paste(text: &str, then: &str) -> String {
    let text = super::paragraph(text);
    let lines = match text.lines().count() {
        0 | 1 => String::new(),
        count => format!(", {count} lines"),
    };
    let begin: String = super::line(&text.chars().take(40).collect::<String>());
    let more = if text.chars().nth(40).is_some() { "…" } else { "" };
    format!("That looks like a paste (“{begin}{more}”{lines}). It answers nothing; {then}")
}

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
/// `contact` holds the answer files and is in neither team's line where `independent` says so, the
/// smallest group shown has `minimum` people, and the report is given back on `date`; what is not
/// known is left out or said generally.
#[must_use]
pub fn promise(
    contact: Option<&str>,
    independent: bool,
    minimum: u64,
    date: Option<&str>,
    sides: bool,
) -> Vec<String> {
    let holder = match contact {
        Some(contact) if independent && sides => {
            format!("Your answer file is held by {contact}, who is in neither team's line.")
        }
        Some(contact) => format!("Your answer file is held by {contact}."),
        None => "Your answer file is written to this computer and goes nowhere by itself: whoever you give \
                 it to holds it."
            .to_owned(),
    };
    let reports = format!(
        "{holder} Reports show groups of {minimum} or more; notes are not printed. Smaller teams agree \
         beforehand."
    );
    let use_of_it = match (contact, date) {
        // Nobody has promised anything yet: say what to ask for.
        (None, None) => "Answers are not meant for pay or appraisal. Ask whoever invited you who holds them \
                         and when they report back."
            .to_owned(),
        (_, date) => {
            let heads = if sides {
                "Both heads report"
            } else {
                "Those who asked report"
            };
            let back = date.map_or_else(|| " to you".to_owned(), |date| format!(" by {date}"));
            format!("Answers are never used for pay or appraisal. {heads} back{back}.")
        }
    };
    vec![reports, use_of_it]
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

/// "Don't know", as a choice.
pub const CHOICE_DONT_KNOW: &str = "I don't know";
/// "Not applicable", as a choice.
pub const CHOICE_NOT_APPLICABLE: &str = "Does not apply to us";
/// Leaving a question out, as a choice.
pub const CHOICE_SKIP: &str = "Skip for now";
/// Beside the last thing said.
pub const UNDO_HINT: &str = "u undoes";
/// The keys under a question.
pub const QUESTION_KEYS: &str = "number or ↑↓ Enter · b back · n note · r review · ? keys · q save and leave";
/// The same where there is little room.
pub const QUESTION_KEYS_SHORT: &str = "b back · r review · ? keys · q leave";
/// There are more rows than fit.
pub const MORE_BOTH: &str = "↑ ↓ more";
/// There are rows above.
pub const MORE_ABOVE: &str = "↑ more";
/// There are rows below.
pub const MORE_BELOW: &str = "↓ more";
/// The terminal cannot be given to another program now.
pub const NO_SUSPENDING: &str = "Everything is saved: q leaves, and the same command goes on later.";
/// Heading of the table of all answers.
pub const REVIEW: &str = "Your answers";
/// The last row of the table.
pub const HAND_IN: &str = "Hand in these answers";
/// Beside an answer with a remark.
pub const WITH_NOTE: &str = " + note";
/// The keys under the table.
pub const REVIEW_KEYS: &str = "↑↓ or a number, Enter opens it · b back · ? keys · q save and leave";
/// The same where there is little room.
pub const REVIEW_KEYS_SHORT: &str = "↑↓ Enter opens · b back · q leave";
/// A number that is no question.
pub const NO_SUCH_QUESTION: &str = "There is no question with this number.";
/// Heading of the list of keys.
pub const KEYS_TITLE: &str = "Keys";
/// How to leave the list of keys.
pub const KEYS_LEAVE: &str = "Any key goes back.";
/// How to see the rest of the list, and to leave it.
pub const KEYS_LEAVE_OR_MOVE: &str = "↑↓ more · any other key goes back";
/// Under the promise.
pub const BEGIN_KEYS: &str = "Enter begins, q leaves.";
/// The person would rather do something else.
pub const WHAT_NOW: &str = "What would you like to do?";
/// Go on.
pub const GO_ON: &str = "Go on";
/// Go back.
pub const GO_BACK: &str = "Go back";
/// Save and leave.
pub const SAVE_AND_LEAVE: &str = "Save and leave";
/// What can be typed instead of a text.
pub const TEXT_KEYS: &str = "Enter goes on · :b goes back · :q saves and leaves";
/// A remark.
pub const NOTE: &str = "Note";
/// About writing a remark.
pub const NOTE_KEYS: &str = "Enter keeps the note, Esc leaves it as it was; an empty one takes it away. Group reports never print notes.";

/// Handing in while questions are open.
#[must_use]
pub fn still_open(open: usize) -> String {
    let are = if open == 1 { "is" } else { "are" };
    format!(
        "{} {are} not answered yet. Enter again hands in anyway.",
        questions(open)
    )
}

/// Drafts were found.
pub const DRAFT_FOUND: &str = "You have begun before. Go on?";
/// Begin anew, leaving a draft where it is.
pub const BEGIN_AGAIN: &str = "Begin again; what there is stays";
/// What a draft is.
pub const WHAT_IS_A_DRAFT: &str = "a draft is what survey keeps of answers begun; its name ends in .draft";

/// What a file is that is no draft, and what can be done with it.
#[must_use]
pub fn no_draft(kind: Kind, path: &str) -> (&'static str, String) {
    match kind {
        Kind::Answers => (
            "answers that were handed in",
            format!("lockstep survey --revise {path} opens them again"),
        ),
        Kind::Project => (
            "the file of a project",
            "lockstep survey in its folder goes on with the drafts there".to_owned(),
        ),
        Kind::Pack => (
            "a questionnaire",
            format!("lockstep survey --pack {path} asks it"),
        ),
        Kind::Json => ("JSON of another kind", WHAT_IS_A_DRAFT.to_owned()),
        Kind::Unknown => ("not JSON", WHAT_IS_A_DRAFT.to_owned()),
    }
}

/// Another survey has the draft.
pub const IN_USE: &str = "this draft is open in another survey, and only one may write it";
/// What to do then.
pub const IN_USE_HELP: &str = "go on in that window, or leave there first: q saves everything and leaves";

/// A draft among others that another survey has.
#[must_use]
pub fn open_elsewhere(path: &str) -> String {
    format!("{path} is being answered in another window, and is left to it.")
}

/// Left on purpose.
pub const SAVED: &str = "Saved.";
/// Stopped by a signal.
pub const INTERRUPTED: &str = "Interrupted.";
/// A pipe came to its end.
pub const INPUT_ENDED: &str = "The input ended before the answers were handed in.";
/// There was nothing to keep.
pub const NOTHING_KEPT: &str = "Nothing was answered, so nothing is kept.";
/// Over answers that could not be written anywhere.
pub const NOT_SAVED: &str =
    "These answers could not be saved. Copy them into a file and go on with lockstep survey --resume FILE:";

/// A draft among others: "12 answered, begun 2026-10-04 09:12".
#[must_use]
pub fn go_on_with(answered: usize, started_at: Option<&str>) -> String {
    let begun = started_at.map(|moment| {
        let moment = super::line(moment);
        let (day, time) = moment.split_once('T').unwrap_or((&moment, ""));
        let time: String = time.chars().take(5).collect();
        format!(", begun {day} {time}")
    });
    format!("{answered} answered{}", begun.unwrap_or_default())
}

/// At the first question after coming back.
#[must_use]
pub fn welcome_back(answered: usize, of: usize) -> String {
    format!("Welcome back. {}", self::answered(answered, of))
}

/// "12 of 33 answered."
#[must_use]
pub fn answered(answered: usize, of: usize) -> String {
    format!("{answered} of {} answered.", questions(of))
}

/// The pack has another version than when the draft was begun.
#[must_use]
pub fn pack_changed(from: &str, to: &str, kept: usize, changed: usize) -> String {
    let again = match changed {
        0 => String::new(),
        1 => "; 1 has changed and is asked again".to_owned(),
        count => format!("; {count} have changed and are asked again"),
    };
    format!("The questionnaire has changed from {from} to {to}: {kept} answers kept{again}.")
}

/// How to go on later.
#[must_use]
pub fn go_on_command(draft: &str) -> String {
    format!("Go on with:\n  lockstep survey --resume {draft}")
}

/// The answers are handed in.
#[must_use]
pub fn handed_in(path: &str, in_project: bool) -> String {
    let next = if in_project {
        ""
    } else {
        "\nGive this file to whoever asked you."
    };
    format!("Thank you. Your answers are saved, readable by you alone:\n  {path}{next}")
}

/// How to change what was handed in.
#[must_use]
pub fn revise_command(path: &str) -> String {
    format!("Change them with:\n  lockstep survey --revise {path}")
}

/// The terminal failed.
#[must_use]
pub fn terminal_failed(why: &str) -> String {
    format!("The terminal failed: {why}.")
}

/// How to choose from a list.
pub const LIST_KEYS: &str = "↑↓ and Enter choose · Esc for more";

/// Too little was answered for a result.
pub const NO_RESULT: &str = "That is too little for a result of your own.";

/// There is nobody to ask, and what can be done instead.
pub const NO_TERMINAL: &str = "there is no terminal to ask in. Answers can also come
  as lines     lockstep survey --plain < LINES
  from a form  lockstep form makes one that any browser fills
  from a file  write one like those in examples/answers; lockstep report FILE reads it";

/// How to see the rest of one's own result.
#[must_use]
pub fn report_command(path: &str) -> String {
    format!("What would fit, and what to do next:\n  lockstep report {path} --own")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever asks must have said that the contact is in neither team's line; and a name stays as
    /// it was written, such as an address.
    #[test]
    fn the_promise_says_only_what_is_known() {
        for (contact, independent, sides) in [
            (None, true, true),
            (Some("ops@example.org"), false, true),
            (Some("ops@example.org"), true, false),
            (Some("ops@example.org"), true, true),
        ] {
            let said = promise(contact, independent, 5, None, sides).join(" ");
            let known = contact.is_some() && independent && sides;
            assert_eq!(said.contains("neither team's line"), known, "{said}");
            assert_eq!(
                said.contains("held by ops@example.org"),
                contact.is_some(),
                "{said}"
            );
            assert_eq!(said.contains("never used for pay"), contact.is_some(), "{said}");
            assert_eq!(said.contains("Both heads"), contact.is_some() && sides, "{said}");
        }
    }
}
