//! A trend as one long table: a row for each number of each wave, then one for each change.

use crate::assessment::trend::{Course, Span};
use crate::assessment::{ChangeMethod, Trend};
use crate::escape;
use crate::number::twelve_digits;

const COLUMNS: [&str; 21] = [
    "organization",
    "row",
    "group",
    "measure",
    "wave",
    "from",
    "to",
    "score",
    "level",
    "n",
    "difference",
    "low",
    "high",
    "standard_error",
    "df",
    "method",
    "pairs",
    "joined",
    "left",
    "beyond_chance",
    "level_changed",
];

/// The last column, why a value is missing.
const WITHHELD: &str = "withheld";

/// The table with its header. Every cell is quoted here, where it must be, and nowhere else.
pub(in crate::report) fn render(trend: &Trend) -> String {
    let mut out = String::new();
    let header: Vec<String> = COLUMNS
        .iter()
        .chain([&WITHHELD])
        .map(ToString::to_string)
        .collect();
    line(&mut out, &header);
    let mut course = |group: &str, measure: &str, pointer: &str, course: &Course| {
        for row in rows(trend, group, measure, pointer, course) {
            line(&mut out, &row);
        }
    };
    course("overall", "total", "/overall", &trend.overall);
    for (at, side) in trend.sides.iter().enumerate() {
        course(&side.id, "total", &format!("/sides/{at}"), &side.course);
    }
    for (at, dimension) in trend.dimensions.iter().enumerate() {
        let pointer = format!("/dimensions/{at}");
        course("overall", &dimension.id, &pointer, &dimension.course);
    }
    out
}

fn line(out: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| escape::csv(cell)).collect();
    out.push_str(&cells.join(","));
    out.push('\n');
}

fn rows(trend: &Trend, group: &str, measure: &str, pointer: &str, course: &Course) -> Vec<Vec<String>> {
    let number =
        |value: Option<f64>| value.map_or_else(String::new, |value| twelve_digits(value).to_string());
    let count = |value: Option<u64>| value.map_or_else(String::new, |value| value.to_string());
    let flag = |value: Option<bool>| value.map_or_else(String::new, |value| value.to_string());
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let withheld = |pointer: String| {
        let found = trend.suppressed.iter().find(|hidden| hidden.pointer == pointer);
        found.map_or_else(String::new, |hidden| hidden.reason.id().to_owned())
    };
    let none = String::new;
    let start = |row: &str| {
        vec![
            text(&trend.organization),
            row.to_owned(),
            group.to_owned(),
            measure.to_owned(),
        ]
    };
    let mut rows = Vec::new();
    for (at, point) in course.points.iter().enumerate() {
        let estimate = &point.estimate;
        let interval = estimate.interval.as_ref();
        let mut row = start("value");
        row.extend([
            text(&point.wave),
            none(),
            none(),
            number(estimate.score),
            text(&estimate.level),
            count(estimate.n),
            none(),
            number(interval.map(|interval| interval.low)),
            number(interval.map(|interval| interval.high)),
            number(estimate.standard_error),
            number(estimate.df),
            interval.map_or_else(none, |interval| interval.method.clone()),
        ]);
        row.extend(std::iter::repeat_with(none).take(5));
        row.push(withheld(format!("{pointer}/points/{at}/score")));
        rows.push(row);
    }
    for (at, step) in course.changes.iter().enumerate() {
        let interval = step.interval.as_ref();
        let mut row = start(match step.span {
            Span::Next => "change",
            Span::Whole => "whole-change",
        });
        row.extend([
            none(),
            text(&step.from),
            text(&step.to),
            none(),
            none(),
            none(),
            number(step.difference),
            number(interval.map(|interval| interval.low)),
            number(interval.map(|interval| interval.high)),
            number(step.standard_error),
            number(step.df),
            step.method
                .map_or_else(none, |method| self::method(method).to_owned()),
            count(step.pairs),
            count(step.joined),
            count(step.left),
            flag(step.beyond_chance),
            flag(step.level_changed),
            withheld(format!("{pointer}/changes/{at}/difference")),
        ]);
        rows.push(row);
    }
    rows
}

const fn method(method: ChangeMethod) -> &'static str {
    match method {
        ChangeMethod::Paired => "paired",
        ChangeMethod::NotLinked => "not-linked",
        ChangeMethod::Census => "census",
    }
}
