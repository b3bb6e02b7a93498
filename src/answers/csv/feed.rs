//! Feeds the `csv` crate line by line, so that it is known at which line each record begins and
//! how it was written. The crate itself counts blank lines before a record to the record.

use std::io::{self, BufRead, Read};

/// Hands over at most one line at a time and remembers the lines of the current record.
#[derive(Debug)]
pub(super) struct Feed<R> {
    input: R,
    limit: usize,
    /// Lines that have ended before the next byte.
    ended: usize,
    /// Whether the last byte was a carriage return, which ends a line alone or with a line feed.
    after_return: bool,
    /// What was handed over since the record began.
    raw: Vec<u8>,
    /// Lines that had ended when the record began.
    ended_before: usize,
    began_after_return: bool,
    overflowed: bool,
}

impl<R: BufRead> Feed<R> {
    pub(super) const fn new(input: R, limit: usize) -> Self {
        Self {
            input,
            limit,
            ended: 0,
            after_return: false,
            raw: Vec::new(),
            ended_before: 0,
            began_after_return: false,
            overflowed: false,
        }
    }

    /// Notes that a record begins here.
    pub(super) fn begin_record(&mut self) {
        self.raw.clear();
        self.ended_before = self.ended + usize::from(self.after_return);
        self.began_after_return = self.after_return;
    }

    /// The current record as it was written, and the line where it begins.
    pub(super) fn record(&self) -> (&[u8], usize) {
        let mut raw = self.raw.as_slice();
        if self.began_after_return {
            raw = raw.strip_prefix(b"\n").unwrap_or(raw);
        }
        let mut line = self.ended_before + 1;
        while let Some(rest) = raw
            .strip_prefix(b"\r\n")
            .or(raw.strip_prefix(b"\n"))
            .or(raw.strip_prefix(b"\r"))
        {
            raw = rest;
            line += 1;
        }
        (raw, line)
    }

    /// The line of the next byte.
    pub(super) const fn line(&self) -> usize {
        self.ended + 1
    }

    /// Whether a record outgrew the limit; nothing is read after it.
    pub(super) const fn overflowed(&self) -> bool {
        self.overflowed
    }
}

impl<R: BufRead> Read for Feed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.raw.len() > self.limit {
            self.overflowed = true;
            return Ok(0);
        }
        let bytes = self.input.fill_buf()?;
        let line_end = match bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
            Some(at) if bytes.get(at..).is_some_and(|rest| rest.starts_with(b"\r\n")) => at + 2,
            Some(at) => at + 1,
            None => bytes.len(),
        };
        let count = line_end.min(buffer.len());
        let (Some(taken), Some(room)) = (bytes.get(..count), buffer.get_mut(..count)) else {
            return Ok(0);
        };
        room.copy_from_slice(taken);
        self.raw.extend_from_slice(taken);
        for byte in taken {
            let completes = self.after_return && *byte == b'\n';
            self.ended += usize::from(self.after_return) + usize::from(*byte == b'\n' && !completes);
            self.after_return = *byte == b'\r';
        }
        self.input.consume(count);
        Ok(count)
    }
}
