//! For those who want to check: tests of the differences, shares of people, and the way from
//! answers to score in the numbers of this very report.

use super::context::Context;
use super::{Block, Table};
use crate::assessment::{Gap, Weighting};
use crate::number;
use crate::report::words;

/// Everything of the proof that there is.
pub(super) fn blocks(context: &Context<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let arithmetic = arithmetic(context);
    if !arithmetic.is_empty() {
        blocks.push(Block::Heading(words::ARITHMETIC.to_owned()));
        blocks.push(Block::List(arithmetic));
    }
    for (title, table, note) in [
        (words::NOISE, tests(context), Some(words::NOISE_NOTE)),
        (words::PEOPLE_BY_LEVEL, people(context), None),
    ] {
        if !table.rows.is_empty() {
            blocks.push(Block::Heading(title.to_owned()));
            blocks.push(Block::Table(table.filled()));
            blocks.extend(note.map(|note| Block::Aside(note.to_owned())));
        }
    }
    blocks
}

/// From the answers to one question, over dimensions and sides, to the score and its level.
fn arithmetic(context: &Context<'_>) -> Vec<String> {
    let assessment = context.assessment;
    let overall = &assessment.overall;
    let Some(score) = overall.estimate.score else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let weights: Vec<String> = context
        .pack
        .dimensions
        .iter()
        .map(|dimension| words::weight(&dimension.name, dimension.weight))
        .collect();
    lines.extend(example(context));
    lines.push(words::total(&weights));
    let sides: Option<Vec<(String, String)>> = assessment
        .sides
        .iter()
        .map(|side| Some((side.name.clone(), context.score(side.estimate.score?))))
        .collect();
    match (overall.weighting, sides.as_deref()) {
        (Some(Weighting::SidesEqual), Some([first, second])) => {
            lines.push(words::sides_to_score(first, second, &context.score(score)));
        }
        _ => {
            if let Some(n) = overall.estimate.n {
                lines.push(words::people_to_score(n, &context.score(score)));
            }
        }
    }
    if let Some(before) = &overall.level_before_guards {
        lines.push(words::score_to_level(
            &context.score(score),
            context.level(before),
        ));
    }
    lines
}

/// The first question whose answers may be shown, from counts to points.
fn example(context: &Context<'_>) -> Option<String> {
    let assessment = context.assessment;
    let (result, counts) = assessment
        .questions
        .iter()
        .find_map(|result| Some((result, result.counts.as_ref()?)))
        .filter(|(result, _)| result.sides.iter().all(|side| side.score.is_none()))?;
    let question = &context.pack.questions[context.pack.question(&result.id)?];
    let terms: Vec<String> = counts
        .iter()
        .filter_map(|count| {
            let option = question.options.get(question.option(count.value)?)?;
            let points = number::decimal(option.points().to_f64(), 0);
            (count.count > 0).then(|| words::term(count.count, &points))
        })
        .collect();
    Some(words::question_to_points(
        &words::question(&result.id, &result.name),
        &terms,
        result.estimate.n?,
        &context.score(result.estimate.score?),
    ))
}

/// Every difference with its tests.
fn tests(context: &Context<'_>) -> Table {
    let assessment = context.assessment;
    let row = |name: &str, gap: &Gap| {
        let p = |value: Option<f64>| value.map_or_else(String::new, number::p_value);
        vec![
            name.to_owned(),
            number::signed(gap.difference, 1),
            p(gap.p),
            p(gap.p_holm),
            p(gap.p_rank),
            gap.probability_of_superiority
                .map_or_else(String::new, |share| number::decimal(share, 2)),
            gap.hedges_g.map_or_else(String::new, |g| number::signed(g, 2)),
            words::marked(gap.marked).to_owned(),
        ]
    };
    let mut rows: Vec<Vec<String>> = assessment.gap.iter().map(|gap| row(words::WHOLE, gap)).collect();
    rows.extend(
        assessment
            .dimensions
            .iter()
            .filter_map(|dimension| Some(row(&dimension.name, dimension.gap.as_ref()?))),
    );
    Table {
        header: words::NOISE_HEADER.map(str::to_owned).to_vec(),
        rows,
        text_last: true,
    }
}

/// How many people's own results lie in each level.
fn people(context: &Context<'_>) -> Table {
    let rows = context
        .assessment
        .people_by_level
        .iter()
        .map(|entry| {
            let share = &entry.share;
            vec![
                context.level(&entry.level).to_owned(),
                words::k_of_n(share.count, share.of),
                number::percent(share.share),
                words::range(&number::percent(share.low), &number::percent(share.high)),
            ]
        })
        .collect();
    Table {
        header: words::PEOPLE_HEADER.map(str::to_owned).to_vec(),
        rows,
        text_last: false,
    }
}
