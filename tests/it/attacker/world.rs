//! What the attacker knows, as a linear program.
//!
//! Known beforehand: who belongs to what and who was there in which wave, and so who was asked what; who has
//! no score in a dimension and no total. Not known: who left a single question open, because no list of
//! people says so. People who are the same in all of that are one class; the variables are a class's sums of
//! points by question, of every wave for itself, or of all where the attacker knows that whoever stayed
//! answered as before. Everything else is read from what one run prints.

mod complete;
mod counts;
mod groups;
mod read;
mod reveal;
mod several;

use std::collections::BTreeMap;

use lockstep::answers::{Answer, AttributeValue, Form, Response};
use lockstep::assessment::Tally;
use lockstep::pack::Pack;
use lockstep::scoring::Scorecard;

use lockstep::statistics::linear::{self, Program, Terms};

/// What is known of somebody in one wave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    pub(crate) side: usize,
    /// By attribute; none where not said.
    pub(crate) values: Vec<Option<usize>>,
    pub(crate) short: bool,
    pub(crate) asked: Vec<bool>,
    pub(crate) scored: Vec<bool>,
    pub(crate) total: bool,
    /// By contrast: scored on the common questions, and with a total on them.
    pub(crate) common: Vec<(Vec<bool>, bool)>,
}

/// The sums of a class in one wave.
#[derive(Debug, Clone)]
struct Sums {
    /// By question: the variable of the points, those of open questions filled by the own dimension score.
    points: Vec<Option<usize>>,
    /// By question: how many were asked and answered nothing that counts.
    open: Vec<usize>,
    dimensions: Vec<Terms>,
    total: Terms,
}

/// People whom the attacker cannot tell apart.
#[derive(Debug)]
pub(crate) struct Class {
    /// By wave; none where they were not there or on neither side.
    pub(crate) kinds: Vec<Option<Kind>>,
    pub(crate) people: Vec<usize>,
    sums: Vec<Option<Sums>>,
}

/// What a mean is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    Total,
    Dimension(usize),
    Question(usize),
}

/// A sum that is told.
pub(crate) struct Told {
    pub(crate) wave: usize,
    pub(crate) what: Measure,
    pub(crate) classes: Vec<usize>,
    pub(crate) n: f64,
    pub(crate) sum: f64,
}

/// Everybody, by wave: what they answered if they were there.
pub(crate) type People = Vec<Vec<Option<Response>>>;

/// Of whom something is printed: of a wave, and there of those with these values of some keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) wave: usize,
    /// An attribute, or none for the form; and the value.
    pub(crate) part: Vec<(Option<usize>, Option<usize>)>,
}

impl Scope {
    pub(crate) fn of(wave: usize) -> Self {
        Self {
            wave,
            part: Vec::new(),
        }
    }

    /// Whether somebody of its wave belongs to it.
    pub(crate) fn counts(&self, response: &Response) -> bool {
        self.part.iter().all(|(key, value)| match key {
            Some(attribute) => said(&response.attributes[*attribute]) == *value,
            None => Some(usize::from(response.form == Form::Short)) == *value,
        })
    }

    pub(crate) fn holds(&self, kind: &Kind) -> bool {
        self.part.iter().all(|(key, value)| match key {
            Some(attribute) => kind.values[*attribute] == *value,
            None => Some(usize::from(kind.short)) == *value,
        })
    }
}

pub(crate) struct World<'a> {
    pack: &'a Pack,
    people: &'a People,
    pub(crate) waves: usize,
    /// Whether whoever stays is known to answer as before.
    pub(crate) steady: bool,
    pub(crate) classes: Vec<Class>,
    pub(crate) program: Program,
    truth: Vec<f64>,
    pub(crate) told: Vec<Told>,
    /// Equations that make up one published figure: of both sides, or of all groups of a contrast.
    pub(crate) figures: Vec<Vec<usize>>,
    /// By wave, then by question: whether nothing was left open.
    closed: Vec<Vec<bool>>,
    /// By contrast the questions that do not depend on it.
    commons: Vec<Vec<bool>>,
    /// Of whom something was read.
    pub(crate) scopes: Vec<Scope>,
}

fn scale(terms: &Terms, factor: f64) -> Terms {
    terms
        .iter()
        .map(|(variable, value)| (*variable, value * factor))
        .collect()
}

impl<'a> World<'a> {
    /// Of people over some waves; where they are `steady`, whoever stays is known to answer as before.
    pub(crate) fn new(pack: &'a Pack, people: &'a People, steady: bool) -> Self {
        let waves = people.first().map_or(0, Vec::len);
        let mut world = Self {
            pack,
            people,
            waves,
            steady,
            classes: Vec::new(),
            program: Program::default(),
            truth: Vec::new(),
            told: Vec::new(),
            figures: Vec::new(),
            closed: vec![vec![true; pack.questions.len()]; waves],
            commons: Tally::new(pack)
                .contrasts
                .iter()
                .map(|contrast| contrast.common.clone())
                .collect(),
            scopes: Vec::new(),
        };
        let mut classes: BTreeMap<Vec<Option<Kind>>, Vec<usize>> = BTreeMap::new();
        for (index, person) in people.iter().enumerate() {
            let kind = |there: &Option<Response>| {
                there
                    .as_ref()
                    .filter(|response| response.side(pack).is_some())
                    .map(|response| world.kind(response))
            };
            let kinds: Vec<Option<Kind>> = person.iter().map(kind).collect();
            if kinds.iter().any(Option::is_some) {
                classes.entry(kinds).or_default().push(index);
            }
        }
        for (kinds, members) in classes {
            world.class(kinds, members, steady);
        }
        world
    }

    fn kind(&self, person: &Response) -> Kind {
        let mut card = Scorecard::default();
        card.fill(self.pack, person);
        let scored = card.dimensions.iter().map(Option::is_some).collect();
        let total = card.total.is_some();
        let common = self.commons.iter().map(|common| {
            card.fill_where(self.pack, person, |question| common[question]);
            (
                card.dimensions.iter().map(Option::is_some).collect(),
                card.total.is_some(),
            )
        });
        let common = common.collect();
        let values = person.attributes.iter().map(said);
        Kind {
            side: person.side(self.pack).unwrap_or(2),
            values: values.collect(),
            short: person.form == Form::Short,
            asked: person
                .answers
                .iter()
                .map(|answer| *answer != Answer::NotAsked)
                .collect(),
            scored,
            total,
            common,
        }
    }

    fn range(&self, question: usize) -> (f64, f64) {
        let options = self.pack.questions[question].options.iter();
        widest(options.map(|option| (option.points().to_f64(), option.points().to_f64())))
    }

    /// One range for all that a dimension can be.
    fn range_of(&self, dimension: usize) -> (f64, f64) {
        widest(
            self.pack
                .questions_of(dimension)
                .map(|question| self.range(question)),
        )
    }

    pub(crate) fn range_of_measure(&self, what: Measure) -> (f64, f64) {
        match what {
            Measure::Question(question) => self.range(question),
            Measure::Dimension(dimension) => self.range_of(dimension),
            Measure::Total => {
                widest((0..self.pack.dimensions.len()).map(|dimension| self.range_of(dimension)))
            }
        }
    }

    fn response(&self, person: usize, wave: usize) -> &Response {
        self.people[person][wave].as_ref().unwrap()
    }

    fn points(&self, (person, wave): (usize, usize), question: usize) -> Option<f64> {
        match self.response(person, wave).answers[question] {
            Answer::Option(option) => Some(self.pack.questions[question].options[option].points().to_f64()),
            _ => None,
        }
    }

    fn score(&self, (person, wave): (usize, usize), dimension: usize) -> f64 {
        let mut card = Scorecard::default();
        card.fill(self.pack, self.response(person, wave));
        card.dimensions[dimension].unwrap().to_f64()
    }

    fn variable(&mut self, low: f64, high: f64, truth: f64) -> usize {
        self.truth.push(truth);
        self.program.variable(low, high)
    }

    fn class(&mut self, kinds: Vec<Option<Kind>>, people: Vec<usize>, steady: bool) {
        let mut all: Vec<Option<Sums>> = Vec::new();
        for (wave, kind) in kinds.iter().enumerate() {
            let before = all.iter().flatten().next().cloned().filter(|_| steady);
            let sums = kind
                .as_ref()
                .map(|kind| before.unwrap_or_else(|| self.sums(kind, &people, wave)));
            if let Some(sums) = &sums {
                for (question, open) in sums.open.iter().enumerate() {
                    self.closed[wave][question] &= *open == 0;
                }
            }
            all.push(sums);
        }
        self.classes.push(Class {
            kinds,
            people,
            sums: all,
        });
    }

    fn sums(&mut self, kind: &Kind, people: &[usize], wave: usize) -> Sums {
        let n = people.len() as f64;
        let questions = self.pack.questions.len();
        let mut points = vec![None; questions];
        let mut open = vec![0; questions];
        for question in (0..questions).filter(|&question| kind.asked[question]) {
            let dimension = self.pack.questions[question].dimension;
            let answered: Vec<f64> = people
                .iter()
                .filter_map(|&person| self.points((person, wave), question))
                .collect();
            let mut sum: f64 = answered.iter().sum();
            open[question] = people.len() - answered.len();
            let (low, high) = self.range(question);
            points[question] = Some(if kind.scored[dimension] {
                let without = people
                    .iter()
                    .filter(|person| self.points((**person, wave), question).is_none());
                sum += without
                    .map(|&person| self.score((person, wave), dimension))
                    .sum::<f64>();
                self.variable(low * n, high * n, sum)
            } else {
                let n = answered.len() as f64;
                self.variable(low * n, high * n, sum)
            });
        }
        let weight = |question: usize| self.pack.questions[question].weight as f64;
        let of = |dimension: usize| {
            let asked: Vec<usize> = self
                .pack
                .questions_of(dimension)
                .filter(|&question| kind.asked[question])
                .collect();
            let weights: f64 = asked.iter().map(|&question| weight(question)).sum();
            if kind.scored[dimension] {
                asked
                    .iter()
                    .map(|&question| (points[question].unwrap(), weight(question) / weights))
                    .collect()
            } else {
                Terms::new()
            }
        };
        let dimensions: Vec<Terms> = (0..self.pack.dimensions.len()).map(of).collect();
        let total = self.mix(&dimensions, &kind.scored);
        Sums {
            points,
            open,
            dimensions,
            total,
        }
    }

    /// The total of dimension sums.
    fn mix(&self, dimensions: &[Terms], scored: &[bool]) -> Terms {
        let weight = |dimension: usize| self.pack.dimensions[dimension].weight as f64;
        let with = || (0..dimensions.len()).filter(|&dimension| scored[dimension]);
        let weights: f64 = with().map(weight).sum();
        with()
            .flat_map(|dimension| scale(&dimensions[dimension], weight(dimension) / weights))
            .collect()
    }

    /// The sum of a measure over a class in a wave; none where its people have none.
    pub(crate) fn sum(&self, wave: usize, class: usize, what: Measure) -> Option<Terms> {
        let class = &self.classes[class];
        let (kind, sums) = class.kinds[wave].as_ref().zip(class.sums[wave].as_ref())?;
        match what {
            Measure::Total => kind.total.then(|| sums.total.clone()),
            Measure::Dimension(index) => kind.scored[index].then(|| sums.dimensions[index].clone()),
            Measure::Question(index) => sums.points[index].map(|points| vec![(points, 1.0)]),
        }
    }

    /// Those of some classes that have a measure, and its sum over them.
    pub(crate) fn sum_of(&self, wave: usize, classes: &[usize], what: Measure) -> (Vec<usize>, Terms) {
        let mut with = Vec::new();
        let mut terms = Terms::new();
        for &class in classes {
            if let Some(sum) = self.sum(wave, class, what) {
                with.push(class);
                terms.extend(sum);
            }
        }
        (with, terms)
    }

    /// What a dimension adds to the totals of a class.
    pub(crate) fn part(&self, wave: usize, class: usize, dimension: usize) -> Terms {
        let Some(sums) = &self.classes[class].sums[wave] else {
            return Terms::new();
        };
        let here = |variable: usize| {
            let of = sums.points.iter().position(|points| *points == Some(variable));
            of.is_some_and(|question| self.pack.questions[question].dimension == dimension)
        };
        sums.total
            .iter()
            .copied()
            .filter(|(variable, _)| here(*variable))
            .collect()
    }

    /// Everything that has a mean.
    pub(crate) fn measures(&self) -> Vec<Measure> {
        let dimensions = (0..self.pack.dimensions.len()).map(Measure::Dimension);
        let questions = (0..self.pack.questions.len()).map(Measure::Question);
        std::iter::once(Measure::Total)
            .chain(dimensions)
            .chain(questions)
            .collect()
    }

    pub(crate) fn dimensions(&self) -> usize {
        self.pack.dimensions.len()
    }

    /// Whether the mean of a measure is linear: not where somebody left the question open.
    pub(crate) fn closed(&self, wave: usize, what: Measure) -> bool {
        match what {
            Measure::Question(question) => self.closed[wave][question],
            _ => true,
        }
    }

    /// The classes of a scope of which something holds.
    pub(crate) fn members(&self, scope: &Scope, of: impl Fn(&Kind) -> bool) -> Vec<usize> {
        let counts = |class: &usize| {
            let kind = self.classes[*class].kinds[scope.wave].as_ref();
            kind.is_some_and(|kind| scope.holds(kind) && of(kind))
        };
        (0..self.classes.len()).filter(counts).collect()
    }

    pub(crate) fn size(&self, classes: &[usize]) -> f64 {
        classes
            .iter()
            .map(|&class| self.classes[class].people.len() as f64)
            .sum()
    }

    /// All equations from `start` on are one figure.
    fn figure(&mut self, start: usize) {
        self.figures.push((start..self.program.equations.len()).collect());
    }

    /// What really happened satisfies every equation; else the attacker's model would be wrong.
    pub(crate) fn check_truth(&self) {
        for (terms, right) in &self.program.equations {
            let found = linear::value(terms, &self.truth);
            assert!((found - right).abs() < 1e-5, "{found} is not {right}");
        }
        for ((low, high), truth) in self.program.bounds.iter().zip(&self.truth) {
            assert!(low - 1e-6 <= *truth && *truth <= high + 1e-6);
        }
    }
}

/// The value that somebody said.
fn said(value: &Option<AttributeValue>) -> Option<usize> {
    match value {
        Some(AttributeValue::Closed(value)) => Some(*value),
        _ => None,
    }
}

fn widest(ranges: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
    ranges.fold((f64::INFINITY, f64::NEG_INFINITY), |all, range| {
        (all.0.min(range.0), all.1.max(range.1))
    })
}

/// By person what they answered in each wave.
pub(crate) fn by_person(records: &[Response], names: &[&str]) -> People {
    let mut people: BTreeMap<&str, Vec<Option<Response>>> = BTreeMap::new();
    for response in records {
        let person = people
            .entry(response.respondent.as_deref().unwrap())
            .or_insert_with(|| vec![None; names.len()]);
        let wave = names
            .iter()
            .position(|name| response.wave.as_deref() == Some(*name))
            .unwrap();
        person[wave] = Some(response.clone());
    }
    people.into_values().collect()
}

/// People of one wave.
pub(crate) fn people_of(people: &[Response]) -> People {
    people
        .iter()
        .map(|response| vec![Some(response.clone())])
        .collect()
}
