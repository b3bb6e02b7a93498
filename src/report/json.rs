//! Results as they are, for programs.

use super::format::{Format, Writer};
use super::outcome::Outcome;
use crate::json::pretty;
use crate::printout::Manner;

/// For programs.
pub(super) const FORMAT: Format = Format {
    name: "json",
    about: "Everything, for programs",
    endings: &["json"],
    manner: Manner::Json,
    writer: Writer::Serialises(write),
};

fn write(outcome: &Outcome<'_>) -> String {
    match outcome {
        Outcome::Report(keyed) => pretty(keyed.assessment),
        Outcome::Trend(trend) => pretty(trend),
        Outcome::Check(checked) => pretty(&checked.report),
    }
}
