//! The sheet for a meeting of both sides: what they see differently, and room to decide.

use super::context::Context;
use super::{Block, Form, Section, apart, id};
use crate::report::words;

pub(super) fn section(context: &Context<'_>) -> Section {
    let differences = apart::differences(context, true);
    let mut blocks = Vec::new();
    if differences.is_empty() {
        blocks.push(Block::Text(words::no_meeting_page(
            context.pack,
            context.reason("/gap"),
        )));
        return Section::new(id::MEETING, words::MEETING, blocks);
    }
    blocks.push(Block::Text(words::meeting_intro(differences.len())));
    for difference in differences {
        blocks.push(Block::Difference(difference));
        blocks.push(Block::Form(Form {
            question: words::MEETING_QUESTION.to_owned(),
            labels: words::MEETING_FORM
                .iter()
                .map(|label| (*label).to_owned())
                .collect(),
        }));
    }
    Section::new(id::MEETING, words::MEETING, blocks)
}
