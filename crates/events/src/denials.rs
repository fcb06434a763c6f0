//! Which denials speak against which events. A denial is an event of its own; it takes certainty
//! from what it denies and never merges with it.

use crate::{
    cluster::Cluster,
    compatible::Class,
    index::Index,
    score::{Comparison, SAME, probability},
    sketch::Sketch,
};

/// What a denial repeats of a happening is less than what a report tells of it; so much is made
/// up for.
const REPEATS_LESS: f32 = 0.8;

/// For each cluster, the clusters that deny it or that it denies, by rising number.
pub(crate) fn link(sketches: &[Sketch<'_>], clusters: &[Cluster]) -> Vec<Vec<usize>> {
    let mut links = vec![Vec::new(); clusters.len()];
    let founder = |cluster: &Cluster| cluster.members.first().map(|&first| &sketches[first]);
    let denied = |cluster: &Cluster| founder(cluster).is_some_and(|it| it.class == Class::Denied);
    if !clusters.iter().any(denied) {
        return links;
    }
    let mut index = Index::default();
    for (number, cluster) in clusters.iter().enumerate() {
        if let Some(founder) = founder(cluster) {
            index.file(founder, number);
        }
    }
    for (number, cluster) in clusters.iter().enumerate().filter(|(_, cluster)| denied(cluster)) {
        let Some(denial) = founder(cluster) else { continue };
        for told in index.near(denial, Class::Told) {
            let Some(founder) = founder(&clusters[told]) else { continue };
            let points = Comparison::of(founder, denial).points() + REPEATS_LESS;
            if probability(points) >= SAME {
                links[number].push(told);
                links[told].push(number);
            }
        }
    }
    for link in &mut links {
        link.sort_unstable();
    }
    links
}
