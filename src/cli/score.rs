//! `lockstep score`: one row per respondent, or per group with `--by`.

mod people;
mod rows;
mod teams;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::exit::{Exit, UsageFault};
use super::groups::{self, Selection};
use super::output::{Files, Target, with_formats};
use super::session::{InputArgs, Session, SettingArgs};
use super::talk::Talk;

/// Score answer files: one row per respondent, or per group with --by.
///
/// Rows per respondent are for whoever holds the raw answers; in a project they need --respondents.
/// Rows per group are of the latest wave and protected: groups below the minimum are counted, not
/// scored.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::SCORE)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// One row per group instead: by organization, wave, form or attribute
    ///
    /// Several keys are separated by commas.
    #[arg(long, value_name = "KEY,…", value_delimiter = ',')]
    by: Vec<String>,
    /// Which wave the groups are of [default: the latest]
    #[arg(long, value_name = "NAME", requires = "by")]
    wave: Option<String>,
    /// A row for each respondent, in a project too
    ///
    /// These rows show what single people answered. They are for whoever holds the answers, and for
    /// nobody else.
    #[arg(long, conflicts_with = "by")]
    respondents: bool,
    /// What to write [default: from the ending of -o, else table]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Where to write; may repeat; - is standard output
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Vec<String>,
    #[command(flatten)]
    setting: SettingArgs,
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Csv,
    Json,
    Ndjson,
}

impl Format {
    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "txt" => Self::Table,
            "csv" => Self::Csv,
            "json" => Self::Json,
            "ndjson" | "jsonl" => Self::Ndjson,
            _ => return None,
        })
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let endings = ".txt, .csv, .json or .ndjson";
    let outputs = with_formats(
        &args.output,
        args.format,
        Format::Table,
        Format::of_ending,
        endings,
    )?;
    let session = Session::open(&args.input, args.by.iter().any(|key| key == "organization"))?;
    let selection = Selection::parse(&session.pack, &args.input.select)?;
    let rows = if args.by.is_empty() {
        // Where a project asked people for their answers, nobody comes upon them by leaving out an option.
        if !session.projects().is_empty() && !args.respondents {
            let groups = session.pack.sides.map_or("form", |sides| {
                session.pack.attributes[sides.attribute].id.as_str()
            });
            bail!(UsageFault(format!(
                "the answers of a project are scored by group, such as --by {groups}; --respondents prints a row for each \
                 person, for whoever holds the answers"
            )));
        }
        people::rows(&session, selection, talk)?
    } else {
        let by = groups::parse_by(&session.pack, &args.by)?;
        teams::rows(&session, args, &by, selection, talk)?
    };
    let mut files = if args.by.is_empty() {
        Files::of_people()
    } else {
        Files::default()
    };
    for (output, format) in outputs {
        files.add(
            &output,
            Target::parse(&output),
            rows.draw(format, super::session::width()),
        )?;
    }
    files.write()?;
    Ok(Exit::Done)
}
