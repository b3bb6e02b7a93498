//! Text from files is data: one escape for each place where it is shown.
//!
//! Every renderer escapes everything it writes, fixed text as well, so that nothing can be
//! forgotten. What would act on its reader (control characters, bidirectional overrides) becomes
//! visible; what would be markup becomes plain text.

pub use crate::text::plain;

/// For a terminal; with `ascii` the typographic signs of fixed text get their plain twins.
#[must_use]
pub fn terminal(text: &str, ascii: bool) -> String {
    let text = plain(text);
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

/// For the text and the quoted attributes of XML 1.0. What XML allows less than HTML is visible
/// already.
#[must_use]
pub fn xml(text: &str) -> String {
    html(text)
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

/// How a sign is written so that a program that reads a log does not take it for a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// Visibly, where the text is read as it stands.
    Visible,
    /// As JSON escapes it: whoever reads the JSON sees the sign itself.
    Json,
    /// As XML escapes it.
    Xml,
}

/// Lines that no runner takes for its own commands: none begins with `::`, none holds `##[`,
/// `##vso[` and the like.
#[must_use]
pub fn log(text: &str, how: Log) -> String {
    let (number, colon) = match how {
        Log::Visible => ("\\u{0023}", "\\u{003A}"),
        Log::Json => ("\\u0023", "\\u003a"),
        Log::Xml => ("&#35;", "&#58;"),
    };
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let begin = line.len() - line.trim_start().len();
        let (blanks, line) = line.split_at(begin);
        out.push_str(blanks);
        let mut rest = line;
        if let Some(after) = rest.strip_prefix("::") {
            out.push_str(colon);
            out.push(':');
            rest = after;
        }
        while let Some(at) = rest.find("##") {
            let (before, signs) = rest.split_at(at);
            out.push_str(before);
            out.push('#');
            rest = &signs[1..];
            let name = rest[1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
            if name.starts_with('[') {
                out.push_str(number);
                rest = &rest[1..];
            }
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_a_command_of_a_runner() {
        for (text, expected) in [
            ("  ::error::x\n::y", "  \\u{003A}:error::x\n\\u{003A}:y"),
            ("a ##[error]x", "a #\\u{0023}[error]x"),
            ("###vso[task.x]", "##\\u{0023}vso[task.x]"),
            ("## Heading [1]\n### x", "## Heading [1]\n### x"),
            ("a::b # [x]", "a::b # [x]"),
        ] {
            assert_eq!(log(text, Log::Visible), expected);
        }
        assert_eq!(log("\"##[a]\"", Log::Json), "\"#\\u0023[a]\"");
        assert_eq!(log("<a>##[a]</a>", Log::Xml), "<a>#&#35;[a]</a>");
    }

    #[test]
    fn ascii_terminals_get_plain_signs() {
        assert_eq!(terminal("“a” – b · c… → −2", true), "\"a\" - b - c... -> -2");
        assert_eq!(terminal("“a” – b", false), "“a” – b");
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
        assert_eq!(xml("a\u{0}b\u{FFFE}"), "a\\u{0000}b\\u{FFFE}");
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
