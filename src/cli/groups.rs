//! Sorts responses into groups and counts each: by organisation and wave always, and by
//! whatever `--by` names.

mod files;

pub(crate) use files::{Pattern, is_pattern};

use std::collections::BTreeMap;

use crate::answers::{AttributeValue, Origin, Response, Sink};
use crate::assessment::{GroupValue, Ledger, Tally};
use crate::diagnostic::{Diagnostics, did_you_mean, one_of};
use crate::names::{self, Folds, Shown, Spellings};
use crate::pack::{AttributeIndex, Pack};
use crate::scoring::Scorecard;
use anyhow::{Result, bail};

use super::exit::UsageFault;

/// What the form is called beside the attributes.
const FORM: &str = "Form";

/// Something respondents can be told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Organization,
    Wave,
    Form,
    Attribute(AttributeIndex),
}

impl Key {
    /// The key called `name`.
    pub(crate) fn parse(pack: &Pack, name: &str) -> Result<Self> {
        Ok(match name {
            "organization" => Self::Organization,
            "wave" => Self::Wave,
            "form" => Self::Form,
            _ => match pack.attribute(name) {
                Some(attribute) => Self::Attribute(attribute),
                None => bail!(unknown_key(pack, name)),
            },
        })
    }

    /// Its name in data.
    pub(crate) fn name(self, pack: &Pack) -> &str {
        match self {
            Self::Organization => "organization",
            Self::Wave => "wave",
            Self::Form => "form",
            Self::Attribute(attribute) => &pack.attributes[attribute].id,
        }
    }

    /// What `response` has for it; empty when it says nothing.
    pub(crate) fn of<'a>(self, pack: &'a Pack, response: &'a Response) -> &'a str {
        match self {
            Self::Organization => response.organization.as_deref().unwrap_or_default(),
            Self::Wave => response.wave.as_deref().unwrap_or_default(),
            Self::Form => response.form.id(),
            Self::Attribute(attribute) => match response.attributes.get(attribute) {
                Some(Some(AttributeValue::Closed(value))) => pack.attributes[attribute]
                    .values
                    .as_ref()
                    .and_then(|values| values.get(*value))
                    .map_or("", |choice| &choice.value),
                Some(Some(AttributeValue::Open(text))) => text,
                _ => "",
            },
        }
    }

    /// One of its values, for an assessment; none for what has a field of its own there.
    fn value(self, pack: &Pack, value: &str) -> Option<GroupValue> {
        let (name, label) = match self {
            Self::Organization | Self::Wave => return None,
            Self::Form => (FORM, value),
            Self::Attribute(attribute) => {
                let attribute = &pack.attributes[attribute];
                let choices = attribute.values.as_deref().unwrap_or_default();
                let choice = choices.iter().find(|choice| choice.value == value);
                let label = choice.map_or(value, |choice| choice.group.as_str());
                (attribute.name.as_str(), label)
            }
        };
        Some(GroupValue {
            attribute: self.name(pack).to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
            label: label.to_owned(),
        })
    }
}

fn unknown_key(pack: &Pack, name: &str) -> UsageFault {
    let names = || {
        ["organization", "wave", "form"]
            .into_iter()
            .chain(pack.attributes.iter().map(|attribute| attribute.id.as_str()))
    };
    let hint =
        did_you_mean(name, names()).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    UsageFault(format!(
        "`{name}` is nothing to group or select by; allowed: {}{hint}",
        one_of(names())
    ))
}

/// The keys of `--by a,b`.
pub(crate) fn parse_by(pack: &Pack, names: &[String]) -> Result<Vec<Key>> {
    names.iter().map(|name| Key::parse(pack, name.trim())).collect()
}

/// Which responses count: all conditions of `--select` must hold; values of one key are
/// alternatives.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    conditions: Vec<(Key, Vec<String>)>,
    folds: Folds,
}

impl Selection {
    /// From `attribute=value` texts.
    pub(crate) fn parse(pack: &Pack, texts: &[String]) -> Result<Self> {
        let mut conditions: Vec<(Key, Vec<String>)> = Vec::new();
        for text in texts {
            let Some((name, value)) = text.split_once('=') else {
                bail!(UsageFault(format!(
                    "--select {text}: write attribute=value, such as function=sales"
                )));
            };
            let key = Key::parse(pack, name.trim())?;
            let value = selected(pack, key, text, value.trim())?;
            match conditions.iter_mut().find(|(known, _)| *known == key) {
                Some((_, values)) if values.iter().any(|known| names::alike(known, &value)) => {}
                Some((_, values)) => values.push(value),
                None => conditions.push((key, vec![value])),
            }
        }
        let folds = Folds::default();
        Ok(Self { conditions, folds })
    }

    /// Whether everything counts.
    pub(crate) fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }

    /// The values that count, beside organisations and waves.
    pub(crate) fn values(&self, pack: &Pack) -> Vec<GroupValue> {
        let each = self.conditions.iter().flat_map(|(key, values)| {
            let values = values.iter();
            values.filter_map(|value| key.value(pack, value))
        });
        each.collect()
    }

    /// Whether a response counts.
    pub(crate) fn admits(&mut self, pack: &Pack, response: &Response) -> bool {
        self.conditions.iter().all(|(key, values)| {
            let found = self.folds.of(key.of(pack, response));
            values.iter().any(|value| self.folds.of(value) == found)
        })
    }
}

/// The value that `--select text` asks for: as the pack writes it, where the pack lists them.
fn selected(pack: &Pack, key: Key, text: &str, value: &str) -> Result<String> {
    let Key::Attribute(attribute) = key else {
        return Ok(value.to_owned());
    };
    let Some(values) = &pack.attributes[attribute].values else {
        return Ok(value.to_owned());
    };
    let allowed = || values.iter().map(|choice| choice.value.as_str());
    if let Some(known) = names::find(allowed(), value) {
        return Ok(known.to_owned());
    }
    let hint =
        did_you_mean(value, allowed()).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
    bail!(UsageFault(format!(
        "--select {text}: `{}` has no value `{value}`; allowed: {}{hint}",
        key.name(pack),
        one_of(allowed())
    )));
}

/// Whose answers a group counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GroupKey {
    /// The organisation, empty when not said.
    pub(crate) organization: String,
    /// The wave, empty when not said.
    pub(crate) wave: String,
    /// The values of the other keys, in the order of `--by`.
    pub(crate) values: Vec<String>,
}

/// Who answered in which wave, where a run prints several.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// By organisation.
    pub(crate) ledgers: BTreeMap<String, Ledger>,
    /// What the ledgers call the groups of one wave.
    pub(crate) parts: BTreeMap<Vec<String>, u32>,
}

/// A sink that keeps one tally a group.
#[derive(Debug)]
pub(crate) struct Groups<'p> {
    pack: &'p Pack,
    by: Vec<Key>,
    selection: Selection,
    /// How organisations, waves and the values of the other keys are written.
    spellings: Vec<Spellings>,
    /// Records that came in, selected or not.
    pub(crate) records: u64,
    /// By key, ordered; by folded names until everything was read, then by names as they are shown.
    pub(crate) tallies: BTreeMap<GroupKey, Tally>,
    /// By organisation who answered in which wave, where waves are compared; memory then grows
    /// with the respondents.
    pub(crate) ledgers: Option<BTreeMap<String, Ledger>>,
    /// What the ledgers call the groups of one wave.
    pub(crate) parts: BTreeMap<Vec<String>, u32>,
    card: Scorecard,
}

impl<'p> Groups<'p> {
    /// Groups by organisation, wave and the other keys of `by`.
    pub(crate) fn new(pack: &'p Pack, by: &[Key], selection: Selection) -> Self {
        let by: Vec<Key> = by
            .iter()
            .copied()
            .filter(|key| !matches!(key, Key::Organization | Key::Wave))
            .collect();
        Self {
            pack,
            spellings: vec![Spellings::default(); by.len() + 2],
            by,
            selection,
            records: 0,
            tallies: BTreeMap::new(),
            ledgers: None,
            parts: BTreeMap::new(),
            card: Scorecard::default(),
        }
    }

    /// Keeps who answered as well, so that people can be found again in another wave.
    pub(crate) fn linking(mut self) -> Self {
        self.ledgers = Some(BTreeMap::new());
        self
    }

    /// Takes out who answered in which wave.
    pub(crate) fn people(&mut self) -> People {
        People {
            ledgers: self.ledgers.take().unwrap_or_default(),
            parts: std::mem::take(&mut self.parts),
        }
    }

    /// The keys beside organisation and wave.
    pub(crate) fn keys(&self) -> &[Key] {
        &self.by
    }
}

impl Sink for Groups<'_> {
    fn take(&mut self, response: &Response, _origin: &Origin) {
        self.records += 1;
        if !self.selection.admits(self.pack, response) {
            return;
        }
        let pack = self.pack;
        let all = [Key::Organization, Key::Wave]
            .into_iter()
            .chain(self.by.iter().copied());
        let mut names = all
            .zip(&mut self.spellings)
            .map(|(key, spellings)| spellings.count(key.of(pack, response)).to_string());
        let key = GroupKey {
            organization: names.next().unwrap_or_default(),
            wave: names.next().unwrap_or_default(),
            values: names.collect(),
        };
        if let Some(ledgers) = &mut self.ledgers {
            let next = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
            let part = *self.parts.entry(key.values.clone()).or_insert(next);
            let ledger = ledgers.entry(key.organization.clone()).or_default();
            ledger.count_part(pack, &key.wave, part, response, &mut self.card);
        }
        self.tallies
            .entry(key)
            .or_insert_with(|| Tally::new(pack))
            .count(pack, response, &mut self.card);
    }

    fn end(&mut self) -> Diagnostics {
        let mut remarks = Diagnostics::new();
        let all = [Key::Organization, Key::Wave]
            .into_iter()
            .chain(self.by.iter().copied());
        for (key, spellings) in all.zip(&self.spellings) {
            remarks.append(spellings.remarks(key.name(self.pack)));
        }
        let shown: Vec<Shown<'_>> = self.spellings.iter().map(Spellings::shown).collect();
        let [organizations, waves, others @ ..] = shown.as_slice() else {
            return remarks;
        };
        self.tallies = std::mem::take(&mut self.tallies)
            .into_iter()
            .map(|(key, tally)| {
                let values = others.iter().zip(&key.values);
                let named = GroupKey {
                    organization: organizations.of(&key.organization),
                    wave: waves.of(&key.wave),
                    values: values.map(|(shown, value)| shown.of(value)).collect(),
                };
                (named, tally)
            })
            .collect();
        self.ledgers = self.ledgers.take().map(|ledgers| {
            let ledgers = ledgers.into_iter();
            ledgers
                .map(|(name, ledger)| (organizations.of(&name), ledger.named(|wave| waves.of(wave))))
                .collect()
        });
        remarks
    }
}

/// Which part of the people a group is: the keys of `by`, and what was `selected` beside them.
pub(crate) fn part(pack: &Pack, by: &[Key], key: &GroupKey, selected: &[GroupValue]) -> Vec<GroupValue> {
    let by = by
        .iter()
        .filter(|key| !matches!(key, Key::Organization | Key::Wave));
    let mut part: Vec<GroupValue> = by
        .zip(&key.values)
        .filter_map(|(key, value)| key.value(pack, value))
        .collect();
    // A group has one value of each key, whatever else was selected of it.
    let keys: Vec<String> = part.iter().map(|known| known.attribute.clone()).collect();
    let others = selected.iter().filter(|chosen| !keys.contains(&chosen.attribute));
    part.extend(others.cloned());
    part
}
