//! The change of a number between two waves: from pairs, from two groups that could not be linked,
//! or from everybody.

use super::beside::{Printed, given_away};
use super::links::Links;
use super::moves::{Group, Measure, Number, People, Turnover};
use super::{Change, ChangeMethod, Estimate, Interval, Reason};
use crate::statistics::change::{
    MINIMUM_PAIRS, PAIRS_TO_INTERPRET, paired_change_of_groups, unlinked_change_of_groups,
};
use crate::statistics::gap::{Difference, holm};
use crate::statistics::interval::CONFIDENCE;
use crate::statistics::tally::{Histogram, Moments};

/// Largest chance of a false mark among the dimensions.
const ALPHA: f64 = 0.05;

/// A published group before and after.
#[derive(Debug, Clone)]
pub(super) struct Pair<'a> {
    pub(super) before: &'a Estimate,
    pub(super) after: &'a Estimate,
    /// Who is in both and who in one, where people can be followed.
    links: Option<&'a Links>,
    group: Group,
    measure: Measure,
    /// How many people the group has, before and after, where that is known.
    pub(super) rosters: [Option<u64>; 2],
}

/// A change with its two-sided p value where there is one, or why it is not shown.
pub(super) type Found = Result<(Change, Option<f64>), Reason>;

/// Whether enough are in both of two waves to go by them: the minimum, and half of the smaller wave.
pub(super) fn enough_pairs(pairs: u64, smaller: u64, minimum: u64) -> bool {
    pairs >= minimum.max(MINIMUM_PAIRS) && pairs.saturating_mul(2) >= smaller
}

impl<'a> Pair<'a> {
    /// A group of two waves; `links` are those of the two, if their people can be followed.
    pub(super) const fn new(
        (before, after): (&'a Estimate, &'a Estimate),
        rosters: [Option<u64>; 2],
        links: Option<&'a Links>,
        (group, measure): (Group, Measure),
    ) -> Self {
        Self {
            before,
            after,
            links,
            group,
            measure,
            rosters,
        }
    }

    /// Whether everybody was asked and answered, both times.
    fn is_everybody(&self) -> bool {
        let [before, after] = self.rosters;
        before.is_some() && after.is_some() && self.before.n == before && self.after.n == after
    }

    const fn people(&self) -> People {
        People::of(0, self.group)
    }

    /// Later less earlier of everybody who is in both, where people can be followed.
    fn differences(&self) -> Option<Histogram> {
        let links = self.links?;
        Some(links.differences(self.group, self.measure))
    }

    /// Who is in both and who in one only, where that is known of a group that is shown both times.
    pub(super) fn turnover(&self) -> Option<Turnover> {
        self.before.n.zip(self.after.n)?;
        Some(self.links?.moves.turnover(self.measure, &self.people()))
    }

    /// Whether enough are in both.
    pub(super) fn is_linked(&self, minimum: u64) -> bool {
        let smaller = self.before.n.zip(self.after.n).map(|(a, b)| a.min(b));
        self.turnover()
            .zip(smaller)
            .is_some_and(|(turnover, smaller)| enough_pairs(turnover.pairs, smaller, minimum))
    }
}

/// Whether the numbers of some groups, shown before and after, give nobody away.
pub(super) fn hide_everybody(groups: &[Pair<'_>], minimum: u64) -> bool {
    let printed = |of: fn(&Pair<'_>) -> Option<u64>| -> Vec<Printed> {
        let printed = |pair: &Pair<'_>| Printed {
            people: pair.people(),
            n: of(pair),
        };
        groups.iter().map(printed).collect()
    };
    let (before, after) = (printed(|pair| pair.before.n), printed(|pair| pair.after.n));
    let people: Vec<People> = groups.iter().map(Pair::people).collect();
    let flows = groups.first().and_then(|pair| {
        let number = Number::Score(pair.measure);
        Some(pair.links?.moves.flows(number, [&people, &people]))
    });
    given_away(&before, &after, flows.as_ref(), minimum).is_empty()
}

/// Whether a comparison goes by pairs: every group of it is linked.
pub(super) fn linked(groups: &[Pair<'_>], minimum: u64) -> bool {
    !groups.is_empty() && groups.iter().all(|group| group.is_linked(minimum))
}

/// The counts of several groups together; none without a group.
pub(super) fn turnover(groups: &[Pair<'_>]) -> Option<Turnover> {
    groups.first()?;
    let mut sum = Turnover::default();
    for group in groups {
        let one = group.turnover()?;
        sum.pairs += one.pairs;
        sum.joined += one.joined;
        sum.left += one.left;
    }
    Some(sum)
}

/// The change of the equally weighted mean of some groups.
///
/// Where everybody answered both times, the change is the difference of the two means and has no
/// range. Of pairs it is that of those who are in both (pairs and singles are not mixed); else it
/// is the difference of the two means with Welch's range. There is no roster correction: the
/// question is whether the way of working changed.
pub(super) fn change(groups: &[Pair<'_>], linked: bool, minimum: u64) -> Found {
    let known = |group: &Pair<'_>| group.before.score.is_some() && group.after.score.is_some();
    if groups.is_empty() || !groups.iter().all(known) {
        return Err(Reason::NotComputable);
    }
    if !hide_everybody(groups, minimum) {
        return Err(Reason::FewJoinedOrLeft);
    }
    let method = if groups.iter().all(Pair::is_everybody) {
        ChangeMethod::Census
    } else if linked {
        ChangeMethod::Paired
    } else {
        ChangeMethod::NotLinked
    };
    let counts = turnover(groups);
    let mut change = Change {
        method: Some(method),
        pairs: counts.map(|counts| counts.pairs),
        joined: counts.map(|counts| counts.joined),
        left: counts.map(|counts| counts.left),
        ..Change::default()
    };
    let found = if method == ChangeMethod::Paired {
        let pairs: Option<Vec<Moments>> = groups
            .iter()
            .map(|group| group.differences()?.moments())
            .collect();
        let pairs = pairs.ok_or(Reason::NoData)?;
        if pairs.iter().any(|pairs| pairs.n < minimum.max(MINIMUM_PAIRS)) {
            return Err(Reason::BelowMinimum);
        }
        change.difference = pairs.iter().map(|pairs| pairs.mean).sum::<f64>() / pairs.len() as f64;
        paired_change_of_groups(&pairs).ok()
    } else {
        let points = groups
            .iter()
            .filter_map(|group| Some(group.after.score? - group.before.score?));
        change.difference = points.sum::<f64>() / groups.len() as f64;
        let samples: Option<Vec<(Moments, Moments)>> = groups
            .iter()
            .map(|group| Some((moments(group.before)?, moments(group.after)?)))
            .collect();
        (method == ChangeMethod::NotLinked)
            .then_some(samples)
            .flatten()
            .and_then(|samples| unlinked_change_of_groups(&samples).ok())
    };
    if let Some(found) = &found {
        fill(&mut change, found, method);
    }
    let interpreted = method != ChangeMethod::Paired || change.pairs >= Some(PAIRS_TO_INTERPRET);
    change.beyond_chance = found
        .filter(|_| interpreted)
        .map(|found| !found.interval.contains(0.0));
    let p = found.filter(|_| interpreted).map(|found| found.p);
    Ok((change, p))
}

fn fill(change: &mut Change, found: &Difference, method: ChangeMethod) {
    change.standard_error = Some(found.standard_error);
    change.df = Some(found.degrees_of_freedom);
    change.interval = Some(Interval {
        low: found.interval.low,
        high: found.interval.high,
        confidence: CONFIDENCE,
        method: match method {
            ChangeMethod::Paired => "t, paired",
            ChangeMethod::NotLinked | ChangeMethod::Census => "Welch, not linked",
        }
        .to_owned(),
    });
}

/// Marks, among several dimensions, those whose change chance does not explain: by Holm, so that
/// many dimensions do not make a mark by their number alone. Ranges stay as they are.
pub(super) fn mark_among<'a>(changes: impl IntoIterator<Item = (&'a mut Change, Option<f64>)>) {
    let mut changes: Vec<_> = changes.into_iter().collect();
    let adjusted = holm(&changes.iter().map(|(_, p)| *p).collect::<Vec<_>>());
    for ((change, _), p) in changes.iter_mut().zip(adjusted) {
        change.beyond_chance = p.map(|p| p < ALPHA);
    }
}

fn moments(estimate: &Estimate) -> Option<Moments> {
    Some(Moments {
        n: estimate.n?,
        mean: estimate.score?,
        variance: Some(estimate.sd?.powi(2)),
    })
}
