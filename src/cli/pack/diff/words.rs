//! Every fixed text of a difference between packs.

use crate::pack::diff::{Kind, PackDiff, Reason, Said, Step};

/// What stands above the changes of one reason.
pub(super) const fn heading(reason: Reason) -> &'static str {
    match reason {
        Reason::Scoring => "Major: the same answers count otherwise",
        Reason::Meaning => "Major: what is chosen from is not the same",
        Reason::Level => "Major: the same scores lead to another level",
        Reason::Fit => "Major: the same facts make another level fit",
        Reason::Refused => "Major: answer or project files that were right are refused",
        Reason::Added => "Minor: something more is asked, known or said",
        Reason::Advice => "Minor: the same answers get other advice",
        Reason::Shown => "Minor: reports say other things of the same numbers",
        Reason::Wording => "Patch: wording, if it keeps the meaning; that only a person can tell",
        Reason::Order => "Patch: another order of the same things",
        Reason::Remark => "Patch: remarks that decide nothing",
        Reason::Translation => "No new version: texts in another language",
    }
}

/// The reasons in the order printed.
pub(super) const ORDER: [Reason; 12] = [
    Reason::Scoring,
    Reason::Meaning,
    Reason::Level,
    Reason::Fit,
    Reason::Refused,
    Reason::Added,
    Reason::Advice,
    Reason::Shown,
    Reason::Wording,
    Reason::Order,
    Reason::Remark,
    Reason::Translation,
];

/// The first lines: does the version say what changed?
pub(super) fn verdict(diff: &PackDiff) -> String {
    let step = match diff.requires {
        Step::None => "no",
        Step::Patch => "a patch",
        Step::Minor => "a minor",
        Step::Major => "a major",
    };
    let (to, least) = (
        &diff.to.version,
        diff.version.least.as_deref().unwrap_or_default(),
    );
    let nothing = diff.changes.is_empty();
    match diff.version.says {
        Said::OtherPack => {
            "These are two different packs: neither is a version of the other, and no result of one can be \
             compared with a result of the other."
                .to_owned()
        }
        Said::Older => format!(
            "{to} is older than {}: name the older pack first.",
            diff.from.version
        ),
        Said::None if nothing => "Nothing changed, and the version says so.".to_owned(),
        _ if nothing => format!("Nothing changed; {to} says more than that, which does no harm."),
        _ if diff.requires == Step::None => {
            "The texts are in another language and all else is the same: no new version is needed.".to_owned()
        }
        Said::None => {
            format!("These changes need {step} version, {least}; the version is the same as before.")
        }
        _ if diff.version.enough => {
            format!("These changes need {step} version, {least} or higher, and {to} says so.")
        }
        _ => format!("These changes need {step} version, {least} or higher; {to} says less."),
    }
}

pub(super) const COMPARABLE: &str = "Results of the two versions";
pub(super) const CAN: &str = "can be compared";
pub(super) const CANNOT: &str = "cannot be compared";
pub(super) const TOTAL: &str = "Total";
pub(super) const LEVEL: &str = "Level";
pub(super) const FIT: &str = "Level that fits";
/// What stands for the other language's texts, which would fill pages.
pub(super) fn translated(texts: usize) -> String {
    match texts {
        1 => "1 text; --format json lists it".to_owned(),
        _ => format!("{texts} texts; --format json lists them"),
    }
}

/// What happened to something as a whole.
pub(super) const fn whole(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Reordered => "order",
        Kind::Moved | Kind::Reworded | Kind::Rescored | Kind::Changed => "changed",
    }
}

/// A field as it reads: `points of answer 3` for `options/3/points`.
pub(super) fn field(field: &str) -> String {
    let parts: Vec<&str> = field.split('/').collect();
    match parts.as_slice() {
        ["options", answer, key] => format!("{key} of answer {answer}"),
        ["options", answer] => format!("answer {answer}"),
        ["values", value, key] => format!("{key} of value {value}"),
        ["values", value] => format!("value {value}"),
        ["options"] => "answers".to_owned(),
        _ => field.replace('/', "."),
    }
}

/// Where a value is missing.
pub(super) const NOTHING: &str = "nothing";
