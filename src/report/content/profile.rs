//! The profile: every dimension with both sides on it; the strongest and the furthest behind.

use super::context::Context;
use super::{Block, Dimensions, Gauge, Ranking, Section, id, standing};
use crate::assessment::DimensionResult;
use crate::pack::Level;
use crate::report::chart::{Band, Profile, Row, Side};
use crate::report::words;

/// Rows over the axis of the pack; the sides are named only if a row shows them.
fn over_axis(context: &Context<'_>, rows: Vec<Row>) -> Profile {
    let scale = context.scale();
    let shown = rows.iter().any(|row| row.sides.iter().any(Option::is_some));
    let sides = if shown {
        context.assessment.sides.as_slice()
    } else {
        &[]
    };
    Profile {
        scale,
        end_text: words::axis_number(scale.max),
        bands: context.pack.levels.iter().map(band).collect(),
        sides: sides
            .iter()
            .zip(context.marks())
            .map(|(side, mark)| Side {
                mark,
                name: side.name.clone(),
            })
            .collect(),
        rows,
    }
}

fn band(level: &Level) -> Band {
    Band {
        name: level.name.clone(),
        from: level.cut(),
        from_text: words::axis_number(level.cut()),
    }
}

/// The scale with the whole on it; none without a result.
pub(super) fn gauge(context: &Context<'_>) -> Option<Gauge> {
    let overall = &context.assessment.overall.estimate;
    let score = overall.score?;
    let row = Row {
        name: String::new(),
        overall: Some(score),
        sides: context
            .assessment
            .sides
            .iter()
            .map(|side| side.estimate.score)
            .collect(),
        range: overall
            .interval
            .as_ref()
            .map(|interval| (interval.low, interval.high)),
        value: context.score(score),
    };
    let levels = context.assessment.overall.levels.iter();
    Some(Gauge {
        chart: over_axis(context, vec![row]),
        here: levels.filter_map(|level| context.pack.level(level)).collect(),
        range: overall
            .interval
            .as_ref()
            .map(|interval| [context.score(interval.low), context.score(interval.high)]),
    })
}

/// The chart, then what is highest and what is furthest from the level aimed at.
pub(super) fn sections(context: &Context<'_>) -> Vec<Section> {
    let dimensions = &context.assessment.dimensions;
    if dimensions
        .iter()
        .all(|dimension| dimension.estimate.score.is_none())
    {
        return Vec::new();
    }
    let rows = dimensions
        .iter()
        .enumerate()
        .map(|(index, dimension)| Row {
            name: dimension.name.clone(),
            overall: dimension.estimate.score,
            sides: dimension.sides.iter().map(|side| side.estimate.score).collect(),
            range: None,
            value: context.value(dimension.estimate.score, &format!("/dimensions/{index}")),
        })
        .collect();
    let sides = |(index, dimension): (usize, &DimensionResult)| {
        let sides = dimension.sides.iter().enumerate();
        sides
            .map(|(side, result)| {
                let pointer = format!("/dimensions/{index}/sides/{side}");
                context.value(result.estimate.score, &pointer)
            })
            .collect()
    };
    let mut blocks = vec![Block::Profile(Dimensions {
        chart: over_axis(context, rows),
        values: dimensions.iter().enumerate().map(sides).collect(),
        divided: standing::divided(context),
        table: standing::profile_table(context),
    })];
    blocks.extend(rankings(context));
    vec![Section::new(id::PROFILE, words::PROFILE, blocks)]
}

/// What is highest, and what is furthest from the level aimed at.
fn rankings(context: &Context<'_>) -> Option<Block> {
    let highlights = &context.assessment.highlights;
    let strongest = highlights
        .strongest
        .iter()
        .filter_map(|id| context.dimension(id))
        .filter_map(|(_, dimension)| Some((dimension.name.clone(), context.score(dimension.estimate.score?))))
        .collect();
    let furthest = highlights
        .furthest
        .iter()
        .filter_map(|id| context.dimension(id))
        .filter_map(|(_, dimension)| {
            let below = dimension.below_target?;
            Some((dimension.name.clone(), words::points_short(below)))
        })
        .collect();
    let target = context
        .assessment
        .next
        .as_ref()
        .map(|next| context.level(&next.level));
    let rankings: Vec<Ranking> = [
        Ranking {
            title: words::STRONGEST.to_owned(),
            rows: strongest,
        },
        Ranking {
            title: words::furthest_from(target),
            rows: furthest,
        },
    ]
    .into_iter()
    .filter(|ranking| !ranking.rows.is_empty())
    .collect();
    (!rankings.is_empty()).then_some(Block::Rankings(rankings))
}
