//! Rules: every condition can hold, every part of it matters, and none is shadowed by another.

use super::Check;
use super::solve::{Solver, Verdict, count_fit, fails, holds};
use crate::diagnostic::{
    PACK_ALWAYS_BLOCKED, PACK_FIT_SHADOWED, PACK_GUARD_IDLE, PACK_GUARD_PENALTY, PACK_GUARD_SHADOWED,
    PACK_IDLE_CONDITION, PACK_NEVER_HOLDS, PACK_UNDECIDED,
};
use crate::pack::condition::{Condition, Leaf, Test};
use crate::pack::place::child;
use crate::pack::{Move, Pack, Step};

/// Checks all rules; hands back for how many combinations of facts each fit rule decides.
pub(super) fn check(check: &mut Check<'_>) -> Option<Vec<u64>> {
    let pack = check.pack;
    let solver = Solver::new(pack);
    for (index, question) in pack.questions.iter().enumerate() {
        if let Some(ask) = &question.ask {
            let what = format!("`ask` of question `{}`", question.id);
            can_hold(check, &solver, &what, ask, &format!("/questions/{index}/ask"));
        }
    }
    let fit = fit(check, &solver);
    guards(check, &solver);
    for (index, step) in pack.steps.iter().enumerate() {
        triggers(check, step, &format!("/steps/{index}"));
    }
    for (index, finding) in pack.findings.iter().enumerate() {
        let what = format!("finding `{}`", finding.id);
        can_hold(
            check,
            &solver,
            &what,
            &finding.when,
            &format!("/findings/{index}/when"),
        );
    }
    fit
}

/// Reports a condition that cannot hold, or parts of it that are always or never true.
fn can_hold(check: &mut Check<'_>, solver: &Solver<'_>, what: &str, when: &Condition, pointer: &str) -> bool {
    match solver.can(&[holds(when)]) {
        Verdict::Impossible => {
            let message = format!("the condition of {what} can never hold");
            check.report(&PACK_NEVER_HOLDS, message, pointer);
            return false;
        }
        Verdict::Undecided => {
            let message = format!("whether the condition of {what} can hold was not decided");
            check.report(&PACK_UNDECIDED, message, pointer);
        }
        Verdict::Possible => idle_parts(check, solver, what, when, pointer),
    }
    true
}

/// Reports leaves that are true, or false, whatever happens.
fn idle_parts(check: &mut Check<'_>, solver: &Solver<'_>, what: &str, when: &Condition, pointer: &str) {
    match when {
        Condition::All(branches) | Condition::Any(branches) => {
            let key = if matches!(when, Condition::All(_)) {
                "all"
            } else {
                "any"
            };
            for (index, branch) in branches.iter().enumerate() {
                idle_parts(check, solver, what, branch, &format!("{pointer}/{key}/{index}"));
            }
        }
        Condition::Not(inner) => idle_parts(check, solver, what, inner, &child(pointer, "not")),
        Condition::Leaf(_) => {
            let always = solver.can(&[fails(when)]) == Verdict::Impossible;
            if always || solver.can(&[holds(when)]) == Verdict::Impossible {
                let truth = if always { "always" } else { "never" };
                let message = format!("a part of the condition of {what} is {truth} true");
                check.report(&PACK_IDLE_CONDITION, message, pointer);
            }
        }
    }
}

/// A fit rule is reached if for some facts it holds and none before it does.
fn fit(check: &mut Check<'_>, solver: &Solver<'_>) -> Option<Vec<u64>> {
    let pack = check.pack;
    let counts = count_fit(pack);
    for (index, rule) in pack.fit.iter().enumerate() {
        let pointer = format!("/fit/{index}");
        let what = format!("fit rule `{}`", rule.id);
        if let Some(when) = &rule.when
            && !can_hold(check, solver, &what, when, &child(&pointer, "when"))
        {
            continue;
        }
        if counts
            .as_ref()
            .and_then(|counts| counts.get(index))
            .is_some_and(|&count| count > 0)
        {
            continue;
        }
        // A rule may still be reached where the heads of the two sides give different facts.
        let earlier = pack.fit.iter().take(index).filter_map(|rule| rule.when.as_ref());
        let mut claims: Vec<_> = earlier.map(fails).collect();
        claims.extend(rule.when.as_ref().map(holds));
        match solver.can(&claims) {
            Verdict::Possible => {}
            Verdict::Impossible => {
                let message = format!("wherever {what} holds, an earlier rule has decided");
                check.report(&PACK_FIT_SHADOWED, message, &pointer);
            }
            Verdict::Undecided => {
                let message = format!("whether {what} is ever reached was not decided");
                check.report(&PACK_UNDECIDED, message, &pointer);
            }
        }
    }
    counts
}

fn guards(check: &mut Check<'_>, solver: &Solver<'_>) {
    let pack = check.pack;
    let top = pack.levels.len().saturating_sub(1);
    for (index, guard) in pack.guards.iter().enumerate() {
        let pointer = format!("/guards/{index}");
        let what = format!("guard `{}`", guard.id);
        if guard.caps >= top {
            let message = format!("{what} caps at the highest level");
            check.report(&PACK_GUARD_IDLE, message, &child(&pointer, "caps"));
        }
        if penalizes(&guard.when, true) {
            let message = format!("a better answer can make {what} hold");
            check.report(&PACK_GUARD_PENALTY, message, &child(&pointer, "when"));
        }
        if can_hold(check, solver, &what, &guard.when, &child(&pointer, "when"))
            && let Some(other) = shadow(pack, solver, index)
        {
            let message = format!("whenever {what} holds, guard `{other}` holds too and caps as low");
            check.report(&PACK_GUARD_SHADOWED, message, &pointer);
        }
    }
}

/// The guard that makes this one superfluous. Of two that hold alike the later is superfluous.
fn shadow<'p>(pack: &'p Pack, solver: &Solver<'_>, index: usize) -> Option<&'p str> {
    let guard = pack.guards.get(index)?;
    let implied = |a: &Condition, b: &Condition| solver.can(&[holds(a), fails(b)]) == Verdict::Impossible;
    pack.guards
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index)
        .find(|(at, other)| {
            other.caps <= guard.caps
                && implied(&guard.when, &other.when)
                && (*at < index || other.caps < guard.caps || !implied(&other.when, &guard.when))
        })
        .map(|(_, other)| other.id.as_str())
}

/// Whether raising an estimate can turn the condition true; `upright` outside of `not`.
fn penalizes(condition: &Condition, upright: bool) -> bool {
    match condition {
        Condition::All(branches) | Condition::Any(branches) => {
            branches.iter().any(|branch| penalizes(branch, upright))
        }
        Condition::Not(inner) => penalizes(inner, !upright),
        Condition::Leaf(Leaf::Question(_, test) | Leaf::Dimension(_, test)) => match test {
            Test::Below(_) => !upright,
            Test::AtLeast(_) => upright,
            // Raising another estimate can make this one the lowest; raising this one, not.
            Test::Lowest => true,
        },
        Condition::Leaf(_) => false,
    }
}

/// The trigger of a step, when aiming where the step is offered, and what moves or blocks it.
fn triggers(check: &mut Check<'_>, step: &Step, pointer: &str) {
    let solver = match step.toward {
        Move::To(level) => Solver::new(check.pack).aiming_from(level),
        Move::Any | Move::Hold | Move::Unlock => Solver::new(check.pack),
    };
    let what = format!("step `{}`", step.id);
    let triggered = Condition::All(Vec::new());
    let when = step.when.as_ref().unwrap_or(&triggered);
    if !can_hold(check, &solver, &what, when, &child(pointer, "when")) {
        return;
    }
    for (key, condition) in [("first", &step.first), ("blocked", &step.blocked)] {
        let Some(condition) = condition else { continue };
        let what = format!("`{key}` of {what}");
        let pointer = child(pointer, key);
        if can_hold(check, &solver, &what, condition, &pointer)
            && solver.can(&[holds(when), holds(condition)]) == Verdict::Impossible
        {
            let message = format!("{what} can never hold while the step is triggered");
            check.report(&PACK_NEVER_HOLDS, message, &pointer);
        }
    }
    if let Some(blocked) = &step.blocked
        && solver.can(&[holds(when), fails(blocked)]) == Verdict::Impossible
    {
        let message = format!("{what} is blocked whenever it is triggered");
        check.report(&PACK_ALWAYS_BLOCKED, message, &child(pointer, "blocked"));
    }
}
