//! The words for what the answers say.

use super::{and, people, points, range};
use crate::assessment::{Certainty, Change, Gap, Interval, Reason};
use crate::number;

pub(crate) const NO_SHARED_VIEW: &str = "No shared view";
pub(crate) const NO_RESULT: &str = "No result to show";
pub(crate) const EVERYONE_ANSWERED: &str =
    "Everyone answered, so nothing is estimated; answers still vary from one day to the next.";
pub(crate) const FIRST_STEP: &str = "First step";
pub(crate) const PERSON_SUBJECT: &str = "one person's view";
pub(crate) const ONE_VIEW: &str = "This is how one person sees it, not a result of a team. Others, on the other side above all, \
     may see it differently: that difference is what a team's report shows.";
pub(crate) const PROFILE: &str = "Profile";
pub(crate) const STRONGEST: &str = "Strongest";
pub(crate) const OVERALL_MARK: &str = "both sides together";
pub(crate) const OVERALL_ALONE: &str = "the result";
pub(crate) const BOTH_MARK: &str = "both in one place";
pub(crate) const APART: &str = "Where the two sides see it apart";
pub(crate) const IN_THEIR_WORDS: &str = "The sentence nearest to each side's average answer";
/// How an assessment says that a group is not of one mind.
pub(crate) const DO_NOT_AGREE: &str = "do not agree";
pub(crate) const CHANGE: &str = "Change";
pub(crate) const FINDINGS: &str = "What deserves attention";

/// The title line of a report.
pub(crate) fn subject(parts: &[String]) -> String {
    parts.join(" · ")
}

/// `Team: EMEA`
pub(crate) fn part(attribute: &str, labels: &[&str]) -> String {
    let said: Vec<&str> = labels
        .iter()
        .map(|label| if label.is_empty() { "not said" } else { label })
        .collect();
    format!("{attribute}: {}", said.join(", "))
}

pub(crate) fn between(low: &str, high: &str) -> String {
    format!("Between {low} and {high}")
}

fn views(views: &[(String, String)]) -> String {
    let parts: Vec<String> = views
        .iter()
        .map(|(side, level)| format!("{side} sees {level}"))
        .collect();
    and(&parts)
}

pub(crate) fn one_level_apart(sides: &[(String, String)]) -> String {
    views(sides)
}

pub(crate) fn levels_apart(sides: &[(String, String)]) -> String {
    format!("{}: too far apart to speak of one relationship", views(sides))
}

pub(crate) fn score_on_scale(score: &str, min: f64, max: f64, ends: Option<(String, String)>) -> String {
    let scale = range(&super::axis_number(min), &super::axis_number(max));
    match ends {
        Some((low, high)) => format!(
            "{score} on the scale from {scale} (range that fits the answers: {}).",
            range(&low, &high)
        ),
        None => format!("{score} on the scale from {scale}."),
    }
}

pub(crate) fn average_of_neither(score: &str, min: f64, max: f64) -> String {
    let scale = range(&super::axis_number(min), &super::axis_number(max));
    format!(
        "Their average, {score} on the scale from {scale}, describes neither of them. The plan starts from the \
         lower one."
    )
}

pub(crate) const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Clear => "The level is clear.",
        Certainty::Probable => "The level is probable.",
        Certainty::Between => "The level is open.",
    }
}

fn if_alike(everyone: bool) -> &'static str {
    if everyone {
        ""
    } else {
        ", if those who did not answer resemble those who did"
    }
}

pub(crate) fn certain(certainty: Certainty, (level, share): (&str, f64), everyone: bool) -> String {
    let word = match certainty {
        Certainty::Clear => "Clear",
        Certainty::Probable => "Probable",
        Certainty::Between => "Open",
    };
    format!(
        "{word}: {} of the plausible range lies in {level}{}.",
        number::percent(share),
        if_alike(everyone)
    )
}

pub(crate) fn undecided(first: (&str, f64), second: (&str, f64)) -> String {
    format!(
        "Not certain: {} of the plausible range lies in {}, {} in {}, if those who did not answer resemble those \
         who did.",
        number::percent(first.1),
        first.0,
        number::percent(second.1),
        second.0
    )
}

/// The score lies in one level, and the sides' own results in two.
pub(crate) fn lies_in_but_between(level: &str) -> String {
    format!(
        "The score by itself lies in {level}; where the sides' own results differ by a level, the result lies between."
    )
}

pub(crate) fn held(before: &str, cap: &str, reason: &str, guards: usize) -> String {
    let others = match guards {
        0 | 1 => "",
        2 => " One more rule holds it too, see below.",
        _ => " More rules hold it too, see below.",
    };
    format!(
        "The score alone would say {before}; it is held at {cap}. {}{others}",
        reason.trim()
    )
}

pub(crate) fn people_weighted_differs(score: &str, level: &str) -> String {
    format!("If every person counted the same, instead of every side, it would be {score}: {level}.")
}

pub(crate) fn answered(answered: u64, roster: Option<u64>, rate: Option<f64>) -> String {
    match (roster, rate) {
        (Some(roster), Some(rate)) => format!("{answered} of {roster} answered ({})", number::percent(rate)),
        (Some(roster), None) => format!("{answered} of {roster} answered"),
        (None, _) => format!("{answered} answered"),
    }
}

pub(crate) fn furthest_from(level: Option<&str>) -> String {
    level.map_or_else(
        || "Furthest behind".to_owned(),
        |level| format!("Furthest from {level}"),
    )
}

pub(crate) fn points_short(below: f64) -> String {
    number::signed(-below, 1)
}

/// The higher side, the lower one, and the interval turned so that it reads from the higher side.
fn turned<'a>(
    first: &'a str,
    second: &'a str,
    difference: f64,
    interval: Option<&Interval>,
) -> (&'a str, &'a str, Option<(f64, f64)>) {
    let interval = interval.map(|interval| (interval.low, interval.high));
    if difference < 0.0 {
        (second, first, interval.map(|(low, high)| (-high, -low)))
    } else {
        (first, second, interval)
    }
}

fn same(difference: f64) -> bool {
    number::decimal(difference.abs(), 0) == "0"
}

/// No difference was shown; what is still possible.
fn still_possible(interval: &Interval) -> String {
    let most = interval.low.abs().max(interval.high.abs());
    format!("up to {} either way is still possible", points(most))
}

pub(crate) fn gap(first: &str, second: &str, gap: &Gap) -> String {
    let (higher, lower, interval) = turned(first, second, gap.difference, gap.interval.as_ref());
    match (gap.marked, &gap.interval) {
        (Some(false), Some(interval)) => format!(
            "No difference shown in how {first} and {second} rate the cooperation as a whole; {}.",
            still_possible(interval)
        ),
        (Some(false), None) => {
            format!("No difference shown in how {first} and {second} rate the cooperation as a whole.")
        }
        _ if same(gap.difference) => {
            format!("{first} and {second} rate the cooperation as a whole the same.")
        }
        _ => {
            let fits = interval.map_or_else(String::new, |(low, high)| {
                format!(
                    "; the answers fit a difference from {} points",
                    range(&number::decimal(low, 0), &number::decimal(high, 0))
                )
            });
            format!(
                "As a whole, {higher} rates the cooperation {} higher than {lower}{fits}.",
                points(gap.difference.abs())
            )
        }
    }
}

/// How often the higher side's answer is the higher one, in pairs of one person from each side.
pub(crate) fn superiority(first: &str, second: &str, gap: &Gap) -> Option<String> {
    let share = gap.probability_of_superiority?;
    let (higher, share) = if gap.difference < 0.0 {
        (second, 1.0 - share)
    } else {
        (first, share)
    };
    let pairs = number::decimal(share * 100.0, 0);
    Some(format!(
        "In {pairs} of 100 random pairs with one person of each side, the person in {higher} rates it higher."
    ))
}

pub(crate) fn dimension_gap(name: &str, first: &str, second: &str, gap: &Gap) -> String {
    let (higher, _, interval) = turned(first, second, gap.difference, gap.interval.as_ref());
    let fits = interval.map_or_else(String::new, |(low, high)| {
        format!(
            "; the answers fit {}",
            range(&number::decimal(low, 0), &number::decimal(high, 0))
        )
    });
    format!(
        "{name}: {higher} rates it {} higher{fits}",
        points(gap.difference.abs())
    )
}

pub(crate) fn no_dimension_apart(tested: usize) -> String {
    format!(
        "In none of the {tested} dimensions do the answers show a difference between the two sides. \
         Smaller ones may be there."
    )
}

pub(crate) fn disagreement_inside(sides: &[(String, Vec<String>)]) -> String {
    let parts: Vec<String> = sides
        .iter()
        .map(|(side, dimensions)| {
            format!(
                "People in {side} do not see it the same way among themselves: {}.",
                super::listed(dimensions)
            )
        })
        .collect();
    format!(
        "{} There an average hides more than it shows.",
        super::sentences(&parts)
    )
}

pub(crate) fn points_apart(first: &str, second: &str, difference: f64) -> String {
    let (higher, _, _) = turned(first, second, difference, None);
    if same(difference) {
        "rated the same".to_owned()
    } else {
        format!("{higher} rates it {} higher", points(difference.abs()))
    }
}

pub(crate) fn chosen_by(count: u64, of: u64) -> String {
    format!("chosen by {count} of {of}")
}

pub(crate) fn since(wave: Option<&str>, n: Option<u64>) -> String {
    let wave = wave.map_or_else(
        || "Since the last wave".to_owned(),
        |wave| format!("Since {wave}"),
    );
    n.map_or_else(
        || wave.clone(),
        |n| format!("{wave}, when {} answered", people(n)),
    )
}

pub(crate) fn changed(change: &Change) -> String {
    let verb = if same(change.difference) {
        "stayed the same".to_owned()
    } else if change.difference > 0.0 {
        format!("rose by {}", points(change.difference))
    } else {
        format!("fell by {}", points(change.difference.abs()))
    };
    let fits = change.interval.as_ref().map_or_else(String::new, |interval| {
        format!(
            " (the answers fit a change from {})",
            super::ends(interval.low, interval.high)
        )
    });
    let level = match change.level_changed {
        Some(true) => "; the level changed with it",
        Some(false) => "; the level did not change",
        None => "",
    };
    let remark = change_remark(change);
    let remark = if remark.is_empty() {
        remark
    } else {
        format!(" That is {remark}.")
    };
    let compared = of_pairs(change.pairs_compared());
    format!("The score {verb}{fits}{level}.{remark}{compared}")
}

/// Whose change it is, where it is that of those who answered both times.
pub(crate) fn of_pairs(pairs: Option<u64>) -> String {
    pairs.map_or_else(String::new, |pairs| {
        format!(" Compared are the {} who answered both times.", people(pairs))
    })
}

/// A change with its sign.
pub(crate) fn change(difference: f64) -> String {
    number::signed(difference, 1)
}

pub(crate) fn change_remark(change: &Change) -> String {
    match change.beyond_chance {
        Some(true) => super::BEYOND_CHANCE.to_owned(),
        // One of several dimensions: among them a range like this comes about by chance.
        Some(false)
            if change
                .interval
                .as_ref()
                .is_some_and(|range| range.low > 0.0 || range.high < 0.0) =>
        {
            "may be chance among so many".to_owned()
        }
        Some(false) => super::WITHIN_CHANCE.to_owned(),
        None => String::new(),
    }
}

pub(crate) const fn no_change_known(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::FewJoinedOrLeft) => {
            "The change is not shown: too few people joined or left for it to hide their answers."
        }
        Some(Reason::BelowMinimum | Reason::Complementary) => {
            "The change is not shown: too few people answered both times for it to hide their answers."
        }
        Some(Reason::OtherQuestions) => {
            "The change of the whole cannot be told: the two waves did not ask the same questions."
        }
        _ => "The change cannot be told from these answers.",
    }
}

/// What a baseline of another version is compared on.
pub(crate) fn not_compared(version: Option<&str>, dimensions: &[String]) -> String {
    let version = version.map_or_else(String::new, |version| {
        format!("The earlier wave was scored with version {version} of the questionnaire. ")
    });
    format!(
        "{version}Compared is only where all questions are the same; not compared: {}.",
        and(dimensions)
    )
}

pub(crate) fn as_seen_by(side: &str) -> String {
    format!("As {side} sees it")
}

pub(crate) fn finding(severity: &str, message: &str, evidence: &str) -> String {
    let evidence = if evidence.is_empty() {
        String::new()
    } else {
        format!(" ({evidence})")
    };
    match severity {
        "warning" => format!("Take care: {}{evidence}", message.trim()),
        "error" => format!("Wrong: {}{evidence}", message.trim()),
        _ => format!("{}{evidence}", message.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap_of(difference: f64, interval: Option<(f64, f64)>, marked: Option<bool>) -> Gap {
        Gap {
            difference,
            interval: interval.map(|(low, high)| Interval {
                low,
                high,
                confidence: 0.95,
                method: String::new(),
            }),
            p: None,
            p_holm: None,
            p_rank: None,
            probability_of_superiority: None,
            hedges_g: None,
            marked,
        }
    }

    #[test]
    fn a_side_rates_and_never_scores() {
        let sentence = |gap: &Gap| super::gap("Sales", "Marketing", gap);
        assert_eq!(
            sentence(&gap_of(9.2, Some((2.0, 16.4)), Some(true))),
            "As a whole, Sales rates the cooperation 9 points higher than Marketing; the answers fit a difference \
             from 2 to 16 points."
        );
        assert_eq!(
            sentence(&gap_of(-9.2, Some((-16.4, -2.0)), None)),
            "As a whole, Marketing rates the cooperation 9 points higher than Sales; the answers fit a difference \
             from 2 to 16 points."
        );
        assert_eq!(
            sentence(&gap_of(3.0, Some((-7.0, 13.0)), Some(false))),
            "No difference shown in how Sales and Marketing rate the cooperation as a whole; up to 13 points either \
             way is still possible."
        );
        assert_eq!(
            sentence(&gap_of(0.2, None, None)),
            "Sales and Marketing rate the cooperation as a whole the same."
        );
    }

    #[test]
    fn pairs_are_counted_from_the_higher_side() {
        let mut gap = gap_of(-9.2, None, Some(true));
        assert_eq!(superiority("Sales", "Marketing", &gap), None);
        gap.probability_of_superiority = Some(0.39);
        assert_eq!(
            superiority("Sales", "Marketing", &gap).as_deref(),
            Some(
                "In 61 of 100 random pairs with one person of each side, the person in Marketing rates it higher."
            )
        );
    }

    #[test]
    fn changes_name_direction_and_chance() {
        let change = Change {
            difference: -4.2,
            interval: None,
            beyond_chance: Some(false),
            level_changed: Some(false),
            ..Change::default()
        };
        assert_eq!(
            changed(&change),
            "The score fell by 4 points; the level did not change. That is within what chance explains."
        );
    }
}
