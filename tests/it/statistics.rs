//! Every number against R, SciPy, statsmodels and pingouin.
//!
//! The expected values and the real answers behind them lie in
//! `tests/reference/`, beside the scripts that made them and with the versions
//! used written into them. Nothing but the files is needed to run this.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use lockstep::number::exact::ExactScore;
use lockstep::statistics::agreement::agreement;
use lockstep::statistics::change::{paired_change, standardised_change, unlinked_change};
use lockstep::statistics::crossproducts::Crossproducts;
use lockstep::statistics::gap::{Difference, hedges_g, holm, welch};
use lockstep::statistics::interval::{Interval, mean_estimate, wilson};
use lockstep::statistics::linear::{Program, Solver, Terms, value};
use lockstep::statistics::longstring::Run;
use lockstep::statistics::rank::{RankMethod, probability_of_superiority, rank_test};
use lockstep::statistics::reliability::{Coefficient, reliability};
use lockstep::statistics::stratified::{Stratum, stratified_estimate};
use lockstep::statistics::tally::{Histogram, ItemCounts, Moments};
use lockstep::statistics::{distribution, reliability as reliability_module};
use serde_json::Value;

/// The unclipped axis: R clips nothing.
const ANYWHERE: Interval = Interval {
    low: f64::MIN,
    high: f64::MAX,
};

fn read(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reference")
        .join(file);
    let text = fs::read_to_string(path).expect("a file beside the scripts");
    serde_json::from_str(&text).expect("JSON")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number, not {value}"))
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

fn list(value: &Value) -> &[Value] {
    value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn whole(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| panic!("a whole number, not {value}"))
}

/// Checks one number to a relative accuracy (absolute below 1).
#[track_caller]
fn same_to(accuracy: f64, what: &str, found: f64, expected: f64) {
    let allowed = accuracy * expected.abs().max(if accuracy > 1e-9 { 1.0 } else { 1e-3 });
    assert!(
        (found - expected).abs() <= allowed,
        "{what}: {found}, not {expected}"
    );
}

#[track_caller]
fn same(what: &str, found: f64, expected: f64) {
    same_to(1e-11, what, found, expected);
}

/// p values are held to a relative accuracy however small they are.
#[track_caller]
fn same_p(what: &str, found: f64, expected: f64) {
    assert!(
        (found / expected - 1.0).abs() <= 1e-8,
        "{what}: {found:e}, not {expected:e}"
    );
}

/// One set of answers.
struct Answers {
    low: i64,
    high: i64,
    groups: Vec<i64>,
    /// As answered.
    raw: Vec<Vec<Option<i64>>>,
    /// With reverse-keyed items mirrored.
    keyed: Vec<Vec<Option<i64>>>,
}

impl Answers {
    fn read(data: &Value, name: &Value) -> Self {
        let set = &data[name.as_str().expect("a name")];
        let (low, high) = (whole(&set["low"]), whole(&set["high"]));
        let reverse = numbers(&set["reverse"]);
        let raw: Vec<Vec<Option<i64>>> = list(&set["rows"])
            .iter()
            .map(|row| list(row).iter().map(Value::as_i64).collect())
            .collect();
        let mirror = |(j, answer): (usize, &Option<i64>)| {
            answer.map(|x| if reverse[j] == 1.0 { low + high - x } else { x })
        };
        let keyed = raw
            .iter()
            .map(|row| row.iter().enumerate().map(mirror).collect())
            .collect();
        Self {
            low,
            high,
            groups: list(&set["group"]).iter().map(whole).collect(),
            raw,
            keyed,
        }
    }

    /// The exact score of one row, by the half rule.
    fn score(row: &[Option<i64>]) -> Option<ExactScore> {
        let answered: Vec<i64> = row.iter().flatten().copied().collect();
        if 2 * answered.len() < row.len() {
            return None;
        }
        ExactScore::new(i128::from(answered.iter().sum::<i64>()), answered.len() as i128)
    }

    fn histogram(&self, group: i64) -> Histogram {
        let mut histogram = Histogram::new();
        for (row, own) in self.keyed.iter().zip(&self.groups) {
            if *own == group
                && let Some(score) = Self::score(row)
            {
                histogram.add(score);
            }
        }
        histogram
    }

    fn moments(&self, group: i64) -> Moments {
        self.histogram(group).moments().expect("scores")
    }
}

/// Keyed or raw complete rows among the first rows.
fn crossproducts(rows: &[Vec<Option<i64>>], first: usize) -> Crossproducts {
    let mut tally = Crossproducts::new(rows[0].len());
    for row in rows.iter().take(first) {
        let complete: Option<Vec<i32>> = row
            .iter()
            .map(|answer| answer.and_then(|x| i32::try_from(1000 * x).ok()))
            .collect();
        if let Some(complete) = complete {
            tally.add(&complete).expect("the right length");
        }
    }
    tally
}

#[track_caller]
fn same_difference(what: &str, found: &Difference, expected: &Value) {
    same(what, found.value, number(&expected["value"]));
    if let Some(error) = expected["se"].as_f64() {
        same(what, found.standard_error, error);
    }
    same(what, found.degrees_of_freedom, number(&expected["df"]));
    same(what, found.interval.low, number(&expected["low"]));
    same(what, found.interval.high, number(&expected["high"]));
    same_p(what, found.p, number(&expected["p"]));
}

#[test]
fn distributions() {
    let expected = read("distribution.json");
    for row in list(&expected["t_cdf"]).iter().map(numbers) {
        let [t, df, low, high] = row[..] else {
            panic!("{row:?}")
        };
        let what = format!("t {t} df {df}");
        assert!(
            (distribution::t_cdf(t, df) - low).abs() <= 1e-11 * low.max(1e-3),
            "{what}"
        );
        let two_sided = 2.0 * low.min(high);
        let found = distribution::t_two_sided(t, df);
        assert!(
            (found - two_sided).abs() <= 1e-11 * two_sided,
            "{what}: {found:e} {two_sided:e}"
        );
    }
    for row in list(&expected["t_quantile"]).iter().map(numbers) {
        let [p, df, t] = row[..] else { panic!("{row:?}") };
        let found = distribution::t_quantile(p, df);
        assert!(
            (found - t).abs() <= 1e-11 * t.abs().max(1e-2),
            "t p {p} df {df}: {found} {t}"
        );
    }
    for row in list(&expected["f_cdf"]).iter().map(numbers) {
        let [x, one, two, low, _] = row[..] else {
            panic!("{row:?}")
        };
        let found = distribution::f_cdf(x, one, two);
        assert!(
            (found - low).abs() <= 1e-11,
            "F {x} df {one} {two}: {found:e} {low:e}"
        );
    }
    for row in list(&expected["f_quantile"]).iter().map(numbers) {
        let [p, one, two, x] = row[..] else {
            panic!("{row:?}")
        };
        let found = distribution::f_quantile(p, one, two);
        assert!(
            (found - x).abs() <= 1e-11 * x,
            "F p {p} df {one} {two}: {found} {x}"
        );
    }
    for row in list(&expected["normal_cdf"]).iter().map(numbers) {
        let [z, low, _] = row[..] else { panic!("{row:?}") };
        let found = distribution::normal_cdf(z);
        assert!((found - low).abs() <= 1e-9 * low, "z {z}: {found:e} {low:e}");
    }
    for row in list(&expected["normal_quantile"]).iter().map(numbers) {
        let [p, z] = row[..] else { panic!("{row:?}") };
        let found = distribution::normal_quantile(p);
        assert!(
            (found - z).abs() <= 1e-11 * z.abs().max(1e-3),
            "p {p}: {found} {z}"
        );
    }
}

#[test]
fn moments_and_intervals() {
    let (data, expected) = (read("data.json"), read("expected.json"));
    for row in list(&expected["moments"]) {
        let moments = Answers::read(&data, &row["data"]).moments(whole(&row["group"]));
        assert_eq!(moments.n as f64, number(&row["n"]));
        same_to(1e-13, "mean", moments.mean, number(&row["mean"]));
        same_to(
            1e-13,
            "variance",
            moments.variance.expect("two"),
            number(&row["variance"]),
        );
    }
    for row in list(&expected["intervals"]) {
        let moments = Answers::read(&data, &row["data"]).moments(whole(&row["group"]));
        let estimate = mean_estimate(&moments, row["roster"].as_u64(), ANYWHERE);
        let sampling = estimate.sampling.expect("an interval");
        same("mean", estimate.value, number(&row["value"]));
        same("se", sampling.standard_error, number(&row["se"]));
        same("df", sampling.degrees_of_freedom, number(&row["df"]));
        same("low", sampling.interval.low, number(&row["low"]));
        same("high", sampling.interval.high, number(&row["high"]));
        let support = estimate
            .level_support(&numbers(&row["cuts"]))
            .expect("an interval");
        for (found, expected) in support.iter().zip(numbers(&row["support"])) {
            assert!((found - expected).abs() < 1e-12);
        }
    }
}

#[test]
fn stratified() {
    let (data, expected) = (read("data.json"), read("expected.json"));
    for row in list(&expected["stratified"]) {
        let answers = Answers::read(&data, &row["data"]);
        let rosters = list(&row["rosters"]);
        let strata: Vec<_> = list(&row["groups"])
            .iter()
            .zip(list(&row["weights"]))
            .enumerate()
            .map(|(index, (group, weight))| Stratum {
                weight: number(weight),
                sample: answers.moments(whole(group)),
                roster: rosters.get(index).and_then(Value::as_u64),
            })
            .collect();
        let estimate = stratified_estimate(&strata, ANYWHERE).expect("an estimate");
        let sampling = estimate.sampling.expect("an interval");
        same("value", estimate.value, number(&row["value"]));
        same("effective n", estimate.effective_n, number(&row["effective_n"]));
        same("se", sampling.standard_error, number(&row["se"]));
        same("df", sampling.degrees_of_freedom, number(&row["df"]));
        same("low", sampling.interval.low, number(&row["low"]));
        same("high", sampling.interval.high, number(&row["high"]));
    }
}

#[test]
fn gaps() {
    let data = read("data.json");
    let (r, python) = (read("expected.json"), read("cross_check.json"));
    let mut exact = 0;
    for row in list(&r["gaps"]).iter().chain(list(&python["gaps"])) {
        let answers = Answers::read(&data, &row["data"]);
        let groups = [whole(&row["first"]), whole(&row["second"])];
        let [first, second] = groups.map(|group| answers.histogram(group));
        let what = format!("{} {groups:?}", row["data"]);
        let [one, two] = groups.map(|group| answers.moments(group));
        // Python's scores are rounded to nine decimals, to keep ties together.
        let welch = welch(&one, &two).expect("a test");
        if row["se"].is_null() {
            same_to(2e-8, &what, welch.value, number(&row["value"]));
            same_to(2e-8, &what, welch.degrees_of_freedom, number(&row["df"]));
            same_to(2e-8, &what, welch.interval.low, number(&row["low"]));
            same_to(2e-8, &what, welch.p, number(&row["p"]));
        } else {
            same_difference(&what, &welch, row);
        }
        let rank = rank_test(&first, &second).expect("a test");
        same(&what, rank.u, number(&row["u"]));
        if let Some(p) = row["p_exact"].as_f64() {
            assert_eq!(rank.method, RankMethod::Exact, "{what}");
            same_p(&what, rank.p, p);
            exact += 1;
        } else if rank.method == RankMethod::Asymptotic {
            same_p(&what, rank.p, number(&row["p_asymptotic"]));
        }
        let superiority = probability_of_superiority(&first, &second).expect("answers");
        same(&what, superiority, number(&row["superiority"]));
        if let (Some(cliff), Some(hedges)) = (row["cliff"].as_f64(), row["hedges"].as_f64()) {
            same(&what, 2.0 * superiority - 1.0, cliff);
            same(&what, hedges_g(&one, &two).expect("g"), hedges);
        }
    }
    assert!(exact >= 10);
    for row in list(&r["untied"]) {
        let [first, second] = ["first", "second"].map(|side| {
            let mut histogram = Histogram::new();
            for value in list(&row[side]) {
                histogram.add(ExactScore::integer(whole(value)));
            }
            histogram
        });
        let rank = rank_test(&first, &second).expect("a test");
        assert_eq!(rank.method, RankMethod::Exact);
        same("u", rank.u, number(&row["u"]));
        same_p("untied", rank.p, number(&row["p"]));
    }
    for row in [&r["holm"], &python["holm"]] {
        let p: Vec<_> = numbers(&row["p"]).into_iter().map(Some).collect();
        for (found, expected) in holm(&p).into_iter().zip(numbers(&row["adjusted"])) {
            same("holm", found.expect("tested"), expected);
        }
    }
}

#[test]
fn agreements() {
    let (data, expected) = (read("data.json"), read("expected.json"));
    for row in list(&expected["agreements"]) {
        let answers = Answers::read(&data, &row["data"]);
        let group = whole(&row["group"]);
        let options = usize::try_from(answers.high - answers.low + 1).expect("options");
        let mut items = vec![ItemCounts::new(options); answers.keyed[0].len()];
        let own = answers
            .keyed
            .iter()
            .zip(&answers.groups)
            .filter(|(_, own)| **own == group);
        for row in own.filter_map(|(row, _)| row.iter().copied().collect::<Option<Vec<i64>>>()) {
            for (item, answer) in items.iter_mut().zip(row) {
                let step = usize::try_from(answer - answers.low).expect("a step");
                item.add(step).expect("an option");
            }
        }
        let found = agreement(&items).expect("agreement");
        let what = format!("{} {group}", row["data"]);
        assert_eq!(found.n as f64, number(&row["n"]));
        for (item, variance) in found.items.iter().zip(numbers(&row["variance"])) {
            same(&what, item.variance, variance);
        }
        for (item, deviation) in found.items.iter().zip(numbers(&row["deviation_items"])) {
            same(&what, item.deviation, deviation);
        }
        same(&what, found.deviation, number(&row["deviation"]));
        same(&what, found.r_star, number(&row["r_star"]));
        same(&what, found.r_wg_uniform, number(&row["uniform"]));
        assert_eq!(found.r_wg_slight_skew.is_some(), options == 5);
        if let Some(skew) = found.r_wg_slight_skew {
            same(&what, skew, number(&row["skew"]));
        }
    }
}

#[test]
fn reliabilities() {
    let data = read("data.json");
    let mut seen = BTreeSet::new();
    for row in list(&read("expected.json")["reliabilities"]) {
        let answers = Answers::read(&data, &row["data"]);
        let keyed = row["keyed"].as_bool().expect("keyed or not");
        let rows = if keyed { &answers.keyed } else { &answers.raw };
        let first = usize::try_from(whole(&row["first_rows"])).expect("a count");
        let tally = crossproducts(rows, first);
        let what = format!("{} keyed {keyed} first {first}", row["data"]);
        for (i, line) in list(&row["covariance"]).iter().enumerate() {
            for (j, covariance) in numbers(line).into_iter().enumerate() {
                same(&what, tally.covariance(i, j).expect("rows"), covariance);
            }
        }
        same(
            &what,
            tally.total_variance().expect("rows"),
            number(&row["total_variance"]),
        );
        let found = reliability(&tally).expect("a coefficient");
        assert_eq!(found.n as f64, number(&row["n"]), "{what}");
        let interval = found.interval.expect("an interval");
        if found.coefficient == Coefficient::Alpha {
            same(&what, found.value, number(&row["alpha"]));
            for (expected, ends) in [("psych_feldt", [0, 1]), ("psychometric", [0, 2])] {
                let published = numbers(&row[expected]);
                same(&what, interval.low, published[ends[0]]);
                same(&what, interval.high, published[ends[1]]);
            }
            same(&what, interval.low, number(&row["low"]));
            same(&what, interval.high, number(&row["high"]));
        } else {
            same(&what, found.value, number(&row["standardised"]));
            let double = |r: f64| 2.0 * r / (1.0 + r);
            same(&what, interval.low, double(number(&row["pair_low"])));
            same(&what, interval.high, double(number(&row["pair_high"])));
        }
        same(
            &what,
            found.mean_inter_item.expect("pairs"),
            number(&row["mean_r"]),
        );
        same_item_rest(&what, &found, row);
        seen.insert(format!("{:?} {:?}", found.coefficient, found.standing));
    }
    assert_eq!(seen.len(), 4, "every coefficient in both standings: {seen:?}");

    for row in list(&read("cross_check.json")["reliabilities"]) {
        let answers = Answers::read(&data, &row["data"]);
        let found = reliability(&crossproducts(&answers.keyed, usize::MAX)).expect("a coefficient");
        same("pingouin", found.value, number(&row["alpha"]));
        same_item_rest("scipy", &found, row);
    }
}

#[track_caller]
fn same_item_rest(what: &str, found: &reliability_module::Reliability, row: &Value) {
    for (index, item) in found.item_rest.iter().enumerate() {
        let item = item.expect("variance");
        let interval = item.interval.expect("an interval");
        same(what, item.r, number(&row["rest"][index]));
        same(what, interval.low, number(&row["rest_low"][index]));
        same(what, interval.high, number(&row["rest_high"][index]));
    }
}

#[test]
fn shares() {
    for file in ["expected.json", "cross_check.json"] {
        for row in list(&read(file)["shares"]) {
            let [count, n] = [&row["count"], &row["n"]].map(|value| value.as_u64().expect("a count"));
            let share = wilson(count, n).expect("a share");
            same("low", share.interval.low, number(&row["low"]));
            same("high", share.interval.high, number(&row["high"]));
        }
    }
}

#[test]
fn change() {
    let data = read("data.json");
    let expected = &read("expected.json")["change"];
    let [before, after] = ["before", "after"].map(|name| Answers::read(&data, &name.into()));
    let mut differences = Histogram::new();
    for (one, two) in before.keyed.iter().zip(&after.keyed) {
        if let (Some(one), Some(two)) = (Answers::score(one), Answers::score(two)) {
            differences.add(two.difference(one).expect("it fits"));
        }
    }
    let differences = differences.moments().expect("pairs");
    assert_eq!(differences.n as f64, number(&expected["n"]));
    same_difference(
        "paired",
        &paired_change(&differences).expect("a change"),
        expected,
    );
    let standardised = standardised_change(&differences).expect("a change");
    same("g_z", standardised, number(&expected["standardised"]));
    let unlinked = unlinked_change(&before.moments(1), &after.moments(1)).expect("a change");
    same_difference("unlinked", &unlinked, &expected["unlinked"]);
}

#[test]
fn runs() {
    let data = read("data.json");
    for row in list(&read("expected.json")["runs"]) {
        let answers = Answers::read(&data, &row["data"]);
        assert_eq!(answers.raw.len(), list(&row["longest"]).len());
        for (answered, longest) in answers.raw.iter().zip(list(&row["longest"])) {
            let found = Run::of(answered).map(|run| run.longest as u64);
            assert_eq!(found, longest.as_u64());
        }
    }
}

/// The solver of the anonymity audit against SciPy's HiGHS (`linear.py`): degenerate corners and
/// equations that repeat each other included.
#[test]
fn linear_programs_end_where_another_solver_ends() {
    let reference = read("linear.json");
    let terms = |value: &Value| -> Terms {
        let terms = value.as_array().expect("a list of terms").iter();
        let index = |value: &Value| usize::try_from(value.as_u64().expect("an index")).expect("it is small");
        terms
            .map(|term| (index(&term[0]), term[1].as_f64().expect("a factor")))
            .collect()
    };
    let number = |value: &Value| value.as_f64().expect("a number");
    let mut compared = 0;
    for given in reference["programs"].as_array().expect("programs") {
        let bounds = given["bounds"].as_array().expect("bounds").iter();
        let equations = given["equations"].as_array().expect("equations").iter();
        let program = Program {
            bounds: bounds.map(|pair| (number(&pair[0]), number(&pair[1]))).collect(),
            equations: equations
                .map(|pair| (terms(&pair[0]), number(&pair[1])))
                .collect(),
        };
        let mut solver = Solver::new(&program).expect("it has a solution");
        for asked in given["asked"].as_array().expect("questions") {
            let mean = terms(&asked["terms"]);
            for (sign, end) in [(1.0, "high"), (-1.0, "low")] {
                let goal: Terms = mean.iter().map(|(at, factor)| (*at, factor * sign)).collect();
                solver.maximise(&goal);
                let found = value(&mean, &solver.point().expect("it has a solution"));
                let expected = number(&asked[end]);
                assert!(
                    (found - expected).abs() <= 1e-6 * expected.abs().max(1.0),
                    "{end} of {mean:?}: {found} is not {expected}"
                );
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 720);
}
