//! Sums and sums of products of complete rows.

use super::tally::TallyError;

/// Variances and covariances of k items over complete rows.
///
/// Values are whole thousandths of a point, so that points with up to three
/// decimals are exact; results are in points. A row with a missing answer must
/// not be added: covariances of pairs from different rows need not belong to
/// any real data. No sum can overflow: with values of 32 bits even 2^64 rows
/// stay below 2^127.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossproducts {
    items: usize,
    n: u64,
    sums: Vec<i128>,
    /// Upper triangle, row by row, diagonal included.
    products: Vec<i128>,
}

/// Thousandths squared in one point squared.
const SQUARED: f64 = 1e6;

impl Crossproducts {
    /// An empty tally for rows of this many items.
    pub fn new(items: usize) -> Self {
        Self {
            items,
            n: 0,
            sums: vec![0; items],
            products: vec![0; items * (items + 1) / 2],
        }
    }

    /// Adds one complete row of keyed values in thousandths.
    ///
    /// # Errors
    ///
    /// [`TallyError::WrongLength`]; the tally is then unchanged.
    pub fn add(&mut self, row: &[i32]) -> Result<(), TallyError> {
        self.check(row.len())?;
        self.n += 1;
        let mut products = self.products.iter_mut();
        for (i, &left) in row.iter().enumerate() {
            self.sums[i] += i128::from(left);
            for (&right, product) in row[i..].iter().zip(products.by_ref()) {
                *product += i128::from(i64::from(left) * i64::from(right));
            }
        }
        Ok(())
    }

    /// Adds the sums of another tally of the same items.
    ///
    /// # Errors
    ///
    /// [`TallyError::WrongLength`] if it has another number of items; the
    /// tally is then unchanged.
    pub fn merge(&mut self, other: &Self) -> Result<(), TallyError> {
        self.check(other.items)?;
        self.n += other.n;
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            *sum += more;
        }
        for (product, more) in self.products.iter_mut().zip(&other.products) {
            *product += more;
        }
        Ok(())
    }

    fn check(&self, found: usize) -> Result<(), TallyError> {
        if found == self.items {
            Ok(())
        } else {
            Err(TallyError::WrongLength {
                expected: self.items,
                found,
            })
        }
    }

    /// Number of complete rows.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Number of items in a row.
    pub fn items(&self) -> usize {
        self.items
    }

    /// Mean of an item in points; None without rows or without that item.
    pub fn mean(&self, item: usize) -> Option<f64> {
        let sum = *self.sums.get(item)?;
        (self.n > 0).then(|| sum as f64 / (self.n as f64 * 1000.0))
    }

    /// Variance of an item in squared points, divisor n - 1; None for fewer
    /// than two rows or without that item.
    pub fn variance(&self, item: usize) -> Option<f64> {
        self.covariance(item, item)
    }

    /// Covariance of two items in squared points, divisor n - 1; None for
    /// fewer than two rows or without those items.
    pub fn covariance(&self, left: usize, right: usize) -> Option<f64> {
        if self.n < 2 || left >= self.items || right >= self.items {
            return None;
        }
        Some(self.scaled(self.scatter(left, right)))
    }

    /// All covariances, row by row; None for fewer than two rows.
    pub fn covariance_matrix(&self) -> Option<Vec<Vec<f64>>> {
        (0..self.items)
            .map(|i| (0..self.items).map(|j| self.covariance(i, j)).collect())
            .collect()
    }

    /// Variance of the row totals in squared points, divisor n - 1; None for
    /// fewer than two rows.
    pub fn total_variance(&self) -> Option<f64> {
        (self.n >= 2).then(|| self.scaled(self.total_scatter()))
    }

    /// n Σxy - Σx Σy: the covariance times n(n - 1), in exact thousandths
    /// squared. Where the two terms leave 128 bits, which takes more than
    /// 10^12 rows of hundreds of points, they saturate.
    pub(super) fn scatter(&self, left: usize, right: usize) -> i128 {
        let (i, j) = (left.min(right), left.max(right));
        let start = i * self.items - i * i.saturating_sub(1) / 2;
        i128::from(self.n)
            .saturating_mul(self.products[start + (j - i)])
            .saturating_sub(self.sums[i].saturating_mul(self.sums[j]))
    }

    /// The scatter of an item with the row total.
    pub(super) fn scatter_with_total(&self, item: usize) -> i128 {
        (0..self.items).fold(0, |sum, other| sum.saturating_add(self.scatter(item, other)))
    }

    /// The scatter of the row total with itself.
    pub(super) fn total_scatter(&self) -> i128 {
        (0..self.items).fold(0, |sum, item| sum.saturating_add(self.scatter_with_total(item)))
    }

    fn scaled(&self, scatter: i128) -> f64 {
        scatter as f64 / (self.n as f64 * (self.n - 1) as f64) / SQUARED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_items_by_hand() -> Result<(), TallyError> {
        let mut tally = Crossproducts::new(3);
        for row in [[1000, 2000, 500], [2000, 4000, 1500], [3000, 3000, 1000]] {
            tally.add(&row)?;
        }
        assert_eq!(tally.mean(1), Some(3.0));
        assert_eq!(tally.variance(0), Some(1.0));
        assert_eq!(tally.covariance(0, 1), Some(0.5));
        assert_eq!(tally.covariance(1, 0), Some(0.5));
        assert_eq!(tally.covariance(1, 2), Some(0.5));
        assert_eq!(tally.covariance(2, 2), Some(0.25));
        // Totals 3.5, 7.5, 7: mean 6, variance (6.25 + 2.25 + 1) / 2.
        assert_eq!(tally.total_variance(), Some(4.75));
        assert_eq!(tally.covariance(0, 3), None);
        Ok(())
    }

    #[test]
    fn refusals() {
        let mut tally = Crossproducts::new(2);
        let wrong = Err(TallyError::WrongLength {
            expected: 2,
            found: 3,
        });
        assert_eq!(tally.add(&[1, 2, 3]), wrong);
        assert_eq!(tally.merge(&Crossproducts::new(3)), wrong);
        assert_eq!(tally, Crossproducts::new(2));
        assert_eq!(
            (tally.mean(0), tally.variance(0), tally.total_variance()),
            (None, None, None)
        );
    }

    #[test]
    fn the_largest_values_do_not_overflow() -> Result<(), TallyError> {
        let mut tally = Crossproducts::new(2);
        tally.add(&[i32::MAX, i32::MIN])?;
        tally.add(&[i32::MIN, i32::MAX])?;
        let step = f64::from(u32::MAX) / 1000.0;
        let expected = step * step / 2.0;
        let variance = tally.variance(0).unwrap_or(0.0);
        assert!((variance / expected - 1.0).abs() < 1e-14);
        assert_eq!(tally.covariance(0, 1), Some(-variance));
        Ok(())
    }
}
