//! Where the two sides see it apart: in numbers, then in the sentences nearest to their answers.

use super::context::Context;
use super::{Block, Difference, Section, Voice, id};
use crate::assessment::{OptionCount, QuestionResult};
use crate::report::words;

pub(super) fn section(context: &Context<'_>) -> Section {
    let mut blocks = Vec::new();
    let Some((first, second)) = context.both_sides() else {
        return Section::new(id::APART, words::APART, blocks);
    };
    if let Some(gap) = &context.assessment.gap {
        let mut said = vec![words::gap(first, second, gap)];
        if gap.marked == Some(true) {
            said.extend(words::superiority(first, second, gap));
        }
        blocks.push(Block::Text(words::sentences(&said)));
    } else if context.assessment.overall.estimate.score.is_some() {
        blocks.push(Block::Text(words::no_comparison(
            context.reason("/gap"),
            first,
            second,
            context.assessment.method.minimum_group,
        )));
    }
    let disagreeing = disagreements(context);
    let marked: Vec<String> = context
        .assessment
        .dimensions
        .iter()
        .filter_map(|dimension| {
            let gap = dimension.gap.as_ref().filter(|gap| gap.marked == Some(true))?;
            Some(words::dimension_gap(&dimension.name, first, second, gap))
        })
        .collect();
    let tested = context
        .assessment
        .dimensions
        .iter()
        .filter(|dimension| dimension.gap.as_ref().is_some_and(|gap| gap.marked.is_some()))
        .count();
    if !marked.is_empty() {
        blocks.push(Block::List(marked));
    } else if tested > 0 {
        blocks.push(Block::Text(words::no_dimension_apart(tested)));
    }
    blocks.extend(disagreeing.into_iter().map(Block::Text));
    let voices = differences(context, false);
    if !voices.is_empty() {
        blocks.push(Block::Heading(words::IN_THEIR_WORDS.to_owned()));
        blocks.extend(voices.into_iter().map(Block::Difference));
    }
    Section::new(id::APART, words::APART, blocks)
}

/// Sides whose people do not see a dimension the same way: said before their averages are used.
fn disagreements(context: &Context<'_>) -> Option<String> {
    let mut where_not: Vec<(String, Vec<String>)> = Vec::new();
    for (index, side) in context.assessment.sides.iter().enumerate() {
        let names: Vec<String> = context
            .assessment
            .dimensions
            .iter()
            .filter(|dimension| {
                dimension
                    .sides
                    .get(index)
                    .and_then(|side| side.agreement.as_ref())
                    .is_some_and(|agreement| agreement.word == words::DO_NOT_AGREE)
            })
            .map(|dimension| dimension.name.clone())
            .collect();
        if !names.is_empty() {
            where_not.push((side.name.clone(), names));
        }
    }
    (!where_not.is_empty()).then(|| words::disagreement_inside(&where_not))
}

/// The questions on which the sides differ most; `whole` asks each question in full.
pub(super) fn differences(context: &Context<'_>, whole: bool) -> Vec<Difference> {
    let Some((first, second)) = context.both_sides() else {
        return Vec::new();
    };
    context
        .assessment
        .highlights
        .differ_most
        .iter()
        .filter_map(|id| context.question(id))
        .filter_map(|(_, question)| Some((question, question.difference?)))
        .enumerate()
        .map(|(index, (question, difference))| Difference {
            number: index + 1,
            name: question.name.clone(),
            question: whole
                .then(|| context.asked(&question.id).map(|asked| asked.text.clone()))
                .flatten(),
            apart: words::points_apart(first, second, difference),
            voices: voices(context, question),
        })
        .collect()
}

fn voices(context: &Context<'_>, question: &QuestionResult) -> Vec<Voice> {
    let mut voices: Vec<Voice> = question
        .sides
        .iter()
        .enumerate()
        .filter_map(|(index, side)| {
            let sentence = context.sentence(&question.id, side.nearest?)?;
            Some(Voice {
                side: Some(index),
                name: context.side(&side.id).to_owned(),
                sentence: sentence.to_owned(),
                shares: side
                    .counts
                    .as_deref()
                    .and_then(|counts| chosen(counts, side.nearest?, side.n?)),
            })
        })
        .collect();
    // The same sentence twice would look like a mistake.
    if let [first, second] = voices.as_slice()
        && first.sentence == second.sentence
    {
        voices = vec![Voice {
            side: None,
            name: words::BOTH_SIDES.to_owned(),
            sentence: first.sentence.clone(),
            shares: None,
        }];
    }
    voices
}

/// How many chose the sentence itself.
fn chosen(counts: &[OptionCount], value: i64, n: u64) -> Option<String> {
    let count = counts.iter().find(|count| count.value == value)?;
    Some(words::chosen_by(count.count, n))
}
