//! What is said on stderr: diagnostics with their place, as text or as JSON lines.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::escape::plain;
use crate::json;
use crate::printout::{Manner, Printout, Role};
use crate::source::{Excerpt, Place};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{Common, DiagnosticForm, sinks};

/// Speaks to the user.
#[derive(Debug)]
pub(crate) struct Talk {
    quiet: bool,
    form: DiagnosticForm,
}

const fn role_of(severity: Severity) -> Role {
    match severity {
        Severity::Error => Role::Bad,
        Severity::Warning => Role::Caution,
        Severity::Note => Role::First,
    }
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
    pub(crate) const fn new(common: &Common) -> Self {
        Self {
            quiet: common.quiet,
            form: common.diagnostics,
        }
    }

    /// Something the person waits for, in one line or several, unless quiet.
    pub(crate) fn say(&self, message: &str) {
        if !self.quiet && self.form == DiagnosticForm::Text {
            sinks::err(&Printout::of(Manner::Text, format!("{message}\n")));
        }
    }

    /// A remark, unless quiet.
    pub(crate) fn note(&self, message: &str) {
        if !self.quiet {
            self.placeless(Severity::Note, message);
        }
    }

    /// A warning without a place, unless quiet.
    pub(crate) fn warn(&self, message: &str) {
        if !self.quiet {
            self.placeless(Severity::Warning, message);
        }
    }

    /// An error without a place.
    pub(crate) fn error(&self, message: &str) {
        self.placeless(Severity::Error, message);
    }

    /// An error in several lines, of which every word is ours.
    pub(crate) fn advise(&self, advice: &'static str) {
        sinks::err(&match self.form {
            DiagnosticForm::Json => json_line(&Line::of(Severity::Error, advice)),
            DiagnosticForm::Text => in_a_word(Severity::Error, advice),
        });
    }

    /// Something without a code and a place.
    fn placeless(&self, severity: Severity, message: &str) {
        sinks::err(&match self.form {
            DiagnosticForm::Json => json_line(&Line::of(severity, message)),
            DiagnosticForm::Text => in_a_word(severity, &plain(message)),
        });
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
        for diagnostic in diagnostics.iter() {
            if self.quiet && diagnostic.code.severity != Severity::Error {
                continue;
            }
            sinks::err(&match self.form {
                DiagnosticForm::Json => json_line(&Line::from(diagnostic)),
                DiagnosticForm::Text => text(diagnostic),
            });
        }
        let beyond = diagnostics.beyond();
        if self.form == DiagnosticForm::Json {
            if beyond > 0 {
                let message = format!("{beyond} more of these are not listed");
                sinks::err(&json_line(&Line::of(Severity::Note, &message)));
            }
            return;
        }
        let mut out = Printout::new(Manner::Text);
        if beyond > 0 {
            out.push(&format!("… and {beyond} more of these\n"));
        }
        let errors = diagnostics.errors();
        if errors > 0 {
            let noun = if errors == 1 { "error" } else { "errors" };
            out.paint(Role::Strong, &format!("{errors} {noun}{ending}"));
            out.push("\n");
        }
        sinks::err(&out);
    }
}

impl<'a> Line<'a> {
    /// A message without a code and a place.
    const fn of(severity: Severity, message: &'a str) -> Self {
        Self {
            code: None,
            severity,
            message,
            file: None,
            line: None,
            column: None,
            pointer: None,
            found: None,
            allowed: None,
            help: None,
        }
    }
}

impl<'a> From<&'a Diagnostic> for Line<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        Self {
            code: Some(diagnostic.code.id),
            file: place.map(|place| place.file.as_str()),
            line: place.and_then(|place| place.line),
            column: place.and_then(|place| place.column),
            pointer: place.and_then(|place| place.pointer.as_deref()),
            found: diagnostic.found.as_deref(),
            allowed: diagnostic.allowed.as_deref(),
            help: diagnostic.help.as_deref(),
            ..Self::of(diagnostic.code.severity, &diagnostic.message)
        }
    }
}

fn json_line(line: &Line<'_>) -> Printout {
    Printout::of(Manner::Json, json::line(line) + "\n")
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
    sinks::err(&json_line(&Line {
        help: tip.as_deref(),
        ..Line::of(Severity::Error, message)
    }));
}

/// A message under its severity; a note without.
fn in_a_word(severity: Severity, message: &str) -> Printout {
    let mut out = Printout::new(Manner::Text);
    match severity {
        Severity::Note => out.paint(Role::Quiet, message),
        Severity::Warning | Severity::Error => {
            out.paint(role_of(severity), &severity.to_string());
            out.paint(Role::Strong, &format!(": {message}"));
        }
    }
    out.push("\n");
    out
}

/// In the manner of compilers: title, place, excerpt with the mark, then what helps.
fn text(diagnostic: &Diagnostic) -> Printout {
    let mut out = Printout::new(Manner::Text);
    let severity = diagnostic.code.severity;
    out.paint(role_of(severity), &format!("{severity}[{}]", diagnostic.code.id));
    out.paint(Role::Strong, &format!(": {}", plain(&diagnostic.message)));
    out.push("\n");
    let number = diagnostic.place.as_ref().and_then(|place| place.line);
    let number = number.map_or_else(String::new, |line| line.to_string());
    let margin = number.len().max(1);
    if let Some(place) = &diagnostic.place {
        self::place(&mut out, place, margin);
        if let Some(excerpt) = &place.excerpt
            && !excerpt.text.trim().is_empty()
        {
            self::excerpt(&mut out, excerpt, &number, role_of(severity));
        }
    }
    for (name, text) in [
        ("found", &diagnostic.found),
        ("allowed", &diagnostic.allowed),
        ("help", &diagnostic.help),
    ] {
        if let Some(text) = text {
            out.push(&" ".repeat(margin + 1));
            out.paint(Role::Quiet, "=");
            out.push(&format!(" {name}: {}\n", plain(text)));
        }
    }
    out.push("\n");
    out
}

/// Where it is.
fn place(out: &mut Printout, place: &Place, margin: usize) {
    out.push(&" ".repeat(margin));
    out.paint(Role::Quiet, "-->");
    out.push(&format!(" {}", plain(&place.to_string())));
    if let Some(pointer) = place.pointer.as_ref().filter(|pointer| !pointer.is_empty()) {
        out.push("  ");
        out.paint(Role::Quiet, &plain(pointer));
    }
    out.push("\n");
}

/// The line, and under it a mark at what is meant.
fn excerpt(out: &mut Printout, excerpt: &Excerpt, number: &str, mark: Role) {
    let margin = number.len().max(1);
    let cut = |from, count| {
        let part: String = excerpt.text.chars().skip(from).take(count).collect();
        plain(&part)
    };
    let before = cut(0, excerpt.mark_start).width();
    let width = cut(excerpt.mark_start, excerpt.mark_width).width().max(1);
    out.paint(Role::Quiet, &format!("{:margin$} |", ""));
    out.push("\n");
    out.paint(Role::Quiet, &format!("{number:>margin$} |"));
    out.push(&format!(" {}\n", plain(&excerpt.text)));
    out.paint(Role::Quiet, &format!("{:margin$} |", ""));
    out.push(&" ".repeat(before + 1));
    out.paint(mark, &"^".repeat(width));
    out.push("\n");
}
