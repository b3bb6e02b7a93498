//! Where a check goes and how: several outputs from one run, and the step summary of a workflow.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::cli::exit::UsageFault;
use crate::cli::formats::{endings, format_for, of_ending};
use crate::cli::numbers::columns;
use crate::cli::output::{Files, Target};
use crate::cli::session::width;
use crate::cli::talk::Talk;
use crate::cli::writer::append;
use crate::pack::Pack;
use crate::report::check::Check;
use crate::report::{Format, Options, Outcome, OutcomeKind, SUMMARY_LIMIT, draw, step_summary};

/// Where a workflow on GitHub reads the summary of a step.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Where to and how.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// What to write to standard output, and to files whose ending names no format
    #[arg(long, value_name = "FORMAT", value_parser = format_for(OutcomeKind::Check))]
    format: Option<&'static Format>,
    /// Where to write: .txt, .md, .html, .json, .xml (junit) or .csv; may repeat; - is standard output
    #[arg(long, short, value_name = "FILE")]
    output: Vec<String>,
    /// Add the check as Markdown to the file that GITHUB_STEP_SUMMARY names
    #[arg(long)]
    step_summary: bool,
    /// Columns of text, from 24 to 88 [default: those of the terminal]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = columns)]
    width: Option<usize>,
    /// Draw with plain ASCII characters
    #[arg(long)]
    ascii: bool,
}

/// Everything that will be written.
pub(super) struct Outputs {
    targets: Vec<(Target, &'static Format)>,
    summary: Option<PathBuf>,
    width: Option<usize>,
    ascii: bool,
}

/// What the arguments ask for.
pub(super) fn parse(args: &OutputArgs) -> Result<Outputs> {
    let mut named = args.output.clone();
    if named.is_empty() {
        named.push("-".to_owned());
    }
    let mut targets: Vec<(Target, &'static Format)> = Vec::new();
    let mut format_used = args.format.is_none();
    for text in &named {
        let target = Target::parse(text);
        let ending = target.ending();
        let format = match (
            ending
                .as_deref()
                .and_then(|ending| of_ending(OutcomeKind::Check, ending)),
            args.format,
        ) {
            (Some(format), _) => {
                format_used |= args.format == Some(format);
                format
            }
            (None, Some(format)) => {
                format_used = true;
                format
            }
            (None, None) if target == Target::Stdout => Format::TEXT,
            (None, None) => {
                let ending = ending.map_or_else(
                    || "no ending".to_owned(),
                    |ending| format!("the ending .{ending}"),
                );
                bail!(UsageFault(format!(
                    "-o {text}: {ending} names no format; give one with --format, or end in {}",
                    endings(OutcomeKind::Check)
                )));
            }
        };
        if targets.iter().any(|(known, _)| known.is_same(&target)) {
            bail!(UsageFault(format!("-o {text}: this output is named twice")));
        }
        targets.push((target, format));
    }
    if !format_used {
        bail!(UsageFault(
            "--format fits none of the outputs: their endings name others; add -o - for standard output"
                .to_owned()
        ));
    }
    let summary = if args.step_summary {
        match std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty()) {
            Some(path) => Some(PathBuf::from(path)),
            None => bail!(UsageFault(format!(
                "--step-summary: {STEP_SUMMARY} is not set; it is in a workflow on GitHub"
            ))),
        }
    } else {
        None
    };
    Ok(Outputs {
        targets,
        summary,
        width: args.width,
        ascii: args.ascii,
    })
}

impl Outputs {
    /// Writes everything; whether the verdict went to standard output.
    pub(super) fn write(&self, check: &Check, pack: &Pack, talk: &Talk) -> Result<bool> {
        let options = Options {
            width: self.width.unwrap_or_else(width).clamp(40, 200),
            ascii: self.ascii,
            ..Options::default()
        };
        let outcome = Outcome::of_check(check, pack);
        let mut files = Files::default();
        for (target, format) in &self.targets {
            files.add("-o", target.clone(), draw(&outcome, pack, format, &options))?;
        }
        // Everything is made before anything is written.
        let summary = self.summary.as_ref().map(|path| -> Result<_> {
            let held = match std::fs::metadata(path) {
                Ok(metadata) => usize::try_from(metadata.len()).unwrap_or(usize::MAX),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
                Err(error) => {
                    return Err(error).with_context(|| format!("failed to look at {}", path.display()));
                }
            };
            Ok((
                path,
                step_summary(check, pack, SUMMARY_LIMIT.saturating_sub(held)),
            ))
        });
        let summary = summary.transpose()?;
        files.write()?;
        if let Some((path, content)) = summary {
            if content.is_empty() {
                talk.warn("the step summary is full; nothing was added to it");
            }
            append(path, content.as_bytes())?;
        }
        Ok(self.targets.iter().any(|(target, _)| *target == Target::Stdout))
    }
}
