//! What the names of a gate mean in a pack, and whether a condition makes sense.

use crate::assessment::Certainty;
use crate::assessment::gate::{Demand, Limit, limit};
use crate::diagnostic::{
    Diagnostic, GATE_NO_SIDES, GATE_OUT_OF_REACH, GATE_UNKNOWN_DIMENSION, GATE_UNKNOWN_LEVEL,
    GATE_UNKNOWN_QUESTION, GATE_UNKNOWN_WORD, one_of,
};
use crate::json::shortened;
use crate::number::decimal;
use crate::pack::{DimensionIndex, LevelIndex, Pack, QuestionIndex};
use crate::text::Checked;

/// A level, by id.
///
/// # Errors
/// The pack has no such level.
pub fn level(pack: &Pack, id: &str) -> Checked<LevelIndex> {
    pack.level(id).ok_or_else(|| {
        let message = format!("unknown level `{}`", shortened(id));
        let ids = || pack.levels.iter().map(|level| level.id.as_str());
        Diagnostic::unknown(&GATE_UNKNOWN_LEVEL, message, id, ids)
    })
}

/// A dimension, by id.
///
/// # Errors
/// The pack has no such dimension.
pub fn dimension(pack: &Pack, id: &str) -> Checked<DimensionIndex> {
    pack.dimension(id).ok_or_else(|| {
        let message = format!("unknown dimension `{}`", shortened(id));
        let ids = || pack.dimensions.iter().map(|dimension| dimension.id.as_str());
        Diagnostic::unknown(&GATE_UNKNOWN_DIMENSION, message, id, ids)
    })
}

/// A question, by id.
///
/// # Errors
/// The pack has no such question.
pub fn question(pack: &Pack, id: &str) -> Checked<QuestionIndex> {
    pack.question(id).ok_or_else(|| {
        let message = format!("unknown question `{}`", shortened(id));
        let ids = || pack.questions.iter().map(|question| question.id.as_str());
        Diagnostic::unknown(&GATE_UNKNOWN_QUESTION, message, id, ids)
    })
}

/// A certainty that can be missed.
///
/// # Errors
/// The word is none of them.
pub fn certainty(word: &str) -> Checked<Certainty> {
    match word {
        "probable" => Ok(Certainty::Probable),
        "clear" => Ok(Certainty::Clear),
        _ => {
            let message = format!("no certainty is called `{}`", shortened(word));
            let words = || ["probable", "clear"].into_iter();
            Err(Diagnostic::unknown(&GATE_UNKNOWN_WORD, message, word, words))
        }
    }
}

/// Whether some answers meet a condition and others miss it.
///
/// # Errors
/// None do, or it asks for something that the pack does not have.
pub fn sensible(pack: &Pack, demand: &Demand) -> Checked<()> {
    let Some(limit) = limit(pack, demand) else {
        return Ok(());
    };
    let number = |value: f64| {
        let text = decimal(value, 3);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let fault = |allowed: String| {
        Diagnostic::new(
            &GATE_OUT_OF_REACH,
            "whatever people answer, this is always met or always missed",
        )
        .allowed(allowed)
    };
    Err(Box::new(match limit {
        Limit::Range(range) => fault(format!("{} to {}", number(range.low), number(range.high))),
        Limit::FromOne => fault("a whole number from 1 up".to_owned()),
        Limit::Share => fault("a share above 0 and up to 1, such as 0.7".to_owned()),
        Limit::Level => {
            let decide = |index: &usize| self::limit(pack, &Demand::Level(*index)).is_none();
            let levels = (0..pack.levels.len()).filter(decide);
            fault(one_of(levels.map(|index| pack.levels[index].id.as_str())))
        }
        Limit::NoSides => Diagnostic::new(
            &GATE_NO_SIDES,
            format!("the questionnaire {} has no two sides", pack.id),
        )
        .help("leave this condition out"),
    }))
}
