//! `lockstep completions`: what a shell needs to complete commands and options.

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use super::Arguments;
use super::exit::Exit;
use super::output::Target;
use crate::printout::{Manner, Printout};

/// Print a script that lets a shell complete commands and options.
///
/// Where to put it depends on the shell; docs/completions.md says where.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::COMPLETIONS)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "lockstep", &mut script);
    // Scripts end their lines with blanks here and there, which no shell needs.
    let script = String::from_utf8_lossy(&script);
    let lines = script.lines().map(|line| format!("{}\n", line.trim_end()));
    let text: String = lines.collect();
    Target::Stdout.write(&Printout::of(Manner::Text, format!("{}\n", text.trim_end())))?;
    Ok(Exit::Done)
}
