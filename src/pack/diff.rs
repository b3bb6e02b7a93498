//! Two packs side by side: what changed by id, what that asks of the version, and which results
//! of the two stay comparable.
//!
//! Compared is what a pack means, not how it is written: comments, layout, the order of values
//! within a condition, and whether answers stand under `scales` or in the question do not count.

mod comparable;
mod items;
mod rules;
#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::Value;

use super::{Condition, Pack, Version, load, read};
use crate::diagnostic::Diagnostics;
use crate::source::Source;
pub use comparable::{Comparable, DimensionComparable, Verdict};
pub use rules::{Part, Reason};

/// The `format` of a difference between packs.
pub const FORMAT: &str = "lockstep-pack-diff/1";

/// Everything that differs between two packs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackDiff {
    /// `lockstep-pack-diff/1`
    pub format: String,
    /// The pack before.
    pub from: PackName,
    /// The pack after.
    pub to: PackName,
    /// The least step of the version that all changes together need.
    pub requires: Step,
    /// What the version says about it.
    pub version: VersionStep,
    /// Every change, in the order of the file.
    pub changes: Vec<Change>,
    /// Which results of the one can be compared with results of the other.
    pub comparable: Comparable,
}

/// Which pack, to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackName {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Language tag of its texts.
    pub language: String,
    /// SHA-256 of its canonical JSON.
    pub digest: String,
}

/// How far a version moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Not at all.
    None,
    /// Wording that keeps the meaning.
    Patch,
    /// Something was added.
    Minor,
    /// Scoring or meaning changed.
    Major,
}

/// What the version of the second pack says about the changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VersionStep {
    /// How far it moved.
    pub says: Said,
    /// Whether that is far enough.
    pub enough: bool,
    /// The lowest version that would be; null when the two are different packs.
    pub least: Option<String>,
}

/// How far the version moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// It is the same.
    None,
    /// The third number rose.
    Patch,
    /// The second number rose.
    Minor,
    /// The first number rose.
    Major,
    /// It is lower than before.
    Older,
    /// The ids differ: one is no version of the other.
    OtherPack,
}

/// What happened to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// A question belongs to another dimension.
    Moved,
    /// The same things stand in another order.
    Reordered,
    /// A text reads otherwise.
    Reworded,
    /// An answer or a score counts otherwise.
    Rescored,
    /// Anything else.
    Changed,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Change {
    /// What kind of thing changed.
    pub part: Part,
    /// Which one; null where there is only one, and for the order of all.
    pub id: Option<String>,
    /// What happened.
    pub change: Kind,
    /// Which key of it, such as `text`; `options/3/points` is the points of the answer with value 3.
    /// Null where the whole was added, removed or reordered.
    pub field: Option<String>,
    /// What stood there; null where nothing did.
    pub from: Value,
    /// What stands there now; null where nothing does.
    pub to: Value,
    /// The step of the version that it needs.
    pub requires: Step,
    /// Why.
    pub reason: Reason,
    /// Both conditions in words, where the field is one.
    #[serde(skip)]
    pub words: [Option<String>; 2],
}

/// What changed between the pack in `from` and the pack in `to`.
///
/// # Errors
/// Every fault of the two files, if one of them is no valid pack.
pub fn diff(from: &Source<'_>, to: &Source<'_>) -> Result<PackDiff, Diagnostics> {
    let sides = [Side::read(from), Side::read(to)];
    match sides {
        [Ok(from), Ok(to)] => Ok(between(&from, &to)),
        sides => {
            let mut faults = Diagnostics::new();
            for side in sides {
                if let Err(found) = side {
                    faults.append(found);
                }
            }
            Err(faults)
        }
    }
}

/// One of the two packs: proven, and as the values of its file.
struct Side {
    pack: Pack,
    values: Value,
}

impl Side {
    fn read(source: &Source<'_>) -> Result<Self, Diagnostics> {
        let pack = load(source)?;
        let values = items::values(read(source)?);
        Ok(Self { pack, values })
    }

    fn name(&self) -> PackName {
        PackName {
            id: self.pack.id.clone(),
            version: self.pack.version.to_string(),
            language: self.pack.language.clone(),
            digest: self.pack.digest.clone(),
        }
    }

    /// The condition at a field, as the proven pack has it.
    fn condition(&self, part: Part, id: &str, field: &str) -> Option<&Condition> {
        let pack = &self.pack;
        match (part, field) {
            (Part::Question, "ask") => pack.questions[pack.question(id)?].ask.as_ref(),
            (Part::Fit, "when") => pack.fit.iter().find(|rule| rule.id == id)?.when.as_ref(),
            (Part::Guard, "when") => Some(&pack.guards.iter().find(|guard| guard.id == id)?.when),
            (Part::Finding, "when") => Some(&pack.findings.iter().find(|rule| rule.id == id)?.when),
            (Part::Step, "when") => pack.steps[pack.step(id)?].when.as_ref(),
            (Part::Step, "first") => pack.steps[pack.step(id)?].first.as_ref(),
            (Part::Step, "blocked") => pack.steps[pack.step(id)?].blocked.as_ref(),
            _ => None,
        }
    }
}

fn between(from: &Side, to: &Side) -> PackDiff {
    let changes = items::changes(from, to);
    let requires = changes
        .iter()
        .map(|change| change.requires)
        .max()
        .unwrap_or(Step::None);
    PackDiff {
        format: FORMAT.to_owned(),
        from: from.name(),
        to: to.name(),
        requires,
        version: version(&from.pack, &to.pack, requires),
        comparable: comparable::comparable(&from.pack, &to.pack, &changes),
        changes,
    }
}

/// What the version of `to` says, and whether that is enough.
fn version(from: &Pack, to: &Pack, requires: Step) -> VersionStep {
    if from.id != to.id {
        return VersionStep {
            says: Said::OtherPack,
            enough: true,
            least: None,
        };
    }
    let (old, new) = (from.version, to.version);
    let (says, reached) = if new < old {
        (Said::Older, None)
    } else if new.major > old.major {
        (Said::Major, Some(Step::Major))
    } else if new.minor > old.minor {
        (Said::Minor, Some(Step::Minor))
    } else if new.patch > old.patch {
        (Said::Patch, Some(Step::Patch))
    } else {
        (Said::None, Some(Step::None))
    };
    let least = match requires {
        Step::None => old,
        Step::Patch => Version {
            patch: old.patch.saturating_add(1),
            ..old
        },
        Step::Minor => Version {
            minor: old.minor.saturating_add(1),
            patch: 0,
            ..old
        },
        Step::Major => Version {
            major: old.major.saturating_add(1),
            minor: 0,
            patch: 0,
        },
    };
    VersionStep {
        says,
        enough: reached.is_some_and(|reached| reached >= requires),
        least: Some(least.to_string()),
    }
}
