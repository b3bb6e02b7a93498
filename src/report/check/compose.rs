//! The check as a document: the verdict first, then the conditions, then as much of the reports as is
//! asked for.

use super::{Check, CheckReport, Line, Round};
use crate::assessment::Assessment;
use crate::assessment::gate::{self, Verdict};
use crate::pack::Pack;
use crate::report::document::{Block, Condition, Conditions, Document, Mark, Section, id};
use crate::report::words::check as say;
use crate::report::{Options, Selection, content};

/// How much of the reports that were judged stands below their conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Detail {
    /// Nothing.
    Conditions,
    /// The result and its profile.
    Brief,
    /// That, and the whole report folded below it.
    Whole,
}

/// The document.
pub(crate) fn compose(report: &CheckReport, check: &Check, pack: &Pack, detail: Detail) -> Document {
    let rounds = report.results.iter().zip(&check.judged);
    let sections = rounds
        .flat_map(|(round, (_, assessment))| {
            let mut sections = vec![conditions(round)];
            if detail >= Detail::Brief {
                sections.extend(part(assessment, pack, Selection::Brief));
            }
            if detail == Detail::Whole {
                let whole = Block::Sections(part(assessment, pack, Selection::Whole));
                sections.push(Section::new(id::REPORT, say::WHOLE_REPORT, vec![whole]).folded());
            }
            sections
        })
        .collect();
    document(report, sections)
}

/// The verdict, the conditions of the worst results, and how many are left out.
pub(crate) fn worst(report: &CheckReport, shown: usize) -> Document {
    let mut rounds: Vec<&Round> = report.results.iter().collect();
    rounds.sort_by_key(|round| std::cmp::Reverse(round.verdict));
    let mut sections: Vec<Section> = rounds.iter().copied().take(shown).map(conditions).collect();
    let left_out = say::rounds_left_out(rounds.len().saturating_sub(shown));
    sections.push(Section::opening(vec![Block::Text(left_out)]));
    document(report, sections)
}

/// The same with a remark at its end.
pub(crate) fn with_remark(mut document: Document, remark: &str) -> Document {
    let remark = Block::Aside(remark.to_owned());
    document.sections.push(Section::opening(vec![remark]));
    document
}

fn document(report: &CheckReport, sections: Vec<Section>) -> Document {
    Document {
        title: report.headline.clone(),
        mark: Some(match report.verdict {
            Verdict::Passed => Mark::Pass,
            Verdict::Warned => Mark::Warn,
            Verdict::Failed => Mark::Fail,
        }),
        subject: Vec::new(),
        long: false,
        sections,
    }
}

fn part(assessment: &Assessment, pack: &Pack, selection: Selection) -> Vec<Section> {
    let options = Options {
        selection,
        ..Options::default()
    };
    content::compose(assessment, pack, &options).sections
}

fn conditions(round: &Round) -> Section {
    let conditions = Conditions {
        title: round.title(),
        rows: round.conditions.iter().map(condition).collect(),
        notices: round.notices.clone(),
    };
    Section {
        id: id::CONDITIONS,
        ..Section::opening(vec![Block::Conditions(conditions)])
    }
}

fn condition(line: &Line) -> Condition {
    Condition {
        mark: match line.verdict {
            gate::Mark::Pass => Mark::Pass,
            gate::Mark::Warn => Mark::Warn,
            gate::Mark::Fail => Mark::Fail,
            gate::Mark::Skip => Mark::Skip,
        },
        name: line.name.clone(),
        expected: line.expected.clone(),
        found: line.shown().to_owned(),
        remark: line.needs_explaining().then(|| line.message.clone()),
    }
}
