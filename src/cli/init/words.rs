//! Every fixed text of `init`.

pub(super) const WELCOME: &str = "A few questions make the project file. Enter alone takes what is \
    marked or leaves a thing open; everything can be changed in the file later. Ctrl-C stops, and \
    nothing is written.";
pub(super) const STOPPED: &str = "stopped; nothing was written";

pub(super) const ORGANIZATION: &str = "Organisation";
pub(super) const ORGANIZATION_ASK: &str = "Whose teams are asked? The name stands in every report.";
pub(super) const UNNAMED: &str = "My organisation";
pub(super) const PACK: &str = "Questionnaire";
pub(super) const PACK_ASK: &str =
    "Which one do people answer? (One of your own: start again with --pack FILE.)";
pub(super) const ROSTER_ASK: &str =
    "How many people are in it? Reports say how many of them answered, and status how many are missing.";
pub(super) const NOT_KNOWN: &str = "not known";
pub(super) const CONTACT: &str = "Contact";
pub(super) const CONTACT_ASK: &str = "Who holds the answer files? Best is somebody in neither team's line; people are told before they answer.";
pub(super) const INDEPENDENT: &str = "In neither line";
pub(super) const INDEPENDENT_NOW: &str = "In neither team's line?";
pub(super) const NOT_DECIDED: &str = "not decided";
pub(super) const DATE: &str = "Report date";
pub(super) const DATE_ASK: &str = "On which day do both heads report back? Write it as 2026-10-04.";
pub(super) const WRONG_DATE: &str = "write a day of the calendar as 2026-10-04";
pub(super) const WRONG_NUMBER: &str = "write a whole number above zero";
pub(super) const FACTS: &str = "Facts";
pub(super) const FACTS_NOW: &str = "Answer them now?";

pub(super) fn facts_ask(open: usize) -> String {
    let facts = if open == 1 {
        "One fact".to_owned()
    } else {
        format!("{open} facts")
    };
    format!(
        "{facts} about the organisation decide which level suits it and which advice fits. No fact is scored."
    )
}

pub(super) fn independent_ask(contact: &str) -> String {
    format!(
        "Whoever reports to neither head can be told more. If you say yes, everybody reads before the first \
         question that {contact} is in neither team's line."
    )
}

pub(super) fn yes_or_no(ask: &str, marked: bool) -> String {
    format!("{ask} (y or n; Enter alone: {})", if marked { "y" } else { "n" })
}

pub(super) fn people_of(side: &str) -> String {
    format!("People in {side}")
}

pub(super) fn place(number: usize, of: usize) -> String {
    format!("{number} of {of}")
}

pub(super) fn enter_means(what: &str) -> String {
    format!("Enter alone: {what}")
}

pub(super) fn wrong(typed: &str, why: &str) -> String {
    if typed.is_empty() {
        why.to_owned()
    } else {
        format!("{typed}: {why}")
    }
}

pub(super) fn number_or_enter(marked: &str) -> String {
    format!("Type a number. Enter alone: {marked}")
}

pub(super) fn no_such_number(last: usize) -> String {
    format!("Type a number from 1 to {last}.")
}

/// What a project can do without, and what for.
pub(super) fn still_open(
    roster: bool,
    contact: bool,
    independent: bool,
    date: bool,
    facts: usize,
) -> Option<String> {
    let mut open = Vec::new();
    if roster {
        open.push("how many people some side has (roster)".to_owned());
    }
    if contact {
        open.push("who holds the answers (contact)".to_owned());
    }
    if independent {
        open.push("whether the contact is in neither team's line (contact_is_independent)".to_owned());
    }
    if date {
        open.push("the day of the report (report_date)".to_owned());
    }
    if facts > 0 {
        open.push(if facts == 1 {
            "1 fact".to_owned()
        } else {
            format!("{facts} facts")
        });
    }
    (!open.is_empty()).then(|| format!("left open: {}", open.join(", ")))
}
