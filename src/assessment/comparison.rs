//! What changed since an earlier assessment.

use super::change::{self, Found, Pair};
use super::links::Links;
use super::moves::{Group, Measure};
use super::{
    Assessment, BaselineRef, Change, ChangeMethod, Comparison, Estimate, NamedChange, Reason, Suppressed,
    View, Weighting, same,
};
use crate::diagnostic::{COMPARISON_OTHER_ORGANIZATION, COMPARISON_OTHER_PACK, Diagnostic};
use crate::names;
use crate::pack::{Pack, Version};
use crate::statistics::change::{Evidence, LevelChange, level_change};
use crate::statistics::interval as ranges;

/// Adds to `now` what changed since `then`, and withholds what would give somebody away: a group
/// that gained or lost fewer people than a published group must have. What is not said stands in
/// [`Assessment::suppressed`] with its reason.
///
/// Differences are Welch's, without roster correction, because the question is whether the way of
/// working changed (statistics: Deming's analytic use); respondents are not linked between two
/// assessments, so where the same people answered the range is too wide rather than too narrow.
/// Where both asked everybody, the change is what it is and has no range.
///
/// Another minor version is compared on the dimensions whose questions are all unchanged, and on
/// the whole only if all are.
///
/// # Errors
/// The two assessments are not of the same pack and major version.
pub fn compare(pack: &Pack, now: &mut Assessment, then: &Assessment) -> Result<(), Box<Diagnostic>> {
    compare_by(pack, now, then, None)
}

/// The same for two waves whose answers are at hand: changes come from the people who are in both,
/// if these are enough of each group.
///
/// # Errors
/// As [`compare`].
pub fn compare_linked(
    pack: &Pack,
    now: &mut Assessment,
    then: &Assessment,
    links: &Links,
) -> Result<(), Box<Diagnostic>> {
    compare_by(pack, now, then, Some(links))
}

/// Whether an assessment is of this pack and of its major version.
pub(super) fn same_pack(now: (&str, &str), then: &Assessment) -> Result<(), Box<Diagnostic>> {
    let major = |text: &str| Version::parse(text).map(|version| version.major);
    if now.0 == then.pack.id && major(now.1) == major(&then.pack.version) {
        return Ok(());
    }
    Err(Box::new(
        Diagnostic::new(
            &COMPARISON_OTHER_PACK,
            "the baseline comes from another questionnaire",
        )
        .found(format!("{} {}", then.pack.id, then.pack.version))
        .allowed(format!("{} of the same major version as {}", now.0, now.1)),
    ))
}

/// Whether two assessments may be of one organisation; one that names none may be of any.
fn same_organization(now: &Assessment, then: &Assessment) -> Result<(), Box<Diagnostic>> {
    match (&now.organization, &then.organization) {
        (Some(now), Some(then)) if !names::alike(now, then) => Err(Box::new(
            Diagnostic::new(
                &COMPARISON_OTHER_ORGANIZATION,
                "the baseline is the result of another organisation",
            )
            .found(format!("`{then}`"))
            .allowed(format!("a result of `{now}`")),
        )),
        _ => Ok(()),
    }
}

fn compare_by(
    pack: &Pack,
    now: &mut Assessment,
    then: &Assessment,
    links: Option<&Links>,
) -> Result<(), Box<Diagnostic>> {
    same_pack((&now.pack.id, &now.pack.version), then)?;
    same_organization(now, then)?;
    let all_the_same = same::everywhere(pack, now, then);
    let way = Way::new(now, then, links);
    let whole = if all_the_same {
        change_of_whole(pack, now, then, &way)
    } else {
        Err(Reason::OtherQuestions)
    };
    let sides: Vec<(String, Result<Change, Reason>)> = now
        .sides
        .iter()
        .enumerate()
        .map(|(index, side)| {
            let other = then.sides.iter().find(|other| other.id == side.id);
            let change = match other {
                _ if !all_the_same => Err(Reason::OtherQuestions),
                None => Err(Reason::NotComputable),
                Some(other) => {
                    let estimates = (&other.estimate, &side.estimate);
                    let pair = way.pair((now, then), estimates, Group::Side(index), Measure::Total);
                    way.change(&[pair]).map(|(change, _)| change)
                }
            };
            (side.id.clone(), change)
        })
        .collect();
    let mut not_compared = Vec::new();
    let mut dimensions: Vec<(String, Found)> = now
        .dimensions
        .iter()
        .map(|dimension| {
            let change = if same::in_dimension(pack, now, then, &dimension.id) {
                dimension_change(pack, now, then, &dimension.id, &way)
            } else {
                not_compared.push(dimension.id.clone());
                Err(Reason::OtherQuestions)
            };
            (dimension.id.clone(), change)
        })
        .collect();
    let found = dimensions
        .iter_mut()
        .filter_map(|(_, change)| change.as_mut().ok());
    change::mark_among(found.map(|(change, p)| (change, *p)));
    let dimensions: Vec<(String, Result<Change, Reason>)> = dimensions
        .into_iter()
        .map(|(id, change)| (id, change.map(|(change, _)| change)))
        .collect();

    let mut suppressed = Vec::new();
    let mut because = |pointer, reason| suppressed.push(Suppressed { pointer, reason });
    let mut hidden = |pointer: String, change: Result<Change, Reason>| match change {
        Ok(change) => {
            // Where everybody answered both times there is no range to compute.
            if change.interval.is_none() && change.method != Some(ChangeMethod::Census) {
                because(format!("{pointer}/interval"), Reason::NotComputable);
            }
            Some(change)
        }
        Err(reason) => {
            because(pointer, reason);
            None
        }
    };
    let overall = hidden("/comparison/overall".to_owned(), whole);
    let mut named = |of: &str, changes: Vec<(String, Result<Change, Reason>)>| -> Vec<NamedChange> {
        let changes = changes.into_iter().enumerate();
        changes
            .map(|(index, (id, change))| NamedChange {
                change: hidden(format!("/comparison/{of}/{index}/change"), change),
                id,
            })
            .collect()
    };
    let sides = named("sides", sides);
    let dimensions = named("dimensions", dimensions);
    // What is said of the answers comes after the comparison.
    let mut earlier = now.suppressed.iter();
    let at = earlier.position(|entry| entry.pointer.starts_with("/answer_quality"));
    let at = at.unwrap_or(now.suppressed.len());
    now.suppressed.splice(at..at, suppressed);
    now.comparison = Some(Comparison {
        baseline: BaselineRef {
            wave: then.wave.clone(),
            n: then.overall.estimate.n,
            version: Some(then.pack.version.clone()),
        },
        overall,
        sides,
        dimensions,
        not_compared,
    });
    Ok(())
}

/// How the numbers of two assessments are compared.
struct Way<'a> {
    /// Links, if enough people are in both.
    links: Option<&'a Links>,
    minimum: u64,
    linked: bool,
}

impl<'a> Way<'a> {
    fn new(now: &Assessment, then: &Assessment, links: Option<&'a Links>) -> Self {
        let minimum = now.method.minimum_group;
        let mut way = Self {
            // Who joined and who left is known where everybody can be linked, or where enough can.
            links,
            minimum,
            linked: false,
        };
        way.linked = whole(now, then, &way).is_ok_and(|groups| change::linked(&groups, minimum));
        if !way.linked && !links.is_some_and(Links::everybody_named) {
            way.links = None;
        }
        way
    }

    fn pair<'e>(
        &self,
        (now, then): (&'e Assessment, &'e Assessment),
        estimates: (&'e Estimate, &'e Estimate),
        group: Group,
        measure: Measure,
    ) -> Pair<'e>
    where
        'a: 'e,
    {
        let rosters = [roster(then, group), roster(now, group)];
        Pair::new(estimates, rosters, self.links, (group, measure))
    }

    fn change(&self, groups: &[Pair<'_>]) -> Found {
        change::change(groups, self.linked, self.minimum)
    }
}

/// How many people a group has.
pub(super) fn roster(of: &Assessment, group: Group) -> Option<u64> {
    match group {
        Group::Side(side) => of.sides.get(side)?.roster,
        Group::BothSides => of.respondents.roster,
        Group::Everybody => None,
    }
}

/// Where everybody of the headline stands in a ledger.
pub(super) fn all(of: &Assessment) -> Group {
    if of.sides.iter().any(|side| side.answered > 0) {
        Group::BothSides
    } else {
        Group::Everybody
    }
}

/// The groups that the headline combines, before and after.
fn whole<'e>(now: &'e Assessment, then: &'e Assessment, way: &Way<'e>) -> Result<Vec<Pair<'e>>, Reason> {
    let person = now.view == View::Person || then.view == View::Person;
    if person || now.overall.weighting != then.overall.weighting {
        return Err(Reason::NotComputable);
    }
    if now.overall.weighting == Some(Weighting::SidesEqual) {
        let sides = now.sides.iter().zip(&then.sides).enumerate();
        return Ok(sides
            .filter(|(_, (side, other))| side.id == other.id)
            .map(|(index, (side, other))| {
                let estimates = (&other.estimate, &side.estimate);
                way.pair((now, then), estimates, Group::Side(index), Measure::Total)
            })
            .collect());
    }
    let estimates = (&then.overall.estimate, &now.overall.estimate);
    Ok(vec![way.pair((now, then), estimates, all(now), Measure::Total)])
}

fn change_of_whole(
    pack: &Pack,
    now: &Assessment,
    then: &Assessment,
    way: &Way<'_>,
) -> Result<Change, Reason> {
    let (mut found, _) = way.change(&whole(now, then, way)?)?;
    found.level_changed = level_changed(pack, now, then, &found);
    Ok(found)
}

/// Whether the level changed, by the rule of [`level_change`]. A guard that holds the level where
/// it was leaves it unchanged, whatever the score did.
pub(super) fn level_changed(
    pack: &Pack,
    now: &Assessment,
    then: &Assessment,
    found: &Change,
) -> Option<bool> {
    let level = |of: &Assessment| {
        let score = of.overall.estimate.score?;
        Some(pack.level_of_estimate(score))
    };
    let (before, after) = (level(then)?, level(now)?);
    let support = now.overall.support.get(after).map(|support| support.share);
    let evidence = match (&found.interval, support) {
        _ if found.method == Some(ChangeMethod::Census) => Evidence::Census,
        (Some(interval), Some(support)) if found.beyond_chance.is_some() => Evidence::Sample {
            interval: ranges::Interval {
                low: interval.low,
                high: interval.high,
            },
            support,
        },
        _ => Evidence::Unknown,
    };
    let changed = level_change(before, after, evidence) == LevelChange::Changed;
    Some(changed && now.overall.levels != then.overall.levels)
}

fn dimension_change(pack: &Pack, now: &Assessment, then: &Assessment, id: &str, way: &Way<'_>) -> Found {
    let find = |of: &'_ Assessment| of.dimensions.iter().position(|dimension| dimension.id == id);
    let (at, before) = find(now).zip(find(then)).ok_or(Reason::OtherQuestions)?;
    let (dimension, other) = (&now.dimensions[at], &then.dimensions[before]);
    let measure = Measure::Dimension(pack.dimension(id).unwrap_or(at));
    let known = |sides: &[super::DimensionSide]| sides.iter().all(|side| side.estimate.score.is_some());
    let by_side = !dimension.sides.is_empty()
        && dimension.sides.len() == other.sides.len()
        && known(&dimension.sides)
        && known(&other.sides);
    if by_side {
        let sides = dimension.sides.iter().zip(&other.sides).enumerate();
        let groups: Vec<Pair<'_>> = sides
            .map(|(index, (side, other))| {
                let estimates = (&other.estimate, &side.estimate);
                way.pair((now, then), estimates, Group::Side(index), measure)
            })
            .collect();
        return way.change(&groups);
    }
    if known(&dimension.sides) != known(&other.sides) {
        return Err(Reason::NotComputable);
    }
    let estimates = (&other.estimate, &dimension.estimate);
    way.change(&[way.pair((now, then), estimates, all(now), measure)])
}
