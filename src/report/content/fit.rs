//! Which level suits this organisation, why, and how far it is.

use super::context::Context;
use super::{Block, Pair, Section, id, standing};
use crate::assessment::Fit;
use crate::report::words;

pub(super) fn section(context: &Context<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    let mut pairs = Vec::new();
    if let Some(fit) = &context.assessment.fit {
        blocks.push(Block::Text(words::fits(context.level(&fit.level), &fit.reason)));
        pairs.extend(decided(context, fit));
        pairs.extend(could_change(context, fit));
    }
    if let Some(next) = &context.assessment.next {
        let aim = if next.hold {
            words::hold(context.level(&next.level))
        } else {
            words::aim(context.level(&next.level), context.level(&next.from))
        };
        pairs.push(Pair::line(words::AIM_NOW, aim));
    }
    pairs.extend(distance(context));
    if !pairs.is_empty() {
        blocks.push(Block::Pairs(pairs));
    }
    if blocks.is_empty() {
        return None;
    }
    blocks.insert(0, Block::Ladder(standing::ladder(context)));
    Some(Section::new(id::FIT, words::FIT, blocks))
}

/// The facts that decided, those first that decided alone.
fn decided(context: &Context<'_>, fit: &Fit) -> Option<Pair> {
    let facts: Vec<String> = fit
        .decided_by
        .iter()
        .map(|deciding| {
            let (name, label) = context.fact(&deciding.fact, &deciding.value);
            let assumed = context
                .assessment
                .facts
                .iter()
                .any(|fact| fact.id == deciding.fact && fact.assumed);
            words::deciding(&name, &label, deciding.effect == "tips", assumed)
        })
        .collect();
    (!facts.is_empty()).then(|| Pair::new(words::DECIDED_BY, facts))
}

/// Missing facts whose answer could change the fit.
fn could_change(context: &Context<'_>, fit: &Fit) -> Option<Pair> {
    let changes: Vec<String> = fit
        .could_change
        .iter()
        .map(|change| {
            let (name, label) = context.fact(&change.fact, &change.value);
            let assumed = assumed(context, &change.fact);
            words::could_change(&name, assumed.as_deref(), &label, context.level(&change.to))
        })
        .collect();
    (!changes.is_empty()).then(|| Pair::new(words::NOT_YET_ANSWERED, changes))
}

/// What a fact is taken as for want of an answer.
fn assumed(context: &Context<'_>, fact: &str) -> Option<String> {
    let known = context.assessment.facts.iter().find(|known| known.id == fact)?;
    let value = known.values.first().filter(|_| known.assumed)?;
    Some(context.fact(fact, value).1)
}

/// How far it is to the level aimed at, to the one that fits and to the highest.
fn distance(context: &Context<'_>) -> Option<Pair> {
    let distance = context.assessment.distance.as_ref()?;
    let top = context.top_level();
    let next = context
        .assessment
        .next
        .as_ref()
        .map(|next| context.level(&next.level));
    let fit = context
        .assessment
        .fit
        .as_ref()
        .map(|fit| context.level(&fit.level));
    let mut ways: Vec<(&str, f64)> = Vec::new();
    if let Some(next) = next {
        ways.push((next, distance.to_next));
    }
    if let (Some(fit), Some(to_fit)) = (fit, distance.to_fit)
        && !ways.iter().any(|(level, _)| *level == fit)
    {
        ways.push((fit, to_fit));
    }
    if !ways.iter().any(|(level, _)| *level == top) {
        ways.push((top, distance.to_top));
    }
    ways.retain(|(_, distance)| *distance > 0.0);
    if ways.is_empty() {
        return None;
    }
    let fit_is_lower = fit.filter(|fit| *fit != top);
    Some(Pair::line(
        words::STILL_TO_GO,
        words::still_to_go(&ways, top, fit_is_lower),
    ))
}
