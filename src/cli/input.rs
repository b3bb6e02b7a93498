//! From what was named on the command line to the answers in it: files, folders, patterns,
//! standard input, or the project at hand.

mod find;
#[cfg(test)]
mod tests;

pub(super) use find::nearest_project;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::answers::{Defaults, Intake, Kind, Sink, first_pack};
use crate::diagnostic::{
    Diagnostic, Diagnostics, FILE_EMPTY, FILE_KIND, FILE_NOT_UTF8, FILE_UNREADABLE, one_of,
};
use crate::project::waves;
use crate::source::Place;

/// What standard input is called in messages.
pub(crate) const STDIN: &str = "<stdin>";
/// How much of an input is looked at to tell its kind and its pack.
const HEAD: u64 = 64 << 10;
/// How many files are looked into for the name of a pack.
const LOOKED_INTO: usize = 16;

/// Everything to be read, in order.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The answer files.
    pub(crate) files: Vec<Input>,
    /// The project files that apply to them; more than one only where that was allowed.
    pub(crate) projects: Vec<PathBuf>,
    /// Answers that were begun and not handed in.
    pub(crate) drafts: Vec<Draft>,
    /// What was wrong with what was named, and what was skipped.
    pub(crate) diagnostics: Diagnostics,
    /// What has been read of standard input already.
    stdin_head: Option<Vec<u8>>,
}

/// One thing to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Input {
    /// Where it is; `None` is standard input.
    pub(crate) path: Option<PathBuf>,
    /// What messages call it.
    pub(crate) name: String,
    /// Which kind, where its name tells.
    pub(crate) kind: Option<Kind>,
    /// The wave of records that do not name one.
    pub(crate) wave: Option<String>,
    /// Index into [`Inputs::projects`].
    pub(crate) project: Option<usize>,
}

/// A draft left in a folder of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The wave by the name of its folder.
    pub(crate) wave: Option<String>,
    /// Index into [`Inputs::projects`].
    pub(crate) project: Option<usize>,
}

impl Inputs {
    /// Finds what `named` means; nothing named means the project that `current` is in.
    ///
    /// Inputs of several projects are an error unless `several_projects`, which holds when
    /// results are grouped by organization.
    #[must_use]
    pub(crate) fn find(named: &[PathBuf], current: &Path, several_projects: bool) -> Self {
        find::find(named, current, several_projects)
    }

    /// Finds what `named` means, of any number of projects, also where nobody has answered yet.
    #[must_use]
    pub(crate) fn find_even_none(named: &[PathBuf], current: &Path) -> Self {
        find::find_even_none(named, current)
    }

    /// Names the wave of files that no project names, after what of `named` they lie in: a file by
    /// its name without the ending, several folders each by its own, and in the only folder what
    /// lies directly in it.
    pub(crate) fn name_waves(&mut self, named: &[PathBuf]) {
        for input in &mut self.files {
            let Some(path) = input.path.as_deref().filter(|_| input.wave.is_none()) else {
                continue;
            };
            let name = Path::new(&input.name);
            let folder = named
                .iter()
                .filter(|folder| *folder != name && name.starts_with(folder))
                .max_by_key(|folder| folder.components().count());
            let wave = match folder {
                Some(folder) if named.len() > 1 => folder.file_name().and_then(|name| name.to_str()),
                Some(folder) => name.strip_prefix(folder).ok().and_then(waves::of_path),
                None => path.file_stem().and_then(|name| name.to_str()),
            };
            input.wave = wave.map(str::to_owned);
        }
    }

    /// The pack that the first record names, if it can be told without reading on: what to read
    /// the answers with when nobody named a pack.
    pub(crate) fn first_pack(&mut self, mut stdin: impl Read) -> Option<String> {
        for input in self.files.iter().take(LOOKED_INTO) {
            let found = match &input.path {
                None => {
                    let head = self
                        .stdin_head
                        .get_or_insert_with(|| head(&mut stdin).unwrap_or_default());
                    first_pack(head)
                }
                Some(path) => File::open(path)
                    .and_then(head)
                    .ok()
                    .and_then(|head| first_pack(&head)),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Reads everything into the sink. `organizations` are those of [`Inputs::projects`], for
    /// records that name none.
    pub(crate) fn read(
        &mut self,
        intake: &mut Intake<'_>,
        organizations: &[Option<String>],
        mut stdin: impl BufRead,
        sink: &mut dyn Sink,
    ) {
        intake.report_all(std::mem::take(&mut self.diagnostics));
        for input in &self.files {
            let organization = input.project.and_then(|project| organizations.get(project));
            let defaults = Defaults {
                organization: organization.and_then(Option::as_deref),
                wave: input.wave.as_deref(),
            };
            let opened: io::Result<Box<dyn BufRead + '_>> = match &input.path {
                None => {
                    let head = self.stdin_head.take().unwrap_or_default();
                    Ok(Box::new(io::Cursor::new(head).chain(&mut stdin)))
                }
                Some(path) => open(path).map(|file| Box::new(file) as Box<dyn BufRead>),
            };
            let read = opened.and_then(|mut opened| {
                if let Some(kind) = input.kind {
                    intake.read(kind, &input.name, defaults, opened, sink);
                    return Ok(());
                }
                let head = head(&mut opened)?;
                match Kind::sniff(&head) {
                    Some(kind) => {
                        let whole = io::Cursor::new(head).chain(opened);
                        intake.read(kind, &input.name, defaults, whole, sink);
                    }
                    None => intake.report(no_kind(&input.name, &head)),
                }
                Ok(())
            });
            if let Err(error) = read {
                intake.report(unreadable(&input.name, &error));
            }
        }
    }
}

/// The text of a small file such as a project or a pack, without a byte-order mark.
///
/// # Errors
/// It cannot be read, or is not text.
pub(crate) fn read_text(path: &Path) -> Result<String, Box<Diagnostic>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Box::new(unreadable(&name, &error)))?;
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

/// The bytes of a picture, no more of them than tell that there are more than `most`.
pub(crate) fn read_picture(path: &Path, most: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let read = || {
        let mut bytes = Vec::new();
        let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| Box::new(unreadable(&path.display().to_string(), &error)))
}

fn open(path: &Path) -> io::Result<BufReader<File>> {
    File::open(path).map(|file| BufReader::with_capacity(64 << 10, file))
}

fn head(input: impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

fn no_kind(name: &str, head: &[u8]) -> Diagnostic {
    let place = Place::file(name);
    if head.trim_ascii().is_empty() {
        return Diagnostic::new(&FILE_EMPTY, "nothing to read").at(place);
    }
    let endings = Kind::EXTENSIONS.map(|ending| format!(".{ending}"));
    let diagnostic = Diagnostic::new(&FILE_KIND, "neither JSON nor CSV").at(place);
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return diagnostic.help("the file looks like UTF-16; save it as UTF-8");
    }
    diagnostic.allowed(format!(
        "a file ending in {}",
        one_of(endings.iter().map(String::as_str))
    ))
}

fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::new(&FILE_UNREADABLE, format!("cannot be read: {error}")).at(Place::file(name))
}
