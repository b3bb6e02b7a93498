//! How well two functions of a company work together, and what to do about it.
//!
//! A [`pack::Pack`] asks, a [`answers::Response`] says, [`scoring`] scores one respondent,
//! [`assessment`] says what a team's answers mean, and [`report`] shows it. The library computes
//! and returns text; it never prints, opens a file or exits.
//!
//! ```
//! use lockstep::answers::{Defaults, Intake, Kind};
//! use lockstep::assessment::{Counter, Setting, assess};
//! use lockstep::pack::{self, builtin};
//! use lockstep::source::Source;
//!
//! let text = builtin::find("sales-marketing-agreement").expect("it is built in");
//! let pack = pack::load(&Source::new("pack", text)).expect("it is sound");
//!
//! // One person who agrees (4 of 5) with everything.
//! let answers: Vec<String> = pack.questions.iter().map(|question| format!("\"{}\": 4", question.id)).collect();
//! let record = format!(
//!     r#"{{"pack": {{"id": "sales-marketing-agreement"}}, "answers": {{{}}}}}"#,
//!     answers.join(", ")
//! );
//! let mut counter = Counter::new(&pack);
//! let mut intake = Intake::new(&pack);
//! intake.read(Kind::Json, "one.json", Defaults::default(), record.as_bytes(), &mut counter);
//! assert!(!intake.finish().diagnostics.has_errors());
//!
//! let setting = Setting { own: true, ..Setting::default() };
//! let assessment = assess(&pack, &counter.into_tally(), &setting).expect("no roster to exceed");
//! assert_eq!(assessment.overall.estimate.score, Some(80.0));
//! assert_eq!(assessment.overall.estimate.level.as_deref(), Some("integrated"));
//! ```

pub mod answers;
pub mod assessment;
#[cfg(feature = "cli")]
pub mod cli;
pub mod date;
pub mod diagnostic;
pub mod escape;
pub mod form;
pub mod harmless;
pub mod json;
pub mod names;
pub mod number;
pub mod pack;
pub mod printout;
pub mod project;
pub mod report;
pub mod scoring;
pub mod source;
pub mod statistics;
pub mod survey;
pub mod text;
pub mod wave;
pub mod web;
