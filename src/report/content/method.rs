//! How the numbers were made: in short, or in full for those who want to check.

use super::context::Context;
use super::{Block, Pair, Section, Table, id, proof, route};
use crate::assessment::{Agreement, DimensionResult, Gap, Reliability};
use crate::number;
use crate::report::{Options, words};

pub(super) fn section(context: &Context<'_>, options: &Options) -> Section {
    let mut blocks = vec![Block::Pairs(in_short(context))];
    if options.method {
        blocks.extend(in_full(context));
    }
    Section::new(id::METHOD, words::METHOD, blocks).folded()
}

fn in_short(context: &Context<'_>) -> Vec<Pair> {
    let assessment = context.assessment;
    let overall = &assessment.overall;
    let mut pairs = Vec::new();
    let mut pair = |term: &str, text: String| pairs.push(Pair::line(term, text));
    let people = &overall.people_weighted;
    if let Some(weighting) = overall.weighting {
        let people = people
            .score
            .map(|score| (context.score(score), context.level_text(people)));
        pair(words::SCORE, words::weighting(weighting, people));
    }
    if let Some(interval) = &overall.estimate.interval {
        pair(
            words::RANGE,
            words::range_method(interval.confidence, &interval.method),
        );
    }
    pair(words::MISSING, assessment.method.missing_rule.clone());
    pair(
        words::GROUPS,
        words::groups(assessment.method.minimum_group, assessment.method.named),
    );
    let assumed: Vec<String> = assessment
        .facts
        .iter()
        .filter(|fact| fact.assumed)
        .flat_map(|fact| fact.values.iter().map(|value| (fact.id.as_str(), value.as_str())))
        .map(|(fact, value)| {
            let (name, label) = context.fact(fact, value);
            words::fact(&name, &label)
        })
        .collect();

    pair(words::CUTS, words::CUTS_ARE_CONVENTION.to_owned());
    let respondents = &assessment.respondents;
    pair(
        words::ANSWERS,
        words::answers(
            respondents.read,
            respondents.scored,
            respondents.by_form.full,
            respondents.by_form.short,
        ),
    );
    pair(
        words::QUESTIONNAIRE,
        words::questionnaire(
            &assessment.pack.id,
            &assessment.pack.version,
            &assessment.pack.digest,
        ),
    );
    if !assumed.is_empty() {
        pairs.push(Pair::new(words::ASSUMED, assumed));
    }
    pairs
}

/// Dimensions whose questions move against each other.
fn against_each_other(context: &Context<'_>) -> Vec<String> {
    let negative = |dimension: &&DimensionResult| {
        let alpha = dimension.reliability.as_ref().and_then(|found| found.alpha);
        alpha.is_some_and(|alpha| alpha < 0.0)
    };
    let dimensions = context.assessment.dimensions.iter().filter(negative);
    dimensions.map(|dimension| dimension.name.clone()).collect()
}

fn in_full(context: &Context<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(effective) = context.assessment.overall.effective_n {
        blocks.push(Block::Text(words::effective_n(&number::decimal(effective, 1))));
    }
    blocks.extend(proof::blocks(context));
    let beyond = route::guards_beyond(context);
    if !beyond.is_empty() {
        blocks.push(Block::Heading(words::GUARDS_BEYOND.to_owned()));
        blocks.extend(beyond);
    }
    for (title, table) in [
        (words::BY_DIMENSION, dimensions(context)),
        (words::AGREEMENT, agreement(context)),
        (words::RELIABILITY, reliability(context)),
        (words::BY_QUESTION, questions(context)),
    ] {
        if !table.rows.is_empty() {
            let titled = [Block::Heading(title.to_owned()), Block::Table(table.filled())];
            if title == words::BY_QUESTION {
                blocks.push(Block::Behind(titled.into()));
                continue;
            }
            blocks.extend(titled);
            if title == words::RELIABILITY {
                let against = against_each_other(context);
                if !against.is_empty() {
                    blocks.push(Block::Text(words::negative_alpha(&against)));
                }
                blocks.push(Block::Aside(words::RELIABILITY_NOTE.to_owned()));
            }
        }
    }
    blocks
}

/// Every dimension with its range, its sides and the difference between them.
fn dimensions(context: &Context<'_>) -> Table {
    let mut header = vec![words::DIMENSION.to_owned()];
    header.extend(context.columns().iter().map(|side| side.name.clone()));
    header.extend([words::TOGETHER, words::RANGE].map(str::to_owned));
    let both = context.both_sides();
    header.push(both.map_or_else(String::new, |(first, second)| words::minus(first, second)));
    let dimensions = &context.assessment.dimensions;
    let ranged = dimensions
        .iter()
        .any(|dimension| dimension.estimate.interval.is_some());
    let apart = dimensions.iter().any(|dimension| dimension.gap.is_some());
    let rows = dimensions
        .iter()
        .enumerate()
        .map(|(index, dimension)| {
            let pointer = format!("/dimensions/{index}");
            let mut row = vec![dimension.name.clone()];
            row.extend(context.columns().iter().enumerate().map(|(side, _)| {
                let score = dimension.sides.get(side).and_then(|result| result.estimate.score);
                context.value(score, &format!("{pointer}/sides/{side}"))
            }));
            row.push(context.value(dimension.estimate.score, &pointer));
            row.push(context.range(&dimension.estimate, ranged, &pointer));
            let gap = dimension.gap.as_ref().map(difference);
            row.push(context.cell(gap, apart, &format!("{pointer}/gap")));
            row
        })
        .collect();
    Table {
        header,
        rows,
        text_last: false,
    }
}

fn difference(gap: &Gap) -> String {
    let difference = number::signed(gap.difference, 1);
    match &gap.interval {
        Some(interval) => words::with_range(
            &difference,
            &number::signed(interval.low, 1),
            &number::signed(interval.high, 1),
        ),
        None => difference,
    }
}

/// How alike the people of each side answered.
fn agreement(context: &Context<'_>) -> Table {
    let row = |dimension: &DimensionResult, side: &str, agreement: &Agreement| {
        let index = |value: Option<f64>| value.map_or_else(String::new, |value| number::decimal(value, 2));
        vec![
            words::dimension_of(&dimension.name, context.side(side)),
            number::decimal(agreement.ad, 2),
            index(agreement.rwg_star),
            index(agreement.rwg_j),
            index(agreement.rwg_j_skewed),
            agreement.n.to_string(),
            agreement.word.clone(),
        ]
    };
    Table {
        header: words::AGREEMENT_HEADER.map(str::to_owned).to_vec(),
        rows: context
            .assessment
            .dimensions
            .iter()
            .flat_map(|dimension| dimension.sides.iter().map(move |side| (dimension, side)))
            .filter_map(|(dimension, side)| Some(row(dimension, &side.id, side.agreement.as_ref()?)))
            .collect(),
        text_last: true,
    }
}

/// How far the questions of a dimension move together.
fn reliability(context: &Context<'_>) -> Table {
    let row = |dimension: &DimensionResult, reliability: &Reliability| {
        let two = |value: f64| number::decimal(value, 2);
        let rests: Vec<String> = reliability
            .item_rest
            .iter()
            .filter_map(|item| Some(words::item_rest(&item.question, &two(item.r?))))
            .collect();
        vec![
            dimension.name.clone(),
            reliability
                .alpha
                .map_or_else(|| words::NOT_COMPUTED.to_owned(), two),
            reliability
                .interval
                .as_ref()
                .map_or_else(String::new, |interval| {
                    words::range(&two(interval.low), &two(interval.high))
                }),
            reliability.n.to_string(),
            words::reliability_status(&reliability.status).to_owned(),
            rests.join(", "),
        ]
    };
    Table {
        header: words::RELIABILITY_HEADER.map(str::to_owned).to_vec(),
        rows: context
            .assessment
            .dimensions
            .iter()
            .filter_map(|dimension| Some(row(dimension, dimension.reliability.as_ref()?)))
            .collect(),
        text_last: true,
    }
}

/// Every question with its sides and, where it may be shown, its answers.
fn questions(context: &Context<'_>) -> Table {
    let mut header = vec![words::QUESTION.to_owned()];
    header.extend(context.columns().iter().map(|side| side.name.clone()));
    header.extend([words::TOGETHER, words::COUNTS, words::UPPER].map(str::to_owned));
    let questions = &context.assessment.questions;
    let counted = questions.iter().any(|question| question.counts.is_some());
    let upper = questions.iter().any(|question| question.upper.is_some());
    let rows = questions
        .iter()
        .enumerate()
        .map(|(index, question)| {
            let pointer = format!("/questions/{index}");
            let mut row = vec![words::question(&question.id, &question.name)];
            row.extend(context.columns().iter().enumerate().map(|(side, _)| {
                let score = question.sides.get(side).and_then(|result| result.score);
                context.value(score, &format!("{pointer}/sides/{side}"))
            }));
            row.push(context.value(question.estimate.score, &pointer));
            let counts = question.counts.as_ref().map(|counts| {
                let counts: Vec<String> = counts.iter().map(|count| count.count.to_string()).collect();
                words::counts(&counts, question.dont_know, question.not_applicable)
            });
            row.push(context.cell(counts, counted, &format!("{pointer}/counts")));
            let share = question.upper.as_ref().map(|upper| {
                let (low, high) = (number::percent(upper.low), number::percent(upper.high));
                words::upper(upper.count, upper.of, &low, &high)
            });
            row.push(context.cell(share, upper, &format!("{pointer}/upper")));
            row
        })
        .collect();
    Table {
        header,
        rows,
        text_last: true,
    }
}
