//! Judges the pack's conditions on what one assessment knows.

use super::figures::{Figure, Figures, Sided};
use super::setting::Setting;
use super::tally::pooled;
use super::{Evidence, Reason, fit};
use crate::pack::condition::{Condition, Leaf, Test, Truth};
use crate::pack::{LevelIndex, Pack, QuestionIndex};

/// Slack when two estimates are compared.
const SLACK: f64 = 1e-9;

/// Everything a condition may ask about.
pub(super) struct Known<'a> {
    pub(super) pack: &'a Pack,
    pub(super) figures: &'a Figures<'a>,
    pub(super) setting: &'a Setting,
    /// The level aimed at now, once it is decided.
    pub(super) next: Option<LevelIndex>,
}

impl Known<'_> {
    /// Judges a condition.
    pub(super) fn judge(&self, condition: &Condition) -> Truth {
        condition.judge(&|leaf| self.leaf(leaf))
    }

    /// Whether a condition is there and holds.
    pub(super) fn holds(&self, condition: Option<&Condition>) -> bool {
        condition.is_some_and(|condition| self.judge(condition).holds())
    }

    fn leaf(&self, leaf: &Leaf) -> Truth {
        match leaf {
            Leaf::Question(question, test) => self.test(&self.figures.questions, *question, *test),
            Leaf::Dimension(Some(dimension), test) => self.test(&self.figures.dimensions, *dimension, *test),
            Leaf::Dimension(None, test) => self.any_dimension(*test),
            Leaf::Fact { fact, values, agreed } => {
                fit::judge_fact(self.setting.given(*fact), values, *agreed)
            }
            Leaf::Unlocks(fact, level) => fit::unlocks(self.pack, self.setting, *fact, *level),
            Leaf::Next(level) => self
                .next
                .map_or(Truth::Unknown, |next| Truth::known(next == *level)),
            Leaf::Attribute(..) => Truth::Unknown,
        }
    }

    fn any_dimension(&self, test: Test) -> Truth {
        let mut result = Truth::False;
        for dimension in 0..self.figures.dimensions.len() {
            match self.test(&self.figures.dimensions, dimension, test) {
                Truth::True => return Truth::True,
                Truth::Unknown => result = Truth::Unknown,
                Truth::False => {}
            }
        }
        result
    }

    fn test(&self, figures: &[Sided], index: usize, test: Test) -> Truth {
        let Some(score) = figures.get(index).and_then(|figure| figure.headline.score()) else {
            return Truth::Unknown;
        };
        match test {
            Test::Below(level) => Truth::known(self.pack.level_of_estimate(score) < level),
            Test::AtLeast(level) => Truth::known(self.pack.level_of_estimate(score) >= level),
            Test::Lowest => Truth::known(
                figures
                    .iter()
                    .filter_map(|other| other.headline.score())
                    .all(|other| score <= other + SLACK),
            ),
        }
    }

    /// The leaves that make a condition true.
    pub(super) fn witnesses<'c>(&self, condition: &'c Condition) -> Vec<&'c Leaf> {
        condition.witnesses(&|leaf| self.leaf(leaf))
    }

    /// What made a condition true, for people and machines.
    pub(super) fn evidence(&self, condition: &Condition) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = Vec::new();
        for leaf in self.witnesses(condition) {
            for found in self.leaf_evidence(leaf) {
                if !evidence.contains(&found) {
                    evidence.push(found);
                }
            }
        }
        evidence
    }

    fn leaf_evidence(&self, leaf: &Leaf) -> Vec<Evidence> {
        match leaf {
            Leaf::Question(question, _) => vec![self.question_evidence(*question)],
            Leaf::Dimension(Some(dimension), _) => vec![self.dimension_evidence(*dimension)],
            Leaf::Dimension(None, test) => (0..self.figures.dimensions.len())
                .filter(|&dimension| self.test(&self.figures.dimensions, dimension, *test).holds())
                .map(|dimension| self.dimension_evidence(dimension))
                .collect(),
            Leaf::Fact { fact, .. } | Leaf::Unlocks(fact, _) => {
                let options = &self.pack.facts[*fact];
                self.setting
                    .given(*fact)
                    .iter()
                    .map(|&option| Evidence {
                        kind: "fact".to_owned(),
                        id: options.id.clone(),
                        score: None,
                        value: Some(options.options[option].value.clone()),
                    })
                    .collect()
            }
            Leaf::Next(level) => vec![Evidence {
                kind: "level".to_owned(),
                id: self.pack.levels[*level].id.clone(),
                score: None,
                value: None,
            }],
            Leaf::Attribute(..) => Vec::new(),
        }
    }

    /// A question and its estimate.
    pub(super) fn question_evidence(&self, question: QuestionIndex) -> Evidence {
        Evidence {
            kind: "question".to_owned(),
            id: self.pack.questions[question].id.clone(),
            score: self.figures.questions[question].headline.score(),
            value: None,
        }
    }

    fn dimension_evidence(&self, dimension: usize) -> Evidence {
        Evidence {
            kind: "dimension".to_owned(),
            id: self.pack.dimensions[dimension].id.clone(),
            score: self.figures.dimensions[dimension].headline.score(),
            value: None,
        }
    }

    /// The leaves of an unknown condition that were asked and got no answer that may be shown.
    pub(super) fn unconfirmed(&self, condition: &Condition) -> Vec<Evidence> {
        if self.judge(condition) != Truth::Unknown {
            return Vec::new();
        }
        let mut evidence = Vec::new();
        for leaf in condition.leaves() {
            match leaf {
                Leaf::Question(question, _) if self.asked_without_answer(*question) => {
                    evidence.push(self.question_evidence(*question));
                }
                Leaf::Dimension(Some(dimension), _) if self.unscored(*dimension) => {
                    evidence.push(self.dimension_evidence(*dimension));
                }
                Leaf::Dimension(None, _) => {
                    let unscored = (0..self.pack.dimensions.len()).filter(|&index| self.unscored(index));
                    evidence.extend(unscored.map(|index| self.dimension_evidence(index)));
                }
                _ => {}
            }
        }
        evidence
    }

    /// Asked of somebody to whom it applies, and without an estimate.
    fn asked_without_answer(&self, question: QuestionIndex) -> bool {
        let counts = pooled(&self.figures.people, question);
        self.figures.questions[question].headline.score().is_none() && counts.asked() > counts.not_applicable
    }

    /// Asked of somebody and without an estimate for want of answers; one that is only held back has
    /// its questions to speak for it.
    fn unscored(&self, dimension: usize) -> bool {
        let absent = matches!(
            self.figures.dimensions[dimension].headline,
            Figure::Absent(reason)
                if !matches!(
                    reason,
                    Reason::NotAsked | Reason::Complementary | Reason::FewJoinedOrLeft
                )
        );
        absent
            && self.pack.questions_of(dimension).any(|question| {
                let counts = pooled(&self.figures.people, question);
                counts.asked() > counts.not_applicable
            })
    }
}
