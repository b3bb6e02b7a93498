//! The built-in example: the files of `examples/acme`, so that an installed program has them too.

use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::exit::UsageFault;
use crate::cli::writer::{self, Batch, Readers, There, Unwritten};
use crate::project::ANSWERS_FOLDER;

/// A file of the example: its path and its text.
macro_rules! file {
    ($path:literal) => {
        ($path, include_str!(concat!("../../../examples/acme/", $path)))
    };
}

/// Every file of the example.
const FILES: &[(&str, &str)] = &[
    file!("lockstep.json"),
    file!("answers/2026-Q4/0gjhzq49xbmv9gs0.json"),
    file!("answers/2026-Q4/1jpy68s0vb7tw2aw.json"),
    file!("answers/2026-Q4/3gbhsby655fkfqyy.json"),
    file!("answers/2026-Q4/3q1ktvve1e5t31k1.json"),
    file!("answers/2026-Q4/42vg3vn645sszfh3.json"),
    file!("answers/2026-Q4/b7apghfkhck6hqbf.json"),
    file!("answers/2026-Q4/b7qtn2xw4rhbnv0n.json"),
    file!("answers/2026-Q4/c1jfm37a2m2gf5ga.json"),
    file!("answers/2026-Q4/d833xj90xt4wsqgr.json"),
    file!("answers/2026-Q4/dhffk1z5pwst0rmh.json"),
    file!("answers/2026-Q4/ec3899dekgrqttwv.json"),
    file!("answers/2026-Q4/kdeg292wvd51zxgj.json"),
    file!("answers/2026-Q4/p19fe84d4z5z0573.json"),
    file!("answers/2026-Q4/p47t2rm8bj1pd4k2.json"),
    file!("answers/2026-Q4/p4kgcyqxnswptygr.json"),
    file!("answers/2026-Q4/wn5ngw9e3ft3nsmy.json"),
    file!("answers/2026-Q4/wsf74rj208amr0mk.json"),
    file!("answers/2026-Q4/yevf48hs2yzyt16a.json"),
    file!("answers/2026-Q4/z0zxwcf1pt7be03d.json"),
];

/// Writes the example into `folder`, over nothing that is there. What an earlier run that was cut
/// short has written already stays, so that the same command finishes.
pub(super) fn write(folder: &Path) -> Result<()> {
    let mut missing = Vec::new();
    for (name, text) in FILES {
        let path = folder.join(name);
        if !writer::holds(&path, text.as_bytes()).map_err(|error| Unwritten::new(&path, error))? {
            missing.push((path, name, text));
        }
    }
    super::refuse_to_overwrite(missing.iter().map(|(path, ..)| path.clone()))?;
    refuse_to_mix(folder)?;
    let mut batch = Batch::default();
    // The project file stands first and gets its name last: what broke off is no project.
    for (path, name, text) in missing.iter().rev() {
        let readers = if name.starts_with(ANSWERS_FOLDER) {
            Readers::Private
        } else {
            Readers::All
        };
        batch.stage(path, text.as_bytes(), readers, There::Stays)?;
    }
    Ok(batch.commit()?)
}

/// Fails if there are other answers already: nobody could tell them from the invented ones.
fn refuse_to_mix(folder: &Path) -> Result<()> {
    let mut folders = vec![folder.join(ANSWERS_FOLDER)];
    while let Some(inner) = folders.pop() {
        for entry in std::fs::read_dir(&inner).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if !entry.file_name().as_encoded_bytes().starts_with(b".")
                && !FILES.iter().any(|(name, _)| path == folder.join(name))
            {
                bail!(UsageFault(format!(
                    "{} is there already; the example is not mixed with other answers. Name another folder",
                    path.display()
                )));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn the_example_is_the_folder_in_the_repository() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme");
        let mut found = BTreeSet::new();
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(root.join(&folder)).unwrap() {
                let entry = entry.unwrap();
                let path = folder.join(entry.file_name());
                if entry.path().is_dir() {
                    folders.push(path);
                } else {
                    found.insert(path.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        let listed: BTreeSet<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(listed, found);
    }
}
