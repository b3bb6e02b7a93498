//! Ids: well-formed, unique, and found when they are referred to.

use std::collections::{BTreeMap, BTreeSet};

use super::{Faults, Ground, each};
use crate::diagnostic::{
    Code, Diagnostic, PACK_DUPLICATE_ID, PACK_DUPLICATE_VALUE, PACK_INVALID_ID, PACK_OPEN_ATTRIBUTE,
    PACK_TOO_FEW, PACK_UNKNOWN_ATTRIBUTE, PACK_UNKNOWN_VALUE, did_you_mean, one_of,
};
use crate::json::shortened;
use crate::pack::{AttributeIndex, written};

/// The ids of one kind of thing, in the order of the file.
pub(super) struct Names<'w> {
    order: Vec<&'w str>,
    index: BTreeMap<&'w str, usize>,
    /// Whether every id could be read; if not, one that is not found may be the unread one.
    complete: bool,
}

impl<'w> FromIterator<&'w str> for Names<'w> {
    fn from_iter<I: IntoIterator<Item = &'w str>>(ids: I) -> Self {
        let mut order = Vec::new();
        let mut index = BTreeMap::new();
        for (at, id) in ids.into_iter().enumerate() {
            index.entry(id).or_insert_with(|| {
                order.push(id);
                at
            });
        }
        Self {
            complete: !index.contains_key(""),
            order,
            index,
        }
    }
}

impl Names<'_> {
    /// The index of `id`; that there is none is reported.
    pub(super) fn find(
        &self,
        faults: &mut Faults<'_>,
        code: &'static Code,
        noun: &str,
        id: &str,
        pointer: &str,
    ) -> Option<usize> {
        if id.is_empty() {
            return None;
        }
        let found = self.index.get(id).copied();
        if found.is_none() && self.complete {
            let candidates = || self.order.iter().copied();
            let mut diagnostic =
                Diagnostic::new(code, format!("there is no {noun} `{}`", shortened(id))).allowed(self.list());
            if let Some(meant) = did_you_mean(id, candidates()) {
                diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
            }
            faults.report(diagnostic, pointer);
        }
        found
    }

    /// All of them, for messages.
    pub(super) fn list(&self) -> String {
        one_of(self.order.iter().copied())
    }

    /// Which of them `id` is.
    pub(super) fn index(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied().filter(|_| !id.is_empty())
    }
}

/// Reports ids that are not well-formed or stand twice; `key` is the key that holds them.
pub(super) fn check_ids<'w>(
    faults: &mut Faults<'_>,
    noun: &str,
    list: &str,
    key: &str,
    ids: impl Iterator<Item = &'w str>,
) {
    let code = if key == "id" {
        &PACK_DUPLICATE_ID
    } else {
        &PACK_DUPLICATE_VALUE
    };
    let mut seen = BTreeSet::new();
    for (index, id) in ids.enumerate().filter(|(_, id)| !id.is_empty()) {
        let pointer = format!("{list}/{index}/{key}");
        if !is_id(id) {
            report_form(faults, &pointer);
        }
        if !seen.insert(id) {
            let message = format!("{noun} `{}` stands twice", shortened(id));
            faults.fault(code, message, &pointer, format!("each {noun} once"));
        }
    }
}

/// Says what an id looks like.
pub(super) fn report_form(faults: &mut Faults<'_>, pointer: &str) {
    let allowed = "letters, digits, `-` and `_`, beginning with a letter or digit";
    faults.fault(&PACK_INVALID_ID, "not well-formed as an id", pointer, allowed);
}

/// Letters, digits, `-`, `_`, beginning with a letter or digit.
pub(super) fn is_id(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_alphanumeric())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// An attribute whose values are known; an open one is reported.
pub(super) fn closed_attribute(
    id: &str,
    pointer: &str,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<AttributeIndex> {
    let index = ground
        .attributes
        .find(faults, &PACK_UNKNOWN_ATTRIBUTE, "attribute", id, pointer)?;
    let attribute = ground.written.attributes.get(index)?;
    if attribute.values.is_none() {
        if attribute.open {
            let closed = ground.written.attributes.iter().filter(|other| !other.open);
            let allowed = one_of(closed.map(|other| other.id.as_str()));
            let message = format!("`{id}` is an open attribute; its values are not known");
            faults.fault(&PACK_OPEN_ATTRIBUTE, message, pointer, allowed);
        }
        return None;
    }
    Some(index)
}

/// The indices of `values` among `choices`; a list that is empty, repeats itself or names
/// something else is reported.
pub(super) fn value_indices(
    values: &[String],
    choices: &[written::Choice],
    list: &str,
    faults: &mut Faults<'_>,
) -> Option<Vec<usize>> {
    let names: Names<'_> = choices.iter().map(|choice| choice.value.as_str()).collect();
    check_twice(values, list, faults);
    if values.is_empty() {
        faults.fault(&PACK_TOO_FEW, "no value is named", list, "one or more");
    }
    each(values, list, |value, pointer| {
        names.find(faults, &PACK_UNKNOWN_VALUE, "value", value, pointer)
    })
}

/// Reports texts that stand twice in a list.
pub(super) fn check_twice(written: &[String], list: &str, faults: &mut Faults<'_>) {
    let mut seen = BTreeSet::new();
    for (index, id) in written.iter().enumerate().filter(|(_, id)| !id.is_empty()) {
        if !seen.insert(id) {
            let pointer = format!("{list}/{index}");
            faults.fault(
                &PACK_DUPLICATE_VALUE,
                format!("`{id}` stands twice"),
                &pointer,
                "each once",
            );
        }
    }
}
