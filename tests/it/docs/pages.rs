//! The pages, and what stands in them.

use std::fs;
use std::path::{Path, PathBuf};

/// The top of the source tree.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A Markdown page.
pub(crate) struct Page {
    /// Its path from the root, with slashes.
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Page {
    pub(crate) fn read(name: &str) -> Self {
        let text = fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        Self {
            name: name.to_owned(),
            text,
        }
    }

    /// The first heading, without its marks.
    pub(crate) fn title(&self) -> String {
        let heading = self.text.lines().find_map(|line| line.strip_prefix("# "));
        heading
            .unwrap_or_else(|| panic!("{} has no heading", self.name))
            .replace('`', "")
    }

    /// The first sentence after the heading.
    pub(crate) fn first_sentence(&self) -> String {
        let paragraph = self.text.split("\n\n").find(|block| {
            let block = block.trim();
            !block.is_empty() && !block.starts_with(['#', '`', '|', '<', '-', '!', '['])
        });
        let paragraph = paragraph.unwrap_or_else(|| panic!("{} has no text", self.name));
        let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = line.find(". ").map_or(line.len(), |at| at + 1);
        line[..end].trim_end_matches(':').to_owned()
    }

    /// The lines outside of fenced blocks, with their numbers.
    pub(crate) fn prose(&self) -> Vec<(usize, &str)> {
        let mut fence = false;
        let mut lines = Vec::new();
        for (index, line) in self.text.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                fence = !fence;
            } else if !fence {
                lines.push((index + 1, line));
            }
        }
        lines
    }

    /// The lines of blocks of a language, with their numbers; lines that go on are joined.
    pub(crate) fn blocks(&self, language: &str) -> Vec<(usize, String)> {
        let mut inside = None;
        let mut lines: Vec<(usize, String)> = Vec::new();
        let mut goes_on = false;
        for (index, line) in self.text.lines().enumerate() {
            if let Some(info) = line.trim_start().strip_prefix("```") {
                inside = if inside.is_some() {
                    None
                } else {
                    Some(info.trim() == language)
                };
                goes_on = false;
            } else if inside == Some(true) {
                let (text, more) = line.strip_suffix('\\').map_or((line, false), |line| (line, true));
                match lines.last_mut() {
                    Some((_, before)) if goes_on => before.push_str(text.trim_start()),
                    _ => lines.push((index + 1, text.to_owned())),
                }
                goes_on = more;
            }
        }
        lines
    }
}

/// Every page of the documentation: the README and `docs/`.
pub(crate) fn documentation() -> Vec<Page> {
    let mut names = vec!["README.md".to_owned()];
    names.extend(markdown("docs"));
    names.iter().map(|name| Page::read(name)).collect()
}

/// Every Markdown file of a folder, sorted.
pub(crate) fn markdown(folder: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path: &PathBuf| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| format!("{folder}/{}", path.file_name().unwrap().to_string_lossy()))
        .collect();
    names.sort();
    names
}
