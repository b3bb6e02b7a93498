//! Where a survey belongs: project, questionnaire, round, output, and drafts left there.

use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use super::lock::Lock;
use super::quoted;
use super::store;
use crate::cli::exit::{InputFaults, UsageFault};
use crate::cli::{input, packs};
use crate::diagnostic::{DRAFT_IN_USE, DRAFT_NONE, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::project::{ANSWERS_FOLDER, PROJECT_FILE, Project, ProjectText, waves};
use crate::source::{Place, Source};
use crate::survey::draft::{DRAFT_ENDING, Draft, Kind, Unread};
use crate::survey::words;

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
        let folder = input::nearest_project(near);
        let Some(folder) = folder else {
            let pack = match pack {
                Some(pack) => packs::find(pack)?,
                None => packs::built_in(named.unwrap_or(packs::DEFAULT))?,
            };
            return Ok(Self {
                pack,
                project: Project::default(),
                folder: None,
            });
        };
        let path = folder.join(PROJECT_FILE);
        let name = path.display().to_string();
        let text = input::read_project(&path).map_err(|fault| packs::one(*fault))?;
        let written = ProjectText::read(Source::new(&name, &text)).map_err(InputFaults)?;
        let pack = match pack {
            Some(pack) => packs::find(pack)?,
            None => match packs::of_project(&folder, &written)? {
                Some(pack) => pack,
                None => packs::built_in(named.unwrap_or(packs::DEFAULT))?,
            },
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
                    .and_then(Result::ok),
            );
        }
        // A wave that has a folder is called what the folder is.
        names.extend(self.project.waves.iter().cloned());
        let latest = waves::latest(names.iter().map(String::as_str), &self.project.waves);
        let quarter = || format!("{}-Q{}", today.year(), (today.month() + 2) / 3);
        Some(latest.map_or_else(quarter, str::to_owned))
    }

    /// The folder where answers of the wave go when no output is named: within the project, for
    /// what lies elsewhere is in no result.
    pub(super) fn home(&self, wave: Option<&str>) -> Result<PathBuf> {
        let (Some(folder), Some(wave)) = (&self.folder, wave) else {
            return Ok(PathBuf::from("."));
        };
        let home = folder.join(ANSWERS_FOLDER).join(wave);
        let there = home.ancestors().find_map(|path| fs::canonicalize(path).ok());
        if !there.is_some_and(|there| there.starts_with(folder)) {
            bail!(UsageFault(format!(
                "{} leads out of the project, where nothing would be read; mend the link, or name another place with -o",
                shortened(&home).display()
            )));
        }
        Ok(shortened(&home))
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

/// A draft that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) draft: Draft,
}

/// What became of looking for a draft.
#[derive(Debug)]
pub(super) enum Look {
    /// There is none.
    None,
    /// It can be gone on with.
    Draft(Box<Found>),
    /// It was damaged and has another name now.
    SetAside(String),
    /// Something else is there, and stays there.
    NoDraft(Box<Diagnostic>),
}

/// What is where a draft could be.
enum There {
    Nothing,
    Draft(Box<Draft>),
    /// A draft that was cut off or changed; why it cannot be read.
    Damaged(String),
    NoDraft(Box<Diagnostic>),
}

/// A longer file is no draft: its texts fit into an answer file.
const LONGEST: u64 = 16 << 20;

/// Reads what is at `path`, if that is a file, and leaves it as it is.
fn there(path: &Path) -> Result<There> {
    let no_draft = |what: &str| {
        Ok(There::NoDraft(Box::new(no_draft(
            path,
            what,
            words::WHAT_IS_A_DRAFT,
        ))))
    };
    let unreadable = |error| anyhow!("cannot read {}: {}", path.display(), store::reason(&error));
    let kind = match fs::metadata(path) {
        Ok(metadata) => metadata.file_type(),
        // Whether anything can be written there is found out later, with a better message.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(There::Nothing);
        }
        Err(error) => return Err(unreadable(error)),
    };
    if kind.is_dir() {
        return no_draft("a folder");
    }
    // Whoever opens a pipe waits for who writes to it, and a device may never end.
    if !kind.is_file() {
        return no_draft("not a file: a pipe or a device");
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(unreadable)?;
    file.take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
        return no_draft("longer than any draft");
    }
    let unread = match String::from_utf8(bytes) {
        Ok(text) => match Draft::read(&text) {
            Ok(draft) => return Ok(There::Draft(Box::new(draft))),
            Err(unread) => unread,
        },
        Err(_) => Unread::NoDraft(Kind::Unknown),
    };
    let named_so = path.extension().is_some_and(|ending| ending == DRAFT_ENDING);
    Ok(match unread {
        Unread::OtherFormat(format) => bail!(UsageFault(format!(
            "{} is a draft of the format {format}, which this lockstep does not know; use the one that wrote it, \
             or --fresh to begin again",
            path.display()
        ))),
        Unread::Damaged(why) => There::Damaged(why),
        Unread::NoDraft(Kind::Unknown) if named_so => There::Damaged("it is not JSON".to_owned()),
        Unread::NoDraft(kind) => {
            let (what, help) = words::no_draft(kind, &quoted(path));
            There::NoDraft(Box::new(self::no_draft(path, what, &help)))
        }
    })
}

fn no_draft(path: &Path, what: &str, help: &str) -> Diagnostic {
    let fault = Diagnostic::new(
        &DRAFT_NONE,
        format!("this is no draft, and stays as it is: it is {what}"),
    );
    fault.at(Place::file(path.display().to_string())).help(help)
}

/// The pack that the draft at `path` names. Fails if there is no draft, before anything is asked.
pub(super) fn expect(path: &Path) -> Result<Option<String>> {
    match there(path)? {
        There::Nothing => bail!(UsageFault(format!("there is no draft {}", path.display()))),
        There::NoDraft(fault) => bail!(packs::one(*fault)),
        There::Draft(draft) => Ok(Some(draft.pack.id)),
        There::Damaged(_) => Ok(None),
    }
}

/// Looks for a draft at `path`. A damaged one is given another name and told about.
pub(super) fn look(path: &Path) -> Result<Look> {
    let why = match there(path)? {
        There::Nothing => return Ok(Look::None),
        There::NoDraft(fault) => return Ok(Look::NoDraft(fault)),
        There::Draft(draft) => {
            let path = path.to_path_buf();
            return Ok(Look::Draft(Box::new(Found { path, draft: *draft })));
        }
        There::Damaged(why) => why,
    };
    let aside = store::set_aside(path, "damaged")?;
    Ok(Look::SetAside(format!(
        "The draft {} is damaged ({why}). It is kept as {}.",
        path.display(),
        aside.display()
    )))
}

/// Whether nothing was said in the draft at `path`. Fails if it is no draft at all.
pub(super) fn is_blank(path: &Path) -> Result<bool> {
    match there(path)? {
        There::NoDraft(fault) => bail!(packs::one(*fault)),
        There::Draft(draft) => Ok(draft.is_blank()),
        There::Nothing | There::Damaged(_) => Ok(false),
    }
}

/// Claims the draft at `path` and reads it: nobody else writes it from now on.
pub(super) fn claim(path: &Path) -> Result<(Lock, Draft)> {
    let lock = lock_of(path)?;
    match there(path)? {
        There::Draft(draft) => Ok((lock, *draft)),
        There::NoDraft(fault) => bail!(packs::one(*fault)),
        There::Nothing | There::Damaged(_) => bail!(UsageFault(format!(
            "the draft {} was taken away meanwhile",
            path.display()
        ))),
    }
}

/// The lock of the draft at `path`.
pub(super) fn lock_of(path: &Path) -> Result<Lock> {
    match Lock::claim(path) {
        Ok(Some(lock)) => Ok(lock),
        Ok(None) => bail!(in_use(path)),
        Err(error) => bail!("cannot open {}: {}", path.display(), store::reason(&error)),
    }
}

/// Another survey has the draft at `path`.
pub(super) fn in_use(path: &Path) -> InputFaults {
    let fault = Diagnostic::new(&DRAFT_IN_USE, words::IN_USE);
    let fault = fault.at(Place::file(path.display().to_string()));
    packs::one(fault.help(words::IN_USE_HELP))
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
                if matches!(Lock::claim(&path), Ok(None)) {
                    told.push(words::open_elsewhere(&path.display().to_string()));
                } else if !draft.draft.is_blank() {
                    found.push(*draft);
                }
            }
            Look::Draft(_) | Look::None | Look::NoDraft(_) => {}
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
