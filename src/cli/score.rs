//! `lockstep score`: one row per respondent, or per group with `--by`.

mod people;
mod rows;
mod teams;

use anyhow::Result;
use clap::ValueEnum;

use super::exit::Exit;
use super::groups::{self, Selection};
use super::output::{Files, Target, with_formats};
use super::session::{InputArgs, Session, SettingArgs};
use super::talk::Talk;

/// Score answer files: one row per respondent, or per group with --by.
///
/// Rows per respondent are for whoever holds the raw answers. Rows per group are protected:
/// groups below the minimum are counted, not scored.
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
        people::rows(&session, selection, talk)?
    } else {
        let by = groups::parse_by(&session.pack, &args.by)?;
        teams::rows(&session, &args.setting, &by, selection, talk)?
    };
    let mut files = Files::default();
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
