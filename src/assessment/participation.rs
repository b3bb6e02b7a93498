//! Who has answered, and how many are still missing for what: counts of people and nothing else,
//! so that it can be shown to anybody at any time.

use serde::Serialize;

use super::View;
use super::build::{rate, roster_holds};
use super::figures::Figures;
use super::setting::Setting;
use super::sides::{none_on_a_side, side_names};
use super::tally::{Cell, NEITHER, Tally};
use crate::diagnostic::Diagnostic;
use crate::number::CUT_SLACK;
use crate::pack::Pack;

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
    /// What a report of these answers would show now.
    pub shows: Shows,
    /// Whether a report shows the two sides apart.
    pub sides_apart: bool,
    /// What the result is good for, by the side of which fewer answered; null without a roster.
    pub carries: Option<Carries>,
}

/// What a report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// No result.
    Nothing,
    /// No result, for nobody belongs to one of the two sides; the answers have to be mended.
    NobodyOnASide,
    /// A result.
    Result,
    /// One person's own view.
    OwnView,
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

/// Who takes part. What a report shows is asked of the report's own rule, so that the two never disagree.
///
/// # Errors
/// One diagnostic per side that has more responses than its roster has people.
pub fn participation(
    pack: &Pack,
    tally: &Tally,
    setting: &Setting,
) -> Result<Participation, Vec<Diagnostic>> {
    roster_holds(pack, tally.cells.each_ref().map(|cell| cell.read), setting)?;
    let figures = Figures::new(pack, tally, setting);
    let total = &figures.total;
    let shows = match (total.headline.score(), figures.view) {
        (Some(_), View::Person) => Shows::OwnView,
        (Some(_), View::Team) => Shows::Result,
        (None, View::Team) if none_on_a_side(pack, tally) => Shows::NobodyOnASide,
        (None, _) => Shows::Nothing,
    };
    let minimum = figures.minimum;
    // A side is shown beside the other or not at all.
    let apart = setting.roster.iter().flatten().all(|roster| *roster >= minimum);
    let sides: Vec<SideParticipation> = (0..NEITHER)
        .filter_map(|index| side(pack, index, &tally.cells[index], apart, setting))
        .collect();
    let everybody = tally.read();
    let of_sides: u64 = sides.iter().map(|side| side.answered).sum();
    let roster = setting.roster[0].zip(setting.roster[1]);
    let roster = roster.and_then(|(first, second)| first.checked_add(second));
    let incomplete: u64 = tally.cells.iter().map(incomplete).sum();
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
            tally.cells[NEITHER].read - tally.side_unknown
        },
        side_unknown: tally.side_unknown,
        incomplete: (everybody >= minimum).then_some(incomplete),
        minimum_group: minimum,
        needed_for_result: match shows {
            Shows::Result | Shows::OwnView => 0,
            Shows::Nothing | Shows::NobodyOnASide => missing(&figures.people, minimum).max(1),
        },
        shows,
        sides_apart: total.sides_equal(),
        carries: carries.and_then(|carries| carries.into_iter().min()),
        sides,
    })
}

/// Those who answered too little for a total.
fn incomplete(cell: &Cell) -> u64 {
    cell.partly_scored + cell.unscored
}

/// How many more it takes until a group can be shown: people with a total, and while there are not even
/// enough people, these, so that nobody can tell who of a few answered too little.
fn missing(cells: &[&Cell], minimum: u64) -> u64 {
    let read: u64 = cells.iter().map(|cell| cell.read).sum();
    let scored: u64 = cells.iter().map(|cell| cell.totals.n()).sum();
    minimum.saturating_sub(if read < minimum { read } else { scored })
}

fn side(pack: &Pack, index: usize, cell: &Cell, apart: bool, setting: &Setting) -> Option<SideParticipation> {
    let (id, name) = side_names(pack, index)?;
    let answered = cell.read;
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
            apart: apart.then(|| missing(&[cell], minimum)),
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

    /// So many of every side; of the first `unscored` nothing is said.
    fn tally(answered: [u64; 3], unscored: u64) -> Tally {
        let mut tally = Tally::new(&FLAGSHIP);
        let sides = FLAGSHIP.sides.expect("it has sides");
        let [first, second] = sides.values;
        let other = (0..).find(|value| *value != first && *value != second);
        for (value, people) in [first, second, other.unwrap_or(0)].into_iter().zip(answered) {
            for person in 0..people {
                let mut response = Response::blank(&FLAGSHIP);
                response.attributes[sides.attribute] = Some(AttributeValue::Closed(value));
                if value != first || person >= unscored {
                    response.answers.fill(Answer::Option(1));
                }
                tally.count(&FLAGSHIP, &response, &mut Scorecard::default());
            }
        }
        tally
    }

    fn of(answered: [u64; 3], roster: [Option<u64>; 2]) -> Participation {
        let setting = Setting {
            roster,
            ..Setting::default()
        };
        participation(&FLAGSHIP, &tally(answered, 0), &setting).expect("the roster holds")
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
    fn who_answered_too_little_makes_no_side() {
        let of = |answered, unscored| {
            participation(&FLAGSHIP, &tally(answered, unscored), &Setting::default()).expect("no roster")
        };
        let result = of([5, 6, 0], 1);
        assert_eq!((result.shows, result.sides_apart), (Shows::Result, false));
        assert_eq!(result.sides[0].needed.apart, Some(1));
        // Of fewer nothing tells who it was.
        let result = of([4, 6, 0], 1);
        assert_eq!(
            (result.sides[0].needed.apart, result.sides_apart),
            (Some(1), false)
        );
        let result = of([3, 2, 0], 2);
        assert_eq!((result.shows, result.needed_for_result), (Shows::Nothing, 2));
    }

    #[test]
    fn nobody_on_a_side_is_no_result() {
        let result = of([0, 0, 31], [None; 2]);
        assert_eq!(
            (result.shows, result.needed_for_result),
            (Shows::NobodyOnASide, 5)
        );
        assert_eq!(
            (result.answered, result.neither_side, result.side_unknown),
            (31, 31, 0)
        );
    }

    #[test]
    fn one_person_sees_their_own_view() {
        let setting = Setting {
            own: true,
            ..Setting::default()
        };
        let shows = |people| {
            let result = participation(&FLAGSHIP, &tally([people, 0, 0], 0), &setting).expect("no roster");
            (result.shows, result.needed_for_result)
        };
        assert_eq!(shows(1), (Shows::OwnView, 0));
        assert_eq!(shows(2), (Shows::Nothing, 3));
    }

    #[test]
    fn a_team_that_agreed_is_shown_from_two() {
        let mut setting = Setting::default();
        let needed = |setting: &Setting| {
            participation(&FLAGSHIP, &tally([2, 1, 0], 0), setting).map(|it| it.needed_for_result)
        };
        assert_eq!(needed(&setting), Ok(2));
        setting.named = true;
        assert_eq!(needed(&setting), Ok(0));
    }

    #[test]
    fn more_answers_than_people_are_a_fault() {
        let setting = Setting {
            roster: [Some(3), Some(8)],
            ..Setting::default()
        };
        let faults = participation(&FLAGSHIP, &tally([3, 9, 0], 0), &setting).expect_err("nine of eight");
        assert_eq!(faults.len(), 1);
    }

    proptest! {
        #[test]
        fn what_is_needed_is_the_fewest_that_suffice(roster in 1_u64..5_000, answered in 0_u64..5_000) {
            let of = |answered: u64| {
                let mut tally = Tally::new(&FLAGSHIP);
                (tally.cells[0].read, tally.cells[1].read) = (answered, roster);
                let setting = Setting { roster: [Some(roster); 2], ..Setting::default() };
                participation(&FLAGSHIP, &tally, &setting).expect("the roster holds")
            };
            let answered = answered.min(roster);
            let now = of(answered);
            for (more, level) in [
                (now.sides[0].needed.care, Carries::Care),
                (now.sides[0].needed.full, Carries::Use),
            ] {
                let more = more.expect("there is a roster");
                prop_assert!(of(answered + more).carries >= Some(level));
                if more > 0 {
                    prop_assert!(of(answered + more - 1).carries < Some(level));
                }
            }
        }
    }
}
