//! `lockstep trend`: two or more waves of an organisation side by side.

mod read;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::exit::{Exit, UsageFault};
use super::formats::{files, format_for, outputs};
use super::groups::is_pattern;
use super::numbers::{columns, whole};
use super::session::{InputArgs, width};
use super::talk::Talk;
use crate::assessment::Trend;
use crate::report::{Format, Options, Outcome, OutcomeKind};
use read::Wanted;

/// Two or more waves side by side: what changed, and whether chance explains it.
///
/// Reads the waves of a project, of answer files, or of assessments that report --format json
/// wrote. Who answered in two waves is compared with themselves. A change is called better or worse
/// only where chance does not explain it, and groups that few people joined or left are not shown.
#[derive(Debug, clap::Args)]
#[command(after_help = super::examples::TREND)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Only these waves, in this order [default: all, in the order of the project or of their names]
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = super::wave::sought)]
    waves: Vec<String>,
    /// Only the latest N waves, two or more
    #[arg(long, value_name = "N", conflicts_with = "waves", allow_negative_numbers = true, value_parser = whole(2))]
    last: Option<u64>,
    /// A trend for each organization; -o may hold {organization}
    #[arg(long, value_name = "KEY")]
    by: Option<Key>,
    /// What to write [default: from the ending of -o, else text]
    #[arg(long, value_name = "FORMAT", value_parser = format_for(OutcomeKind::Trend))]
    format: Option<&'static Format>,
    /// Where to write; may repeat; - is standard output
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Vec<String>,
    /// Columns of text, from 24 to 88 [default: those of the terminal]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = columns)]
    width: Option<usize>,
    /// Draw with plain ASCII characters
    #[arg(long)]
    ascii: bool,
    /// What stands above the page, in place of the questionnaire's title (html)
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Fewest people in a group that is shown, or that join or leave one; never below 3 [default: that of the project, else of the questionnaire]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole(3))]
    min_group: Option<u64>,
    /// How many people a side has, over that of the project; repeat for each
    #[arg(long, value_name = "SIDE=N")]
    roster: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Key {
    Organization,
}

/// Runs the command.
pub(crate) fn run(args: &Args, talk: &Talk) -> Result<Exit> {
    let outputs = outputs(OutcomeKind::Trend, &args.output, args.format)?;
    if args.title.is_some() && !outputs.iter().any(|(_, format)| format.is_one_page()) {
        bail!(UsageFault(
            "--title is for a page; add --format html or -o trend.html".to_owned()
        ));
    }
    let mut patterns = outputs.iter().filter(|(output, _)| is_pattern(output));
    let wanted = Wanted {
        waves: &args.waves,
        last: args.last,
        min_group: args.min_group,
        roster: &args.roster,
        by_organization: args.by.is_some(),
    };
    let (pack, trends) = read::trends(&args.input, &wanted, talk)?;
    if args.by.is_none()
        && let Some((pattern, _)) = patterns.next()
    {
        let key = pattern.split(['{', '}']).nth(1).unwrap_or_default();
        bail!(UsageFault(format!(
            "-o {pattern}: `{{{key}}}` is not the key of --by; there is {{organization}} with --by organization"
        )));
    }
    let options = Options {
        width: args.width.unwrap_or_else(width).clamp(40, 200),
        ascii: args.ascii,
        title: args.title.clone(),
        ..Options::default()
    };
    let results: Vec<_> = trends
        .iter()
        .map(|trend| (keys(trend), Outcome::Trend(trend)))
        .collect();
    // Everything is made before anything is written.
    files(outputs, &results, &pack, &options)?.write()?;
    Ok(Exit::Done)
}

/// What a trend is told apart by.
fn keys(trend: &Trend) -> Vec<(&str, &str)> {
    vec![("organization", trend.organization.as_deref().unwrap_or_default())]
}
