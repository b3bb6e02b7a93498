//! `lockstep report`: the assessment in the formats asked for.

use std::path::{Path, PathBuf};

use crate::assessment::Assessment;
use crate::diagnostic::one_of;
use crate::printout::Printout;
use crate::report::{self, Format, Logo, Options, Selection as Part};
use anyhow::{Result, bail};
use clap::ValueEnum;

use super::baseline::{Against, BaselineArgs, Waves};
use super::exit::{Exit, UsageFault};
use super::groups::{self, GroupKey, Groups, Key, Selection};
use super::numbers::columns;
use super::output::{Files, Target, file_name, with_formats};
use super::session::{InputArgs, Session, SettingArgs, called, width};
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
    #[arg(long, value_name = "NAME")]
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
        if pattern == "-" || !pattern.contains('{') {
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
        for (key, assessment) in &assessments {
            let target = Target::File(fill(&pattern, &args.by, key)?);
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
    }
    session.read(&mut groups, talk)?;
    let records = groups.records;
    let split = !groups.keys().is_empty();
    if groups.tallies.is_empty() {
        bail!(UsageFault(format!(
            "none of the {records} records match --select"
        )));
    }
    let waves = Waves::of(&mut groups);
    let chosen = session.choose(groups.tallies, &by, args.wave.as_deref(), talk)?;
    let mut faults = crate::diagnostic::Diagnostics::new();
    let mut assessments = Vec::new();
    let withheld = if split {
        let minimum = session.setting(&args.setting, "", None)?.minimum(pack);
        groups::withheld(chosen.iter().map(|(key, tally)| (key, tally)), minimum)
    } else {
        Vec::new()
    };
    for (key, tally) in chosen {
        let mut setting = session.setting(&args.setting, &key.organization, Some(&key.wave))?;
        setting.filtered = selected || split;
        setting.input_records = records;
        setting.group = groups::part(pack, &by, &key, &values);
        setting.withheld = withheld.contains(&key);
        if split || selected {
            setting.roster = [None; 2];
        }
        match crate::assessment::assess(pack, &tally, &setting) {
            Ok(mut assessment) => {
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
            Err(list) => list.into_iter().for_each(|fault| faults.push(fault)),
        }
    }
    if faults.has_errors() {
        bail!(super::exit::InputFaults(faults));
    }
    Ok(assessments)
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

/// `out/{organization}.md` with the values of a group, each safe as a part of a file name.
fn fill(pattern: &str, by: &[String], key: &GroupKey) -> Result<PathBuf> {
    let mut path = pattern.replace("{organization}", &file_name(&key.organization));
    path = path.replace("{wave}", &file_name(&key.wave));
    let others = by
        .iter()
        .filter(|name| !matches!(name.as_str(), "organization" | "wave"));
    for (name, value) in others.zip(&key.values) {
        path = path.replace(&format!("{{{name}}}"), &file_name(value));
    }
    if let Some(unknown) = path.split('{').nth(1).and_then(|rest| rest.split('}').next()) {
        bail!(UsageFault(format!(
            "-o {pattern}: `{{{unknown}}}` is none of the keys of --by; a pattern may hold {}",
            one_of(patterns(by).iter().map(String::as_str))
        )));
    }
    Ok(PathBuf::from(path))
}

/// What a pattern may hold.
fn patterns(by: &[String]) -> Vec<String> {
    let others = by.iter().map(|name| name.trim());
    let others = others.filter(|name| !matches!(*name, "organization" | "wave"));
    ["organization", "wave"]
        .into_iter()
        .chain(others)
        .map(|name| format!("{{{name}}}"))
        .collect()
}

/// An assessment with what it is told apart by, for a table of several.
fn keyed<'a>(by: &[String], key: &GroupKey, assessment: &'a Assessment) -> report::Keyed<'a> {
    let others = by
        .iter()
        .map(|name| name.trim())
        .filter(|name| !matches!(*name, "organization" | "wave"));
    let keys = others.map(str::to_owned).zip(key.values.iter().cloned());
    report::Keyed {
        keys: keys.collect(),
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
