//! What is said of a trend, in which order.

use crate::assessment::trend::{Course as Ran, Span, Step, Wave};
use crate::assessment::{ChangeMethod, Reason, Trend, Verdict, Weighting};
use crate::number;
use crate::pack::Pack;
use crate::report::chart::course::{Course, Courses, Score, stretch};
use crate::report::chart::shifts::Shift;
use crate::report::chart::{self, Band, Profile, Row, Scale, Side};
use crate::report::content::change;
use crate::report::document::{Block, Document, Headline, Section, SideLine, Table, Waves, id};
use crate::report::words;

/// The document.
pub(in crate::report) fn compose(trend: &Trend, pack: &Pack) -> Document {
    let view = View::new(trend, pack);
    let mut subject = Vec::new();
    subject.extend(trend.organization.clone());
    if let (Some(first), Some(last)) = (trend.waves.first(), trend.waves.last()) {
        subject.push(words::from_to(&name(first), &name(last)));
    }
    let sections = [
        opening(&view),
        rounds(&view),
        dimensions(&view),
        who(&view),
        method(&view),
    ];
    Document {
        title: pack.title.clone(),
        mark: None,
        subject,
        long: false,
        sections: sections
            .into_iter()
            .filter(|section| !section.blocks.is_empty())
            .collect(),
    }
}

/// A trend beside its pack.
struct View<'a> {
    trend: &'a Trend,
    pack: &'a Pack,
    cuts: Vec<f64>,
}

fn name(wave: &Wave) -> String {
    words::wave_name(wave.wave.as_deref())
}

fn ends(step: &Step) -> (String, String) {
    (
        words::wave_name(step.from.as_deref()),
        words::wave_name(step.to.as_deref()),
    )
}

impl<'a> View<'a> {
    fn new(trend: &'a Trend, pack: &'a Pack) -> Self {
        Self {
            trend,
            pack,
            cuts: pack.cuts(),
        }
    }

    fn reason(&self, pointer: &str) -> Option<Reason> {
        let mut hidden = self.trend.suppressed.iter();
        hidden
            .find(|hidden| hidden.pointer == pointer)
            .map(|hidden| hidden.reason)
    }

    /// A value, or the word for why there is none.
    fn value(&self, ran: &Ran, pointer: &str, at: usize) -> String {
        match ran.points.get(at).and_then(|point| point.estimate.score) {
            Some(score) => number::score(score, &self.cuts),
            None => words::absent(self.reason(&format!("{pointer}/points/{at}/score"))).to_owned(),
        }
    }

    fn values(&self, ran: &Ran, pointer: &str) -> Vec<String> {
        (0..ran.points.len())
            .map(|at| self.value(ran, pointer, at))
            .collect()
    }

    /// The latest step of which something is known, by its place; else the latest of all.
    fn latest(&self) -> Option<usize> {
        let steps = &self.trend.overall.changes;
        let next = |known: bool| {
            steps
                .iter()
                .rposition(|step| step.span == Span::Next && (step.difference.is_some() || !known))
        };
        next(true)
            .or_else(|| self.latest_of_dimensions())
            .or_else(|| next(false))
    }

    /// The latest step of which at least a dimension tells something.
    fn latest_of_dimensions(&self) -> Option<usize> {
        (0..self.trend.overall.changes.len()).rev().find(|at| {
            self.trend.dimensions.iter().any(|dimension| {
                dimension
                    .course
                    .changes
                    .get(*at)
                    .is_some_and(|step| step.span == Span::Next && step.difference.is_some())
            })
        })
    }

    /// The latest step if a dimension tells something of it.
    fn latest_known(&self) -> Option<(usize, &'a Step)> {
        let at = self.latest()?;
        let known = self.trend.dimensions.iter().any(|dimension| {
            let step = dimension.course.changes.get(at);
            step.is_some_and(|step| step.difference.is_some())
        });
        Some((at, self.trend.overall.changes.get(at)?)).filter(|_| known)
    }

    fn wave(&self, name: Option<&str>) -> Option<&'a Wave> {
        self.trend.waves.iter().find(|wave| wave.wave.as_deref() == name)
    }

    /// The level of a wave in the middle of a sentence; nothing without one.
    fn level(&self, wave: &Wave) -> Option<String> {
        let verdict = wave.verdict?;
        let names: Vec<&str> = wave
            .levels
            .iter()
            .map(|id| {
                let level = self.pack.level(id);
                level.map_or(id.as_str(), |level| &self.pack.levels[level].name)
            })
            .collect();
        Some(words::level_phrase(&names, verdict != Verdict::NoSharedView))
    }

    /// One step as a sentence.
    fn sentence(&self, step: &Step) -> String {
        let level = |name: &Option<String>| self.wave(name.as_deref()).and_then(|wave| self.level(wave));
        let levels = level(&step.from).zip(level(&step.to));
        let levels = levels.as_ref().map(|(from, to)| (from.as_str(), to.as_str()));
        words::step(step, levels)
    }

    /// The signs of the sides that are shown, in every wave or in none.
    fn sides(&self) -> Vec<Side> {
        let named: Vec<&str> = self.trend.sides.iter().map(|side| side.name.as_str()).collect();
        let shown = self.trend.sides.iter().any(|side| {
            side.course
                .points
                .iter()
                .any(|point| point.estimate.score.is_some())
        });
        if !shown {
            return Vec::new();
        }
        let marks = chart::marks(&named);
        named
            .into_iter()
            .zip(marks)
            .map(|(name, mark)| Side {
                mark,
                name: name.to_owned(),
            })
            .collect()
    }

    fn scale(&self) -> Scale {
        let points = |thousandths| number::ExactScore::from_thousandths(thousandths).to_f64();
        Scale {
            min: points(self.pack.axis.min),
            max: points(self.pack.axis.max),
        }
    }

    fn bands(&self) -> Vec<Band> {
        self.pack
            .levels
            .iter()
            .map(|level| Band {
                name: level.name.clone(),
                from: level.cut(),
                from_text: words::axis_number(level.cut()),
            })
            .collect()
    }
}

/// The latest change, and where things stand.
fn opening(view: &View<'_>) -> Section {
    let steps = &view.trend.overall.changes;
    let latest = view.latest().and_then(|at| steps.get(at));
    let verdict = latest.map_or(words::NO_TREND.to_owned(), |step| {
        words::since_then(words::verdict(step), &ends(step).0)
    });
    let last = view.trend.waves.len().saturating_sub(1);
    let marks = view.sides();
    let sides = view
        .trend
        .waves
        .last()
        .map(|wave| wave.sides.as_slice())
        .unwrap_or_default()
        .iter()
        .enumerate()
        .map(|(index, side)| {
            let ran = view.trend.sides.get(index).map(|side| &side.course);
            let point = ran.and_then(|ran| ran.points.get(last));
            let level = point.and_then(|point| point.estimate.level.as_deref());
            let level = level.and_then(|id| view.pack.level(id));
            SideLine {
                mark: point
                    .and_then(|point| point.estimate.score)
                    .and(marks.get(index))
                    .map(|side| side.mark),
                name: side.name.clone(),
                answered: words::answered(
                    side.answered,
                    side.roster,
                    side.roster
                        .filter(|roster| *roster > 0)
                        .map(|roster| side.answered as f64 / roster as f64),
                ),
                score: ran.map_or_else(String::new, |ran| {
                    view.value(ran, &format!("/sides/{index}"), last)
                }),
                level: level.map_or_else(String::new, |level| view.pack.levels[level].name.clone()),
            }
        })
        .collect();
    let gloss = latest
        .map(|step| view.sentence(step))
        .filter(|text| !text.is_empty());
    Section::opening(vec![Block::Headline(Headline {
        verdict,
        gloss,
        gauge: None,
        remarks: Vec::new(),
        sides,
        first_step: None,
    })])
}

/// Every round on the scale, then every step in words.
fn rounds(view: &View<'_>) -> Section {
    let trend = view.trend;
    let values = view.values(&trend.overall, "/overall");
    let rows = trend
        .waves
        .iter()
        .zip(&trend.overall.points)
        .zip(values)
        .enumerate()
        .map(|(at, ((wave, point), value))| Row {
            name: name(wave),
            overall: point.estimate.score,
            sides: trend
                .sides
                .iter()
                .map(|side| side.course.points.get(at).and_then(|point| point.estimate.score))
                .collect(),
            range: point
                .estimate
                .interval
                .as_ref()
                .map(|interval| (interval.low, interval.high)),
            value,
        })
        .collect();
    let scale = view.scale();
    let score = score(view);
    let mut blocks = vec![Block::Waves(Box::new(Waves {
        chart: Profile {
            scale,
            end_text: words::axis_number(scale.max),
            bands: view.bands(),
            sides: view.sides(),
            rows,
        },
        table: score_table(view, &score),
        score,
    }))];
    let steps: Vec<String> = trend
        .overall
        .changes
        .iter()
        .filter(|step| step.difference.is_some())
        .map(|step| {
            let (from, to) = ends(step);
            words::step_line(&from, &to, words::verdict(step), &view.sentence(step))
        })
        .collect();
    if !steps.is_empty() {
        blocks.push(Block::List(steps));
    }
    blocks.extend(absent(view).into_iter().map(Block::Text));
    Section::new(id::WAVES, words::WAVE_BY_WAVE, blocks)
}

/// Why rounds and steps are missing.
fn absent(view: &View<'_>) -> Vec<String> {
    let trend = view.trend;
    let minimum = trend.method.minimum_group;
    let mut sentences: Vec<String> = trend
        .waves
        .iter()
        .enumerate()
        .filter(|(at, _)| {
            let point = trend.overall.points.get(*at);
            point.is_some_and(|point| point.estimate.score.is_none())
        })
        .map(|(at, wave)| {
            let reason = view.reason(&format!("/overall/points/{at}/score"));
            let others: Vec<String> = trend
                .dimensions
                .iter()
                .enumerate()
                .filter(|(index, _)| {
                    view.reason(&format!("/dimensions/{index}/points/{at}/score"))
                        == Some(Reason::OtherQuestions)
                })
                .map(|(_, dimension)| dimension.name.clone())
                .collect();
            let all = others.len() == trend.dimensions.len();
            let others = if all { &[][..] } else { &others };
            words::wave_absent(view.pack, &name(wave), reason, minimum, others)
        })
        .collect();
    for step in trend
        .overall
        .changes
        .iter()
        .filter(|step| step.span == Span::Whole)
    {
        let both = [&step.from, &step.to].into_iter().all(|end| {
            let at = trend.waves.iter().position(|wave| wave.wave == *end);
            at.and_then(|at| trend.overall.points.get(at))
                .is_some_and(|point| point.estimate.score.is_some())
        });
        if both && step.difference.is_none() {
            let (from, to) = ends(step);
            sentences.push(words::whole_absent(&from, &to, minimum));
        }
    }
    sentences
}

/// The dimensions over the rounds, and which of them changed of late.
fn dimensions(view: &View<'_>) -> Section {
    let trend = view.trend;
    let shown = |ran: &Ran| ran.points.iter().any(|point| point.estimate.score.is_some());
    if !trend.dimensions.iter().any(|dimension| shown(&dimension.course)) {
        return Section::new(id::DIMENSIONS, words::DIMENSIONS, Vec::new());
    }
    let mut blocks = vec![Block::Courses(courses(view))];
    let mut title = words::DIMENSIONS.to_owned();
    if let Some((at, latest)) = view.latest_known() {
        title = words::dimensions_since(&ends(latest).0);
        let steps = || {
            let dimensions = trend.dimensions.iter();
            dimensions.filter_map(|dimension| Some((&dimension.name, dimension.course.changes.get(at)?)))
        };
        let rows = steps().filter_map(|(name, step)| {
            Some(Shift {
                name: name.clone(),
                points: step.difference?,
                range: step
                    .interval
                    .as_ref()
                    .map(|interval| (interval.low, interval.high)),
                beyond_chance: step.beyond_chance,
                value: words::change(step.difference?),
                remark: words::verdict_word(words::verdict(step)).to_owned(),
            })
        });
        blocks.extend(change::block(rows.collect()));
        let judged = || steps().filter_map(|(_, step)| step.beyond_chance);
        if judged().next().is_some() && !judged().any(|beyond| beyond) {
            blocks.push(Block::Text(words::NO_DIMENSION_CHANGED.to_owned()));
        }
        let moved = |count: Option<u64>| count.is_some_and(|count| count > 0);
        let paired = latest.method == Some(ChangeMethod::Paired);
        if paired && (moved(latest.joined) || moved(latest.left)) {
            blocks.push(Block::Aside(words::PAIRS_AND_SCORES.to_owned()));
        }
    }
    Section::new(id::DIMENSIONS, &title, blocks)
}

fn courses(view: &View<'_>) -> Courses {
    let trend = view.trend;
    let latest = view.latest_known();
    let all = trend
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.course.points)
        .filter_map(|point| point.estimate.score);
    Courses {
        scale: stretch(view.scale(), all),
        cuts: view.cuts.clone(),
        waves: trend.waves.iter().map(name).collect(),
        heads: [words::DIMENSION, "", words::CHANGE].map(str::to_owned),
        rows: trend
            .dimensions
            .iter()
            .enumerate()
            .map(|(index, dimension)| {
                let pointer = format!("/dimensions/{index}");
                let step = latest.and_then(|(at, _)| Some((at, dimension.course.changes.get(at)?)));
                Course {
                    name: dimension.name.clone(),
                    points: dimension
                        .course
                        .points
                        .iter()
                        .map(|point| point.estimate.score)
                        .collect(),
                    values: view.values(&dimension.course, &pointer),
                    change: step.map_or_else(String::new, |(at, step)| match step.difference {
                        Some(difference) => words::change(difference),
                        None => words::absent(view.reason(&format!("{pointer}/changes/{at}/difference")))
                            .to_owned(),
                    }),
                }
            })
            .collect(),
    }
}

/// The score over the rounds, for a drawing.
fn score(view: &View<'_>) -> Score {
    let trend = view.trend;
    let scores =
        |ran: &Ran| -> Vec<Option<f64>> { ran.points.iter().map(|point| point.estimate.score).collect() };
    let ranges: Vec<Option<(f64, f64)>> = trend
        .overall
        .points
        .iter()
        .map(|point| {
            let interval = point.estimate.interval.as_ref()?;
            Some((interval.low, interval.high))
        })
        .collect();
    let sides: Vec<(Side, Vec<Option<f64>>)> = view
        .sides()
        .into_iter()
        .zip(&trend.sides)
        .map(|(side, ran)| (side, scores(&ran.course)))
        .collect();
    let whole = scores(&trend.overall);
    let all = whole
        .iter()
        .chain(sides.iter().flat_map(|(_, points)| points))
        .flatten()
        .copied()
        .chain(ranges.iter().flatten().flat_map(|(low, high)| [*low, *high]));
    Score {
        scale: stretch(view.scale(), all),
        bands: view.bands(),
        waves: trend.waves.iter().map(name).collect(),
        values: view.values(&trend.overall, "/overall"),
        whole,
        ranges,
        sides,
    }
}

/// The numbers behind the course of the score.
fn score_table(view: &View<'_>, score: &Score) -> Table {
    let shown = |value: f64| number::score(value, &view.cuts);
    let mut header = vec![words::WAVE.to_owned()];
    header.extend(score.sides.iter().map(|(side, _)| side.name.clone()));
    header.extend([words::TOGETHER, words::RANGE, words::LEVEL].map(str::to_owned));
    let rows = score
        .waves
        .iter()
        .enumerate()
        .map(|(at, wave)| {
            let mut row = vec![wave.clone()];
            row.extend(score.sides.iter().map(|(_, points)| {
                let value = points.get(at).copied().flatten();
                value.map_or_else(String::new, shown)
            }));
            row.push(score.values.get(at).cloned().unwrap_or_default());
            let range = score.ranges.get(at).copied().flatten();
            row.push(range.map_or_else(String::new, |(low, high)| words::range(&shown(low), &shown(high))));
            let level = view.trend.waves.get(at).and_then(|wave| {
                let id = wave.level_before_guards.as_deref()?;
                view.pack
                    .level(id)
                    .map(|level| view.pack.levels[level].name.clone())
            });
            row.push(level.unwrap_or_default());
            row
        })
        .collect();
    Table {
        header,
        rows,
        text_last: true,
    }
    .filled()
}

/// Who answered in each round, and how many of them before.
fn who(view: &View<'_>) -> Section {
    let trend = view.trend;
    let mut header = vec![words::WAVE.to_owned()];
    let sides = trend
        .waves
        .last()
        .map(|wave| wave.sides.as_slice())
        .unwrap_or_default();
    header.extend(sides.iter().map(|side| side.name.clone()));
    if sides.is_empty() {
        header.push(words::WHO_ANSWERED.to_owned());
    }
    header.extend([words::BOTH_TIMES, words::JOINED, words::LEFT].map(str::to_owned));
    let rows = trend
        .waves
        .iter()
        .enumerate()
        .map(|(at, wave)| {
            let mut row = vec![name(wave)];
            row.extend(wave.sides.iter().map(|side| side.answered.to_string()));
            if wave.sides.is_empty() {
                row.push(wave.read.to_string());
            }
            let before = at.checked_sub(1).and_then(|before| trend.waves.get(before));
            let step = before.and_then(|before| {
                trend
                    .overall
                    .changes
                    .iter()
                    .find(|step| step.from == before.wave && step.to == wave.wave)
            });
            let counts = step.map_or([None; 3], |step| [step.pairs, step.joined, step.left]);
            row.extend(counts.map(|count| count.map_or_else(String::new, |count| count.to_string())));
            row
        })
        .collect();
    let table = Table {
        header,
        rows,
        text_last: false,
    };
    // Steps of one kind together; they are named only where there are several kinds.
    let mut kinds: Vec<((ChangeMethod, bool), Vec<String>)> = Vec::new();
    for step in &trend.overall.changes {
        let Some(method) = step.method else { continue };
        let (from, to) = ends(step);
        let step_name = words::from_to(&from, &to);
        let kind = (method, step.pairs.is_some());
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, steps)) => steps.push(step_name),
            None => kinds.push((kind, vec![step_name])),
        }
    }
    let one = kinds.len() == 1;
    let compared: Vec<String> = kinds
        .into_iter()
        .map(|((method, known), steps)| words::compared(method, known, if one { &[] } else { &steps }))
        .collect();
    let mut blocks = vec![Block::Table(table.filled())];
    blocks.extend(compared.into_iter().map(Block::Text));
    Section::new(id::WHO, words::WHO_ANSWERED, blocks)
}

fn method(view: &View<'_>) -> Section {
    let method = &view.trend.method;
    let lines = words::trend_method(
        method.minimum_group,
        method.pairs_to_show,
        method.pairs_to_interpret,
        method.support_for_level,
        method.dimensions_tested,
        view.trend.weighting == Weighting::SidesEqual,
    );
    Section::new(id::COMPARED, words::HOW_COMPARED, vec![Block::List(lines)]).folded()
}
