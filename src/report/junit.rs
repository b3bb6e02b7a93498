//! The check as test results: a suite for each dimension and one for the whole, a case for each
//! condition. No time stamps, so that the same input gives the same bytes.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::check::{CheckReport, Line, Round};
use super::format::{Format, Writer};
use super::words::{self, check as say};
use crate::assessment::gate::{Kind, Mark, Outcome};
use crate::escape::xml_characters as clean;
use crate::printout::{Manner, Printout};

/// For what shows test results.
pub(super) const FORMAT: Format = Format {
    name: "junit",
    about: "Test results, for CI systems that show them",
    endings: &["xml"],
    manner: Manner::Xml,
    writer: Writer::Lists(render),
};

/// XML with a line break at the end.
fn render(document: &CheckReport) -> Printout {
    let mut report = Report::new(say::TITLE);
    for round in &document.results {
        for suite in suites(round) {
            report.add_test_suite(suite);
        }
    }
    // Writing to memory has no way to fail.
    let mut text = report.to_string().unwrap_or_default();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Printout::of(Manner::Xml, text)
}

/// Suites in order of their first condition; questions stand in the suite of their dimension.
fn suites(round: &Round) -> Vec<TestSuite> {
    let mut suites: Vec<(Option<&str>, TestSuite)> = Vec::new();
    for line in &round.conditions {
        let dimension = line.dimension_name.as_deref();
        let whose = round.organization.iter().cloned();
        let name: Vec<String> = whose
            .chain([dimension.unwrap_or(say::WHOLE).to_owned()])
            .collect();
        let name = clean(&words::joined(&name));
        let case = case(line, &name);
        match suites.iter_mut().find(|(known, _)| *known == dimension) {
            Some((_, suite)) => {
                suite.add_test_case(case);
            }
            None => {
                let mut suite = TestSuite::new(name);
                suite.add_properties(properties(round));
                suite.add_test_case(case);
                suites.push((dimension, suite));
            }
        }
    }
    // The whole comes first, whatever is asked of it.
    suites.sort_by_key(|(dimension, _)| dimension.is_some());
    suites.into_iter().map(|(_, suite)| suite).collect()
}

/// When it was judged and against what. Names are what a system knows a test by from run to run, so no
/// wave stands in them.
fn properties(round: &Round) -> Vec<(String, String)> {
    let known = [
        ("organization", &round.organization),
        ("wave", &round.wave),
        ("baseline-wave", &round.baseline_wave),
    ];
    let known = known
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), clean(value.as_ref()?))));
    known.collect()
}

fn case(line: &Line, suite: &str) -> TestCase {
    let message = clean(&line.message);
    let detail = clean(&line.alone());
    let mut status = match line.verdict {
        Mark::Pass | Mark::Warn => TestCaseStatus::success(),
        Mark::Skip => TestCaseStatus::skipped(),
        // What was judged and missed is a failure; what could not be judged is an error.
        Mark::Fail => TestCaseStatus::non_success(match line.outcome {
            Outcome::CannotBeJudged => NonSuccessKind::Error,
            _ => NonSuccessKind::Failure,
        }),
    };
    match line.verdict {
        Mark::Fail => {
            status
                .set_message(message)
                .set_type(kind(line.outcome))
                .set_description(detail.clone());
        }
        Mark::Skip => {
            status.set_message(message);
        }
        Mark::Pass | Mark::Warn => {}
    }
    let name = match line.kind {
        Kind::Drop => say::name(Kind::Drop, line.dimension_name.as_deref(), None),
        _ => line.name.clone(),
    };
    let mut case = TestCase::new(clean(&name), status);
    case.set_classname(suite);
    // A warning is a case that passes and says so.
    match line.verdict {
        Mark::Warn => {
            case.set_system_out(clean(&say::warning(&detail)));
        }
        Mark::Pass => {
            case.set_system_out(detail);
        }
        Mark::Fail | Mark::Skip => {}
    }
    case
}

const fn kind(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::CannotBeJudged => "cannot-be-judged",
        Outcome::NotYet => "not-yet",
        _ => "missed",
    }
}
