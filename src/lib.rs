//! How well two functions of a company work together, and what to do about it.
pub mod answers;
pub mod assessment;

pub mod date;
pub mod diagnostic;
pub mod json;
pub mod number;
pub mod pack;
pub mod scoring;
pub mod source;
pub mod statistics;
