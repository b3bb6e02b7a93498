//! `lockstep pack diff`: what changed between two packs.

mod text;
mod words;

use anyhow::Result;
use clap::ValueEnum;

use crate::cli::exit::{Exit, InputFaults};
use crate::cli::numbers::columns;
use crate::cli::output::Target;
use crate::cli::packs;
use crate::cli::session;
use crate::cli::talk::Talk;
use crate::json;
use crate::pack::diff::diff;
use crate::printout::{Manner, Printout};
use crate::source::Source;

/// What changed between two packs, whether the version says so, what stays comparable.
///
/// Things are found again by their ids; comments, layout and the order within a condition do not
/// count. Wording needs a new patch version, additions a minor one, changes of scoring or meaning a
/// major one.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::cli::examples::PACK_DIFF)]
pub(crate) struct Args {
    /// The pack before: id of a built-in pack, or a pack file
    #[arg(value_name = "OLD")]
    from: String,
    /// The pack after
    #[arg(value_name = "NEW")]
    to: String,
    /// Exit with 1 if the version of the new pack says less than its changes ask for
    #[arg(long)]
    check: bool,
    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Where to write; - is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: String,
    /// Columns of text, from 20 to 80 [default: those of the terminal]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = columns)]
    width: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Runs the command.
pub(super) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let (from_name, from) = packs::text_of(&args.from)?;
    let (to_name, to) = packs::text_of(&args.to)?;
    let found = diff(&Source::new(&from_name, &from), &Source::new(&to_name, &to)).map_err(InputFaults)?;
    let target = Target::parse(&args.output);
    let content = match args.format {
        Format::Text => {
            // A file is the same whatever the window.
            let columns = || {
                if target == Target::Stdout {
                    session::width()
                } else {
                    text::WIDEST
                }
            };
            text::draw(&found, args.width.unwrap_or_else(columns))
        }
        Format::Json => Printout::of(Manner::Json, json::pretty(&found)),
    };
    target.write(&content)?;
    if !args.check || found.version.enough {
        return Ok(Exit::Done);
    }
    if target != Target::Stdout {
        // Said even where nothing else is: a run that fails never leaves people guessing.
        talk.error(&words::verdict(&found));
    }
    Ok(Exit::GateFailed)
}
