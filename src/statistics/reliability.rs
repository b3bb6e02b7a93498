//! Internal consistency of the items of one dimension.
//!
//! It tells respondents apart; it is neither the precision of a group's mean
//! nor validity.

use super::crossproducts::Crossproducts;
use super::distribution::{f_quantile, normal_quantile};
use super::interval::{Interval, UPPER};

/// Fewer complete rows than this have no reliability computed.
pub const MINIMUM_ROWS: u64 = 10;

/// Fewer complete rows than this have a reliability that is exploratory, to be
/// shown only with its interval.
pub const ROWS_TO_REPORT: u64 = 30;

/// An item-rest correlation below this is weak.
pub const WEAK_ITEM: f64 = 0.20;

/// How firm a reliability is, by the number of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReliabilityStanding {
    /// [`MINIMUM_ROWS`] to 29 rows.
    Exploratory,
    /// [`ROWS_TO_REPORT`] rows or more.
    Reported,
}

/// Why there is no reliability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReliability {
    /// One item, or none, has no internal consistency.
    TooFewItems,
    /// Fewer than [`MINIMUM_ROWS`] complete rows.
    TooFewRows {
        /// How many there are.
        n: u64,
    },
    /// The row totals do not vary; for two items, one of them does not, or
    /// they are exact opposites.
    NoVariance,
}

/// Which coefficient was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coefficient {
    /// Cronbach's alpha of three items or more.
    Alpha,
    /// The Spearman-Brown formula for two items, 2r/(1+r).
    SpearmanBrown,
}

/// What an item-rest correlation warns of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemWarning {
    /// Negative with an interval below zero: the key may be wrong, or the item
    /// is read in two ways.
    LooksReversed,
    /// Below [`WEAK_ITEM`] with [`ROWS_TO_REPORT`] rows or more.
    Weak,
}

/// The correlation of an item with the sum of the other items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemRest {
    /// Pearson's r, -1 to 1.
    pub r: f64,
    /// Its interval by Fisher's z; None if r is 1 or -1.
    pub interval: Option<Interval>,
    /// What it warns of, if anything.
    pub warning: Option<ItemWarning>,
}

/// Internal consistency of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    /// Number of complete rows.
    pub n: u64,
    /// Exploratory or reported.
    pub standing: ReliabilityStanding,
    /// Alpha or Spearman-Brown.
    pub coefficient: Coefficient,
    /// Its value, at most 1. A negative one is a reason to check the reverse
    /// key.
    pub value: f64,
    /// Its interval: Feldt's for alpha; for two items Fisher's interval of r
    /// taken through the same formula. None for two items with r = 1.
    pub interval: Option<Interval>,
    /// For every item its correlation with the rest; None where the item or
    /// the rest does not vary.
    pub item_rest: Vec<Option<ItemRest>>,
    /// Mean correlation of pairs of items, over pairs that both vary; .15 to
    /// .50 is usual (Clark & Watson 1995). None if no pair varies.
    pub mean_inter_item: Option<f64>,
    /// Items that did not vary, by index. They are kept in alpha (psych drops
    /// them, which changes k).
    pub without_variance: Vec<usize>,
}

/// Cronbach's alpha, or Spearman-Brown for two items, over complete rows of
/// keyed values.
///
/// - α = k/(k-1) · (1 - Σ s_i²/s_total²): Cronbach 1951, Psychometrika 16:297.
/// - Interval of α: 1 - (1-α) F(.975; n-1, (n-1)(k-1)) to
///   1 - (1-α) F(.025; n-1, (n-1)(k-1)): Feldt, Woodruff & Salih 1987, APM
///   11:93. Assumption: parallel items, normal errors.
/// - Two items: 2r/(1+r), as Eisinga, te Grotenhuis & Pelzer 2013, IJPH 58:637
///   advise; its interval is ours to choose and is Fisher's.
///
/// Every numerator and denominator is an exact integer. No unit.
///
/// # Errors
///
/// [`NoReliability`].
pub fn reliability(rows: &Crossproducts) -> Result<Reliability, NoReliability> {
    let (items, n) = (rows.items(), rows.n());
    if items < 2 {
        return Err(NoReliability::TooFewItems);
    }
    if n < MINIMUM_ROWS {
        return Err(NoReliability::TooFewRows { n });
    }
    let (coefficient, value, interval) = if items == 2 {
        spearman_brown(rows)?
    } else {
        alpha(rows)?
    };
    Ok(Reliability {
        n,
        standing: if n < ROWS_TO_REPORT {
            ReliabilityStanding::Exploratory
        } else {
            ReliabilityStanding::Reported
        },
        coefficient,
        value,
        interval,
        item_rest: (0..items).map(|item| item_rest(rows, item)).collect(),
        mean_inter_item: mean_inter_item(rows),
        without_variance: (0..items).filter(|&item| rows.scatter(item, item) == 0).collect(),
    })
}

type Value = (Coefficient, f64, Option<Interval>);

fn alpha(rows: &Crossproducts) -> Result<Value, NoReliability> {
    let total = rows.total_scatter();
    if total <= 0 {
        return Err(NoReliability::NoVariance);
    }
    let own = (0..rows.items()).fold(0_i128, |sum, item| sum.saturating_add(rows.scatter(item, item)));
    let between = (rows.items() - 1) as f64;
    let alpha = rows.items() as f64 / between * ((total - own) as f64 / total as f64);
    let freedom = (rows.n() - 1) as f64;
    let bound = |p| 1.0 - (1.0 - alpha) * f_quantile(p, freedom, freedom * between);
    let interval = Interval {
        low: bound(UPPER),
        high: bound(1.0 - UPPER),
    };
    Ok((Coefficient::Alpha, alpha, Some(interval)))
}

fn spearman_brown(rows: &Crossproducts) -> Result<Value, NoReliability> {
    let double = |r: f64| 2.0 * r / (1.0 + r);
    let r = correlation(rows.scatter(0, 1), rows.scatter(0, 0), rows.scatter(1, 1))
        .filter(|r| *r > -1.0)
        .ok_or(NoReliability::NoVariance)?;
    let interval = fisher(r, rows.n()).map(|interval| Interval {
        low: double(interval.low),
        high: double(interval.high),
    });
    Ok((Coefficient::SpearmanBrown, double(r), interval))
}

/// r(item, sum of the other items) with its warning.
fn item_rest(rows: &Crossproducts, item: usize) -> Option<ItemRest> {
    let own = rows.scatter(item, item);
    let with_total = rows.scatter_with_total(item);
    // The rest is the total less the item.
    let rest = rows.total_scatter() - 2 * with_total + own;
    let r = correlation(with_total - own, own, rest)?;
    let interval = fisher(r, rows.n());
    let upper = interval.map_or(r, |interval| interval.high);
    let warning = if upper < 0.0 {
        Some(ItemWarning::LooksReversed)
    } else if r < WEAK_ITEM && rows.n() >= ROWS_TO_REPORT {
        Some(ItemWarning::Weak)
    } else {
        None
    };
    Some(ItemRest { r, interval, warning })
}

fn mean_inter_item(rows: &Crossproducts) -> Option<f64> {
    let (mut sum, mut pairs) = (0.0, 0_u32);
    for i in 0..rows.items() {
        for j in 0..i {
            if let Some(r) = correlation(rows.scatter(i, j), rows.scatter(i, i), rows.scatter(j, j)) {
                sum += r;
                pairs += 1;
            }
        }
    }
    (pairs > 0).then(|| sum / f64::from(pairs))
}

/// Pearson's r from scatters; None where one of the two does not vary. Closer
/// than 1e-14 to 1 or -1 it is that number but for rounding.
fn correlation(both: i128, left: i128, right: i128) -> Option<f64> {
    if left <= 0 || right <= 0 {
        return None;
    }
    let r = both as f64 / ((left as f64).sqrt() * (right as f64).sqrt());
    Some(if r.abs() > 1.0 - 1e-14 { r.signum() } else { r })
}

/// The interval of a correlation by Fisher's z: tanh(atanh r ± 1.96/√(n-3)).
/// None if r is 1 or -1 or n is below 4.
///
/// Source: Fisher 1921, Metron 1:3. Assumption: bivariate normal.
fn fisher(r: f64, n: u64) -> Option<Interval> {
    let z = r.atanh();
    if n < 4 || !z.is_finite() {
        return None;
    }
    let reach = normal_quantile(UPPER) / ((n - 3) as f64).sqrt();
    let around = Interval::around(z, reach);
    Some(Interval {
        low: around.low.tanh(),
        high: around.high.tanh(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tally::TallyError;
    use super::*;

    fn rows(data: &[&[i32]]) -> Result<Crossproducts, TallyError> {
        let mut tally = Crossproducts::new(data.first().map_or(0, |row| row.len()));
        for row in data {
            tally.add(row)?;
        }
        Ok(tally)
    }

    fn repeat<'a>(pattern: &[&'a [i32]], times: usize) -> Vec<&'a [i32]> {
        pattern
            .iter()
            .copied()
            .cycle()
            .take(pattern.len() * times)
            .collect()
    }

    #[test]
    fn refusals() -> Result<(), TallyError> {
        assert_eq!(
            reliability(&Crossproducts::new(1)),
            Err(NoReliability::TooFewItems)
        );
        assert_eq!(
            reliability(&Crossproducts::new(4)),
            Err(NoReliability::TooFewRows { n: 0 })
        );
        let opposite = rows(&repeat(&[&[1, 4], &[2, 3], &[4, 1]], 4))?;
        assert_eq!(reliability(&opposite), Err(NoReliability::NoVariance));
        let flat = rows(&repeat(&[&[1, 2, 3]], 12))?;
        assert_eq!(reliability(&flat), Err(NoReliability::NoVariance));
        let half = rows(&repeat(&[&[1, 2], &[1, 3]], 12))?;
        assert_eq!(reliability(&half), Err(NoReliability::NoVariance));
        Ok(())
    }

    #[test]
    fn an_item_without_variance_is_kept_and_named() -> Result<(), TallyError> {
        let found = reliability(&rows(&repeat(&[&[1, 1, 3], &[2, 3, 3], &[4, 3, 3]], 10))?);
        assert!(found.is_ok_and(|found| {
            found.without_variance == [2]
                && found.item_rest[2].is_none()
                && found.item_rest[0].is_some()
                && found.standing == ReliabilityStanding::Reported
        }));
        Ok(())
    }

    #[test]
    fn a_reversed_item_is_found() -> Result<(), TallyError> {
        let found = reliability(&rows(&repeat(
            &[&[1, 1, 4], &[2, 3, 3], &[4, 3, 1], &[3, 4, 2]],
            10,
        ))?);
        let warnings = found.map(|found| {
            found
                .item_rest
                .iter()
                .map(|item| item.and_then(|it| it.warning))
                .collect()
        });
        assert!(warnings.is_ok_and(|found: Vec<_>| found[2] == Some(ItemWarning::LooksReversed)));
        Ok(())
    }

    #[test]
    fn two_identical_items() -> Result<(), TallyError> {
        let found = reliability(&rows(&repeat(&[&[1, 1], &[2, 2], &[4, 4]], 5))?);
        assert!(found.is_ok_and(|found| {
            found.value == 1.0 && found.interval.is_none() && found.coefficient == Coefficient::SpearmanBrown
        }));
        Ok(())
    }
}
