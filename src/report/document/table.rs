//! Rows and columns.

use crate::report::chart::course::Courses;

/// Columns of values that a table of courses shows; the drawing shows all waves.
const COLUMNS: usize = 5;

/// Rows and columns; the first column holds names, the others values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// Whether the last column holds text rather than numbers.
    pub(crate) text_last: bool,
}

impl Table {
    /// Without the columns in which nothing stands.
    pub(crate) fn filled(mut self) -> Self {
        let last = self.header.len().saturating_sub(1);
        let empty = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            column > 0 && !self.rows.is_empty() && cells.into_iter().all(String::is_empty)
        };
        let kept: Vec<usize> = (0..self.header.len()).filter(|column| !empty(*column)).collect();
        let keep = |cells: Vec<String>| -> Vec<String> {
            let cells = cells.into_iter().enumerate();
            cells
                .filter(|(column, _)| kept.contains(column))
                .map(|(_, cell)| cell)
                .collect()
        };
        self.text_last &= kept.contains(&last);
        self.header = keep(self.header);
        self.rows = self.rows.into_iter().map(keep).collect();
        self
    }
}

impl Courses {
    /// Every wave in rows and columns.
    pub(crate) fn table(&self) -> Table {
        self.columns(0, None)
    }

    /// The latest waves in rows and columns, with a small drawing of all of them where there are
    /// signs to draw with.
    pub(crate) fn latest(&self, signs: Option<&[char]>) -> Table {
        self.columns(self.waves.len().saturating_sub(COLUMNS), signs)
    }

    fn columns(&self, from: usize, signs: Option<&[char]>) -> Table {
        let [name, drawing, change] = &self.heads;
        let mut header = vec![name.clone()];
        header.extend(self.waves.iter().skip(from).cloned());
        header.extend(signs.map(|_| drawing.clone()));
        header.push(change.clone());
        let rows = self
            .rows
            .iter()
            .map(|course| {
                let mut row = vec![course.name.clone()];
                row.extend(course.values.iter().skip(from).cloned());
                row.extend(signs.map(|signs| self.spark(course, signs)));
                row.push(course.change.clone());
                row
            })
            .collect();
        Table {
            header,
            rows,
            text_last: false,
        }
        .filled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::Scale;
    use crate::report::chart::course::Course;

    #[test]
    fn a_sign_for_each_wave() {
        let courses = Courses {
            scale: Scale { min: 40.0, max: 60.0 },
            cuts: Vec::new(),
            waves: ["a", "b", "c"].map(str::to_owned).to_vec(),
            heads: ["", "", "Change"].map(str::to_owned),
            rows: vec![Course {
                name: "Trust".to_owned(),
                points: vec![Some(40.0), None, Some(60.0)],
                values: ["40.0", "held back", "60.0"].map(str::to_owned).to_vec(),
                change: "+20.0".to_owned(),
            }],
        };
        let signs = crate::report::chart::text::SPARKS;
        assert_eq!(
            courses.latest(Some(&signs)).rows,
            [["Trust", "40.0", "held back", "60.0", "▁ █", "+20.0"]
                .map(str::to_owned)
                .to_vec()]
        );
        assert_eq!(courses.table().header, ["", "a", "b", "c", "Change"]);
    }
}
