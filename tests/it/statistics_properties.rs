//! What must hold for every input: merging does not depend on order down to
//! the last bit, bounds hold, and nothing is ever NaN or infinite.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use lockstep::number::exact::ExactScore;
use lockstep::statistics::agreement::agreement;
use lockstep::statistics::change::{paired_change, standardised_change};
use lockstep::statistics::crossproducts::Crossproducts;
use lockstep::statistics::distribution::{f_cdf, f_quantile, t_cdf, t_quantile, t_two_sided};
use lockstep::statistics::gap::{Difference, hedges_g, holm, welch};
use lockstep::statistics::interval::{Interval, level_of, mean_estimate, wilson};
use lockstep::statistics::longstring::{Run, RunTally};
use lockstep::statistics::nonresponse::{BreakEven, Silence};
use lockstep::statistics::rank::{probability_of_superiority, rank_test};
use lockstep::statistics::reliability::reliability;
use lockstep::statistics::stratified::{Stratum, effective_size, stratified_estimate};
use lockstep::statistics::tally::{Histogram, ItemCounts, Moments};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;

const AXIS: Interval = Interval {
    low: 20.0,
    high: 100.0,
};
const CUTS: [f64; 3] = [40.0, 60.0, 80.0];

/// Scores as they occur: means of some answers with whole points, on the axis.
fn score() -> impl Strategy<Value = ExactScore> {
    (
        vec(select(vec![20_i64, 30, 40, 50, 60, 70, 80, 90, 100]), 1..8),
        1_i64..1000,
    )
        .prop_map(|(points, weight)| {
            let mut terms: Vec<_> = points
                .iter()
                .map(|&points| (ExactScore::integer(points), 1000))
                .collect();
            terms[0].1 = weight as u64;
            ExactScore::weighted_mean(&terms).expect("weights above zero")
        })
}

fn scores(least: usize, most: usize) -> impl Strategy<Value = Vec<ExactScore>> {
    // Whole groups of equal scores must occur too.
    let any = vec(score(), least..most);
    let equal = (score(), least..most).prop_map(|(score, times)| vec![score; times]);
    proptest::prop_oneof![4 => any, 1 => equal]
}

fn histogram(scores: &[ExactScore]) -> Histogram {
    let mut histogram = Histogram::new();
    for &score in scores {
        histogram.add(score);
    }
    histogram
}

fn moments(scores: &[ExactScore]) -> Moments {
    histogram(scores).moments().expect("not empty")
}

fn permuted<T: Clone + std::fmt::Debug>(values: Vec<T>) -> impl Strategy<Value = (Vec<T>, Vec<T>)> {
    (Just(values.clone()), Just(values).prop_shuffle())
}

fn bits(moments: Option<Moments>) -> Option<(u64, u64, Option<u64>)> {
    moments.map(|found| (found.n, found.mean.to_bits(), found.variance.map(f64::to_bits)))
}

fn finite(values: &[f64]) -> bool {
    values.iter().all(|value| value.is_finite())
}

fn sound(difference: &Difference) -> bool {
    finite(&[difference.value, difference.degrees_of_freedom])
        && finite(&[difference.interval.low, difference.interval.high])
        && difference.standard_error > 0.0
        && difference.interval.contains(difference.value)
        && (0.0..=1.0).contains(&difference.p)
        && (difference.p < 0.05) != difference.interval.contains(0.0)
}

/// Fractions of any size, far beyond what answers give.
fn wild() -> impl Strategy<Value = ExactScore> {
    let small = (-9_i128..9, 1_i128..9);
    let large = (i128::MIN + 1..=i128::MAX, 1..=i128::MAX);
    let near = (
        -1_000_000_000_000_i128..1_000_000_000_000,
        1_i128..1_000_000_000_000,
    );
    proptest::prop_oneof![small, large, near]
        .prop_map(|(top, bottom)| ExactScore::new(top, bottom).expect("valid"))
}

proptest! {
    #[test]
    fn histograms_merge_in_any_order(
        (original, shuffled) in vec(wild(), 0..40).prop_flat_map(permuted),
        cut in 0_usize..40,
    ) {
        let whole = histogram(&original);
        let (left, right) = shuffled.split_at(cut.min(shuffled.len()));
        let (left, right) = (histogram(left), histogram(right));
        let mut one = left.clone();
        one.merge(&right);
        let mut two = right;
        two.merge(&left);
        prop_assert_eq!(&one, &whole);
        prop_assert_eq!(&two, &whole);
        prop_assert_eq!(bits(one.moments()), bits(whole.moments()));
        prop_assert_eq!(bits(two.moments()), bits(whole.moments()));
        prop_assert_eq!(whole.n(), original.len() as u64);
    }

    #[test]
    fn moments_of_real_scores(values in scores(1, 60)) {
        let found = moments(&values);
        let plain: Vec<f64> = values.iter().map(|score| score.to_f64()).collect();
        let mean = plain.iter().sum::<f64>() / plain.len() as f64;
        prop_assert!((found.mean - mean).abs() < 1e-10);
        let (low, high) = (plain.iter().copied().fold(f64::MAX, f64::min), plain.iter().copied().fold(0.0, f64::max));
        prop_assert!(low <= found.mean && found.mean <= high);
        prop_assert_eq!(found.variance.is_none(), values.len() < 2);
        if let Some(variance) = found.variance {
            prop_assert_eq!(variance == 0.0, low == high);
            let naive = plain.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (plain.len() - 1) as f64;
            prop_assert!((variance - naive).abs() <= 1e-10 * naive.max(1.0));
        }
    }

    #[test]
    fn exact_scores_are_ordered((left, right, other) in (wild(), wild(), wild())) {
        prop_assert_eq!(left.cmp(&right), right.cmp(&left).reverse());
        prop_assert_eq!(left == right, left.cmp(&right).is_eq());
        if left <= right && right <= other {
            prop_assert!(left <= other);
        }
        let (a, b) = (left.to_f64(), right.to_f64());
        if (a - b).abs() > 1e-14 * a.abs().max(b.abs()) {
            prop_assert_eq!(a < b, left < right);
        }
    }

    #[test]
    fn weighted_means_lie_between_and_forget_order(
        (original, shuffled) in vec((wild(), 0_u64..5000), 1..9).prop_flat_map(permuted),
    ) {
        let mean = ExactScore::weighted_mean(&original);
        prop_assert_eq!(mean, ExactScore::weighted_mean(&shuffled));
        let used: Vec<_> = original.iter().filter(|term| term.1 > 0).map(|term| term.0.to_f64()).collect();
        prop_assert!(mean.is_none() || !used.is_empty());
        if let Some(mean) = mean {
            let (low, high) = used.iter().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
            let slack = 1e-11 + 1e-14 * low.abs().max(high.abs());
            prop_assert!(low - slack <= mean.to_f64() && mean.to_f64() <= high + slack);
        }
    }

    #[test]
    fn differences_undo_each_other((left, right) in (wild(), wild())) {
        if let (Some(one), Some(two)) = (left.difference(right), right.difference(left)) {
            prop_assert_eq!(one.numerator(), -two.numerator());
            prop_assert_eq!(one.denominator(), two.denominator());
            let plain = left.to_f64() - right.to_f64();
            prop_assert!((one.to_f64() - plain).abs() <= 1e-11 + 1e-14 * left.to_f64().abs().max(right.to_f64().abs()));
        }
    }

    #[test]
    fn crossproducts_merge_in_any_order(
        (original, shuffled) in vec(vec(-3_000_i32..100_000, 4), 0..30).prop_flat_map(permuted),
        cut in 0_usize..30,
    ) {
        let tally = |rows: &[Vec<i32>]| {
            let mut tally = Crossproducts::new(4);
            rows.iter().try_for_each(|row| tally.add(row)).map(|()| tally)
        };
        let whole = tally(&original).expect("four items");
        let (left, right) = shuffled.split_at(cut.min(shuffled.len()));
        let mut merged = tally(right).expect("four items");
        merged.merge(&tally(left).expect("four items")).expect("four items");
        prop_assert_eq!(&merged, &whole);
        if let Some(matrix) = whole.covariance_matrix() {
            let total: f64 = matrix.iter().flatten().sum();
            let direct = whole.total_variance().expect("rows");
            let size: f64 = matrix.iter().flatten().map(|entry| entry.abs()).sum();
            prop_assert!((total - direct).abs() <= 1e-12 * size.max(1.0));
        } else {
            prop_assert!(original.len() < 2);
        }
    }

    #[test]
    fn item_counts_merge_in_any_order(
        (original, shuffled) in vec(0_usize..6, 0..50).prop_flat_map(permuted),
        cut in 0_usize..50,
    ) {
        let tally = |answers: &[usize]| {
            let mut tally = ItemCounts::new(6);
            answers.iter().try_for_each(|&answer| tally.add(answer)).map(|()| tally)
        };
        let whole = tally(&original).expect("six options");
        let (left, right) = shuffled.split_at(cut.min(shuffled.len()));
        let mut merged = tally(right).expect("six options");
        merged.merge(&tally(left).expect("six options")).expect("six options");
        prop_assert_eq!(&merged, &whole);
        if let (Some(deviation), Some(variance)) = (whole.mean_absolute_deviation(), whole.variance()) {
            // The mean deviation is at most the standard deviation.
            prop_assert!(deviation >= 0.0 && deviation <= variance.sqrt() + 1e-12);
        }
    }

    #[test]
    fn intervals_hold_their_estimate(values in scores(1, 40), extra in 0_u64..60, has_roster: bool) {
        let sample = moments(&values);
        let roster = has_roster.then_some(sample.n + extra);
        let estimate = mean_estimate(&sample, roster, AXIS);
        prop_assert!(AXIS.contains(estimate.value));
        if let Ok(sampling) = estimate.sampling {
            prop_assert!(sampling.standard_error > 0.0 && finite(&[sampling.standard_error]));
            prop_assert!(sampling.interval.contains(estimate.value));
            prop_assert!(AXIS.contains(sampling.interval.low) && AXIS.contains(sampling.interval.high));
            let support = estimate.level_support(&CUTS).expect("an interval");
            prop_assert!(support.iter().all(|part| (0.0..=1.0).contains(part)));
            prop_assert!((support.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        } else {
            prop_assert!(sample.variance.is_none_or(|v| v == 0.0) || roster == Some(sample.n));
        }
    }

    #[test]
    fn strata_behave(groups in vec((scores(1, 20), 0_u64..30, 1_u32..1000), 1..6)) {
        let strata: Vec<_> = groups.iter().map(|(values, extra, weight)| Stratum {
            weight: f64::from(*weight),
            sample: moments(values),
            roster: Some(values.len() as u64 + extra),
        }).collect();
        let estimate = stratified_estimate(&strata, AXIS).expect("groups");
        let people: u64 = strata.iter().map(|stratum| stratum.sample.n).sum();
        prop_assert!(AXIS.low - 1e-9 <= estimate.value && estimate.value <= AXIS.high + 1e-9);
        let effective = effective_size(&strata).expect("groups");
        prop_assert!(effective <= people as f64 * (1.0 + 1e-12) && effective > 0.0);
        if let Ok(sampling) = estimate.sampling {
            let freedom = sampling.degrees_of_freedom;
            prop_assert!(freedom >= 1.0 - 1e-9 && freedom <= (people as f64 - 1.0) * (1.0 + 1e-12));
            prop_assert!(finite(&[sampling.standard_error, sampling.interval.low, sampling.interval.high]));
            prop_assert!(sampling.interval.low <= sampling.interval.high);
        }

        let silence = Silence::new(&strata).expect("rosters");
        let bounds = silence.bounds(AXIS);
        prop_assert!(bounds.low <= estimate.value + 1e-9 && estimate.value <= bounds.high + 1e-9);
        prop_assert_eq!(silence.anyone(), strata.iter().any(|stratum| stratum.roster != Some(stratum.sample.n)));
        for cut in CUTS {
            if let Some(mean) = silence.break_even(cut) {
                prop_assert!((silence.estimate_if(mean) - cut).abs() < 1e-9);
            }
        }
        let level = level_of(estimate.value, &CUTS);
        let reach = [bounds.low, bounds.high].map(|end| level_of(end, &CUTS));
        match silence.nearest(&CUTS, AXIS) {
            BreakEven::NobodySilent => prop_assert!(!silence.anyone()),
            BreakEven::Impossible => prop_assert_eq!(reach, [level, level]),
            BreakEven::Raises { mean, level: to } => {
                prop_assert_eq!(to, level + 1);
                prop_assert!(AXIS.contains(mean) && reach[1] >= to);
            }
            BreakEven::Lowers { mean, level: to } => {
                prop_assert_eq!(to + 1, level);
                prop_assert!(AXIS.contains(mean));
            }
        }
    }

    #[test]
    fn gaps_change_sign(one in scores(1, 30), two in scores(1, 30)) {
        let (first, second) = (histogram(&one), histogram(&two));
        let (a, b) = (moments(&one), moments(&two));
        if let (Ok(there), Ok(back)) = (welch(&a, &b), welch(&b, &a)) {
            prop_assert!(sound(&there), "{:?}", there);
            prop_assert_eq!(there.value, -back.value);
            prop_assert_eq!(there.p, back.p);
            prop_assert!(there.largest_possible() >= there.value.abs());
        }
        if let (Ok(there), Ok(back)) = (hedges_g(&a, &b), hedges_g(&b, &a)) {
            prop_assert!(there.is_finite());
            prop_assert_eq!(there, -back);
        }
        if let (Ok(there), Ok(back)) = (rank_test(&first, &second), rank_test(&second, &first)) {
            prop_assert!(there.p > 0.0 && there.p <= 1.0);
            prop_assert!((there.p - back.p).abs() <= 1e-12);
            prop_assert_eq!(there.u + back.u, (a.n * b.n) as f64);
        }
        let superior = probability_of_superiority(&first, &second).expect("answers");
        prop_assert!((0.0..=1.0).contains(&superior));
    }

    #[test]
    fn holm_only_raises(p in vec(proptest::option::of(0.0_f64..=1.0), 0..12)) {
        let adjusted = holm(&p);
        prop_assert_eq!(adjusted.len(), p.len());
        for (before, after) in p.iter().zip(&adjusted) {
            prop_assert_eq!(before.is_none(), after.is_none());
            if let (Some(before), Some(after)) = (before, after) {
                prop_assert!(after >= before && *after <= 1.0);
            }
        }
        for (i, left) in p.iter().enumerate() {
            for (j, right) in p.iter().enumerate() {
                if left.is_some() && left <= right {
                    prop_assert!(adjusted[i] <= adjusted[j]);
                }
            }
        }
    }

    #[test]
    fn agreement_keeps_its_bounds(
        options in 2_usize..8,
        rows in vec(vec(0_usize..8, 5), 0..40),
    ) {
        let mut items = vec![ItemCounts::new(options); 5];
        for row in &rows {
            for (item, answer) in items.iter_mut().zip(row) {
                item.add(answer % options).expect("an option");
            }
        }
        if let Ok(found) = agreement(&items) {
            prop_assert!(found.n >= 5);
            prop_assert!((0.0..=(options - 1) as f64 / 2.0 + 1e-12).contains(&found.deviation));
            prop_assert!(found.r_star <= 1.0 && found.r_star.is_finite());
            prop_assert!((0.0..=1.0).contains(&found.r_wg_uniform));
            prop_assert!(found.r_wg_slight_skew.is_none_or(|r| (0.0..=1.0).contains(&r)));
        } else {
            prop_assert!(rows.len() < 5);
        }
    }

    #[test]
    fn reliability_keeps_its_bounds(items in 2_usize..6, rows in vec(vec(1_i32..5, 6), 0..60)) {
        let mut tally = Crossproducts::new(items);
        for row in &rows {
            let row: Vec<_> = row.iter().take(items).map(|x| 1000 * x).collect();
            tally.add(&row).expect("the right length");
        }
        if let Ok(found) = reliability(&tally) {
            prop_assert!(found.value.is_finite() && found.value <= 1.0);
            if let Some(interval) = found.interval {
                prop_assert!(finite(&[interval.low, interval.high]));
                prop_assert!(interval.contains(found.value) && interval.high <= 1.0);
            }
            for item in found.item_rest.iter().flatten() {
                prop_assert!((-1.0..=1.0).contains(&item.r));
                prop_assert!(item.interval.is_none_or(|interval| interval.contains(item.r)));
            }
            prop_assert!(found.mean_inter_item.is_none_or(|r| (-1.0..=1.0).contains(&r)));
        }
    }

    #[test]
    fn changes_are_sound(values in vec(-30_000_i64..30_000, 1..30)) {
        let differences: Vec<_> = values.iter().map(|&x| ExactScore::from_thousandths(x)).collect();
        let sample = moments(&differences);
        if let Ok(change) = paired_change(&sample) {
            prop_assert!(sound(&change), "{:?}", change);
        }
        if let Ok(standardised) = standardised_change(&sample) {
            prop_assert!(standardised.is_finite());
        }
    }

    #[test]
    fn shares_hold_their_interval(n in 1_u64..2_000_000, part in 0.0_f64..=1.0) {
        let count = ((n as f64 * part) as u64).min(n);
        let share = wilson(count, n).expect("a share");
        prop_assert!(share.interval.contains(share.share));
        prop_assert!(0.0 <= share.interval.low && share.interval.high <= 1.0);
    }

    #[test]
    fn runs_tally(rows in vec(vec(proptest::option::weighted(0.98, 1_u8..4), 0..12), 0..40), cut in 0_usize..40) {
        let tally = |rows: &[Vec<Option<u8>>]| {
            let mut tally = RunTally::default();
            rows.iter().filter_map(|row| Run::of(row)).for_each(|run| tally.add(run));
            tally
        };
        let (left, right) = rows.split_at(cut.min(rows.len()));
        let mut merged = tally(right);
        merged.merge(&tally(left));
        prop_assert_eq!(merged, tally(&rows));
        prop_assert!(merged.flagged() <= merged.assessed);
        for run in rows.iter().filter_map(|row| Run::of(row)) {
            prop_assert!(run.longest >= 1 && run.longest <= run.answers);
        }
    }

    #[test]
    fn distributions_invert(p in 1e-12_f64..1.0, df_log in -0.3_f64..21.0, other_log in 0.0_f64..16.0) {
        let (df, other) = (df_log.exp(), other_log.exp());
        let t = t_quantile(p, df);
        prop_assert!(t.is_finite());
        prop_assert!((t_cdf(t, df) - p).abs() <= 1e-11 * p.max(1e-3), "{} {} {}", p, df, t_cdf(t, df));
        let x = f_quantile(p, df, other);
        prop_assert!(x.is_finite() && x >= 0.0);
        prop_assert!((f_cdf(x, df, other) - p).abs() <= 1e-10, "{} {} {} {}", p, df, other, f_cdf(x, df, other));
    }

    #[test]
    fn distributions_rise_and_stay_finite(
        one in -1e6_f64..1e6, two in -1e6_f64..1e6, scale in -12_i32..1, df_log in -0.3_f64..30.0,
    ) {
        let (df, one, two) = (df_log.exp(), one * 10_f64.powi(scale), two * 10_f64.powi(scale));
        let (low, high) = (one.min(two), one.max(two));
        let (below, above) = (t_cdf(low, df), t_cdf(high, df));
        prop_assert!(finite(&[below, above]) && 0.0 <= below && above <= 1.0);
        prop_assert!(below <= above + 1e-14);
        prop_assert!((0.0..=1.0).contains(&t_two_sided(one, df)));
        prop_assert!((t_cdf(one, df) + t_cdf(-one, df) - 1.0).abs() < 1e-14);
    }
}
