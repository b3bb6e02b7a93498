//! Proves a valid pack sound: nothing in it is out of reach, contradicts itself or has no effect.

mod advice;
mod rules;
mod scores;
mod solve;

use std::fmt;

use serde::Serialize;

use super::load::{FORMAT, read};
use super::place::Places;
use super::{Pack, Question, Range, attainable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::json::parse;
use crate::source::Source;

/// How many words people read a minute.
const WORDS_A_MINUTE: usize = 240;

/// What a pack holds, and how much was tried to prove it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Soundness {
    /// Questions of the full form.
    pub questions: usize,
    /// Questions of the short form.
    pub short_questions: usize,
    /// Dimensions.
    pub dimensions: usize,
    /// Levels.
    pub levels: usize,
    /// Guards.
    pub guards: usize,
    /// Steps.
    pub steps: usize,
    /// Findings.
    pub findings: usize,
    /// Facts.
    pub facts: usize,
    /// Lowest and highest total of the full form.
    pub attainable: Range,
    /// Lowest and highest total of the short form, if there is one.
    pub attainable_short: Option<Range>,
    /// Combinations of the facts that fit rules read, each with exactly one result; `None` when
    /// there are no rules or too many combinations to count.
    pub combinations: Option<u64>,
    /// For how many of them each fit rule decides.
    pub fit: Vec<FitShare>,
    /// Seconds it takes to read the full form, every answer included.
    pub reading_seconds: usize,
    /// Seconds it takes to read the short form.
    pub short_reading_seconds: usize,
}

/// How often a fit rule decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FitShare {
    /// Id of the rule.
    pub rule: String,
    /// Combinations of facts for which it is the first that holds.
    pub combinations: u64,
}

impl fmt::Display for Soundness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = |seconds: usize| format!("{}:{:02} min", seconds / 60, seconds % 60);
        let range = |range: Range| {
            let end = |value| crate::number::decimal(value, 1);
            format!("{} to {}", end(range.low), end(range.high))
        };
        let count = |number: usize, one: &str| match number {
            1 => format!("1 {one}"),
            _ => format!("{number} {one}s"),
        };
        writeln!(
            f,
            "{} in {}, {}, {}, {}, {}, {}",
            count(self.questions, "question"),
            count(self.dimensions, "dimension"),
            count(self.levels, "level"),
            count(self.facts, "fact"),
            count(self.guards, "guard"),
            count(self.steps, "step"),
            count(self.findings, "finding"),
        )?;
        writeln!(
            f,
            "full form: {}, totals from {}, {} to read",
            count(self.questions, "question"),
            range(self.attainable),
            minutes(self.reading_seconds)
        )?;
        if let Some(attainable) = self.attainable_short {
            writeln!(
                f,
                "short form: {}, totals from {}, {} to read",
                count(self.short_questions, "question"),
                range(attainable),
                minutes(self.short_reading_seconds)
            )?;
        }
        if let Some(combinations) = self.combinations {
            let shares: Vec<String> = self
                .fit
                .iter()
                .map(|share| format!("{} {}", share.rule, share.combinations))
                .collect();
            let each = match combinations {
                1 => "the only combination".to_owned(),
                _ => format!("each of {combinations} combinations"),
            };
            writeln!(
                f,
                "fit: exactly one result for {each} of facts ({})",
                shares.join(", ")
            )?;
        }
        Ok(())
    }
}

/// Proves a valid pack sound; `source` is the text it was loaded from, for the places of findings.
#[must_use]
pub fn check(pack: &Pack, source: &Source<'_>) -> (Soundness, Diagnostics) {
    let source = &source.ours(FORMAT);
    let root = parse(source).ok();
    let mut check = Check {
        pack,
        places: Places::new(*source, root.as_ref()),
        found: Diagnostics::new(),
    };
    scores::check(&mut check);
    let fit = rules::check(&mut check);
    advice::check(&mut check);
    scores::check_used(&mut check, read(source).ok().as_ref());
    let short = |question: &Question| question.short;
    let soundness = Soundness {
        questions: pack.questions.len(),
        short_questions: pack.questions.iter().filter(|question| question.short).count(),
        dimensions: pack.dimensions.len(),
        levels: pack.levels.len(),
        guards: pack.guards.len(),
        steps: pack.steps.len(),
        findings: pack.findings.len(),
        facts: pack.facts.len(),
        attainable: pack.attainable,
        attainable_short: attainable(&pack.dimensions, &pack.questions, short),
        combinations: fit
            .as_ref()
            .filter(|fit| !fit.is_empty())
            .and_then(|fit| fit.iter().try_fold(0_u64, |sum, &count| sum.checked_add(count))),
        fit: fit.map_or_else(Vec::new, |fit| {
            pack.fit
                .iter()
                .zip(fit)
                .map(|(rule, combinations)| FitShare {
                    rule: rule.id.clone(),
                    combinations,
                })
                .collect()
        }),
        reading_seconds: reading_seconds(pack, |_| true),
        short_reading_seconds: reading_seconds(pack, short),
    };
    (soundness, check.found)
}

/// The pack being proven, and what was found so far.
struct Check<'a> {
    pack: &'a Pack,
    places: Places<'a>,
    found: Diagnostics,
}

impl Check<'_> {
    fn report(&mut self, code: &'static Code, message: impl Into<String>, pointer: &str) {
        let diagnostic = Diagnostic::new(code, message).at(self.places.of(pointer));
        self.found.push(diagnostic);
    }

    /// The same, for what can be mended in a way worth naming.
    fn report_with_help(
        &mut self,
        code: &'static Code,
        message: impl Into<String>,
        pointer: &str,
        help: impl Into<String>,
    ) {
        let place = self.places.of(pointer);
        self.found
            .push(Diagnostic::new(code, message).at(place).help(help));
    }
}

/// How long the questions chosen by `asked` take to read, attributes included. The same list of
/// answers is read once, however many questions share it.
fn reading_seconds(pack: &Pack, asked: impl Fn(&Question) -> bool) -> usize {
    let words = |text: &str| text.split_whitespace().count();
    let mut sum = 0;
    for attribute in &pack.attributes {
        sum += words(&attribute.ask);
        sum += attribute
            .values
            .iter()
            .flatten()
            .map(|value| words(&value.label))
            .sum::<usize>();
    }
    let mut lists: Vec<Vec<&str>> = Vec::new();
    let mut any = false;
    for question in pack.questions.iter().filter(|question| asked(question)) {
        any = true;
        sum += words(&question.text) + question.help.as_deref().map_or(0, words);
        let labels: Vec<&str> = question
            .options
            .iter()
            .map(|option| option.label.as_str())
            .collect();
        if !lists.contains(&labels) {
            sum += labels.iter().map(|label| words(label)).sum::<usize>();
            lists.push(labels);
        }
    }
    if any {
        (sum * 60).div_ceil(WORDS_A_MINUTE)
    } else {
        0
    }
}
