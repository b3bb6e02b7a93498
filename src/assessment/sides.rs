//! The two sides: what they are called, and whether anybody belongs to one.

use super::tally::{NEITHER, Tally};
use crate::pack::Pack;

/// The values of the sides' attribute: data name and name for people.
pub(super) fn side_names(pack: &Pack, side: usize) -> Option<(&str, &str)> {
    let sides = pack.sides?;
    let values = pack.attributes.get(sides.attribute)?.values.as_ref()?;
    let choice = values.get(*sides.values.get(side)?)?;
    Some((&choice.value, &choice.label))
}

/// The name for people.
pub(super) fn side_name(pack: &Pack, side: usize) -> &str {
    side_names(pack, side).map_or("a side", |(_, name)| name)
}

/// Whether people answered and none of them belongs to one of the two sides.
pub(super) fn none_on_a_side(pack: &Pack, tally: &Tally) -> bool {
    let of_sides = tally.cells[..NEITHER].iter().any(|cell| cell.read > 0);
    pack.sides.is_some() && !of_sides && tally.read() > 0
}

/// What to mend where nobody belongs to one of the two sides, in a sentence.
#[must_use]
pub fn nobody_on_a_side(pack: &Pack) -> String {
    let side = |side| side_names(pack, side).unwrap_or_default();
    let ((first, first_name), (second, second_name)) = (side(0), side(1));
    let attribute = pack.sides.and_then(|sides| pack.attributes.get(sides.attribute));
    let attribute = attribute.map_or("", |attribute| &attribute.id);
    format!(
        "Nobody who answered belongs to {first_name} or {second_name}: write `{attribute}` for everybody, \
         `{first}` or `{second}` for those of the two sides."
    )
}
