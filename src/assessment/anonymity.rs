//! Which numbers of a run are held back, so that nobody can work out a group that is too small
//! to be shown from those that are (statistics: anonymity; `docs/design.md` has the whole model).
//!
//! Everything here is judged on sums of points, because that is what a mean and its number of
//! people give away: a group's sum less another's is the sum of those in between.

mod audit;
mod groups;
mod joint;
mod told;

use self::joint::{Leak, Measure, Shown};
use super::View;
use super::figures::{Figure, Figures, Sided, Values, figure, scores};
use super::tally::{Cell, ContrastCell, Kind, NEITHER, Tally, pooled};
use crate::pack::{DimensionIndex, Pack, QuestionIndex};
use crate::statistics::tally::Histogram;

/// Holds back what would give a hidden group away.
pub(super) fn protect(pack: &Pack, tally: &Tally, figures: &mut Figures<'_>) {
    if figures.view == View::Person {
        return;
    }
    for question in 0..figures.questions.len() {
        unscored(figures, question);
    }
    for dimension in 0..figures.dimensions.len() {
        narrow(pack, tally, figures, dimension);
    }
    together(pack, tally, figures);
}

impl Figures<'_> {
    /// Whether a group has people, and too few of them to be shown.
    pub(super) const fn few(&self, people: u64) -> bool {
        people > 0 && people < self.minimum
    }

    /// Whether people of a kind are among those of the headline.
    pub(super) fn counts(&self, kind: &Kind<'_>) -> bool {
        (self.people.len() == 1) == (kind.cell == NEITHER)
    }
}

/// A question that a few answered who have no score in its dimension: less what the others answered,
/// which the dimension and its other questions tell, it is theirs.
fn unscored(figures: &mut Figures<'_>, question: QuestionIndex) {
    let few = |cells: &[&Cell]| figures.few(pooled(cells, question).unscored);
    if few(&figures.people) {
        figures.questions[question].withhold();
    } else if figures.people.iter().any(|cell| few(&[*cell])) {
        figures.questions[question].withhold_sides();
    }
}

/// Holds back one figure after the other until no hidden group is given away by all of them together:
/// above all a few people with a total and no score in some dimension, or the reverse, for the total
/// less all dimensions is theirs.
fn together(pack: &Pack, tally: &Tally, figures: &mut Figures<'_>) {
    if !joint::needed(pack, tally, figures) {
        return;
    }
    while let Some(leak) = joint::leak(pack, tally, figures, &[]) {
        if !withhold_for(pack, figures, &leak) {
            return;
        }
    }
}

/// Holds back one figure more, one that says something of those who leak; whether there was one.
fn withhold_for(pack: &Pack, figures: &mut Figures<'_>, leak: &Leak) -> bool {
    let of = match leak.of {
        Measure::Total => None,
        Measure::Dimension(dimension) => Some(dimension),
        Measure::Question(question) => Some(pack.questions[question].dimension),
    };
    let shown = |figure: &Sided| figure.headline.score().is_some();
    // The dimension that they lack, and its questions if they tell it.
    for &dimension in &leak.unmatched {
        let next = next_question(pack, figures, dimension);
        if shown(&figures.dimensions[dimension]) {
            figures.dimensions[dimension].withhold();
            return true;
        } else if let Some(question) = next {
            figures.questions[question].withhold();
            return true;
        }
    }
    // What of theirs is given away.
    let all = 0..pack.dimensions.len();
    for dimension in of.into_iter().chain(all) {
        if let Some(question) = next_question(pack, figures, dimension) {
            figures.questions[question].withhold();
            return true;
        }
        if shown(&figures.dimensions[dimension]) {
            figures.dimensions[dimension].withhold();
            return true;
        }
    }
    if figures.total.sides_equal() {
        figures.total.withhold_sides();
        return true;
    }
    false
}

/// The question of a dimension that is missed least: questions that everybody was asked hold most of it,
/// those with fewer answers less.
fn next_question(pack: &Pack, figures: &Figures<'_>, dimension: DimensionIndex) -> Option<QuestionIndex> {
    pack.questions_of(dimension)
        .filter(|&question| figures.questions[question].headline.score().is_some())
        .min_by_key(|&question| {
            let counts = pooled(&figures.people, question);
            (counts.not_asked, counts.answered(), question)
        })
}

/// How many have a total and no score in `dimension`, and how many the reverse.
fn unmatched_people(
    totals: &Histogram,
    dimensions: &[Histogram],
    without_total: &[u64],
    dimension: DimensionIndex,
) -> (u64, u64) {
    let scored = dimensions.get(dimension).map_or(0, Histogram::n);
    let alone = without_total.get(dimension).copied().unwrap_or(0);
    (totals.n() - (scored - alone), alone)
}

/// Holds back one question of a dimension after the other until no hidden group is given away: first
/// those that not everybody was asked. The dimension by itself gives nobody away whom its own figure
/// does not.
fn narrow(pack: &Pack, tally: &Tally, figures: &mut Figures<'_>, dimension: DimensionIndex) {
    while !audit::open(pack, tally, figures, dimension, &[]) {
        let shown = pack
            .questions_of(dimension)
            .filter(|&question| figures.questions[question].headline.score().is_some());
        let next = shown.min_by_key(|&question| {
            let counts = pooled(&figures.people, question);
            (counts.not_asked == 0, counts.answered(), question)
        });
        let Some(question) = next else { return };
        figures.questions[question].withhold();
    }
}

/// The groups of one contrast, as far as they may be shown.
pub(super) struct ContrastFigures {
    /// Totals by value.
    pub(super) totals: Vec<Figure>,
    /// Dimension scores, by value and dimension.
    pub(super) dimensions: Vec<Vec<Figure>>,
}

/// Every contrast of the pack. The groups of one are shown together or not at all, for with one
/// hidden the whole would give it away; and their dimensions likewise, for the total less all
/// others is the last.
pub(super) fn contrasts(pack: &Pack, tally: &Tally, figures: &Figures<'_>) -> Vec<ContrastFigures> {
    let together = joint::needed(pack, tally, figures);
    let mut published: Vec<Shown> = Vec::new();
    let mut found = Vec::new();
    for (index, contrast) in tally.contrasts.iter().enumerate() {
        let values: Vec<ContrastCell> = (0..contrast.values.len())
            .map(|value| contrast.whole(value))
            .collect();
        let with: Vec<usize> = published
            .iter()
            .map(|shown| shown.contrast)
            .chain([index])
            .collect();
        let apart = figures.total.headline.score().is_some()
            && values.iter().enumerate().all(|(value, cell)| {
                let with_total = people_with_total(tally, figures, index, value);
                let scored = cell.totals.n();
                [scored, with_total, scored.abs_diff(with_total)]
                    .iter()
                    .all(|people| !figures.few(*people))
            })
            && (0..figures.dimensions.len())
                .all(|dimension| audit::open(pack, tally, figures, dimension, &with));
        let safe = |dimensions: bool| {
            let with = [
                published.as_slice(),
                &[Shown {
                    contrast: index,
                    dimensions,
                }],
            ]
            .concat();
            !together || joint::leak(pack, tally, figures, &with).is_none()
        };
        let of_all = (0..figures.dimensions.len())
            .filter(|&dimension| figures.dimensions[dimension].headline.score().is_some())
            .all(|dimension| values.iter().all(|cell| same_people(figures, cell, dimension)));
        let dimensions_shown = apart && of_all && safe(true);
        let shown = dimensions_shown || apart && safe(false);
        if shown {
            published.push(Shown {
                contrast: index,
                dimensions: dimensions_shown,
            });
        }
        let groups = values.get(..values.len().saturating_sub(1)).unwrap_or_default();
        found.push(ContrastFigures {
            totals: groups
                .iter()
                .map(|cell| mean(scores(&cell.totals), figures.minimum, shown))
                .collect(),
            dimensions: groups
                .iter()
                .map(|cell| {
                    let of = |(histogram, whole): (&Histogram, &Sided)| {
                        let shown = dimensions_shown && whole.headline.score().is_some();
                        mean(scores(histogram), figures.minimum, shown)
                    };
                    cell.dimensions.iter().zip(&figures.dimensions).map(of).collect()
                })
                .collect(),
        });
    }
    found
}

/// How many with this value of a contrast have a total, on all questions and not only the common ones.
fn people_with_total(tally: &Tally, figures: &Figures<'_>, contrast: usize, value: usize) -> u64 {
    let counted =
        |kind: &Kind<'_>| kind.total() && figures.counts(kind) && kind.value(contrast) == value as u64;
    tally.kinds().filter(counted).map(|kind| kind.people).sum()
}

fn mean(values: Values, minimum: u64, shown: bool) -> Figure {
    match figure(values, minimum) {
        known if !shown => known.withheld(),
        figure => figure,
    }
}

/// Whether a dimension of a group rests on the people of its total, but for none or for many.
fn same_people(figures: &Figures<'_>, cell: &ContrastCell, dimension: DimensionIndex) -> bool {
    let (without_score, without_total) =
        unmatched_people(&cell.totals, &cell.dimensions, &cell.without_total, dimension);
    let scored = cell.dimensions.get(dimension).map_or(0, Histogram::n);
    [without_score, without_total, scored]
        .iter()
        .all(|people| !figures.few(*people))
}
