//! Every fixed text of `status`.

use crate::assessment::participation::Carries;
use crate::number::percent;

pub(super) const NEITHER_SIDE: &str = "Neither side";
pub(super) const SIDE_UNKNOWN: &str = "Side not said";
pub(super) const EVERYBODY: &str = "Everybody";
pub(super) const BOTH_SIDES: &str = "Both sides together";
pub(super) const OPEN: &str = "Not handed in";
pub(super) const REVISING: &str = "Being changed";
pub(super) const INCOMPLETE: &str = "Incomplete";
pub(super) const COUNTED: &str = "counted, in no result of a side";
pub(super) const TOO_LITTLE: &str = "answered too little for a total";
pub(super) const DRAFTS: &str = "begun and left open";
pub(super) const REVISIONS: &str = "handed in and opened again";
pub(super) const ENOUGH_FOR_RESULT: &str = "Enough answered for a result.";
pub(super) const OWN_VIEW: &str =
    "One person's answers: a report shows them as that person's own view, and not as a result of a team.";
pub(super) const STILL_NEEDED: &str = "Still needed";
pub(super) const AS_IT_STANDS: &str = "As it stands";
pub(super) const CONTACT: &str = "Answers are with";
pub(super) const REPORT_DATE: &str = "Report on";
pub(super) const NOT_APART: &str = "The sides cannot be shown apart.";
pub(super) const ENOUGH: &str = "enough";

pub(super) fn of(roster: u64) -> String {
    format!("of {roster}")
}

pub(super) fn more_for_result(more: u64) -> String {
    format!("{more} more before a report shows anything")
}

pub(super) fn more_for_apart(more: u64) -> String {
    format!("{more} more before the sides can be shown apart")
}

pub(super) fn more_for_care(more: u64, share: f64) -> String {
    format!(
        "{more} more before the result can be used with care ({})",
        percent(share)
    )
}

pub(super) fn more_for_use(more: u64, share: f64) -> String {
    format!("{more} more before the result can be used ({})", percent(share))
}

pub(super) fn never_apart(people: u64, minimum: u64) -> String {
    let people = if people == 1 {
        "1 person is".to_owned()
    } else {
        format!("{people} people are")
    };
    format!("{people} too few to be shown apart; a report shows groups of {minimum} and more")
}

pub(super) fn no_roster(id: &str) -> String {
    format!("it is not known how many people there are: give roster in lockstep.json, or --roster {id}=N")
}

pub(super) fn carries(carries: Option<Carries>, enough: f64, with_care: f64) -> String {
    let (enough, with_care) = (percent(enough), percent(with_care));
    match carries {
        Some(Carries::Use) => format!("At least {enough} of each side answered: the result can be used."),
        Some(Carries::Care) => format!(
            "Less than {enough} of a side answered, but at least {with_care}: use the result with care."
        ),
        Some(Carries::Conversation) => format!(
            "Less than {with_care} of a side answered: a report is the beginning of a conversation, not a result."
        ),
        None => {
            "How far a result carries cannot be said without knowing how many people there are.".to_owned()
        }
    }
}

pub(super) fn nothing_yet(minimum: u64) -> String {
    format!("Too few answered for any result; a report shows groups of {minimum} and more.")
}
