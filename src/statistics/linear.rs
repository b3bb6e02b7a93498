//! Largest values of linear expressions under linear equations and bounds.
//!
//! The simplex method on a dense tableau with bounded variables: the steepest column first (Dantzig
//! 1963, Linear Programming and Extensions, chapters 5 and 18), and Bland's rule (1977, Mathematics
//! of Operations Research 2:103), which cannot run in circles, when that takes long. One start serves
//! all questions about the same program. For some hundred variables and few equations.

/// Numbers closer to zero than this count as zero.
const TINY: f64 = 1e-9;
/// After so many steps the careful rule takes over, which cannot run in circles.
const PATIENCE: usize = 400;

/// More steps than any program of our size needs.
const STEPS: usize = 50_000;
/// How far rounding may lead off an equation.
const ROUNDING: f64 = 1e-4;

/// A sum of multiples of variables.
pub type Terms = Vec<(usize, f64)>;

/// Variables between bounds, tied by equations.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Lowest and highest value of each variable.
    pub bounds: Vec<(f64, f64)>,
    /// What each sum of multiples comes to.
    pub equations: Vec<(Terms, f64)>,
}

impl Program {
    /// Adds a variable between two bounds and gives its index.
    pub fn variable(&mut self, low: f64, high: f64) -> usize {
        self.bounds.push((low, high));
        self.bounds.len() - 1
    }
}

/// A program at one of its corners.
#[derive(Debug, Clone)]
pub struct Solver {
    program: Program,
    /// Rows over all variables, those of the basis being unit columns.
    rows: Vec<Vec<f64>>,
    /// Values of the basic variables, counted from their bound.
    values: Vec<f64>,
    basis: Vec<usize>,
    /// How far each variable can go.
    reach: Vec<f64>,
    /// Whether it is counted downwards from its upper bound.
    flipped: Vec<bool>,
    variables: usize,
}

impl Solver {
    /// A corner; `None` where nothing satisfies the program.
    #[must_use]
    pub fn new(program: &Program) -> Option<Self> {
        let (n, m) = (program.bounds.len(), program.equations.len());
        let mut solver = Self {
            program: program.clone(),
            rows: vec![vec![0.0; n + m]; m],
            values: vec![0.0; m],
            basis: (n..n + m).collect(),
            reach: program
                .bounds
                .iter()
                .map(|(low, high)| high - low)
                .chain(vec![f64::INFINITY; m])
                .collect(),
            flipped: vec![false; n + m],
            variables: n,
        };
        for (row, (terms, right)) in program.equations.iter().enumerate() {
            let mut right = *right;
            for (variable, factor) in terms {
                solver.rows[row][*variable] += factor;
                right -= factor * program.bounds[*variable].0;
            }
            if right < 0.0 {
                right = -right;
                solver.rows[row].iter_mut().for_each(|factor| *factor = -*factor);
            }
            solver.rows[row][n + row] = 1.0;
            solver.values[row] = right;
        }
        let mut cost = vec![0.0; n + m];
        cost[n..].fill(1.0);
        solver.minimise(&cost);
        let left: f64 = solver
            .basis
            .iter()
            .zip(&solver.values)
            .filter(|(basic, _)| **basic >= n)
            .map(|(_, value)| value)
            .sum();
        if left > ROUNDING {
            return None;
        }
        solver.without_artificial();
        Some(solver)
    }

    fn without_artificial(&mut self) {
        let n = self.variables;
        let mut row = 0;
        while row < self.basis.len() {
            if self.basis[row] >= n {
                let free = (0..n)
                    .filter(|column| !self.basis.contains(column))
                    .max_by(|a, b| self.rows[row][*a].abs().total_cmp(&self.rows[row][*b].abs()));
                match free {
                    Some(column) if self.rows[row][column].abs() > 1e-7 => {
                        self.values[row] = 0.0;
                        self.pivot(row, column);
                    }
                    _ => {
                        self.rows.swap_remove(row);
                        self.values.swap_remove(row);
                        self.basis.swap_remove(row);
                        continue;
                    }
                }
            }
            row += 1;
        }
        for row in &mut self.rows {
            row.truncate(n);
        }
        self.reach.truncate(n);
        self.flipped.truncate(n);
    }

    /// Moves to where `terms` is largest, or as far as so many steps lead.
    pub fn maximise(&mut self, terms: &Terms) {
        let mut cost = vec![0.0; self.variables];
        for (variable, factor) in terms {
            cost[*variable] -= factor;
        }
        for (cost, flipped) in cost.iter_mut().zip(&self.flipped) {
            if *flipped {
                *cost = -*cost;
            }
        }
        self.minimise(&cost);
    }

    /// The values of all variables here; `None` if rounding has led off the equations.
    #[must_use]
    pub fn point(&self) -> Option<Vec<f64>> {
        let mut from_bound = vec![0.0; self.variables];
        for (basic, value) in self.basis.iter().zip(&self.values) {
            from_bound[*basic] = *value;
        }
        let point: Vec<f64> = from_bound
            .iter()
            .zip(&self.flipped)
            .zip(&self.program.bounds)
            .map(|((value, flipped), (low, high))| if *flipped { high - value } else { low + value })
            .collect();
        let holds = |(terms, right): &(Terms, f64)| (value(terms, &point) - right).abs() < ROUNDING;
        self.program.equations.iter().all(holds).then_some(point)
    }

    fn minimise(&mut self, cost: &[f64]) {
        let columns = cost.len();
        let mut reduced = cost.to_vec();
        for (row, basic) in self.basis.iter().enumerate() {
            let price = cost[*basic];
            if price != 0.0 {
                for (reduced, factor) in reduced.iter_mut().zip(&self.rows[row]) {
                    *reduced -= price * factor;
                }
            }
        }
        for step in 0..STEPS {
            let candidates =
                (0..columns).filter(|&column| reduced[column] < -TINY && self.reach[column] > TINY);
            let entering = if step < PATIENCE {
                candidates.min_by(|a, b| reduced[*a].total_cmp(&reduced[*b]))
            } else {
                candidates.min()
            };
            let Some(entering) = entering else { return };
            let mut limit = self.reach[entering];
            let mut leaving: Option<(usize, bool)> = None;
            for row in 0..self.rows.len() {
                let factor = self.rows[row][entering];
                let (room, at_top) = if factor > TINY {
                    (self.values[row] / factor, false)
                } else if factor < -TINY {
                    ((self.reach[self.basis[row]] - self.values[row]) / -factor, true)
                } else {
                    continue;
                };
                let room = room.max(0.0);
                let closer = match leaving {
                    _ if room < limit - TINY => true,
                    Some((other, _)) if room <= limit + TINY => {
                        if step < PATIENCE {
                            factor.abs() > self.rows[other][entering].abs()
                        } else {
                            self.basis[row] < self.basis[other]
                        }
                    }
                    _ => false,
                };
                if closer {
                    limit = limit.min(room);
                    leaving = Some((row, at_top));
                }
            }
            match leaving {
                None => {
                    for row in 0..self.rows.len() {
                        self.values[row] -= self.rows[row][entering] * limit;
                    }
                    self.flip_column(entering);
                    reduced[entering] = -reduced[entering];
                }
                Some((row, at_top)) => {
                    if at_top {
                        self.flip_basic(row);
                    }
                    self.pivot(row, entering);
                    let price = reduced[entering];
                    for (reduced, factor) in reduced.iter_mut().zip(&self.rows[row]) {
                        *reduced -= price * factor;
                    }
                }
            }
        }
    }

    fn flip_column(&mut self, column: usize) {
        self.flipped[column] = !self.flipped[column];
        for row in &mut self.rows {
            row[column] = -row[column];
        }
    }

    /// Counts a basic variable from its other bound.
    fn flip_basic(&mut self, row: usize) {
        let basic = self.basis[row];
        self.flipped[basic] = !self.flipped[basic];
        self.values[row] = self.reach[basic] - self.values[row];
        for (column, factor) in self.rows[row].iter_mut().enumerate() {
            if column != basic {
                *factor = -*factor;
            }
        }
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let factor = self.rows[row][column];
        let pivot: Vec<f64> = self.rows[row].iter().map(|value| value / factor).collect();
        let value = (self.values[row] / factor).max(0.0);
        for (other, (values, right)) in self.rows.iter_mut().zip(&mut self.values).enumerate() {
            let times = values[column];
            if other != row && times != 0.0 {
                for (value, pivot) in values.iter_mut().zip(&pivot) {
                    *value -= times * pivot;
                }
                *right = (*right - times * value).max(0.0);
            }
        }
        self.rows[row] = pivot;
        self.values[row] = value;
        self.basis[row] = column;
    }
}

/// What `terms` come to.
#[must_use]
pub fn value(terms: &Terms, point: &[f64]) -> f64 {
    terms
        .iter()
        .map(|(variable, factor)| factor * point[*variable])
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(program: &Program, terms: &Terms) -> Option<(f64, f64)> {
        let mut solver = Solver::new(program)?;
        solver.maximise(terms);
        let high = value(terms, &solver.point()?);
        solver.maximise(
            &terms
                .iter()
                .map(|(variable, factor)| (*variable, -factor))
                .collect(),
        );
        Some((value(terms, &solver.point()?), high))
    }

    fn close(found: Option<(f64, f64)>, (low, high): (f64, f64)) {
        let near = found.is_some_and(|found| (found.0 - low).abs() < 1e-9 && (found.1 - high).abs() < 1e-9);
        assert!(near, "{found:?} is not {low} to {high}");
    }

    #[test]
    fn a_known_program() {
        // Dantzig 1963: maximise 3x + 5y with x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18; 36 at (2, 6).
        let mut program = Program::default();
        let (x, y) = (program.variable(0.0, 4.0), program.variable(0.0, 6.0));
        let slack = program.variable(0.0, 18.0);
        program
            .equations
            .push((vec![(x, 3.0), (y, 2.0), (slack, 1.0)], 18.0));
        close(range(&program, &vec![(x, 3.0), (y, 5.0)]), (0.0, 36.0));
    }

    #[test]
    fn a_table_with_margins() {
        // Rows of 150 and 250, columns of 200 and 200, cells of 0 to 200.
        let mut program = Program::default();
        let cells: Vec<usize> = (0..4).map(|_| program.variable(0.0, 200.0)).collect();
        for (pair, sum) in [([0, 1], 150.0), ([2, 3], 250.0), ([0, 2], 200.0), ([1, 3], 200.0)] {
            program
                .equations
                .push((pair.iter().map(|&cell| (cells[cell], 1.0)).collect(), sum));
        }
        close(range(&program, &vec![(cells[0], 1.0)]), (0.0, 150.0));
        close(range(&program, &vec![(cells[3], 1.0)]), (50.0, 200.0));
    }

    #[test]
    fn what_contradicts_itself_has_no_corner() {
        let mut program = Program::default();
        let x = program.variable(0.0, 1.0);
        program.equations.push((vec![(x, 1.0)], 2.0));
        assert!(Solver::new(&program).is_none());
    }
}
