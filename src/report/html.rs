//! A report as one page: the blocks of [`super::content`] in a template, charts as inline SVG,
//! nothing fetched, nothing that needs a script.
//!
//! The template escapes every text for HTML; what would act on its reader in any other way is made
//! visible in the finished page, so that no place can be forgotten.

pub(super) mod logo;
mod parts;
mod pictures;
pub(super) mod trend;

use askama::Template;

use super::content::{self, Headline};
use super::{Options, escape, words};
use crate::assessment::Assessment;
use crate::pack::Pack;
use crate::web;
use parts::{Kind, Part};

const STYLE: &str = concat!(
    include_str!("../../templates/report/page.css"),
    include_str!("../../templates/report/charts.css"),
    include_str!("../../templates/report/parts.css"),
    include_str!("../../templates/report/print.css"),
);
const SCRIPT: &str = include_str!("../../templates/report/page.js");

/// The assessment as a page.
pub(super) fn render(assessment: &Assessment, pack: &Pack, options: &Options) -> String {
    // Everything one may want to check is there, folded away.
    let options = Options {
        method: true,
        ..options.clone()
    };
    let document = content::compose(assessment, pack, &options);
    let parts = parts::parts(&document, assessment, pack);
    let (style, script) = (web::unix(STYLE), web::unix(SCRIPT));
    let page = Page {
        language: words::LANGUAGE,
        direction: if words::RIGHT_TO_LEFT { "rtl" } else { "ltr" },
        policy: web::policy(&[&script], &[&style]),
        style: &style,
        script: &script,
        logo: options.logo.as_ref().map(logo::Logo::address),
        title: options.title.as_deref().unwrap_or(&document.title),
        subject: &document.subject,
        opening: document
            .sections
            .first()
            .filter(|section| section.title.is_none())
            .map(|section| pictures::opening(section, assessment, pack)),
        contents: parts.iter().map(|part| (part.id.as_str(), part.title)).collect(),
        has_steps: parts.iter().any(|part| part.id == "steps"),
        parts: &parts,
    };
    finished(&page)
}

/// The text of a page, in which what would act on its reader is made visible.
fn finished(page: &impl Template) -> String {
    // The template only writes to a string, which cannot fail.
    let text = page.render().unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        out.push_str(&escape::plain(line));
        out.push('\n');
    }
    out
}

/// What opens the page.
struct Opening<'a> {
    headline: Option<&'a Headline>,
    gauge: Option<String>,
    /// The sides with their signs.
    sides: Vec<(String, &'a content::SideLine)>,
    /// What the gauge shows, for the legend.
    range: bool,
    texts: Vec<&'a str>,
}

#[derive(Template)]
#[template(path = "report/page.html")]
struct Page<'a> {
    language: &'a str,
    direction: &'a str,
    policy: String,
    style: &'a str,
    script: &'a str,
    logo: Option<String>,
    title: &'a str,
    subject: &'a [String],
    opening: Option<Opening<'a>>,
    contents: Vec<(&'a str, &'a str)>,
    has_steps: bool,
    parts: &'a [Part<'a>],
}
