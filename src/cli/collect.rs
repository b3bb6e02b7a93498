//! `lockstep collect`: answer files to one NDJSON a wave, without what tells who answered when.

mod earlier;
mod place;
mod plan;

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::exit::Exit;
use super::groups::Selection;
use super::numbers::whole;
use super::session::{InputArgs, Session, called};
use super::talk::Talk;
use crate::answers::collection::{Collection, Dropped, shuffled};
use crate::answers::{Origin, Response, Sink};
use crate::diagnostic::Diagnostics;
use crate::project::waves::in_order;
use place::Pattern;
use plan::{Looks, Plan};

/// Gather answer files into one NDJSON file a wave, validated and shuffled.
///
/// Keeps what scores and reports rest on. Time stamps and notes are left out and the order is
/// shuffled, so that the file does not say who answered when. It still holds everybody's answers:
/// keep it as private as the originals. Every record is held in memory until all are read; with
/// any fault nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::COLLECT)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Where to write: a file, a folder, or a pattern with {wave}; - is standard output
    ///
    /// A pattern may hold {organization} as well. In a folder every wave gets a file of its own.
    #[arg(long, short, value_name = "FILE", default_value = "-", value_hint = clap::ValueHint::AnyPath)]
    output: String,
    /// A number that the order of the records follows from
    ///
    /// The same answers and the same number always give the same file.
    #[arg(long, value_name = "N", default_value_t = 1, allow_negative_numbers = true, value_parser = whole(0))]
    seed: u64,
    /// Leave out the identifiers of the respondents as well
    ///
    /// Nobody can then be followed from wave to wave.
    /// Somebody who answered twice is not noticed any more, and answers given without reading may
    /// go unnoticed: which options were shown in reverse order goes too, because it follows from
    /// the identifier.
    #[arg(long)]
    drop_respondent: bool,
    /// Write over files that are there already
    #[arg(long)]
    replace: bool,
    /// Delete the files that were read, once everything is written
    ///
    /// Their notes and time stamps are gone then.
    #[arg(long, conflicts_with = "select")]
    remove_inputs: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let pattern = Pattern::parse(&args.output)?;
    let session = Session::open(&args.input, pattern.tells_organizations())?;
    let inputs = session.files();
    let looks = Looks::of(&inputs);
    let (rest, done) = if args.remove_inputs {
        earlier::split(&session, &pattern, !args.drop_respondent)
    } else {
        (inputs, Vec::new())
    };
    session.read_these(rest);
    let mut gathering = Gathering {
        session: &session,
        selection: Selection::parse(&session.pack, &args.input.select)?,
        collection: Collection::new(&session.pack, !args.drop_respondent),
        nameless: args.drop_respondent,
        read: 0,
    };
    session.read(&mut gathering, talk)?;
    let Gathering {
        collection,
        nameless,
        read,
        ..
    } = gathering;
    let dropped = collection.dropped();
    let rounds = collection.into_rounds();
    let mut waves: BTreeMap<String, usize> = BTreeMap::new();
    for (round, lines) in &rounds {
        *waves.entry(round.wave.clone().unwrap_or_default()).or_default() += lines.len();
    }
    let files = session.files();
    let contents = pattern
        .sort(rounds, read)?
        .into_iter()
        .map(|(target, lines)| (target, shuffled(lines, args.seed)))
        .collect();
    let plan = Plan::new(contents, &files, &done, args.replace, args.remove_inputs)?;
    plan.write(nameless && args.remove_inputs, &looks)?;
    for line in account(args, &waves, files.len(), dropped) {
        talk.note(&line);
    }
    if args.remove_inputs {
        if !done.is_empty() {
            talk.note(&format!(
                "{} had been collected by a run that was cut before it removed what it read",
                counted(done.len(), "file", "files")
            ));
        }
        let removed = plan
            .remove_inputs(&looks)
            .context("everything is written, but the files that were read are not all removed")?;
        talk.note(&match removed {
            0 => "nothing had to be removed".to_owned(),
            _ => format!("removed {} that had been read", counted(removed, "file", "files")),
        });
    } else if let Some(beside) = plan.read_along() {
        talk.note(&format!(
            "{beside}; whoever reads that folder counts the same people twice"
        ));
    }
    Ok(Exit::Done)
}

/// Keeps what `--select` admits.
struct Gathering<'s, 'p> {
    session: &'s Session,
    selection: Selection,
    collection: Collection<'p>,
    /// Whether somebody is not named in what is kept.
    nameless: bool,
    read: u64,
}

impl Sink for Gathering<'_, '_> {
    fn take(&mut self, response: &Response, origin: &Origin) {
        self.read += 1;
        if self.selection.admits(&self.session.pack, response) {
            self.nameless |= response.respondent.is_none();
            self.collection.take(response, origin);
        }
    }

    fn end(&mut self) -> Diagnostics {
        self.collection.end()
    }
}

/// What was done, in a few lines.
fn account(args: &Args, waves: &BTreeMap<String, usize>, files: usize, dropped: Dropped) -> Vec<String> {
    let records = waves.values().sum();
    let of_waves: Vec<String> = in_order(waves.keys().map(String::as_str), &[])
        .into_iter()
        .map(|wave| match waves.get(wave) {
            Some(records) if waves.len() > 1 => format!("{} ({records})", called(wave)),
            _ => called(wave),
        })
        .collect();
    let noun = if waves.len() == 1 { "wave" } else { "waves" };
    let mut left_out: Vec<String> = [
        ("time stamps", dropped.times),
        ("notes", dropped.notes),
        ("the respondent", dropped.respondents),
    ]
    .into_iter()
    .filter(|(_, records)| *records > 0)
    .map(|(what, records)| format!("{what} of {records}"))
    .collect();
    if left_out.is_empty() {
        left_out.push("nothing; no record had time stamps or notes".to_owned());
    }
    let mut lines = vec![
        format!(
            "{} from {}; {noun} {}; order by seed {}",
            counted(records, "record", "records"),
            counted(files, "file", "files"),
            of_waves.join(", "),
            args.seed
        ),
        format!("left out: {}", left_out.join(", ")),
    ];
    if args.drop_respondent {
        lines.push(
            "nobody can be followed from wave to wave in this file, and somebody who answered twice is not noticed"
                .to_owned(),
        );
    }
    lines
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
