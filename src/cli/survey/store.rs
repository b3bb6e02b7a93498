//! Drafts and answers on disk: written whole or not at all, readable by their owner alone.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(super) use crate::cli::exit::reason;
use crate::cli::writer::{self, Readers, There, parent};
use crate::survey::draft::{DRAFT_ENDING, Draft};
use crate::survey::{Keeper, Sheet};

/// The draft of the answers that will be at `output`.
pub(super) fn draft_of(output: &Path) -> PathBuf {
    with_ending(output, DRAFT_ENDING)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// Makes sure that files can be written beside `path`, before anything is asked.
pub(super) fn prepare(path: &Path) -> io::Result<()> {
    let folder = parent(path);
    writer::write_folder(folder).map_err(|unwritten| unwritten.error)?;
    writer::try_folder(folder)
}

/// Writes a file as one step. With `replace` a file that is there is replaced, else it is an error.
pub(super) fn write(path: &Path, text: &str, replace: bool) -> io::Result<()> {
    // A folder that vanished while somebody answers is not made anew: they could not find it.
    parent(path).metadata()?;
    let there = if replace { There::Replaced } else { There::Stays };
    writer::write(path, text.as_bytes(), Readers::Private, there).map_err(|unwritten| unwritten.error)
}

/// Gives a file another name, so that nothing is lost; the new one.
pub(super) fn set_aside(path: &Path, ending: &str) -> io::Result<PathBuf> {
    for number in 1.. {
        let ending = if number == 1 {
            ending.to_owned()
        } else {
            format!("{ending}-{number}")
        };
        let aside = with_ending(path, &ending);
        if !aside.exists() {
            fs::rename(path, &aside)?;
            return Ok(aside);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Where a survey is saved after every change.
#[derive(Debug)]
pub(super) struct Store {
    /// The draft.
    path: PathBuf,
    /// Another place, since the first could not be written.
    instead: Option<PathBuf>,
    /// Whether the last change is nowhere.
    lost: bool,
    /// Whether anything was saved.
    saved: bool,
}

impl Store {
    /// Saves at `path`; with `saved` there is a draft already.
    pub(super) const fn new(path: PathBuf, saved: bool) -> Self {
        Self {
            path,
            instead: None,
            lost: false,
            saved,
        }
    }

    /// Where the draft is, unless it is nowhere.
    pub(super) fn place(&self) -> Option<&Path> {
        (self.saved && !self.lost).then(|| self.instead.as_deref().unwrap_or(&self.path))
    }

    /// Whether something was said that could not be saved anywhere.
    pub(super) const fn lost(&self) -> bool {
        self.lost
    }

    /// Takes the draft away once the answers are handed in.
    pub(super) fn remove(&self) {
        for path in [Some(&self.path), self.instead.as_ref()].into_iter().flatten() {
            let _ = fs::remove_file(path);
        }
    }

    fn save(&mut self, text: &str, respondent: &str) -> Option<String> {
        let first = match write(&self.path, text, true) {
            Ok(()) => {
                let back = self.lost || self.instead.is_some();
                if let Some(instead) = self.instead.take() {
                    let _ = fs::remove_file(instead);
                }
                (self.saved, self.lost) = (true, false);
                return back.then(|| format!("Saved again in {}.", self.path.display()));
            }
            Err(error) => error,
        };
        let known = self.instead.is_some();
        let instead = self.instead.clone().unwrap_or_else(|| {
            std::env::temp_dir().join(format!("lockstep-{respondent}.json.{DRAFT_ENDING}"))
        });
        match write(&instead, text, true) {
            Ok(()) => {
                (self.saved, self.lost) = (true, false);
                let notice = format!(
                    "Cannot save in {} ({}). Saved in {} instead.",
                    parent(&self.path).display(),
                    reason(&first),
                    instead.display()
                );
                self.instead = Some(instead);
                (!known).then_some(notice)
            }
            Err(_) => {
                self.lost = true;
                Some(format!(
                    "This answer is not saved ({}). Make room and go on, or leave: the answers will be printed.",
                    reason(&first)
                ))
            }
        }
    }
}

impl Keeper for Store {
    fn keep(&mut self, sheet: &Sheet<'_>) -> Option<String> {
        self.save(&Draft::of(sheet).to_text(), &sheet.respondent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    #[test]
    fn what_is_written_is_whole_and_private() {
        let folder = folder();
        let path = folder.path().join("me.json");
        write(&path, "one", false).expect("it is new");
        assert!(write(&path, "two", false).is_err());
        write(&path, "three", true).expect("it may be replaced");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "three");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn what_is_set_aside_never_replaces_anything() {
        let folder = folder();
        let path = folder.path().join("me.json.draft");
        let mut names = Vec::new();
        for text in ["a", "b", "c"] {
            fs::write(&path, text).expect("written");
            names.push(set_aside(&path, "damaged").expect("renamed"));
        }
        let texts: Vec<String> = names
            .iter()
            .map(|name| fs::read_to_string(name).expect("there"))
            .collect();
        assert_eq!(texts, ["a", "b", "c"]);
        assert!(names[2].ends_with("me.json.draft.damaged-3"));
    }

    #[test]
    fn where_the_draft_cannot_be_written_another_place_is_named() {
        let folder = folder();
        let gone = folder.path().join("gone").join("me.json.draft");
        let mut store = Store::new(gone.clone(), false);
        let notice = store.save("text", "test-of-the-store").expect("it is told");
        let place = store.place().expect("it is somewhere").to_path_buf();
        assert!(notice.contains(&place.display().to_string()), "{notice}");
        assert_eq!(fs::read_to_string(&place).expect("there"), "text");
        assert_eq!(store.save("more", "test-of-the-store"), None);
        fs::create_dir_all(gone.parent().expect("a folder")).expect("made");
        assert!(
            store
                .save("most", "test-of-the-store")
                .expect("told")
                .contains("again")
        );
        assert_eq!(store.place(), Some(gone.as_path()));
        assert!(!place.exists());
    }
}
