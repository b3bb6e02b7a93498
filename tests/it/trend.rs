//! Trends: numbers against SciPy, what is withheld, and every format whole.

#[cfg(feature = "cli")]
mod formats;
mod people;
mod reference;
mod shown;
mod words;
