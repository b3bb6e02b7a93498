//! A trend as one page, in the frame and the colours of a report; no script.

use askama::Template;

use super::parts::{Chart, ShiftsView};
use super::pictures::{self, ChartRow};
use super::{STYLE, finished};
use crate::assessment::Trend;
use crate::pack::Pack;
use crate::report::chart::course::{Courses, Score};
use crate::report::chart::svg::{Said, courses as draw};
use crate::report::content::{Block, Document, Headline, SideLine, Table};
use crate::report::{Options, trend, words};
use crate::web;

const OWN_STYLE: &str = include_str!("../../../templates/report/trend.css");
const RTL: bool = words::RIGHT_TO_LEFT;

/// The trend as a page.
pub(in crate::report) fn render(trend: &Trend, pack: &Pack, options: &Options) -> String {
    let document = trend::compose(trend, pack);
    let style = web::unix(&format!("{STYLE}{OWN_STYLE}"));
    let page = Page {
        language: words::LANGUAGE,
        direction: if RTL { "rtl" } else { "ltr" },
        policy: web::policy(&[], &[&style]),
        style: &style,
        title: options.title.as_deref().unwrap_or(&document.title),
        subject: &document.subject,
        headline: headline(&document),
        score: score(trend, pack),
        parts: parts(&document, pack),
    };
    finished(&page)
}

/// What opens the page.
struct Opening<'a> {
    headline: &'a Headline,
    /// The sides with their signs.
    sides: Vec<(String, &'a SideLine)>,
}

fn headline(document: &Document) -> Option<Opening<'_>> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Headline(headline) => Some(headline),
            _ => None,
        })
        .next()
        .map(|headline| Opening {
            headline,
            sides: headline
                .sides
                .iter()
                .enumerate()
                .map(|(side, line)| {
                    let key = line
                        .mark
                        .map(|_| pictures::side_key(side, false))
                        .unwrap_or_default();
                    (key, line)
                })
                .collect(),
        })
}

/// A drawing with what it is made of.
struct Picture {
    drawing: String,
    legend: Vec<(String, String)>,
    table: Table,
}

/// The score over the rounds; none where no round is shown.
fn score(trend: &Trend, pack: &Pack) -> Option<Picture> {
    let score = trend::score(trend, pack);
    if score.whole.iter().all(Option::is_none) {
        return None;
    }
    let named: Vec<(String, String)> = score
        .waves
        .iter()
        .cloned()
        .zip(score.values.iter().cloned())
        .collect();
    let description = words::described_course(&named);
    let said = Said {
        title: words::SCORE_CHART,
        description: &description,
    };
    let whole = if score.sides.is_empty() {
        words::OVERALL_ALONE
    } else {
        words::OVERALL_MARK
    };
    let mut legend: Vec<(String, String)> = score
        .sides
        .iter()
        .enumerate()
        .map(|(side, (named, _))| (pictures::side_key(side, false), named.name.clone()))
        .collect();
    legend.push((key("dot"), whole.to_owned()));
    if score.ranges.iter().any(Option::is_some) {
        legend.push((key("spread"), words::RANGE_MARK.to_owned()));
    }
    if broken(&score) {
        legend.push((key("over"), words::NOT_SHOWN_MARK.to_owned()));
    }
    Some(Picture {
        drawing: draw::score(&score, said, RTL),
        legend,
        table: table(&score, trend, pack),
    })
}

/// A sign of the drawing, alone.
fn key(of: &str) -> String {
    format!("<span class=\"key-{of}\" aria-hidden=\"true\"></span>")
}

fn broken(score: &Score) -> bool {
    let first = score.whole.iter().position(Option::is_some).unwrap_or(0);
    let last = score.whole.iter().rposition(Option::is_some).unwrap_or(0);
    score.whole.iter().take(last).skip(first).any(Option::is_none)
}

/// The numbers behind the drawing.
fn table(score: &Score, trend: &Trend, pack: &Pack) -> Table {
    let cuts = pack.cuts();
    let shown = |value: f64| crate::number::score(value, &cuts);
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
            let level = trend.waves.get(at).and_then(|wave| {
                let id = wave.level_before_guards.as_deref()?;
                pack.level(id).map(|level| pack.levels[level].name.clone())
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

/// A section of the page.
struct Part<'a> {
    id: String,
    title: &'a str,
    folded: bool,
    kinds: Vec<Kind<'a>>,
}

/// A piece of a section.
enum Kind<'a> {
    Text(&'a str),
    List(&'a [String]),
    Table(&'a Table),
    /// A row for each number over the rounds.
    Courses(Chart),
    /// How far each moved at the latest step.
    Shifts(ShiftsView, &'a Table),
}

fn parts<'a>(document: &'a Document, pack: &Pack) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    for section in &document.sections {
        let Some(title) = section.title.as_deref() else {
            continue;
        };
        let mut kinds = Vec::new();
        for block in &section.blocks {
            match block {
                Block::Text(text) | Block::Aside(text) => kinds.push(Kind::Text(text)),
                Block::List(items) => kinds.push(Kind::List(items)),
                Block::Table(table) => kinds.push(Kind::Table(table)),
                Block::Courses(courses) => {
                    kinds.push(Kind::Courses(small(courses, pack)));
                }
                Block::Shifts(shifts, table) => kinds.push(Kind::Shifts(pictures::shifts(shifts), table)),
                // The rounds are drawn at the head of the page; nothing else is in a trend.
                _ => {}
            }
        }
        parts.push(Part {
            id: format!("part-{}", parts.len() + 1),
            title,
            folded: section.folded,
            kinds,
        });
    }
    parts
}

/// Each dimension over the rounds.
fn small(courses: &Courses, pack: &Pack) -> Chart {
    let cuts = pack.cuts();
    let rows = courses
        .rows
        .iter()
        .map(|course| {
            let named: Vec<(String, String)> = courses
                .waves
                .iter()
                .cloned()
                .zip(course.values.iter().cloned())
                .collect();
            let description = words::described_course(&named);
            let said = Said {
                title: &course.name,
                description: &description,
            };
            let shown = course.points.iter().any(Option::is_some);
            ChartRow {
                name: course.name.clone(),
                drawing: if shown {
                    draw::small(courses, &course.points, &cuts, said, RTL)
                } else {
                    String::new()
                },
                value: course.values.last().cloned().unwrap_or_default(),
            }
        })
        .collect();
    Chart {
        head: "",
        axis: String::new(),
        legend: Vec::new(),
        rows,
        table: courses.table(),
    }
}

#[derive(Template)]
#[template(path = "report/trend.html")]
struct Page<'a> {
    language: &'a str,
    direction: &'a str,
    policy: String,
    style: &'a str,
    title: &'a str,
    subject: &'a [String],
    headline: Option<Opening<'a>>,
    score: Option<Picture>,
    parts: Vec<Part<'a>>,
}
