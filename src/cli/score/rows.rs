//! Rows of cells, and how they are written.

use crate::escape;
use crate::json;
use crate::number;
use crate::printout::{Manner, Printout};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use super::Format;

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Text from data.
    Text(String),
    /// A count.
    Count(u64),
    /// A score in points.
    Score(f64),
    /// Nothing, for the reason given in the table; empty elsewhere.
    Nothing(&'static str),
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Name in data.
    pub(super) name: String,
    /// Short name in the table.
    pub(super) short: String,
    /// Decimals in the table, for scores.
    pub(super) decimals: usize,
    /// How much it is missed when the table is too wide.
    pub(super) weight: Weight,
}

/// How much a column is missed, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Detail,
    Useful,
    Needed,
    /// Not in the table, which says it another way.
    Data,
}

impl Column {
    /// A column called the same everywhere.
    pub(super) fn named(name: &str, weight: Weight) -> Self {
        Self {
            name: name.to_owned(),
            short: name.to_owned(),
            decimals: 1,
            weight,
        }
    }
}

/// A table of results.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Where levels begin, so that no number is rounded across.
    pub(super) cuts: Vec<f64>,
    /// Lines under the table.
    pub(super) remarks: Vec<String>,
}

impl Rows {
    /// Everything in the format asked for.
    pub(super) fn draw(&self, format: Format, width: usize) -> Printout {
        let objects = self.rows.iter().map(|row| self.object(row));
        match format {
            Format::Table => Printout::of(Manner::Text, self.table(width)),
            Format::Csv => Printout::of(Manner::Csv, self.csv()),
            Format::Json => Printout::of(Manner::Json, json::pretty(&objects.collect::<Vec<_>>())),
            Format::Ndjson => {
                let lines = objects.map(|object| json::line(&object) + "\n");
                Printout::of(Manner::Json, lines.collect::<String>())
            }
        }
    }

    /// For people: what is the same in every row stands above, what does not fit is left out and said.
    fn table(&self, width: usize) -> String {
        let mut text = String::new();
        let all: Vec<usize> = (0..self.columns.len())
            .filter(|&index| self.columns[index].weight != Weight::Data && !self.says_nothing(index))
            .collect();
        let (above, mut shown): (Vec<usize>, Vec<usize>) =
            all.into_iter().partition(|&index| self.is_the_same(index));
        if !above.is_empty() {
            let facts: Vec<String> = above
                .iter()
                .map(|&index| format!("{} {}", self.columns[index].name, self.cell(&self.rows[0], index)))
                .collect();
            text.push_str(&format!("{}\n\n", facts.join(" · ")));
        }
        let mut left_out: Vec<&str> = Vec::new();
        let mut lines = self.lines(&shown);
        while lines.iter().any(|line| line.width() > width) {
            let Some(&least) = shown
                .iter()
                .rev()
                .filter(|&&index| self.columns[index].weight != Weight::Needed)
                .min_by_key(|&&index| self.columns[index].weight)
            else {
                break;
            };
            left_out.push(&self.columns[least].name);
            shown.retain(|&index| index != least);
            lines = self.lines(&shown);
        }
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
        let mut remarks = self.remarks.clone();
        if !left_out.is_empty() {
            let names = left_out.join(", ");
            remarks.push(format!(
                "Left out for want of width: {names}. csv and json have every column."
            ));
        }
        for remark in &remarks {
            text.push('\n');
            for line in textwrap::wrap(&escape::terminal(remark, false), width.clamp(40, 90)) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        text
    }

    /// The table itself, a line each, without a break inside a row.
    fn lines(&self, shown: &[usize]) -> Vec<String> {
        let mut table = Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(shown.iter().map(|&index| self.columns[index].short.clone()));
        for row in &self.rows {
            table.add_row(shown.iter().map(|&index| self.cell(row, index)));
        }
        for (position, &index) in shown.iter().enumerate() {
            let numeric = self
                .rows
                .iter()
                .all(|row| !matches!(row.get(index), Some(Cell::Text(_))));
            if numeric && let Some(column) = table.column_mut(position) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| line.trim_end().to_owned()).collect()
    }

    fn cell(&self, row: &[Cell], index: usize) -> String {
        match row.get(index) {
            Some(Cell::Text(text)) => escape::terminal(text, false),
            Some(Cell::Count(count)) => count.to_string(),
            Some(Cell::Score(score)) => number::score_with(*score, &self.cuts, self.columns[index].decimals),
            Some(Cell::Nothing(reason)) => (*reason).to_owned(),
            None => String::new(),
        }
    }

    /// A column in which every row is empty.
    fn says_nothing(&self, index: usize) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|row| is_empty(row.get(index)))
    }

    /// A column of text that is the same in several rows.
    fn is_the_same(&self, index: usize) -> bool {
        let first = self.rows.first().and_then(|row| row.get(index));
        self.rows.len() > 1
            && self.columns[index].weight != Weight::Needed
            && matches!(first, Some(Cell::Text(_)))
            && self.rows.iter().all(|row| row.get(index) == first)
    }

    fn csv(&self) -> String {
        let header = self.columns.iter().map(|column| escape::csv(&column.name));
        let mut lines = vec![header.collect::<Vec<_>>().join(",")];
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Text(text) => escape::csv(text),
                Cell::Count(count) => count.to_string(),
                Cell::Score(score) => number::twelve_digits(*score).to_string(),
                Cell::Nothing(_) => String::new(),
            });
            lines.push(cells.collect::<Vec<_>>().join(","));
        }
        lines.join("\n") + "\n"
    }

    fn object(&self, row: &[Cell]) -> Map<String, Value> {
        self.columns
            .iter()
            .zip(row)
            .map(|(column, cell)| {
                let value = match cell {
                    Cell::Text(text) if text.is_empty() => Value::Null,
                    Cell::Text(text) => text.as_str().into(),
                    Cell::Count(count) => (*count).into(),
                    Cell::Score(score) => number::twelve_digits(*score).into(),
                    Cell::Nothing(_) => Value::Null,
                };
                (column.name.clone(), value)
            })
            .collect()
    }
}

fn is_empty(cell: Option<&Cell>) -> bool {
    match cell {
        Some(Cell::Text(text)) => text.is_empty(),
        Some(Cell::Nothing(reason)) => reason.is_empty(),
        Some(Cell::Count(_) | Cell::Score(_)) => false,
        None => true,
    }
}

/// The columns of the dimensions: full id in data, the letters their questions share in the table.
pub(super) fn dimension_columns(pack: &crate::pack::Pack) -> Vec<Column> {
    (0..pack.dimensions.len())
        .map(|index| Column {
            name: pack.dimensions[index].id.clone(),
            short: letters(pack, index),
            decimals: 0,
            weight: Weight::Needed,
        })
        .collect()
}

/// Says what the letters of the dimension columns stand for.
pub(super) fn legend(pack: &crate::pack::Pack) -> String {
    (0..pack.dimensions.len())
        .map(|index| format!("{} {}", letters(pack, index), pack.dimensions[index].name))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The letters that the ids of a dimension's questions begin with, or the dimension's id.
fn letters(pack: &crate::pack::Pack, dimension: usize) -> String {
    let mut prefixes: Vec<String> = pack
        .questions_of(dimension)
        .map(|question| {
            let id = &pack.questions[question].id;
            id.chars().take_while(|c| c.is_alphabetic()).collect()
        })
        .collect();
    prefixes.dedup();
    match prefixes.as_slice() {
        [only] if !only.is_empty() => only.clone(),
        _ => pack.dimensions[dimension].id.clone(),
    }
}
