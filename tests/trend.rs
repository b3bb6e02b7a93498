//! Trends: numbers against SciPy, what is withheld, and every format whole.

#![expect(clippy::unwrap_used, reason = "a test that panics fails")]

#[cfg(test)]
mod trend {
    #[cfg(feature = "cli")]
    mod formats;
    mod people;
    mod reference;
    mod shown;
    mod words;
}
