//! The one place that writes files, for every command: under a temporary name beside the target,
//! synced, renamed, the folder synced. A failure leaves the old file, and what a kill leaves behind is
//! swept by the next run that writes into the same folder.
//!
//! Several files are one [`Batch`]: all of them are on the disk before the first gets its name. What
//! is no file, such as a pipe or `/dev/null`, is written to and never replaced; only a file that
//! others write to as well is added to.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::exit::reason;

/// What a temporary name begins with and ends in. A run that lives holds the lock of its own.
const TEMPORARY: (&str, &str) = (".lockstep-", ".tmp");

/// How often a temporary name is tried that somebody who sweeps takes for left behind.
const ATTEMPTS: usize = 16;

/// Who may read a file that is new; one that is there keeps its mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Readers {
    /// Whom the umask allows, as of any other program's output.
    #[default]
    All,
    /// Its owner alone, for what tells of single people; in a folder that a group shares (setgid),
    /// the group as well.
    Private,
}

/// What becomes of a file that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum There {
    /// It is replaced.
    Replaced,
    /// It stays, and writing fails.
    Stays,
}

/// What could not be written, under the name that was asked for.
#[derive(Debug)]
pub(crate) struct Unwritten {
    path: PathBuf,
    pub(crate) error: io::Error,
}

impl Unwritten {
    /// Why the file at `path` could not be written.
    pub(crate) fn new(path: &Path, error: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "failed to write {}: {}",
            self.path.display(),
            reason(&self.error)
        )
    }
}

impl std::error::Error for Unwritten {}

/// Files that are written together: all of them, or those that were there stay.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    staged: Vec<Staged>,
    streams: Vec<(PathBuf, Vec<u8>)>,
    swept: BTreeSet<PathBuf>,
    /// Folders that hold a name that is new.
    changed: BTreeSet<PathBuf>,
}

/// A file that is whole and on the disk, under a temporary name.
#[derive(Debug)]
struct Staged {
    /// As it was asked for.
    path: PathBuf,
    /// What is renamed to: where a link leads.
    target: PathBuf,
    there: There,
    file: NamedTempFile,
}

impl Batch {
    /// Brings `content` to the disk, ready to become `path`; missing folders are made.
    pub(crate) fn stage(
        &mut self,
        path: &Path,
        content: &[u8],
        readers: Readers,
        there: There,
    ) -> Result<(), Unwritten> {
        self.try_stage(path, content, readers, there)
            .map_err(|error| Unwritten::new(path, error))
    }

    fn try_stage(&mut self, path: &Path, content: &[u8], readers: Readers, there: There) -> io::Result<()> {
        if there == There::Stays && path.symlink_metadata().is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let old = path.metadata().ok();
        match &old {
            Some(old) if old.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            Some(old) if !old.is_file() => {
                self.streams.push((path.to_owned(), content.to_vec()));
                return Ok(());
            }
            _ => {}
        }
        let target = end_of_links(path)?;
        let folder = parent(&target).to_owned();
        self.changed.extend(make_folder(&folder)?);
        if self.swept.insert(folder.clone()) {
            sweep(&folder);
        }
        let mut file = temporary(&folder, old.is_none() && readers == Readers::All)?;
        file.write_all(content)?;
        admit(file.as_file(), old.as_ref(), &folder, readers)?;
        file.as_file().sync_all()?;
        self.changed.insert(folder);
        self.staged.push(Staged {
            path: path.to_owned(),
            target,
            there,
            file,
        });
        Ok(())
    }

    /// Gives every file its name, and makes sure that the names outlast a power cut.
    ///
    /// # Errors
    /// The first that cannot be written. What is no file comes first, because only that can fail for
    /// reasons that could not be seen before.
    pub(crate) fn commit(self) -> Result<(), Unwritten> {
        for (path, content) in self.streams {
            let written = fs::OpenOptions::new()
                .write(true)
                .open(&path)
                .and_then(|mut stream| stream.write_all(&content).and_then(|()| stream.flush()));
            written.map_err(|error| Unwritten::new(&path, error))?;
        }
        for staged in self.staged {
            let renamed = match staged.there {
                There::Replaced => staged.file.persist(&staged.target),
                There::Stays => staged.file.persist_noclobber(&staged.target),
            };
            renamed.map_err(|failed| Unwritten::new(&staged.path, failed.error))?;
        }
        for folder in self.changed {
            match sync_folder(&folder) {
                // One may write into a folder and not look into it; then there is no more to be done.
                Err(error) if error.kind() != ErrorKind::PermissionDenied => {
                    return Err(Unwritten::new(&folder, error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Writes one file as one step; missing folders are made.
pub(crate) fn write(path: &Path, content: &[u8], readers: Readers, there: There) -> Result<(), Unwritten> {
    let mut batch = Batch::default();
    batch.stage(path, content, readers, there)?;
    batch.commit()
}

/// Adds `content` to the end of `path`, which others write to as well.
pub(crate) fn append(path: &Path, content: &[u8]) -> Result<(), Unwritten> {
    let opened = fs::OpenOptions::new().append(true).create(true).open(path);
    opened
        .and_then(|mut file| file.write_all(content).and_then(|()| file.flush()))
        .map_err(|error| Unwritten::new(path, error))
}

/// Makes a folder and all above it that is missing.
pub(crate) fn write_folder(path: &Path) -> Result<(), Unwritten> {
    let made =
        make_folder(path).and_then(|changed| changed.iter().try_for_each(|folder| sync_folder(folder)));
    made.map_err(|error| Unwritten::new(path, error))
}

/// Whether a file can be made in a folder, found out before anybody is asked anything. Nothing of
/// it is left, and what killed runs left there is swept.
pub(crate) fn try_folder(folder: &Path) -> io::Result<()> {
    sweep(folder);
    let mut probe = temporary(folder, false)?;
    probe.write_all(b"lockstep\n")?;
    probe.as_file().sync_all()
}

/// Whether a file is there and holds this already.
pub(crate) fn holds(path: &Path, content: &[u8]) -> io::Result<bool> {
    match path.metadata() {
        Ok(found) if found.is_file() => Ok(found.len() == content.len() as u64 && fs::read(path)? == content),
        Ok(_) => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Makes sure that the names in a folder outlast a power cut, where the file system can.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        // Folders cannot be opened there; names are kept by the file system's own log.
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

/// The folder that a path is in.
pub(crate) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Where writing to `path` leads: a link stays a link, and what it leads to is replaced.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    if !path.is_symlink() {
        return Ok(path.to_owned());
    }
    fs::canonicalize(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => io::Error::new(
            ErrorKind::NotFound,
            "it is a link that leads nowhere; remove it or mend it",
        ),
        _ => error,
    })
}

/// Makes a folder; the folders in which a name is new.
fn make_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let missing = folder
        .ancestors()
        .take_while(|path| !path.as_os_str().is_empty() && !path.exists());
    let changed = missing.map(|path| parent(path).to_owned()).collect();
    fs::create_dir_all(folder)?;
    Ok(changed)
}

/// A new file under a temporary name, locked as long as it is open.
fn temporary(folder: &Path, for_all: bool) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(not(unix))]
    let _ = for_all;
    // A temporary file is its owner's alone unless told otherwise.
    #[cfg(unix)]
    if for_all {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    for _ in 0..ATTEMPTS {
        let file = builder.tempfile_in(folder)?;
        match file.as_file().try_lock() {
            // Somebody who sweeps was faster.
            Err(fs::TryLockError::WouldBlock) => {}
            // Where nothing can be locked, nothing is swept.
            _ if file.path().exists() => return Ok(file),
            _ => {}
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// Lets those read the file who may: of one that was there the same, else as `readers` says.
#[cfg(unix)]
fn admit(file: &File, old: Option<&fs::Metadata>, folder: &Path, readers: Readers) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    const SETGID: u32 = 0o2000;
    let mode = match old {
        Some(old) => {
            let own = file.metadata()?;
            let same = (own.uid(), own.gid()) == (old.uid(), old.gid());
            let group = old.gid();
            if same
                || fchown(file, Some(old.uid()), Some(group)).is_ok()
                || fchown(file, None, Some(group)).is_ok()
            {
                old.mode() & 0o777
            } else {
                // Of another group, the mode would admit others than before.
                old.mode() & 0o707
            }
        }
        None if readers == Readers::All => return Ok(()),
        None if folder.metadata()?.mode() & SETGID != 0 => 0o660,
        None => 0o600,
    };
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn admit(_: &File, _: Option<&fs::Metadata>, _: &Path, _: Readers) -> io::Result<()> {
    Ok(())
}

/// Removes what runs that were killed left in a folder.
fn sweep(folder: &Path) {
    let (prefix, suffix) = TEMPORARY;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        let ours = name.starts_with(prefix.as_bytes()) && name.ends_with(suffix.as_bytes());
        if !ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        // The lock is held until the name is gone: whoever made the file a moment ago sees that.
        if let Ok(left) = File::open(entry.path())
            && left.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests;
