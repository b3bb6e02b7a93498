//! What those who did not answer could change.
//!
//! Nothing here assumes anything about them but that their answers would lie
//! in the attainable range.

use super::interval::{Interval, level_of};
use super::stratified::{Stratum, normalised_weights, weighted_sum};

/// The estimate as a function of the silent people: if their mean were m, the
/// estimate over everyone would be `known + silent_share × m`.
///
/// For one group of n answers from N people that is (n x̄ + (N-n) m)/N. For
/// several groups with weights w_h, which sum to 1, it is
/// Σ w_h (n_h x̄_h + (N_h - n_h) m)/N_h: one common mean of all who are silent.
/// People who answered but got no score are silent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Silence {
    known: f64,
    silent_share: f64,
    estimate: f64,
}

/// Which answers of the silent people would change the level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BreakEven {
    /// Nobody is silent: the level is that of everyone.
    NobodySilent,
    /// No attainable answers of the silent people would change it.
    Impossible,
    /// They would raise it to `level` if their mean were at least `mean`.
    Raises {
        /// The mean of the silent people, in the unit of the values.
        mean: f64,
        /// The level reached, as an index: the number of cuts reached.
        level: usize,
    },
    /// They would lower it to `level` if their mean were below `mean`.
    Lowers {
        /// The mean of the silent people, in the unit of the values.
        mean: f64,
        /// The level fallen to, as an index: the number of cuts reached.
        level: usize,
    },
}

impl Silence {
    /// From groups as in
    /// [`stratified_estimate`](super::stratified::stratified_estimate); one
    /// group for a plain mean.
    ///
    /// None if a group has no roster or one that is smaller than its answers,
    /// or if the groups give no estimate.
    pub fn new(strata: &[Stratum]) -> Option<Self> {
        let weights = normalised_weights(strata)?;
        let answered = strata
            .iter()
            .map(|stratum| {
                let roster = stratum.roster.filter(|&roster| roster >= stratum.sample.n)?;
                Some(stratum.sample.n as f64 / roster as f64)
            })
            .collect::<Option<Vec<_>>>()?;
        let shares = answered.iter().zip(strata);
        Some(Self {
            known: weighted_sum(
                &weights,
                shares.map(|(share, stratum)| share * stratum.sample.mean),
            ),
            silent_share: weighted_sum(&weights, answered.iter().map(|share| 1.0 - share)),
            estimate: weighted_sum(&weights, strata.iter().map(|stratum| stratum.sample.mean)),
        })
    }

    /// Whether somebody did not answer.
    pub fn anyone(&self) -> bool {
        self.silent_share > 0.0
    }

    /// The estimate over everyone if the mean of the silent people were `mean`.
    pub fn estimate_if(&self, mean: f64) -> f64 {
        self.known + self.silent_share * mean
    }

    /// The lowest and the highest estimate that any attainable answers of the
    /// silent people allow.
    pub fn bounds(&self, attainable: Interval) -> Interval {
        Interval {
            low: self.estimate_if(attainable.low),
            high: self.estimate_if(attainable.high),
        }
        .clipped(attainable)
    }

    /// The mean of the silent people at which the estimate over everyone would
    /// lie on the cut: (N c - n x̄)/(N - n) for one group. None if nobody is
    /// silent. It may lie outside the attainable range.
    pub fn break_even(&self, cut: f64) -> Option<f64> {
        self.anyone().then(|| (cut - self.known) / self.silent_share)
    }

    /// The break-even worth printing: of the two cuts around the estimate, the
    /// nearest that attainable answers could cross.
    ///
    /// The nearest cut of all is not always one of these: with an estimate of
    /// 49 and an axis from 30 to 90 the cut at 40 is nearer than the one at 60
    /// and yet may be out of reach while the other is not.
    pub fn nearest(&self, cuts: &[f64], attainable: Interval) -> BreakEven {
        if !self.anyone() {
            return BreakEven::NobodySilent;
        }
        let level = level_of(self.estimate, cuts);
        // On the lower cut itself the level stays.
        let lower = level.checked_sub(1).and_then(|index| {
            let mean = self.break_even(cuts[index])?;
            let change = BreakEven::Lowers { mean, level: index };
            (mean > attainable.low).then_some((self.estimate - cuts[index], change))
        });
        let upper = cuts.get(level).and_then(|cut| {
            let mean = self.break_even(*cut)?;
            let change = BreakEven::Raises {
                mean,
                level: level + 1,
            };
            (mean <= attainable.high).then_some((cut - self.estimate, change))
        });
        match (lower, upper) {
            (Some((down, change)), Some((up, _))) if down <= up => change,
            (_, Some((_, change))) | (Some((_, change)), None) => change,
            (None, None) => BreakEven::Impossible,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tally::Moments;
    use super::*;

    const AXIS: Interval = Interval {
        low: 30.0,
        high: 90.0,
    };
    const CUTS: [f64; 3] = [40.0, 60.0, 80.0];

    fn group(n: u64, mean: f64, roster: Option<u64>) -> Stratum {
        Stratum {
            weight: 1.0,
            sample: Moments {
                n,
                mean,
                variance: Some(1.0),
            },
            roster,
        }
    }

    fn nearest(n: u64, mean: f64, roster: u64) -> Option<BreakEven> {
        Silence::new(&[group(n, mean, Some(roster))]).map(|silence| silence.nearest(&CUTS, AXIS))
    }

    #[test]
    fn nine_of_twelve() {
        let silence = Silence::new(&[group(9, 64.0, Some(12))]);
        assert_eq!(
            silence.map(|silence| silence.bounds(AXIS)),
            Some(Interval {
                low: 55.5,
                high: 70.5
            })
        );
        assert_eq!(silence.and_then(|silence| silence.break_even(60.0)), Some(48.0));
        assert_eq!(
            nearest(9, 64.0, 12),
            Some(BreakEven::Lowers { mean: 48.0, level: 1 })
        );
    }

    #[test]
    fn the_nearest_cut_may_be_out_of_reach() {
        // 40 would need 22, which nobody can give; 60 needs 82.
        assert_eq!(
            nearest(6, 49.0, 9),
            Some(BreakEven::Raises { mean: 82.0, level: 2 })
        );
        assert_eq!(nearest(11, 49.0, 12), Some(BreakEven::Impossible));
        assert_eq!(nearest(9, 49.0, 9), Some(BreakEven::NobodySilent));
        // 40 would need exactly 30 from everybody, and on the cut the level stays.
        assert_eq!(
            nearest(5, 50.0, 10),
            Some(BreakEven::Raises { mean: 70.0, level: 2 })
        );
        // Both in reach: the nearer, and of two equally near the lower.
        assert_eq!(
            nearest(5, 55.0, 15),
            Some(BreakEven::Raises { mean: 62.5, level: 2 })
        );
        assert_eq!(
            nearest(8, 50.0, 40),
            Some(BreakEven::Lowers { mean: 37.5, level: 0 })
        );
        // A mean on the cut: any lower answer would lower it.
        assert_eq!(
            nearest(9, 60.0, 12),
            Some(BreakEven::Lowers { mean: 60.0, level: 1 })
        );
    }

    #[test]
    fn two_groups_share_one_silent_mean() {
        let strata = [group(10, 50.0, Some(20)), group(5, 70.0, Some(5))];
        let silence = Silence::new(&strata);
        // ½ (½·50 + ½ m) + ½·70 = 47.5 + m/4 … known part 12.5 + 35.
        assert_eq!(silence.map(|silence| silence.estimate_if(60.0)), Some(62.5));
        assert_eq!(silence.and_then(|silence| silence.break_even(60.0)), Some(50.0));
        assert_eq!(Silence::new(&[group(10, 50.0, None)]), None);
        assert_eq!(Silence::new(&[group(10, 50.0, Some(9))]), None);
    }
}
