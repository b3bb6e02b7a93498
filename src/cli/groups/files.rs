//! `-o 'out/{organization}.md'`: a file for each group.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::cli::exit::UsageFault;
use crate::cli::output::file_name;
use crate::diagnostic::one_of;

/// A name of a file that holds names of keys in braces.
#[derive(Debug)]
pub(crate) struct Pattern<'a> {
    text: &'a str,
    /// By key what each of its values becomes.
    names: BTreeMap<&'a str, BTreeMap<&'a str, String>>,
}

/// Whether an output is one file for each group.
pub(crate) fn is_pattern(output: &str) -> bool {
    output != "-" && output.contains('{')
}

impl<'a> Pattern<'a> {
    /// For groups of these keys and values. Names that would be one file are numbered, in the order of
    /// the values.
    pub(crate) fn new(text: &'a str, groups: &[Vec<(&'a str, &'a str)>]) -> Self {
        let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (key, value) in groups.iter().flatten() {
            values.entry(key).or_default().insert(value);
        }
        Self {
            text,
            names: values
                .into_iter()
                .map(|(key, values)| (key, different(&values)))
                .collect(),
        }
    }

    /// The file of one group.
    pub(crate) fn path(&self, group: &[(&str, &str)]) -> Result<PathBuf> {
        let mut path = self.text.to_owned();
        for (key, value) in group {
            let name = self.names.get(key).and_then(|names| names.get(value));
            path = path.replace(&format!("{{{key}}}"), name.map_or("", String::as_str));
        }
        if let Some(unknown) = path.split('{').nth(1).and_then(|rest| rest.split('}').next()) {
            let allowed: Vec<String> = group.iter().map(|(key, _)| format!("{{{key}}}")).collect();
            bail!(UsageFault(format!(
                "-o {}: `{{{unknown}}}` is none of the keys of --by; a pattern may hold {}",
                self.text,
                one_of(allowed.iter().map(String::as_str))
            )));
        }
        Ok(PathBuf::from(path))
    }
}

/// A different name for each value, also where capitals make no difference.
fn different<'v>(values: &BTreeSet<&'v str>) -> BTreeMap<&'v str, String> {
    // Whoever is alone with a name keeps it, and the first of several; the others go round all of these.
    let mut taken: BTreeSet<String> = values
        .iter()
        .map(|value| file_name(value).to_lowercase())
        .collect();
    let mut given: BTreeSet<String> = BTreeSet::new();
    let mut names = BTreeMap::new();
    for value in values {
        let own = file_name(value);
        let mut name = own.clone();
        if !given.insert(own.to_lowercase()) {
            let mut numbered = (2..).map(|number: u64| format!("{own}-{number}"));
            while taken.contains(&name.to_lowercase()) {
                name = numbered.next().unwrap_or_default();
            }
            taken.insert(name.to_lowercase());
        }
        names.insert(*value, name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(values: &[&str]) -> Vec<String> {
        let values: BTreeSet<&str> = values.iter().copied().collect();
        different(&values).into_values().collect()
    }

    #[test]
    fn names_that_fall_together_are_numbered() {
        assert_eq!(names(&["A/B", "A B", "A|B"]), ["A-B", "A-B-2", "A-B-3"]);
        assert_eq!(names(&["North", "north", "South"]), ["North", "South", "north-2"]);
        // A number that somebody has for a name is left to them.
        assert_eq!(
            names(&["A B", "A-B", "A-B-2", "A/B"]),
            ["A-B", "A-B-3", "A-B-2", "A-B-4"]
        );
        assert_eq!(names(&["", "..."]), ["unnamed", "unnamed-2"]);
        let long = "n".repeat(200);
        let longer = "n".repeat(201);
        let [one, other] = names(&[&long, &longer]).try_into().unwrap_or_default();
        assert_eq!(other, format!("{one}-2"));
    }

    #[test]
    fn every_group_has_a_file_of_its_own() {
        let groups = [
            vec![("organization", "A/B"), ("team", "x")],
            vec![("organization", "A B"), ("team", "x")],
            vec![("organization", "A B"), ("team", "X")],
        ];
        let pattern = Pattern::new("out/{organization}/{team}.md", &groups);
        let paths: Vec<String> = groups
            .iter()
            .map(|group| {
                pattern
                    .path(group)
                    .map_or_else(|fault| fault.to_string(), |path| path.display().to_string())
            })
            .collect();
        assert_eq!(paths, ["out/A-B-2/x-2.md", "out/A-B/x-2.md", "out/A-B/X.md"]);
    }
}
