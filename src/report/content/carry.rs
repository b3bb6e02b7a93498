//! What deserves attention, and how far the result carries.

use super::context::Context;
use super::{Block, Section, id};
use crate::assessment::Reason;
use crate::diagnostic::RESULT_NOBODY_ON_A_SIDE;
use crate::report::words;

pub(super) fn sections(context: &Context<'_>) -> Vec<Section> {
    vec![findings(context), carry(context)]
}

pub(super) fn findings(context: &Context<'_>) -> Section {
    // Where it is why there is no result, the headline says it.
    let said_above = context.reason("/overall") == Some(Reason::NobodyOnASide);
    let findings: Vec<String> = context
        .assessment
        .findings
        .iter()
        .filter(|finding| !(said_above && finding.code == RESULT_NOBODY_ON_A_SIDE.id))
        .map(|finding| {
            words::finding(
                &finding.severity,
                &finding.message,
                &context.evidence_line(&finding.evidence),
            )
        })
        .collect();
    let blocks = if findings.is_empty() {
        Vec::new()
    } else {
        vec![Block::List(findings)]
    };
    Section::new(id::FINDINGS, words::FINDINGS, blocks)
}

fn carry(context: &Context<'_>) -> Section {
    let mut blocks = Vec::new();
    if let Some(sentence) = response(context) {
        blocks.push(Block::Text(sentence));
    }
    let silent = silent(context);
    if !silent.is_empty() {
        blocks.push(Block::Text(words::sentences(&silent)));
    }
    let answers = answers(context);
    if !answers.is_empty() {
        blocks.push(Block::List(answers));
    }
    blocks.push(Block::Text(words::SELF_REPORT.to_owned()));
    Section::new(id::CARRY, words::CARRY, blocks)
}

/// Whether enough of each side answered.
fn response(context: &Context<'_>) -> Option<String> {
    let sides = &context.assessment.sides;
    let rates: Option<Vec<f64>> = sides.iter().map(|side| side.response_rate).collect();
    let rates = rates.filter(|rates| !rates.is_empty());
    let Some(rates) = rates else {
        return (!sides.is_empty()).then(|| words::NO_ROSTER.to_owned());
    };
    let lowest = rates.into_iter().fold(f64::INFINITY, f64::min);
    let reporting = &context.pack.reporting;
    Some(words::response(
        lowest,
        reporting.response_rate_use,
        reporting.response_rate_care,
    ))
}

/// What those who did not answer could change.
fn silent(context: &Context<'_>) -> Vec<String> {
    let overall = &context.assessment.overall;
    let mut sentences = Vec::new();
    if let (Some(even), Some(score)) = (&overall.break_even, overall.estimate.score) {
        let falls = even.cut <= score;
        let to = context
            .levels_at(even.cut)
            .map(|(below, above)| if falls { below } else { above });
        if let (Some(needed), Some(to)) = (even.needed, to) {
            sentences.push(words::break_even(&context.score(needed), to, falls));
        } else if even.needed.is_none() {
            sentences.push(words::NO_BREAK_EVEN.to_owned());
        }
    }
    if let Some(bounds) = &overall.bounds {
        sentences.push(words::bounds(
            &context.score(bounds.lowest),
            &context.score(bounds.highest),
        ));
    }
    sentences
}

/// Which answers count, and how they were given.
fn answers(context: &Context<'_>) -> Vec<String> {
    let respondents = &context.assessment.respondents;
    let mut lines = Vec::new();
    for (count, sentence) in [
        (respondents.partly_scored, words::PARTLY_SCORED),
        (respondents.unscored, words::UNSCORED),
        (respondents.neither_side, words::NEITHER_SIDE),
        (respondents.rejected, words::REJECTED),
    ] {
        if count > 0 {
            lines.push(words::counted(sentence, count));
        }
    }
    if let Some(quality) = &context.assessment.answer_quality {
        if let Some(count) = quality.straight_lined.filter(|count| *count > 0) {
            let without = quality.without_them.map(|score| context.score(score));
            lines.push(words::straight_lined(count, without.as_deref()));
        }
        if let Some(score) = quality.complete_only {
            lines.push(words::complete_only(&context.score(score), quality.complete_n));
        }
        if let Some(share) = quality.dont_know_share.filter(|share| *share > 0.0) {
            lines.push(words::dont_know_share(share));
        }
    }
    lines
}
