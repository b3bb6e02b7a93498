//! What became of a gate: what was found, as a document, and as a table.

mod compose;
pub(super) mod csv;
mod result;

use crate::assessment::Assessment;
use crate::assessment::gate::{Judgement, Verdict};
use crate::pack::Pack;
pub(super) use compose::{Detail, compose, with_remark, worst};
pub(crate) use result::{CheckReport, Line, Round};

/// The `format` of a check as JSON.
pub const FORMAT: &str = "lockstep-check/1";

/// Judgements and the assessments that were judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// In order.
    pub judged: Vec<(Judgement, Assessment)>,
    /// Whether the run ends with exit code 0 whatever came out.
    pub exit_zero: bool,
}

impl Check {
    /// The worst of all judgements.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let verdicts = self.judged.iter().map(|(judgement, _)| judgement.verdict());
        verdicts.max().unwrap_or(Verdict::Passed)
    }

    /// Whether the run fails: what is printed and the exit code both come from here.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.verdict() == Verdict::Failed && !self.exit_zero
    }
}

/// The first line of every format.
#[must_use]
pub fn headline(check: &Check, pack: &Pack) -> String {
    CheckReport::new(check, pack).headline
}
