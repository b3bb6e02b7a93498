//! Whether two assessments asked the same questions: only then is a difference a change.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::{Assessment, Reason};
use crate::pack::{Pack, Question};

/// How many bytes of the digest stand in an assessment: enough to tell apart the few ways in which
/// one question was ever scored.
const BYTES: usize = 8;

/// The beginning of the SHA-256 of everything that decides what an answer to a question counts:
/// id, dimension, values and points of the options, weight, keying, and whether it may not apply.
/// Wording is not in it.
pub(super) fn scoring(pack: &Pack, question: &Question) -> String {
    // JSON, so that no two different lists of parts make the same text.
    let parts = serde_json::json!([
        question.id,
        pack.dimensions[question.dimension].id,
        question
            .options
            .iter()
            .map(|option| (option.value, option.points))
            .collect::<Vec<_>>(),
        question.weight,
        question.reverse,
        question.not_applicable,
    ]);
    let digest = Sha256::digest(parts.to_string().as_bytes());
    let mut hex = String::with_capacity(2 * BYTES);
    for byte in digest.iter().take(BYTES) {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Whether both asked the same questions in a dimension, scored alike: the same ids in any order,
/// the same scoring where both say it, and the same of them put to anybody. What is asked of some
/// people only, such as leaders, may be missing where none of them answered.
pub(super) fn in_dimension(pack: &Pack, now: &Assessment, then: &Assessment, dimension: &str) -> bool {
    let questions = |of: &Assessment| -> Vec<(String, Option<String>, bool)> {
        let mut questions: Vec<_> = of
            .questions
            .iter()
            .enumerate()
            .filter(|(_, question)| question.dimension == dimension)
            .map(|(index, question)| {
                let asked_of_all = pack
                    .question(&question.id)
                    .is_none_or(|index| pack.questions[index].ask.is_none());
                let pointer = format!("/questions/{index}/score");
                let not_asked = of
                    .suppressed
                    .iter()
                    .any(|hidden| hidden.reason == Reason::NotAsked && hidden.pointer == pointer);
                (
                    question.id.clone(),
                    question.scoring.clone(),
                    asked_of_all && not_asked,
                )
            })
            .collect();
        questions.sort();
        questions
    };
    let (now, then) = (questions(now), questions(then));
    now.len() == then.len()
        && now.iter().zip(&then).all(|(a, b)| {
            let scored_alike = match (&a.1, &b.1) {
                (Some(a), Some(b)) => a == b,
                _ => true,
            };
            a.0 == b.0 && scored_alike && a.2 == b.2
        })
}

/// Whether both asked the same questions in every dimension.
pub(super) fn everywhere(pack: &Pack, now: &Assessment, then: &Assessment) -> bool {
    let known = |of: &Assessment, id: &str| of.dimensions.iter().any(|dimension| dimension.id == id);
    now.dimensions.len() == then.dimensions.len()
        && now
            .dimensions
            .iter()
            .all(|dimension| known(then, &dimension.id) && in_dimension(pack, now, then, &dimension.id))
}
