//! `lockstep form`: the questionnaire as one HTML file that works offline.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::exit::{Exit, InputFaults, UsageFault};
use super::input::{nearest_project, read_project, read_text};
use super::numbers::whole;
use super::output::Target;
use super::packs;
use super::sinks;
use super::talk::Talk;
use crate::answers::Form;
use crate::date::is_date;
use crate::form::{self, Address, FormOptions};
use crate::pack::Pack;
use crate::printout::{Manner, Printout};
use crate::project::{PROJECT_FILE, Project, ProjectText};
use crate::source::Source;
use crate::text;

/// The questionnaire as one offline HTML file.
///
/// Whoever gets the file opens it in a browser, answers, and saves an answer file to send back.
/// The page sends nothing. What it promises is filled from the project, or from the options.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::FORM)]
pub(crate) struct Args {
    /// The project's folder [default: the one around the current folder, if any]
    #[arg(value_name = "PROJECT")]
    project: Option<PathBuf>,
    /// Where to write; - is standard output
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<String>,
    /// The questionnaire: id of a built-in pack, or a pack file [default: the project's]
    #[arg(long, value_name = "PACK")]
    pack: Option<String>,
    /// Only the questions of the short form
    #[arg(long)]
    short: bool,
    /// Heading of the page [default: the title of the questionnaire]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The sender's words, a text file; empty lines divide paragraphs
    #[arg(long, value_name = "FILE")]
    intro: Option<PathBuf>,
    /// Where answer files may be mailed to; the page offers a link
    #[arg(long, value_name = "ADDRESS")]
    mailto: Option<Address>,
    /// Who holds the answer files
    #[arg(long, value_name = "WHO")]
    contact: Option<String>,
    /// Say that the contact is in neither team's line; only where it is so
    #[arg(long, requires = "contact")]
    contact_is_independent: bool,
    /// The day both heads report back
    #[arg(long, value_name = "YYYY-MM-DD")]
    report_date: Option<String>,
    /// Fewest people in a group that reports show; never below 3 [default: that of the project, else of the questionnaire]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(3))]
    min_group: Option<u64>,
    /// Whose answers; written into every answer file
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
    /// Which wave; written into every answer file
    #[arg(long, value_name = "NAME", value_parser = super::wave::given)]
    wave: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let target = match &args.output {
        Some(output) => Target::parse(output),
        None if sinks::out_is_terminal() => bail!(UsageFault(
            "a page is not for a terminal; name a file: lockstep form -o survey.html".to_owned()
        )),
        None => Target::Stdout,
    };
    let (pack, project) = setting(args)?;
    let options = options(args, project)?;
    target.write(&Printout::of(Manner::Html, form::render(&pack, &options)))?;
    if let Target::File(path) = &target {
        talk.note(&format!(
            "wrote {}; open it once yourself, then send it to everybody who answers",
            path.display()
        ));
    }
    Ok(Exit::Done)
}

/// The questionnaire, and what the project knows.
fn setting(args: &Args) -> Result<(Pack, Project)> {
    let around = args.project.as_deref().unwrap_or(Path::new("."));
    let Some(folder) = nearest_project(around) else {
        if args.project.is_some() {
            bail!(UsageFault(format!(
                "{}: no {PROJECT_FILE} there or above; make a project with: lockstep init",
                around.display()
            )));
        }
        return Ok((
            packs::find(args.pack.as_deref().unwrap_or(packs::DEFAULT))?,
            Project::default(),
        ));
    };
    let path = folder.join(PROJECT_FILE);
    let content = read_project(&path).map_err(|fault| packs::one(*fault))?;
    let name = path.display().to_string();
    let written = ProjectText::read(Source::new(&name, &content)).map_err(InputFaults)?;
    let pack = match &args.pack {
        Some(name) => packs::find(name)?,
        None => match packs::of_project(&folder, &written)? {
            Some(pack) => pack,
            None => packs::find(packs::DEFAULT)?,
        },
    };
    let project = written.validate(&pack).map_err(InputFaults)?;
    Ok((pack, project))
}

fn options(args: &Args, project: Project) -> Result<FormOptions> {
    if let Some(date) = &args.report_date
        && !is_date(date)
    {
        bail!(UsageFault(format!(
            "--report-date {date}: write a day of the calendar, as 2026-10-04"
        )));
    }
    let intro = match &args.intro {
        Some(path) => Some(read_text(path).map_err(|fault| packs::one(*fault))?),
        None => None,
    };
    // What the project says of its contact it says of nobody else.
    let contact_is_independent = match &args.contact {
        Some(_) => args.contact_is_independent,
        None => project.contact_is_independent,
    };
    Ok(FormOptions {
        form: if args.short { Form::Short } else { Form::Full },
        title: args.title.clone(),
        intro,
        organization: name("--organization", args.organization.as_deref())?.or(project.organization),
        wave: args.wave.clone(),
        contact: args.contact.clone().or(project.contact),
        contact_is_independent,
        report_date: args.report_date.clone().or(project.report_date),
        minimum_group: args.min_group.or(project.minimum_group),
        mailto: args.mailto.clone(),
    })
}

/// A name that answer files will hold, as their readers take it.
fn name(flag: &str, text: Option<&str>) -> Result<Option<String>> {
    let Some(text) = text else { return Ok(None) };
    let name = text::line(text).map_err(|fault| UsageFault(format!("{flag}: {}", fault.message)))?;
    Ok((!name.is_empty()).then_some(name))
}
