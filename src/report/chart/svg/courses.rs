//! Courses over several waves as inline SVG: a line for the whole and each side over the levels,
//! and a small one for each dimension.

use std::fmt::Write as _;

use super::marks::Pen;
use super::{Said, open, short};
use crate::escape::html;
use crate::report::chart::course::{Courses, Score, pieces, place};

/// The height of the drawing of the score, without names.
const HEIGHT: f64 = 260.0;
/// Above it, for the level that reaches out of it.
const TOP: f64 = 12.0;
/// Below it, for the names of the waves.
const BOTTOM: u32 = 30;
/// The height of a small course, and the room above and below its line.
const SMALL: f64 = 44.0;
const EDGE: f64 = 6.0;

/// A height as SVG writes it, to a tenth.
fn pixels(value: f64) -> String {
    let text = format!("{value:.1}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A line between two places, at their heights.
fn line(out: &mut String, pen: Pen, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
        pen.x(x1),
        pixels(y1),
        pen.x(x2),
        pixels(y2)
    );
}

/// A line from point to point, dashed over what is not shown.
fn course(out: &mut String, pen: Pen, class: &str, points: &[Option<f64>], height: impl Fn(f64) -> f64) {
    let count = points.len();
    for (from, to, over) in pieces(points) {
        let (Some(Some(before)), Some(Some(after))) = (points.get(from), points.get(to)) else {
            continue;
        };
        let class = if over {
            format!("{class} over")
        } else {
            class.to_owned()
        };
        let ends = (
            (place(from, count), height(*before)),
            (place(to, count), height(*after)),
        );
        line(out, pen, &class, ends.0, ends.1);
    }
}

/// The score over the waves.
pub(crate) fn score(score: &Score, said: Said<'_>, right_to_left: bool) -> String {
    let pen = Pen::new(right_to_left);
    let height = |value: f64| TOP + (1.0 - score.scale.position(value)) * HEIGHT;
    let ground = (TOP + HEIGHT) as u32;
    let mut out = String::new();
    open(&mut out, "course", ground + BOTTOM, said);
    for (index, band) in score.bands.iter().enumerate() {
        let end = score.bands.get(index + 1).map_or(f64::INFINITY, |next| next.from);
        let (low, high) = (band.from.max(score.scale.min), end.min(score.scale.max));
        if low >= high {
            continue;
        }
        let _ = write!(
            out,
            "<rect class=\"level level-{}\" x=\"0\" width=\"100%\" y=\"{}\" height=\"{}\"/>",
            index % 2,
            pixels(height(high)),
            pixels(height(low) - height(high))
        );
    }
    for (side, (_, points)) in score.sides.iter().enumerate() {
        course(&mut out, pen, &format!("path side-{side}"), points, height);
    }
    let count = score.waves.len();
    for (at, range) in score.ranges.iter().enumerate() {
        if let Some((low, high)) = range {
            let x = place(at, count);
            line(&mut out, pen, "spread", (x, height(*low)), (x, height(*high)));
        }
    }
    course(&mut out, pen, "path", &score.whole, height);
    for (side, (_, points)) in score.sides.iter().enumerate() {
        for (at, value) in points.iter().enumerate() {
            if let Some(value) = value {
                pen.mark(
                    &mut out,
                    side,
                    place(at, count),
                    height(*value).round() as u32,
                    false,
                );
            }
        }
    }
    for (at, value) in score.whole.iter().enumerate() {
        let Some(value) = value else { continue };
        let y = height(*value).round() as u32;
        dot(&mut out, pen, place(at, count), y, 6);
    }
    for (index, band) in score.bands.iter().enumerate() {
        let end = score.bands.get(index + 1).map_or(f64::INFINITY, |next| next.from);
        let (low, high) = (band.from.max(score.scale.min), end.min(score.scale.max));
        // A name needs room for a line of text.
        if low < high && height(low) - height(high) >= 20.0 {
            let y = (height(high) + 17.0) as u32;
            pen.text(&mut out, "name", 0.0, (8, y), "start", &short(&band.name));
        }
        if low < high && band.from > score.scale.min {
            let y = (height(band.from) - 5.0) as u32;
            pen.text(&mut out, "tick", 1.0, (-6, y), "end", &html(&band.from_text));
        }
    }
    for (at, wave) in score.waves.iter().enumerate() {
        // All names while they fit, else the first, the last and some between.
        if names(count, at) {
            let y = ground + 20;
            pen.text(&mut out, "wave", place(at, count), (0, y), "middle", &short(wave));
        }
    }
    out.push_str("</svg>");
    out
}

/// Whether the name of a wave stands below the drawing.
fn names(count: usize, at: usize) -> bool {
    const MOST: usize = 6;
    let every = count.div_ceil(MOST).max(1);
    (count - 1 - at).is_multiple_of(every)
}

fn dot(out: &mut String, pen: Pen, at: f64, y: u32, radius: u32) {
    let _ = write!(
        out,
        "<circle class=\"dot\" cx=\"{}\" cy=\"{y}\" r=\"{radius}\"/>",
        pen.x(at)
    );
}

/// The small drawing of one dimension.
pub(crate) fn small(
    courses: &Courses,
    points: &[Option<f64>],
    cuts: &[f64],
    said: Said<'_>,
    right_to_left: bool,
) -> String {
    let pen = Pen::new(right_to_left);
    let height = |value: f64| EDGE + (1.0 - courses.scale.position(value)) * (SMALL - 2.0 * EDGE);
    let mut out = String::new();
    open(&mut out, "small-course", SMALL as u32, said);
    pen.rect(&mut out, "ground", (0.0, 1.0), 0, SMALL as u32, 3);
    for cut in cuts {
        if *cut > courses.scale.min && *cut < courses.scale.max {
            line(&mut out, pen, "cut", (0.0, height(*cut)), (1.0, height(*cut)));
        }
    }
    course(&mut out, pen, "path", points, height);
    let last = points.iter().rposition(Option::is_some);
    for (at, value) in points.iter().enumerate() {
        if let Some(value) = value {
            let radius = if Some(at) == last { 4 } else { 2 };
            dot(
                &mut out,
                pen,
                place(at, points.len()),
                height(*value).round() as u32,
                radius,
            );
        }
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::{Band, Scale};

    #[test]
    fn higher_is_higher_and_gaps_are_dashed() {
        let drawn = Score {
            scale: Scale { min: 40.0, max: 60.0 },
            bands: vec![Band {
                name: "A <b>".to_owned(),
                from: 20.0,
                from_text: "20".to_owned(),
            }],
            waves: ["w1", "w<2", "w3"].map(str::to_owned).to_vec(),
            whole: vec![Some(40.0), None, Some(60.0)],
            values: Vec::new(),
            ranges: vec![None, None, Some((58.0, 60.0))],
            sides: Vec::new(),
        };
        let said = Said {
            title: "t",
            description: "d",
        };
        let svg = score(&drawn, said, false);
        for part in [
            "<line class=\"path over\" x1=\"16.67%\" y1=\"272\" x2=\"83.33%\" y2=\"12\"/>",
            "<line class=\"spread\" x1=\"83.33%\" y1=\"38\" x2=\"83.33%\" y2=\"12\"/>",
            "A &lt;b&gt;",
            "w&lt;2",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        let mirrored = score(&drawn, said, true);
        assert!(mirrored.contains("x1=\"83.33%\" y1=\"272\""), "{mirrored}");
    }

    #[test]
    fn the_last_wave_is_always_named() {
        for count in 1..40 {
            let named = (0..count).filter(|at| names(count, *at)).count();
            assert!(names(count, count - 1) && named <= 6, "{count}: {named}");
        }
    }
}
