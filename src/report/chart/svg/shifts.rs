//! Changes around zero as inline SVG.

use super::marks::Pen;
use super::{Said, open};
use crate::escape::html;
use crate::report::chart::shifts::{Shift, Shifts};

/// The ends of the axis and zero, above the rows.
pub(crate) fn axis(shifts: &Shifts, right_to_left: bool) -> String {
    let pen = Pen::new(right_to_left);
    let mut out =
        String::from("<svg class=\"chart axis\" aria-hidden=\"true\" width=\"100%\" height=\"20\">");
    let [low, zero, high] = &shifts.ends;
    // Numbers run from left to right on every page, and so do their anchors.
    let (first, last) = if right_to_left {
        ("end", "start")
    } else {
        ("start", "end")
    };
    for (at, anchor, number) in [(0.0, first, low), (0.5, "middle", zero), (1.0, last, high)] {
        let number = format!("<tspan class=\"number\">{}</tspan>", html(number));
        pen.text(&mut out, "tick", at, (0, 13), anchor, &number);
    }
    out.push_str("</svg>");
    out
}

/// One change: a bar from zero, hollow where chance explains it, with the range that fits as a line.
pub(crate) fn bar(shifts: &Shifts, shift: &Shift, said: Said<'_>, right_to_left: bool) -> String {
    let scale = shifts.scale;
    let pen = Pen::new(right_to_left);
    let mut out = String::new();
    open(&mut out, "shift", 30, said);
    pen.rect(&mut out, "ground", (0.0, 1.0), 0, 30, 3);
    let zero = scale.position(0.0);
    let end = scale.position(shift.points);
    let class = bar_class(shift.points < 0.0, shift.beyond_chance);
    pen.rect(&mut out, class, (zero.min(end), zero.max(end)), 8, 14, 2);
    if let Some((low, high)) = shift.range {
        pen.rect(
            &mut out,
            "whisker",
            (scale.position(low), scale.position(high)),
            14,
            2,
            1,
        );
    }
    pen.upright(&mut out, "centre", zero, 0, 30);
    out.push_str("</svg>");
    out
}

/// Which way, and whether it may be chance.
const fn bar_class(lower: bool, beyond_chance: Option<bool>) -> &'static str {
    match (lower, beyond_chance) {
        (true, Some(false)) => "piece low-2 hollow",
        (true, _) => "piece low-2",
        (false, Some(false)) => "piece high-2 hollow",
        (false, _) => "piece high-2",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::Scale;

    #[test]
    fn a_bar_runs_from_zero_and_is_hollow_where_it_may_be_chance() {
        let shifts = Shifts {
            scale: Scale {
                min: -10.0,
                max: 10.0,
            },
            ends: ["<−10", "0", "+10"].map(str::to_owned),
            rows: Vec::new(),
        };
        let mut shift = Shift {
            name: String::new(),
            points: -5.0,
            range: Some((-8.0, -2.0)),
            beyond_chance: Some(true),
            value: String::new(),
            remark: String::new(),
        };
        let said = Said {
            title: "a",
            description: "b",
        };
        let svg = bar(&shifts, &shift, said, false);
        assert!(
            svg.contains("class=\"piece low-2\" x=\"25%\" y=\"8\" width=\"25%\""),
            "{svg}"
        );
        assert!(
            svg.contains("class=\"whisker\" x=\"10%\" y=\"14\" width=\"30%\""),
            "{svg}"
        );
        let mirrored = bar(&shifts, &shift, said, true);
        assert!(mirrored.contains("class=\"piece low-2\" x=\"50%\""), "{mirrored}");
        shift.beyond_chance = Some(false);
        shift.points = 5.0;
        let svg = bar(&shifts, &shift, said, false);
        assert!(svg.contains("class=\"piece high-2 hollow\" x=\"50%\""), "{svg}");
        assert!(axis(&shifts, false).contains(">&lt;−10</tspan></text>"));
    }
}
