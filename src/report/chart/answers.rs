//! Diverging stacked bars: the answers to a question, centred between the lower and the upper half
//! of its options. Every bar of a chart shares one centre and one measure.

/// What a piece of a bar stands for: how far it lies from the middle of the options, below (−) or
/// above (+); 0 is the middle one of an odd number.
pub(crate) type Tone = i8;

/// The widest bars of a chart, as shares of all answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spread {
    below: f64,
    above: f64,
}

/// A piece of a bar; positions run from 0 to 1 over the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Piece {
    pub(crate) tone: Tone,
    pub(crate) count: u64,
    pub(crate) start: f64,
    pub(crate) end: f64,
}

/// The tone of an option by its place among all, lowest first.
pub(crate) fn tone(place: usize, options: usize) -> Tone {
    let signed = |value: usize| Tone::try_from(value).unwrap_or(Tone::MAX);
    let half = options / 2;
    if place < half {
        -signed(half - place)
    } else if options % 2 == 1 {
        signed(place - half)
    } else {
        signed(place - half + 1)
    }
}

/// The shares below and above the middle; the middle option of an odd number counts half to each.
fn halves(counts: &[u64]) -> Option<(f64, f64)> {
    let total = counts.iter().sum::<u64>() as f64;
    if total <= 0.0 {
        return None;
    }
    let below: f64 = counts
        .iter()
        .enumerate()
        .map(|(place, count)| match tone(place, counts.len()) {
            0 => *count as f64 / 2.0,
            tone if tone < 0 => *count as f64,
            _ => 0.0,
        })
        .sum();
    Some((below / total, 1.0 - below / total))
}

impl Spread {
    /// The spread that holds all bars; none without an answer.
    pub(crate) fn over<'a>(bars: impl Iterator<Item = &'a [u64]>) -> Option<Self> {
        bars.filter_map(halves)
            .map(|(below, above)| Self { below, above })
            .reduce(|a, b| Self {
                below: a.below.max(b.below),
                above: a.above.max(b.above),
            })
    }

    /// Where the centre lies.
    pub(crate) fn centre(self) -> f64 {
        let whole = self.below + self.above;
        if whole > 0.0 { self.below / whole } else { 0.5 }
    }

    /// The pieces of a bar, lowest option first; options nobody chose have none.
    pub(crate) fn pieces(self, counts: &[u64]) -> Vec<Piece> {
        let whole = self.below + self.above;
        let Some((below, _)) = halves(counts).filter(|_| whole > 0.0) else {
            return Vec::new();
        };
        let total = counts.iter().sum::<u64>() as f64;
        let mut start = self.centre() - below / whole;
        let mut pieces = Vec::new();
        for (place, count) in counts.iter().copied().enumerate() {
            let end = start + count as f64 / total / whole;
            if count > 0 {
                pieces.push(Piece {
                    tone: tone(place, counts.len()),
                    count,
                    start: start.clamp(0.0, 1.0),
                    end: end.clamp(0.0, 1.0),
                });
            }
            start = end;
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_mirror_around_the_middle() {
        let tones = |options| (0..options).map(|place| tone(place, options)).collect::<Vec<_>>();
        assert_eq!(tones(4), [-2, -1, 1, 2]);
        assert_eq!(tones(5), [-2, -1, 0, 1, 2]);
        assert_eq!(tones(1), [0]);
    }

    #[test]
    fn all_bars_share_one_centre() {
        let bars: [&[u64]; 2] = [&[0, 5, 5, 0], &[0, 0, 10, 10]];
        let spread = Spread::over(bars.into_iter()).expect("there are answers");
        assert!((spread.centre() - 1.0 / 3.0).abs() < 1e-12);
        for bar in bars {
            let pieces = spread.pieces(bar);
            let upper = pieces
                .iter()
                .find(|piece| piece.tone > 0)
                .expect("some are above");
            assert!((upper.start - spread.centre()).abs() < 1e-12);
        }
        assert!((spread.pieces(bars[1]).last().expect("it has pieces").end - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_middle_of_an_odd_number_straddles_the_centre() {
        let bar: &[u64] = &[0, 0, 4, 0, 0];
        let spread = Spread::over([bar].into_iter()).expect("there are answers");
        let pieces = spread.pieces(bar);
        assert_eq!(pieces.len(), 1);
        assert!((pieces[0].start + pieces[0].end - 2.0 * spread.centre()).abs() < 1e-12);
        assert!(Spread::over([&[0, 0][..]].into_iter()).is_none());
    }
}
