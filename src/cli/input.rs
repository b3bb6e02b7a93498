//! From what was named on the command line to the answers in it: files, folders, patterns,
//! standard input, or the project at hand.

mod find;
mod open;
#[cfg(test)]
mod tests;

pub(super) use find::nearest_project;
pub(super) use open::{lies_within, read_picture, read_project, read_text};

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::answers::{Defaults, Intake, Kind, Sink, first_pack};
use crate::diagnostic::{Diagnostic, Diagnostics, FILE_EMPTY, FILE_KIND, one_of};
use crate::project::waves;
use crate::source::Place;
use crate::wave;
use open::unreadable;

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
    /// What has been read already of inputs that can be read only once, by path: the beginning, and
    /// the rest unless it is standard input.
    begun: BTreeMap<Option<PathBuf>, (Vec<u8>, Option<File>)>,
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
                Some(folder) if named.len() > 1 => folder.file_name().map(wave::of_file_name),
                Some(folder) => name.strip_prefix(folder).ok().and_then(waves::of_path),
                None => path.file_stem().map(wave::of_file_name),
            };
            match wave.transpose() {
                Ok(wave) => input.wave = wave,
                Err(fault) => self.diagnostics.push(fault.at(Place::file(&input.name))),
            }
        }
    }

    /// The pack that the first record names, if it can be told without reading on: what to read
    /// the answers with when nobody named a pack.
    pub(crate) fn first_pack(&mut self, mut stdin: impl Read) -> Option<String> {
        for input in self.files.iter().take(LOOKED_INTO) {
            let read = match &input.path {
                None => head(&mut stdin).map(|head| (head, None)),
                Some(path) => File::open(path)
                    .and_then(|mut file| Ok((head(&mut file)?, Some(file).filter(|_| !path.is_file())))),
            };
            // What cannot be read is reported when it is its turn.
            let Ok((head, rest)) = read else { continue };
            let found = first_pack(&head);
            if input.path.is_none() || rest.is_some() {
                self.begun.insert(input.path.clone(), (head, rest));
            }
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
            let opened: io::Result<Box<dyn BufRead + '_>> =
                match (&input.path, self.begun.remove(&input.path)) {
                    (None, None) => Ok(Box::new(&mut stdin)),
                    (None, Some((head, _))) => Ok(Box::new(io::Cursor::new(head).chain(&mut stdin))),
                    (Some(_), Some((head, Some(rest)))) => {
                        Ok(Box::new(io::Cursor::new(head).chain(BufReader::new(rest))))
                    }
                    (Some(path), _) => open(path).map(|file| Box::new(file) as Box<dyn BufRead>),
                };
            read_one(input, organizations, opened, intake, sink);
        }
    }

    /// Reads one of [`Inputs::files`] that can be read again.
    pub(crate) fn read_again(
        input: &Input,
        intake: &mut Intake<'_>,
        organizations: &[Option<String>],
        sink: &mut dyn Sink,
    ) {
        if let Some(path) = &input.path {
            let opened = open(path).map(|file| Box::new(file) as Box<dyn BufRead>);
            read_one(input, organizations, opened, intake, sink);
        }
    }
}

/// Reads one input into the sink.
fn read_one(
    input: &Input,
    organizations: &[Option<String>],
    opened: io::Result<Box<dyn BufRead + '_>>,
    intake: &mut Intake<'_>,
    sink: &mut dyn Sink,
) {
    let organization = input.project.and_then(|project| organizations.get(project));
    let defaults = Defaults {
        organization: organization.and_then(Option::as_deref),
        wave: input.wave.as_deref(),
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
