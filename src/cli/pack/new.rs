//! `lockstep pack new`: a pack to begin one's own from.

use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::exit::{Exit, InputFaults, UsageFault};
use crate::cli::output::Target;
use crate::cli::talk::Talk;
use crate::cli::writer::{self, Readers, There};
use crate::diagnostic::Diagnostics;
use crate::names;
use crate::pack::start::{self, Start};
use crate::printout::{Manner, Printout};
use crate::text::line;

/// A pack to begin one's own from: small, valid, explained line by line.
///
/// Six questions in two dimensions with every part of the format once. `$comment` says what to
/// write and which rule applies; the placeholders read as instructions. Never overwrites anything.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::cli::examples::PACK_NEW)]
pub(crate) struct Args {
    /// Kebab-case id; default: the names of the sides
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Where to write; - is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: String,
    /// The two functions, with a comma between them
    #[arg(long, value_name = "NAME,NAME", default_value = "Team A,Team B")]
    sides: String,
    /// One line; default: how well the two sides work together
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let sides: Vec<&str> = args.sides.split(',').map(str::trim).collect();
    let [first, second] = sides.as_slice() else {
        bail!(UsageFault(format!(
            "--sides \"{}\": write two names with a comma between them, such as \"Design,Engineering\"",
            args.sides
        )));
    };
    let one_line = |flag: &str, text: &str| -> Result<String> {
        let text = line(text).map_err(|fault| UsageFault(format!("{flag}: {}", fault.message)))?;
        if text.is_empty() {
            bail!(UsageFault(format!("{flag}: a name is missing")));
        }
        Ok(text)
    };
    let sides = [one_line("--sides", first)?, one_line("--sides", second)?];
    if names::alike(&sides[0], &sides[1]) {
        bail!(UsageFault("--sides: the two names must differ".to_owned()));
    }
    let title = args
        .title
        .as_deref()
        .map(|title| one_line("--title", title))
        .transpose()?;
    let start = Start {
        id: args.id.clone(),
        title,
        sides,
    };
    let text = start::text(&start).map_err(without_place)?;
    match Target::parse(&args.output) {
        Target::File(path) => {
            if path.symlink_metadata().is_ok() {
                bail!(UsageFault(format!(
                    "{} is there already; pack new never overwrites. Name another file",
                    path.display()
                )));
            }
            writer::write(&path, text.as_bytes(), Readers::All, There::Stays)?;
            next(&path, talk);
        }
        target @ Target::Stdout => target.write(&Printout::of(Manner::Json, text))?,
    }
    Ok(Exit::Done)
}

/// What is wrong with a name, without its place in a file that will not be.
fn without_place(faults: Diagnostics) -> InputFaults {
    let mut named = Diagnostics::new();
    for mut fault in faults {
        fault.place = None;
        named.push(fault);
    }
    InputFaults(named)
}

fn next(path: &Path, talk: &Talk) {
    let shown = crate::cli::init::shown(path);
    talk.note(&format!("made {}", path.display()));
    talk.note(&format!(
        "next: write your questions; lockstep pack check {shown} says what does not hold together"
    ));
}
