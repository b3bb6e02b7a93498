//! A prompter of lines: no redrawing, everything numbered, every answer a word or a number. For
//! screen readers, for pipes, for terminals that cannot do more.

use std::io::{self, BufRead, Write};

use super::engine::{Action, AttributeReply, Halt, Prompter, ReviewAction};
use super::view::{AttributeView, QuestionView, ReviewView, Welcome};
use super::{Said, line, words};

/// Where lines come from.
pub trait Lines {
    /// The next line, without its end. With `several` a pasted text is part of it however many
    /// lines it has.
    ///
    /// # Errors
    /// There is no more ([`io::ErrorKind::UnexpectedEof`]), or it cannot be read.
    fn line(&mut self, several: bool) -> io::Result<Line>;
}

/// What came as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Somebody typed it, or a program wrote it.
    Typed(String),
    /// Several lines came at once, where one was asked for.
    Pasted {
        /// What was typed before.
        before: String,
        /// What was pasted.
        text: String,
    },
}

/// Lines of a file or a pipe: each is one, however fast they come.
#[derive(Debug)]
pub struct Piped<R>(pub R);

impl<R: BufRead> Lines for Piped<R> {
    fn line(&mut self, _: bool) -> io::Result<Line> {
        let mut bytes = Vec::new();
        if self.0.read_until(b'\n', &mut bytes)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Line::Typed(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// Asks in lines.
#[derive(Debug)]
pub struct Plain<L, W> {
    input: L,
    output: W,
    width: Option<usize>,
    echo: bool,
    /// The heading shown last.
    group: String,
    /// What was shown last, so that it is not read out twice.
    shown: Option<usize>,
}

/// What somebody typed.
struct Typed {
    /// All of it.
    whole: String,
    /// Its first word, in small letters.
    word: String,
    /// What follows the first word.
    rest: String,
}

impl Typed {
    /// A line, cleaned of what could act.
    fn new(text: &str) -> Self {
        let text = line(text);
        let (word, rest) = text.split_once(' ').unwrap_or((&text, ""));
        Self {
            word: word.to_lowercase(),
            rest: rest.trim().to_owned(),
            whole: text,
        }
    }

    /// Whether this begins a note.
    fn is_note(&self) -> bool {
        matches!(self.word.as_str(), "n" | "note")
    }
}

impl<L: Lines, W: Write> Plain<L, W> {
    /// Reads from `input`, writes to `output`. Lines are wrapped to `width` columns, if any. With
    /// `echo` what was read is written as well, for input that nobody sees being typed.
    pub const fn new(input: L, output: W, width: Option<usize>, echo: bool) -> Self {
        Self {
            input,
            output,
            width,
            echo,
            group: String::new(),
            shown: None,
        }
    }

    fn say(&mut self, text: &str) -> Result<(), Halt> {
        self.indented(text, "")
    }

    /// Writes a paragraph whose further lines begin under the text after `lead`.
    fn indented(&mut self, text: &str, lead: &str) -> Result<(), Halt> {
        let whole = format!("{lead}{text}");
        let Some(width) = self.width else {
            writeln!(self.output, "{whole}")?;
            return Ok(());
        };
        let indent = " ".repeat(lead.len().min(width / 3));
        let options = textwrap::Options::new(width.max(20))
            .subsequent_indent(&indent)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for part in textwrap::wrap(&whole, options) {
            writeln!(self.output, "{part}")?;
        }
        Ok(())
    }

    fn blank(&mut self) -> Result<(), Halt> {
        writeln!(self.output)?;
        Ok(())
    }

    fn notice(&mut self, notice: Option<&String>) -> Result<(), Halt> {
        notice.map_or(Ok(()), |notice| self.say(notice))
    }

    /// Reads what comes next.
    fn read(&mut self, prompt: &str, several: bool) -> Result<Line, Halt> {
        write!(self.output, "{prompt}> ")?;
        self.output.flush()?;
        let read = self.input.line(several);
        match &read {
            Ok(Line::Typed(text)) if self.echo => writeln!(self.output, "{}", line(text))?,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => self.blank()?,
            _ => {}
        }
        Ok(read?)
    }

    /// Reads a text of any number of lines.
    fn text(&mut self, prompt: &str) -> Result<String, Halt> {
        match self.read(prompt, true)? {
            Line::Typed(text) => Ok(text),
            Line::Pasted { before, text } => Ok(before + &text),
        }
    }

    /// Reads a number or a word; several lines at once are neither.
    fn typed(&mut self) -> Result<Typed, Halt> {
        loop {
            match self.read("", false)? {
                Line::Typed(text) => return Ok(Typed::new(&text)),
                Line::Pasted { text, .. } => {
                    self.say(&words::looks_like_a_paste(&text, words::LINE_BY_LINE))?;
                }
            }
        }
    }

    fn numbered(&mut self, items: &[String]) -> Result<(), Halt> {
        for (number, item) in (1..).zip(items) {
            self.indented(item, &format!("{number}. "))?;
        }
        Ok(())
    }

    fn help(&mut self) -> Result<(), Halt> {
        self.say("You can type:")?;
        for (word, meaning) in words::PLAIN_WORDS {
            self.indented(meaning, &format!("  {word}: "))?;
        }
        Ok(())
    }

    fn show_question(&mut self, view: &QuestionView) -> Result<(), Halt> {
        self.blank()?;
        if self.group != view.dimension {
            self.group.clone_from(&view.dimension);
            self.say(&view.dimension)?;
            if let Some(about) = &view.about {
                self.say(about)?;
            }
            self.blank()?;
        }
        let progress = words::question_of(view.number, view.of);
        let left = words::time_left(view.left);
        let progress = if left.is_empty() {
            progress
        } else {
            format!("{progress}, {left}")
        };
        self.say(&format!("Q{}", progress.trim_start_matches('q')))?;
        self.say(&view.text)?;
        if let Some(help) = &view.help {
            self.say(help)?;
        }
        self.numbered(&view.options)?;
        let now = match view.said {
            Said::Open => None,
            Said::Option(place) => view
                .options
                .get(place)
                .map(|option| format!("{}. {option}", place + 1)),
            Said::DontKnow => Some(words::DONT_KNOW.to_owned()),
            Said::NotApplicable => Some(words::NOT_APPLICABLE.to_owned()),
            Said::Skipped => Some(words::SKIPPED.to_owned()),
        };
        if let Some(now) = now {
            self.say(&format!("So far: {now}"))?;
        }
        if let Some(note) = &view.note {
            self.say(&format!("Note: {}", line(note)))?;
        }
        Ok(())
    }

    /// Says what was understood, so that a wrong key is noticed.
    fn understood(&mut self, what: &str) -> Result<(), Halt> {
        self.say(&format!("You said: {what}"))
    }

    /// The action that was typed; `None` when it was answered on the spot.
    fn action(&mut self, view: &QuestionView, typed: Typed) -> Result<Option<Action>, Halt> {
        if let Some(place) = chosen(&typed, &view.options) {
            if let Some(option) = view.options.get(place) {
                self.understood(&format!("{}. {option}", place + 1))?;
            }
            return Ok(Some(Action::Choose(place)));
        }
        Ok(Some(match typed.word.as_str() {
            "d" | "know" | "dont-know" | "don't" | "don’t" | "dont" => {
                self.understood(words::DONT_KNOW)?;
                Action::DontKnow
            }
            "a" | "apply" | "na" | "n/a" | "not-applicable" => {
                if view.not_applicable {
                    self.understood(words::NOT_APPLICABLE)?;
                }
                Action::NotApplicable
            }
            "s" | "skip" => {
                self.understood(words::SKIPPED)?;
                Action::Skip
            }
            _ if typed.is_note() => {
                let text = if typed.rest.is_empty() {
                    self.text("note")?
                } else {
                    typed.rest
                };
                Action::Note(if text.trim() == "-" { String::new() } else { text })
            }
            "u" | "undo" => Action::Undo,
            "b" | "back" => Action::Back,
            "f" | "forward" => Action::Forward,
            "r" | "review" => Action::Review,
            "q" | "quit" => return Err(Halt::Left),
            "l" | "list" => {
                self.show_question(view)?;
                return Ok(None);
            }
            "?" | "h" | "help" => {
                self.help()?;
                return Ok(None);
            }
            "" => return Ok(None),
            _ => {
                let last = view.options.len();
                self.say(&format!(
                    "That is no answer here. Type a number from 1 to {last}, or ? for help."
                ))?;
                return Ok(None);
            }
        }))
    }

    fn show_review(&mut self, view: &ReviewView) -> Result<(), Halt> {
        self.blank()?;
        self.say("Your answers so far:")?;
        let mut group = "";
        for row in &view.rows {
            if row.group != group {
                group = &row.group;
                self.say(group)?;
            }
            let note = if row.note { " (with a note)" } else { "" };
            let lead = row
                .number
                .map_or_else(|| "   ".to_owned(), |number| format!("{number:2}. "));
            self.indented(&format!("{}: {}{note}", row.name, row.said), &lead)?;
        }
        let mut counts = vec![format!("{} answered", view.answered)];
        if view.skipped > 0 {
            counts.push(format!("{} skipped", view.skipped));
        }
        if view.open > 0 {
            counts.push(format!("{} not answered yet", view.open));
        }
        self.say(&format!("{}.", counts.join(", ")))
    }
}

/// The option that was typed, by number or by its sentence.
fn chosen(typed: &Typed, options: &[String]) -> Option<usize> {
    if typed.rest.is_empty()
        && let Ok(number) = typed.word.trim_end_matches('.').parse::<usize>()
    {
        return Some(number.wrapping_sub(1));
    }
    let whole = typed.whole.to_lowercase();
    options.iter().position(|option| option.to_lowercase() == whole)
}

impl<L: Lines, W: Write> Prompter for Plain<L, W> {
    fn welcome(&mut self, welcome: &Welcome) -> Result<(), Halt> {
        self.say(&welcome.title)?;
        self.blank()?;
        for paragraph in &welcome.promise {
            self.say(paragraph)?;
        }
        self.blank()?;
        self.say(&welcome.about)?;
        self.blank()?;
        self.say(&format!(
            "{}, {}. {}",
            words::questions(welcome.questions),
            words::about(welcome.time),
            words::LEAVING
        ))?;
        self.say("Type a number or a word and press Enter; ? lists the words.")?;
        self.blank()
    }

    fn pick(&mut self, ask: &str, items: &[String], preset: usize) -> Result<usize, Halt> {
        self.say(ask)?;
        self.numbered(items)?;
        loop {
            let typed = self.typed()?;
            match chosen(&typed, items) {
                Some(place) if place < items.len() => return Ok(place),
                _ if typed.word.is_empty() => return Ok(preset),
                _ if matches!(typed.word.as_str(), "q" | "quit") => return Err(Halt::Left),
                _ => self.say(&words::no_such_sentence(items.len()))?,
            }
        }
    }

    fn attribute(&mut self, view: &AttributeView) -> Result<AttributeReply, Halt> {
        self.shown = None;
        self.notice(view.notice.as_ref())?;
        self.say(&view.ask)?;
        self.numbered(&view.choices)?;
        let now = view.chosen.and_then(|chosen| view.choices.get(chosen));
        if let Some(now) = now.or(view.text.as_ref()) {
            self.say(&format!("So far: {now} (Enter keeps it)"))?;
        }
        loop {
            let typed = if view.choices.is_empty() {
                Typed::new(&self.text("")?)
            } else {
                self.typed()?
            };
            if let Some(place) = chosen(&typed, &view.choices)
                && !view.choices.is_empty()
            {
                if let Some(choice) = view.choices.get(place) {
                    self.understood(choice)?;
                    return Ok(AttributeReply::Choice(place));
                }
                self.say(&words::no_such_sentence(view.choices.len()))?;
                continue;
            }
            match (typed.word.as_str(), typed.rest.is_empty()) {
                ("q" | "quit", true) => return Err(Halt::Left),
                ("b" | "back", true) => return Ok(AttributeReply::Back),
                ("?", true) => self.say("Type an answer; b goes back, q saves and leaves.")?,
                ("", _) if view.choices.is_empty() => {
                    return Ok(AttributeReply::Text(view.text.clone().unwrap_or_default()));
                }
                ("-", true) if view.choices.is_empty() => return Ok(AttributeReply::Text(String::new())),
                ("", _) => {
                    if let Some(chosen) = view.chosen {
                        return Ok(AttributeReply::Choice(chosen));
                    }
                }
                _ if view.choices.is_empty() => {
                    return Ok(AttributeReply::Text(typed.whole));
                }
                _ => self.say(&words::no_such_sentence(view.choices.len()))?,
            }
        }
    }

    fn question(&mut self, view: &QuestionView) -> Result<Action, Halt> {
        self.notice(view.notice.as_ref())?;
        if self.shown != Some(view.number) || view.notice.is_none() {
            self.show_question(view)?;
            self.shown = Some(view.number);
        }
        let mut pasted = None;
        loop {
            let typed = match self.read("", false)? {
                Line::Typed(text) => Typed::new(&text),
                Line::Pasted { before, text } => {
                    let before = Typed::new(&before);
                    if before.is_note() {
                        return Ok(Action::Note(format!("{} {text}", before.rest)));
                    }
                    self.say(&words::looks_like_a_paste(&text, words::NOTE_BY_N))?;
                    pasted = Some(text);
                    continue;
                }
            };
            if let Some(text) = pasted.take_if(|_| typed.is_note() && typed.rest.is_empty()) {
                return Ok(Action::Note(super::joined(view.note.as_deref(), &text)));
            }
            if let Some(action) = self.action(view, typed)? {
                return Ok(action);
            }
        }
    }

    fn review(&mut self, view: &ReviewView) -> Result<ReviewAction, Halt> {
        self.shown = None;
        self.group.clear();
        match &view.notice {
            Some(notice) => self.say(notice)?,
            None => self.show_review(view)?,
        }
        self.say(
            "Type submit to hand in, a number to change that answer, b to go back, q to save and leave.",
        )?;
        loop {
            let typed = self.typed()?;
            let number = typed.word.trim_end_matches('.').parse::<usize>().ok();
            let row = view.rows.iter().position(|row| {
                row.number.is_some() && row.number == number
                    || row.number.is_none() && row.name.to_lowercase() == typed.word
            });
            match (typed.word.as_str(), row) {
                (_, Some(row)) => return Ok(ReviewAction::Row(row)),
                ("submit", _) if view.open > 0 => {
                    self.say(&format!(
                        "{} not answered yet. Type submit again to hand in anyway, or b to go back.",
                        words::questions(view.open)
                    ))?;
                    if self.typed()?.word == "submit" {
                        return Ok(ReviewAction::HandIn);
                    }
                    return Ok(ReviewAction::Back);
                }
                ("submit", _) => return Ok(ReviewAction::HandIn),
                ("b" | "back", _) => return Ok(ReviewAction::Back),
                ("q" | "quit", _) => return Err(Halt::Left),
                ("l" | "list" | "r" | "review", _) => self.show_review(view)?,
                ("", _) => {}
                _ => self.say("Type submit, the number of a question, b or q.")?,
            }
        }
    }
}
