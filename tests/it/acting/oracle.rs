//! What in an output would act on its reader, found without a look at how it is kept from there.

use std::sync::OnceLock;

/// What reads an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A person at a terminal, or a log.
    Text,
    /// A log in which lines are meant to be commands.
    Commands,
    Markdown,
    Html,
    Xml,
    Csv,
    /// One value, or one on each line.
    Json,
}

/// Everything in `text` that acts, each with a few characters around it.
pub(crate) fn deeds(text: &str, form: Form) -> Vec<String> {
    let mut found = Vec::new();
    characters(text, form, &mut found);
    commands(text, form, &mut found);
    match form {
        Form::Markdown => markdown(text, &mut found),
        Form::Html => tags(text, "<!doctype html", &mut found),
        Form::Xml => tags(text, "<?xml", &mut found),
        Form::Csv => formulas(text, &mut found),
        Form::Json => values(text, &mut found),
        Form::Text | Form::Commands => {}
    }
    found
}

/// Adds what was found at a place.
fn note(found: &mut Vec<String>, what: &str, text: &str, at: usize) {
    let begin: String = text[..at].chars().rev().take(12).collect();
    let begin: String = begin.chars().rev().collect();
    let rest: String = text[at..].chars().take(24).collect();
    found.push(format!("{what}: {:?}", begin + &rest));
}

/// A class of Unicode, by its own tables.
fn class(cell: &'static OnceLock<Vec<(char, char)>>, pattern: &str, character: char) -> bool {
    let ranges = cell.get_or_init(|| {
        let hir = regex_syntax::parse(pattern).expect("a class");
        match hir.into_kind() {
            regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class)) => {
                class.iter().map(|range| (range.start(), range.end())).collect()
            }
            other => panic!("{pattern} is {other:?}"),
        }
    });
    ranges
        .binary_search_by(|(from, to)| {
            if *to < character {
                std::cmp::Ordering::Less
            } else if *from > character {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

fn controls(character: char) -> bool {
    static CELL: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let pattern = r"[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\x{FFF9}-\x{FFFB}--\n]";
    class(&CELL, pattern, character)
}

fn hides(character: char) -> bool {
    static CELL: OnceLock<Vec<(char, char)>> = OnceLock::new();
    class(
        &CELL,
        r"[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]",
        character,
    )
}

fn marks(character: char) -> bool {
    static CELL: OnceLock<Vec<(char, char)>> = OnceLock::new();
    class(&CELL, r"[\p{Mn}\p{Me}]", character)
}

/// Joiners and selectors between characters that have a use for them.
fn is_writing(before: Option<char>, character: char, after: Option<char>) -> bool {
    let uses = |character: Option<char>| character.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
    match character {
        '\u{200c}' | '\u{200d}' => uses(before) && uses(after),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            uses(before) || after == Some('\u{20e3}')
        }
        _ => false,
    }
}

fn characters(text: &str, form: Form, found: &mut Vec<String>) {
    let (mut before, mut stacked) = (None, 0);
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let after = rest.peek().map(|(_, after)| *after);
        if (' '..='~').contains(&character) {
            stacked = 0;
        } else if controls(character) {
            note(found, "control", text, at);
        } else if hides(character) {
            if form == Form::Json || !is_writing(before, character, after) {
                note(found, "hidden", text, at);
            }
        } else if marks(character) {
            stacked += 1;
            if stacked == 8 {
                note(found, "flood", text, at);
            }
        } else {
            stacked = 0;
        }
        before = Some(character);
    }
}

/// What a runner obeys.
fn commands(text: &str, form: Form, found: &mut Vec<String>) {
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let begin = line.trim_start();
        let own = form == Form::Commands
            && ["::error ", "::warning ", "::notice "]
                .iter()
                .any(|own| line.starts_with(own));
        if begin.starts_with("::") && !own {
            note(found, "command", text, at);
        }
        for (sign, _) in line.match_indices("##") {
            let name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            if line[sign + 2..].trim_start_matches(name).starts_with('[') {
                note(found, "command", text, at + sign);
            }
        }
        at += line.len();
    }
}

/// Markup that is not ours: ours links to nothing but the sources of a pack.
fn markdown(text: &str, found: &mut Vec<String>) {
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let signs = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line == open => fence = None,
            None if signs.len() >= 3 => fence = Some(signs),
            Some(_) => {}
            None => inline(line, found),
        }
    }
    if fence.is_some() {
        found.push("a fence is not closed".to_owned());
    }
}

fn inline(line: &str, found: &mut Vec<String>) {
    let bare = |at: usize| !line[..at].ends_with('\\');
    for (sign, what) in [
        ("](", "link"),
        ("://", "link"),
        ("www.", "link"),
        ("<script", "tag"),
        ("<img", "tag"),
    ] {
        for (at, _) in line.match_indices(sign) {
            if bare(at) && !line[..at].ends_with("<https") && !line[..at].ends_with("<https://") {
                note(found, what, line, at);
            }
        }
    }
    for (at, _) in line.match_indices('@') {
        if line[at + 1..].starts_with(char::is_alphanumeric) {
            note(found, "mention", line, at);
        }
    }
}

/// Tags of a text that came to stand in markup as it was.
fn tags(text: &str, begins: &str, found: &mut Vec<String>) {
    if !text.to_lowercase().starts_with(begins) {
        found.push(format!("does not begin with {begins}"));
    }
    for tag in ["<script>alert", "<img src=x", "<![CDATA[", "]]>&amp;<"] {
        if let Some(at) = text.find(tag) {
            note(found, "tag", text, at);
        }
    }
}

/// Cells that a spreadsheet would calculate.
fn formulas(text: &str, found: &mut Vec<String>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        match record {
            Ok(record) => {
                for cell in &record {
                    let begin = cell.trim_start();
                    if begin.starts_with(['=', '+', '-', '@']) && cell.trim().parse::<f64>().is_err() {
                        found.push(format!("formula: {cell:?}"));
                    }
                }
            }
            Err(error) => found.push(format!("no table: {error}")),
        }
    }
}

fn values(text: &str, found: &mut Vec<String>) {
    let values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let faults = values.filter_map(Result::err);
    found.extend(faults.map(|error| format!("no JSON: {error}")));
}

#[test]
fn every_payload_is_found() {
    use super::payloads::PAYLOADS;
    let forms = [
        Form::Text,
        Form::Markdown,
        Form::Html,
        Form::Xml,
        Form::Csv,
        Form::Json,
    ];
    for payload in PAYLOADS {
        let wrapped = |form| match form {
            Form::Html => format!("<!doctype html>{payload}"),
            Form::Json => serde_json::Value::from(payload).to_string(),
            _ => payload.to_owned(),
        };
        let lines = payload.split_whitespace().count() > 1 && payload.lines().count() > 1;
        let seen = forms.iter().any(|form| !deeds(&wrapped(*form), *form).is_empty());
        assert!(seen || lines, "{payload:?}");
    }
    for harmless in ["", "Łódź 営業 👩‍💻 ❤️ می‌خواهم 1️⃣", "a::b # [x]", "## Heading [1]"]
    {
        assert_eq!(deeds(harmless, Form::Text), Vec::<String>::new());
        assert_eq!(deeds(harmless, Form::Markdown), Vec::<String>::new());
    }
}
