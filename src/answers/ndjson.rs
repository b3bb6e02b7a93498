//! NDJSON: one record a line, read line by line in constant memory.

use std::io::BufRead;

use super::intake::{FileRun, RECORD_LIMIT};
use super::lines::{Line, Lines};

/// What to do about a line that ends in the middle of a record.
const CUT_OFF: &str = "each line holds one whole record; JSON over several lines belongs in a .json file";

/// Reads every line; a line with a fault is reported and reading goes on.
pub(super) fn read(input: impl BufRead, run: &mut FileRun<'_, '_>) {
    let mut lines = Lines::new(input, RECORD_LIMIT);
    let mut buffer = Vec::new();
    loop {
        match lines.next(&mut buffer) {
            Ok(None) => return,
            Ok(Some(Line::Whole)) => {
                let bytes = buffer.trim_ascii_end();
                if !bytes.is_empty() {
                    run.json_record(bytes, lines.number(), 1, "", Some(CUT_OFF));
                }
            }
            Ok(Some(Line::TooLong)) => run.too_long(lines.number()),
            Err(error) => return run.broke_off(&error, lines.number() + 1),
        }
    }
}
