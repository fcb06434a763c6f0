//! Coreference on given mentions: MUC, B³, CEAF-e and their mean, the CoNLL score.
//!
//! Definitions: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B³), Luo 2005 (CEAF with the
//! entity similarity φ₄), Pradhan et al. 2012 (their mean). Both sides hold the same mentions, so
//! none of the later quarrels about missing mentions arise.

use std::collections::HashMap;
use std::hash::Hash;

use super::{best_assignment, harmonic_mean};

/// F1 of the three metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ConllScore {
    /// Links (Vilain et al.).
    pub muc: f64,
    /// Mentions (Bagga and Baldwin).
    pub b_cubed: f64,
    /// Entities, similarity φ₄ (Luo).
    pub ceaf_e: f64,
}

impl ConllScore {
    /// Mean of the three.
    pub fn mean(self) -> f64 {
        (self.muc + self.b_cubed + self.ceaf_e) / 3.0
    }
}

/// Scores two clusterings of the same mentions: `gold[i]` and `got[i]` name the cluster of
/// mention i on either side.
pub fn conll<G: Eq + Hash + Ord, S: Eq + Hash + Ord>(gold: &[G], got: &[S]) -> ConllScore {
    let (gold, got) = (numbered(gold), numbered(got));
    let (gold_clusters, got_clusters) = (clusters(&gold), clusters(&got));
    ConllScore {
        muc: harmonic_mean(muc(&got_clusters, &gold), muc(&gold_clusters, &got)),
        b_cubed: harmonic_mean(b_cubed(&got_clusters, &gold), b_cubed(&gold_clusters, &got)),
        ceaf_e: ceaf_e(&gold_clusters, &got_clusters, &got),
    }
}

/// Cluster numbers in order of first mention.
fn numbered<T: Eq + Hash>(labels: &[T]) -> Vec<usize> {
    let mut numbers = HashMap::new();
    labels
        .iter()
        .map(|label| {
            let next = numbers.len();
            *numbers.entry(label).or_insert(next)
        })
        .collect()
}

fn clusters(of_mention: &[usize]) -> Vec<Vec<usize>> {
    let mut clusters = vec![Vec::new(); of_mention.iter().max().map_or(0, |last| last + 1)];
    for (mention, cluster) in of_mention.iter().enumerate() {
        clusters[*cluster].push(mention);
    }
    clusters
}

/// How many members of a cluster fall to each cluster of the other side.
fn parts(cluster: &[usize], other: &[usize]) -> HashMap<usize, usize> {
    let mut parts = HashMap::new();
    for mention in cluster {
        *parts.entry(other[*mention]).or_insert(0) += 1;
    }
    parts
}

/// Share of the links of `clusters` that the other side keeps; 0 where there is no link.
fn muc(clusters: &[Vec<usize>], other: &[usize]) -> f64 {
    let kept: usize =
        clusters.iter().map(|cluster| cluster.len() - parts(cluster, other).len()).sum();
    let links: usize = clusters.iter().map(|cluster| cluster.len() - 1).sum();
    super::ratio(kept, links)
}

/// Mean over mentions of the share of its cluster that the other side puts with it.
fn b_cubed(clusters: &[Vec<usize>], other: &[usize]) -> f64 {
    let mentions: usize = clusters.iter().map(Vec::len).sum();
    let of_cluster = |cluster: &Vec<usize>| {
        let squares: usize = parts(cluster, other).values().map(|count| count * count).sum();
        squares as f64 / cluster.len() as f64
    };
    if mentions == 0 {
        return 0.0;
    }
    clusters.iter().map(of_cluster).sum::<f64>() / mentions as f64
}

/// CEAF with φ₄. The assignment splits into the connected parts of the graph of overlapping
/// clusters, which keeps it fast where most clusters are small.
fn ceaf_e(gold: &[Vec<usize>], got: &[Vec<usize>], got_of: &[usize]) -> f64 {
    if gold.is_empty() || got.is_empty() {
        return 0.0;
    }
    let overlaps: Vec<HashMap<usize, usize>> =
        gold.iter().map(|cluster| parts(cluster, got_of)).collect();
    let total: f64 = components(&overlaps, got.len())
        .iter()
        .map(|(rows, columns)| similarity(rows, columns, &overlaps, gold, got))
        .sum();
    harmonic_mean(total / got.len() as f64, total / gold.len() as f64)
}

fn similarity(
    rows: &[usize],
    columns: &[usize],
    overlaps: &[HashMap<usize, usize>],
    gold: &[Vec<usize>],
    got: &[Vec<usize>],
) -> f64 {
    let phi = |row: usize, column: usize| {
        let shared = overlaps[row].get(&column).copied().unwrap_or(0);
        2.0 * shared as f64 / (gold[row].len() + got[column].len()) as f64
    };
    let worth: Vec<Vec<f64>> =
        rows.iter().map(|row| columns.iter().map(|column| phi(*row, *column)).collect()).collect();
    best_assignment(&worth)
        .iter()
        .enumerate()
        .filter_map(|(row, column)| column.map(|column| worth[row][column]))
        .sum()
}

/// Connected parts of the graph between gold clusters and system clusters.
fn components(
    overlaps: &[HashMap<usize, usize>],
    got_clusters: usize,
) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); got_clusters];
    for (row, columns) in overlaps.iter().enumerate() {
        columns.keys().for_each(|column| rows_of[*column].push(row));
    }
    let mut seen = vec![false; overlaps.len()];
    let mut parts = Vec::new();
    for start in 0..overlaps.len() {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        let (mut rows, mut columns) = (vec![start], std::collections::BTreeSet::new());
        let mut next = 0;
        while next < rows.len() {
            for column in overlaps[rows[next]].keys() {
                if columns.insert(*column) {
                    for row in &rows_of[*column] {
                        if !std::mem::replace(&mut seen[*row], true) {
                            rows.push(*row);
                        }
                    }
                }
            }
            next += 1;
        }
        parts.push((rows, columns.into_iter().collect()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
    }

    #[test]
    fn the_same_clusters_score_one() {
        let score = conll(&[1, 1, 2, 3, 2], &["a", "a", "b", "c", "b"]);
        near(score.mean(), 1.0);
    }

    #[test]
    fn a_worked_example() {
        // gold {0,1,2}{3,4}{5}; system {0,1}{2,3,4}{5}
        let score = conll(&[0, 0, 0, 1, 1, 2], &[0, 0, 1, 1, 1, 2]);
        // MUC: gold 3 links, of which {0,1,2} keeps 1 and {3,4} keeps 1; system the same.
        near(score.muc, 2.0 / 3.0);
        // B³ recall: (4/3 + 1/3 + 2 + 1) / 6 = 7/9; precision alike.
        near(score.b_cubed, 7.0 / 9.0);
        // φ₄: {0,1,2}~{0,1} 4/5, {3,4}~{2,3,4} 4/5, {5} 1: 2.6 of 3 either way.
        near(score.ceaf_e, 2.6 / 3.0);
    }

    #[test]
    fn singletons_have_no_links_but_count_elsewhere() {
        let score = conll(&[0, 0, 1, 2], &[0, 1, 2, 3]);
        near(score.muc, 0.0);
        // precision 1, recall (1 + 1 + 1) / 4.
        near(score.b_cubed, 2.0 * 0.75 / 1.75);
        // one half-found pair 2/3 and two singletons: 8/3 over 4 and 3.
        near(score.ceaf_e, harmonic_mean(8.0 / 12.0, 8.0 / 9.0));
    }

    #[test]
    fn nothing_scores_nothing() {
        assert_eq!(conll::<u8, u8>(&[], &[]).mean(), 0.0);
        // All in one cluster.
        let score = conll(&[0, 1, 2], &[0, 0, 0]);
        near(score.muc, 0.0);
        near(score.b_cubed, 2.0 * (1.0 / 3.0) / (4.0 / 3.0));
        near(score.ceaf_e, harmonic_mean(0.5, 0.5 / 3.0));
    }
}
