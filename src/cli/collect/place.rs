//! Where collected answers go: what `-o` says, filled in for each wave.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::answers::Kind;
use crate::answers::collection::Round;
use crate::cli::exit::UsageFault;
use crate::cli::output::{Target, file_name};
use crate::cli::session::called;
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

    /// The files that are there and could have been written under this pattern.
    pub(super) fn there(&self) -> Vec<PathBuf> {
        let escaped = glob::Pattern::escape(&self.text);
        let [wave, organization] = [WAVE, ORGANIZATION].map(glob::Pattern::escape);
        let pattern = escaped.replace(&wave, "*").replace(&organization, "*");
        let found = glob::glob(&pattern).into_iter().flatten().flatten();
        found.filter(|path| path.is_file()).collect()
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

/// A path with all links followed, where there is something.
pub(super) fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}
