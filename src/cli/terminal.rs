//! The terminal as prompts need it. Every prompt of every command reads its keys from one place,
//! [`Tty`], where a paste is told from typing; dialoguer's theme says what prompts look like.

mod field;
mod inline;
mod keys;
mod lines;
mod tty;

use std::ops::Range;

pub(in crate::cli) use field::{Field, Typed};
pub(in crate::cli) use inline::{confirm, pick, text};
pub(in crate::cli) use keys::Paste;
pub(in crate::cli) use lines::TtyLines;
pub(in crate::cli) use tty::{Event, Stdin, Tty};

/// Whether there is nothing to draw on, or somebody listens instead of looking.
pub(in crate::cli) fn wants_lines() -> bool {
    let accessible = std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty());
    accessible || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// A part of the rows that is as high as there is room, with the rows `keep` in it.
pub(in crate::cli) fn window(rows: usize, room: usize, keep: Range<usize>, from: usize) -> usize {
    let last = rows.saturating_sub(room);
    let mut from = from.min(last);
    if keep.end > from + room {
        from = keep.end - room;
    }
    // The beginning of what must be seen matters more than its end.
    if keep.start < from {
        from = keep.start;
    }
    from.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_follows_what_must_be_seen() {
        assert_eq!(window(5, 10, 0..1, 3), 0);
        assert_eq!(window(20, 10, 0..1, 5), 0);
        assert_eq!(window(20, 10, 12..14, 0), 4);
        assert_eq!(window(20, 10, 12..14, 6), 6);
        assert_eq!(window(20, 10, 19..20, 0), 10);
        assert_eq!(window(20, 3, 5..12, 0), 5);
    }
}
