//! The words for several waves side by side.

use super::{and, points, range};
use crate::assessment::trend::Step;
use crate::assessment::{ChangeMethod, Reason, nobody_on_a_side};
use crate::number;
use crate::pack::Pack;

pub(crate) const WAVE_BY_WAVE: &str = "Wave by wave";
pub(crate) const DIMENSIONS: &str = "Dimensions";
pub(crate) const WHO_ANSWERED: &str = "Who answered";
pub(crate) const HOW_COMPARED: &str = "How the waves are compared";
pub(crate) const WAVE: &str = "Wave";
pub(crate) const BOTH_TIMES: &str = "Also before";
pub(crate) const JOINED: &str = "Joined";
pub(crate) const LEFT: &str = "Left";
pub(crate) const NO_TREND: &str = "No comparison to show";
pub(crate) const SCORE_CHART: &str = "The score over the waves";
pub(crate) const NOT_SHOWN_MARK: &str = "a dashed line: a wave between is not shown";
pub(crate) const COURSE_CHART: &str = "All dimensions are drawn on the same stretch of the scale.";
pub(crate) const NO_DIMENSION_CHANGED: &str = "In no dimension is the change more than chance explains.";
pub(crate) const PAIRS_AND_SCORES: &str = "A change is that of the people who answered both times; a score is that of everybody who answered \
     that time. Where people joined or left, the one is not the difference of the others.";

/// `2025-Q4 to 2026-Q3`
pub(crate) fn from_to(from: &str, to: &str) -> String {
    format!("{from} to {to}")
}

/// A wave that nothing names.
pub(crate) fn wave_name(name: Option<&str>) -> String {
    name.map_or_else(|| "not named".to_owned(), str::to_owned)
}

/// The number of decimals at which a number does not seem to be zero when it is not, or on the
/// other side of it.
fn decimals(value: f64) -> usize {
    usize::from(value.abs() < 0.5)
}

fn by(difference: f64) -> String {
    let size = difference.abs();
    if decimals(size) == 0 {
        points(size)
    } else {
        format!("{} points", number::decimal(size, 1))
    }
}

/// The ends of a change, as precise as they must be to lie on their side of zero.
pub(crate) fn ends(low: f64, high: f64) -> String {
    let alike = number::decimal(low, 0) == number::decimal(high, 0);
    let decimals = decimals(low).max(decimals(high)).max(usize::from(alike));
    range(&number::signed(low, decimals), &number::signed(high, decimals))
}

/// What can be said in a word or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Better,
    Worse,
    NotShown,
    Higher,
    Lower,
    Same,
    TooFew,
    Nothing,
}

/// The word for a step. Better and worse only where chance does not explain it.
pub(crate) fn verdict(step: &Step) -> Verdict {
    let Some(difference) = step.difference else {
        return Verdict::Nothing;
    };
    match (step.beyond_chance, step.method) {
        (Some(true), _) if difference > 0.0 => Verdict::Better,
        (Some(true), _) => Verdict::Worse,
        (Some(false), _) => Verdict::NotShown,
        (None, Some(ChangeMethod::Census)) if number::decimal(difference.abs(), 1) == "0.0" => Verdict::Same,
        (None, Some(ChangeMethod::Census)) if difference > 0.0 => Verdict::Higher,
        (None, Some(ChangeMethod::Census)) => Verdict::Lower,
        (None, _) => Verdict::TooFew,
    }
}

/// The word in a table.
pub(crate) const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "better",
        Verdict::Worse => "worse",
        Verdict::NotShown => "no change shown",
        Verdict::Higher => "higher",
        Verdict::Lower => "lower",
        Verdict::Same => "the same",
        Verdict::TooFew => "too few to tell",
        Verdict::Nothing => "not shown",
    }
}

/// The headline.
pub(crate) fn since_then(verdict: Verdict, from: &str) -> String {
    match verdict {
        Verdict::Better => format!("Better than in {from}"),
        Verdict::Worse => format!("Worse than in {from}"),
        Verdict::NotShown => format!("No change shown since {from}"),
        Verdict::Higher => format!("Higher than in {from}"),
        Verdict::Lower => format!("Lower than in {from}"),
        Verdict::Same => format!("The same as in {from}"),
        Verdict::TooFew => format!("Too few answers to tell a change since {from}"),
        Verdict::Nothing => NO_TREND.to_owned(),
    }
}

/// What happened to the score, with the range that fits; no full stop.
fn moved(difference: f64, interval: Option<(f64, f64)>) -> String {
    let what = if number::decimal(difference.abs(), 1) == "0.0" {
        "The score stayed the same".to_owned()
    } else if difference > 0.0 {
        format!("The score rose by {}", by(difference))
    } else {
        format!("The score fell by {}", by(difference))
    };
    interval.map_or_else(
        || what.clone(),
        |(low, high)| format!("{what} (the answers fit a change from {})", ends(low, high)),
    )
}

/// One step in full: what happened, whether chance explains it, and the level.
pub(crate) fn step(step: &Step, levels: Option<(&str, &str)>) -> String {
    let Some(difference) = step.difference else {
        return String::new();
    };
    let interval = step
        .interval
        .as_ref()
        .map(|interval| (interval.low, interval.high));
    let moved = moved(difference, interval);
    let chance = match (step.beyond_chance, step.method) {
        (Some(true), _) => ", more than chance explains",
        (Some(false), _) => ", within what chance explains",
        (None, Some(ChangeMethod::Census)) => "; everybody answered both times, so nothing is estimated",
        (None, _) if step.interval.is_none() => "; its range cannot be estimated",
        (None, _) => "; too few answered both times to say more",
    };
    let level = match (step.level_changed, levels) {
        (Some(true), Some((from, to))) => format!(", and the level changed from {from} to {to}"),
        (Some(false), Some((from, to))) if from != to => {
            ". The level is not called changed: the answers do not carry it".to_owned()
        }
        (Some(false), _) => "; the level did not change".to_owned(),
        _ => String::new(),
    };
    format!("{moved}{chance}{level}.")
}

/// A step in a list: `2025-Q4 to 2026-Q1: better. The score rose by …`
pub(crate) fn step_line(from: &str, to: &str, verdict: Verdict, sentence: &str) -> String {
    let head = format!("{}: {}.", from_to(from, to), verdict_word(verdict));
    if sentence.is_empty() {
        head
    } else {
        format!("{head} {sentence}")
    }
}

/// The level in the middle of a sentence.
pub(crate) fn level_phrase(levels: &[&str], shared: bool) -> String {
    match (levels, shared) {
        (_, false) => "no shared view".to_owned(),
        ([low, .., high], _) => format!("between {low} and {high}"),
        ([only], _) => (*only).to_owned(),
        ([], _) => "no level".to_owned(),
    }
}

/// Why a wave, or its total, is not there.
pub(crate) fn wave_absent(
    pack: &Pack,
    wave: &str,
    reason: Option<Reason>,
    minimum: u64,
    dimensions: &[String],
) -> String {
    match reason {
        Some(Reason::FewJoinedOrLeft) => format!(
            "{wave} is not shown: between 1 and {} people joined or left one of the groups until a later wave, and \
             the two waves together would give their answers away.",
            minimum.saturating_sub(1)
        ),
        Some(Reason::OtherQuestions) if dimensions.is_empty() => {
            format!("{wave} did not ask the same questions, so nothing of it is compared.")
        }
        Some(Reason::OtherQuestions) => format!(
            "{wave} did not ask the same questions in {}; only the other dimensions are compared.",
            and(dimensions)
        ),
        Some(Reason::BelowMinimum | Reason::Complementary) => format!(
            "{wave} is not shown: a group is shown from {minimum} people on, and one of its groups has fewer."
        ),
        Some(Reason::NoData | Reason::NotAsked) => format!("{wave} has no answers that could be shown."),
        Some(Reason::NobodyOnASide) => format!("{wave} is not shown: {}", nobody_on_a_side(pack)),
        Some(Reason::NotComputable) | None => format!("{wave} has no result to set beside the others."),
    }
}

/// Why the change over the whole time is not there although both ends are.
pub(crate) fn whole_absent(from: &str, to: &str, minimum: u64) -> String {
    format!(
        "The change from {} is not shown: between 1 and {} people are in some of the waves between and not in all, \
         and the steps together would give their answers away.",
        from_to(from, to),
        minimum.saturating_sub(1)
    )
}

/// How the people of some steps were compared; the steps are named where not all are alike.
pub(crate) fn compared(method: ChangeMethod, known: bool, steps: &[String]) -> String {
    let how = match (method, known) {
        (ChangeMethod::Paired, _) => {
            "Those who answered both times are compared with themselves; those who joined or left do not count in a \
             change."
        }
        (ChangeMethod::Census, _) => "Everybody on the roster answered, both times.",
        (ChangeMethod::NotLinked, true) => {
            "Too few answered both times to compare them with themselves, so the two groups are compared."
        }
        (ChangeMethod::NotLinked, false) => {
            "Who answered could not be linked, so the two groups are compared. If they are the same people, the \
             range is wider than need be; if they are not, other people can look like a change."
        }
    };
    if steps.is_empty() {
        how.to_owned()
    } else {
        format!("{}: {how}", and(steps))
    }
}

/// The dimensions, with the change since a wave.
pub(crate) fn dimensions_since(from: &str) -> String {
    format!("Dimensions, and what changed since {from}")
}

/// How it was made.
pub(crate) fn trend_method(
    minimum: u64,
    to_show: u64,
    to_interpret: u64,
    support: f64,
    dimensions: usize,
    sides_equal: bool,
) -> Vec<String> {
    let weights = if sides_equal {
        "In every wave the two sides count equally, whatever their size."
    } else {
        "In every wave each person counts the same, because not all waves can show both sides."
    };
    vec![
        weights.to_owned(),
        format!(
            "Who answered in two waves is recognised by the respondent's identifier. Where those in both are at \
             least {to_show} and at least half of the smaller wave, in each group, they are compared with \
             themselves (t, paired); otherwise the two groups are compared (Welch). Nothing is corrected for the \
             roster: the question is whether the way of working changed."
        ),
        format!(
            "A change is called better or worse only where the range that fits the answers (95 %) leaves out zero, and \
             of pairs only from {to_interpret} on. Among the {dimensions} dimensions the mark is adjusted by Holm, \
             so that many dimensions do not make one by their number."
        ),
        format!(
            "A level is called changed only where the score lies in another level, the range of the change leaves out \
             zero, and {} of the plausible range lies in the new level.",
            number::percent(support)
        ),
        format!(
            "Groups are shown from {minimum} people on, and beside an earlier wave only if nobody or at least \
             {minimum} people joined, and nobody or at least {minimum} left."
        ),
    ]
}

/// What the chart of the score says.
pub(crate) fn described_course(points: &[(String, String)]) -> String {
    let parts: Vec<String> = points
        .iter()
        .map(|(wave, value)| format!("{wave}: {value}"))
        .collect();
    format!("{}.", parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Interval;
    use crate::assessment::trend::Span;

    fn change(difference: Option<f64>, range: Option<(f64, f64)>, beyond: Option<bool>) -> Step {
        Step {
            from: None,
            to: None,
            span: Span::Next,
            difference,
            interval: range.map(|(low, high)| Interval {
                low,
                high,
                confidence: 0.95,
                method: String::new(),
            }),
            standard_error: None,
            df: None,
            method: Some(ChangeMethod::Paired),
            pairs: Some(20),
            joined: Some(0),
            left: Some(0),
            beyond_chance: beyond,
            level_changed: Some(false),
        }
    }

    #[test]
    fn better_and_worse_only_beyond_chance() {
        let said = |difference, range, beyond| {
            let step = change(Some(difference), Some(range), Some(beyond));
            (verdict(&step), super::step(&step, None))
        };
        assert_eq!(
            said(6.2, (4.8, 7.6), true),
            (
                Verdict::Better,
                "The score rose by 6 points (the answers fit a change from +5 to +8), more than chance explains; the \
                 level did not change."
                    .to_owned()
            )
        );
        assert_eq!(said(-6.2, (-7.6, -4.8), true).0, Verdict::Worse);
        assert_eq!(
            said(-0.3, (-1.2, 0.6), false),
            (
                Verdict::NotShown,
                "The score fell by 0.3 points (the answers fit a change from −1 to +1), within what chance \
                 explains; the level did not change."
                    .to_owned()
            )
        );
    }

    #[test]
    fn a_range_never_seems_to_reach_zero_when_it_does_not() {
        assert_eq!(ends(0.3, 2.4), "+0.3 to +2.4");
        assert_eq!(ends(-7.6, -4.8), "−8 to −5");
        assert_eq!(ends(-20.3, -19.8), "−20.3 to −19.8");
    }

    #[test]
    fn what_everybody_said_is_not_judged() {
        let mut step = change(Some(2.0), None, None);
        assert_eq!(verdict(&step), Verdict::TooFew);
        step.method = Some(ChangeMethod::Census);
        assert_eq!(verdict(&step), Verdict::Higher);
        step.difference = Some(0.01);
        assert_eq!(verdict(&step), Verdict::Same);
        assert_eq!(verdict(&change(None, None, None)), Verdict::Nothing);
    }
}
