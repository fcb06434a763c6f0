//! Weights of readable features, kept as text: a name and a number a line.

use std::collections::HashMap;

/// Weights by feature name. A feature without a weight counts for nothing.
#[derive(Debug)]
pub(crate) struct Weights(HashMap<String, f32>);

impl Weights {
    /// Reads lines of `name number`; lines that begin with `#` are remarks.
    pub fn read(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Self(
            lines
                .filter_map(|line| {
                    let (name, number) = line.split_once(' ')?;
                    Some((name.to_owned(), number.trim().parse().ok()?))
                })
                .collect(),
        )
    }

    /// The weighted sum of features.
    pub fn score(&self, features: &[(&'static str, f32)]) -> f32 {
        features.iter().map(|(name, value)| self.of(name) * value).sum()
    }

    /// The weight of one feature.
    pub fn of(&self, name: &str) -> f32 {
        self.0.get(name).copied().unwrap_or(0.0)
    }
}

/// The logistic function.
pub(crate) fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
