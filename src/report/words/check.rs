//! The words of the gate: what was asked, what was found, what became of it.

use super::{and, axis_number, points, range};
use crate::assessment::gate::{Kind, Obstacle, SaidBy, Since, Verdict};
use crate::assessment::{Certainty, Interval, Reason};
use crate::number;
use crate::report::document::Mark;

pub(crate) const TITLE: &str = "lockstep check";
pub(crate) const CONDITION: &str = "Condition";
pub(crate) const EXPECTED: &str = "Expected";
pub(crate) const FOUND: &str = "Found";
pub(crate) const WHOLE: &str = "The result as a whole";
pub(crate) const CONDITIONS: &str = "Conditions";
pub(crate) const WHOLE_REPORT: &str = "The whole report";
pub(crate) const OFF: &str = "Switched off: not judged.";

/// A mark, as it stands before a line.
pub(crate) const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Pass => "pass",
        Mark::Warn => "warn",
        Mark::Fail => "FAIL",
        Mark::Skip => "skip",
    }
}

/// The same as a sign that stands out in colour.
pub(crate) const fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Pass => "✅",
        Mark::Warn => "⚠️",
        Mark::Fail => "❌",
        Mark::Skip => "➖",
    }
}

/// How many conditions came out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tallied {
    pub(crate) passed: usize,
    pub(crate) warned: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

/// The first line of everything.
pub(crate) fn verdict(verdict: Verdict, counts: Tallied, exit_zero: bool) -> String {
    let of = counts.passed + counts.warned + counts.failed;
    let of_all = |count: usize, verb: &str| {
        if count == of {
            match of {
                1 => format!("the only condition {verb}s"),
                2 => format!("both conditions {verb}"),
                _ => format!("all {of} conditions {verb}"),
            }
        } else {
            let ending = if count == 1 { "s" } else { "" };
            format!("{count} of {of} conditions {verb}{ending}")
        }
    };
    let skipped = match counts.skipped {
        0 => String::new(),
        count => format!(", {count} not judged"),
    };
    match verdict {
        Verdict::Passed if of == 0 => "Passed: no condition was judged".to_owned(),
        Verdict::Passed => format!("Passed: {}{skipped}", of_all(counts.passed, "hold")),
        Verdict::Warned => format!("Passed with warnings: {}{skipped}", of_all(counts.warned, "warn")),
        Verdict::Failed => {
            let word = if exit_zero { "Would fail" } else { "Failed" };
            let warned = match counts.warned {
                0 => String::new(),
                1 => ", 1 warns".to_owned(),
                count => format!(", {count} warn"),
            };
            let because = if exit_zero {
                "; exit code 0, as --exit-zero asks"
            } else {
                ""
            };
            format!(
                "{word}: {}{warned}{skipped}{because}",
                of_all(counts.failed, "fail")
            )
        }
    }
}

/// Whose conditions these are.
pub(crate) fn round(organization: Option<&str>, wave: Option<&str>, baseline: Option<&str>) -> String {
    let mut parts: Vec<String> = [organization, wave]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect();
    if let Some(baseline) = baseline {
        parts.push(format!("compared with {baseline}"));
    }
    super::joined(&parts)
}

/// What a condition is about.
pub(crate) fn name(kind: Kind, subject: Option<&str>, since: Option<&str>) -> String {
    match kind {
        Kind::Answers => "Answers".to_owned(),
        Kind::ResponseRate => "Response rate".to_owned(),
        Kind::Age => "Age of the wave".to_owned(),
        Kind::Level => "Level".to_owned(),
        Kind::Certainty => "Certainty".to_owned(),
        Kind::Score => "Score".to_owned(),
        Kind::Gap => "Gap between the sides".to_owned(),
        Kind::Dimension | Kind::Question => subject.unwrap_or_default().to_owned(),
        Kind::Drop => {
            let of = subject.unwrap_or("Score");
            since.map_or_else(|| format!("{of}, change"), |since| format!("{of} since {since}"))
        }
    }
}

pub(crate) fn at_least(what: &str) -> String {
    format!("at least {what}")
}

pub(crate) fn at_most(what: &str) -> String {
    format!("at most {what}")
}

pub(crate) fn of_each_side(share: &str) -> String {
    format!("at least {share} each")
}

pub(crate) fn falls_at_most(most: f64, literal: bool) -> String {
    let literal = if literal { ", taken literally" } else { "" };
    if most == 0.0 {
        return format!("no fall{literal}");
    }
    format!("no fall by more than {}{literal}", axis_number(most))
}

/// A value with as many decimals as it takes to see on which side of a limit it lies.
pub(crate) fn beside(value: f64, limit: f64, least: usize) -> String {
    for decimals in least..6 {
        let text = number::decimal(value, decimals);
        let shown: f64 = text.replace('−', "-").parse().unwrap_or(value);
        let same = (value - limit).abs() <= number::CUT_SLACK;
        let reads_same = (shown - limit).abs() <= number::CUT_SLACK;
        if same == reads_same && (same || (shown < limit) == (value < limit)) {
            return text;
        }
    }
    number::decimal(value, 6)
}

/// A share as a percentage beside a limit: `69.6 %` where `70 %` would read as enough.
pub(crate) fn share_beside(share: f64, limit: f64) -> String {
    format!("{} %", beside(share * 100.0, limit * 100.0, 0))
}

pub(crate) fn share(share: f64) -> String {
    format!("{} %", axis_number(share * 100.0))
}

pub(crate) fn days(count: u64) -> String {
    if count == 1 {
        "1 day".to_owned()
    } else {
        format!("{count} days")
    }
}

pub(crate) fn rates(sides: &[(String, String)]) -> String {
    let parts: Vec<String> = sides
        .iter()
        .map(|(side, rate)| format!("{side} {rate}"))
        .collect();
    parts.join(", ")
}

pub(crate) fn between(low: &str, high: &str) -> String {
    format!("between {low} and {high}")
}

pub(crate) fn no_shared_view(levels: &[String]) -> String {
    format!("no shared view: {}", and(levels))
}

pub(crate) const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Between => "open",
        Certainty::Probable => "probable",
        Certainty::Clear => "clear",
    }
}

pub(crate) fn apart(points: &str) -> String {
    format!("{points} points")
}

/// A number with its sign; a true minus.
pub(crate) fn with_sign(text: String, value: f64) -> String {
    let nothing = text.trim_start_matches(['0', '.']).is_empty();
    if value > 0.0 && !nothing {
        format!("+{text}")
    } else {
        text
    }
}

fn fits_change(interval: &Interval) -> String {
    format!(
        "the answers fit a change from {}",
        range(
            &number::signed(interval.low, 1),
            &number::signed(interval.high, 1)
        )
    )
}

pub(crate) fn not_yet(answers: u64, least: u64) -> String {
    format!("Not yet: {answers} of {least} answers.")
}

/// What was found and what was asked for; whether that is enough is for the mark to say.
pub(crate) fn outcome(found: &str, expected: &str) -> String {
    format!("{found} found, {expected} asked for.")
}

pub(crate) fn age(days: &str, since: Since) -> String {
    match since {
        Since::LatestAnswer => format!("The latest answer was handed in {days} ago."),
        Since::EndOfWave => format!("The period that the wave is named after ended {days} ago."),
    }
}

/// The limit is not shown to be missed or met: it lies among what the answers fit.
pub(crate) fn limit_is_plausible(found: &str, limit: f64, low: f64, high: f64) -> String {
    format!(
        "{found} found; {} lies within the range that fits the answers ({}).",
        axis_number(limit),
        range(&number::decimal(low, 1), &number::decimal(high, 1))
    )
}

pub(crate) fn gap(higher: &str, points: &str, interval: Option<&Interval>) -> String {
    let fits = interval.map_or_else(String::new, |interval| {
        format!(
            "; the answers fit a difference from {}",
            range(
                &number::decimal(interval.low, 1),
                &number::decimal(interval.high, 1)
            )
        )
    });
    format!("{higher} rates the cooperation {points} points higher{fits}.")
}

pub(crate) fn same_rating(first: &str, second: &str) -> String {
    format!("{first} and {second} rate the cooperation the same.")
}

/// How a change came out, and what chance has to do with it.
pub(crate) fn change(
    difference: f64,
    shown: &str,
    met: bool,
    beyond_chance: Option<bool>,
    interval: Option<&Interval>,
) -> String {
    let nothing = shown.trim_start_matches(['0', '.', '+', '−']).is_empty();
    let moved = if nothing {
        "No change".to_owned()
    } else if difference < 0.0 {
        format!("Fell by {} points", shown.trim_start_matches('−'))
    } else {
        format!("Rose by {} points", shown.trim_start_matches('+'))
    };
    let fits = interval.map_or_else(String::new, |interval| format!("; {}", fits_change(interval)));
    let why = match (met, beyond_chance) {
        (_, Some(true)) => ", more than chance explains",
        (_, Some(false)) if difference < 0.0 && !nothing => ", which chance explains",
        (false, Some(false)) => ", which chance explains, and is taken literally",
        _ => "",
    };
    format!("{moved}{why}{fits}.")
}

pub(crate) fn cannot_be_judged(obstacle: Obstacle, minimum: u64) -> String {
    let why = match obstacle {
        Obstacle::Hidden(Some(Reason::BelowMinimum)) => {
            format!("fewer than {minimum} people are behind it, so it is not shown")
        }
        Obstacle::Hidden(Some(Reason::Complementary)) => {
            "it is withheld, because it would give away a group too small to be shown".to_owned()
        }
        Obstacle::Hidden(Some(Reason::NoData)) => "nobody has answered what it rests on".to_owned(),
        Obstacle::Hidden(Some(Reason::NotAsked)) => "what it rests on was not asked".to_owned(),
        Obstacle::Hidden(Some(Reason::NobodyOnASide)) => {
            "nobody who answered belongs to one of the two sides".to_owned()
        }
        Obstacle::Hidden(_) => "the answers do not suffice to compute it".to_owned(),
        Obstacle::NoRoster => "it is not known how many people a side has; give roster".to_owned(),
        Obstacle::PartOfRoster => "the roster counts everybody, and these are a part of them".to_owned(),
        Obstacle::NoDay => {
            "neither the answers nor the name of the wave say when it was; name waves like 2026-Q4".to_owned()
        }
        Obstacle::Future => "by the day given, the wave lies in the future".to_owned(),
        Obstacle::NoBaseline => {
            "there is nothing to compare with; --baseline-optional lets a first run pass".to_owned()
        }
        Obstacle::NoChange => {
            "the two results cannot be compared in this: they rest on other questions, or so few \
                               people came or went that it would give them away"
                .to_owned()
        }
        Obstacle::ChanceUnknown => {
            "whether chance explains the fall cannot be told; --literal judges the numbers alone".to_owned()
        }
    };
    format!("Cannot be judged: {why}.")
}

pub(crate) const CANNOT_BE_JUDGED: &str = "cannot be judged";
pub(crate) const NOTHING_TO_COMPARE: &str = "nothing to compare with yet";
pub(crate) const SWITCHED_OFF: &str = "off";
pub(crate) const FIRST_RUN: &str = "Not judged: there is nothing to compare with yet.";
pub(crate) const FIRST_RUN_NOTICE: &str =
    "A first run: there is no earlier result, so no change was judged (--baseline-optional).";
pub(crate) const BASELINE_UNUSED: &str =
    "A baseline is given and no condition asks for it; add --max-drop, or drop to the gate.";
pub(crate) const SAME_WAVE: &str =
    "The baseline is of the wave that is judged: a change since then says nothing of the wave before.";
pub(crate) const ONE_PERSON: &str = "One person's own answers were judged, not a result of a team.";
pub(crate) const NOTHING_JUDGED: &str = "No condition was judged.";

pub(crate) fn replaced(flags: &[&str]) -> String {
    let names: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
    let stand = if flags.len() == 1 { "stands" } else { "stand" };
    format!("{} {stand} in place of what lockstep.json says.", and(&names))
}

pub(crate) fn other_version(then: &str, now: &str) -> String {
    if then == now {
        return format!(
            "The baseline answers another edition of version {now} of the questionnaire: only what did not \
             change is compared."
        );
    }
    format!(
        "The baseline answers version {then} of the questionnaire and this wave version {now}: only what did \
         not change is compared."
    )
}

pub(crate) fn today(day: &str, said_by: SaidBy) -> String {
    let who = match said_by {
        SaidBy::Flag => "as --today says",
        SaidBy::Environment => "as SOURCE_DATE_EPOCH says",
        SaidBy::Clock => "by this machine's clock, at UTC",
    };
    format!("Ages are counted on {day}, {who}.")
}

/// How much of a list was left out.
pub(crate) fn left_out(count: usize) -> String {
    let conditions = if count == 1 {
        "1 more condition".to_owned()
    } else {
        format!("{count} more conditions")
    };
    format!("{conditions} not shown as annotations: a step shows ten of a kind; the other outputs hold all.")
}

pub(crate) const REPORT_LEFT_OUT: &str =
    "The whole report is left out: a step summary may hold one mebibyte. `lockstep report` writes it.";

pub(crate) fn rounds_left_out(count: usize) -> String {
    let rounds = if count == 1 {
        "1 more result is".to_owned()
    } else {
        format!("{count} more results are")
    };
    format!("{rounds} left out: a step summary may hold one mebibyte. The other outputs hold all.")
}

/// One gap in points, for lists.
pub(crate) fn most_points(most: f64) -> String {
    if (most - most.round()).abs() < number::CUT_SLACK {
        at_most(&points(most))
    } else {
        at_most(&format!("{} points", axis_number(most)))
    }
}

pub(crate) fn with_asked(message: &str, expected: &str) -> String {
    format!("{message} Asked for: {expected}.")
}

pub(crate) fn warning(detail: &str) -> String {
    format!("Warning: {detail}")
}

/// What stands before a notice, in the place of a mark.
pub(crate) const NOTE: &str = "note";
pub(crate) const ASKED: &str = "asked";
pub(crate) const FOUND_LABEL: &str = "found";
