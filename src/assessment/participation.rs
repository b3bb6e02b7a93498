//! Who has answered, and how many are still missing for what: counts of people and nothing else,
//! so that it can be shown to anybody at any time.

use serde::Serialize;

use super::build::{rate, roster_holds, side_names};
use super::setting::Setting;
use super::tally::{NEITHER, Tally};
use crate::diagnostic::Diagnostic;
use crate::number::CUT_SLACK;
use crate::pack::Pack;

/// Fewest people of a team that agreed to be shown as a whole.
const NAMED: u64 = 2;

/// How many answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// By side; the last are those of neither.
    pub answered: [u64; 3],
    /// Those of neither side who do not say where they belong.
    pub side_unknown: u64,
    /// Those who answered too little for a total.
    pub incomplete: u64,
}

impl Counts {
    /// Adds everybody in `tally`; `says_side` is whether they say where they belong.
    pub fn add(&mut self, tally: &Tally, says_side: bool) {
        for (count, cell) in self.answered.iter_mut().zip(&tally.cells) {
            *count += cell.read;
            self.incomplete += cell.partly_scored + cell.unscored;
        }
        if !says_side {
            self.side_unknown += tally.cells[NEITHER].read;
        }
    }
}

/// Who answered, and what it suffices for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Participation {
    /// Whose; null when nothing names it.
    pub organization: Option<String>,
    /// Which round; null when nothing names it.
    pub wave: Option<String>,
    /// Valid responses, whoever gave them.
    pub answered: u64,
    /// People on the roster of both sides.
    pub roster: Option<u64>,
    /// Answered of roster, both sides.
    pub share: Option<f64>,
    /// The two sides, first and second; empty when the pack has none.
    pub sides: Vec<SideParticipation>,
    /// Responses of people who belong to neither side: counted, in no result of a side.
    pub neither_side: u64,
    /// Responses that do not say which side they belong to: counted, in no result of a side.
    pub side_unknown: u64,
    /// Responses with too few answers for a total; null while fewer than the minimum answered.
    pub incomplete: Option<u64>,
    /// Fewest people in a group that a report shows.
    pub minimum_group: u64,
    /// How many more answers it takes before a report shows any result.
    pub needed_for_result: u64,
    /// Whether a report may show the two sides apart.
    pub sides_apart: bool,
    /// What the result is good for, by the side of which fewer answered; null without a roster.
    pub carries: Option<Carries>,
}

/// How one side takes part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SideParticipation {
    /// The attribute value, such as `sales`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// How many answered.
    pub answered: u64,
    /// People on its roster.
    pub roster: Option<u64>,
    /// Answered of roster.
    pub share: Option<f64>,
    /// What its share is good for; null without a roster.
    pub carries: Option<Carries>,
    /// How many more answers of this side it takes.
    pub needed: Needed,
}

/// How many more answers of a side it takes, counted from now; zero where there are enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Needed {
    /// To be shown beside the other side; null where a side has fewer people than a group needs.
    pub apart: Option<u64>,
    /// For a result to use with care; null without a roster.
    pub care: Option<u64>,
    /// For a result to use; null without a roster.
    #[serde(rename = "use")]
    pub full: Option<u64>,
}

/// What a result is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Carries {
    /// A conversation, not a result.
    Conversation,
    /// Use with care.
    Care,
    /// Use.
    Use,
}

/// Who takes part, given how many answered.
///
/// # Errors
/// One diagnostic per side that has more responses than its roster has people.
pub fn participation(
    pack: &Pack,
    counts: &Counts,
    setting: &Setting,
) -> Result<Participation, Vec<Diagnostic>> {
    roster_holds(pack, counts.answered, setting)?;
    let minimum = setting.minimum(pack);
    // A side is shown beside the other or not at all.
    let apart = setting.roster.iter().flatten().all(|roster| *roster >= minimum);
    let sides: Vec<SideParticipation> = (0..NEITHER)
        .filter_map(|index| side(pack, index, counts.answered[index], apart, setting))
        .collect();
    let everybody: u64 = counts.answered.iter().sum();
    let of_sides: u64 = sides.iter().map(|side| side.answered).sum();
    let roster = setting.roster[0].zip(setting.roster[1]);
    let roster = roster.and_then(|(first, second)| first.checked_add(second));
    // A report is about the sides, and about everybody where nobody belongs to one.
    let people = if of_sides > 0 { of_sides } else { everybody };
    let named = setting.named && (NAMED..minimum).contains(&everybody);
    let whole = if named { NAMED } else { minimum };
    let carries: Option<Vec<Carries>> = sides.iter().map(|side| side.carries).collect();
    Ok(Participation {
        organization: setting.organization.clone(),
        wave: setting.wave.clone(),
        answered: everybody,
        roster,
        share: rate(of_sides, roster),
        neither_side: if sides.is_empty() {
            0
        } else {
            counts.answered[NEITHER].saturating_sub(counts.side_unknown)
        },
        side_unknown: if sides.is_empty() { 0 } else { counts.side_unknown },
        incomplete: (everybody >= minimum).then_some(counts.incomplete),
        minimum_group: minimum,
        needed_for_result: whole.saturating_sub(people),
        sides_apart: !sides.is_empty() && sides.iter().all(|side| side.needed.apart == Some(0)),
        carries: carries.and_then(|carries| carries.into_iter().min()),
        sides,
    })
}

fn side(
    pack: &Pack,
    index: usize,
    answered: u64,
    apart: bool,
    setting: &Setting,
) -> Option<SideParticipation> {
    let (id, name) = side_names(pack, index)?;
    let reporting = &pack.reporting;
    let minimum = setting.minimum(pack);
    let roster = setting.roster[index].filter(|roster| *roster > 0);
    let share = rate(answered, roster);
    let more = |wanted: f64| Some(people_for(wanted, roster?).saturating_sub(answered));
    Some(SideParticipation {
        id: id.to_owned(),
        name: name.to_owned(),
        answered,
        roster,
        share,
        carries: share.map(|share| {
            if share + CUT_SLACK >= reporting.response_rate_use {
                Carries::Use
            } else if share + CUT_SLACK >= reporting.response_rate_care {
                Carries::Care
            } else {
                Carries::Conversation
            }
        }),
        needed: Needed {
            apart: apart.then(|| minimum.saturating_sub(answered)),
            care: more(reporting.response_rate_care),
            full: more(reporting.response_rate_use),
        },
    })
}

/// The fewest of `roster` people who are a share of `wanted`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a number of people, rounded up; no more than there are"
)]
fn people_for(wanted: f64, roster: u64) -> u64 {
    let people = ((wanted - CUT_SLACK) * roster as f64).ceil();
    (people.max(0.0) as u64).min(roster)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::answers::{Answer, AttributeValue, Response};
    use crate::pack::{self, builtin};
    use crate::scoring::Scorecard;
    use crate::source::Source;

    static FLAGSHIP: LazyLock<Pack> = LazyLock::new(|| {
        let text = builtin::find("sales-marketing").expect("it is built in");
        pack::load(&Source::new("pack", text)).expect("it is sound")
    });

    fn of(answered: [u64; 3], roster: [Option<u64>; 2]) -> Participation {
        let counts = Counts {
            answered,
            ..Counts::default()
        };
        let setting = Setting {
            roster,
            ..Setting::default()
        };
        participation(&FLAGSHIP, &counts, &setting).expect("the roster holds")
    }

    fn needed(participation: &Participation, side: usize) -> (Option<u64>, Option<u64>, Option<u64>) {
        let needed = participation.sides[side].needed;
        (needed.apart, needed.care, needed.full)
    }

    #[test]
    fn the_side_of_which_fewer_answered_decides() {
        let result = of([28, 3, 2], [Some(40), Some(6)]);
        assert_eq!(result.sides[0].carries, Some(Carries::Use));
        assert_eq!(result.sides[1].carries, Some(Carries::Care));
        assert_eq!(result.carries, Some(Carries::Care));
        assert_eq!(needed(&result, 0), (Some(0), Some(0), Some(0)));
        assert_eq!(needed(&result, 1), (Some(2), Some(0), Some(2)));
        assert!(!result.sides_apart);
        assert_eq!((result.answered, result.neither_side), (33, 2));
        assert_eq!((result.roster, result.needed_for_result), (Some(46), 0));
    }

    #[test]
    fn before_anybody_answered_everything_is_missing() {
        let result = of([0; 3], [Some(14), Some(4)]);
        // Four people are never shown by themselves, and so the others are not either.
        assert_eq!(needed(&result, 0), (None, Some(7), Some(10)));
        assert_eq!(needed(&result, 1), (None, Some(2), Some(3)));
        assert_eq!(result.carries, Some(Carries::Conversation));
        assert_eq!((result.needed_for_result, result.incomplete), (5, None));
    }

    #[test]
    fn without_a_roster_nothing_is_said_of_shares() {
        let result = of([6, 6, 0], [Some(10), None]);
        assert_eq!(needed(&result, 1), (Some(0), None, None));
        assert_eq!((result.roster, result.share, result.carries), (None, None, None));
        assert!(result.sides_apart);
    }

    #[test]
    fn what_was_answered_does_not_show() {
        let counts = |option: usize| {
            let mut tally = Tally::new(&FLAGSHIP);
            let mut response = Response::blank(&FLAGSHIP);
            response.attributes[0] = Some(AttributeValue::Closed(0));
            response.answers.fill(Answer::Option(option));
            tally.count(&FLAGSHIP, &response, &mut Scorecard::default());
            let mut counts = Counts::default();
            counts.add(&tally, true);
            counts
        };
        assert_eq!(counts(0).answered, [1, 0, 0]);
        assert_eq!(counts(0), counts(3));
    }

    #[test]
    fn a_team_that_agreed_is_shown_from_two() {
        let counts = Counts {
            answered: [2, 1, 0],
            ..Counts::default()
        };
        let mut setting = Setting::default();
        let needed =
            |setting: &Setting| participation(&FLAGSHIP, &counts, setting).map(|it| it.needed_for_result);
        assert_eq!(needed(&setting), Ok(2));
        setting.named = true;
        assert_eq!(needed(&setting), Ok(0));
    }

    #[test]
    fn more_answers_than_people_are_a_fault() {
        let counts = Counts {
            answered: [3, 9, 0],
            ..Counts::default()
        };
        let setting = Setting {
            roster: [Some(3), Some(8)],
            ..Setting::default()
        };
        let faults = participation(&FLAGSHIP, &counts, &setting).expect_err("nine of eight");
        assert_eq!(faults.len(), 1);
    }

    proptest! {
        #[test]
        fn what_is_needed_is_the_fewest_that_suffice(roster in 1_u64..5_000, answered in 0_u64..5_000) {
            let answered = answered.min(roster);
            let now = of([answered, roster, 0], [Some(roster); 2]);
            for (more, level) in [
                (now.sides[0].needed.care, Carries::Care),
                (now.sides[0].needed.full, Carries::Use),
            ] {
                let more = more.expect("there is a roster");
                let with = |more| of([answered + more, roster, 0], [Some(roster); 2]).carries;
                prop_assert!(with(more) >= Some(level));
                if more > 0 {
                    prop_assert!(with(more - 1) < Some(level));
                }
            }
        }
    }
}
