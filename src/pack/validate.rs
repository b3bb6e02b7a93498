//! Written form → true form: what refers to something finds it, what is a number makes sense.
//!
//! Every fault is reported. What the reader could not read is passed over in silence, so that
//! one fault is not blamed twice.

mod condition;
mod names;
mod questions;
mod rules;

use super::place::{Places, child};
use super::written::{self, Decimal};
use super::{Axis, Level, Pack, Reporting, Scoring, SourceRef, Version};
use crate::diagnostic::{
    Code, Diagnostic, Diagnostics, PACK_AXIS, PACK_INVALID_LANGUAGE, PACK_INVALID_NAME, PACK_INVALID_URL,
    PACK_INVALID_VERSION, PACK_LEVEL_ORDER, PACK_LEVEL_RANGE, PACK_LEVEL_START, PACK_NUMBER_ORDER,
    PACK_NUMBER_RANGE, PACK_RESERVED_ID, PACK_TOO_FEW, one_of,
};
use crate::number::ExactScore;
use names::{Names, check_ids};

/// Numbers beyond this, in thousandths, are a slip of the pen; within it no sum can overflow.
const FARTHEST: i64 = 1_000_000_000;
/// Fewest people in a published group that may be asked for.
const SMALLEST_GROUP: i64 = 3;
/// Words that `move` knows beside the ids of levels.
const MOVES: [&str; 3] = ["any", "hold", "unlock"];

/// Proves a written pack. Without faults there is a pack.
pub(super) fn validate(
    written: &written::Pack,
    places: Places<'_>,
    digest: String,
) -> (Option<Pack>, Diagnostics) {
    let mut faults = Faults::new(places);
    let pack = pack(written, &mut faults, digest);
    (pack, faults.found)
}

/// Gathers faults and knows where they stand.
struct Faults<'a> {
    places: Places<'a>,
    found: Diagnostics,
}

impl<'a> Faults<'a> {
    fn new(places: Places<'a>) -> Self {
        Self {
            places,
            found: Diagnostics::new(),
        }
    }

    /// Reports a fault of the value at `pointer`, with what was found there.
    fn report(&mut self, diagnostic: Diagnostic, pointer: &str) {
        let mut diagnostic = diagnostic.at(self.places.of(pointer));
        if diagnostic.found.is_none() {
            diagnostic.found = self.places.describe(pointer);
        }
        self.found.push(diagnostic);
    }

    /// The same in short, for faults that need no advice.
    fn fault(
        &mut self,
        code: &'static Code,
        message: impl Into<String>,
        pointer: &str,
        allowed: impl Into<String>,
    ) {
        self.report(Diagnostic::new(code, message).allowed(allowed), pointer);
    }

    /// Whether `value` lies in the range; thousandths.
    fn within(&mut self, value: Option<Decimal>, pointer: &str, low: i64, high: i64) -> Option<i64> {
        let Decimal(value) = value?;
        if (low..=high).contains(&value) {
            return Some(value);
        }
        let bound = |value: i64| ExactScore::from_thousandths(value).to_f64();
        let allowed = format!("{} to {}", bound(low), bound(high));
        self.fault(&PACK_NUMBER_RANGE, "number out of range", pointer, allowed);
        None
    }

    /// Whether a whole number lies in the range.
    fn whole_within(&mut self, value: Option<i64>, pointer: &str, low: i64, high: i64) -> Option<i64> {
        let value = value?;
        if (low..=high).contains(&value) {
            return Some(value);
        }
        let allowed = format!("{low} to {high}");
        self.fault(&PACK_NUMBER_RANGE, "number out of range", pointer, allowed);
        None
    }

    /// A share: 0 to 1.
    fn share(&mut self, value: Option<Decimal>, pointer: &str) -> Option<i64> {
        self.within(value, pointer, 0, 1_000)
    }
}

/// Everything that can be referred to.
struct Ground<'w> {
    written: &'w written::Pack,
    sources: Names<'w>,
    levels: Names<'w>,
    attributes: Names<'w>,
    dimensions: Names<'w>,
    questions: Names<'w>,
    facts: Names<'w>,
    steps: Names<'w>,
}

impl<'w> Ground<'w> {
    fn new(written: &'w written::Pack) -> Self {
        Self {
            written,
            sources: written.sources.iter().map(|item| item.id.as_str()).collect(),
            levels: written.levels.iter().map(|item| item.id.as_str()).collect(),
            attributes: written.attributes.iter().map(|item| item.id.as_str()).collect(),
            dimensions: written.dimensions.iter().map(|item| item.id.as_str()).collect(),
            questions: written.questions.iter().map(|item| item.id.as_str()).collect(),
            facts: written.facts.iter().map(|item| item.id.as_str()).collect(),
            steps: written.steps.iter().map(|item| item.id.as_str()).collect(),
        }
    }
}

/// Makes one thing of every item and hands back all of them, or none if one could not be made.
/// Every item is looked at all the same; unread ones have been reported.
fn each<W: Default + PartialEq, T>(
    items: &[W],
    list: &str,
    mut make: impl FnMut(&W, &str) -> Option<T>,
) -> Option<Vec<T>> {
    let unread = W::default();
    let mut made = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if *item != unread {
            made.extend(make(item, &format!("{list}/{index}")));
        }
    }
    (made.len() == items.len()).then_some(made)
}

/// `Some(None)` is something that is there and could not be made.
fn settled<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    value.map_or(Some(None), |value| value.map(Some))
}

fn pack(written: &written::Pack, faults: &mut Faults<'_>, digest: String) -> Option<Pack> {
    let ground = Ground::new(written);
    let version = head(written, faults);
    let sources = sources(written, faults);
    let axis = axis(&written.axis, faults);
    let levels = levels(written, axis, faults);
    let attributes = questions::attributes(&ground, faults);
    let sides = written
        .sides
        .as_ref()
        .map(|sides| questions::sides(sides, &ground, faults));
    let contrasts = questions::contrasts(&ground, faults);
    let questions = questions::questions(&ground, axis, faults);
    let dimensions = questions::dimensions(&ground, questions.as_deref(), faults);
    let scoring = scoring(&written.scoring, faults);
    let reporting = reporting(&written.reporting, faults);
    let facts = rules::facts(&ground, faults);
    let fit = rules::fit(&ground, faults);
    let guards = rules::guards(&ground, faults);
    let steps = rules::steps(&ground, faults);
    let findings = rules::findings(&ground, faults);
    let (dimensions, questions) = (dimensions?, questions?);
    Some(Pack {
        id: written.id.clone(),
        version: version?,
        language: written.language.clone(),
        title: written.title.clone(),
        about: written.about.clone(),
        sources: sources?,
        axis: axis?,
        attainable: super::attainable(&dimensions, &questions, |_| true)?,
        levels: levels?,
        attributes: attributes?,
        sides: settled(sides)?,
        contrasts: contrasts?,
        dimensions,
        questions,
        scoring: scoring?,
        reporting: reporting?,
        facts: facts?,
        fit: fit?,
        guards: guards?,
        steps: steps?,
        findings: findings?,
        digest,
    })
}

/// Id, version and language.
fn head(written: &written::Pack, faults: &mut Faults<'_>) -> Option<Version> {
    let kebab = |id: &str| {
        id.starts_with(|first: char| first.is_ascii_lowercase())
            && id.split('-').all(|word| {
                !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            })
    };
    if !written.id.is_empty() && !kebab(&written.id) {
        let allowed = "lower-case words and digits with hyphens between them, such as sales-marketing";
        faults.fault(
            &PACK_INVALID_NAME,
            "the id of a pack is kebab-case",
            "/id",
            allowed,
        );
    }
    let tag = |text: &str| {
        let mut parts = text.split('-');
        let first = parts
            .next()
            .is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic()));
        first
            && parts
                .all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    if !written.language.is_empty() && !tag(&written.language) {
        let message = "not a language tag";
        faults.fault(
            &PACK_INVALID_LANGUAGE,
            message,
            "/language",
            "a tag such as en or pt-BR",
        );
    }
    let version = Version::parse(&written.version);
    if version.is_none() && !written.version.is_empty() {
        let message = "not a semantic version";
        faults.fault(
            &PACK_INVALID_VERSION,
            message,
            "/version",
            "three numbers such as 1.0.0",
        );
    }
    version
}

fn sources(written: &written::Pack, faults: &mut Faults<'_>) -> Option<Vec<SourceRef>> {
    let ids = written.sources.iter().map(|source| source.id.as_str());
    check_ids(faults, "source", "/sources", "id", ids);
    each(&written.sources, "/sources", |source, pointer| {
        let opens = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        if source.url.as_ref().is_some_and(|url| !opens(url)) {
            faults.fault(
                &PACK_INVALID_URL,
                "not an address that a browser opens",
                &child(pointer, "url"),
                "an address that begins with https:// or http://",
            );
        }
        Some(SourceRef {
            id: source.id.clone(),
            text: source.text.clone(),
            url: source.url.clone(),
        })
    })
}

fn axis(axis: &written::Axis, faults: &mut Faults<'_>) -> Option<Axis> {
    let min = faults.within(axis.min, "/axis/min", -FARTHEST, FARTHEST);
    let max = faults.within(axis.max, "/axis/max", -FARTHEST, FARTHEST);
    let axis = Axis { min: min?, max: max? };
    if axis.min >= axis.max {
        let allowed = "a maximum above the minimum";
        faults.fault(&PACK_AXIS, "the axis does not run upwards", "/axis/max", allowed);
        return None;
    }
    Some(axis)
}

fn levels(written: &written::Pack, axis: Option<Axis>, faults: &mut Faults<'_>) -> Option<Vec<Level>> {
    let ids = || written.levels.iter().map(|level| level.id.as_str());
    check_ids(faults, "level", "/levels", "id", ids());
    for (index, id) in ids().enumerate() {
        if MOVES.contains(&id) {
            let message = format!("`{id}` is a word of `move` and cannot name a level");
            let allowed = format!("any id but {}", one_of(MOVES));
            faults.fault(
                &PACK_RESERVED_ID,
                message,
                &format!("/levels/{index}/id"),
                allowed,
            );
        }
    }
    if written.levels.len() < 2 && !written.levels.contains(&written::Level::default()) {
        faults.fault(&PACK_TOO_FEW, "too few levels", "/levels", "two or more");
    }
    let mut before: Option<i64> = None;
    for (index, level) in written.levels.iter().enumerate() {
        let pointer = format!("/levels/{index}/from");
        let Some(Decimal(from)) = level.from else {
            before = None;
            continue;
        };
        let points = |value: i64| ExactScore::from_thousandths(value).to_f64();
        if let (0, Some(axis)) = (index, axis)
            && from != axis.min
        {
            let message = "the lowest level begins where the axis does";
            faults.fault(&PACK_LEVEL_START, message, &pointer, points(axis.min).to_string());
        } else if let Some(below) = before
            && from <= below
        {
            let message = "levels ascend";
            let allowed = format!("a number above {}", points(below));
            faults.fault(&PACK_LEVEL_ORDER, message, &pointer, allowed);
        } else if let Some(axis) = axis
            && from > axis.max
        {
            let message = "the level begins beyond the axis";
            let allowed = format!("at most {}", points(axis.max));
            faults.fault(&PACK_LEVEL_RANGE, message, &pointer, allowed);
        }
        before = Some(from);
    }
    each(&written.levels, "/levels", |level, _| {
        Some(Level {
            id: level.id.clone(),
            name: level.name.clone(),
            from: level.from?.0,
            gloss: level.gloss.clone(),
            signs: level.signs.clone(),
        })
    })
}

fn scoring(scoring: &written::Scoring, faults: &mut Faults<'_>) -> Option<Scoring> {
    let dimension_minimum = faults.share(scoring.dimension_minimum, "/scoring/dimension_minimum");
    let dimensions = faults.share(
        scoring.total_minimum_dimensions,
        "/scoring/total_minimum_dimensions",
    );
    let questions = faults.share(
        scoring.total_minimum_questions,
        "/scoring/total_minimum_questions",
    );
    Some(Scoring {
        dimension_minimum: dimension_minimum?,
        total_minimum_dimensions: dimensions?,
        total_minimum_questions: questions?,
    })
}

fn reporting(reporting: &written::Reporting, faults: &mut Faults<'_>) -> Option<Reporting> {
    const MANY: i64 = 1_000;
    let at = |key: &str| format!("/reporting/{key}");
    let float = |value: Option<i64>| value.map(|value| ExactScore::from_thousandths(value).to_f64());
    let count = |value: Option<i64>| value.and_then(|value| usize::try_from(value).ok());
    let minimum_group = faults.whole_within(
        reporting.minimum_group,
        &at("minimum_group"),
        SMALLEST_GROUP,
        MANY,
    );
    let dont_know_share = faults.share(reporting.dont_know_share, &at("dont_know_share"));
    let usable = faults.share(reporting.response_rate.usable, &at("response_rate/use"));
    let care = faults.share(reporting.response_rate.care, &at("response_rate/care"));
    let relevant_gap = faults.within(reporting.relevant_gap, &at("relevant_gap"), 0, FARTHEST);
    let clear = faults.share(reporting.certainty.clear, &at("certainty/clear"));
    let probable = faults.share(reporting.certainty.probable, &at("certainty/probable"));
    let least = faults.whole_within(reporting.steps_now.least, &at("steps_now/least"), 0, MANY);
    let most = faults.whole_within(reporting.steps_now.most, &at("steps_now/most"), 1, MANY);
    let route_shown = faults.whole_within(reporting.route_shown, &at("route_shown"), 1, MANY);
    for (low, high, low_key, high_key) in [
        (care, usable, "response_rate/care", "response_rate/use"),
        (probable, clear, "certainty/probable", "certainty/clear"),
        (least, most, "steps_now/least", "steps_now/most"),
    ] {
        if let (Some(low), Some(high)) = (low, high)
            && low > high
        {
            let message = format!("`{}` is above `{}`", leaf(low_key), leaf(high_key));
            let allowed = format!("at most what `{}` says", leaf(high_key));
            faults.fault(&PACK_NUMBER_ORDER, message, &at(low_key), allowed);
        }
    }
    Some(Reporting {
        minimum_group: u64::try_from(minimum_group?).ok()?,
        dont_know_share: float(dont_know_share)?,
        response_rate_use: float(usable)?,
        response_rate_care: float(care)?,
        relevant_gap: float(relevant_gap)?,
        certainty_clear: float(clear)?,
        certainty_probable: float(probable)?,
        steps_least: count(least)?,
        steps_most: count(most)?,
        route_shown: count(route_shown)?,
    })
}

/// The last part of a path of keys.
fn leaf(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
