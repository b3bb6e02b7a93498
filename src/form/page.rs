//! Pack and options put into the template.

use askama::Template;

use super::words::{Page, Words, fill};
use super::{FormOptions, script};
use crate::answers::Form;
use crate::pack::condition::{Condition, Leaf};
use crate::pack::{Pack, Question};
use crate::{text, web};

/// Runs before the page is drawn.
const EARLY: &str = include_str!("../../templates/form/early.js");
/// Runs at the end, as one function so that nothing leaks.
const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("../../templates/form/data.js"),
    include_str!("../../templates/form/draft.js"),
    include_str!("../../templates/form/file.js"),
    include_str!("../../templates/form/step.js"),
    include_str!("../../templates/form/review.js"),
    include_str!("../../templates/form/keys.js"),
    include_str!("../../templates/form/main.js"),
    "})();\n",
);
const STYLE: &str = concat!(
    include_str!("../../templates/form/base.css"),
    include_str!("../../templates/form/steps.css"),
    include_str!("../../templates/form/ends.css"),
    include_str!("../../templates/form/modes.css"),
);
/// What one answer takes: 33 questions in ten minutes, 17 in five.
const SECONDS_PER_QUESTION: usize = 18;

#[derive(Template)]
#[template(path = "form/page.html")]
struct View<'a> {
    language: &'a str,
    direction: &'a str,
    w: &'a Page,
    policy: String,
    style: &'a str,
    early: &'a str,
    script: &'a str,
    data: String,
    title: &'a str,
    occasion: String,
    length: Vec<String>,
    intro: Vec<String>,
    promise: [(&'a str, String); 4],
    about: &'a str,
    pack_language: &'a str,
    attributes: Vec<AttributeView<'a>>,
    questions: Vec<QuestionView<'a>>,
    send: String,
    mail: Option<String>,
}

struct AttributeView<'a> {
    ask: &'a str,
    /// Empty for an open attribute.
    choices: Vec<(&'a str, &'a str)>,
}

struct QuestionView<'a> {
    id: &'a str,
    dimension: &'a str,
    /// The sentence about the dimension, at its first question.
    lead: Option<&'a str>,
    text: &'a str,
    help: Option<&'a str>,
    asked_of: Option<String>,
    options: Vec<(i64, &'a str)>,
    not_applicable: bool,
}

/// The page in the language of `words`.
pub(super) fn render(pack: &Pack, options: &FormOptions, words: &Words) -> String {
    let w = &words.page;
    let style = web::unix(STYLE);
    let early = web::unix(EARLY);
    let script = web::unix(SCRIPT);
    let title = options.title.as_deref().unwrap_or(&pack.title);
    let questions: Vec<&Question> = pack
        .questions
        .iter()
        .filter(|question| options.form == Form::Full || question.short)
        .collect();
    let view = View {
        language: words.language,
        direction: words.direction,
        w,
        policy: web::policy(&[&early, &script], &[&style]),
        style: &style,
        early: &early,
        script: &script,
        data: script::data(pack, options, title, &questions, words),
        occasion: occasion(options),
        length: length(&questions, w),
        intro: options.intro.as_deref().map(text::paragraphs).unwrap_or_default(),
        promise: promise(pack, options, w),
        about: &pack.about,
        pack_language: &pack.language,
        attributes: attributes(pack),
        questions: views(pack, &questions, w),
        send: match &options.contact {
            Some(contact) => fill(w.done_send_to, &[("contact", contact)]),
            None => w.done_send_anyone.to_owned(),
        },
        mail: options
            .mailto
            .as_ref()
            .map(|address| fill(w.done_mail, &[("address", &address.to_string())])),
        title,
    };
    web::finished(&view)
}

fn occasion(options: &FormOptions) -> String {
    let parts = [&options.organization, &options.wave].into_iter().flatten();
    parts.map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// How many questions, how many minutes.
fn length(questions: &[&Question], w: &Page) -> Vec<String> {
    let most = questions.len();
    let least = questions.iter().filter(|question| question.ask.is_none()).count();
    let number = if least == most {
        w.questions.of(most)
    } else {
        let (least, most) = (least.to_string(), most.to_string());
        fill(w.questions_range, &[("least", &least), ("most", &most)])
    };
    let minutes = (most * SECONDS_PER_QUESTION + 30) / 60;
    vec![number, w.minutes.of(minutes.max(1)), w.offline.to_owned()]
}

/// What respondents are promised, each part under its heading.
fn promise<'a>(pack: &Pack, options: &FormOptions, w: &'a Page) -> [(&'a str, String); 4] {
    let minimum = options
        .minimum_group
        .unwrap_or(pack.reporting.minimum_group)
        .to_string();
    let sides = pack.sides.is_some();
    let holder = match &options.contact {
        Some(contact) => {
            let holder = if options.contact_is_independent && sides {
                w.promise_holder_independent
            } else {
                w.promise_holder_named
            };
            fill(holder, &[("contact", contact)])
        }
        None => w.promise_holder_unnamed.to_owned(),
    };
    // Where nobody and no day is named, nobody has promised anything yet.
    let promised = options.contact.is_some() || options.report_date.is_some();
    let back = match &options.report_date {
        Some(date) => fill(w.promise_back_by.of(sides), &[("date", &day(date, w))]),
        None if promised => w.promise_back_sometime.of(sides).to_owned(),
        None => w.promise_back_unpromised.to_owned(),
    };
    let use_of_it = if promised {
        w.promise_use_text
    } else {
        w.promise_use_unpromised
    };
    [
        (w.promise_holder, holder),
        (
            w.promise_groups,
            fill(w.promise_groups_text, &[("minimum", &minimum)]),
        ),
        (w.promise_use, use_of_it.to_owned()),
        (w.promise_back, back),
    ]
}

/// `2026-10-20` as people write it; other words as they are.
fn day(written: &str, w: &Page) -> String {
    let parts: Vec<&str> = written.split('-').collect();
    let spelt = || {
        let &[year, month, day] = parts.as_slice() else {
            return None;
        };
        let digits =
            |part: &str, len: usize| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return None;
        }
        let month = w.months.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        let day = day.trim_start_matches('0');
        Some(fill(w.date, &[("day", day), ("month", month), ("year", year)]))
    };
    spelt().unwrap_or_else(|| written.to_owned())
}

fn attributes(pack: &Pack) -> Vec<AttributeView<'_>> {
    let attributes = pack.attributes.iter();
    attributes
        .map(|attribute| AttributeView {
            ask: &attribute.ask,
            choices: attribute
                .values
                .iter()
                .flatten()
                .map(|choice| (choice.value.as_str(), choice.label.as_str()))
                .collect(),
        })
        .collect()
}

fn views<'a>(pack: &'a Pack, questions: &[&'a Question], w: &Page) -> Vec<QuestionView<'a>> {
    let mut before = None;
    questions
        .iter()
        .map(|question| {
            let dimension = pack.dimensions.get(question.dimension);
            let first = before != Some(question.dimension);
            before = Some(question.dimension);
            QuestionView {
                id: &question.id,
                dimension: dimension.map_or("", |dimension| &dimension.name),
                lead: dimension
                    .filter(|_| first)
                    .map(|dimension| dimension.about.as_str()),
                text: &question.text,
                help: question.help.as_deref(),
                asked_of: question
                    .ask
                    .as_ref()
                    .and_then(|condition| asked_of(pack, condition, w)),
                options: question
                    .options
                    .iter()
                    .map(|option| (option.value, option.label.as_str()))
                    .collect(),
                not_applicable: question.not_applicable,
            }
        })
        .collect()
}

/// Whom a question is for, where one attribute decides it.
fn asked_of(pack: &Pack, condition: &Condition, w: &Page) -> Option<String> {
    let Condition::Leaf(Leaf::Attribute(attribute, values)) = condition else {
        return None;
    };
    let attribute = pack.attributes.get(*attribute)?;
    let choices = attribute.values.as_deref()?;
    let labels: Vec<&str> = values
        .iter()
        .filter_map(|&value| choices.get(value))
        .map(|choice| choice.label.as_str())
        .collect();
    Some(fill(
        w.asked_of,
        &[("attribute", &attribute.name), ("values", &labels.join(", "))],
    ))
}
