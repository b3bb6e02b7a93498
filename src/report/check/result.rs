//! What a check found and says of it: what `--format json` writes and every other format is made from.

use serde::Serialize;

use super::{Check, FORMAT};
use crate::assessment::gate::{
    ConditionResult, Demand, Found, Judgement, Kind, Mark, Notice, Obstacle, Origin, Outcome, Severity,
    Verdict,
};
use crate::assessment::{
    Assessment, Certainty, Interval, PackRef, Verdict as LevelVerdict, nobody_on_a_side,
};
use crate::number::CUT_SLACK;
use crate::pack::Pack;
use crate::report::words::{self, check as say};

/// What became of a gate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CheckReport {
    /// `lockstep-check/1`
    #[cfg_attr(test, schemars(extend("const" = FORMAT)))]
    pub(crate) format: &'static str,
    /// What the conditions come to.
    pub(crate) verdict: Verdict,
    /// Whether `--exit-zero` was given.
    pub(crate) exit_zero: bool,
    /// The exit code of the run.
    pub(crate) exit_code: u8,
    /// The verdict in a line.
    pub(crate) headline: String,
    /// How many conditions came out how.
    pub(crate) counts: Counts,
    /// One for each organisation and wave that was judged.
    pub(crate) results: Vec<Round>,
}

/// How many conditions came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Counts {
    /// Hold.
    pub(crate) passed: usize,
    /// Do not hold, and warn.
    pub(crate) warned: usize,
    /// Do not hold, and fail the run.
    pub(crate) failed: usize,
    /// Were not judged.
    pub(crate) skipped: usize,
}

/// One organisation in one wave.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Round {
    /// Which questionnaire.
    pub(crate) pack: PackRef,
    /// Whose; null when the answers name none.
    pub(crate) organization: Option<String>,
    /// Which round; null when the answers name none.
    pub(crate) wave: Option<String>,
    /// The round compared with; null without one, or when it has no name.
    pub(crate) baseline_wave: Option<String>,
    /// What its conditions come to.
    pub(crate) verdict: Verdict,
    /// The conditions, in order.
    pub(crate) conditions: Vec<Line>,
    /// What else deserves to be said.
    pub(crate) notices: Vec<String>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Line {
    /// Such as `score` or `dimension/trust`.
    pub(crate) id: String,
    /// What it is about.
    pub(crate) kind: Kind,
    /// The dimension it is about.
    pub(crate) dimension: Option<String>,
    /// The question it is about.
    pub(crate) question: Option<String>,
    /// The name of the dimension that it, or its question, belongs to.
    pub(crate) dimension_name: Option<String>,
    /// Its name for people.
    pub(crate) name: String,
    /// How much it weighs.
    pub(crate) severity: Severity,
    /// What was asked, in words.
    pub(crate) expected: String,
    /// What was asked.
    pub(crate) limit: Value,
    /// What was found, in words; null where it is not shown or not known.
    pub(crate) found: Option<String>,
    /// What was found: of the two sides the lower one, of a change or a gap with its sign.
    pub(crate) value: Option<Value>,
    /// The range that fits the answers.
    pub(crate) interval: Option<Interval>,
    /// What became of it.
    pub(crate) outcome: Outcome,
    /// What it does to the run.
    pub(crate) verdict: Mark,
    /// One sentence.
    pub(crate) message: String,
    /// Who asks.
    pub(crate) origin: Asker,
}

/// A number or a word.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum Value {
    /// A number.
    Number(f64),
    /// A word.
    Word(String),
}

/// Who asks: a flag, or a place in a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Asker {
    /// The flag.
    pub(crate) flag: Option<&'static str>,
    /// The file.
    pub(crate) file: Option<String>,
    /// Its line.
    pub(crate) line: Option<usize>,
    /// Its column.
    pub(crate) column: Option<usize>,
    /// The JSON pointer of the number.
    pub(crate) pointer: Option<String>,
}

impl CheckReport {
    pub(crate) fn new(check: &Check, pack: &Pack) -> Self {
        let results: Vec<Round> = check
            .judged
            .iter()
            .map(|(judgement, assessment)| round(judgement, assessment, pack))
            .collect();
        let mut counts = Counts::default();
        for line in results.iter().flat_map(|round| &round.conditions) {
            match line.verdict {
                Mark::Pass => counts.passed += 1,
                Mark::Warn => counts.warned += 1,
                Mark::Fail => counts.failed += 1,
                Mark::Skip => counts.skipped += 1,
            }
        }
        let verdict = check.verdict();
        let tallied = say::Tallied {
            passed: counts.passed,
            warned: counts.warned,
            failed: counts.failed,
            skipped: counts.skipped,
        };
        Self {
            format: FORMAT,
            verdict,
            exit_zero: check.exit_zero,
            exit_code: u8::from(check.fails()),
            headline: say::verdict(verdict, tallied, check.exit_zero),
            counts,
            results,
        }
    }
}

impl Line {
    /// What was found, or why there is nothing.
    pub(crate) fn shown(&self) -> &str {
        match (&self.found, self.outcome, self.severity) {
            (Some(found), _, _) => found,
            (None, _, Severity::Off) => say::SWITCHED_OFF,
            (None, Outcome::NotJudged, _) => say::NOTHING_TO_COMPARE,
            (None, _, _) => say::CANNOT_BE_JUDGED,
        }
    }

    /// Whether the message says more than what was asked and what was found.
    pub(crate) fn explains(&self) -> bool {
        self.found
            .as_ref()
            .is_none_or(|found| self.message != say::outcome(found, &self.expected))
    }

    /// Whether it has to be explained below a list of conditions.
    pub(crate) fn needs_explaining(&self) -> bool {
        matches!(self.verdict, Mark::Warn | Mark::Fail) && self.explains()
    }

    /// The message for where nothing else says what was asked for.
    pub(crate) fn alone(&self) -> String {
        if self.explains() {
            say::with_asked(&self.message, &self.expected)
        } else {
            self.message.clone()
        }
    }
}

impl Round {
    /// Whose and when, in a line.
    pub(crate) fn title(&self) -> String {
        say::round(
            self.organization.as_deref(),
            self.wave.as_deref(),
            self.baseline_wave.as_deref(),
        )
    }
}

fn round(judgement: &Judgement, assessment: &Assessment, pack: &Pack) -> Round {
    let writer = Writer {
        judgement,
        assessment,
        pack,
    };
    Round {
        pack: assessment.pack.clone(),
        organization: judgement.organization.clone(),
        wave: judgement.wave.clone(),
        baseline_wave: judgement.baseline_wave.clone(),
        verdict: judgement.verdict(),
        conditions: judgement
            .results
            .iter()
            .map(|result| writer.line(result))
            .collect(),
        notices: judgement.notices.iter().map(|said| notice(said, pack)).collect(),
    }
}

fn notice(notice: &Notice, pack: &Pack) -> String {
    match notice {
        Notice::Replaced(flags) => say::replaced(flags),
        Notice::FirstRun => say::FIRST_RUN_NOTICE.to_owned(),
        Notice::OtherVersion { then, now } => say::other_version(then, now),
        Notice::SameWave => say::SAME_WAVE.to_owned(),
        Notice::BaselineUnused => say::BASELINE_UNUSED.to_owned(),
        Notice::OnePerson => say::ONE_PERSON.to_owned(),
        Notice::NothingJudged => say::NOTHING_JUDGED.to_owned(),
        Notice::NobodyOnASide => nobody_on_a_side(pack),
        Notice::Today(day, said_by) => say::today(&day.to_string(), *said_by),
    }
}

/// What was found, in words and as data.
struct Shown {
    text: String,
    value: Value,
    interval: Option<Interval>,
}

struct Writer<'a> {
    judgement: &'a Judgement,
    assessment: &'a Assessment,
    pack: &'a Pack,
}

impl Writer<'_> {
    fn line(&self, result: &ConditionResult) -> Line {
        let demand = &result.condition.demand;
        let dimension = demand
            .dimension()
            .and_then(|index| self.pack.dimensions.get(index));
        let question = demand.question().and_then(|index| self.pack.questions.get(index));
        let subject = dimension
            .map(|dimension| dimension.name.as_str())
            .or(question.map(|question| question.name.as_str()));
        let kind = demand.kind();
        let part = dimension
            .map(|dimension| &dimension.id)
            .or(question.map(|question| &question.id));
        let since = self.judgement.baseline_wave.as_deref();
        let name = say::name(kind, subject, since);
        let (expected, limit) = self.expected(demand);
        let shown = result.found.as_ref().map(|found| self.found(found, demand));
        Line {
            id: part.map_or_else(|| kind.id().to_owned(), |part| format!("{}/{part}", kind.id())),
            kind,
            dimension: dimension.map(|dimension| dimension.id.clone()),
            question: question.map(|question| question.id.clone()),
            dimension_name: dimension
                .or_else(|| self.pack.dimensions.get(question?.dimension))
                .map(|dimension| dimension.name.clone()),
            severity: result.condition.severity,
            message: self.message(result, &expected, shown.as_ref()),
            name,
            expected,
            limit,
            found: shown.as_ref().map(|shown| shown.text.clone()),
            value: shown.as_ref().map(|shown| shown.value.clone()),
            interval: shown.and_then(|shown| shown.interval),
            outcome: result.outcome,
            verdict: result.mark(),
            origin: asker(&result.condition.origin),
        }
    }

    fn expected(&self, demand: &Demand) -> (String, Value) {
        let count = |count: u64| Value::Number(count as f64);
        match *demand {
            Demand::Answers(least) => (say::at_least(&least.to_string()), count(least)),
            Demand::ResponseRate(least) => (say::of_each_side(&say::share(least)), Value::Number(least)),
            Demand::Age(most) => (say::at_most(&say::days(most)), count(most)),
            Demand::Level(least) => {
                let level = self.pack.levels.get(least);
                let (id, name) = level.map_or_else(Default::default, |level| {
                    (level.id.clone(), say::at_least(&level.name))
                });
                (name, Value::Word(id))
            }
            Demand::Certainty(least) => {
                let word = say::certainty(least);
                (say::at_least(word), Value::Word(word.to_owned()))
            }
            Demand::Score(least) | Demand::Dimension(_, least) | Demand::Question(_, least) => {
                (say::at_least(&words::axis_number(least)), Value::Number(least))
            }
            Demand::Gap(most) => (say::most_points(most), Value::Number(most)),
            Demand::Drop { most, literal, .. } => (say::falls_at_most(most, literal), Value::Number(most)),
        }
    }

    fn found(&self, found: &Found, demand: &Demand) -> Shown {
        let limit = match *demand {
            Demand::ResponseRate(limit)
            | Demand::Score(limit)
            | Demand::Gap(limit)
            | Demand::Dimension(_, limit)
            | Demand::Question(_, limit) => limit,
            Demand::Drop { most, .. } => most,
            _ => 0.0,
        };
        let plain = |text: String, value: Value| Shown {
            text,
            value,
            interval: None,
        };
        match found {
            Found::Answers(count) => plain(count.to_string(), Value::Number(*count as f64)),
            Found::Rates(sides) => {
                let lowest = sides.iter().map(|(_, rate)| *rate).fold(f64::INFINITY, f64::min);
                let shown = |(side, rate): &(String, f64)| (side.clone(), say::share_beside(*rate, limit));
                let sides: Vec<(String, String)> = sides.iter().map(shown).collect();
                plain(say::rates(&sides), Value::Number(lowest))
            }
            Found::Age { days, .. } => plain(say::days(*days), Value::Number(*days as f64)),
            Found::Levels(verdict, levels) => {
                let levels = levels.iter().filter_map(|&level| self.pack.levels.get(level));
                let (ids, names): (Vec<String>, Vec<String>) =
                    levels.map(|level| (level.id.clone(), level.name.clone())).unzip();
                let text = match (verdict, names.as_slice()) {
                    (LevelVerdict::NoSharedView, names) => say::no_shared_view(names),
                    (_, [low, .., high]) => say::between(low, high),
                    (_, names) => words::and(names),
                };
                plain(text, Value::Word(ids.into_iter().next().unwrap_or_default()))
            }
            Found::Certainty(certainty) => {
                let id = match certainty {
                    Certainty::Between => "between",
                    other => say::certainty(*other),
                };
                plain(say::certainty(*certainty).to_owned(), Value::Word(id.to_owned()))
            }
            Found::Score(score, interval) => Shown {
                text: say::beside(*score, limit, 1),
                value: Value::Number(*score),
                interval: interval.clone(),
            },
            Found::Gap(difference, interval) => Shown {
                text: say::apart(&say::beside(difference.abs(), limit, 1)),
                value: Value::Number(*difference),
                interval: interval.clone(),
            },
            Found::Change {
                difference, interval, ..
            } => Shown {
                text: say::with_sign(say::beside(*difference, -limit, 1), *difference),
                value: Value::Number(*difference),
                interval: interval.clone(),
            },
        }
    }

    fn message(&self, result: &ConditionResult, expected: &str, shown: Option<&Shown>) -> String {
        let minimum = self.assessment.method.minimum_group;
        if result.condition.severity == Severity::Off {
            return say::OFF.to_owned();
        }
        if let Some(obstacle) = result.obstacle {
            return match result.outcome {
                Outcome::NotJudged => say::FIRST_RUN.to_owned(),
                _ => say::cannot_be_judged(obstacle, minimum),
            };
        }
        let (Some(found), Some(shown)) = (&result.found, shown) else {
            return say::cannot_be_judged(Obstacle::Hidden(None), minimum);
        };
        let met = result.outcome == Outcome::Met;
        match (found, result.condition.demand) {
            (Found::Answers(count), Demand::Answers(least)) if !met => say::not_yet(*count, least),
            (Found::Age { since, .. }, _) => say::age(&shown.text, *since),
            (
                Found::Score(_, Some(interval)),
                Demand::Score(limit) | Demand::Dimension(_, limit) | Demand::Question(_, limit),
            ) if interval.low < limit + CUT_SLACK && limit < interval.high + CUT_SLACK => {
                say::limit_is_plausible(&shown.text, limit, interval.low, interval.high)
            }
            (Found::Gap(difference, interval), Demand::Gap(limit)) => {
                self.gap(*difference, interval.as_ref(), limit)
            }
            (
                Found::Change {
                    difference,
                    interval,
                    beyond_chance,
                    pairs,
                },
                _,
            ) => {
                say::change(*difference, &shown.text, met, *beyond_chance, interval.as_ref())
                    + &words::of_pairs(*pairs)
            }
            _ => say::outcome(&shown.text, expected),
        }
    }

    /// Who rates the cooperation higher.
    fn gap(&self, difference: f64, interval: Option<&Interval>, limit: f64) -> String {
        let names: Vec<&str> = self
            .assessment
            .sides
            .iter()
            .map(|side| side.name.as_str())
            .collect();
        let (first, second) = match names.as_slice() {
            [first, second] => (*first, *second),
            _ => ("", ""),
        };
        let points = say::beside(difference.abs(), limit, 1);
        if points.trim_start_matches(['0', '.']).is_empty() {
            return say::same_rating(first, second);
        }
        if difference < 0.0 {
            let turned = interval.map(|interval| Interval {
                low: -interval.high,
                high: -interval.low,
                ..interval.clone()
            });
            return say::gap(second, &points, turned.as_ref());
        }
        say::gap(first, &points, interval)
    }
}

fn asker(origin: &Origin) -> Asker {
    match origin {
        Origin::Flag(flag) => Asker {
            flag: Some(flag),
            file: None,
            line: None,
            column: None,
            pointer: None,
        },
        Origin::File(place) => Asker {
            flag: None,
            file: Some(place.file.clone()),
            line: place.line,
            column: place.column,
            pointer: place.pointer.clone(),
        },
    }
}
