//! `lockstep pack`: list, show, check, begin and compare questionnaires.

mod diff;
mod new;

use crate::pack::{self, builtin};
use crate::printout::{Manner, Printout};
use crate::source::Source;
use anyhow::Result;
use clap::{Subcommand, ValueEnum};

use super::exit::{Exit, InputFaults};
use super::output::Target;
use super::packs;
use super::talk::Talk;

/// List, show, check, begin and compare questionnaires.
#[derive(Debug, clap::Args)]
#[command(subcommand_value_name = "COMMAND", after_help = super::examples::PACK)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: PackCommand,
}

#[derive(Debug, Subcommand)]
enum PackCommand {
    /// List the packs that are built in
    #[command(after_help = super::examples::PACK_LIST)]
    List,
    /// Print a pack to read: its questions, rules and advice
    #[command(after_help = super::examples::PACK_SHOW)]
    Show {
        /// Id of a built-in pack, or a pack file
        #[arg(value_name = "PACK", default_value = packs::DEFAULT)]
        pack: String,
        /// What to write
        #[arg(long, value_name = "FORMAT", default_value = "markdown")]
        format: ShowFormat,
        /// Where to write; - is standard output
        #[arg(long, short, value_name = "FILE", default_value = "-", value_hint = clap::ValueHint::FilePath)]
        output: String,
    },
    /// Prove a pack sound; faults are listed with their place
    #[command(after_help = super::examples::PACK_CHECK)]
    Check {
        /// Pack files, or ids of built-in packs
        #[arg(value_name = "PACK", required = true, value_hint = clap::ValueHint::AnyPath)]
        packs: Vec<String>,
    },
    New(new::Args),
    Diff(diff::Args),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    Markdown,
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    match &args.command {
        PackCommand::List => list(),
        PackCommand::Show { pack, format, output } => show(pack, *format, &Target::parse(output)),
        PackCommand::Check { packs } => check(packs, talk),
        PackCommand::New(args) => new::run(args, talk),
        PackCommand::Diff(args) => diff::run(args, talk),
    }
}

fn list() -> Result<Exit> {
    let mut text = String::new();
    for (id, _) in builtin::BUILTIN {
        let pack = packs::find(id)?;
        let short = pack.questions.iter().filter(|question| question.short).count();
        text.push_str(&format!(
            "{:<28} {}  {} questions ({short} in the short form), {} dimensions\n{:28} {}\n",
            pack.id,
            pack.version,
            pack.questions.len(),
            pack.dimensions.len(),
            "",
            pack.title
        ));
    }
    Target::Stdout.write(&Printout::of(Manner::Text, text))?;
    Ok(Exit::Done)
}

fn show(name: &str, format: ShowFormat, target: &Target) -> Result<Exit> {
    let (shown, text) = packs::text_of(name)?;
    let source = Source::new(&shown, &text);
    let content = match format {
        ShowFormat::Markdown => Printout::of(
            Manner::Markdown,
            pack::show::markdown(&pack::load(&source).map_err(InputFaults)?),
        ),
        ShowFormat::Json => Printout::of(Manner::Json, pack::show::json(&source).map_err(InputFaults)?),
    };
    target.write(&content)?;
    Ok(Exit::Done)
}

fn check(names: &[String], talk: &Talk) -> Result<Exit> {
    let mut exit = Exit::Done;
    let mut text = String::new();
    for name in names {
        let (shown, content) = packs::text_of(name)?;
        let source = Source::new(&shown, &content);
        match pack::load(&source) {
            Err(faults) => {
                talk.findings(&faults);
                exit = Exit::Usage;
            }
            Ok(pack) => {
                let (soundness, remarks) = pack::check(&pack, &source);
                talk.findings(&remarks);
                if remarks.has_errors() {
                    exit = Exit::Usage;
                }
                text.push_str(&format!("{} {}\n{soundness}\n", pack.id, pack.version));
            }
        }
    }
    Target::Stdout.write(&Printout::of(Manner::Text, text))?;
    Ok(exit)
}
