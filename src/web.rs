//! What a page that stands alone carries to the browser: its content security policy and what it
//! embeds.

use std::fmt;

use askama::filters::{Escaper, Html};
use sha2::{Digest, Sha256};

use crate::escape::plain;

/// What templates do to every text they show: nothing in it is markup, ends a line or acts.
#[derive(Debug, Clone, Copy)]
pub struct Shown;

impl Escaper for Shown {
    fn write_escaped_str<W: fmt::Write>(&self, page: W, text: &str) -> fmt::Result {
        Html.write_escaped_str(page, &plain(text))
    }
}

/// A page with the line ends of the templates as they were written.
pub(crate) fn finished(page: &impl askama::Template) -> String {
    // Rendering into a string fails only if a value refuses to be shown; none of ours does.
    let text = unix(&page.render().unwrap_or_default());
    format!("{}\n", text.trim_end())
}

/// Allows these scripts, these style sheets and images within the page; no address, no host.
#[must_use]
pub fn policy(scripts: &[&str], styles: &[&str]) -> String {
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        sources(scripts),
        sources(styles)
    )
}

/// The hashes of inline texts as source expressions.
fn sources(texts: &[&str]) -> String {
    if texts.is_empty() {
        return "'none'".to_owned();
    }
    let hashes: Vec<String> = texts
        .iter()
        .map(|text| format!("'sha256-{}'", base64(&Sha256::digest(text))))
        .collect();
    hashes.join(" ")
}

/// Line ends as the hashes of the policy count them, wherever the sources were checked out.
#[must_use]
pub fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Bytes as RFC 4648 writes them.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0_usize, |group, at| {
            group << 8 | usize::from(chunk.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            if at <= chunk.len() {
                out.push(char::from(ALPHABET[group >> (18 - 6 * at) & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn the_hash_is_the_one_browsers_compute() {
        // The example of the CSP specification, section 8.3.
        assert_eq!(
            sources(&["alert('Hello, world.');"]),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }
}
