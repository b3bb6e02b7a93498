//! Who of two waves is where: how many are in both, only in the later, only in the earlier, by what
//! others know of people beforehand.

use std::collections::BTreeMap;
use std::ops::Range;

use super::tally::{NEITHER, bit, push_bits};
use crate::answers::{Answer, AttributeValue, Response};
use crate::pack::Pack;
use crate::scoring::Scorecard;

/// A number that every respondent can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The total.
    Total,
    /// The score of a dimension, by its place in the pack.
    Dimension(usize),
}

impl Measure {
    /// Where a row of scores has it.
    pub(super) const fn place(self) -> usize {
        match self {
            Self::Total => 0,
            Self::Dimension(index) => index + 1,
        }
    }
}

/// Whose numbers are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// One of the two sides, before and after.
    Side(usize),
    /// Everybody of either side, whichever it was before and after.
    BothSides,
    /// Everybody, where nobody belongs to a side.
    Everybody,
}

impl Group {
    /// Those whose changes are kept.
    pub(super) const CELLS: [Self; 4] = [Self::Side(0), Self::Side(1), Self::BothSides, Self::Everybody];

    /// Which cells count them.
    pub(super) const fn cells(self) -> Range<usize> {
        match self {
            Self::Side(side) => side..side + 1,
            Self::BothSides => 0..NEITHER,
            Self::Everybody => NEITHER..NEITHER + 1,
        }
    }

    pub(super) fn holds(self, cell: usize) -> bool {
        self.cells().contains(&cell)
    }
}

/// What decides which numbers of a wave count somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    /// Which part of the people, where a run prints several.
    part: u32,
    /// Which side, or neither.
    pub(super) cell: usize,
    /// The value of each contrast; the one after the last for those without one.
    values: Box<[usize]>,
    asked: Box<[u64]>,
    /// Which dimensions have a score, and after them the total.
    scored: Box<[u64]>,
    dimensions: usize,
    /// Whether contrasts count this person.
    contrasted: bool,
}

/// What is printed of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// Their total or their score in a dimension.
    Score(Measure),
    /// Their answers to a question of a dimension, by their places in the pack.
    Question {
        /// Which question.
        question: usize,
        /// Its dimension.
        dimension: usize,
    },
    /// Their total, of those who have a score in a dimension as well.
    TotalWith(usize),
    /// Their total on the questions common to all values of a contrast, by its place in the pack.
    Contrast(usize),
}

/// Where a number counts somebody: in which part of the people, and there on which side or with which
/// value of a contrast.
type Spot = (u32, usize);

/// The people of one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct People {
    /// Which part of the people, where a run prints several.
    part: u32,
    /// Which cells, or which value of a contrast.
    places: Range<usize>,
}

impl People {
    /// A group of a part.
    pub(super) const fn of(part: u32, group: Group) -> Self {
        Self {
            part,
            places: group.cells(),
        }
    }

    /// Those of a part with a value of a contrast.
    pub(super) const fn with(part: u32, value: usize) -> Self {
        Self {
            part,
            places: value..value + 1,
        }
    }

    /// These and others of the same part, who stand beside them.
    pub(super) fn with_other(&self, other: &Self) -> Self {
        Self {
            part: self.part,
            places: self.places.start.min(other.places.start)..self.places.end.max(other.places.end),
        }
    }

    /// Whether all of the one are among the other.
    pub(super) fn nest(&self, other: &Self) -> bool {
        let within = |a: &Range<usize>, b: &Range<usize>| b.start <= a.start && a.end <= b.end;
        self.part == other.part
            && (within(&self.places, &other.places) || within(&other.places, &self.places))
    }

    /// Everywhere they stand.
    fn spots(&self) -> impl Iterator<Item = Spot> {
        self.places.clone().map(|place| (self.part, place))
    }
}

impl Kind {
    pub(super) fn of(pack: &Pack, part: u32, response: &Response, card: &Scorecard) -> Self {
        let side = response.side(pack);
        let mut asked = Vec::new();
        let questions = response.answers.iter();
        push_bits(&mut asked, questions.map(|answer| *answer != Answer::NotAsked));
        let mut scored = Vec::new();
        let scores = card.dimensions.iter().map(Option::is_some);
        push_bits(&mut scored, scores.chain([card.total.is_some()]));
        let values = pack.contrasts.iter().map(|&attribute| {
            let last = pack.attributes[attribute].values.as_ref().map_or(0, Vec::len);
            match response.attributes.get(attribute) {
                Some(Some(AttributeValue::Closed(value))) => (*value).min(last),
                _ => last,
            }
        });
        Self {
            part,
            cell: side.unwrap_or(NEITHER),
            values: values.collect(),
            asked: asked.into(),
            scored: scored.into(),
            dimensions: pack.dimensions.len(),
            contrasted: pack.sides.is_none() || side.is_some(),
        }
    }

    /// Where a number counts people of this kind, if it does.
    fn spot(&self, number: Number) -> Option<Spot> {
        let total = bit(&self.scored, self.dimensions);
        let (counts, place) = match number {
            Number::Score(Measure::Total) => (total, self.cell),
            Number::Score(Measure::Dimension(dimension)) => (bit(&self.scored, dimension), self.cell),
            Number::TotalWith(dimension) => (total && bit(&self.scored, dimension), self.cell),
            // Who was asked is known; who of them left it open is not.
            Number::Question { question, dimension } => {
                let counts = bit(&self.asked, question) && bit(&self.scored, dimension);
                (counts, self.cell)
            }
            Number::Contrast(contrast) => (total && self.contrasted, self.values.get(contrast).copied()?),
        };
        counts.then_some((self.part, place))
    }
}

/// Everybody of two waves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Moves {
    /// Of those with an identifier: what they are in the earlier wave, what in the later, and how many.
    pub(super) named: Vec<([Option<Kind>; 2], u64)>,
    /// Of those without, who may be the same people or others: in the earlier and in the later wave.
    pub(super) unnamed: [Vec<(Kind, u64)>; 2],
}

/// How the people of a number moved between two waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Turnover {
    /// In both.
    pub(super) pairs: u64,
    /// Only in the later; those without an identifier among them.
    pub(super) joined: u64,
    /// Only in the earlier, likewise.
    pub(super) left: u64,
    /// How many of those without an identifier may be in both after all.
    pub(super) perhaps: u64,
}

/// How people went from the numbers of one wave to those of another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Flows {
    /// From which number of the earlier to which of the later, and how many with an identifier; `None` is
    /// none of them.
    named: BTreeMap<(Option<usize>, Option<usize>), u64>,
    /// How many each number counts without an identifier.
    unnamed: [Vec<u64>; 2],
    /// How many each number counts with one.
    counted: [Vec<u64>; 2],
}

impl Moves {
    /// Whether everybody has an identifier.
    pub(super) const fn everybody_named(&self) -> bool {
        self.unnamed[0].is_empty() && self.unnamed[1].is_empty()
    }

    /// Between which numbers of the two waves people went. The numbers of one wave share nobody.
    pub(super) fn flows(&self, number: Number, numbers: [&[People]; 2]) -> Flows {
        let places = numbers.map(|numbers| -> BTreeMap<Spot, usize> {
            let numbers = numbers.iter().enumerate();
            numbers
                .flat_map(|(at, people)| people.spots().map(move |spot| (spot, at)))
                .collect()
        });
        let at = |wave: usize, kind: &Kind| places[wave].get(&kind.spot(number)?).copied();
        let mut flows = Flows {
            unnamed: numbers.map(|numbers| vec![0; numbers.len()]),
            counted: numbers.map(|numbers| vec![0; numbers.len()]),
            ..Flows::default()
        };
        for (kinds, count) in &self.named {
            let [from, to] = [0, 1].map(|wave| {
                let place = at(wave, kinds[wave].as_ref()?)?;
                flows.counted[wave][place] += count;
                Some(place)
            });
            if from.is_some() || to.is_some() {
                *flows.named.entry((from, to)).or_default() += count;
            }
        }
        for (wave, kinds) in self.unnamed.iter().enumerate() {
            for (kind, count) in kinds {
                if let Some(place) = at(wave, kind) {
                    flows.unnamed[wave][place] += count;
                }
            }
        }
        flows
    }

    /// How many of a part of the earlier wave have a total and no score in a dimension.
    pub(super) fn with_total_without(&self, part: u32, dimension: usize) -> u64 {
        let named = self
            .named
            .iter()
            .filter_map(|([before, _], count)| Some((before.as_ref()?, count)));
        let all = named.chain(self.unnamed[0].iter().map(|(kind, count)| (kind, count)));
        all.filter(|(kind, _)| {
            kind.part == part
                && kind.contrasted
                && bit(&kind.scored, kind.dimensions)
                && !bit(&kind.scored, dimension)
        })
        .map(|(_, count)| count)
        .sum()
    }

    /// How the people of one number moved.
    pub(super) fn turnover(&self, measure: Measure, people: &People) -> Turnover {
        self.flows(Number::Score(measure), [people, people].map(std::slice::from_ref))
            .turnover(0, 0)
    }
}

impl Turnover {
    /// Those of a group who are in none of a part of it.
    pub(super) const fn without(&self, part: &Self) -> Self {
        Self {
            pairs: self.pairs.saturating_sub(part.pairs),
            joined: self.joined.saturating_sub(part.joined),
            left: self.left.saturating_sub(part.left),
            perhaps: self.perhaps.saturating_sub(part.perhaps),
        }
    }
}

impl Flows {
    /// How the people of a number moved that is `from` in the earlier wave and `to` in the later.
    pub(super) fn turnover(&self, from: usize, to: usize) -> Turnover {
        let pairs = self.named.get(&(Some(from), Some(to))).copied().unwrap_or(0);
        let unnamed = [self.unnamed[0][from], self.unnamed[1][to]];
        Turnover {
            pairs,
            joined: self.counted[1][to] - pairs + unnamed[1],
            left: self.counted[0][from] - pairs + unnamed[0],
            perhaps: unnamed[0].min(unnamed[1]),
        }
    }

    /// How many with an identifier are in some number of both waves.
    pub(super) fn pairs(&self) -> u64 {
        let both = self
            .named
            .iter()
            .filter(|((from, to), _)| from.is_some() && to.is_some());
        both.map(|(_, people)| people).sum()
    }

    /// How many the numbers of either wave count.
    pub(super) fn counted(&self) -> [u64; 2] {
        [0, 1].map(|wave| self.counted[wave].iter().chain(&self.unnamed[wave]).sum())
    }

    /// How many a number counts in one of the two waves.
    pub(super) fn size(&self, wave: usize, number: usize) -> u64 {
        self.counted[wave][number] + self.unnamed[wave][number]
    }

    /// From where to where how many went, where those without an identifier stayed as far as they can in
    /// the numbers `same` to both waves.
    pub(super) fn likely(&self, same: &[(usize, usize)]) -> BTreeMap<(Option<usize>, Option<usize>), u64> {
        let mut all = self.named.clone();
        let mut rest = self.unnamed.clone();
        for &(from, to) in same {
            let both = rest[0][from].min(rest[1][to]);
            rest[0][from] -= both;
            rest[1][to] -= both;
            *all.entry((Some(from), Some(to))).or_default() += both;
        }
        for (from, count) in rest[0].iter().enumerate() {
            *all.entry((Some(from), None)).or_default() += count;
        }
        for (to, count) in rest[1].iter().enumerate() {
            *all.entry((None, Some(to))).or_default() += count;
        }
        all
    }
}
