//! Which numbers of two waves may stand beside one another: the one place that decides it, for trends,
//! for comparisons, and for every run that prints more than one wave.
//!
//! Every wave by itself already shows groups of the minimum or more. Side by side they can tell
//! more. Let a group have n₁ people with mean m₁ in one wave and n₂ with m₂ in a later one; p are in
//! both, j joined, l left. Whoever reads both numbers knows the two sums, and so
//!
//! ```text
//! n₂ m₂ − n₁ m₁ = (sum of the changes of the p) + (sum of the j who joined) − (sum of the l who left)
//! ```
//!
//! Where the change of the pairs is printed too, the last two terms are known exactly: with one
//! person who joined and nobody who left, that person's answers are on the page. Without it they
//! are known as well as one can guess how much the others changed. So:
//!
//! - **One group, twice.** The earlier number is withheld when between one and the minimum less one
//!   joined, or left, each counted for itself: with l = 0 the sum of the joined is exact, and with
//!   j = 3 and l = 3 their difference is. Those without an identifier may be the same people or others;
//!   neither may give anybody away. Where nobody can be linked, nobody can tell j from l either, and
//!   what is looked at is n₂ − n₁.
//! - **All groups together.** Somebody who went from one group to another is in both sums, so groups
//!   that are safe one by one may not be so together: five left the first side, four of them for the
//!   second, and both sums together give the one who is gone. Let every number be a point, whatever is
//!   not printed one point more, and every person a line from where they were to where they are. The
//!   sums of any set of points give those on the lines that leave the set; so no set may be left by
//!   between one and the minimum less one lines.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::moves::{Flows, People, Turnover};

/// A number of one wave that may stand beside those of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    /// Whose it is.
    pub(super) people: People,
    /// On how many it rests, where that is known.
    pub(super) n: Option<u64>,
}

/// Whether these are people and too few of them.
pub(super) const fn few(people: u64, minimum: u64) -> bool {
    people > 0 && people < minimum
}

impl Turnover {
    /// Whether those who joined or those who left are too few to be hidden.
    pub(super) const fn gives_away(&self, minimum: u64) -> bool {
        few(self.joined, minimum)
            || few(self.left, minimum)
            || few(self.joined - self.perhaps, minimum)
            || few(self.left - self.perhaps, minimum)
    }
}

/// The numbers of an earlier wave that would give somebody away beside those of a later one, by their
/// place. `flows` is how the people went between them, where they can be followed.
pub(super) fn given_away(
    before: &[Printed],
    after: &[Printed],
    flows: Option<&Flows>,
    minimum: u64,
) -> Vec<usize> {
    let Some(flows) = flows else {
        return (0..before.len())
            .filter(|&at| {
                after
                    .iter()
                    .any(|later| net_gives_away(&before[at], later, minimum))
            })
            .collect();
    };
    let same: Vec<(usize, usize)> = before
        .iter()
        .enumerate()
        .filter_map(|(from, number)| {
            let to = after.iter().position(|other| other.people == number.people)?;
            Some((from, to))
        })
        .collect();
    let mut given: Vec<usize> = same
        .iter()
        .filter(|(from, to)| flows.turnover(*from, *to).gives_away(minimum))
        .map(|(from, _)| *from)
        .collect();
    let likely = flows.likely(&same);
    // What is withheld becomes a part of what is not printed, and then others may no longer be hidden.
    while let Some(next) = crossed(before, after.len(), &likely, &given, flows, minimum) {
        given.push(next);
    }
    given.sort_unstable();
    given
}

/// Whether the numbers of people alone give somebody away: of the same people twice, or of a part of them
/// and of the whole.
fn net_gives_away(before: &Printed, after: &Printed, minimum: u64) -> bool {
    before.people.nest(&after.people)
        && before
            .n
            .zip(after.n)
            .is_none_or(|(before, after)| few(before.abs_diff(after), minimum))
}

/// A number more of the earlier wave to withhold, because too few people went between some of the numbers
/// that are left and everything else.
fn crossed(
    before: &[Printed],
    after: usize,
    likely: &BTreeMap<(Option<usize>, Option<usize>), u64>,
    given: &[usize],
    flows: &Flows,
    minimum: u64,
) -> Option<usize> {
    // Points: what is not printed, the numbers before, those after.
    let mut lines: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for ((from, to), people) in likely {
        let from = from.filter(|from| !given.contains(from));
        let (from, to) = (
            from.map_or(UNPRINTED, |from| 1 + from),
            to.map_or(UNPRINTED, |to| 1 + before.len() + to),
        );
        if from != to && *people > 0 {
            *lines.entry((from.min(to), from.max(to))).or_default() += people;
        }
    }
    let set = narrow_cut(1 + before.len() + after, &lines, minimum)?;
    let left = (0..before.len()).filter(|from| !given.contains(from));
    // One in the set; every number is of enough people, so a set of later ones alone is left by enough.
    left.min_by_key(|from| (!set.contains(&(1 + from)), flows.size(0, *from), *from))
}

/// The point that stands for all that is not printed.
const UNPRINTED: usize = 0;

/// A set of points that between one and the minimum less one lines leave, if there is any; the first
/// point is in none.
///
/// By maximum adjacency orderings (Nagamochi and Ibaraki 1992): points are taken one by one, each time
/// the one with most lines to those taken. A line that brings a point to the minimum joins two points
/// that no fewer lines part, and these become one. Of the point taken last, its own lines are the fewest
/// that part it from the one before.
fn narrow_cut(points: usize, lines: &BTreeMap<(usize, usize), u64>, minimum: u64) -> Option<Vec<usize>> {
    let mut label: Vec<usize> = (0..points).collect();
    loop {
        let mut next: BTreeMap<usize, BTreeMap<usize, u64>> = BTreeMap::new();
        for ((a, b), people) in lines {
            let (a, b) = (label[*a], label[*b]);
            if a != b {
                *next.entry(a).or_default().entry(b).or_default() += people;
                *next.entry(b).or_default().entry(a).or_default() += people;
            }
        }
        let mut joined = BTreeMap::new();
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        for &start in next.keys() {
            if taken.contains(&start) {
                continue;
            }
            let mut reached: BTreeMap<usize, u64> = BTreeMap::new();
            let mut queue = BinaryHeap::from([(0, start)]);
            let mut last = start;
            while let Some((_, point)) = queue.pop() {
                if !taken.insert(point) {
                    continue;
                }
                last = point;
                for (other, people) in next.get(&point).into_iter().flatten() {
                    if taken.contains(other) {
                        continue;
                    }
                    let sum = reached.entry(*other).or_default();
                    *sum += people;
                    queue.push((*sum, *other));
                    if *sum >= minimum {
                        joined.entry(*other).or_insert(point);
                    }
                }
            }
            if few(reached.get(&last).copied().unwrap_or(0), minimum) {
                return Some((0..points).filter(|point| label[*point] == last).collect());
            }
        }
        if joined.is_empty() {
            return None;
        }
        // A point is joined to one that was taken before it, so this comes to an end.
        let first = |mut point: usize| {
            while let Some(before) = joined.get(&point) {
                point = *before;
            }
            point
        };
        label.iter_mut().for_each(|label| *label = first(*label));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by trying every set.
    fn any_set(points: usize, lines: &BTreeMap<(usize, usize), u64>, minimum: u64) -> bool {
        (1..1_u32 << (points - 1)).any(|set| {
            let inside = |point: usize| point > 0 && set >> (point - 1) & 1 == 1;
            let leaving = lines.iter().filter(|((a, b), _)| inside(*a) != inside(*b));
            few(leaving.map(|(_, people)| people).sum(), minimum)
        })
    }

    proptest! {
        #[test]
        fn a_narrow_cut_is_found_where_there_is_one(
            drawn in prop::collection::btree_map((0_usize..7, 0_usize..7), 0_u64..9, 0..14),
            minimum in 3_u64..8,
        ) {
            let lines = drawn.into_iter().filter(|((a, b), people)| a < b && *people > 0).collect();
            let found = narrow_cut(7, &lines, minimum);
            prop_assert_eq!(found.is_some(), any_set(7, &lines, minimum));
            if let Some(set) = found {
                let leaving = lines.iter().filter(|((a, b), _)| set.contains(a) != set.contains(b));
                prop_assert!(few(leaving.map(|(_, people)| people).sum(), minimum));
                prop_assert!(!set.contains(&UNPRINTED));
            }
        }
    }
}
