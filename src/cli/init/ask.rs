//! The questions of `init`, asked with dialoguer.

use std::io::IsTerminal;

use crate::date::is_date;
use crate::pack::{Pack, builtin};
use anyhow::Result;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Confirm, Input, Select};

use super::Draft;
use crate::cli::packs;

/// Whether there is somebody to ask.
pub(super) fn possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

fn theme() -> Box<dyn Theme> {
    if console::colors_enabled_stderr() {
        Box::new(ColorfulTheme::default())
    } else {
        Box::new(SimpleTheme)
    }
}

/// Turns an interrupted prompt into `None` and shows the cursor again.
fn unless_stopped<T>(result: dialoguer::Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(dialoguer::Error::IO(error)) if error.kind() == std::io::ErrorKind::Interrupted => {
            let _ = console::Term::stderr().show_cursor();
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Which questionnaire.
pub(super) fn pack() -> Result<Option<String>> {
    let _ = ctrlc::set_handler(|| {}); // the prompt itself reports the interrupt
    let mut titles = Vec::new();
    for (id, _) in builtin::BUILTIN {
        let pack = packs::find(id)?;
        titles.push(format!("{id} ({} questions)", pack.questions.len()));
    }
    let chosen = Select::with_theme(&*theme())
        .with_prompt("Which questionnaire?")
        .items(&titles)
        .default(
            builtin::BUILTIN
                .iter()
                .position(|(id, _)| *id == packs::DEFAULT)
                .unwrap_or(0),
        )
        .interact();
    Ok(unless_stopped(chosen)?
        .and_then(|index| builtin::BUILTIN.get(index))
        .map(|(id, _)| (*id).to_owned()))
}

/// Everything that the flags left open; `None` when stopped.
pub(super) fn rest(pack: &Pack, draft: &mut Draft, folder: &str) -> Result<Option<()>> {
    let _ = ctrlc::set_handler(|| {});
    if draft.organization.is_none() {
        let Some(name) = text("Organisation", Some(folder))? else {
            return Ok(None);
        };
        draft.organization = Some(name);
    }
    if draft.roster.is_empty() && roster(pack, draft)?.is_none() {
        return Ok(None);
    }
    if draft.contact.is_none() {
        let Some(contact) = text(
            "Who holds the answers, in neither team's line (empty: not decided)",
            None,
        )?
        else {
            return Ok(None);
        };
        draft.contact = Some(contact).filter(|contact| !contact.is_empty());
    }
    if draft.report_date.is_none() {
        let Some(date) = date()? else { return Ok(None) };
        draft.report_date = Some(date).filter(|date| !date.is_empty());
    }
    facts(pack, draft)
}

fn text(prompt: &str, initial: Option<&str>) -> Result<Option<String>> {
    let theme = theme();
    let mut input = Input::<String>::with_theme(&*theme)
        .with_prompt(prompt)
        .allow_empty(initial.is_none());
    if let Some(initial) = initial {
        input = input.default(initial.to_owned());
    }
    Ok(unless_stopped(input.interact_text())?.map(|text| text.trim().to_owned()))
}

fn date() -> Result<Option<String>> {
    let theme = theme();
    let input = Input::<String>::with_theme(&*theme)
        .with_prompt("Day both heads report back, as 2026-10-04 (empty: not decided)")
        .allow_empty(true)
        .validate_with(|text: &String| {
            if text.trim().is_empty() || is_date(text.trim()) {
                Ok(())
            } else {
                Err("write a day as 2026-10-04")
            }
        });
    Ok(unless_stopped(input.interact_text())?.map(|text| text.trim().to_owned()))
}

/// How many people each side has.
fn roster(pack: &Pack, draft: &mut Draft) -> Result<Option<()>> {
    let Some(sides) = pack.sides else {
        return Ok(Some(()));
    };
    let choices = pack.attributes[sides.attribute]
        .values
        .as_deref()
        .unwrap_or_default();
    for choice in sides.values.iter().filter_map(|&value| choices.get(value)) {
        let theme = theme();
        let input = Input::<String>::with_theme(&*theme)
            .with_prompt(format!(
                "How many people are in {} (empty: not known)",
                choice.label
            ))
            .allow_empty(true)
            .validate_with(|text: &String| match text.trim().parse::<u64>() {
                Ok(1..) => Ok(()),
                _ if text.trim().is_empty() => Ok(()),
                _ => Err("write a whole number above zero"),
            });
        let Some(people) = unless_stopped(input.interact_text())? else {
            return Ok(None);
        };
        if let Ok(people) = people.trim().parse() {
            draft.roster.push((choice.value.clone(), people));
        }
    }
    Ok(Some(()))
}

/// The pack's facts, those that no flag gave.
fn facts(pack: &Pack, draft: &mut Draft) -> Result<Option<()>> {
    let open: Vec<_> = pack
        .facts
        .iter()
        .filter(|fact| !draft.facts.iter().any(|(id, _)| *id == fact.id))
        .collect();
    if open.is_empty() {
        return Ok(Some(()));
    }
    let theme = theme();
    let prompt = format!(
        "{} facts about the organisation decide which level fits it. Answer them now?",
        open.len()
    );
    let Some(now) = unless_stopped(
        Confirm::with_theme(&*theme)
            .with_prompt(prompt)
            .default(true)
            .interact(),
    )?
    else {
        return Ok(None);
    };
    if !now {
        return Ok(Some(()));
    }
    for fact in open {
        let width = usize::from(console::Term::stderr().size().1).clamp(40, 100);
        // Long prompts would leave rows behind when redrawn, so the question is printed by itself.
        eprint_wrapped(&fact.ask, width);
        let labels: Vec<String> = fact
            .options
            .iter()
            .map(|option| console::truncate_str(&option.label, width - 6, "…").into_owned())
            .chain(["not known".to_owned()])
            .collect();
        let chosen = Select::with_theme(&*theme)
            .with_prompt(&fact.name)
            .items(&labels)
            .default(labels.len() - 1)
            .interact();
        let Some(index) = unless_stopped(chosen)? else {
            return Ok(None);
        };
        if let Some(option) = fact.options.get(index) {
            draft.facts.push((fact.id.clone(), option.value.clone()));
        }
    }
    Ok(Some(()))
}

fn eprint_wrapped(text: &str, width: usize) {
    let term = console::Term::stderr();
    for line in textwrap::wrap(text, width) {
        let _ = term.write_line(&line);
    }
}
