//! What is null, and why: the one place where every missing result gets its reason, in the order
//! of the document.

use super::anonymity::ContrastFigures;
use super::figures::{COUNTS_FROM, Figure, Figures, Sided};
use super::tally::pooled;
use super::{Assessment, Estimate, Gap, Reason, Suppressed, View, likeness, quality};
use crate::pack::{DimensionIndex, Pack, QuestionIndex};

/// What rests on the same spread as the interval beside it.
const WITH_INTERVAL: [&str; 6] = ["standard_error", "df", "p", "p_holm", "hedges_g", "certainty"];

/// What tells how a question was answered, as the counts beside it do.
const WITH_COUNTS: [&str; 5] = [
    "upper",
    "dont_know",
    "not_applicable",
    "not_answered",
    "not_asked",
];

impl Assessment {
    /// Why what a JSON pointer leads to is null, by the rule of [`Suppressed`]; `None` for what is
    /// there and for what is no result.
    #[must_use]
    pub fn reason(&self, pointer: &str) -> Option<Reason> {
        let entry = |wanted: &str| self.suppressed.iter().find(|entry| entry.pointer == wanted);
        let mut at = pointer;
        loop {
            let (above, name) = at.rsplit_once('/').unwrap_or_default();
            let whole = above.split_once("/sides/").map_or(above, |(whole, _)| whole);
            let found = entry(at).or_else(|| entry(&format!("{at}/score"))).or_else(|| {
                if WITH_INTERVAL.contains(&name) {
                    entry(&format!("{above}/interval"))
                } else if name == "counts" {
                    entry(&format!("{whole}/counts"))
                } else if WITH_COUNTS.contains(&name) {
                    entry(&format!("{above}/counts"))
                } else {
                    None
                }
            });
            if found.is_some() || above.is_empty() {
                return found.map(|entry| entry.reason);
            }
            at = above;
        }
    }
}

/// The reason of everything that is null in an assessment and could hold a result.
pub(super) fn reasons(
    pack: &Pack,
    figures: &Figures<'_>,
    contrasts: &[ContrastFigures],
    assessment: &Assessment,
) -> Vec<Suppressed> {
    let mut absent = Absent {
        pack,
        figures,
        assessment,
        team: figures.view == View::Team,
        list: Vec::new(),
    };
    absent.overall();
    for (index, (side, &figure)) in assessment.sides.iter().zip(&figures.total.sides).enumerate() {
        absent.estimate(&format!("/sides/{index}"), figure, &side.estimate);
    }
    absent.contrasts(contrasts);
    absent.gap("/gap", assessment.gap.as_ref(), &figures.total);
    for index in 0..assessment.dimensions.len() {
        absent.dimension(index);
    }
    for index in 0..assessment.questions.len() {
        absent.question(index);
    }
    absent.rest();
    absent.list
}

struct Absent<'a> {
    pack: &'a Pack,
    figures: &'a Figures<'a>,
    assessment: &'a Assessment,
    /// One person has no sides, no spread and nobody to be hidden from: only scores are spoken for.
    team: bool,
    list: Vec<Suppressed>,
}

impl Absent<'_> {
    fn because(&mut self, pointer: impl Into<String>, reason: Reason) {
        let pointer = pointer.into();
        self.list.push(Suppressed { pointer, reason });
    }

    /// Says that something cannot be computed, if it is null.
    fn computed<T>(&mut self, pointer: String, value: Option<&T>) {
        if value.is_none() {
            self.because(pointer, Reason::NotComputable);
        }
    }

    /// Whether a figure is shown; the reason if it is not.
    fn score(&mut self, pointer: &str, figure: Figure) -> bool {
        if let Some(reason) = figure.reason() {
            self.because(format!("{pointer}/score"), reason);
        }
        figure.score().is_some()
    }

    /// A figure that has a range.
    fn estimate(&mut self, pointer: &str, figure: Figure, estimate: &Estimate) -> bool {
        let shown = self.score(pointer, figure);
        if shown && self.team {
            self.computed(format!("{pointer}/interval"), estimate.interval.as_ref());
        }
        shown
    }

    fn overall(&mut self) {
        let overall = &self.assessment.overall;
        let shown = self.estimate("/overall", self.figures.total.headline, &overall.estimate);
        if !shown || !self.team {
            return;
        }
        if overall.estimate.interval.is_some() {
            self.computed("/overall/certainty".to_owned(), overall.certainty.as_ref());
        }
        if self.figures.total.sides_equal() {
            self.computed("/overall/effective_n".to_owned(), overall.effective_n.as_ref());
        }
        if self.assessment.respondents.roster.is_some() {
            self.computed("/overall/bounds".to_owned(), overall.bounds.as_ref());
            self.computed("/overall/break_even".to_owned(), overall.break_even.as_ref());
        }
    }

    fn contrasts(&mut self, contrasts: &[ContrastFigures]) {
        if !self.team {
            return;
        }
        for (contrast, figures) in contrasts.iter().enumerate() {
            for (group, (&total, dimensions)) in figures.totals.iter().zip(&figures.dimensions).enumerate() {
                let pointer = format!("/contrasts/{contrast}/groups/{group}");
                if !self.score(&pointer, total) {
                    continue;
                }
                for (dimension, figure) in dimensions.iter().enumerate() {
                    if let Some(reason) = figure.reason() {
                        self.because(format!("{pointer}/dimensions/{dimension}"), reason);
                    }
                }
            }
        }
    }

    /// A difference between the sides that is not there.
    fn apart(&mut self, pointer: String, sided: &Sided) {
        // A difference needs both sides; the first of their reasons is that of the difference.
        let reasons = sided.sides.iter().filter_map(|side| side.reason());
        self.because(pointer, reasons.min().unwrap_or(Reason::NotComputable));
    }

    fn gap(&mut self, pointer: &str, gap: Option<&Gap>, sided: &Sided) {
        if !self.team || self.assessment.sides.is_empty() {
            return;
        }
        let Some(gap) = gap else {
            self.apart(pointer.to_owned(), sided);
            return;
        };
        self.computed(format!("{pointer}/interval"), gap.interval.as_ref());
        self.computed(
            format!("{pointer}/probability_of_superiority"),
            gap.probability_of_superiority.as_ref(),
        );
        if gap.interval.is_some() {
            self.computed(format!("{pointer}/hedges_g"), gap.hedges_g.as_ref());
        }
    }

    fn dimension(&mut self, index: DimensionIndex) {
        let (figures, result) = (self.figures, &self.assessment.dimensions[index]);
        let figure = &figures.dimensions[index];
        let pointer = format!("/dimensions/{index}");
        let shown = self.estimate(&pointer, figure.headline, &result.estimate);
        if shown {
            self.computed(format!("{pointer}/below_target"), result.below_target.as_ref());
        }
        for (side, (result, &figure)) in result.sides.iter().zip(&figure.sides).enumerate() {
            let pointer = format!("{pointer}/sides/{side}");
            if self.estimate(&pointer, figure, &result.estimate) && result.agreement.is_none() {
                self.because(
                    format!("{pointer}/agreement"),
                    if likeness::shown(figures, index) {
                        Reason::NotComputable
                    } else {
                        Reason::BelowMinimum
                    },
                );
            }
        }
        if shown && self.team {
            self.gap(&format!("{pointer}/gap"), result.gap.as_ref(), figure);
            if likeness::shown(figures, index) {
                self.computed(format!("{pointer}/reliability"), result.reliability.as_ref());
            } else {
                self.because(format!("{pointer}/reliability"), Reason::BelowMinimum);
            }
        }
    }

    fn question(&mut self, index: QuestionIndex) {
        let (figures, result) = (self.figures, &self.assessment.questions[index]);
        let figure = &figures.questions[index];
        let pointer = format!("/questions/{index}");
        let shown = self.score(&pointer, figure.headline) && self.team;
        if shown && result.counts.is_none() {
            let few = pooled(&figures.people, index).answered() < COUNTS_FROM;
            self.because(
                format!("{pointer}/counts"),
                // Where the whole is large enough, one of the sides is not.
                if few {
                    Reason::BelowMinimum
                } else {
                    Reason::Complementary
                },
            );
        } else if shown {
            self.computed(format!("{pointer}/upper"), result.upper.as_ref());
        }
        for (side, &figure) in figure.sides.iter().enumerate().take(result.sides.len()) {
            self.score(&format!("{pointer}/sides/{side}"), figure);
        }
        if shown && !result.sides.is_empty() && result.difference.is_none() {
            self.apart(format!("{pointer}/difference"), figure);
        }
    }

    /// What is said of the whole after the questions.
    fn rest(&mut self) {
        let assessment = self.assessment;
        let hidden = self.figures.total.headline.reason();
        if self.team && assessment.people_by_level.is_empty() {
            self.because("/people_by_level", hidden.unwrap_or(Reason::BelowMinimum));
        }
        if assessment.fit.is_none() && !self.pack.fit.is_empty() {
            self.because("/fit", Reason::NotComputable);
        }
        if let Some(reason) = hidden {
            for pointer in ["/next", "/distance", "/route"] {
                self.because(pointer, reason);
            }
        } else if assessment.route.is_none() {
            let top = self.pack.levels.last().map(|level| level.id.as_str());
            // From the highest level no way leads further.
            if assessment.next.as_ref().map(|next| next.from.as_str()) != top {
                self.because("/route", Reason::NotComputable);
            }
        }
        if self.team {
            self.answer_quality(hidden);
        }
    }

    fn answer_quality(&mut self, hidden: Option<Reason>) {
        let Some(quality) = &self.assessment.answer_quality else {
            self.because("/answer_quality", hidden.unwrap_or(Reason::NotComputable));
            return;
        };
        let reason = |part| quality::reason(self.figures, part);
        let fields = [
            (
                "straight_lined",
                quality.straight_lined.is_none(),
                Reason::BelowMinimum,
            ),
            (
                "without_them",
                quality.without_them.is_none(),
                reason(|cell| &cell.varied),
            ),
            (
                "complete_only",
                quality.complete_only.is_none(),
                reason(|cell| &cell.complete),
            ),
            ("complete_n", quality.complete_n.is_none(), Reason::BelowMinimum),
            (
                "dont_know_share",
                quality.dont_know_share.is_none(),
                Reason::BelowMinimum,
            ),
        ];
        for (name, missing, reason) in fields {
            if missing {
                self.because(format!("/answer_quality/{name}"), reason);
            }
        }
    }
}
