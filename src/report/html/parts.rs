//! The sections of a document as parts of the page: blocks that belong together become one list,
//! and charts come with the table behind them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::pictures;
use super::view::{Chart, Opening, QuestionsView, ShiftsView};
use crate::report::document::{
    Block, Change, Conditions, Difference, Document, Form, Milestone, Pair, Ranking, Rung, Section, Step,
    Table, id,
};
use crate::report::words;

/// A section of the page.
pub(super) struct Part<'a> {
    /// As the document has it; numbered where it comes again.
    pub(super) id: String,
    pub(super) title: Cow<'a, str>,
    pub(super) folded: bool,
    pub(super) kinds: Vec<Kind<'a>>,
}

/// A piece of a section.
pub(super) enum Kind<'a> {
    Text(&'a str),
    Aside(&'a str),
    Heading(&'a str),
    List(&'a [String]),
    Pairs(&'a [Pair]),
    Profile(Chart<'a>),
    /// A row for each number over the waves.
    Courses(Chart<'a>),
    Questions(Box<QuestionsView<'a>>),
    Ladder(Vec<(&'a Rung, Vec<(String, &'a str)>)>),
    Shifts(ShiftsView, &'a Table),
    Rankings(&'a [Ranking]),
    /// Differences, each with room to write where it is for a meeting.
    Differences(Vec<(&'a Difference, Vec<VoiceView<'a>>, Option<&'a Form>)>),
    Table(&'a Table),
    /// A result below something else that opens the page.
    Result(Box<Opening<'a>>),
    Conditions(&'a Conditions),
    Changes(Vec<&'a Change>),
    Steps(Vec<&'a Step>),
    Milestones(Vec<&'a Milestone>),
}

/// What a side said, with its sign.
pub(super) struct VoiceView<'a> {
    pub(super) key: Option<String>,
    pub(super) side: String,
    pub(super) name: &'a str,
    pub(super) sentence: &'a str,
    pub(super) shares: Option<&'a str>,
}

/// The sections; what the page shows at its head is left out. A document that is a part of something
/// else opens with what became of that, and results follow below it.
pub(super) fn parts(document: &Document) -> Vec<Part<'_>> {
    let (mut parts, mut ids) = (Vec::<Part<'_>>::new(), HashMap::<&str, usize>::new());
    let several = document
        .sections
        .iter()
        .filter(|section| section.id == id::CONDITIONS)
        .count()
        > 1;
    let mut of = "";
    for section in &document.sections {
        if let (true, [Block::Conditions(conditions)]) = (several, section.blocks.as_slice()) {
            of = &conditions.title;
        }
        let kinds = match section.id {
            id::OPENING if document.mark.is_some() => vec![Kind::Result(Box::new(pictures::result(section)))],
            id::OPENING => Vec::new(),
            _ => kinds(section),
        };
        if kinds.is_empty() {
            continue;
        }
        let times = ids.entry(section.id).or_default();
        *times += 1;
        parts.push(Part {
            id: match times {
                1 => section.id.to_owned(),
                times => format!("{}-{times}", section.id),
            },
            title: titled(
                section.title.as_deref().unwrap_or(match section.id {
                    id::OPENING => words::RESULT,
                    id::CONDITIONS => words::check::CONDITIONS,
                    _ => &document.title,
                }),
                of,
            ),
            folded: section.folded,
            kinds,
        });
    }
    parts
}

/// The title of a section; where results of several stand on the page, with whose it is.
fn titled<'a>(title: &'a str, of: &str) -> Cow<'a, str> {
    match of {
        "" => Cow::Borrowed(title),
        of => Cow::Owned(words::subject(&[title.to_owned(), of.to_owned()])),
    }
}

/// The levels, with the signs of the sides that see the relationship there.
fn ladder(rungs: &[Rung]) -> Vec<(&Rung, Vec<(String, &str)>)> {
    let keys = |rung: &'_ Rung| -> Vec<String> {
        rung.sides
            .iter()
            .map(|(side, _)| pictures::side_key(*side, false))
            .collect()
    };
    rungs
        .iter()
        .map(|rung| {
            let names = rung.sides.iter().map(|(_, name)| name.as_str());
            (rung, keys(rung).into_iter().zip(names).collect())
        })
        .collect()
}

/// The blocks as pieces of the page; those that belong together become one list.
fn kinds(section: &Section) -> Vec<Kind<'_>> {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    for block in &section.blocks {
        match (block, kinds.last_mut()) {
            (Block::Step(step), Some(Kind::Steps(steps))) => steps.push(step),
            (Block::Milestone(milestone), Some(Kind::Milestones(milestones))) => milestones.push(milestone),
            (Block::Change(change), Some(Kind::Changes(changes))) => changes.push(change),
            (Block::Difference(difference), Some(Kind::Differences(differences))) => {
                differences.push((difference, voices(difference), None));
            }
            (Block::Form(form), Some(Kind::Differences(differences))) => {
                if let Some((_, _, room)) = differences.last_mut() {
                    *room = Some(form);
                }
            }
            // Room to write belongs to a difference; head and charts of the page are drawn elsewhere.
            (Block::Headline(_) | Block::Form(_) | Block::Waves(_) | Block::Behind(_), _) => {}
            (Block::Sections(sections), _) => kinds.extend(sections.iter().flat_map(self::kinds)),
            (block, _) => kinds.extend(kind(block)),
        }
    }
    kinds
}

/// A block that stands for itself.
fn kind(block: &Block) -> Option<Kind<'_>> {
    Some(match block {
        Block::Step(step) => Kind::Steps(vec![step]),
        Block::Milestone(milestone) => Kind::Milestones(vec![milestone]),
        Block::Change(change) => Kind::Changes(vec![change]),
        Block::Difference(difference) => Kind::Differences(vec![(difference, voices(difference), None)]),
        Block::Text(text) => Kind::Text(text),
        Block::Aside(text) => Kind::Aside(text),
        Block::Heading(text) => Kind::Heading(text),
        Block::List(items) => Kind::List(items),
        Block::Pairs(pairs) => Kind::Pairs(pairs),
        Block::Ladder(rungs) => Kind::Ladder(ladder(rungs)),
        Block::Profile(dimensions) => Kind::Profile(pictures::profile(dimensions)),
        Block::Courses(courses) => Kind::Courses(pictures::courses(courses)),
        Block::Shifts(shifts, table) => Kind::Shifts(pictures::shifts(shifts), table),
        Block::Questions(questions) => Kind::Questions(Box::new(pictures::questions(questions))),
        Block::Rankings(rankings) => Kind::Rankings(rankings),
        Block::Table(table) => Kind::Table(table),
        Block::Conditions(conditions) => Kind::Conditions(conditions),
        Block::Headline(_) | Block::Form(_) | Block::Waves(_) | Block::Sections(_) | Block::Behind(_) => {
            return None;
        }
    })
}

fn voices(difference: &Difference) -> Vec<VoiceView<'_>> {
    difference
        .voices
        .iter()
        .map(|voice| VoiceView {
            key: voice.side.map(|side| pictures::side_key(side, false)),
            side: voice
                .side
                .map_or_else(|| "both".to_owned(), |side| format!("side-{side}")),
            name: &voice.name,
            sentence: &voice.sentence,
            shares: voice.shares.as_deref(),
        })
        .collect()
}
