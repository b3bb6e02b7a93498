//! What is said on stderr: diagnostics with their place, as text or as JSON lines.

use std::io::Write;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::report::escape::{self, Log};
use clap::ColorChoice;
use serde::Serialize;

use super::{Common, DiagnosticForm};

/// Speaks to the user.
#[derive(Debug)]
pub(crate) struct Talk {
    quiet: bool,
    form: DiagnosticForm,
    color: ColorChoice,
}

const BOLD: anstyle::Style = anstyle::Style::new().bold();
const DIM: anstyle::Style = anstyle::Style::new().dimmed();

const fn color_of(severity: Severity) -> anstyle::Style {
    let color = match severity {
        Severity::Error => anstyle::AnsiColor::Red,
        Severity::Warning => anstyle::AnsiColor::Yellow,
        Severity::Note => anstyle::AnsiColor::Cyan,
    };
    anstyle::Style::new()
        .bold()
        .fg_color(Some(anstyle::Color::Ansi(color)))
}

/// A diagnostic as one JSON line; what has no place and no code of its own has the same fields.
#[derive(Serialize)]
struct Line<'a> {
    code: Option<&'a str>,
    severity: Severity,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    pointer: Option<&'a str>,
    found: Option<&'a str>,
    allowed: Option<&'a str>,
    help: Option<&'a str>,
}

impl Talk {
    /// As the common options ask.
    pub(crate) fn new(common: &Common) -> Self {
        Self {
            quiet: common.quiet,
            form: common.diagnostics,
            color: common.color_choice(),
        }
    }

    /// Whether a result on stdout is coloured.
    pub(crate) fn colors_stdout(&self) -> bool {
        let choice = match self.color {
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
            ColorChoice::Auto => anstream::AutoStream::choice(&std::io::stdout()),
        };
        !matches!(choice, anstream::ColorChoice::Never)
    }

    /// Whether talk on stderr is coloured.
    pub(crate) fn colors_stderr(&self) -> bool {
        let choice = match self.color {
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
            ColorChoice::Auto => anstream::AutoStream::choice(&std::io::stderr()),
        };
        !matches!(choice, anstream::ColorChoice::Never)
    }

    fn stderr(&self) -> anstream::AutoStream<std::io::Stderr> {
        let choice = match self.color {
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
            ColorChoice::Auto => anstream::ColorChoice::Auto,
        };
        anstream::AutoStream::new(std::io::stderr(), choice)
    }

    /// Something the person waits for, unless quiet.
    pub(crate) fn say(&self, message: &str) {
        if !self.quiet && self.form == DiagnosticForm::Text {
            let _ = writeln!(self.stderr(), "{}", harmless(message));
        }
    }

    /// A remark, unless quiet.
    pub(crate) fn note(&self, message: &str) {
        if self.quiet {
            return;
        }
        if self.form == DiagnosticForm::Json {
            let _ = writeln!(self.stderr(), "{}", placeless(Severity::Note, message));
            return;
        }
        let _ = writeln!(self.stderr(), "{DIM}{}{DIM:#}", harmless(message));
    }

    /// A warning without a place, unless quiet.
    pub(crate) fn warn(&self, message: &str) {
        if self.quiet {
            return;
        }
        if self.form == DiagnosticForm::Json {
            let line = placeless(Severity::Warning, message);
            let _ = writeln!(self.stderr(), "{line}");
            return;
        }
        let yellow = color_of(Severity::Warning);
        let _ = writeln!(
            self.stderr(),
            "{yellow}warning{yellow:#}{BOLD}: {message}{BOLD:#}"
        );
    }

    /// An error without a place.
    pub(crate) fn error(&self, message: &str) {
        if self.form == DiagnosticForm::Json {
            let line = placeless(Severity::Error, message);
            let _ = writeln!(self.stderr(), "{line}");
            return;
        }
        let red = color_of(Severity::Error);
        let message = harmless(message);
        let _ = writeln!(self.stderr(), "{red}error{red:#}{BOLD}: {message}{BOLD:#}");
    }

    /// Everything found, for which nothing is written; notes and warnings only if not quiet.
    pub(crate) fn diagnostics(&self, diagnostics: &Diagnostics) {
        self.listed(diagnostics, "; nothing was written");
    }

    /// The same of a command whose result is what it finds.
    pub(crate) fn findings(&self, diagnostics: &Diagnostics) {
        self.listed(diagnostics, "");
    }

    fn listed(&self, diagnostics: &Diagnostics, ending: &str) {
        let mut out = self.stderr();
        for diagnostic in diagnostics.iter() {
            if self.quiet && diagnostic.code.severity != Severity::Error {
                continue;
            }
            let text = match self.form {
                DiagnosticForm::Json => escape::log(&json_line(diagnostic), Log::Json),
                DiagnosticForm::Text => harmless(&text(diagnostic)),
            };
            if out.write_all(text.as_bytes()).is_err() {
                return;
            }
        }
        let beyond = diagnostics.beyond();
        if self.form == DiagnosticForm::Json && beyond > 0 {
            let message = format!("{beyond} more of these are not listed");
            let _ = writeln!(out, "{}", placeless(Severity::Note, &message));
        }
        if self.form == DiagnosticForm::Text {
            if beyond > 0 {
                let _ = writeln!(out, "… and {beyond} more of these");
            }
            let errors = diagnostics.errors();
            if errors > 0 {
                let noun = if errors == 1 { "error" } else { "errors" };
                let _ = writeln!(out, "{BOLD}{errors} {noun}{ending}{BOLD:#}");
            }
        }
    }
}

/// A text that a runner, which reads this from a log, takes for no command.
fn harmless(text: &str) -> String {
    escape::log(text, Log::Visible)
}

fn json_line(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref();
    let line = Line {
        code: Some(diagnostic.code.id),
        severity: diagnostic.code.severity,
        message: &diagnostic.message,
        file: place.map(|place| place.file.as_str()),
        line: place.and_then(|place| place.line),
        column: place.and_then(|place| place.column),
        pointer: place.and_then(|place| place.pointer.as_deref()),
        found: diagnostic.found.as_deref(),
        allowed: diagnostic.allowed.as_deref(),
        help: diagnostic.help.as_deref(),
    };
    line.json() + "\n"
}

impl Line<'_> {
    fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A message without a code and a place as one JSON line.
fn placeless(severity: Severity, message: &str) -> String {
    advised(severity, message, None)
}

/// The same, with what helps.
fn advised(severity: Severity, message: &str, help: Option<&str>) -> String {
    let line = Line {
        code: None,
        severity,
        message,
        file: None,
        line: None,
        column: None,
        pointer: None,
        found: None,
        allowed: None,
        help,
    };
    escape::log(&line.json(), Log::Json)
}

/// Says on stderr what the arguments were refused for, as a JSON line.
pub(super) fn refused(error: &clap::Error) {
    let text = error.render().to_string();
    // What follows them tells how to go on at a prompt.
    let mut paragraphs = text.split("\n\n").map(|paragraph| {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        words.join(" ")
    });
    let fault = paragraphs.next().unwrap_or_default();
    let tip = paragraphs.find_map(|paragraph| paragraph.strip_prefix("tip: ").map(str::to_owned));
    let message = fault.strip_prefix("error: ").unwrap_or(&fault);
    let line = advised(Severity::Error, message, tip.as_deref());
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// In the manner of compilers: title, place, excerpt with the mark, then what helps.
fn text(diagnostic: &Diagnostic) -> String {
    let style = color_of(diagnostic.code.severity);
    let severity = diagnostic.code.severity;
    let clean = |text: &str| crate::report::escape::terminal(text, false);
    let mut lines = vec![format!(
        "{style}{severity}[{}]{style:#}{BOLD}: {}{BOLD:#}",
        diagnostic.code.id,
        clean(&diagnostic.message)
    )];
    let mut margin = 1;
    if let Some(place) = &diagnostic.place {
        let number = place.line.map_or_else(String::new, |line| line.to_string());
        margin = number.len().max(1);
        let pointer = match &place.pointer {
            Some(pointer) if !pointer.is_empty() => format!("  {DIM}{}{DIM:#}", clean(pointer)),
            _ => String::new(),
        };
        lines.push(format!(
            "{:margin$}{DIM}-->{DIM:#} {}{pointer}",
            "",
            clean(&place.to_string())
        ));
        if let Some(excerpt) = &place.excerpt
            && !excerpt.text.trim().is_empty()
        {
            let before: String = excerpt.text.chars().take(excerpt.mark_start).collect();
            let before = unicode_width::UnicodeWidthStr::width(before.as_str());
            let marked: String = excerpt
                .text
                .chars()
                .skip(excerpt.mark_start)
                .take(excerpt.mark_width)
                .collect();
            let width = unicode_width::UnicodeWidthStr::width(marked.as_str()).max(1);
            lines.push(format!("{DIM}{:margin$} |{DIM:#}", ""));
            lines.push(format!(
                "{DIM}{number:>margin$} |{DIM:#} {}",
                clean(&excerpt.text)
            ));
            lines.push(format!(
                "{DIM}{:margin$} |{DIM:#} {:before$}{style}{}{style:#}",
                "",
                "",
                "^".repeat(width)
            ));
        }
    }
    let mut remark = |name: &str, text: &Option<String>| {
        if let Some(text) = text {
            lines.push(format!("{:margin$} {DIM}={DIM:#} {name}: {}", "", clean(text)));
        }
    };
    remark("found", &diagnostic.found);
    remark("allowed", &diagnostic.allowed);
    remark("help", &diagnostic.help);
    lines.join("\n") + "\n\n"
}
