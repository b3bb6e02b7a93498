//! `lockstep survey`: answer the questionnaire in the terminal.

mod begin;
mod end;
mod lock;
mod place;
mod screen;
mod store;

use std::io::{self, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::exit::{Exit, UsageAdvice};
use super::signals::Signals;
use super::sinks;
use super::talk::Talk;
use super::terminal::{Stdin, Tty, TtyLines, wants_lines};
use crate::escape;
use crate::survey::{Halt, Piped, Plain, Prompter, Welcome, run as ask, words};
use begin::Begun;
use end::Ending;
use place::Ground;
use screen::Screen;

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
    #[arg(long, value_name = "NAME", value_parser = super::wave::given)]
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
    let ground = begin::ground(args)?;
    let signals = Signals::catch()?;
    let stopped = signals.mark();
    let mut prompter = prompter(plain, signals)?;
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
    let terminal = io::stdin().is_terminal() && sinks::err_is_terminal();
    if !args.plain && !terminal {
        bail!(UsageAdvice(words::NO_TERMINAL));
    }
    Ok(args.plain || wants_lines())
}

/// Asks on pages, in lines at the keyboard, or in lines through a pipe.
fn prompter(plain: bool, signals: Signals) -> Result<Box<dyn Prompter>> {
    if !plain {
        return Ok(Box::new(Screen::new(Tty::open(signals)?)));
    }
    let (talk, width) = (sinks::ErrLines::default(), sinks::err_columns());
    if io::stdin().is_terminal() {
        let lines = TtyLines {
            tty: Tty::open(signals)?,
        };
        return Ok(Box::new(Plain::new(lines, talk, width, false)));
    }
    let lines = Piped(BufReader::new(Stdin(signals)));
    Ok(Box::new(Plain::new(lines, talk, width, true)))
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
    let promised = if resumed {
        Ok(())
    } else {
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
        prompter.welcome(&Welcome::new(&sheet, promise))
    };
    let asked = promised.and_then(|()| ask(&mut sheet, prompter, &mut store, notice));
    Ok(Ending {
        halt: asked.err(),
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

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = escape::plain(&path.display().to_string());
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '\\' | ':');
    if !text.is_empty() && text.chars().all(bare) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
