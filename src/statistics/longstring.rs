//! Rows of answers without variation.
//!
//! Flags are counted, never acted upon: with no reverse-keyed items a run of
//! equal answers may be honest. Report the count, and the result with and
//! without.

/// A run of at least this share of the answers is flagged: one half, the
/// lenient end of what Curran 2016 (JESP 66:4) names.
const FLAGGED_SHARE: (usize, usize) = (1, 2);

/// What the run of equal answers in one row looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Number of answers in the row, at least 1.
    pub answers: usize,
    /// The longest run of equal answers, at least 1.
    pub longest: usize,
}

/// Which flag a row raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunFlag {
    /// None.
    None,
    /// A run over half of the answers or more, but not over all.
    Long,
    /// All answers are equal.
    AllEqual,
}

impl Run {
    /// The longest run of a complete row, in the order in which the questions
    /// were asked.
    ///
    /// What is compared is what the hand did: raw answers, not keyed ones, and
    /// where options were shown in another order, the position shown.
    ///
    /// None if an answer is missing or the row is empty; such rows are not
    /// assessed.
    pub fn of<T: PartialEq>(row: &[Option<T>]) -> Option<Self> {
        let answers: Vec<&T> = row.iter().map(Option::as_ref).collect::<Option<_>>()?;
        let longest = answers
            .chunk_by(|left, right| left == right)
            .map(<[_]>::len)
            .max()?;
        Some(Self {
            answers: answers.len(),
            longest,
        })
    }

    /// The flag it raises. A row of one answer raises none.
    pub fn flag(self) -> RunFlag {
        let (numerator, denominator) = FLAGGED_SHARE;
        if self.answers < 2 {
            RunFlag::None
        } else if self.longest == self.answers {
            RunFlag::AllEqual
        } else if self.longest * denominator >= self.answers * numerator {
            RunFlag::Long
        } else {
            RunFlag::None
        }
    }
}

/// How many rows raised which flag. Merges by addition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunTally {
    /// Complete rows.
    pub assessed: u64,
    /// Rows with a long run, not counting those with equal answers only.
    pub long: u64,
    /// Rows with equal answers only.
    pub all_equal: u64,
}

impl RunTally {
    /// Counts one complete row.
    pub fn add(&mut self, run: Run) {
        self.assessed += 1;
        match run.flag() {
            RunFlag::None => {}
            RunFlag::Long => self.long += 1,
            RunFlag::AllEqual => self.all_equal += 1,
        }
    }

    /// Adds the counts of another tally.
    pub fn merge(&mut self, other: &Self) {
        self.assessed += other.assessed;
        self.long += other.long;
        self.all_equal += other.all_equal;
    }

    /// Rows with a flag of either kind.
    pub fn flagged(&self) -> u64 {
        self.long + self.all_equal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(row: &[u8]) -> Option<Run> {
        let row: Vec<_> = row.iter().copied().map(Some).collect();
        Run::of(&row)
    }

    #[test]
    fn runs_and_flags() {
        let longest = |row: &[u8]| run(row).map(|run| (run.longest, run.flag()));
        assert_eq!(longest(&[1, 2, 2, 2, 3, 1]), Some((3, RunFlag::Long)));
        assert_eq!(longest(&[1, 2, 2, 2, 3, 1, 1]), Some((3, RunFlag::None)));
        assert_eq!(longest(&[4, 4, 4, 4]), Some((4, RunFlag::AllEqual)));
        assert_eq!(longest(&[4]), Some((1, RunFlag::None)));
        assert_eq!(longest(&[]), None);
        assert_eq!(Run::of(&[Some(1), None, Some(1)]), None);
    }

    #[test]
    fn counts() {
        let mut tally = RunTally::default();
        for row in [&[1, 1, 1, 1][..], &[1, 1, 2, 3], &[1, 2, 3, 4]] {
            if let Some(run) = run(row) {
                tally.add(run);
            }
        }
        let mut twice = tally;
        twice.merge(&tally);
        assert_eq!(
            (twice.assessed, twice.all_equal, twice.long, twice.flagged()),
            (6, 2, 2, 4)
        );
    }
}
