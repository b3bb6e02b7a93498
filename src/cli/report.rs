//! `lockstep report`: the assessment in the formats asked for.

use std::path::{Path, PathBuf};

use crate::answers::{Origin, Sink};
use crate::assessment::Assessment;
use crate::diagnostic::Diagnostics;
use crate::printout::Printout;
use crate::report::{self, Format, Logo, Options, Selection as Part};
use crate::survey::draft::DRAFT_ENDING;
use anyhow::{Result, bail};
use clap::ValueEnum;

use super::baseline::{Against, BaselineArgs, Waves};
use super::beside::{self, Assessed};
use super::exit::{Exit, InputFaults, UsageFault};
use super::groups::{self, GroupKey, Groups, Key, Pattern, People, Selection, is_pattern};
use super::numbers::columns;
use super::output::{Files, Target, with_formats};
use super::session::{InputArgs, Session, SettingArgs, called, told_apart, width};
use super::talk::Talk;

/// The assessment: where you stand, how sure that is, what to do next.
///
/// Reads the project in the current folder, or the files and folders named. Shows the latest
/// wave. Groups of fewer than five people are never shown.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::REPORT)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Which wave [default: the latest]
    #[arg(long, value_name = "NAME", value_parser = super::wave::sought)]
    wave: Option<String>,
    /// A report for each organization, wave, form or attribute
    ///
    /// Several keys are separated by commas. -o may then hold {organization}, {team} and the like,
    /// for a file each.
    #[arg(long, value_name = "KEY,…", value_delimiter = ',')]
    by: Vec<String>,
    /// What to write [default: from the ending of -o, else text]
    #[arg(long, value_name = "FORMAT")]
    format: Option<FormatArg>,
    /// Where to write; may repeat; - is standard output
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Vec<String>,
    /// Which part to show
    #[arg(long, value_name = "PAGE", default_value = "whole")]
    page: PageArg,
    #[command(flatten)]
    against: BaselineArgs,
    /// Say how each number came about as well
    #[arg(long)]
    method: bool,
    /// The title of a page, in place of the questionnaire's (html)
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// A PNG, JPEG or SVG picture for the head of the page (html)
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// Columns of text, from 24 to 88 [default: those of the terminal]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = columns)]
    width: Option<usize>,
    /// Draw with plain ASCII characters
    #[arg(long)]
    ascii: bool,
    #[command(flatten)]
    setting: SettingArgs,
    /// The answers are your own: show what they say
    ///
    /// For a single answer from standard input, from a project, or from a draft that is not handed in. Without it,
    /// an answer is shown alone only where its file is named, outside of a project.
    #[arg(long, conflicts_with_all = ["by", "select", "roster"])]
    own: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    Text,
    Markdown,
    Html,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PageArg {
    /// Everything
    Whole,
    /// The page for the meeting of both teams
    Meeting,
    /// The page for the two heads
    Leaders,
}

impl FormatArg {
    const fn format(self) -> Format {
        match self {
            Self::Text => Format::Text,
            Self::Markdown => Format::Markdown,
            Self::Html => Format::Html,
            Self::Json => Format::Json,
            Self::Csv => Format::Csv,
        }
    }

    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "txt" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" => Self::Html,
            "json" => Self::Json,
            "csv" => Self::Csv,
            _ => return None,
        })
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let outputs = outputs(args)?;
    let look = Look::of(args, &outputs)?;
    let session = Session::open(&args.input, args.by.iter().any(|key| key == "organization"))?;
    let assessments = assess(args, &session, talk)?;
    // Everything is made before anything is written.
    let mut files = Files::default();
    for (pattern, format) in outputs {
        if !is_pattern(&pattern) {
            if format == Format::Html && assessments.len() > 1 {
                bail!(UsageFault(format!(
                    "a page holds one report and these are {}; name a file for each, such as -o 'out/{{organization}}.html'",
                    assessments.len()
                )));
            }
            if format == Format::Csv {
                let all: Vec<_> = assessments
                    .iter()
                    .map(|(key, assessment)| keyed(&args.by, key, assessment))
                    .collect();
                let table = Printout::of(format.manner(), report::table(&all));
                files.add(&pattern, Target::parse(&pattern), table)?;
                continue;
            }
            let parts = assessments.iter();
            let parts = parts.map(|(_, assessment)| one(args, &look, &session, format, assessment));
            let content = Printout::together(format.manner(), parts.collect());
            files.add(&pattern, Target::parse(&pattern), content)?;
            continue;
        }
        let groups: Vec<_> = assessments.iter().map(|(key, _)| keys(&args.by, key)).collect();
        let names = Pattern::new(&pattern, &groups);
        for ((key, assessment), group) in assessments.iter().zip(&groups) {
            let target = Target::File(names.path(group)?);
            let content = if format == Format::Csv {
                Printout::of(
                    format.manner(),
                    report::table(&[keyed(&args.by, key, assessment)]),
                )
            } else {
                one(args, &look, &session, format, assessment)
            };
            files.add(&pattern, target, content)?;
        }
    }
    files.write()?;
    Ok(Exit::Done)
}

/// One assessment per group asked for, in order.
fn assess(args: &Args, session: &Session, talk: &Talk) -> Result<Vec<(GroupKey, Assessment)>> {
    let pack = &session.pack;
    let by = groups::parse_by(pack, &args.by)?;
    let selection = Selection::parse(pack, &args.input.select)?;
    let selected = !selection.is_empty();
    let values = selection.values(pack);
    let against = Against::open(&args.against)?;
    let mut groups = Groups::new(pack, &by, selection);
    if against.looks_at_waves(false) {
        // Changes of several waves or teams side by side would give away who came or went.
        if by.iter().any(|key| *key != Key::Organization) {
            bail!(UsageFault(
                "--baseline-wave compares organizations; --wave picks a wave, --select a part of the people"
                    .to_owned()
            ));
        }
        groups = groups.linking();
    } else if by.contains(&Key::Wave) {
        groups = groups.linking();
    }
    read(args, session, &mut groups, talk)?;
    let own = own(args, session, groups.records, talk)?;
    let split = !groups.keys().is_empty();
    if groups.tallies.is_empty() {
        bail!(UsageFault(format!(
            "none of the {} records match --select",
            groups.records
        )));
    }
    let (waves, people) = if by.contains(&Key::Wave) {
        (Waves::default(), groups.people())
    } else {
        (Waves::of(&mut groups), People::default())
    };
    told_apart(&groups.tallies, &by)?;
    let chosen = session.choose(groups.tallies, &by, args.wave.as_deref(), talk)?;
    let setting = |key: &GroupKey| {
        let mut setting = session.setting(&args.setting, &key.organization, Some(&key.wave))?;
        setting.own = own;
        setting.filtered = selected || split;
        setting.group = groups::part(pack, &by, key, &values);
        if split || selected {
            setting.roster = [None; 2];
        }
        Ok(setting)
    };
    let mut faults = Diagnostics::new();
    let mut assessments = Vec::new();
    for Assessed {
        key,
        setting,
        mut assessment,
        ..
    } in beside::assess(session, chosen, &by, &people, setting)?
    {
        match against.find(session, &waves, &key, &setting, false)? {
            Some(earlier) => {
                if let Err(fault) = earlier.compare(pack, &mut assessment) {
                    faults.push(*fault);
                }
            }
            None => without_earlier(args, &against, &key, talk)?,
        }
        assessments.push((key, assessment));
    }
    if faults.has_errors() {
        bail!(InputFaults(faults));
    }
    Ok(assessments)
}

/// Reads the answers; with --own also those that are not handed in yet.
fn read(args: &Args, session: &Session, groups: &mut Groups<'_>, talk: &Talk) -> Result<()> {
    match args.input.inputs.as_slice() {
        [only] if args.own && is_draft(Path::new(only)) => {
            let response = session.draft(Path::new(only), talk)?;
            groups.take(&response, &Origin::default());
            Ok(())
        }
        _ => session.read(groups, talk),
    }
}

fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == DRAFT_ENDING)
}

/// Whether the result is one person's own view.
fn own(args: &Args, session: &Session, records: u64, talk: &Talk) -> Result<bool> {
    if args.own {
        if records != 1 {
            bail!(UsageFault(format!(
                "--own shows one person's own answers, and these are {records} records"
            )));
        }
        return Ok(true);
    }
    if records != 1 || !args.by.is_empty() || !args.input.select.is_empty() {
        return Ok(false);
    }
    let own = session.is_own(&args.input) && args.wave.is_none() && !args.setting.names_a_roster();
    if !own {
        talk.note("this is a single answer; if it is your own, --own shows what it says");
    }
    Ok(own)
}

/// Nothing earlier was found: said where a run may do without, else a fault.
fn without_earlier(args: &Args, against: &Against, key: &GroupKey, talk: &Talk) -> Result<()> {
    if matches!(against, Against::Nothing) {
        return Ok(());
    }
    let of = if key.organization.is_empty() {
        String::new()
    } else {
        format!(" of {}", called(&key.organization))
    };
    let missing = format!("there is nothing earlier{of} to compare with");
    if args.against.baseline_optional {
        talk.note(&missing);
        return Ok(());
    }
    bail!(UsageFault(format!(
        "{missing}; --baseline-optional reports without a comparison"
    )))
}

/// Every output with its format.
fn outputs(args: &Args) -> Result<Vec<(String, Format)>> {
    let endings = ".txt, .md, .html, .json or .csv";
    let found = with_formats(
        &args.output,
        args.format,
        FormatArg::Text,
        FormatArg::of_ending,
        endings,
    )?;
    Ok(found
        .into_iter()
        .map(|(output, format)| (output, format.format()))
        .collect())
}

/// What a group is told apart by: organisation and wave, and the keys of --by.
fn keys<'k>(by: &'k [String], key: &'k GroupKey) -> Vec<(&'k str, &'k str)> {
    let mut keys = vec![
        ("organization", key.organization.as_str()),
        ("wave", key.wave.as_str()),
    ];
    let others = by.iter().map(|name| name.trim());
    let others = others.filter(|name| !matches!(*name, "organization" | "wave"));
    keys.extend(others.zip(key.values.iter().map(String::as_str)));
    keys
}

/// An assessment with what it is told apart by, for a table of several.
fn keyed<'a>(by: &[String], key: &GroupKey, assessment: &'a Assessment) -> report::Keyed<'a> {
    let others = keys(by, key).into_iter().skip(2);
    report::Keyed {
        keys: others
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        assessment,
    }
}

/// How a page looks.
struct Look {
    title: Option<String>,
    logo: Option<Logo>,
}

impl Look {
    fn of(args: &Args, outputs: &[(String, Format)]) -> Result<Self> {
        let asked = args.title.is_some() || args.logo.is_some();
        if asked && !outputs.iter().any(|(_, format)| *format == Format::Html) {
            bail!(UsageFault(
                "--title and --logo are for a page; add --format html or -o report.html".to_owned()
            ));
        }
        Ok(Self {
            title: args.title.clone(),
            logo: args.logo.as_deref().map(logo).transpose()?,
        })
    }
}

fn logo(path: &Path) -> Result<Logo> {
    let bytes = super::input::read_picture(path, Logo::LARGEST).map_err(|fault| super::packs::one(*fault))?;
    Ok(Logo::new(bytes).map_err(|fault| UsageFault(format!("--logo {}: {fault}", path.display())))?)
}

fn options(args: &Args, look: &Look) -> Options {
    Options {
        title: look.title.clone(),
        logo: look.logo.clone(),
        width: args.width.unwrap_or_else(width).clamp(40, 200),
        ascii: args.ascii,
        selection: match args.page {
            PageArg::Whole => Part::Whole,
            PageArg::Meeting => Part::Meeting,
            PageArg::Leaders => Part::Leaders,
        },
        method: args.method,
    }
}

fn one(args: &Args, look: &Look, session: &Session, format: Format, assessment: &Assessment) -> Printout {
    report::draw(assessment, &session.pack, format, &options(args, look))
}
