//! Where the sections look things up: names and texts in the pack, results in the assessment.

use crate::assessment::{
    Assessment, DimensionResult, Estimate, Evidence, QuestionResult, Reason, Side, StepAdvice, StepWhen, View,
};
use crate::number;
use crate::pack::{Level, Pack, Question};
use crate::report::chart::{self, Scale};
use crate::report::words;

/// An assessment beside its pack.
pub(super) struct Context<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) pack: &'a Pack,
    cuts: Vec<f64>,
}

impl<'a> Context<'a> {
    pub(super) fn new(assessment: &'a Assessment, pack: &'a Pack) -> Self {
        Self {
            assessment,
            pack,
            cuts: pack.cuts(),
        }
    }

    /// The axis of the pack.
    pub(super) fn scale(&self) -> Scale {
        let points = |thousandths| number::ExactScore::from_thousandths(thousandths).to_f64();
        Scale {
            min: points(self.pack.axis.min),
            max: points(self.pack.axis.max),
        }
    }

    /// The signs of the sides.
    pub(super) fn marks(&self) -> Vec<char> {
        let sides = self.assessment.sides.iter();
        chart::marks(&sides.map(|side| side.name.as_str()).collect::<Vec<_>>())
    }

    /// A score as printed: never on the other side of a cut.
    pub(super) fn score(&self, value: f64) -> String {
        number::score(value, &self.cuts)
    }

    fn level_of(&self, id: &str) -> Option<&'a Level> {
        self.pack.level(id).map(|index| &self.pack.levels[index])
    }

    /// The name of a level, or its id if the pack does not know it.
    pub(super) fn level<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.level_of(id).map_or(id, |level| &level.name)
    }

    /// What a level means.
    pub(super) fn gloss(&self, id: &str) -> Option<&'a str> {
        self.level_of(id).map(|level| level.gloss.as_str())
    }

    /// The name of the highest level.
    pub(super) fn top_level(&self) -> &'a str {
        self.pack.levels.last().map_or("", |level| &level.name)
    }

    /// The levels that meet at a cut: the lower and the upper one.
    pub(super) fn levels_at(&self, cut: f64) -> Option<(&'a str, &'a str)> {
        self.pack
            .levels
            .windows(2)
            .find(|pair| (pair[1].cut() - cut).abs() < number::CUT_SLACK)
            .map(|pair| (pair[0].name.as_str(), pair[1].name.as_str()))
    }

    pub(super) fn dimension(&self, id: &str) -> Option<(usize, &'a DimensionResult)> {
        self.assessment
            .dimensions
            .iter()
            .enumerate()
            .find(|(_, dimension)| dimension.id == id)
    }

    pub(super) fn dimension_name<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.dimension(id).map_or(id, |(_, dimension)| &dimension.name)
    }

    pub(super) fn question(&self, id: &str) -> Option<(usize, &'a QuestionResult)> {
        self.assessment
            .questions
            .iter()
            .enumerate()
            .find(|(_, question)| question.id == id)
    }

    pub(super) fn question_name<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.question(id).map_or(id, |(_, question)| &question.name)
    }

    /// The question as the pack asks it.
    pub(super) fn asked(&self, id: &str) -> Option<&'a Question> {
        self.pack.question(id).map(|index| &self.pack.questions[index])
    }

    /// The sentence of an option.
    pub(super) fn sentence(&self, question: &str, value: i64) -> Option<&'a str> {
        let question = self.asked(question)?;
        question
            .option(value)
            .map(|index| question.options[index].label.as_str())
    }

    /// A fact and one of its values, for people.
    pub(super) fn fact(&self, fact: &str, value: &str) -> (String, String) {
        let known = self.pack.fact(fact).map(|index| &self.pack.facts[index]);
        let label = known.and_then(|fact| fact.option(value).map(|index| fact.options[index].label.clone()));
        (
            known.map_or_else(|| fact.to_owned(), |fact| fact.name.clone()),
            label.unwrap_or_else(|| value.to_owned()),
        )
    }

    /// The name of a side.
    pub(super) fn side<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.assessment
            .sides
            .iter()
            .find(|side| side.id == id)
            .map_or(id, |side| &side.name)
    }

    /// The names of the two sides, first and second.
    pub(super) fn both_sides(&self) -> Option<(&'a str, &'a str)> {
        match self.assessment.sides.as_slice() {
            [first, second] => Some((&first.name, &second.name)),
            _ => None,
        }
    }

    /// The sides as columns of a table; none where one person stands for none.
    pub(super) fn columns(&self) -> &'a [Side] {
        match self.assessment.view {
            View::Person => &[],
            View::Team => &self.assessment.sides,
        }
    }

    /// Whether there is anything to say about the two sides beside one another.
    pub(super) fn has_sides_to_compare(&self) -> bool {
        self.both_sides().is_some() && !self.assessment.highlights.differ_most.is_empty()
    }

    /// Why the value at a JSON pointer is null, or the estimate at it has no score.
    pub(super) fn reason(&self, pointer: &str) -> Option<Reason> {
        self.assessment.reason(pointer)
    }

    /// A score, or the word for why there is none.
    pub(super) fn value(&self, score: Option<f64>, pointer: &str) -> String {
        match score {
            Some(score) => self.score(score),
            None => words::absent(self.reason(pointer)).to_owned(),
        }
    }

    /// A cell of a table, or the word for why there is nothing in it; empty in a column without any
    /// value, which is not drawn.
    pub(super) fn cell(&self, value: Option<String>, column: bool, pointer: &str) -> String {
        match (value, self.reason(pointer)) {
            (Some(value), _) => value,
            (None, Some(reason)) if column => words::absent(Some(reason)).to_owned(),
            (None, _) => String::new(),
        }
    }

    /// The range of an estimate as a cell, likewise.
    pub(super) fn range(&self, estimate: &Estimate, column: bool, pointer: &str) -> String {
        let interval = estimate.interval.as_ref();
        let range =
            interval.map(|interval| words::range(&self.score(interval.low), &self.score(interval.high)));
        self.cell(range, column, &format!("{pointer}/interval"))
    }

    /// The level of an estimate, or nothing.
    pub(super) fn level_text(&self, estimate: &Estimate) -> String {
        estimate
            .level
            .as_deref()
            .map_or_else(String::new, |level| self.level(level).to_owned())
    }

    /// The steps due at a time, in the order of the assessment.
    pub(super) fn steps(&self, when: StepWhen) -> impl Iterator<Item = &'a StepAdvice> {
        self.assessment.steps.iter().filter(move |step| step.when == when)
    }

    /// The title of a step.
    pub(super) fn step_title<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.pack
            .step(id)
            .map_or(id, |index| &self.pack.steps[index].title)
    }

    /// What a rule saw, in a few words: a name and its value; nothing for what has no name for
    /// people, such as the rule itself.
    pub(super) fn evidence(&self, evidence: &Evidence) -> Option<String> {
        let score = evidence.score.map(|score| self.score(score));
        match (evidence.kind.as_str(), &evidence.value) {
            ("question", _) => Some(words::evidence(
                self.question_name(&evidence.id),
                score.as_deref(),
            )),
            ("dimension", _) => Some(words::evidence(
                self.dimension_name(&evidence.id),
                score.as_deref(),
            )),
            ("fact", Some(value)) => {
                let (name, label) = self.fact(&evidence.id, value);
                Some(words::fact(&name, &label))
            }
            ("fact", None) => Some(self.fact(&evidence.id, "").0),
            ("level", _) => Some(words::at_level(self.level(&evidence.id))),
            _ => None,
        }
    }

    /// All of them on one line.
    pub(super) fn evidence_line(&self, evidence: &[Evidence]) -> String {
        let parts: Vec<String> = evidence
            .iter()
            .filter_map(|evidence| self.evidence(evidence))
            .collect();
        words::listed(&parts)
    }

    /// The same with the sentence nearest to the answers, for questions.
    pub(super) fn evidence_in_full(&self, evidence: &Evidence) -> Option<String> {
        let short = self.evidence(evidence)?;
        let nearest = (evidence.kind == "question")
            .then(|| self.question(&evidence.id))
            .flatten()
            .and_then(|(_, question)| question.nearest)
            .and_then(|value| self.sentence(&evidence.id, value));
        Some(match nearest {
            Some(sentence) => words::with_sentence(&short, sentence),
            None => short,
        })
    }
}
