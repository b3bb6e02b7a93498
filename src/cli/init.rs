//! `lockstep init`: makes a project folder. What is not given as a flag is asked, in a terminal.

mod ask;
mod example;
mod gate;
mod prompt;
mod words;

use std::path::{Component, Path, PathBuf};

use crate::answers::Ordered;
use crate::date::is_date;
use crate::diagnostic::Diagnostics;
use crate::number::TwelveDigits;
use crate::pack::{AttributeIndex, Pack};
use crate::project::{self, FactWritten, PackWritten, ProjectFile};
use crate::text::line;
use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::exit::{Exit, InputFaults, UsageFault};
use super::output::write_new;
use super::packs;
use super::talk::Talk;
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
    let made = collect(args, talk).and_then(|(text, open)| {
        let answers = folder.join(project::ANSWERS_FOLDER);
        std::fs::create_dir_all(&answers).with_context(|| format!("failed to make {}", answers.display()))?;
        write_new(&folder.join(project::PROJECT_FILE), text.as_bytes())?;
        Ok(open)
    });
    match made {
        Ok(open) => {
            talk.note(&format!("made {}", folder.join(project::PROJECT_FILE).display()));
            if let Some(open) = open {
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

/// The text of the project file from flags and questions, and what was left open.
fn collect(args: &Args, talk: &Talk) -> Result<(String, Option<String>)> {
    let asker = if args.no_input { None } else { Asker::find(talk) };
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
    let organization = match (organization, &asker) {
        (Some(name), _) => name,
        (None, Some(asker)) => ask::organization(asker, &folder)?,
        (None, None) => folder,
    };
    let name = match (&args.pack, &asker) {
        (Some(name), _) => name.clone(),
        (None, Some(asker)) => ask::pack(asker)?,
        (None, None) => packs::DEFAULT.to_owned(),
    };
    let pack = match named {
        Some(pack) => pack,
        None => packs::find(&name)?,
    };
    let mut draft = given(args, &pack)?;
    if let Some(asker) = &asker {
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
    Ok((text(&args.folder, organization, &name, &pack, draft)?, open))
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

/// The project file.
fn text(folder: &Path, organization: String, name: &str, pack: &Pack, draft: Draft) -> Result<String> {
    let built_in = crate::pack::builtin::find(name).is_some();
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
        pack: Some(if built_in {
            PackWritten::BuiltIn {
                id: name.to_owned(),
                version: Some(pack.version.to_string()),
            }
        } else {
            PackWritten::File {
                file: path_from(folder, Path::new(name))?,
            }
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
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, TwelveDigits::pretty());
    file.serialize(&mut serializer)
        .context("failed to write the project file")?;
    bytes.push(b'\n');
    let text = String::from_utf8(bytes).context("failed to write the project file")?;
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
    tempfile::tempfile_in(nearest).with_context(|| format!("cannot write in {}", nearest.display()))?;
    Ok(())
}

/// The path of a pack as the project file needs it: from the project's folder, so that both can
/// be moved together; absolute where the two have no folder in common.
fn path_from(folder: &Path, pack: &Path) -> Result<String> {
    let failed = || format!("failed to find {}", pack.display());
    let pack = std::fs::canonicalize(pack).with_context(failed)?;
    // The folder may not be there yet; what is there may be a link.
    let absolute = std::path::absolute(folder).with_context(failed)?;
    let nearest = absolute
        .ancestors()
        .find(|path| path.exists())
        .unwrap_or(&absolute);
    let mut root = std::fs::canonicalize(nearest).with_context(failed)?;
    root.extend(absolute.strip_prefix(nearest).ok());
    let path = relative(&root, &pack);
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    match parts {
        None => bail!(UsageFault(format!(
            "--pack {}: the project file can only hold a path that is text in UTF-8",
            pack.display()
        ))),
        Some(_) if path.is_absolute() => Ok(path.to_string_lossy().into_owned()),
        Some(parts) => Ok(parts.join("/")),
    }
}

/// The way from a folder to a file, both absolute.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    let is_name = |part: &Component<'_>| matches!(part, Component::Normal(_));
    if !from.components().take(common).any(|part| is_name(&part)) {
        return to.to_path_buf();
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
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
    let text = crate::report::escape::terminal(&path.display().to_string(), false);
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
    fn a_pack_is_named_from_the_project() {
        let cases = [
            ("/home/a/acme", "/home/a/acme/pack.json", "pack.json"),
            ("/home/a/acme", "/home/a/packs/ours.json", "../packs/ours.json"),
            ("/home/a/b/c", "/home/a/ours.json", "../../ours.json"),
            ("/srv/acme", "/home/a/ours.json", "/home/a/ours.json"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(relative(Path::new(from), Path::new(to)), Path::new(expected));
        }
    }

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
