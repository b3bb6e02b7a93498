//! How alike the people of a side answered, and whether the questions of a dimension move together.

use super::figures::Figures;
use super::{Agreement, Interval, ItemRest, Reliability, View};
use crate::pack::Pack;
use crate::statistics::agreement::{Closeness, agreement};
use crate::statistics::interval::CONFIDENCE;
use crate::statistics::reliability::{Coefficient, NoReliability, ReliabilityStanding, reliability};

/// In a word: answers lie close together.
pub(super) const BROADLY_AGREE: &str = "broadly agree";
/// In a word: people do not see this the same way.
pub(super) const DO_NOT_AGREE: &str = "do not agree";

/// Whether every group has enough people who answered every question of a dimension for what lies
/// inside it to be shown.
pub(super) fn shown(figures: &Figures<'_>, dimension: usize) -> bool {
    figures.shows_inside(|cell| cell.rows.get(dimension).map_or(0, |rows| rows.products.n()))
}

/// Agreement of one side on one dimension, over complete rows; `None` where the side is not shown, or
/// what lies inside it.
pub(super) fn of_side(figures: &Figures<'_>, dimension: usize, side: usize) -> Option<Agreement> {
    figures.dimensions.get(dimension)?.sides.get(side)?.score()?;
    if !shown(figures, dimension) {
        return None;
    }
    let rows = figures.people.get(side)?.rows.get(dimension)?;
    let found = agreement(&rows.items).ok()?;
    Some(Agreement {
        ad: found.deviation,
        rwg_star: Some(found.r_star),
        rwg_j: Some(found.r_wg_uniform),
        rwg_j_skewed: found.r_wg_slight_skew,
        word: match found.closeness {
            Closeness::BroadlyAgree => BROADLY_AGREE,
            Closeness::DoNotAgree => DO_NOT_AGREE,
        }
        .to_owned(),
        n: found.n,
    })
}

/// Internal consistency of a dimension over everybody's complete rows; `None` for a dimension
/// with one question, and where the dimension is not shown, or what lies inside its groups.
pub(super) fn of_dimension(pack: &Pack, figures: &Figures<'_>, dimension: usize) -> Option<Reliability> {
    figures.dimensions.get(dimension)?.headline.score()?;
    if figures.view == View::Person || !shown(figures, dimension) {
        return None;
    }
    let mut rows = figures.people.first()?.rows.get(dimension)?.clone();
    for cell in figures.people.iter().skip(1) {
        rows.merge(cell.rows.get(dimension)?);
    }
    let n = rows.products.n();
    let empty = |status: &str| Reliability {
        alpha: None,
        interval: None,
        n,
        status: status.to_owned(),
        item_rest: Vec::new(),
    };
    match reliability(&rows.products) {
        Ok(found) => Some(Reliability {
            alpha: Some(found.value),
            interval: found.interval.map(|interval| Interval {
                low: interval.low,
                high: interval.high,
                confidence: CONFIDENCE,
                method: match found.coefficient {
                    Coefficient::Alpha => "Feldt",
                    Coefficient::SpearmanBrown => "Spearman-Brown, Fisher",
                }
                .to_owned(),
            }),
            n,
            status: match found.standing {
                ReliabilityStanding::Exploratory => "exploratory",
                ReliabilityStanding::Reported => "reported",
            }
            .to_owned(),
            item_rest: rows
                .questions
                .iter()
                .zip(&found.item_rest)
                .map(|(&question, item)| ItemRest {
                    question: pack.questions[question].id.clone(),
                    r: item.map(|item| item.r),
                })
                .collect(),
        }),
        Err(NoReliability::TooFewItems) => None,
        Err(NoReliability::TooFewRows { .. } | NoReliability::NoVariance) => Some(empty("not-computed")),
    }
}
