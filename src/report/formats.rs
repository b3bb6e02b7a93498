//! The one list of formats, from which flags, endings of files, help and docs come.

use super::format::{Depth, Format, Writer};
use super::outcome::{Checked, Outcome, OutcomeKind};
use super::{Options, check, content, csv, github, html, json, junit, markdown, text, trend};
use crate::pack::Pack;
use crate::printout::Printout;

/// Every format, the one for a terminal first.
pub const FORMATS: [&Format; 7] = [
    &text::FORMAT,
    &markdown::FORMAT,
    &html::FORMAT,
    &json::FORMAT,
    &junit::FORMAT,
    &csv::FORMAT,
    &github::FORMAT,
];

/// The formats for results of a kind.
pub fn formats(kind: OutcomeKind) -> impl Iterator<Item = &'static Format> {
    FORMATS.into_iter().filter(move |format| format.writes(kind))
}

impl Format {
    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.into_iter().find(|format| format.name == name)
    }
}

/// The result in the format asked for, ending in a line break; without colour.
#[must_use]
pub fn render<'a>(
    outcome: impl Into<Outcome<'a>>,
    pack: &Pack,
    format: &Format,
    options: &Options,
) -> String {
    draw(&outcome.into(), pack, format, options).plain()
}

/// The result in the format asked for, on its way to a reader. Empty where the format does not write
/// results of its kind.
#[must_use]
pub fn draw(outcome: &Outcome<'_>, pack: &Pack, format: &Format, options: &Options) -> Printout {
    match (&format.writer, outcome) {
        (Writer::Draws(depth, draw), _) => {
            let document = match outcome {
                Outcome::Report(keyed) => {
                    let method = options.method || *depth == Depth::Folded;
                    let options = Options {
                        method,
                        ..options.clone()
                    };
                    content::compose(keyed.assessment, pack, &options)
                }
                Outcome::Trend(trend) => trend::compose(trend, pack),
                Outcome::Check(Checked { check, report }) => {
                    let detail = match depth {
                        Depth::Screen => check::Detail::Conditions,
                        Depth::Pages | Depth::Folded => check::Detail::Whole,
                    };
                    check::compose(report, check, pack, detail)
                }
            };
            draw(&document, options)
        }
        (Writer::Serialises(write), _) => Printout::of(format.manner, write(outcome)),
        (Writer::Lists(list), Outcome::Check(checked)) => list(&checked.report),
        (Writer::Lists(_), _) => Printout::new(format.manner),
    }
}
