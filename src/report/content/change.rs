//! What changed since an earlier round.

use super::context::Context;
use super::{Block, Section, Table};
use crate::assessment::NamedChange;
use crate::report::words;

pub(super) fn section(context: &Context<'_>) -> Option<Section> {
    let comparison = context.assessment.comparison.as_ref()?;
    let mut blocks = Vec::new();
    match &comparison.overall {
        Some(change) => blocks.push(Block::Text(words::changed(change))),
        None => blocks.push(Block::Text(
            words::no_change_known(context.reason("/comparison/overall")).to_owned(),
        )),
    }
    if !comparison.not_compared.is_empty() {
        let names: Vec<String> = comparison
            .not_compared
            .iter()
            .map(|id| context.dimension_name(id).to_owned())
            .collect();
        blocks.push(Block::Text(words::not_compared(
            comparison.baseline.version.as_deref(),
            &names,
        )));
    }
    let named = |changes: &[NamedChange], name: &dyn Fn(&str) -> String| -> Vec<Vec<String>> {
        changes
            .iter()
            .filter_map(|named| {
                let change = named.change.as_ref()?;
                Some(vec![
                    name(&named.id),
                    words::change(change.difference),
                    words::change_remark(change),
                ])
            })
            .collect()
    };
    let mut rows = named(&comparison.sides, &|id| words::as_seen_by(context.side(id)));
    rows.extend(named(&comparison.dimensions, &|id| {
        context.dimension_name(id).to_owned()
    }));
    if !rows.is_empty() {
        blocks.push(Block::Table(
            Table {
                header: vec![String::new(), words::CHANGE.to_owned(), String::new()],
                rows,
                text_last: true,
            }
            .filled(),
        ));
    }
    let title = words::since(comparison.baseline.wave.as_deref(), comparison.baseline.n);
    Some(Section::new(&title, blocks))
}
