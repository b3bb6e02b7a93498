//! How a question reaches the person: with dialoguer on a screen, or as plain lines where there
//! is nothing to draw on (`TERM=dumb`) or somebody listens instead of looking (`ACCESSIBLE`).
//!
//! dialoguer counts the rows of a prompt in bytes of one line each, so everything that may wrap is
//! printed here, above the prompt, and the prompt itself stays shorter than a row.

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result, bail};
use console::{Term, measure_text_width, style, truncate_str};
use dialoguer::theme::{ColorfulTheme, Theme};
use dialoguer::{Confirm, Input, Select};

use super::words;
use crate::cli::signals::Signals;
use crate::cli::talk::Talk;
use crate::report::escape;

/// What dialoguer puts before what is typed, in both themes.
const LEAD: usize = 2;
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
    term: Term,
    theme: Box<dyn Theme>,
    plain: bool,
    /// None where lines are read: there a signal ends the program as any other.
    signals: Option<Signals>,
}

impl Asker {
    /// Somebody to ask, if there is a terminal on both ends.
    pub(super) fn find(talk: &Talk) -> Option<Self> {
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return None;
        }
        let coloured = talk.colors_stderr();
        console::set_colors_enabled_stderr(coloured);
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let plain = set("ACCESSIBLE") || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        // Whoever exits from a handler leaves the cursor hidden half of the time. This one only
        // notes the signal: the prompt's reading breaks off and reports it.
        let signals = if plain { None } else { Signals::catch().ok() };
        Some(Self {
            term: Term::stderr(),
            theme: if coloured {
                Box::new(ColorfulTheme::default())
            } else {
                Box::new(Colourless)
            },
            plain,
            signals,
        })
    }

    /// Prints text, wrapped to the window.
    pub(super) fn say(&self, text: &str) -> Result<()> {
        self.lines("", text, str::to_owned)
    }

    /// Prints what is asked: a short name with a remark, and the question in full.
    pub(super) fn question(&self, name: &str, remark: &str, ask: &str) -> Result<()> {
        self.term.write_line("")?;
        let (name, bold) = (escape::terminal(name, false), |text: &str| {
            style(text).for_stderr().bold().to_string()
        });
        if remark.is_empty() {
            self.lines("", &name, bold)?;
        } else if measure_text_width(&name) + 2 + measure_text_width(remark) <= self.width() {
            let remark = style(remark).for_stderr().dim();
            self.term.write_line(&format!("{}  {remark}", bold(&name)))?;
        } else {
            self.lines("", &name, bold)?;
            self.say(remark)?;
        }
        self.say(ask)
    }

    /// A text that `check` accepts; a wrong one is said to be wrong and asked for again.
    /// Enter alone means `empty`.
    pub(super) fn text<T>(&self, empty: &str, check: impl Fn(&str) -> Result<T, String>) -> Result<T> {
        let empty = escape::terminal(empty, false);
        self.lines("", &words::enter_means(&empty), |line| {
            style(line).for_stderr().dim().to_string()
        })?;
        loop {
            let typed = self.typed()?;
            let shown = escape::terminal(typed.trim(), false);
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
    pub(super) fn choice(&self, labels: &[String], marked: usize) -> Result<usize> {
        let labels: Vec<String> = labels
            .iter()
            .map(|label| escape::terminal(label, false))
            .collect();
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
            let items = labels.iter().map(|label| truncate_str(label, room, "…"));
            let chosen = Select::with_theme(&*self.theme)
                .items(items)
                .default(marked)
                .report(false)
                .interact_on(&self.term);
            self.unless_stopped(chosen)?
        };
        let label = labels.get(index).context("the list has no such item")?;
        self.answered(label)?;
        Ok(index)
    }

    /// Yes or no; Enter alone is what is marked.
    pub(super) fn yes(&self, ask: &str, marked: bool) -> Result<bool> {
        if self.plain {
            loop {
                self.say(&words::yes_or_no(ask, marked))?;
                match self.line()?.trim().to_lowercase().as_str() {
                    "" => return Ok(marked),
                    "y" | "yes" => return Ok(true),
                    "n" | "no" => return Ok(false),
                    _ => {}
                }
            }
        }
        let confirmed = Confirm::with_theme(&*self.theme)
            .with_prompt(ask)
            .default(marked)
            .interact_on(&self.term);
        self.unless_stopped(confirmed)
    }

    /// Whether a signal came in while nothing was being asked.
    pub(super) fn still_there(&self) -> Result<()> {
        if self.signalled() {
            bail!(Stopped);
        }
        Ok(())
    }

    /// What was typed, the prompt taken away again.
    fn typed(&self) -> Result<String> {
        if self.plain {
            return self.line();
        }
        let typed = Input::<String>::with_theme(&*self.theme)
            .allow_empty(true)
            .report(false)
            .interact_text_on(&self.term);
        let typed = self.unless_stopped(typed)?;
        // dialoguer has emptied the row that the cursor was in, and knows of no others.
        let above = (LEAD + measure_text_width(&typed)).saturating_sub(1) / self.columns();
        self.term.clear_last_lines(above)?;
        self.term.clear_to_end_of_screen()?;
        Ok(typed)
    }

    /// One line of input; its end stops.
    fn line(&self) -> Result<String> {
        self.term.write_str("> ")?;
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line)? == 0 {
            self.term.write_line("")?;
            bail!(Stopped);
        }
        Ok(line)
    }

    fn numbered(&self, labels: &[String], marked: usize) -> Result<usize> {
        for (number, label) in (1..).zip(labels) {
            self.lines(&format!("{number} "), label, str::to_owned)?;
        }
        if let Some(label) = labels.get(marked) {
            self.say(&words::number_or_enter(label))?;
        }
        loop {
            let typed = self.line()?;
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
        for line in textwrap::wrap(text, options) {
            self.term.write_line(&paint(&line))?;
        }
        Ok(())
    }

    /// Columns of the window.
    fn columns(&self) -> usize {
        usize::from(self.term.size().1).max(8)
    }

    /// Columns of text.
    fn width(&self) -> usize {
        self.columns().min(WIDEST)
    }

    /// Whether a signal came in.
    fn signalled(&self) -> bool {
        self.signals.as_ref().is_some_and(Signals::stopped)
    }

    fn unless_stopped<T>(&self, result: dialoguer::Result<T>) -> Result<T> {
        let stopped = match &result {
            Ok(_) => self.signalled(),
            Err(dialoguer::Error::IO(error)) => error.kind() == std::io::ErrorKind::Interrupted,
        };
        if stopped || result.is_err() {
            // Lists and yes-or-no hide the cursor and forget it when they break off.
            let _ = self.term.show_cursor();
        }
        if stopped {
            self.term.write_line("")?;
            bail!(Stopped);
        }
        Ok(result?)
    }
}
