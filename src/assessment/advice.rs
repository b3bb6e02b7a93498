//! Which steps of the pack are offered, and in which order.

use std::cmp::Ordering;

use super::known::Known;
use super::{StepAdvice, StepWhen};
use crate::pack::condition::Leaf;
use crate::pack::{LevelIndex, Move, Pack, Step, StepIndex};

/// The plan that steps serve.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aim {
    /// The level aimed at.
    pub(super) next: LevelIndex,
    /// Whether it is reached already.
    pub(super) hold: bool,
    /// The level that fits the circumstances.
    pub(super) fit: Option<LevelIndex>,
}

/// All steps of the report: those always printed, those for now, those for later.
///
/// For now are three to five: the ones the pack moves to the front, then those of the dimension
/// furthest below the level aimed at, each after what it needs. A need is met when that step is
/// done or its own trigger does not hold. The rest is the roadmap: triggered steps up to the
/// level that fits, blocked ones, and what would unlock a higher level.
pub(super) fn steps(known: &Known<'_>, aim: Aim) -> Vec<StepAdvice> {
    let pack = known.pack;
    let offers = Offers::new(known, aim);
    let mut advice: Vec<StepAdvice> = Vec::new();
    for (index, step) in pack.steps.iter().enumerate() {
        if step.always {
            advice.push(offers.advice(index, StepWhen::Always));
        }
    }
    let now = offers.now();
    advice.extend(now.iter().map(|&index| offers.advice(index, StepWhen::Now)));
    advice.extend(
        offers
            .order
            .iter()
            .filter(|index| !now.contains(index))
            .map(|&index| offers.advice(index, StepWhen::Later)),
    );
    advice
}

struct Offers<'a> {
    known: &'a Known<'a>,
    aim: Aim,
    /// Triggered steps in order of urgency, needs before what needs them.
    order: Vec<StepIndex>,
}

impl<'a> Offers<'a> {
    fn new(known: &'a Known<'a>, aim: Aim) -> Self {
        let pack = known.pack;
        let ceiling = aim.fit.unwrap_or(aim.next).max(aim.next);
        let mut offered: Vec<StepIndex> = (0..pack.steps.len())
            .filter(|&index| {
                let step = &pack.steps[index];
                let meant = match step.toward {
                    Move::Any | Move::Unlock => true,
                    Move::To(level) => level <= ceiling,
                    Move::Hold => aim.hold,
                };
                meant
                    && !step.always
                    && !known.setting.done.contains(&index)
                    && known.holds(step.when.as_ref())
            })
            .collect();
        offered.sort_by(|&a, &b| urgency(known, aim, &pack.steps[a], &pack.steps[b]).then(a.cmp(&b)));
        let order = after_needs(pack, &offered);
        Self { known, aim, order }
    }

    /// Whether the step may be done now, its needs aside.
    fn possible_now(&self, step: &Step) -> bool {
        let meant = match step.toward {
            Move::Any | Move::Hold => true,
            Move::To(level) => level <= self.aim.next,
            Move::Unlock => false,
        };
        meant && !self.known.holds(step.blocked.as_ref())
    }

    /// Needs of a step that are still open.
    fn open_needs(&self, index: StepIndex) -> Vec<StepIndex> {
        let pack = self.known.pack;
        pack.steps[index]
            .needs
            .iter()
            .copied()
            .filter(|need| {
                !self.known.setting.done.contains(need) && self.known.holds(pack.steps[*need].when.as_ref())
            })
            .collect()
    }

    /// The steps for now, in order.
    fn now(&self) -> Vec<StepIndex> {
        let pack = self.known.pack;
        let most = pack.reporting.steps_most;
        let mut now: Vec<StepIndex> = Vec::new();
        for &index in &self.order {
            if now.len() >= most {
                break;
            }
            let ready = self.open_needs(index).iter().all(|need| now.contains(need));
            if ready && self.possible_now(&pack.steps[index]) {
                now.push(index);
            }
        }
        now
    }

    fn advice(&self, index: StepIndex, when: StepWhen) -> StepAdvice {
        let pack = self.known.pack;
        let step = &pack.steps[index];
        let evidence = |condition: Option<&crate::pack::Condition>| {
            condition.map_or_else(Vec::new, |condition| self.known.evidence(condition))
        };
        let ids = |steps: Vec<StepIndex>| {
            steps
                .into_iter()
                .map(|index| pack.steps[index].id.clone())
                .collect()
        };
        StepAdvice {
            id: step.id.clone(),
            title: step.title.clone(),
            when,
            toward: match step.toward {
                Move::Any => "any".to_owned(),
                Move::To(level) => pack.levels[level].id.clone(),
                Move::Hold => "hold".to_owned(),
                Move::Unlock => "unlock".to_owned(),
            },
            action: step.action.clone(),
            why: step.why.clone(),
            triggered_by: evidence(step.when.as_ref()),
            owner: step.owner.clone(),
            effort: step.effort.id().to_owned(),
            horizon: step.horizon.clone(),
            done_when: step.done_when.clone(),
            evidence: step.evidence.id().to_owned(),
            source: step.source.map(|source| pack.sources[source].id.clone()),
            needs: ids(self.open_needs(index)),
            blocked_by: evidence(step.blocked.as_ref()),
        }
    }
}

/// What comes first: what the pack moves to the front; what can be aimed at now before what
/// cannot; then the largest shortfall of a dimension that triggered the step.
fn urgency(known: &Known<'_>, aim: Aim, a: &Step, b: &Step) -> Ordering {
    let later = |step: &Step| match step.toward {
        Move::Any | Move::Hold => 0,
        Move::To(level) if level <= aim.next => 0,
        Move::To(level) => level,
        Move::Unlock => usize::MAX,
    };
    let front = |step: &Step| known.holds(step.first.as_ref());
    front(b)
        .cmp(&front(a))
        .then(later(a).cmp(&later(b)))
        .then(shortfall(known, aim, b).total_cmp(&shortfall(known, aim, a)))
        .then(lowest_trigger(known, a).total_cmp(&lowest_trigger(known, b)))
}

/// How far the worst dimension among a step's triggers lies below the level aimed at.
fn shortfall(known: &Known<'_>, aim: Aim, step: &Step) -> f64 {
    let target = known.pack.levels[aim.next].cut();
    witnesses(known, step)
        .into_iter()
        .filter_map(|leaf| match leaf {
            Leaf::Question(question, _) => Some(known.pack.questions[*question].dimension),
            Leaf::Dimension(dimension, _) => *dimension,
            _ => None,
        })
        .filter_map(|dimension| known.figures.dimensions[dimension].headline.score())
        .map(|score| target - score)
        .fold(f64::NEG_INFINITY, f64::max)
}

/// The lowest estimate among the questions that triggered a step.
fn lowest_trigger(known: &Known<'_>, step: &Step) -> f64 {
    witnesses(known, step)
        .into_iter()
        .filter_map(|leaf| match leaf {
            Leaf::Question(question, _) => known.figures.questions[*question].headline.score(),
            _ => None,
        })
        .fold(f64::INFINITY, f64::min)
}

fn witnesses<'s>(known: &Known<'_>, step: &'s Step) -> Vec<&'s Leaf> {
    step.when
        .as_ref()
        .map_or_else(Vec::new, |when| known.witnesses(when))
}

/// The offered steps in their order, each preceded by those offered steps it needs or comes after.
fn after_needs(pack: &Pack, offered: &[StepIndex]) -> Vec<StepIndex> {
    let mut order = Vec::with_capacity(offered.len());
    let mut visiting = vec![false; pack.steps.len()];
    for &index in offered {
        visit(pack, offered, index, &mut visiting, &mut order);
    }
    order
}

fn visit(
    pack: &Pack,
    offered: &[StepIndex],
    index: StepIndex,
    visiting: &mut [bool],
    order: &mut Vec<StepIndex>,
) {
    if visiting[index] {
        return; // done already, or a circle of soft orders, which then does not bind
    }
    visiting[index] = true;
    let step = &pack.steps[index];
    for &before in step.needs.iter().chain(&step.after) {
        if offered.contains(&before) {
            visit(pack, offered, before, visiting, order);
        }
    }
    order.push(index);
}
