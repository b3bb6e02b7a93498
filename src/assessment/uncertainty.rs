//! How sure the headline and the side estimates are, and what the silent people could change.

use super::figures::{Figure, Figures, Sided};
use super::setting::Setting;
use super::tally::Cell;
use super::{Bounds, BreakEven, Certainty, Estimate, Interval, Support, View};
use crate::pack::Pack;
use crate::statistics::interval::{self as ranges, Sampling, mean_estimate};
use crate::statistics::nonresponse::{self, Silence};
use crate::statistics::stratified::{Stratum, stratified_estimate};
use crate::statistics::tally::Histogram;

/// How a t interval is called in the assessment.
const T: &str = "t";
/// With the correction for a known number of people.
const T_ROSTER: &str = "t, roster-corrected";
/// Two sides weighed equally, Satterthwaite's degrees of freedom.
const T_SIDES: &str = "t, sides equal";
/// The same with the correction for known numbers of people.
const T_SIDES_ROSTER: &str = "t, sides equal, roster-corrected";

/// Which scores of a cell an estimate rests on.
pub(super) type Scores<'a> = &'a dyn Fn(&Cell) -> &Histogram;

/// Everything known of the spread behind one figure.
pub(super) struct Spread {
    strata: Vec<Stratum>,
    attainable: ranges::Interval,
    sides_equal: bool,
}

impl Spread {
    /// The scores behind the headline of `figure`; `None` where it is not shown or is one person's.
    pub(super) fn new(
        figures: &Figures<'_>,
        setting: &Setting,
        figure: &Sided,
        attainable: ranges::Interval,
        scores: Scores<'_>,
    ) -> Option<Self> {
        figure.headline.score()?;
        if figures.view == View::Person {
            return None;
        }
        let sides_equal = figure.sides_equal();
        let strata = if sides_equal {
            figures
                .people
                .iter()
                .zip(setting.roster)
                .map(|(cell, roster)| stratum(scores(cell), roster))
                .collect::<Option<_>>()?
        } else {
            let mut pooled = Histogram::default();
            for cell in &figures.people {
                pooled.merge(scores(cell));
            }
            let [first, second] = setting.roster;
            let roster = first
                .zip(second)
                .map(|(first, second)| first.saturating_add(second));
            vec![stratum(&pooled, roster.filter(|_| figures.people.len() == 2))?]
        };
        Some(Self {
            strata,
            attainable,
            sides_equal,
        })
    }

    /// One side by itself.
    pub(super) fn of_side(
        figures: &Figures<'_>,
        setting: &Setting,
        side: usize,
        figure: Figure,
        attainable: ranges::Interval,
        scores: Scores<'_>,
    ) -> Option<Self> {
        figure.score()?;
        let cell = figures.people.get(side)?;
        Some(Self {
            strata: vec![stratum(
                scores(cell),
                setting.roster.get(side).copied().flatten(),
            )?],
            attainable,
            sides_equal: false,
        })
    }

    fn estimate(&self) -> Option<ranges::Estimate> {
        match self.strata.as_slice() {
            [only] => Some(mean_estimate(&only.sample, only.roster, self.attainable)),
            several => stratified_estimate(several, self.attainable),
        }
    }

    /// Adds interval, standard error, degrees of freedom and standard deviation.
    pub(super) fn fill(&self, estimate: &mut Estimate) {
        if let [only] = self.strata.as_slice() {
            estimate.sd = only.sample.variance.map(f64::sqrt);
        }
        let Some(Ok(sampling)) = self.estimate().map(|estimate| estimate.sampling) else {
            return;
        };
        let Sampling {
            standard_error,
            degrees_of_freedom,
            interval,
        } = sampling;
        let corrected = self.strata.iter().any(|stratum| stratum.roster.is_some());
        let method = match (self.sides_equal, corrected) {
            (true, true) => T_SIDES_ROSTER,
            (true, false) => T_SIDES,
            (false, true) => T_ROSTER,
            (false, false) => T,
        };
        estimate.standard_error = Some(standard_error);
        estimate.df = Some(degrees_of_freedom);
        estimate.interval = Some(Interval {
            low: interval.low,
            high: interval.high,
            confidence: ranges::CONFIDENCE,
            method: method.to_owned(),
        });
    }

    /// How the plausible range is spread over the levels, and the word for the level it lies in.
    pub(super) fn support(&self, pack: &Pack) -> (Vec<Support>, Option<Certainty>) {
        let Some(estimate) = self.estimate() else {
            return (Vec::new(), None);
        };
        let Ok(shares) = estimate.level_support(&pack.cuts()) else {
            return (Vec::new(), None);
        };
        let level = pack.level_of_estimate(estimate.value);
        let share = shares.get(level).copied().unwrap_or(0.0);
        let certainty = if share >= pack.reporting.certainty_clear {
            Certainty::Clear
        } else if share >= pack.reporting.certainty_probable {
            Certainty::Probable
        } else {
            Certainty::Between
        };
        let support = pack
            .levels
            .iter()
            .zip(shares)
            .map(|(level, share)| Support {
                level: level.id.clone(),
                share,
            })
            .collect();
        (support, Some(certainty))
    }

    /// How many equally weighted answers carry the same precision; only where sides weigh equally.
    pub(super) fn effective_n(&self) -> Option<f64> {
        (self.sides_equal)
            .then(|| self.estimate().map(|estimate| estimate.effective_n))
            .flatten()
    }

    /// The score if all who are silent had answered lowest or highest, and what they would have
    /// to say to change the level; `None` without rosters or without anybody silent.
    pub(super) fn silence(&self, pack: &Pack, score: f64) -> Option<(Bounds, BreakEven)> {
        let silence = Silence::new(&self.strata)?;
        let cuts = pack.cuts();
        let bounds = silence.bounds(self.attainable);
        let break_even = match silence.nearest(&cuts, self.attainable) {
            nonresponse::BreakEven::NobodySilent => return None,
            nonresponse::BreakEven::Impossible => BreakEven {
                cut: nearest(&cuts, score)?,
                needed: None,
            },
            nonresponse::BreakEven::Raises { mean, level } => BreakEven {
                cut: cuts.get(level.checked_sub(1)?).copied()?,
                needed: Some(mean),
            },
            nonresponse::BreakEven::Lowers { mean, level } => BreakEven {
                cut: cuts.get(level).copied()?,
                needed: Some(mean),
            },
        };
        let bounds = Bounds {
            lowest: bounds.low,
            highest: bounds.high,
        };
        Some((bounds, break_even))
    }
}

fn stratum(scores: &Histogram, roster: Option<u64>) -> Option<Stratum> {
    Some(Stratum {
        weight: 1.0,
        sample: scores.moments()?,
        roster,
    })
}

fn nearest(cuts: &[f64], score: f64) -> Option<f64> {
    cuts.iter()
        .copied()
        .min_by(|a, b| (a - score).abs().total_cmp(&(b - score).abs()))
}

/// The range that totals can take.
pub(super) fn attainable(pack: &Pack) -> ranges::Interval {
    ranges::Interval {
        low: pack.attainable.low,
        high: pack.attainable.high,
    }
}

/// The range that the scores of one dimension can take.
pub(super) fn attainable_in(pack: &Pack, dimension: usize) -> ranges::Interval {
    let mut sums = (0.0, 0.0, 0.0);
    for question in pack.questions_of(dimension).map(|index| &pack.questions[index]) {
        let points = || question.options.iter().map(|option| option.points().to_f64());
        let weight = question.weight as f64;
        sums.0 += weight * points().fold(f64::INFINITY, f64::min);
        sums.1 += weight * points().fold(f64::NEG_INFINITY, f64::max);
        sums.2 += weight;
    }
    if sums.2 > 0.0 {
        ranges::Interval {
            low: sums.0 / sums.2,
            high: sums.1 / sums.2,
        }
    } else {
        attainable(pack)
    }
}
