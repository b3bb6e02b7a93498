//! What it would take to reach the next level, and what holds the level down: arithmetic, not advice.

use super::context::Context;
use super::{Block, Change, Section, id};
use crate::assessment::{GuardResult, GuardState, RouteChange};
use crate::number;
use crate::report::words;

pub(super) fn sections(context: &Context<'_>) -> Vec<Section> {
    [route(context), guards(context)].into_iter().flatten().collect()
}

fn route(context: &Context<'_>) -> Option<Section> {
    let route = context.assessment.route.as_ref()?;
    if route.changes.is_empty() {
        return None;
    }
    let to = context.level(&route.to);
    let mut blocks = vec![Block::Text(words::route(
        to,
        route.needed,
        route.changes.len(),
        route.total_changes,
    ))];
    blocks.extend(
        route
            .changes
            .iter()
            .map(|change| Block::Change(self::change(context, change))),
    );
    Some(Section::new(id::ROUTE, &words::route_title(to), blocks))
}

fn change(context: &Context<'_>, change: &RouteChange) -> Change {
    Change {
        name: context.question_name(&change.question).to_owned(),
        points: words::raised(
            &context.score(change.from),
            &context.score(change.to),
            &number::signed(change.gain, 2),
        ),
        sentence: context
            .sentence(&change.question, change.to_value)
            .unwrap_or_default()
            .to_owned(),
        remark: change.guard.is_some().then(|| words::HOLDS_LEVEL.to_owned()),
    }
}

/// The rules that hold the level down, or would before the level aimed at is reached.
fn guards(context: &Context<'_>) -> Option<Section> {
    let blocks = guards_where(context, |guard| guard.decisive || !reaches_aim(context, guard));
    (!blocks.is_empty()).then(|| Section::new(id::GUARDS, words::GUARDS, blocks))
}

/// The rules that would hold it only beyond the level aimed at.
pub(super) fn guards_beyond(context: &Context<'_>) -> Vec<Block> {
    guards_where(context, |guard| !guard.decisive && reaches_aim(context, guard))
}

/// Whether a rule leaves room for the level aimed at.
fn reaches_aim(context: &Context<'_>, guard: &GuardResult) -> bool {
    let place = |id: &str| context.pack.level(id);
    let aim = context
        .assessment
        .next
        .as_ref()
        .and_then(|next| place(&next.level));
    aim.is_some_and(|aim| place(&guard.caps).is_some_and(|cap| cap >= aim))
}

/// Rules, those first that hold the level down now, by the level they allow.
fn guards_where(context: &Context<'_>, shown: impl Fn(&GuardResult) -> bool) -> Vec<Block> {
    let guards = &context.assessment.overall.guards;
    let mut blocks = Vec::new();
    for decisive in [true, false] {
        for level in &context.pack.levels {
            let held: Vec<String> = guards
                .iter()
                .filter(|guard| guard.decisive == decisive && guard.caps == level.id && shown(guard))
                .map(|guard| {
                    words::guard(
                        &guard.reason,
                        guard.state == GuardState::NotConfirmed,
                        &context.evidence_line(&guard.evidence),
                    )
                })
                .collect();
            if !held.is_empty() {
                blocks.push(Block::Text(words::not_above(&level.name, decisive)));
                blocks.push(Block::List(held));
            }
        }
    }
    blocks
}
