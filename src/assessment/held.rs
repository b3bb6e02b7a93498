//! What a run that prints several waves holds back of the earlier ones, by the rule of [`beside`].

use super::beside::{Printed, given_away};
use super::change::enough_pairs;
use super::comparison::all;
use super::links::{Group, Ledger, Measure};
use super::moves::{Moves, Number, People};
use super::setting::Held;
use super::{Assessment, Reason};
use crate::pack::Pack;

/// What a run prints of one part of the people in one wave.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Which part, as the ledger counts it.
    pub part: u32,
    /// What its answers mean, by itself.
    pub assessment: &'a Assessment,
}

/// What of every sheet must be held back beside the others. `waves` are those of one ledger by name, earliest
/// first, each with its sheets; from the latest back, each is held against all later ones. The answer has
/// the same order.
#[must_use]
pub fn hold_back(
    pack: &Pack,
    waves: &[(&str, Vec<Sheet<'_>>)],
    ledger: &Ledger,
    minimum: u64,
) -> Vec<Vec<Held>> {
    let mut held: Vec<Vec<Held>> = waves
        .iter()
        .map(|(_, sheets)| vec![Held::default(); sheets.len()])
        .collect();
    for from in (0..waves.len()).rev() {
        for to in from + 1..waves.len() {
            let Some(moves) = ledger.moves(waves[from].0, waves[to].0) else {
                continue;
            };
            let followed = is_followed(&moves, &waves[from].1, &waves[to].1, minimum);
            for number in printed(pack) {
                let before = numbers(&waves[from].1, &held[from], number);
                let after = numbers(&waves[to].1, &held[to], number);
                let people = [&before, &after].map(|numbers| {
                    numbers
                        .iter()
                        .map(|(_, number)| number.people.clone())
                        .collect::<Vec<_>>()
                });
                let printed = |numbers: &[(usize, Printed)]| {
                    numbers
                        .iter()
                        .map(|(_, number)| number.clone())
                        .collect::<Vec<_>>()
                };
                let flows = moves.flows(number, [&people[0], &people[1]]);
                let flows = Some(&flows).filter(|_| followed);
                for at in given_away(&printed(&before), &printed(&after), flows, minimum) {
                    hold(&mut held[from][before[at].0], pack, number);
                }
            }
        }
    }
    held
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
        Number::Score(Measure::Total) => held.whole = Some(Reason::FewJoinedOrLeft),
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
fn numbers(sheets: &[Sheet<'_>], held: &[Held], number: Number) -> Vec<(usize, Printed)> {
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
        Number::Score(Measure::Total) => false,
        Number::Score(Measure::Dimension(at)) => marked(&held.dimensions, at),
        Number::Question { question, .. } => marked(&held.questions, question),
        Number::Contrast(at) => marked(&held.contrasts, at),
    }
}

/// Whose numbers a sheet shows, and on how many people each rests: of both sides, or of the whole.
fn whose(sheet: &Sheet<'_>, number: Number) -> Vec<(People, Option<u64>)> {
    let (part, of) = (sheet.part, sheet.assessment);
    let (whole, sides): (Option<u64>, Vec<Option<u64>>) = match number {
        Number::Score(Measure::Total) => (
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
