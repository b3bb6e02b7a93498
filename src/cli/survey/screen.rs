//! The prompter of the terminal: one page for each question, lines for what stays.

mod ask;
mod frame;
mod question;
mod review;

use std::io;
use std::time::{Duration, Instant};

use console::Key;
use dialoguer::theme::ColorfulTheme;

use crate::cli::terminal::{Event, Tty, window};
use crate::survey::{
    Action, AttributeReply, AttributeView, Halt, Prompter, QuestionView, ReviewAction, ReviewView, Welcome,
    words,
};
use frame::{Canvas, Frame};

/// How long a choice stays to be seen before the next question comes. The same key within this
/// time counts once: it is a bounce, or a key held down.
const DWELL: Duration = Duration::from_millis(120);

/// Asks on the screen.
pub(super) struct Screen {
    pub(super) tty: Tty,
    theme: ColorfulTheme,
    /// The choice that is still to be seen, and since when.
    chosen: Option<(Key, Instant)>,
}

impl Screen {
    pub(super) fn new(tty: Tty) -> Self {
        Self {
            tty,
            theme: ColorfulTheme::default(),
            chosen: None,
        }
    }

    /// Draws what `compose` makes for the window as it is.
    fn draw(&mut self, compose: impl FnOnce(&Canvas<'_>) -> Frame) -> io::Result<()> {
        self.tty.pages()?;
        let (height, width) = self.tty.size();
        let canvas = Canvas {
            width,
            height,
            theme: &self.theme,
        };
        compose(&canvas).draw(&self.tty.term, width, height)
    }

    /// Leaves the choice on the screen for a moment; anything else that is done ends it.
    fn dwell(&mut self) -> Result<(), Halt> {
        while let Some((key, since)) = self.chosen.take() {
            let left = DWELL.saturating_sub(since.elapsed());
            if left.is_zero() {
                return Ok(());
            }
            match self.tty.next(Some(left))? {
                event if is_held(&event, &key) => self.chosen = Some((key, Instant::now())),
                event @ (Event::Key(_) | Event::Paste(_)) => {
                    self.tty.put_back(event);
                    return Ok(());
                }
                Event::Resized => self.chosen = Some((key, since)),
                Event::Nothing => return Ok(()),
            }
        }
        Ok(())
    }

    /// Shows what each key does until any other than those that move is pressed.
    fn help(&mut self) -> Result<(), Halt> {
        let mut from = 0;
        let mut notice = None;
        loop {
            self.draw(|canvas| help(canvas, &mut from, notice.as_deref()))?;
            match self.tty.next(None)? {
                Event::Key(Key::ArrowDown | Key::PageDown) => from += 3,
                Event::Key(Key::ArrowUp | Key::PageUp) => from = from.saturating_sub(3),
                Event::Key(_) => return Ok(()),
                Event::Paste(paste) => {
                    notice = Some(words::looks_like_a_paste(&paste.text, words::KEY_BY_KEY));
                }
                Event::Resized | Event::Nothing => {}
            }
        }
    }
}

/// Whether this is the same key again. Held down while the program saves, it comes many times at once.
fn is_held(event: &Event, key: &Key) -> bool {
    match (event, key) {
        (Event::Key(pressed), _) => pressed == key,
        (Event::Paste(paste), Key::Char(held)) => paste.text.chars().all(|c| c == *held),
        (Event::Paste(paste), Key::Enter) => paste.text.chars().all(|c| c == '\r'),
        _ => false,
    }
}

/// The page of keys, from one of its rows on.
fn help(canvas: &Canvas<'_>, from: &mut usize, notice: Option<&str>) -> Frame {
    let mut body = Vec::new();
    let width = words::KEYS
        .iter()
        .map(|(key, _)| console::measure_text_width(key))
        .max();
    let width = width.unwrap_or(0);
    for (key, meaning) in words::KEYS {
        let key = console::pad_str(key, width, console::Alignment::Left, None);
        body.extend(canvas.wrapped(&format!("  {}  ", canvas.strong(&key)), meaning, str::to_owned));
    }
    let notice = notice.map(|notice| canvas.notice(notice)).unwrap_or_default();
    let room = canvas.height.saturating_sub(2 + notice.len()).max(1);
    *from = window(body.len(), room, *from..*from + 1, *from);
    let leave = if body.len() > room {
        words::KEYS_LEAVE_OR_MOVE
    } else {
        words::KEYS_LEAVE
    };
    let mut rows = vec![canvas.cut(&format!(" {}", canvas.strong(words::KEYS_TITLE)))];
    rows.extend(body.into_iter().skip(*from).take(room));
    rows.extend(notice);
    rows.push(canvas.cut(&format!(" {}", Canvas::dim(leave))));
    Frame { rows, cursor: (0, 1) }
}

impl Prompter for Screen {
    fn welcome(&mut self, welcome: &Welcome) -> Result<(), Halt> {
        self.say_welcome(welcome)
    }

    fn pick(&mut self, ask: &str, items: &[String], preset: usize) -> Result<usize, Halt> {
        self.pick_one(ask, items, Some(preset))?.ok_or(Halt::Left)
    }

    fn attribute(&mut self, view: &AttributeView) -> Result<AttributeReply, Halt> {
        self.chosen = None;
        self.ask_attribute(view)
    }

    fn question(&mut self, view: &QuestionView) -> Result<Action, Halt> {
        self.dwell()?;
        let mut page = question::Page::new(view);
        loop {
            self.draw(|canvas| page.frame(canvas))?;
            let key = match self.tty.next(None)? {
                Event::Key(key) => key,
                Event::Paste(paste) => {
                    page.pasted(&paste.text);
                    continue;
                }
                Event::Resized | Event::Nothing => continue,
            };
            match page.press(&key) {
                question::Pressed::Draw => {}
                question::Pressed::Do(action) => {
                    // The choice is drawn before it is saved.
                    self.draw(|canvas| page.frame(canvas))?;
                    if !matches!(
                        action,
                        Action::Back | Action::Forward | Action::Undo | Action::Review
                    ) {
                        self.chosen = Some((key, Instant::now()));
                    }
                    return Ok(action);
                }
                question::Pressed::Note(pasted) => match self.note(view, pasted)? {
                    Some(note) => return Ok(Action::Note(note)),
                    None => self.tty.pages()?,
                },
                question::Pressed::Help => self.help()?,
                question::Pressed::Leave => return Err(Halt::Left),
            }
        }
    }

    fn review(&mut self, view: &ReviewView) -> Result<ReviewAction, Halt> {
        self.dwell()?;
        let mut table = review::Table::new(view);
        loop {
            self.draw(|canvas| table.frame(canvas))?;
            let key = match self.tty.next(None)? {
                Event::Key(key) => key,
                Event::Paste(paste) => {
                    table.pasted(&paste.text);
                    continue;
                }
                Event::Resized | Event::Nothing => continue,
            };
            let page = self.tty.size().0.saturating_sub(6).max(1);
            match table.press(&key, page) {
                review::Pressed::Draw => {}
                review::Pressed::Do(action) => return Ok(action),
                review::Pressed::Help => self.help()?,
                review::Pressed::Leave => return Err(Halt::Left),
            }
        }
    }
}
