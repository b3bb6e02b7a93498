//! The numbers that a run may show and that its rules may see: one value per total, side,
//! dimension and question, or the reason why there is none.

use super::setting::{Held, Setting};
use super::sides::none_on_a_side;
use super::tally::{AnswerCounts, Cell, NEITHER, Tally, pooled};
use super::{Estimate, Reason, View, anonymity};
use crate::pack::{DimensionIndex, Pack, Question, QuestionIndex};
use crate::statistics::tally::Histogram;

/// What lies inside groups is shown only where each has at least this many people.
pub(super) const COUNTS_FROM: u64 = 10;

/// A value, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Figure {
    /// A value in points and how many respondents it rests on.
    Known {
        /// The value.
        score: f64,
        /// Respondents.
        n: u64,
    },
    /// None.
    Absent(Reason),
}

impl Figure {
    /// The value.
    pub(super) const fn score(self) -> Option<f64> {
        match self {
            Self::Known { score, .. } => Some(score),
            Self::Absent(_) => None,
        }
    }

    /// How many respondents it rests on.
    pub(super) const fn n(self) -> Option<u64> {
        match self {
            Self::Known { n, .. } => Some(n),
            Self::Absent(_) => None,
        }
    }

    /// Not shown, so that nothing smaller can be computed from it.
    pub(super) const fn withheld(self) -> Self {
        self.withheld_for(Reason::Complementary)
    }

    /// Not shown, for this reason.
    pub(super) const fn withheld_for(self, reason: Reason) -> Self {
        match self {
            Self::Known { .. } => Self::Absent(reason),
            absent => absent,
        }
    }

    /// Why there is none.
    pub(super) const fn reason(self) -> Option<Reason> {
        match self {
            Self::Known { .. } => None,
            Self::Absent(reason) => Some(reason),
        }
    }

    /// The value as an estimate with its level.
    pub(super) fn estimate(self, pack: &Pack) -> Estimate {
        let score = self.score();
        Estimate {
            score,
            level: score.map(|score| pack.levels[pack.level_of_estimate(score)].id.clone()),
            n: self.n(),
            ..Estimate::none()
        }
    }
}

/// Both sides of something and their combination.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sided {
    /// The headline: sides equal where both may be shown, otherwise people-weighted.
    pub(super) headline: Figure,
    /// Every person the same.
    pub(super) people: Figure,
    /// First and second side.
    pub(super) sides: [Figure; 2],
}

impl Sided {
    /// First minus second, where both may be shown.
    pub(super) fn difference(&self) -> Option<f64> {
        Some(self.sides[0].score()? - self.sides[1].score()?)
    }

    /// Nothing of it is shown, for this reason.
    const fn none(reason: Reason) -> Self {
        let absent = Figure::Absent(reason);
        Self {
            headline: absent,
            people: absent,
            sides: [absent; 2],
        }
    }

    /// Nothing is shown, so that nothing smaller can be computed from it. What was absent anyway
    /// keeps its reason.
    pub(super) fn withhold(&mut self) {
        self.withhold_for(Reason::Complementary);
    }

    /// The same for another reason.
    pub(super) fn withhold_for(&mut self, reason: Reason) {
        self.headline = self.headline.withheld_for(reason);
        self.people = self.people.withheld_for(reason);
        self.sides = self.sides.map(|side| side.withheld_for(reason));
    }

    /// The sides are not shown; what is left weighs every person the same.
    pub(super) fn withhold_sides(&mut self) {
        if self.sides_equal() {
            self.headline = self.people;
        }
        self.sides = self.sides.map(Figure::withheld);
    }

    /// Whether the headline weighs the sides equally.
    pub(super) fn sides_equal(&self) -> bool {
        self.sides.iter().all(|side| side.score().is_some())
    }
}

/// Every number of a run that may be seen.
#[derive(Debug)]
pub(super) struct Figures<'t> {
    /// Whose view it is.
    pub(super) view: View,
    /// Fewest people in a published group.
    pub(super) minimum: u64,
    /// The people of the headline: both sides, or everybody where nobody belongs to a side.
    pub(super) people: Vec<&'t Cell>,
    /// Totals.
    pub(super) total: Sided,
    /// By dimension.
    pub(super) dimensions: Vec<Sided>,
    /// By question.
    pub(super) questions: Vec<Sided>,
    /// By dimension, what can be computed from the rest where it is held back.
    pub(super) computable: Vec<Sided>,
}

impl<'t> Figures<'t> {
    /// Whether what lies inside the groups may be shown (levels of people, likeness): every group behind
    /// it has ten people. Mean and spread of fewer fix what each of them answered.
    pub(super) fn shows_inside(&self, people: impl Fn(&Cell) -> u64) -> bool {
        self.people
            .iter()
            .all(|cell| people(cell) >= COUNTS_FROM.max(self.minimum))
    }

    /// Everything that `tally` holds and `setting` allows to be seen.
    pub(super) fn new(pack: &Pack, tally: &'t Tally, setting: &Setting) -> Self {
        let own = Rule::is_own(tally, setting);
        let of_sides = tally.cells[..NEITHER].iter().any(|cell| cell.read > 0);
        // One's own view is one's own on whichever side; a result of a team is one of its sides.
        let people: Vec<&Cell> = if pack.sides.is_some() && (of_sides || !own) {
            tally.cells[..NEITHER].iter().collect()
        } else {
            vec![&tally.cells[NEITHER]]
        };
        let rule = Rule::new(pack, tally, setting, &people);
        let total = rule.sided(&people, |cell| scores(&cell.totals));
        let dimensions: Vec<Sided> = (0..pack.dimensions.len())
            .map(|index| rule.dimension(pack, &people, index))
            .collect();
        let questions = (0..pack.questions.len())
            .map(|index| rule.question(pack, &people, index))
            .collect();
        let mut figures = Self {
            view: rule.view,
            minimum: setting.minimum(pack),
            people,
            total,
            computable: dimensions.clone(),
            dimensions,
            questions,
        };
        if !own && none_on_a_side(pack, tally) {
            let few = figures.few(tally.cells[NEITHER].totals.n());
            let reason = if few {
                Reason::BelowMinimum
            } else {
                Reason::NobodyOnASide
            };
            figures.all().for_each(|figure| *figure = Sided::none(reason));
        } else if let Some(reason) = setting.held.whole {
            figures.all().for_each(|figure| figure.withhold_for(reason));
        } else {
            figures.hold_back(&setting.held);
            anonymity::protect(pack, tally, &mut figures);
        }
        figures
    }

    fn all(&mut self) -> impl Iterator<Item = &mut Sided> {
        let parts = self.dimensions.iter_mut().chain(&mut self.questions);
        parts.chain([&mut self.total])
    }

    /// Holds back the dimensions and questions that other waves of the same run give away.
    fn hold_back(&mut self, held: &Held) {
        let dimensions = self.dimensions.iter_mut().zip(&held.dimensions);
        let questions = self.questions.iter_mut().zip(&held.questions);
        for (figure, _) in dimensions.chain(questions).filter(|(_, held)| **held) {
            figure.withhold_for(Reason::FewJoinedOrLeft);
        }
    }
}

/// Sum and number of something, as far as a figure needs it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Values {
    /// The sum.
    pub(super) sum: f64,
    /// Of how many.
    pub(super) n: u64,
}

/// Sum and number of scores.
pub(super) fn scores(histogram: &Histogram) -> Values {
    Values {
        sum: histogram.mean().unwrap_or(0.0) * histogram.n() as f64,
        n: histogram.n(),
    }
}

/// Sum and number of the points of a question's answers.
pub(super) fn points(question: &Question, counts: &AnswerCounts) -> Values {
    let points: i128 = counts
        .options
        .iter()
        .zip(&question.options)
        .map(|(count, option)| i128::from(*count) * i128::from(option.points))
        .sum();
    Values {
        sum: points as f64 / 1_000.0,
        n: counts.answered(),
    }
}

/// Who may see what (anonymity, DESIGN 4.10).
struct Rule {
    view: View,
    /// Fewest people behind the headline of this run.
    whole: u64,
    /// Fewest people behind each side; `None` where sides are never shown.
    side: Option<u64>,
}

impl Rule {
    /// Whether this is one person's own view.
    fn is_own(tally: &Tally, setting: &Setting) -> bool {
        setting.own && !setting.filtered && tally.read() == 1
    }

    fn new(pack: &Pack, tally: &Tally, setting: &Setting, people: &[&Cell]) -> Self {
        let minimum = setting.minimum(pack);
        if Self::is_own(tally, setting) {
            return Self {
                view: View::Person,
                whole: 1,
                side: None,
            };
        }
        let records = tally.read() + tally.rejected;
        let named = setting.named && !setting.filtered && (2..minimum).contains(&records);
        let sides_large = people.len() == 2 && people.iter().all(|cell| cell.totals.n() >= minimum);
        Self {
            view: View::Team,
            whole: if named { 2 } else { minimum },
            side: sides_large.then_some(minimum),
        }
    }

    fn sided(&self, people: &[&Cell], values: impl Fn(&Cell) -> Values) -> Sided {
        let each: Vec<Values> = people.iter().map(|cell| values(cell)).collect();
        let n: u64 = each.iter().map(|values| values.n).sum();
        let sum: f64 = each.iter().map(|values| values.sum).sum();
        let everybody = figure(Values { sum, n }, self.whole);
        let (people_weighted, sides) = match (self.side, each.as_slice()) {
            (Some(minimum), &[first, second]) if first.n >= minimum && second.n >= minimum => {
                (everybody, [figure(first, minimum), figure(second, minimum)])
            }
            (_, &[first, second]) if self.view == View::Team => {
                let hidden = |values: Values, other: Values| {
                    Figure::Absent(if values.n == 0 {
                        Reason::NoData
                    } else if values.n < self.side.unwrap_or(self.whole.max(super::setting::FLOOR)) {
                        Reason::BelowMinimum
                    } else if other.n == 0 {
                        Reason::NotComputable
                    } else {
                        Reason::Complementary
                    })
                };
                (everybody, [hidden(first, second), hidden(second, first)])
            }
            _ => (everybody, [Figure::Absent(Reason::NotComputable); 2]),
        };
        let headline = match (sides[0], sides[1]) {
            (Figure::Known { score: first, .. }, Figure::Known { score: second, .. }) => Figure::Known {
                score: f64::midpoint(first, second),
                n,
            },
            _ => people_weighted,
        };
        Sided {
            headline,
            people: people_weighted,
            sides,
        }
    }

    fn dimension(&self, pack: &Pack, people: &[&Cell], index: DimensionIndex) -> Sided {
        let figure = self.sided(people, |cell| {
            cell.dimensions.get(index).map_or_else(Values::default, scores)
        });
        let asked = pack
            .questions_of(index)
            .any(|question| pooled(people, question).asked() > 0);
        not_asked(figure, asked)
    }

    fn question(&self, pack: &Pack, people: &[&Cell], index: QuestionIndex) -> Sided {
        let figure = self.sided(people, |cell| {
            cell.questions
                .get(index)
                .map_or_else(Values::default, |counts| points(&pack.questions[index], counts))
        });
        not_asked(figure, pooled(people, index).asked() > 0)
    }
}

/// The mean, if it rests on at least `minimum` respondents.
pub(super) fn figure(values: Values, minimum: u64) -> Figure {
    match values.n {
        0 => Figure::Absent(Reason::NoData),
        n if n < minimum => Figure::Absent(Reason::BelowMinimum),
        n => Figure::Known {
            score: values.sum / n as f64,
            n,
        },
    }
}

/// Turns "no data" into "not asked" where nobody was asked.
fn not_asked(figure: Sided, asked: bool) -> Sided {
    if asked {
        figure
    } else {
        Sided::none(Reason::NotAsked)
    }
}
