//! What the attacker knows, as a linear program.
//!
//! Known beforehand: who belongs to what, and so who was asked what; who has no score in a dimension
//! and no total. Not known: who left a single question open, because no list of people says so.
//! People who are the same in all of that are one class; the variables are a class's sums of points
//! by question. Everything else is read from the report's JSON.

use std::collections::{BTreeMap, BTreeSet};

use lockstep::answers::{Answer, AttributeValue, Form, Response};
use lockstep::assessment::Tally;
use lockstep::pack::Pack;
use lockstep::scoring::Scorecard;
use serde_json::Value;

use lockstep::statistics::linear::{self, Program, Terms};

/// People whom the attacker cannot tell apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    pub(crate) side: usize,
    /// By contrast; none where not said.
    pub(crate) values: Vec<Option<usize>>,
    pub(crate) short: bool,
    pub(crate) asked: Vec<bool>,
    pub(crate) scored: Vec<bool>,
    pub(crate) total: bool,
    /// By contrast: scored on the common questions, and with a total on them.
    pub(crate) common: Vec<(Vec<bool>, bool)>,
}

/// A class and the true sums of its people, which only serve to prove the model right.
#[derive(Debug)]
pub(crate) struct Class {
    pub(crate) kind: Kind,
    pub(crate) people: Vec<usize>,
    /// By question: the variable of the points, those of open questions filled by the own dimension score.
    points: Vec<Option<usize>>,
    /// By question: how many were asked and answered nothing that counts.
    open: Vec<usize>,
    dimensions: Vec<Terms>,
    total: Terms,
}

/// A sum that the report tells.
pub(crate) struct Told {
    pub(crate) what: Measure,
    pub(crate) classes: Vec<usize>,
    pub(crate) n: f64,
    pub(crate) sum: f64,
}

/// What a mean is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    Total,
    Dimension(usize),
    Question(usize),
}

pub(crate) struct View<'a> {
    pack: &'a Pack,
    pub(crate) people: &'a [Response],
    pub(crate) classes: Vec<Class>,
    pub(crate) program: Program,
    truth: Vec<f64>,
    pub(crate) told: Vec<Told>,
    /// Equations that make up one published figure: of both sides, or of all groups of a contrast.
    pub(crate) figures: Vec<Vec<usize>>,
    /// Whether nothing of a question was left open in the whole.
    closed: Vec<bool>,
    sides: bool,
}

fn scale(terms: &Terms, factor: f64) -> Terms {
    terms
        .iter()
        .map(|(variable, value)| (*variable, value * factor))
        .collect()
}

impl<'a> View<'a> {
    /// Reads `report`, the JSON of a report about `people`.
    pub(crate) fn new(pack: &'a Pack, people: &'a [Response], report: &Value) -> Self {
        let sides = people.iter().any(|person| person.side(pack).is_some());
        let commons: Vec<Vec<bool>> = Tally::new(pack)
            .contrasts
            .iter()
            .map(|contrast| contrast.common.clone())
            .collect();
        let mut view = Self {
            pack,
            people,
            classes: Vec::new(),
            program: Program::default(),
            truth: Vec::new(),
            told: Vec::new(),
            figures: Vec::new(),
            closed: vec![true; pack.questions.len()],
            sides,
        };
        let mut classes: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
        for (index, person) in people.iter().enumerate() {
            if person.side(pack).is_some() == sides {
                classes
                    .entry(view.kind(person, &commons))
                    .or_default()
                    .push(index);
            }
        }
        for (kind, members) in classes {
            view.class(kind, members);
        }
        view.read(report, &commons);
        view.check_truth();
        view
    }

    fn kind(&self, person: &Response, commons: &[Vec<bool>]) -> Kind {
        let mut card = Scorecard::default();
        card.fill(self.pack, person);
        let scored = card.dimensions.iter().map(Option::is_some).collect();
        let total = card.total.is_some();
        let common = commons
            .iter()
            .map(|common| {
                card.fill_where(self.pack, person, |question| common[question]);
                (
                    card.dimensions.iter().map(Option::is_some).collect(),
                    card.total.is_some(),
                )
            })
            .collect();
        let values = self
            .pack
            .contrasts
            .iter()
            .map(|&attribute| match person.attributes[attribute] {
                Some(AttributeValue::Closed(value)) => Some(value),
                _ => None,
            });
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
        let points = self.pack.questions[question]
            .options
            .iter()
            .map(|option| option.points().to_f64());
        points.fold((f64::INFINITY, f64::NEG_INFINITY), |range, points| {
            (range.0.min(points), range.1.max(points))
        })
    }

    /// One range for all that a dimension can be.
    fn range_of(&self, dimension: usize) -> (f64, f64) {
        self.pack
            .questions_of(dimension)
            .map(|question| self.range(question))
            .fold((f64::INFINITY, f64::NEG_INFINITY), |all, range| {
                (all.0.min(range.0), all.1.max(range.1))
            })
    }

    fn points(&self, person: usize, question: usize) -> Option<f64> {
        match self.people[person].answers[question] {
            Answer::Option(option) => Some(self.pack.questions[question].options[option].points().to_f64()),
            _ => None,
        }
    }

    fn score(&self, person: usize, dimension: usize) -> f64 {
        let mut card = Scorecard::default();
        card.fill(self.pack, &self.people[person]);
        card.dimensions[dimension].unwrap().to_f64()
    }

    fn variable(&mut self, low: f64, high: f64, truth: f64) -> usize {
        self.truth.push(truth);
        self.program.variable(low, high)
    }

    fn class(&mut self, kind: Kind, people: Vec<usize>) {
        let n = people.len() as f64;
        let questions = self.pack.questions.len();
        let mut points = vec![None; questions];
        let mut open = vec![0; questions];
        for question in (0..questions).filter(|&question| kind.asked[question]) {
            let dimension = self.pack.questions[question].dimension;
            let answered: Vec<f64> = people
                .iter()
                .filter_map(|&person| self.points(person, question))
                .collect();
            let mut sum: f64 = answered.iter().sum();
            open[question] = people.len() - answered.len();
            self.closed[question] &= open[question] == 0;
            let (low, high) = self.range(question);
            points[question] = Some(if kind.scored[dimension] {
                sum += people
                    .iter()
                    .filter(|person| self.points(**person, question).is_none())
                    .map(|&person| self.score(person, dimension))
                    .sum::<f64>();
                self.variable(low * n, high * n, sum)
            } else {
                let n = answered.len() as f64;
                self.variable(low * n, high * n, sum)
            });
        }
        let weight = |question: usize| self.pack.questions[question].weight as f64;
        let dimensions: Vec<Terms> = (0..self.pack.dimensions.len())
            .map(|dimension| {
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
            })
            .collect();
        let total = self.mix(&dimensions, &kind.scored);
        self.classes.push(Class {
            kind,
            people,
            points,
            open,
            dimensions,
            total,
        });
    }

    /// The total of dimension sums.
    fn mix(&self, dimensions: &[Terms], scored: &[bool]) -> Terms {
        let weight = |dimension: usize| self.pack.dimensions[dimension].weight as f64;
        let weights: f64 = (0..dimensions.len())
            .filter(|&dimension| scored[dimension])
            .map(weight)
            .sum();
        (0..dimensions.len())
            .filter(|&dimension| scored[dimension])
            .flat_map(|dimension| scale(&dimensions[dimension], weight(dimension) / weights))
            .collect()
    }

    /// The sum of a measure over a class; none where its people have none.
    pub(crate) fn sum(&self, class: usize, what: Measure) -> Option<Terms> {
        let class = &self.classes[class];
        match what {
            Measure::Total => class.kind.total.then(|| class.total.clone()),
            Measure::Dimension(index) => class.kind.scored[index].then(|| class.dimensions[index].clone()),
            Measure::Question(index) => class.points[index].map(|points| vec![(points, 1.0)]),
        }
    }

    /// Whether these are all who have a total: the whole, which a small team agreed to show.
    pub(crate) fn whole(&self, classes: &[usize]) -> bool {
        self.members(|kind| kind.total) == classes
    }

    pub(crate) fn dimensions(&self) -> usize {
        self.pack.dimensions.len()
    }

    /// What a dimension adds to the totals of a class.
    pub(crate) fn part(&self, class: usize, dimension: usize) -> Terms {
        let class = &self.classes[class];
        let of = |variable: usize| class.points.iter().position(|points| *points == Some(variable));
        let here = |variable: usize| {
            of(variable).is_some_and(|question| self.pack.questions[question].dimension == dimension)
        };
        class
            .total
            .iter()
            .copied()
            .filter(|(variable, _)| here(*variable))
            .collect()
    }

    /// Whether the mean of a measure is linear: not where somebody left the question open.
    pub(crate) fn closed(&self, what: Measure) -> bool {
        match what {
            Measure::Question(question) => self.closed[question],
            _ => true,
        }
    }

    pub(crate) fn range_of_measure(&self, what: Measure) -> (f64, f64) {
        match what {
            Measure::Question(question) => self.range(question),
            Measure::Dimension(dimension) => self.range_of(dimension),
            Measure::Total => (0..self.pack.dimensions.len())
                .map(|dimension| self.range_of(dimension))
                .fold((f64::INFINITY, f64::NEG_INFINITY), |all, range| {
                    (all.0.min(range.0), all.1.max(range.1))
                }),
        }
    }

    fn members(&self, of: impl Fn(&Kind) -> bool) -> Vec<usize> {
        (0..self.classes.len())
            .filter(|&class| of(&self.classes[class].kind))
            .collect()
    }

    fn size(&self, classes: &[usize]) -> f64 {
        classes
            .iter()
            .map(|&class| self.classes[class].people.len() as f64)
            .sum()
    }

    fn read(&mut self, report: &Value, commons: &[Vec<bool>]) {
        let everybody = self.members(|_| true);
        let groups: Vec<Vec<usize>> = (0..2)
            .map(|side| self.members(|kind| kind.side == side))
            .collect();
        let shown = |place: &Value| Some((place["score"].as_f64()?, place["n"].as_f64()?));
        let mut apart = false;
        for (side, group) in groups
            .iter()
            .enumerate()
            .take(report["sides"].as_array().unwrap().len())
        {
            if let Some(figure) = shown(&report["sides"][side]) {
                apart = true;
                self.tell(Measure::Total, group, figure);
            }
        }
        self.figure(0);
        let start = self.program.equations.len();
        if let Some(figure) = shown(&report["overall"]["people_weighted"]) {
            self.tell(Measure::Total, &everybody, figure);
        }
        self.figure(start);
        assert_eq!(apart, report["overall"]["weighting"] == "sides-equal");
        for dimension in 0..self.pack.dimensions.len() {
            self.sided(
                Measure::Dimension(dimension),
                &report["dimensions"][dimension],
                &everybody,
                &groups,
            );
        }
        for question in 0..self.pack.questions.len() {
            self.sided(
                Measure::Question(question),
                &report["questions"][question],
                &everybody,
                &groups,
            );
        }
        for (index, common) in commons.iter().enumerate() {
            self.contrast(&report["contrasts"][index], index, common);
        }
        self.complete(report, &everybody, &groups);
    }

    /// All equations from `start` on are one figure.
    fn figure(&mut self, start: usize) {
        self.figures.push((start..self.program.equations.len()).collect());
    }

    fn sided(&mut self, what: Measure, place: &Value, everybody: &[usize], groups: &[Vec<usize>]) {
        let shown = |place: &Value| Some((place["score"].as_f64()?, place["n"].as_f64()?));
        let start = self.program.equations.len();
        let sides: Vec<Option<(f64, f64)>> = place["sides"].as_array().unwrap().iter().map(shown).collect();
        for (figure, group) in sides.iter().zip(groups) {
            if let Some(figure) = figure {
                self.tell(what, group, *figure);
            }
        }
        if sides.iter().any(Option::is_none)
            && let Some(figure) = shown(place)
        {
            self.tell(what, everybody, figure);
        }
        self.figure(start);
    }

    /// A mean of a group and its number of people.
    fn tell(&mut self, what: Measure, group: &[usize], (score, n): (f64, f64)) {
        let mut classes: Vec<usize> = group
            .iter()
            .copied()
            .filter(|&class| self.sum(class, what).is_some())
            .collect();
        let mut terms: Terms = classes
            .iter()
            .flat_map(|&class| self.sum(class, what).unwrap())
            .collect();
        if let Measure::Question(question) = what {
            let dimension = self.pack.questions[question].dimension;
            let answered =
                |class: usize| self.classes[class].people.len() - self.classes[class].open[question];
            assert_eq!(
                classes.iter().map(|&class| answered(class)).sum::<usize>() as f64,
                n
            );
            classes.retain(|&class| answered(class) > 0);
            // What stands in for open questions is no answer.
            let open: usize = group
                .iter()
                .filter(|&&class| {
                    self.classes[class].kind.asked[question] && self.classes[class].kind.scored[dimension]
                })
                .map(|&class| self.classes[class].open[question])
                .sum();
            if open > 0 {
                let (low, high) = self.range_of(dimension);
                let truth = group
                    .iter()
                    .filter(|&&class| {
                        self.classes[class].kind.asked[question] && self.classes[class].kind.scored[dimension]
                    })
                    .flat_map(|&class| &self.classes[class].people)
                    .filter(|&&person| self.points(person, question).is_none())
                    .map(|&person| self.score(person, dimension))
                    .sum();
                let fill = self.variable(low * open as f64, high * open as f64, truth);
                terms.push((fill, -1.0));
            }
        } else {
            assert_eq!(self.size(&classes), n, "{what:?}");
        }
        self.program.equations.push((terms, score * n));
        self.told.push(Told {
            what,
            classes,
            n,
            sum: score * n,
        });
    }

    fn contrast(&mut self, place: &Value, contrast: usize, common: &[bool]) {
        let Some(groups) = place["groups"].as_array() else {
            return;
        };
        let mut by_figure: Vec<Vec<usize>> = vec![Vec::new(); self.pack.dimensions.len() + 1];
        for (value, group) in groups.iter().enumerate() {
            let classes = self.members(|kind| kind.values[contrast] == Some(value));
            let dimensions: BTreeMap<usize, Vec<Terms>> = classes
                .iter()
                .map(|&class| {
                    let terms = (0..self.pack.dimensions.len())
                        .map(|dimension| self.common(class, contrast, dimension, common))
                        .collect();
                    (class, terms)
                })
                .collect();
            if let (Some(score), Some(n)) = (group["score"].as_f64(), group["n"].as_f64()) {
                let with: Vec<usize> = classes
                    .iter()
                    .copied()
                    .filter(|&class| self.classes[class].kind.common[contrast].1)
                    .collect();
                assert_eq!(self.size(&with), n);
                let terms = with
                    .iter()
                    .flat_map(|class| {
                        self.mix(&dimensions[class], &self.classes[*class].kind.common[contrast].0)
                    })
                    .collect();
                by_figure[self.pack.dimensions.len()].push(self.program.equations.len());
                self.program.equations.push((terms, score * n));
            }
            for dimension in 0..self.pack.dimensions.len() {
                if let Some(score) = group["dimensions"][dimension].as_f64() {
                    let with: Vec<usize> = classes
                        .iter()
                        .copied()
                        .filter(|&class| self.classes[class].kind.common[contrast].0[dimension])
                        .collect();
                    let terms = with
                        .iter()
                        .flat_map(|class| dimensions[class][dimension].clone())
                        .collect();
                    let n = self.size(&with);
                    by_figure[dimension].push(self.program.equations.len());
                    self.program.equations.push((terms, score * n));
                    if self.pack.questions_of(dimension).all(|question| common[question]) {
                        self.told.push(Told {
                            what: Measure::Dimension(dimension),
                            classes: with,
                            n,
                            sum: score * n,
                        });
                    }
                }
            }
        }
        self.figures.extend(by_figure);
    }

    /// A class's sum of a dimension on the common questions.
    fn common(&mut self, index: usize, contrast: usize, dimension: usize, common: &[bool]) -> Terms {
        let class = &self.classes[index];
        if !class.kind.common[contrast].0[dimension] {
            return Terms::new();
        }
        let asked: Vec<usize> = self
            .pack
            .questions_of(dimension)
            .filter(|&question| class.kind.asked[question])
            .collect();
        if class.kind.scored[dimension] && asked.iter().all(|&question| common[question]) {
            return class.dimensions[dimension].clone();
        }
        let counted: Vec<usize> = asked
            .iter()
            .copied()
            .filter(|&question| common[question])
            .collect();
        let weight = |question: usize| self.pack.questions[question].weight as f64;
        let weights: f64 = counted.iter().map(|&question| weight(question)).sum();
        if class.kind.scored[dimension] && counted.iter().all(|&question| class.open[question] == 0) {
            return counted
                .iter()
                .map(|&question| (class.points[question].unwrap(), weight(question) / weights))
                .collect();
        }
        // With open questions the two scores are filled differently: anything the people can have.
        let truth = class
            .people
            .iter()
            .map(|&person| {
                let mut card = Scorecard::default();
                card.fill_where(self.pack, &self.people[person], |question| common[question]);
                card.dimensions[dimension].unwrap().to_f64()
            })
            .sum();
        let n = class.people.len() as f64;
        let (low, high) = self.range_of(dimension);
        vec![(self.variable(low * n, high * n, truth), 1.0)]
    }

    /// The score of those who answered everything, where it is told. Who they are is not known, only how
    /// many on each side.
    fn complete(&mut self, report: &Value, everybody: &[usize], groups: &[Vec<usize>]) {
        let Some(score) = report["answer_quality"]["complete_only"].as_f64() else {
            return;
        };
        let (low, high) = self.range_of_measure(Measure::Total);
        let reach = high - low;
        let strata: Vec<Vec<usize>> = if report["overall"]["weighting"] == "sides-equal" {
            groups.to_vec()
        } else {
            vec![everybody.to_vec()]
        };
        let mut mean = Terms::new();
        for stratum in &strata {
            let mut counts = Terms::new();
            let (mut sums, mut all) = (Terms::new(), 0.0);
            for &class in stratum {
                if !self.classes[class].kind.total {
                    continue;
                }
                let n = self.classes[class].people.len() as f64;
                let mut card = Scorecard::default();
                let (mut complete, mut sum, mut rest) = (0.0, 0.0, 0.0);
                for &person in &self.classes[class].people {
                    card.fill(self.pack, &self.people[person]);
                    let above = card.total.unwrap().to_f64() - low;
                    if card.complete() {
                        complete += 1.0;
                        sum += above;
                    } else {
                        rest += above;
                    }
                }
                // Points above the lowest, of those who are complete and of the others, and what they lack
                // to the highest.
                let count = self.variable(0.0, n, complete);
                let part = self.variable(0.0, reach * n, sum);
                let lacks = self.variable(0.0, reach * n, reach * complete - sum);
                let others = self.variable(0.0, reach * n, rest);
                let others_lack = self.variable(0.0, reach * n, reach * (n - complete) - rest);
                let mut total = self.classes[class].total.clone();
                total.extend([(part, -1.0), (others, -1.0)]);
                self.program.equations.extend([
                    (vec![(part, 1.0), (lacks, 1.0), (count, -reach)], 0.0),
                    (vec![(others, 1.0), (others_lack, 1.0), (count, reach)], reach * n),
                    (total, low * n),
                ]);
                counts.push((count, 1.0));
                sums.extend([(part, 1.0), (count, low)]);
                all += complete;
            }
            self.program.equations.push((counts, all));
            mean.extend(scale(&sums, 1.0 / (all * strata.len() as f64)));
        }
        self.program.equations.push((mean, score));
    }

    /// As if the true mean of a group were told.
    fn reveal(&mut self, group: &[usize], what: Measure) {
        let with: Vec<usize> = group
            .iter()
            .copied()
            .filter(|&class| self.sum(class, what).is_some())
            .collect();
        let terms: Terms = with
            .iter()
            .flat_map(|&class| self.sum(class, what).unwrap())
            .collect();
        let sum = linear::value(&terms, &self.truth);
        self.program.equations.push((terms, sum));
    }

    /// As if the side that is large enough were shown although the other is not; whether there is one.
    pub(crate) fn tell_larger_side(&mut self, minimum: f64) -> bool {
        let sides = [0, 1].map(|side| self.members(|kind| kind.side == side && kind.total));
        let [first, second] = [0, 1].map(|side| self.size(&sides[side]));
        let (larger, smaller) = if first < second { (1, first) } else { (0, second) };
        let apart = smaller > 0.0 && smaller < minimum && first.max(second) >= minimum;
        if apart {
            self.reveal(&sides[larger], Measure::Total);
        }
        apart
    }

    /// As if the whole of what was withheld were shown; whether there is any.
    pub(crate) fn tell_withheld(&mut self, report: &Value, list: &str, what: fn(usize) -> Measure) -> bool {
        let everybody = self.members(|_| true);
        let withheld: Vec<usize> =
            (0..report[list].as_array().unwrap().len())
                .filter(|index| {
                    let pointer = format!("/{list}/{index}/score");
                    report["suppressed"].as_array().unwrap().iter().any(|entry| {
                        entry["pointer"] == pointer.as_str() && entry["reason"] == "complementary"
                    })
                })
                .collect();
        for &index in &withheld {
            self.reveal(&everybody, what(index));
        }
        !withheld.is_empty()
    }

    /// As if the groups of contrasts that are large enough were shown although others are not.
    pub(crate) fn tell_contrasts(&mut self, report: &Value, minimum: f64) -> bool {
        let mut told = false;
        for contrast in 0..self.pack.contrasts.len() {
            let groups = report["contrasts"][contrast]["groups"].as_array().unwrap();
            if groups.iter().any(|group| group["score"].is_number()) {
                continue;
            }
            for value in 0..groups.len() {
                let group = self.members(|kind| kind.values[contrast] == Some(value) && kind.total);
                if self.size(&group) >= minimum {
                    self.reveal(&group, Measure::Total);
                    told = true;
                }
            }
        }
        told
    }

    /// What really happened satisfies every equation; else the attacker's model would be wrong.
    fn check_truth(&self) {
        for (terms, right) in &self.program.equations {
            let found = linear::value(terms, &self.truth);
            assert!((found - right).abs() < 1e-5, "{found} is not {right}");
        }
        for ((low, high), truth) in self.program.bounds.iter().zip(&self.truth) {
            assert!(low - 1e-6 <= *truth && *truth <= high + 1e-6);
        }
    }

    /// The true means of both sides, of the whole and of the groups of a contrast, of one measure or of all dimensions, as far as the
    /// groups are large enough to be shown: what each of them gives away by itself, shown or not.
    pub(crate) fn publishable(&self, minimum: f64) -> Vec<Vec<(Terms, f64)>> {
        let dimensions: Vec<Measure> = (0..self.pack.dimensions.len()).map(Measure::Dimension).collect();
        let mut sets: Vec<Vec<Measure>> = vec![vec![Measure::Total], dimensions.clone()];
        sets.extend(dimensions.into_iter().map(|dimension| vec![dimension]));
        sets.extend((0..self.pack.questions.len()).map(|question| vec![Measure::Question(question)]));
        let sides = [
            self.members(|kind| kind.side == 0),
            self.members(|kind| kind.side == 1),
        ];
        let mut found = Vec::new();
        let mut partitions = vec![sides.to_vec(), vec![self.members(|_| true)]];
        for contrast in 0..self.pack.contrasts.len() {
            let values: BTreeSet<Option<usize>> = self
                .classes
                .iter()
                .map(|class| class.kind.values[contrast])
                .collect();
            partitions.push(
                values
                    .into_iter()
                    .map(|value| self.members(|kind| kind.values[contrast] == value))
                    .collect(),
            );
        }
        // The same of those who have a total: it tells of them alone.
        let scored = |group: &Vec<usize>| {
            group
                .iter()
                .copied()
                .filter(|&class| self.classes[class].kind.total)
                .collect()
        };
        let with_total: Vec<Vec<Vec<usize>>> = partitions
            .iter()
            .map(|groups| groups.iter().map(scored).collect())
            .collect();
        partitions.extend(with_total);
        for groups in partitions {
            for measures in &sets {
                let mut equations = Vec::new();
                for (group, measure) in groups
                    .iter()
                    .flat_map(|group| measures.iter().map(move |measure| (group, measure)))
                {
                    let with: Vec<usize> = group
                        .iter()
                        .copied()
                        .filter(|&class| self.sum(class, *measure).is_some())
                        .collect();
                    if self.closed(*measure) && self.size(&with) >= minimum {
                        let terms: Terms = with
                            .iter()
                            .flat_map(|&class| self.sum(class, *measure).unwrap())
                            .collect();
                        let sum = linear::value(&terms, &self.truth);
                        equations.push((terms, sum));
                    }
                }
                found.push(equations);
            }
        }
        found
    }

    /// Groups that attributes define, each as its classes.
    pub(crate) fn groups(&self) -> Vec<(String, Vec<usize>)> {
        let sides: Vec<Option<usize>> = if self.sides {
            vec![None, Some(0), Some(1)]
        } else {
            vec![None]
        };
        let mut found: Vec<(String, Vec<usize>)> = Vec::new();
        let mut add = |name: String, classes: Vec<usize>| {
            if !classes.is_empty() && found.iter().all(|(_, known)| *known != classes) {
                found.push((name, classes));
            }
        };
        for side in sides {
            let here = |kind: &Kind| side.is_none_or(|side| kind.side == side);
            for form in [None, Some(false), Some(true)] {
                let here = |kind: &Kind| here(kind) && form.is_none_or(|short| kind.short == short);
                let name = format!("side {side:?} short {form:?}");
                add(name.clone(), self.members(here));
                let mut choices: Vec<Vec<Option<Option<usize>>>> = vec![Vec::new()];
                for &attribute in &self.pack.contrasts {
                    let values = self.pack.attributes[attribute].values.as_ref().unwrap().len();
                    let each: Vec<Option<Option<usize>>> = [None, Some(None)]
                        .into_iter()
                        .chain((0..values).map(|value| Some(Some(value))))
                        .collect();
                    choices = choices
                        .iter()
                        .flat_map(|choice| {
                            each.iter()
                                .map(move |value| [choice.as_slice(), &[*value]].concat())
                        })
                        .collect();
                }
                for choice in choices {
                    let fits = |kind: &Kind| {
                        here(kind)
                            && choice
                                .iter()
                                .zip(&kind.values)
                                .all(|(wanted, value)| wanted.is_none_or(|wanted| wanted == *value))
                    };
                    add(format!("{name} values {choice:?}"), self.members(fits));
                }
            }
            for dimension in 0..self.pack.dimensions.len() {
                let lacks = self.members(|kind| here(kind) && kind.total && !kind.scored[dimension]);
                add(format!("side {side:?} without dimension {dimension}"), lacks);
                let only = self.members(|kind| here(kind) && !kind.total && kind.scored[dimension]);
                add(format!("side {side:?} dimension {dimension} without total"), only);
            }
            for question in 0..self.pack.questions.len() {
                for asked in [false, true] {
                    let part = self.members(|kind| here(kind) && kind.asked[question] == asked);
                    add(format!("side {side:?} question {question} asked {asked}"), part);
                }
            }
        }
        found
    }
}
