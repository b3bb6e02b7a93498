//! Packs for the tests of the survey.

use std::sync::OnceLock;

use crate::pack::{self, Pack, builtin};
use crate::source::Source;

pub(super) fn builtin(id: &str) -> Pack {
    load(builtin::find(id).expect("it is built in"))
}

/// The flagship, loaded once.
pub(super) fn flagship() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| builtin("sales-marketing"))
}

pub(super) fn load(text: &str) -> Pack {
    match pack::load(&Source::new("pack", text)) {
        Ok(pack) => pack,
        Err(faults) => panic!("{:#?}", faults.iter().collect::<Vec<_>>()),
    }
}

/// The flagship after `edit` changed its file.
pub(super) fn edited(edit: impl Fn(&mut serde_json::Value)) -> Pack {
    let text = builtin::find("sales-marketing").expect("it is built in");
    let mut value: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
    edit(&mut value);
    load(&value.to_string())
}
