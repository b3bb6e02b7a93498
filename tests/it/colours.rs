//! The style sheets of the pages: colours that everybody can tell apart, in light, in dark and on
//! paper, and properties that turn with the direction of the language.

#![expect(clippy::unwrap_used, reason = "a style sheet that cannot be read has failed")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Colours = BTreeMap<String, [f64; 3]>;

fn templates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")
}

fn style(name: &str) -> String {
    let text = std::fs::read_to_string(templates().join(name)).unwrap();
    // Comments may say what properties may not.
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        let (comment, after) = after.split_once("*/").unwrap();
        out.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    out + rest
}

/// The custom properties of the first `:root` after `from` that are colours, as linear light.
fn colours(style: &str, from: &str) -> Colours {
    let block = &style[style.find(from).unwrap()..];
    let block = &block[block.find(":root {").unwrap()..];
    let block = &block[..block.find('}').unwrap()];
    block
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"))
        .map(|(name, hex)| (name.to_owned(), linear(hex.trim_end_matches(';'))))
        .collect()
}

fn linear(hex: &str) -> [f64; 3] {
    assert_eq!(hex.len(), 6, "{hex}");
    [0, 2, 4].map(|at| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// WCAG 2.2, contrast ratio.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |[red, green, blue]: [f64; 3]| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Machado, Oliveira and Fernandes 2009, severity 1.0: what is left of a colour for those who do
/// not see red, green or blue; and for everybody else.
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("all colours", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// CIE 1976 L*a*b* under D65.
fn lab(colour: [f64; 3]) -> [f64; 3] {
    let [red, green, blue] = colour.map(|value| value.clamp(0.0, 1.0));
    let f = |t: f64| {
        if t > 216.0 / 24_389.0 {
            t.cbrt()
        } else {
            (24_389.0 / 27.0 * t + 16.0) / 116.0
        }
    };
    let x = f((0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47);
    let y = f(0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue);
    let z = f((0.019_333_9 * red + 0.119_192 * green + 0.950_304_1 * blue) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIE 1976 colour difference as these eyes see it; 2.3 is just noticeable.
fn difference(a: [f64; 3], b: [f64; 3], eyes: [[f64; 3]; 3]) -> f64 {
    let seen = |colour: [f64; 3]| lab(eyes.map(|row| (0..3).map(|at| row[at] * colour[at]).sum()));
    let (a, b) = (seen(a), seen(b));
    (0..3).map(|at| (a[at] - b[at]).powi(2)).sum::<f64>().sqrt()
}

/// Light, dark and, for the report, paper.
fn themes(page: &str) -> Vec<(&'static str, Colours)> {
    let style = self::style(page);
    let light = colours(&style, ":root {");
    let over = |other: Colours| {
        let mut all = light.clone();
        all.extend(other);
        all
    };
    let mut themes = vec![("dark", over(colours(&style, "prefers-color-scheme: dark")))];
    if page == "report/page.css" {
        themes.push((
            "paper",
            over(colours(&self::style("report/print.css"), "@media print")),
        ));
    }
    themes.push(("light", light));
    themes
}

/// All pairs at or above `least`, or which are not.
fn hold(page: &str, pairs: &[(&str, &[&str])], least: f64) {
    let mut faults = Vec::new();
    for (theme, colours) in themes(page) {
        for (on, grounds) in pairs {
            for ground in *grounds {
                let ratio = contrast(colours[*on], colours[*ground]);
                if ratio < least {
                    faults.push(format!(
                        "{page}, {theme}: {on} on {ground} has {ratio:.2}, not {least}"
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn text_is_legible() {
    let report: [(&str, &[&str]); 7] = [
        ("ink", &["paper", "card", "ground", "tint"]),
        ("soft", &["paper", "card", "ground"]),
        ("accent", &["paper", "card"]),
        ("on-accent", &["accent"]),
        ("on-low-2", &["low-2"]),
        ("on-light", &["low-1", "mid", "high-1"]),
        ("on-high-2", &["high-2"]),
    ];
    hold("report/page.css", &report, 4.5);
    let form: [(&str, &[&str]); 5] = [
        ("ink", &["paper", "card", "tint", "notice"]),
        ("soft", &["paper", "card"]),
        ("accent", &["paper", "card", "tint"]),
        ("accent-strong", &["paper", "card"]),
        ("on-accent", &["accent", "accent-strong"]),
    ];
    hold("form/base.css", &form, 4.5);
}

#[test]
fn shapes_stand_out_from_what_is_behind_them() {
    // The bands of a scale are named and numbered where they begin: their grounds carry nothing.
    let report: [(&str, &[&str]); 8] = [
        ("first", &["paper", "card", "ground", "tint"]),
        ("second", &["paper", "card", "ground", "tint"]),
        // The range that fits, the line between two sides, the frames of what one presses.
        ("edge", &["paper", "card", "ground", "tint"]),
        // Needle, whisker and centre.
        ("ink", &["paper", "ground", "tint"]),
        ("ink", &["low-1", "high-1"]),
        ("low-2", &["paper", "ground"]),
        ("high-2", &["paper", "ground"]),
        ("accent", &["paper", "card"]),
    ];
    hold("report/page.css", &report, 3.0);
    let form: [(&str, &[&str]); 2] = [
        ("edge", &["paper", "card"]),
        ("accent", &["paper", "card", "tint"]),
    ];
    hold("form/base.css", &form, 3.0);
}

#[test]
fn light_tones_have_a_rim_that_stands_out() {
    let charts = style("report/charts.css");
    for (tone, rim) in [
        ("low-2", "low-2"),
        ("low-1", "low-2"),
        ("mid", "edge"),
        ("high-1", "high-2"),
        ("high-2", "high-2"),
    ] {
        let rule = format!(".{tone} {{\n  --tone: var(--{tone});\n  --rim: var(--{rim});");
        assert!(charts.contains(&rule), "{rule}");
    }
    assert!(charts.contains("  stroke: var(--rim);"));
}

#[test]
fn what_means_different_things_looks_different_to_all_eyes() {
    let tones = ["low-2", "low-1", "mid", "high-1", "high-2"];
    let mut faults = Vec::new();
    for (theme, colours) in themes("report/page.css") {
        for (eyes, matrix) in EYES {
            let mut apart = |a: &str, b: &str, least: f64| {
                let seen = difference(colours[a], colours[b], matrix);
                if seen < least {
                    faults.push(format!(
                        "{theme}, {eyes}: {a} and {b} are {seen:.0} apart, not {least}"
                    ));
                }
            };
            for (at, tone) in tones.iter().enumerate() {
                tones[..at].iter().for_each(|other| apart(tone, other, 20.0));
            }
            apart("first", "second", 40.0);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_measures_are_those_of_their_sources() {
    let of = |hex: &str| linear(hex);
    // WCAG: black on white is 21; #777777 on white just misses 4.5.
    assert!((contrast(of("000000"), of("ffffff")) - 21.0).abs() < 1e-9);
    assert!((contrast(of("777777"), of("ffffff")) - 4.478).abs() < 1e-3);
    // L*a*b* of the sRGB primaries.
    let [l, a, b] = lab(of("ff0000"));
    assert!((l - 53.24).abs() < 0.01 && (a - 80.09).abs() < 0.01 && (b - 67.20).abs() < 0.01);
    let [l, a, b] = lab(of("ffffff"));
    assert!((l - 100.0).abs() < 0.01 && a.abs() < 0.02 && b.abs() < 0.02);
    // Grey stays grey to all eyes.
    for (eyes, matrix) in EYES {
        let grey = of("808080");
        for (at, row) in matrix.iter().enumerate() {
            let seen: f64 = (0..3).map(|column| row[column] * grey[column]).sum();
            assert!((seen - grey[at]).abs() < 1e-5, "{eyes}");
        }
    }
}

#[test]
fn style_sheets_turn_with_the_direction() {
    let physical = |property: &str| {
        let sides = ["left", "right", "top", "bottom"];
        sides
            .iter()
            .any(|side| property.split('-').any(|part| part == *side))
            || [
                "width",
                "height",
                "min-width",
                "max-width",
                "min-height",
                "max-height",
            ]
            .contains(&property)
    };
    let (mut faults, mut sheets) = (Vec::new(), 0);
    for folder in ["form", "report"] {
        for entry in templates().join(folder).read_dir().unwrap() {
            let file = entry.unwrap().file_name().into_string().unwrap();
            if !file.ends_with(".css") {
                continue;
            }
            sheets += 1;
            for (index, line) in style(&format!("{folder}/{file}")).lines().enumerate() {
                // Conditions and margin boxes of paper are no properties.
                let line = line.trim();
                if line.starts_with('@') {
                    continue;
                }
                let Some((property, value)) = line.split_once(':') else {
                    continue;
                };
                let turned = ["text-align", "float", "clear", "justify-content"].contains(&property)
                    && ["left", "right"].iter().any(|side| value.contains(side));
                let shorthand = ["margin", "padding", "inset"].contains(&property)
                    && value.trim().trim_end_matches(';').split(' ').count() == 4;
                if physical(property) || turned || shorthand {
                    faults.push(format!("{folder}/{file}, line {}: {line}", index + 1));
                }
            }
        }
    }
    assert!(sheets >= 8, "{sheets} style sheets");
    assert!(faults.is_empty(), "physical, not logical:\n{}", faults.join("\n"));
}
