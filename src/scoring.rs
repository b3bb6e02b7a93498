//! From the answers of one respondent to scores: points, dimension scores, total.
//!
//! All arithmetic is exact ([`ExactScore`]); a level is read off the unrounded number.

use crate::answers::{Answer, Response};
use crate::number::ExactScore;
use crate::pack::{LevelIndex, Pack, QuestionIndex};

/// One thousand: shares and weights are held in thousandths.
const WHOLE: i64 = 1_000;

/// The scores of one respondent. A buffer: [`Scorecard::fill`] overwrites all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scorecard {
    /// Score by dimension of the pack; `None` where too little was answered.
    pub dimensions: Vec<Option<ExactScore>>,
    /// Total; `None` where too little was answered.
    pub total: Option<ExactScore>,
    /// Questions asked and applicable.
    pub asked: u32,
    /// Questions answered with an option.
    pub answered: u32,
}

impl Scorecard {
    /// Scores `response`.
    ///
    /// A dimension score is the mean of the points of its answered questions by their weights, if
    /// at least `dimension_minimum` of its asked and applicable questions are answered. The total
    /// is the mean of the scored dimensions by their fixed weights, if at least
    /// `total_minimum_dimensions` of the pack's dimensions are scored and at least
    /// `total_minimum_questions` of the asked and applicable questions answered. "Not applicable"
    /// and "not asked" leave both denominators; "don't know" and "not answered" stay in them.
    pub fn fill(&mut self, pack: &Pack, response: &Response) {
        self.fill_where(pack, response, |_| true);
    }

    /// Scores only the questions for which `counts` holds; the others count as not asked.
    pub fn fill_where(&mut self, pack: &Pack, response: &Response, counts: impl Fn(QuestionIndex) -> bool) {
        self.asked = 0;
        self.answered = 0;
        self.dimensions.clear();
        for dimension in 0..pack.dimensions.len() {
            let mut sums = Sums::default();
            for index in pack.questions_of(dimension).filter(|&index| counts(index)) {
                let question = &pack.questions[index];
                match response.answers.get(index) {
                    Some(Answer::Option(option)) => {
                        let points = question.options.get(*option).map_or(0, |option| option.points);
                        sums.answer(points, question.weight);
                    }
                    Some(Answer::DontKnow | Answer::NotAnswered) => sums.asked += 1,
                    Some(Answer::NotApplicable | Answer::NotAsked) | None => {}
                }
            }
            self.asked += sums.asked;
            self.answered += sums.answered;
            self.dimensions.push(sums.score(pack.scoring.dimension_minimum));
        }
        self.total = self.weighted_total(pack);
    }

    /// Whether every asked and applicable question was answered with an option.
    #[must_use]
    pub const fn complete(&self) -> bool {
        self.asked > 0 && self.asked == self.answered
    }

    /// Whether at least one dimension has a score.
    #[must_use]
    pub fn any_dimension(&self) -> bool {
        self.dimensions.iter().any(Option::is_some)
    }

    /// The level of the total, before guards.
    #[must_use]
    pub fn level(&self, pack: &Pack) -> Option<LevelIndex> {
        self.total.map(|total| pack.level_of(total))
    }

    fn weighted_total(&self, pack: &Pack) -> Option<ExactScore> {
        let scored = self.dimensions.iter().flatten().count();
        if !reaches(
            scored,
            pack.dimensions.len(),
            pack.scoring.total_minimum_dimensions,
        ) || !reaches(
            self.answered as usize,
            self.asked as usize,
            pack.scoring.total_minimum_questions,
        ) {
            return None;
        }
        let scored: Vec<(ExactScore, u64)> = self
            .dimensions
            .iter()
            .zip(&pack.dimensions)
            .filter_map(|(score, dimension)| Some(((*score)?, dimension.weight.unsigned_abs())))
            .collect();
        ExactScore::weighted_mean(&scored)
    }
}

/// Whether `part` of `whole` is at least `minimum` thousandths; nothing of nothing is not.
fn reaches(part: usize, whole: usize, minimum: i64) -> bool {
    part > 0 && part as i128 * i128::from(WHOLE) >= whole as i128 * i128::from(minimum)
}

/// What one dimension adds up to.
#[derive(Default)]
struct Sums {
    asked: u32,
    answered: u32,
    weights: i64,
    points: i128,
}

impl Sums {
    fn answer(&mut self, points: i64, weight: i64) {
        self.asked += 1;
        self.answered += 1;
        self.weights += weight;
        self.points += i128::from(points) * i128::from(weight);
    }

    /// Points and weights are both in thousandths, so the quotient of the sums is too.
    fn score(&self, minimum: i64) -> Option<ExactScore> {
        if !reaches(self.answered as usize, self.asked as usize, minimum) {
            return None;
        }
        ExactScore::new(self.points, i128::from(self.weights) * i128::from(WHOLE))
    }
}
