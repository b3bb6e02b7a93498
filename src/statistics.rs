//! Statistics of many numbers: estimates, intervals, gaps, agreement,
//! reliability, change.
//!
//! This floor computes and does nothing else. It knows no questionnaire, no
//! function of a company and no words; it never prints. What it is given is
//! either a tally or the [`Moments`](tally::Moments) taken from one.
//!
//! # Tallies first
//!
//! Everything comes from tallies of integers that merge by addition:
//!
//! | tally | holds | gives |
//! |---|---|---|
//! | [`Histogram`](tally::Histogram) | how often each exact score occurred | mean, variance, counts by level, ranks |
//! | [`ItemCounts`](tally::ItemCounts) | how often each option of one item was chosen | agreement, shares |
//! | [`Crossproducts`](crossproducts::Crossproducts) | sums and sums of products of complete rows | covariances, reliability |
//! | [`RunTally`](longstring::RunTally) | rows without variation | counts |
//!
//! Addition of integers does not depend on its order, and every floating-point
//! number is computed from the finished tally in one fixed order. The results
//! are therefore the same bits whatever the order of records, the number of
//! threads or the number of files.
//!
//! # Refusals
//!
//! Where a number would mislead it is not computed, and an enum says why:
//! [`NoInterval`](interval::NoInterval), [`NoTest`](gap::NoTest),
//! [`NoAgreement`](agreement::NoAgreement),
//! [`NoReliability`](reliability::NoReliability). No function returns NaN or an
//! infinity for finite input.
//!
//! # Example
//!
//! ```
//! use lockstep::statistics::interval::{Interval, mean_estimate};
//! use lockstep::number::ExactScore;
//! use lockstep::statistics::tally::Histogram;
//!
//! let mut totals = Histogram::new();
//! for total in [58, 61, 63, 66, 70, 71] {
//!     totals.add(ExactScore::integer(total));
//! }
//! let attainable = Interval { low: 30.0, high: 90.0 };
//! let estimate = mean_estimate(&totals.moments().ok_or("no totals")?, Some(9), attainable);
//! let sampling = estimate.sampling.map_err(|_| "no interval")?;
//! assert_eq!(format!("{:.1}", estimate.value), "64.8");
//! assert_eq!(format!("{:.1} to {:.1}", sampling.interval.low, sampling.interval.high), "61.7 to 67.9");
//! # Ok::<(), &str>(())
//! ```

pub mod agreement;
pub mod change;
pub mod crossproducts;
pub mod distribution;
pub mod gap;
pub mod interval;
pub mod linear;
pub mod longstring;
pub mod nonresponse;
pub mod rank;
pub mod reliability;
pub mod stratified;
pub mod tally;
