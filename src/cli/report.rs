//! `lockstep report`: the assessment in the formats asked for.

use std::path::{Path, PathBuf};

use crate::answers::{Origin, Sink};
use crate::assessment::Assessment;
use crate::diagnostic::Diagnostics;
use crate::report::{Format, Keyed, Logo, Options, Outcome, OutcomeKind, Selection as Part};
use crate::survey::draft::DRAFT_ENDING;
use anyhow::{Result, bail};
use clap::ValueEnum;

use super::baseline::{Against, BaselineArgs, Waves};
use super::beside::{self, Assessed};
use super::exit::{Exit, InputFaults, UsageFault};
use super::formats::{Output, files, format_for, outputs};
use super::groups::{self, GroupKey, Groups, Key, People, Selection};
use super::numbers::columns;
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
    #[arg(long, value_name = "FORMAT", value_parser = format_for(OutcomeKind::Report))]
    format: Option<&'static Format>,
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
enum PageArg {
    /// Everything
    Whole,
    /// The page for the meeting of both teams
    Meeting,
    /// The page for the two heads
    Leaders,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let outputs = outputs(OutcomeKind::Report, &args.output, args.format)?;
    let options = options(args, &outputs)?;
    let session = Session::open(&args.input, args.by.iter().any(|key| key == "organization"))?;
    let assessments = assess(args, &session, talk)?;
    let reports: Vec<_> = assessments
        .iter()
        .map(|(key, assessment)| report(&args.by, key, assessment))
        .collect();
    // Everything is made before anything is written.
    files(outputs, &reports, &session.pack, &options)?.write()?;
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

/// What a group is told apart by: organisation and wave, and the keys of --by, which stand in a table
/// of several as well.
fn report<'a>(
    by: &'a [String],
    key: &'a GroupKey,
    assessment: &'a Assessment,
) -> (Vec<(&'a str, &'a str)>, Outcome<'a>) {
    let mut keys = vec![
        ("organization", key.organization.as_str()),
        ("wave", key.wave.as_str()),
    ];
    let others = by.iter().map(|name| name.trim());
    let others = others.filter(|name| !matches!(*name, "organization" | "wave"));
    keys.extend(others.zip(key.values.iter().map(String::as_str)));
    let told = keys.iter().skip(2);
    let told = told.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let keyed = Keyed {
        keys: told.collect(),
        assessment,
    };
    (keys, Outcome::Report(keyed))
}

/// How a report looks.
fn options(args: &Args, outputs: &[Output]) -> Result<Options> {
    let page = outputs.iter().any(|(_, format)| format.is_one_page());
    if (args.title.is_some() || args.logo.is_some()) && !page {
        bail!(UsageFault(
            "--title and --logo are for a page; add --format html or -o report.html".to_owned()
        ));
    }
    Ok(Options {
        title: args.title.clone(),
        logo: args.logo.as_deref().map(logo).transpose()?,
        width: args.width.unwrap_or_else(width).clamp(40, 200),
        ascii: args.ascii,
        selection: match args.page {
            PageArg::Whole => Part::Whole,
            PageArg::Meeting => Part::Meeting,
            PageArg::Leaders => Part::Leaders,
        },
        method: args.method,
    })
}

fn logo(path: &Path) -> Result<Logo> {
    let bytes = super::input::read_picture(path, Logo::LARGEST).map_err(|fault| super::packs::one(*fault))?;
    Ok(Logo::new(bytes).map_err(|fault| UsageFault(format!("--logo {}: {fault}", path.display())))?)
}
