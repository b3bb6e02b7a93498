//! Workflow annotations: what fails, what warns, and always the verdict.
//!
//! A step shows ten annotations of a kind and drops the rest without a word; here the tenth says
//! how many there are beyond it.

use super::check::{CheckReport, Line, Round};
use super::format::{Format, Writer};
use super::words::{check as say, joined};
use crate::assessment::gate::{Mark, Verdict};
use crate::escape::{annotation, annotation_property};
use crate::printout::{Manner, Printout};

/// Annotations of a kind that a step shows.
const SHOWN: usize = 10;

/// For the log of a workflow.
pub(super) const FORMAT: Format = Format {
    name: "github",
    about: "Annotations of a workflow on GitHub",
    endings: &[],
    manner: Manner::Text,
    writer: Writer::Lists(render),
};

/// A command on each line; the verdict first.
fn render(document: &CheckReport) -> Printout {
    let level = match document.verdict {
        Verdict::Failed => "error",
        Verdict::Warned => "warning",
        Verdict::Passed => "notice",
    };
    let mut out = Printout::new(Manner::Text);
    out.command(&command(level, say::TITLE, None, &document.headline));
    for (mark, kind) in [(Mark::Fail, "error"), (Mark::Warn, "warning")] {
        let lines: Vec<(&Round, &Line)> = document
            .results
            .iter()
            .flat_map(|round| round.conditions.iter().map(move |line| (round, line)))
            .filter(|(_, line)| line.verdict == mark)
            .collect();
        // The verdict is one of its kind.
        let room = SHOWN - usize::from(kind == level);
        let shown = if lines.len() > room { room - 1 } else { lines.len() };
        for (round, line) in lines.iter().take(shown) {
            out.command(&condition(kind, round, line));
        }
        if lines.len() > shown {
            out.command(&command(
                kind,
                say::TITLE,
                None,
                &say::left_out(lines.len() - shown),
            ));
        }
    }
    out
}

fn condition(kind: &str, round: &Round, line: &Line) -> String {
    let title = [round.organization.as_deref(), Some(line.name.as_str())];
    let title: Vec<String> = title.into_iter().flatten().map(str::to_owned).collect();
    let place = line.origin.file.as_deref().map(|file| (file, line.origin.line));
    command(kind, &joined(&title), place, &line.alone())
}

fn command(kind: &str, title: &str, place: Option<(&str, Option<usize>)>, message: &str) -> String {
    let place = place.map_or_else(String::new, |(file, line)| {
        let line = line.map_or_else(String::new, |line| format!(",line={line}"));
        format!("file={}{line},", annotation_property(file))
    });
    format!(
        "::{kind} {place}title={}::{}",
        annotation_property(title),
        annotation(message)
    )
}
