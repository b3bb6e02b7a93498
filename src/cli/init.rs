//! `lockstep init`: makes a project folder. What is not given as a flag is asked, in a terminal.

mod ask;
mod example;
mod gate;
mod prompt;
mod words;

use std::path::{Path, PathBuf};

use crate::answers::Ordered;
use crate::date::is_date;
use crate::diagnostic::Diagnostics;
use crate::escape::plain;
use crate::json;
use crate::pack::{AttributeIndex, Pack};
use crate::project::{self, FactWritten, PackWritten, ProjectFile};
use crate::text::line;
use anyhow::{Context, Result, bail};

use super::exit::{Exit, InputFaults, UsageFault};
use super::packs;
use super::talk::Talk;
use super::writer::{self, Batch, Readers, There, Unwritten};
use prompt::{Asker, Stopped};

/// Make a project folder for an organisation.
///
/// Asks for what no flag gives. Without a terminal, or with --no-input, it asks nothing: what no
/// flag gives stays open and can be written into lockstep.json later. Never overwrites anything.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::INIT)]
pub(crate) struct Args {
    /// The folder; made if it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Fill it with the built-in example instead
    #[arg(long, conflicts_with_all = ["organization", "pack", "roster", "contact", "contact_is_independent", "report_date", "fact"])]
    example: bool,
    /// Whose teams [default: the name of the folder]
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
    /// The questionnaire: id of a built-in pack, or a pack file [default: sales-marketing]
    #[arg(long, value_name = "PACK")]
    pack: Option<String>,
    /// How many people a side has; repeat for each side
    #[arg(long, value_name = "SIDE=N")]
    roster: Vec<String>,
    /// Who holds the answers; best somebody in neither team's line
    #[arg(long, value_name = "WHO")]
    contact: Option<String>,
    /// Say to everybody who answers that the contact is in neither team's line; only where it is so
    #[arg(long, requires = "contact")]
    contact_is_independent: bool,
    /// The day both heads report back
    #[arg(long, value_name = "YYYY-MM-DD")]
    report_date: Option<String>,
    /// A fact of the organisation; repeat for each
    ///
    /// `lockstep pack show` lists the facts and their values.
    #[arg(long, value_name = "ID=VALUE")]
    fact: Vec<String>,
    /// Ask nothing; what is not given stays open
    #[arg(long)]
    no_input: bool,
}

/// What the project file will hold.
#[derive(Debug, Default)]
struct Draft {
    roster: Vec<RosterEntry>,
    contact: Option<String>,
    /// Whether the contact is in neither team's line, where that was asked.
    independent: Option<bool>,
    report_date: Option<String>,
    facts: Vec<(String, String)>,
}

/// How many people a group has.
#[derive(Debug)]
struct RosterEntry {
    group: (AttributeIndex, usize),
    name: String,
    people: u64,
}

/// What the project folder will hold.
#[derive(Debug)]
struct Made {
    /// The project file.
    text: String,
    /// The pack file, if it lies elsewhere, and its copy.
    pack: Option<(PathBuf, String)>,
    /// What was left open.
    open: Option<String>,
}

impl Made {
    fn write(&self, folder: &Path) -> Result<()> {
        writer::write_folder(&folder.join(project::ANSWERS_FOLDER))?;
        let mut batch = Batch::default();
        if let Some((copy, text)) = &self.pack {
            // The same may be there already.
            if !writer::holds(copy, text.as_bytes()).map_err(|error| Unwritten::new(copy, error))? {
                refuse_to_overwrite([copy.clone()])?;
                batch.stage(copy, text.as_bytes(), Readers::All, There::Stays)?;
            }
        }
        let path = folder.join(project::PROJECT_FILE);
        batch.stage(&path, self.text.as_bytes(), Readers::All, There::Stays)?;
        Ok(batch.commit()?)
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let folder = &args.folder;
    writable(folder)?;
    if args.example {
        example::write(folder)?;
        let shown = shown(folder);
        talk.note(&format!("made an example project; try: lockstep report {shown}"));
        return Ok(Exit::Done);
    }
    refuse_to_overwrite([folder.join(project::PROJECT_FILE)])?;
    let made = collect(args).and_then(|made| {
        made.write(folder)?;
        Ok(made)
    });
    match made {
        Ok(made) => {
            talk.note(&format!("made {}", folder.join(project::PROJECT_FILE).display()));
            if let Some((copy, _)) = &made.pack {
                talk.note(&format!(
                    "copied the questionnaire to {}; the project uses that one",
                    copy.display()
                ));
            }
            if let Some(open) = made.open {
                talk.note(&open);
            }
            let place = if folder == Path::new(".") {
                String::new()
            } else {
                format!("cd {} && ", shown(folder))
            };
            talk.note(&format!(
                "next: {place}lockstep survey; then lockstep status says who has answered"
            ));
            Ok(Exit::Done)
        }
        Err(error) if error.is::<Stopped>() => {
            talk.note(words::STOPPED);
            Ok(Exit::Interrupted)
        }
        Err(error) => Err(error),
    }
}

/// What flags and questions make of the project.
fn collect(args: &Args) -> Result<Made> {
    let mut asker = if args.no_input { None } else { Asker::find()? };
    // Flags are looked at first: nobody answers twenty questions to hear that a flag was wrong.
    let organization = text_flag("--organization", args.organization.as_deref())?;
    let named = args.pack.as_deref().map(packs::find).transpose()?;
    if let Some(pack) = &named {
        given(args, pack)?;
    }
    if let Some(asker) = &asker {
        asker.say(words::WELCOME)?;
    }
    let folder = folder_name(&args.folder);
    let organization = match (organization, &mut asker) {
        (Some(name), _) => name,
        (None, Some(asker)) => ask::organization(asker, &folder)?,
        (None, None) => folder,
    };
    let name = match (&args.pack, &mut asker) {
        (Some(name), _) => name.clone(),
        (None, Some(asker)) => ask::pack(asker)?,
        (None, None) => packs::DEFAULT.to_owned(),
    };
    let pack = match named {
        Some(pack) => pack,
        None => packs::find(&name)?,
    };
    let mut draft = given(args, &pack)?;
    if let Some(asker) = &mut asker {
        ask::rest(asker, &pack, &mut draft)?;
    }
    let open = words::still_open(
        pack.sides.is_some_and(|sides| {
            let given = |value| {
                draft
                    .roster
                    .iter()
                    .any(|entry| entry.group == (sides.attribute, value))
            };
            !sides.values.into_iter().all(given)
        }),
        draft.contact.is_none(),
        pack.sides.is_some() && draft.contact.is_some() && draft.independent.is_none(),
        draft.report_date.is_none(),
        pack.facts.len().saturating_sub(draft.facts.len()),
    );
    let (file, copy) = match crate::pack::builtin::find(&name) {
        Some(_) => (None, None),
        None => {
            let (file, copy) = place_of_pack(&args.folder, &name)?;
            (Some(file), copy)
        }
    };
    Ok(Made {
        text: text(organization, name, file, &pack, draft)?,
        pack: copy,
        open,
    })
}

/// What the flags say, checked against the pack.
fn given(args: &Args, pack: &Pack) -> Result<Draft> {
    let mut draft = Draft {
        contact: text_flag("--contact", args.contact.as_deref())?,
        independent: args.contact_is_independent.then_some(true),
        ..Draft::default()
    };
    let mut faults = Diagnostics::new();
    for text in &args.roster {
        let Some((side, people)) = text.rsplit_once('=') else {
            bail!(UsageFault(format!(
                "--roster {text}: write a side and a number, such as sales=40"
            )));
        };
        let name = side.trim().to_owned();
        let group = match project::roster_group(pack, &name) {
            Ok(group) => group,
            Err(fault) => {
                faults.push(*fault);
                continue;
            }
        };
        let people = match people.trim().parse::<u64>() {
            Ok(people) if people > 0 => people,
            _ => bail!(UsageFault(format!(
                "--roster {text}: `{people}` is not a number of people"
            ))),
        };
        if draft.roster.iter().any(|entry| entry.group == group) {
            bail!(UsageFault(format!("--roster {text}: `{name}` was given before")));
        }
        draft.roster.push(RosterEntry { group, name, people });
    }
    for text in &args.fact {
        let Some((id, value)) = text.split_once('=') else {
            bail!(UsageFault(format!(
                "--fact {text}: write a fact and a value, such as market=fast"
            )));
        };
        let (id, value) = (id.trim(), value.trim());
        if let Err(fault) = project::fact_value(pack, id, value) {
            faults.push(*fault);
            continue;
        }
        if draft.facts.iter().any(|(known, _)| known == id) {
            bail!(UsageFault(format!("--fact {text}: `{id}` was given before")));
        }
        draft.facts.push((id.to_owned(), value.to_owned()));
    }
    if let Some(date) = &args.report_date {
        if !is_date(date) {
            bail!(UsageFault(format!(
                "--report-date {date}: write a day of the calendar, as 2026-10-04"
            )));
        }
        draft.report_date = Some(date.clone());
    }
    if faults.has_errors() {
        bail!(InputFaults(faults));
    }
    Ok(draft)
}

/// A flag that holds a line of text; an empty one says nothing.
fn text_flag(flag: &str, text: Option<&str>) -> Result<Option<String>> {
    let Some(text) = text else { return Ok(None) };
    let text = line(text).map_err(|fault| UsageFault(format!("{flag}: {}", fault.message)))?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// The project file, of a built-in pack called `name` or of one in a `file`.
fn text(
    organization: String,
    name: String,
    file: Option<String>,
    pack: &Pack,
    draft: Draft,
) -> Result<String> {
    // Facts in pack order, however they were given.
    let mut facts = draft.facts;
    facts.sort_by_key(|(id, _)| pack.fact(id));
    let facts = facts.into_iter();
    let people = pack.sides.and_then(|sides| {
        let people = |value| {
            let entry = draft
                .roster
                .iter()
                .find(|entry| entry.group == (sides.attribute, value));
            entry.map(|entry| entry.people)
        };
        let [first, second] = sides.values.map(people);
        first?.checked_add(second?)
    });
    let roster = draft.roster.into_iter();
    let file = ProjectFile {
        organization: Some(organization),
        pack: Some(match file {
            Some(file) => PackWritten::File { file },
            None => PackWritten::BuiltIn {
                id: name,
                version: Some(pack.version.to_string()),
            },
        }),
        roster: roster.map(|entry| (entry.name, entry.people)).collect(),
        facts: Ordered(
            facts
                .map(|(id, value)| (id, Some(FactWritten::One(value))))
                .collect(),
        ),
        contact: draft.contact,
        contact_is_independent: draft.independent,
        report_date: draft.report_date,
        gate: Some(gate::gate(pack, people)),
        ..ProjectFile::default()
    };
    let text = json::pretty(&file);
    // What init writes, every other command must read.
    let source = crate::source::Source::new(project::PROJECT_FILE, &text);
    project::ProjectText::read(source)
        .and_then(|project| project.validate(pack))
        .map_err(super::exit::InputFaults)?;
    Ok(text)
}

/// Fails if any of these is there already.
fn refuse_to_overwrite(paths: impl IntoIterator<Item = PathBuf>) -> Result<()> {
    // A link that leads nowhere is there, too.
    let there = paths.into_iter().find(|path| path.symlink_metadata().is_ok());
    there.map_or(Ok(()), |path| {
        bail!(UsageFault(format!(
            "{} is there already; init never overwrites. Edit it, or name another folder",
            path.display()
        )))
    })
}

/// Fails if the folder cannot be made or written to: known before the first question.
fn writable(folder: &Path) -> Result<()> {
    let absolute =
        std::path::absolute(folder).with_context(|| format!("failed to find {}", folder.display()))?;
    let Some(nearest) = absolute.ancestors().find(|path| path.symlink_metadata().is_ok()) else {
        return Ok(());
    };
    if !nearest.is_dir() {
        bail!(UsageFault(format!("{} is not a folder", nearest.display())));
    }
    let file = folder.join(project::PROJECT_FILE);
    Ok(writer::try_folder(nearest).map_err(|error| Unwritten::new(&file, error))?)
}

/// Where the project finds its pack: within its folder, so that it stands by itself. A pack that lies
/// elsewhere is copied there.
fn place_of_pack(folder: &Path, name: &str) -> Result<(String, Option<(PathBuf, String)>)> {
    let failed = || format!("failed to find {name}");
    let pack = std::fs::canonicalize(name).with_context(failed)?;
    // The folder may not be there yet; then nothing lies in it.
    let within = std::fs::canonicalize(folder)
        .ok()
        .and_then(|root| pack.strip_prefix(root).ok().map(Path::to_path_buf));
    if let Some(within) = within {
        let parts: Option<Vec<&str>> = within.iter().map(std::ffi::OsStr::to_str).collect();
        let file = parts.ok_or_else(|| {
            UsageFault(format!(
                "--pack {name}: the project file can only hold a path that is text in UTF-8"
            ))
        })?;
        return Ok((file.join("/"), None));
    }
    let (_, text) = packs::text_of(name)?;
    let own = Path::new(name).file_name().and_then(|name| name.to_str());
    let own = own
        .filter(|own| *own != project::PROJECT_FILE)
        .unwrap_or("pack.json");
    let own = own.to_owned();
    Ok((own.clone(), Some((folder.join(own), text))))
}

/// The folder's own name, for want of a better one.
fn folder_name(folder: &Path) -> String {
    std::path::absolute(folder)
        .ok()
        .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()))
        .and_then(|name| line(&name).ok())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| words::UNNAMED.to_owned())
}

/// A path as a shell takes it, good enough to copy.
pub(in crate::cli) fn shown(path: &Path) -> String {
    let text = plain(&path.display().to_string());
    let bare = |c: char| c.is_alphanumeric() || "/\\.:_-+,@%".contains(c);
    if !text.is_empty() && text.chars().all(bare) {
        return text;
    }
    let quote = if text.contains('\'') { '"' } else { '\'' };
    format!("{quote}{text}{quote}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_can_be_copied_into_a_shell() {
        assert_eq!(shown(Path::new("clients/acme")), "clients/acme");
        assert_eq!(shown(Path::new("my clients")), "'my clients'");
        assert_eq!(shown(Path::new("it's")), "\"it's\"");
    }

    #[test]
    fn a_folder_without_a_good_name_gets_one() {
        assert_eq!(folder_name(Path::new("clients/acme")), "acme");
        assert_eq!(folder_name(Path::new("/")), words::UNNAMED);
        assert_eq!(folder_name(Path::new("a\tb")), words::UNNAMED);
    }
}
