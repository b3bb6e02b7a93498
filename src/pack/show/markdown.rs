//! The whole pack as one Markdown document.

use crate::escape::{markdown as escaped, plain};
use crate::number::ExactScore;
use crate::pack::{Attribute, Choice, Dimension, Effort, Evidence, Fact, Move, Pack, Question, Step, words};

/// Everything that the pack says and asks, for people who want to know before they use it.
#[must_use]
pub fn markdown(pack: &Pack) -> String {
    let mut page = Page::default();
    page.heading(1, &pack.title);
    page.paragraph(&escaped(&pack.about));
    page.paragraph(&format!(
        "Pack `{}`, version {}, language {}. Scores run from {} to {}; answers reach {} to {}.",
        pack.id,
        pack.version,
        pack.language,
        points(pack.axis.min),
        points(pack.axis.max),
        crate::number::decimal(pack.attainable.low, 1),
        crate::number::decimal(pack.attainable.high, 1),
    ));
    levels(pack, &mut page);
    if !pack.attributes.is_empty() {
        page.heading(2, "About the respondent");
        for attribute in &pack.attributes {
            self::attribute(pack, attribute, &mut page);
        }
    }
    page.heading(2, "Questions");
    page.paragraph(
        "Of every question the answer may also be “don't know”. The number before an answer is its \
         value, the number behind it what it counts.",
    );
    for (index, dimension) in pack.dimensions.iter().enumerate() {
        self::dimension(pack, index, dimension, &mut page);
    }
    rules(pack, &mut page);
    if !pack.steps.is_empty() {
        page.heading(2, "Steps");
        for step in &pack.steps {
            self::step(pack, step, &mut page);
        }
    }
    findings(pack, &mut page);
    sources(pack, &mut page);
    page.0
}

/// The document so far; blocks are a blank line apart.
#[derive(Default)]
struct Page(String);

impl Page {
    fn paragraph(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn heading(&mut self, depth: usize, text: &str) {
        self.paragraph(&format!("{} {}", "#".repeat(depth), escaped(text)));
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        if !items.is_empty() {
            self.paragraph(&items.join("\n"));
        }
    }
}

fn points(thousandths: i64) -> String {
    ExactScore::from_thousandths(thousandths).to_f64().to_string()
}

fn when(pack: &Pack, condition: &crate::pack::Condition) -> String {
    escaped(&words::condition(pack, condition))
}

fn level_name(pack: &Pack, index: usize) -> String {
    pack.levels
        .get(index)
        .map_or_else(String::new, |level| escaped(&level.name))
}

fn levels(pack: &Pack, page: &mut Page) {
    page.heading(2, "Levels");
    for (index, level) in pack.levels.iter().enumerate() {
        page.heading(3, &level.name);
        let band = pack.levels.get(index + 1).map_or_else(
            || format!("From {} up", points(level.from)),
            |next| format!("From {} to below {}", points(level.from), points(next.from)),
        );
        let gloss = escaped(level.gloss.trim_end_matches('.'));
        page.paragraph(&format!("{band} (`{}`): {gloss}.", level.id));
        page.list(level.signs.iter().map(|sign| escaped(sign)));
    }
}

fn attribute(pack: &Pack, attribute: &Attribute, page: &mut Page) {
    let is_sides = pack
        .sides
        .and_then(|sides| pack.attributes.get(sides.attribute))
        .is_some_and(|sides| sides.id == attribute.id);
    let note = match (&attribute.values, is_sides) {
        (None, _) => " Any text.",
        (Some(_), true) => " The two sides are marked.",
        _ => "",
    };
    page.paragraph(&format!(
        "**{}** (`{}`): {}{note}",
        escaped(&attribute.name),
        attribute.id,
        escaped(&attribute.ask)
    ));
    let sides = pack
        .sides
        .filter(|_| is_sides)
        .map_or_else(Vec::new, |sides| sides.values.to_vec());
    let values = attribute.values.iter().flatten().enumerate();
    page.list(values.map(|(index, value)| {
        let mark = if sides.contains(&index) { " (side)" } else { "" };
        format!("{}{mark}", choice(value))
    }));
}

fn choice(choice: &Choice) -> String {
    let group = if choice.group == choice.label {
        String::new()
    } else {
        format!(" (in reports: {})", escaped(&choice.group))
    };
    format!("`{}` {}{group}", choice.value, escaped(&choice.label))
}

fn dimension(pack: &Pack, index: usize, dimension: &Dimension, page: &mut Page) {
    page.heading(3, &dimension.name);
    page.paragraph(&format!(
        "{} (`{}`, weight {})",
        escaped(&dimension.about),
        dimension.id,
        points(dimension.weight)
    ));
    for question in pack
        .questions_of(index)
        .filter_map(|index| pack.questions.get(index))
    {
        self::question(pack, question, page);
    }
}

fn question(pack: &Pack, question: &Question, page: &mut Page) {
    page.paragraph(&format!(
        "**{} {}** {}",
        question.id,
        escaped(&question.name),
        escaped(&question.text)
    ));
    if let Some(help) = &question.help {
        page.paragraph(&escaped(help));
    }
    page.list(question.options.iter().map(|option| {
        let label = escaped(&option.label);
        format!("{} · {label} · {}", option.value, points(option.points))
    }));
    let mut notes = Vec::new();
    if question.short {
        notes.push("in the short form".to_owned());
    }
    if question.not_applicable {
        notes.push("may be “not applicable”".to_owned());
    }
    if question.reverse {
        notes.push("reversed".to_owned());
    }
    if question.weight != 1_000 {
        notes.push(format!("weight {}", points(question.weight)));
    }
    if let Some(ask) = &question.ask {
        notes.push(format!("asked when {}", when(pack, ask)));
    }
    if !notes.is_empty() {
        page.paragraph(&format!("*{}*", notes.join("; ")));
    }
}

/// Facts, fit rules and guards.
fn rules(pack: &Pack, page: &mut Page) {
    if !pack.facts.is_empty() {
        page.heading(2, "Facts");
        page.paragraph("Unscored circumstances. Where one is missing, fit rules assume what is marked.");
        for fact in &pack.facts {
            self::fact(fact, page);
        }
    }
    if !pack.fit.is_empty() {
        page.heading(2, "Which level fits");
        page.paragraph("The first rule that holds decides.");
        for (index, rule) in pack.fit.iter().enumerate() {
            let condition = rule.when.as_ref().map_or_else(
                || "otherwise".to_owned(),
                |condition| format!("when {}", when(pack, condition)),
            );
            page.paragraph(&format!(
                "{}. **{}** {condition}. {} (`{}`)",
                index + 1,
                level_name(pack, rule.fit),
                escaped(&rule.reason),
                rule.id
            ));
        }
    }
    if !pack.guards.is_empty() {
        page.heading(2, "Guards");
        page.list(pack.guards.iter().map(|guard| {
            format!(
                "At most **{}** while {}. {} (`{}`)",
                level_name(pack, guard.caps),
                when(pack, &guard.when),
                escaped(&guard.reason),
                guard.id
            )
        }));
    }
}

fn fact(fact: &Fact, page: &mut Page) {
    page.paragraph(&format!(
        "**{}** (`{}`): {}",
        escaped(&fact.name),
        fact.id,
        escaped(&fact.ask)
    ));
    page.list(fact.options.iter().enumerate().map(|(index, option)| {
        let mark = if fact.assumed == Some(index) {
            " (assumed)"
        } else {
            ""
        };
        format!("{}{mark}", choice(option))
    }));
}

fn step(pack: &Pack, step: &Step, page: &mut Page) {
    page.heading(3, &format!("{} {}", step.id, step.title));
    page.paragraph(&escaped(&step.action));
    page.paragraph(&format!("*Why:* {}", escaped(&step.why)));
    let toward = match step.toward {
        Move::Any => "whatever the level aimed at".to_owned(),
        Move::To(level) => format!("on the way to {} or higher", level_name(pack, level)),
        Move::Hold => "when the level aimed at is reached".to_owned(),
        Move::Unlock => "on the roadmap, as what would open the way".to_owned(),
    };
    let offered = match &step.when {
        _ if step.always => "in every report".to_owned(),
        Some(condition) if *condition != crate::pack::Condition::All(Vec::new()) => {
            format!("{toward}, when {}", when(pack, condition))
        }
        _ => toward,
    };
    let ids = |steps: &[usize]| {
        let ids = steps.iter().filter_map(|&index| pack.steps.get(index));
        ids.map(|step| escaped(&step.id)).collect::<Vec<_>>().join(", ")
    };
    let mut lines = vec![format!("Offered: {offered}.")];
    if !step.needs.is_empty() {
        lines.push(format!("Needs: {}.", ids(&step.needs)));
    }
    if !step.after.is_empty() {
        lines.push(format!("After: {}.", ids(&step.after)));
    }
    if let Some(first) = &step.first {
        lines.push(format!("First when {}.", when(pack, first)));
    }
    if let Some(blocked) = &step.blocked {
        lines.push(format!("Not now while {}.", when(pack, blocked)));
    }
    lines.push(format!(
        "Owner: {}. Effort: {}. Horizon: {}.",
        escaped(&step.owner),
        effort(step.effort),
        escaped(&step.horizon)
    ));
    lines.push(format!("Done when: {}", escaped(&step.done_when)));
    let source = step
        .source
        .and_then(|source| pack.sources.get(source))
        .map_or_else(String::new, |source| format!(": {}", escaped(&source.text)));
    lines.push(format!("Evidence {}{source}", evidence(step.evidence)));
    page.list(lines);
}

const fn effort(effort: Effort) -> &'static str {
    match effort {
        Effort::Small => "up to a week",
        Effort::Medium => "up to a month",
        Effort::Large => "more than a month",
    }
}

const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Study => "A (empirical study)",
        Evidence::Cases => "B (case research)",
        Evidence::Practice => "C (practitioners)",
    }
}

fn findings(pack: &Pack, page: &mut Page) {
    if pack.findings.is_empty() {
        return;
    }
    page.heading(2, "Findings");
    page.list(pack.findings.iter().map(|finding| {
        let severity = if finding.warning { "Warning" } else { "Note" };
        format!(
            "{severity} when {}: {} (`{}`)",
            when(pack, &finding.when),
            escaped(&finding.message),
            finding.id
        )
    }));
}

fn sources(pack: &Pack, page: &mut Page) {
    if pack.sources.is_empty() {
        return;
    }
    page.heading(2, "Sources");
    page.list(pack.sources.iter().map(|source| {
        // An address in angle brackets ends at the first bracket or blank.
        let harmless = |url: &&String| {
            url.starts_with("https://") && plain(url) == **url && !url.contains([' ', '<', '>'])
        };
        let url = source
            .url
            .as_ref()
            .filter(harmless)
            .map_or_else(String::new, |url| format!(" <{url}>"));
        format!("{} (`{}`){url}", escaped(&source.text), source.id)
    }));
}
