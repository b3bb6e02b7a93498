//! The packs under `questions/`, built in.

/// Id and text of every built-in pack, the one used by default first.
pub const BUILTIN: &[(&str, &str)] = &[
    (
        "sales-marketing",
        include_str!("../../questions/sales-marketing.json"),
    ),
    (
        "sales-marketing-agreement",
        include_str!("../../questions/sales-marketing-agreement.json"),
    ),
    (
        "product-engineering",
        include_str!("../../questions/product-engineering.json"),
    ),
];

/// The text of the built-in pack with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static str> {
    BUILTIN
        .iter()
        .find(|(name, _)| *name == id)
        .map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use snapbox::Data;
    use snapbox::data::DataFormat;

    use super::*;
    use crate::diagnostic::Severity;
    use crate::pack::{load, show};
    use crate::source::Source;

    /// Every pack file under `questions/`: name and path.
    fn files() -> Vec<(String, std::path::PathBuf)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions");
        let entries = folder.read_dir().expect("a folder questions/");
        entries
            .map(|entry| entry.expect("a readable entry").path())
            .filter(|path| path.is_file())
            .map(|path| {
                let name = path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                (name, path)
            })
            .collect()
    }

    #[test]
    fn list_and_folder_are_equal() {
        let listed: BTreeSet<String> = BUILTIN.iter().map(|(id, _)| (*id).to_owned()).collect();
        let there: BTreeSet<String> = files().into_iter().map(|(name, _)| name).collect();
        assert_eq!(listed, there);
        assert_eq!(listed.len(), BUILTIN.len());
    }

    #[test]
    fn each_is_laid_out_as_packs_are_shown() {
        for (_, path) in files() {
            let text = std::fs::read_to_string(&path).expect("a readable file");
            let shown = show::json(&Source::new("built-in", &text)).expect("valid JSON");
            let there = Data::read_from(&path, Some(DataFormat::Text)).raw();
            snapbox::assert_data_eq!(Data::text(shown), there);
        }
    }

    #[test]
    fn each_loads_under_its_own_name() {
        for (id, text) in BUILTIN {
            match load(&Source::new(id, text)) {
                Ok(pack) => assert_eq!(pack.id, *id),
                Err(faults) => panic!("{:#?}", faults.iter().collect::<Vec<_>>()),
            }
        }
    }

    #[test]
    fn each_is_sound() {
        for (id, text) in BUILTIN {
            let source = Source::new(id, text);
            let pack = load(&source).expect("a valid pack");
            let (_, found) = crate::pack::check(&pack, &source);
            let worse: Vec<_> = found
                .iter()
                .filter(|one| one.code.severity > Severity::Note)
                .collect();
            assert!(worse.is_empty(), "{id}: {worse:#?}");
        }
    }
}
