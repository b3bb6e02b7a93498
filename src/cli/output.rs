//! The one place that writes files: to a temporary name beside the target, synced, renamed.
//! A failure leaves the old file. Only a file that others write to as well is added to.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Where a result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Target {
    /// `-` is standard output.
    pub(crate) fn parse(text: &str) -> Self {
        if text == "-" {
            Self::Stdout
        } else {
            Self::File(PathBuf::from(text))
        }
    }

    /// The ending of the file name, in lower case.
    pub(crate) fn ending(&self) -> Option<String> {
        match self {
            Self::Stdout => None,
            Self::File(path) => path
                .extension()
                .map(|ending| ending.to_string_lossy().to_lowercase()),
        }
    }

    /// Writes everything or nothing.
    pub(crate) fn write(&self, content: &str) -> Result<()> {
        match self {
            Self::Stdout => {
                let mut out = io::stdout().lock();
                out.write_all(content.as_bytes())
                    .and_then(|()| out.flush())
                    .context("failed to write to standard output")
            }
            Self::File(path) => write_file(path, content.as_bytes()),
        }
    }
}

/// Replaces `path` with `content` as one step; missing folders are made.
pub(crate) fn write_file(path: &Path, content: &[u8]) -> Result<()> {
    replace(path, content, Readers::All)
}

/// The same, for what only its owner may read: answers.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> Result<()> {
    replace(path, content, Readers::Owner)
}

fn replace(path: &Path, content: &[u8], readers: Readers) -> Result<()> {
    let failed = || format!("failed to write {}", path.display());
    let file = beside(path, content, readers).with_context(failed)?;
    file.persist(path)
        .map_err(|error| error.error)
        .with_context(failed)?;
    Ok(())
}

/// Writes `content` to `path` as one step, unless something is there already; missing folders
/// are made.
pub(crate) fn write_new(path: &Path, content: &[u8]) -> Result<()> {
    let failed = || format!("failed to write {}", path.display());
    let file = beside(path, content, Readers::All).with_context(failed)?;
    file.persist_noclobber(path)
        .map_err(|error| error.error)
        .with_context(failed)?;
    Ok(())
}

/// Adds `content` to the end of `path`, which others write to as well.
pub(crate) fn append(path: &Path, content: &[u8]) -> Result<()> {
    let failed = || format!("failed to write {}", path.display());
    let mut file = fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .with_context(failed)?;
    file.write_all(content)
        .and_then(|()| file.flush())
        .with_context(failed)
}

/// Whether nobody reads any more what was written.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// Whom the umask allows, as of any other program's output.
    All,
    Owner,
}

/// `content` under a temporary name in the folder of `path`, on the disk.
fn beside(path: &Path, content: &[u8], readers: Readers) -> io::Result<tempfile::NamedTempFile> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    #[cfg(not(unix))]
    let _ = readers;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lockstep-").suffix(".tmp");
    // A temporary file is its owner's alone unless told otherwise.
    #[cfg(unix)]
    if readers == Readers::All {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}
