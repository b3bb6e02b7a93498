//! Which files of a folder are answers, and in which order they are read.

use std::path::{Path, PathBuf};

use super::PROJECT_FILE;
use crate::answers::Kind;

/// What the name of a draft ends in: `me.json.draft`.
const DRAFT_ENDING: &str = "draft";

/// What to do with a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// What to read, in this order.
    pub entries: Vec<Entry>,
    /// What is not answers, in order.
    pub skipped: Vec<(PathBuf, Skip)>,
}

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// An answer file.
    File(PathBuf, Kind),
    /// A folder to look into.
    Folder(PathBuf),
}

/// What a name in a folder stands for, links followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// A file, or a link that leads nowhere: reading it tells.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device, a socket.
    Special,
    /// A link to what lies outside.
    Outside,
}

/// Why something was skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    /// Its name begins with a dot.
    Hidden,
    /// It is a project file.
    Project,
    /// It is a draft: answers begun and not handed in.
    Draft,
    /// Its ending is not that of an answer file.
    OtherKind,
    /// It is neither a file nor a folder, and reading it need not end.
    Special,
    /// It is a link to what lies outside.
    Outside,
}

/// Sorts what a folder holds, given as paths and what each stands for.
///
/// The order is that of the names alone, so that it is the same on every machine. Hidden files
/// and folders are skipped.
#[must_use]
pub fn plan(listed: impl IntoIterator<Item = (PathBuf, Found)>) -> Plan {
    let mut listed: Vec<(PathBuf, Found)> = listed.into_iter().collect();
    listed.sort();
    let mut plan = Plan::default();
    for (path, found) in listed {
        let name = path.file_name().unwrap_or_default();
        if name.as_encoded_bytes().starts_with(b".") {
            plan.skipped.push((path, Skip::Hidden));
        } else if found == Found::Special {
            plan.skipped.push((path, Skip::Special));
        } else if found == Found::Outside {
            plan.skipped.push((path, Skip::Outside));
        } else if found == Found::Folder {
            plan.entries.push(Entry::Folder(path));
        } else if name == PROJECT_FILE {
            plan.skipped.push((path, Skip::Project));
        } else if let Some(kind) = kind_of(&path) {
            plan.entries.push(Entry::File(path, kind));
        } else if path.extension().is_some_and(|ending| ending == DRAFT_ENDING) {
            plan.skipped.push((path, Skip::Draft));
        } else {
            plan.skipped.push((path, Skip::OtherKind));
        }
    }
    plan
}

/// The kind of a file by the ending of its name.
#[must_use]
pub fn kind_of(path: &Path) -> Option<Kind> {
    Kind::of_extension(path.extension()?.to_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_order_of_their_names_and_the_rest_is_listed() {
        let listed = [
            "b.CSV",
            "a.json",
            "lockstep.json",
            ".b.json",
            "notes.txt",
            "c.jsonl",
            "Z.ndjson",
            "json",
            "d.json.draft",
            "d.json.draft.damaged",
        ];
        let of = |found| move |name| (PathBuf::from(name), found);
        let folders = ["a", ".git", "b.json"].map(of(Found::Folder));
        let special = [("pipe.json", Found::Special), ("link.json", Found::Outside)];
        let special = special.map(|(name, found)| (PathBuf::from(name), found));
        let plan = plan(
            listed
                .map(of(Found::File))
                .into_iter()
                .chain(folders)
                .chain(special),
        );
        let file = |name: &str, kind| Entry::File(name.into(), kind);
        let folder = |name: &str| Entry::Folder(name.into());
        let expected = [
            file("Z.ndjson", Kind::Ndjson),
            folder("a"),
            file("a.json", Kind::Json),
            file("b.CSV", Kind::Csv),
            folder("b.json"),
            file("c.jsonl", Kind::Ndjson),
        ];
        assert_eq!(plan.entries, expected);
        let skipped = [
            (".b.json", Skip::Hidden),
            (".git", Skip::Hidden),
            ("d.json.draft", Skip::Draft),
            ("d.json.draft.damaged", Skip::OtherKind),
            ("json", Skip::OtherKind),
            ("link.json", Skip::Outside),
            ("lockstep.json", Skip::Project),
            ("notes.txt", Skip::OtherKind),
            ("pipe.json", Skip::Special),
        ];
        assert_eq!(plan.skipped, skipped.map(|(name, why)| (name.into(), why)));
    }
}
