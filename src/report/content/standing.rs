//! What charts need beside the profile: the levels as a ladder, and how alike the people of each
//! side answered.

use super::context::Context;
use super::{Rung, Table};
use crate::assessment::View;
use crate::pack::Level;
use crate::report::words;

/// The levels, lowest first.
pub(super) fn ladder(context: &Context<'_>) -> Vec<Rung> {
    let (assessment, pack) = (context.assessment, context.pack);
    let end = context.scale().max;
    let next = assessment.next.as_ref().map(|next| next.level.as_str());
    let fit = assessment.fit.as_ref().map(|fit| fit.level.as_str());
    let team = assessment.view == View::Team;
    pack.levels
        .iter()
        .enumerate()
        .map(|(index, level)| {
            let to = pack.levels.get(index + 1).map_or(end, Level::cut);
            let id = level.id.as_str();
            Rung {
                name: level.name.clone(),
                gloss: level.gloss.clone(),
                stretch: words::stretch(&words::axis_number(level.cut()), &words::axis_number(to)),
                here: assessment.overall.levels.iter().any(|here| here == id),
                now: assessment.overall.levels == [id],
                sides: assessment
                    .sides
                    .iter()
                    .enumerate()
                    .filter(|(_, side)| side.estimate.level.as_deref() == Some(id) && team)
                    .map(|(place, side)| (place, side.name.clone()))
                    .collect(),
                aim: next == Some(id),
                fits: fit == Some(id),
            }
        })
        .collect()
}

/// Whether the people of each side do not see a dimension the same way, by dimension and side.
pub(super) fn divided(context: &Context<'_>) -> Vec<Vec<bool>> {
    context
        .assessment
        .dimensions
        .iter()
        .map(|dimension| {
            let sides = dimension.sides.iter();
            sides
                .map(|side| {
                    side.agreement
                        .as_ref()
                        .is_some_and(|agreement| agreement.word == words::DO_NOT_AGREE)
                })
                .collect()
        })
        .collect()
}

/// The profile in rows and columns, with the range of each estimate and the likeness of answers.
pub(super) fn profile_table(context: &Context<'_>) -> Table {
    let sides = context.columns();
    let mut header = vec![words::DIMENSION.to_owned()];
    header.extend(sides.iter().map(|side| side.name.clone()));
    header.extend([words::TOGETHER, words::RANGE, words::LEVEL].map(str::to_owned));
    header.extend(
        sides
            .iter()
            .map(|side| format!("{}, {}", words::LIKENESS, side.name)),
    );
    let dimensions = &context.assessment.dimensions;
    let ranged = dimensions
        .iter()
        .any(|dimension| dimension.estimate.interval.is_some());
    let alike = |at: usize| {
        let sides = dimensions.iter().filter_map(|dimension| dimension.sides.get(at));
        sides.into_iter().any(|side| side.agreement.is_some())
    };
    let rows = dimensions
        .iter()
        .enumerate()
        .map(|(index, dimension)| {
            let pointer = format!("/dimensions/{index}");
            let side = |side: usize| dimension.sides.get(side);
            let mut row = vec![dimension.name.clone()];
            row.extend((0..sides.len()).map(|at| {
                let score = side(at).and_then(|side| side.estimate.score);
                context.value(score, &format!("{pointer}/sides/{at}"))
            }));
            row.push(context.value(dimension.estimate.score, &pointer));
            row.push(context.range(&dimension.estimate, ranged, &pointer));
            row.push(context.level_text(&dimension.estimate));
            row.extend((0..sides.len()).map(|at| {
                let agreement = side(at).and_then(|side| side.agreement.as_ref());
                let word = agreement.map(|agreement| agreement.word.clone());
                context.cell(word, alike(at), &format!("{pointer}/sides/{at}/agreement"))
            }));
            row
        })
        .collect();
    Table {
        header,
        rows,
        text_last: true,
    }
    .filled()
}
