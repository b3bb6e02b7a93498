//! `lockstep survey`: answer the questionnaire in the terminal.

mod begin;
mod end;
mod place;
mod screen;
mod store;
mod tty;

use std::io::{self, BufReader, IsTerminal};
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::exit::{Exit, UsageFault};
use super::signals::Signals;
use super::talk::Talk;
use crate::survey::{Halt, Plain, Prompter, Welcome, run as ask, words};
use begin::Begun;
use end::Ending;
use place::Ground;
use screen::Screen;
use tty::{Stdin, Tty};

/// Answer the questionnaire in the terminal.
///
/// Every answer is saved at once, beside where the answers will be. The same command goes on where
/// you left. The answers stay on this computer, readable by you alone.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::SURVEY)]
pub(crate) struct Args {
    /// Where to write the answers [default: the project's folder of the wave, else here]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The questionnaire: id of a built-in pack, or a pack file
    #[arg(long, value_name = "PACK")]
    pack: Option<String>,
    /// The short form: about five minutes instead of ten
    #[arg(long)]
    short: bool,
    /// The questions of one dimension alone
    #[arg(long, value_name = "DIMENSION")]
    only: Option<String>,
    /// Begin with the answers in a file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["resume", "revise"])]
    answers: Option<PathBuf>,
    /// Which wave of answers this is [default: the latest of the project, else the quarter]
    #[arg(long, value_name = "NAME")]
    wave: Option<String>,
    /// In which order the sentences stand
    #[arg(long, value_name = "ORDER", default_value = "mixed")]
    order: Order,
    /// Go on with a draft
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fresh", "revise"])]
    resume: Option<PathBuf>,
    /// Begin again, whatever drafts there are
    #[arg(long)]
    fresh: bool,
    /// Open answers again that were handed in
    #[arg(long, value_name = "FILE")]
    revise: Option<PathBuf>,
    /// Lines instead of pages: for screen readers and pipes
    #[arg(long)]
    plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// Reversed for a random half of the questions
    Mixed,
    /// As the pack has them
    Pack,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let plain = plain(args)?;
    console::set_colors_enabled_stderr(talk.colors_stderr());
    let ground = begin::ground(args)?;
    let signals = Signals::catch()?;
    let stopped = signals.mark();
    let mut prompter: Box<dyn Prompter> = if plain {
        let echo = !io::stdin().is_terminal();
        let width = io::stderr()
            .is_terminal()
            .then(|| usize::from(console::Term::stderr().size().1));
        Box::new(Plain::new(
            BufReader::new(Stdin(signals)),
            io::stderr(),
            width,
            echo,
        ))
    } else {
        Box::new(Screen::new(Tty::open(signals)?))
    };
    let end = converse(args, &ground, talk, &mut *prompter);
    // The terminal is as it was before anything is said about the end.
    drop(prompter);
    let mut end = end?;
    if stopped.load(Ordering::SeqCst) {
        end.halt = Some(Halt::Interrupted);
    }
    end.close(talk)
}

/// Whether to ask in lines; an error when there is nobody to ask.
fn plain(args: &Args) -> Result<bool> {
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if args.plain {
        return Ok(true);
    }
    if !terminal {
        bail!(UsageFault(words::NO_TERMINAL.to_owned()));
    }
    Ok(std::env::var_os("TERM").is_some_and(|term| term == "dumb") || set("ACCESSIBLE"))
}

/// Asks, from the promise to handing in.
fn converse<'g>(
    args: &Args,
    ground: &'g Ground,
    talk: &Talk,
    prompter: &mut dyn Prompter,
) -> Result<Ending<'g>> {
    let begun = match begin::begin(args, ground, talk, prompter)? {
        Ok(begun) => begun,
        Err(halt) => return Ok(Ending::before(halt)),
    };
    let Begun {
        mut sheet,
        notice,
        output,
        mut store,
        resumed,
    } = begun;
    if !resumed {
        let promise = words::promise(
            ground.project.contact.as_deref(),
            ground.project.contact_is_independent,
            ground
                .project
                .minimum_group
                .unwrap_or(ground.pack.reporting.minimum_group),
            ground.project.report_date.as_deref(),
            ground.pack.sides.is_some(),
        );
        if let Err(halt) = prompter.welcome(&Welcome::new(&sheet, promise)) {
            return Ok(Ending::before(halt));
        }
    }
    let halt = ask(&mut sheet, prompter, &mut store, notice).err();
    Ok(Ending {
        halt,
        begun: Some((sheet, output, store, ground)),
    })
}

/// This moment, as answer files write it.
fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second())
        .unwrap_or(now)
        .to_string()
}
