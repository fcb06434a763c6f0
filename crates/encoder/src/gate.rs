//! The gate: how likely a sentence is worth an encoder's time, from its pieces alone.

use crate::EncoderError;
use crate::file::File;
use crate::lanes::exp;

/// Slots that pairs of pieces are hashed to.
const SLOTS: usize = 65_536;

/// Weights of single pieces and of pairs.
#[derive(Debug)]
pub(crate) struct Gate {
    unigram: Vec<f32>,
    bigram: Vec<f32>,
    bias: f32,
}

impl Gate {
    pub(crate) fn read(file: &File, vocabulary: usize) -> Result<Self, EncoderError> {
        Ok(Self {
            unigram: file.floats("gate.unigram", &[vocabulary])?,
            bigram: file.floats("gate.bigram", &[SLOTS])?,
            bias: file.floats("gate.bias", &[1])?.iter().sum(),
        })
    }

    /// The logistic function of the bias, the weights of the distinct ids and those of the
    /// distinct slots of pairs, added up in ascending order.
    pub(crate) fn relevance(&self, ids: &[u32]) -> f32 {
        let singles = ids.iter().map(|id| *id as usize).collect();
        let pairs = ids.windows(2).map(|pair| slot(pair[0], pair[1])).collect();
        let sum = f64::from(self.bias)
            + sum_of_distinct(&self.unigram, singles)
            + sum_of_distinct(&self.bigram, pairs);
        1.0 / (1.0 + exp(-sum as f32))
    }
}

fn sum_of_distinct(weights: &[f32], mut numbers: Vec<usize>) -> f64 {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.iter().filter_map(|number| weights.get(*number)).map(|weight| f64::from(*weight)).sum()
}

/// The slot of two neighbouring pieces.
fn slot(first: u32, second: u32) -> usize {
    let hash = first.wrapping_mul(31).wrapping_add(second.wrapping_mul(1_000_003));
    (hash ^ (hash >> 15)) as usize & (SLOTS - 1)
}
