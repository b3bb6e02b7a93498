//! The words for why something is not there.

use super::people;
use crate::assessment::{Reason, nobody_on_a_side};
use crate::pack::Pack;

pub(crate) fn why_no_result(pack: &Pack, reason: Option<Reason>, answered: u64, minimum: u64) -> String {
    match reason {
        Some(Reason::NobodyOnASide) => nobody_on_a_side(pack),
        Some(Reason::FewJoinedOrLeft) => format!(
            "Between 1 and {} people joined or left one of its groups until a later wave that is shown here, and \
             both together would give their answers away.",
            minimum.saturating_sub(1)
        ),
        Some(Reason::BelowMinimum | Reason::Complementary) => format!(
            "{} answered. A result is shown from {minimum} people on, so that nobody's answers can be worked \
             out from it.",
            people(answered)
        ),
        Some(Reason::NoData) if answered == 0 => "Nobody has answered yet.".to_owned(),
        Some(Reason::NoData) => format!(
            "{} answered, none of them enough of the questions for a result.",
            people(answered)
        ),
        Some(Reason::NotAsked) => "The questions behind it were not asked.".to_owned(),
        Some(Reason::NotComputable | Reason::OtherQuestions) | None => {
            "Too few questions were answered to say anything of the whole.".to_owned()
        }
    }
}

pub(crate) fn no_comparison(reason: Option<Reason>, first: &str, second: &str, minimum: u64) -> String {
    match reason {
        Some(Reason::BelowMinimum | Reason::Complementary) => format!(
            "{first} and {second} are not shown apart. A side is shown from {minimum} people on, and the numbers of \
             the other side would give its answers away."
        ),
        Some(Reason::NoData) => {
            "Only one side answered, so there is nothing to set beside it yet.".to_owned()
        }
        _ => format!("{first} and {second} cannot be compared on these answers."),
    }
}

pub(crate) fn no_meeting_page(pack: &Pack, reason: Option<Reason>) -> String {
    let why = match reason {
        Some(Reason::NobodyOnASide) => return nobody_on_a_side(pack),
        Some(Reason::BelowMinimum | Reason::Complementary) => {
            "Too few people answered to set the two sides side by side. Begin with the profile instead."
        }
        _ => "There are not two sides to set side by side in these answers.",
    };
    why.to_owned()
}
