//! Where a survey belongs: project, questionnaire, round, output, and drafts left there.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::store;
use crate::cli::exit::{InputFaults, UsageFault};
use crate::cli::{input, packs};
use crate::diagnostic::Diagnostics;
use crate::pack::Pack;
use crate::project::{ANSWERS_FOLDER, PROJECT_FILE, PackChoice, Project, ProjectText, waves};
use crate::source::Source;
use crate::survey::draft::{DRAFT_ENDING, Draft, Unread};

/// A project and the questionnaire to ask.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) pack: Pack,
    pub(super) project: Project,
    /// The project's folder, if there is a project.
    pub(super) folder: Option<PathBuf>,
}

impl Ground {
    /// The project around `near`, and the pack: that of `--pack`, else the project's, else the one
    /// that a file names, else the first that is built in.
    pub(super) fn find(near: &Path, pack: Option<&str>, named: Option<&str>) -> Result<Self> {
        let folder = nearest_project(near);
        let Some(folder) = folder else {
            let pack = packs::find(pack.or(named).unwrap_or(packs::DEFAULT))?;
            return Ok(Self {
                pack,
                project: Project::default(),
                folder: None,
            });
        };
        let path = folder.join(PROJECT_FILE);
        let name = path.display().to_string();
        let text = input::read_text(&path).map_err(|fault| packs::one(*fault))?;
        let written = ProjectText::read(Source::new(&name, &text)).map_err(InputFaults)?;
        let pack = match (pack, written.pack()) {
            (Some(pack), _) => packs::find(pack)?,
            (None, Some(PackChoice::BuiltIn(id, _))) => packs::find(id)?,
            (None, Some(PackChoice::File(file))) => packs::load_file(&folder.join(file))?,
            (None, None) => packs::find(named.unwrap_or(packs::DEFAULT))?,
        };
        let project = written.validate(&pack).map_err(InputFaults)?;
        Ok(Self {
            pack,
            project,
            folder: Some(folder),
        })
    }

    /// The wave that answers belong to: the latest that the project knows, else the quarter.
    pub(super) fn wave(&self, today: jiff::civil::Date) -> Option<String> {
        let answers = self.folder.as_ref()?.join(ANSWERS_FOLDER);
        let mut names: Vec<String> = Vec::new();
        for entry in fs::read_dir(&answers).into_iter().flatten().flatten() {
            let name = PathBuf::from(entry.file_name());
            let is_folder = entry.path().is_dir();
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let answers = is_folder || crate::project::folder::kind_of(&name).is_some();
            let inside = if is_folder { name.join("x") } else { name };
            names.extend(
                waves::of_path(&inside)
                    .filter(|_| answers && !hidden)
                    .map(str::to_owned),
            );
        }
        // A wave that has a folder is called what the folder is.
        names.extend(self.project.waves.iter().cloned());
        let latest = waves::latest(names.iter().map(String::as_str), &self.project.waves);
        let quarter = || format!("{}-Q{}", today.year(), (today.month() + 2) / 3);
        Some(latest.map_or_else(quarter, str::to_owned))
    }

    /// The folder where answers of the wave go when no output is named.
    pub(super) fn home(&self, wave: Option<&str>) -> PathBuf {
        match (&self.folder, wave) {
            (Some(folder), Some(wave)) => shortened(&folder.join(ANSWERS_FOLDER).join(wave)),
            _ => PathBuf::from("."),
        }
    }
}

/// A path as one would type it from here.
fn shortened(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let below = here
        .ok()
        .and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    below.unwrap_or_else(|| path.to_path_buf())
}

/// The folder of the nearest project file in `folder` or above it.
fn nearest_project(folder: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder).ok()?;
    folder
        .ancestors()
        .find(|folder| folder.join(PROJECT_FILE).is_file())
        .map(Path::to_path_buf)
}

/// A draft that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) draft: Draft,
}

/// What became of reading a draft.
#[derive(Debug)]
pub(super) enum Look {
    /// There is none.
    None,
    /// It can be gone on with.
    Draft(Box<Found>),
    /// It was damaged and has another name now.
    SetAside(String),
}

/// Reads the draft at `path`. A damaged one is given another name and told about.
pub(super) fn look(path: &Path) -> Result<Look> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        // Whether anything can be written there is found out later, with a better message.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Look::None);
        }
        Err(error) => bail!("cannot read {}: {}", path.display(), store::reason(&error)),
    };
    let why = match String::from_utf8(bytes).map_err(|_| "it is not text".to_owned()) {
        Err(why) => why,
        Ok(text) => match Draft::read(&text) {
            Ok(draft) => {
                let path = path.to_path_buf();
                return Ok(Look::Draft(Box::new(Found { path, draft })));
            }
            Err(Unread::OtherFormat(format)) => bail!(UsageFault(format!(
                "{} is a draft of the format {format}, which this lockstep does not know; use the one that wrote \
                 it, or --fresh to begin again",
                path.display()
            ))),
            Err(Unread::Damaged(why)) => why,
        },
    };
    let aside = store::set_aside(path, "damaged")?;
    Ok(Look::SetAside(format!(
        "The draft {} is damaged ({why}). It is kept as {}.",
        path.display(),
        aside.display()
    )))
}

/// The drafts of this pack that were left in `folder`, in order of their names, and what is to be
/// told about the others. Drafts of somebody else, which cannot be read, are passed over.
pub(super) fn drafts(folder: &Path, pack: &Pack) -> Result<(Vec<Found>, Vec<String>)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let draft = path.extension().is_some_and(|ending| ending == DRAFT_ENDING);
            draft && path.is_file() && fs::File::open(path).is_ok()
        })
        .collect();
    paths.sort();
    let (mut found, mut told) = (Vec::new(), Vec::new());
    for path in paths {
        let path = path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
        match look(&path)? {
            Look::Draft(draft) if draft.draft.pack.id == pack.id && !draft.draft.revises() => {
                found.push(*draft);
            }
            Look::Draft(_) | Look::None => {}
            Look::SetAside(notice) => told.push(notice),
        }
    }
    Ok((found, told))
}

/// The one record of an answer file.
pub(super) fn one_record(path: &Path, pack: &Pack) -> Result<crate::answers::Response> {
    use crate::answers::{Defaults, Intake, Kind, Origin, Response, Sink};

    #[derive(Default)]
    struct Keep(Vec<Response>);
    impl Sink for Keep {
        fn take(&mut self, response: &Response, _: &Origin) {
            self.0.push(response.clone());
        }
    }

    let name = path.display().to_string();
    let text = input::read_text(path).map_err(|fault| packs::one(*fault))?;
    let by_name = path
        .extension()
        .and_then(|ending| Kind::of_extension(&ending.to_string_lossy()));
    let kind = by_name
        .or_else(|| Kind::sniff(text.as_bytes()))
        .unwrap_or(Kind::Json);
    let mut kept = Keep::default();
    let mut intake = Intake::new(pack);
    intake.read(kind, &name, Defaults::default(), text.as_bytes(), &mut kept);
    let faults: Diagnostics = intake.finish().diagnostics;
    if faults.has_errors() {
        bail!(InputFaults(faults));
    }
    let count = kept.0.len();
    match kept.0.pop() {
        Some(response) if count == 1 => Ok(response),
        _ => bail!(UsageFault(format!(
            "{name} holds {count} records; a survey takes one person's"
        ))),
    }
}
