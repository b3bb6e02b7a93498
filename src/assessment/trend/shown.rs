//! Which numbers of which waves may stand beside one another.
//!
//! Whether two numbers may is for [`beside`](super::super::beside) to say; this is what follows for a row
//! of waves:
//!
//! - From the latest wave back, each wave is held against **all** later ones that are shown, not
//!   only its neighbour: two changes of five people each may differ by one person, and then the two
//!   outer waves do.
//! - Both sides or none, as in a report: the whole and one side give the other.
//! - A total that is withheld takes its dimensions with it; they would give it back. A dimension
//!   may be withheld alone: its pairs cannot be had from the total, because whoever skipped it has a
//!   total of other dimensions.
//! - Paired changes along a chain of waves, less the paired change from its first to its last, leave
//!   the answers of those who are in some of its pairs and not in all. When these are one to the
//!   minimum less one, the change from first to last is withheld.
//! - Who joined and who left is printed as counts: it tells who answered, not what.

use std::collections::BTreeMap;

use super::super::change::{Pair, hide_everybody, linked};
use super::super::links::{Ledger, Links};
use super::super::moves::Measure;
use super::super::{Assessment, Reason, Weighting, same};
use super::Source;
use super::build::Round;
use super::numbers::{Number, groups, number};
use crate::pack::Pack;

/// A number, or why there is none.
pub(super) type Shown = Result<Number, Reason>;

/// The waves with everything that may be seen of them.
pub(super) struct Table<'a> {
    pub(super) pack: &'a Pack,
    pub(super) rounds: &'a [Round],
    pub(super) ledger: Option<&'a Ledger>,
    pub(super) minimum: u64,
    /// Of every two waves that are answers, the earlier first.
    links: BTreeMap<(usize, usize), Links>,
    /// By wave.
    pub(super) totals: Vec<Shown>,
    /// By dimension of the pack, then by wave.
    pub(super) dimensions: Vec<Vec<Shown>>,
}

/// What links every two waves that are answers.
fn links(rounds: &[Round], ledger: Option<&Ledger>) -> BTreeMap<(usize, usize), Links> {
    let Some(ledger) = ledger else {
        return BTreeMap::new();
    };
    let named = rounds.iter().enumerate().filter_map(|(at, round)| {
        let name = round.assessment.wave.as_deref().unwrap_or("");
        (round.source == Source::Answers).then_some((at, name))
    });
    let named: Vec<(usize, &str)> = named.collect();
    let mut links = BTreeMap::new();
    for (place, (from, before)) in named.iter().enumerate() {
        for (to, after) in &named[place + 1..] {
            if let Some(found) = ledger.links(before, after) {
                links.insert((*from, *to), found);
            }
        }
    }
    links
}

impl<'a> Table<'a> {
    pub(super) fn new(
        pack: &'a Pack,
        rounds: &'a [Round],
        ledger: Option<&'a Ledger>,
        weighting: Weighting,
        minimum: u64,
    ) -> Self {
        let measured = |measure| -> Vec<Shown> {
            rounds
                .iter()
                .map(|round| number(pack, &round.assessment, measure, weighting, minimum))
                .collect()
        };
        let mut table = Self {
            pack,
            rounds,
            ledger,
            minimum,
            links: links(rounds, ledger),
            totals: measured(Measure::Total),
            dimensions: (0..pack.dimensions.len())
                .map(|index| measured(Measure::Dimension(index)))
                .collect(),
        };
        table.withhold();
        table
    }

    fn wave(&self, at: usize) -> &'a Assessment {
        &self.rounds[at].assessment
    }

    /// What links two waves, where both are answers.
    pub(super) fn links(&self, from: usize, to: usize) -> Option<&Links> {
        self.links.get(&(from, to))
    }

    /// The groups of a number in two waves, with the people of both where they are linked or where
    /// everybody could be; and whether they are linked.
    pub(super) fn pairs<'n>(
        &'n self,
        (from, to): (usize, usize),
        numbers: (&'n Number, &'n Number),
        measure: Measure,
        is_linked: Option<bool>,
    ) -> (Vec<Pair<'n>>, bool) {
        let waves = (self.wave(from), self.wave(to));
        let links = self.links(from, to);
        let found = groups(numbers, waves, links, measure);
        let is_linked = is_linked.unwrap_or_else(|| linked(&found, self.minimum));
        let known = is_linked || links.is_some_and(Links::everybody_named);
        if known || links.is_none() {
            return (found, is_linked);
        }
        (groups(numbers, waves, None, measure), false)
    }

    /// Whether two waves are compared by pairs, which their totals decide.
    pub(super) fn is_linked(&self, from: usize, to: usize) -> bool {
        match (&self.totals[from], &self.totals[to]) {
            (Ok(before), Ok(after)) => self.pairs((from, to), (before, after), Measure::Total, None).1,
            _ => false,
        }
    }

    /// Whether two numbers beside one another give nobody away.
    fn hide_everybody(
        &self,
        waves: (usize, usize),
        numbers: (&Number, &Number),
        measure: Measure,
        is_linked: bool,
    ) -> bool {
        let (pairs, _) = self.pairs(waves, numbers, measure, Some(is_linked));
        hide_everybody(&pairs, self.minimum)
    }

    fn withhold(&mut self) {
        let count = self.rounds.len();
        // Waves of other questions are no part of the course, but they are seen.
        let mut seen: Vec<(usize, Number)> = Vec::new();
        let mut dimensions_seen: Vec<Vec<(usize, Number)>> = vec![Vec::new(); self.dimensions.len()];
        for at in (0..count).rev() {
            let Ok(total) = self.totals[at].clone() else {
                let reason = self.totals[at].as_ref().err().copied();
                self.drop_dimensions(at, reason.unwrap_or(Reason::NotComputable));
                continue;
            };
            let links: Vec<bool> = seen
                .iter()
                .map(|(later, other)| self.pairs((at, *later), (&total, other), Measure::Total, None).1)
                .collect();
            let hides = seen.iter().zip(&links).all(|((later, other), linked)| {
                self.hide_everybody((at, *later), (&total, other), Measure::Total, *linked)
            });
            if !hides {
                self.totals[at] = Err(Reason::FewJoinedOrLeft);
                self.drop_dimensions(at, Reason::FewJoinedOrLeft);
                continue;
            }
            let latest = seen.first().map_or(at, |(latest, _)| *latest);
            for (index, seen_here) in dimensions_seen.iter_mut().enumerate() {
                let Ok(number) = self.dimensions[index][at].clone() else {
                    continue;
                };
                let measure = Measure::Dimension(index);
                let hides = seen_here.iter().all(|(later, other)| {
                    let place = seen.iter().position(|(wave, _)| wave == later);
                    let linked = place.and_then(|place| links.get(place)).copied().unwrap_or(false);
                    self.hide_everybody((at, *later), (&number, other), measure, linked)
                });
                let id = &self.pack.dimensions[index].id;
                if !hides {
                    self.dimensions[index][at] = Err(Reason::FewJoinedOrLeft);
                } else if !same::in_dimension(self.pack, self.wave(latest), self.wave(at), id) {
                    self.dimensions[index][at] = Err(Reason::OtherQuestions);
                } else {
                    seen_here.push((at, number));
                }
            }
            if !same::everywhere(self.pack, self.wave(latest), self.wave(at)) {
                self.totals[at] = Err(Reason::OtherQuestions);
            }
            seen.push((at, total));
        }
    }

    fn drop_dimensions(&mut self, at: usize, reason: Reason) {
        for dimension in &mut self.dimensions {
            dimension[at] = Err(reason);
        }
    }

    /// Waves that something may be said of, earliest first.
    pub(super) fn usable(&self) -> Vec<usize> {
        (0..self.rounds.len())
            .filter(|at| matches!(self.totals[*at], Ok(_) | Err(Reason::OtherQuestions)))
            .collect()
    }
}
