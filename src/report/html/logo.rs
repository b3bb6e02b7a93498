//! A picture for the head of the page, embedded.

use std::fmt;

use crate::web;

/// A picture that has been looked at and may be embedded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    kind: &'static str,
    bytes: Vec<u8>,
}

/// Why a file is no picture for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFault {
    /// Neither PNG nor JPEG nor SVG.
    Unknown,
    /// Larger than a report should carry.
    TooLarge,
}

impl fmt::Display for LogoFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("neither a PNG nor a JPEG nor an SVG picture"),
            Self::TooLarge => write!(f, "larger than {} KB; make it smaller", Logo::LARGEST / 1024),
        }
    }
}

impl std::error::Error for LogoFault {}

impl Logo {
    /// The most bytes that are taken.
    pub const LARGEST: usize = 512 * 1024;

    /// Looks at what the bytes are, not at any name.
    ///
    /// # Errors
    ///
    /// When they are no picture that browsers show, or too many.
    pub fn new(bytes: Vec<u8>) -> Result<Self, LogoFault> {
        if bytes.len() > Self::LARGEST {
            return Err(LogoFault::TooLarge);
        }
        let kind = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            "image/png"
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            "image/jpeg"
        } else if std::str::from_utf8(&bytes).is_ok_and(is_svg) {
            "image/svg+xml"
        } else {
            return Err(LogoFault::Unknown);
        };
        Ok(Self { kind, bytes })
    }

    /// The picture as an address of its own. Shown by `<img>` alone, where an SVG runs no script
    /// and fetches nothing.
    pub(super) fn address(&self) -> String {
        format!("data:{};base64,{}", self.kind, web::base64(&self.bytes))
    }
}

/// Whether the first element is `svg`, after declarations and comments.
fn is_svg(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<!") {
            // A document type may hold declarations of its own in brackets.
            if rest
                .find('[')
                .is_some_and(|at| rest.find('>').is_some_and(|end| at < end))
            {
                "]>"
            } else {
                ">"
            }
        } else {
            break;
        };
        match rest.find(end) {
            Some(at) => rest = rest[at + end.len()..].trim_start(),
            None => return false,
        }
    }
    rest.strip_prefix("<svg")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_content() {
        let kind = |bytes: &[u8]| Logo::new(bytes.to_vec()).map(|logo| logo.kind);
        assert_eq!(kind(b"\x89PNG\r\n\x1a\nrest"), Ok("image/png"));
        assert_eq!(kind(b"\xff\xd8\xff\xe0rest"), Ok("image/jpeg"));
        assert_eq!(kind(b"<svg xmlns='x'/>"), Ok("image/svg+xml"));
        let long = "\u{FEFF}<?xml version='1.0'?>\n<!-- > -->\n<!DOCTYPE svg [<!ENTITY a '>'>]>\n<svg>";
        assert_eq!(kind(long.as_bytes()), Ok("image/svg+xml"));
        for other in [
            &b"GIF89a"[..],
            b"<html><svg/></html>",
            b"<svgx>",
            b"<!-- <svg>",
            b"",
            b"\xff\xfe",
        ] {
            assert_eq!(kind(other), Err(LogoFault::Unknown));
        }
        assert_eq!(kind(&vec![0; Logo::LARGEST + 1]), Err(LogoFault::TooLarge));
    }

    #[test]
    fn an_address_holds_nothing_to_escape() {
        let logo = Logo::new(b"<svg onload=\"x\">'&</svg>".to_vec()).expect("it is a picture");
        let address = logo.address();
        let coded = address
            .strip_prefix("data:image/svg+xml;base64,")
            .expect("it says what it is");
        assert!(
            coded
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c))
        );
    }
}
