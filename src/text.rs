//! Texts as people type them: checked for what no text should hold.

use crate::diagnostic::{Diagnostic, TEXT_CONTROL};

/// Something valid, or what is wrong with it; the place is added by whoever knows it.
pub type Checked<T> = Result<T, Box<Diagnostic>>;

/// A text of one line, such as a name, without the blanks around it.
///
/// # Errors
/// It holds a control character.
pub fn line(text: &str) -> Checked<String> {
    let text = text.trim();
    without_control(text, &[], "one line of plain text").map(|()| text.to_owned())
}

/// A text that may have several lines, without the blanks around it and with plain line feeds.
///
/// # Errors
/// It holds a control character other than line breaks and tabs.
pub fn lines(text: &str) -> Checked<String> {
    let text = text.trim().replace("\r\n", "\n");
    without_control(&text, &['\n', '\t'], "plain text, line breaks and tabs").map(|()| text)
}

fn without_control(text: &str, except: &[char], allowed: &str) -> Checked<()> {
    let Some(control) = text.chars().find(|c| c.is_control() && !except.contains(c)) else {
        return Ok(());
    };
    let name = match control {
        '\n' | '\r' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        other => format!("the control character U+{:04X}", u32::from(other)),
    };
    let fault = Diagnostic::new(&TEXT_CONTROL, format!("the text holds {name}"));
    Err(Box::new(fault.found_text(text).allowed(allowed)))
}

/// Several paragraphs, divided where lines are empty; single line breaks stay.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for text in text.lines() {
        let text = text.trim_end();
        if text.is_empty() {
            open = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(paragraph) if open => {
                paragraph.push('\n');
                paragraph.push_str(text);
            }
            _ => paragraphs.push(text.to_owned()),
        }
        open = true;
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_divide_paragraphs() {
        assert_eq!(
            paragraphs("\r\none\r\ntwo  \r\n \r\n\r\nthree"),
            ["one\ntwo", "three"]
        );
        assert!(paragraphs(" \n").is_empty());
    }
}
