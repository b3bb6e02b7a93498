//! What an earlier run of `collect --remove-inputs` has done that was cut between writing and removing:
//! inputs whose records stand in the collected file already.
//!
//! A record that names its respondent is known again: nobody else has that identifier, so the same
//! record in the collected file is this one. A record that names nobody could be somebody else's, who
//! answered the same; there the run that is going to remove inputs notes beforehand which ones, beside
//! the collected file, and only what is noted is known again.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::place::{Pattern, real};
use crate::answers::collection::Collection;
use crate::answers::{Kind, Origin, Response, Sink};
use crate::cli::input::Input;
use crate::cli::session::Session;
use crate::cli::writer::parent;
use crate::json;

/// The longest note that is read.
const LONGEST_NOTE: u64 = 64 << 20;

/// Takes the inputs apart: those that are still to be collected, with the collected files that hold the
/// others; and the others. `keep` is whether respondents are kept.
pub(super) fn split(session: &Session, pattern: &Pattern, keep: bool) -> (Vec<Input>, Vec<Input>) {
    let inputs = session.files();
    let there = pattern.there();
    if there.is_empty() {
        return (inputs, Vec::new());
    }
    let by_path: HashMap<PathBuf, &Input> = (inputs.iter())
        .filter_map(|input| Some((real(input.path.as_ref()?), input)))
        .collect();
    let mut collected: Vec<Collected> = (there.into_iter())
        .filter_map(|path| Collected::read(session, by_path.get(&real(&path)).copied(), path, keep))
        .collect();
    let (mut rest, mut done) = (Vec::new(), Vec::new());
    for input in inputs {
        let is_done = !collected.iter().any(|file| file.input.path == input.path)
            && records(session, &input, keep).is_some_and(|found| vouched(&mut collected, &input, &found));
        if is_done { &mut done } else { &mut rest }.push(input);
    }
    for file in collected {
        // Whoever was removed already is in that file alone.
        if file.vouches && !rest.contains(&file.input) {
            rest.push(file.input);
        }
    }
    (rest, done)
}

/// A file that an earlier run may have written.
#[derive(Debug)]
struct Collected {
    input: Input,
    /// Its records, and how often each is not yet taken for that of an input.
    records: HashMap<String, usize>,
    /// The inputs that were noted to be in it.
    noted: BTreeSet<String>,
    /// Whether it holds the records of an input.
    vouches: bool,
}

impl Collected {
    /// The file at `path`, which is `input` where it is one of those; none where it holds a fault.
    fn read(session: &Session, input: Option<&Input>, path: PathBuf, keep: bool) -> Option<Self> {
        let input = input.cloned().unwrap_or_else(|| Input {
            name: path.display().to_string(),
            kind: Some(Kind::Ndjson),
            path: Some(path.clone()),
            wave: None,
            project: None,
        });
        let mut records = HashMap::new();
        for record in self::records(session, &input, keep)?.lines {
            *records.entry(record).or_default() += 1;
        }
        Some(Self {
            input,
            records,
            noted: noted(&path),
            vouches: false,
        })
    }
}

/// The records of an input as they are collected; none where it has a fault or cannot be removed anyway.
fn records(session: &Session, input: &Input, keep: bool) -> Option<Records> {
    if !input.path.as_ref()?.is_file() {
        return None;
    }
    let mut reading = Reading {
        collection: Collection::new(&session.pack, keep),
        all_named: keep,
    };
    if !session.read_alone(input, &mut reading) {
        return None;
    }
    let Reading {
        collection,
        all_named,
    } = reading;
    Some(Records {
        all_named,
        lines: collection.into_rounds().into_values().flatten().collect(),
    })
}

/// What an input holds.
#[derive(Debug)]
struct Records {
    /// Whether each record says who answered.
    all_named: bool,
    /// Every record as it is collected.
    lines: Vec<String>,
}

/// Keeps the records of one input.
struct Reading<'p> {
    collection: Collection<'p>,
    all_named: bool,
}

impl Sink for Reading<'_> {
    fn take(&mut self, response: &Response, origin: &Origin) {
        self.all_named &= response.respondent.is_some();
        self.collection.take(response, origin);
    }
}

/// Whether all records of an input stand in collected files, each as often; then they are taken.
fn vouched(collected: &mut [Collected], input: &Input, records: &Records) -> bool {
    let name = input.path.as_deref().map(absolute).unwrap_or_default();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in &records.lines {
        *counts.entry(line).or_default() += 1;
    }
    let mut taken = Vec::new();
    for (line, count) in counts {
        let holds = |file: &Collected| {
            let free = file.records.get(line).is_some_and(|free| *free >= count);
            free && (records.all_named || file.noted.contains(&name))
        };
        match collected.iter().position(holds) {
            Some(file) => taken.push((file, line, count)),
            None => return false,
        }
    }
    for (file, line, count) in taken {
        if let Some(file) = collected.get_mut(file) {
            file.vouches = true;
            if let Some(free) = file.records.get_mut(line) {
                *free -= count;
            }
        }
    }
    true
}

/// What is noted beside a collected file before it gets its name.
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    /// SHA-256 of the collected file: the note is about no other.
    collected: String,
    /// The inputs that are in it.
    inputs: BTreeSet<String>,
}

/// The note for `content`, made from `inputs`.
pub(super) fn note(content: &str, inputs: &[PathBuf]) -> Vec<u8> {
    let note = Note {
        collected: digest(content.as_bytes()),
        inputs: inputs.iter().map(|path| absolute(path)).collect(),
    };
    json::line(&note).into_bytes()
}

/// Where the note about a collected file is.
pub(super) fn place_of_note(collected: &Path) -> PathBuf {
    let name = collected.file_name().unwrap_or_default();
    let name = digest(name.as_encoded_bytes());
    let name = name.get(..16).unwrap_or_default();
    parent(collected).join(format!(".lockstep-{name}.collected"))
}

/// The inputs that were noted to be in a collected file.
fn noted(collected: &Path) -> BTreeSet<String> {
    let place = place_of_note(collected);
    let is_note = place
        .symlink_metadata()
        .is_ok_and(|found| found.is_file() && found.len() <= LONGEST_NOTE);
    let note = is_note.then(|| fs::read(place).ok()).flatten();
    let note: Option<Note> = note.and_then(|note| serde_json::from_slice(&note).ok());
    note.filter(|note| fs::read(collected).is_ok_and(|content| digest(&content) == note.collected))
        .map(|note| note.inputs)
        .unwrap_or_default()
}

fn absolute(path: &Path) -> String {
    real(path).to_string_lossy().into_owned()
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
