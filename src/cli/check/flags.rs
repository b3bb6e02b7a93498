//! Conditions on the command line. They are errors: whoever types one means it.

use anyhow::{Result, bail};

use crate::assessment::gate::{Condition, Demand, Gate, Origin, Severity};
use crate::cli::exit::InputFaults;
use crate::cli::numbers::whole;
use crate::diagnostic::{Diagnostic, Diagnostics, GATE_CONTRADICTION, GATE_OUT_OF_REACH};
use crate::pack::Pack;
use crate::project::gate::{certainty, dimension, level, question, sensible};
use crate::text::Checked;

/// Conditions, each an error.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Conditions")]
pub(super) struct GateArgs {
    /// Fewest answers with a total
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(0))]
    min_answers: Option<u64>,
    /// Least share of each side that answered: 0.7 or 70%
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    min_response_rate: Option<String>,
    /// Most days since the latest answer
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true, value_parser = whole(0))]
    max_age: Option<u64>,
    /// Lowest level, by id; where two are named, the lower one counts
    #[arg(long, value_name = "LEVEL")]
    min_level: Option<String>,
    /// Least certainty of the level: probable or clear
    #[arg(long, value_name = "WORD")]
    certainty: Option<String>,
    /// Lowest score
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    min_score: Option<String>,
    /// Most points between the totals of the two sides
    #[arg(long, value_name = "POINTS", allow_negative_numbers = true)]
    max_gap: Option<String>,
    /// Lowest score of a dimension; repeat for each
    #[arg(long, value_name = "ID=SCORE")]
    min_dimension: Vec<String>,
    /// Lowest score of a question; repeat for each
    #[arg(long, value_name = "ID=SCORE")]
    min_question: Vec<String>,
    /// Most points that the score, or that of a dimension, may fall since the baseline; a fall
    /// counts only beyond what chance explains. Repeat for each
    #[arg(long, value_name = "[ID=]POINTS", allow_negative_numbers = true)]
    max_drop: Vec<String>,
    /// Let a fall count even where chance explains it
    #[arg(long)]
    pub(super) literal: bool,
}

/// The gate that the flags ask for; every fault of them at once.
pub(super) fn gate(args: &GateArgs, pack: &Pack) -> Result<Gate> {
    let mut flags = Flags {
        pack,
        gate: Gate::default(),
        faults: Diagnostics::new(),
    };
    flags.add_all("--min-answers", args.min_answers, |least| {
        Ok(Demand::Answers(least))
    });
    flags.add_all("--min-response-rate", args.min_response_rate.as_deref(), |text| {
        share(text).map(Demand::ResponseRate)
    });
    flags.add_all("--max-age", args.max_age, |most| Ok(Demand::Age(most)));
    flags.add_all("--min-level", args.min_level.as_deref(), |id| {
        level(pack, id.trim()).map(Demand::Level)
    });
    flags.add_all("--certainty", args.certainty.as_deref(), |word| {
        certainty(word.trim()).map(Demand::Certainty)
    });
    flags.add_all("--min-score", args.min_score.as_deref(), |text| {
        number(text).map(Demand::Score)
    });
    flags.add_all("--max-gap", args.max_gap.as_deref(), |text| {
        number(text).map(Demand::Gap)
    });
    flags.add_all("--min-dimension", &args.min_dimension, |text| {
        let (id, least) = named(text)?;
        Ok(Demand::Dimension(dimension(pack, id)?, least))
    });
    flags.add_all("--min-question", &args.min_question, |text| {
        let (id, least) = named(text)?;
        Ok(Demand::Question(question(pack, id)?, least))
    });
    flags.add_all("--max-drop", &args.max_drop, |text| {
        let literal = args.literal;
        if !text.contains('=') {
            let most = number(text)?;
            return Ok(Demand::Drop {
                of: None,
                most,
                literal,
            });
        }
        let (id, most) = named(text)?;
        let of = Some(dimension(pack, id)?);
        Ok(Demand::Drop { of, most, literal })
    });
    if flags.faults.has_errors() {
        bail!(InputFaults(flags.faults));
    }
    Ok(flags.gate)
}

struct Flags<'p> {
    pack: &'p Pack,
    gate: Gate,
    faults: Diagnostics,
}

impl Flags<'_> {
    fn add_all<T: std::fmt::Display + Clone>(
        &mut self,
        flag: &'static str,
        values: impl IntoIterator<Item = T>,
        demand: impl Fn(T) -> Checked<Demand>,
    ) {
        for value in values {
            let shown = format!("{flag} {value}");
            let found = demand(value).and_then(|demand| sensible(self.pack, &demand).map(|()| demand));
            match found {
                Ok(demand) => {
                    let condition = Condition {
                        demand,
                        severity: Severity::Error,
                        origin: Origin::Flag(flag),
                    };
                    if self.gate.insert(condition).is_some() {
                        let fault =
                            Diagnostic::new(&GATE_CONTRADICTION, "the same condition was given before");
                        self.faults
                            .push(fault.found(shown).allowed("each condition once"));
                    }
                }
                Err(mut fault) => {
                    fault.found = Some(shown);
                    self.faults.push(*fault);
                }
            }
        }
    }
}

fn number(text: &str) -> Checked<f64> {
    let number = text
        .trim()
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite());
    number.ok_or_else(|| {
        Box::new(Diagnostic::new(&GATE_OUT_OF_REACH, "not a number").allowed("a number such as 60"))
    })
}

/// `0.7` or `70%`
fn share(text: &str) -> Checked<f64> {
    match text.trim().strip_suffix('%') {
        Some(percent) => number(percent).map(|percent| percent / 100.0),
        None => number(text),
    }
}

/// An id and a number, joined by an equals sign.
fn named(text: &str) -> Checked<(&str, f64)> {
    let Some((id, value)) = text.rsplit_once('=') else {
        let fault = Diagnostic::new(&GATE_OUT_OF_REACH, "no number is given");
        return Err(Box::new(fault.allowed("an id and a number such as `trust=60`")));
    };
    Ok((id.trim(), number(value)?))
}
