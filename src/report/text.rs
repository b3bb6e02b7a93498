//! The report for a terminal or a mail: reads without colour, from 40 columns on.

mod blocks;
mod canvas;
mod conditions;
mod pictures;
mod rows;

use super::chart::Profile;
use super::chart::shifts::Shifts;
use super::document::{Block, Document, Questions, Section};
use super::format::{Depth, Format, Writer};
use super::{Options, words};
use crate::printout::{Manner, Printout, Role};
use canvas::Canvas;

/// For a terminal or a mail.
pub(super) const FORMAT: Format = Format {
    name: "text",
    about: "For a terminal or a mail",
    endings: &["txt"],
    manner: Manner::Text,
    writer: Writer::Draws(Depth::Screen, render),
};

/// Draws the document.
fn render(document: &Document, options: &Options) -> Printout {
    let mut canvas = Canvas::new(options);
    masthead(&mut canvas, document);
    for section in &document.sections {
        self::section(&mut canvas, section);
    }
    // A page of its own ends in an empty line, so that what follows stands apart; a part of a log does not.
    if document.mark.is_none() {
        canvas.blank();
    }
    canvas.finish()
}

/// The profile alone, plain, for a format that shows drawings as they are.
pub(super) fn profile(profile: &Profile) -> String {
    drawing(|canvas| pictures::profile(canvas, profile))
}

/// The gauge alone, plain.
pub(super) fn gauge(gauge: &Profile) -> String {
    drawing(|canvas| pictures::gauge(canvas, gauge))
}

/// The answers alone, plain.
pub(super) fn answers(questions: &Questions) -> String {
    drawing(|canvas| pictures::answers(canvas, questions))
}

/// The changes alone, plain.
pub(super) fn shifts(shifts: &Shifts) -> String {
    drawing(|canvas| pictures::shifts(canvas, shifts))
}

fn drawing(draw: impl FnOnce(&mut Canvas)) -> String {
    let mut canvas = Canvas::new(&Options::default());
    draw(&mut canvas);
    canvas.finish().plain()
}

fn masthead(canvas: &mut Canvas, document: &Document) {
    canvas.title(&document.title);
    if !document.subject.is_empty() {
        canvas.paragraph(0, Role::Quiet, &words::subject(&document.subject));
        canvas.blank();
    }
}

fn section(canvas: &mut Canvas, section: &Section) {
    let blocks = section.in_lines();
    if blocks.is_empty() {
        return;
    }
    canvas.blank();
    if let Some(title) = &section.title {
        canvas.heading(title);
    }
    let mut previous: Option<&Block> = None;
    for block in blocks {
        if previous.is_some_and(|previous| !keeps_close(previous, block)) {
            canvas.blank();
        }
        blocks::draw(canvas, block);
        previous = Some(block);
    }
}

/// Whether a block follows the one before without an empty line.
const fn keeps_close(previous: &Block, block: &Block) -> bool {
    matches!(
        (previous, block),
        (Block::Milestone(_), Block::Milestone(_)) | (Block::Text(_), Block::List(_))
    )
}
