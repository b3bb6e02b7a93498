//! A check as the summary of a step of a workflow, which holds only so much.

use super::check::{Check, CheckReport, Detail, compose, with_remark, worst};
use super::document::Document;
use super::{markdown, words};
use crate::pack::Pack;

/// Bytes that a step summary of a hosted workflow may hold.
pub const SUMMARY_LIMIT: usize = 1 << 20;

/// The check for a step summary that may still hold so many bytes: as much of the reports as fits, then
/// as many results, the worst first. Says what it leaves out.
#[must_use]
pub fn step_summary(check: &Check, pack: &Pack, room: usize) -> String {
    let report = CheckReport::new(check, pack);
    let in_markdown = |document: &Document| markdown::render(document).plain();
    for detail in [Detail::Whole, Detail::Brief, Detail::Conditions] {
        let mut document = compose(&report, check, pack, detail);
        if detail < Detail::Whole {
            document = with_remark(document, words::check::REPORT_LEFT_OUT);
        }
        let text = in_markdown(&document);
        if text.len() <= room {
            return text;
        }
    }
    let shown = |count: usize| in_markdown(&worst(&report, count));
    let counts: Vec<usize> = (0..report.results.len()).collect();
    match counts.partition_point(|count| shown(*count).len() <= room) {
        // Not even the verdict fits; a part of it would say something else.
        0 => String::new(),
        fitting => shown(fitting - 1),
    }
}
