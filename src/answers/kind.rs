//! Which kind of answer file something is.

/// The kinds of answer files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One object, a list of them, or several one after another.
    Json,
    /// One object a line.
    Ndjson,
    /// A header and one row per respondent.
    Csv,
}

impl Kind {
    /// The endings that answer files have.
    pub const EXTENSIONS: [&'static str; 4] = ["json", "ndjson", "jsonl", "csv"];

    /// By the ending of a file name, without the dot, whatever its case.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// By the first bytes, for input without a name; a few hundred are enough.
    ///
    /// An object that is complete on its first line begins NDJSON, any other bracket JSON, and
    /// other text CSV. `None` when it is not text or there is nothing but blanks.
    #[must_use]
    pub fn sniff(head: &[u8]) -> Option<Self> {
        let head = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
        match head.first()? {
            b'[' => Some(Self::Json),
            b'{' => {
                let whole_line = head
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .and_then(|end| head.get(..end))
                    .is_some_and(|line| serde_json::from_slice::<serde_json::Value>(line).is_ok());
                Some(if whole_line { Self::Ndjson } else { Self::Json })
            }
            _ => {
                // A character may be cut in half at the end of the head.
                let text = match std::str::from_utf8(head) {
                    Ok(_) => true,
                    Err(error) => error.error_len().is_none(),
                };
                (text && !head.contains(&0)).then_some(Self::Csv)
            }
        }
    }
}

/// The byte-order mark that some programs put before UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_kind() {
        let cases: &[(&[u8], Option<Kind>)] = &[
            (b"", None),
            (b" \n\t", None),
            (b"[{\"a\": 1}]", Some(Kind::Json)),
            (b"{\n  \"a\": 1\n}", Some(Kind::Json)),
            (b"{\"a\": 1}", Some(Kind::Json)),
            (b"{\"a\": 1}\r\n{\"a\"", Some(Kind::Ndjson)),
            (b"\xef\xbb\xbf\n{\"a\": 1}\n", Some(Kind::Ndjson)),
            (b"respondent;L1\n", Some(Kind::Csv)),
            (b"respondent,\xc3", Some(Kind::Csv)),
            (b"\xff\xfer\0e\0", None),
            (b"\x89PNG\r\n", None),
        ];
        for (head, kind) in cases {
            assert_eq!(Kind::sniff(head), *kind, "{}", String::from_utf8_lossy(head));
        }
    }
}
