//! The command line: the only place with arguments, files and terminals.
//!
//! Results go to stdout, talk to stderr. What is printed and the exit code never disagree.

mod exit;
mod groups;
mod input;
mod output;
mod packs;
mod session;
mod talk;

mod check;
mod form;
mod init;
mod pack;
mod report;
mod score;
mod status;
mod survey;

use clap::{ColorChoice, Parser, Subcommand, ValueEnum};

pub use exit::Exit;
use talk::Talk;

/// Find out how well Sales and Marketing work together, and what to do about it.
#[derive(Debug, Parser)]
#[command(name = "lockstep", version, propagate_version = true, max_term_width = 90)]
#[command(
    after_help = "Exit codes: 0 done, 1 a gate failed, 2 usage or input error, 3 could not finish, \
                        130 interrupted."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Common {
    /// Colour: auto looks at the terminal and at NO_COLOR
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

#[derive(Debug, Subcommand)]
enum Command {
    /// The assessment: where you stand, how sure that is, what to do next
    Report(report::Args),
    /// One row per respondent, or per group with --by
    Score(score::Args),
    /// Make a project folder for an organisation
    Init(init::Args),
    /// Answer the questionnaire in the terminal
    Survey(survey::Args),
    /// The questionnaire as one offline HTML file
    Form(form::Args),
    /// Who has answered, and how many are missing; no scores
    Status(status::Args),
    /// Judge the result against conditions: the gate for CI
    Check(Box<check::Args>),
    /// List, show and check questionnaires
    Pack(pack::Args),
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let shown = error.print();
            return if error.use_stderr() {
                Exit::Usage
            } else {
                shown.map_or_else(|error| Exit::from_io(&error), |()| Exit::Done)
            };
        }
    };
    let talk = Talk::new(&arguments.common);
    let result = match arguments.command {
        Command::Report(args) => report::run(&args, &talk),
        Command::Score(args) => score::run(&args, &talk),
        Command::Survey(args) => survey::run(&args, &talk),
        Command::Init(args) => init::run(&args, &talk),
        Command::Form(args) => form::run(&args, &talk),
        Command::Status(args) => status::run(&args, &talk),
        Command::Check(args) => check::run(&args, &talk),
        Command::Pack(args) => pack::run(&args, &talk),
    };
    match result {
        Ok(exit) => exit,
        Err(error) => exit::of_error(&error, &talk),
    }
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
