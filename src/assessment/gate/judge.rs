//! What becomes of each condition.

use super::age::{Age, age};
use super::{
    Circumstances, Condition, ConditionResult, Demand, Found, Gate, Judgement, Kind, Notice, Obstacle,
    Outcome, Severity,
};
use crate::assessment::{Assessment, Estimate, Reason, View};
use crate::diagnostic::RESULT_NOBODY_ON_A_SIDE;
use crate::names::both_alike;
use crate::number::CUT_SLACK;
use crate::pack::{Pack, QuestionIndex};

/// Judges an assessment by what it publishes.
#[must_use]
pub fn judge(
    pack: &Pack,
    assessment: &Assessment,
    gate: &Gate,
    circumstances: &Circumstances<'_>,
) -> Judgement {
    let court = Court {
        pack,
        assessment,
        circumstances,
    };
    let results: Vec<ConditionResult> = gate
        .conditions()
        .iter()
        .map(|condition| court.result(condition))
        .collect();
    Judgement {
        organization: assessment.organization.clone(),
        wave: assessment.wave.clone(),
        baseline_wave: circumstances.baseline.and_then(|then| then.wave.clone()),
        notices: court.notices(gate, &results),
        results,
    }
}

/// What was found and what became of the condition, or why nothing did.
type Finding = Result<(Found, Outcome), Obstacle>;

struct Court<'a> {
    pack: &'a Pack,
    assessment: &'a Assessment,
    circumstances: &'a Circumstances<'a>,
}

impl Court<'_> {
    fn result(&self, condition: &Condition) -> ConditionResult {
        let with = |found, outcome, obstacle| ConditionResult {
            condition: condition.clone(),
            found,
            outcome,
            obstacle,
        };
        if condition.severity == Severity::Off {
            return with(None, Outcome::NotJudged, None);
        }
        match self.find(&condition.demand) {
            Ok((found, outcome)) => with(Some(found), outcome, None),
            Err(Obstacle::NoBaseline) if self.circumstances.first_run => {
                with(None, Outcome::NotJudged, Some(Obstacle::NoBaseline))
            }
            // What was found is said even where it does not suffice.
            Err(Obstacle::ChanceUnknown) => with(
                self.change(condition.demand.dimension()).ok(),
                Outcome::CannotBeJudged,
                Some(Obstacle::ChanceUnknown),
            ),
            Err(obstacle) => with(None, Outcome::CannotBeJudged, Some(obstacle)),
        }
    }

    fn find(&self, demand: &Demand) -> Finding {
        let assessment = self.assessment;
        match *demand {
            Demand::Answers(least) => {
                let answers = self.answers();
                let outcome = if answers >= least {
                    Outcome::Met
                } else {
                    Outcome::NotYet
                };
                Ok((Found::Answers(answers), outcome))
            }
            Demand::ResponseRate(least) => self.response_rate(least),
            Demand::Age(most) => self.age(most),
            Demand::Level(least) => {
                let overall = &assessment.overall;
                let levels: Option<Vec<usize>> = overall
                    .levels
                    .iter()
                    .map(|level| self.pack.level(level))
                    .collect();
                let (Some(verdict), Some(levels)) = (overall.verdict, levels) else {
                    return Err(self.hidden("/overall/score"));
                };
                let lowest = levels.first().copied();
                let lowest = lowest.ok_or_else(|| self.hidden("/overall/score"))?;
                Ok((Found::Levels(verdict, levels), met(lowest >= least)))
            }
            Demand::Certainty(least) => {
                let certainty = assessment.overall.certainty;
                let certainty = certainty.ok_or_else(|| self.not_computable("/overall/score"))?;
                Ok((Found::Certainty(certainty), met(certainty >= least)))
            }
            Demand::Score(least) => self.score(&assessment.overall.estimate, least, "/overall/score"),
            Demand::Gap(most) => {
                let gap = assessment.gap.as_ref().ok_or_else(|| self.no_gap())?;
                let apart = gap.difference.abs();
                Ok((
                    Found::Gap(gap.difference, gap.interval.clone()),
                    met(apart <= most + CUT_SLACK),
                ))
            }
            Demand::Dimension(index, least) => {
                let pointer = format!("/dimensions/{index}/score");
                let dimension = assessment.dimensions.get(index);
                let dimension = dimension.ok_or(Obstacle::Hidden(None))?;
                self.score(&dimension.estimate, least, &pointer)
            }
            Demand::Question(index, least) => self.question(index, least),
            Demand::Drop { of, most, literal } => self.drop(of, most, literal),
        }
    }

    /// Answers that the result rests on; where none is shown, as many as there can be at most.
    fn answers(&self) -> u64 {
        let assessment = self.assessment;
        let respondents = &assessment.respondents;
        assessment.overall.estimate.n.unwrap_or_else(|| {
            let of_sides: u64 = assessment.sides.iter().map(|side| side.answered).sum();
            let people = if assessment.sides.is_empty() {
                respondents.read
            } else {
                of_sides
            };
            people.min(respondents.scored)
        })
    }

    fn response_rate(&self, least: f64) -> Finding {
        let sides = &self.assessment.sides;
        if sides.is_empty() || self.circumstances.partial {
            return Err(Obstacle::PartOfRoster);
        }
        let rates: Option<Vec<(String, f64)>> = sides
            .iter()
            .map(|side| Some((side.name.clone(), side.response_rate?)))
            .collect();
        let rates = rates.ok_or(Obstacle::NoRoster)?;
        let enough = rates.iter().all(|(_, rate)| *rate + CUT_SLACK >= least);
        Ok((Found::Rates(rates), met(enough)))
    }

    fn age(&self, most: u64) -> Finding {
        let today = self.circumstances.today.ok_or(Obstacle::NoDay)?;
        let assessment = self.assessment;
        // The day of one of very few answers would say when somebody answered.
        let enough = assessment.respondents.read >= assessment.method.minimum_group;
        let latest = self.circumstances.latest.filter(|_| enough);
        match age(today.day, latest, assessment.wave.as_deref()) {
            Age::Days(days, since) => Ok((Found::Age { days, since }, met(days <= most))),
            Age::Future => Err(Obstacle::Future),
            Age::Unknown => Err(Obstacle::NoDay),
        }
    }

    fn score(&self, estimate: &Estimate, least: f64, pointer: &str) -> Finding {
        let score = estimate.score.ok_or_else(|| self.hidden(pointer))?;
        Ok((
            Found::Score(score, estimate.interval.clone()),
            met(score + CUT_SLACK >= least),
        ))
    }

    fn question(&self, index: QuestionIndex, least: f64) -> Finding {
        let pointer = format!("/questions/{index}/score");
        let question = self.assessment.questions.get(index);
        let question = question.ok_or(Obstacle::Hidden(None))?;
        self.score(&question.estimate, least, &pointer)
    }

    /// A fall counts beyond the number of points, and only where chance does not explain it.
    fn drop(&self, of: Option<usize>, most: f64, literal: bool) -> Finding {
        let found = self.change(of)?;
        let Found::Change {
            difference,
            beyond_chance,
            ..
        } = &found
        else {
            return Err(Obstacle::NoChange);
        };
        let fell = *difference < -(most + CUT_SLACK);
        let counts = match (fell, literal, beyond_chance) {
            (false, _, _) => false,
            (true, true, _) => true,
            (true, false, Some(beyond_chance)) => *beyond_chance,
            (true, false, None) => return Err(Obstacle::ChanceUnknown),
        };
        Ok((found, met(!counts)))
    }

    fn change(&self, of: Option<usize>) -> Result<Found, Obstacle> {
        let assessment = self.assessment;
        let Some(comparison) = &assessment.comparison else {
            return Err(Obstacle::NoBaseline);
        };
        let (change, pointers) = match of {
            None => (
                comparison.overall.as_ref(),
                ["/comparison/overall".to_owned(), "/overall/score".to_owned()],
            ),
            Some(index) => {
                let dimension = self.pack.dimensions.get(index);
                let named = comparison
                    .dimensions
                    .iter()
                    .find(|named| dimension.is_some_and(|dimension| dimension.id == named.id));
                let pointers = [
                    format!("/comparison/dimensions/{index}/change"),
                    format!("/dimensions/{index}/score"),
                ];
                (named.and_then(|named| named.change.as_ref()), pointers)
            }
        };
        let Some(change) = change else {
            let reasons = pointers.iter().map(|pointer| self.hidden(pointer));
            let known = reasons
                .into_iter()
                .find(|obstacle| *obstacle != Obstacle::Hidden(None));
            return Err(match known {
                // What concerns the comparison alone has words of its own.
                Some(Obstacle::Hidden(Some(
                    reason @ (Reason::BelowMinimum
                    | Reason::Complementary
                    | Reason::NoData
                    | Reason::NotAsked
                    | Reason::NobodyOnASide),
                ))) => Obstacle::Hidden(Some(reason)),
                _ => Obstacle::NoChange,
            });
        };
        Ok(Found::Change {
            difference: change.difference,
            interval: change.interval.clone(),
            beyond_chance: change.beyond_chance,
            pairs: change.pairs_compared(),
        })
    }

    /// Why the figure at a pointer is not shown.
    fn hidden(&self, pointer: &str) -> Obstacle {
        let suppressed = &self.assessment.suppressed;
        let entry = suppressed.iter().find(|entry| entry.pointer == pointer);
        Obstacle::Hidden(entry.map(|entry| entry.reason))
    }

    fn not_computable(&self, pointer: &str) -> Obstacle {
        match self.hidden(pointer) {
            Obstacle::Hidden(None) => Obstacle::Hidden(Some(Reason::NotComputable)),
            hidden => hidden,
        }
    }

    /// Why there is no gap: a side is not shown.
    fn no_gap(&self) -> Obstacle {
        let sides = (0..self.assessment.sides.len()).map(|side| self.hidden(&format!("/sides/{side}/score")));
        sides
            .into_iter()
            .find(|obstacle| *obstacle != Obstacle::Hidden(None))
            .unwrap_or_else(|| self.not_computable("/overall/score"))
    }

    fn notices(&self, gate: &Gate, results: &[ConditionResult]) -> Vec<Notice> {
        let mut notices = Vec::new();
        if !gate.replaced.is_empty() {
            let mut flags = gate.replaced.clone();
            flags.dedup();
            notices.push(Notice::Replaced(flags));
        }
        if let Some(today) = self.circumstances.today.filter(|_| gate.judges(Kind::Age)) {
            notices.push(Notice::Today(today.day, today.said_by));
        }
        if self.assessment.view == View::Person {
            notices.push(Notice::OnePerson);
        }
        let mut findings = self.assessment.findings.iter();
        if findings.any(|finding| finding.code == RESULT_NOBODY_ON_A_SIDE.id) {
            notices.push(Notice::NobodyOnASide);
        }
        if let Some(then) = self.circumstances.baseline {
            let now = self.assessment;
            if then.pack.version != now.pack.version || then.pack.digest != now.pack.digest {
                notices.push(Notice::OtherVersion {
                    then: then.pack.version.clone(),
                    now: now.pack.version.clone(),
                });
            }
            if both_alike(then.wave.as_deref(), now.wave.as_deref())
                && both_alike(then.organization.as_deref(), now.organization.as_deref())
            {
                notices.push(Notice::SameWave);
            }
            if !gate.judges(Kind::Drop) {
                notices.push(Notice::BaselineUnused);
            }
        }
        if results.iter().any(|result| {
            result.outcome == Outcome::NotJudged && result.obstacle == Some(Obstacle::NoBaseline)
        }) {
            notices.push(Notice::FirstRun);
        } else if results.iter().all(|result| result.outcome == Outcome::NotJudged) {
            notices.push(Notice::NothingJudged);
        }
        notices
    }
}

const fn met(holds: bool) -> Outcome {
    if holds { Outcome::Met } else { Outcome::Missed }
}
