//! The score of those who answered everything. Who they are is not known, only how many on each side.

use serde_json::Value;

use super::{Measure, Scope, World, scale};
use lockstep::scoring::Scorecard;
use lockstep::statistics::linear::Terms;

impl World<'_> {
    pub(super) fn complete(
        &mut self,
        scope: &Scope,
        report: &Value,
        everybody: &[usize],
        groups: &[Vec<usize>],
    ) {
        let Some(score) = report["answer_quality"]["complete_only"].as_f64() else {
            return;
        };
        let (low, high) = self.range_of_measure(Measure::Total);
        let reach = high - low;
        let strata: Vec<Vec<usize>> = if report["overall"]["weighting"] == "sides-equal" {
            groups.to_vec()
        } else {
            vec![everybody.to_vec()]
        };
        let mut mean = Terms::new();
        for stratum in &strata {
            let mut counts = Terms::new();
            let (mut sums, mut all) = (Terms::new(), 0.0);
            for &class in stratum {
                let Some(mut total) = self.sum(scope.wave, class, Measure::Total) else {
                    continue;
                };
                let n = self.classes[class].people.len() as f64;
                let mut card = Scorecard::default();
                let (mut complete, mut sum, mut rest) = (0.0, 0.0, 0.0);
                for &person in &self.classes[class].people {
                    card.fill(self.pack, self.response(person, scope.wave));
                    let above = card.total.unwrap().to_f64() - low;
                    if card.complete() {
                        complete += 1.0;
                        sum += above;
                    } else {
                        rest += above;
                    }
                }
                // Points above the lowest, of those who are complete and of the others, and what they lack
                // to the highest.
                let count = self.variable(0.0, n, complete);
                let part = self.variable(0.0, reach * n, sum);
                let lacks = self.variable(0.0, reach * n, reach * complete - sum);
                let others = self.variable(0.0, reach * n, rest);
                let others_lack = self.variable(0.0, reach * n, reach * (n - complete) - rest);
                total.extend([(part, -1.0), (others, -1.0)]);
                self.program.equations.extend([
                    (vec![(part, 1.0), (lacks, 1.0), (count, -reach)], 0.0),
                    (vec![(others, 1.0), (others_lack, 1.0), (count, reach)], reach * n),
                    (total, low * n),
                ]);
                counts.push((count, 1.0));
                sums.extend([(part, 1.0), (count, low)]);
                all += complete;
            }
            self.program.equations.push((counts, all));
            mean.extend(scale(&sums, 1.0 / (all * strata.len() as f64)));
        }
        self.program.equations.push((mean, score));
    }
}
