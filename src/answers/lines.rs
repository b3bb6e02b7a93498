//! Lines of bytes, none longer than a limit.

use std::io::{self, BufRead, Read};

/// Cuts an input at its line feeds.
#[derive(Debug)]
pub(super) struct Lines<R> {
    input: R,
    limit: usize,
    number: usize,
}

/// What came of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// It is in the buffer, its line feed included if it had one.
    Whole,
    /// It was longer than the limit and has been passed over.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn new(input: R, limit: usize) -> Self {
        Self {
            input,
            limit,
            number: 0,
        }
    }

    /// The number of the last line read, counted from 1.
    pub(super) const fn number(&self) -> usize {
        self.number
    }

    /// Reads the next line into `buffer`; `None` at the end.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>) -> io::Result<Option<Line>> {
        buffer.clear();
        let limit = u64::try_from(self.limit).unwrap_or(u64::MAX);
        if self.input.by_ref().take(limit).read_until(b'\n', buffer)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if buffer.len() < self.limit || buffer.ends_with(b"\n") {
            return Ok(Some(Line::Whole));
        }
        buffer.clear();
        self.input.skip_until(b'\n')?;
        Ok(Some(Line::TooLong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_beyond_the_limit_is_passed_over() {
        let mut lines = Lines::new(&b"one\ntoo long\nfour\nlast"[..], 5);
        let mut buffer = Vec::new();
        let mut found = Vec::new();
        while let Some(line) = lines.next(&mut buffer).expect("memory can be read") {
            found.push((
                lines.number(),
                line,
                String::from_utf8_lossy(&buffer).into_owned(),
            ));
        }
        let expected = [
            (1, Line::Whole, "one\n"),
            (2, Line::TooLong, ""),
            (3, Line::Whole, "four\n"),
            (4, Line::Whole, "last"),
        ];
        assert_eq!(
            found,
            expected.map(|(number, line, text)| (number, line, text.to_owned()))
        );
    }
}
