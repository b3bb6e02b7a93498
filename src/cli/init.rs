//! `lockstep init`: makes a project folder. What is not given as a flag is asked, in a terminal.

mod ask;
mod example;

use std::path::{Path, PathBuf};

use crate::answers::Ordered;
use crate::date::is_date;
use crate::pack::Pack;
use crate::project::{self, FactWritten, PackWritten, ProjectFile};
use anyhow::{Context, Result, bail};

use super::exit::{Exit, UsageFault};
use super::output::write_file;
use super::packs;
use super::talk::Talk;

/// Make a project folder for an organisation.
///
/// Asks for what no flag gives, if there is a terminal to ask in. Never overwrites.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder; made if it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Fill it with the built-in example instead
    #[arg(long, conflicts_with_all = ["organization", "pack", "roster", "contact", "report_date", "fact"])]
    example: bool,
    /// Whose Sales and Marketing; default: the name of the folder
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
    /// The questionnaire: id of a built-in pack, or a pack file
    #[arg(long, value_name = "PACK")]
    pack: Option<String>,
    /// How many people a side has; repeat for each side
    #[arg(long, value_name = "SIDE=N")]
    roster: Vec<String>,
    /// Who holds the answers and is in neither team's line
    #[arg(long, value_name = "WHO")]
    contact: Option<String>,
    /// The day both heads report back
    #[arg(long, value_name = "YYYY-MM-DD")]
    report_date: Option<String>,
    /// A fact of the organisation; repeat for each. `lockstep pack show` lists them
    #[arg(long, value_name = "ID=VALUE")]
    fact: Vec<String>,
    /// Ask nothing; what is not given stays open
    #[arg(long)]
    no_input: bool,
}

/// What the project file will hold.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) organization: Option<String>,
    pub(super) roster: Vec<(String, u64)>,
    pub(super) contact: Option<String>,
    pub(super) report_date: Option<String>,
    pub(super) facts: Vec<(String, String)>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let target = args.folder.join(project::PROJECT_FILE);
    if target.exists() {
        bail!(UsageFault(format!(
            "{} is there already; init never overwrites. Edit it, or name another folder",
            target.display()
        )));
    }
    if args.example {
        example::write(&args.folder)?;
        talk.note(&format!(
            "made an example project in {}; try: lockstep report {}",
            args.folder.display(),
            args.folder.display()
        ));
        return Ok(Exit::Done);
    }
    let asks = !args.no_input && ask::possible();
    let name = match &args.pack {
        Some(name) => name.clone(),
        None if asks => match ask::pack()? {
            Some(name) => name,
            None => return Ok(Exit::Interrupted),
        },
        None => packs::DEFAULT.to_owned(),
    };
    let pack = packs::find(&name)?;
    let mut draft = given(args, &pack)?;
    if asks && ask::rest(&pack, &mut draft, &folder_name(&args.folder))?.is_none() {
        talk.note("stopped; nothing was written");
        return Ok(Exit::Interrupted);
    }
    let text = text(args, &name, &pack, draft)?;
    std::fs::create_dir_all(args.folder.join(project::ANSWERS_FOLDER))
        .with_context(|| format!("failed to make {}", args.folder.display()))?;
    write_file(&target, text.as_bytes())?;
    let place = if args.folder == Path::new(".") {
        String::new()
    } else {
        format!("cd {}; ", args.folder.display())
    };
    talk.note(&format!(
        "made {}. Next: {place}lockstep survey",
        target.display()
    ));
    Ok(Exit::Done)
}

/// What the flags say, checked against the pack.
fn given(args: &Args, pack: &Pack) -> Result<Draft> {
    let mut draft = Draft {
        organization: args.organization.clone(),
        contact: args.contact.clone(),
        ..Draft::default()
    };
    for text in &args.roster {
        let Some((side, people)) = text.split_once('=') else {
            bail!(UsageFault(format!(
                "--roster {text}: write a side and a number, such as sales=40"
            )));
        };
        project::roster_group(pack, side.trim()).map_err(|fault| packs::one(*fault))?;
        let people = match people.trim().parse::<u64>() {
            Ok(people) if people > 0 => people,
            _ => bail!(UsageFault(format!(
                "--roster {text}: `{people}` is not a number of people"
            ))),
        };
        draft.roster.push((side.trim().to_owned(), people));
    }
    for text in &args.fact {
        let Some((id, value)) = text.split_once('=') else {
            bail!(UsageFault(format!(
                "--fact {text}: write a fact and a value, such as market=fast"
            )));
        };
        project::fact_value(pack, id.trim(), value.trim()).map_err(|fault| packs::one(*fault))?;
        draft.facts.push((id.trim().to_owned(), value.trim().to_owned()));
    }
    if let Some(date) = &args.report_date {
        if !is_date(date) {
            bail!(UsageFault(format!(
                "--report-date {date}: write a day as 2026-10-04"
            )));
        }
        draft.report_date = Some(date.clone());
    }
    Ok(draft)
}

/// The project file.
fn text(args: &Args, name: &str, pack: &Pack, draft: Draft) -> Result<String> {
    let built_in = crate::pack::builtin::find(name).is_some();
    // Facts in pack order, however they were given.
    let mut facts = draft.facts;
    facts.sort_by_key(|(id, _)| pack.fact(id));
    let file = ProjectFile {
        organization: Some(draft.organization.unwrap_or_else(|| folder_name(&args.folder))),
        pack: Some(if built_in {
            PackWritten::BuiltIn {
                id: name.to_owned(),
                version: Some(pack.version.to_string()),
            }
        } else {
            PackWritten::File {
                file: relative(name, &args.folder)?,
            }
        }),
        roster: Ordered(draft.roster),
        facts: Ordered(
            facts
                .into_iter()
                .map(|(id, value)| (id, Some(FactWritten::One(value))))
                .collect(),
        ),
        contact: draft.contact,
        report_date: draft.report_date,
        ..ProjectFile::default()
    };
    let mut text = serde_json::to_string_pretty(&file).context("failed to write the project file")?;
    text.push('\n');
    // What init writes, every other command must read.
    let source = crate::source::Source::new(project::PROJECT_FILE, &text);
    project::ProjectText::read(source)
        .and_then(|project| project.validate(pack))
        .map_err(super::exit::InputFaults)?;
    Ok(text)
}

/// The pack's path as the project file needs it: absolute, because the two may lie anywhere.
fn relative(pack: &str, folder: &Path) -> Result<String> {
    let failed = || format!("failed to find {pack}");
    let absolute = std::path::absolute(pack).with_context(failed)?;
    let folder = std::path::absolute(folder).with_context(failed)?;
    let path = absolute.strip_prefix(&folder).unwrap_or(&absolute);
    Ok(path.to_string_lossy().into_owned())
}

/// The folder's own name, for want of a better one.
fn folder_name(folder: &Path) -> String {
    std::path::absolute(folder)
        .ok()
        .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()))
        .unwrap_or_else(|| "My organisation".to_owned())
}
