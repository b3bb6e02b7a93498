//! What deserves attention beside the score.

use super::known::Known;
use super::sides::{nobody_on_a_side, none_on_a_side};
use super::tally::{Tally, pooled};
use super::{Evidence, Finding, View};
use crate::diagnostic::{
    Code, RESULT_CAUTION, RESULT_DONT_KNOW, RESULT_NOBODY_ON_A_SIDE, RESULT_RESPONSE_CARE,
    RESULT_RESPONSE_LOW, RESULT_UNASKED, RESULT_WEIGHTING,
};
use crate::number::percent;

/// Everything worth a sentence, most important first.
pub(super) fn findings(known: &Known<'_>, tally: &Tally, rates: &[Option<f64>; 2]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if known.figures.view == View::Team && none_on_a_side(known.pack, tally) {
        findings.push(finding(
            &RESULT_NOBODY_ON_A_SIDE,
            nobody_on_a_side(known.pack),
            Vec::new(),
        ));
        return findings;
    }
    weighting(known, &mut findings);
    if known.figures.view == View::Team {
        response(known, rates, &mut findings);
    }
    from_pack(known, &mut findings);
    dont_know(known, &mut findings);
    unasked(tally, &mut findings);
    findings
}

fn finding(code: &'static Code, message: String, evidence: Vec<Evidence>) -> Finding {
    Finding {
        code: code.id.to_owned(),
        severity: code.severity.to_string(),
        message,
        evidence,
    }
}

/// Sides-equal and people-weighted results that fall in different levels.
fn weighting(known: &Known<'_>, findings: &mut Vec<Finding>) {
    let pack = known.pack;
    let total = &known.figures.total;
    let (Some(equal), Some(people)) = (total.headline.score(), total.people.score()) else {
        return;
    };
    let (first, second) = (pack.level_of_estimate(equal), pack.level_of_estimate(people));
    if first != second {
        findings.push(finding(
            &RESULT_WEIGHTING,
            format!(
                "The weighting decides the level: with both sides equal it is {}, with every person equal {}.",
                pack.levels[first].name, pack.levels[second].name
            ),
            Vec::new(),
        ));
    }
}

/// How far the result carries, by the lower response rate of the two sides.
fn response(known: &Known<'_>, rates: &[Option<f64>; 2], findings: &mut Vec<Finding>) {
    let reporting = &known.pack.reporting;
    let &[Some(first), Some(second)] = rates else {
        return;
    };
    let lower = first.min(second);
    let share = percent(lower);
    if lower < reporting.response_rate_care {
        findings.push(finding(
            &RESULT_RESPONSE_LOW,
            format!("On one side only {share} answered: take this as the start of a conversation, not as a result."),
            Vec::new(),
        ));
    } else if lower < reporting.response_rate_use {
        findings.push(finding(
            &RESULT_RESPONSE_CARE,
            format!("On one side {share} answered: use the result with care."),
            Vec::new(),
        ));
    }
}

/// Contradictions and cautions that the pack's author wants noticed.
fn from_pack(known: &Known<'_>, findings: &mut Vec<Finding>) {
    for rule in &known.pack.findings {
        if known.judge(&rule.when).holds() {
            let mut evidence = vec![Evidence {
                kind: "rule".to_owned(),
                id: rule.id.clone(),
                score: None,
                value: None,
            }];
            evidence.extend(known.evidence(&rule.when));
            findings.push(Finding {
                severity: if rule.warning { "warning" } else { "note" }.to_owned(),
                ..finding(&RESULT_CAUTION, rule.message.clone(), evidence)
            });
        }
    }
}

/// Questions that many could not answer.
fn dont_know(known: &Known<'_>, findings: &mut Vec<Finding>) {
    let held = &known.setting.held;
    if known.figures.view == View::Person || held.whole.is_some() {
        return;
    }
    let mut evidence = Vec::new();
    let held = |question: &usize| held.questions.get(*question) == Some(&true);
    for question in (0..known.pack.questions.len()).filter(|question| !held(question)) {
        let counts = pooled(&known.figures.people, question);
        let applicable = counts.asked() - counts.not_applicable;
        let enough =
            applicable >= known.figures.minimum && counts.dont_know >= known.figures.minimum.min(applicable);
        let share = counts.dont_know as f64 / applicable.max(1) as f64;
        if enough && share >= known.pack.reporting.dont_know_share {
            evidence.push(Evidence {
                score: None,
                value: Some(percent(share)),
                ..known.question_evidence(question)
            });
        }
    }
    if !evidence.is_empty() {
        let share = percent(known.pack.reporting.dont_know_share);
        findings.push(finding(
            &RESULT_DONT_KNOW,
            format!("{share} or more of those asked do not know: what is not visible cannot be judged."),
            evidence,
        ));
    }
}

/// Answers to questions that were not for the person; they count.
fn unasked(tally: &Tally, findings: &mut Vec<Finding>) {
    let people: u64 = tally
        .cells
        .iter()
        .flat_map(|cell| &cell.questions)
        .map(|counts| counts.unasked)
        .sum();
    if people > 0 {
        findings.push(finding(
            &RESULT_UNASKED,
            "Some questions were answered by people they are not meant for; these answers count.".to_owned(),
            Vec::new(),
        ));
    }
}
