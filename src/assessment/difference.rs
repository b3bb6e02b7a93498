//! Where the two sides differ, and whether that is more than noise.

use super::figures::{Figures, Sided};
use super::tally::Cell;
use super::uncertainty::Scores;
use super::{Gap, Interval};
use crate::pack::Pack;
use crate::statistics::gap::{GapMark, GapRule, hedges_g, holm, welch};
use crate::statistics::interval::CONFIDENCE;
use crate::statistics::rank::{probability_of_superiority, rank_test};

/// Below this many people on one side the rank test must agree before a gap is marked.
const SMALL_SIDE: u64 = 10;
/// Chance of any false mark in the family.
const ALPHA: f64 = 0.05;

/// The gap of one pair of figures; not marked yet. `None` unless both sides may be shown.
fn measure(figures: &Figures<'_>, figure: &Sided, scores: Scores<'_>) -> Option<Gap> {
    let difference = figure.difference()?;
    let &[first, second] = figures.people.as_slice() else {
        return None;
    };
    let (first, second): (&Cell, &Cell) = (first, second);
    let (first, second) = (scores(first), scores(second));
    let (one, two) = (first.moments()?, second.moments()?);
    let test = welch(&one, &two).ok();
    let small = one.n.min(two.n) < SMALL_SIDE;
    Some(Gap {
        difference,
        interval: test.map(|test| Interval {
            low: test.interval.low,
            high: test.interval.high,
            confidence: CONFIDENCE,
            method: "Welch".to_owned(),
        }),
        p: test.map(|test| test.p),
        p_holm: None,
        p_rank: if small {
            rank_test(first, second).ok().map(|test| test.p)
        } else {
            None
        },
        probability_of_superiority: probability_of_superiority(first, second),
        hedges_g: hedges_g(&one, &two).ok(),
        marked: None,
    })
}

/// Applies the mark rule with this p value.
fn mark(pack: &Pack, figure: &Sided, gap: &mut Gap, p: Option<f64>) {
    let rule = GapRule {
        alpha: ALPHA,
        relevance: pack.reporting.relevant_gap,
        small_group: SMALL_SIDE,
    };
    let smaller = figure.sides.iter().filter_map(|side| side.n()).min().unwrap_or(0);
    gap.marked = match rule.mark(gap.difference, p, smaller, gap.p_rank) {
        GapMark::NotTested => None,
        GapMark::Shown => Some(true),
        GapMark::WithinChance | GapMark::TooSmall | GapMark::RankTestDisagrees => Some(false),
    };
}

/// The gap of the totals: a question by itself.
pub(super) fn overall(pack: &Pack, figures: &Figures<'_>) -> Option<Gap> {
    let mut gap = measure(figures, &figures.total, &|cell| &cell.totals)?;
    let p = gap.p;
    mark(pack, &figures.total, &mut gap, p);
    Some(gap)
}

/// The gaps of the dimensions, one family under Holm.
pub(super) fn by_dimension(pack: &Pack, figures: &Figures<'_>) -> Vec<Option<Gap>> {
    let mut gaps: Vec<Option<Gap>> = figures
        .dimensions
        .iter()
        .enumerate()
        .map(|(index, figure)| measure(figures, figure, &|cell| &cell.dimensions[index]))
        .collect();
    let p_values: Vec<Option<f64>> = gaps
        .iter()
        .map(|gap| gap.as_ref().and_then(|gap| gap.p))
        .collect();
    for ((gap, p_holm), figure) in gaps.iter_mut().zip(holm(&p_values)).zip(&figures.dimensions) {
        if let Some(gap) = gap {
            gap.p_holm = p_holm;
            mark(pack, figure, gap, p_holm);
        }
    }
    gaps
}
