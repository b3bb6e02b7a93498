//! The questions of `init`: everything that no flag gave.

use anyhow::Result;

use super::prompt::Asker;
use super::{Draft, words};
use crate::cli::packs;
use crate::date::is_date;
use crate::escape::plain;
use crate::pack::{Pack, builtin};
use crate::text::line;

/// Whose teams are asked.
pub(super) fn organization(asker: &mut Asker, folder: &str) -> Result<String> {
    asker.question(words::ORGANIZATION, "", words::ORGANIZATION_ASK)?;
    asker.text(folder, |typed| {
        let name = if typed.is_empty() { folder } else { typed };
        line(name).map_err(|fault| fault.message)
    })
}

/// Which questionnaire, by its id.
pub(super) fn pack(asker: &mut Asker) -> Result<String> {
    let mut ids = Vec::new();
    let mut labels = Vec::new();
    for (id, _) in builtin::BUILTIN {
        let pack = packs::find(id)?;
        labels.push(format!("{} ({} questions)", pack.title, pack.questions.len()));
        ids.push(*id);
    }
    let usual = ids.iter().position(|id| *id == packs::DEFAULT).unwrap_or(0);
    asker.question(words::PACK, "", words::PACK_ASK)?;
    let index = asker.choice(&labels, usual)?;
    Ok((*ids.get(index).unwrap_or(&packs::DEFAULT)).to_owned())
}

/// Everything else that the flags left open.
pub(super) fn rest(asker: &mut Asker, pack: &Pack, draft: &mut Draft) -> Result<()> {
    roster(asker, pack, draft)?;
    if draft.contact.is_none() {
        asker.question(words::CONTACT, "", words::CONTACT_ASK)?;
        draft.contact = asker.text(words::NOT_DECIDED, |typed| {
            let contact = line(typed).map_err(|fault| fault.message)?;
            Ok(Some(contact).filter(|contact| !contact.is_empty()))
        })?;
    }
    if let Some(contact) = draft.contact.as_ref().filter(|_| pack.sides.is_some())
        && draft.independent.is_none()
    {
        asker.question(words::INDEPENDENT, "", &words::independent_ask(&plain(contact)))?;
        draft.independent = Some(asker.yes(words::INDEPENDENT_NOW, false)?);
    }
    if draft.report_date.is_none() {
        asker.question(words::DATE, "", words::DATE_ASK)?;
        draft.report_date = asker.text(words::NOT_DECIDED, |typed| match typed {
            "" => Ok(None),
            day if is_date(day) => Ok(Some(day.to_owned())),
            _ => Err(words::WRONG_DATE.to_owned()),
        })?;
    }
    facts(asker, pack, draft)?;
    asker.still_there()
}

/// How many people each side has.
fn roster(asker: &mut Asker, pack: &Pack, draft: &mut Draft) -> Result<()> {
    let Some(sides) = pack.sides else {
        return Ok(());
    };
    let choices = pack.attributes[sides.attribute]
        .values
        .as_deref()
        .unwrap_or_default();
    for value in sides.values {
        let given = draft.roster.iter();
        if given
            .map(|entry| entry.group)
            .any(|group| group == (sides.attribute, value))
        {
            continue;
        }
        let Some(choice) = choices.get(value) else {
            continue;
        };
        asker.question(&words::people_of(&choice.label), "", words::ROSTER_ASK)?;
        let people = asker.text(words::NOT_KNOWN, |typed| match typed.parse::<u64>() {
            _ if typed.is_empty() => Ok(None),
            Ok(people) if people > 0 => Ok(Some(people)),
            _ => Err(words::WRONG_NUMBER.to_owned()),
        })?;
        if let Some(people) = people {
            draft.roster.push(super::RosterEntry {
                group: (sides.attribute, value),
                name: choice.value.clone(),
                people,
            });
        }
    }
    Ok(())
}

/// The pack's facts, those that no flag gave. One value for the organisation: where the two heads
/// differ, the file takes a value for each side.
fn facts(asker: &mut Asker, pack: &Pack, draft: &mut Draft) -> Result<()> {
    let open: Vec<_> = pack
        .facts
        .iter()
        .filter(|fact| !draft.facts.iter().any(|(id, _)| *id == fact.id))
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    asker.question(words::FACTS, "", &words::facts_ask(open.len()))?;
    if !asker.yes(words::FACTS_NOW, true)? {
        return Ok(());
    }
    for (number, fact) in (1..).zip(&open) {
        asker.question(&fact.name, &words::place(number, open.len()), &fact.ask)?;
        let labels = fact.options.iter().map(|option| option.label.clone());
        let labels: Vec<String> = labels.chain([words::NOT_KNOWN.to_owned()]).collect();
        let index = asker.choice(&labels, labels.len() - 1)?;
        if let Some(option) = fact.options.get(index) {
            draft.facts.push((fact.id.clone(), option.value.clone()));
        }
    }
    Ok(())
}
