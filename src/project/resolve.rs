//! What names in a project file, or typed on the command line, mean in a pack.

use crate::diagnostic::{
    Diagnostic, PROJECT_UNKNOWN_FACT, PROJECT_UNKNOWN_GROUP, PROJECT_UNKNOWN_STEP, PROJECT_WRONG_FACT, one_of,
};
use crate::json::shortened;
use crate::names::alike;
use crate::pack::{Attribute, AttributeIndex, Fact, FactIndex, Pack, StepIndex};
use crate::text::Checked;

/// The group that a key of a roster means: the value of an attribute, such as `sales`, or
/// `attribute=value` where several attributes have it. Sides come first.
///
/// # Errors
/// No attribute has this value, or several have it and none is the one of the sides.
pub fn roster_group(pack: &Pack, key: &str) -> Checked<(AttributeIndex, usize)> {
    let closed = || {
        (0..)
            .zip(&pack.attributes)
            .filter(|(_, attribute)| attribute.values.is_some())
    };
    let value_of = |attribute: &Attribute, value: &str| {
        let mut values = attribute.values.iter().flatten();
        values.position(|choice| alike(&choice.value, value))
    };
    let qualified = key.split_once('=').and_then(|(id, value)| {
        let (index, attribute) = closed().find(|(_, attribute)| attribute.id == id)?;
        Some((index, value_of(attribute, value)?))
    });
    let plain: Vec<(AttributeIndex, usize)> = closed()
        .filter_map(|(index, attribute)| Some((index, value_of(attribute, key)?)))
        .collect();
    let of_sides = pack
        .sides
        .and_then(|sides| plain.iter().find(|(index, _)| *index == sides.attribute));
    match (qualified, of_sides, plain.as_slice()) {
        (Some(group), _, _) | (None, Some(&group), _) | (None, None, &[group]) => Ok(group),
        (None, None, groups) => {
            let values = || closed().flat_map(|(_, attribute)| attribute.values.iter().flatten());
            let names = || values().map(|choice| choice.value.as_str());
            if groups.is_empty() {
                let message = format!("unknown group `{}`", shortened(key));
                return Err(Diagnostic::unknown(&PROJECT_UNKNOWN_GROUP, message, key, names));
            }
            let ids = groups.iter().filter_map(|(index, _)| pack.attributes.get(*index));
            let written: Vec<String> = ids.map(|attribute| format!("{}={key}", attribute.id)).collect();
            let message = format!("several attributes have the value `{key}`");
            let fault = Diagnostic::new(&PROJECT_UNKNOWN_GROUP, message);
            Err(Box::new(
                fault.allowed(one_of(written.iter().map(String::as_str))),
            ))
        }
    }
}

/// A fact and one of its values, by id and value.
///
/// # Errors
/// The pack has no such fact, or the fact no such value.
pub fn fact_value(pack: &Pack, id: &str, value: &str) -> Checked<(FactIndex, usize)> {
    let (index, fact) = fact(pack, id)?;
    option(fact, value).map(|option| (index, option))
}

pub(super) fn fact<'p>(pack: &'p Pack, id: &str) -> Checked<(FactIndex, &'p Fact)> {
    (0..)
        .zip(&pack.facts)
        .find(|(_, fact)| fact.id == id)
        .ok_or_else(|| {
            let ids = || pack.facts.iter().map(|fact| fact.id.as_str());
            Diagnostic::unknown(
                &PROJECT_UNKNOWN_FACT,
                format!("unknown fact `{}`", shortened(id)),
                id,
                ids,
            )
        })
}

pub(super) fn option(fact: &Fact, value: &str) -> Checked<usize> {
    fact.option(value).ok_or_else(|| {
        let values = || fact.options.iter().map(|option| option.value.as_str());
        let message = format!("the fact `{}` has no such value", fact.id);
        let fault = Diagnostic::unknown(&PROJECT_WRONG_FACT, message, value, values);
        Box::new(fault.found_text(value))
    })
}

pub(super) fn step(pack: &Pack, id: &str) -> Checked<StepIndex> {
    pack.step(id).ok_or_else(|| {
        let ids = || pack.steps.iter().map(|step| step.id.as_str());
        Diagnostic::unknown(
            &PROJECT_UNKNOWN_STEP,
            format!("unknown step `{}`", shortened(id)),
            id,
            ids,
        )
    })
}
