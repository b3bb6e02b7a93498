//! The table of all that was said, to look over, to jump, to hand in.

use console::{Key, measure_text_width, pad_str, truncate_str};

use super::frame::{Canvas, Frame, window};
use crate::survey::{ReviewAction, ReviewView, words};

/// The table on the screen.
pub(super) struct Table<'v> {
    view: &'v ReviewView,
    /// The row pointed at; one past the last is handing in.
    pointer: usize,
    from: usize,
    /// Digits typed so far.
    number: String,
    notice: Option<String>,
    /// Whether handing in with questions open was announced.
    warned: bool,
}

/// What a key led to.
pub(super) enum Pressed {
    /// The page looks different now.
    Draw,
    /// The table is done with.
    Do(ReviewAction),
    /// The person wants to see the keys.
    Help,
    /// The person leaves.
    Leave,
}

impl<'v> Table<'v> {
    pub(super) fn new(view: &'v ReviewView) -> Self {
        let done = view.rows.len();
        Self {
            view,
            pointer: if view.open == 0 {
                done
            } else {
                view.at.unwrap_or(0)
            },
            from: 0,
            number: String::new(),
            notice: view.notice.clone(),
            warned: false,
        }
    }

    /// What a key does here.
    pub(super) fn press(&mut self, key: &Key, page: usize) -> Pressed {
        self.notice = None;
        let last = self.view.rows.len();
        let typed = std::mem::take(&mut self.number);
        match key {
            Key::Char(c) if c.is_ascii_digit() => {
                self.number = if typed.len() < 4 {
                    format!("{typed}{c}")
                } else {
                    c.to_string()
                };
                let number = self.number.parse::<usize>().ok();
                let row = self
                    .view
                    .rows
                    .iter()
                    .position(|row| row.number.is_some() && row.number == number);
                match row {
                    Some(row) => self.pointer = row,
                    None => {
                        self.number.clear();
                        self.notice = Some(words::NO_SUCH_QUESTION.to_owned());
                    }
                }
            }
            Key::ArrowDown | Key::Tab => {
                self.pointer = if self.pointer >= last { 0 } else { self.pointer + 1 }
            }
            Key::ArrowUp | Key::BackTab => self.pointer = self.pointer.checked_sub(1).unwrap_or(last),
            Key::PageDown => self.pointer = (self.pointer + page).min(last),
            Key::PageUp => self.pointer = self.pointer.saturating_sub(page),
            Key::Home => self.pointer = 0,
            Key::End => self.pointer = last,
            Key::Enter | Key::Char(' ') | Key::ArrowRight if self.pointer < last => {
                return Pressed::Do(ReviewAction::Row(self.pointer));
            }
            Key::Enter | Key::Char(' ') => {
                if self.view.open > 0 && self.view.ready && !self.warned {
                    self.warned = true;
                    self.notice = Some(words::still_open(self.view.open));
                    return Pressed::Draw;
                }
                return Pressed::Do(ReviewAction::HandIn);
            }
            Key::Char('b' | 'r') | Key::ArrowLeft | Key::Backspace | Key::Escape => {
                return Pressed::Do(ReviewAction::Back);
            }
            Key::Char('?') => return Pressed::Help,
            Key::Char('q') => return Pressed::Leave,
            Key::Char(c) if c.is_uppercase() => self.notice = Some(words::CAPITALS.to_owned()),
            Key::Char(_) => self.notice = Some(words::UNKNOWN_KEY.to_owned()),
            _ => {}
        }
        self.warned = false;
        Pressed::Draw
    }

    /// The table in the window, around the row pointed at.
    pub(super) fn frame(&mut self, canvas: &Canvas<'_>) -> Frame {
        let head = self.head(canvas);
        let foot = self.foot(canvas);
        let mut body = Vec::new();
        let mut at_pointer = 0..1;
        let mut group = "";
        let width = self.name_width(canvas);
        for (index, row) in self.view.rows.iter().enumerate() {
            let begin = body.len();
            if row.group != group {
                group = &row.group;
                body.push(canvas.cut(&format!(" {}", Canvas::dim(group))));
            }
            body.push(self.row(canvas, index, width));
            if index == self.pointer {
                at_pointer = begin..body.len();
            }
        }
        let begin = body.len();
        body.push(String::new());
        body.push(self.hand_in(canvas));
        if self.pointer >= self.view.rows.len() {
            at_pointer = begin..body.len();
        }
        let room = canvas.height.saturating_sub(head.len() + foot.len()).max(1);
        let cursor = at_pointer.end - 1;
        self.from = window(body.len(), room, at_pointer, self.from);
        let above = head.len();
        let mut rows = head;
        rows.extend(body.into_iter().skip(self.from).take(room));
        rows.extend(foot);
        Frame {
            rows,
            cursor: (above + cursor.saturating_sub(self.from), 1),
        }
    }

    fn head(&self, canvas: &Canvas<'_>) -> Vec<String> {
        let mut counts = vec![format!("{} answered", self.view.answered)];
        if self.view.skipped > 0 {
            counts.push(format!("{} skipped", self.view.skipped));
        }
        if self.view.open > 0 {
            counts.push(format!("{} to go", self.view.open));
        }
        let mut head = canvas.apart(
            &format!(" {}", canvas.strong(words::REVIEW)),
            &format!(" {}", Canvas::dim(&counts.join(" · "))),
        );
        let of = self.view.answered + self.view.skipped + self.view.open;
        head.push(canvas.bar(of - self.view.open, of));
        head
    }

    fn foot(&self, canvas: &Canvas<'_>) -> Vec<String> {
        let mut foot = Vec::new();
        if let Some(notice) = &self.notice {
            foot.extend(canvas.notice(notice));
        }
        let keys = [words::REVIEW_KEYS, words::REVIEW_KEYS_SHORT];
        let keys = keys
            .iter()
            .find(|keys| measure_text_width(keys) + 2 < canvas.width);
        foot.push(canvas.cut(&format!(
            " {}",
            Canvas::dim(keys.unwrap_or(&words::REVIEW_KEYS_SHORT))
        )));
        foot
    }

    /// Columns for the names: as many as they need, at most two fifths of the window.
    fn name_width(&self, canvas: &Canvas<'_>) -> usize {
        let longest = self
            .view
            .rows
            .iter()
            .map(|row| measure_text_width(&row.name))
            .max();
        longest
            .unwrap_or(0)
            .min(canvas.width.saturating_sub(10) * 2 / 5)
            .max(6)
    }

    fn row(&self, canvas: &Canvas<'_>, index: usize, width: usize) -> String {
        let theme = canvas.theme;
        let row = &self.view.rows[index];
        let active = index == self.pointer;
        let (arrow, style) = if active {
            (&theme.active_item_prefix, &theme.active_item_style)
        } else {
            (&theme.inactive_item_prefix, &theme.inactive_item_style)
        };
        let mark = if row.open {
            Canvas::dim("○")
        } else {
            theme.success_prefix.to_string()
        };
        let number = row.number.map_or_else(String::new, |number| number.to_string());
        let name = truncate_str(&row.name, width, "…");
        let name = pad_str(&name, width, console::Alignment::Left, None);
        let note = if row.note { words::WITH_NOTE } else { "" };
        let said = if row.open {
            Canvas::dim(&row.said)
        } else {
            style.apply_to(&row.said).to_string()
        };
        let lead = format!(" {arrow} {number:>3} {mark} {}  ", style.apply_to(&name));
        let room = canvas
            .width
            .min(97)
            .saturating_sub(measure_text_width(&lead) + measure_text_width(note) + 1);
        canvas.cut(&format!(
            "{lead}{}{}",
            truncate_str(&said, room, "…"),
            Canvas::dim(note)
        ))
    }

    fn hand_in(&self, canvas: &Canvas<'_>) -> String {
        let theme = canvas.theme;
        let active = self.pointer >= self.view.rows.len();
        let (arrow, style) = if active {
            (&theme.active_item_prefix, &theme.active_item_style)
        } else {
            (&theme.inactive_item_prefix, &theme.inactive_item_style)
        };
        canvas.cut(&format!(
            " {arrow} {}",
            style.clone().bold().apply_to(words::HAND_IN)
        ))
    }
}
