//! The only state over many respondents: integer counts that merge by addition.
//!
//! The result is the same to the byte whatever the order of records, the number of threads or
//! of files, and memory does not grow with respondents.

use std::collections::BTreeMap;

use crate::answers::{Answer, AttributeValue, Form, Origin, Response, Sink};
use crate::date::Day;
use crate::pack::{AttributeIndex, Condition, DimensionIndex, Pack, QuestionIndex, condition::Leaf};
use crate::scoring::Scorecard;
use crate::statistics::crossproducts::Crossproducts;
use crate::statistics::longstring::{Run, RunFlag, RunTally};
use crate::statistics::tally::{Histogram, ItemCounts};

/// Which people a [`Cell`] counts: those of the first side, of the second, or of neither.
pub const NEITHER: usize = 2;

/// Counts of everybody, apart by side.
#[derive(Debug, Clone)]
pub struct Tally {
    /// First side, second side, neither.
    pub cells: [Cell; 3],
    /// By contrast of the pack, then by value of its attribute.
    pub contrasts: Vec<ContrastCounts>,
    /// People by what can be known of them beforehand (see [`Kind`]).
    kinds: BTreeMap<Box<[u64]>, u64>,
    /// What one of them is; a buffer.
    kind: Vec<u64>,
    questions: usize,
    /// Those of neither side who do not say where they belong.
    pub side_unknown: u64,
    /// Records refused as faulty.
    pub rejected: u64,
    /// The latest day on which an answer was handed in, where any says so.
    pub latest: Option<Day>,
}

/// What can be known of people before anything is published: where they belong, what they were
/// asked, and what they have no score in.
#[derive(Debug, Clone, Copy)]
pub struct Kind<'t> {
    /// Which of the cells counts them.
    pub cell: usize,
    /// How many they are.
    pub people: u64,
    values: &'t [u64],
    asked: &'t [u64],
    scored: &'t [u64],
    complete: &'t [u64],
    dimensions: usize,
}

impl<'t> Kind<'t> {
    /// What others know of them: where they belong, their values of the contrasts, what they were asked.
    #[must_use]
    pub const fn outside(&self) -> (usize, &'t [u64], &'t [u64]) {
        (self.cell, self.values, self.asked)
    }

    /// In which dimensions they have a score, and whether they have a total.
    #[must_use]
    pub const fn scores(&self) -> &'t [u64] {
        self.scored
    }

    /// The value they have for a contrast of the pack; the one after the last where they have none.
    #[must_use]
    pub fn value(&self, contrast: usize) -> u64 {
        self.values.get(contrast).copied().unwrap_or(0)
    }

    /// Whether they were asked a question.
    #[must_use]
    pub fn asked(&self, question: QuestionIndex) -> bool {
        bit(self.asked, question)
    }

    /// Whether they have a score in a dimension.
    #[must_use]
    pub fn scored(&self, dimension: DimensionIndex) -> bool {
        bit(self.scored, dimension)
    }

    /// Whether they have a total.
    #[must_use]
    pub fn total(&self) -> bool {
        bit(self.scored, self.dimensions)
    }

    /// Whether they left nothing open in a dimension, among the questions common to all values of a
    /// contrast that asks some of them more. Only they know; it serves the arithmetic.
    #[must_use]
    pub fn complete(&self, dimension: DimensionIndex) -> bool {
        bit(self.complete, dimension)
    }
}

pub(super) fn bit(words: &[u64], index: usize) -> bool {
    let word = words.get(index / WORD).copied().unwrap_or(0);
    word >> (index % WORD) & 1 == 1
}

/// Appends `bits`, the first one lowest.
pub(super) fn push_bits(words: &mut Vec<u64>, bits: impl Iterator<Item = bool>) {
    for (index, bit) in bits.enumerate() {
        if index % WORD == 0 {
            words.push(0);
        }
        if let Some(word) = words.last_mut() {
            *word |= u64::from(bit) << (index % WORD);
        }
    }
}

/// Questions in a word of bits.
const WORD: usize = u64::BITS as usize;

/// Counts of a set of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Valid responses.
    pub read: u64,
    /// With some dimension but no total.
    pub partly_scored: u64,
    /// Without any dimension.
    pub unscored: u64,
    /// Responses of the short form.
    pub short: u64,
    /// Exact totals.
    pub totals: Histogram,
    /// Exact totals of those who answered everything asked.
    pub complete: Histogram,
    /// Exact dimension scores, by dimension.
    pub dimensions: Vec<Histogram>,
    /// People with a dimension score and no total, by dimension.
    pub without_total: Vec<u64>,
    /// Answers, by question.
    pub questions: Vec<AnswerCounts>,
    /// Rows in which every question of a dimension that is asked of everybody is answered, by dimension.
    pub rows: Vec<CompleteRows>,
    /// Rows without variation, over everything asked.
    pub runs: RunTally,
    /// Exact totals of those whose rows vary, or could not be judged.
    pub varied: Histogram,
}

/// Complete rows of one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompleteRows {
    /// The questions of a row.
    pub questions: Vec<QuestionIndex>,
    /// Answers by question, options in the order of their points.
    pub items: Vec<ItemCounts>,
    /// Sums and products of the points, in thousandths.
    pub products: Crossproducts,
}

impl CompleteRows {
    fn new(pack: &Pack, dimension: usize) -> Self {
        let questions: Vec<QuestionIndex> = pack
            .questions_of(dimension)
            .filter(|&question| pack.questions[question].ask.is_none())
            .collect();
        Self {
            items: questions
                .iter()
                .map(|&question| ItemCounts::new(pack.questions[question].options.len()))
                .collect(),
            products: Crossproducts::new(questions.len()),
            questions,
        }
    }

    /// Counts the row, if it is complete.
    fn count(&mut self, pack: &Pack, response: &Response) {
        let mut row = Vec::with_capacity(self.questions.len());
        let mut ranks = Vec::with_capacity(self.questions.len());
        for &question in &self.questions {
            let options = &pack.questions[question].options;
            let Some(Answer::Option(chosen)) = response.answers.get(question) else {
                return;
            };
            let Some(points) = options.get(*chosen).map(|option| option.points) else {
                return;
            };
            let Ok(value) = i32::try_from(points) else { return };
            row.push(value);
            ranks.push(options.iter().filter(|option| option.points < points).count());
        }
        // Rows and options are of the lengths that the tallies were made for.
        if self.products.add(&row).is_ok() {
            for (item, rank) in self.items.iter_mut().zip(ranks) {
                let _ = item.add(rank);
            }
        }
    }

    /// Adds all counts of `other`, which comes from the same pack.
    pub fn merge(&mut self, other: &Self) {
        let _ = self.products.merge(&other.products);
        for (mine, theirs) in self.items.iter_mut().zip(&other.items) {
            let _ = mine.merge(theirs);
        }
    }
}

/// How a question was answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerCounts {
    /// By option.
    pub options: Vec<u64>,
    /// "Don't know".
    pub dont_know: u64,
    /// "Not applicable".
    pub not_applicable: u64,
    /// Asked, and nothing answered.
    pub not_answered: u64,
    /// Not asked.
    pub not_asked: u64,
    /// Answered although it was not for this person.
    pub unasked: u64,
    /// Answered by people without a score in its dimension.
    pub unscored: u64,
}

/// Scores by value of one attribute, on the questions that all its values were asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContrastCounts {
    /// Which attribute.
    pub attribute: AttributeIndex,
    /// The questions that do not depend on it.
    pub common: Vec<bool>,
    /// By value, and last those without one; then by side: totals and dimension scores on the
    /// common questions.
    pub values: Vec<[ContrastCell; 3]>,
}

/// Scores of one value of a contrast on one side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContrastCell {
    /// Totals on the common questions.
    pub totals: Histogram,
    /// Dimension scores on the common questions, by dimension.
    pub dimensions: Vec<Histogram>,
    /// People with a dimension score and no total, by dimension.
    pub without_total: Vec<u64>,
}

impl ContrastCell {
    fn new(dimensions: usize) -> Self {
        Self {
            totals: Histogram::default(),
            dimensions: vec![Histogram::default(); dimensions],
            without_total: vec![0; dimensions],
        }
    }

    fn count(&mut self, card: &Scorecard) {
        if let Some(total) = card.total {
            self.totals.add(total);
        }
        count_dimensions(&mut self.dimensions, &mut self.without_total, card);
    }

    /// Adds all counts of `other`.
    pub fn merge(&mut self, other: &Self) {
        self.totals.merge(&other.totals);
        for (mine, theirs) in self.dimensions.iter_mut().zip(&other.dimensions) {
            mine.merge(theirs);
        }
        merge_numbers(&mut self.without_total, &other.without_total);
    }
}

impl ContrastCounts {
    /// One value over all sides.
    #[must_use]
    pub fn whole(&self, value: usize) -> ContrastCell {
        let mut whole = ContrastCell::default();
        for cell in self.values.get(value).into_iter().flatten() {
            if whole.dimensions.is_empty() {
                whole = cell.clone();
            } else {
                whole.merge(cell);
            }
        }
        whole
    }
}

/// Counts the dimension scores of one person, and which of them stand without a total.
fn count_dimensions(scores: &mut [Histogram], without_total: &mut [u64], card: &Scorecard) {
    for ((histogram, alone), score) in scores.iter_mut().zip(without_total).zip(&card.dimensions) {
        if let Some(score) = score {
            histogram.add(*score);
            *alone += u64::from(card.total.is_none());
        }
    }
}

fn merge_numbers(mine: &mut [u64], theirs: &[u64]) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        *mine += theirs;
    }
}

impl AnswerCounts {
    /// How many chose an option.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.options.iter().sum()
    }

    /// How many were asked, whatever they answered.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.answered() + self.dont_know + self.not_applicable + self.not_answered
    }

    fn count(&mut self, answer: Answer) {
        match answer {
            Answer::Option(option) => {
                if let Some(count) = self.options.get_mut(option) {
                    *count += 1;
                }
            }
            Answer::DontKnow => self.dont_know += 1,
            Answer::NotApplicable => self.not_applicable += 1,
            Answer::NotAnswered => self.not_answered += 1,
            Answer::NotAsked => self.not_asked += 1,
        }
    }

    /// Adds all counts of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.options.iter_mut().zip(&other.options) {
            *mine += theirs;
        }
        self.dont_know += other.dont_know;
        self.not_applicable += other.not_applicable;
        self.not_answered += other.not_answered;
        self.not_asked += other.not_asked;
        self.unasked += other.unasked;
        self.unscored += other.unscored;
    }
}

impl Cell {
    /// Nobody yet.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        Self {
            dimensions: vec![Histogram::default(); pack.dimensions.len()],
            without_total: vec![0; pack.dimensions.len()],
            questions: pack
                .questions
                .iter()
                .map(|question| AnswerCounts {
                    options: vec![0; question.options.len()],
                    ..AnswerCounts::default()
                })
                .collect(),
            rows: (0..pack.dimensions.len())
                .map(|dimension| CompleteRows::new(pack, dimension))
                .collect(),
            ..Self::default()
        }
    }

    fn count(&mut self, pack: &Pack, response: &Response, card: &Scorecard) {
        let run = run(pack, response);
        if let Some(run) = run {
            self.runs.add(run);
        }
        if let Some(total) = card.total
            && run.is_none_or(|run| run.flag() == RunFlag::None)
        {
            self.varied.add(total);
        }
        for rows in &mut self.rows {
            rows.count(pack, response);
        }
        self.read += 1;
        self.short += u64::from(response.form == Form::Short);
        match card.total {
            Some(total) => {
                self.totals.add(total);
                if card.complete() {
                    self.complete.add(total);
                }
            }
            None if card.any_dimension() => self.partly_scored += 1,
            None => self.unscored += 1,
        }
        count_dimensions(&mut self.dimensions, &mut self.without_total, card);
        for ((counts, answer), question) in self
            .questions
            .iter_mut()
            .zip(&response.answers)
            .zip(&pack.questions)
        {
            counts.count(*answer);
            let scored = card
                .dimensions
                .get(question.dimension)
                .is_some_and(Option::is_some);
            counts.unscored += u64::from(!scored && matches!(answer, Answer::Option(_)));
        }
        for &question in &response.unasked {
            if let Some(counts) = self.questions.get_mut(question) {
                counts.unasked += 1;
            }
        }
    }

    /// Adds all counts of `other`.
    pub fn merge(&mut self, other: &Self) {
        self.read += other.read;
        self.partly_scored += other.partly_scored;
        self.unscored += other.unscored;
        self.short += other.short;
        self.totals.merge(&other.totals);
        self.complete.merge(&other.complete);
        self.runs.merge(&other.runs);
        self.varied.merge(&other.varied);
        for (mine, theirs) in self.rows.iter_mut().zip(&other.rows) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.dimensions.iter_mut().zip(&other.dimensions) {
            mine.merge(theirs);
        }
        merge_numbers(&mut self.without_total, &other.without_total);
        for (mine, theirs) in self.questions.iter_mut().zip(&other.questions) {
            mine.merge(theirs);
        }
    }
}

impl Tally {
    /// Nobody yet.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let contrasts: Vec<ContrastCounts> = pack
            .contrasts
            .iter()
            .map(|&attribute| ContrastCounts {
                attribute,
                common: common_questions(pack, attribute),
                values: vec![
                    std::array::from_fn(|_| ContrastCell::new(pack.dimensions.len()));
                    pack.attributes[attribute].values.as_ref().map_or(0, Vec::len) + 1
                ],
            })
            .collect();
        Self {
            cells: [Cell::new(pack), Cell::new(pack), Cell::new(pack)],
            kinds: BTreeMap::new(),
            kind: Vec::new(),
            questions: pack.questions.len(),
            contrasts,
            side_unknown: 0,
            rejected: 0,
            latest: None,
        }
    }

    /// Counts one response; `card` is a buffer.
    pub fn count(&mut self, pack: &Pack, response: &Response, card: &mut Scorecard) {
        card.fill(pack, response);
        let day = response.submitted_at.as_deref().and_then(Day::of_time_stamp);
        self.latest = self.latest.max(day);
        let side = response.side(pack);
        let says_side = pack
            .sides
            .is_none_or(|sides| matches!(response.attributes.get(sides.attribute), Some(Some(_))));
        self.side_unknown += u64::from(!says_side);
        let cell = side.unwrap_or(NEITHER);
        self.cells[cell].count(pack, response, card);
        self.kind.clear();
        self.kind.push(cell as u64);
        let asked = response.answers.iter().map(|answer| *answer != Answer::NotAsked);
        push_bits(&mut self.kind, asked);
        let scored = card
            .dimensions
            .iter()
            .map(Option::is_some)
            .chain([card.total.is_some()]);
        push_bits(&mut self.kind, scored);
        let contrasts = &self.contrasts;
        let complete = (0..pack.dimensions.len()).map(|dimension| {
            let questions = || pack.questions_of(dimension);
            let common = |question: QuestionIndex| {
                let apart = contrasts
                    .iter()
                    .filter(|contrast| !questions().all(|question| contrast.common[question]));
                apart.into_iter().any(|contrast| contrast.common[question])
            };
            questions()
                .filter(|&question| common(question))
                .filter_map(|question| response.answers.get(question))
                .all(|answer| matches!(answer, Answer::Option(_) | Answer::NotAsked))
        });
        let complete = complete.chain([false]); // as many bits as above
        push_bits(&mut self.kind, complete);
        for contrast in &mut self.contrasts {
            let nowhere = contrast.values.len() - 1;
            let value = match response.attributes.get(contrast.attribute) {
                Some(Some(AttributeValue::Closed(value))) => (*value).min(nowhere),
                _ => nowhere,
            };
            self.kind.push(value as u64);
            if pack.sides.is_some() && side.is_none() {
                continue; // counted, and in no comparison
            }
            card.fill_where(pack, response, |question| {
                contrast.common.get(question).copied().unwrap_or(true)
            });
            contrast.values[value][cell].count(card);
        }
        match self.kinds.get_mut(self.kind.as_slice()) {
            Some(people) => *people += 1,
            None => {
                self.kinds.insert(self.kind.as_slice().into(), 1);
            }
        }
    }

    /// Adds all counts of `other`, which must come from the same pack.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.cells.iter_mut().zip(&other.cells) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.contrasts.iter_mut().zip(&other.contrasts) {
            for (mine, theirs) in mine
                .values
                .iter_mut()
                .flatten()
                .zip(theirs.values.iter().flatten())
            {
                mine.merge(theirs);
            }
        }
        for (kind, people) in &other.kinds {
            *self.kinds.entry(kind.clone()).or_default() += people;
        }
        self.side_unknown += other.side_unknown;
        self.rejected += other.rejected;
        self.latest = self.latest.max(other.latest);
    }

    /// Everybody, by what can be known of them beforehand.
    pub fn kinds(&self) -> impl Iterator<Item = Kind<'_>> {
        self.kinds.iter().map(|(key, &people)| {
            let (cell, rest) = key
                .split_first()
                .map_or((0, key.as_ref()), |(cell, rest)| (*cell, rest));
            let (asked, rest) = rest.split_at(self.questions.div_ceil(WORD).min(rest.len()));
            let (scores, values) = rest.split_at(rest.len() - self.contrasts.len().min(rest.len()));
            let (scored, complete) = scores.split_at(scores.len() / 2);
            Kind {
                cell: cell as usize,
                people,
                values,
                asked,
                scored,
                complete,
                dimensions: self.cells[NEITHER].dimensions.len(),
            }
        })
    }

    /// Valid responses in all.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.cells.iter().map(|cell| cell.read).sum()
    }
}

/// The longest run of equal positions over the questions asked, in the order asked; `None` unless
/// all of them that apply are answered. What counts is the position shown, which is where the hand went.
fn run(pack: &Pack, response: &Response) -> Option<Run> {
    let positions: Vec<Option<usize>> = response
        .answers
        .iter()
        .zip(&pack.questions)
        .enumerate()
        .filter_map(|(index, (answer, question))| match answer {
            Answer::Option(option) if response.mirrored.contains(&index) => {
                Some(question.options.len().checked_sub(option + 1))
            }
            Answer::Option(option) => Some(Some(*option)),
            Answer::DontKnow | Answer::NotAnswered => Some(None),
            Answer::NotApplicable | Answer::NotAsked => None,
        })
        .collect();
    Run::of(&positions)
}

/// Which questions are asked whatever the value of `attribute`.
fn common_questions(pack: &Pack, attribute: AttributeIndex) -> Vec<bool> {
    let depends = |condition: &Condition| {
        condition
            .leaves()
            .iter()
            .any(|leaf| matches!(leaf, Leaf::Attribute(asked, _) if *asked == attribute))
    };
    pack.questions
        .iter()
        .map(|question| !question.ask.as_ref().is_some_and(depends))
        .collect()
}

/// A sink that counts into one tally.
#[derive(Debug)]
pub struct Counter<'p> {
    pack: &'p Pack,
    tally: Tally,
    card: Scorecard,
}

impl<'p> Counter<'p> {
    /// Nobody yet.
    #[must_use]
    pub fn new(pack: &'p Pack) -> Self {
        Self {
            pack,
            tally: Tally::new(pack),
            card: Scorecard::default(),
        }
    }

    /// The counts.
    #[must_use]
    pub fn into_tally(self) -> Tally {
        self.tally
    }
}

impl Sink for Counter<'_> {
    fn take(&mut self, response: &Response, _origin: &Origin) {
        self.tally.count(self.pack, response, &mut self.card);
    }
}

/// How often each option of `question` was chosen in all of `cells`.
pub(super) fn pooled(cells: &[&Cell], question: QuestionIndex) -> AnswerCounts {
    let mut sum = AnswerCounts::default();
    for cell in cells {
        if let Some(counts) = cell.questions.get(question) {
            sum.options.resize(counts.options.len(), 0);
            sum.merge(counts);
        }
    }
    sum
}
