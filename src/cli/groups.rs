//! Sorts responses into groups and counts each: by organisation and wave always, and by
//! whatever `--by` names.

mod beside;
mod files;

pub(crate) use beside::{Assessed, People, assess};
pub(crate) use files::{Pattern, is_pattern};

use std::collections::BTreeMap;

use crate::answers::{AttributeValue, Origin, Response, Sink};
use crate::assessment::{GroupValue, Ledger, Tally};
use crate::diagnostic::{did_you_mean, one_of};
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
    pub(crate) fn of(self, pack: &Pack, response: &Response) -> String {
        match self {
            Self::Organization => response.organization.clone().unwrap_or_default(),
            Self::Wave => response.wave.clone().unwrap_or_default(),
            Self::Form => response.form.id().to_owned(),
            Self::Attribute(attribute) => match response.attributes.get(attribute) {
                Some(Some(AttributeValue::Closed(value))) => pack.attributes[attribute]
                    .values
                    .as_ref()
                    .and_then(|values| values.get(*value))
                    .map_or_else(String::new, |choice| choice.value.clone()),
                Some(Some(AttributeValue::Open(text))) => text.clone(),
                _ => String::new(),
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
pub(crate) struct Selection(Vec<(Key, Vec<String>)>);

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
            let value = value.trim();
            if let Key::Attribute(attribute) = key
                && let Some(values) = &pack.attributes[attribute].values
                && !values.iter().any(|choice| choice.value == value)
            {
                let allowed = || values.iter().map(|choice| choice.value.as_str());
                let hint = did_you_mean(value, allowed())
                    .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                bail!(UsageFault(format!(
                    "--select {text}: `{name}` has no value `{value}`; allowed: {}{hint}",
                    one_of(allowed())
                )));
            }
            match conditions.iter_mut().find(|(known, _)| *known == key) {
                Some((_, values)) => values.push(value.to_owned()),
                None => conditions.push((key, vec![value.to_owned()])),
            }
        }
        Ok(Self(conditions))
    }

    /// Whether everything counts.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values that count, beside organisations and waves.
    pub(crate) fn values(&self, pack: &Pack) -> Vec<GroupValue> {
        let each = self.0.iter().flat_map(|(key, values)| {
            let values = values.iter();
            values.filter_map(|value| key.value(pack, value))
        });
        each.collect()
    }

    /// Whether a response counts.
    pub(crate) fn admits(&self, pack: &Pack, response: &Response) -> bool {
        self.0.iter().all(|(key, values)| {
            let found = key.of(pack, response);
            values.contains(&found)
        })
    }
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

/// A sink that keeps one tally a group.
#[derive(Debug)]
pub(crate) struct Groups<'p> {
    pack: &'p Pack,
    by: Vec<Key>,
    selection: Selection,
    /// Records that came in, selected or not.
    pub(crate) records: u64,
    /// By key, ordered.
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
        let by = by
            .iter()
            .copied()
            .filter(|key| !matches!(key, Key::Organization | Key::Wave))
            .collect();
        Self {
            pack,
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
        let key = GroupKey {
            organization: Key::Organization.of(self.pack, response),
            wave: Key::Wave.of(self.pack, response),
            values: self.by.iter().map(|key| key.of(self.pack, response)).collect(),
        };
        let pack = self.pack;
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
