//! The report as GitHub-flavoured Markdown that also reads well as plain text.

use super::document::{
    Block, Change, Conditions, Difference, Document, Form, Headline, Milestone, Pair, Ranking, Section, Step,
    Table,
};
use super::format::{Depth, Format, Writer};
use super::words::check;
use super::{Options, chart, text, words};
use crate::escape::markdown as escaped;
use crate::printout::{Manner, Printout};

/// For a pull request, a wiki or a step summary.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    about: "For a pull request, a wiki or a mail",
    endings: &["md", "markdown"],
    manner: Manner::Markdown,
    writer: Writer::Draws(Depth::Pages, |document, _: &Options| render(document)),
};

/// Draws the document.
pub(super) fn render(document: &Document) -> Printout {
    let mut page = Page::default();
    match document.mark {
        Some(mark) => page.paragraph(&format!("## {} {}", check::sign(mark), escaped(&document.title))),
        None => page.heading(1, &document.title),
    }
    if !document.subject.is_empty() {
        page.paragraph(&escaped(&words::subject(&document.subject)));
    }
    for section in &document.sections {
        self::section(&mut page, section);
    }
    Printout::of(Manner::Markdown, page.finish())
}

/// Blocks of Markdown, an empty line between them.
#[derive(Default)]
struct Page(String);

impl Page {
    /// A block of Markdown as it is; everything from outside is escaped before it comes here.
    fn paragraph(&mut self, markdown: &str) {
        if markdown.trim().is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(markdown.trim_end());
        self.0.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.paragraph(&format!("{} {}", "#".repeat(level), escaped(text)));
    }

    /// Lines drawn with characters, in a fence that nothing inside can close.
    fn drawing(&mut self, drawing: &str) {
        let mut longest = 0;
        let mut run = 0;
        for character in drawing.chars() {
            run = if character == '`' { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        let fence = "`".repeat((longest + 1).max(3));
        self.paragraph(&format!("{fence}text\n{}\n{fence}", drawing.trim_end()));
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        self.paragraph(&items.join("\n"));
    }

    fn finish(self) -> String {
        self.0
    }
}

fn section(page: &mut Page, section: &Section) {
    let blocks = section.in_lines();
    if blocks.is_empty() {
        return;
    }
    match &section.title {
        Some(title) if section.folded => {
            page.paragraph(&format!(
                "<details>\n<summary>{}</summary>",
                crate::escape::html(title)
            ));
        }
        Some(title) => page.heading(2, title),
        None => {}
    }
    // Milestones follow one another without empty lines.
    for run in blocks.chunk_by(|one, next| matches!((one, next), (Block::Milestone(_), Block::Milestone(_))))
    {
        match run {
            [Block::Milestone(_), ..] => milestones(page, run),
            others => others.iter().for_each(|block| draw(page, block)),
        }
    }
    if section.folded && section.title.is_some() {
        page.paragraph("</details>");
    }
}

fn draw(page: &mut Page, block: &Block) {
    match block {
        Block::Headline(headline) => self::headline(page, headline),
        Block::Text(text) => page.paragraph(&escaped(text)),
        Block::Aside(text) => page.paragraph(&format!("*{}*", escaped(text))),
        Block::Heading(text) => page.heading(3, text),
        Block::List(items) => page.list(items.iter().map(|item| escaped(item))),
        Block::Pairs(pairs) => self::pairs(page, pairs),
        // Only a page has room for the levels beside one another.
        Block::Ladder(_) => {}
        Block::Profile(dimensions) => page.drawing(&text::profile(&dimensions.chart)),
        Block::Waves(waves) => page.drawing(&text::profile(&waves.chart)),
        Block::Courses(courses) => self::table(page, &courses.latest(Some(&chart::text::SPARKS))),
        Block::Rankings(rankings) => rankings.iter().for_each(|ranking| self::ranking(page, ranking)),
        Block::Difference(difference) => self::difference(page, difference),
        Block::Table(table) => self::table(page, table),
        Block::Questions(questions) => {
            if let Some(bars) = &questions.bars {
                page.paragraph(&escaped(bars));
            }
            page.drawing(&text::answers(questions));
        }
        Block::Conditions(conditions) => self::conditions(page, conditions),
        Block::Sections(sections) => sections.iter().for_each(|inside| section(page, inside)),
        Block::Behind(blocks) => blocks.iter().for_each(|block| draw(page, block)),
        Block::Shifts(shifts, table) => {
            page.drawing(&text::shifts(shifts));
            self::table(page, table);
        }
        Block::Change(change) => self::change(page, change),
        Block::Step(step) => self::step(page, step),
        Block::Milestone(_) => milestones(page, &[block]),
        Block::Form(form) => self::form(page, form),
    }
}

fn headline(page: &mut Page, headline: &Headline) {
    page.heading(2, &headline.verdict);
    if let Some(gloss) = &headline.gloss {
        page.paragraph(&escaped(gloss));
    }
    if let Some(gauge) = &headline.gauge {
        page.drawing(&text::gauge(&gauge.chart));
    }
    let lines: Vec<String> = headline
        .sides
        .iter()
        .map(|side| {
            let mark = side.mark.map_or_else(String::new, |mark| format!("`{mark}` "));
            let result = [&side.score, &side.level]
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(|text| escaped(text))
                .collect::<Vec<_>>()
                .join(" ");
            format!(
                "{mark}**{}** · {result} · {}",
                escaped(&side.name),
                escaped(&side.answered)
            )
        })
        .collect();
    page.list(lines);
    for remark in &headline.remarks {
        page.paragraph(&escaped(remark));
    }
    if let Some((title, detail)) = &headline.first_step {
        page.paragraph(&format!(
            "**{}: {}**\\\n{}",
            escaped(words::FIRST_STEP),
            escaped(title),
            escaped(detail)
        ));
    }
}

fn pairs(page: &mut Page, pairs: &[Pair]) {
    page.list(pairs.iter().map(|pair| match pair.lines.as_slice() {
        [line] => format!("**{}:** {}", escaped(&pair.term), escaped(line)),
        lines => {
            let lines: Vec<String> = lines
                .iter()
                .map(|line| format!("  - {}", escaped(line)))
                .collect();
            format!("**{}:**\n{}", escaped(&pair.term), lines.join("\n"))
        }
    }));
}

fn ranking(page: &mut Page, ranking: &Ranking) {
    page.paragraph(&format!("**{}**", escaped(&ranking.title)));
    let rows = ranking.rows.iter();
    page.list(rows.map(|(name, value)| format!("{} · {}", escaped(name), escaped(value))));
}

fn difference(page: &mut Page, difference: &Difference) {
    page.paragraph(&format!(
        "**{}. {}** · {}",
        difference.number,
        escaped(&difference.name),
        escaped(&difference.apart)
    ));
    if let Some(question) = &difference.question {
        page.paragraph(&format!("*{}*", escaped(question)));
    }
    let voices: Vec<String> = difference
        .voices
        .iter()
        .map(|voice| {
            let shares = voice
                .shares
                .as_ref()
                .map_or_else(String::new, |shares| format!(" ({})", escaped(shares)));
            let sentence = escaped(&words::quoted(&voice.sentence));
            format!("> **{}:** {sentence}{shares}", escaped(&voice.name))
        })
        .collect();
    page.paragraph(&voices.join("\n>\n"));
}

fn table(page: &mut Page, table: &Table) {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let last = table.header.len().saturating_sub(1);
    let rule: Vec<&str> = (0..table.header.len())
        .map(|column| {
            if column == 0 || (column == last && table.text_last) {
                "---"
            } else {
                "---:"
            }
        })
        .collect();
    let mut lines = vec![row(&table.header), format!("| {} |", rule.join(" | "))];
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    page.paragraph(&lines.join("\n"));
}

fn change(page: &mut Page, change: &Change) {
    let mut lines = vec![format!(
        "- **{}** · {}",
        escaped(&change.name),
        escaped(&change.points)
    )];
    if !change.sentence.is_empty() {
        lines.push(format!("  {}", escaped(&words::quoted(&change.sentence))));
    }
    lines.extend(
        change
            .remark
            .as_ref()
            .map(|remark| format!("  {}", escaped(remark))),
    );
    page.paragraph(&lines.join("\\\n"));
}

fn step(page: &mut Page, step: &Step) {
    let number = step
        .number
        .map_or_else(String::new, |number| format!("{number}. "));
    page.paragraph(&format!("### {number}{}", escaped(&step.title)));
    page.paragraph(&escaped(&step.action));
    pairs(page, &step.details);
}

/// All milestones from the first on, as one list.
fn milestones(page: &mut Page, blocks: &[&Block]) {
    let milestones = blocks.iter().filter_map(|block| match block {
        Block::Milestone(milestone) => Some(milestone),
        _ => None,
    });
    page.list(milestones.map(milestone));
}

fn milestone(milestone: &Milestone) -> String {
    if milestone.because.is_empty() {
        format!("**{}**", escaped(&milestone.title))
    } else {
        format!(
            "**{}** · {}",
            escaped(&milestone.title),
            escaped(&milestone.because)
        )
    }
}

/// A table of all, then what did not hold and why.
fn conditions(page: &mut Page, conditions: &Conditions) {
    if !conditions.title.is_empty() {
        page.heading(3, &conditions.title);
    }
    let head = [check::CONDITION, check::EXPECTED, check::FOUND].map(escaped);
    let row = |cells: [&str; 4]| format!("| {} |", cells.map(escaped).join(" | "));
    let mut lines = vec![
        format!("| | {} |", head.join(" | ")),
        "| --- | --- | --- | --- |".to_owned(),
    ];
    lines.extend(conditions.rows.iter().map(|condition| {
        let mark = check::mark(condition.mark).to_lowercase();
        let mark = format!("{} {mark}", check::sign(condition.mark));
        row([&mark, &condition.name, &condition.expected, &condition.found])
    }));
    page.paragraph(&lines.join("\n"));
    let remarks = conditions.rows.iter().filter_map(|condition| {
        let remark = condition.remark.as_ref()?;
        Some(format!("**{}**: {}", escaped(&condition.name), escaped(remark)))
    });
    let notices = conditions.notices.iter().map(|notice| escaped(notice));
    page.list(remarks.chain(notices));
}

/// The question, and a row of empty cells to fill in.
fn form(page: &mut Page, form: &Form) {
    page.paragraph(&format!("**{}**", escaped(&form.question)));
    let labels: Vec<String> = form.labels.iter().map(|label| escaped(label)).collect();
    let rule = vec!["---"; labels.len()].join(" | ");
    let blank = vec!["&nbsp;"; labels.len()].join(" | ");
    page.paragraph(&format!("| {} |\n| {rule} |\n| {blank} |", labels.join(" | ")));
}
