//! The check for a pull request or a step summary: the verdict first, then the conditions, then a
//! short report, and the whole one folded away.

use super::{Check, Document, Round};
use crate::assessment::Assessment;
use crate::assessment::gate::{Mark, Verdict};
use crate::pack::Pack;
use crate::report::escape::{self, markdown as escaped};
use crate::report::words::check as say;
use crate::report::{Options, Selection, content};

/// As much as `room` bytes hold, in this order: verdict, conditions, short reports, whole reports.
/// What is left out is said.
pub(super) fn render(document: &Document, check: &Check, pack: &Pack, room: usize) -> String {
    let reports = || check.judged.iter().map(|(_, assessment)| assessment);
    let whole = page(
        document,
        reports().map(|assessment| report(assessment, pack, true)),
        &[],
    );
    if whole.len() <= room {
        return whole;
    }
    let cut = [say::REPORT_LEFT_OUT.to_owned()];
    let short = page(
        document,
        reports().map(|assessment| report(assessment, pack, false)),
        &cut,
    );
    if short.len() <= room {
        return short;
    }
    let bare = page(document, std::iter::empty(), &cut);
    if bare.len() <= room {
        return bare;
    }
    fewer(document, room)
}

/// The verdict and as many results as fit, the worst first.
fn fewer(document: &Document, room: usize) -> String {
    let mut rounds: Vec<&Round> = document.results.iter().collect();
    rounds.sort_by_key(|round| std::cmp::Reverse(round.verdict));
    let said = |count: usize| escaped(&say::rounds_left_out(count)) + "\n";
    let mut text = heading(document);
    if text.len() + said(rounds.len()).len() + 1 > room {
        // Not even the verdict fits; a part of it would say something else.
        return String::new();
    }
    let mut shown = 0;
    for round in &rounds {
        let next = format!("\n{}", conditions(round));
        let rest = said(rounds.len() - shown).len() + 1;
        if text.len() + next.len() + rest > room {
            break;
        }
        text.push_str(&next);
        shown += 1;
    }
    text.push('\n');
    text.push_str(&said(rounds.len() - shown));
    text
}

fn page(document: &Document, reports: impl Iterator<Item = String>, cut: &[String]) -> String {
    let mut text = heading(document);
    let mut reports = reports.fuse();
    for round in &document.results {
        text.push('\n');
        text.push_str(&conditions(round));
        if let Some(report) = reports.next() {
            text.push('\n');
            text.push_str(&report);
        }
    }
    for sentence in cut {
        text.push_str(&format!("\n*{}*\n", escaped(sentence)));
    }
    text
}

fn heading(document: &Document) -> String {
    let sign = match document.verdict {
        Verdict::Passed => "✅",
        Verdict::Warned => "⚠️",
        Verdict::Failed => "❌",
    };
    format!("## {sign} {}\n", escaped(&document.headline))
}

fn conditions(round: &Round) -> String {
    let mut text = String::new();
    let title = round.title();
    if !title.is_empty() {
        text.push_str(&format!("### {}\n\n", escaped(&title)));
    }
    text.push_str(&format!(
        "| | {} | {} | {} |\n| --- | --- | --- | --- |\n",
        escaped(say::CONDITION),
        escaped(say::EXPECTED),
        escaped(say::FOUND)
    ));
    for line in &round.conditions {
        let cells = [
            sign(line.verdict).to_owned(),
            line.name.clone(),
            line.expected.clone(),
            line.shown().to_owned(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    let open = round.conditions.iter().filter(|line| line.needs_explaining());
    let remarks: Vec<String> = open
        .map(|line| format!("- **{}**: {}\n", escaped(&line.name), escaped(&line.message)))
        .chain(
            round
                .notices
                .iter()
                .map(|notice| format!("- {}\n", escaped(notice))),
        )
        .collect();
    if !remarks.is_empty() {
        text.push('\n');
        text.push_str(&remarks.concat());
    }
    text
}

/// The result, and where `whole` is asked for everything else folded below it.
fn report(assessment: &Assessment, pack: &Pack, whole: bool) -> String {
    let draw = |selection| {
        let options = Options {
            selection,
            ..Options::default()
        };
        crate::report::markdown::body(&content::compose(assessment, pack, &options))
    };
    let mut text = draw(Selection::Brief);
    if whole {
        text.push_str(&format!(
            "\n<details>\n<summary>{}</summary>\n\n{}\n</details>\n",
            escape::html(say::WHOLE_REPORT),
            draw(Selection::Whole)
        ));
    }
    text
}

const fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Pass => "✅ pass",
        Mark::Warn => "⚠️ warn",
        Mark::Fail => "❌ fail",
        Mark::Skip => "➖ skip",
    }
}
