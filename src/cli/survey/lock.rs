//! One survey at a time writes a draft.
//!
//! A survey holds the system's lock on the file that its draft is now; the system lets go of it
//! however the survey ends, and nothing is left behind. Every save puts a new file in the place of
//! the one before, so the lock moves with it: meanwhile the folder is locked, for everybody who
//! wants to claim a draft in it. Where the system has no locks, a draft that is no longer the file
//! that was written last is still noticed, and not overwritten.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::store::{self, Store};
use crate::survey::{Keeper, Sheet, draft::Draft};

/// For how long others may take to save; a claim takes no longer than a save.
const PATIENCE: Duration = Duration::from_secs(2);

/// A draft that no other survey writes.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Lock {
    /// Claims the draft at `path`; none when another survey has it.
    pub(super) fn claim(path: &Path) -> io::Result<Option<Self>> {
        let _gate = gate(path);
        loop {
            let file = open(path)?;
            if !lock(&file) {
                return Ok(None);
            }
            let lock = Self(file);
            // It may have been replaced or taken away in between.
            if lock.is_at(path)? {
                return Ok(Some(lock));
            }
        }
    }

    /// Whether this is the file at `path`.
    fn is_at(&self, path: &Path) -> io::Result<bool> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let (held, there) = (self.0.metadata()?, std::fs::metadata(path)?);
            Ok((held.dev(), held.ino()) == (there.dev(), there.ino()))
        }
        #[cfg(not(unix))]
        {
            std::fs::metadata(path).map(|_| true)
        }
    }
}

/// Opens a draft to lock it. Some systems lock only what may be written.
fn open(path: &Path) -> io::Result<File> {
    let written = OpenOptions::new().read(true).write(true).open(path);
    written.or_else(|_| File::open(path))
}

/// Locks a file; whether it is now ours, as far as the system knows of locks.
fn lock(file: &File) -> bool {
    // Elsewhere a locked file can be neither read nor replaced.
    cfg!(not(unix)) || !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

/// Keeps others from claiming a draft beside `path` until it is dropped; none where a folder cannot
/// be locked.
fn gate(path: &Path) -> Option<File> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = File::open(folder.unwrap_or(Path::new("."))).ok()?;
    let begin = Instant::now();
    while !lock(&folder) && begin.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(1));
    }
    Some(folder)
}

/// Saves a draft that no other survey writes.
#[derive(Debug)]
pub(super) struct Guarded {
    store: Store,
    draft: PathBuf,
    /// The draft as it is now; none before there is one.
    lock: Option<Lock>,
    /// What was saved elsewhere, while the draft cannot be written.
    instead: Option<Lock>,
}

impl Guarded {
    /// Goes on saving a draft that was claimed.
    pub(super) fn resumed(draft: PathBuf, lock: Lock) -> Self {
        Self {
            store: Store::new(draft.clone(), true),
            lock: Some(lock),
            ..Self::new(draft)
        }
    }

    /// Saves a draft that has a name of its own.
    pub(super) fn new(draft: PathBuf) -> Self {
        Self {
            store: Store::new(draft.clone(), false),
            draft,
            lock: None,
            instead: None,
        }
    }

    /// Saves a draft whose name others may choose too, and claims it before anything is asked; none
    /// when another survey was faster.
    pub(super) fn claimed(draft: PathBuf, sheet: &Sheet<'_>) -> io::Result<Option<Self>> {
        match store::write(&draft, &Draft::of(sheet).to_text(), false) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let lock = Lock::claim(&draft)?;
        Ok(lock.map(|lock| Self {
            lock: Some(lock),
            ..Self::new(draft)
        }))
    }

    /// Where the draft is, unless it is nowhere.
    pub(super) fn place(&self) -> Option<&Path> {
        self.store.place()
    }

    /// Whether something was said that could not be saved anywhere.
    pub(super) const fn lost(&self) -> bool {
        self.store.lost()
    }

    /// Takes the draft away: the answers are handed in, or there are none.
    pub(super) fn remove(&self) {
        if self.is_ours() {
            self.store.remove();
        }
    }

    /// Whether no other file has taken the place of the draft.
    fn is_ours(&self) -> bool {
        match &self.lock {
            Some(lock) => lock.is_at(&self.draft).unwrap_or(true),
            None => self.draft.symlink_metadata().is_err(),
        }
    }

    /// Leaves the draft to whoever wrote it, and goes on with another.
    fn make_way(&mut self) -> String {
        let free = beside(&self.draft);
        let notice = format!(
            "{} was changed by another program and is left as it is. Saved in {} from now on.",
            self.draft.display(),
            free.display()
        );
        *self = Self::new(free);
        notice
    }
}

impl Keeper for Guarded {
    fn keep(&mut self, sheet: &Sheet<'_>) -> Option<String> {
        let _gate = gate(&self.draft);
        let way = (!self.is_ours()).then(|| self.make_way());
        let told = self.store.keep(sheet);
        if let Some(place) = self.store.place()
            && let Ok(file) = open(place)
        {
            // Nobody can have locked it: it is new, and they wait for the folder.
            lock(&file);
            let held = if place == self.draft {
                &mut self.lock
            } else {
                &mut self.instead
            };
            *held = Some(Lock(file));
        }
        told.or(way)
    }
}

/// A draft that is not there yet, named like `draft`: `me-2.json.draft`.
fn beside(draft: &Path) -> PathBuf {
    let output = draft.with_extension("");
    let stem = output
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let ending = output
        .extension()
        .map(|ending| format!(".{}", ending.to_string_lossy()));
    let free = (2..).map(|number| {
        let name = format!("{stem}-{number}{}", ending.as_deref().unwrap_or_default());
        store::draft_of(&output.with_file_name(name))
    });
    let mut free = free.filter(|path| path.symlink_metadata().is_err());
    free.next().unwrap_or_else(|| draft.to_path_buf())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;

    use super::*;
    use crate::cli::packs;
    use crate::pack::Pack;
    use crate::survey::Scope;

    fn pack() -> Pack {
        packs::find(packs::DEFAULT).expect("it is built in")
    }

    fn sheet(pack: &Pack) -> Sheet<'_> {
        Sheet::new(pack, "k3v9w2m7qx4d8r5t".to_owned(), Scope::default(), false)
    }

    #[test]
    fn a_draft_is_claimed_once_however_often_it_is_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let draft = folder.path().join("me.json.draft");
        let pack = pack();
        let sheet = sheet(&pack);
        let mut first = Guarded::claimed(draft.clone(), &sheet)
            .expect("written")
            .expect("free");
        for _ in 0..3 {
            assert!(Lock::claim(&draft).expect("it is there").is_none());
            assert_eq!(first.keep(&sheet), None);
        }
        assert!(
            Guarded::claimed(draft.clone(), &sheet)
                .expect("it is there")
                .is_none()
        );
        drop(first);
        assert!(Lock::claim(&draft).expect("it is there").is_some());
    }

    #[test]
    fn a_draft_that_another_program_replaced_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let draft = folder.path().join("me.json.draft");
        let pack = pack();
        let sheet = sheet(&pack);
        let mut survey = Guarded::claimed(draft.clone(), &sheet)
            .expect("written")
            .expect("free");
        survey.keep(&sheet);
        store::write(&draft, "another's", true).expect("replaced");
        let told = survey.keep(&sheet).expect("told");
        assert!(told.contains("me-2.json.draft"), "{told}");
        assert_eq!(survey.keep(&sheet), None);
        survey.remove();
        assert_eq!(fs::read_to_string(&draft).expect("there"), "another's");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
