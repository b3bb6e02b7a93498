//! Charts drawn with characters.

pub(crate) mod shifts;
pub(crate) mod stacks;

use unicode_width::UnicodeWidthStr;

use super::{Profile, Row, Scale};
use crate::printout::Role;

/// The signs a chart is drawn with, each one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyphs {
    pub(crate) overall: char,
    pub(crate) both: char,
    pub(crate) between: char,
    pub(crate) range: char,
    cut: char,
    axis: char,
    tick: char,
    left: char,
    right: char,
}

impl Glyphs {
    /// Box-drawing characters, or plain ASCII.
    pub(crate) const fn new(ascii: bool) -> Self {
        if ascii {
            Self {
                overall: 'o',
                both: '*',
                between: '-',
                range: '=',
                cut: ':',
                axis: '-',
                tick: '+',
                left: '|',
                right: '|',
            }
        } else {
            Self {
                overall: '●',
                both: '◆',
                between: '─',
                range: '━',
                cut: '┊',
                axis: '─',
                tick: '┼',
                left: '├',
                right: '┤',
            }
        }
    }
}

/// A line of text in pieces, each with its role.
pub(crate) type Line = Vec<(Role, String)>;

/// Characters laid over one another, later ones on top.
struct Strip(Vec<(Role, char)>);

impl Strip {
    fn filled(character: char, width: usize) -> Self {
        Self(vec![(Role::Quiet, character); width])
    }

    fn put(&mut self, column: usize, role: Role, character: char) {
        if let Some(cell) = self.0.get_mut(column) {
            *cell = (role, character);
        }
    }

    fn into_line(self) -> Line {
        let mut line: Line = Vec::new();
        for (role, character) in self.0 {
            match line.last_mut() {
                Some((last, text)) if *last == role => text.push(character),
                _ => line.push((role, character.to_string())),
            }
        }
        line
    }
}

/// The signs of a small course, lowest first, one for each step of its height. Plain ASCII has
/// none that read as a course.
pub(crate) const SPARKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The column of a value on a strip of this width.
fn column(scale: Scale, value: f64, width: usize) -> usize {
    (scale.position(value) * width.saturating_sub(1) as f64).round() as usize
}

/// The largest width up to `available` at which all cuts fall on whole columns, if one is near.
pub(crate) fn fitting_width(profile: &Profile, available: usize) -> usize {
    let even = |width: &usize| {
        profile.bands.iter().all(|band| {
            let exact = profile.scale.position(band.from) * (width - 1) as f64;
            (exact - exact.round()).abs() < 1e-9
        })
    };
    (available.saturating_sub(9).max(2)..=available)
        .rev()
        .find(even)
        .unwrap_or(available)
}

/// A dumbbell over the cuts.
pub(crate) fn bar(profile: &Profile, row: &Row, width: usize, glyphs: Glyphs) -> Line {
    let mut strip = Strip::filled(' ', width);
    for band in &profile.bands {
        strip.put(column(profile.scale, band.from, width), Role::Quiet, glyphs.cut);
    }
    strip.put(width.saturating_sub(1), Role::Quiet, glyphs.cut);
    if let Some((low, high)) = row.span() {
        for at in column(profile.scale, low, width)..=column(profile.scale, high, width) {
            strip.put(at, Role::Plain, glyphs.between);
        }
    }
    dots(&mut strip, profile, row, width, glyphs);
    strip.into_line()
}

/// The whole scale with one result on it, as wide as the page.
pub(crate) fn gauge(profile: &Profile, row: &Row, width: usize, glyphs: Glyphs) -> Line {
    let mut strip = Strip::filled(glyphs.axis, width);
    for band in &profile.bands {
        strip.put(column(profile.scale, band.from, width), Role::Quiet, glyphs.tick);
    }
    strip.put(0, Role::Quiet, glyphs.left);
    strip.put(width.saturating_sub(1), Role::Quiet, glyphs.right);
    if let Some((low, high)) = row.range {
        for at in column(profile.scale, low, width)..=column(profile.scale, high, width) {
            strip.put(at, Role::Strong, glyphs.range);
        }
    }
    dots(&mut strip, profile, row, width, glyphs);
    strip.into_line()
}

/// The whole, then the sides on top of it; two sides in one place share a sign.
fn dots(strip: &mut Strip, profile: &Profile, row: &Row, width: usize, glyphs: Glyphs) {
    if let Some(value) = row.overall {
        strip.put(column(profile.scale, value, width), Role::Strong, glyphs.overall);
    }
    let places: Vec<Option<usize>> = row
        .sides
        .iter()
        .map(|side| side.map(|value| column(profile.scale, value, width)))
        .collect();
    for (index, side) in profile.sides.iter().enumerate() {
        let Some(place) = places.get(index).copied().flatten() else {
            continue;
        };
        let shared = places.iter().flatten().filter(|&&other| other == place).count() > 1;
        if shared {
            strip.put(place, Role::Strong, glyphs.both);
        } else {
            strip.put(place, Role::side(index), side.mark);
        }
    }
}

/// Whether any row has two sides in one place at this width.
pub(crate) fn any_shared(profile: &Profile, rows: &[Row], width: usize) -> bool {
    rows.iter().any(|row| {
        row.span().is_some_and(|(low, high)| {
            column(profile.scale, low, width) == column(profile.scale, high, width)
        })
    })
}

/// Where each level begins and where the axis ends, as numbers.
pub(crate) fn numbers(profile: &Profile, width: usize) -> String {
    let mut line = String::new();
    for band in &profile.bands {
        let at = column(profile.scale, band.from, width);
        advance(&mut line, at);
        line.push_str(&band.from_text);
    }
    let end = width.saturating_sub(profile.end_text.width());
    if end > line.width() {
        advance(&mut line, end);
        line.push_str(&profile.end_text);
    }
    line
}

/// The names of the levels over their stretches: on one line if they fit, else on two in turn,
/// else none.
pub(crate) fn names(profile: &Profile, width: usize) -> Vec<String> {
    (1..=2)
        .map(|lines| names_on(profile, width, lines))
        .find_map(|lines| lines)
        .unwrap_or_default()
}

fn names_on(profile: &Profile, width: usize, count: usize) -> Option<Vec<String>> {
    let mut lines = vec![String::new(); count];
    for (index, band) in profile.bands.iter().enumerate() {
        let at = column(profile.scale, band.from, width);
        let line = &mut lines[index % count];
        if index >= count && line.width() + 1 > at {
            return None;
        }
        advance(line, at);
        line.push_str(&band.name);
        if line.width() > width {
            return None;
        }
    }
    Some(lines)
}

/// Fills with blanks up to a column.
fn advance(line: &mut String, column: usize) {
    for _ in line.width()..column {
        line.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::{Band, Side};

    fn profile() -> Profile {
        let band = |name: &str, from: f64| Band {
            name: name.to_owned(),
            from,
            from_text: format!("{from}"),
        };
        let side = |mark, name: &str| Side {
            mark,
            name: name.to_owned(),
        };
        Profile {
            scale: Scale {
                min: 20.0,
                max: 100.0,
            },
            end_text: "100".to_owned(),
            bands: vec![
                band("Undefined", 20.0),
                band("Defined", 40.0),
                band("Aligned", 60.0),
                band("Integrated", 80.0),
            ],
            sides: vec![side('S', "Sales"), side('M', "Marketing")],
            rows: Vec::new(),
        }
    }

    fn row(overall: Option<f64>, sides: [Option<f64>; 2]) -> Row {
        Row {
            name: String::new(),
            overall,
            sides: sides.to_vec(),
            range: None,
            value: String::new(),
        }
    }

    fn drawn(line: Line) -> String {
        line.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_dumbbell_lies_over_the_cuts() {
        let profile = profile();
        let bar = |row: &Row| drawn(bar(&profile, row, 41, Glyphs::new(false)));
        assert_eq!(
            bar(&row(Some(50.0), [Some(66.0), Some(34.0)])),
            "┊      M───────●───────S      ┊         ┊"
        );
        assert_eq!(
            bar(&row(Some(20.0), [None, None])),
            "●         ┊         ┊         ┊         ┊"
        );
        assert_eq!(
            bar(&row(Some(50.0), [Some(50.2), Some(49.8)])),
            "┊         ┊    ◆    ┊         ┊         ┊"
        );
        assert_eq!(
            bar(&row(None, [None, None])),
            "┊         ┊         ┊         ┊         ┊"
        );
    }

    #[test]
    fn a_gauge_shows_the_range() {
        let profile = profile();
        let mut result = row(Some(62.0), [Some(70.0), Some(54.0)]);
        result.range = Some((58.0, 66.0));
        assert_eq!(
            drawn(gauge(&profile, &result, 41, Glyphs::new(false))),
            "├─────────┼──────M─━━●━━─S────┼─────────┤"
        );
    }

    #[test]
    fn names_stagger_when_the_bands_are_narrow() {
        let profile = profile();
        assert_eq!(names(&profile, 73).len(), 1);
        assert_eq!(names(&profile, 37).len(), 2);
        assert!(names(&profile, 12).is_empty());
        assert_eq!(numbers(&profile, 41), "20        40        60        80      100");
        assert_eq!(fitting_width(&profile, 44), 41);
    }
}
