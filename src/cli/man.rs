//! `lockstep man`: the manual, a page a command.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::builder::Resettable;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::Arguments;
use super::exit::{Exit, UsageFault};
use super::output::{Files, Target};
use super::talk::Talk;
use crate::diagnostic::{did_you_mean, one_of};
use crate::printout::{Manner, Printout};

/// Print a page of the manual, or write all of them to a folder.
///
/// Without a command it is the page of lockstep itself.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::MAN)]
pub(crate) struct Args {
    /// The command, such as report, or pack show
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Write every page to this folder instead
    #[arg(long, short, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let mut root = Arguments::command().disable_help_subcommand(true);
    root.build();
    let Some(folder) = &args.output else {
        let command = find(&root, &args.command)?;
        let (_, page) = page(command)?;
        Target::Stdout.write(&Printout::of(Manner::Text, page))?;
        return Ok(Exit::Done);
    };
    let pages: Vec<(String, String)> = all(&root).into_iter().map(page).collect::<Result<_>>()?;
    let count = pages.len();
    let mut files = Files::default();
    for (name, page) in pages {
        files.add(
            &name,
            Target::File(folder.join(&name)),
            Printout::of(Manner::Text, page),
        )?;
    }
    files.write()?;
    talk.note(&format!("wrote {count} pages to {}", folder.display()));
    Ok(Exit::Done)
}

/// A command and all below it.
fn all(command: &Command) -> Vec<&Command> {
    let mut found = vec![command];
    found.extend(command.get_subcommands().flat_map(all));
    found
}

/// The command that these names lead to.
fn find<'c>(root: &'c Command, names: &[String]) -> Result<&'c Command> {
    let mut command = root;
    for name in names {
        command = match command.find_subcommand(name) {
            Some(below) => below,
            None => {
                let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
                let of = command.get_bin_name().unwrap_or("lockstep");
                let allowed = match known.as_slice() {
                    [] => "it has none".to_owned(),
                    _ => format!("allowed: {}", one_of(known.iter().copied())),
                };
                let hint = did_you_mean(name, known)
                    .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                bail!(UsageFault(format!(
                    "`{of}` has no command `{name}`; {allowed}{hint}"
                )));
            }
        };
    }
    Ok(command)
}

/// The name of a page and its text, without a date: the same program always gives the same page.
fn page(command: &Command) -> Result<(String, String)> {
    let under = command.get_after_help().map(ToString::to_string);
    let man = Man::new(command.clone().after_help(Resettable::Reset));
    let name = man.get_filename();
    let title = name.trim_end_matches(".1").to_uppercase();
    let mut bytes = Vec::new();
    man.render(&mut bytes)
        .with_context(|| format!("failed to make {name}"))?;
    let made = String::from_utf8_lossy(&bytes);
    // A page without a date keeps its place in the title line; the version stands there already.
    let mut text = format!(
        ".TH {title} 1 \"\" \"lockstep {}\" \"lockstep manual\"\n",
        env!("CARGO_PKG_VERSION")
    );
    let body = made.split_once(".SH VERSION").map_or(&*made, |(body, _)| body);
    for line in body.lines().map(str::trim_end) {
        match line {
            // Between the paragraphs of one option there is a space, not a new paragraph of the page.
            "" => text.push_str(".sp\n"),
            title if title.starts_with(".TH ") => {}
            line => text.push_str(&format!("{line}\n")),
        }
    }
    text = text.replace(".br\n.sp\n.br\n", ".sp\n");
    text.push_str(&sections(under.as_deref().unwrap_or_default()));
    if let Some((above, _)) = name.rsplit_once('-') {
        let mut roff = Roff::new();
        roff.control("SH", ["SEE ALSO"]);
        roff.text([bold(above), roman("(1)")]);
        text.push_str(&roff.to_roff());
    }
    Ok((name, text))
}

/// What stands under the help of a command: indented lines under a heading as they are, all other
/// lines as running text.
fn sections(text: &str) -> String {
    let mut roff = Roff::new();
    if text.is_empty() {
        return String::new();
    }
    for part in text.split("\n\n") {
        match part.split_once(":\n") {
            Some((heading, lines)) if lines.lines().all(|line| line.starts_with("  ")) => {
                roff.control("SH", [heading.to_uppercase().as_str()]);
                roff.control("nf", []);
                for line in lines.lines() {
                    roff.text([roman(line.trim_start())]);
                }
                roff.control("fi", []);
            }
            _ => {
                roff.control("SH", ["NOTES"]);
                for line in part.lines() {
                    roff.text([roman(line)]);
                }
            }
        }
    }
    roff.to_roff()
}
