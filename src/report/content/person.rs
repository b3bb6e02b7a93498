//! One person's own view: short, and marked as what it is.

use super::context::Context;
use super::{Block, Section, fit, headline, id, method, profile, questions, steps};
use crate::assessment::StepWhen;
use crate::report::{Options, Selection, words};

pub(super) fn sections(context: &Context<'_>, options: &Options) -> Vec<Section> {
    let mut opening = headline::section(context);
    opening.blocks.insert(0, Block::Text(words::ONE_VIEW.to_owned()));
    let mut sections = vec![opening];
    sections.extend(profile::sections(context));
    sections.extend(questions::section(context));
    if options.selection == Selection::Brief {
        return sections;
    }
    sections.extend(fit::section(context));
    let now: Vec<Block> = context
        .steps(StepWhen::Now)
        .enumerate()
        .map(|(index, step)| Block::Step(steps::in_full(context, step, Some(index + 1))))
        .collect();
    sections.push(Section::new(id::STEPS, words::STEPS_TO_PROPOSE, now));
    if options.method {
        sections.push(method::section(context, options));
    }
    sections
}
