//! Who answered in several waves: the scores of every respondent by wave, and the exact
//! differences of those who are in two of them.
//!
//! Only changes between waves need this. Unlike the tallies, a [`Ledger`] grows with the
//! respondents: about 150 bytes for each person and wave. What leaves it are histograms of exact
//! differences and counts, so results do not depend on the order of records.

use std::collections::{BTreeMap, BTreeSet};

use super::moves::{Group, Kind, Measure, Moves};
use crate::answers::Response;
use crate::number::ExactScore;
use crate::pack::Pack;
use crate::scoring::Scorecard;
use crate::statistics::tally::Histogram;

/// In place of a score that somebody does not have.
const NONE: u32 = u32::MAX;

/// The scores of the respondents of one organisation, by wave.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    waves: BTreeMap<String, Round>,
    /// Every different score once: there are few of them, and many respondents.
    scores: Vec<ExactScore>,
    places: BTreeMap<ExactScore, u32>,
    /// Every different kind of people once, likewise.
    kinds: Vec<Kind>,
    kind_places: BTreeMap<Kind, u32>,
}

/// One wave.
#[derive(Debug, Clone, Default)]
struct Round {
    people: BTreeMap<String, Row>,
    /// Records of nobody in particular, by kind.
    unnamed: BTreeMap<u32, u64>,
}

/// The kind of one person, and the total and the dimension scores as places in [`Ledger::scores`].
#[derive(Debug, Clone)]
struct Row {
    kind: u32,
    scores: Box<[u32]>,
}

impl Row {
    fn score(&self, measure: usize) -> Option<u32> {
        self.scores.get(measure).copied().filter(|score| *score != NONE)
    }
}

/// The place of `item` in a list of different ones.
fn place<T: Ord + Clone>(list: &mut Vec<T>, places: &mut BTreeMap<T, u32>, item: T) -> u32 {
    if let Some(place) = places.get(&item) {
        return *place;
    }
    let place = u32::try_from(list.len()).unwrap_or(NONE);
    list.push(item.clone());
    places.insert(item, place);
    place
}

impl Ledger {
    /// Nobody yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes one response of a wave; `card` is a buffer.
    pub fn count(&mut self, pack: &Pack, wave: &str, response: &Response, card: &mut Scorecard) {
        self.count_part(pack, wave, 0, response, card);
    }

    /// The same where a run prints several parts of the people; `part` is which of them this is.
    pub fn count_part(
        &mut self,
        pack: &Pack,
        wave: &str,
        part: u32,
        response: &Response,
        card: &mut Scorecard,
    ) {
        card.fill(pack, response);
        let kind = Kind::of(pack, part, response, card);
        let kind = place(&mut self.kinds, &mut self.kind_places, kind);
        if !self.waves.contains_key(wave) {
            self.waves.insert(wave.to_owned(), Round::default());
        }
        let Some(round) = self.waves.get_mut(wave) else {
            return;
        };
        let Some(respondent) = response.respondent.as_deref() else {
            *round.unnamed.entry(kind).or_default() += 1;
            return;
        };
        let scores = std::iter::once(card.total).chain(card.dimensions.iter().copied());
        let scores = scores.map(|score| match score {
            Some(score) => place(&mut self.scores, &mut self.places, score),
            None => NONE,
        });
        let scores = scores.collect();
        round.people.insert(respondent.to_owned(), Row { kind, scores });
    }

    fn kind(&self, place: u32) -> Option<&Kind> {
        self.kinds.get(usize::try_from(place).ok()?)
    }

    fn cell(&self, row: &Row) -> Option<usize> {
        self.kind(row.kind).map(|kind| kind.cell)
    }

    /// The same with every wave called what `name` says.
    #[must_use]
    pub fn named(mut self, name: impl Fn(&str) -> String) -> Self {
        let waves = self.waves.into_iter();
        self.waves = waves.map(|(wave, round)| (name(&wave), round)).collect();
        self
    }

    /// What links two waves; `None` if one of them is not known here.
    #[must_use]
    pub fn links(&self, from: &str, to: &str) -> Option<Links> {
        let mut links = Links {
            differences: Default::default(),
            moves: self.moves(from, to)?,
        };
        let (from, to) = (self.waves.get(from)?, self.waves.get(to)?);
        for (person, before) in &from.people {
            if let Some(after) = to.people.get(person)
                && let Some(cells) = self.cell(before).zip(self.cell(after))
            {
                links.add(cells, (before, after), &self.scores);
            }
        }
        Some(links)
    }

    /// Who of two waves is where; `None` if one of them is not known here.
    pub(super) fn moves(&self, from: &str, to: &str) -> Option<Moves> {
        let (from, to) = (self.waves.get(from)?, self.waves.get(to)?);
        let mut named: BTreeMap<[Option<u32>; 2], u64> = BTreeMap::new();
        for (person, before) in &from.people {
            let after = to.people.get(person).map(|after| after.kind);
            *named.entry([Some(before.kind), after]).or_default() += 1;
        }
        let new = to
            .people
            .iter()
            .filter(|(person, _)| !from.people.contains_key(*person));
        for (_, after) in new {
            *named.entry([None, Some(after.kind)]).or_default() += 1;
        }
        let kind = |place: u32| self.kind(place).cloned();
        let unnamed = [from, to].map(|round| {
            let kinds = round.unnamed.iter();
            kinds
                .filter_map(|(place, count)| Some((kind(*place)?, *count)))
                .collect()
        });
        Some(Moves {
            named: named
                .into_iter()
                .map(|(places, count)| (places.map(|place| kind(place?)), count))
                .collect(),
            unnamed,
        })
    }

    /// How many people of a group keep the changes along a chain of waves from adding up to the
    /// change from its first to its last: those who are in some pairs of the chain and not in all.
    #[must_use]
    pub fn loose_ends(&self, chain: &[&str], group: Group, measure: Measure) -> u64 {
        let rounds: Vec<&Round> = chain.iter().filter_map(|wave| self.waves.get(*wave)).collect();
        let everybody: BTreeSet<&String> = rounds.iter().flat_map(|round| round.people.keys()).collect();
        let loose = everybody.into_iter().filter(|person| {
            let there: Vec<bool> = rounds
                .iter()
                .map(|round| {
                    round.people.get(*person).is_some_and(|row| {
                        row.score(measure.place()).is_some()
                            && self.cell(row).is_some_and(|cell| group.holds(cell))
                    })
                })
                .collect();
            is_loose(&there)
        });
        loose.count() as u64
    }
}

/// Whether the answers of somebody who is `there` in these waves of a chain stay in the sum of all
/// its paired changes less the paired change from its first wave to its last.
fn is_loose(there: &[bool]) -> bool {
    let pair = |a: usize, b: usize| i8::from(there[a] && there[b]);
    let last = there.len().saturating_sub(1);
    (0..there.len()).any(|at| {
        let mut left_over = 0;
        if at > 0 {
            left_over += pair(at - 1, at);
        }
        if at < last {
            left_over -= pair(at, at + 1);
        }
        if at == 0 {
            left_over += pair(0, last);
        }
        if at == last {
            left_over -= pair(0, last);
        }
        left_over != 0
    })
}

/// Who is in both of two waves, as histograms of their exact differences, and who is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// By place of the group, then by measure.
    differences: [Vec<Histogram>; Group::CELLS.len()],
    pub(super) moves: Moves,
}

impl Links {
    /// Adds somebody who is in both.
    fn add(&mut self, cells: (usize, usize), (before, after): (&Row, &Row), scores: &[ExactScore]) {
        let score = |row: &Row, measure: usize| {
            let place = usize::try_from(row.score(measure)?).ok()?;
            scores.get(place).copied()
        };
        for (group, differences) in Group::CELLS.iter().zip(&mut self.differences) {
            if !(group.holds(cells.0) && group.holds(cells.1)) {
                continue;
            }
            differences.resize(after.scores.len().max(differences.len()), Histogram::new());
            for (measure, differences) in differences.iter_mut().enumerate() {
                let change = score(after, measure)
                    .zip(score(before, measure))
                    .and_then(|(after, before)| after.difference(before));
                if let Some(change) = change {
                    differences.add(change);
                }
            }
        }
    }

    /// Later less earlier, exactly, for everybody who is in the group and has the score both times.
    #[must_use]
    pub fn differences(&self, group: Group, measure: Measure) -> Histogram {
        let place = Group::CELLS.iter().position(|other| *other == group);
        place
            .and_then(|place| self.differences[place].get(measure.place()))
            .cloned()
            .unwrap_or_default()
    }

    /// Whether every record of both waves says whose it is.
    #[must_use]
    pub const fn everybody_named(&self) -> bool {
        self.moves.everybody_named()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn changes_along_a_chain_add_up_for_those_who_are_always_there() {
        for (there, loose) in [
            ([true, true, true, true], false),
            ([false, false, false, false], false),
            ([true, false, false, false], false),
            ([false, true, false, true], false),
            ([true, true, false, false], true),
            ([true, false, false, true], true),
            ([true, true, true, false], true),
            ([false, true, true, false], true),
        ] {
            assert_eq!(is_loose(&there), loose, "{there:?}");
        }
    }

    proptest! {
        /// What is left over of made-up answers is nothing exactly where nobody is loose.
        #[test]
        fn loose_is_who_stays_in_the_sum(there in prop::collection::vec(any::<bool>(), 3..6)) {
            // Powers of a large base cannot cancel one another.
            let answer = |at: usize| 1000_i64.pow(u32::try_from(at).unwrap_or(0));
            let change = |a: usize, b: usize| if there[a] && there[b] { answer(b) - answer(a) } else { 0 };
            let along: i64 = (1..there.len()).map(|at| change(at - 1, at)).sum();
            prop_assert_eq!(along - change(0, there.len() - 1) != 0, is_loose(&there));
        }
    }
}
