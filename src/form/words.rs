//! Every fixed word of the form, in one place: a second language is a second table.
//!
//! `{name}` stands for something filled in when the page is made or while it is used.

use serde::Serialize;

/// The fixed texts of one language.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    /// Language tag of these texts.
    pub(super) language: &'static str,
    /// `ltr` or `rtl`.
    pub(super) direction: &'static str,
    #[serde(skip)]
    pub(super) page: Page,
    #[serde(flatten)]
    pub(super) script: Script,
}

/// Something countable: `{n}` is the number.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Countable {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
}

/// Something said of the heads of two sides, and where there are no sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct PerSides {
    pub(super) two: &'static str,
    pub(super) none: &'static str,
}

impl PerSides {
    /// What to say.
    pub(super) const fn of(self, sides: bool) -> &'static str {
        if sides { self.two } else { self.none }
    }
}

/// What the page says by itself.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) questions: Countable,
    pub(super) questions_range: &'static str,
    pub(super) minutes: Countable,
    pub(super) offline: &'static str,
    pub(super) intro_heading: &'static str,
    pub(super) promise_heading: &'static str,
    pub(super) promise_holder: &'static str,
    pub(super) promise_holder_independent: &'static str,
    pub(super) promise_holder_named: &'static str,
    pub(super) promise_holder_unnamed: &'static str,
    pub(super) promise_groups: &'static str,
    pub(super) promise_groups_text: &'static str,
    pub(super) promise_use: &'static str,
    pub(super) promise_use_text: &'static str,
    pub(super) promise_use_unpromised: &'static str,
    pub(super) promise_back: &'static str,
    pub(super) promise_back_by: PerSides,
    pub(super) promise_back_sometime: PerSides,
    pub(super) promise_back_unpromised: &'static str,
    pub(super) how_heading: &'static str,
    pub(super) about_you: &'static str,
    pub(super) dont_know: &'static str,
    pub(super) not_applicable: &'static str,
    pub(super) asked_of: &'static str,
    pub(super) note_add: &'static str,
    pub(super) note_label: &'static str,
    pub(super) note_hint: &'static str,
    pub(super) back: &'static str,
    pub(super) skip: &'static str,
    pub(super) next: &'static str,
    pub(super) review: &'static str,
    pub(super) review_heading: &'static str,
    pub(super) review_caption: &'static str,
    pub(super) column_question: &'static str,
    pub(super) column_answer: &'static str,
    pub(super) review_first_open: &'static str,
    pub(super) keys: &'static str,
    pub(super) keys_heading: &'static str,
    pub(super) keys_digits: &'static str,
    pub(super) keys_arrows: &'static str,
    pub(super) keys_enter: &'static str,
    pub(super) keys_note: &'static str,
    pub(super) keys_leave_note: &'static str,
    pub(super) keys_back: &'static str,
    pub(super) keys_review: &'static str,
    pub(super) keys_help: &'static str,
    pub(super) keys_switch: &'static str,
    pub(super) key_enter: &'static str,
    pub(super) key_arrows: &'static str,
    pub(super) key_escape: &'static str,
    pub(super) close: &'static str,
    pub(super) storage_none: &'static str,
    pub(super) resumed: &'static str,
    pub(super) start_over: &'static str,
    pub(super) start_over_heading: &'static str,
    pub(super) start_over_text: &'static str,
    pub(super) start_over_keep: &'static str,
    pub(super) same_person: &'static str,
    pub(super) done_heading: &'static str,
    pub(super) done_file: &'static str,
    pub(super) done_check: &'static str,
    pub(super) done_check_text: &'static str,
    pub(super) done_send: &'static str,
    pub(super) done_send_to: &'static str,
    pub(super) done_send_anyone: &'static str,
    pub(super) done_mail: &'static str,
    pub(super) done_mail_text: &'static str,
    pub(super) done_close: &'static str,
    pub(super) done_close_text: &'static str,
    pub(super) save_again: &'static str,
    pub(super) change: &'static str,
    pub(super) as_text: &'static str,
    pub(super) as_text_hint: &'static str,
    pub(super) as_text_label: &'static str,
    pub(super) copy: &'static str,
    pub(super) no_script: &'static str,
    pub(super) no_script_text: &'static str,
    pub(super) no_script_browser: &'static str,
    pub(super) no_script_terminal: &'static str,
    pub(super) no_script_paper: &'static str,
    pub(super) months: [&'static str; 12],
    pub(super) date: &'static str,
}

/// What the script says while the page is used.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Script {
    pub(super) start: &'static str,
    pub(super) stays: &'static str,
    pub(super) next: &'static str,
    pub(super) to_review: &'static str,
    pub(super) save: &'static str,
    pub(super) about_position: &'static str,
    pub(super) position: &'static str,
    pub(super) minutes_left: Countable,
    pub(super) under_a_minute: &'static str,
    pub(super) progress: &'static str,
    pub(super) review_title: &'static str,
    pub(super) done_title: &'static str,
    pub(super) choose_or_skip: &'static str,
    pub(super) choose: &'static str,
    pub(super) skipped: &'static str,
    pub(super) not_answered: &'static str,
    pub(super) not_given: &'static str,
    pub(super) about_you: &'static str,
    pub(super) note: &'static str,
    pub(super) note_add: &'static str,
    pub(super) note_edit: &'static str,
    pub(super) summary_answered: &'static str,
    pub(super) summary_dont_know: Countable,
    pub(super) summary_not_applicable: Countable,
    pub(super) summary_open: Countable,
    pub(super) summary_complete: &'static str,
    pub(super) nothing_yet: &'static str,
    pub(super) saved_before: &'static str,
    pub(super) replacing: &'static str,
    pub(super) saved_again: &'static str,
    pub(super) copied: &'static str,
    pub(super) copy_by_hand: &'static str,
    pub(super) mail_subject: &'static str,
    pub(super) mail_body: &'static str,
    pub(super) other_tab: &'static str,
}

pub(super) const ENGLISH: Words = Words {
    language: "en",
    direction: "ltr",
    page: Page {
        questions: Countable {
            one: "{n} question",
            many: "{n} questions",
        },
        questions_range: "{least} to {most} questions",
        minutes: Countable {
            one: "about a minute",
            many: "about {n} minutes",
        },
        offline: "works offline, sends nothing",
        intro_heading: "From those who invite you",
        promise_heading: "What happens with your answers",
        promise_holder: "Who holds them",
        promise_holder_independent: "Your answer file is held by {contact}, who is in neither team's line.",
        promise_holder_named: "Your answer file is held by {contact}.",
        promise_holder_unnamed: "Whoever you send your answer file to holds it. Ask whoever invited you who that is.",
        promise_groups: "What others see",
        promise_groups_text: "Reports show groups of {minimum} or more; notes are not printed. Smaller teams \
                              agree beforehand.",
        promise_use: "What they are not for",
        promise_use_text: "Answers are never used for pay or appraisal.",
        promise_use_unpromised: "Answers are not meant for pay or appraisal.",
        promise_back: "What comes back",
        promise_back_by: PerSides {
            two: "Both heads report back by {date}.",
            none: "Those who asked report back by {date}.",
        },
        promise_back_sometime: PerSides {
            two: "Both heads report back what was found.",
            none: "Those who asked report back what was found.",
        },
        promise_back_unpromised: "Ask whoever invited you when they report back.",
        how_heading: "How to answer",
        about_you: "About you",
        dont_know: "Don't know",
        not_applicable: "Not applicable here",
        asked_of: "Asked only if {attribute}: {values}",
        note_add: "Add a note",
        note_label: "Your note",
        note_hint: "Reports do not print notes, but whoever holds your file can read them. Esc leaves the note.",
        back: "Back",
        skip: "Skip",
        next: "Next",
        review: "Review",
        review_heading: "Your answers",
        review_caption: "Choose a question to change its answer.",
        column_question: "Question",
        column_answer: "Your answer",
        review_first_open: "Go to the first open question",
        keys: "Keys",
        keys_heading: "Answer without a mouse",
        keys_digits: "choose a sentence",
        keys_arrows: "move the choice",
        keys_enter: "go on",
        keys_note: "write a note",
        keys_leave_note: "leave the note",
        keys_back: "go back",
        keys_review: "review all answers",
        keys_help: "show these keys",
        keys_switch: "Digits and letters act as keys. Turn this off if they get in your way; Tab, arrows and \
                      Enter always work.",
        key_enter: "Enter",
        key_arrows: "↑ ↓",
        key_escape: "Esc",
        close: "Close",
        storage_none: "This browser keeps nothing for this page, as in a private window. You can answer all the \
                       same: do it in one go and save your file at the end. Reloading or closing the page \
                       would lose your answers.",
        resumed: "You are back where you stopped. Your answers were kept in this browser.",
        start_over: "Start over",
        start_over_heading: "Start over?",
        start_over_text: "This deletes every answer and note given so far from this browser.",
        start_over_keep: "Keep my answers",
        same_person: "It is me: replace my earlier file",
        done_heading: "Your answer file is saved",
        done_file: "Name of the file",
        done_check: "Find the file",
        done_check_text: "It is where your browser keeps downloads. The answers themselves are no longer kept in \
                          this browser once you close this page.",
        done_send: "Send it",
        done_send_to: "Send the file to {contact}. It is the only copy: this page has sent nothing.",
        done_send_anyone: "Send the file to whoever invited you. It is the only copy: this page has sent nothing.",
        done_mail: "Write to {address}",
        done_mail_text: "A link cannot attach a file: attach it yourself before you send the mail.",
        done_close: "Close this page",
        done_close_text: "That was all. Thank you.",
        save_again: "Save the file again",
        change: "Change an answer",
        as_text: "No file? Copy your answers as text",
        as_text_hint: "Paste all of it into a message. It holds exactly what the file holds.",
        as_text_label: "Your answers as text",
        copy: "Copy",
        no_script: "This page needs JavaScript to take your answers",
        no_script_text: "It is switched off or blocked here, or this browser is too old. The page works offline and \
                         sends nothing, with it or without. You can still answer:",
        no_script_browser: "Save the file and open it in another browser, such as Edge, Firefox, Chrome or Safari.",
        no_script_terminal: "Or run “lockstep survey” in a terminal.",
        no_script_paper: "Or read the questions below, print them, and hand in for each its code and the number \
                          of the sentence that you choose.",
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        date: "{day} {month} {year}",
    },
    script: Script {
        start: "Start",
        stays: "Your answers stay in this browser until you save them.",
        next: "Next",
        to_review: "Back to review",
        save: "Save answer file",
        about_position: "About you, {n} of {all}",
        position: "Question {n} of {all}",
        minutes_left: Countable {
            one: "about a minute left",
            many: "about {n} minutes left",
        },
        under_a_minute: "less than a minute left",
        progress: "{n} of {all} answered",
        review_title: "Review",
        done_title: "Saved",
        choose_or_skip: "Choose an answer first, or skip this question.",
        choose: "Choose one first.",
        skipped: "Skipped. It stays open; you can come back to it from the review.",
        not_answered: "Not answered",
        not_given: "Left empty",
        about_you: "About you",
        note: "Note",
        note_add: "Add a note",
        note_edit: "Your note",
        summary_answered: "{n} of {all} answered",
        summary_dont_know: Countable {
            one: "{n} don't know",
            many: "{n} don't know",
        },
        summary_not_applicable: Countable {
            one: "{n} not applicable",
            many: "{n} not applicable",
        },
        summary_open: Countable {
            one: "{n} still open",
            many: "{n} still open",
        },
        summary_complete: "Nothing is left open.",
        nothing_yet: "There is no answer to save yet.",
        saved_before: "An answer file was saved from this browser on {date} ({file}). If you start now, you answer \
                       as somebody else.",
        replacing: "Your new file will replace the earlier one. Say so when you send it.",
        saved_again: "Saved again.",
        copied: "Copied. Paste it into a message.",
        copy_by_hand: "The text is marked: press Ctrl+C, or Cmd+C on a Mac.",
        mail_subject: "My answers: {title}",
        mail_body: "Hello,\n\nattached is my answer file, {file}.\n(Please attach the file before sending.)\n",
        other_tab: "This form was used in another tab. You see the answers given there.",
    },
};

/// The text with every `{name}` filled in.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, beyond)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = beyond;
    }
    out.push_str(rest);
    out
}

impl Countable {
    /// The text for `n` of them.
    pub(super) fn of(self, n: usize) -> String {
        fill(
            if n == 1 { self.one } else { self.many },
            &[("n", &n.to_string())],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(fill("open { and {unknown}", &[]), "open { and {unknown}");
    }
}
