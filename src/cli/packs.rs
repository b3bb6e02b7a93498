//! Which questionnaire: a built-in one by id, or a file.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, PACK_UNKNOWN, did_you_mean, one_of};
use crate::pack::{self, Pack, builtin};
use crate::project::{PackChoice, ProjectText};
use crate::source::Source;
use anyhow::{Result, bail};

use super::exit::InputFaults;
use super::input::{lies_within, read_text};

/// The flagship: what is asked when nobody says otherwise.
pub(crate) const DEFAULT: &str = "sales-marketing";

/// The pack that `name` means: the id of a built-in one, or a path. A name with a path separator
/// or an ending is a path.
pub(crate) fn find(name: &str) -> Result<Pack> {
    let (shown, text) = text_of(name)?;
    load(&shown, &text)
}

/// The built-in pack with this id: what a file that was read names is never a path.
pub(crate) fn built_in(id: &str) -> Result<Pack> {
    if builtin::find(id).is_none() {
        bail!(unknown(id));
    }
    find(id)
}

/// The pack that a project names, if it names one: built in, or a file in its folder.
pub(crate) fn of_project(folder: &Path, project: &ProjectText<'_>) -> Result<Option<Pack>> {
    Ok(match project.pack() {
        None => None,
        Some(PackChoice::BuiltIn(id, _)) => Some(built_in(id)?),
        Some(PackChoice::File(file)) => {
            let path = folder.join(file);
            if !lies_within(&path, folder) {
                bail!(InputFaults(project.pack_outside()));
            }
            let (shown, text) = read(&path)?;
            Some(load(&shown, &text)?)
        }
    })
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
    let text = read_text(path).map_err(|fault| one(*fault))?;
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
