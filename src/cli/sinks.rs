//! Standard output and standard error: the only place that writes to them. What it takes is a
//! [`Printout`], so that nothing goes there that was not made harmless on the way.

use std::io::{self, IsTerminal, Write};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use console::Term;

use crate::printout::{Manner, Printout, Role};

/// Decides once for the whole run whether anything is coloured.
pub(crate) fn open(choice: clap::ColorChoice) {
    let choice = match choice {
        clap::ColorChoice::Always => ColorChoice::Always,
        clap::ColorChoice::Never => ColorChoice::Never,
        clap::ColorChoice::Auto => ColorChoice::Auto,
    };
    choice.write_global();
    console::set_colors_enabled_stderr(err_has_colours());
}

/// Writes a result to standard output.
pub(crate) fn out(printout: &Printout) -> io::Result<()> {
    let coloured = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    write(io::stdout().lock(), coloured, printout)
}

/// Writes talk to standard error. That it cannot be written changes nothing about what is done.
pub(crate) fn err(printout: &Printout) {
    let _ = write(io::stderr().lock(), err_has_colours(), printout);
}

fn write(
    stream: impl RawStream + anstream::stream::AsLockedWrite,
    coloured: bool,
    printout: &Printout,
) -> io::Result<()> {
    if coloured {
        // Old terminals of Windows know no escape sequences.
        let mut stream = AutoStream::always(stream);
        stream.write_all(printout.coloured().as_bytes())?;
        return stream.flush();
    }
    let mut stream = stream;
    stream.write_all(printout.plain().as_bytes())?;
    stream.flush()
}

/// Whether talk is coloured.
pub(crate) fn err_has_colours() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Whether a terminal shows standard output.
pub(crate) fn out_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether a terminal shows standard error.
pub(crate) fn err_is_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Columns of the terminal that standard output is.
pub(crate) fn out_columns() -> Option<usize> {
    let size = Term::stdout().size_checked();
    size.map(|(_, columns)| usize::from(columns))
}

/// Columns of the terminal that standard error is.
pub(crate) fn err_columns() -> Option<usize> {
    err_is_terminal().then(|| usize::from(Term::stderr().size().1))
}

/// The terminal for prompts, which draw with escape sequences of their own. Every text that they
/// show is made harmless where they get it: [`crate::survey::shown`], [`crate::escape::plain`].
pub(crate) fn prompts() -> Term {
    Term::stderr()
}

/// Standard error for who asks in lines: each is made harmless when it is complete or flushed.
#[derive(Debug, Default)]
pub(crate) struct ErrLines {
    written: Vec<u8>,
    /// Whether something of the line stands on the terminal already.
    begun: bool,
}

impl ErrLines {
    fn hand_over(&mut self) -> io::Result<()> {
        if self.written.is_empty() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&self.written).into_owned();
        let (begun, ended) = (self.begun, text.ends_with('\n'));
        self.begun = !ended;
        self.written.clear();
        let printout = Printout::of(Manner::Text, text);
        let text = if begun {
            printout.going_on()
        } else {
            printout.plain()
        };
        let mut stream = io::stderr().lock();
        stream.write_all(text.as_bytes())?;
        stream.flush()
    }
}

impl Write for ErrLines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.extend_from_slice(bytes);
        if bytes.ends_with(b"\n") {
            self.hand_over()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hand_over()
    }
}

/// What clap has to say: help, or why it takes the arguments for wrong. Arguments come from
/// scripts, too, and may hold anything.
pub(crate) fn of_clap(mut error: clap::Error) -> Printout {
    use clap::error::ContextValue;
    let clean = |text: &str| crate::escape::plain(text);
    let context: Vec<_> = error
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) => Some((kind, ContextValue::String(clean(text)))),
            ContextValue::Strings(texts) => {
                let texts = texts.iter().map(|text| clean(text)).collect();
                Some((kind, ContextValue::Strings(texts)))
            }
            _ => None,
        })
        .collect();
    for (kind, value) in context {
        error.insert(kind, value);
    }
    of_ansi(&error.render().ansi().to_string())
}

/// Text with the few styles that clap uses, each as the role nearest to it. Any other escape
/// sequence stays text, and so becomes visible.
fn of_ansi(text: &str) -> Printout {
    let mut printout = Printout::new(Manner::Text);
    let mut role = Role::Plain;
    for (index, part) in text.split("\u{1b}[").enumerate() {
        let (codes, rest) = part.split_once('m').unwrap_or((part, ""));
        let is_style = index > 0 && codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
        if !is_style {
            if index > 0 {
                printout.push("\u{1b}[");
            }
            printout.paint(role, part);
            continue;
        }
        // Styles are set one code after the other.
        role = match (codes, role) {
            ("31", _) => Role::Bad,
            ("32", _) => Role::Good,
            ("33", _) => Role::Caution,
            ("1", Role::Plain) => Role::Strong,
            ("4", Role::Strong) => Role::Heading,
            ("1" | "4", role) => role,
            _ => Role::Plain,
        };
        printout.paint(role, rest);
    }
    printout
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clap_prints_keeps_its_styles_and_nothing_else() {
        let text = "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m a \u{1b}[2J\u{1b}]52;x\u{7}\n  ::error::\u{1b}[1m\u{1b}[4mUsage:\u{1b}[0m";
        let printout = of_ansi(text);
        assert_eq!(
            printout.plain(),
            "error: a \\u{001B}[2J\\u{001B}]52;x\\u{0007}\n  \\u{003A}:error::Usage:"
        );
        assert_eq!(
            printout.coloured(),
            "\u{1b}[1;31merror:\u{1b}[0m a \\u{001B}[2J\\u{001B}]52;x\\u{0007}\n  \\u{003A}:error::\u{1b}[1;4mUsage:\u{1b}[0m"
        );
    }
}
