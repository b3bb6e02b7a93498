//! Where a check goes and how: several outputs from one run, and the step summary of a workflow.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::cli::exit::UsageFault;
use crate::cli::numbers::columns;
use crate::cli::output::{Files, Target};
use crate::cli::session::width;
use crate::cli::talk::Talk;
use crate::cli::writer::append;
use crate::pack::Pack;
use crate::report::Options;
use crate::report::check::{self, Check, Format, SUMMARY_LIMIT};

/// Where a workflow on GitHub reads the summary of a step.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Where to and how.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// What to write to standard output, and to files whose ending names no format
    #[arg(long, value_name = "FORMAT")]
    format: Option<FormatArg>,
    /// Where to write: .txt, .md, .json, .xml (junit) or .csv; may repeat; - is standard output
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    Text,
    Markdown,
    Json,
    Junit,
    Csv,
    /// Annotations of a workflow on GitHub
    Github,
}

impl FormatArg {
    const fn format(self) -> Format {
        match self {
            Self::Text => Format::Text,
            Self::Markdown => Format::Markdown,
            Self::Json => Format::Json,
            Self::Junit => Format::Junit,
            Self::Csv => Format::Csv,
            Self::Github => Format::Github,
        }
    }

    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "txt" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "json" => Self::Json,
            "xml" => Self::Junit,
            "csv" => Self::Csv,
            _ => return None,
        })
    }
}

/// Everything that will be written.
pub(super) struct Outputs {
    targets: Vec<(Target, Format)>,
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
    let mut targets: Vec<(Target, Format)> = Vec::new();
    let mut format_used = args.format.is_none();
    for text in &named {
        let target = Target::parse(text);
        let ending = target.ending();
        let format = match (ending.as_deref().and_then(FormatArg::of_ending), args.format) {
            (Some(format), _) => {
                format_used |= args.format == Some(format);
                format
            }
            (None, Some(format)) => {
                format_used = true;
                format
            }
            (None, None) if target == Target::Stdout => FormatArg::Text,
            (None, None) => {
                let ending = ending.map_or_else(
                    || "no ending".to_owned(),
                    |ending| format!("the ending .{ending}"),
                );
                bail!(UsageFault(format!(
                    "-o {text}: {ending} names no format; give one with --format, or end in .txt, .md, .json, .xml or .csv"
                )));
            }
        };
        if targets.iter().any(|(known, _)| known.is_same(&target)) {
            bail!(UsageFault(format!("-o {text}: this output is named twice")));
        }
        targets.push((target, format.format()));
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
        let mut files = Files::default();
        for (target, format) in &self.targets {
            let options = Options {
                width: self.width.unwrap_or_else(width).clamp(40, 200),
                ascii: self.ascii,
                ..Options::default()
            };
            files.add("-o", target.clone(), check::draw(check, pack, *format, &options))?;
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
                check::summary(check, pack, SUMMARY_LIMIT.saturating_sub(held)),
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
