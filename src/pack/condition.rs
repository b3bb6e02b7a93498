//! The one small grammar of conditions, and how they are judged.
//!
//! Judgement is three-valued: what is not known never fires.

use super::{AttributeIndex, DimensionIndex, FactIndex, LevelIndex, QuestionIndex};

/// When something holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All hold.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// Something that can be looked up.
    Leaf(Leaf),
}

/// The smallest condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// The estimate of a question.
    Question(QuestionIndex, Test),
    /// The estimate of a dimension; `None` means any of them.
    Dimension(Option<DimensionIndex>, Test),
    /// A fact has one of the values; `agreed` asks it of every value given, where the two sides differ.
    Fact {
        /// Which fact.
        fact: FactIndex,
        /// Indices of its options.
        values: Vec<usize>,
        /// Whether all given values must be among them.
        agreed: bool,
    },
    /// Changing this fact alone would make the level the one that fits.
    Unlocks(FactIndex, LevelIndex),
    /// The level aimed at now.
    Next(LevelIndex),
    /// An attribute of the respondent; only in a question's `ask`.
    Attribute(AttributeIndex, Vec<usize>),
}

/// What is asked of an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// Below where the level begins.
    Below(LevelIndex),
    /// At or above where the level begins.
    AtLeast(LevelIndex),
    /// No other question (or dimension) has a lower estimate.
    Lowest,
}

/// A judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not.
    False,
    /// Not known.
    Unknown,
}

impl Truth {
    /// From something known.
    #[must_use]
    pub const fn known(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }

    /// Whether it holds.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::True)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl Condition {
    /// Judges the condition; `look` judges its leaves.
    pub fn judge(&self, look: &impl Fn(&Leaf) -> Truth) -> Truth {
        match self {
            Self::All(conditions) => Self::join(conditions, look, Truth::False, Truth::True),
            Self::Any(conditions) => Self::join(conditions, look, Truth::True, Truth::False),
            Self::Not(condition) => !condition.judge(look),
            Self::Leaf(leaf) => look(leaf),
        }
    }

    /// `decisive` as soon as one is; otherwise unknown if one is, otherwise `rest`.
    fn join(conditions: &[Self], look: &impl Fn(&Leaf) -> Truth, decisive: Truth, rest: Truth) -> Truth {
        let mut result = rest;
        for condition in conditions {
            let truth = condition.judge(look);
            if truth == decisive {
                return decisive;
            }
            if truth == Truth::Unknown {
                result = Truth::Unknown;
            }
        }
        result
    }

    /// The leaves that make the condition true, in the order written; none if it is not true.
    ///
    /// Leaves under a `not` are witnesses when they are false.
    pub fn witnesses<'c>(&'c self, look: &impl Fn(&Leaf) -> Truth) -> Vec<&'c Leaf> {
        let mut found = Vec::new();
        self.gather(look, true, &mut found);
        found
    }

    fn gather<'c>(&'c self, look: &impl Fn(&Leaf) -> Truth, wanted: bool, found: &mut Vec<&'c Leaf>) {
        if self.judge(look) != Truth::known(wanted) {
            return;
        }
        match self {
            Self::All(conditions) | Self::Any(conditions) => {
                for condition in conditions {
                    condition.gather(look, wanted, found);
                }
            }
            Self::Not(condition) => condition.gather(look, !wanted, found),
            Self::Leaf(leaf) => found.push(leaf),
        }
    }

    /// Every leaf, in the order written.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().flat_map(Self::leaves).collect()
            }
            Self::Not(condition) => condition.leaves(),
            Self::Leaf(leaf) => vec![leaf],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(index: usize) -> Condition {
        Condition::Leaf(Leaf::Next(index))
    }

    /// Leaf 0 is true, 1 false, others unknown.
    fn look(leaf: &Leaf) -> Truth {
        match leaf {
            Leaf::Next(0) => Truth::True,
            Leaf::Next(1) => Truth::False,
            _ => Truth::Unknown,
        }
    }

    #[test]
    fn what_is_not_known_never_fires() {
        let unknown = || leaf(2);
        assert_eq!(
            Condition::All(vec![leaf(0), unknown()]).judge(&look),
            Truth::Unknown
        );
        assert_eq!(
            Condition::All(vec![leaf(1), unknown()]).judge(&look),
            Truth::False
        );
        assert_eq!(Condition::Any(vec![leaf(0), unknown()]).judge(&look), Truth::True);
        assert_eq!(
            Condition::Any(vec![leaf(1), unknown()]).judge(&look),
            Truth::Unknown
        );
        assert_eq!(Condition::Not(Box::new(unknown())).judge(&look), Truth::Unknown);
        assert_eq!(Condition::All(vec![]).judge(&look), Truth::True);
        assert_eq!(Condition::Any(vec![]).judge(&look), Truth::False);
    }

    #[test]
    fn witnesses_are_the_leaves_that_made_it_true() {
        let condition = Condition::All(vec![
            Condition::Any(vec![leaf(1), leaf(0), leaf(2)]),
            Condition::Not(Box::new(leaf(1))),
        ]);
        assert_eq!(condition.witnesses(&look), vec![&Leaf::Next(0), &Leaf::Next(1)]);
        assert!(Condition::All(vec![leaf(0), leaf(1)]).witnesses(&look).is_empty());
    }
}
