//! Text from files is data: one escape for each kind of text that it is put into.
//!
//! Every renderer escapes everything it writes, fixed text as well, so that nothing can be
//! forgotten. What would act on its reader becomes visible ([`plain`]); what would be markup
//! becomes plain text. What a renderer forgets all the same, and what becomes dangerous only where
//! it comes to stand, [`crate::printout`] catches at the very end.

pub use crate::harmless::plain;
use crate::harmless::spell;

/// For the lines of a terminal; with `ascii` the typographic signs of fixed text get their plain
/// twins. Signs that a runner takes for a command at the beginning of a line are spelt already
/// here, where a line is not yet laid out: [`crate::printout`] would make it longer.
#[must_use]
pub fn terminal(text: &str, ascii: bool) -> String {
    let text = without_commands(plain(text));
    if !ascii {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '“' | '”' => out.push('"'),
            '‘' | '’' => out.push('\''),
            '–' | '—' | '−' | '·' | '•' => out.push('-'),
            '→' => out.push_str("->"),
            '×' => out.push('x'),
            '…' => out.push_str("..."),
            other => out.push(other),
        }
    }
    out
}

/// The text with `::` and the second sign of `##[` and `##vso[` spelt out.
fn without_commands(text: String) -> String {
    if !text.contains("::") && !text.contains("##") {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        let colons = rest.starts_with("::");
        let brackets = text[..at].ends_with('#') && crate::printout::opens_command(rest);
        if colons || brackets {
            spell(character, &mut out);
        } else {
            out.push(character);
        }
    }
    out
}

/// For the running text, the table cells and the headings of GitHub-flavoured Markdown.
///
/// Only what would be markup in its place is escaped, so that the text still reads as text.
#[must_use]
pub fn markdown(text: &str) -> String {
    let text = plain(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        let next = rest.chars().next();
        let word_follows = next.is_some_and(char::is_alphanumeric);
        let ends_here = next.is_none_or(char::is_whitespace);
        match character {
            '&' if is_entity(rest) => out.push_str("&amp;"),
            '<' if next.is_some_and(|next| next.is_alphabetic() || "/!?".contains(next)) => {
                out.push_str("&lt;");
            }
            // An at sign before a name would call somebody, a protocol would make a link.
            '@' if word_follows => out.push_str("&#64;"),
            ':' if rest.starts_with("//") => out.push_str("&#58;"),
            '.' if ends_with_www(&text[..at]) => out.push_str("&#46;"),
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            // Inside a word an underscore is plain text.
            '_' if !(before.is_some_and(char::is_alphanumeric) && word_follows) => out.push_str("\\_"),
            // `#12` would point to an issue, `# ` at the start would be a heading.
            '#' if before.is_none() || word_follows => out.push_str("\\#"),
            '!' if next == Some('[') => out.push_str("\\!"),
            // Signs that would quote, list, rule or underline at the start of a line.
            '>' if before.is_none() => out.push_str("\\>"),
            '-' | '+' | '=' if before.is_none() && (ends_here || next == Some(character)) => {
                out.push('\\');
                out.push(character);
            }
            '.' | ')' if ends_here && is_list_number(&text[..at]) => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
        before = Some(character);
    }
    out
}

/// Whether what follows an ampersand makes it a character reference.
fn is_entity(rest: &str) -> bool {
    rest.split_once(';').is_some_and(|(name, _)| {
        let name = name.strip_prefix('#').unwrap_or(name);
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn ends_with_www(text: &str) -> bool {
    text.as_bytes()
        .rchunks(3)
        .next()
        .is_some_and(|end| end.eq_ignore_ascii_case(b"www"))
}

fn is_list_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// For the text and the quoted attributes of HTML.
#[must_use]
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in plain(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// One line of harmless text in characters that XML 1.0 allows, for a writer that escapes markup
/// itself.
#[must_use]
pub fn xml_characters(text: &str) -> String {
    plain(text)
}

/// One cell of a CSV file: quoted where needed, and never a formula to a spreadsheet.
///
/// A cell that begins with a sign a spreadsheet would calculate gets an apostrophe in front,
/// unless it is a number.
#[must_use]
pub fn csv(text: &str) -> String {
    let text = plain(text);
    let formula = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
        && text.trim().parse::<f64>().is_err();
    let text = if formula { format!("'{text}") } else { text };
    if text.contains(['"', ',', ';', '\'']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// The message of a workflow annotation (`::warning::…`).
#[must_use]
pub fn annotation(text: &str) -> String {
    plain(text).replace('%', "%25")
}

/// A property of a workflow annotation (`::warning file=…`), where more signs have a meaning.
#[must_use]
pub fn annotation_property(text: &str) -> String {
    annotation(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_terminals_get_plain_signs() {
        assert_eq!(terminal("“a” – b · c… → −2", true), "\"a\" - b - c... -> -2");
        assert_eq!(terminal("“a” – b", false), "“a” – b");
    }

    #[test]
    fn signs_of_commands_have_their_width_before_lines_are_laid_out() {
        assert_eq!(terminal("a::b :::", false), "a\\u{003A}:b \\u{003A}\\u{003A}:");
        assert_eq!(
            terminal("###vso[x] ##[y] ## [z]", false),
            "##\\u{0023}vso[x] #\\u{0023}[y] ## [z]"
        );
    }

    #[test]
    fn markdown_cannot_be_injected() {
        for (text, expected) in [
            ("# Heading", "\\# Heading"),
            ("1. item", "1\\. item"),
            ("- item", "\\- item"),
            ("*bold* _it_ snake_case", "\\*bold\\* \\_it\\_ snake_case"),
            ("[x](http://evil)", "\\[x\\](http&#58;//evil)"),
            ("![x](y)", "\\!\\[x\\](y)"),
            ("a | b", "a \\| b"),
            ("<script>&lt;", "&lt;script>&amp;lt;"),
            ("> quote", "\\> quote"),
            ("    code", "code"),
            ("---", "\\---"),
            ("+5.1, 59.2", "+5.1, 59.2"),
            ("`code`", "\\`code\\`"),
            ("@someone and #12", "&#64;someone and \\#12"),
            ("www.example.org", "www&#46;example.org"),
            ("line\n\n# heading", "line  # heading"),
            ("R&D, A < B, 3 %.", "R&D, A < B, 3 %."),
        ] {
            assert_eq!(markdown(text), expected);
        }
    }

    #[test]
    fn html_and_xml_are_text() {
        assert_eq!(html("<b a=\"1\">&'"), "&lt;b a=&quot;1&quot;&gt;&amp;&#39;");
        assert_eq!(xml_characters("a\u{0}b\u{FFFE}"), "a\\u{0000}b\\u{FFFE}");
    }

    #[test]
    fn csv_cells_are_never_formulas() {
        assert_eq!(csv("=1+1"), "\"'=1+1\"");
        assert_eq!(csv("  @SUM(A1)"), "\"'  @SUM(A1)\"");
        assert_eq!(csv("-4.5"), "-4.5");
        assert_eq!(csv("say \"hi\", you"), "\"say \"\"hi\"\", you\"");
        assert_eq!(csv("plain"), "plain");
    }

    #[test]
    fn annotations_stay_on_one_line() {
        assert_eq!(annotation("50 %\n::error::"), "50 %25 ::error::");
        assert_eq!(annotation_property("a:b,c"), "a%3Ab%2Cc");
    }
}
