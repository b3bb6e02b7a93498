//! What changed since an earlier round.

use super::context::Context;
use super::{Block, Section, Table, id};
use crate::assessment::{Change, Interval};
use crate::report::chart::shifts::{self, Shift, Shifts};
use crate::report::words;

pub(super) fn section(context: &Context<'_>) -> Option<Section> {
    let comparison = context.assessment.comparison.as_ref()?;
    let mut blocks = Vec::new();
    match &comparison.overall {
        Some(change) => blocks.push(Block::Text(words::changed(change))),
        None => blocks.push(Block::Text(
            words::no_change_known(context.reason("/comparison/overall")).to_owned(),
        )),
    }
    if !comparison.not_compared.is_empty() {
        let names: Vec<String> = comparison
            .not_compared
            .iter()
            .map(|id| context.dimension_name(id).to_owned())
            .collect();
        blocks.push(Block::Text(words::not_compared(
            comparison.baseline.version.as_deref(),
            &names,
        )));
    }
    blocks.extend(block(rows(context)));
    let title = words::since(comparison.baseline.wave.as_deref(), comparison.baseline.n);
    Some(Section::new(id::CHANGE, &title, blocks))
}

/// Changes over one axis, with the table behind them; none without a change.
pub(crate) fn block(rows: Vec<Shift>) -> Option<Block> {
    if rows.is_empty() {
        return None;
    }
    let table = table(&rows);
    let scale = shifts::scale(&rows);
    let ends = [scale.min, 0.0, scale.max].map(words::axis_change);
    Some(Block::Shifts(Shifts { scale, ends, rows }, table))
}

/// What changed, sides before dimensions.
fn rows(context: &Context<'_>) -> Vec<Shift> {
    let Some(comparison) = &context.assessment.comparison else {
        return Vec::new();
    };
    let sides = comparison
        .sides
        .iter()
        .map(|named| (words::as_seen_by(context.side(&named.id)), &named.change));
    let dimensions = comparison
        .dimensions
        .iter()
        .map(|named| (context.dimension_name(&named.id).to_owned(), &named.change));
    sides
        .chain(dimensions)
        .filter_map(|(name, change)| Some(row(name, change.as_ref()?)))
        .collect()
}

fn row(name: String, change: &Change) -> Shift {
    let range = |interval: &Interval| (interval.low, interval.high);
    Shift {
        name,
        points: change.difference,
        range: change.interval.as_ref().map(range),
        beyond_chance: change.beyond_chance,
        value: words::change(change.difference),
        remark: words::change_remark(change),
    }
}

/// The same in rows and columns.
fn table(rows: &[Shift]) -> Table {
    let range = |(low, high)| words::range(&words::change(low), &words::change(high));
    Table {
        header: vec![
            String::new(),
            words::CHANGE.to_owned(),
            words::RANGE.to_owned(),
            String::new(),
        ],
        rows: rows
            .iter()
            .map(|row| {
                vec![
                    row.name.clone(),
                    row.value.clone(),
                    row.range.map_or_else(String::new, range),
                    row.remark.clone(),
                ]
            })
            .collect(),
        text_last: true,
    }
    .filled()
}
