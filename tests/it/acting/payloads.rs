//! What acts on whoever reads a text: what names, texts and file names of tests are made of.

use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::select;

/// One of each kind that anybody has used to make a text do something.
pub(crate) const PAYLOADS: [&str; 45] = [
    // A terminal obeys these: colour, clearing, the clipboard, a title, a link, a bell, eight-bit
    // forms of the same, deleting, going back.
    "\u{1b}[31mred\u{1b}[8m",
    "\u{1b}[2J\u{1b}[H",
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{1b}]0;title\u{1b}\\",
    "\u{1b}]8;;https://example.org\u{1b}\\here\u{1b}]8;;\u{1b}\\",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{7}bell",
    "\u{9b}31m\u{9d}52;c;eA==\u{9c}",
    "back\u{8}\u{8}\u{7f}",
    "\u{0}nul\u{e}\u{f}",
    // Lines where there were none.
    "one\ntwo",
    "one\rtwo",
    "a\tb",
    "a\u{b}b\u{c}c\u{85}d",
    "a\u{2028}b\u{2029}c",
    // The direction of the text after it.
    "a\u{202e}b\u{202c}",
    "a\u{2066}b\u{2069}",
    "a\u{200e}b\u{200f}c\u{61c}",
    // Drawn as nothing.
    "E\u{200b}M\u{200c}E\u{200d}A",
    "E\u{2060}M\u{2064}E\u{feff}A",
    "so\u{ad}ft\u{34f}",
    "\u{3164}\u{115f}\u{1160}\u{ffa0}",
    "\u{17b4}\u{17b5}\u{180e}",
    "\u{fff9}a\u{fffa}b\u{fffb}",
    "tags\u{e0001}\u{e0041}\u{e007f}",
    "a\u{fe0f}b\u{fe00}c\u{e0100}",
    // The same, where people cannot write without: for programs alone.
    "👩\u{200d}💻 ❤\u{fe0f} می\u{200c}خواهم",
    // Drawn over the lines around.
    "Z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}\u{30e}\u{30f}",
    // No characters at all.
    "\u{fdd0}\u{fffe}\u{10ffff}",
    // Runners read these from a log.
    "::error file=a.rs,line=1::x",
    "  ::set-output name=x::y",
    "::stop-commands::x",
    "##[error]x",
    "##vso[task.setvariable variable=PATH]x",
    "a ##teamcity[message text='x']",
    "x\r\n::add-mask::x",
    // A spreadsheet would calculate.
    "=cmd|'/c calc'!A1",
    "+1+1",
    "@SUM(A1)",
    // Markup.
    "<script>alert(1)</script>",
    "\"><img src=x onerror='x'>",
    "]]>&amp;<![CDATA[",
    "[x](https://example.org) ![x](y) https://example.org www.example.org @someone #1",
    "`x` **b** | c |\n# d",
    "```\n</details>",
];

/// Texts made of what acts, and of a little that does not.
pub(crate) fn acting() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(&PAYLOADS[..]).prop_map(str::to_owned),
        // Single characters, so that each meets each.
        3 => "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{ad}\u{61c}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{fe00}-\u{fe0f}\u{feff}\u{fff9}-\u{fffb}\u{e0000}-\u{e007f}]",
        2 => "[:#\\[\\]v =+@<>&`|*_\"'\\\\-]{1,4}",
        1 => "[a-zé営ی\u{301}👩❤]{1,4}",
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}
