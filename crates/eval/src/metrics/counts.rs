//! True and false positives and what follows from them.

use std::ops::{Add, AddAssign};

/// How many answers were right, how many too many, how many too few.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In gold and in the answer.
    pub true_positives: usize,
    /// In the answer alone.
    pub false_positives: usize,
    /// In gold alone.
    pub false_negatives: usize,
}

impl Counts {
    /// Counts of these three.
    pub fn new(true_positives: usize, false_positives: usize, false_negatives: usize) -> Self {
        Self { true_positives, false_positives, false_negatives }
    }

    /// Right answers among all answers; 0 where there is none.
    pub fn precision(self) -> f64 {
        ratio(self.true_positives, self.true_positives + self.false_positives)
    }

    /// Right answers among all gold items; 0 where there is none.
    pub fn recall(self) -> f64 {
        ratio(self.true_positives, self.true_positives + self.false_negatives)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        harmonic_mean(self.precision(), self.recall())
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            true_positives: self.true_positives + other.true_positives,
            false_positives: self.false_positives + other.false_positives,
            false_negatives: self.false_negatives + other.false_negatives,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}

/// `part` of `whole`; 0 where the whole is empty.
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Harmonic mean; 0 where both are 0.
pub fn harmonic_mean(precision: f64, recall: f64) -> f64 {
    let sum = precision + recall;
    if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_from_counts() {
        let counts = Counts::new(3, 1, 2);
        assert_eq!(counts.precision(), 0.75);
        assert_eq!(counts.recall(), 0.6);
        assert!((counts.f1() - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_divided_by_nothing_is_zero() {
        assert_eq!(Counts::default().f1(), 0.0);
        assert_eq!(Counts::new(0, 4, 0).f1(), 0.0);
    }
}
