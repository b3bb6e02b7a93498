//! Which groups the attacker looks for, and which are large enough to be nobody's secret.

use super::{Kind, Measure, Scope, World, linear};
use lockstep::statistics::linear::Terms;

/// Some people of a wave.
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) wave: usize,
    pub(crate) classes: Vec<usize>,
}

/// By what groups are told apart: by nothing, by side, or by the value of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cells {
    Whole,
    Sides,
    Values(usize),
}

impl Cells {
    fn of(self, kind: &Kind) -> Option<usize> {
        match self {
            Self::Whole => Some(0),
            Self::Sides => Some(kind.side),
            Self::Values(attribute) => kind.values[attribute],
        }
    }
}

impl World<'_> {
    fn cells(&self) -> Vec<Cells> {
        let values = self
            .pack
            .contrasts
            .iter()
            .map(|&attribute| Cells::Values(attribute));
        [Cells::Sides, Cells::Whole].into_iter().chain(values).collect()
    }

    /// Groups that attributes define, of every part and wave that was read, and those who came, left and moved.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let mut found: Vec<Group> = Vec::new();
        let mut scopes = self.scopes.clone();
        scopes.dedup();
        for scope in &scopes {
            for (name, classes) in self.groups_of(scope) {
                found.push(Group {
                    name: format!("{scope:?} {name}"),
                    wave: scope.wave,
                    classes,
                });
            }
        }
        // Who came and left is looked for where both waves are printed.
        let waves: Vec<usize> = (0..self.waves)
            .filter(|&wave| self.scopes.iter().any(|scope| scope.wave == wave))
            .collect();
        for (at, &from) in waves.iter().enumerate() {
            for &to in &waves[at + 1..] {
                for scope in &scopes {
                    for (name, wave, classes) in self.passing((from, to), scope) {
                        let name = format!("{scope:?} from {from} to {to}: {name}");
                        found.push(Group { name, wave, classes });
                    }
                }
            }
        }
        found
    }

    /// Those who were in a cell and are elsewhere, or the reverse.
    fn passing(&self, (from, to): (usize, usize), scope: &Scope) -> Vec<(String, usize, Vec<usize>)> {
        let mut found = Vec::new();
        for cells in self.cells() {
            for (labels, classes) in self.partition(&[from, to], scope, cells) {
                if labels[0] != labels[1] {
                    let wave = if labels[0].is_some() { from } else { to };
                    found.push((format!("{cells:?} {labels:?}"), wave, classes));
                }
            }
        }
        found
    }

    /// The classes by their cells in some waves; none where they are in none of the scope.
    fn partition(
        &self,
        waves: &[usize],
        scope: &Scope,
        cells: Cells,
    ) -> Vec<(Vec<Option<usize>>, Vec<usize>)> {
        let mut found: Vec<(Vec<Option<usize>>, Vec<usize>)> = Vec::new();
        for (index, class) in self.classes.iter().enumerate() {
            let label = |&wave: &usize| {
                let kind = class.kinds[wave].as_ref().filter(|kind| scope.holds(kind))?;
                // Values that nobody gave are a cell as well.
                Some(cells.of(kind).map_or(usize::MAX, |cell| cell))
            };
            let labels: Vec<Option<usize>> = waves.iter().map(label).collect();
            if labels.iter().all(Option::is_none) {
                continue;
            }
            match found.iter_mut().find(|(known, _)| *known == labels) {
                Some((_, classes)) => classes.push(index),
                None => found.push((labels, vec![index])),
            }
        }
        found
    }

    fn groups_of(&self, scope: &Scope) -> Vec<(String, Vec<usize>)> {
        let mut found: Vec<(String, Vec<usize>)> = Vec::new();
        let mut add = |name: String, classes: Vec<usize>| {
            if !classes.is_empty() && found.iter().all(|(_, known)| *known != classes) {
                found.push((name, classes));
            }
        };
        for side in [None, Some(0), Some(1)] {
            let here = |kind: &Kind| side.is_none_or(|side| kind.side == side);
            for form in [None, Some(false), Some(true)] {
                let here = |kind: &Kind| here(kind) && form.is_none_or(|short| kind.short == short);
                let name = format!("side {side:?} short {form:?}");
                add(name.clone(), self.members(scope, here));
                for choice in self.choices() {
                    let fits = |kind: &Kind| {
                        let values = self
                            .pack
                            .contrasts
                            .iter()
                            .map(|&attribute| kind.values[attribute]);
                        here(kind)
                            && choice
                                .iter()
                                .zip(values)
                                .all(|(wanted, value)| wanted.is_none_or(|wanted| wanted == value))
                    };
                    add(format!("{name} values {choice:?}"), self.members(scope, fits));
                }
            }
            for dimension in 0..self.pack.dimensions.len() {
                let lacks = |kind: &Kind| here(kind) && kind.total && !kind.scored[dimension];
                add(
                    format!("side {side:?} without dimension {dimension}"),
                    self.members(scope, lacks),
                );
                let only = |kind: &Kind| here(kind) && !kind.total && kind.scored[dimension];
                add(
                    format!("side {side:?} dimension {dimension} without total"),
                    self.members(scope, only),
                );
            }
            for question in 0..self.pack.questions.len() {
                for asked in [false, true] {
                    let part = self.members(scope, |kind| here(kind) && kind.asked[question] == asked);
                    add(format!("side {side:?} question {question} asked {asked}"), part);
                }
            }
        }
        found
    }

    /// By contrast: any value, none, or one.
    fn choices(&self) -> Vec<Vec<Option<Option<usize>>>> {
        let mut choices: Vec<Vec<Option<Option<usize>>>> = vec![Vec::new()];
        for &attribute in &self.pack.contrasts {
            let values = self.pack.attributes[attribute].values.as_ref().unwrap().len();
            let values = (0..values).map(|value| Some(Some(value)));
            let each: Vec<Option<Option<usize>>> = [None, Some(None)].into_iter().chain(values).collect();
            let longer = |choice: &Vec<Option<Option<usize>>>| -> Vec<Vec<Option<Option<usize>>>> {
                each.iter()
                    .map(|value| [choice.as_slice(), &[*value]].concat())
                    .collect()
            };
            choices = choices.iter().flat_map(longer).collect();
        }
        choices
    }

    /// Whether these are all of a wave who have a total: the whole, which a small team agreed to show.
    pub(crate) fn whole(&self, wave: usize, classes: &[usize]) -> bool {
        self.members(&Scope::of(wave), |kind| kind.total) == classes
    }

    /// The true means of groups of one kind, of one measure or of all dimensions, as far as the groups are
    /// large enough to be shown: what each of them gives away by itself, shown or not.
    pub(crate) fn publishable(&self, minimum: f64) -> Vec<Vec<(Terms, f64)>> {
        let dimensions: Vec<Measure> = (0..self.pack.dimensions.len()).map(Measure::Dimension).collect();
        let mut sets: Vec<Vec<Measure>> = vec![vec![Measure::Total], dimensions.clone()];
        sets.extend(dimensions.into_iter().map(|dimension| vec![dimension]));
        sets.extend((0..self.pack.questions.len()).map(|question| vec![Measure::Question(question)]));
        let mut scopes: Vec<Scope> = (0..self.waves).map(Scope::of).collect();
        scopes.extend(self.scopes.iter().cloned());
        scopes.dedup();
        let mut partitions: Vec<(usize, Vec<Vec<usize>>)> = Vec::new();
        for scope in &scopes {
            for cells in self.cells() {
                let of = |waves: &[usize]| -> Vec<Vec<usize>> {
                    let partition = self.partition(waves, scope, cells);
                    partition.into_iter().map(|(_, classes)| classes).collect()
                };
                partitions.push((scope.wave, of(&[scope.wave])));
                for other in (0..self.waves).filter(|other| *other != scope.wave) {
                    partitions.push((scope.wave, of(&[scope.wave, other])));
                }
            }
        }
        // The same of those who have a total: it tells of them alone.
        let scored = |(wave, groups): &(usize, Vec<Vec<usize>>)| {
            let with_total = groups
                .iter()
                .map(|group| self.sum_of(*wave, group, Measure::Total).0);
            (*wave, with_total.collect())
        };
        let with_total: Vec<(usize, Vec<Vec<usize>>)> = partitions.iter().map(scored).collect();
        partitions.extend(with_total);
        let mut found = Vec::new();
        for (wave, groups) in partitions {
            for measures in &sets {
                let mut equations = Vec::new();
                for (group, measure) in groups
                    .iter()
                    .flat_map(|group| measures.iter().map(move |measure| (group, measure)))
                {
                    let (with, terms) = self.sum_of(wave, group, *measure);
                    if self.closed(wave, *measure) && self.size(&with) >= minimum {
                        let sum = linear::value(&terms, &self.truth);
                        equations.push((terms, sum));
                    }
                }
                found.push(equations);
            }
        }
        found
    }
}
