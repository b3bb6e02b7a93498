//! The page for those who lead the two sides: what every move rests on, and how they see it
//! beside the others.

use super::context::Context;
use super::{Block, Section, Table, headline, id, steps};
use crate::assessment::{Contrast, StepAdvice, StepWhen};
use crate::pack::condition::Leaf;
use crate::pack::{Condition, DimensionIndex, Move, Pack};
use crate::report::words;

/// The page alone: the headline, then the steps in full.
pub(super) fn page(context: &Context<'_>) -> Vec<Section> {
    let mut blocks = body(context);
    let due: Vec<&StepAdvice> = due(context).collect();
    if !due.is_empty() {
        blocks.push(Block::Heading(words::LEADERS_STEPS.to_owned()));
        blocks.extend(
            due.iter()
                .enumerate()
                .map(|(index, step)| Block::Step(steps::in_full(context, step, Some(index + 1)))),
        );
    }
    vec![
        headline::section(context),
        Section::new(id::LEADERS, words::LEADERS, blocks),
    ]
}

/// The page inside the whole report, where the steps stand in full already.
pub(super) fn section(context: &Context<'_>) -> Option<Section> {
    let mut blocks = body(context);
    if blocks.is_empty() {
        return None;
    }
    let due: Vec<String> = due(context)
        .map(|step| words::step_in_short(&step.title, &step.owner, &step.horizon))
        .collect();
    if !due.is_empty() {
        blocks.push(Block::Heading(words::LEADERS_STEPS.to_owned()));
        blocks.push(Block::List(due));
    }
    Some(Section::new(id::LEADERS, words::LEADERS, blocks))
}

fn body(context: &Context<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(table) = foundations(context) {
        blocks.push(Block::Text(words::FOUNDATIONS.to_owned()));
        blocks.push(Block::Table(table));
    }
    for contrast in &context.assessment.contrasts {
        blocks.extend(beside(context, contrast));
    }
    blocks
}

/// The dimensions that steps for every move rest on, by side.
fn foundations(context: &Context<'_>) -> Option<Table> {
    let under_every_move = foundation_dimensions(context.pack);
    let rows: Vec<Vec<String>> = context
        .assessment
        .dimensions
        .iter()
        .enumerate()
        .filter(|(_, dimension)| {
            context
                .pack
                .dimension(&dimension.id)
                .is_some_and(|index| under_every_move.contains(&index))
        })
        .filter(|(_, dimension)| dimension.estimate.score.is_some())
        .map(|(index, dimension)| {
            let pointer = format!("/dimensions/{index}");
            let mut row = vec![dimension.name.clone()];
            row.extend(dimension.sides.iter().enumerate().map(|(side, result)| {
                context.value(result.estimate.score, &format!("{pointer}/sides/{side}"))
            }));
            row.push(context.value(dimension.estimate.score, &pointer));
            row.push(context.level_text(&dimension.estimate));
            row
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let mut header = vec![String::new()];
    header.extend(context.assessment.sides.iter().map(|side| side.name.clone()));
    header.push(words::TOGETHER.to_owned());
    header.push(words::LEVEL.to_owned());
    Some(Table {
        header,
        rows,
        text_last: true,
    })
}

/// The dimensions whose questions trigger a step that is meant for every move.
fn foundation_dimensions(pack: &Pack) -> Vec<DimensionIndex> {
    let mut found = Vec::new();
    for step in pack.steps.iter().filter(|step| step.toward == Move::Any) {
        if let Some(condition) = &step.when {
            collect(pack, condition, &mut found);
        }
    }
    found
}

fn collect(pack: &Pack, condition: &Condition, found: &mut Vec<DimensionIndex>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                collect(pack, part, found);
            }
        }
        Condition::Leaf(Leaf::Question(question, _)) => {
            found.extend(pack.questions.get(*question).map(|question| question.dimension));
        }
        Condition::Leaf(Leaf::Dimension(Some(dimension), _)) => found.push(*dimension),
        Condition::Not(_) | Condition::Leaf(_) => {}
    }
}

/// Groups of one attribute side by side, dimension by dimension.
fn beside(context: &Context<'_>, contrast: &Contrast) -> Vec<Block> {
    if contrast.groups.iter().all(|group| group.estimate.score.is_none()) {
        return Vec::new();
    }
    let name = context.pack.attribute(&contrast.attribute).map_or_else(
        || contrast.attribute.clone(),
        |index| context.pack.attributes[index].name.clone(),
    );
    let number = context
        .assessment
        .contrasts
        .iter()
        .position(|other| other.attribute == contrast.attribute)
        .unwrap_or(0);
    let mut header = vec![String::new()];
    header.extend(
        contrast
            .groups
            .iter()
            .map(|group| words::group_of(&group.name, group.estimate.n)),
    );
    let mut rows: Vec<Vec<String>> = context
        .assessment
        .dimensions
        .iter()
        .enumerate()
        .map(|(index, dimension)| {
            let mut row = vec![dimension.name.clone()];
            row.extend(contrast.groups.iter().enumerate().map(|(group, result)| {
                let pointer = format!("/contrasts/{number}/groups/{group}/dimensions/{index}");
                context.value(result.dimensions.get(index).copied().flatten(), &pointer)
            }));
            row
        })
        .collect();
    let mut total = vec![words::ALL_TOGETHER.to_owned()];
    total.extend(contrast.groups.iter().enumerate().map(|(group, result)| {
        let pointer = format!("/contrasts/{number}/groups/{group}");
        context.value(result.estimate.score, &pointer)
    }));
    rows.push(total);
    vec![
        Block::Heading(words::contrast(&name)),
        Block::Table(Table {
            header,
            rows,
            text_last: false,
        }),
    ]
}

/// The steps meant for every move that are due.
fn due<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a StepAdvice> {
    context
        .assessment
        .steps
        .iter()
        .filter(|step| step.toward == "any" && step.when == StepWhen::Now)
}
