//! The page of one question, and what its keys do.

use std::ops::Range;

use console::{Key, truncate_str};

use super::frame::{Canvas, Frame};
use crate::cli::terminal::window;
use crate::survey::{Action, QuestionView, Said, words};

/// The height that pages keep where there is room, so that the keys stay where they are.
const CALM: usize = 24;

/// One question on the screen.
pub(super) struct Page<'v> {
    view: &'v QuestionView,
    entries: Vec<Entry>,
    /// The entry that the arrows have reached; none before they were used.
    pointer: Option<usize>,
    /// The first row of the sentences shown, where there are more than fit.
    from: usize,
    notice: Option<String>,
    /// What was pasted here, for a note if the person wants one.
    pasted: Option<String>,
    /// What was just said, drawn before it is saved.
    said: Said,
}

/// Something that can be chosen.
struct Entry {
    key: char,
    label: String,
    said: Said,
}

/// What a key led to.
pub(super) enum Pressed {
    /// The page looks different now.
    Draw,
    /// The question is done with.
    Do(Action),
    /// The person wants to write a note, perhaps of what was pasted.
    Note(Option<String>),
    /// The person wants to see the keys.
    Help,
    /// The person leaves.
    Leave,
}

impl<'v> Page<'v> {
    pub(super) fn new(view: &'v QuestionView) -> Self {
        let entry = |key, label: &str, said| Entry {
            key,
            label: label.to_owned(),
            said,
        };
        let mut entries: Vec<Entry> = view
            .options
            .iter()
            .enumerate()
            .map(|(place, label)| entry(digit(place), label, Said::Option(place)))
            .collect();
        entries.push(entry('d', words::CHOICE_DONT_KNOW, Said::DontKnow));
        if view.not_applicable {
            entries.push(entry('a', words::CHOICE_NOT_APPLICABLE, Said::NotApplicable));
        }
        entries.push(entry('s', words::CHOICE_SKIP, Said::Skipped));
        let pointer = entries.iter().position(|entry| entry.said == view.said);
        Self {
            view,
            entries,
            pointer,
            from: 0,
            notice: view.notice.clone(),
            pasted: None,
            said: view.said,
        }
    }

    /// Text came where a key was asked for: it is no answer, and may become a note.
    pub(super) fn pasted(&mut self, text: &str) {
        // A slow line delivers a paste in parts.
        let pasted = self.pasted.get_or_insert_default();
        pasted.push_str(text);
        self.notice = Some(words::looks_like_a_paste(pasted, words::NOTE_BY_N));
    }

    /// What a key does here.
    pub(super) fn press(&mut self, key: &Key) -> Pressed {
        self.notice = None;
        let pasted = self.pasted.take();
        let action = match key {
            Key::Char(c @ '1'..='9') => {
                let place = usize::from(*c as u8 - b'1');
                if place >= self.view.options.len() {
                    return self.told(words::no_such_sentence(self.view.options.len()));
                }
                return self.choose(place);
            }
            Key::Char('d') => return self.say(Said::DontKnow),
            Key::Char('a') if self.view.not_applicable => return self.say(Said::NotApplicable),
            Key::Char('a') => Action::NotApplicable,
            Key::Char('s') => return self.say(Said::Skipped),
            Key::Enter | Key::Char(' ') => match self.pointer {
                Some(pointer) => return self.choose(pointer),
                None => return self.told(words::CHOOSE_FIRST.to_owned()),
            },
            Key::ArrowDown => return self.move_to(self.pointer.map_or(0, |at| at + 1)),
            Key::ArrowUp => {
                let last = self.entries.len() - 1;
                return self.move_to(self.pointer.map_or(last, |at| at.checked_sub(1).unwrap_or(last)));
            }
            Key::Home => return self.move_to(0),
            Key::End => return self.move_to(self.entries.len() - 1),
            Key::PageDown => {
                self.from = self.from.saturating_add(4);
                return Pressed::Draw;
            }
            Key::PageUp => {
                self.from = self.from.saturating_sub(4);
                return Pressed::Draw;
            }
            Key::Char('b') | Key::ArrowLeft | Key::Backspace => Action::Back,
            Key::ArrowRight => Action::Forward,
            Key::Char('u') => Action::Undo,
            Key::Char('r') => Action::Review,
            Key::Char('n') => return Pressed::Note(pasted),
            Key::Char('?' | 'h') => return Pressed::Help,
            Key::Char('q') => return Pressed::Leave,
            Key::Char('\u{1a}') => return self.told(words::NO_SUSPENDING.to_owned()),
            Key::Char(c) if c.is_uppercase() => return self.told(words::CAPITALS.to_owned()),
            Key::Char(_) | Key::Tab => return self.told(words::UNKNOWN_KEY.to_owned()),
            _ => return Pressed::Draw,
        };
        Pressed::Do(action)
    }

    fn told(&mut self, notice: String) -> Pressed {
        self.notice = Some(notice);
        Pressed::Draw
    }

    fn move_to(&mut self, entry: usize) -> Pressed {
        self.pointer = Some(if entry < self.entries.len() { entry } else { 0 });
        Pressed::Draw
    }

    fn say(&mut self, said: Said) -> Pressed {
        match self.entries.iter().position(|entry| entry.said == said) {
            Some(entry) => self.choose(entry),
            None => Pressed::Draw,
        }
    }

    fn choose(&mut self, entry: usize) -> Pressed {
        self.pointer = Some(entry);
        self.said = self.entries[entry].said;
        Pressed::Do(match self.said {
            Said::Option(place) => Action::Choose(place),
            Said::DontKnow => Action::DontKnow,
            Said::NotApplicable => Action::NotApplicable,
            Said::Open | Said::Skipped => Action::Skip,
        })
    }

    /// The page as it fits: first with room to breathe, then closer and closer, at last with the
    /// sentences in a window that follows the arrows.
    pub(super) fn frame(&mut self, canvas: &Canvas<'_>) -> Frame {
        for tightness in 0..=3 {
            let parts = self.parts(canvas, tightness);
            if parts.height() <= canvas.height {
                return parts.whole(canvas.height.min(CALM));
            }
        }
        let parts = self.parts(canvas, 3);
        let keep = parts.pointed(self.pointer);
        let room = canvas.height.saturating_sub(parts.foot.len() + 1).max(1);
        self.from = window(parts.body.len(), room, keep, self.from);
        parts.part(self.from, room, canvas)
    }

    fn parts(&self, canvas: &Canvas<'_>, tightness: usize) -> Parts {
        let view = self.view;
        let airy = tightness < 2;
        let mut body = Vec::new();
        let progress = words::question_of(view.number, view.of);
        let left = words::time_left(view.left);
        let progress = if left.is_empty() {
            progress
        } else {
            format!("{progress} · {left}")
        };
        let dimension = format!(" {}", canvas.strong(&view.dimension));
        if tightness < 3 {
            body.extend(canvas.apart(&dimension, &format!(" {}", Canvas::dim(&progress))));
            body.push(canvas.bar(view.number.saturating_sub(1), view.of));
        } else {
            body.push(canvas.cut(&format!(" {}", Canvas::dim(&progress))));
        }
        if let Some(about) = view.about.as_ref().filter(|_| tightness < 1) {
            body.extend(canvas.wrapped(" ", about, Canvas::dim));
        }
        if airy {
            body.push(String::new());
        }
        let prefix = format!(" {} ", canvas.theme.prompt_prefix);
        let question = body.len();
        body.extend(canvas.wrapped(&prefix, &view.text, |text| canvas.strong(text)));
        if let Some(help) = &view.help {
            body.extend(canvas.wrapped("   ", help, Canvas::dim));
        }
        if tightness < 3 {
            body.push(String::new());
        }
        let mut entries = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if airy && at == view.options.len() {
                body.push(String::new());
            }
            let begin = body.len();
            body.extend(self.entry(canvas, at, entry));
            entries.push(begin..body.len());
        }
        let pointed: Option<&Range<usize>> = self.pointer.and_then(|pointer| entries.get(pointer));
        Parts {
            cursor: pointed.map_or(question, |rows| rows.start),
            body,
            entries,
            foot: self.foot(canvas, tightness),
        }
    }

    fn entry(&self, canvas: &Canvas<'_>, at: usize, entry: &Entry) -> Vec<String> {
        let theme = canvas.theme;
        let active = self.pointer == Some(at);
        let chosen = entry.said == self.said;
        let arrow = if active {
            &theme.active_item_prefix
        } else {
            &theme.inactive_item_prefix
        };
        let mark = if chosen {
            theme.success_prefix.to_string()
        } else {
            " ".to_owned()
        };
        let style = if active {
            &theme.active_item_style
        } else {
            &theme.inactive_item_style
        };
        let key = style.clone().bold().apply_to(entry.key);
        canvas.wrapped(&format!(" {arrow}{mark} {key}  "), &entry.label, |text| {
            style.apply_to(text).to_string()
        })
    }

    fn foot(&self, canvas: &Canvas<'_>, tightness: usize) -> Vec<String> {
        let mut foot = Vec::new();
        if tightness < 2 {
            foot.push(String::new());
        }
        if let Some(note) = &self.view.note {
            let note: String = note.chars().take(canvas.width).collect();
            let note = note.replace('\n', " ");
            foot.push(canvas.cut(&format!(" {} {note}", Canvas::dim("Note:"))));
        }
        if let Some(notice) = &self.notice {
            foot.extend(canvas.notice(notice));
        } else if let Some(last) = &self.view.last {
            let number = last
                .number
                .map_or_else(String::new, |number| format!("{number} "));
            let taken = Canvas::dim(words::UNDO_HINT);
            let said = format!(
                " {} {number}{}: {}",
                canvas.theme.success_prefix, last.name, last.said
            );
            let room = canvas
                .width
                .min(97)
                .saturating_sub(console::measure_text_width(words::UNDO_HINT) + 3);
            foot.push(format!("{}  {taken}", truncate_str(&said, room, "…")));
        }
        let keys = [words::QUESTION_KEYS, words::QUESTION_KEYS_SHORT];
        let fits = |keys: &&&str| console::measure_text_width(keys) + 2 < canvas.width;
        let keys = keys.iter().find(fits).unwrap_or(&words::QUESTION_KEYS_SHORT);
        foot.push(canvas.cut(&format!(" {}", Canvas::dim(keys))));
        foot
    }
}

/// The key of a sentence; from the tenth on the arrows must do.
fn digit(place: usize) -> char {
    u32::try_from(place + 1)
        .ok()
        .and_then(|number| char::from_digit(number, 10))
        .unwrap_or(' ')
}

/// A page before it is fitted to the window.
struct Parts {
    body: Vec<String>,
    /// The rows of each entry.
    entries: Vec<Range<usize>>,
    foot: Vec<String>,
    /// The row where the cursor rests: at what the arrows have reached, else at the question.
    cursor: usize,
}

impl Parts {
    fn height(&self) -> usize {
        self.body.len() + self.foot.len()
    }

    /// The rows of the entry pointed at, or of the question.
    fn pointed(&self, pointer: Option<usize>) -> Range<usize> {
        let entry = pointer.and_then(|pointer| self.entries.get(pointer));
        entry.cloned().unwrap_or(0..1)
    }

    /// Everything, with the foot at the bottom of `height` rows.
    fn whole(mut self, height: usize) -> Frame {
        let missing = height.saturating_sub(self.height());
        let cursor = self.cursor;
        self.body.extend(std::iter::repeat_n(String::new(), missing));
        self.body.extend(self.foot);
        Frame {
            rows: self.body,
            cursor: (cursor, 1),
        }
    }

    /// As many rows from `from` on as there is room for, then a row that says so, then the foot.
    fn part(self, from: usize, room: usize, canvas: &Canvas<'_>) -> Frame {
        let more = match (from > 0, from + room < self.body.len()) {
            (true, true) => words::MORE_BOTH,
            (true, false) => words::MORE_ABOVE,
            (false, true) => words::MORE_BELOW,
            (false, false) => "",
        };
        let cursor = self.cursor.saturating_sub(from);
        let mut rows: Vec<String> = self.body.into_iter().skip(from).take(room).collect();
        rows.push(canvas.cut(&format!(" {}", Canvas::dim(more))));
        rows.extend(self.foot);
        Frame {
            rows,
            cursor: (cursor, 1),
        }
    }
}
