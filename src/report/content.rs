//! What a report says, in which order: a document of semantic blocks, before any format.
//!
//! Strings are as they came, from the pack, the answers or [`super::words`]; whoever draws them
//! escapes them.

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
pub(crate) mod questions;
mod route;
pub(crate) mod standing;
mod steps;

use super::chart::Profile;
use super::chart::course::Courses;
use super::chart::shifts::Shifts;
use super::{Options, Selection, words};
use crate::assessment::{Assessment, View};
use crate::pack::Pack;
use context::Context;
use questions::Questions;

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Document {
    /// What was asked.
    pub(crate) title: String,
    /// Whose answers these are, and when they were given.
    pub(crate) subject: Vec<String>,
    pub(crate) sections: Vec<Section>,
}

/// A part of a report with a heading of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section {
    /// None for the part that opens the report.
    pub(crate) title: Option<String>,
    /// Whether a format that can fold it away should.
    pub(crate) folded: bool,
    pub(crate) blocks: Vec<Block>,
}

impl Section {
    pub(crate) fn new(title: &str, blocks: Vec<Block>) -> Self {
        Self {
            title: Some(title.to_owned()),
            folded: false,
            blocks,
        }
    }

    pub(crate) fn folded(mut self) -> Self {
        self.folded = true;
        self
    }
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    /// The answer to the question of the report.
    Headline(Headline),
    /// A paragraph.
    Text(String),
    /// A paragraph that may be skipped.
    Aside(String),
    /// A heading inside a section.
    Heading(String),
    /// Short sentences.
    List(Vec<String>),
    /// Terms and what is said of them.
    Pairs(Vec<Pair>),
    /// Dimensions over the axis.
    Profile(Profile),
    /// How numbers ran over several waves.
    Courses(Courses),
    /// Short lists that may stand side by side.
    Rankings(Vec<Ranking>),
    /// One question and how far the sides are apart on it.
    Difference(Difference),
    /// Rows and columns.
    Table(Table),
    /// How people answered each question.
    Answers(Box<Questions>),
    /// What changed since an earlier round, and the same in rows and columns.
    Shifts(Shifts, Table),
    /// One change of the route.
    Change(Change),
    /// Something to do.
    Step(Step),
    /// Something to do later, on one line.
    Milestone(Milestone),
    /// A question to discuss, and labels with room to write.
    Form(Form),
}

/// A term and what is said of it, each on lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pair {
    pub(crate) term: String,
    pub(crate) lines: Vec<String>,
}

impl Pair {
    pub(crate) fn new(term: &str, lines: Vec<String>) -> Self {
        Self {
            term: term.to_owned(),
            lines,
        }
    }

    pub(crate) fn line(term: &str, line: String) -> Self {
        Self::new(term, vec![line])
    }
}

/// What can be taken in within ten seconds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Headline {
    /// The level, or what can be said instead.
    pub(crate) verdict: String,
    /// What it means.
    pub(crate) gloss: Option<String>,
    /// The scale with the result on it, as a profile of one row.
    pub(crate) gauge: Option<Profile>,
    /// How high, how certain, what holds it down.
    pub(crate) remarks: Vec<String>,
    /// Who answered, side by side.
    pub(crate) sides: Vec<SideLine>,
    /// What to do first: a title and who does it by when.
    pub(crate) first_step: Option<(String, String)>,
}

/// One side in the headline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SideLine {
    pub(crate) mark: Option<char>,
    pub(crate) name: String,
    pub(crate) answered: String,
    pub(crate) score: String,
    pub(crate) level: String,
}

/// A short list with a heading.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranking {
    pub(crate) title: String,
    /// A name and what is said of it.
    pub(crate) rows: Vec<(String, String)>,
}

/// How two sides answered one question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Difference {
    pub(crate) number: usize,
    pub(crate) name: String,
    /// What was asked, where the page must stand alone.
    pub(crate) question: Option<String>,
    /// How far the sides are apart, in words.
    pub(crate) apart: String,
    /// What each side said.
    pub(crate) voices: Vec<Voice>,
}

/// The sentence nearest to the average answer of a side.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Voice {
    /// Which side, first or second; none where both say the same.
    pub(crate) side: Option<usize>,
    pub(crate) name: String,
    pub(crate) sentence: String,
    /// Shares of answers, where they may be shown.
    pub(crate) shares: Option<String>,
}

/// Rows and columns; the first column holds names, the others values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// Whether the last column holds text rather than numbers.
    pub(crate) text_last: bool,
}

impl Table {
    /// Without the columns in which nothing stands.
    pub(crate) fn filled(mut self) -> Self {
        let last = self.header.len().saturating_sub(1);
        let empty = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            column > 0 && !self.rows.is_empty() && cells.into_iter().all(String::is_empty)
        };
        let kept: Vec<usize> = (0..self.header.len()).filter(|column| !empty(*column)).collect();
        let keep = |cells: Vec<String>| -> Vec<String> {
            let cells = cells.into_iter().enumerate();
            cells
                .filter(|(column, _)| kept.contains(column))
                .map(|(_, cell)| cell)
                .collect()
        };
        self.text_last &= kept.contains(&last);
        self.header = keep(self.header);
        self.rows = self.rows.into_iter().map(keep).collect();
        self
    }
}

/// One question raised to its next answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    pub(crate) name: String,
    /// From where to where, and what the whole gains.
    pub(crate) points: String,
    /// The answer to reach.
    pub(crate) sentence: String,
    /// The rule that asks for it first.
    pub(crate) remark: Option<String>,
}

/// Something to do, in full.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    /// Its place in the list; none for the one that comes in any case.
    pub(crate) number: Option<usize>,
    pub(crate) title: String,
    pub(crate) action: String,
    /// Why, because of what, who, how one knows, what it rests on.
    pub(crate) details: Vec<Pair>,
}

/// Room to write during a meeting.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Form {
    pub(crate) question: String,
    /// The first takes two lines, the others share one.
    pub(crate) labels: Vec<String>,
}

/// Something to do later.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Milestone {
    pub(crate) title: String,
    pub(crate) because: String,
}

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
        subject,
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
