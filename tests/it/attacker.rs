//! The attacker test (statistics: anonymity): somebody who knows who belongs to what reads a report
//! and asks a solver which means of the hidden groups are consistent with it. No answer may be
//! narrower than ten points, unless a published group's own figure already forces it.

#[cfg(feature = "cli")]
mod exchange;
mod leaks;
#[cfg(feature = "cli")]
mod leaves;
mod patterns;
mod rules;
#[cfg(feature = "cli")]
mod runs;
#[cfg(feature = "cli")]
mod several;
#[cfg(feature = "cli")]
mod shapes;
mod teams;
mod tests;
mod world;
