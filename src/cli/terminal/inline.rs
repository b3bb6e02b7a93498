//! Prompts among lines that stay: a choice from a list, a text, yes or no. They look as dialoguer's
//! theme says and are gone once answered; what was answered is printed by whoever asked.

use std::fmt::Write as _;
use std::io;

use console::{Key, Term, measure_text_width, truncate_str};
use dialoguer::theme::Theme;

use super::{Event, Field, Paste, Tty, Typed, window};
use crate::survey::words;

/// Lets the person choose one of a few things, `marked` to begin with; none when they would rather
/// do something else.
pub(in crate::cli) fn pick(
    tty: &mut Tty,
    theme: &dyn Theme,
    items: &[String],
    marked: Option<usize>,
) -> io::Result<Option<usize>> {
    let mut place = Place::default();
    let mut at = marked;
    let mut from = 0;
    let mut notice = None;
    let last = items.len().saturating_sub(1);
    loop {
        let (height, width) = tty.size();
        let shown = at.unwrap_or(0);
        let room = height.saturating_sub(3).max(1);
        from = window(items.len(), room, shown..shown + 1, from);
        let mut rows: Vec<String> = Vec::new();
        for (index, item) in items.iter().enumerate().skip(from).take(room) {
            rows.push(painted(|row| {
                theme.format_select_prompt_item(row, item, at == Some(index))
            }));
        }
        rows.extend(notice.take());
        place.draw(&tty.term, width, &rows, (shown.saturating_sub(from), 0))?;
        let key = match place.next(tty)? {
            Event::Key(key) => key,
            Event::Paste(paste) => {
                notice = Some(about(&paste));
                continue;
            }
            Event::Resized | Event::Nothing => continue,
        };
        match key {
            Key::ArrowDown | Key::Tab | Key::Char('j') => {
                at = Some(at.map_or(0, |at| if at < last { at + 1 } else { 0 }));
            }
            Key::ArrowUp | Key::BackTab | Key::Char('k') => {
                at = Some(at.and_then(|at| at.checked_sub(1)).unwrap_or(last));
            }
            Key::Enter | Key::Char(' ') if at.is_some() => break,
            Key::Escape | Key::Char('q') => {
                at = None;
                break;
            }
            _ => {}
        }
    }
    place.clear(tty)?;
    Ok(at)
}

/// Lets the person write a text of one line, beginning with `initial`.
pub(in crate::cli) fn text(
    tty: &mut Tty,
    theme: &dyn Theme,
    prompt: &str,
    initial: &str,
) -> io::Result<Field> {
    let lead = painted(|row| theme.format_input_prompt(row, prompt, None));
    let mut place = Place::default();
    let mut field = Field::new(initial, false);
    loop {
        let (height, width) = tty.size();
        let (rows, cursor) = field.rows(&lead, width, height.saturating_sub(1));
        place.draw(&tty.term, width, &rows, cursor)?;
        let typed = match place.next(tty)? {
            Event::Key(key) => field.press(&key),
            Event::Paste(paste) => field.paste(&paste),
            Event::Resized | Event::Nothing => Typed::Draw,
        };
        if typed == Typed::Done {
            place.clear(tty)?;
            return Ok(field);
        }
    }
}

/// Yes or no; Enter alone is what is marked.
pub(in crate::cli) fn confirm(tty: &mut Tty, theme: &dyn Theme, ask: &str, marked: bool) -> io::Result<bool> {
    let mut place = Place::default();
    let mut notice = None;
    let yes = loop {
        let width = tty.size().1;
        let mut rows = vec![painted(|row| theme.format_confirm_prompt(row, ask, Some(marked)))];
        rows.extend(notice.take());
        place.draw(&tty.term, width, &rows, (0, measure_text_width(&rows[0])))?;
        match place.next(tty)? {
            Event::Key(Key::Enter) => break marked,
            Event::Key(Key::Char('y' | 'Y')) => break true,
            Event::Key(Key::Char('n' | 'N')) => break false,
            Event::Paste(paste) => notice = Some(about(&paste)),
            Event::Key(_) | Event::Resized | Event::Nothing => {}
        }
    };
    place.clear(tty)?;
    let said = painted(|row| theme.format_confirm_prompt_selection(row, ask, Some(yes)));
    tty.term.write_line(&said)?;
    Ok(yes)
}

fn about(paste: &Paste) -> String {
    words::looks_like_a_paste(&paste.text, words::KEY_BY_KEY)
}

fn painted(paint: impl FnOnce(&mut dyn std::fmt::Write) -> std::fmt::Result) -> String {
    let mut row = String::new();
    // Writing to a text cannot fail.
    let _ = paint(&mut row);
    row
}

/// Rows among lines that stay, drawn anew over themselves.
#[derive(Debug, Default)]
struct Place {
    /// The columns of each row above the cursor.
    above: Vec<usize>,
}

impl Place {
    /// Draws the rows where they were drawn before, the cursor at this row and column.
    fn draw(&mut self, term: &Term, width: usize, rows: &[String], cursor: (usize, usize)) -> io::Result<()> {
        let mut out = self.begin(width);
        let room = width.saturating_sub(1).max(1);
        let rows: Vec<_> = rows.iter().map(|row| truncate_str(row, room, "…")).collect();
        out.push_str(&rows.join("\r\n"));
        let up = rows.len().saturating_sub(cursor.0 + 1);
        if up > 0 {
            // Writing to a text cannot fail.
            let _ = write!(out, "\x1b[{up}A");
        }
        let _ = write!(out, "\x1b[{}G", cursor.1.min(room) + 1);
        self.above = rows
            .iter()
            .take(cursor.0)
            .map(|row| measure_text_width(row))
            .collect();
        term.write_str(&out)
    }

    /// What comes next; when nothing does, the rows are taken away.
    fn next(&mut self, tty: &mut Tty) -> io::Result<Event> {
        tty.next(None).inspect_err(|_| {
            let _ = self.clear(tty);
        })
    }

    /// Takes the rows away.
    fn clear(&mut self, tty: &mut Tty) -> io::Result<()> {
        let out = self.begin(tty.size().1);
        self.above.clear();
        tty.term.write_str(&out)
    }

    /// Goes to where the rows begin, and takes away what is there. In a window that became narrower
    /// a row takes more than one.
    fn begin(&self, width: usize) -> String {
        let high = |columns: &usize| columns.div_ceil(width.max(1)).max(1);
        let up: usize = self.above.iter().map(high).sum();
        let up = if up > 0 {
            format!("\x1b[{up}A")
        } else {
            String::new()
        };
        format!("\r{up}\x1b[J")
    }
}
