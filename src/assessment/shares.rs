//! Shares of people, with Wilson's interval; only where every group behind them has ten people.

use super::figures::Figures;
use super::tally::AnswerCounts;
use super::{LevelShare, Share, View};
use crate::number::ExactScore;
use crate::pack::{Pack, Question};
use crate::statistics::interval::{MINIMUM_FOR_SHARES, wilson};
use crate::statistics::tally::Histogram;

/// `count` of `of` with its interval.
fn share(count: u64, of: u64) -> Option<Share> {
    let found = wilson(count, of)?;
    Some(Share {
        count: found.count,
        of: found.n,
        share: found.share,
        low: found.interval.low,
        high: found.interval.high,
    })
}

/// How many people's own totals lie in each level, lowest first; empty where that is not shown.
pub(super) fn people_by_level(pack: &Pack, figures: &Figures<'_>) -> Vec<LevelShare> {
    let mut totals = Histogram::default();
    for cell in &figures.people {
        totals.merge(&cell.totals);
    }
    let shown = figures.view == View::Team
        && figures.total.headline.score().is_some()
        && figures.shows_inside(|cell| cell.totals.n());
    if !shown {
        return Vec::new();
    }
    let cuts: Vec<ExactScore> = pack
        .levels
        .iter()
        .skip(1)
        .map(|level| ExactScore::from_thousandths(level.from))
        .collect();
    pack.levels
        .iter()
        .zip(totals.count_bands(&cuts))
        .filter_map(|(level, count)| {
            Some(LevelShare {
                level: level.id.clone(),
                share: share(count, totals.n())?,
            })
        })
        .collect()
}

/// Answers in the upper half of the options, by their points; the middle one of an odd number of
/// options is in neither half.
pub(super) fn upper(question: &Question, counts: &AnswerCounts) -> Option<Share> {
    let mut points: Vec<i64> = question.options.iter().map(|option| option.points).collect();
    points.sort_unstable();
    let lowest_upper = *points.get(points.len().div_ceil(2))?;
    let count = question
        .options
        .iter()
        .zip(&counts.options)
        .filter(|(option, _)| option.points >= lowest_upper)
        .map(|(_, count)| count)
        .sum();
    let of = counts.answered();
    if of < MINIMUM_FOR_SHARES {
        return None;
    }
    share(count, of)
}
