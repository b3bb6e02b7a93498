//! Lines from a keyboard, for prompts that draw nothing.

use std::io;

use console::{Key, measure_text_width};

use super::{Event, Tty};
use crate::survey::{Line, Lines, harmless};

/// Reads lines from the keyboard and shows them being typed, as the terminal itself would: only
/// that what was pasted is told from what was typed.
#[derive(Debug)]
pub(in crate::cli) struct TtyLines {
    pub(in crate::cli) tty: Tty,
}

impl TtyLines {
    fn show(&self, text: &str) -> io::Result<()> {
        if self.tty.echoes() {
            self.tty.term.write_str(text)?;
        }
        Ok(())
    }

    fn end(&self) -> io::Result<()> {
        self.show("\n")
    }

    /// Takes back the end of what was typed.
    fn erase(&self, text: &mut String, from: usize) -> io::Result<()> {
        let gone = text.split_off(from);
        self.show(&"\u{8} \u{8}".repeat(measure_text_width(&gone)))
    }
}

impl Lines for TtyLines {
    fn line(&mut self, several: bool) -> io::Result<Line> {
        let mut text = String::new();
        loop {
            let pasted = match self.tty.next(None)? {
                Event::Key(Key::Enter) => {
                    self.end()?;
                    return Ok(Line::Typed(text));
                }
                Event::Key(Key::Backspace) => {
                    let last = text.char_indices().next_back();
                    self.erase(&mut text, last.map_or(0, |(at, _)| at))?;
                    continue;
                }
                Event::Key(Key::Char('\u{15}')) => {
                    self.erase(&mut text, 0)?;
                    continue;
                }
                Event::Key(Key::Char('\u{17}')) => {
                    let word = text.trim_end().rfind(' ').map_or(0, |at| at + 1);
                    self.erase(&mut text, word)?;
                    continue;
                }
                Event::Key(Key::Char(c)) if !c.is_control() => {
                    text.push(c);
                    self.show(&c.to_string())?;
                    continue;
                }
                Event::Key(_) | Event::Resized | Event::Nothing => continue,
                Event::Paste(paste) => paste,
            };
            // A line that was copied with its end is one line.
            let one = pasted.line || !several;
            let end: &[char] = if one { &['\r', '\n'] } else { &[] };
            let clean = harmless(pasted.text.trim_end_matches(end), true);
            self.show(&clean)?;
            if clean.contains('\n') && !several {
                self.end()?;
                return Ok(Line::Pasted {
                    before: text,
                    text: clean,
                });
            }
            text.push_str(&clean);
            if pasted.line {
                self.end()?;
                return Ok(Line::Typed(text));
            }
        }
    }
}
