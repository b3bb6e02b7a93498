//! Agreement of the people within one group about one dimension.

use super::tally::ItemCounts;

/// Fewer people than this have no agreement reported.
pub const MINIMUM_PEOPLE: u64 = 5;

/// Fewer people than this have an agreement that is only indicative.
pub const PEOPLE_TO_REPORT: u64 = 10;

/// Variance of the null distribution "slight skew" for five options.
///
/// Source: LeBreton & Senter 2008, ORM 11:815. The distribution is given by
/// its proportions for each number of options, not by a formula, so for other
/// numbers of options this floor has no value.
const SLIGHT_SKEW_OF_FIVE: f64 = 1.34;

/// Room for rounding where a deviation is held against its limit.
const SLACK: f64 = 1e-12;

/// How firm a statement about agreement is, by the number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgreementStanding {
    /// [`MINIMUM_PEOPLE`] to 9 people.
    Indicative,
    /// [`PEOPLE_TO_REPORT`] people or more.
    Reported,
}

/// Why there is no statement about agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAgreement {
    /// Fewer than [`MINIMUM_PEOPLE`] complete rows.
    TooFewPeople {
        /// How many there are.
        n: u64,
    },
    /// No item, or one with fewer than two options.
    NoItems,
    /// The items were answered by different numbers of people, so they are not
    /// counts of complete rows.
    UnequalRows,
}

/// Whether a group agrees, by its mean absolute deviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closeness {
    /// The deviation is at most a sixth of the number of options.
    BroadlyAgree,
    /// It is larger: people do not see this the same way.
    DoNotAgree,
}

/// The words of LeBreton & Senter 2008 for r_wg and r*_wg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Up to .30, negative values included.
    Lacking,
    /// Above .30, up to .50.
    Weak,
    /// Above .50, up to .70.
    Moderate,
    /// Above .70, up to .90.
    Strong,
    /// Above .90.
    VeryStrong,
}

impl Strength {
    /// The word for an unrounded coefficient.
    pub fn of(coefficient: f64) -> Self {
        match coefficient {
            value if value > 0.90 => Self::VeryStrong,
            value if value > 0.70 => Self::Strong,
            value if value > 0.50 => Self::Moderate,
            value if value > 0.30 => Self::Weak,
            _ => Self::Lacking,
        }
    }
}

/// Agreement about one item, in steps of its options.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemAgreement {
    /// Number of options A.
    pub options: usize,
    /// Variance, divisor n - 1, in squared steps.
    pub variance: f64,
    /// Mean absolute deviation from the mean, Σ|x - x̄|/n, in steps.
    pub deviation: f64,
    /// Whether the deviation is at most A/6.
    pub closeness: Closeness,
}

/// Agreement within one group about one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Number of people with a complete row.
    pub n: u64,
    /// Indicative or reported.
    pub standing: AgreementStanding,
    /// Item by item, in the order given.
    pub items: Vec<ItemAgreement>,
    /// AD_M(J): the mean of the items' deviations, in steps.
    pub deviation: f64,
    /// Whether the deviations are on average at most A/6.
    pub closeness: Closeness,
    /// r*_wg(J) with the uniform null: 1 - the mean ratio of item variance to
    /// null variance. At most 1; negative where answers spread more than
    /// chance.
    pub r_star: f64,
    /// The word for `r_star`.
    pub strength: Strength,
    /// r_wg(J) with the uniform null, 0 to 1. Grows with the number of items.
    pub r_wg_uniform: f64,
    /// r_wg(J) with the slight-skew null, 0 to 1; None unless every item has
    /// five options.
    pub r_wg_slight_skew: Option<f64>,
}

/// Agreement of one group about the items of one dimension.
///
/// - AD_M(J), limit A/6 (0.67 for four options, 0.83 for five): Burke & Dunlap
///   2002, ORM 5:159.
/// - r*_wg(J) = 1 - mean(s²/σ²): Lindell, Brandt & Whitney 1999, APM 23:127.
/// - r_wg(J) = J(1-q)/(J(1-q) + q), q = min(mean(s²/σ²), 1): James, Demaree &
///   Wolf 1984, JAP 69:85.
///
/// σ² is the variance that answering at random would give: (A² - 1)/12 for the
/// uniform null. Where the items have different numbers of options A, every
/// variance is divided by its own σ² and every deviation by its own A/6 before
/// the mean is taken; with one A this is the published formula.
///
/// Shapes: one tally for each item, all from the same complete rows. Steps are
/// taken as equally wide.
///
/// # Errors
///
/// [`NoAgreement`].
pub fn agreement(items: &[ItemCounts]) -> Result<Agreement, NoAgreement> {
    let n = items.first().ok_or(NoAgreement::NoItems)?.n();
    if items.iter().any(|item| item.options() < 2) {
        return Err(NoAgreement::NoItems);
    }
    if items.iter().any(|item| item.n() != n) {
        return Err(NoAgreement::UnequalRows);
    }
    if n < MINIMUM_PEOPLE {
        return Err(NoAgreement::TooFewPeople { n });
    }
    let items = items
        .iter()
        .map(|item| {
            let deviation = item.mean_absolute_deviation()?;
            Some(ItemAgreement {
                options: item.options(),
                variance: item.variance()?,
                deviation,
                closeness: closeness(deviation / deviation_limit(item.options())),
            })
        })
        .collect::<Option<Vec<_>>>()
        .ok_or(NoAgreement::TooFewPeople { n })?;
    let mean_of =
        |value: &dyn Fn(&ItemAgreement) -> f64| items.iter().map(value).sum::<f64>() / items.len() as f64;
    let ratio = mean_of(&|item| item.variance / uniform_variance(item.options));
    let skewed = items
        .iter()
        .all(|item| item.options == 5)
        .then(|| mean_of(&|item| item.variance / SLIGHT_SKEW_OF_FIVE));
    let r_star = 1.0 - ratio;
    Ok(Agreement {
        n,
        standing: if n < PEOPLE_TO_REPORT {
            AgreementStanding::Indicative
        } else {
            AgreementStanding::Reported
        },
        deviation: mean_of(&|item| item.deviation),
        closeness: closeness(mean_of(&|item| item.deviation / deviation_limit(item.options))),
        r_star,
        strength: Strength::of(r_star),
        r_wg_uniform: r_wg(items.len(), ratio),
        r_wg_slight_skew: skewed.map(|ratio| r_wg(items.len(), ratio)),
        items,
    })
}

/// The variance of answers spread evenly over A options: (A² - 1)/12.
fn uniform_variance(options: usize) -> f64 {
    let options = options as f64;
    (options * options - 1.0) / 12.0
}

/// The largest deviation that still counts as agreement: A/6 steps.
fn deviation_limit(options: usize) -> f64 {
    options as f64 / 6.0
}

/// Whether a deviation, in multiples of its limit, is within it.
fn closeness(in_limits: f64) -> Closeness {
    if in_limits <= 1.0 + SLACK {
        Closeness::BroadlyAgree
    } else {
        Closeness::DoNotAgree
    }
}

/// r_wg(J) from the mean ratio of item variance to null variance.
fn r_wg(items: usize, ratio: f64) -> f64 {
    let ratio = ratio.min(1.0);
    let agreed = items as f64 * (1.0 - ratio);
    agreed / (agreed + ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(counts: &[u64]) -> ItemCounts {
        ItemCounts::from_counts(counts.to_vec())
    }

    #[test]
    fn refusals() {
        assert_eq!(agreement(&[]), Err(NoAgreement::NoItems));
        assert_eq!(agreement(&[item(&[9])]), Err(NoAgreement::NoItems));
        assert_eq!(
            agreement(&[item(&[3, 3]), item(&[3, 4])]),
            Err(NoAgreement::UnequalRows)
        );
        assert_eq!(
            agreement(&[item(&[2, 2])]),
            Err(NoAgreement::TooFewPeople { n: 4 })
        );
    }

    #[test]
    fn perfect_agreement() {
        let found = agreement(&[item(&[0, 0, 5, 0, 0]), item(&[0, 5, 0, 0, 0])]);
        let perfect = found.is_ok_and(|found| {
            found.deviation == 0.0
                && found.r_star == 1.0
                && found.r_wg_uniform == 1.0
                && found.r_wg_slight_skew == Some(1.0)
                && found.standing == AgreementStanding::Indicative
                && found.strength == Strength::VeryStrong
        });
        assert!(perfect);
    }

    #[test]
    fn a_split_group_does_not_agree() {
        let found = agreement(&[item(&[10, 0, 0, 10])]);
        let split = found.is_ok_and(|found| {
            found.deviation == 1.5
                && found.closeness == Closeness::DoNotAgree
                && found.r_star < 0.0
                && found.r_wg_uniform == 0.0
                && found.r_wg_slight_skew.is_none()
                && found.strength == Strength::Lacking
        });
        assert!(split);
    }

    #[test]
    fn a_deviation_on_the_limit_is_agreement() {
        // Five options, n = 12: Σ|x - x̄| = 10 gives exactly 5/6.
        let found = agreement(&[item(&[0, 5, 2, 5, 0])]);
        assert!(found.is_ok_and(|found| found.closeness == Closeness::BroadlyAgree));
    }

    #[test]
    fn words() {
        let words = [-0.4, 0.30, 0.31, 0.50, 0.7, 0.705, 0.90, 0.95].map(Strength::of);
        use Strength::{Lacking, Moderate, Strong, VeryStrong, Weak};
        assert_eq!(
            words,
            [Lacking, Lacking, Weak, Weak, Moderate, Strong, Strong, VeryStrong]
        );
    }
}
