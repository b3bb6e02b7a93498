//! The gate that a new project begins with. Conditions on what people answered only warn: where a
//! score stops something, people answer for the gate. Who answered, and when, may fail.

use crate::pack::Pack;
use crate::project::gate::{
    AgeLong, AgeWritten, DropLong, DropWritten, GateWritten, LeastLong, LeastWritten, SeverityWritten,
};

/// Half a year: the full questionnaire is answered every six to twelve months, the short one each
/// quarter.
const DAYS: u64 = 183;

/// Conditions for the pack; `people` is how many both sides have, where that is known.
pub(super) fn gate(pack: &Pack, people: Option<u64>) -> GateWritten {
    let reporting = &pack.reporting;
    // Two sides of the smallest size that is shown, and never more people than there are.
    let answers = reporting.minimum_group.saturating_mul(2);
    let answers = people.map_or(answers, |people| answers.min(people));
    GateWritten {
        answers: Some(LeastWritten::Long(LeastLong {
            minimum: answers.max(1),
            severity: Some(SeverityWritten::Error),
        })),
        // Without a roster nobody knows which share answered.
        response_rate: people.map(|_| {
            LeastWritten::Long(LeastLong {
                minimum: reporting.response_rate_use,
                severity: Some(SeverityWritten::Error),
            })
        }),
        age: Some(AgeWritten::Long(AgeLong {
            maximum_days: DAYS,
            severity: Some(SeverityWritten::Error),
        })),
        level: pack.levels.get(1).map(|level| {
            LeastWritten::Long(LeastLong {
                minimum: level.id.clone(),
                severity: Some(SeverityWritten::Warn),
            })
        }),
        fall: Some(DropWritten::Long(DropLong {
            maximum: Some(reporting.relevant_gap),
            literal: false,
            dimensions: crate::answers::Ordered::default(),
            severity: Some(SeverityWritten::Warn),
        })),
        ..GateWritten::default()
    }
}
