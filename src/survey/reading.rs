//! How long the questions take to answer.

use std::time::Duration;

use crate::pack::{Pack, Question};

/// Words a minute at which people read and answer.
const WORDS_A_MINUTE: u64 = 240;

/// Words to read by question of the pack. Options that are those of the question before, as in an
/// agreement scale, are not read again.
pub(super) fn words(pack: &Pack) -> Vec<u64> {
    let mut before: Option<&Question> = None;
    pack.questions
        .iter()
        .map(|question| {
            let mut words = count(&question.text) + count(question.help.as_deref().unwrap_or_default());
            let known = before.is_some_and(|before| {
                before
                    .options
                    .iter()
                    .map(|option| &option.label)
                    .eq(question.options.iter().map(|option| &option.label))
            });
            if !known {
                words += question
                    .options
                    .iter()
                    .map(|option| count(&option.label))
                    .sum::<u64>();
            }
            before = Some(question);
            words
        })
        .collect()
}

/// The time that so many words take.
pub(super) fn time(words: u64) -> Duration {
    Duration::from_millis(words * 60_000 / WORDS_A_MINUTE)
}

fn count(text: &str) -> u64 {
    text.split_whitespace().count() as u64
}
