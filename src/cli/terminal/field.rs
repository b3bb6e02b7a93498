//! A text while it is written.

use console::Key;
use unicode_width::UnicodeWidthChar as _;

use super::Paste;
use crate::survey::harmless;

/// A text while it is written: of one line, or of several where they were pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Field {
    text: Vec<char>,
    /// How many characters stand before the cursor.
    cursor: usize,
    several: bool,
    pasted: bool,
}

/// What a key led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Typed {
    /// The text looks different now.
    Draw,
    /// The text is done.
    Done,
    /// The person would rather leave it as it was.
    Escape,
}

impl Field {
    /// Begins with a text. With `several` a paste keeps its line breaks.
    pub(in crate::cli) fn new(text: &str, several: bool) -> Self {
        let text: Vec<char> = text.chars().collect();
        Self {
            cursor: text.len(),
            text,
            several,
            pasted: false,
        }
    }

    /// The text.
    pub(in crate::cli) fn text(&self) -> String {
        self.text.iter().collect()
    }

    /// Whether any of it was pasted, so that no word of it is a command.
    pub(in crate::cli) const fn pasted(&self) -> bool {
        self.pasted
    }

    /// What a key does here.
    pub(in crate::cli) fn press(&mut self, key: &Key) -> Typed {
        match key {
            Key::Enter => return Typed::Done,
            Key::Escape => return Typed::Escape,
            Key::Char('\u{15}') => {
                self.text.drain(..self.cursor);
                self.cursor = 0;
            }
            Key::Char('\u{17}') => {
                let begin = self.word();
                self.text.drain(begin..self.cursor);
                self.cursor = begin;
            }
            Key::Char(c) if !c.is_control() => self.insert(&c.to_string()),
            Key::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.text.remove(self.cursor);
            }
            Key::Del if self.cursor < self.text.len() => {
                self.text.remove(self.cursor);
            }
            Key::ArrowLeft => self.cursor = self.cursor.saturating_sub(1),
            Key::ArrowRight => self.cursor = (self.cursor + 1).min(self.text.len()),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.text.len(),
            _ => {}
        }
        Typed::Draw
    }

    /// Takes what was pasted, whole: nothing in it is a key.
    pub(in crate::cli) fn paste(&mut self, paste: &Paste) -> Typed {
        self.pasted = true;
        self.insert(&harmless(&paste.text, self.several));
        if paste.line { Typed::Done } else { Typed::Draw }
    }

    fn insert(&mut self, text: &str) {
        let before = self.text.len();
        self.text.splice(self.cursor..self.cursor, text.chars());
        self.cursor += self.text.len() - before;
    }

    /// Where the word before the cursor begins.
    fn word(&self) -> usize {
        let before = &self.text[..self.cursor];
        let end = before
            .iter()
            .rposition(|c| !c.is_whitespace())
            .map_or(0, |at| at + 1);
        before[..end]
            .iter()
            .rposition(|c| c.is_whitespace())
            .map_or(0, |at| at + 1)
    }

    /// The text in rows of `width` columns, of which the first begins with `lead`; no more than
    /// `height` around the cursor, and where that is: row and column.
    pub(in crate::cli) fn rows(
        &self,
        lead: &str,
        width: usize,
        height: usize,
    ) -> (Vec<String>, (usize, usize)) {
        let mut column = console::measure_text_width(lead);
        let mut rows = vec![lead.to_owned()];
        let mut cursor = (0, column);
        for (at, character) in self.text.iter().enumerate() {
            let wide = character.width().unwrap_or(0);
            if *character == '\n' || column + wide >= width.max(4) {
                if at == self.cursor && *character == '\n' {
                    cursor = (rows.len() - 1, column);
                }
                rows.push(String::new());
                column = 0;
            }
            if *character == '\n' {
                continue;
            }
            if at == self.cursor {
                cursor = (rows.len() - 1, column);
            }
            if let Some(row) = rows.last_mut() {
                row.push(*character);
            }
            column += wide;
        }
        if self.cursor == self.text.len() {
            cursor = (rows.len() - 1, column);
        }
        let from = super::window(rows.len(), height.max(1), cursor.0..cursor.0 + 1, 0);
        rows.drain(..from);
        rows.truncate(height.max(1));
        (rows, (cursor.0 - from, cursor.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str) -> Paste {
        Paste {
            text: text.to_owned(),
            line: false,
        }
    }

    fn after(field: &mut Field, keys: &[Key]) -> String {
        for key in keys {
            assert_eq!(field.press(key), Typed::Draw);
        }
        field.text()
    }

    #[test]
    fn a_text_can_be_mended_anywhere() {
        let mut field = Field::new("leads go stale", true);
        assert_eq!(after(&mut field, &[Key::Char('\u{17}')]), "leads go ");
        assert_eq!(
            after(&mut field, &[Key::Home, Key::Del, Key::Char('L')]),
            "Leads go "
        );
        assert_eq!(
            after(&mut field, &[Key::End, Key::Backspace, Key::Char('日')]),
            "Leads go日"
        );
        assert_eq!(after(&mut field, &[Key::ArrowLeft, Key::Char('\u{15}')]), "日");
        assert_eq!(field.press(&Key::Enter), Typed::Done);
    }

    #[test]
    fn a_paste_is_text_whatever_it_holds() {
        let hostile = "a\r\nb\u{1b}[31mc\u{1b}[201~d\u{1b}]52;c;eA==\u{7}\u{3}\u{202e}\te\r";
        let mut field = Field::new("<>", true);
        field.press(&Key::ArrowLeft);
        assert_eq!(field.paste(&pasted(hostile)), Typed::Draw);
        assert_eq!(field.text(), "<a\nbcd e\n>");
        let mut field = Field::new("", false);
        field.paste(&pasted(hostile));
        field.paste(&pasted(" :q "));
        assert_eq!(field.text(), "a bcd e  :q ");
        assert!(field.pasted());
    }

    #[test]
    fn rows_fit_and_show_the_cursor() {
        let field = Field::new("ab\ncdefg日h", true);
        let rows = |width, height| field.rows("> ", width, height);
        assert_eq!(
            rows(80, 9),
            (vec!["> ab".to_owned(), "cdefg日h".to_owned()], (1, 8))
        );
        let narrow: Vec<String> = ["> ab", "cdefg", "日h"].map(str::to_owned).into();
        assert_eq!(rows(6, 9), (narrow.clone(), (2, 3)));
        assert_eq!(rows(6, 2), (narrow[1..].to_vec(), (1, 3)));
        let mut field = field;
        field.press(&Key::Home);
        assert_eq!(field.rows("> ", 6, 2), (narrow[..2].to_vec(), (0, 2)));
        after(&mut field, &[Key::ArrowRight, Key::ArrowRight]);
        assert_eq!(field.rows("> ", 6, 2).1, (0, 4));
    }
}
