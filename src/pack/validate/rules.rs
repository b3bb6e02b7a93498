//! What follows from the answers: facts, fit rules, guards, steps and findings.

use std::collections::BTreeSet;

use super::condition::{Seat, condition, level};
use super::names::{Names, check_ids, check_twice};
use super::questions::choices;
use super::{Faults, Ground, MOVES, each, settled};
use crate::diagnostic::{
    Diagnostic, PACK_FACT_ASSUMED, PACK_FIT_DEFAULT, PACK_STEP_CIRCLE, PACK_STEP_TRIGGER, PACK_UNKNOWN_LEVEL,
    PACK_UNKNOWN_SOURCE, PACK_UNKNOWN_STEP, PACK_UNKNOWN_VALUE, did_you_mean, one_of,
};
use crate::pack::place::child;
use crate::pack::written::{self, FindingSeverity};
use crate::pack::{Condition, Fact, FindingRule, FitRule, Guard, Move, Step, StepIndex};

pub(super) fn facts(ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<Vec<Fact>> {
    let written = &ground.written.facts;
    check_ids(
        faults,
        "fact",
        "/facts",
        "id",
        written.iter().map(|fact| fact.id.as_str()),
    );
    let mut read_by_fit = BTreeSet::new();
    for rule in &ground.written.fit {
        if let Some(when) = &rule.when {
            facts_of(when, &mut read_by_fit);
        }
    }
    each(written, "/facts", |fact, pointer| {
        let options = choices(&fact.options, &child(pointer, "options"), faults);
        let names: Names<'_> = fact.options.iter().map(|option| option.value.as_str()).collect();
        let at = child(pointer, "assumed");
        let assumed = fact
            .assumed
            .as_ref()
            .map(|value| names.find(faults, &PACK_UNKNOWN_VALUE, "value", value, &at));
        if fact.assumed.is_none() && read_by_fit.contains(fact.id.as_str()) {
            let message = format!("fit rules read `{}`, which may be missing", fact.id);
            let allowed = format!("`assumed` with {}", names.list());
            faults.fault(&PACK_FACT_ASSUMED, message, pointer, allowed);
        }
        Some(Fact {
            id: fact.id.clone(),
            name: fact.name.clone(),
            ask: fact.ask.clone(),
            options: options?,
            assumed: settled(assumed)?,
        })
    })
}

/// The ids of the facts that a condition reads.
fn facts_of<'w>(condition: &'w written::Condition, facts: &mut BTreeSet<&'w str>) {
    use written::Condition as W;
    match condition {
        W::All { all: branches } | W::Any { any: branches } => {
            for branch in branches {
                facts_of(branch, facts);
            }
        }
        W::Not { not } => facts_of(not, facts),
        W::FactIn { fact, .. } | W::FactUnlocks { fact, .. } => {
            facts.insert(fact);
        }
        _ => {}
    }
}

pub(super) fn fit(ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<Vec<FitRule>> {
    let written = &ground.written.fit;
    check_ids(
        faults,
        "fit rule",
        "/fit",
        "id",
        written.iter().map(|rule| rule.id.as_str()),
    );
    let unread = written::FitRule::default();
    for (index, rule) in written.iter().enumerate().filter(|(_, rule)| **rule != unread) {
        let last = index + 1 == written.len();
        let pointer = format!("/fit/{index}");
        if last && rule.when.is_some() {
            let message = "the last fit rule may fail to hold, and then no level fits";
            faults.fault(
                &PACK_FIT_DEFAULT,
                message,
                &child(&pointer, "when"),
                "a last rule without `when`",
            );
        } else if !last && rule.when.is_none() {
            let message = "the rule always holds, so that no later one is reached";
            faults.fault(
                &PACK_FIT_DEFAULT,
                message,
                &pointer,
                "`when` in every rule but the last",
            );
        }
    }
    each(written, "/fit", |rule, pointer| {
        let when = optional(rule.when.as_ref(), pointer, "when", Seat::Fit, ground, faults);
        let fit = level(&rule.fit, &child(pointer, "fit"), ground, faults);
        Some(FitRule {
            id: rule.id.clone(),
            when: settled(when)?,
            fit: fit?,
            reason: rule.reason.clone(),
        })
    })
}

fn optional(
    written: Option<&written::Condition>,
    pointer: &str,
    key: &str,
    seat: Seat,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<Option<Condition>> {
    written.map(|written| condition(written, &child(pointer, key), seat, ground, faults))
}

pub(super) fn guards(ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<Vec<Guard>> {
    let written = &ground.written.guards;
    check_ids(
        faults,
        "guard",
        "/guards",
        "id",
        written.iter().map(|guard| guard.id.as_str()),
    );
    each(written, "/guards", |guard, pointer| {
        let caps = level(&guard.caps, &child(pointer, "caps"), ground, faults);
        let when = condition(&guard.when, &child(pointer, "when"), Seat::Guard, ground, faults);
        Some(Guard {
            id: guard.id.clone(),
            caps: caps?,
            when: when?,
            reason: guard.reason.clone(),
        })
    })
}

pub(super) fn findings(ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<Vec<FindingRule>> {
    let written = &ground.written.findings;
    check_ids(
        faults,
        "finding",
        "/findings",
        "id",
        written.iter().map(|rule| rule.id.as_str()),
    );
    each(written, "/findings", |rule, pointer| {
        let when = condition(&rule.when, &child(pointer, "when"), Seat::Advice, ground, faults);
        Some(FindingRule {
            id: rule.id.clone(),
            warning: rule.severity? == FindingSeverity::Warning,
            when: when?,
            message: rule.message.clone(),
        })
    })
}

pub(super) fn steps(ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<Vec<Step>> {
    let written = &ground.written.steps;
    check_ids(
        faults,
        "step",
        "/steps",
        "id",
        written.iter().map(|step| step.id.as_str()),
    );
    let steps = each(written, "/steps", |written, pointer| {
        step(written, pointer, ground, faults)
    })?;
    report_circles(&steps, faults);
    Some(steps)
}

fn step(
    written: &written::Step,
    pointer: &str,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<Step> {
    let toward = toward(&written.toward, &child(pointer, "move"), ground, faults);
    let when = optional(
        written.when.as_ref(),
        pointer,
        "when",
        Seat::Advice,
        ground,
        faults,
    );
    let holds = toward == Some(Move::Hold);
    if when.is_none() && !written.always && !holds && toward.is_some() {
        let message = "nothing triggers the step";
        let allowed = "`when`, which only `always` and `hold` steps may leave out";
        faults.fault(&PACK_STEP_TRIGGER, message, pointer, allowed);
    }
    let needs = step_list(&written.needs, &child(pointer, "needs"), ground, faults);
    let after = step_list(&written.after, &child(pointer, "after"), ground, faults);
    let first = optional(
        written.first.as_ref(),
        pointer,
        "first",
        Seat::Advice,
        ground,
        faults,
    );
    let blocked = optional(
        written.blocked.as_ref(),
        pointer,
        "blocked",
        Seat::Advice,
        ground,
        faults,
    );
    let at = child(pointer, "source");
    let source = written.source.as_ref().map(|id| {
        ground
            .sources
            .find(faults, &PACK_UNKNOWN_SOURCE, "source", id, &at)
    });
    let when = match settled(when)? {
        // At the level aimed at, holding needs no further reason.
        None if holds && !written.always => Some(Condition::All(Vec::new())),
        when => when,
    };
    Some(Step {
        id: written.id.clone(),
        title: written.title.clone(),
        action: written.action.clone(),
        why: written.why.clone(),
        when,
        toward: toward?,
        needs: needs?,
        after: after?,
        first: settled(first)?,
        blocked: settled(blocked)?,
        owner: written.owner.clone(),
        effort: written.effort?,
        horizon: written.horizon.clone(),
        done_when: written.done_when.clone(),
        evidence: written.evidence?,
        source: settled(source)?,
        always: written.always,
    })
}

fn toward(word: &str, pointer: &str, ground: &Ground<'_>, faults: &mut Faults<'_>) -> Option<Move> {
    match word {
        "" => None,
        "any" => Some(Move::Any),
        "hold" => Some(Move::Hold),
        "unlock" => Some(Move::Unlock),
        level if ground.levels.index(level).is_some() => ground.levels.index(level).map(Move::To),
        other => {
            let levels = ground.written.levels.iter().map(|level| level.id.as_str());
            let words: Vec<&str> = MOVES.into_iter().chain(levels).collect();
            if !words.contains(&"") {
                let mut diagnostic =
                    Diagnostic::new(&PACK_UNKNOWN_LEVEL, format!("there is no move `{other}`"))
                        .allowed(one_of(words.iter().copied()));
                if let Some(meant) = did_you_mean(other, words) {
                    diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
                }
                faults.report(diagnostic, pointer);
            }
            None
        }
    }
}

fn step_list(
    written: &[String],
    list: &str,
    ground: &Ground<'_>,
    faults: &mut Faults<'_>,
) -> Option<Vec<StepIndex>> {
    check_twice(written, list, faults);
    each(written, list, |id, pointer| {
        ground.steps.find(faults, &PACK_UNKNOWN_STEP, "step", id, pointer)
    })
}

/// Steps that wait for each other, by `needs` or by `after`, could never be put in order.
fn report_circles(steps: &[Step], faults: &mut Faults<'_>) {
    let earlier = |step: StepIndex| {
        steps
            .get(step)
            .into_iter()
            .flat_map(|step| step.needs.iter().chain(&step.after).copied())
    };
    let mut waiting: BTreeSet<StepIndex> = (0..steps.len()).collect();
    loop {
        // Take away every step that waits for nobody left.
        let free: Vec<StepIndex> = waiting
            .iter()
            .copied()
            .filter(|&step| !earlier(step).any(|other| waiting.contains(&other)))
            .collect();
        for step in &free {
            waiting.remove(step);
        }
        if !free.is_empty() {
            continue;
        }
        // Whoever is left waits for somebody left: walking on must come back.
        let Some(&start) = waiting.first() else { return };
        let mut walk = vec![start];
        let circle = loop {
            let last = walk.last().copied().unwrap_or(start);
            let Some(next) = earlier(last).find(|other| waiting.contains(other)) else {
                return;
            };
            if let Some(at) = walk.iter().position(|&step| step == next) {
                break walk.split_off(at);
            }
            walk.push(next);
        };
        let Some(&first) = circle.iter().min() else { return };
        let names: Vec<&str> = circle
            .iter()
            .filter_map(|&step| steps.get(step))
            .map(|step| step.id.as_str())
            .collect();
        let key = if steps
            .get(first)
            .is_some_and(|step| step.needs.iter().any(|need| circle.contains(need)))
        {
            "needs"
        } else {
            "after"
        };
        let message = match names.as_slice() {
            [only] => format!("step `{only}` waits for itself"),
            _ => format!("steps `{}` wait for each other in a circle", names.join("`, `")),
        };
        let pointer = format!("/steps/{first}/{key}");
        faults.fault(&PACK_STEP_CIRCLE, message, &pointer, "an order without a circle");
        for step in &circle {
            waiting.remove(step);
        }
    }
}
