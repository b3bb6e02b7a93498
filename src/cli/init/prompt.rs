//! How a question reaches the person: drawn on the screen, or as plain lines where there is nothing
//! to draw on (`TERM=dumb`) or somebody listens instead of looking (`ACCESSIBLE`).

use std::io::{self, IsTerminal};

use anyhow::{Context, Result, bail};
use console::{Term, measure_text_width, style, truncate_str};
use dialoguer::theme::{ColorfulTheme, Theme};

use super::words;
use crate::cli::signals::Signals;
use crate::cli::sinks;
use crate::cli::terminal::{Tty, TtyLines, confirm, pick, text, wants_lines};
use crate::escape::plain;
use crate::survey::{Line, Lines as _, line, words::LINE_BY_LINE, words::looks_like_a_paste};

/// Text is wrapped to the window, and no wider than this.
const WIDEST: usize = 80;

/// The person stopped.
#[derive(Debug)]
pub(super) struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(words::STOPPED)
    }
}

impl std::error::Error for Stopped {}

/// dialoguer's own plain theme, with a sign before what is typed.
struct Colourless;

impl Theme for Colourless {
    fn format_input_prompt(
        &self,
        f: &mut dyn std::fmt::Write,
        _prompt: &str,
        _default: Option<&str>,
    ) -> std::fmt::Result {
        f.write_str("> ")
    }
}

/// Asks one person, on stderr.
pub(super) struct Asker {
    keyboard: TtyLines,
    theme: Box<dyn Theme>,
    plain: bool,
}

impl Asker {
    /// Somebody to ask, if there is a terminal on both ends.
    pub(super) fn find() -> Result<Option<Self>> {
        if !io::stdin().is_terminal() || !sinks::err_is_terminal() {
            return Ok(None);
        }
        let coloured = sinks::err_has_colours();
        let tty = Tty::open(Signals::catch()?)?;
        Ok(Some(Self {
            keyboard: TtyLines { tty },
            theme: if coloured {
                Box::new(ColorfulTheme::default())
            } else {
                Box::new(Colourless)
            },
            plain: wants_lines(),
        }))
    }

    fn term(&self) -> &Term {
        &self.keyboard.tty.term
    }

    /// Prints text, wrapped to the window.
    pub(super) fn say(&self, text: &str) -> Result<()> {
        self.lines("", text, str::to_owned)
    }

    /// Prints what is asked: a short name with a remark, and the question in full.
    pub(super) fn question(&self, name: &str, remark: &str, ask: &str) -> Result<()> {
        self.term().write_line("")?;
        let (name, bold) = (plain(name), |text: &str| {
            style(text).for_stderr().bold().to_string()
        });
        if remark.is_empty() {
            self.lines("", &name, bold)?;
        } else if measure_text_width(&name) + 2 + measure_text_width(remark) <= self.width() {
            let remark = style(plain(remark)).for_stderr().dim();
            self.term().write_line(&format!("{}  {remark}", bold(&name)))?;
        } else {
            self.lines("", &name, bold)?;
            self.say(remark)?;
        }
        self.say(ask)
    }

    /// A text that `check` accepts; a wrong one is said to be wrong and asked for again.
    /// Enter alone means `empty`.
    pub(super) fn text<T>(&mut self, empty: &str, check: impl Fn(&str) -> Result<T, String>) -> Result<T> {
        let empty = plain(empty);
        self.lines("", &words::enter_means(&empty), |line| {
            style(line).for_stderr().dim().to_string()
        })?;
        loop {
            let typed = self.typed()?;
            let shown = plain(typed.trim());
            match check(typed.trim()) {
                Ok(value) => {
                    self.answered(if shown.is_empty() { &empty } else { &shown })?;
                    return Ok(value);
                }
                Err(why) => self.lines("✘ ", &words::wrong(&shown, &why), |line| {
                    style(line).for_stderr().red().to_string()
                })?,
            }
        }
    }

    /// One of several; Enter alone takes the marked one.
    pub(super) fn choice(&mut self, labels: &[String], marked: usize) -> Result<usize> {
        let labels: Vec<String> = labels.iter().map(|label| plain(label)).collect();
        let index = if self.plain {
            self.numbered(&labels, marked)?
        } else {
            let room = self.columns().saturating_sub(4);
            let fits = labels.iter().all(|label| measure_text_width(label) <= room);
            if !fits {
                for label in &labels {
                    self.lines("- ", label, str::to_owned)?;
                }
            }
            let items = labels
                .iter()
                .map(|label| truncate_str(label, room, "…").into_owned());
            let items: Vec<String> = items.collect();
            loop {
                let chosen = pick(&mut self.keyboard.tty, &*self.theme, &items, Some(marked));
                if let Some(index) = self.unless_stopped(chosen)? {
                    break index;
                }
            }
        };
        let label = labels.get(index).context("the list has no such item")?;
        self.answered(label)?;
        Ok(index)
    }

    /// Yes or no; Enter alone is what is marked.
    pub(super) fn yes(&mut self, ask: &str, marked: bool) -> Result<bool> {
        if self.plain {
            loop {
                self.say(&words::yes_or_no(ask, marked))?;
                match self.line(false)?.trim().to_lowercase().as_str() {
                    "" => return Ok(marked),
                    "y" | "yes" => return Ok(true),
                    "n" | "no" => return Ok(false),
                    _ => {}
                }
            }
        }
        let confirmed = confirm(&mut self.keyboard.tty, &*self.theme, &plain(ask), marked);
        self.unless_stopped(confirmed)
    }

    /// Fails if a signal came in while nothing was being asked.
    pub(super) fn still_there(&self) -> Result<()> {
        self.unless_stopped(self.keyboard.tty.go_on())
    }

    /// What was typed or pasted, in one line; the prompt is taken away again.
    fn typed(&mut self) -> Result<String> {
        if self.plain {
            return self.line(true);
        }
        let field = text(&mut self.keyboard.tty, &*self.theme, "", "");
        Ok(line(&self.unless_stopped(field)?.text()))
    }

    /// One line of input; its end stops. A paste of several is one where a text is asked for.
    fn line(&mut self, text: bool) -> Result<String> {
        loop {
            self.term().write_str("> ")?;
            let read = self.keyboard.line(text);
            match self.unless_stopped(read)? {
                Line::Typed(text) => return Ok(line(&text)),
                Line::Pasted { text, .. } => self.say(&looks_like_a_paste(&text, LINE_BY_LINE))?,
            }
        }
    }

    fn numbered(&mut self, labels: &[String], marked: usize) -> Result<usize> {
        for (number, label) in (1..).zip(labels) {
            self.lines(&format!("{number} "), label, str::to_owned)?;
        }
        if let Some(label) = labels.get(marked) {
            self.say(&words::number_or_enter(label))?;
        }
        loop {
            let typed = self.line(false)?;
            match typed.trim() {
                "" => return Ok(marked),
                typed => match typed.parse::<usize>() {
                    Ok(number) if (1..=labels.len()).contains(&number) => return Ok(number - 1),
                    _ => self.say(&words::no_such_number(labels.len()))?,
                },
            }
        }
    }

    fn answered(&self, what: &str) -> Result<()> {
        self.lines("✔ ", what, |line| style(line).for_stderr().green().to_string())
    }

    /// Prints text after `mark`, wrapped, its later lines under the first.
    fn lines(&self, mark: &str, text: &str, paint: impl Fn(&str) -> String) -> Result<()> {
        let indent = " ".repeat(measure_text_width(mark));
        let options = textwrap::Options::new(self.width())
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .initial_indent(mark)
            .subsequent_indent(&indent);
        for line in textwrap::wrap(&plain(text), options) {
            self.term().write_line(&paint(&line))?;
        }
        Ok(())
    }

    /// Columns of the window.
    fn columns(&self) -> usize {
        usize::from(self.term().size().1).max(8)
    }

    /// Columns of text.
    fn width(&self) -> usize {
        self.columns().min(WIDEST)
    }

    fn unless_stopped<T>(&self, result: io::Result<T>) -> Result<T> {
        if let Err(error) = &result
            && matches!(
                error.kind(),
                io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof
            )
        {
            self.term().write_line("")?;
            bail!(Stopped);
        }
        Ok(result?)
    }
}
