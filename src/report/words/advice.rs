//! The words for what fits, what it would take and what to do.

use super::{and, sentences};
use crate::number;

pub(crate) const FIT: &str = "What fits here";
pub(crate) const DECIDED_BY: &str = "Decided by";
pub(crate) const NOT_YET_ANSWERED: &str = "Could change";
pub(crate) const AIM_NOW: &str = "Aim now";
pub(crate) const STILL_TO_GO: &str = "Still to go";
pub(crate) const HOLDS_LEVEL: &str = "This one holds the level down.";
pub(crate) const GUARDS: &str = "What holds the level";
pub(crate) const GUARDS_BEYOND: &str = "What would hold the level beyond the one aimed at now";
pub(crate) const STEPS_NOW: &str = "What to do now";
pub(crate) const STEPS_LATER: &str = "Later";
pub(crate) const STEPS_TO_PROPOSE: &str = "What you could propose";

pub(crate) const WHY: &str = "Why";
pub(crate) const BECAUSE: &str = "Seen in";
pub(crate) const WHO: &str = "Who";
pub(crate) const DONE_WHEN: &str = "Done when";
pub(crate) const RESTS_ON: &str = "Rests on";
pub(crate) const BOTH_SIDES: &str = "Both";
pub(crate) const MEETING: &str = "For the meeting";
pub(crate) const MEETING_QUESTION: &str = "What did you see that we did not?";
pub(crate) const MEETING_FORM: [&str; 3] = ["Decision", "Owner", "Date"];
pub(crate) const LEADERS: &str = "For the two heads";
pub(crate) const LEADERS_STEPS: &str = "Due now, whatever the aim";
pub(crate) const FOUNDATIONS: &str = "Every move rests on these:";
pub(crate) const TOGETHER: &str = "Together";
pub(crate) const ALL_TOGETHER: &str = "As a whole";
pub(crate) const LEVEL: &str = "Level";

pub(crate) fn fits(level: &str, reason: &str) -> String {
    format!("{level} suits this organisation. {}", reason.trim())
}

pub(crate) fn deciding(name: &str, value: &str, alone: bool, assumed: bool) -> String {
    let remark = match (alone, assumed) {
        (true, true) => " (assumed; tips the balance)",
        (true, false) => " (tips the balance)",
        (false, true) => " (assumed)",
        (false, false) => "",
    };
    format!("{}{remark}", super::fact(name, value))
}

/// What another answer would change; `assumed` is what is taken for want of one.
pub(crate) fn could_change(name: &str, assumed: Option<&str>, value: &str, level: &str) -> String {
    let taken = assumed.map_or_else(String::new, |assumed| {
        format!(" and taken as {}", super::quoted(assumed))
    });
    format!(
        "{name} is not answered{taken}; answering {} could make it {level}.",
        super::quoted(value)
    )
}

pub(crate) fn hold(level: &str) -> String {
    format!("{level} is reached: hold it and mend what is weak.")
}

pub(crate) fn aim(level: &str, from: &str) -> String {
    format!("{level}, coming from {from}.")
}

/// How far it is to each level; `fit` is named where it lies below the highest one.
pub(crate) fn still_to_go(ways: &[(&str, f64)], top: &str, fit: Option<&str>) -> String {
    let parts: Vec<String> = ways
        .iter()
        .map(|(level, distance)| format!("{} points to {level}", number::decimal(*distance, 1)))
        .collect();
    let caution = fit.map_or_else(String::new, |fit| {
        format!(" {top} is not the goal for everybody: with these circumstances an organisation does well at {fit}.")
    });
    format!("{}.{caution}", and(&parts))
}

pub(crate) fn route_title(level: &str) -> String {
    format!("What {level} would take: arithmetic, not advice")
}

pub(crate) fn route(level: &str, needed: f64, shown: usize, total: usize) -> String {
    let needed = if needed > 0.0 {
        format!(
            "The score lacks {} points to {level}.",
            number::decimal(needed, 1)
        )
    } else {
        format!("The score is high enough for {level}.")
    };
    let changes = match total {
        0 | 1 => "One question would have to rise to its next sentence.".to_owned(),
        _ => format!("{total} questions would have to rise, each to its next sentence."),
    };
    let which = if shown < total {
        format!(" The first {shown}:")
    } else {
        String::new()
    };
    format!("{needed} {changes}{which}")
}

pub(crate) fn raised(from: &str, to: &str, gain: &str) -> String {
    format!("{from} → {to}, score {gain}")
}

/// What the rules below have in common: the highest level they allow.
pub(crate) fn not_above(cap: &str, decisive: bool) -> String {
    if decisive {
        format!("The level is held at {cap}:")
    } else {
        format!("Once the score is there, the level would still be held at {cap}:")
    }
}

pub(crate) fn guard(reason: &str, unconfirmed: bool, evidence: &str) -> String {
    let state = if unconfirmed {
        " Not confirmed: the question behind it got no answer."
    } else {
        ""
    };
    let evidence = if evidence.is_empty() {
        String::new()
    } else {
        format!(" ({evidence})")
    };
    format!("{}{evidence}{state}", reason.trim())
}

pub(crate) fn effort(effort: &str) -> &str {
    match effort {
        "S" => "up to a week of work",
        "M" => "up to a month of work",
        "L" => "more than a month of work",
        other => other,
    }
}

pub(crate) fn who_and_when(owner: &str, effort: &str, horizon: &str) -> String {
    format!("{owner} · {} · shows within {horizon}", self::effort(effort))
}

pub(crate) fn rests_on(evidence: &str, source: Option<&str>) -> String {
    let grade = match evidence {
        "A" => "an empirical study",
        "B" => "cases",
        "C" => "practitioners' experience",
        other => other,
    };
    source.map_or_else(
        || grade.to_owned(),
        |source| format!("{grade}: {}", source.trim()),
    )
}

pub(crate) fn after(steps: &[String]) -> String {
    format!("after: {}", and(steps))
}

pub(crate) fn blocked(evidence: &str) -> String {
    format!("held back by {evidence}")
}

pub(crate) fn step_in_short(title: &str, owner: &str, horizon: &str) -> String {
    format!("{title} ({owner}, {horizon})")
}

pub(crate) fn meeting_intro(count: usize) -> String {
    let what = match count {
        1 => "This is where the two sides see it most differently.".to_owned(),
        _ => format!("These are the {count} questions on which the two sides see it most differently."),
    };
    sentences(&[
        what,
        "Neither is wrong: each saw something. Take one at a time and find an example together.".to_owned(),
    ])
}

pub(crate) fn contrast(attribute: &str) -> String {
    format!("{attribute}: on the questions that all of them were asked")
}

pub(crate) fn group_of(name: &str, n: Option<u64>) -> String {
    n.map_or_else(|| name.to_owned(), |n| format!("{name} ({n})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_name_each_level_once() {
        assert_eq!(
            still_to_go(
                &[("Aligned", 3.6), ("Integrated", 23.6)],
                "Integrated",
                Some("Aligned")
            ),
            "3.6 points to Aligned and 23.6 points to Integrated. Integrated is not the goal for everybody: with \
             these circumstances an organisation does well at Aligned."
        );
    }
}
