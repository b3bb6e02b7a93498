//! The fingerprint of one question: equal while a person would give the same answer to it.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::pack::Question;

/// Sixteen hexadecimal digits over what a person reads and chooses from: the question and its
/// options with their values. Help, points and weights do not count.
pub(super) fn of(question: &Question) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    };
    part(&question.text);
    for option in &question.options {
        part(&option.value.to_string());
        part(&option.label);
    }
    let mut hex = String::with_capacity(16);
    for byte in hash.finalize().iter().take(8) {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
