//! From what was named to trends: answers wave by wave, and assessments of earlier ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};

use crate::assessment::trend::{Round, Source, Trend, trend};
use crate::assessment::{Assessment, Ledger, Setting, Tally, View};
use crate::cli::baseline;
use crate::cli::exit::{InputFaults, UsageFault};
use crate::cli::groups::{Groups, Selection};
use crate::cli::packs;
use crate::cli::session::{InputArgs, Session, SettingArgs, called, one_organization, there_are};
use crate::cli::talk::Talk;
use crate::diagnostic::Diagnostics;
use crate::names::{self, Register};
use crate::pack::Pack;
use crate::project::waves::in_order;
use crate::source::Place;
use crate::wave;

/// What the options ask for.
pub(super) struct Wanted<'a> {
    pub(super) waves: &'a [String],
    pub(super) last: Option<u64>,
    pub(super) min_group: Option<u64>,
    pub(super) roster: &'a [String],
    pub(super) by_organization: bool,
}

/// The pack, and one trend for each organisation, in order of their names.
pub(super) fn trends(args: &InputArgs, wanted: &Wanted<'_>, talk: &Talk) -> Result<(Pack, Vec<Trend>)> {
    let is_assessment = |name: &&String| *name != "-" && baseline::is_assessment(Path::new(name));
    let (files, answers): (Vec<&String>, Vec<&String>) = args.inputs.iter().partition(is_assessment);
    let mut assessments = Vec::new();
    for file in &files {
        let mut read = baseline::read(Path::new(file))?;
        if read.iter().any(|assessment| assessment.view == View::Person) {
            bail!(UsageFault(format!(
                "{file} is one person's own view; a trend needs waves of a team"
            )));
        }
        // As with answers, what names no wave is named after its file.
        if let [only] = read.as_mut_slice()
            && only.wave.is_none()
        {
            let name = Path::new(file).file_stem().map(wave::of_file_name).transpose();
            only.wave = name.map_err(|fault| packs::one(fault.at(Place::file(file.as_str()))))?;
        }
        assessments.extend(read);
    }
    if answers.is_empty() && !files.is_empty() {
        if !args.select.is_empty() {
            bail!(UsageFault(
                "--select chooses among answers, and only assessments were named".to_owned()
            ));
        }
        let pack = match (&args.pack, assessments.first()) {
            (Some(name), _) => packs::find(name)?,
            (None, Some(first)) => packs::built_in(&first.pack.id)?,
            (None, None) => packs::find(packs::DEFAULT)?,
        };
        let minimum = Setting {
            minimum_group: wanted.min_group,
            ..Setting::default()
        }
        .minimum(&pack);
        let trends = all(&pack, Read::default(), assessments, minimum, wanted, talk)?;
        return Ok((pack, trends));
    }
    let args = InputArgs {
        inputs: answers.into_iter().cloned().collect(),
        pack: args.pack.clone(),
        select: args.select.clone(),
    };
    let session = Session::open(&args, wanted.by_organization)?;
    session.name_waves(&args);
    let pack = &session.pack;
    let selection = Selection::parse(pack, &args.select)?;
    let filtered = !selection.is_empty();
    let mut groups = Groups::new(pack, &[], selection).linking();
    session.read(&mut groups, talk)?;
    if groups.tallies.is_empty() {
        bail!(UsageFault(format!(
            "none of the {} records match --select",
            groups.records
        )));
    }
    let minimum = session
        .setting(&SettingArgs::counting(wanted.min_group, wanted.roster), "", None)?
        .minimum(pack);
    let read = Read {
        session: Some(&session),
        filtered,
        tallies: groups
            .tallies
            .into_iter()
            .map(|(key, tally)| ((key.organization, key.wave), tally))
            .collect(),
        ledgers: groups.ledgers.unwrap_or_default(),
    };
    let trends = all(pack, read, assessments, minimum, wanted, talk)?;
    Ok((session.pack, trends))
}

/// What came of reading answers.
#[derive(Default)]
struct Read<'s> {
    session: Option<&'s Session>,
    filtered: bool,
    /// By organisation and wave.
    tallies: BTreeMap<(String, String), Tally>,
    ledgers: BTreeMap<String, Ledger>,
}

fn all(
    pack: &Pack,
    read: Read<'_>,
    mut assessments: Vec<Assessment>,
    minimum: u64,
    wanted: &Wanted<'_>,
    talk: &Talk,
) -> Result<Vec<Trend>> {
    let of = |assessment: &Assessment| assessment.organization.clone().unwrap_or_default();
    let mut named = Register::default();
    let named: BTreeSet<String> = read
        .tallies
        .keys()
        .map(|(organization, _)| organization.clone())
        .chain(assessments.iter().map(of))
        .filter(|name| !name.is_empty())
        .map(|name| named.enter(&name).to_owned())
        .collect();
    // What names no organisation belongs to the only one that is named.
    let only = named.first().filter(|_| named.len() == 1).cloned();
    let belongs = |name: &str| match &only {
        Some(only) if name.is_empty() => only.clone(),
        _ => name.to_owned(),
    };
    // An assessment is of the organisation and the wave that its names mean.
    let (mut known, mut waves) = (Register::default(), BTreeMap::<_, Register>::new());
    for (organization, wave) in read.tallies.keys() {
        known.enter(organization);
        waves.entry(organization.clone()).or_default().enter(wave);
    }
    for assessment in &mut assessments {
        let organization = known.enter(&belongs(&of(assessment))).to_owned();
        let waves = waves.entry(organization.clone()).or_default();
        assessment.wave = assessment
            .wave
            .as_deref()
            .map(|wave| waves.enter(wave).to_owned());
        assessment.organization = Some(organization).filter(|name| !name.is_empty());
    }
    let organizations: BTreeSet<String> = read
        .tallies
        .keys()
        .map(|(organization, _)| organization.clone())
        .chain(assessments.iter().map(of))
        .collect();
    if !wanted.by_organization {
        one_organization(&organizations.iter().map(String::as_str).collect())?;
    }
    let mut faults = Diagnostics::new();
    let mut trends = Vec::new();
    for organization in &organizations {
        let rounds = match rounds(&read, organization, &assessments, wanted, talk, &mut faults) {
            Ok(rounds) => rounds,
            // One client with a single wave does not keep the others from theirs.
            Err(error) if organizations.len() > 1 && error.downcast_ref::<OneWave>().is_some() => {
                talk.note(&format!("left out: {error}"));
                continue;
            }
            Err(error) => return Err(as_usage(error)),
        };
        match trend(pack, &rounds, read.ledgers.get(organization), minimum) {
            Ok(trend) => trends.push(trend),
            Err(found) => found.into_iter().for_each(|fault| faults.push(fault)),
        }
    }
    if faults.has_errors() {
        bail!(InputFaults(faults));
    }
    if trends.is_empty() {
        bail!(UsageFault(
            "no organisation has two of the waves asked for".to_owned()
        ));
    }
    Ok(trends)
}

/// An organisation has too few of the waves asked for.
#[derive(Debug)]
struct OneWave(String);

impl std::fmt::Display for OneWave {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OneWave {}

fn as_usage(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<OneWave>() {
        Ok(OneWave(message)) => UsageFault(message).into(),
        Err(error) => error,
    }
}

/// The waves of one organisation that are asked for, earliest first.
fn rounds(
    read: &Read<'_>,
    organization: &str,
    assessments: &[Assessment],
    wanted: &Wanted<'_>,
    talk: &Talk,
    faults: &mut Diagnostics,
) -> Result<Vec<Round>> {
    let earlier: Vec<&Assessment> = assessments
        .iter()
        .filter(|assessment| assessment.organization.as_deref().unwrap_or_default() == organization)
        .collect();
    let wave_of = |assessment: &&Assessment| assessment.wave.clone().unwrap_or_default();
    let mut names: Vec<String> = read
        .tallies
        .keys()
        .filter(|(of, _)| of == organization)
        .map(|(_, wave)| wave.clone())
        .chain(earlier.iter().map(wave_of))
        .collect();
    names.sort();
    if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        bail!(UsageFault(format!(
            "wave {} stands twice in what was named; a wave is one set of answers or one assessment",
            called(&twice[0])
        )));
    }
    let project = read.session.and_then(|session| session.project(organization));
    let listed = project.map_or(&[][..], |project| project.waves.as_slice());
    let ordered = in_order(names.iter().map(String::as_str), listed);
    let chosen = chosen(&ordered, organization, wanted)?;
    let by_name = wanted.waves.is_empty()
        && !chosen
            .iter()
            .any(|name| names::find(listed.iter().map(String::as_str), name).is_some());
    if by_name
        && chosen
            .iter()
            .any(|name| !name.contains(|c: char| c.is_ascii_digit()))
    {
        let names = chosen.iter().map(|name| called(name)).collect::<Vec<_>>();
        talk.note(&format!(
            "the waves are taken in the order of their names: {}; --waves takes them in the order it names them",
            names.join(", ")
        ));
    }
    let latest = chosen.last().copied();
    let mut rounds = Vec::new();
    for name in chosen {
        if let Some(assessment) = earlier.iter().find(|assessment| wave_of(assessment) == name) {
            rounds.push(Round {
                assessment: (*assessment).clone(),
                source: Source::Assessment,
            });
            continue;
        }
        let key = (organization.to_owned(), name.to_owned());
        let (Some(session), Some(tally)) = (read.session, read.tallies.get(&key)) else {
            continue;
        };
        let setting = setting(read, session, &key, tally, latest == Some(name), wanted, talk)?;
        match crate::assessment::assess(&session.pack, tally, &setting) {
            Ok(assessment) => rounds.push(Round {
                assessment,
                source: Source::Answers,
            }),
            Err(found) => found.into_iter().for_each(|fault| faults.push(fault)),
        }
    }
    Ok(rounds)
}

/// The waves that are asked for, of those there are.
fn chosen<'n>(ordered: &[&'n str], organization: &str, wanted: &Wanted<'_>) -> Result<Vec<&'n str>> {
    let of = if organization.is_empty() {
        String::new()
    } else {
        format!(" of {}", called(organization))
    };
    let known = |wave: &str| names::find(ordered.iter().copied(), wave);
    if let Some(unknown) = wanted.waves.iter().find(|wave| known(wave).is_none()) {
        bail!(OneWave(format!(
            "--waves {unknown}: there is no such wave{of}; {}",
            there_are(ordered.iter().copied())
        )));
    }
    // What is named is named in its order.
    let named = wanted.waves.iter().filter_map(|wave| known(wave));
    let mut chosen: Vec<&str> = if wanted.waves.is_empty() {
        ordered.to_vec()
    } else {
        named.collect()
    };
    if let Some(twice) = (1..chosen.len()).find(|at| chosen[..*at].contains(&chosen[*at])) {
        bail!(UsageFault(format!(
            "--waves names {} twice",
            called(chosen[twice])
        )));
    }
    if let Some(last) = wanted.last.and_then(|last| usize::try_from(last).ok()) {
        chosen.drain(..chosen.len().saturating_sub(last));
    }
    if let [only] = chosen.as_slice() {
        let rest = if wanted.waves.is_empty() {
            "; a trend needs two or more. report shows one"
        } else {
            "; --waves takes two or more"
        };
        bail!(OneWave(format!("there is one wave{of}, {}{rest}", called(only))));
    }
    Ok(chosen)
}

/// The setting of a wave. A roster is that of today: where more people answered an earlier wave, it
/// is not the one that wave had.
fn setting(
    read: &Read<'_>,
    session: &Session,
    (organization, wave): &(String, String),
    tally: &Tally,
    latest: bool,
    wanted: &Wanted<'_>,
    talk: &Talk,
) -> Result<Setting> {
    let args = SettingArgs::counting(wanted.min_group, wanted.roster);
    let mut setting = session.setting(&args, organization, Some(wave))?;
    setting.filtered = read.filtered;
    setting.named = false;
    if read.filtered {
        setting.roster = [None; 2];
    }
    let exceeded = (0..2).any(|side| {
        setting.roster[side]
            .is_some_and(|roster| tally.cells.get(side).is_some_and(|cell| cell.read > roster))
    });
    if exceeded && !latest {
        talk.note(&format!(
            "in wave {} more people answered than the roster has today; the roster is not used for that wave",
            called(wave)
        ));
        setting.roster = [None; 2];
    }
    Ok(setting)
}
