//! Results in the formats asked for: how options and endings of files name them, and what becomes of
//! each output.

use anyhow::{Result, bail};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::exit::UsageFault;
use super::groups::{Pattern, is_pattern};
use super::output::{Files, Target, with_formats};
use crate::pack::Pack;
use crate::printout::Printout;
use crate::report::{Format, Options, Outcome, OutcomeKind, draw, formats};

/// An output as it was asked for, and its format.
pub(crate) type Output = (String, &'static Format);

/// Takes the name of a format that writes results of a kind.
pub(crate) fn format_for(kind: OutcomeKind) -> impl TypedValueParser<Value = &'static Format> {
    let names = formats(kind).map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(names).map(|name| Format::named(&name).unwrap_or(Format::TEXT))
}

/// The format whose files end so.
pub(crate) fn of_ending(kind: OutcomeKind, ending: &str) -> Option<&'static Format> {
    formats(kind).find(|format| format.endings.contains(&ending))
}

/// Which endings there are: ".txt, .md or .csv".
pub(crate) fn endings(kind: OutcomeKind) -> String {
    let endings = formats(kind).filter_map(|format| format.endings.first());
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    match endings.split_last() {
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Every `-o` with its format: the one that `--format` names, else by the ending, else text.
pub(crate) fn outputs(
    kind: OutcomeKind,
    outputs: &[String],
    named: Option<&'static Format>,
) -> Result<Vec<Output>> {
    let of_ending = |ending: &str| of_ending(kind, ending);
    with_formats(outputs, named, Format::TEXT, of_ending, &endings(kind))
}

/// Everything that will be written: all results in one file, or one file each where the name is a
/// pattern, told apart by the keys of each.
pub(crate) fn files(
    outputs: Vec<Output>,
    results: &[(Vec<(&str, &str)>, Outcome<'_>)],
    pack: &Pack,
    options: &Options,
) -> Result<Files> {
    let mut files = Files::default();
    for (output, format) in outputs {
        let mut parts = results
            .iter()
            .map(|(_, outcome)| draw(outcome, pack, format, options));
        if !is_pattern(&output) {
            if format.is_one_page() && results.len() > 1 {
                bail!(UsageFault(format!(
                    "a page holds one {} and these are {}; name a file for each, such as -o 'out/{{organization}}.html'",
                    noun(&results[0].1),
                    results.len()
                )));
            }
            let content = Printout::together(format.manner, parts.collect());
            files.add(&output, Target::parse(&output), content)?;
            continue;
        }
        let groups: Vec<_> = results.iter().map(|(keys, _)| keys.clone()).collect();
        let names = Pattern::new(&output, &groups);
        for (group, content) in groups.iter().zip(&mut parts) {
            files.add(&output, Target::File(names.path(group)?), content)?;
        }
    }
    Ok(files)
}

/// What a result is called.
fn noun(outcome: &Outcome<'_>) -> &'static str {
    match outcome.kind() {
        OutcomeKind::Report => "report",
        OutcomeKind::Trend => "trend",
        OutcomeKind::Check => "check",
    }
}
