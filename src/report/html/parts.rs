//! The sections of a document as parts of the page: blocks that belong together become one list,
//! and charts come with the table behind them.

use super::pictures::{self, ChartRow, QuestionCard};
use crate::assessment::Assessment;
use crate::pack::Pack;
use crate::report::content::standing::{self, Rung};
use crate::report::content::{
    Block, Change, Difference, Document, Form, Milestone, Pair, Ranking, Section, Step, Table, questions,
};
use crate::report::words;

/// A section of the page.
pub(super) struct Part<'a> {
    pub(super) id: String,
    pub(super) title: &'a str,
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
    Profile(Chart),
    Questions(Box<QuestionsView>),
    Ladder(Vec<(Rung, Vec<(String, String)>)>),
    Shifts(ShiftsView, &'a Table),
    Rankings(&'a [Ranking]),
    /// Differences, each with room to write where it is for a meeting.
    Differences(Vec<(&'a Difference, Vec<VoiceView<'a>>, Option<&'a Form>)>),
    Table(&'a Table),
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

/// Rows over one axis, and the table behind them.
pub(super) struct Chart {
    /// What the values are.
    pub(super) head: &'static str,
    pub(super) axis: String,
    pub(super) legend: Vec<(String, String)>,
    pub(super) rows: Vec<ChartRow>,
    pub(super) table: Table,
}

/// Changes around zero.
pub(super) struct ShiftsView {
    pub(super) axis: String,
    /// Class of the swatch and what it means.
    pub(super) legend: Vec<(&'static str, &'static str)>,
    /// Whether any row shows the range that fits.
    pub(super) ranges: bool,
    pub(super) rows: Vec<ChartRow>,
}

/// Every question.
pub(super) struct QuestionsView {
    pub(super) by_difference: bool,
    pub(super) notes: Vec<String>,
    pub(super) axis: Option<String>,
    /// The colours of the answers, lowest first.
    pub(super) tones: Vec<&'static str>,
    /// What the values are.
    pub(super) head: &'static str,
    pub(super) legend: Vec<(String, String)>,
    pub(super) cards: Vec<QuestionCard>,
    pub(super) table: Table,
}

/// The sections with a heading, and the questions after the profile.
pub(super) fn parts<'a>(document: &'a Document, assessment: &Assessment, pack: &Pack) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for section in &document.sections {
        let Some(title) = section.title.as_deref() else {
            continue;
        };
        let mut kinds = kinds(section, assessment, pack);
        match title {
            words::FIT => kinds.insert(0, Kind::Ladder(ladder(assessment, pack))),
            // The page has the same with more behind it, and also where no answers may be shown.
            words::QUESTIONS => continue,
            _ => {}
        }
        parts.push(Part {
            id: id(title, parts.len()),
            title,
            folded: section.folded,
            kinds,
        });
        if title == words::PROFILE {
            parts.extend(questions::compose(assessment, pack).map(|questions| Part {
                id: "questions".to_owned(),
                title: words::QUESTIONS,
                folded: false,
                kinds: vec![Kind::Questions(Box::new(pictures::questions(questions)))],
            }));
        }
    }
    parts
}

/// The levels, with the signs of the sides that see the relationship there.
fn ladder(assessment: &Assessment, pack: &Pack) -> Vec<(Rung, Vec<(String, String)>)> {
    standing::ladder(assessment, pack)
        .into_iter()
        .map(|rung| {
            let sides = rung.sides.iter();
            let keys = sides
                .map(|(side, name)| (pictures::side_key(*side, false), name.clone()))
                .collect();
            (rung, keys)
        })
        .collect()
}

/// A name for links that stays the same from report to report.
fn id(title: &str, place: usize) -> String {
    match title {
        words::PROFILE => "profile".to_owned(),
        words::APART => "apart".to_owned(),
        words::FIT => "fit".to_owned(),
        words::GUARDS => "guards".to_owned(),
        words::STEPS_NOW | words::STEPS_TO_PROPOSE => "steps".to_owned(),
        words::STEPS_LATER => "later".to_owned(),
        words::LEADERS => "leaders".to_owned(),
        words::MEETING => "meeting".to_owned(),
        words::FINDINGS => "findings".to_owned(),
        words::CARRY => "carry".to_owned(),
        words::METHOD => "method".to_owned(),
        _ => format!("part-{}", place + 1),
    }
}

fn kinds<'a>(section: &'a Section, assessment: &Assessment, pack: &Pack) -> Vec<Kind<'a>> {
    let mut kinds: Vec<Kind<'a>> = Vec::new();
    let mut blocks = section.blocks.iter();
    while let Some(block) = blocks.next() {
        // That table stands behind the chart of the questions.
        if matches!(block, Block::Heading(title) if title == words::BY_QUESTION) {
            blocks.next();
            continue;
        }
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
            (Block::Headline(_) | Block::Form(_) | Block::Answers(_) | Block::Courses(_), _) => {}
            (Block::Shifts(shifts, table), _) => kinds.push(Kind::Shifts(pictures::shifts(shifts), table)),
            (Block::Step(step), _) => kinds.push(Kind::Steps(vec![step])),
            (Block::Milestone(milestone), _) => kinds.push(Kind::Milestones(vec![milestone])),
            (Block::Change(change), _) => kinds.push(Kind::Changes(vec![change])),
            (Block::Difference(difference), _) => {
                kinds.push(Kind::Differences(vec![(difference, voices(difference), None)]));
            }
            (Block::Text(text), _) => kinds.push(Kind::Text(text)),
            (Block::Aside(text), _) => kinds.push(Kind::Aside(text)),
            (Block::Heading(text), _) => kinds.push(Kind::Heading(text)),
            (Block::List(items), _) => kinds.push(Kind::List(items)),
            (Block::Pairs(pairs), _) => kinds.push(Kind::Pairs(pairs)),
            (Block::Profile(profile), _) => {
                kinds.push(Kind::Profile(pictures::profile(profile, assessment, pack)));
            }
            (Block::Rankings(rankings), _) => kinds.push(Kind::Rankings(rankings)),
            (Block::Table(table), _) => kinds.push(Kind::Table(table)),
        }
    }
    kinds
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
