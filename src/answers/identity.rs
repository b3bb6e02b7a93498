//! Who answered twice.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use sha2::{Digest, Sha256};

use super::Response;
use crate::names::Folds;

/// Everybody seen in one run, across all its files.
///
/// Identity is (organization, wave, respondent), the first two as names are compared; readers have
/// brought the third into one form. What is kept of each is 128 bits of a SHA-256
/// and where it was first seen: some 30 to 60 bytes a person, whatever the length of the names.
/// Two different people are taken for one with a probability of at most n² / 2¹²⁹: below 10⁻²⁶
/// for a million, below 10⁻²⁰ for a billion.
#[derive(Debug, Default)]
pub struct Identities {
    files: Vec<String>,
    names: Folds,
    seen: HashMap<[u64; 2], Spot, BuildHasherDefault<Uniform>>,
}

/// Where a respondent was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// The file, as [`Identities::file`] numbered it.
    pub file: u32,
    /// Line of the record, counted from 1.
    pub line: usize,
}

/// A [`Sighting`] in eight bytes.
#[derive(Debug, Clone, Copy)]
struct Spot {
    file: u32,
    line: u32,
}

impl Identities {
    /// Nobody yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Numbers a file by the name that messages use.
    pub fn file(&mut self, name: &str) -> u32 {
        self.files.push(name.to_owned());
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    /// The name of a file.
    #[must_use]
    pub fn name(&self, file: u32) -> &str {
        let index = usize::try_from(file).unwrap_or(usize::MAX);
        self.files.get(index).map_or("another file", String::as_str)
    }

    /// Notes that somebody was seen; where they were seen first, if this is not the first time.
    ///
    /// A response without a respondent is nobody in particular and never a repetition.
    pub fn see(&mut self, response: &Response, here: Sighting) -> Option<Sighting> {
        let respondent = response.respondent.as_deref()?;
        let mut folded = |name: &Option<String>| name.as_deref().map(|name| self.names.of(name));
        let (organization, wave) = (folded(&response.organization), folded(&response.wave));
        let key = key([organization.as_deref(), wave.as_deref(), Some(respondent)]);
        self.first(key, here)
    }

    /// Notes a response without a respondent; where one was seen first that is equal in everything, if
    /// there was one. They may be two people, or one record twice.
    pub fn see_alike(&mut self, response: &Response, here: Sighting) -> Option<Sighting> {
        let mut content = Content(Sha256::new());
        response.hash(&mut content);
        self.first(words(content.0), here)
    }

    /// Where a key was seen first, if this is not the first time.
    fn first(&mut self, key: [u64; 2], here: Sighting) -> Option<Sighting> {
        match self.seen.entry(key) {
            Entry::Occupied(first) => {
                let first = first.get();
                Some(Sighting {
                    file: first.file,
                    line: usize::try_from(first.line).unwrap_or(usize::MAX),
                })
            }
            Entry::Vacant(vacant) => {
                vacant.insert(Spot {
                    file: here.file,
                    line: u32::try_from(here.line).unwrap_or(u32::MAX),
                });
                None
            }
        }
    }
}

/// The first 128 bits of the SHA-256 of all parts, each with its length in front, so that no two
/// different lists of parts make the same text.
fn key(parts: [Option<&str>; 3]) -> [u64; 2] {
    let mut hash = Sha256::new();
    for part in parts {
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        hash.update(length.to_le_bytes());
        hash.update(part.unwrap_or_default());
    }
    words(hash)
}

/// The first 128 bits.
fn words(hash: Sha256) -> [u64; 2] {
    let digest = hash.finalize();
    let mut words = digest.chunks_exact(8).map(|chunk| {
        chunk
            .iter()
            .fold(0, |word: u64, byte| word << 8 | u64::from(*byte))
    });
    [words.next().unwrap_or(0), words.next().unwrap_or(0)]
}

/// Everything that a response says, as one SHA-256.
struct Content(Sha256);

impl Hasher for Content {
    fn finish(&self) -> u64 {
        0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

/// Takes the last word of a key for its hash: the key is uniform already.
#[derive(Debug, Default)]
struct Uniform(u64);

impl Hasher for Uniform {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = word;
    }

    fn write_usize(&mut self, _length: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(organization: Option<&str>, wave: Option<&str>, respondent: Option<&str>) -> Response {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Response {
            organization: owned(organization),
            wave: owned(wave),
            respondent: owned(respondent),
            ..Response::default()
        }
    }

    #[test]
    fn organization_wave_and_respondent_make_an_identity() {
        let mut identities = Identities::new();
        let file = identities.file("a.ndjson");
        let mut see = |line, organization, wave, respondent| {
            identities.see(&response(organization, wave, respondent), Sighting { file, line })
        };
        let first = Some(Sighting { file, line: 1 });
        assert_eq!(see(1, Some("Acme"), Some("w1"), Some("p")), None);
        assert_eq!(see(2, Some("Acme"), Some("w2"), Some("p")), None);
        assert_eq!(see(3, None, Some("w1"), Some("p")), None);
        assert_eq!(see(4, Some("Acmew"), Some("1"), Some("p")), None);
        assert_eq!(see(5, Some("Acme"), Some("w1"), Some("p")), first);
        assert_eq!(see(6, Some("Acme"), Some("w1"), Some("p")), first);
        assert_eq!(see(7, Some("Acme"), Some("w1"), None), None);
        assert_eq!(see(8, Some("Acme"), Some("w1"), None), None);
        assert_eq!(see(9, None, None, Some("p")), None);
        assert_eq!(see(10, Some(""), None, Some("p")), None);
        // Names are compared as they look, people as they are drawn.
        assert_eq!(see(11, Some("ACME"), Some("w\u{200B}1"), Some("p")), first);
        assert_eq!(see(12, Some("Acme"), Some("w1"), Some("P")), None);
    }

    #[test]
    fn a_hundred_thousand_people_are_all_different() {
        let mut identities = Identities::new();
        for person in 0..100_000 {
            let response = response(Some("Acme"), None, Some(&format!("p{person}")));
            assert_eq!(identities.see(&response, Sighting { file: 0, line: 1 }), None);
        }
    }
}
