//! Which questionnaire: a built-in one by id, or a file.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, PACK_UNKNOWN, did_you_mean, one_of};
use crate::pack::{self, Pack, builtin};
use crate::source::Source;
use anyhow::Result;

use super::exit::InputFaults;

/// The flagship: what is asked when nobody says otherwise.
pub(crate) const DEFAULT: &str = "sales-marketing";

/// The pack that `name` means: the id of a built-in one, or a path. A name with a path separator
/// or an ending is a path.
pub(crate) fn find(name: &str) -> Result<Pack> {
    let (shown, text) = text_of(name)?;
    load(&shown, &text)
}

/// The pack in a file.
pub(crate) fn load_file(path: &Path) -> Result<Pack> {
    let (shown, text) = read(path)?;
    load(&shown, &text)
}

fn load(shown: &str, text: &str) -> Result<Pack> {
    pack::load(&Source::new(shown, text)).map_err(|faults| InputFaults(faults).into())
}

/// The name and the text of the pack file that `name` means.
pub(crate) fn text_of(name: &str) -> Result<(String, String)> {
    if let Some(text) = builtin::find(name) {
        return Ok((format!("{name}.json (built in)"), text.to_owned()));
    }
    if !looks_like_a_path(name) {
        return Err(unknown(name).into());
    }
    read(Path::new(name))
}

fn read(path: &Path) -> Result<(String, String)> {
    let text = super::input::read_text(path).map_err(|fault| one(*fault))?;
    Ok((path.display().to_string(), text))
}

fn looks_like_a_path(name: &str) -> bool {
    name.contains(['/', '\\', '.'])
}

fn unknown(name: &str) -> InputFaults {
    let ids = builtin::BUILTIN.iter().map(|(id, _)| *id);
    let mut diagnostic = Diagnostic::new(&PACK_UNKNOWN, "no built-in pack has this id")
        .found(format!("`{name}`"))
        .allowed(format!("{}, or the path of a pack file", one_of(ids.clone())));
    if let Some(meant) = did_you_mean(name, ids) {
        diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
    }
    one(diagnostic)
}

/// One fault by itself.
pub(crate) fn one(diagnostic: Diagnostic) -> InputFaults {
    let mut faults = Diagnostics::new();
    faults.push(diagnostic);
    InputFaults(faults)
}
