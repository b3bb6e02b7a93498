//! Puts a trend together.

use super::super::change::{Found, Pair, change, mark_among, turnover};
use super::super::comparison::{all, level_changed, same_pack};
use super::super::links::Ledger;
use super::super::moves::{Group, Measure};
use super::super::{Assessment, Change, Estimate, PackRef, Reason, Suppressed, Weighting};
use super::numbers::{Number, reason, weighting};
use super::shown::{Shown, Table};
use super::{Course, FORMAT, Method, NamedCourse, Point, Source, Span, Step, Trend, Wave, WaveSide};
use crate::diagnostic::Diagnostic;
use crate::json::shortened;
use crate::pack::Pack;
use crate::statistics::change::{MINIMUM_PAIRS, PAIRS_TO_INTERPRET, SUPPORT_FOR_CHANGE};

/// One wave to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// What its answers mean.
    pub assessment: Assessment,
    /// Where it comes from.
    pub source: Source,
}

/// The trend over some waves of one organisation, earliest first. `ledger` holds the people of
/// those that were read from answers, each under the name of its assessment's wave.
///
/// # Errors
/// One diagnostic for each wave of another pack or major version.
pub fn trend(
    pack: &Pack,
    rounds: &[Round],
    ledger: Option<&Ledger>,
    minimum: u64,
) -> Result<Trend, Vec<Diagnostic>> {
    let version = pack.version.to_string();
    let faults: Vec<Diagnostic> = rounds
        .iter()
        .filter_map(|round| {
            let mut fault = *same_pack((&pack.id, &version), &round.assessment).err()?;
            fault.message = match &round.assessment.wave {
                Some(wave) => format!("wave {} comes from another questionnaire", shortened(wave)),
                None => "a wave comes from another questionnaire".to_owned(),
            };
            Some(fault)
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let assessments: Vec<&Assessment> = rounds.iter().map(|round| &round.assessment).collect();
    // Whoever asked for larger groups in an assessment gets them here too.
    let minimum = assessments
        .iter()
        .map(|assessment| assessment.method.minimum_group)
        .fold(minimum, u64::max);
    let weighting = weighting(&assessments, minimum);
    let table = Table::new(pack, rounds, ledger, weighting, minimum);
    let steps = steps(&table);
    let mut hidden = Vec::new();

    let overall = overall(&table, &steps, weighting, &mut hidden);
    let sides = sides(&table, &steps, &mut hidden);
    let dimensions = dimensions(&table, &steps, &mut hidden);
    Ok(Trend {
        format: FORMAT.to_owned(),
        pack: PackRef {
            id: pack.id.clone(),
            version,
            digest: pack.digest.clone(),
        },
        organization: assessments
            .iter()
            .rev()
            .find_map(|assessment| assessment.organization.clone()),
        weighting,
        waves: rounds
            .iter()
            .zip(&table.totals)
            .map(|(round, total)| wave(round, total, weighting))
            .collect(),
        overall,
        sides,
        dimensions,
        suppressed: hidden,
        method: Method {
            minimum_group: minimum,
            pairs_to_show: minimum.max(MINIMUM_PAIRS),
            pairs_to_interpret: PAIRS_TO_INTERPRET,
            support_for_level: SUPPORT_FOR_CHANGE,
            dimensions_tested: pack.dimensions.len(),
        },
    })
}

fn wave(round: &Round, total: &Shown, weighting: Weighting) -> Wave {
    let assessment = &round.assessment;
    let shown = total.is_ok() && assessment.overall.weighting == Some(weighting);
    let overall = &assessment.overall;
    Wave {
        wave: assessment.wave.clone(),
        source: round.source,
        version: assessment.pack.version.clone(),
        read: assessment.respondents.read,
        scored: assessment.respondents.scored,
        sides: assessment
            .sides
            .iter()
            .map(|side| WaveSide {
                id: side.id.clone(),
                name: side.name.clone(),
                answered: side.answered,
                roster: side.roster,
            })
            .collect(),
        verdict: overall.verdict.filter(|_| shown),
        levels: if shown { overall.levels.clone() } else { Vec::new() },
        level_before_guards: overall.level_before_guards.clone().filter(|_| shown),
        certainty: overall.certainty.filter(|_| shown),
    }
}

/// From one wave to another.
struct Leap {
    from: usize,
    to: usize,
    span: Span,
    linked: bool,
    /// The waves on the way that are shown, if people can be followed through all of them.
    chain: Option<Vec<usize>>,
}

/// Every wave to the next, over what is not shown to the next that is, and from first to last.
fn steps(table: &Table<'_>) -> Vec<Leap> {
    let usable = table.usable();
    let mut pairs: Vec<(usize, usize)> = (1..table.rounds.len()).map(|to| (to - 1, to)).collect();
    let over = usable.windows(2).filter_map(|pair| match pair {
        [from, to] if to - from > 1 => Some((*from, *to)),
        _ => None,
    });
    pairs.extend(over);
    pairs.sort_by_key(|(from, to)| (*to, std::cmp::Reverse(*from)));
    let mut leaps: Vec<Leap> = pairs
        .into_iter()
        .map(|(from, to)| Leap {
            from,
            to,
            span: Span::Next,
            linked: table.is_linked(from, to),
            chain: None,
        })
        .collect();
    if let (Some(&first), Some(&last)) = (usable.first(), usable.last())
        && usable.len() > 2
    {
        let linked = table.is_linked(first, last);
        let followed = linked && usable.windows(2).all(|pair| table.is_linked(pair[0], pair[1]));
        leaps.push(Leap {
            from: first,
            to: last,
            span: Span::Whole,
            linked,
            chain: followed.then_some(usable),
        });
    }
    leaps
}

impl Leap {
    /// Whether the changes on the way, less this one, give nobody away.
    fn closes(&self, table: &Table<'_>, group: Group, measure: Measure) -> bool {
        let (Some(chain), Some(ledger)) = (&self.chain, table.ledger) else {
            return true;
        };
        let names: Vec<&str> = chain
            .iter()
            .map(|&at| table.rounds[at].assessment.wave.as_deref().unwrap_or(""))
            .collect();
        let loose = ledger.loose_ends(&names, group, measure);
        loose == 0 || loose >= table.minimum
    }

    /// The same for everything that a number combines.
    fn closes_for(&self, table: &Table<'_>, number: &Number, measure: Measure) -> bool {
        match &number.sides {
            Some(_) => (0..2).all(|side| self.closes(table, Group::Side(side), measure)),
            None => self.closes(table, all(&table.rounds[self.to].assessment), measure),
        }
    }

    fn change(&self, table: &Table<'_>, numbers: (&Shown, &Shown), measure: Measure) -> Found {
        let (before, after) = match numbers {
            (Ok(before), Ok(after)) => (before, after),
            (_, Err(reason)) | (Err(reason), _) => return Err(*reason),
        };
        if !self.closes_for(table, after, measure) {
            return Err(Reason::FewJoinedOrLeft);
        }
        let waves = (self.from, self.to);
        let (pairs, _) = table.pairs(waves, (before, after), measure, Some(self.linked));
        change(&pairs, self.linked, table.minimum)
    }

    /// As a step of the result.
    fn step(&self, table: &Table<'_>, change: Option<Change>) -> Step {
        let name = |at: usize| table.rounds[at].assessment.wave.clone();
        let change = change.map(|change| (Some(change.difference), change));
        let (difference, change) = change.unwrap_or_default();
        Step {
            from: name(self.from),
            to: name(self.to),
            span: self.span,
            difference,
            interval: change.interval,
            standard_error: change.standard_error,
            df: change.df,
            method: change.method,
            pairs: change.pairs,
            joined: change.joined,
            left: change.left,
            beyond_chance: change.beyond_chance,
            level_changed: change.level_changed,
        }
    }
}

/// What is null, and why.
fn note(hidden: &mut Vec<Suppressed>, pointer: String, reason: Reason) {
    hidden.push(Suppressed { pointer, reason });
}

fn points<'n>(
    table: &Table<'_>,
    shown: impl Iterator<Item = Result<&'n Estimate, Reason>>,
    pointer: &str,
    hidden: &mut Vec<Suppressed>,
) -> Vec<Point> {
    shown
        .enumerate()
        .map(|(at, estimate)| Point {
            wave: table.rounds[at].assessment.wave.clone(),
            estimate: match estimate {
                Ok(estimate) => estimate.clone(),
                Err(reason) => {
                    note(hidden, format!("{pointer}/points/{at}/score"), reason);
                    Estimate::none()
                }
            },
        })
        .collect()
}

fn taken(
    table: &Table<'_>,
    steps: &[Leap],
    changes: Vec<Result<Change, Reason>>,
    pointer: &str,
    hidden: &mut Vec<Suppressed>,
) -> Vec<Step> {
    steps
        .iter()
        .zip(changes)
        .enumerate()
        .map(|(at, (leap, change))| {
            if let Err(reason) = &change {
                note(hidden, format!("{pointer}/changes/{at}/difference"), *reason);
            }
            leap.step(table, change.ok())
        })
        .collect()
}

/// How many joined and left also where nothing else is said: it tells who answered, not what.
fn counted(step: &mut Step, pairs: &[Pair<'_>]) {
    if step.difference.is_none()
        && let Some(counts) = turnover(pairs)
    {
        step.pairs = Some(counts.pairs);
        step.joined = Some(counts.joined);
        step.left = Some(counts.left);
    }
}

fn overall(table: &Table<'_>, steps: &[Leap], weighting: Weighting, hidden: &mut Vec<Suppressed>) -> Course {
    let whole = table.totals.iter().map(|total| match total {
        Ok(number) => Ok(&number.whole),
        Err(reason) => Err(*reason),
    });
    let points = points(table, whole, "/overall", hidden);
    let changes = steps
        .iter()
        .map(|leap| {
            let numbers = (&table.totals[leap.from], &table.totals[leap.to]);
            let (mut found, _) = leap.change(table, numbers, Measure::Total)?;
            let (then, now) = (
                &table.rounds[leap.from].assessment,
                &table.rounds[leap.to].assessment,
            );
            let same_weights =
                [then, now].map(|assessment| assessment.overall.weighting) == [Some(weighting); 2];
            found.level_changed = same_weights
                .then(|| level_changed(table.pack, now, then, &found))
                .flatten();
            Ok(found)
        })
        .collect();
    let mut changes = taken(table, steps, changes, "/overall", hidden);
    for (leap, step) in steps.iter().zip(&mut changes) {
        counted(step, &table.counted_pairs(leap.from, leap.to, weighting));
    }
    Course { points, changes }
}

impl Table<'_> {
    /// The people of the totals of two waves, also of those that are withheld.
    fn counted_pairs(&self, from: usize, to: usize, weighting: Weighting) -> Vec<Pair<'_>> {
        let (then, now) = (&self.rounds[from].assessment, &self.rounds[to].assessment);
        let Some(links) = self.links(from, to).filter(|links| links.everybody_named()) else {
            return Vec::new();
        };
        let pair = |estimates, group| Pair::new(estimates, [None; 2], Some(links), (group, Measure::Total));
        if weighting == Weighting::SidesEqual {
            let sides = then.sides.iter().zip(&now.sides).enumerate();
            sides
                .map(|(side, (then, now))| pair((&then.estimate, &now.estimate), Group::Side(side)))
                .collect()
        } else {
            vec![pair((&then.overall.estimate, &now.overall.estimate), all(now))]
        }
    }
}

fn sides(table: &Table<'_>, steps: &[Leap], hidden: &mut Vec<Suppressed>) -> Vec<NamedCourse> {
    let Some(latest) = table.rounds.last() else {
        return Vec::new();
    };
    let named = latest.assessment.sides.iter().enumerate();
    named
        .map(|(side, named)| {
            let pointer = format!("/sides/{side}");
            let shown: Vec<Result<&Estimate, Reason>> = table
                .totals
                .iter()
                .zip(table.rounds)
                .map(|(total, round)| match total {
                    Ok(Number {
                        sides: Some(sides), ..
                    }) => Ok(&sides[side]),
                    Ok(_) => Err(no_side(&round.assessment, side)),
                    Err(reason) => Err(*reason),
                })
                .collect();
            let changes = steps
                .iter()
                .map(|leap| {
                    let numbers = (&table.totals[leap.from], &table.totals[leap.to]);
                    side_change(table, leap, numbers, side)
                })
                .collect();
            let points = points(table, shown.into_iter(), &pointer, hidden);
            let mut changes = taken(table, steps, changes, &pointer, hidden);
            for (leap, step) in steps.iter().zip(&mut changes) {
                let pairs = table.counted_pairs(leap.from, leap.to, Weighting::SidesEqual);
                counted(step, pairs.get(side).map_or(&[], std::slice::from_ref));
            }
            NamedCourse {
                id: named.id.clone(),
                name: named.name.clone(),
                course: Course { points, changes },
            }
        })
        .collect()
}

/// Why a side is not shown in a wave that has a total.
fn no_side(wave: &Assessment, side: usize) -> Reason {
    match wave.sides.get(side) {
        // Shown there, and not here: beside the whole of another wave it would give the other away.
        Some(shown) if shown.estimate.score.is_some() => Reason::Complementary,
        _ => reason(wave, &format!("/sides/{side}/score")),
    }
}

fn side_change(
    table: &Table<'_>,
    leap: &Leap,
    numbers: (&Shown, &Shown),
    side: usize,
) -> Result<Change, Reason> {
    // Both sides or none: what holds for the whole holds for each.
    leap.change(table, numbers, Measure::Total)?;
    let (Ok(before), Ok(after)) = numbers else {
        return Err(Reason::NotComputable);
    };
    let waves = (leap.from, leap.to);
    let (mut pairs, _) = table.pairs(waves, (before, after), Measure::Total, Some(leap.linked));
    if before.sides.is_none() || after.sides.is_none() || side >= pairs.len() {
        return Err(no_side(&table.rounds[leap.to].assessment, side));
    }
    let pair = pairs.swap_remove(side);
    change(&[pair], leap.linked, table.minimum).map(|(change, _)| change)
}

fn dimensions(table: &Table<'_>, steps: &[Leap], hidden: &mut Vec<Suppressed>) -> Vec<NamedCourse> {
    // By step, then by dimension, so that the marks of a step are made together.
    let found: Vec<Vec<Result<Change, Reason>>> = steps
        .iter()
        .map(|leap| {
            let mut changes: Vec<Found> = table
                .dimensions
                .iter()
                .enumerate()
                .map(|(index, shown)| {
                    let numbers = (&shown[leap.from], &shown[leap.to]);
                    leap.change(table, numbers, Measure::Dimension(index))
                })
                .collect();
            let known = changes.iter_mut().filter_map(|change| change.as_mut().ok());
            mark_among(known.map(|(change, p)| (change, *p)));
            changes
                .into_iter()
                .map(|change| change.map(|(change, _)| change))
                .collect()
        })
        .collect();
    table
        .dimensions
        .iter()
        .zip(&table.pack.dimensions)
        .enumerate()
        .map(|(index, (shown, dimension))| {
            let pointer = format!("/dimensions/{index}");
            let whole = shown.iter().map(|number| match number {
                Ok(number) => Ok(&number.whole),
                Err(reason) => Err(*reason),
            });
            let points = points(table, whole, &pointer, hidden);
            let changes = found.iter().filter_map(|step| step.get(index).cloned()).collect();
            NamedCourse {
                id: dimension.id.clone(),
                name: dimension.name.clone(),
                course: Course {
                    points,
                    changes: taken(table, steps, changes, &pointer, hidden),
                },
            }
        })
        .collect()
}
