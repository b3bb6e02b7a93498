//! Charts with what is said of them: names, values, legends and descriptions around the drawings.

use super::Opening;
use super::parts::{Chart, QuestionsView, ShiftsView};
use crate::assessment::Assessment;
use crate::pack::Pack;
use crate::report::chart::answers::{Spread, tone};
use crate::report::chart::shifts::Shifts;
use crate::report::chart::svg::{self, Drawn, Said, shifts as shift, stacks};
use crate::report::chart::{Band, Profile, Row};
use crate::report::content::questions::{Asked, Questions, Sentence};
use crate::report::content::standing;
use crate::report::content::{Block, Section};
use crate::report::words;

const RTL: bool = words::RIGHT_TO_LEFT;

/// A name, a drawing and a value.
pub(super) struct ChartRow {
    pub(super) name: String,
    pub(super) drawing: String,
    pub(super) value: String,
}

/// One question with everything behind it.
pub(super) struct QuestionCard {
    pub(super) asked: Asked,
    pub(super) drawing: String,
    /// Bars of each side: name, drawing, how many.
    pub(super) bars: Vec<(String, String, String)>,
    pub(super) sentences: Vec<SentenceView>,
    /// The sign of the side that rates it higher, its name, and by how much.
    pub(super) higher: Option<(String, String, String)>,
}

/// A possible answer with the signs of the sides whose average lies nearest.
pub(super) struct SentenceView {
    pub(super) tone: &'static str,
    pub(super) sentence: Sentence,
    /// The sign and the name of each.
    pub(super) keys: Vec<(String, String)>,
    pub(super) count: Option<u64>,
}

/// The sign of a side, alone.
pub(super) fn side_key(side: usize, divided: bool) -> String {
    svg::key(Some(side), divided)
}

/// The first screen.
pub(super) fn opening<'a>(section: &'a Section, assessment: &Assessment, pack: &Pack) -> Opening<'a> {
    let headline = section.blocks.iter().find_map(|block| match block {
        Block::Headline(headline) => Some(headline),
        _ => None,
    });
    let gauge = headline.and_then(|headline| {
        let profile = headline.gauge.as_ref()?;
        let row = profile.rows.first()?;
        let values: Vec<String> = headline.sides.iter().map(|side| side.score.clone()).collect();
        let here: Vec<usize> = assessment
            .overall
            .levels
            .iter()
            .filter_map(|level| pack.level(level))
            .collect();
        let name = if values.is_empty() {
            words::OVERALL_ALONE
        } else {
            words::TOGETHER
        };
        let whole = words::evidence(name, Some(&row.value));
        let mut description = vec![described(profile, row, &values)];
        description.extend(assessment.overall.estimate.interval.as_ref().map(|interval| {
            let cuts = pack.cuts();
            let score = |value| crate::number::score(value, &cuts);
            words::described_range(&score(interval.low), &score(interval.high))
        }));
        description.push(described_bands(&profile.bands));
        let drawn = Drawn {
            here: &here,
            whole: &whole,
            sides: &values,
        };
        let description = words::sentences(&description);
        let said = Said {
            title: words::SCALE,
            description: &description,
        };
        Some(svg::gauge(profile, row, &drawn, said, RTL))
    });
    let range = headline
        .and_then(|headline| headline.gauge.as_ref())
        .is_some_and(|gauge| gauge.rows.iter().any(|row| row.range.is_some()));
    Opening {
        gauge,
        range,
        sides: headline
            .map(|headline| headline.sides.as_slice())
            .unwrap_or_default()
            .iter()
            .enumerate()
            .map(|(side, line)| {
                let key = line.mark.map(|_| side_key(side, false)).unwrap_or_default();
                (key, line)
            })
            .collect(),
        texts: section
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect(),
        headline,
    }
}

/// What a row shows, in words; values beside names where they are known.
fn described(profile: &Profile, row: &Row, values: &[String]) -> String {
    let sides: Vec<(String, String)> = profile
        .sides
        .iter()
        .zip(values)
        .map(|(side, value)| (side.name.clone(), value.clone()))
        .collect();
    let whole = if sides.is_empty() {
        words::OVERALL_ALONE
    } else {
        words::OVERALL_MARK
    };
    words::described(&sides, whole, &row.value)
}

fn described_bands(bands: &[Band]) -> String {
    let bands: Vec<(String, String)> = bands
        .iter()
        .map(|band| (band.name.clone(), band.from_text.clone()))
        .collect();
    words::described_bands(&bands)
}

/// What the signs mean.
fn legend(profile: &Profile, divided: bool) -> Vec<(String, String)> {
    let mut legend: Vec<(String, String)> = profile
        .sides
        .iter()
        .enumerate()
        .map(|(side, named)| (side_key(side, false), named.name.clone()))
        .collect();
    let whole = if legend.is_empty() {
        words::OVERALL_ALONE
    } else {
        words::OVERALL_MARK
    };
    legend.push((svg::key(None, false), whole.to_owned()));
    if divided {
        legend.push((side_key(0, true), words::NOT_OF_ONE_MIND.to_owned()));
    }
    legend
}

/// The dimensions.
pub(super) fn profile(profile: &Profile, assessment: &Assessment, pack: &Pack) -> Chart {
    let divided = standing::divided(assessment);
    let table = standing::profile_table(assessment, pack);
    let rows = profile
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let values: Vec<String> = table
                .rows
                .get(index)
                .map(|cells| cells.iter().skip(1).take(profile.sides.len()).cloned().collect())
                .unwrap_or_default();
            let description = described(profile, row, &values);
            let said = Said {
                title: &row.name,
                description: &description,
            };
            let apart = divided.get(index).map(Vec::as_slice).unwrap_or_default();
            let drawn = row.overall.is_some();
            ChartRow {
                name: row.name.clone(),
                drawing: if drawn {
                    svg::dumbbell(profile, row, apart, said, RTL)
                } else {
                    String::new()
                },
                value: row.value.clone(),
            }
        })
        .collect();
    Chart {
        head: if profile.sides.is_empty() {
            ""
        } else {
            words::TOGETHER
        },
        axis: svg::axis(profile, RTL),
        legend: legend(profile, divided.iter().flatten().any(|divided| *divided)),
        rows,
        table,
    }
}

/// Every question: answers where they may be shown, else the sides on the scale.
pub(super) fn questions(questions: Questions) -> QuestionsView {
    let frame = Profile {
        scale: questions.scale,
        end_text: words::axis_number(questions.scale.max),
        bands: questions.bands.clone(),
        sides: questions.sides.clone(),
        rows: Vec::new(),
    };
    let bars = questions.rows.iter().flat_map(|row| &row.stacks);
    let spread = Spread::over(bars.map(|stack| stack.counts.as_slice()));
    let mut notes = vec![words::QUESTIONS_INTRO.to_owned()];
    notes.extend(
        questions
            .options
            .map(|options| words::sentences(&[words::stacks(options), words::NUMBERS_ARE_PEOPLE.to_owned()])),
    );
    notes.extend(questions.no_counts.map(str::to_owned));
    let dumbbells = questions.rows.iter().any(|row| row.stacks.is_empty());
    let stacked = questions.rows.iter().any(|row| !row.stacks.is_empty());
    if dumbbells && stacked {
        let ends = [questions.scale.min, questions.scale.max].map(words::axis_number);
        notes.push(words::some_without_counts(&ends[0], &ends[1]));
    }
    let tones = questions.options.map_or_else(Vec::new, |options| {
        (0..options)
            .map(|place| stacks::tone_class(tone(place, options)))
            .collect()
    });
    let legend = if dumbbells || questions.by_difference {
        self::legend(&frame, false)
    } else {
        Vec::new()
    };
    let head = if questions.by_difference {
        words::TOGETHER_AND_HIGHER
    } else {
        ""
    };
    let cards = questions
        .rows
        .into_iter()
        .map(|asked| card(asked, spread, &frame))
        .collect();
    QuestionsView {
        by_difference: questions.by_difference,
        notes,
        axis: (!stacked).then(|| svg::axis(&frame, RTL)),
        tones,
        head,
        legend,
        cards,
        table: questions.table,
    }
}

fn card(asked: Asked, spread: Option<Spread>, frame: &Profile) -> QuestionCard {
    let stack = |index: usize, thin: bool| {
        let (stack, spread) = (asked.stacks.get(index)?, spread?);
        let parts: Vec<(String, u64)> = asked
            .sentences
            .iter()
            .zip(&stack.counts)
            .map(|(sentence, count)| (sentence.text.clone(), *count))
            .collect();
        let title = words::group_of(&format!("{}, {}", asked.row.name, stack.name), Some(stack.total));
        let description = words::described_counts(&parts);
        let said = Said {
            title: &title,
            description: &description,
        };
        Some(stacks::bar(spread, &stack.counts, thin, said, RTL))
    };
    let dumbbell = || {
        let description = match &asked.apart {
            Some(apart) => {
                words::sentences(&[described(frame, &asked.row, &asked.values), format!("{apart}.")])
            }
            None => described(frame, &asked.row, &asked.values),
        };
        let said = Said {
            title: &asked.row.name,
            description: &description,
        };
        svg::dumbbell(frame, &asked.row, &[], said, RTL)
    };
    let drawing = stack(0, false).unwrap_or_else(dumbbell);
    let mut bars: Vec<(String, String, String)> = Vec::new();
    for (index, of) in asked.stacks.iter().enumerate().skip(1) {
        bars.extend(stack(index, true).map(|drawing| (of.name.clone(), drawing, words::of(of.total))));
    }
    let options = asked.sentences.len();
    let counts = asked.stacks.first().map(|stack| stack.counts.clone());
    let sentences = asked
        .sentences
        .iter()
        .enumerate()
        .map(|(place, sentence)| {
            let mut keys: Vec<(String, String)> = sentence
                .nearest
                .iter()
                .map(|&side| {
                    let name = frame
                        .sides
                        .get(side)
                        .map_or_else(String::new, |side| side.name.clone());
                    (side_key(side, false), name)
                })
                .collect();
            if sentence.nearest_of_all {
                let whole = if frame.sides.is_empty() {
                    words::OVERALL_ALONE
                } else {
                    words::OVERALL_MARK
                };
                keys.push((svg::key(None, false), whole.to_owned()));
            }
            SentenceView {
                tone: stacks::tone_class(tone(place, options)),
                sentence: sentence.clone(),
                keys,
                count: counts.as_ref().and_then(|counts| counts.get(place).copied()),
            }
        })
        .collect();
    let higher = asked.higher.as_ref().map(|(side, points)| {
        let name = frame
            .sides
            .get(*side)
            .map_or_else(String::new, |side| side.name.clone());
        (side_key(*side, false), name, points.clone())
    });
    QuestionCard {
        higher,
        drawing,
        bars,
        sentences,
        asked,
    }
}

/// Changes around zero.
pub(super) fn shifts(shifts: &Shifts) -> ShiftsView {
    let any = |chance| shifts.rows.iter().any(|shift| shift.beyond_chance == chance);
    let mut legend = vec![
        ("low-2", words::LOWER_THAN_BEFORE),
        ("high-2", words::HIGHER_THAN_BEFORE),
    ];
    if any(Some(false)) {
        legend.push(("hollow", words::WITHIN_CHANCE));
    }
    ShiftsView {
        axis: shift::axis(shifts, RTL),
        legend,
        ranges: shifts.rows.iter().any(|shift| shift.range.is_some()),
        rows: shifts
            .rows
            .iter()
            .map(|one| {
                let said = Said {
                    title: &one.name,
                    description: &words::sentences(&[one.value.clone(), one.remark.clone()]),
                };
                ChartRow {
                    name: one.name.clone(),
                    drawing: shift::bar(shifts, one, said, RTL),
                    value: one.value.clone(),
                }
            })
            .collect(),
    }
}
