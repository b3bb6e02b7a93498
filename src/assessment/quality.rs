//! How the answers were given: counts, and the score with and without.

use super::figures::Figures;
use super::tally::Cell;
use super::{AnswerQuality, Reason, View};
use crate::statistics::tally::Histogram;

/// Shares and counts of how people answer are shown from this many people on.
const SHARES_FROM: u64 = 10;

/// Answer quality of a team; `None` for one person and where the result is not shown.
///
/// A score without some people is shown only if those left out are none or themselves as many as a
/// published group must have: the difference of two scores is the score of those left out.
pub(super) fn assess(figures: &Figures<'_>) -> Option<AnswerQuality> {
    figures.total.headline.score()?;
    if figures.view == View::Person {
        return None;
    }
    let scored: u64 = figures.people.iter().map(|cell| cell.totals.n()).sum();
    let flagged: u64 = figures.people.iter().map(|cell| cell.runs.flagged()).sum();
    let complete: u64 = figures.people.iter().map(|cell| cell.complete.n()).sum();
    let many = scored >= SHARES_FROM;
    Some(AnswerQuality {
        straight_lined: many.then_some(flagged),
        without_them: rest(figures, |cell| &cell.varied),
        complete_only: rest(figures, |cell| &cell.complete),
        complete_n: many.then_some(complete),
        dont_know_share: if many { dont_know_share(figures) } else { None },
    })
}

/// The headline over a part of the people, weighted as the headline is.
fn rest(figures: &Figures<'_>, part: impl Fn(&Cell) -> &Histogram) -> Option<f64> {
    let minimum = figures.minimum;
    let may = |left: u64, of: u64| left >= minimum && (left == of || of - left >= minimum);
    if figures.total.sides_equal() {
        let means: Option<Vec<f64>> = figures
            .people
            .iter()
            .map(|cell| {
                let left = part(cell);
                left.mean().filter(|_| may(left.n(), cell.totals.n()))
            })
            .collect();
        let means = means?;
        return Some(means.iter().sum::<f64>() / means.len() as f64);
    }
    let mut left = Histogram::default();
    let mut of = 0;
    for cell in &figures.people {
        left.merge(part(cell));
        of += cell.totals.n();
    }
    left.mean().filter(|_| may(left.n(), of))
}

/// Why the headline over a part of the people is not shown.
pub(super) fn reason(figures: &Figures<'_>, part: fn(&Cell) -> &Histogram) -> Reason {
    let mut groups: Vec<u64> = figures.people.iter().map(|cell| part(cell).n()).collect();
    if !figures.total.sides_equal() {
        groups = vec![groups.iter().sum()];
    }
    if groups.iter().any(|left| figures.few(*left)) {
        Reason::BelowMinimum
    } else if groups.contains(&0) {
        Reason::NoData
    } else {
        Reason::Complementary
    }
}

fn dont_know_share(figures: &Figures<'_>) -> Option<f64> {
    let (mut asked, mut unknown) = (0, 0);
    for counts in figures.people.iter().flat_map(|cell| &cell.questions) {
        asked += counts.asked() - counts.not_applicable;
        unknown += counts.dont_know;
    }
    (asked > 0).then(|| unknown as f64 / asked as f64)
}
