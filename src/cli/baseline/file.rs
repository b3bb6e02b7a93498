//! Assessments that were written earlier.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::answers::Kind;
use crate::assessment::{Assessment, FORMAT};
use crate::diagnostic::{COMPARISON_UNREADABLE, Diagnostic, FILE_UNREADABLE};
use crate::json::{self, Reader, Value};
use crate::source::{Place, Source};
use crate::wave;
use anyhow::{Result, bail};
use serde::de::{Deserializer as _, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::cli::exit::InputFaults;
use crate::cli::input;
use crate::cli::packs::one;

/// What is meant where answers are named as a baseline.
const WAVES: &str = "a baseline is one file that report --format json wrote; --baseline-wave compares with other \
                     answers of the same project";

/// How much of a file is looked at to tell whether it is an assessment.
const HEAD: u64 = 4 << 10;

/// The assessments in a file: one, or a list as `report --by` writes it.
pub(in crate::cli) fn read(path: &Path) -> Result<Vec<Assessment>> {
    let name = path.display().to_string();
    let text = input::read_text(path).map_err(|mut fault| {
        // What was named to be compared with is part of the input, not of the machine.
        if fault.code == &FILE_UNREADABLE {
            fault.code = &COMPARISON_UNREADABLE;
        }
        one(if path.is_dir() {
            fault.help(WAVES)
        } else if path.exists() {
            *fault
        } else {
            fault.help("--baseline-optional does without where there is none yet")
        })
    })?;
    let source = Source::new(&name, &text);
    let node = json::parse(&source).map_err(|fault| {
        // Answers are the likeliest of what is no JSON as a whole.
        let answers = path
            .extension()
            .and_then(|ending| Kind::of_extension(&ending.to_string_lossy().to_lowercase()));
        one(match answers {
            Some(Kind::Ndjson | Kind::Csv) => fault.help(WAVES),
            _ => *fault,
        })
    })?;
    if matches!(&node.value, Value::Array(items) if items.is_empty()) {
        bail!(one(unreadable(Place::file(name), "the list holds no assessment")));
    }
    let mut reader = Reader::new(source);
    let list = match &node.value {
        Value::Array(items) => Some(items),
        _ => None,
    };
    let objects: Vec<(String, &json::Node)> = match list {
        Some(items) => {
            let items = items.iter().enumerate();
            items.map(|(index, item)| (format!("/{index}"), item)).collect()
        }
        None => vec![(String::new(), &node)],
    };
    for (pointer, object) in objects {
        if let Some(fields) = reader.unchecked_object(object, &pointer) {
            reader.format(&fields, FORMAT);
            fields.checked_text(&mut reader, "wave", wave::name);
        }
    }
    if reader.has_errors() {
        bail!(InputFaults(reader.into_faults()));
    }
    let assessments = if list.is_some() {
        serde_json::from_str(&text)
    } else {
        serde_json::from_str(&text).map(|one| vec![one])
    };
    Ok(assessments.map_err(|error| {
        let place = Place {
            line: Some(error.line()),
            column: Some(error.column()),
            ..Place::file(name)
        };
        one(unreadable(
            place,
            &format!("not an assessment: {}", json::wrong(&error)),
        ))
    })?)
}

fn unreadable(place: Place, message: &str) -> Diagnostic {
    Diagnostic::new(&COMPARISON_UNREADABLE, message)
        .at(place)
        .allowed("what report --format json wrote")
}

/// Whether a file says of itself that it is an assessment, of whichever version. Only its
/// beginning is read: where `lockstep` writes an assessment, this comes first.
pub(in crate::cli) fn is_assessment(path: &Path) -> bool {
    let mut head = Vec::new();
    // What can be read only once is not looked into: it would be lost for whoever reads it.
    if !path.is_file() {
        return false;
    }
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    read.is_ok() && format_of(head).is_some_and(|format| format.starts_with("lockstep-assessment/"))
}

/// The format that the first object of a text names, though the text may break off.
fn format_of(head: &[u8]) -> Option<String> {
    struct First<'a>(&'a mut Option<String>);

    impl<'de> Visitor<'de> for First<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or a list of objects")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<String>()? {
                if key == "format" {
                    *self.0 = Some(map.next_value()?);
                    return Err(A::Error::custom("found"));
                }
                map.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
            list.next_element_seed(Seed(self.0)).map(|_| ())
        }
    }

    struct Seed<'a>(&'a mut Option<String>);

    impl<'de> serde::de::DeserializeSeed<'de> for Seed<'_> {
        type Value = ();

        fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            deserializer.deserialize_any(First(self.0))
        }
    }

    let mut found = None;
    let mut deserializer = serde_json::Deserializer::from_slice(head);
    // The fault is that reading stopped where it was told to, or that the text breaks off.
    let _ = deserializer.deserialize_any(First(&mut found));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_found_in_what_breaks_off() {
        let format = |text: &str| format_of(text.as_bytes());
        let found = Some("lockstep-assessment/1".to_owned());
        assert_eq!(format(r#"{"format": "lockstep-assessment/1", "pa"#), found);
        assert_eq!(
            format(r#"[{"a": [1, {"format": "x"}], "format": "lockstep-assessment/1""#),
            found
        );
        assert_eq!(
            format(r#"{"note": "\"format\": \"lockstep-assessment/1\""}"#),
            None
        );
        assert_eq!(format(r#"{"a": {"format": "x"}}"#), None);
        for text in ["", "respondent,function", "[]", "{", "[[[", "\"format\"", "7"] {
            assert_eq!(format(text), None, "{text}");
        }
    }
}
