//! A document as one page: its blocks in a template, charts as inline SVG, nothing fetched, nothing
//! that needs a script.
//!
//! The template escapes every text, so that no place can be forgotten ([`web::Shown`]).

pub(super) mod logo;
mod parts;
mod pictures;
mod view;

use askama::Template;

use super::document::{Document, id};
use super::format::{Depth, Format, Writer};
use super::{Options, words};
use crate::printout::{Manner, Printout};
use crate::web::{self, finished};
use parts::{Kind, Part};
use view::Opening;

/// One page for a browser, with everything it needs.
pub(super) const FORMAT: Format = Format {
    name: "html",
    about: "One page for a browser, with everything it needs",
    endings: &["html", "htm"],
    manner: Manner::Html,
    writer: Writer::Draws(Depth::Folded, render),
};

const STYLE: &str = concat!(
    include_str!("../../templates/report/page.css"),
    include_str!("../../templates/report/charts.css"),
    include_str!("../../templates/report/parts.css"),
    include_str!("../../templates/report/print.css"),
);
/// What only a course over waves needs.
const COURSE_STYLE: &str = include_str!("../../templates/report/trend.css");
const SCRIPT: &str = include_str!("../../templates/report/page.js");

/// Draws the document.
fn render(document: &Document, options: &Options) -> Printout {
    let parts = parts::parts(document);
    let opening = pictures::opening(document);
    let course = opening.as_ref().is_some_and(|opening| opening.course.is_some());
    let style = web::unix(STYLE) + &web::unix(if course { COURSE_STYLE } else { "" });
    let script = document.long.then(|| web::unix(SCRIPT));
    let page = Page {
        language: words::LANGUAGE,
        direction: if words::RIGHT_TO_LEFT { "rtl" } else { "ltr" },
        policy: web::policy(&script.iter().map(String::as_str).collect::<Vec<_>>(), &[&style]),
        style: &style,
        script: script.as_deref(),
        logo: options.logo.as_ref().map(logo::Logo::address),
        title: options.title.as_deref().unwrap_or(&document.title),
        subject: &document.subject,
        opening,
        contents: parts
            .iter()
            .filter(|_| document.long)
            .map(|part| (part.id.as_str(), part.title.as_ref()))
            .collect(),
        has_steps: parts.iter().any(|part| part.id == id::STEPS),
        parts: &parts,
    };
    Printout::of(Manner::Html, finished(&page))
}

#[derive(Template)]
#[template(path = "report/page.html")]
struct Page<'a> {
    language: &'a str,
    direction: &'a str,
    policy: String,
    style: &'a str,
    script: Option<&'a str>,
    logo: Option<String>,
    title: &'a str,
    subject: &'a [String],
    opening: Option<Opening<'a>>,
    contents: Vec<(&'a str, &'a str)>,
    has_steps: bool,
    parts: &'a [Part<'a>],
}
