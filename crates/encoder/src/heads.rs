//! Heads: what is read off a word's state.

use std::ops::Index;

use crate::EncoderError;
use crate::file::{File, HeadConfig};
use crate::kernel::Kernel;
use crate::lanes::{LANES, ROWS, multiply};

/// One number for each word and label of a head.
#[derive(Clone, Debug, PartialEq)]
pub struct Logits {
    labels: usize,
    values: Vec<f32>,
}

impl Logits {
    /// Number of words.
    pub fn words(&self) -> usize {
        self.values.len() / self.labels
    }

    /// Number of labels, at least one.
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// The logits of each word in turn.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.values.chunks_exact(self.labels)
    }

    /// The label with the largest logit of each word, the first of equals.
    pub fn best(&self) -> Vec<usize> {
        let best = |row: &[f32]| {
            let mut best = 0;
            for (label, value) in row.iter().enumerate() {
                if *value > row[best] {
                    best = label;
                }
            }
            best
        };
        self.rows().map(best).collect()
    }
}

/// The logits of a word, by its index among the sentence's words.
impl Index<usize> for Logits {
    type Output = [f32];

    fn index(&self, word: usize) -> &[f32] {
        &self.values[word * self.labels..][..self.labels]
    }
}

/// A linear head over a word's state.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) name: String,
    pub(crate) labels: Vec<String>,
    /// A row for each number of the state, in it the labels, padded to whole lanes.
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Head {
    pub(crate) fn read(file: &File, prefix: &str, head: &HeadConfig) -> Result<Self, EncoderError> {
        let (width, labels) = (file.config.width, head.labels.len());
        if labels == 0 {
            let must = "at least 1";
            return Err(EncoderError::Size { name: "labels of a head", value: 0, must });
        }
        let columns = labels.next_multiple_of(LANES);
        let rows = file.floats(&format!("{prefix}.{}.weight", head.name), &[labels, width])?;
        let mut weight = vec![0.0; width * columns];
        for (label, row) in rows.chunks_exact(width).enumerate() {
            for (to, value) in weight[label..].iter_mut().step_by(columns).zip(row) {
                *to = *value;
            }
        }
        let bias = file.floats(&format!("{prefix}.{}.bias", head.name), &[labels])?;
        Ok(Self { name: head.name.clone(), labels: head.labels.clone(), weight, bias })
    }

    /// The logits of `rows`, the states of some words one after the other.
    pub(crate) fn apply(&self, kernel: Kernel, rows: &[f32]) -> Logits {
        let (labels, columns) = (self.bias.len(), self.bias.len().next_multiple_of(LANES));
        let width = self.weight.len() / columns;
        let words = rows.len() / width;
        let mut padded = rows.to_vec();
        padded.resize(words.next_multiple_of(ROWS) * width, 0.0);
        let mut products = vec![0.0; words.next_multiple_of(ROWS) * columns];
        multiply(kernel, &padded, &self.weight, width, columns, &mut products);
        let mut values = Vec::with_capacity(words * labels);
        for row in products.chunks_exact(columns).take(words) {
            values.extend(row.iter().zip(&self.bias).map(|(product, bias)| product + bias));
        }
        Logits { labels, values }
    }
}
