//! What the groups of one run may show beside one another: those of one wave, and those of several.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::tally::NEITHER;
use crate::assessment::{Assessment, Ledger, Reason, Setting, Sheet, Tally, hold_back};
use crate::diagnostic::Diagnostics;
use crate::pack::Pack;
use crate::project::waves::in_order;
use anyhow::{Result, bail};

use super::exit::InputFaults;
use super::groups::{GroupKey, Key, People};
use super::session::Session;

/// One group of a run: its people, what is known beside their answers, and what these mean.
pub(crate) struct Assessed {
    pub(crate) key: GroupKey,
    pub(crate) tally: Tally,
    pub(crate) setting: Setting,
    pub(crate) assessment: Assessment,
}

/// Assesses every group that a run prints, and holds back what would give somebody away beside the others.
pub(crate) fn assess(
    session: &Session,
    groups: BTreeMap<GroupKey, Tally>,
    by: &[Key],
    people: &People,
    setting: impl Fn(&GroupKey) -> Result<Setting>,
) -> Result<Vec<Assessed>> {
    let pack = &session.pack;
    let mut faults = Diagnostics::new();
    let mut assessed = Vec::new();
    let split = by.iter().any(|key| !matches!(key, Key::Organization | Key::Wave));
    let settings: Vec<Setting> = groups.keys().map(&setting).collect::<Result<_>>()?;
    let withheld = if split {
        let minimums = settings.iter().map(|setting| setting.minimum(pack));
        withheld(pack, groups.iter().zip(minimums))
    } else {
        BTreeSet::new()
    };
    for ((key, tally), mut setting) in groups.into_iter().zip(settings) {
        // Waves beside one another are no whole that everybody in it has agreed to show.
        setting.named &= !by.contains(&Key::Wave);
        if withheld.contains(&key) {
            setting.held.whole = Some(Reason::Complementary);
        }
        match crate::assessment::assess(pack, &tally, &setting) {
            Ok(assessment) => assessed.push(Assessed {
                key,
                tally,
                setting,
                assessment,
            }),
            Err(list) => list.into_iter().for_each(|fault| faults.push(fault)),
        }
    }
    if faults.has_errors() {
        bail!(InputFaults(faults));
    }
    for (organization, ledger) in &people.ledgers {
        let of = assessed.iter_mut();
        let of = of.filter(|group| group.key.organization == *organization);
        several_waves(session, organization, of, ledger, &people.parts)?;
    }
    Ok(assessed)
}

/// Holds back of the groups of an organisation what other waves of them would give away.
fn several_waves<'g>(
    session: &Session,
    organization: &str,
    groups: impl Iterator<Item = &'g mut Assessed>,
    ledger: &Ledger,
    parts: &BTreeMap<Vec<String>, u32>,
) -> Result<()> {
    let mut by_wave: BTreeMap<String, Vec<&mut Assessed>> = BTreeMap::new();
    let mut minimum = 0;
    for group in groups {
        minimum = minimum.max(group.assessment.method.minimum_group);
        by_wave.entry(group.key.wave.clone()).or_default().push(group);
    }
    let names: Vec<String> = by_wave.keys().cloned().collect();
    let listed = session.project(organization);
    let listed = listed.map_or(&[][..], |project| project.waves.as_slice());
    let mut waves: Vec<(&str, Vec<&mut Assessed>)> = in_order(names.iter().map(String::as_str), listed)
        .into_iter()
        .map(|name| (name, by_wave.remove(name).unwrap_or_default()))
        .collect();
    hold_back(
        &session.pack,
        &mut waves,
        ledger,
        minimum,
        |group| Sheet {
            part: parts.get(&group.key.values).copied().unwrap_or(0),
            assessment: &group.assessment,
            held: &group.setting.held,
        },
        |group, held| {
            group.setting.held = held;
            group.assessment = session.assess(&group.tally, &group.setting)?;
            Ok(())
        },
    )
}

/// Groups held back although they are large enough: the hidden groups of one organisation and
/// wave must together reach the minimum, else the next smallest is hidden too.
fn withheld<'a>(
    pack: &Pack,
    groups: impl Iterator<Item = ((&'a GroupKey, &'a Tally), u64)>,
) -> BTreeSet<GroupKey> {
    let mut siblings: BTreeMap<(&str, &str), Vec<Sibling<'_>>> = BTreeMap::new();
    for ((key, tally), minimum) in groups {
        let scored =
            |cells: &[crate::assessment::tally::Cell]| cells.iter().map(|cell| cell.totals.n()).sum();
        let people: u64 = scored(&tally.cells);
        // A result is one of the two sides, where there are sides.
        let counted: u64 = if pack.sides.is_some() {
            scored(&tally.cells[..NEITHER])
        } else {
            people
        };
        siblings
            .entry((&key.organization, &key.wave))
            .or_default()
            .push(Sibling {
                people,
                key,
                shown: counted >= minimum,
                minimum,
            });
    }
    let mut withheld = BTreeSet::new();
    for groups in siblings.values_mut().filter(|groups| groups.len() > 1) {
        groups.sort_by_key(|group| (group.people, group.key));
        let mut hidden: u64 = groups
            .iter()
            .filter(|group| !group.shown)
            .map(|group| group.people)
            .sum();
        for group in groups.iter().filter(|group| group.shown) {
            if hidden == 0 || hidden >= group.minimum {
                break;
            }
            hidden += group.people;
            withheld.insert(group.key.clone());
        }
    }
    withheld
}

/// A group among those of its wave.
struct Sibling<'a> {
    people: u64,
    key: &'a GroupKey,
    /// Whether it is large enough by itself.
    shown: bool,
    minimum: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Answer, AttributeValue, Response};
    use crate::pack::{self, builtin};
    use crate::scoring::Scorecard;
    use crate::source::Source;

    /// Which groups of these sizes are held back, by their place.
    fn held(organization: &str, sizes: &[usize], minimum: u64) -> Vec<String> {
        let text = builtin::find("sales-marketing").expect("it is built in");
        let pack = pack::load(&Source::new("pack", text)).expect("it is sound");
        let mut response = Response::blank(&pack);
        response.answers.fill(Answer::Option(1));
        let sides = pack.sides.expect("it has sides");
        response.attributes[sides.attribute] = Some(AttributeValue::Closed(sides.values[0]));
        let tallies: BTreeMap<GroupKey, Tally> = sizes
            .iter()
            .enumerate()
            .map(|(place, people)| {
                let mut tally = Tally::new(&pack);
                for _ in 0..*people {
                    tally.count(&pack, &response, &mut Scorecard::default());
                }
                let key = GroupKey {
                    organization: organization.to_owned(),
                    wave: String::new(),
                    values: vec![place.to_string()],
                };
                (key, tally)
            })
            .collect();
        let held = withheld(&pack, tallies.iter().map(|group| (group, minimum)));
        held.into_iter().map(|key| key.values.concat()).collect()
    }

    #[test]
    fn hidden_groups_together_reach_the_minimum() {
        // Two people alone would be what all groups less the others are.
        assert_eq!(held("a", &[20, 2, 9, 6], 5), ["3"]);
        assert_eq!(held("a", &[20, 2, 9, 3], 5), [""; 0]);
        assert_eq!(held("a", &[20, 9, 6], 5), [""; 0]);
        assert_eq!(held("a", &[20, 0, 6], 5), [""; 0]);
        assert_eq!(held("a", &[7, 1], 5), ["0"]);
        // A minimum that takes more than one.
        assert_eq!(held("a", &[12, 1, 10, 11], 10), ["2"]);
        // One group by itself has nothing to be told apart from.
        assert_eq!(held("a", &[3], 5), [""; 0]);
    }
}
