//! Scoring candidates until the report's names agree.

use tidings_types::CountryCode;

use super::{
    features::{Belief, Evidence, Feature},
    groups::Group,
    kin::kinship,
};
use crate::{
    gazetteer::{Gazetteer, PlaceRef},
    weights::Weights,
};

/// Rounds of scoring: the first without the other names, the rest with what they probably mean.
/// Results no longer change after the third on the development reports.
const ROUNDS: usize = 3;

/// Candidates of a name that others take into account, and their least probability.
const BELIEFS: usize = 6;
const LEAST_BELIEF: f32 = 0.02;

/// A candidate with its probability and the features behind it.
#[derive(Clone, Debug)]
pub(crate) struct Ranked {
    /// The place.
    pub at: PlaceRef,
    /// Index among the group's candidates.
    pub option: usize,
    /// 0 to 1; what is missing to 1 over all candidates is the chance that none is meant.
    pub probability: f32,
    /// Features by the last round.
    pub features: Vec<Feature>,
}

/// Candidates of each group, best first.
pub(crate) fn rank(
    gazetteer: &Gazetteer,
    weights: &Weights,
    groups: &[Group],
    home: Option<CountryCode>,
) -> Vec<Vec<Ranked>> {
    let kin = kinship(groups);
    let mut beliefs: Vec<Vec<Belief>> = vec![Vec::new(); groups.len()];
    let mut ranked = Vec::new();
    for _ in 0..ROUNDS {
        let evidence = Evidence::new(gazetteer, groups, &kin, home, beliefs);
        ranked = (0..groups.len()).map(|at| rank_group(&evidence, weights, groups, at)).collect();
        beliefs = ranked.iter().map(|ranked| believed(ranked)).collect();
    }
    ranked
}

fn rank_group(
    evidence: &Evidence<'_>,
    weights: &Weights,
    groups: &[Group],
    at: usize,
) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = groups[at]
        .candidates
        .iter()
        .enumerate()
        .map(|(number, option)| {
            let features = evidence.features(at, number);
            let probability = weights.score(&features);
            Ranked { at: option.found.at, option: number, probability, features }
        })
        .collect();
    to_probabilities(&mut ranked, weights.of("none"));
    ranked.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.option.cmp(&b.option)));
    ranked
}

/// Scores to probabilities; `none` is the score of "no candidate is meant".
fn to_probabilities(ranked: &mut [Ranked], none: f32) {
    let highest = ranked.iter().map(|one| one.probability).fold(none, f32::max);
    let sum: f32 = ranked.iter().map(|one| (one.probability - highest).exp()).sum::<f32>()
        + (none - highest).exp();
    for one in ranked {
        one.probability = (one.probability - highest).exp() / sum;
    }
}

fn believed(ranked: &[Ranked]) -> Vec<Belief> {
    ranked
        .iter()
        .take(BELIEFS)
        .filter(|one| one.probability >= LEAST_BELIEF)
        .map(|one| Belief { option: one.option, probability: one.probability })
        .collect()
}
