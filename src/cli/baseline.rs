//! What a result is compared with: an earlier assessment in a file, or another wave of the same
//! answers.

mod against;
mod file;

pub(super) use against::{Against, BaselineArgs, Waves};
pub(super) use file::{is_assessment, read};
