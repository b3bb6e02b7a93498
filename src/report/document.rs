//! The one document that every result is composed as and every format draws: sections with an id,
//! made of blocks that hold all that any drawer needs, the tables behind charts included.
//!
//! Strings are as they came, from the pack, the answers or the words; whoever draws them escapes
//! them. A document knows no drawer, no assessment and no pack.

mod questions;
mod table;

use super::chart::Profile;
use super::chart::course::{Courses, Score};
use super::chart::shifts::Shifts;
pub(crate) use questions::{Asked, Questions, Sentence, Stack};
pub(crate) use table::Table;

/// A result, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Document {
    /// What was asked, or what became of it.
    pub(crate) title: String,
    /// What became of it as a sign; then the document is a part of another page and not one of its own.
    pub(crate) mark: Option<Mark>,
    /// Whose answers these are, and when they were given.
    pub(crate) subject: Vec<String>,
    /// Whether it is long enough to want a list of its sections, and a way to fold and to sort.
    pub(crate) long: bool,
    pub(crate) sections: Vec<Section>,
}

/// A part of a document with a heading of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section {
    /// What links and drawers find it by, the same from run to run and in every language.
    pub(crate) id: &'static str,
    /// None for the part that opens the document.
    pub(crate) title: Option<String>,
    /// Whether a format that can fold it away should.
    pub(crate) folded: bool,
    pub(crate) blocks: Vec<Block>,
}

impl Section {
    pub(crate) fn new(id: &'static str, title: &str, blocks: Vec<Block>) -> Self {
        Self {
            id,
            title: Some(title.to_owned()),
            folded: false,
            blocks,
        }
    }

    /// The part that opens a document.
    pub(crate) fn opening(blocks: Vec<Block>) -> Self {
        Self {
            id: id::OPENING,
            title: None,
            folded: false,
            blocks,
        }
    }

    /// The blocks that a format of lines draws, in order: what only a page can show is not among them,
    /// what stands behind a chart there is.
    pub(crate) fn in_lines(&self) -> Vec<&Block> {
        let mut blocks = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Ladder(_) => {}
                Block::Questions(questions) if questions.rows.iter().all(|row| row.stacks.is_empty()) => {}
                Block::Behind(behind) => blocks.extend(behind),
                other => blocks.push(other),
            }
        }
        blocks
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
    /// The levels, lowest first, and what stands on each; for pages.
    Ladder(Vec<Rung>),
    /// Dimensions over the axis.
    Profile(Dimensions),
    /// The score in every wave.
    Waves(Box<Waves>),
    /// How numbers ran over several waves.
    Courses(Courses),
    /// Short lists that may stand side by side.
    Rankings(Vec<Ranking>),
    /// One question and how far the sides are apart on it.
    Difference(Difference),
    /// Rows and columns.
    Table(Table),
    /// What became of conditions.
    Conditions(Conditions),
    /// Another document, inside.
    Sections(Vec<Section>),
    /// What a page shows behind a chart of another section, and lines in full.
    Behind(Vec<Block>),
    /// Every question, and how people answered it.
    Questions(Box<Questions>),
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
    pub(crate) gauge: Option<Gauge>,
    /// How high, how certain, what holds it down.
    pub(crate) remarks: Vec<String>,
    /// Who answered, side by side.
    pub(crate) sides: Vec<SideLine>,
    /// What to do first: a title and who does it by when.
    pub(crate) first_step: Option<(String, String)>,
}

/// The scale with the result on it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Gauge {
    /// The scale as a profile of one row.
    pub(crate) chart: Profile,
    /// The levels that the result names, by place.
    pub(crate) here: Vec<usize>,
    /// The range that fits the answers: its ends in words.
    pub(crate) range: Option<[String; 2]>,
}

/// Every dimension with both sides on it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dimensions {
    /// A row for each.
    pub(crate) chart: Profile,
    /// What each side says, by row and side, as a number or the word for why there is none.
    pub(crate) values: Vec<Vec<String>>,
    /// Whether the people of each side see it differently among themselves, by row and side.
    pub(crate) divided: Vec<Vec<bool>>,
    /// The same in rows and columns, with all that is known of each.
    pub(crate) table: Table,
}

/// The score over the waves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waves {
    /// A row for each wave, for lines.
    pub(crate) chart: Profile,
    /// The same as a course, for pages.
    pub(crate) score: Score,
    /// The same in rows and columns.
    pub(crate) table: Table,
}

/// One level and what stands on it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rung {
    pub(crate) name: String,
    pub(crate) gloss: String,
    /// Where it begins and ends.
    pub(crate) stretch: String,
    /// Whether the result names it.
    pub(crate) here: bool,
    /// Whether the result is this level and no other.
    pub(crate) now: bool,
    /// The sides whose own result it is: place and name.
    pub(crate) sides: Vec<(usize, String)>,
    /// Whether it is the level aimed at now.
    pub(crate) aim: bool,
    /// Whether it suits the organisation.
    pub(crate) fits: bool,
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

/// What was asked for, and what was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Conditions {
    /// Of whom and when; empty where nothing names it.
    pub(crate) title: String,
    pub(crate) rows: Vec<Condition>,
    /// What else deserves to be said.
    pub(crate) notices: Vec<String>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    pub(crate) mark: Mark,
    pub(crate) name: String,
    pub(crate) expected: String,
    /// What was found, or why there is nothing.
    pub(crate) found: String,
    /// What is to be said where that is not enough.
    pub(crate) remark: Option<String>,
}

/// What became of a condition, or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Pass,
    Warn,
    Fail,
    Skip,
}

/// What sections are found by.
pub(crate) mod id {
    pub(crate) const APART: &str = "apart";
    pub(crate) const CARRY: &str = "carry";
    pub(crate) const CHANGE: &str = "change";
    pub(crate) const COMPARED: &str = "compared";
    pub(crate) const CONDITIONS: &str = "conditions";
    pub(crate) const DIMENSIONS: &str = "dimensions";
    pub(crate) const FINDINGS: &str = "findings";
    pub(crate) const FIT: &str = "fit";
    pub(crate) const GUARDS: &str = "guards";
    pub(crate) const LATER: &str = "later";
    pub(crate) const LEADERS: &str = "leaders";
    pub(crate) const MEETING: &str = "meeting";
    pub(crate) const METHOD: &str = "method";
    pub(crate) const OPENING: &str = "opening";
    pub(crate) const PROFILE: &str = "profile";
    pub(crate) const QUESTIONS: &str = "questions";
    pub(crate) const REPORT: &str = "report";
    pub(crate) const ROUTE: &str = "route";
    pub(crate) const STEPS: &str = "steps";
    pub(crate) const WAVES: &str = "waves";
    pub(crate) const WHO: &str = "who";
}
