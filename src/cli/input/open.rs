//! Opens what is read: nothing without a limit, and of a project nothing that lies elsewhere.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Component, Path};

use crate::cli::exit::reason;
use crate::cli::writer::parent;
use crate::diagnostic::{Diagnostic, FILE_NOT_UTF8, FILE_TOO_LONG, FILE_UNREADABLE, PROJECT_OUTSIDE};
use crate::source::Place;

/// The longest text that is read as a whole, in bytes: a pack, a project, an earlier result.
const TEXT_LIMIT: u64 = 64 << 20;

/// The text of a file such as a pack, without a byte-order mark.
///
/// # Errors
/// It cannot be read, is too long, or is not text.
pub(crate) fn read_text(path: &Path) -> Result<String, Box<Diagnostic>> {
    let name = path.display().to_string();
    let bytes = read_up_to(path, TEXT_LIMIT).map_err(|error| Box::new(unreadable(&name, &error)))?;
    if bytes.len() as u64 > TEXT_LIMIT {
        let fault = Diagnostic::new(&FILE_TOO_LONG, "the file is too long").at(Place::file(name));
        return Err(Box::new(
            fault.allowed(format!("at most {} MiB", TEXT_LIMIT >> 20)),
        ));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let line = bytes
            .iter()
            .take(error.utf8_error().valid_up_to())
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        let place = Place {
            line: Some(line),
            ..Place::file(name)
        };
        Box::new(Diagnostic::new(&FILE_NOT_UTF8, "not text in UTF-8").at(place))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The text of a project file, which no link may fetch from elsewhere.
///
/// # Errors
/// It lies elsewhere, or see [`read_text`].
pub(crate) fn read_project(path: &Path) -> Result<String, Box<Diagnostic>> {
    if lies_within(path, parent(path)) {
        return read_text(path);
    }
    let fault = Diagnostic::new(
        &PROJECT_OUTSIDE,
        "the project file is a link that leads out of its folder",
    );
    let place = Place::file(path.display().to_string());
    Err(Box::new(
        fault.at(place).help("put the file itself into the folder"),
    ))
}

/// The bytes of a picture, no more of them than tell that there are more than `most`.
pub(crate) fn read_picture(path: &Path, most: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    read_up_to(path, most).map_err(|error| Box::new(unreadable(&path.display().to_string(), &error)))
}

/// The bytes of a file; one more than `most` where there are more.
fn read_up_to(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a path leads to something in `folder`, all links followed. What is not there lies where
/// its name says.
pub(crate) fn lies_within(path: &Path, folder: &Path) -> bool {
    match (fs::canonicalize(path), fs::canonicalize(folder)) {
        (Ok(path), Ok(folder)) => path.starts_with(folder),
        (Err(_), _) => path.strip_prefix(folder).is_ok_and(|below| {
            below
                .components()
                .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        }),
        (Ok(_), Err(_)) => false,
    }
}

/// Whether this is a disk or a terminal and such: it need not end, and holds no answers.
#[cfg(unix)]
pub(super) fn is_device(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_block_device() || kind.is_char_device()
}

#[cfg(not(unix))]
pub(super) fn is_device(_: FileType) -> bool {
    false
}

/// What cannot be opened or read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let message = format!("cannot be read: {}", reason(error));
    Diagnostic::new(&FILE_UNREADABLE, message).at(Place::file(name))
}
