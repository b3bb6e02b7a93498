//! A mail address that is safe to put into a link.

use std::fmt::{self, Write as _};
use std::str::FromStr;

/// One mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

/// Why a text is no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadAddress;

impl fmt::Display for BadAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a mail address: write one address such as `survey@example.org`, without a name")
    }
}

impl std::error::Error for BadAddress {}

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let (local, domain) = text.rsplit_once('@').ok_or(BadAddress)?;
        let of_local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let of_domain = |c: char| c.is_alphanumeric() || "-.".contains(c);
        let sound = |part: &str, allowed: &dyn Fn(char) -> bool| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.ends_with('.')
                && !part.contains("..")
                && part.chars().all(allowed)
        };
        if text.len() <= 254 && sound(local, &of_local) && sound(domain, &of_domain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadAddress)
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Address {
    /// The link that opens a mail to it, without subject and body.
    pub(super) fn link(&self) -> String {
        let mut link = String::from("mailto:");
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"@.-_+".contains(&byte) {
                link.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(link, "%{byte:02X}");
            }
        }
        link
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_plain_address_is_taken() {
        for good in ["survey@example.org", "a.b+c@büro.example", "x@localhost"] {
            assert_eq!(
                good.parse::<Address>().map(|it| it.to_string()),
                Ok(good.to_owned())
            );
        }
        let long = format!("{}@example.org", "a".repeat(250));
        for bad in [
            "",
            "@",
            "a@",
            "@b",
            "a b@c",
            "a@b,c@d",
            "Ann <a@b>",
            "a@b?cc=x",
            "a\n@b",
            "a@b\0",
            "javascript:alert(1)",
            "a..b@c",
            "a@.b",
            &long,
        ] {
            assert_eq!(bad.parse::<Address>(), Err(BadAddress), "{bad:?}");
        }
    }

    #[test]
    fn nothing_in_a_link_acts() {
        let address: Address = "a&b=c?d%e@exämple.org".parse().expect("an address");
        assert_eq!(address.link(), "mailto:a%26b%3Dc%3Fd%25e@ex%C3%A4mple.org");
    }
}
