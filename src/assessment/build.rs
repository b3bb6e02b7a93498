//! Puts the assessment together.

use super::advice::{self, Aim};
use super::anonymity::{self, ContrastFigures};
use super::figures::{Figure, Figures};
use super::known::Known;
use super::setting::Setting;
use super::sides::{side_name, side_names};
use super::tally::{AnswerCounts, Cell, ContrastCounts, NEITHER, Tally, pooled};
use super::uncertainty::{Scores, Spread, attainable, attainable_in};
use super::verdict::{self, Outcome};
use super::{
    Assessment, ByForm, Contrast, ContrastGroup, DimensionResult, DimensionSide, Distance, Estimate, FORMAT,
    Highlights, Method, Next, OptionCount, Overall, PackRef, QuestionResult, QuestionSide, Reason,
    Respondents, Side, Verdict, View, Weighting, absent, difference, findings, fit, likeness, quality, route,
    same, shares,
};
use crate::diagnostic::{Diagnostic, RESULT_ROSTER_EXCEEDED};
use crate::number::CUT_SLACK;
use crate::pack::{LevelIndex, Pack};

/// How many entries each list of highlights has.
const HIGHLIGHTS: usize = 3;

/// The assessment of everybody in `tally`.
///
/// # Errors
/// One diagnostic per side that has more responses than its roster has people.
pub fn assess(pack: &Pack, tally: &Tally, setting: &Setting) -> Result<Assessment, Vec<Diagnostic>> {
    roster_holds(pack, tally.cells.each_ref().map(|cell| cell.read), setting)?;
    let figures = Figures::new(pack, tally, setting);
    let mut known = Known {
        pack,
        figures: &figures,
        setting,
        next: None,
    };
    let outcome = verdict::decide(&known);
    let fit_level = fit::level(pack, setting);
    let aim = outcome
        .as_ref()
        .map(|outcome| aim(pack, outcome.current, fit_level));
    known.next = aim.map(|aim| aim.next);

    let rates = response_rates(tally, setting);
    let contrasted = match figures.view {
        View::Person => Vec::new(),
        View::Team => contrasted(pack, tally, setting, &figures),
    };
    let mut assessment = Assessment {
        format: FORMAT.to_owned(),
        pack: PackRef {
            id: pack.id.clone(),
            version: pack.version.to_string(),
            digest: pack.digest.clone(),
        },
        organization: setting.organization.clone(),
        wave: setting.wave.clone(),
        group: setting.group.clone(),
        view: figures.view,
        respondents: respondents(pack, tally, setting),
        overall: overall(pack, setting, &figures, outcome.as_ref()),
        sides: sides(pack, tally, setting, &figures),
        contrasts: contrasts(pack, tally, &contrasted),
        gap: difference::overall(pack, &figures),
        dimensions: dimensions(pack, setting, &figures, aim),
        questions: questions(pack, &figures),
        people_by_level: shares::people_by_level(pack, &figures),
        highlights: highlights(pack, &figures, aim),
        facts: fit::fact_values(pack, setting),
        fit: fit::assess(pack, setting),
        next: outcome.as_ref().zip(aim).map(|(outcome, aim)| Next {
            level: pack.levels[aim.next].id.clone(),
            from: pack.levels[outcome.current].id.clone(),
            hold: aim.hold,
        }),
        distance: aim.and_then(|aim| distance(pack, &figures, aim)),
        route: outcome.as_ref().and_then(|outcome| route::plan(&known, outcome)),
        steps: aim.map_or_else(Vec::new, |aim| advice::steps(&known, aim)),
        comparison: None,
        answer_quality: quality::assess(&figures),
        findings: findings::findings(&known, tally, &rates),
        suppressed: Vec::new(),
        method: Method {
            minimum_group: figures.minimum,
            named: setting.named,
            missing_rule: missing_rule(pack),
        },
    };
    assessment.suppressed = absent::reasons(pack, &figures, &contrasted, &assessment);
    Ok(assessment)
}

/// Whether no side has more answers than people; `answered` is by side.
pub(super) fn roster_holds(
    pack: &Pack,
    answered: [u64; 3],
    setting: &Setting,
) -> Result<(), Vec<Diagnostic>> {
    let faults: Vec<Diagnostic> = (0..NEITHER)
        .filter_map(|side| {
            let roster = setting.roster[side]?;
            let answered = answered[side];
            (answered > roster).then(|| {
                Diagnostic::new(
                    &RESULT_ROSTER_EXCEEDED,
                    format!("more people of {} answered than its roster has", side_name(pack, side)),
                )
                .found(format!("{answered} answers"))
                .allowed(format!("at most {roster}"))
                .help("correct `roster` in lockstep.json or --roster, or remove answers that do not belong here")
            })
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Next = current if current is at or above the fit, else one above current; never downwards.
fn aim(pack: &Pack, current: LevelIndex, fit: Option<LevelIndex>) -> Aim {
    let top = pack.levels.len().saturating_sub(1);
    let hold = fit.is_some_and(|fit| current >= fit) || current >= top;
    Aim {
        next: if hold { current } else { current + 1 },
        hold,
        fit,
    }
}

fn response_rates(tally: &Tally, setting: &Setting) -> [Option<f64>; 2] {
    [0, 1].map(|side| rate(tally.cells[side].read, setting.roster[side]))
}

pub(super) fn rate(answered: u64, roster: Option<u64>) -> Option<f64> {
    roster
        .filter(|roster| *roster > 0)
        .map(|roster| answered as f64 / roster as f64)
}

fn respondents(pack: &Pack, tally: &Tally, setting: &Setting) -> Respondents {
    let sum = |of: fn(&Cell) -> u64| tally.cells.iter().map(of).sum::<u64>();
    let roster = setting.roster[0]
        .zip(setting.roster[1])
        .map(|(first, second)| first.saturating_add(second));
    let of_sides = tally.cells[..NEITHER].iter().map(|cell| cell.read).sum();
    let short = sum(|cell| cell.short);
    Respondents {
        read: tally.read(),
        scored: sum(|cell| cell.totals.n()),
        partly_scored: sum(|cell| cell.partly_scored),
        unscored: sum(|cell| cell.unscored),
        neither_side: if pack.sides.is_some() {
            tally.cells[NEITHER].read
        } else {
            0
        },
        by_form: ByForm {
            full: tally.read() - short,
            short,
        },
        roster,
        response_rate: rate(of_sides, roster),
        rejected: tally.rejected,
    }
}

fn overall(pack: &Pack, setting: &Setting, figures: &Figures<'_>, outcome: Option<&Outcome>) -> Overall {
    let total = &figures.total;
    let spread = Spread::new(figures, setting, total, attainable(pack), &|cell| &cell.totals);
    let mut estimate = total.headline.estimate(pack);
    let (mut support, mut certainty, mut silence) = (Vec::new(), None, None);
    if let Some(spread) = &spread {
        spread.fill(&mut estimate);
        (support, certainty) = spread.support(pack);
        silence = total
            .headline
            .score()
            .and_then(|score| spread.silence(pack, score));
    }
    let (bounds, break_even) = silence.unzip();
    let id = |level: LevelIndex| pack.levels[level].id.clone();
    let level = outcome.and_then(|outcome| match outcome.verdict {
        Verdict::Level => outcome.levels.first().copied(),
        Verdict::Between | Verdict::NoSharedView => None,
    });
    Overall {
        estimate: Estimate {
            level: level.map(id),
            ..estimate
        },
        verdict: outcome.map(|outcome| outcome.verdict),
        levels: outcome.map_or_else(Vec::new, |outcome| {
            outcome.levels.iter().map(|&level| id(level)).collect()
        }),
        level_before_guards: outcome.map(|outcome| id(outcome.before_guards)),
        guards: outcome.map_or_else(Vec::new, |outcome| outcome.guards.clone()),
        support,
        certainty,
        weighting: outcome.map(|_| {
            if total.sides_equal() {
                Weighting::SidesEqual
            } else {
                Weighting::People
            }
        }),
        people_weighted: total.people.estimate(pack),
        effective_n: spread.as_ref().and_then(Spread::effective_n),
        bounds,
        break_even,
    }
}

fn sides(pack: &Pack, tally: &Tally, setting: &Setting, figures: &Figures<'_>) -> Vec<Side> {
    (0..NEITHER)
        .filter_map(|side| {
            let (id, name) = side_names(pack, side)?;
            let figure = figures.total.sides[side];
            let mut estimate = figure.estimate(pack);
            if let Some(spread) = Spread::of_side(figures, setting, side, figure, attainable(pack), &|cell| {
                &cell.totals
            }) {
                spread.fill(&mut estimate);
            }
            Some(Side {
                id: id.to_owned(),
                name: name.to_owned(),
                answered: tally.cells[side].read,
                estimate,
                roster: setting.roster[side],
                response_rate: rate(tally.cells[side].read, setting.roster[side]),
            })
        })
        .collect()
}

fn dimensions(
    pack: &Pack,
    setting: &Setting,
    figures: &Figures<'_>,
    aim: Option<Aim>,
) -> Vec<DimensionResult> {
    let target = aim.map(|aim| pack.levels[aim.next].cut());
    let gaps = difference::by_dimension(pack, figures);
    pack.dimensions
        .iter()
        .zip(&figures.dimensions)
        .zip(gaps)
        .enumerate()
        .map(|(index, ((dimension, figure), gap))| {
            let range = attainable_in(pack, index);
            let scores: Scores<'_> = &|cell| &cell.dimensions[index];
            let mut estimate = figure.headline.estimate(pack);
            if let Some(spread) = Spread::new(figures, setting, figure, range, scores) {
                spread.fill(&mut estimate);
            }
            let sides = (0..NEITHER)
                .filter_map(|side| {
                    let (id, _) = side_names(pack, side)?;
                    let shown = figure.sides[side];
                    let mut estimate = shown.estimate(pack);
                    if let Some(spread) = Spread::of_side(figures, setting, side, shown, range, scores) {
                        spread.fill(&mut estimate);
                    }
                    Some(DimensionSide {
                        id: id.to_owned(),
                        estimate,
                        agreement: likeness::of_side(figures, index, side),
                    })
                })
                .collect();
            DimensionResult {
                id: dimension.id.clone(),
                name: dimension.name.clone(),
                estimate,
                below_target: figure
                    .headline
                    .score()
                    .zip(target)
                    .map(|(score, target)| (target - score).max(0.0)),
                sides,
                gap,
                reliability: likeness::of_dimension(pack, figures, index),
            }
        })
        .collect()
}

fn questions(pack: &Pack, figures: &Figures<'_>) -> Vec<QuestionResult> {
    (0..pack.questions.len())
        .map(|index| question(pack, figures, index))
        .collect()
}

fn question(pack: &Pack, figures: &Figures<'_>, index: usize) -> QuestionResult {
    let question = &pack.questions[index];
    let figure = &figures.questions[index];
    let nearest = |figure: Figure| {
        figure
            .score()
            .map(|score| question.options[question.nearest(score)].value)
    };
    let counts = pooled(&figures.people, index);
    let person = figures.view == View::Person;
    // Counts of the whole are shown only where no side is small: one side's counts, taken off the
    // whole, would give the other's.
    let shown = figure.headline.score().is_some();
    let countable = person
        || (shown
            && figures.shows_inside(|cell| cell.questions.get(index).map_or(0, AnswerCounts::answered)));
    let options = |counts: &AnswerCounts| {
        question
            .options
            .iter()
            .zip(&counts.options)
            .map(|(option, &count)| OptionCount {
                value: option.value,
                count,
            })
            .collect::<Vec<_>>()
    };
    let sides = (0..NEITHER)
        .filter_map(|side| {
            let (id, _) = side_names(pack, side)?;
            let shown = figure.sides[side];
            Some(QuestionSide {
                id: id.to_owned(),
                n: shown.n(),
                score: shown.score(),
                nearest: nearest(shown),
                counts: (countable && shown.n().is_some())
                    .then(|| {
                        figures
                            .people
                            .get(side)
                            .and_then(|cell| cell.questions.get(index))
                            .map(options)
                    })
                    .flatten(),
            })
        })
        .collect();
    QuestionResult {
        id: question.id.clone(),
        dimension: pack.dimensions[question.dimension].id.clone(),
        name: question.name.clone(),
        estimate: figure.headline.estimate(pack),
        nearest: nearest(figure.headline),
        counts: countable.then(|| options(&counts)),
        upper: if countable && !person {
            shares::upper(question, &counts)
        } else {
            None
        },
        dont_know: countable.then_some(counts.dont_know),
        not_applicable: countable.then_some(counts.not_applicable),
        not_answered: countable.then_some(counts.not_answered),
        not_asked: countable.then_some(counts.not_asked),
        sides,
        difference: figure.difference(),
        scoring: Some(same::scoring(pack, question)),
    }
}

/// The groups of every contrast, as far as they may be shown beside everything else of the run.
fn contrasted(pack: &Pack, tally: &Tally, setting: &Setting, figures: &Figures<'_>) -> Vec<ContrastFigures> {
    let mut found = anonymity::contrasts(pack, tally, figures);
    let of_all = figures.total.headline.reason();
    let of_all = of_all.filter(|reason| matches!(reason, Reason::NobodyOnASide | Reason::FewJoinedOrLeft));
    for (index, contrast) in found.iter_mut().enumerate() {
        let held = setting.held.contrasts.get(index) == Some(&true);
        if let Some(reason) = of_all.or(held.then_some(Reason::FewJoinedOrLeft)) {
            let dimensions = contrast.dimensions.iter_mut().flatten();
            for figure in contrast.totals.iter_mut().chain(dimensions) {
                if of_all.is_some() || figure.score().is_some() {
                    *figure = Figure::Absent(reason);
                }
            }
        }
    }
    found
}

fn contrasts(pack: &Pack, tally: &Tally, shown: &[ContrastFigures]) -> Vec<Contrast> {
    let contrasts = tally.contrasts.iter().zip(shown);
    contrasts
        .map(|(counts, shown)| contrast(pack, counts, shown))
        .collect()
}

fn contrast(pack: &Pack, counts: &ContrastCounts, shown: &ContrastFigures) -> Contrast {
    let attribute = &pack.attributes[counts.attribute];
    let choices = attribute.values.as_deref().unwrap_or_default();
    let groups = choices
        .iter()
        .zip(shown.totals.iter().zip(&shown.dimensions))
        .map(|(choice, (total, dimensions))| ContrastGroup {
            value: choice.value.clone(),
            name: choice.group.clone(),
            estimate: total.estimate(pack),
            dimensions: dimensions.iter().map(|figure| figure.score()).collect(),
        })
        .collect();
    Contrast {
        attribute: attribute.id.clone(),
        groups,
    }
}

fn distance(pack: &Pack, figures: &Figures<'_>, aim: Aim) -> Option<Distance> {
    let score = figures.total.headline.score()?;
    let to = |level: LevelIndex| (pack.levels[level].cut() - score).max(0.0);
    Some(Distance {
        to_next: to(aim.next),
        to_fit: aim.fit.map(to),
        to_top: to(pack.levels.len().saturating_sub(1)),
    })
}

fn highlights(pack: &Pack, figures: &Figures<'_>, aim: Option<Aim>) -> Highlights {
    let mut scored: Vec<(usize, f64)> = figures
        .dimensions
        .iter()
        .enumerate()
        .filter_map(|(index, figure)| Some((index, figure.headline.score()?)))
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    // What is nowhere higher than elsewhere is not strong; what has reached the target is not far.
    let lowest = scored.last().map_or(0.0, |(_, score)| *score);
    let target = aim.map_or(f64::NEG_INFINITY, |aim| pack.levels[aim.next].cut() - CUT_SLACK);
    // With few dimensions the two lists share none: the upper half is strong, the lower is not.
    let each = HIGHLIGHTS.min(scored.len() / 2);
    let ids = |items: &mut dyn Iterator<Item = &(usize, f64)>| {
        items
            .map(|(index, _)| pack.dimensions[*index].id.clone())
            .collect()
    };
    let mut differing: Vec<(usize, f64)> = figures
        .questions
        .iter()
        .enumerate()
        .filter_map(|(index, figure)| Some((index, figure.difference()?.abs())))
        .filter(|(_, difference)| *difference >= pack.reporting.relevant_gap)
        .collect();
    differing.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Highlights {
        strongest: ids(&mut scored.iter().take(each).filter(|(_, score)| *score > lowest)),
        furthest: ids(&mut scored
            .iter()
            .rev()
            .take(each)
            .filter(|(_, score)| *score < target)),
        differ_most: differing
            .iter()
            .take(HIGHLIGHTS)
            .map(|(index, _)| pack.questions[*index].id.clone())
            .collect(),
    }
}

fn missing_rule(pack: &Pack) -> String {
    let share = |thousandths: i64| crate::number::percent(thousandths as f64 / 1_000.0);
    format!(
        "A dimension counts when at least {} of its asked and applicable questions are answered; a total when at \
         least {} of the dimensions count and {} of the asked questions are answered. Nothing is filled in.",
        share(pack.scoring.dimension_minimum),
        share(pack.scoring.total_minimum_dimensions),
        share(pack.scoring.total_minimum_questions)
    )
}
