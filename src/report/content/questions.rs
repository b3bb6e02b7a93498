//! Every question with both sides on it, its sentences and, where they may be shown, its answers.

use std::cmp::Ordering;

use super::context::Context;
use super::{Asked, Block, Questions, Section, Sentence, Stack, Table, id};
use crate::assessment::{OptionCount, QuestionResult, View};
use crate::number;
use crate::pack::Question;
use crate::report::chart::{Band, Row, Side};
use crate::report::words;

/// Every question, where at least one has something to show.
pub(super) fn section(context: &Context<'_>) -> Option<Section> {
    let questions = Block::Questions(Box::new(questions(context)?));
    Some(Section::new(id::QUESTIONS, words::QUESTIONS, vec![questions]))
}

fn questions(context: &Context<'_>) -> Option<Questions> {
    let (assessment, pack) = (context.assessment, context.pack);
    let shown: Vec<(usize, &QuestionResult, &Question)> = assessment
        .questions
        .iter()
        .enumerate()
        .filter(|(_, result)| result.estimate.score.is_some())
        .filter_map(|(index, result)| Some((index, result, context.asked(&result.id)?)))
        .collect();
    if shown.is_empty() {
        return None;
    }
    let by_difference = shown.iter().any(|(_, result, _)| result.difference.is_some());
    let differences = order(&shown, |a, b| apart(b).total_cmp(&apart(a)));
    let scores = order(&shown, |a, b| score(a).total_cmp(&score(b)));
    let mut rows: Vec<Asked> = shown
        .iter()
        .enumerate()
        .map(|(at, (index, result, question))| {
            let places = [at, differences[at], scores[at]];
            asked(context, *index, result, question, places)
        })
        .collect();
    rows.sort_by_key(|row| row.places[if by_difference { 1 } else { 2 }]);
    let with_sides = rows.iter().any(|row| row.row.sides.iter().any(Option::is_some));
    let sides = if with_sides {
        context.assessment.sides.as_slice()
    } else {
        &[]
    };
    let mut lengths = rows
        .iter()
        .flat_map(|row| &row.stacks)
        .map(|stack| stack.counts.len());
    let options = lengths.next();
    let counted = options.is_some();
    let options = options.filter(|first| lengths.all(|length| length == *first));
    Some(Questions {
        scale: context.scale(),
        bands: pack
            .levels
            .iter()
            .map(|level| Band {
                name: level.name.clone(),
                from: level.cut(),
                from_text: words::axis_number(level.cut()),
            })
            .collect(),
        sides: sides
            .iter()
            .zip(context.marks())
            .map(|(side, mark)| Side {
                mark,
                name: side.name.clone(),
            })
            .collect(),
        by_difference,
        options,
        bars: options.map(words::stacks),
        no_counts: shown.first().filter(|_| !counted).and_then(|(index, _, _)| {
            words::no_counts(context.reason(&format!("/questions/{index}/counts")))
        }),
        table: table(context, &shown, counted),
        rows,
    })
}

/// The place of each question in an order.
fn order(
    shown: &[(usize, &QuestionResult, &Question)],
    compare: impl Fn(&QuestionResult, &QuestionResult) -> Ordering,
) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..shown.len()).collect();
    sorted.sort_by(|a, b| compare(shown[*a].1, shown[*b].1));
    let mut places = vec![0; shown.len()];
    for (place, index) in sorted.into_iter().enumerate() {
        places[index] = place;
    }
    places
}

fn apart(result: &QuestionResult) -> f64 {
    result.difference.map_or(-1.0, f64::abs)
}

fn score(result: &QuestionResult) -> f64 {
    result.estimate.score.unwrap_or(f64::INFINITY)
}

fn asked(
    context: &Context<'_>,
    index: usize,
    result: &QuestionResult,
    question: &Question,
    places: [usize; 3],
) -> Asked {
    let difference = result
        .difference
        .and_then(|difference| Some((context.both_sides()?, difference)));
    let mut others = Vec::new();
    for (count, name) in [
        (result.dont_know, words::DONT_KNOW),
        (result.not_applicable, words::NOT_APPLICABLE),
    ] {
        if let Some(count) = count.filter(|count| *count > 0) {
            others.push(words::evidence(name, Some(&count.to_string())));
        }
    }
    Asked {
        id: result.id.clone(),
        dimension: context.dimension_name(&result.dimension).to_owned(),
        text: question.text.clone(),
        row: Row {
            name: result.name.clone(),
            overall: result.estimate.score,
            sides: result.sides.iter().map(|side| side.score).collect(),
            range: None,
            value: context.value(result.estimate.score, &format!("/questions/{index}")),
        },
        values: result
            .sides
            .iter()
            .enumerate()
            .map(|(side, result)| context.value(result.score, &format!("/questions/{index}/sides/{side}")))
            .collect(),
        apart: difference.map(|((first, second), points)| words::points_apart(first, second, points)),
        higher: difference
            .filter(|(_, points)| *points != 0.0)
            .map(|(_, points)| (usize::from(points < 0.0), number::signed(points.abs(), 1))),
        places,
        stacks: stacks(context, result, question),
        withheld: words::absent(context.reason(&format!("/questions/{index}/counts"))),
        sentences: sentences(result, question),
        others,
    }
}

/// Options from the lowest points to the highest.
fn lowest_first(question: &Question) -> Vec<usize> {
    let mut order: Vec<usize> = (0..question.options.len()).collect();
    order.sort_by_key(|&option| question.options[option].points);
    order
}

/// None for one person, whose answer is the score.
fn stacks(context: &Context<'_>, result: &QuestionResult, question: &Question) -> Vec<Stack> {
    if context.assessment.view == View::Person {
        return Vec::new();
    }
    let order = lowest_first(question);
    let stack = |name: &str, counts: &[OptionCount]| {
        let counts: Vec<u64> = order
            .iter()
            .map(|&option| {
                let value = question.options[option].value;
                counts
                    .iter()
                    .find(|count| count.value == value)
                    .map_or(0, |count| count.count)
            })
            .collect();
        Stack {
            name: name.to_owned(),
            total: counts.iter().sum(),
            counts,
        }
    };
    let mut stacks = Vec::new();
    stacks.extend(
        result
            .counts
            .as_deref()
            .map(|counts| stack(words::ALL_ANSWERS, counts)),
    );
    stacks.extend(
        result
            .sides
            .iter()
            .filter_map(|side| Some(stack(context.side(&side.id), side.counts.as_deref()?))),
    );
    stacks
}

fn sentences(result: &QuestionResult, question: &Question) -> Vec<Sentence> {
    let by_side = result.sides.iter().any(|side| side.nearest.is_some());
    lowest_first(question)
        .into_iter()
        .map(|option| {
            let option = &question.options[option];
            Sentence {
                text: option.label.clone(),
                nearest: result
                    .sides
                    .iter()
                    .enumerate()
                    .filter(|(_, side)| side.nearest == Some(option.value))
                    .map(|(side, _)| side)
                    .collect(),
                nearest_of_all: !by_side && result.nearest == Some(option.value),
            }
        })
        .collect()
}

/// The same in rows and columns, in the order of the questionnaire.
fn table(context: &Context<'_>, shown: &[(usize, &QuestionResult, &Question)], counted: bool) -> Table {
    let sides = context.columns();
    let mut header = vec![words::QUESTION.to_owned()];
    header.extend(sides.iter().map(|side| side.name.clone()));
    header.push(words::TOGETHER.to_owned());
    header.push(
        context
            .both_sides()
            .map_or_else(String::new, |(first, second)| words::minus(first, second)),
    );
    if counted {
        header.push(words::COUNTS.to_owned());
    }
    let apart = shown.iter().any(|(_, result, _)| result.difference.is_some());
    let rows = shown
        .iter()
        .map(|(index, result, question)| {
            let pointer = format!("/questions/{index}");
            let mut row = vec![words::question(&result.id, &result.name)];
            row.extend(sides.iter().enumerate().map(|(side, _)| {
                let score = result.sides.get(side).and_then(|result| result.score);
                context.value(score, &format!("{pointer}/sides/{side}"))
            }));
            row.push(context.value(result.estimate.score, &pointer));
            let difference = result.difference.map(|points| number::signed(points, 1));
            row.push(context.cell(difference, apart, &format!("{pointer}/difference")));
            if counted {
                let whole = result
                    .counts
                    .as_deref()
                    .map(|_| stacks(context, result, question));
                let counts = whole.as_deref().and_then(<[Stack]>::first).map(|stack| {
                    let counts: Vec<String> = stack.counts.iter().map(u64::to_string).collect();
                    words::counts(&counts, result.dont_know, result.not_applicable)
                });
                row.push(context.cell(counts, counted, &format!("{pointer}/counts")));
            }
            row
        })
        .collect();
    Table {
        header,
        rows,
        text_last: counted,
    }
    .filled()
}
