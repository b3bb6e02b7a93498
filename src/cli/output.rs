//! Where results go, and what their files are called.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::exit::{UsageFault, is_closed_pipe};
use super::sinks;
use super::writer::{self, Batch, Readers, There};
use crate::printout::Printout;

/// The longest part of a file name that a name from the answers becomes, in bytes: no wave is cut.
const LONGEST_NAME: usize = crate::wave::LONGEST;

/// What Windows keeps for devices, whatever the ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Where a result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Target {
    /// `-` is standard output.
    pub(crate) fn parse(text: &str) -> Self {
        if text == "-" {
            Self::Stdout
        } else {
            Self::File(PathBuf::from(text))
        }
    }

    /// The ending of the file name, in lower case.
    pub(crate) fn ending(&self) -> Option<String> {
        match self {
            Self::Stdout => None,
            Self::File(path) => path
                .extension()
                .map(|ending| ending.to_string_lossy().to_lowercase()),
        }
    }

    /// Whether both are one place, also where capitals make no difference.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let folded = |path: &Path| path.to_string_lossy().to_lowercase();
        match (self, other) {
            (Self::Stdout, Self::Stdout) => true,
            (Self::File(one), Self::File(other)) => folded(one) == folded(other),
            _ => false,
        }
    }

    /// Writes everything or nothing, for all to read.
    pub(crate) fn write(&self, content: &Printout) -> Result<()> {
        match self {
            Self::Stdout => sinks::out(content).context("failed to write to standard output"),
            Self::File(path) => Ok(writer::write(
                path,
                content.plain().as_bytes(),
                Readers::All,
                There::Replaced,
            )?),
        }
    }
}

/// Everything that a run will write, each in a place of its own.
#[derive(Debug, Default)]
pub(crate) struct Files {
    files: Vec<(Target, Printout)>,
    readers: Readers,
}

impl Files {
    /// For rows of single people, which are for whoever holds the answers.
    pub(crate) fn of_people() -> Self {
        Self {
            readers: Readers::Private,
            ..Self::default()
        }
    }

    /// Adds what `-o output` asks for, unless it would be written over another part of the same
    /// run. Names that differ in capitals alone are one file on many machines.
    pub(crate) fn add(&mut self, output: &str, target: Target, content: Printout) -> Result<()> {
        if let Some((known, _)) = self.files.iter().find(|(known, _)| known.is_same(&target)) {
            match known {
                Target::File(path) if output.contains('{') => bail!(UsageFault(format!(
                    "-o {output}: two of them would be written to {}; pick one with --select",
                    path.display()
                ))),
                _ => bail!(UsageFault(format!("-o {output}: this output is named twice"))),
            }
        }
        self.files.push((target, content));
        Ok(())
    }

    /// Writes all of it, or leaves every file that was there: nothing gets its name before
    /// everything is on the disk and printed. Nobody reading standard output any more keeps no file
    /// from being written.
    pub(crate) fn write(self) -> Result<()> {
        let mut batch = Batch::default();
        for (target, content) in &self.files {
            if let Target::File(path) = target {
                batch.stage(path, content.plain().as_bytes(), self.readers, There::Replaced)?;
            }
        }
        for (target, content) in &self.files {
            if *target == Target::Stdout {
                match target.write(content) {
                    Err(error) if is_closed_pipe(&error) => {}
                    written => written?,
                }
            }
        }
        Ok(batch.commit()?)
    }
}

/// Every `-o` with its format: the one that `--format` names, else by the ending, else `plain`; one
/// output to standard output where none is asked for. `endings` tells which ones there are.
pub(crate) fn with_formats<F: Copy>(
    outputs: &[String],
    named: Option<F>,
    plain: F,
    of_ending: impl Fn(&str) -> Option<F>,
    endings: &str,
) -> Result<Vec<(String, F)>> {
    if outputs.is_empty() {
        return Ok(vec![("-".to_owned(), named.unwrap_or(plain))]);
    }
    outputs
        .iter()
        .map(|text| {
            let format = match (named, Target::parse(text).ending()) {
                (Some(format), _) => format,
                (None, None) => plain,
                (None, Some(ending)) => of_ending(&ending).ok_or_else(|| {
                    UsageFault(format!(
                        "-o {text}: no format has the ending .{ending}; name one with --format, or end in {endings}"
                    ))
                })?,
            };
            Ok((text.clone(), format))
        })
        .collect()
}

/// A name from the answers as a part of a file name: letters, digits, dots, dashes; everything
/// else a dash. Never hidden, empty, too long or the name of a device.
pub(crate) fn file_name(text: &str) -> String {
    let dashed = |c: char| match c {
        '-' | '_' | '.' => c,
        _ if c.is_alphanumeric() => c,
        _ => '-',
    };
    let mut safe: String = text.chars().map(dashed).collect();
    safe = safe.trim_matches(['.', '-']).to_owned();
    while safe.len() > LONGEST_NAME {
        safe.pop();
    }
    let stem = safe.split('.').next().unwrap_or_default().to_lowercase();
    let numbered = matches!(stem.strip_prefix("com").or(stem.strip_prefix("lpt")), Some(port) if
        port.len() == 1 && port.bytes().all(|digit| digit.is_ascii_digit()));
    if safe.is_empty() {
        "unnamed".to_owned()
    } else if numbered || DEVICES.contains(&stem.as_str()) {
        format!("_{safe}")
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printout::Manner;

    #[test]
    fn a_name_becomes_a_part_of_a_file_name_on_any_machine() {
        let names = [
            ("Cobalt Bearings", "Cobalt-Bearings"),
            ("../../x", "x"),
            ("a/b\\c", "a-b-c"),
            (".hidden", "hidden"),
            ("{wave}", "wave"),
            ("=cmd()", "cmd"),
            ("名前", "名前"),
            ("...", "unnamed"),
            ("", "unnamed"),
            ("con", "_con"),
            ("NUL.txt", "_NUL.txt"),
            ("Com1", "_Com1"),
            ("Com10", "Com10"),
            ("Conrad", "Conrad"),
        ];
        for (name, safe) in names {
            assert_eq!(file_name(name), safe, "{name}");
        }
        assert_eq!(file_name(&"n".repeat(300)), "n".repeat(LONGEST_NAME));
        assert_eq!(file_name(&"é".repeat(300)), "é".repeat(LONGEST_NAME / 2));
    }

    #[test]
    fn nothing_is_written_twice_to_one_place() {
        let add = |files: &mut Files, output: &str, path: &str| {
            let added = files.add(output, Target::parse(path), Printout::new(Manner::Text));
            added.map_err(|fault| fault.to_string())
        };
        let mut files = Files::default();
        add(&mut files, "a.md", "a.md").expect("it is the first");
        add(&mut files, "-", "-").expect("it is the first");
        add(&mut files, "{team}.md", "North.md").expect("it is the first");
        let twice = |output: &str| Err(format!("-o {output}: this output is named twice"));
        assert_eq!(add(&mut files, "a.md", "a.md"), twice("a.md"));
        assert_eq!(add(&mut files, "A.md", "A.md"), twice("A.md"));
        assert_eq!(add(&mut files, "-", "-"), twice("-"));
        assert_eq!(
            add(&mut files, "{team}.md", "north.md"),
            Err("-o {team}.md: two of them would be written to North.md; pick one with --select".to_owned())
        );
    }
}
