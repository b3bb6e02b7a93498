//! Answers gathered for keeping: one canonical line a person, without what tells when somebody
//! answered, in an order that says nothing.
//!
//! Holds every record in memory, about a kilobyte each: an order cannot be drawn before the last
//! record is known.

use std::collections::BTreeMap;

use rand_pcg::Pcg64;
use rand_pcg::rand_core::Rng;

use super::{Origin, Record, Response, Sink};
use crate::diagnostic::Diagnostics;
use crate::json;
use crate::names::Spellings;
use crate::pack::Pack;

/// Whose answers to which round a line holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Round {
    /// The organisation, where the record or its project names one.
    pub organization: Option<String>,
    /// The wave, where the record or its place names one.
    pub wave: Option<String>,
}

/// What the records lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dropped {
    /// Records that said when they were begun or handed in.
    pub times: u64,
    /// Records with notes.
    pub notes: u64,
    /// Records that said who answered.
    pub respondents: u64,
}

/// A sink that keeps what scores and reports rest on, and nothing else.
#[derive(Debug)]
pub struct Collection<'p> {
    pack: &'p Pack,
    keep_respondents: bool,
    dropped: Dropped,
    organizations: Spellings,
    waves: Spellings,
    /// By folded names.
    rounds: BTreeMap<Round, Vec<String>>,
}

impl<'p> Collection<'p> {
    /// For answers to `pack`. Without respondents nobody can be followed from wave to wave, and
    /// somebody who answered twice is not noticed any more; which options were shown in reverse
    /// order goes with them, because it follows from the respondent.
    #[must_use]
    pub fn new(pack: &'p Pack, keep_respondents: bool) -> Self {
        Self {
            pack,
            keep_respondents,
            dropped: Dropped::default(),
            organizations: Spellings::default(),
            waves: Spellings::default(),
            rounds: BTreeMap::new(),
        }
    }

    /// What the records lost.
    #[must_use]
    pub const fn dropped(&self) -> Dropped {
        self.dropped
    }

    /// The lines of each round, by names as they are shown, each a record in the written form without a line break.
    #[must_use]
    pub fn into_rounds(self) -> BTreeMap<Round, Vec<String>> {
        let (organizations, waves) = (self.organizations.shown(), self.waves.shown());
        let named = |round: Round| Round {
            organization: round.organization.map(|name| organizations.of(&name)),
            wave: round.wave.map(|name| waves.of(&name)),
        };
        let rounds = self.rounds.into_iter();
        rounds.map(|(round, lines)| (named(round), lines)).collect()
    }
}

impl Sink for Collection<'_> {
    fn take(&mut self, response: &Response, _origin: &Origin) {
        let mut record = Record::of(response, self.pack);
        let timed = record.started_at.take().is_some() | record.submitted_at.take().is_some();
        let notes = std::mem::take(&mut record.notes);
        self.dropped.times += u64::from(timed);
        self.dropped.notes += u64::from(!notes.is_empty());
        if !self.keep_respondents {
            self.dropped.respondents += u64::from(record.respondent.take().is_some());
            record.mirrored.clear();
        }
        let folded = |spellings: &mut Spellings, name: &Option<String>| {
            name.as_deref().map(|name| spellings.count(name).to_string())
        };
        let round = Round {
            organization: folded(&mut self.organizations, &record.organization),
            wave: folded(&mut self.waves, &record.wave),
        };
        let line = json::line(&record);
        self.rounds.entry(round).or_default().push(line);
    }

    fn end(&mut self) -> Diagnostics {
        let mut remarks = self.organizations.remarks("organization");
        remarks.append(self.waves.remarks("wave"));
        remarks
    }
}

/// NDJSON of the lines in an order that follows from their content and `seed` alone: whatever
/// order they came in, the result is the same.
#[must_use]
pub fn shuffled(mut lines: Vec<String>, seed: u64) -> String {
    lines.sort_unstable();
    // Fisher and Yates; the generator is named and takes its two numbers as they are, so that a
    // seed gives the same order in every version.
    let mut random = Pcg64::new(u128::from(seed), STREAM);
    for last in (1..lines.len()).rev() {
        lines.swap(last, below(&mut random, last as u64 + 1));
    }
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Which of the generator's sequences is used: its author's default.
const STREAM: u128 = 0x0a02_bdbf_7bb3_c0a7_ac28_fa16_a64a_bf96;

/// A number below `bound`, each with the same probability: the high half of a product, drawn again
/// where the low half would favour some (Lemire 2019, "Fast Random Integer Generation in an
/// Interval").
fn below(random: &mut Pcg64, bound: u64) -> usize {
    let unfair = bound.wrapping_neg() % bound;
    loop {
        let product = u128::from(random.next_u64()) * u128::from(bound);
        let (high, low) = ((product >> 64) as u64, product as u64);
        if low >= unfair {
            return usize::try_from(high).unwrap_or(usize::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two-figure numbers from zero, in the order of `seed`.
    fn order(count: usize, seed: u64) -> String {
        let lines = (0..count).map(|line| format!("{line:02}")).collect();
        shuffled(lines, seed).trim_end().replace('\n', " ")
    }

    /// The orders come from `tests/reference/shuffle.py`. A change here changes every file that
    /// was ever collected.
    #[test]
    fn a_seed_gives_the_same_order_for_ever() {
        assert_eq!(order(10, 1), "06 01 05 02 08 07 04 00 03 09");
        assert_eq!(order(10, 2), "03 08 05 07 06 00 09 04 01 02");
        assert_eq!(order(10, u64::MAX), "05 03 07 00 01 08 02 04 09 06");
        assert_eq!(order(1, 1), "00");
        assert_eq!(order(0, 1), "");
    }

    #[test]
    fn every_line_is_as_likely_in_one_place_as_in_another() {
        let mut counts = [[0_u32; 5]; 5];
        for seed in 0..5_000 {
            for (place, line) in order(5, seed).split(' ').enumerate() {
                counts[line.parse::<usize>().unwrap()][place] += 1;
            }
        }
        let chi: f64 = counts
            .iter()
            .flatten()
            .map(|&count| (f64::from(count) - 1_000.0).powi(2) / 1_000.0)
            .sum();
        // 16 degrees of freedom: chance alone passes this once in a thousand.
        assert!(chi < 39.3, "{chi}");
    }
}
