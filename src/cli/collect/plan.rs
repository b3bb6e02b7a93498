//! What is written and what is removed, and what must not happen: nothing is lost, and nothing is
//! counted twice.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use super::earlier;
use super::place::real;
use crate::cli::exit::UsageFault;
use crate::cli::input::{Input, nearest_project};
use crate::cli::output::Target;
use crate::cli::writer::{self, Batch, Readers, There};
use crate::printout::{Manner, Printout};
use crate::project::ANSWERS_FOLDER;

/// What will be written, known to be safe.
#[derive(Debug)]
pub(super) struct Plan {
    contents: Vec<(Target, String)>,
    /// Files that were read, or had been by an earlier run, and are not written over.
    left: Vec<PathBuf>,
}

impl Plan {
    /// Refuses what would lose answers, or leave them where they would be read twice. `done` are
    /// inputs that an earlier run has collected.
    pub(super) fn new(
        contents: Vec<(Target, String)>,
        inputs: &[Input],
        done: &[Input],
        replace: bool,
        remove_inputs: bool,
    ) -> Result<Self> {
        let paths = |inputs: &[Input]| -> Vec<PathBuf> {
            inputs.iter().filter_map(|input| input.path.clone()).collect()
        };
        let read = paths(inputs);
        let written: Vec<PathBuf> = files(&contents).map(|(path, _)| path.clone()).collect();
        if remove_inputs && written.is_empty() {
            bail!(UsageFault(
                "--remove-inputs: standard output may be lost; name a file with -o".to_owned()
            ));
        }
        if let Some(stream) = written.iter().find(|path| path.exists() && !path.is_file())
            && remove_inputs
        {
            bail!(UsageFault(format!(
                "--remove-inputs: {} is no file, and what goes there may be lost; name a file with -o",
                stream.display()
            )));
        }
        if !replace {
            for (path, content) in files(&contents) {
                free(path, content, &read, remove_inputs)?;
            }
        }
        let over: Vec<PathBuf> = written.iter().map(|path| real(path)).collect();
        let mut left = read;
        left.retain(|input| !over.contains(&real(input)));
        left.extend(paths(done));
        let plan = Self { contents, left };
        if !remove_inputs {
            plan.twice_in_a_project(&written)?;
        }
        Ok(plan)
    }

    /// Refuses to leave the same answers twice under the `answers/` of a project.
    fn twice_in_a_project(&self, written: &[PathBuf]) -> Result<()> {
        for output in written {
            let Some(folder) = existing_parent(output) else {
                continue;
            };
            let Some(answers) = nearest_project(&folder).map(|root| root.join(ANSWERS_FOLDER)) else {
                continue;
            };
            let left = self
                .left
                .iter()
                .filter(|path| real(path).starts_with(&answers))
                .count();
            if folder.starts_with(&answers) && left > 0 {
                let files = match left {
                    1 => "the file that was read would stay".to_owned(),
                    _ => format!("{left} files that were read would stay"),
                };
                bail!(UsageFault(format!(
                    "{}: {files} under {ANSWERS_FOLDER}/ as well, and the project would hold everybody twice; add \
                     --remove-inputs to delete what was read, or write to another place",
                    output.display(),
                )));
            }
        }
        Ok(())
    }

    /// Writes every file, all of them or none, readable by its owner alone, like any answers. With
    /// `nameless` records and inputs that will be removed it is noted which inputs are in them.
    pub(super) fn write(&self, nameless: bool, looks: &Looks) -> Result<()> {
        let mut batch = Batch::default();
        if nameless && !self.left.is_empty() {
            for (path, content) in files(&self.contents) {
                let note = earlier::note(content, &self.left);
                batch.stage(
                    &earlier::place_of_note(path),
                    &note,
                    Readers::Private,
                    There::Replaced,
                )?;
            }
        }
        for (path, content) in files(&self.contents) {
            batch.stage(path, content.as_bytes(), Readers::Private, There::Replaced)?;
        }
        for (target, content) in &self.contents {
            if *target == Target::Stdout {
                target.write(&Printout::of(Manner::Json, content.as_str()))?;
            }
        }
        // Whoever wrote there meanwhile, such as another run, would be written over.
        if let Some((path, _)) = files(&self.contents).find(|(path, _)| looks.differs(path)) {
            bail!(
                "{} changed meanwhile; nothing was written, collect again",
                path.display()
            );
        }
        Ok(batch.commit()?)
    }

    /// A file written beside what it was made from.
    pub(super) fn read_along(&self) -> Option<String> {
        files(&self.contents).find_map(|(path, _)| {
            let folder = existing_parent(path)?;
            let beside = self
                .left
                .iter()
                .any(|input| real(input).parent() == Some(&folder));
            beside.then(|| format!("{} lies beside what it was made from", path.display()))
        })
    }

    /// Deletes what was read and not written over, and the folders that this leaves empty, once what
    /// was written outlasts a power cut. What has changed since it was looked at stays.
    pub(super) fn remove_inputs(&self, looks: &Looks) -> Result<usize> {
        for (path, _) in files(&self.contents) {
            writer::sync_folder(writer::parent(&real(path))).with_context(|| {
                format!(
                    "nobody knows whether {} would outlast a power cut, so nothing was removed",
                    path.display()
                )
            })?;
        }
        // A pipe is gone once it is read.
        let files: Vec<&PathBuf> = self.left.iter().filter(|path| path.is_file()).collect();
        let (same, changed): (Vec<&PathBuf>, Vec<&PathBuf>) =
            files.into_iter().partition(|path| looks.still(path));
        for path in &same {
            fs::remove_file(path).with_context(|| format!("failed to remove {}", path.display()))?;
        }
        self.remove_empty(&same);
        self.forget();
        if let [first, ..] = changed.as_slice() {
            bail!(
                "{} changed meanwhile, {} in all, and stays; look at it and collect again",
                first.display(),
                super::counted(changed.len(), "file", "files")
            );
        }
        Ok(same.len())
    }

    /// Removes folders that hold nothing any more, and those of an earlier run that was cut just
    /// before.
    fn remove_empty(&self, removed: &[&PathBuf]) {
        let folders: BTreeSet<&Path> = removed.iter().map(|path| writer::parent(path)).collect();
        for folder in folders {
            let is_wave = |above: &&Path| {
                above
                    .parent()
                    .is_some_and(|above| above.ends_with(ANSWERS_FOLDER))
            };
            match folder.ancestors().find(is_wave) {
                Some(wave) => prune(wave),
                None if folder.ends_with(ANSWERS_FOLDER) || folder.ends_with(".") => {}
                // One that still holds something stays.
                None => drop(fs::remove_dir(folder)),
            }
        }
        for (path, _) in files(&self.contents) {
            if writer::parent(path).ends_with(ANSWERS_FOLDER) {
                prune(&path.with_extension(""));
            }
        }
    }

    /// Takes back what was noted for a run that would be cut.
    pub(super) fn forget(&self) {
        for (path, _) in files(&self.contents) {
            let _ = fs::remove_file(earlier::place_of_note(path));
        }
    }
}

/// How inputs looked before they were read.
#[derive(Debug)]
pub(super) struct Looks(HashMap<PathBuf, (u64, SystemTime)>);

impl Looks {
    pub(super) fn of(inputs: &[Input]) -> Self {
        let paths = inputs.iter().filter_map(|input| input.path.as_ref());
        Self(paths.filter_map(|path| Some((real(path), look(path)?))).collect())
    }

    /// Whether a file was read and looks as it did.
    fn still(&self, path: &Path) -> bool {
        let before = self.0.get(&real(path));
        before.is_some_and(|before| Some(*before) == look(path))
    }

    /// Whether a file was read and looks otherwise by now.
    fn differs(&self, path: &Path) -> bool {
        self.0.contains_key(&real(path)) && !self.still(path)
    }
}

fn look(path: &Path) -> Option<(u64, SystemTime)> {
    let found = path.metadata().ok()?;
    Some((found.len(), found.modified().ok()?))
}

fn files(contents: &[(Target, String)]) -> impl Iterator<Item = (&PathBuf, &String)> {
    contents.iter().filter_map(|(target, content)| match target {
        Target::File(path) => Some((path, content)),
        Target::Stdout => None,
    })
}

/// Removes a folder if there is nothing in it but such folders.
fn prune(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            prune(&entry.path());
        }
    }
    let _ = fs::remove_dir(folder);
}

/// Refuses to write over something else than the very same.
fn free(path: &Path, content: &str, read: &[PathBuf], remove_inputs: bool) -> Result<()> {
    match path.metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        // Writing tells what is wrong, and what is no file is not written over.
        Ok(found) if found.is_file() => {}
        _ => return Ok(()),
    }
    if writer::holds(path, content.as_bytes())
        .with_context(|| format!("failed to read {}", path.display()))?
    {
        return Ok(());
    }
    let shown = path.display();
    if read.iter().any(|input| same(input, path)) {
        // Whoever lets the inputs be deleted lets one of them be written over.
        if remove_inputs {
            return Ok(());
        }
        bail!(UsageFault(format!(
            "{shown} is one of the files that were read; add --replace to write over it: its notes and time stamps are \
             gone then"
        )));
    }
    bail!(UsageFault(format!(
        "{shown} is there already and was not read, so its answers would be lost; name it among the inputs as well, \
         or add --replace to write over it"
    )));
}

fn same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// The real folder that a path lies in, or would once folders are made.
fn existing_parent(path: &Path) -> Option<PathBuf> {
    path.ancestors().skip(1).find_map(|folder| {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        fs::canonicalize(folder).ok()
    })
}
