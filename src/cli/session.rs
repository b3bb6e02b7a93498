//! One run over answers: which files, whose project, which pack; then reading and the setting.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::exit::{InputFaults, UsageFault};
use super::groups::{GroupKey, Key};
use super::input::{self, Draft as DraftFile, Input, Inputs};
use super::numbers::whole;
use super::packs;
use super::talk::Talk;
use super::writer::parent;
use crate::answers::{Intake, Response, Sink};
use crate::assessment::{Assessment, Setting, Tally, assess};
use crate::diagnostic::{Diagnostics, PROJECT_SEVERAL};
use crate::escape::plain;
use crate::names::{self, fold};
use crate::pack::{Pack, builtin};
use crate::project::{self, Project, ProjectText, waves};
use crate::source::Source;
use crate::survey::draft::{Draft, Unread};

/// What to read.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct InputArgs {
    /// Answer files, folders, or - for standard input [default: the project around the current folder]
    #[arg(value_name = "INPUT", value_hint = clap::ValueHint::AnyPath)]
    pub(crate) inputs: Vec<String>,
    /// The questionnaire: id of a built-in pack, or a pack file [default: the one the answers name]
    #[arg(long, value_name = "PACK")]
    pub(crate) pack: Option<String>,
    /// Take only those with this value; repeat for more
    ///
    /// Goes by organization, wave, form or an attribute of the questionnaire. Several values of
    /// one of them are alternatives; of different ones all must hold.
    #[arg(long, value_name = "ATTRIBUTE=VALUE")]
    pub(crate) select: Vec<String>,
}

/// What is known beside the answers, and who may see what.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct SettingArgs {
    /// Fewest people in a group that is shown; never below 3 [default: that of the project, else of the questionnaire]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(3))]
    min_group: Option<u64>,
    /// Show a team of two to four as a whole; everybody in it has agreed
    ///
    /// The report says so. Nothing smaller than the whole team is shown.
    #[arg(long)]
    named: bool,
    /// A fact of the organisation; repeat for each
    ///
    /// Goes over the fact in the project file. `lockstep pack show` lists the facts and their values.
    #[arg(long, value_name = "ID=VALUE")]
    fact: Vec<String>,
    /// How many people a side has; repeat for each
    ///
    /// Goes over the number in the project file.
    #[arg(long, value_name = "SIDE=N")]
    roster: Vec<String>,
}

impl SettingArgs {
    /// Whether it is known how many people there are: then the answers are those of some of them.
    pub(crate) const fn names_a_roster(&self) -> bool {
        !self.roster.is_empty()
    }

    /// What decides who is counted.
    pub(crate) fn counting(min_group: Option<u64>, roster: &[String]) -> Self {
        Self {
            min_group,
            named: false,
            fact: Vec::new(),
            roster: roster.to_vec(),
        }
    }
}

/// Everything about a run that is known before reading.
#[derive(Debug)]
pub(crate) struct Session {
    /// The questionnaire.
    pub(crate) pack: Pack,
    /// Whether the pack was named and records need not name it.
    assume_pack: bool,
    inputs: RefCell<Inputs>,
    projects: Vec<Project>,
    /// The project of each organisation, by its folded name.
    of_organization: HashMap<String, usize>,
}

impl Session {
    /// Finds the files, the projects and the pack. Inputs of several projects are allowed where
    /// results are grouped by organisation.
    pub(crate) fn open(args: &InputArgs, several_projects: bool) -> Result<Self> {
        Self::with(args, Inputs::find(&named(args), Path::new("."), several_projects))
    }

    /// The same for any number of projects, also those that nobody has answered yet.
    pub(crate) fn open_even_none(args: &InputArgs) -> Result<Self> {
        Self::with(args, Inputs::find_even_none(&named(args), Path::new(".")))
    }

    fn with(args: &InputArgs, mut inputs: Inputs) -> Result<Self> {
        let mut faults = Diagnostics::new();
        let mut texts = Vec::new();
        for path in &inputs.projects {
            match input::read_project(path) {
                Ok(text) => texts.push((path.clone(), path.display().to_string(), text)),
                Err(fault) => faults.push(*fault),
            }
        }
        let mut parsed = Vec::new();
        for (path, name, text) in &texts {
            match ProjectText::read(Source::new(name, text)) {
                Ok(project) => parsed.push((path, project)),
                Err(found) => faults.append(found),
            }
        }
        // What is wrong with some of the inputs is told together with what is wrong inside the others.
        let several = inputs
            .diagnostics
            .iter()
            .any(|fault| fault.code == &PROJECT_SEVERAL);
        let readable = !inputs.files.is_empty() && !several;
        if faults.has_errors() || inputs.diagnostics.has_errors() && !readable {
            faults.append(std::mem::take(&mut inputs.diagnostics));
            bail!(InputFaults(faults));
        }
        let chosen = match &args.pack {
            Some(name) => Some(packs::find(name)?),
            None => parsed
                .iter()
                .find_map(|(path, project)| packs::of_project(parent(path), project).transpose())
                .transpose()?,
        };
        let (pack, assume_pack) = match chosen {
            Some(pack) => (pack, true),
            None => match inputs.first_pack(std::io::stdin().lock()) {
                Some(id) if builtin::find(&id).is_some() => (packs::find(&id)?, false),
                _ => (packs::find(packs::DEFAULT)?, false),
            },
        };
        let mut projects = Vec::new();
        for (_, project) in &parsed {
            match project.validate(&pack) {
                Ok(project) => projects.push(project),
                Err(found) => faults.append(found),
            }
        }
        if faults.has_errors() {
            bail!(InputFaults(faults));
        }
        let mut of_organization = HashMap::new();
        for (index, project) in projects.iter().enumerate() {
            if let Some(name) = &project.organization {
                of_organization.entry(fold(name)).or_insert(index);
            }
        }
        Ok(Self {
            pack,
            assume_pack,
            inputs: RefCell::new(inputs),
            projects,
            of_organization,
        })
    }

    /// Reads everything into `sink`; any fault and nothing of it counts.
    pub(crate) fn read(&self, sink: &mut dyn Sink, talk: &Talk) -> Result<()> {
        let (mut intake, organizations) = self.intake();
        let mut inputs = self.inputs.borrow_mut();
        inputs.read(&mut intake, &organizations, std::io::stdin().lock(), sink);
        let mut outcome = intake.finish();
        outcome.diagnostics.append(sink.end());
        if outcome.diagnostics.has_errors() {
            bail!(InputFaults(outcome.diagnostics));
        }
        talk.diagnostics(&outcome.diagnostics);
        Ok(())
    }

    /// Reads one input by itself, apart from the others; whether all of it is right.
    pub(crate) fn read_alone(&self, input: &Input, sink: &mut dyn Sink) -> bool {
        let (mut intake, organizations) = self.intake();
        Inputs::read_again(input, &mut intake, &organizations, sink);
        !intake.finish().diagnostics.has_errors()
    }

    /// What takes records in, and the organisations of the projects, for records that name none.
    fn intake(&self) -> (Intake<'_>, Vec<Option<String>>) {
        let intake = Intake::new(&self.pack);
        let intake = if self.assume_pack {
            intake.assuming_pack()
        } else {
            intake
        };
        let organizations = self.projects.iter().map(|project| project.organization.clone());
        (intake, organizations.collect())
    }

    /// Reads these inputs instead of those that were found.
    pub(crate) fn read_these(&self, files: Vec<Input>) {
        self.inputs.borrow_mut().files = files;
    }

    /// What a draft says so far, as if it were handed in.
    pub(crate) fn draft(&self, path: &Path, talk: &Talk) -> Result<Response> {
        let text = input::read_text(path).map_err(|fault| packs::one(*fault))?;
        let name = path.display();
        let draft = match Draft::read(&text) {
            Ok(draft) => draft,
            Err(Unread::NoDraft(_)) => bail!(UsageFault(format!("{name} is no draft"))),
            Err(Unread::Damaged(why)) => bail!(UsageFault(format!("{name} is no draft: {why}"))),
            Err(Unread::OtherFormat(format)) => {
                bail!(UsageFault(format!(
                    "{name} is a draft of another version of lockstep ({format})"
                )));
            }
        };
        if draft.pack.id != self.pack.id {
            bail!(UsageFault(format!(
                "{name} answers the questionnaire `{}`, and this is `{}`; --pack names another",
                draft.pack.id, self.pack.id
            )));
        }
        let (sheet, opened) = draft.open(&self.pack);
        let lost = opened.changed + opened.gone;
        if lost > 0 {
            talk.note(&format!(
                "the questionnaire has changed since {name} was begun; {lost} of its answers do not count"
            ));
        }
        Ok(sheet.response(None))
    }

    /// The projects that the inputs belong to.
    pub(crate) fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// What is read, in order.
    pub(crate) fn files(&self) -> Vec<Input> {
        self.inputs.borrow().files.clone()
    }

    /// Names the wave of records that do not, after the file or folder on the command line that
    /// holds them.
    pub(crate) fn name_waves(&self, args: &InputArgs) {
        self.inputs.borrow_mut().name_waves(&named(args));
    }

    /// Answers that were begun and not handed in; their project is an index into
    /// [`Session::projects`].
    pub(crate) fn drafts(&self) -> Vec<DraftFile> {
        self.inputs.borrow().drafts.clone()
    }

    /// The project of an organisation: the only one, or the one of that name.
    pub(crate) fn project(&self, organization: &str) -> Option<&Project> {
        match self.projects.as_slice() {
            [only] if organization.is_empty() || only.organization.is_none() => Some(only),
            several => several.get(*self.of_organization.get(&fold(organization))?),
        }
    }

    /// The setting of an assessment, from the project and over it the flags.
    pub(crate) fn setting(
        &self,
        args: &SettingArgs,
        organization: &str,
        wave: Option<&str>,
    ) -> Result<Setting> {
        let pack = &self.pack;
        let mut setting = Setting {
            organization: Some(organization.to_owned()).filter(|name| !name.is_empty()),
            wave: wave.filter(|name| !name.is_empty()).map(str::to_owned),
            facts: vec![Vec::new(); pack.facts.len()],
            minimum_group: args.min_group,
            named: args.named,
            ..Setting::default()
        };
        if let Some(project) = self.project(organization) {
            setting.organization = setting.organization.or_else(|| project.organization.clone());
            setting.minimum_group = setting.minimum_group.or(project.minimum_group);
            setting.named |= project.named;
            setting.done.clone_from(&project.done);
            for given in &project.facts {
                setting.facts[given.fact] = given.value.values();
            }
            for entry in &project.roster {
                self.set_roster(&mut setting, entry.attribute, entry.value, entry.people);
            }
        }
        let mut faults = Diagnostics::new();
        let mut given = BTreeSet::new();
        for text in &args.fact {
            let Some((id, value)) = text.split_once('=') else {
                bail!(UsageFault(format!(
                    "--fact {text}: write a fact and a value, such as market=fast"
                )));
            };
            if !given.insert(id.trim()) {
                bail!(UsageFault(format!(
                    "--fact {text}: `{}` was given before",
                    id.trim()
                )));
            }
            match project::fact_value(pack, id.trim(), value.trim()) {
                Ok((fact, option)) => setting.facts[fact] = vec![option],
                Err(fault) => faults.push(*fault),
            }
        }
        let mut given = BTreeSet::new();
        for text in &args.roster {
            let people = text
                .rsplit_once('=')
                .and_then(|(_, people)| people.trim().parse().ok());
            let (Some((side, _)), Some(people)) = (text.rsplit_once('='), people) else {
                bail!(UsageFault(format!(
                    "--roster {text}: write a side and a number, such as sales=40"
                )));
            };
            match project::roster_group(pack, side.trim()) {
                Ok(group) if !given.insert(group) => bail!(UsageFault(format!(
                    "--roster {text}: `{}` was given before",
                    side.trim()
                ))),
                Ok((attribute, value)) => self.set_roster(&mut setting, attribute, value, people),
                Err(fault) => faults.push(*fault),
            }
        }
        if faults.has_errors() {
            bail!(InputFaults(faults));
        }
        Ok(setting)
    }

    fn set_roster(&self, setting: &mut Setting, attribute: usize, value: usize, people: u64) {
        if let Some(sides) = self.pack.sides
            && sides.attribute == attribute
            && let Some(side) = sides.values.iter().position(|side| *side == value)
        {
            setting.roster[side] = Some(people);
        }
    }

    /// Whether a single record of the input is one person's own view: the file that holds it was itself
    /// named, outside of any project, and nothing is known beside it. Everywhere else the first answer
    /// is as protected as the hundredth.
    pub(crate) fn is_own(&self, args: &InputArgs) -> bool {
        let [only] = args.inputs.as_slice() else {
            return false;
        };
        let file = Path::new(only).symlink_metadata();
        only != "-"
            && file.is_ok_and(|found| found.is_file())
            && self.projects.is_empty()
            && args.select.is_empty()
    }

    /// The tallies a run shows: of the wave asked for, else of the latest, by organisation.
    pub(crate) fn choose(
        &self,
        tallies: BTreeMap<GroupKey, Tally>,
        by: &[Key],
        wave: Option<&str>,
        talk: &Talk,
    ) -> Result<BTreeMap<GroupKey, Tally>> {
        if by.contains(&Key::Wave) && wave.is_none() {
            return Ok(tallies);
        }
        let organizations: BTreeSet<&str> = tallies.keys().map(|key| key.organization.as_str()).collect();
        let mut chosen: BTreeMap<String, String> = BTreeMap::new();
        for organization in &organizations {
            let names: BTreeSet<&str> = tallies
                .keys()
                .filter(|key| key.organization == **organization)
                .map(|key| key.wave.as_str())
                .collect();
            let listed = self
                .project(organization)
                .map_or(&[][..], |project| project.waves.as_slice());
            let latest = match wave {
                Some(wave) => match names::find(names.iter().copied(), wave) {
                    Some(known) => known,
                    None => bail!(UsageFault(format!(
                        "--wave {wave}: there is no such wave; {}",
                        there_are(names.iter().copied())
                    ))),
                },
                None => waves::latest(names.iter().copied(), listed).unwrap_or_default(),
            };
            if wave.is_none() && names.len() > 1 {
                talk.note(&format!(
                    "showing wave {}, the latest of {}; --wave picks another",
                    called(latest),
                    names.len()
                ));
            }
            chosen.insert((*organization).to_owned(), latest.to_owned());
        }
        Ok(tallies
            .into_iter()
            .filter(|(key, _)| chosen.get(&key.organization) == Some(&key.wave))
            .collect())
    }

    /// The assessment of a group.
    pub(crate) fn assess(&self, tally: &Tally, setting: &Setting) -> Result<Assessment> {
        assess(&self.pack, tally, setting).map_err(|faults| {
            let mut all = Diagnostics::new();
            faults.into_iter().for_each(|fault| all.push(fault));
            InputFaults(all).into()
        })
    }
}

/// Refuses what would put several organisations into one result, unless they are told apart.
pub(crate) fn told_apart(tallies: &BTreeMap<GroupKey, Tally>, by: &[Key]) -> Result<()> {
    if by.contains(&Key::Organization) {
        return Ok(());
    }
    one_organization(&tallies.keys().map(|key| key.organization.as_str()).collect())
}

/// Refuses what would put several organisations into one result.
pub(crate) fn one_organization(organizations: &BTreeSet<&str>) -> Result<()> {
    if organizations.len() > 1 {
        let names: Vec<String> = organizations.iter().map(|name| called(name)).collect();
        bail!(UsageFault(format!(
            "the input holds {} organisations: {}; add --by organization to take each for itself, or --select \
             organization=NAME for one",
            names.len(),
            names.join(", ")
        )));
    }
    Ok(())
}

fn named(args: &InputArgs) -> Vec<PathBuf> {
    args.inputs.iter().map(PathBuf::from).collect()
}

/// A name for messages; the empty one has none.
pub(crate) fn called(name: &str) -> String {
    if name.is_empty() {
        "(not named)".to_owned()
    } else {
        format!("`{}`", plain(name))
    }
}

/// What there is, for a message about a name that there is not.
pub(crate) fn there_are<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(called).collect();
    match names.as_slice() {
        [] => "there is no other".to_owned(),
        [only] => format!("there is {only}"),
        _ => format!("there are {}", names.join(", ")),
    }
}

/// Columns of the terminal that stdout is, else eighty.
pub(crate) fn width() -> usize {
    super::sinks::out_columns().unwrap_or(80)
}
