//! What the bytes of a terminal mean: keys one by one, or a paste.
//!
//! A paste is text, whatever stands in it. Terminals that were asked to mark the text that they
//! paste, and a paste is all between the first mark of the beginning and the last of the end. From
//! others it comes as if somebody typed faster than anybody can: three keys at once are a paste.

use std::time::Duration;

use console::Key;

/// As many keys at once are no longer somebody's typing.
const MANY: usize = 3;
/// Keys that come within this time come at once: nobody types three in it.
const AT_ONCE: Duration = Duration::from_millis(10);
/// The rest of a key that is sent as several bytes comes within this time.
const REST: Duration = Duration::from_millis(50);
/// A paste is over when nothing came for so long.
pub(super) const QUIET: Duration = Duration::from_millis(100);
/// A marked paste whose end does not come is over after this time.
const UNENDED: Duration = Duration::from_millis(500);
/// More bytes of one paste than anything takes; what comes after them is not kept.
const LONGEST: usize = 4 << 20;

const BEGIN: &[u8] = b"\x1b[200~";
const END: &[u8] = b"\x1b[201~";

/// What was done at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text came that nobody typed.
    Paste(Paste),
}

/// Text that nobody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paste {
    /// As it came: it may hold anything.
    pub(crate) text: String,
    /// Whether this is one line with its Enter from a terminal that marks no pastes: programs that
    /// type send lines like that.
    pub(crate) line: bool,
}

/// Bytes that came together, and the marks in them.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    bytes: Vec<u8>,
    /// Where the first paste begins, before its mark.
    begin: Option<usize>,
    /// Where the last paste ends, after its mark.
    end: Option<usize>,
    /// Whether a paste has begun and not ended.
    open: bool,
    /// Up to where marks were looked for.
    searched: usize,
}

impl Gathered {
    /// What comes while a marked paste has not ended.
    pub(super) fn within_paste() -> Self {
        Self {
            begin: Some(0),
            open: true,
            ..Self::default()
        }
    }

    /// Whether a marked paste has begun and not ended.
    pub(super) const fn is_within_paste(&self) -> bool {
        self.open
    }

    /// Adds what came.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
        while let Some(found) = self.bytes.get(self.searched..).and_then(find_mark) {
            let at = self.searched + found;
            self.searched = at + BEGIN.len();
            self.open = self.bytes[at..].starts_with(BEGIN);
            if self.open {
                self.begin.get_or_insert(at);
            } else {
                // The end of a paste whose beginning never came: all before it was pasted.
                self.begin.get_or_insert(0);
                self.end = Some(self.searched);
            }
        }
        // A mark may have come in part.
        self.searched = self
            .searched
            .max(self.bytes.len().saturating_sub(BEGIN.len() - 1));
        if self.bytes.len() > 2 * LONGEST {
            self.shorten();
        }
    }

    /// Forgets what lies beyond the longest paste and is no mark's beginning.
    fn shorten(&mut self) {
        let gone = LONGEST..self.searched;
        self.begin = self.begin.map(|at| at.min(LONGEST));
        self.end = self.end.map(|at| at.min(LONGEST));
        self.searched = LONGEST;
        self.bytes.drain(gone);
    }

    /// How long to wait for more that belongs to this.
    pub(super) fn patience(&self) -> Option<Duration> {
        if self.open {
            return Some(UNENDED);
        }
        if self.end.is_some() {
            return Some(QUIET);
        }
        let mut rest = self.bytes.as_slice();
        let (mut keys, mut texts) = (0, 0);
        while !rest.is_empty() {
            let Some((key, length)) = key(rest) else {
                return Some(REST);
            };
            keys += 1;
            texts += usize::from(is_text(&key));
            if keys >= MANY && texts > 0 {
                return Some(QUIET);
            }
            rest = &rest[length..];
        }
        (texts > 0).then_some(AT_ONCE)
    }

    /// What was done.
    pub(super) fn inputs(self) -> Vec<Input> {
        // Somebody waits in vain for the end of a paste.
        if self.bytes == [0x03] {
            return vec![Input::Key(Key::CtrlC)];
        }
        let length = self.bytes.len();
        let end = if self.open { length } else { self.end.unwrap_or(0) };
        let begin = self.begin.unwrap_or(0);
        let mut inputs = typed(&self.bytes[..begin]);
        let text = String::from_utf8_lossy(&self.bytes[begin..end]);
        let text = text.replace("\x1b[200~", "").replace("\x1b[201~", "");
        if !text.is_empty() {
            inputs.push(Input::Paste(Paste { text, line: false }));
        }
        inputs.extend(typed(&self.bytes[end..]));
        inputs
    }
}

fn find_mark(bytes: &[u8]) -> Option<usize> {
    let mut windows = bytes.windows(BEGIN.len());
    windows.position(|bytes| bytes == BEGIN || bytes == END)
}

/// Bytes that no terminal marked as pasted.
fn typed(bytes: &[u8]) -> Vec<Input> {
    let mut keys = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (key, length) = key(rest).unwrap_or_else(|| (cut_off(rest), rest.len()));
        // Whoever wants to stop is not to be asked what they meant.
        if key == Key::CtrlC {
            return vec![Input::Key(key)];
        }
        keys.push(key);
        rest = &rest[length..];
    }
    if keys.len() < MANY || !keys.iter().any(is_text) {
        return keys.into_iter().map(Input::Key).collect();
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let line = keys.split_last().is_some_and(|(last, keys)| {
        *last == Key::Enter && keys.iter().all(|key| matches!(key, Key::Char(_)))
    });
    vec![Input::Paste(Paste { text, line })]
}

/// Whether a key is one that text is made of: a paste has them, and a wheel or a key held down to
/// move or to erase sends none.
const fn is_text(key: &Key) -> bool {
    matches!(key, Key::Char(_) | Key::Enter | Key::Tab)
}

/// The first key and how many bytes it took; none while it is not complete.
fn key(bytes: &[u8]) -> Option<(Key, usize)> {
    let first = *bytes.first()?;
    let key = match first {
        0x1b => return sequence(bytes),
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        0x01 => Key::Home,
        0x03 => Key::CtrlC,
        0x05 => Key::End,
        0x08 | 0x7f => Key::Backspace,
        0x00..=0x7f => Key::Char(char::from(first)),
        _ => return character(bytes),
    };
    Some((key, 1))
}

/// A character of several bytes.
fn character(bytes: &[u8]) -> Option<(Key, usize)> {
    let head = &bytes[..bytes.len().min(4)];
    match std::str::from_utf8(head) {
        Ok(text) => text.chars().next().map(|c| (Key::Char(c), c.len_utf8())),
        Err(error) => {
            let valid = std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default();
            match (valid.chars().next(), error.error_len()) {
                (Some(c), _) => Some((Key::Char(c), c.len_utf8())),
                (None, Some(wrong)) => Some((Key::Unknown, wrong)),
                (None, None) => None,
            }
        }
    }
}

/// A key that is sent as a sequence, or an answer of the terminal, read to its end whatever it is.
fn sequence(bytes: &[u8]) -> Option<(Key, usize)> {
    match bytes.get(1)? {
        b'[' => {
            let end = 2 + bytes
                .get(2..)?
                .iter()
                .position(|byte| !(0x20..0x40).contains(byte))?;
            let key = named(bytes[end], &bytes[2..end]).unwrap_or_else(|| unknown(&bytes[..=end]));
            Some((key, end + 1))
        }
        b'O' => {
            let end = *bytes.get(2)?;
            Some((named(end, b"").unwrap_or_else(|| unknown(&bytes[..3])), 3))
        }
        // Titles, colours and the like come to a bell or to another escape and a backslash.
        b']' | b'P' | b'X' | b'^' | b'_' => {
            let end = 2 + bytes
                .get(2..)?
                .iter()
                .position(|byte| matches!(byte, 0x07 | 0x1b))?;
            let length = match (bytes[end], bytes.get(end + 1)) {
                (0x07, _) => end + 1,
                (_, None) => return None,
                (_, Some(b'\\')) => end + 2,
                (_, Some(_)) => end,
            };
            Some((unknown(&bytes[..length.min(8)]), length))
        }
        // Escape pressed twice, and Alt with a key.
        0x1b => Some((Key::Escape, 1)),
        _ => {
            let (_, length) = key(&bytes[1..])?;
            Some((unknown(&bytes[..=length]), length + 1))
        }
    }
}

/// The key that a sequence with this last byte and these numbers stands for; those held with it,
/// such as Shift, do not matter.
fn named(last: u8, numbers: &[u8]) -> Option<Key> {
    Some(match last {
        b'A' => Key::ArrowUp,
        b'B' => Key::ArrowDown,
        b'C' => Key::ArrowRight,
        b'D' => Key::ArrowLeft,
        b'H' => Key::Home,
        b'F' => Key::End,
        b'Z' => Key::BackTab,
        b'M' if numbers.is_empty() => Key::Enter,
        b'~' => match numbers.split(|byte| *byte == b';').next()? {
            b"1" | b"7" => Key::Home,
            b"2" => Key::Insert,
            b"3" => Key::Del,
            b"4" | b"8" => Key::End,
            b"5" => Key::PageUp,
            b"6" => Key::PageDown,
            _ => return None,
        },
        _ => return None,
    })
}

fn unknown(sequence: &[u8]) -> Key {
    Key::UnknownEscSeq(sequence.iter().skip(1).map(|byte| char::from(*byte)).collect())
}

/// A key whose rest never came.
fn cut_off(bytes: &[u8]) -> Key {
    match bytes {
        [0x1b] => Key::Escape,
        [0x1b, ..] => unknown(&bytes[..bytes.len().min(8)]),
        _ => Key::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn inputs(chunks: &[&[u8]]) -> Vec<Input> {
        let mut gathered = Gathered::default();
        for chunk in chunks {
            gathered.push(chunk);
        }
        gathered.inputs()
    }

    fn keys(bytes: &[u8]) -> Vec<Key> {
        let key = |input| match input {
            Input::Key(key) => key,
            Input::Paste(paste) => panic!("{paste:?}"),
        };
        inputs(&[bytes]).into_iter().map(key).collect()
    }

    fn paste(text: &str) -> Input {
        let text = text.to_owned();
        Input::Paste(Paste { text, line: false })
    }

    #[test]
    fn keys_are_keys() {
        assert_eq!(keys(b"n"), [Key::Char('n')]);
        assert_eq!(keys(b"\r"), [Key::Enter]);
        assert_eq!(keys("é1".as_bytes()), [Key::Char('é'), Key::Char('1')]);
        assert_eq!(keys(b"\x1b"), [Key::Escape]);
        assert_eq!(keys(b"\x1b\x1b"), [Key::Escape, Key::Escape]);
        assert_eq!(keys(b"\x1bOA\x1b[1;5D"), [Key::ArrowUp, Key::ArrowLeft]);
        assert_eq!(keys(b"\x1b[6~\x1b[3;2~"), [Key::PageDown, Key::Del]);
        assert_eq!(keys(b"\xff"), [Key::Unknown]);
    }

    /// A wheel sends several arrows at once, a key held down while the program is busy the same key.
    #[test]
    fn many_keys_without_text_are_keys() {
        assert_eq!(keys(b"\x1b[B\x1b[B\x1b[B\x1b[B"), vec![Key::ArrowDown; 4]);
        assert_eq!(keys(b"\x7f\x7f\x7f"), vec![Key::Backspace; 3]);
    }

    #[test]
    fn an_answer_of_the_terminal_is_no_digit() {
        for answer in [
            "\x1b[24;80R",
            "\x1b]11;rgb:1111/2222/3333\x07",
            "\x1bP1$r1\x1b\\",
            "\x1b[?62;1c",
        ] {
            let [Key::UnknownEscSeq(_)] = keys(answer.as_bytes())[..] else {
                panic!("{answer:?}");
            };
        }
    }

    #[test]
    fn three_keys_at_once_are_a_paste() {
        assert_eq!(inputs(&[b"1", b"2\r1"]), [paste("12\r1")]);
        assert_eq!(inputs(&[b"\x1b[B\x1b[B\r"]), [paste("\x1b[B\x1b[B\r")]);
        let line = Paste {
            text: "EMEA\r".to_owned(),
            line: true,
        };
        assert_eq!(inputs(&[b"EMEA\r"]), [Input::Paste(line)]);
        assert_eq!(inputs(&[b"a\rb\r"]), [paste("a\rb\r")]);
    }

    #[test]
    fn marked_text_is_a_paste_to_its_last_mark() {
        assert_eq!(inputs(&[b"\x1b[200~q\x1b[201~"]), [paste("q")]);
        assert_eq!(inputs(&[b"\x1b[20", b"0~q\r\x1b", b"[201~"]), [paste("q\r")]);
        // What looks like the end is not the end while another comes.
        assert_eq!(inputs(&[b"\x1b[200~a\x1b[201~q\x1b[201~"]), [paste("aq")]);
        assert_eq!(
            inputs(&[b"n\x1b[200~a\x1b[201~\r"]),
            [Input::Key(Key::Char('n')), paste("a"), Input::Key(Key::Enter)]
        );
        // The beginning came earlier, or the end never.
        assert_eq!(inputs(&[b"q\x1b[201~"]), [paste("q")]);
        assert_eq!(inputs(&[b"\x1b[200~\x03q"]), [paste("\u{3}q")]);
    }

    /// A slow line delivers a paste in parts.
    #[test]
    fn what_comes_before_the_end_of_a_paste_belongs_to_it() {
        let within = |bytes: &[u8]| {
            let mut gathered = Gathered::within_paste();
            gathered.push(bytes);
            let still = gathered.is_within_paste();
            (gathered.inputs(), still)
        };
        assert_eq!(within(b"q"), (vec![paste("q")], true));
        assert_eq!(
            within(b"q\x1b[201~2"),
            (vec![paste("q"), Input::Key(Key::Char('2'))], false)
        );
        assert_eq!(within(b"\x1b[201~"), (vec![], false));
        assert_eq!(within(b"\x03").0, [Input::Key(Key::CtrlC)]);
    }

    #[test]
    fn whoever_wants_to_stop_stops() {
        assert_eq!(keys(b"\x03\x03\x03"), [Key::CtrlC]);
        assert_eq!(keys(b"abc\x03"), [Key::CtrlC]);
    }

    #[test]
    fn it_waits_for_what_belongs_together() {
        let patience = |bytes: &[u8]| {
            let mut gathered = Gathered::default();
            gathered.push(bytes);
            gathered.patience()
        };
        assert_eq!(patience(b"\x1b[B"), None);
        assert_eq!(patience(b"1"), Some(AT_ONCE));
        assert_eq!(patience(b"\x1b"), Some(REST));
        assert_eq!(patience("é".as_bytes().get(..1).unwrap()), Some(REST));
        assert_eq!(patience(b"123"), Some(QUIET));
        assert_eq!(patience(b"\x1b[200~12"), Some(UNENDED));
        assert_eq!(patience(b"\x1b[200~12\x1b[201~"), Some(QUIET));
    }

    #[test]
    fn of_a_paste_without_end_a_part_is_kept() {
        let mut gathered = Gathered::default();
        gathered.push(BEGIN);
        for _ in 0..100 {
            gathered.push(&[b'x'; 1 << 20]);
        }
        gathered.push(END);
        gathered.push(b"q");
        let inputs = gathered.inputs();
        let [Input::Paste(paste), Input::Key(Key::Char('q'))] = inputs.as_slice() else {
            panic!("{} inputs", inputs.len());
        };
        assert!(
            (LONGEST - 6..=2 * LONGEST).contains(&paste.text.len()),
            "{}",
            paste.text.len()
        );
    }

    proptest! {
        /// Wherever the bytes of a paste are cut, and whatever stands in it, nothing of it is a key.
        #[test]
        fn no_byte_of_a_marked_paste_is_a_key(text in any::<Vec<u8>>(), cuts in any::<[prop::sample::Index; 3]>()) {
            let mut bytes = BEGIN.to_vec();
            bytes.extend(&text);
            bytes.extend(END);
            let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len())).collect();
            at.extend([0, bytes.len()]);
            at.sort_unstable();
            let chunks: Vec<&[u8]> = at.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            let inputs = inputs(&chunks);
            prop_assert!(matches!(inputs.as_slice(), [] | [Input::Paste(Paste { line: false, .. })]), "{inputs:?}");
        }

        #[test]
        fn any_bytes_are_read_to_their_end(bytes in any::<Vec<u8>>()) {
            let mut gathered = Gathered::default();
            for byte in &bytes {
                gathered.push(&[*byte]);
                gathered.patience();
            }
            let texts = typed(&bytes).iter().filter(|input| matches!(input, Input::Key(key) if is_text(key))).count();
            prop_assert!(texts < MANY);
            gathered.inputs();
        }
    }
}
