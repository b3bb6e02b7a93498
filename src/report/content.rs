//! What a report says, in which order: the assessment beside its pack, composed as a document.

mod apart;
mod carry;
pub(crate) mod change;
mod context;
mod fit;
mod headline;
mod leaders;
mod meeting;
mod method;
mod person;
mod profile;
mod proof;
mod questions;
mod route;
mod standing;
mod steps;

use super::document::{
    Asked, Block, Change, Difference, Dimensions, Document, Form, Gauge, Headline, Milestone, Pair,
    Questions, Ranking, Rung, Section, Sentence, SideLine, Stack, Step, Table, Voice, id,
};
use super::{Options, Selection, words};
use crate::assessment::{Assessment, View};
use crate::pack::Pack;
use context::Context;

/// The document that the options ask for.
pub(crate) fn compose(assessment: &Assessment, pack: &Pack, options: &Options) -> Document {
    let context = Context::new(assessment, pack);
    let sections = match (assessment.view, options.selection) {
        (View::Person, _) => person::sections(&context, options),
        (View::Team, Selection::Whole) => whole(&context, options),
        (View::Team, Selection::Meeting) => vec![meeting::section(&context)],
        (View::Team, Selection::Leaders) => leaders::page(&context),
        (View::Team, Selection::Brief) => {
            let mut sections = vec![headline::section(&context)];
            sections.extend(profile::sections(&context));
            sections
        }
    };
    let mut subject = Vec::new();
    subject.extend(assessment.organization.clone());
    subject.extend(assessment.wave.clone());
    subject.extend(part(assessment));
    if assessment.view == View::Person {
        subject.push(words::PERSON_SUBJECT.to_owned());
    }
    Document {
        title: pack.title.clone(),
        mark: None,
        subject,
        long: true,
        sections: sections
            .into_iter()
            .filter(|section| !section.blocks.is_empty())
            .collect(),
    }
}

/// Which part of the people it is, by attribute.
fn part(assessment: &Assessment) -> Vec<String> {
    let mut attributes: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for chosen in &assessment.group {
        let known = attributes.iter_mut().find(|(id, ..)| *id == chosen.attribute);
        match known {
            Some((_, _, labels)) => labels.push(&chosen.label),
            None => attributes.push((&chosen.attribute, &chosen.name, vec![&chosen.label])),
        }
    }
    let attributes = attributes.iter();
    attributes
        .map(|(_, name, labels)| words::part(name, labels))
        .collect()
}

/// Ten seconds, a minute, then whatever one wants to know.
fn whole(context: &Context<'_>, options: &Options) -> Vec<Section> {
    let mut sections = vec![headline::section(context)];
    sections.extend(profile::sections(context));
    sections.extend(questions::section(context));
    sections.push(apart::section(context));
    sections.extend(change::section(context));
    sections.extend(fit::section(context));
    sections.extend(route::sections(context));
    sections.extend(steps::sections(context));
    sections.extend(leaders::section(context));
    if context.has_sides_to_compare() {
        sections.push(meeting::section(context));
    }
    sections.extend(carry::sections(context));
    sections.push(method::section(context, options));
    sections
}
