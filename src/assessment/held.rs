//! What a run that prints several waves holds back of the earlier ones, by the rule of `beside`.

use std::collections::BTreeSet;

use super::beside::{Printed, given_away};
use super::change::enough_pairs;
use super::comparison::all;
use super::links::Ledger;
use super::moves::{Group, Measure, Moves, Number, People};
use super::setting::Held;
use super::{Assessment, Reason};
use crate::pack::Pack;

/// What a run prints of one part of the people in one wave.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Which part, as the ledger counts it.
    pub part: u32,
    /// What its answers mean.
    pub assessment: &'a Assessment,
    /// What is held back of it.
    pub held: &'a Held,
}

/// Holds back of every sheet what would give somebody away beside the others. `waves` are those of one
/// ledger by name, earliest first, each with its sheets; from the latest back, each is held against all
/// later ones. `sheet` looks at one, and `again` assesses it once more with more held back: then a number
/// may come to light that was withheld for the sake of another, so it is gone over until nothing is found.
///
/// # Errors
/// Whatever `again` says.
pub fn hold_back<T, E>(
    pack: &Pack,
    waves: &mut [(&str, Vec<T>)],
    ledger: &Ledger,
    minimum: u64,
    sheet: impl Fn(&T) -> Sheet<'_>,
    mut again: impl FnMut(&mut T, Held) -> Result<(), E>,
) -> Result<(), E> {
    loop {
        let looked: Vec<(&str, Vec<Sheet<'_>>)> = waves
            .iter()
            .map(|(name, sheets)| (*name, sheets.iter().map(&sheet).collect()))
            .collect();
        let held = all_held(pack, &looked, ledger, minimum);
        let mut found = false;
        for ((_, sheets), held) in waves.iter_mut().zip(held) {
            for (item, held) in sheets.iter_mut().zip(held) {
                if *sheet(item).held != held {
                    found = true;
                    again(item, held)?;
                }
            }
        }
        if !found {
            return Ok(());
        }
    }
}

/// By sheet what is held back, and what must be besides.
fn all_held(pack: &Pack, waves: &[(&str, Vec<Sheet<'_>>)], ledger: &Ledger, minimum: u64) -> Vec<Vec<Held>> {
    let mut held: Vec<Vec<Held>> = waves
        .iter()
        .map(|(_, sheets)| sheets.iter().map(|sheet| sheet.held.clone()).collect())
        .collect();
    for from in (0..waves.len()).rev() {
        for to in from + 1..waves.len() {
            let Some(moves) = ledger.moves(waves[from].0, waves[to].0) else {
                continue;
            };
            let between = Between {
                followed: is_followed(&moves, &waves[from].1, &waves[to].1, minimum),
                moves,
                minimum,
            };
            for number in printed(pack) {
                let before = numbers(&waves[from].1, &held[from], number);
                let after = numbers(&waves[to].1, &held[to], number);
                for sheet in between.given_away(number, &before, &after) {
                    hold(&mut held[from][sheet], pack, number);
                }
            }
            for dimension in 0..pack.dimensions.len() {
                let number = Number::Score(Measure::Dimension(dimension));
                let before = numbers(&waves[from].1, &held[from], number);
                let after = numbers(&waves[to].1, &held[to], number);
                for sheet in between.uneven(pack, dimension, &before, &after) {
                    hold(&mut held[from][sheet], pack, number);
                }
            }
            for (sheet, held) in waves[from].1.iter().zip(&mut held[from]) {
                if between.total_gives_back(sheet.part, held) {
                    held.whole = Some(Reason::FewJoinedOrLeft);
                }
            }
        }
    }
    held
}

/// A number that a wave prints: the place of its sheet, and whose it is.
type OfSheet = (usize, Printed);

/// Two waves of a run.
struct Between {
    moves: Moves,
    /// Whether people can be followed from one to the other.
    followed: bool,
    minimum: u64,
}

impl Between {
    /// The sheets of the earlier wave whose number would give somebody away beside the later wave.
    fn given_away(&self, number: Number, before: &[OfSheet], after: &[OfSheet]) -> BTreeSet<usize> {
        let mut given = self.sheets(number, before, after);
        // Both sides of a part are its whole, too.
        given.extend(self.sheets(number, &wholes(before), &wholes(after)));
        given
    }

    /// The sheets of the earlier wave of which those who joined or left a dimension are no group of their own:
    /// a few of them were asked a question more or less, or have a total without the dimension or the reverse.
    /// What many of them have in common, the totals and the other questions, may then tell of those few.
    fn uneven(
        &self,
        pack: &Pack,
        dimension: usize,
        before: &[OfSheet],
        after: &[OfSheet],
    ) -> BTreeSet<usize> {
        let asked = pack.questions_of(dimension);
        let asked = asked.map(|question| Number::Question { question, dimension });
        let scored = Number::Score(Measure::Dimension(dimension));
        let with = Number::TotalWith(dimension);
        let parts = asked.chain([with]).map(|part| (scored, part));
        let parts: Vec<(Number, Number)> = parts.chain([(Number::Score(Measure::Total), with)]).collect();
        let mut found = BTreeSet::new();
        if !self.followed {
            return found;
        }
        for (before, after) in [(before.to_vec(), after.to_vec()), (wholes(before), wholes(after))] {
            for (sheet, earlier) in &before {
                let same = after.iter().filter(|(_, later)| later.people == earlier.people);
                let uneven = |(all, part): &(Number, Number)| {
                    let people = std::slice::from_ref(&earlier.people);
                    let of = |number: Number| self.moves.flows(number, [people, people]).turnover(0, 0);
                    let (all, part) = (of(*all), of(*part));
                    part.gives_away(self.minimum) || all.without(&part).gives_away(self.minimum)
                };
                if same.count() > 0 && parts.iter().any(uneven) {
                    found.insert(*sheet);
                }
            }
        }
        found
    }

    /// Whether a dimension that is held back can be had from the total and the other dimensions of the
    /// earlier wave: too few have that total without it.
    fn total_gives_back(&self, part: u32, held: &Held) -> bool {
        let mut dimensions = held.dimensions.iter().enumerate();
        dimensions.any(|(at, held)| *held && self.moves.with_total_without(part, at) < self.minimum)
    }

    fn sheets(&self, number: Number, before: &[OfSheet], after: &[OfSheet]) -> BTreeSet<usize> {
        let printed =
            |of: &[OfSheet]| -> Vec<Printed> { of.iter().map(|(_, printed)| printed.clone()).collect() };
        let people = |of: &[OfSheet]| -> Vec<People> {
            of.iter().map(|(_, printed)| printed.people.clone()).collect()
        };
        let flows = self.moves.flows(number, [&people(before), &people(after)]);
        let flows = Some(&flows).filter(|_| self.followed);
        let given = given_away(&printed(before), &printed(after), flows, self.minimum);
        given.into_iter().map(|at| before[at].0).collect()
    }
}

/// One number for each sheet: that of both sides together.
fn wholes(numbers: &[OfSheet]) -> Vec<OfSheet> {
    let mut wholes: Vec<OfSheet> = Vec::new();
    for (sheet, printed) in numbers {
        match wholes.last_mut() {
            Some((known, whole)) if known == sheet => {
                whole.people = whole.people.with_other(&printed.people);
                whole.n = whole.n.zip(printed.n).map(|(a, b)| a + b);
            }
            _ => wholes.push((*sheet, printed.clone())),
        }
    }
    wholes
}

/// Everything that a report prints of people: the total first, which takes the rest with it.
fn printed(pack: &Pack) -> Vec<Number> {
    let scores = (0..pack.dimensions.len()).map(Measure::Dimension);
    let scores = std::iter::once(Measure::Total).chain(scores).map(Number::Score);
    let questions = pack.questions.iter().enumerate();
    let questions = questions.map(|(question, asked)| Number::Question {
        question,
        dimension: asked.dimension,
    });
    let contrasts = (0..pack.contrasts.len()).map(Number::Contrast);
    scores.chain(questions).chain(contrasts).collect()
}

fn hold(held: &mut Held, pack: &Pack, number: Number) {
    let mark = |list: &mut Vec<bool>, count: usize, at: usize| {
        list.resize(count, false);
        list[at] = true;
    };
    match number {
        Number::Score(Measure::Total) | Number::TotalWith(_) => held.whole = Some(Reason::FewJoinedOrLeft),
        Number::Score(Measure::Dimension(at)) => mark(&mut held.dimensions, pack.dimensions.len(), at),
        Number::Question { question, .. } => mark(&mut held.questions, pack.questions.len(), question),
        Number::Contrast(at) => mark(&mut held.contrasts, pack.contrasts.len(), at),
    }
}

/// Whether people can be followed from one wave to the other: all have an identifier, or enough of them.
fn is_followed(moves: &Moves, before: &[Sheet<'_>], after: &[Sheet<'_>], minimum: u64) -> bool {
    let people = [before, after].map(|sheets| -> Vec<People> {
        let parts = sheets.iter().map(|sheet| sheet.part);
        let groups = [Group::BothSides, Group::Everybody];
        parts
            .flat_map(|part| groups.map(|group| People::of(part, group)))
            .collect()
    });
    moves.everybody_named() || {
        let flows = moves.flows(Number::Score(Measure::Total), [&people[0], &people[1]]);
        let [earlier, later] = flows.counted();
        enough_pairs(flows.pairs(), earlier.min(later), minimum)
    }
}

/// The numbers that are printed of a measure, each with the place of its sheet.
fn numbers(sheets: &[Sheet<'_>], held: &[Held], number: Number) -> Vec<OfSheet> {
    let mut numbers = Vec::new();
    for (at, (sheet, held)) in sheets.iter().zip(held).enumerate() {
        if held.whole.is_some() || is_held(held, number) {
            continue;
        }
        let printed = whose(sheet, number).into_iter();
        numbers.extend(printed.map(|(people, n)| (at, Printed { people, n })));
    }
    numbers
}

fn is_held(held: &Held, number: Number) -> bool {
    let marked = |list: &[bool], at: usize| list.get(at).copied().unwrap_or(false);
    match number {
        Number::Score(Measure::Total) | Number::TotalWith(_) => false,
        Number::Score(Measure::Dimension(at)) => marked(&held.dimensions, at),
        Number::Question { question, .. } => marked(&held.questions, question),
        Number::Contrast(at) => marked(&held.contrasts, at),
    }
}

/// Whose numbers a sheet shows, and on how many people each rests: of both sides, or of the whole.
fn whose(sheet: &Sheet<'_>, number: Number) -> Vec<(People, Option<u64>)> {
    let (part, of) = (sheet.part, sheet.assessment);
    let (whole, sides): (Option<u64>, Vec<Option<u64>>) = match number {
        Number::Score(Measure::Total) | Number::TotalWith(_) => (
            of.overall.estimate.n,
            of.sides.iter().map(|side| side.estimate.n).collect(),
        ),
        Number::Score(Measure::Dimension(at)) => of.dimensions.get(at).map_or_else(Default::default, |of| {
            (
                of.estimate.n,
                of.sides.iter().map(|side| side.estimate.n).collect(),
            )
        }),
        Number::Question { question, .. } => of.questions.get(question).map_or_else(Default::default, |of| {
            (of.estimate.n, of.sides.iter().map(|side| side.n).collect())
        }),
        Number::Contrast(at) => {
            let groups = of.contrasts.get(at).map_or(&[][..], |contrast| &contrast.groups);
            let shown = groups
                .iter()
                .enumerate()
                .filter(|(_, group)| group.estimate.n.is_some());
            return shown
                .map(|(value, group)| (People::with(part, value), group.estimate.n))
                .collect();
        }
    };
    let both = sides.len() == 2 && sides.iter().all(Option::is_some);
    match whole {
        None => Vec::new(),
        Some(_) if both => {
            let sides = sides.into_iter().enumerate();
            sides
                .map(|(side, n)| (People::of(part, Group::Side(side)), n))
                .collect()
        }
        Some(_) => vec![(People::of(part, all(of)), whole)],
    }
}
