//! Finds the files behind the names, and the projects they belong to.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::open::{is_device, lies_within, unreadable};
use super::{Draft, Input, Inputs, STDIN};
use crate::answers::Kind;
use crate::diagnostic::{
    Diagnostic, FILE_EMPTY, FILE_NO_INPUT, FILE_SKIPPED, FILE_UNREADABLE, PROJECT_SEVERAL, one_of,
};
use crate::project::folder::{Entry, Found, Skip, kind_of, plan};
use crate::project::{ANSWERS_FOLDER, PROJECT_FILE, waves};
use crate::source::Place;

pub(super) fn find(named: &[PathBuf], current: &Path, several_projects: bool) -> Inputs {
    search(Search::default(), named, current, several_projects)
}

pub(super) fn find_even_none(named: &[PathBuf], current: &Path) -> Inputs {
    let search = Search {
        even_none: true,
        ..Search::default()
    };
    self::search(search, named, current, true)
}

fn search(mut search: Search, named: &[PathBuf], current: &Path, several_projects: bool) -> Inputs {
    if named.is_empty() {
        match nearest_project(current) {
            Some(root) => search.project_folder(Shown::from(&root, current)),
            None => {
                let message = "nothing was named, and there is no project here or above";
                let place = Place::file(current.display().to_string());
                search.report(Diagnostic::new(&FILE_NO_INPUT, message).at(place));
            }
        }
    }
    for path in named {
        search.named(path, current);
    }
    let found = !search.inputs.files.is_empty() || search.even_none && !search.inputs.projects.is_empty();
    if !found && !search.inputs.diagnostics.has_errors() {
        search.report(Diagnostic::new(
            &FILE_NO_INPUT,
            "nothing of what was named holds answers",
        ));
    }
    let mut inputs = search.inputs;
    seen_from_here(&mut inputs.projects, current);
    if inputs.projects.len() > 1 && !several_projects {
        let names: Vec<String> = inputs
            .projects
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let fault = Diagnostic::new(&PROJECT_SEVERAL, "the inputs belong to different projects")
            .found(names.join(", "))
            .allowed(format!("inputs of {}", one_of(names.iter().map(String::as_str))));
        inputs.diagnostics.push(fault);
    }
    inputs
}

/// Names projects below the current folder as they are seen from there.
fn seen_from_here(projects: &mut [PathBuf], current: &Path) {
    let Ok(here) = fs::canonicalize(current) else {
        return;
    };
    for path in projects {
        if let Ok(below) = path.strip_prefix(&here) {
            *path = if current == Path::new(".") {
                below.to_path_buf()
            } else {
                current.join(below)
            };
        }
    }
}

/// The folder of the nearest project file in `folder` or above it.
pub(in crate::cli) fn nearest_project(folder: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder).ok()?;
    folder
        .ancestors()
        .find(|folder| folder.join(PROJECT_FILE).is_file())
        .map(Path::to_path_buf)
}

/// A path to open and how messages name it: as the user would.
#[derive(Debug, Clone)]
struct Shown {
    path: PathBuf,
    name: PathBuf,
}

impl Shown {
    /// A name as it was given; relative ones start from `current`.
    fn named(name: &Path, current: &Path) -> Self {
        Self {
            path: current.join(name),
            name: name.to_path_buf(),
        }
    }

    /// A path found by lockstep itself, named from `current` where it lies below.
    fn from(path: &Path, current: &Path) -> Self {
        let base = fs::canonicalize(current);
        let below = base.ok().and_then(|base| path.strip_prefix(base).ok());
        Self {
            name: below.unwrap_or(path).to_path_buf(),
            path: path.to_path_buf(),
        }
    }

    fn join(&self, name: impl AsRef<Path>) -> Self {
        Self {
            path: self.path.join(&name),
            name: self.name.join(&name),
        }
    }

    fn display(&self) -> String {
        let name = self.name.display().to_string();
        if name.is_empty() { ".".to_owned() } else { name }
    }

    fn place(&self) -> Place {
        Place::file(self.display())
    }
}

/// Where in a project something lies.
#[derive(Debug, Clone, Default)]
struct Position {
    /// Index into [`Inputs::projects`].
    project: Option<usize>,
    /// The path under the project's `answers/`, if it lies there.
    under_answers: Option<PathBuf>,
    /// What links may not lead out of: the project's folder, else the one that was named.
    within: PathBuf,
}

impl Position {
    fn join(&self, name: &Path) -> Self {
        let name = name.file_name().unwrap_or_default();
        Self {
            project: self.project,
            under_answers: self.under_answers.as_ref().map(|path| path.join(name)),
            within: self.within.clone(),
        }
    }
}

#[derive(Debug, Default)]
struct Search {
    inputs: Inputs,
    /// Folders of the projects, in step with [`Inputs::projects`].
    roots: Vec<PathBuf>,
    /// What has been taken already: real folders and files, so that nothing is read twice and
    /// links cannot lead in circles.
    seen: HashSet<PathBuf>,
    /// Names under `answers/` that are no names of waves, reported already.
    refused: HashSet<PathBuf>,
    /// Whether a project may have no answers yet.
    even_none: bool,
}

impl Search {
    /// Takes one name from the command line.
    fn named(&mut self, name: &Path, current: &Path) {
        if name == Path::new("-") {
            return self.stdin();
        }
        let shown = Shown::named(name, current);
        match fs::metadata(&shown.path) {
            Ok(found) if is_device(found.file_type()) => {
                let fault = Diagnostic::new(&FILE_UNREADABLE, "a device holds no answers").at(shown.place());
                self.report(fault.help("`-` is standard input"));
            }
            Ok(found) => self.existing(shown, found.is_dir()),
            Err(error) => match pattern(&shown) {
                Some(pattern) => self.matching(&pattern, &shown, current),
                None => self.report(unreadable(&shown.display(), &error)),
            },
        }
    }

    fn stdin(&mut self) {
        if !self.seen.insert(PathBuf::from(STDIN)) {
            return self.twice(Place::file(STDIN));
        }
        self.inputs.files.push(Input {
            path: None,
            name: STDIN.to_owned(),
            kind: None,
            wave: None,
            project: None,
        });
    }

    /// Takes everything that a pattern matches, in order of the names.
    fn matching(&mut self, pattern: &str, shown: &Shown, current: &Path) {
        let before = self.inputs.files.len() + self.inputs.diagnostics.len();
        let absolute = shown.name.is_absolute();
        let options = glob::MatchOptions {
            require_literal_separator: true,
            require_literal_leading_dot: true,
            ..glob::MatchOptions::new()
        };
        match glob::glob_with(pattern, options) {
            Ok(paths) => {
                for path in paths {
                    match path {
                        Ok(path) => {
                            let is_folder = path.is_dir();
                            let name = path.strip_prefix(current).ok().filter(|_| !absolute);
                            let name = name.unwrap_or(&path).to_path_buf();
                            self.existing(Shown { path, name }, is_folder);
                        }
                        Err(error) => {
                            let name = error.path().display().to_string();
                            self.report(unreadable(&name, error.error()));
                        }
                    }
                }
            }
            Err(error) => {
                let message = format!("not a pattern: {error}");
                self.report(Diagnostic::new(&FILE_UNREADABLE, message).at(shown.place()));
            }
        }
        if before == self.inputs.files.len() + self.inputs.diagnostics.len() {
            self.report(Diagnostic::new(&FILE_UNREADABLE, "no file matches").at(shown.place()));
        }
    }

    fn existing(&mut self, shown: Shown, is_folder: bool) {
        if is_folder && shown.path.join(PROJECT_FILE).is_file() {
            return self.project_folder(shown);
        }
        let real = match fs::canonicalize(&shown.path) {
            Ok(real) => real,
            // A pipe need not have a name of its own.
            Err(_) if !is_folder && shown.path.exists() => shown.path.clone(),
            Err(error) => return self.report(unreadable(&shown.display(), &error)),
        };
        if !is_folder && real.file_name().is_some_and(|name| name == PROJECT_FILE) {
            let fault = Diagnostic::new(&FILE_SKIPPED, "a project file holds no answers").at(shown.place());
            return self.report(fault.help("name its folder to read all answers of the project"));
        }
        let above = if is_folder {
            Some(real.as_path())
        } else {
            real.parent()
        };
        let position = match above.and_then(nearest_project) {
            None => Position {
                within: real.clone(),
                ..Position::default()
            },
            Some(root) => Position {
                under_answers: real
                    .strip_prefix(root.join(ANSWERS_FOLDER))
                    .ok()
                    .map(Path::to_path_buf),
                project: Some(self.project(&root)),
                within: root,
            },
        };
        if is_folder {
            let none = self.folder(&shown, &position) == 0;
            if none && !(self.even_none && position.project.is_some()) {
                self.report(Diagnostic::new(&FILE_EMPTY, "no answers in this folder").at(shown.place()));
            }
        } else {
            let kind = kind_of(&shown.path);
            self.file(&shown, real, kind, position);
        }
    }

    /// Takes the answers of a project.
    fn project_folder(&mut self, shown: Shown) {
        let root = fs::canonicalize(&shown.path).unwrap_or_else(|_| shown.path.clone());
        let answers = shown.join(ANSWERS_FOLDER);
        let position = Position {
            project: Some(self.project(&root)),
            under_answers: Some(PathBuf::new()),
            within: root.clone(),
        };
        let found = if !answers.path.exists() {
            0
        } else if lies_within(&answers.path, &root) {
            self.folder(&answers, &position)
        } else {
            self.report(skipped(answers.place(), Skip::Outside));
            0
        };
        if found == 0 && !self.even_none {
            let fault = Diagnostic::new(&FILE_EMPTY, "the project has no answers yet");
            self.report(fault.at(answers.place()).help(
                "people answer with `lockstep survey` in the project's folder, or in the page that `lockstep form` makes",
            ));
        }
    }

    /// Takes the answer files of a folder and those below; how many there are.
    fn folder(&mut self, shown: &Shown, position: &Position) -> usize {
        let listed =
            fs::canonicalize(&shown.path).and_then(|real| Ok((list(&shown.path, &position.within)?, real)));
        let (listed, real) = match listed {
            Ok(found) => found,
            Err(error) => {
                self.report(unreadable(&shown.display(), &error));
                // Reported already: not empty.
                return 1;
            }
        };
        if !self.seen.insert(real.clone()) {
            self.twice(shown.place());
            return 1;
        }
        let plan = plan(listed);
        for (name, why) in plan.skipped {
            match why {
                Skip::OtherKind | Skip::Special | Skip::Outside => {
                    self.report(skipped(shown.join(name).place(), why));
                }
                Skip::Draft => {
                    let under = &position.under_answers;
                    let nested = under.as_deref().filter(|under| *under != Path::new(""));
                    let wave = nested.and_then(|under| waves::of_path(&under.join(&name)));
                    self.inputs.drafts.push(Draft {
                        path: shown.path.join(&name),
                        wave: wave.and_then(Result::ok),
                        project: position.project,
                    });
                }
                Skip::Hidden | Skip::Project => {}
            }
        }
        let mut found = 0;
        for entry in plan.entries {
            match entry {
                Entry::File(name, kind) => {
                    let file = shown.join(&name);
                    // A link and what it leads to are one file.
                    let real = match file.path.is_symlink() {
                        true => fs::canonicalize(&file.path).unwrap_or_else(|_| real.join(&name)),
                        false => real.join(&name),
                    };
                    self.file(&file, real, Some(kind), position.join(&name));
                    found += 1;
                }
                Entry::Folder(name) => {
                    let folder = shown.join(&name);
                    if folder.path.join(PROJECT_FILE).is_file() {
                        self.project_folder(folder);
                        found += 1;
                    } else {
                        found += self.folder(&folder, &position.join(&name));
                    }
                }
            }
        }
        found
    }

    fn file(&mut self, shown: &Shown, real: PathBuf, kind: Option<Kind>, position: Position) {
        if !self.seen.insert(real) {
            return self.twice(shown.place());
        }
        let wave = self.wave(shown, &position);
        self.inputs.files.push(Input {
            path: Some(shown.path.clone()),
            name: shown.display(),
            kind,
            wave,
            project: position.project,
        });
    }

    /// The wave that a file has from its name, or from that of the folder directly under `answers/`;
    /// a name that is none is reported once.
    fn wave(&mut self, shown: &Shown, position: &Position) -> Option<String> {
        let under = position.under_answers.as_deref()?;
        match waves::of_path(under)? {
            Ok(wave) => Some(wave),
            Err(fault) => {
                let below = under.components().count().saturating_sub(1);
                let named = shown.name.ancestors().nth(below).unwrap_or(&shown.name);
                if self.refused.insert(named.to_path_buf()) {
                    self.report(fault.at(Place::file(named.display().to_string())));
                }
                None
            }
        }
    }

    /// The index of the project in this folder.
    fn project(&mut self, root: &Path) -> usize {
        self.roots
            .iter()
            .position(|other| other == root)
            .unwrap_or_else(|| {
                self.roots.push(root.to_path_buf());
                self.inputs.projects.push(root.join(PROJECT_FILE));
                self.roots.len() - 1
            })
    }

    fn twice(&mut self, place: Place) {
        self.report(Diagnostic::new(&FILE_SKIPPED, "named twice, read once").at(place));
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.inputs.diagnostics.push(diagnostic);
    }
}

/// What a folder holds: names, and what each stands for.
fn list(folder: &Path, within: &Path) -> std::io::Result<Vec<(PathBuf, Found)>> {
    fs::read_dir(folder)?
        .map(|entry| {
            let entry = entry?;
            Ok((PathBuf::from(entry.file_name()), found(&entry, within)?))
        })
        .collect()
}

/// What a name in a folder stands for. A link counts as what it leads to.
fn found(entry: &fs::DirEntry, within: &Path) -> std::io::Result<Found> {
    let of = |kind: fs::FileType| match kind {
        _ if kind.is_dir() => Found::Folder,
        _ if kind.is_file() => Found::File,
        _ => Found::Special,
    };
    let kind = entry.file_type()?;
    if !kind.is_symlink() {
        return Ok(of(kind));
    }
    let path = entry.path();
    Ok(match path.metadata() {
        // Reading it tells what is wrong.
        Err(_) => Found::File,
        Ok(_) if !lies_within(&path, within) => Found::Outside,
        Ok(end) => of(end.file_type()),
    })
}

/// Says that something in a folder was not read.
fn skipped(place: Place, why: Skip) -> Diagnostic {
    let message = match why {
        Skip::Special => "neither a file nor a folder",
        Skip::Outside => "a link that leads out of the folder; name what it leads to, to have it read",
        _ => "not an answer file",
    };
    Diagnostic::new(&FILE_SKIPPED, message).at(place)
}

/// The pattern that a name is, if it is one.
fn pattern(shown: &Shown) -> Option<String> {
    let name = shown.name.to_str()?;
    if !name.contains(['*', '?', '[']) {
        return None;
    }
    // What lies in front of the name is taken as it stands.
    let front = shown.path.to_str()?.strip_suffix(name)?;
    Some(format!("{}{name}", glob::Pattern::escape(front)))
}
