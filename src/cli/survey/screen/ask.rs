//! What dialoguer can ask, asked by dialoguer: choices from a list, texts, the editor.

use console::Key;
use dialoguer::{Editor, Input, Select};

use super::super::tty::Event;
use super::Screen;
use super::frame::{Canvas, Frame};
use crate::survey::{AttributeReply, AttributeView, Halt, QuestionView, Welcome, shown, words};

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
                _ => {}
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
        // dialoguer leaves rows behind where an item is wider than the window.
        let room = self.tty.size().1.saturating_sub(4).max(8);
        let items: Vec<String> = items
            .iter()
            .map(|item| console::truncate_str(item, room, "…").into_owned())
            .collect();
        let mut select = Select::with_theme(&self.theme).items(&items).report(false);
        if let Some(preset) = preset {
            select = select.default(preset);
        }
        let chosen = select.interact_on_opt(&self.tty.term);
        let chosen = self.unless_stopped(chosen)?;
        if let Some(item) = chosen.and_then(|chosen| items.get(chosen)) {
            let answer = format!(
                "{} {}",
                self.theme.success_prefix,
                self.theme.values_style.apply_to(item)
            );
            self.tty.term.write_line(&answer)?;
        }
        Ok(chosen)
    }

    /// What a prompt of dialoguer returned, or why there is nothing.
    fn unless_stopped<T>(&mut self, result: dialoguer::Result<T>) -> Result<T, Halt> {
        let dialoguer::Error::IO(error) = match result {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let _ = self.tty.term.show_cursor();
        if self.tty.signals.stopped() {
            return Err(Halt::Interrupted);
        }
        Err(error.into())
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
        let mut input = Input::<String>::with_theme(&self.theme)
            .with_prompt(console::truncate_str(&view.name, 20, "…"))
            .allow_empty(true);
        if let Some(text) = &view.text {
            input = input.with_initial_text(text);
        }
        let text = input.interact_text_on(&self.tty.term);
        let text = self.unless_stopped(text)?;
        match text.trim() {
            BACK => Ok(AttributeReply::Back),
            LEAVE => Err(Halt::Left),
            _ => Ok(AttributeReply::Text(text)),
        }
    }

    /// A remark beside the answer, from the person's editor or in a line; `None` changes nothing.
    pub(super) fn note(&mut self, view: &QuestionView) -> Result<Option<String>, Halt> {
        if let Some(editor) = editor() {
            self.tty.restore();
            let note = Editor::new()
                .executable(editor)
                .extension(".txt")
                .edit(view.note.as_deref().unwrap_or_default());
            self.tty.resume()?;
            // Ctrl-C in the editor was meant for the editor.
            self.tty.signals.forget();
            if let Ok(note) = note {
                return Ok(note);
            }
        }
        self.draw(|canvas| {
            let prefix = format!(" {} ", canvas.theme.prompt_prefix);
            let mut rows = canvas.wrapped(&prefix, &view.text, |text| canvas.strong(text));
            rows.extend(canvas.wrapped("   ", words::NOTE_KEYS, Canvas::dim));
            rows.push(String::new());
            let cursor = (rows.len(), 0);
            Frame { rows, cursor }
        })?;
        let before = shown(view.note.as_deref().unwrap_or_default());
        let note = Input::<String>::with_theme(&self.theme)
            .with_prompt(words::NOTE)
            .allow_empty(true)
            .report(false)
            .with_initial_text(&before)
            .interact_text_on(&self.tty.term);
        let note = self.unless_stopped(note)?;
        Ok((note.trim() != before).then_some(note))
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
