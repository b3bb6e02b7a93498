//! One row per respondent: for the holder of the raw answers.

use crate::answers::{Origin, Response, Sink};
use crate::pack::Pack;
use crate::scoring::Scorecard;
use anyhow::Result;

use super::rows::{Cell, Column, Rows, Weight, dimension_columns, legend};
use crate::cli::groups::{Key, Selection};
use crate::cli::session::Session;
use crate::cli::talk::Talk;

/// Reads everything and scores each respondent. Rows are ordered by what they say, so the order
/// of files and records never shows.
pub(super) fn rows(session: &Session, selection: Selection, talk: &Talk) -> Result<Rows> {
    let pack = &session.pack;
    let mut sink = People {
        pack,
        selection,
        keys: keys(pack),
        card: Scorecard::default(),
        rows: Vec::new(),
    };
    session.read(&mut sink, talk)?;
    let mut rows = sink.rows;
    rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| compare(&a.1, &b.1)));
    Ok(Rows {
        columns: columns(pack),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        cuts: pack.cuts(),
        remarks: vec![legend(pack)],
    })
}

fn keys(pack: &Pack) -> Vec<Key> {
    let mut keys = vec![Key::Form];
    keys.extend((0..pack.attributes.len()).map(Key::Attribute));
    keys
}

fn columns(pack: &Pack) -> Vec<Column> {
    let mut columns = vec![
        Column::named("organization", Weight::Useful),
        Column::named("wave", Weight::Useful),
        Column::named("respondent", Weight::Needed),
    ];
    columns.extend(keys(pack).into_iter().map(|key| {
        let weight = match key {
            Key::Attribute(attribute) if pack.attributes[attribute].values.is_some() => Weight::Useful,
            _ => Weight::Detail,
        };
        Column::named(key.name(pack), weight)
    }));
    columns.extend(dimension_columns(pack));
    columns.extend(["total", "level"].map(|name| Column::named(name, Weight::Needed)));
    columns.extend(["answered", "asked"].map(|name| Column::named(name, Weight::Detail)));
    columns
}

struct People<'p> {
    pack: &'p Pack,
    selection: Selection,
    keys: Vec<Key>,
    card: Scorecard,
    rows: Vec<([String; 3], Vec<Cell>)>,
}

impl Sink for People<'_> {
    fn take(&mut self, response: &Response, _origin: &Origin) {
        let pack = self.pack;
        if !self.selection.admits(pack, response) {
            return;
        }
        self.card.fill(pack, response);
        let identity = [
            Key::Organization.of(pack, response).to_owned(),
            Key::Wave.of(pack, response).to_owned(),
            response.respondent.clone().unwrap_or_default(),
        ];
        let mut row: Vec<Cell> = identity.iter().cloned().map(Cell::Text).collect();
        row.extend(
            self.keys
                .iter()
                .map(|key| Cell::Text(key.of(pack, response).to_owned())),
        );
        row.extend(
            self.card
                .dimensions
                .iter()
                .map(|score| score.map_or(Cell::Nothing("–"), |score| Cell::Score(score.to_f64()))),
        );
        row.push(
            self.card
                .total
                .map_or(Cell::Nothing("–"), |total| Cell::Score(total.to_f64())),
        );
        row.push(Cell::Text(
            self.card
                .level(pack)
                .map_or_else(String::new, |level| pack.levels[level].id.clone()),
        ));
        row.push(Cell::Count(u64::from(self.card.answered)));
        row.push(Cell::Count(u64::from(self.card.asked)));
        self.rows.push((identity, row));
    }
}

/// A total order on rows of the same columns.
fn compare(a: &[Cell], b: &[Cell]) -> std::cmp::Ordering {
    let rank = |cell: &Cell| match cell {
        Cell::Text(_) => 0,
        Cell::Count(_) => 1,
        Cell::Score(_) => 2,
        Cell::Nothing(_) => 3,
    };
    for (a, b) in a.iter().zip(b) {
        let order = match (a, b) {
            (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
            (Cell::Count(a), Cell::Count(b)) => a.cmp(b),
            (Cell::Score(a), Cell::Score(b)) => a.total_cmp(b),
            _ => rank(a).cmp(&rank(b)),
        };
        if order.is_ne() {
            return order;
        }
    }
    std::cmp::Ordering::Equal
}
