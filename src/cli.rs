//! The command line: the only place with arguments, files and terminals.
//!
//! Results go to stdout, talk to stderr. What is printed and the exit code never disagree.

mod baseline;
mod beside;
mod examples;
mod exit;
mod groups;
mod input;
mod numbers;
mod output;
mod packs;
mod session;
mod signals;
mod sinks;
mod talk;
mod terminal;
mod wave;
mod writer;

mod check;
mod collect;
mod completions;
mod form;
mod formats;
mod init;
mod man;
mod pack;
mod report;
mod score;
mod status;
mod survey;
mod trend;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory, Parser, Subcommand, ValueEnum};

pub use exit::Exit;
use talk::Talk;

/// Find out how well Sales and Marketing work together, and what to do about it.
#[derive(Debug, Parser)]
#[command(
    name = "lockstep",
    version,
    propagate_version = true,
    subcommand_value_name = "COMMAND",
    max_term_width = 90
)]
#[command(after_help = examples::LOCKSTEP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Common {
    /// Whether to use colour; auto looks at the terminal and at NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: When,
    /// Say nothing on stderr but errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// How faults and remarks are written to stderr
    #[arg(long, value_name = "FORM", default_value = "text", global = true)]
    diagnostics: DiagnosticForm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiagnosticForm {
    Text,
    Json,
}

/// What each command does is said where its arguments are.
#[derive(Debug, Subcommand)]
enum Command {
    Report(report::Args),
    Trend(trend::Args),
    Score(score::Args),
    Init(init::Args),
    Survey(survey::Args),
    Form(form::Args),
    Status(status::Args),
    Collect(collect::Args),
    Check(Box<check::Args>),
    Pack(pack::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> Exit {
    let arguments = match all_text(std::env::args_os()).and_then(|()| Arguments::try_parse()) {
        Ok(arguments) => arguments,
        Err(error) => {
            let shows_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
            if error.use_stderr() && !shows_help && wants_json(std::env::args_os()) {
                talk::refused(&error);
                return Exit::Usage;
            }
            let wrong = error.use_stderr();
            let said = sinks::of_clap(error);
            if wrong {
                sinks::err(&said);
                return Exit::Usage;
            }
            let shown = sinks::out(&said);
            return shown.map_or_else(|error| Exit::from_io(&error), |()| Exit::Done);
        }
    };
    sinks::open(arguments.common.color_choice());
    let talk = Talk::new(&arguments.common);
    let result = match arguments.command {
        Command::Report(args) => report::run(&args, &talk),
        Command::Trend(args) => trend::run(&args, &talk),
        Command::Score(args) => score::run(&args, &talk),
        Command::Survey(args) => survey::run(&args, &talk),
        Command::Init(args) => init::run(&args, &talk),
        Command::Form(args) => form::run(&args, &talk),
        Command::Status(args) => status::run(&args, &talk),
        Command::Collect(args) => collect::run(&args, &talk),
        Command::Check(args) => check::run(&args, &talk),
        Command::Pack(args) => pack::run(&args, &talk),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args, &talk),
    };
    match result {
        Ok(exit) => exit,
        Err(error) => exit::of_error(&error, &talk),
    }
}

/// Refuses what is not text, whichever command it is for: names stand in messages, in patterns and in
/// commands to go on with.
fn all_text(arguments: impl Iterator<Item = OsString>) -> Result<(), clap::Error> {
    match arguments.skip(1).find(|argument| argument.to_str().is_none()) {
        None => Ok(()),
        Some(argument) => Err(Arguments::command().error(
            ErrorKind::InvalidUtf8,
            format!(
                "an argument is not text in UTF-8: {}; rename the file, or name the folder that it is in",
                argument.to_string_lossy()
            ),
        )),
    }
}

/// Whether arguments that could not be taken apart ask for faults as JSON.
fn wants_json(arguments: impl Iterator<Item = OsString>) -> bool {
    let arguments: Vec<OsString> = arguments.collect();
    let apart = |pair: &[OsString]| pair[0] == "--diagnostics" && pair[1] == "json";
    arguments.iter().any(|argument| argument == "--diagnostics=json") || arguments.windows(2).any(apart)
}

impl Common {
    /// The choice for clap and the colour writer.
    fn color_choice(&self) -> ColorChoice {
        match self.color {
            When::Auto => ColorChoice::Auto,
            When::Always => ColorChoice::Always,
            When::Never => ColorChoice::Never,
        }
    }
}
