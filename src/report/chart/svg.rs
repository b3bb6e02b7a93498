//! Charts drawn as inline SVG: shapes at percentages of the width, so that they stretch with the
//! page and keep their form. Colours come from the style sheet, by class.

pub(crate) mod courses;
mod marks;
pub(crate) mod shifts;
pub(crate) mod stacks;

use std::fmt::Write as _;

use super::{Profile, Row};
use crate::escape::html;
use marks::Pen;
pub(crate) use marks::key;

/// The longest name that stands inside a chart; it stands in full beside it.
const NAME: usize = 22;

/// What a chart says to those who do not see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
}

/// What a gauge names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawn<'a> {
    /// The levels that the result names, by place.
    pub(crate) here: &'a [usize],
    /// The whole and its value.
    pub(crate) whole: &'a str,
    /// The value of each side; sides without one get no lane.
    pub(crate) sides: &'a [String],
}

/// Opens a chart that is an image of its own.
fn open(out: &mut String, class: &str, height: u32, said: Said<'_>) {
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<svg class=\"chart {class}\" role=\"img\" width=\"100%\" height=\"{height}\"><title>{}</title><desc>{}</desc>",
        html(said.title),
        html(said.description)
    );
}

/// A name cut to what fits.
fn short(name: &str) -> String {
    if name.chars().count() <= NAME {
        return html(name);
    }
    let cut: String = name.chars().take(NAME - 1).collect();
    format!("{}…", html(cut.trim_end()))
}

/// The whole scale: names of the levels, the bands, the result with the range that fits, and a
/// lane for each side.
pub(crate) fn gauge(
    profile: &Profile,
    row: &Row,
    drawn: &Drawn<'_>,
    said: Said<'_>,
    right_to_left: bool,
) -> String {
    const TOP: u32 = 54;
    const BAND: u32 = 22;
    const LANE: u32 = 30;
    let pen = Pen::new(right_to_left);
    let numbers = TOP + BAND + 18;
    let here = drawn.here;
    let lanes = row
        .sides
        .iter()
        .zip(drawn.sides)
        .filter(|(side, _)| side.is_some())
        .count();
    let height = numbers + 10 + LANE * u32::try_from(lanes).unwrap_or(0);
    let mut out = String::new();
    open(&mut out, "gauge", height, said);
    for (index, band) in profile.bands.iter().enumerate() {
        let start = profile.scale.position(band.from);
        let end = profile
            .bands
            .get(index + 1)
            .map_or(1.0, |next| profile.scale.position(next.from));
        let class = if here.contains(&index) {
            "band here"
        } else {
            "band"
        };
        pen.rect(&mut out, class, (start, end), TOP, BAND, 3);
        // Clipped to its band, so that a long name cannot run into the next.
        let (x, width) = pen.stretch(start, end);
        let _ = write!(
            out,
            "<svg x=\"{x}\" width=\"{width}\" height=\"22\" overflow=\"hidden\"><text class=\"name{}\" x=\"{}\" y=\"14\">{}</text></svg>",
            if here.contains(&index) { " here" } else { "" },
            pen.start(),
            short(&band.name)
        );
        pen.text(
            &mut out,
            "tick",
            start,
            (0, numbers),
            "start",
            &html(&band.from_text),
        );
    }
    pen.text(
        &mut out,
        "tick",
        1.0,
        (0, numbers),
        "end",
        &html(&profile.end_text),
    );
    let shown: Vec<(usize, f64, &str)> = row
        .sides
        .iter()
        .zip(drawn.sides)
        .enumerate()
        .filter_map(|(side, (value, label))| Some((side, profile.scale.position((*value)?), label.as_str())))
        .collect();
    let lane = |place: usize| numbers + 22 + LANE * u32::try_from(place).unwrap_or(0);
    for (place, (side, at, _)) in shown.iter().enumerate() {
        pen.stem(&mut out, *side, *at, TOP + BAND, lane(place));
    }
    for (place, (side, at, label)) in shown.iter().enumerate() {
        let Some(named) = profile.sides.get(*side) else {
            continue;
        };
        pen.mark(&mut out, *side, *at, lane(place), false);
        // Away from the other side, whose line may cross.
        let lower = shown.iter().any(|(_, other, _)| other > at);
        let label = format!("{} {}", short(&named.name), html(label));
        pen.beside(
            &mut out,
            &format!("side side-{side}"),
            *at,
            lower,
            lane(place) + 5,
            &label,
        );
    }
    if let Some(value) = row.overall {
        let at = profile.scale.position(value);
        if let Some((low, high)) = row.range {
            let stretch = (profile.scale.position(low), profile.scale.position(high));
            pen.rect(&mut out, "range", stretch, TOP + 6, BAND - 12, 3);
        }
        pen.needle(&mut out, at, TOP - 6, TOP + BAND + 6);
        pen.centred(&mut out, "whole", at, TOP - 13, &html(drawn.whole));
    }
    out.push_str("</svg>");
    out
}

/// Names of the levels and where they begin, above the rows of a chart.
pub(crate) fn axis(profile: &Profile, right_to_left: bool) -> String {
    let pen = Pen::new(right_to_left);
    let mut out =
        String::from("<svg class=\"chart axis\" aria-hidden=\"true\" width=\"100%\" height=\"38\">");
    for (index, band) in profile.bands.iter().enumerate() {
        let start = profile.scale.position(band.from);
        let end = profile
            .bands
            .get(index + 1)
            .map_or(1.0, |next| profile.scale.position(next.from));
        let (x, width) = pen.stretch(start, end);
        let _ = write!(
            out,
            "<svg x=\"{x}\" width=\"{width}\" height=\"20\" overflow=\"hidden\"><text class=\"name\" x=\"{}\" y=\"13\">{}</text></svg>",
            pen.start(),
            short(&band.name)
        );
        pen.text(&mut out, "tick", start, (0, 31), "start", &html(&band.from_text));
    }
    pen.text(&mut out, "tick", 1.0, (0, 31), "end", &html(&profile.end_text));
    out.push_str("</svg>");
    out
}

/// A dumbbell over the cuts: both sides, the whole between them; `divided` outlines a side whose
/// people do not agree among themselves.
pub(crate) fn dumbbell(
    profile: &Profile,
    row: &Row,
    divided: &[bool],
    said: Said<'_>,
    right_to_left: bool,
) -> String {
    const MIDDLE: u32 = 17;
    let pen = Pen::new(right_to_left);
    let mut out = String::new();
    open(&mut out, "dumbbell", 2 * MIDDLE, said);
    pen.rect(&mut out, "ground", (0.0, 1.0), 0, 2 * MIDDLE, 3);
    for band in profile.bands.iter().skip(1) {
        pen.upright(&mut out, "cut", profile.scale.position(band.from), 0, 2 * MIDDLE);
    }
    if let Some((low, high)) = row.span() {
        let stretch = (profile.scale.position(low), profile.scale.position(high));
        pen.rect(&mut out, "between", stretch, MIDDLE - 2, 4, 2);
    }
    if let Some(value) = row.overall {
        pen.needle(&mut out, profile.scale.position(value), MIDDLE - 9, MIDDLE + 9);
    }
    let places: Vec<Option<f64>> = row
        .sides
        .iter()
        .map(|side| side.map(|value| profile.scale.position(value)))
        .collect();
    let close = matches!(places.as_slice(), [Some(first), Some(second)] if (first - second).abs() < 0.03);
    for (side, place) in places.iter().enumerate() {
        let Some(at) = place else { continue };
        // Two marks in one place stand one above the other.
        let y = match (close, side) {
            (false, _) => MIDDLE,
            (true, 0) => MIDDLE - 7,
            (true, _) => MIDDLE + 7,
        };
        let outlined = divided.get(side).copied().unwrap_or(false);
        pen.mark(&mut out, side, *at, y, outlined);
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::{Band, Scale, Side};

    fn profile() -> Profile {
        let band = |name: &str, from: f64| Band {
            name: name.to_owned(),
            from,
            from_text: format!("{from}"),
        };
        Profile {
            scale: Scale {
                min: 20.0,
                max: 100.0,
            },
            end_text: "100".to_owned(),
            bands: vec![band("Low <b>", 20.0), band("High", 60.0)],
            sides: vec![Side {
                mark: 'S',
                name: "Sales & \"co\"".to_owned(),
            }],
            rows: Vec::new(),
        }
    }

    #[test]
    fn positions_are_those_of_the_scale() {
        let row = Row {
            name: String::new(),
            overall: Some(40.0),
            sides: vec![Some(60.0)],
            range: Some((36.0, 44.0)),
            value: "40.0".to_owned(),
        };
        let said = Said {
            title: "a < b",
            description: "c & d",
        };
        let drawn = Drawn {
            here: &[0],
            whole: "Together 40.0",
            sides: &["60.0".to_owned()],
        };
        let svg = gauge(&profile(), &row, &drawn, said, false);
        for part in [
            "<title>a &lt; b</title><desc>c &amp; d</desc>",
            "Low &lt;b&gt;",
            "Sales &amp; &quot;co&quot; 60.0",
            "class=\"range\" x=\"20%\"",
            "width=\"10%\"",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        let mirrored = gauge(&profile(), &row, &drawn, said, true);
        assert!(mirrored.contains("class=\"range\" x=\"70%\""), "{mirrored}");
    }

    #[test]
    fn nothing_to_show_draws_no_mark() {
        let row = Row {
            name: String::new(),
            overall: None,
            sides: vec![None, None],
            range: None,
            value: "too few".to_owned(),
        };
        let said = Said {
            title: "",
            description: "",
        };
        let svg = dumbbell(&profile(), &row, &[], said, false);
        assert!(!svg.contains("mark"), "{svg}");
        assert!(!svg.contains("needle"), "{svg}");
    }
}
