//! Diverging stacked bars, drawn with characters: one sign for each answer, lowest first, around
//! one centre. A piece that somebody chose takes at least one column.

use super::{Line, Strip};
use crate::printout::Role;
use crate::report::chart::answers::{Tone, tone};

/// The signs of the answers, and of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signs {
    tones: [char; 5],
    centre: char,
}

impl Signs {
    pub(crate) const fn new(ascii: bool) -> Self {
        if ascii {
            Self {
                tones: ['=', '-', '.', '+', '#'],
                centre: '|',
            }
        } else {
            Self {
                tones: ['░', '▒', '╌', '▓', '█'],
                centre: '│',
            }
        }
    }

    /// The sign of a tone; beyond two steps from the middle all are alike.
    pub(crate) const fn of(self, tone: Tone) -> char {
        match tone {
            ..=-2 => self.tones[0],
            -1 => self.tones[1],
            0 => self.tones[2],
            1 => self.tones[3],
            2.. => self.tones[4],
        }
    }
}

/// One bar in columns: from the centre outwards, what lies below and what lies above it.
#[derive(Debug, Default)]
struct Arms {
    below: Vec<Tone>,
    above: Vec<Tone>,
}

impl Arms {
    /// `unit` columns stand for everybody.
    fn new(counts: &[u64], unit: usize) -> Self {
        let mut arms = Self::default();
        let total = counts.iter().sum::<u64>() as f64;
        if total <= 0.0 {
            return arms;
        }
        let columns = |people: f64| (people / total * unit as f64).round() as usize;
        let mut grow = |places: &mut dyn Iterator<Item = usize>, above: bool| {
            let arm = if above { &mut arms.above } else { &mut arms.below };
            let mut people = 0.0;
            for place in places {
                let tone = tone(place, counts.len());
                // The middle of an odd number lies half below and half above.
                let share = counts[place] as f64 * if tone == 0 { 0.5 } else { 1.0 };
                if share > 0.0 {
                    people += share;
                    let end = columns(people).max(arm.len() + 1);
                    arm.resize(end, tone);
                }
            }
        };
        let half = counts.len() / 2;
        grow(&mut (0..counts.len() - half).rev(), false);
        grow(&mut (half..counts.len()), true);
        arms
    }
}

/// All bars of a chart in at most `width` columns, each as wide as the widest.
pub(crate) fn bars(bars: &[&[u64]], width: usize, signs: Signs) -> Vec<Line> {
    for unit in (1..width.max(2)).rev() {
        let arms: Vec<Arms> = bars.iter().map(|counts| Arms::new(counts, unit)).collect();
        let below = arms.iter().map(|arms| arms.below.len()).max().unwrap_or(0);
        let above = arms.iter().map(|arms| arms.above.len()).max().unwrap_or(0);
        if below + 1 + above <= width || unit == 1 {
            return arms
                .iter()
                .map(|arms| line(arms, below, below + 1 + above, signs))
                .collect();
        }
    }
    Vec::new()
}

fn line(arms: &Arms, centre: usize, width: usize, signs: Signs) -> Line {
    let mut strip = Strip::filled(' ', width);
    strip.put(centre, Role::Quiet, signs.centre);
    for (away, tone) in arms.below.iter().enumerate() {
        strip.put(centre - 1 - away, Role::Plain, signs.of(*tone));
    }
    for (away, tone) in arms.above.iter().enumerate() {
        strip.put(centre + 1 + away, Role::Plain, signs.of(*tone));
    }
    strip.into_line()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(counts: &[&[u64]], width: usize, ascii: bool) -> Vec<String> {
        bars(counts, width, Signs::new(ascii))
            .into_iter()
            .map(|line| line.into_iter().map(|(_, text)| text).collect())
            .collect()
    }

    #[test]
    fn all_bars_share_one_centre() {
        let bars: [&[u64]; 3] = [&[5, 5, 5, 5], &[0, 10, 10, 0], &[0, 0, 0, 20]];
        assert_eq!(
            drawn(&bars, 31, false),
            [
                "░░░░░▒▒▒▒▒│▓▓▓▓▓█████          ",
                "▒▒▒▒▒▒▒▒▒▒│▓▓▓▓▓▓▓▓▓▓          ",
                "          │████████████████████",
            ]
        );
        assert_eq!(drawn(&bars[..1], 9, true), ["==--|++##"]);
    }

    #[test]
    fn one_person_is_seen_and_no_bar_is_wider_than_asked() {
        for width in 8..90 {
            let bars: [&[u64]; 3] = [&[1, 1, 500, 500], &[700, 300, 1, 1], &[0, 0, 0, 0]];
            for line in drawn(&bars, width, true).iter().take(2) {
                assert!(line.chars().count() <= width, "{width}: {line}");
                for sign in ['=', '-', '+', '#'] {
                    assert!(line.contains(sign), "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn the_middle_of_an_odd_number_lies_on_both_sides() {
        assert_eq!(drawn(&[&[2, 2, 4, 2, 2]], 13, true), ["==--..|..++##"]);
        assert_eq!(drawn(&[&[0, 0, 1]], 6, true), ["|+++++"]);
    }
}
