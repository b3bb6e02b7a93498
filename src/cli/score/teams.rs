//! One row per group: counts always, scores only where the group may be shown.

use std::collections::BTreeMap;

use crate::assessment::{Assessment, Reason, Tally};
use anyhow::Result;

use super::Args;
use super::rows::{Cell, Column, Rows, Weight, dimension_columns, legend};
use crate::cli::beside;
use crate::cli::groups::{GroupKey, Groups, Key, Selection};
use crate::cli::session::{Session, told_apart};
use crate::cli::talk::Talk;

/// In the table: there is a score that must not be shown.
const HIDDEN: &str = "<";
/// In the table: nobody has a score.
const NO_DATA: &str = "–";
/// In the table: nobody was asked.
const NOT_ASKED: &str = "·";
/// In the table: nobody belongs to a side.
const NO_SIDE: &str = "×";

/// Reads everything and scores each group of `by`, in the latest wave unless `by` or an option names others.
pub(super) fn rows(
    session: &Session,
    args: &Args,
    by: &[Key],
    selection: Selection,
    talk: &Talk,
) -> Result<Rows> {
    let pack = &session.pack;
    let mut groups = Groups::new(pack, by, selection);
    if by.contains(&Key::Wave) {
        groups = groups.linking();
    }
    session.read(&mut groups, talk)?;
    let keys = groups.keys().to_vec();
    if by.contains(&Key::Wave) {
        // Waves of several organisations have nothing to do with each other.
        told_apart(&groups.tallies, by)?;
    }
    let people = groups.people();
    let chosen = session.choose(groups.tallies, by, args.wave.as_deref(), talk)?;
    let minimum = session.setting(&args.setting, "", None)?.minimum(pack);
    let setting = |key: &GroupKey| {
        let mut setting = session.setting(&args.setting, &key.organization, Some(&key.wave))?;
        setting.filtered = true;
        setting.roster = [None; 2];
        Ok(setting)
    };
    let assessed = beside::assess(session, together(chosen, by), by, &people, setting)?;
    let rows: Vec<Vec<Cell>> = assessed
        .iter()
        .map(|group| row(by, &keys, &group.key, &group.tally, &group.assessment))
        .collect();
    let named = |name: &str| Column::named(name, Weight::Needed);
    let mut columns: Vec<Column> = by.iter().map(|key| named(key.name(pack))).collect();
    columns.push(named("answered"));
    columns.push(Column::named("n", Weight::Detail));
    columns.extend(dimension_columns(pack));
    columns.extend(["total", "level"].map(named));
    columns.push(Column::named("reason", Weight::Data));
    let mut remarks = vec![legend(pack)];
    let uses = |mark| rows.iter().any(|row| row.contains(&Cell::Nothing(mark)));
    if uses(HIDDEN) {
        remarks.push(format!(
            "{HIDDEN} not shown: fewer than {minimum} people, or it would give away a group of fewer"
        ));
    }
    if uses(NO_DATA) {
        remarks.push(format!("{NO_DATA} too few questions answered for a score"));
    }
    if uses(NOT_ASKED) {
        remarks.push(format!("{NOT_ASKED} not asked"));
    }
    if uses(NO_SIDE) {
        remarks.push(format!(
            "{NO_SIDE} nobody in it is on a side, so it is no result of the two"
        ));
    }
    Ok(Rows {
        columns,
        rows,
        cuts: pack.cuts(),
        remarks,
    })
}

/// The groups of all organisations together, each in its wave, unless they are told apart.
fn together(tallies: BTreeMap<GroupKey, Tally>, by: &[Key]) -> BTreeMap<GroupKey, Tally> {
    if by.contains(&Key::Organization) || by.contains(&Key::Wave) {
        return tallies;
    }
    let mut merged: BTreeMap<GroupKey, Tally> = BTreeMap::new();
    for (key, tally) in tallies {
        let key = GroupKey {
            values: key.values,
            organization: String::new(),
            wave: String::new(),
        };
        match merged.get_mut(&key) {
            Some(sum) => sum.merge(&tally),
            None => {
                merged.insert(key, tally);
            }
        }
    }
    merged
}

fn row(by: &[Key], keys: &[Key], key: &GroupKey, tally: &Tally, assessment: &Assessment) -> Vec<Cell> {
    let mut row: Vec<Cell> = by
        .iter()
        .map(|wanted| match wanted {
            Key::Organization => Cell::Text(key.organization.clone()),
            Key::Wave => Cell::Text(key.wave.clone()),
            other => {
                let position = keys.iter().position(|known| known == other);
                Cell::Text(
                    position
                        .and_then(|at| key.values.get(at))
                        .cloned()
                        .unwrap_or_default(),
                )
            }
        })
        .collect();
    row.push(Cell::Count(tally.read()));
    let absent = |pointer: &str| {
        Cell::Nothing(match assessment.reason(pointer) {
            Some(Reason::BelowMinimum | Reason::Complementary | Reason::FewJoinedOrLeft) => HIDDEN,
            Some(Reason::NobodyOnASide) => NO_SIDE,
            Some(Reason::NotAsked) => NOT_ASKED,
            _ => NO_DATA,
        })
    };
    let score = |score: Option<f64>, pointer: &str| match score {
        Some(score) => Cell::Score(score),
        _ => absent(pointer),
    };
    row.push(match assessment.overall.estimate.n {
        Some(n) => Cell::Count(n),
        _ => absent("/overall/score"),
    });
    for (index, dimension) in assessment.dimensions.iter().enumerate() {
        row.push(score(
            dimension.estimate.score,
            &format!("/dimensions/{index}/score"),
        ));
    }
    row.push(score(assessment.overall.estimate.score, "/overall/score"));
    row.push(Cell::Text(assessment.overall.levels.join(" / ")));
    row.push(Cell::Text(reasons(assessment)));
    row
}

/// Why there is no total, and why there is no score in a dimension where the reason is another.
fn reasons(assessment: &Assessment) -> String {
    let total = assessment.reason("/overall/score");
    let dimensions = assessment.dimensions.iter().enumerate();
    let others = dimensions.filter_map(|(index, dimension)| {
        let reason = assessment.reason(&format!("/dimensions/{index}/score"));
        let reason = reason.filter(|reason| Some(*reason) != total)?;
        Some(format!("{}: {}", dimension.id, reason.id()))
    });
    let total = total.map(|reason| reason.id().to_owned());
    total.into_iter().chain(others).collect::<Vec<_>>().join(", ")
}
