//! The changes of `examples/tidewater` against the same numbers computed apart from lockstep, by
//! `tests/reference/trend.py` with SciPy.

use std::fs;
use std::path::Path;

use lockstep::answers::{Defaults, Intake, Kind, Origin, Response, Sink};
use lockstep::assessment::trend::{Course, Round, Source, Step, Trend, trend};
use lockstep::assessment::{self, Change, ChangeMethod, Ledger, Setting, Tally, compare, compare_linked};
use lockstep::pack::{self, Pack, builtin};
use lockstep::scoring::Scorecard;
use serde_json::Value;

const WAVES: [&str; 4] = ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"];

struct Both<'p> {
    pack: &'p Pack,
    tally: Tally,
    ledger: &'p mut Ledger,
    card: Scorecard,
}

impl Sink for Both<'_> {
    fn take(&mut self, response: &Response, _origin: &Origin) {
        let wave = response.wave.as_deref().unwrap();
        self.tally.count(self.pack, response, &mut self.card);
        self.ledger.count(self.pack, wave, response, &mut self.card);
    }
}

fn tidewater() -> (Pack, Vec<Round>, Ledger) {
    let text = builtin::find("sales-marketing").unwrap();
    let pack = pack::load(&lockstep::source::Source::new("pack", text)).unwrap();
    let mut ledger = Ledger::new();
    let rounds = WAVES
        .iter()
        .map(|wave| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join(format!("examples/tidewater/answers/{wave}.ndjson"));
            let mut sink = Both {
                pack: &pack,
                tally: Tally::new(&pack),
                ledger: &mut ledger,
                card: Scorecard::default(),
            };
            let mut intake = Intake::new(&pack);
            let text = fs::read(&path).unwrap();
            intake.read(
                Kind::Ndjson,
                wave,
                Defaults::default(),
                text.as_slice(),
                &mut sink,
            );
            assert!(!intake.finish().diagnostics.has_errors());
            let setting = Setting {
                wave: Some((*wave).to_owned()),
                ..Setting::default()
            };
            Round {
                assessment: assessment::assess(&pack, &sink.tally, &setting).unwrap(),
                source: Source::Answers,
            }
        })
        .collect();
    (pack, rounds, ledger)
}

fn expected() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/trend.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[track_caller]
fn close(found: Option<f64>, expected: &Value, what: &str) {
    let (found, expected) = (found.unwrap(), expected.as_f64().unwrap());
    assert!(
        (found - expected).abs() <= 1e-9 * expected.abs().max(1e-3),
        "{what}: {found} against {expected}"
    );
}

fn find<'v>(list: &'v Value, of: &[(&str, &str)]) -> &'v Value {
    let fits = |row: &&Value| of.iter().all(|(key, value)| row[key] == *value);
    list.as_array().unwrap().iter().find(fits).unwrap()
}

fn same(step: &Step, expected: &Value, what: &str) {
    close(step.difference, &expected["difference"], what);
    close(step.standard_error, &expected["standard_error"], what);
    close(step.df, &expected["df"], what);
    close(
        step.interval.as_ref().map(|range| range.low),
        &expected["low"],
        what,
    );
    close(
        step.interval.as_ref().map(|range| range.high),
        &expected["high"],
        what,
    );
}

fn courses(trend: &Trend) -> Vec<(&str, &str, &Course)> {
    let mut all = vec![("overall", "total", &trend.overall)];
    all.extend(
        trend
            .sides
            .iter()
            .map(|side| (side.id.as_str(), "total", &side.course)),
    );
    all.extend(
        trend
            .dimensions
            .iter()
            .map(|dimension| ("overall", dimension.id.as_str(), &dimension.course)),
    );
    all
}

fn check(trend: &Trend, kind: &str, method: ChangeMethod) {
    let expected = expected();
    for (group, measure, course) in courses(trend) {
        assert_eq!(course.changes.len(), 4);
        for step in &course.changes {
            let (from, to) = (step.from.as_deref().unwrap(), step.to.as_deref().unwrap());
            let what = format!("{kind} {group} {measure} {from} {to}");
            let row = find(
                &expected["steps"],
                &[("measure", measure), ("from", from), ("to", to)],
            );
            same(step, &row[kind][group], &what);
            assert_eq!(step.method, Some(method), "{what}");
            if measure != "total" {
                let marks = find(&expected["marks"], &[("kind", kind), ("from", from), ("to", to)]);
                let mark = marks["beyond_chance"][measure].as_bool();
                assert_eq!(step.beyond_chance, mark, "{what}");
            }
            let count = |of: &str| {
                let sides = ["sales", "marketing"]
                    .iter()
                    .filter(|side| group == "overall" || **side == group);
                sides
                    .map(|side| row["counts"][side][of].as_u64().unwrap())
                    .sum::<u64>()
            };
            if method == ChangeMethod::Paired {
                assert_eq!(
                    [step.pairs, step.joined, step.left],
                    [Some(count("pairs")), Some(count("joined")), Some(count("left"))],
                    "{what}"
                );
            } else {
                assert_eq!(step.pairs, None, "{what}");
            }
        }
    }
}

#[test]
fn people_compared_with_themselves() {
    let (pack, rounds, ledger) = tidewater();
    let trend = trend(&pack, &rounds, Some(&ledger), 5).unwrap();
    check(&trend, "paired", ChangeMethod::Paired);
    let verdicts: Vec<_> = trend
        .overall
        .changes
        .iter()
        .map(|step| {
            (
                step.difference.unwrap() > 0.0,
                step.beyond_chance,
                step.level_changed,
            )
        })
        .collect();
    assert_eq!(
        verdicts,
        [
            (true, Some(true), Some(true)),
            (false, Some(false), Some(false)),
            (false, Some(true), Some(true)),
            (false, Some(false), Some(false)),
        ]
    );
}

#[test]
fn two_groups_that_cannot_be_linked() {
    let (pack, rounds, _) = tidewater();
    check(
        &trend(&pack, &rounds, None, 5).unwrap(),
        "unlinked",
        ChangeMethod::NotLinked,
    );
    // The same from assessments, whose numbers are the same.
    let earlier: Vec<Round> = rounds
        .into_iter()
        .map(|round| Round {
            source: Source::Assessment,
            ..round
        })
        .collect();
    check(
        &trend(&pack, &earlier, Some(&Ledger::new()), 5).unwrap(),
        "unlinked",
        ChangeMethod::NotLinked,
    );
}

#[test]
fn a_baseline_says_the_same() {
    let (pack, rounds, ledger) = tidewater();
    let expected = expected();
    let row = |measure: &str| {
        let of = [("measure", measure), ("from", "2026-Q2"), ("to", "2026-Q3")];
        find(&expected["steps"], &of).clone()
    };
    let check = |change: &Change, expected: &Value, what: &str| {
        close(Some(change.difference), &expected["difference"], what);
        close(
            change.interval.as_ref().map(|range| range.low),
            &expected["low"],
            what,
        );
        close(
            change.interval.as_ref().map(|range| range.high),
            &expected["high"],
            what,
        );
    };
    let then = &rounds[2].assessment;
    for linked in [false, true] {
        let mut now = rounds[3].assessment.clone();
        let kind = if linked {
            compare_linked(
                &pack,
                &mut now,
                then,
                &ledger.links("2026-Q2", "2026-Q3").unwrap(),
            )
            .unwrap();
            "paired"
        } else {
            compare(&pack, &mut now, then).unwrap();
            "unlinked"
        };
        let comparison = now.comparison.unwrap();
        check(&comparison.overall.unwrap(), &row("total")[kind]["overall"], kind);
        for side in comparison.sides {
            check(&side.change.unwrap(), &row("total")[kind][&side.id], kind);
        }
        for dimension in comparison.dimensions {
            check(
                &dimension.change.unwrap(),
                &row(&dimension.id)[kind]["overall"],
                kind,
            );
        }
    }
}
