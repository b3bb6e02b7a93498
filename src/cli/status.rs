//! `lockstep status`: who has answered, by side against the roster. Counts of people, no scores.

mod text;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};
use clap::ValueEnum;
use serde::Serialize;

use super::exit::{Exit, InputFaults, UsageFault};
use super::groups::{Groups, Selection};
use super::numbers::{columns, whole};
use super::output::Target;
use super::session::{InputArgs, Session, SettingArgs, there_are, width};
use super::talk::Talk;
use crate::assessment::Tally;
use crate::assessment::participation::{Participation, participation};
use crate::diagnostic::Diagnostics;
use crate::json;
use crate::names::{self, Register};
use crate::printout::{Manner, Printout};
use crate::project::waves;
use crate::wave;

/// The `format` of what `--format json` writes.
const FORMAT: &str = "lockstep-status/1";
/// The largest draft that is looked into.
const DRAFT_LIMIT: u64 = 1 << 20;

/// Who has answered, and how many are missing; no scores.
///
/// Counts people by side against the roster and says nothing of what they answered, so it can be shown to anybody while the
/// answers come in. Shows the latest wave of every organisation.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::STATUS)]
pub(crate) struct Args {
    /// A project's folder, a folder of several, or answer files [default: the project around the
    /// current folder]
    #[arg(value_name = "PROJECT", value_hint = clap::ValueHint::AnyPath)]
    project: Vec<String>,
    /// The questionnaire, where neither a project nor the answers name it
    #[arg(long, value_name = "PACK")]
    pack: Option<String>,
    /// Which wave [default: the latest]
    #[arg(long, value_name = "NAME", value_parser = super::wave::sought)]
    wave: Option<String>,
    /// How many people a side has; repeat for each
    ///
    /// Goes over the number in the project file.
    #[arg(long, value_name = "SIDE=N")]
    roster: Vec<String>,
    /// Fewest people in a group that reports will show; never below 3 [default: that of the project, else of the questionnaire]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(3))]
    min_group: Option<u64>,
    /// What to write; the fields of json are described in docs/status.md
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Columns of text, from 20 to 80 [default: those of the terminal]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = columns)]
    width: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Everything that is said.
#[derive(Debug, Serialize)]
struct Status {
    format: &'static str,
    pack: PackName,
    organizations: Vec<Round>,
}

/// Which questionnaire.
#[derive(Debug, Serialize)]
struct PackName {
    id: String,
    version: String,
}

/// One organisation in one wave.
#[derive(Debug, Serialize)]
struct Round {
    #[serde(flatten)]
    participation: Participation,
    drafts: Drafts,
    contact: Option<String>,
    report_date: Option<String>,
}

/// Answers that were begun and not handed in.
#[derive(Debug, Clone, Copy, Default, Serialize)]
struct Drafts {
    /// For the first time.
    open: u64,
    /// To change answers that were handed in.
    revising: u64,
}

/// What came in of one organisation.
#[derive(Debug, Default)]
struct Received {
    tallies: BTreeMap<String, Tally>,
    drafts: BTreeMap<String, Drafts>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let input = InputArgs {
        inputs: args.project.clone(),
        pack: args.pack.clone(),
        select: Vec::new(),
    };
    let session = Session::open_even_none(&input)?;
    let (received, records) = receive(&session, talk)?;
    let own = records == 1 && session.is_own(&input) && args.wave.is_none() && args.roster.is_empty();
    let status = Status {
        format: FORMAT,
        pack: PackName {
            id: session.pack.id.clone(),
            version: session.pack.version.to_string(),
        },
        organizations: rounds(args, &session, received, own)?,
    };
    let content = match args.format {
        Format::Text => text::draw(
            &session.pack,
            &status.organizations,
            args.width.unwrap_or_else(width),
        ),
        Format::Json => Printout::of(Manner::Json, json::pretty(&status)),
    };
    Target::Stdout.write(&content)?;
    Ok(Exit::Done)
}

/// Counts everybody by organisation and wave; and how many records there are.
fn receive(session: &Session, talk: &Talk) -> Result<(BTreeMap<String, Received>, u64)> {
    let mut groups = Groups::new(&session.pack, &[], Selection::default());
    session.read(&mut groups, talk)?;
    let mut received: BTreeMap<String, Received> = BTreeMap::new();
    let mut organizations = Register::default();
    for (key, tally) in groups.tallies {
        organizations.enter(&key.organization);
        let waves = &mut received.entry(key.organization).or_default().tallies;
        waves.insert(key.wave, tally);
    }
    // A project that nobody has answered yet is there, too.
    for project in session.projects() {
        let known = received.keys().filter_map(|name| session.project(name));
        if !known.into_iter().any(|known| std::ptr::eq(known, project)) {
            let organization = organizations.enter(project.organization.as_deref().unwrap_or_default());
            received.entry(organization.to_owned()).or_default();
        }
    }
    for draft in session.drafts() {
        let project = draft.project.and_then(|project| session.projects().get(project));
        let written = look_into(&draft.path).unwrap_or_default();
        let organization = written
            .organization
            .or_else(|| project.and_then(|project| project.organization.clone()))
            .unwrap_or_default();
        let wave = written.wave.or(draft.wave).unwrap_or_default();
        let received = received
            .entry(organizations.enter(&organization).to_owned())
            .or_default();
        let waves = received.tallies.keys().chain(received.drafts.keys());
        let wave = names::find(waves.map(String::as_str), &wave).map_or(wave.clone(), str::to_owned);
        let drafts = received.drafts.entry(wave).or_default();
        if written.revises {
            drafts.revising += 1;
        } else {
            drafts.open += 1;
        }
    }
    Ok((received, groups.records))
}

/// What is read of a draft: whose it is, and nothing that was said.
#[derive(Debug, Default)]
struct DraftHead {
    organization: Option<String>,
    wave: Option<String>,
    revises: bool,
}

/// The head of a draft; none where it cannot be read or is damaged. It counts all the same.
fn look_into(path: &Path) -> Option<DraftHead> {
    if std::fs::metadata(path).ok()?.len() > DRAFT_LIMIT {
        return None;
    }
    let text = super::input::read_text(path).ok()?;
    let draft: serde_json::Value = serde_json::from_str(&text).ok()?;
    let field = |name| {
        let text = draft.get(name)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    Some(DraftHead {
        organization: field("organization"),
        wave: field("wave").and_then(|wave| wave::name(&wave).ok()),
        revises: draft.get("revises").and_then(serde_json::Value::as_bool) == Some(true),
    })
}

/// The wave asked for, or the latest, of every organisation.
fn rounds(
    args: &Args,
    session: &Session,
    received: BTreeMap<String, Received>,
    own: bool,
) -> Result<Vec<Round>> {
    if let Some(wave) = &args.wave {
        let known: BTreeSet<&str> = received
            .iter()
            .flat_map(|(organization, received)| waves_of(session, organization, received))
            .collect();
        if names::find(known.iter().copied(), wave).is_none() {
            bail!(UsageFault(format!(
                "--wave {wave}: there is no such wave; {}",
                there_are(known)
            )));
        }
    }
    let setting_args = SettingArgs::counting(args.min_group, &args.roster);
    let (mut rounds, mut faults) = (Vec::new(), Diagnostics::new());
    for (organization, received) in &received {
        let project = session.project(organization);
        let listed = project.map_or(&[][..], |project| project.waves.as_slice());
        let known = waves_of(session, organization, received);
        let wave = match &args.wave {
            Some(wave) => names::find(known, wave).unwrap_or(wave),
            None => waves::latest(known, listed).unwrap_or_default(),
        };
        let nobody = Tally::new(&session.pack);
        let tally = received.tallies.get(wave).unwrap_or(&nobody);
        let mut setting = session.setting(&setting_args, organization, Some(wave))?;
        setting.own = own;
        // Drafts that name no round may be of any.
        let mut drafts = received.drafts.get(wave).copied().unwrap_or_default();
        if let Some(unnamed) = received.drafts.get("").filter(|_| !wave.is_empty()) {
            drafts.open += unnamed.open;
            drafts.revising += unnamed.revising;
        }
        match participation(&session.pack, tally, &setting) {
            Err(list) => list.into_iter().for_each(|fault| faults.push(fault)),
            Ok(participation) => rounds.push(Round {
                participation,
                drafts,
                contact: project.and_then(|project| project.contact.clone()),
                report_date: project.and_then(|project| project.report_date.clone()),
            }),
        }
    }
    if faults.has_errors() {
        bail!(InputFaults(faults));
    }
    Ok(rounds)
}

/// Every wave of an organisation: those with answers or drafts, and those the project announces.
fn waves_of<'a>(session: &'a Session, organization: &str, received: &'a Received) -> Vec<&'a str> {
    let listed = session.project(organization).map(|project| project.waves.iter());
    let drafted = received.drafts.keys().filter(|wave| !wave.is_empty());
    let waves = received.tallies.keys().chain(drafted);
    waves
        .chain(listed.into_iter().flatten())
        .map(String::as_str)
        .collect()
}
