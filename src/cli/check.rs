//! `lockstep check`: the gate for CI. What is printed and the exit code come from one verdict.

mod day;
mod flags;
mod outputs;

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::baseline::{Against, BaselineArgs, Waves};
use super::exit::{Exit, InputFaults, UsageFault};
use super::groups::{self, GroupKey, Groups, Key, Selection};
use super::session::{InputArgs, Session, SettingArgs, told_apart};
use super::talk::Talk;
use crate::assessment::gate::{Circumstances, Demand, Gate, Judgement, Kind, Origin, Severity, Today, judge};
use crate::assessment::{Assessment, Setting};
use crate::diagnostic::{Diagnostic, Diagnostics, GATE_CONTRADICTION, GATE_EMPTY};
use crate::report::check::{Check, headline};
use flags::GateArgs;
use outputs::OutputArgs;

/// Judge the result against conditions, for CI: exit code 1 when one that is an error does not hold.
///
/// Conditions come from `gate` in lockstep.json and from flags; a flag is always an error and
/// stands in place of the same condition of the file. What is not shown or not known cannot be
/// judged, and never passes. Judges the latest wave.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::CHECK)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Which wave [default: the latest]
    #[arg(long, value_name = "NAME", value_parser = super::wave::sought)]
    wave: Option<String>,
    /// A judgement for each organization; the worst of them is the verdict
    #[arg(long, value_name = "organization", value_delimiter = ',')]
    by: Vec<String>,
    #[command(flatten)]
    setting: SettingArgs,
    /// The day on which the age of a wave is counted [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
    /// Exit with 0 whatever the verdict; the verdict says so
    #[arg(long)]
    exit_zero: bool,
    #[command(flatten)]
    gate: GateArgs,
    #[command(flatten)]
    against: BaselineArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let outputs = outputs::parse(&args.output)?;
    let session = Session::open(&args.input, args.by.iter().any(|key| key == "organization"))?;
    let by = groups::parse_by(&session.pack, &args.by)?;
    // Results of several waves or teams side by side would give away who came or went.
    if by.iter().any(|key| *key != Key::Organization) {
        bail!(UsageFault(
            "check judges organizations; --wave picks a wave, --select a part of the people".to_owned()
        ));
    }
    let flags = flags::gate(&args.gate, &session.pack)?;
    let judged = Run {
        args,
        session: &session,
        flags,
    }
    .judge(&by, talk)?;
    let check = Check {
        judged,
        exit_zero: args.exit_zero,
    };
    let printed = outputs.write(&check, &session.pack, talk)?;
    let verdict = headline(&check, &session.pack);
    if check.fails() {
        if !printed {
            // Said even where nothing else is: a run that fails never leaves people guessing.
            talk.error(&verdict);
        }
        return Ok(Exit::GateFailed);
    }
    if !printed {
        talk.say(&verdict);
    }
    Ok(Exit::Done)
}

struct Run<'a> {
    args: &'a Args,
    session: &'a Session,
    flags: Gate,
}

impl Run<'_> {
    fn judge(&self, by: &[Key], talk: &Talk) -> Result<Vec<(Judgement, Assessment)>> {
        let (args, session) = (self.args, self.session);
        let pack = &session.pack;
        let selection = Selection::parse(pack, &args.input.select)?;
        let selected = !selection.is_empty();
        let values = selection.values(pack);
        let against = Against::open(&args.against)?;
        let mut groups = Groups::new(pack, &[], selection);
        if against.looks_at_waves(self.asks_for_a_change()) {
            groups = groups.linking();
        }
        session.read(&mut groups, talk)?;
        let records = groups.records;
        if groups.tallies.is_empty() {
            bail!(UsageFault(format!(
                "none of the {records} records match --select"
            )));
        }
        let waves = Waves::of(&mut groups);
        told_apart(&groups.tallies, by)?;
        let chosen = session.choose(groups.tallies, by, args.wave.as_deref(), talk)?;
        let own = records == 1
            && session.is_own(&args.input)
            && by.is_empty()
            && args.wave.is_none()
            && !args.setting.names_a_roster();
        let gates = self.gates(chosen.keys().map(|key| key.organization.as_str()))?;
        let today = self.today(gates.values())?;
        let setting = |key: &GroupKey| -> Result<Setting> {
            let mut setting = session.setting(&args.setting, &key.organization, Some(&key.wave))?;
            setting.filtered = selected;
            setting.own = own;
            setting.group.clone_from(&values);
            if selected {
                setting.roster = [None; 2];
            }
            Ok(setting)
        };
        let mut faults = Diagnostics::new();
        let mut judged = Vec::new();
        for (key, tally) in &chosen {
            let Some(gate) = gates.get(key.organization.as_str()) else {
                continue;
            };
            let setting = setting(key)?;
            contradictions(gate, &setting, &mut faults);
            let mut assessment = match crate::assessment::assess(pack, tally, &setting) {
                Ok(assessment) => assessment,
                Err(list) => {
                    list.into_iter().for_each(|fault| faults.push(fault));
                    continue;
                }
            };
            let earlier = against.find(session, &waves, key, &setting, gate.judges(Kind::Drop))?;
            if let Some(earlier) = &earlier
                && let Err(fault) = earlier.compare(pack, &mut assessment)
            {
                faults.push(*fault);
                continue;
            }
            let circumstances = Circumstances {
                today,
                latest: tally.latest,
                baseline: earlier.as_ref().map(|earlier| &earlier.assessment),
                first_run: args.against.baseline_optional,
                partial: selected,
            };
            judged.push((judge(pack, &assessment, gate, &circumstances), assessment));
        }
        if faults.has_errors() {
            bail!(InputFaults(faults));
        }
        Ok(judged)
    }

    /// Whether any condition, of a project or given by a flag, asks for a change.
    fn asks_for_a_change(&self) -> bool {
        let written = self
            .session
            .projects()
            .iter()
            .filter_map(|project| project.gate.as_ref());
        written.chain([&self.flags]).any(|gate| gate.judges(Kind::Drop))
    }

    /// The gate of every organisation: that of its project, and over it the flags.
    fn gates<'k>(&self, organizations: impl Iterator<Item = &'k str>) -> Result<BTreeMap<&'k str, Gate>> {
        let mut gates = BTreeMap::new();
        for organization in organizations {
            let project = self.session.project(organization);
            let written = project
                .and_then(|project| project.gate.clone())
                .unwrap_or_default();
            let mut gate = written.with(&self.flags);
            if gate.conditions().is_empty() {
                let fault = Diagnostic::new(&GATE_EMPTY, "there is no condition to check").help(
                    "write `gate` into lockstep.json, or give a condition such as --min-level; docs/check.md lists them",
                );
                bail!(super::packs::one(fault));
            }
            if self.args.gate.literal {
                gate.take_drops_literally();
            }
            gates.insert(organization, gate);
        }
        let judges = |kind| gates.values().any(|gate: &Gate| gate.judges(kind));
        if self.args.gate.literal && !judges(Kind::Drop) {
            bail!(UsageFault(
                "--literal has nothing to judge: no condition asks for a change; add --max-drop".to_owned()
            ));
        }
        if self.args.today.is_some() && !judges(Kind::Age) {
            bail!(UsageFault(
                "--today has nothing to judge: no condition asks for an age; add --max-age".to_owned()
            ));
        }
        Ok(gates)
    }

    /// The day on which ages are counted, where any condition asks for one.
    fn today<'g>(&self, mut gates: impl Iterator<Item = &'g Gate>) -> Result<Option<Today>> {
        if !gates.any(|gate| gate.judges(Kind::Age)) {
            return Ok(None);
        }
        day::today(self.args.today.as_deref()).map(Some)
    }
}

/// Conditions that contradict what is known of the people.
fn contradictions(gate: &Gate, setting: &Setting, faults: &mut Diagnostics) {
    let people = setting.roster[0].zip(setting.roster[1]);
    let Some(people) = people.and_then(|(first, second)| first.checked_add(second)) else {
        return;
    };
    for condition in gate.conditions() {
        if let Demand::Answers(least) = condition.demand
            && least > people
            && condition.severity != Severity::Off
        {
            let fault = Diagnostic::new(
                &GATE_CONTRADICTION,
                format!("{least} answers are asked for, and the roster has {people} people"),
            )
            .allowed(format!("at most {people}"));
            faults.push(match &condition.origin {
                Origin::File(place) => fault.at(place.clone()),
                Origin::Flag(flag) => fault.found(format!("{flag} {least}")),
            });
        }
    }
}
