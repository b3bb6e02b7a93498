//! What a change is judged against: an assessment in a file, or another wave of the same answers.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::Tallies;
use crate::assessment::{Assessment, FORMAT, Setting};
use crate::cli::exit::{InputFaults, UsageFault};
use crate::cli::groups::GroupKey;
use crate::cli::session::{Session, called};
use crate::cli::{input, packs};
use crate::diagnostic::{COMPARISON_UNREADABLE, Diagnostic};
use crate::json::{self, Node, Reader, Value};
use crate::project::waves;
use crate::source::{Place, Source};

/// The wave before, by this name.
const PREVIOUS: &str = "previous";

/// What to compare with.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Comparison")]
pub(super) struct BaselineArgs {
    /// An earlier assessment (report --format json) that changes are judged against
    #[arg(long, value_name = "FILE", conflicts_with = "baseline_wave")]
    baseline: Option<PathBuf>,
    /// An earlier wave of the same answers, or `previous`, which is the default where a condition
    /// asks for a change
    #[arg(long, value_name = "NAME")]
    baseline_wave: Option<String>,
    /// Let a first run pass: without an earlier result changes are not judged, and that is said
    #[arg(long)]
    pub(super) baseline_optional: bool,
}

/// Where earlier assessments come from.
pub(super) enum Against {
    /// A file; empty where there is none and none is needed.
    File(Vec<Assessment>),
    /// A wave of this name.
    Wave(String, bool),
    /// The wave before.
    Previous(bool),
}

impl Against {
    pub(super) fn open(args: &BaselineArgs) -> Result<Self> {
        match (&args.baseline, args.baseline_wave.as_deref()) {
            (Some(path), _) => read(path, args.baseline_optional).map(Self::File),
            (None, Some(PREVIOUS)) => Ok(Self::Previous(true)),
            (None, Some(wave)) => Ok(Self::Wave(wave.to_owned(), args.baseline_optional)),
            (None, None) => Ok(Self::Previous(false)),
        }
    }

    /// The earlier assessment of a group; `needed` is whether a condition asks for one.
    pub(super) fn find(
        &self,
        session: &Session,
        tallies: &Tallies,
        key: &GroupKey,
        setting: &Setting,
        needed: bool,
    ) -> Result<Option<Assessment>> {
        let names = || {
            let keys = tallies.keys();
            keys.filter(|other| other.organization == key.organization)
                .map(|other| other.wave.as_str())
        };
        let wave = match self {
            Self::File(assessments) => {
                let own =
                    |then: &&Assessment| then.organization.as_deref().unwrap_or_default() == key.organization;
                return Ok(match assessments.as_slice() {
                    [only] => Some(only.clone()),
                    several => several.iter().find(own).cloned(),
                });
            }
            Self::Wave(wave, optional) => {
                if *wave == key.wave {
                    bail!(UsageFault(format!(
                        "--baseline-wave {wave}: this is the wave that is judged; name an earlier one"
                    )));
                }
                if !names().any(|name| name == wave) {
                    if *optional {
                        return Ok(None);
                    }
                    let known: Vec<String> = names().filter(|name| **name != key.wave).map(called).collect();
                    let known = if known.is_empty() {
                        "no other".to_owned()
                    } else {
                        known.join(", ")
                    };
                    bail!(UsageFault(format!(
                        "--baseline-wave {wave}: there is no such wave; there is {known}"
                    )));
                }
                wave.as_str()
            }
            Self::Previous(asked) => {
                let project = session.project(&key.organization);
                let listed = project.map_or(&[][..], |project| project.waves.as_slice());
                let ordered = waves::in_order(names(), listed);
                let own = ordered.iter().position(|name| *name == key.wave);
                let before = own.and_then(|own| ordered.get(own.checked_sub(1)?)).copied();
                match before {
                    Some(wave) if needed || *asked => wave,
                    _ => return Ok(None),
                }
            }
        };
        let then = GroupKey {
            wave: wave.to_owned(),
            ..key.clone()
        };
        let Some(tally) = tallies.get(&then) else {
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
        session.assess(tally, &setting).map(Some)
    }
}

/// The assessments of a file: one, or a list with one for each organisation.
fn read(path: &Path, optional: bool) -> Result<Vec<Assessment>> {
    let missing = path
        .symlink_metadata()
        .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    if missing && optional {
        return Ok(Vec::new());
    }
    let name = path.display().to_string();
    let text = input::read_text(path).map_err(|fault| {
        // A baseline that cannot be read is a wrong argument, not a run that broke off.
        let mut unreadable = Diagnostic::new(&COMPARISON_UNREADABLE, fault.message.clone());
        unreadable.place = fault.place.clone().or_else(|| Some(Place::file(name.clone())));
        unreadable.found.clone_from(&fault.found);
        packs::one(unreadable.help("--baseline-optional lets a first run pass without a baseline"))
    })?;
    let source = Source::new(&name, &text);
    let node = json::parse(&source).map_err(|fault| packs::one(*fault))?;
    let mut reader = Reader::new(source);
    let parts: Vec<(String, &Node)> = match &node.value {
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.map(|(index, item)| (format!("/{index}"), item)).collect()
        }
        _ => vec![(String::new(), &node)],
    };
    for (pointer, part) in &parts {
        if let Some(fields) = reader.unchecked_object(part, pointer) {
            reader.format(&fields, FORMAT);
        }
    }
    if reader.has_errors() {
        bail!(InputFaults(reader.into_faults()));
    }
    let assessments = if matches!(node.value, Value::Array(_)) {
        serde_json::from_str(&text)
    } else {
        serde_json::from_str(&text).map(|only| vec![only])
    };
    let assessments: Vec<Assessment> = assessments.map_err(|error| {
        let place = Place {
            line: Some(error.line()),
            column: Some(error.column()),
            ..Place::file(name.clone())
        };
        let fault = Diagnostic::new(&COMPARISON_UNREADABLE, format!("not an assessment: {error}"));
        packs::one(fault.at(place).allowed("what report --format json wrote"))
    })?;
    if assessments.is_empty() {
        let fault = Diagnostic::new(&COMPARISON_UNREADABLE, "the list holds no assessment");
        bail!(packs::one(
            fault
                .at(Place::file(name))
                .allowed("what report --format json wrote")
        ));
    }
    Ok(assessments)
}
