//! Whether conditions can hold together: an exact search over what they name.
//!
//! Only what a condition names is tried. The estimate of a question or dimension can take every
//! value between its worst and its best answer, independently of all others: respondents differ
//! from question to question, so no estimate follows from others. Of these values one of each
//! kind is enough, for a condition sees only on which side of a level they lie and which is
//! lowest. A fact has one value, or two where the heads of two sides differ. The search gives up
//! a branch as soon as the values chosen so far decide a claim against it.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::number::ExactScore;
use crate::pack::condition::{Condition, Leaf, Test, Truth};
use crate::pack::{LevelIndex, Pack, best, mean_at, worst};

/// Choices tried for one answer before it is left open.
const MOST_CHOICES: usize = 200_000;
/// Things named by one set of claims before it is left open.
const MOST_NAMED: usize = 200;

/// That a condition holds, or that it does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim<'c> {
    pub(super) condition: &'c Condition,
    pub(super) holds: bool,
}

/// The claim that `condition` holds.
pub(super) const fn holds(condition: &Condition) -> Claim<'_> {
    Claim {
        condition,
        holds: true,
    }
}

/// The claim that `condition` does not hold.
pub(super) const fn fails(condition: &Condition) -> Claim<'_> {
    Claim {
        condition,
        holds: false,
    }
}

/// Whether claims can all be true at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They can.
    Possible,
    /// They cannot.
    Impossible,
    /// There are too many cases.
    Undecided,
}

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Question(usize),
    /// The lowest of all questions that are not named.
    OtherQuestions,
    Dimension(usize),
    /// The lowest of all dimensions that are not named.
    OtherDimensions,
    Attribute(usize),
    Next,
    Fact(usize),
}

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Estimate(ExactScore),
    /// A level or an attribute's value.
    One(usize),
    /// The values that the heads of the two sides gave.
    Values(usize, usize),
}

/// Everything named, with its state once one is chosen.
type Chosen = BTreeMap<Subject, Option<State>>;

/// Searches for cases of one pack.
#[derive(Debug, Clone)]
pub(super) struct Solver<'p> {
    pack: &'p Pack,
    /// Whether every answer is the best one.
    best_only: bool,
    /// The lowest level that may be aimed at.
    next_from: LevelIndex,
}

impl<'p> Solver<'p> {
    pub(super) const fn new(pack: &'p Pack) -> Self {
        Self {
            pack,
            best_only: false,
            next_from: 0,
        }
    }

    /// The same, with nothing but best answers.
    pub(super) const fn with_best_answers(mut self) -> Self {
        self.best_only = true;
        self
    }

    /// The same, when aiming at this level or a higher one.
    pub(super) const fn aiming_from(mut self, level: LevelIndex) -> Self {
        self.next_from = level;
        self
    }

    /// Whether all claims can be true at once.
    pub(super) fn can(&self, claims: &[Claim<'_>]) -> Verdict {
        let leaves: Vec<&Leaf> = claims.iter().flat_map(|claim| claim.condition.leaves()).collect();
        let subjects = self.subjects(&leaves);
        if subjects.len() > MOST_NAMED {
            return Verdict::Undecided;
        }
        let named = self.states(subjects, &leaves);
        let mut chosen: Chosen = named.iter().map(|(subject, _)| (*subject, None)).collect();
        let mut left = MOST_CHOICES;
        self.search(claims, &named, &mut chosen, &mut left)
    }

    /// Chooses a state for the first of `open` and goes on with the others.
    fn search(
        &self,
        claims: &[Claim<'_>],
        open: &[(Subject, Vec<State>)],
        chosen: &mut Chosen,
        left: &mut usize,
    ) -> Verdict {
        let mut settled = true;
        for claim in claims {
            let truth = claim.condition.judge(&|leaf: &Leaf| self.look(leaf, chosen));
            if truth == Truth::known(!claim.holds) {
                return Verdict::Impossible;
            }
            settled &= truth != Truth::Unknown;
        }
        if settled {
            return Verdict::Possible;
        }
        let Some(((subject, states), open)) = open.split_first() else {
            return Verdict::Impossible;
        };
        for state in states {
            if *left == 0 {
                return Verdict::Undecided;
            }
            *left -= 1;
            chosen.insert(*subject, Some(*state));
            let verdict = self.search(claims, open, chosen, left);
            if verdict != Verdict::Impossible {
                return verdict;
            }
        }
        chosen.insert(*subject, None);
        Verdict::Impossible
    }

    fn subjects(&self, leaves: &[&Leaf]) -> BTreeSet<Subject> {
        let mut subjects = BTreeSet::new();
        for leaf in leaves {
            match leaf {
                Leaf::Question(question, test) => {
                    subjects.insert(Subject::Question(*question));
                    if *test == Test::Lowest {
                        subjects.insert(Subject::OtherQuestions);
                    }
                }
                Leaf::Dimension(Some(dimension), test) => {
                    subjects.insert(Subject::Dimension(*dimension));
                    if *test == Test::Lowest {
                        subjects.insert(Subject::OtherDimensions);
                    }
                }
                Leaf::Dimension(None, _) => {
                    subjects.extend((0..self.pack.dimensions.len()).map(Subject::Dimension));
                }
                Leaf::Fact { fact, .. } => {
                    subjects.insert(Subject::Fact(*fact));
                }
                Leaf::Unlocks(fact, _) => {
                    subjects.insert(Subject::Fact(*fact));
                    subjects.extend(facts_of_fit(self.pack).into_iter().map(Subject::Fact));
                }
                Leaf::Next(_) => {
                    subjects.insert(Subject::Next);
                }
                Leaf::Attribute(attribute, _) => {
                    subjects.insert(Subject::Attribute(*attribute));
                }
            }
        }
        subjects
    }

    /// Every subject with the states that matter.
    fn states(&self, subjects: BTreeSet<Subject>, leaves: &[&Leaf]) -> Vec<(Subject, Vec<State>)> {
        let ranges: BTreeMap<Subject, (ExactScore, ExactScore)> = subjects
            .iter()
            .filter_map(|&subject| Some((subject, self.range(subject, &subjects)?)))
            .collect();
        let compared = leaves.iter().any(|leaf| {
            matches!(
                leaf,
                Leaf::Question(_, Test::Lowest) | Leaf::Dimension(_, Test::Lowest)
            )
        });
        let marks = self.marks(ranges.values(), compared);
        subjects
            .into_iter()
            .filter_map(|subject| {
                let states = match subject {
                    Subject::Fact(fact) => self.fact_states(fact),
                    Subject::Next => (self.next_from..self.pack.levels.len()).map(State::One).collect(),
                    Subject::Attribute(attribute) => {
                        let values = self.pack.attributes.get(attribute)?.values.as_ref()?;
                        (0..values.len()).map(State::One).collect()
                    }
                    _ => {
                        // Nothing is left over when every question is named.
                        let (low, high) = *ranges.get(&subject)?;
                        let inside = marks.iter().copied().filter(|&mark| low < mark && mark <= high);
                        std::iter::once(low).chain(inside).map(State::Estimate).collect()
                    }
                };
                Some((subject, states))
            })
            .collect()
    }

    /// Where an estimate can lie.
    fn range(&self, subject: Subject, named: &BTreeSet<Subject>) -> Option<(ExactScore, ExactScore)> {
        let pack = self.pack;
        let of_question = |index: usize| {
            let question = pack.questions.get(index)?;
            Some((
                ExactScore::from_thousandths(worst(question)?),
                ExactScore::from_thousandths(best(question)?),
            ))
        };
        let of_dimension = |index: usize| {
            let mine = || {
                pack.questions_of(index)
                    .filter_map(|index| pack.questions.get(index))
            };
            Some((mean_at(mine(), worst)?, mean_at(mine(), best)?))
        };
        // The lowest of several lies between the lowest low and the lowest high.
        let lowest = |ranges: Vec<(ExactScore, ExactScore)>| {
            let low = ranges.iter().map(|(low, _)| *low).min()?;
            let high = ranges.iter().map(|(_, high)| *high).min()?;
            Some((low, high))
        };
        let (low, high) = match subject {
            Subject::Question(index) => of_question(index),
            Subject::Dimension(index) => of_dimension(index),
            Subject::OtherQuestions => lowest(
                (0..pack.questions.len())
                    .filter(|&index| !named.contains(&Subject::Question(index)))
                    .filter_map(of_question)
                    .collect(),
            ),
            Subject::OtherDimensions => lowest(
                (0..pack.dimensions.len())
                    .filter(|&index| !named.contains(&Subject::Dimension(index)))
                    .filter_map(of_dimension)
                    .collect(),
            ),
            _ => None,
        }?;
        Some(if self.best_only { (high, high) } else { (low, high) })
    }

    /// The values at which something can change: where levels begin and, when estimates are
    /// compared, the ends of all ranges and two values in every gap between, so that any order
    /// of estimates has its likeness.
    fn marks<'r>(
        &self,
        ranges: impl Iterator<Item = &'r (ExactScore, ExactScore)>,
        compared: bool,
    ) -> BTreeSet<ExactScore> {
        let mut marks: BTreeSet<ExactScore> = self
            .pack
            .levels
            .iter()
            .map(|level| ExactScore::from_thousandths(level.from))
            .collect();
        if compared {
            marks.extend(ranges.flat_map(|(low, high)| [*low, *high]));
            let ends: Vec<ExactScore> = marks.iter().copied().collect();
            for (low, high) in ends.iter().zip(ends.iter().skip(1)) {
                marks.extend(ExactScore::weighted_mean(&[(*low, 2), (*high, 1)]));
                marks.extend(ExactScore::weighted_mean(&[(*low, 1), (*high, 2)]));
            }
        }
        marks
    }

    /// Single values first; where there are sides, their heads may differ.
    fn fact_states(&self, fact: usize) -> Vec<State> {
        let values = self.pack.facts.get(fact).map_or(0, |fact| fact.options.len());
        let singles = (0..values).map(|value| State::Values(value, value));
        let pairs = (0..values).flat_map(|a| (a + 1..values).map(move |b| State::Values(a, b)));
        let differing = self.pack.sides.is_some();
        singles.chain(pairs.filter(|_| differing)).collect()
    }

    fn look(&self, leaf: &Leaf, chosen: &Chosen) -> Truth {
        let one = |subject: Subject| match chosen.get(&subject) {
            Some(Some(State::One(value))) => Some(*value),
            _ => None,
        };
        match leaf {
            Leaf::Question(question, test) => {
                let all =
                    |subject: &Subject| matches!(subject, Subject::Question(_) | Subject::OtherQuestions);
                self.estimate(Subject::Question(*question), *test, chosen, all)
            }
            Leaf::Dimension(Some(dimension), test) => {
                let all =
                    |subject: &Subject| matches!(subject, Subject::Dimension(_) | Subject::OtherDimensions);
                self.estimate(Subject::Dimension(*dimension), *test, chosen, all)
            }
            Leaf::Dimension(None, test) => {
                let mut any = Truth::False;
                for dimension in 0..self.pack.dimensions.len() {
                    match self.estimate(Subject::Dimension(dimension), *test, chosen, |_| false) {
                        Truth::True => return Truth::True,
                        Truth::Unknown => any = Truth::Unknown,
                        Truth::False => {}
                    }
                }
                any
            }
            Leaf::Fact { fact, values, agreed } => match chosen.get(&Subject::Fact(*fact)) {
                Some(Some(State::Values(a, b))) => {
                    let (a, b) = (values.contains(a), values.contains(b));
                    Truth::known(if *agreed { a && b } else { a || b })
                }
                _ => Truth::Unknown,
            },
            Leaf::Unlocks(fact, level) => self.unlocks(*fact, *level, chosen),
            Leaf::Next(level) => {
                one(Subject::Next).map_or(Truth::Unknown, |next| Truth::known(next == *level))
            }
            Leaf::Attribute(attribute, values) => one(Subject::Attribute(*attribute))
                .map_or(Truth::Unknown, |value| Truth::known(values.contains(&value))),
        }
    }

    /// `rivals` are those among which an estimate may be the lowest.
    fn estimate(
        &self,
        subject: Subject,
        test: Test,
        chosen: &Chosen,
        rivals: impl Fn(&Subject) -> bool,
    ) -> Truth {
        let Some(Some(State::Estimate(value))) = chosen.get(&subject) else {
            return Truth::Unknown;
        };
        let begins = |level: LevelIndex| {
            self.pack
                .levels
                .get(level)
                .map(|level| ExactScore::from_thousandths(level.from))
        };
        match test {
            Test::Below(level) => begins(level).map_or(Truth::Unknown, |cut| Truth::known(*value < cut)),
            Test::AtLeast(level) => begins(level).map_or(Truth::Unknown, |cut| Truth::known(*value >= cut)),
            Test::Lowest => {
                let mut lowest = Truth::True;
                for (_, state) in chosen.iter().filter(|(other, _)| rivals(other)) {
                    match state {
                        Some(State::Estimate(other)) if other < value => return Truth::False,
                        Some(_) => {}
                        None => lowest = Truth::Unknown,
                    }
                }
                lowest
            }
        }
    }

    /// Whether changing `fact` alone would make `level` the one that fits.
    fn unlocks(&self, fact: usize, level: LevelIndex, chosen: &Chosen) -> Truth {
        let fits = |chosen: &Chosen| {
            for rule in &self.pack.fit {
                let Some(when) = &rule.when else {
                    return Some(rule.fit);
                };
                match when.judge(&|leaf: &Leaf| self.look(leaf, chosen)) {
                    Truth::True => return Some(rule.fit),
                    Truth::False => {}
                    Truth::Unknown => return None,
                }
            }
            None
        };
        if fits(chosen) == Some(level) {
            return Truth::False;
        }
        let values = self.pack.facts.get(fact).map_or(0, |fact| fact.options.len());
        let changed: Vec<Option<LevelIndex>> = (0..values)
            .map(|value| {
                let mut changed = chosen.clone();
                changed.insert(Subject::Fact(fact), Some(State::Values(value, value)));
                fits(&changed)
            })
            .collect();
        if changed.iter().all(|fit| fit.is_some_and(|fit| fit != level)) {
            Truth::False
        } else if fits(chosen).is_some() && changed.contains(&Some(level)) {
            Truth::True
        } else {
            Truth::Unknown
        }
    }
}

/// The facts that fit rules read, in pack order.
pub(super) fn facts_of_fit(pack: &Pack) -> BTreeSet<usize> {
    pack.fit
        .iter()
        .filter_map(|rule| rule.when.as_ref())
        .flat_map(Condition::leaves)
        .filter_map(|leaf| match leaf {
            Leaf::Fact { fact, .. } => Some(*fact),
            _ => None,
        })
        .collect()
}

/// For how many combinations of the facts they read each fit rule decides.
///
/// Combinations that are decided by the facts chosen so far are counted at once. `None` when
/// there are too many cases even so.
pub(super) fn count_fit(pack: &Pack) -> Option<Vec<u64>> {
    let facts: Vec<(usize, usize)> = facts_of_fit(pack)
        .into_iter()
        .map(|fact| (fact, pack.facts.get(fact).map_or(0, |fact| fact.options.len())))
        .collect();
    if facts.len() > MOST_NAMED {
        return None;
    }
    let mut counter = Counter {
        pack,
        decided: vec![0; pack.fit.len()],
        left: MOST_COUNTED,
    };
    let mut chosen = facts.iter().map(|(fact, _)| (*fact, None)).collect();
    counter.count(&facts, &mut chosen)?;
    Some(counter.decided)
}

/// Choices tried when combinations of facts are counted.
const MOST_COUNTED: usize = 4_000_000;

struct Counter<'p> {
    pack: &'p Pack,
    decided: Vec<u64>,
    left: usize,
}

impl Counter<'_> {
    fn count(&mut self, open: &[(usize, usize)], chosen: &mut BTreeMap<usize, Option<usize>>) -> Option<()> {
        let look = |leaf: &Leaf| match leaf {
            Leaf::Fact { fact, values, .. } => match chosen.get(fact) {
                Some(Some(value)) => Truth::known(values.contains(value)),
                _ => Truth::Unknown,
            },
            _ => Truth::Unknown,
        };
        let first = self.pack.fit.iter().enumerate().find_map(|(index, rule)| {
            let truth = rule.when.as_ref().map_or(Truth::True, |when| when.judge(&look));
            (truth != Truth::False).then_some((index, truth))
        });
        if let Some((rule, Truth::True)) = first {
            let rest = open.iter().try_fold(1_u64, |product, (_, values)| {
                product.checked_mul(u64::try_from(*values).ok()?)
            })?;
            let decided = self.decided.get_mut(rule)?;
            *decided = decided.checked_add(rest)?;
            return Some(());
        }
        let ((fact, values), open) = open.split_first()?;
        for value in 0..*values {
            self.left = self.left.checked_sub(1)?;
            chosen.insert(*fact, Some(value));
            self.count(open, chosen)?;
        }
        chosen.insert(*fact, None);
        Some(())
    }
}
