//! Charts with what is said of them: names, values, legends and descriptions around the drawings.

use std::borrow::Cow;

use super::view::{Chart, ChartRow, Course, Opening, QuestionCard, QuestionsView, SentenceView, ShiftsView};
use crate::report::chart::answers::{Spread, tone};
use crate::report::chart::course::{Courses, Score};
use crate::report::chart::shifts::Shifts;
use crate::report::chart::svg::{self, Drawn, Said, courses as course, shifts as shift, stacks};
use crate::report::chart::{Band, Profile, Row};
use crate::report::document::{Asked, Block, Dimensions, Document, Headline, Questions, Section, Waves, id};
use crate::report::words;

const RTL: bool = words::RIGHT_TO_LEFT;

/// The sign of a side, alone.
pub(super) fn side_key(side: usize, divided: bool) -> String {
    svg::key(Some(side), divided)
}

/// The first screen: what the part without a heading holds, and the score in every wave.
pub(super) fn opening(document: &Document) -> Option<Opening<'_>> {
    let mut sections = document.sections.iter().filter(|_| document.mark.is_none());
    let section = sections.find(|section| section.id == id::OPENING)?;
    let waves = document.sections.iter().flat_map(|section| &section.blocks);
    let mut courses = waves.filter_map(|block| match block {
        Block::Waves(waves) => self::waves(waves),
        _ => None,
    });
    Some(Opening {
        course: courses.next(),
        ..result(section)
    })
}

/// A result as the section that opens it tells of it.
pub(super) fn result(section: &Section) -> Opening<'_> {
    let headline = section.blocks.iter().find_map(|block| match block {
        Block::Headline(headline) => Some(headline),
        _ => None,
    });
    let sides = headline.map_or(&[][..], |headline| headline.sides.as_slice());
    let gauge = headline.and_then(|headline| headline.gauge.as_ref());
    Opening {
        gauge: headline.and_then(self::gauge),
        range: gauge.is_some_and(|gauge| gauge.range.is_some()),
        course: None,
        sides: sides
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

/// The scale with the result on it.
fn gauge(headline: &Headline) -> Option<String> {
    let gauge = headline.gauge.as_ref()?;
    let row = gauge.chart.rows.first()?;
    let values: Vec<String> = headline.sides.iter().map(|side| side.score.clone()).collect();
    let name = if values.is_empty() {
        words::OVERALL_ALONE
    } else {
        words::TOGETHER
    };
    let whole = words::evidence(name, Some(&row.value));
    let mut description = vec![described(&gauge.chart, row, &values)];
    description.extend(
        gauge
            .range
            .as_ref()
            .map(|[low, high]| words::described_range(low, high)),
    );
    description.push(described_bands(&gauge.chart.bands));
    let drawn = Drawn {
        here: &gauge.here,
        whole: &whole,
        sides: &values,
    };
    let description = words::sentences(&description);
    let said = Said {
        title: words::SCALE,
        description: &description,
    };
    Some(svg::gauge(&gauge.chart, row, &drawn, said, RTL))
}

/// The score over the waves; none where no wave is shown.
fn waves(waves: &Waves) -> Option<Course<'_>> {
    let score = &waves.score;
    if score.whole.iter().all(Option::is_none) {
        return None;
    }
    let description = described_course(&score.waves, &score.values);
    let said = Said {
        title: words::SCORE_CHART,
        description: &description,
    };
    let whole = if score.sides.is_empty() {
        words::OVERALL_ALONE
    } else {
        words::OVERALL_MARK
    };
    let sides = score.sides.iter().enumerate();
    let mut legend: Vec<(String, String)> = sides
        .map(|(side, (named, _))| (side_key(side, false), named.name.clone()))
        .collect();
    let mut sign = |of: &str, meaning: &str| legend.push((key(of), meaning.to_owned()));
    sign("dot", whole);
    if score.ranges.iter().any(Option::is_some) {
        sign("spread", words::RANGE_MARK);
    }
    if broken(score) {
        sign("over", words::NOT_SHOWN_MARK);
    }
    Some(Course {
        drawing: course::score(score, said, RTL),
        legend,
        table: &waves.table,
    })
}

/// A sign of a course, alone.
fn key(of: &str) -> String {
    format!("<span class=\"key-{of}\" aria-hidden=\"true\"></span>")
}

/// Whether a wave between two that are shown is not.
fn broken(score: &Score) -> bool {
    let first = score.whole.iter().position(Option::is_some).unwrap_or(0);
    let last = score.whole.iter().rposition(Option::is_some).unwrap_or(0);
    score.whole.iter().take(last).skip(first).any(Option::is_none)
}

/// A number over the waves, in words.
fn described_course(waves: &[String], values: &[String]) -> String {
    let named: Vec<(String, String)> = waves.iter().cloned().zip(values.iter().cloned()).collect();
    words::described_course(&named)
}

/// Each number over the waves.
pub(super) fn courses(courses: &Courses) -> Chart<'_> {
    let rows = courses.rows.iter().map(|one| {
        let description = described_course(&courses.waves, &one.values);
        let said = Said {
            title: &one.name,
            description: &description,
        };
        let shown = one.points.iter().any(Option::is_some);
        ChartRow {
            name: one.name.clone(),
            drawing: if shown {
                course::small(courses, &one.points, &courses.cuts, said, RTL)
            } else {
                String::new()
            },
            value: one.values.last().cloned().unwrap_or_default(),
        }
    });
    Chart {
        head: "",
        axis: String::new(),
        legend: Vec::new(),
        rows: rows.collect(),
        table: Cow::Owned(courses.table()),
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
pub(super) fn profile(dimensions: &Dimensions) -> Chart<'_> {
    let profile = &dimensions.chart;
    let rows = profile.rows.iter().enumerate().map(|(index, row)| {
        let values = dimensions.values.get(index).map_or(&[][..], Vec::as_slice);
        let description = described(profile, row, values);
        let said = Said {
            title: &row.name,
            description: &description,
        };
        let apart = dimensions.divided.get(index).map_or(&[][..], Vec::as_slice);
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
    });
    Chart {
        head: if profile.sides.is_empty() {
            ""
        } else {
            words::TOGETHER
        },
        axis: svg::axis(profile, RTL),
        legend: legend(
            profile,
            dimensions.divided.iter().flatten().any(|divided| *divided),
        ),
        rows: rows.collect(),
        table: Cow::Borrowed(&dimensions.table),
    }
}

/// Every question: answers where they may be shown, else the sides on the scale.
pub(super) fn questions(questions: &Questions) -> QuestionsView<'_> {
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
        .iter()
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
        table: &questions.table,
    }
}

fn card<'a>(asked: &'a Asked, spread: Option<Spread>, frame: &Profile) -> QuestionCard<'a> {
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
                sentence,
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
