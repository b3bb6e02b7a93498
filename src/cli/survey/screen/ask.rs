//! What stays on the ordinary screen: the promise, choices from a list, texts; and notes.

use console::Key;
use dialoguer::Editor;
use dialoguer::theme::Theme as _;

use super::Screen;
use super::frame::{Canvas, Frame};
use crate::cli::terminal::{Event, Field, Typed, pick, text};
use crate::survey::{AttributeReply, AttributeView, Halt, QuestionView, Welcome, joined, paragraph, words};

/// Typed instead of a text: go back.
const BACK: &str = ":b";
/// Typed instead of a text: save and leave.
const LEAVE: &str = ":q";

/// How loud a line is.
#[derive(Debug, Clone, Copy)]
enum Tone {
    Plain,
    Strong,
    Dim,
}

impl Screen {
    /// Writes `text` in lines that stay, wrapped to the window.
    fn write(&mut self, text: &str, tone: Tone) -> Result<(), Halt> {
        self.tty.lines()?;
        let (height, width) = self.tty.size();
        let canvas = Canvas {
            width,
            height,
            theme: &self.theme,
        };
        let rows = canvas.wrapped("", text, |part| match tone {
            Tone::Plain => part.to_owned(),
            Tone::Strong => canvas.strong(part),
            Tone::Dim => Canvas::dim(part),
        });
        for row in rows {
            self.tty.term.write_line(&row)?;
        }
        Ok(())
    }

    fn plainly(&mut self, text: &str) -> Result<(), Halt> {
        self.write(text, Tone::Plain)
    }

    pub(super) fn say_welcome(&mut self, welcome: &Welcome) -> Result<(), Halt> {
        self.write(&welcome.title, Tone::Strong)?;
        self.plainly("")?;
        for paragraph in &welcome.promise {
            self.plainly(paragraph)?;
        }
        self.plainly("")?;
        self.write(&welcome.about, Tone::Dim)?;
        self.plainly("")?;
        let length = format!(
            "{}, {}.",
            words::questions(welcome.questions),
            words::about(welcome.time)
        );
        self.plainly(&format!("{length} {}", words::LEAVING))?;
        self.write(words::BEGIN_KEYS, Tone::Dim)?;
        loop {
            match self.tty.next(None)? {
                Event::Key(Key::Enter | Key::Char(' ')) => break,
                Event::Key(Key::Char('q') | Key::Escape) => return Err(Halt::Left),
                Event::Paste(paste) => {
                    self.plainly(&words::looks_like_a_paste(&paste.text, words::KEY_BY_KEY))?;
                }
                Event::Key(_) | Event::Resized | Event::Nothing => {}
            }
        }
        self.plainly("")
    }

    /// One of a few things; `None` when the person would rather do something else.
    pub(super) fn pick_one(
        &mut self,
        ask: &str,
        items: &[String],
        preset: Option<usize>,
    ) -> Result<Option<usize>, Halt> {
        self.write(ask, Tone::Strong)?;
        self.write(words::LIST_KEYS, Tone::Dim)?;
        let chosen = pick(&mut self.tty, &self.theme, items, preset)?;
        if let Some(item) = chosen.and_then(|chosen| items.get(chosen)) {
            let room = self.tty.size().1.saturating_sub(4).max(8);
            let answer = format!(
                "{} {}",
                self.theme.success_prefix,
                self.theme
                    .values_style
                    .apply_to(console::truncate_str(item, room, "…"))
            );
            self.tty.term.write_line(&answer)?;
        }
        Ok(chosen)
    }

    pub(super) fn ask_attribute(&mut self, view: &AttributeView) -> Result<AttributeReply, Halt> {
        if let Some(notice) = &view.notice {
            self.plainly(notice)?;
        }
        if view.choices.is_empty() {
            return self.ask_text(view);
        }
        loop {
            if let Some(chosen) = self.pick_one(&view.ask, &view.choices, view.chosen)? {
                return Ok(AttributeReply::Choice(chosen));
            }
            let other = [words::GO_ON, words::GO_BACK, words::SAVE_AND_LEAVE].map(str::to_owned);
            match self.pick_one(words::WHAT_NOW, &other, Some(0))? {
                Some(1) => return Ok(AttributeReply::Back),
                Some(2) => return Err(Halt::Left),
                _ => {}
            }
        }
    }

    fn ask_text(&mut self, view: &AttributeView) -> Result<AttributeReply, Halt> {
        self.write(&view.ask, Tone::Strong)?;
        self.write(words::TEXT_KEYS, Tone::Dim)?;
        let name = console::truncate_str(&view.name, 20, "…");
        let initial = view.text.as_deref().unwrap_or_default();
        let field = text(&mut self.tty, &self.theme, &name, initial)?;
        let text = field.text();
        match text.trim() {
            BACK if !field.pasted() => return Ok(AttributeReply::Back),
            LEAVE if !field.pasted() => return Err(Halt::Left),
            _ => {}
        }
        let mut said = String::new();
        // Writing to a text cannot fail.
        let _ = self
            .theme
            .format_input_prompt_selection(&mut said, &name, text.trim());
        let room = self.tty.size().1.saturating_sub(1).max(8);
        self.tty
            .term
            .write_line(&console::truncate_str(&said, room, "…"))?;
        Ok(AttributeReply::Text(text))
    }

    /// A remark beside the answer, from the person's editor or written here, beginning with what is
    /// there and what was pasted; `None` changes nothing.
    pub(super) fn note(
        &mut self,
        view: &QuestionView,
        pasted: Option<String>,
    ) -> Result<Option<String>, Halt> {
        let before = view.note.as_deref().unwrap_or_default();
        let begin = match pasted {
            Some(pasted) => joined(view.note.as_deref(), &paragraph(&pasted)),
            None => before.to_owned(),
        };
        if let Some(editor) = editor() {
            self.tty.restore();
            let note = Editor::new().executable(editor).extension(".txt").edit(&begin);
            self.tty.take()?;
            // Ctrl-C in the editor was meant for the editor.
            self.tty.forget_signal();
            if let Ok(note) = note {
                return Ok(note);
            }
        }
        let mut field = Field::new(&begin, true);
        loop {
            self.draw(|canvas| note_page(canvas, &view.text, &field))?;
            let typed = match self.tty.next(None)? {
                Event::Key(key) => field.press(&key),
                Event::Paste(paste) => field.paste(&paste),
                Event::Resized | Event::Nothing => Typed::Draw,
            };
            match typed {
                Typed::Draw => {}
                Typed::Escape => return Ok(None),
                Typed::Done => {
                    let note = field.text();
                    return Ok((note.trim() != before).then_some(note));
                }
            }
        }
    }
}

/// The page where a note is written.
fn note_page(canvas: &Canvas<'_>, question: &str, field: &Field) -> Frame {
    let prefix = format!(" {} ", canvas.theme.prompt_prefix);
    let mut rows = canvas.wrapped(&prefix, question, |text| canvas.strong(text));
    rows.extend(canvas.wrapped("   ", words::NOTE_KEYS, Canvas::dim));
    rows.push(String::new());
    // What is written matters more than what it is about.
    rows.truncate(canvas.height.saturating_sub(1));
    let mut lead = String::new();
    // Writing to a text cannot fail.
    let _ = canvas.theme.format_input_prompt(&mut lead, words::NOTE, None);
    let above = rows.len();
    let (written, (row, column)) = field.rows(&lead, canvas.width, canvas.height.saturating_sub(above));
    rows.extend(written);
    Frame {
        rows,
        cursor: (above + row, column),
    }
}

/// The editor that the person has chosen, if any: VISUAL before EDITOR, and only one that names
/// something.
fn editor() -> Option<String> {
    ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .map(|editor| editor.trim().to_owned())
        .find(|editor| !editor.is_empty())
}
