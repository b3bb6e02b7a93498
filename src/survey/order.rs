//! Who answers, and in which order they see the sentences.
//!
//! A respondent's id is random; which questions are shown in reverse order follows from it alone,
//! so that the order can be checked afterwards from the answer file.

use sha2::{Digest as _, Sha256};

use crate::pack::{AnswerOption, Pack, QuestionIndex};

/// Random bytes that an id is made of: 80 bits.
pub const ID_BYTES: usize = 10;

/// Digits and small letters without those that are taken for one another: five bits each.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The id that these random bytes spell, such as `k3v9w2m7qx4d8r5t`.
#[must_use]
pub fn respondent(random: [u8; ID_BYTES]) -> String {
    let bit = |at: usize| random.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    (0..ID_BYTES * 8 / 5)
        .map(|letter| {
            let index = (0..5).fold(0u8, |index, at| index << 1 | bit(letter * 5 + at));
            char::from(ALPHABET[usize::from(index & 31)])
        })
        .collect()
}

/// Which questions this respondent sees in reverse order, by question: half of them.
///
/// Questions that stand next to each other in the pack are paired and a coin decides which of the
/// two is turned, so that every dimension is balanced as well. Questions with the very same list of
/// options, such as an agreement scale, are turned together: a scale that changed its direction
/// from question to question would be misread.
#[must_use]
pub fn mirrored(pack: &Pack, respondent: &str) -> Vec<bool> {
    let lists = lists(pack);
    let mut turned = vec![false; lists.len()];
    for (pair, lists) in turned.chunks_mut(2).enumerate() {
        let coin = coin(respondent, pair);
        for (place, turned) in lists.iter_mut().enumerate() {
            *turned = (place == 0) == coin;
        }
    }
    let mut mirrored = vec![false; pack.questions.len()];
    for (questions, turned) in lists.iter().zip(turned) {
        for &question in questions {
            mirrored[question] = turned;
        }
    }
    mirrored
}

/// Questions by list of options, in the order in which the lists first occur.
fn lists(pack: &Pack) -> Vec<Vec<QuestionIndex>> {
    let same = |a: &[AnswerOption], b: &[AnswerOption]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.label == b.label)
    };
    let mut by_label: std::collections::HashMap<&str, Vec<usize>> = std::collections::HashMap::new();
    let mut lists: Vec<Vec<QuestionIndex>> = Vec::new();
    for (index, question) in pack.questions.iter().enumerate() {
        let first = question
            .options
            .first()
            .map_or("", |option| option.label.as_str());
        let near = by_label.entry(first).or_default();
        let known = near.iter().copied().find(|&list| {
            let other = lists[list].first().and_then(|&other| pack.questions.get(other));
            other.is_some_and(|other| same(&other.options, &question.options))
        });
        match known {
            Some(list) => lists[list].push(index),
            None => {
                near.push(lists.len());
                lists.push(vec![index]);
            }
        }
    }
    lists
}

/// A fair coin that always falls alike for the same respondent and number.
fn coin(respondent: &str, number: usize) -> bool {
    let mut hash = Sha256::new();
    hash.update(b"lockstep-order/1\n");
    hash.update(respondent);
    hash.update((number as u64).to_le_bytes());
    hash.finalize().first().is_some_and(|byte| byte & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::testing;

    #[test]
    fn an_id_spells_all_its_bits() {
        assert_eq!(respondent([0; 10]), "0".repeat(16));
        assert_eq!(respondent([255; 10]), "z".repeat(16));
        assert_eq!(respondent([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), "041061050r3gg28a");
    }

    #[test]
    fn half_of_the_questions_are_turned_and_every_one_of_them_sometimes() {
        let pack = testing::flagship();
        let mut times = vec![0; pack.questions.len()];
        for person in 0..400 {
            let mirrored = mirrored(pack, &format!("p{person}"));
            let count = mirrored.iter().filter(|turned| **turned).count();
            assert!(
                count.abs_diff(pack.questions.len() - count) <= 1,
                "{count} of {}",
                pack.questions.len()
            );
            for (times, turned) in times.iter_mut().zip(mirrored) {
                *times += usize::from(turned);
            }
        }
        assert!(times.iter().all(|times| (140..260).contains(times)), "{times:?}");
        assert_eq!(mirrored(pack, "p1"), mirrored(pack, "p1"));
    }

    #[test]
    fn a_scale_is_turned_as_a_whole() {
        let pack = testing::builtin("sales-marketing-agreement");
        let mut seen = [false; 2];
        for person in 0..20 {
            let mirrored = mirrored(&pack, &format!("p{person}"));
            assert!(mirrored.iter().all(|turned| *turned == mirrored[0]));
            seen[usize::from(mirrored[0])] = true;
        }
        assert_eq!(seen, [true, true]);
    }
}
