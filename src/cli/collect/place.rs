//! Where collected answers go, and what must not happen there: nothing is lost, and nothing is
//! counted twice.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::answers::Kind;
use crate::answers::collection::Round;
use crate::cli::exit::UsageFault;
use crate::cli::input::{Input, nearest_project};
use crate::cli::output::{Target, file_name, write_private};
use crate::cli::session::called;
use crate::printout::{Manner, Printout};
use crate::project::ANSWERS_FOLDER;
use crate::project::waves::in_order;

const WAVE: &str = "{wave}";
const ORGANIZATION: &str = "{organization}";

/// What `-o` says.
#[derive(Debug)]
pub(super) struct Pattern {
    text: String,
}

impl Pattern {
    /// A file, a folder, a pattern, or `-`.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let is_folder = text != "-" && (text.ends_with(['/', '\\']) || Path::new(text).is_dir());
        let text = if is_folder {
            Path::new(text)
                .join(format!("{WAVE}.ndjson"))
                .display()
                .to_string()
        } else {
            text.to_owned()
        };
        let rest = text.replace(WAVE, "").replace(ORGANIZATION, "");
        if let Some((_, unknown)) = rest.split_once('{') {
            let unknown = unknown.split('}').next().unwrap_or_default();
            bail!(UsageFault(format!(
                "-o {text}: `{{{unknown}}}` stands for nothing; allowed: `{WAVE}` and `{ORGANIZATION}`"
            )));
        }
        let is_ndjson = Target::parse(&text)
            .ending()
            .is_some_and(|ending| Kind::of_extension(&ending) == Some(Kind::Ndjson));
        if text != "-" && !is_ndjson {
            bail!(UsageFault(format!(
                "-o {text}: this writes NDJSON, one person a line; end in .ndjson"
            )));
        }
        Ok(Self { text })
    }

    /// Whether organisations are told apart, so that inputs of several projects are welcome.
    pub(super) fn tells_organizations(&self) -> bool {
        self.text.contains(ORGANIZATION)
    }

    /// The lines of each file, in order of their places.
    pub(super) fn sort(
        &self,
        rounds: BTreeMap<Round, Vec<String>>,
        read: u64,
    ) -> Result<Vec<(Target, Vec<String>)>> {
        if rounds.is_empty() {
            bail!(UsageFault(format!("none of the {read} records match --select")));
        }
        let waves = rounds
            .keys()
            .map(|round| round.wave.as_deref().unwrap_or_default());
        let waves = in_order(waves, &[]);
        if waves.len() > 1 && !self.text.contains(WAVE) {
            let names: Vec<String> = waves.iter().map(|wave| called(wave)).collect();
            bail!(UsageFault(format!(
                "the input holds {} waves: {}; a file holds one, so write -o 'answers/{WAVE}.ndjson', or pick one \
                 with --select wave=NAME",
                names.len(),
                names.join(", ")
            )));
        }
        // By the place in small letters: many machines make no difference.
        let mut sorted: BTreeMap<String, (String, Named, Vec<String>)> = BTreeMap::new();
        for (round, lines) in rounds {
            let (path, named) = self.fill(&round)?;
            match sorted.get_mut(&path.to_lowercase()) {
                None => drop(sorted.insert(path.to_lowercase(), (path, named, lines))),
                Some((_, known, all)) if *known == named => all.extend(lines),
                Some(_) => bail!(UsageFault(format!(
                    "-o {}: two different names would both be written to {path}; pick one with --select",
                    self.text
                ))),
            }
        }
        Ok(sorted
            .into_values()
            .map(|(path, _, lines)| (Target::parse(&path), lines))
            .collect())
    }

    /// The path of a wave, and the names that it stands for.
    fn fill(&self, round: &Round) -> Result<(String, Named)> {
        let mut path = self.text.clone();
        let mut named = [None, None];
        let keys = [
            (WAVE, &round.wave, "wave"),
            (ORGANIZATION, &round.organization, "organization"),
        ];
        for ((key, name, noun), named) in keys.into_iter().zip(&mut named) {
            if !self.text.contains(key) {
                continue;
            }
            let Some(name) = name else {
                bail!(UsageFault(format!(
                    "-o {}: there are records that name no {noun}, so `{key}` stands for nothing; name one file",
                    self.text
                )));
            };
            path = path.replace(key, &file_name(name));
            *named = Some(name.clone());
        }
        Ok((path, named))
    }
}

/// The names in a path.
type Named = [Option<String>; 2];

/// What will be written, known to be safe.
#[derive(Debug)]
pub(super) struct Plan {
    contents: Vec<(Target, String)>,
    /// Files that were read and are not written over.
    left: Vec<PathBuf>,
}

impl Plan {
    /// Refuses what would lose answers, or leave them where they would be read twice.
    pub(super) fn new(
        contents: Vec<(Target, String)>,
        inputs: &[Input],
        replace: bool,
        remove_inputs: bool,
    ) -> Result<Self> {
        let read: Vec<PathBuf> = inputs.iter().filter_map(|input| input.path.clone()).collect();
        let written: Vec<PathBuf> = contents
            .iter()
            .filter_map(|(target, _)| match target {
                Target::File(path) => Some(path.clone()),
                Target::Stdout => None,
            })
            .collect();
        if remove_inputs && written.is_empty() {
            bail!(UsageFault(
                "--remove-inputs: standard output may be lost; name a file with -o".to_owned()
            ));
        }
        for (target, content) in &contents {
            if let Target::File(path) = target
                && !replace
            {
                free(path, content, &read, remove_inputs)?;
            }
        }
        let left: Vec<PathBuf> = read
            .into_iter()
            .filter(|input| !written.iter().any(|output| same(input, output)))
            .collect();
        let plan = Self { contents, left };
        if !remove_inputs {
            plan.twice_in_a_project(&written)?;
        }
        Ok(plan)
    }

    /// Refuses to leave the same answers twice under the `answers/` of a project.
    fn twice_in_a_project(&self, written: &[PathBuf]) -> Result<()> {
        for output in written {
            let Some(folder) = existing_parent(output) else {
                continue;
            };
            let Some(answers) = nearest_project(&folder).map(|root| root.join(ANSWERS_FOLDER)) else {
                continue;
            };
            let left = self
                .left
                .iter()
                .filter(|path| real(path).starts_with(&answers))
                .count();
            if folder.starts_with(&answers) && left > 0 {
                let files = match left {
                    1 => "the file that was read would stay".to_owned(),
                    _ => format!("{left} files that were read would stay"),
                };
                bail!(UsageFault(format!(
                    "{}: {files} under {ANSWERS_FOLDER}/ as well, and the project would hold everybody twice; add \
                     --remove-inputs to delete what was read, or write to another place",
                    output.display(),
                )));
            }
        }
        Ok(())
    }

    /// Writes every file, each as one step and readable by its owner alone, like any answers.
    pub(super) fn write(&self) -> Result<()> {
        self.contents
            .iter()
            .try_for_each(|(target, content)| match target {
                Target::Stdout => target.write(&Printout::of(Manner::Json, content.as_str())),
                Target::File(path) => write_private(path, content.as_bytes()),
            })
    }

    /// A file written beside what it was made from.
    pub(super) fn read_along(&self) -> Option<String> {
        self.contents.iter().find_map(|(target, _)| {
            let Target::File(path) = target else { return None };
            let folder = existing_parent(path)?;
            let beside = self
                .left
                .iter()
                .any(|input| real(input).parent() == Some(&folder));
            beside.then(|| format!("{} lies beside what it was made from", path.display()))
        })
    }

    /// Deletes what was read and not written over, and the folders that this leaves empty.
    pub(super) fn remove_inputs(&self) -> Result<usize> {
        // A pipe is gone once it is read.
        let files: Vec<&PathBuf> = self.left.iter().filter(|path| path.is_file()).collect();
        for path in &files {
            fs::remove_file(path).with_context(|| format!("failed to remove {}", path.display()))?;
        }
        let mut folders: Vec<&Path> = files.iter().filter_map(|path| path.parent()).collect();
        folders.dedup();
        for folder in folders {
            let keeps =
                folder.as_os_str().is_empty() || folder.ends_with(ANSWERS_FOLDER) || folder.ends_with(".");
            if !keeps {
                // One that still holds something stays.
                let _ = fs::remove_dir(folder);
            }
        }
        Ok(files.len())
    }
}

/// Refuses to write over something else than the very same.
fn free(path: &Path, content: &str, read: &[PathBuf], remove_inputs: bool) -> Result<()> {
    let there = match fs::read(path) {
        Ok(there) => there,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("failed to read {}", path.display())),
    };
    if there == content.as_bytes() {
        return Ok(());
    }
    let shown = path.display();
    if read.iter().any(|input| same(input, path)) {
        // Whoever lets the inputs be deleted lets one of them be written over.
        if remove_inputs {
            return Ok(());
        }
        bail!(UsageFault(format!(
            "{shown} is one of the files that were read; add --replace to write over it: its notes and time stamps are \
             gone then"
        )));
    }
    bail!(UsageFault(format!(
        "{shown} is there already and was not read, so its answers would be lost; name it among the inputs as well, \
         or add --replace to write over it"
    )));
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

fn same(input: &Path, output: &Path) -> bool {
    match (fs::canonicalize(input), fs::canonicalize(output)) {
        (Ok(input), Ok(output)) => input == output,
        _ => false,
    }
}

/// The real folder that a path lies in, or would once folders are made.
fn existing_parent(path: &Path) -> Option<PathBuf> {
    path.ancestors().skip(1).find_map(|folder| {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        fs::canonicalize(folder).ok()
    })
}
