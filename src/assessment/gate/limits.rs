//! Which conditions make sense: one that no answers can meet, or none can miss, is a mistake.

use super::Demand;
use crate::assessment::uncertainty::attainable_in;
use crate::number::CUT_SLACK;
use crate::pack::{Level, Pack, Range};

/// Why a condition makes no sense.
#[derive(Debug, Clone, PartialEq)]
pub enum Limit {
    /// The number lies outside what answers can reach.
    Range(Range),
    /// Nothing below this number of answers.
    FromOne,
    /// A share above nothing and up to all.
    Share,
    /// The questionnaire has no two sides.
    NoSides,
    /// No answers reach the level, or all do.
    Level,
}

/// What is wrong with a condition; `None` if it makes sense.
#[must_use]
pub fn limit(pack: &Pack, demand: &Demand) -> Option<Limit> {
    let within = |value: f64, low: f64, high: f64| {
        let holds = value + CUT_SLACK >= low && value <= high + CUT_SLACK;
        (!holds).then_some(Limit::Range(Range { low, high }))
    };
    let total = pack.attainable;
    match *demand {
        Demand::Answers(0) => Some(Limit::FromOne),
        Demand::Answers(_) | Demand::Age(_) | Demand::Certainty(_) => None,
        Demand::ResponseRate(_) | Demand::Gap(_) if pack.sides.is_none() => Some(Limit::NoSides),
        Demand::ResponseRate(share) => (!(share > 0.0 && share <= 1.0)).then_some(Limit::Share),
        Demand::Level(level) => {
            let decides = |cut| cut > total.low + CUT_SLACK && cut <= total.high + CUT_SLACK;
            let cut = pack.levels.get(level).map(Level::cut);
            (!cut.is_some_and(decides)).then_some(Limit::Level)
        }
        Demand::Score(score) => within(score, total.low, total.high),
        Demand::Gap(points) => within(points, 0.0, total.high - total.low),
        Demand::Dimension(dimension, score) => {
            let range = attainable_in(pack, dimension);
            within(score, range.low, range.high)
        }
        Demand::Question(question, score) => {
            let question = pack.questions.get(question);
            let options = question.into_iter().flat_map(|question| &question.options);
            let points = || options.clone().map(|option| option.points().to_f64());
            let (lowest, highest) = (points().reduce(f64::min), points().reduce(f64::max));
            let (low, high) = lowest.zip(highest)?;
            within(score, low, high)
        }
        Demand::Drop { of: None, most, .. } => within(most, 0.0, total.high - total.low),
        Demand::Drop {
            of: Some(dimension),
            most,
            ..
        } => {
            let range = attainable_in(pack, dimension);
            within(most, 0.0, range.high - range.low)
        }
    }
}
