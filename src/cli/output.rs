//! The one place that writes files: to a temporary name beside the target, synced, renamed.
//! A failure leaves the old file. Only a file that others write to as well is added to, and what is
//! no file, such as a pipe or `/dev/null`, is written to and never replaced.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::exit::UsageFault;
use super::sinks;
use crate::printout::Printout;

/// The longest part of a file name that a name from the answers becomes, in bytes: file systems
/// hold 255, and an ending and what stands around the name in a pattern come on top.
const LONGEST_NAME: usize = 120;

/// What Windows keeps for devices, whatever the ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

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

    /// Whether both are one place, also where capitals make no difference.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let folded = |path: &Path| path.to_string_lossy().to_lowercase();
        match (self, other) {
            (Self::Stdout, Self::Stdout) => true,
            (Self::File(one), Self::File(other)) => folded(one) == folded(other),
            _ => false,
        }
    }

    /// Writes everything or nothing.
    pub(crate) fn write(&self, content: &Printout) -> Result<()> {
        match self {
            Self::Stdout => sinks::out(content).context("failed to write to standard output"),
            Self::File(path) => write_file(path, content.plain().as_bytes()),
        }
    }
}

/// Everything that a run will write, each in a place of its own.
#[derive(Debug, Default)]
pub(crate) struct Files {
    files: Vec<(Target, Printout)>,
}

impl Files {
    /// Adds what `-o output` asks for, unless it would be written over another part of the same
    /// run. Names that differ in capitals alone are one file on many machines.
    pub(crate) fn add(&mut self, output: &str, target: Target, content: Printout) -> Result<()> {
        if let Some((known, _)) = self.files.iter().find(|(known, _)| known.is_same(&target)) {
            match known {
                Target::File(path) if output.contains('{') => bail!(UsageFault(format!(
                    "-o {output}: two of them would be written to {}; pick one with --select",
                    path.display()
                ))),
                _ => bail!(UsageFault(format!("-o {output}: this output is named twice"))),
            }
        }
        self.files.push((target, content));
        Ok(())
    }

    /// Writes all of it, in the order in which it was added.
    pub(crate) fn write(self) -> Result<()> {
        self.files
            .iter()
            .try_for_each(|(target, content)| target.write(content))
    }
}

/// Every `-o` with its format: the one that `--format` names, else by the ending, else `plain`; one
/// output to standard output where none is asked for. `endings` tells which ones there are.
pub(crate) fn with_formats<F: Copy>(
    outputs: &[String],
    named: Option<F>,
    plain: F,
    of_ending: impl Fn(&str) -> Option<F>,
    endings: &str,
) -> Result<Vec<(String, F)>> {
    if outputs.is_empty() {
        return Ok(vec![("-".to_owned(), named.unwrap_or(plain))]);
    }
    outputs
        .iter()
        .map(|text| {
            let format = match (named, Target::parse(text).ending()) {
                (Some(format), _) => format,
                (None, None) => plain,
                (None, Some(ending)) => of_ending(&ending).ok_or_else(|| {
                    UsageFault(format!(
                        "-o {text}: no format has the ending .{ending}; name one with --format, or end in {endings}"
                    ))
                })?,
            };
            Ok((text.clone(), format))
        })
        .collect()
}

/// A name from the answers as a part of a file name: letters, digits, dots, dashes; everything
/// else a dash. Never hidden, empty, too long or the name of a device.
pub(crate) fn file_name(text: &str) -> String {
    let dashed = |c: char| match c {
        '-' | '_' | '.' => c,
        _ if c.is_alphanumeric() => c,
        _ => '-',
    };
    let mut safe: String = text.chars().map(dashed).collect();
    safe = safe.trim_matches(['.', '-']).to_owned();
    while safe.len() > LONGEST_NAME {
        safe.pop();
    }
    let stem = safe.split('.').next().unwrap_or_default().to_lowercase();
    let numbered = matches!(stem.strip_prefix("com").or(stem.strip_prefix("lpt")), Some(port) if
        port.len() == 1 && port.bytes().all(|digit| digit.is_ascii_digit()));
    if safe.is_empty() {
        "unnamed".to_owned()
    } else if numbered || DEVICES.contains(&stem.as_str()) {
        format!("_{safe}")
    } else {
        safe
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
    if path
        .metadata()
        .is_ok_and(|found| !found.is_file() && !found.is_dir())
    {
        let mut device = fs::OpenOptions::new()
            .write(true)
            .open(path)
            .with_context(failed)?;
        return device
            .write_all(content)
            .and_then(|()| device.flush())
            .with_context(failed);
    }
    // A link stays a link: what it points to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let file = beside(&target, content, readers).with_context(failed)?;
    file.persist(&target)
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
    // Which temporary name it was to have helps nobody.
    let mut file = builder
        .tempfile_in(folder)
        .map_err(|error| io::Error::from(error.kind()))?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::printout::Manner;

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").expect("a file");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        write_file(&link, b"new").expect("it can be written");
        assert!(link.symlink_metadata().expect("it is there").is_symlink());
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "new");
    }

    #[test]
    fn what_is_no_file_is_written_to_and_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo runs").success());
        let reader = {
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::read_to_string(pipe).expect("it can be read"))
        };
        write_file(&pipe, b"through the pipe").expect("it can be written");
        assert_eq!(reader.join().expect("it ends"), "through the pipe");
        let left = pipe.symlink_metadata().expect("it is still there");
        assert!(!left.is_file());
    }

    #[test]
    fn a_name_becomes_a_part_of_a_file_name_on_any_machine() {
        let names = [
            ("Cobalt Bearings", "Cobalt-Bearings"),
            ("../../x", "x"),
            ("a/b\\c", "a-b-c"),
            (".hidden", "hidden"),
            ("{wave}", "wave"),
            ("=cmd()", "cmd"),
            ("名前", "名前"),
            ("...", "unnamed"),
            ("", "unnamed"),
            ("con", "_con"),
            ("NUL.txt", "_NUL.txt"),
            ("Com1", "_Com1"),
            ("Com10", "Com10"),
            ("Conrad", "Conrad"),
        ];
        for (name, safe) in names {
            assert_eq!(file_name(name), safe, "{name}");
        }
        assert_eq!(file_name(&"n".repeat(300)), "n".repeat(LONGEST_NAME));
        assert_eq!(file_name(&"é".repeat(300)), "é".repeat(LONGEST_NAME / 2));
    }

    #[test]
    fn nothing_is_written_twice_to_one_place() {
        let add = |files: &mut Files, output: &str, path: &str| {
            let added = files.add(output, Target::parse(path), Printout::new(Manner::Text));
            added.map_err(|fault| fault.to_string())
        };
        let mut files = Files::default();
        add(&mut files, "a.md", "a.md").expect("it is the first");
        add(&mut files, "-", "-").expect("it is the first");
        add(&mut files, "{team}.md", "North.md").expect("it is the first");
        let twice = |output: &str| Err(format!("-o {output}: this output is named twice"));
        assert_eq!(add(&mut files, "a.md", "a.md"), twice("a.md"));
        assert_eq!(add(&mut files, "A.md", "A.md"), twice("A.md"));
        assert_eq!(add(&mut files, "-", "-"), twice("-"));
        assert_eq!(
            add(&mut files, "{team}.md", "north.md"),
            Err("-o {team}.md: two of them would be written to North.md; pick one with --select".to_owned())
        );
    }
}
