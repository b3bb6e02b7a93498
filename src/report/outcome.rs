//! The kinds of result that can be written.

use super::check::{Check, CheckReport};
use crate::assessment::{Assessment, Trend};
use crate::pack::Pack;

/// A result, as formats write it.
#[derive(Debug)]
pub enum Outcome<'a> {
    /// An assessment.
    Report(Keyed<'a>),
    /// Waves side by side.
    Trend(&'a Trend),
    /// What became of a gate.
    Check(Checked<'a>),
}

/// The kinds alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeKind {
    /// An assessment.
    Report,
    /// Waves side by side.
    Trend,
    /// What became of a gate.
    Check,
}

/// An assessment among several, and what it is told apart by beside organisation and wave.
#[derive(Debug, Clone)]
pub struct Keyed<'a> {
    /// Names and values, such as `team` and `EMEA`; the same names for all.
    pub keys: Vec<(String, String)>,
    /// The assessment.
    pub assessment: &'a Assessment,
}

/// A check and what it found.
#[derive(Debug)]
pub struct Checked<'a> {
    pub(crate) check: &'a Check,
    pub(crate) report: CheckReport,
}

impl<'a> From<&'a Assessment> for Outcome<'a> {
    fn from(assessment: &'a Assessment) -> Self {
        let keys = Vec::new();
        Self::Report(Keyed { keys, assessment })
    }
}

impl<'a> From<Keyed<'a>> for Outcome<'a> {
    fn from(keyed: Keyed<'a>) -> Self {
        Self::Report(keyed)
    }
}

impl<'a> From<&'a Trend> for Outcome<'a> {
    fn from(trend: &'a Trend) -> Self {
        Self::Trend(trend)
    }
}

impl<'a> Outcome<'a> {
    /// What became of a gate, with the texts of the pack that was judged by.
    #[must_use]
    pub fn of_check(check: &'a Check, pack: &Pack) -> Self {
        let report = CheckReport::new(check, pack);
        Self::Check(Checked { check, report })
    }

    /// What kind it is.
    #[must_use]
    pub const fn kind(&self) -> OutcomeKind {
        match self {
            Self::Report(_) => OutcomeKind::Report,
            Self::Trend(_) => OutcomeKind::Trend,
            Self::Check(_) => OutcomeKind::Check,
        }
    }
}
