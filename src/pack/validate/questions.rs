//! What is asked: attributes, sides, dimensions, questions and their options.

use std::collections::BTreeSet;

use super::condition::{Seat, condition};
use super::names::{check_ids, check_twice, closed_attribute, is_id, report_form, value_indices};
use super::{FARTHEST, Faults, Ground, each, settled};
use crate::diagnostic::{
    Diagnostic, PACK_ATTRIBUTE_KIND, PACK_DUPLICATE_LABEL, PACK_DUPLICATE_VALUE, PACK_EMPTY_DIMENSION,
    PACK_ID_CLASH, PACK_INVALID_VERSION, PACK_OPTIONS_SOURCE, PACK_POINTS_RANGE, PACK_RESERVED_ID,
    PACK_SIDES, PACK_TOO_FEW, PACK_UNKNOWN_DIMENSION, PACK_UNKNOWN_SCALE, did_you_mean, one_of,
};
use crate::number::ExactScore;
use crate::pack::place::child;
use crate::pack::written::{self, Decimal};
use crate::pack::{
    AnswerOption, Attribute, AttributeIndex, Axis, Choice, Dimension, Question, Sides, Version,
};

/// Names of columns and fields of answer files beside attributes and questions.
const RESERVED: [&str; 4] = ["organization", "wave", "form", "respondent"];
/// The widest weight, in thousandths.
const HEAVIEST: i64 = 1_000_000;
/// What a question weighs if the file does not say, in thousandths.
const ONE: i64 = 1_000;

pub(super) fn attributes(ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<Vec<Attribute>> {
    let written = &ground.written.attributes;
    let ids = || written.iter().map(|attribute| attribute.id.as_str());
    check_ids(faults, "attribute", "/attributes", "id", ids());
    check_reserved(faults, "/attributes", ids());
    each(written, "/attributes", |attribute, pointer| {
        if attribute.open == attribute.values.is_some() {
            let message = if attribute.open {
                "the attribute has values and is open as well"
            } else {
                "the attribute has no values and is not open"
            };
            let allowed = "either `values` or `\"open\": true`";
            faults.fault(&PACK_ATTRIBUTE_KIND, message, pointer, allowed);
        }
        let values = attribute
            .values
            .as_ref()
            .map(|values| choices(values, &child(pointer, "values"), faults));
        Some(Attribute {
            id: attribute.id.clone(),
            name: attribute.name.clone(),
            ask: attribute.ask.clone(),
            values: settled(values)?,
        })
    })
}

/// Ids that would stand for two columns of an answer table.
fn check_reserved<'w>(faults: &mut Faults<'_>, list: &str, ids: impl Iterator<Item = &'w str>) {
    for (index, id) in ids.enumerate() {
        if RESERVED.contains(&id) {
            let message = format!("`{id}` is a field of every answer file");
            let allowed = format!("any id but {}", one_of(RESERVED));
            faults.fault(&PACK_RESERVED_ID, message, &format!("{list}/{index}/id"), allowed);
        }
    }
}

/// The values of an attribute or a fact: two or more, all different.
pub(super) fn choices(
    written: &[written::Choice],
    list: &str,
    faults: &mut Faults<'_>,
) -> Option<Vec<Choice>> {
    let values = written.iter().map(|choice| choice.value.as_str());
    check_ids(faults, "value", list, "value", values);
    let labels = written.iter().map(|choice| choice.label.as_str());
    check_labels(faults, list, labels);
    if written.len() < 2 && !written.contains(&written::Choice::default()) {
        faults.fault(&PACK_TOO_FEW, "too few values", list, "two or more");
    }
    each(written, list, |choice, _| {
        Some(Choice {
            value: choice.value.clone(),
            label: choice.label.clone(),
            group: choice.group.as_ref().unwrap_or(&choice.label).clone(),
        })
    })
}

/// Labels name a value in answer tables, so no two may be alike.
fn check_labels<'w>(faults: &mut Faults<'_>, list: &str, labels: impl Iterator<Item = &'w str>) {
    let mut seen = BTreeSet::new();
    for (index, label) in labels.enumerate().filter(|(_, label)| !label.is_empty()) {
        if !seen.insert(label.trim().to_lowercase()) {
            let pointer = format!("{list}/{index}/label");
            let message = "two possible answers read alike";
            faults.fault(&PACK_DUPLICATE_LABEL, message, &pointer, "each label once");
        }
    }
}

pub(super) fn sides(written: &written::Sides, ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<Sides> {
    let attribute = closed_attribute(&written.attribute, "/sides/attribute", ground, faults);
    let unread = written.values.iter().any(String::is_empty);
    let distinct: BTreeSet<&String> = written.values.iter().collect();
    if !unread && (written.values.len() != 2 || distinct.len() != 2) {
        let allowed = "two different values of the attribute";
        faults.fault(
            &PACK_SIDES,
            "exactly two sides are needed",
            "/sides/values",
            allowed,
        );
    }
    let attribute = attribute?;
    let choices = ground.written.attributes.get(attribute)?.values.as_ref()?;
    let values = value_indices(&written.values, choices, "/sides/values", faults)?;
    let [first, second] = values.as_slice() else {
        return None;
    };
    Some(Sides {
        attribute,
        values: [*first, *second],
    })
}

pub(super) fn contrasts(ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<Vec<AttributeIndex>> {
    let written = &ground.written.contrasts;
    check_twice(written, "/contrasts", faults);
    each(written, "/contrasts", |id, pointer| {
        closed_attribute(id, pointer, ground, faults)
    })
}

pub(super) fn dimensions(
    ground: &Ground<'_>,
    questions: Option<&[Question]>,
    faults: &mut Faults<'_>,
) -> Option<Vec<Dimension>> {
    let written = &ground.written.dimensions;
    let ids = written.iter().map(|dimension| dimension.id.as_str());
    check_ids(faults, "dimension", "/dimensions", "id", ids);
    if written.is_empty() {
        faults.fault(&PACK_TOO_FEW, "no dimension", "/dimensions", "one or more");
    }
    // While a question is unread or belongs to an unknown dimension, an empty one may be its.
    let known = |question: &written::Question| ground.dimensions.index(&question.dimension).is_some();
    let all_known = ground.written.questions.iter().all(known);
    each(written, "/dimensions", |dimension, pointer| {
        let weight = dimension
            .weight
            .map(|weight| faults.within(Some(weight), &child(pointer, "weight"), 1, HEAVIEST));
        let difficulty = faults.whole_within(dimension.difficulty, &child(pointer, "difficulty"), 1, 3);
        let id = &dimension.id;
        let mine = |question: &written::Question| question.dimension == *id;
        if all_known && !id.is_empty() && !ground.written.questions.iter().any(mine) {
            let message = format!("no question belongs to dimension `{id}`");
            faults.fault(&PACK_EMPTY_DIMENSION, message, pointer, "one or more questions");
        }
        let index = ground.dimensions.index(id)?;
        let weights = questions?
            .iter()
            .filter(|question| question.dimension == index)
            .map(|question| question.weight);
        Some(Dimension {
            id: id.clone(),
            name: dimension.name.clone(),
            about: dimension.about.clone(),
            weight: settled(weight)?.unwrap_or_else(|| weights.sum()),
            difficulty: difficulty?,
        })
    })
}

pub(super) fn questions(
    ground: &Ground<'_>,
    axis: Option<Axis>,
    faults: &mut Faults<'_>,
) -> Option<Vec<Question>> {
    let written = &ground.written.questions;
    let ids = || written.iter().map(|question| question.id.as_str());
    check_ids(faults, "question", "/questions", "id", ids());
    check_reserved(faults, "/questions", ids());
    for (index, id) in ids().enumerate() {
        if ground.attributes.index(id).is_some() {
            let message = format!("`{id}` is an attribute as well");
            let allowed = "an id that no attribute has";
            faults.fault(
                &PACK_ID_CLASH,
                message,
                &format!("/questions/{index}/id"),
                allowed,
            );
        }
    }
    for (name, options) in ground.written.scales.iter().filter(|(name, _)| !name.is_empty()) {
        let pointer = child("/scales", name);
        if !is_id(name) {
            report_form(faults, &pointer);
        }
        check_options(options, &pointer, axis, faults);
    }
    each(written, "/questions", |written, pointer| {
        question(written, pointer, ground, axis, faults)
    })
}

fn question(
    written: &written::Question,
    pointer: &str,
    ground: &Ground<'_>,
    axis: Option<Axis>,
    faults: &mut Faults<'_>,
) -> Option<Question> {
    let dimension = ground.dimensions.find(
        faults,
        &PACK_UNKNOWN_DIMENSION,
        "dimension",
        &written.dimension,
        &child(pointer, "dimension"),
    );
    if let Some(options) = &written.options {
        check_options(options, &child(pointer, "options"), axis, faults);
    }
    let options = options_of(written, pointer, ground, faults);
    let weight = written.weight.map_or(Some(ONE), |weight| {
        faults.within(Some(weight), &child(pointer, "weight"), 1, HEAVIEST)
    });
    let ask = written
        .ask
        .as_ref()
        .map(|ask| condition(ask, &child(pointer, "ask"), Seat::Ask, ground, faults));
    let since = written.since.as_deref().map(|text| {
        let version = Version::parse(text);
        if version.is_none() {
            let allowed = "three numbers such as 1.0.0";
            faults.fault(
                &PACK_INVALID_VERSION,
                "not a semantic version",
                &child(pointer, "since"),
                allowed,
            );
        }
        version
    });
    Some(Question {
        id: written.id.clone(),
        dimension: dimension?,
        name: written.name.clone(),
        text: written.text.clone(),
        help: written.help.clone(),
        options: keyed(options?, written.reverse)?,
        short: written.short,
        not_applicable: written.not_applicable,
        reverse: written.reverse,
        weight: weight?,
        ask: settled(ask)?,
        since: settled(since)?,
        covers: written.covers.clone(),
    })
}

/// The question's own options, or those of its scale.
fn options_of<'w>(
    question: &'w written::Question,
    pointer: &str,
    ground: &Ground<'w>,
    faults: &mut Faults<'_>,
) -> Option<&'w [written::AnswerOption]> {
    match (&question.options, &question.scale) {
        (Some(options), None) => Some(options),
        (None, Some(name)) => {
            let scales = &ground.written.scales;
            let found = scales.get(name).map(Vec::as_slice);
            if found.is_none() && !name.is_empty() && !scales.contains_key("") {
                let names = || scales.keys().map(String::as_str);
                let mut diagnostic =
                    Diagnostic::new(&PACK_UNKNOWN_SCALE, format!("there is no scale `{name}`"))
                        .allowed(one_of(names()));
                if let Some(meant) = did_you_mean(name, names()) {
                    diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
                }
                faults.report(diagnostic, &child(pointer, "scale"));
            }
            found
        }
        (options, _) => {
            let message = if options.is_some() {
                "the question has options and a scale as well"
            } else {
                "the question has no possible answers"
            };
            let allowed = "either `options` or `scale`";
            faults.fault(&PACK_OPTIONS_SOURCE, message, pointer, allowed);
            None
        }
    }
}

/// Two or more options, values and labels unique, points on the axis.
fn check_options(options: &[written::AnswerOption], list: &str, axis: Option<Axis>, faults: &mut Faults<'_>) {
    if options.len() < 2 && !options.contains(&written::AnswerOption::default()) {
        faults.fault(&PACK_TOO_FEW, "too few options", list, "two or more");
    }
    let labels = options.iter().map(|option| option.label.as_str());
    check_labels(faults, list, labels);
    let mut seen = BTreeSet::new();
    for (index, option) in options.iter().enumerate() {
        if let Some(value) = option.value {
            let pointer = format!("{list}/{index}/value");
            faults.whole_within(Some(value), &pointer, -FARTHEST, FARTHEST);
            if !seen.insert(value) {
                let message = format!("value {value} stands twice");
                faults.fault(&PACK_DUPLICATE_VALUE, message, &pointer, "each value once");
            }
        }
        if let (Some(Decimal(points)), Some(axis)) = (option.points, axis)
            && !(axis.min..=axis.max).contains(&points)
        {
            let end = |value: i64| ExactScore::from_thousandths(value).to_f64();
            let allowed = format!("{} to {}", end(axis.min), end(axis.max));
            let pointer = format!("{list}/{index}/points");
            faults.fault(&PACK_POINTS_RANGE, "points outside the axis", &pointer, allowed);
        }
    }
}

/// The options as they count: a reverse-keyed question mirrors the points on its own options.
fn keyed(options: &[written::AnswerOption], reverse: bool) -> Option<Vec<AnswerOption>> {
    let points = || options.iter().filter_map(|option| option.points);
    let (Decimal(low), Decimal(high)) = (points().min()?, points().max()?);
    options
        .iter()
        .map(|option| {
            let Decimal(points) = option.points?;
            Some(AnswerOption {
                value: option.value?,
                label: option.label.clone(),
                points: if reverse {
                    low.checked_add(high)?.checked_sub(points)?
                } else {
                    points
                },
            })
        })
        .collect()
}
