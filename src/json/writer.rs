//! The one way in which JSON is written: numbers with twelve significant digits, and everything
//! that acts or hides spelt as `\\uXXXX`, which readers take for the character itself.

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::number::TwelveDigits;
use crate::printout::{Manner, Printout};

/// Indented, with a line break at the end.
#[must_use]
pub fn pretty(value: &(impl Serialize + ?Sized)) -> String {
    written(value, TwelveDigits::pretty()) + "\n"
}

/// On one line, without a line break.
#[must_use]
pub fn line(value: &(impl Serialize + ?Sized)) -> String {
    written(value, TwelveDigits::compact())
}

fn written(value: &(impl Serialize + ?Sized), formatter: impl Formatter) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, formatter);
    // Writing plain structs to memory has no way to fail: no maps, no other keys than strings.
    if value.serialize(&mut serializer).is_err() {
        return String::new();
    }
    Printout::of(Manner::Json, String::from_utf8_lossy(&bytes)).plain()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_is_lost(text in prop_oneof![any::<String>(), "[\u{0}-\u{ff}\u{200b}-\u{2069}#\\\\\"\\[:vso]{0,20}"]) {
            for written in [line(&text), pretty(&[&text])] {
                let read: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
                let read = read.get(0).unwrap_or(&read).as_str().map(str::to_owned);
                prop_assert_eq!(read.as_deref(), Some(text.as_str()));
                prop_assert!(!written.contains("##["));
            }
        }
    }

    #[test]
    fn what_acts_is_spelt_out() {
        let text = "##[a] \u{1b}\u{7f}\u{9b}\u{202e}\u{200e}\u{feff}\u{ad}\u{e0041}\u{2028}é👩\u{200d}💻";
        assert_eq!(
            line(text),
            r##""#\u0023[a] \u001b\u007f\u009b\u202e\u200e\ufeff\u00ad\udb40\udc41\u2028é👩\u200d💻""##
        );
    }
}
