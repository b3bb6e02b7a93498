//! The table of all that was said, to look over, to jump, to hand in.

use console::{Key, measure_text_width, pad_str, truncate_str};

use super::frame::{Canvas, Frame};
use crate::cli::terminal::window;
use crate::survey::{ReviewAction, ReviewView, words};

/// The table on the screen.
pub(super) struct Table<'v> {
    view: &'v ReviewView,
    /// The row pointed at; one past the last is handing in.
    pointer: usize,
    from: usize,
    /// Columns of the longest name.
    longest: usize,
    /// Digits typed so far.
    number: String,
    notice: Option<String>,
    /// Whether handing in with questions open was announced.
    warned: bool,
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
enum Line {
    /// The heading of the group that this row begins.
    Group(usize),
    Row(usize),
    Blank,
    HandIn,
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
        let names = view.rows.iter().map(|row| measure_text_width(&row.name));
        Self {
            view,
            pointer: if view.open == 0 {
                done
            } else {
                view.at.unwrap_or(0)
            },
            from: 0,
            longest: names.max().unwrap_or(0),
            number: String::new(),
            notice: view.notice.clone(),
            warned: false,
        }
    }

    /// Text came where a key was asked for.
    pub(super) fn pasted(&mut self, text: &str) {
        self.notice = Some(words::looks_like_a_paste(text, words::KEY_BY_KEY));
        self.number.clear();
        self.warned = false;
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

    /// The table in the window, around the row pointed at. Only what is seen is drawn.
    pub(super) fn frame(&mut self, canvas: &Canvas<'_>) -> Frame {
        let head = self.head(canvas);
        let foot = self.foot(canvas);
        let mut lines = Vec::with_capacity(self.view.rows.len() + 16);
        let mut at_pointer = 0..1;
        let mut group = "";
        for (index, row) in self.view.rows.iter().enumerate() {
            let begin = lines.len();
            if row.group != group {
                group = &row.group;
                lines.push(Line::Group(index));
            }
            lines.push(Line::Row(index));
            if index == self.pointer {
                at_pointer = begin..lines.len();
            }
        }
        lines.extend([Line::Blank, Line::HandIn]);
        if self.pointer >= self.view.rows.len() {
            at_pointer = lines.len() - 2..lines.len();
        }
        let room = canvas.height.saturating_sub(head.len() + foot.len()).max(1);
        let cursor = at_pointer.end - 1;
        self.from = window(lines.len(), room, at_pointer, self.from);
        let above = head.len();
        let mut rows = head;
        let seen = lines.iter().skip(self.from).take(room);
        rows.extend(seen.map(|line| match *line {
            Line::Group(index) => canvas.cut(&format!(" {}", Canvas::dim(&self.view.rows[index].group))),
            Line::Row(index) => self.row(canvas, index),
            Line::Blank => String::new(),
            Line::HandIn => self.hand_in(canvas),
        }));
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
        self.longest.min(canvas.width.saturating_sub(10) * 2 / 5).max(6)
    }

    fn row(&self, canvas: &Canvas<'_>, index: usize) -> String {
        let width = self.name_width(canvas);
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

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use dialoguer::theme::ColorfulTheme;

    use super::*;
    use crate::survey::{ReviewRow, Spot};

    #[test]
    fn a_table_of_any_length_is_drawn_within_a_frame() {
        let rows = (0..20_000).map(|index| ReviewRow {
            spot: Spot::Question(index),
            group: format!("Dimension {}", index / 100),
            number: Some(index + 1),
            name: format!("Question {index}"),
            said: "A sentence of the usual length, as packs have them.".to_owned(),
            open: false,
            note: false,
        });
        let view = ReviewView {
            rows: rows.collect(),
            at: None,
            answered: 20_000,
            skipped: 0,
            open: 0,
            ready: true,
            notice: None,
        };
        let mut table = Table::new(&view);
        let theme = ColorfulTheme::default();
        let canvas = Canvas {
            width: 80,
            height: 24,
            theme: &theme,
        };
        let mut times: Vec<Duration> = (0..9)
            .map(|_| {
                let begin = Instant::now();
                table.press(&Key::ArrowUp, 10);
                let frame = table.frame(&canvas);
                assert_eq!(frame.rows.len(), 24);
                begin.elapsed()
            })
            .collect();
        times.sort();
        assert!(times[4] < Duration::from_millis(16), "{times:?}");
    }
}
