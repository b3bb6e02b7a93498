//! Which groups can be named by what is known of people beforehand.

use std::collections::{BTreeMap, BTreeSet};

use super::super::tally::Kind;
use crate::pack::Pack;

/// Kinds between which this part of the arithmetic makes no difference, as one: there are few of them
/// however many people there are. `tells` is what it looks at beside what others know.
pub(super) fn alike<'t, K: Ord>(
    kinds: impl Iterator<Item = Kind<'t>>,
    tells: impl Fn(&Kind<'t>) -> K,
) -> Vec<Kind<'t>> {
    let mut merged = BTreeMap::new();
    for kind in kinds {
        merged
            .entry((kind.outside(), tells(&kind)))
            .and_modify(|known: &mut Kind<'t>| known.people += kind.people)
            .or_insert(kind);
    }
    merged.into_values().collect()
}

/// How many people are of these kinds.
pub(super) fn size(kinds: &[Kind<'_>], group: &[usize]) -> u64 {
    group.iter().map(|&kind| kinds[kind].people).sum()
}

/// Every group that can be named by any part of what is known of people beforehand, as kinds.
pub(super) fn groups(pack: &Pack, kinds: &[Kind<'_>]) -> BTreeSet<Vec<usize>> {
    let mut groups: BTreeSet<Vec<usize>> = BTreeSet::new();
    let known: Vec<Vec<u64>> = kinds.iter().map(|kind| known(pack, kinds, kind)).collect();
    let named: BTreeSet<Vec<Option<u64>>> = known
        .iter()
        .flat_map(|known| {
            (0..1_u32 << known.len()).map(|part| {
                let named = |(index, value): (usize, &u64)| (part >> index & 1 == 1).then_some(*value);
                known.iter().enumerate().map(named).collect()
            })
        })
        .collect();
    // Whoever was asked a question, or was not: all who have the long form, say.
    let asked: BTreeSet<Vec<bool>> = (0..pack.questions.len())
        .map(|question| kinds.iter().map(|kind| kind.asked(question)).collect())
        .collect();
    for name in &named {
        let fits = |&kind: &usize| {
            name.iter()
                .zip(&known[kind])
                .all(|(wanted, value)| wanted.is_none_or(|wanted| wanted == *value))
        };
        let group: Vec<usize> = (0..kinds.len()).filter(fits).collect();
        for asked in &asked {
            let (with, without) = group.iter().partition(|&&kind| asked[kind]);
            groups.extend([with, without]);
        }
        groups.insert(group);
    }
    groups
}

/// By what people of a kind can be named.
fn known(pack: &Pack, kinds: &[Kind<'_>], kind: &Kind<'_>) -> Vec<u64> {
    let mut known = vec![kind.cell as u64, pattern(pack, kinds, kind)];
    known.extend((0..pack.contrasts.len()).map(|contrast| kind.value(contrast)));
    known
}

/// What people of a kind were asked, as a number; the same for no others.
fn pattern(pack: &Pack, kinds: &[Kind<'_>], kind: &Kind<'_>) -> u64 {
    let same = |other: &Kind<'_>| {
        (0..pack.questions.len()).all(|question| other.asked(question) == kind.asked(question))
    };
    kinds.iter().position(same).map_or(0, |position| position as u64)
}
