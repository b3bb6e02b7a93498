//! Status as text, down to narrow windows.

use unicode_width::UnicodeWidthStr;

use super::{Round, words};
use crate::assessment::nobody_on_a_side;
use crate::assessment::participation::{Participation, Shows, SideParticipation};
use crate::escape::terminal;
use crate::number::percent;
use crate::pack::Pack;
use crate::printout::{Manner, Printout, Role};

/// Text is no wider than this.
const WIDEST: usize = 80;
/// And not narrower, whatever the window says.
const NARROWEST: usize = 20;

/// All waves, one after the other.
pub(super) fn draw(pack: &Pack, rounds: &[Round], width: usize) -> Printout {
    let pages = rounds.iter().map(|round| {
        let mut page = Page {
            width: width.clamp(NARROWEST, WIDEST),
            out: Printout::new(Manner::Text),
        };
        page.round(pack, round);
        page.out
    });
    Printout::together(Manner::Text, pages.collect())
}

struct Page {
    width: usize,
    out: Printout,
}

impl Page {
    fn round(&mut self, pack: &Pack, round: &Round) {
        let status = &round.participation;
        let names = [&status.organization, &status.wave].into_iter().flatten();
        let names: Vec<&str> = names.map(String::as_str).collect();
        if !names.is_empty() {
            self.paragraph("", &names.join(" · "), Role::Strong);
        }
        self.paragraph("", &pack.title, Role::Quiet);
        self.blank();
        self.rows(&counted(round));
        let needed = needed(pack, status);
        if !needed.is_empty() {
            self.blank();
            self.paragraph("", words::STILL_NEEDED, Role::Strong);
            for (name, lines) in needed {
                if lines.len() == 1 && lines[0] == words::ENOUGH {
                    self.paragraph("  ", &format!("{name}: {}", lines[0]), Role::Plain);
                    continue;
                }
                self.paragraph("  ", &name, Role::Plain);
                for line in lines {
                    self.paragraph("    ", &line, Role::Plain);
                }
            }
        }
        self.blank();
        self.paragraph("", words::AS_IT_STANDS, Role::Strong);
        self.paragraph("  ", &standing(pack, status), Role::Plain);
        let known = [
            (words::CONTACT, &round.contact),
            (words::REPORT_DATE, &round.report_date),
        ];
        let known: Vec<(&str, String)> = known
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.clone()?)))
            .collect();
        if !known.is_empty() {
            self.blank();
            self.pairs(&known);
        }
    }

    /// Names, counts and shares in columns; under each other where the window is too narrow.
    fn rows(&mut self, rows: &[Row]) {
        let widest = |of: fn(&Row) -> &str| rows.iter().map(|row| of(row).width()).max().unwrap_or(0);
        let (name, count, of) = (
            widest(|row| &row.name),
            widest(|row| &row.count),
            widest(|row| &row.of),
        );
        for row in rows {
            let line = [
                pad(&row.name, name, false),
                format!("{} {}", pad(&row.count, count, true), pad(&row.of, of, false)),
                row.remark.clone(),
            ];
            let line = format!("  {}", line.join("  "));
            let line = line.trim_end();
            if line.width() <= self.width {
                self.line(line, Role::Plain);
            } else {
                self.paragraph("  ", &row.name, Role::Plain);
                let count = format!("{} {}", row.count, row.of);
                let rest = format!("{}  {}", count.trim_end(), row.remark);
                self.paragraph("    ", rest.trim_end(), Role::Plain);
            }
        }
    }

    /// Names and what they are.
    fn pairs(&mut self, pairs: &[(&str, String)]) {
        let widest = pairs.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        for (name, value) in pairs {
            let lead = format!("{}  ", pad(name, widest, false));
            if lead.width() * 2 <= self.width {
                self.hanging(&lead, &" ".repeat(lead.width()), value, Role::Plain);
            } else {
                self.paragraph("", name, Role::Plain);
                self.paragraph("  ", value, Role::Plain);
            }
        }
    }

    fn paragraph(&mut self, indent: &str, text: &str, role: Role) {
        self.hanging(indent, indent, text, role);
    }

    fn hanging(&mut self, first: &str, rest: &str, text: &str, role: Role) {
        let options = textwrap::Options::new(self.width)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .initial_indent(first)
            .subsequent_indent(rest);
        for line in textwrap::wrap(&clean(text), options) {
            self.line(&line, role);
        }
    }

    fn line(&mut self, line: &str, role: Role) {
        self.out.paint(role, line);
        self.out.push("\n");
    }

    fn blank(&mut self) {
        self.out.push("\n");
    }
}

/// How many there are of whom.
struct Row {
    name: String,
    count: String,
    of: String,
    remark: String,
}

impl Row {
    fn new(name: &str, count: u64, roster: Option<u64>, remark: String) -> Self {
        Self {
            name: clean(name),
            count: count.to_string(),
            of: roster.map_or_else(String::new, words::of),
            remark,
        }
    }
}

fn clean(text: &str) -> String {
    terminal(text, false)
}

fn pad(text: &str, width: usize, right: bool) -> String {
    let blanks = " ".repeat(width.saturating_sub(text.width()));
    if right {
        blanks + text
    } else {
        format!("{text}{blanks}")
    }
}

fn counted(round: &Round) -> Vec<Row> {
    let status = &round.participation;
    let share = |share: Option<f64>| share.map_or_else(String::new, percent);
    let sides = status.sides.iter();
    let mut rows: Vec<Row> = sides
        .map(|side| Row::new(&side.name, side.answered, side.roster, share(side.share)))
        .collect();
    if rows.is_empty() {
        rows.push(Row::new(words::EVERYBODY, status.answered, None, String::new()));
    }
    for (name, count, remark) in [
        (words::NEITHER_SIDE, status.neither_side, words::COUNTED),
        (words::SIDE_UNKNOWN, status.side_unknown, words::COUNTED),
        (
            words::INCOMPLETE,
            status.incomplete.unwrap_or(0),
            words::TOO_LITTLE,
        ),
        (words::OPEN, round.drafts.open, words::DRAFTS),
        (words::REVISING, round.drafts.revising, words::REVISIONS),
    ] {
        if count > 0 {
            rows.push(Row::new(name, count, None, remark.to_owned()));
        }
    }
    rows
}

/// What is missing, by side; what needs fewest people first.
fn needed(pack: &Pack, status: &Participation) -> Vec<(String, Vec<String>)> {
    let mut needed = Vec::new();
    if status.needed_for_result > 0 {
        let name = if status.sides.is_empty() {
            words::EVERYBODY
        } else {
            words::BOTH_SIDES
        };
        let name = name.to_owned();
        needed.push((name, vec![words::more_for_result(status.needed_for_result)]));
    }
    let sides = status.sides.iter();
    needed.extend(sides.map(|side| (side.name.clone(), missing(pack, status, side))));
    needed
}

fn missing(pack: &Pack, status: &Participation, side: &SideParticipation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(more) = side.needed.apart {
        lines.push((more, words::more_for_apart(more)));
    }
    if let Some(more) = side.needed.care {
        lines.push((
            more,
            words::more_for_care(more, pack.reporting.response_rate_care),
        ));
    }
    if let Some(more) = side.needed.full {
        lines.push((more, words::more_for_use(more, pack.reporting.response_rate_use)));
    }
    lines.retain(|(more, _)| *more > 0);
    lines.sort_by_key(|(more, _)| *more);
    let mut lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    match side.roster {
        None => lines.push(words::no_roster(&side.id)),
        Some(people) if people < status.minimum_group => {
            lines.push(words::never_apart(people, status.minimum_group));
        }
        Some(_) if lines.is_empty() => lines.push(words::ENOUGH.to_owned()),
        Some(_) => {}
    }
    lines
}

/// What a report would be good for now.
fn standing(pack: &Pack, status: &Participation) -> String {
    match status.shows {
        Shows::Nothing => return words::nothing_yet(status.minimum_group),
        Shows::NobodyOnASide => return nobody_on_a_side(pack),
        Shows::OwnView => return words::OWN_VIEW.to_owned(),
        Shows::Result => {}
    }
    if status.sides.is_empty() {
        return words::ENOUGH_FOR_RESULT.to_owned();
    }
    let reporting = &pack.reporting;
    let carries = words::carries(
        status.carries,
        reporting.response_rate_use,
        reporting.response_rate_care,
    );
    if status.sides_apart {
        carries
    } else {
        format!("{carries} {}", words::NOT_APART)
    }
}
