//! What a change is judged against: an assessment in a file, or another wave of the same answers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::file;
use crate::assessment::{Assessment, Ledger, Links, Setting, Tally, compare, compare_linked};
use crate::cli::exit::UsageFault;
use crate::cli::groups::{GroupKey, Groups};
use crate::cli::session::{Session, there_are};
use crate::diagnostic::Diagnostic;
use crate::names;
use crate::pack::Pack;
use crate::project::waves::in_order;
use crate::source::Place;

/// The wave before, by this name.
const PREVIOUS: &str = "previous";

/// What to compare with.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Comparison")]
pub(in crate::cli) struct BaselineArgs {
    /// An earlier assessment, to say what has changed since
    ///
    /// It is what `report --format json` wrote; a list of them, as --by organization writes it,
    /// has one for each organization.
    #[arg(long, value_name = "FILE", conflicts_with = "baseline_wave", value_hint = clap::ValueHint::FilePath)]
    baseline: Option<PathBuf>,
    /// An earlier wave of the same answers, or `previous`
    ///
    /// People who answered both are compared with themselves. `check` takes the previous wave
    /// without being told where a condition asks for a change.
    #[arg(long, value_name = "NAME", value_parser = crate::cli::wave::sought)]
    baseline_wave: Option<String>,
    /// Let a first run pass: without an earlier result nothing is compared, and that is said
    #[arg(long)]
    pub(in crate::cli) baseline_optional: bool,
}

/// Where earlier results come from.
pub(in crate::cli) enum Against {
    /// A file; empty where there is none and none is needed.
    File(PathBuf, Vec<Assessment>),
    /// A wave of this name, and whether the run may do without.
    Wave(String, bool),
    /// The wave before.
    Previous,
    /// Nothing, unless a condition asks for a change.
    Nothing,
}

/// An earlier result of one group.
pub(in crate::cli) struct Earlier {
    pub(in crate::cli) assessment: Assessment,
    /// Who answered then and now, where the answers are at hand.
    links: Option<Links>,
    /// The file it stands in.
    file: Option<PathBuf>,
}

impl Earlier {
    fn of_file(path: &Path, assessment: &Assessment) -> Self {
        Self {
            assessment: assessment.clone(),
            links: None,
            file: Some(path.to_owned()),
        }
    }

    /// Adds to `now` what changed since.
    pub(in crate::cli) fn compare(&self, pack: &Pack, now: &mut Assessment) -> Result<(), Box<Diagnostic>> {
        match &self.links {
            Some(links) => compare_linked(pack, now, &self.assessment, links),
            None => compare(pack, now, &self.assessment),
        }
        .map_err(|fault| match &self.file {
            Some(path) if fault.place.is_none() => {
                Box::new(fault.at(Place::file(path.display().to_string())))
            }
            _ => fault,
        })
    }
}

/// All waves that were read, when one of them is to be compared with another.
#[derive(Default)]
pub(in crate::cli) struct Waves {
    tallies: BTreeMap<GroupKey, Tally>,
    ledgers: BTreeMap<String, Ledger>,
}

impl Waves {
    /// Of what was read; where everybody has one wave, none is left to compare with.
    pub(in crate::cli) fn of(groups: &mut Groups<'_>) -> Self {
        let ledgers = std::mem::take(&mut groups.ledgers);
        let tallies = if ledgers.is_some() {
            groups.tallies.clone()
        } else {
            BTreeMap::new()
        };
        Self {
            tallies,
            ledgers: ledgers.unwrap_or_default(),
        }
    }
}

impl Against {
    pub(in crate::cli) fn open(args: &BaselineArgs) -> Result<Self> {
        match (&args.baseline, args.baseline_wave.as_deref()) {
            (Some(path), _) => {
                let missing = path
                    .symlink_metadata()
                    .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
                let earlier = if missing && args.baseline_optional {
                    Vec::new()
                } else {
                    file::read(path)?
                };
                Ok(Self::File(path.clone(), earlier))
            }
            (None, Some(PREVIOUS)) => Ok(Self::Previous),
            (None, Some(wave)) => Ok(Self::Wave(wave.to_owned(), args.baseline_optional)),
            (None, None) => Ok(Self::Nothing),
        }
    }

    /// Whether other waves of the input are looked at; `needed` is whether a condition asks for a
    /// change.
    pub(in crate::cli) const fn looks_at_waves(&self, needed: bool) -> bool {
        match self {
            Self::File(..) => false,
            Self::Wave(..) | Self::Previous => true,
            Self::Nothing => needed,
        }
    }

    /// The earlier result of a group; `needed` is whether a condition asks for one.
    pub(in crate::cli) fn find(
        &self,
        session: &Session,
        waves: &Waves,
        key: &GroupKey,
        setting: &Setting,
        needed: bool,
    ) -> Result<Option<Earlier>> {
        let waves_of = || {
            let keys = waves.tallies.keys();
            keys.filter(|other| other.organization == key.organization)
                .map(|other| other.wave.as_str())
        };
        let wave = match self {
            Self::File(path, assessments) => {
                let own = |then: &&Assessment| {
                    names::alike(
                        then.organization.as_deref().unwrap_or_default(),
                        &key.organization,
                    )
                };
                let then = match assessments.as_slice() {
                    [only] => Some(only),
                    several => several.iter().find(own),
                };
                return Ok(then.map(|then| Earlier::of_file(path, then)));
            }
            Self::Nothing if !needed => return Ok(None),
            Self::Wave(wave, optional) => {
                if names::alike(wave, &key.wave) {
                    bail!(UsageFault(format!(
                        "--baseline-wave {wave}: this is the wave that is shown; name an earlier one"
                    )));
                }
                if let Some(known) = names::find(waves_of(), wave) {
                    known
                } else if *optional && waves_of().all(|name| *name == key.wave) {
                    // A first run has no other wave; beside others a name that is none is a slip.
                    return Ok(None);
                } else {
                    let others = waves_of().filter(|name| **name != key.wave);
                    bail!(UsageFault(format!(
                        "--baseline-wave {wave}: there is no such wave; {}",
                        there_are(others)
                    )));
                }
            }
            Self::Previous | Self::Nothing => {
                let project = session.project(&key.organization);
                let listed = project.map_or(&[][..], |project| project.waves.as_slice());
                let ordered = in_order(waves_of(), listed);
                let own = ordered.iter().position(|name| *name == key.wave);
                let before = own.and_then(|own| ordered.get(own.checked_sub(1)?)).copied();
                match before {
                    Some(wave) => wave,
                    None => return Ok(None),
                }
            }
        };
        let then = GroupKey {
            wave: wave.to_owned(),
            ..key.clone()
        };
        let Some(tally) = waves.tallies.get(&then) else {
            return Ok(None);
        };
        // The roster is that of today: more people may have been there then.
        let held = |side: usize| {
            let answered = tally.cells.get(side).map_or(0, |cell| cell.read);
            setting
                .roster
                .get(side)
                .copied()
                .flatten()
                .filter(|people| answered <= *people)
        };
        let setting = Setting {
            wave: Some(wave.to_owned()).filter(|name| !name.is_empty()),
            roster: [held(0), held(1)],
            ..setting.clone()
        };
        let ledger = waves.ledgers.get(&key.organization);
        Ok(Some(Earlier {
            assessment: session.assess(tally, &setting)?,
            links: ledger.and_then(|ledger| ledger.links(wave, &key.wave)),
            file: None,
        }))
    }
}
