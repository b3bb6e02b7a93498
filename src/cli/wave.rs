//! Names of waves on the command line.

use crate::wave;

/// A wave that answers are given to.
pub(super) fn given(text: &str) -> Result<String, String> {
    wave::name(text).map_err(|fault| match fault.allowed {
        Some(allowed) => format!("{}; allowed: {allowed}", fault.message),
        None => fault.message,
    })
}

/// A wave that is looked for; an empty name asks for the answers that name none.
pub(super) fn sought(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Ok(String::new());
    }
    given(text)
}
