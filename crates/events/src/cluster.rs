//! Claims to groups that tell of one happening each.
//!
//! Claims are taken in an order of their own, the most telling first, so that the order in which
//! they come does not matter. Each joins the group it fits best, or founds one. To fit, it must
//! agree with the founders of the group one by one, so that groups do not grow into chains whose
//! ends have nothing in common.

use std::collections::BTreeMap;

use tidings_types::ClaimId;

use crate::{
    decided::Rulings,
    index::Index,
    score::{Comparison, SAME, is_hopeless, most_points, points_of, probability},
    sketch::Sketch,
};

/// A claim is compared with so many first claims of a group, the most telling ones: enough that
/// a chance agreement with one of them does not decide, few enough for groups of thousands.
const FOUNDERS: usize = 6;

/// A claim may miss the mark against a single founder by so much and no more, as long as it fits
/// on the whole: founders know different things.
const LEAST_AGAINST_ONE: f32 = 0.2;

/// Where a vague claim fits two groups almost equally well, it tells of neither in particular.
const CLEARLY_BETTER: f32 = 0.08;

/// Claims held to be one event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cluster {
    /// Indices of the claims, founders first.
    pub members: Vec<usize>,
    /// Why, one line for each claim but the first.
    pub reasons: Vec<String>,
}

/// Groups the claims; the result is the same whatever their order.
pub(crate) fn cluster(sketches: &[Sketch<'_>], rulings: &Rulings<'_>) -> Vec<Cluster> {
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    order.sort_by_cached_key(|&index| (sketches[index].vagueness(), &sketches[index].claim.id));
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut index = Index::default();
    for claim in order {
        let sketch = &sketches[claim];
        let hopeless = is_hopeless(sketch);
        let found =
            if hopeless { None } else { best_of(sketch, &clusters, sketches, &index, rulings) };
        let number = found.unwrap_or(clusters.len());
        if number == clusters.len() {
            clusters.push(Cluster::default());
        }
        let cluster = &mut clusters[number];
        if let Some(&founder) = cluster.members.first() {
            cluster.reasons.push(reason(&sketches[founder], sketch));
        }
        cluster.members.push(claim);
        if !hopeless && cluster.members.len() <= FOUNDERS {
            index.file(sketch, number);
        }
    }
    join(clusters, sketches, rulings)
}

fn best_of(
    sketch: &Sketch<'_>,
    clusters: &[Cluster],
    sketches: &[Sketch<'_>],
    index: &Index<'_>,
    rulings: &Rulings<'_>,
) -> Option<usize> {
    let (mut best, mut second) = (None, 0.0_f32);
    for number in index.near(sketch, sketch.class) {
        let members = &clusters[number].members;
        let Some(fit) = fit(sketch, members, sketches) else { continue };
        let apart =
            |&member: &usize| rulings.keeps_apart(&sketch.claim.id, &sketches[member].claim.id);
        if rulings.keeps_any_apart() && members.iter().any(apart) {
            continue;
        }
        match best {
            Some((_, score)) if fit <= score => second = second.max(fit),
            _ => {
                second = best.map_or(second, |(_, score): (usize, f32)| second.max(score));
                best = Some((number, fit));
            }
        }
    }
    let (number, score) = best?;
    let vague = sketch.spots.first().is_none_or(|spot| spot.level > crate::places::Level::Spot);
    (!vague || second == 0.0 || score - second >= CLEARLY_BETTER).then_some(number)
}

/// Probability that a claim belongs to a group, if it may.
fn fit(sketch: &Sketch<'_>, members: &[usize], sketches: &[Sketch<'_>]) -> Option<f32> {
    let founders = members.iter().take(FOUNDERS).map(|&member| &sketches[member]);
    let least = points_of(if members.len() == 1 { SAME } else { LEAST_AGAINST_ONE });
    let mut total = 0.0;
    let mut number = 0.0;
    for founder in founders {
        if most_points(founder, sketch) < least {
            return None;
        }
        let points = Comparison::of(founder, sketch).points();
        if points < least {
            return None;
        }
        total += points;
        number += 1.0;
    }
    let fit = probability(total / number);
    (fit >= SAME).then_some(fit)
}

fn reason(founder: &Sketch<'_>, sketch: &Sketch<'_>) -> String {
    let compared = Comparison::of(founder, sketch);
    let words = compared.words(founder).join(", ");
    let score = probability(compared.points());
    format!("{}: {words} ({score:.2})", sketch.claim.id.0)
}

/// Joins what reviewers joined: whole groups where nothing is held apart between them, else the
/// claims alone. Claims of different assertion classes stay apart whatever was decided: nothing
/// planned or denied is ever counted as having happened.
fn join(
    mut clusters: Vec<Cluster>,
    sketches: &[Sketch<'_>],
    rulings: &Rulings<'_>,
) -> Vec<Cluster> {
    let place: BTreeMap<&ClaimId, usize> =
        sketches.iter().enumerate().map(|(index, sketch)| (&sketch.claim.id, index)).collect();
    for group in rulings.joined() {
        let claims: Vec<usize> = group.iter().filter_map(|id| place.get(id).copied()).collect();
        for (position, &claim) in claims.iter().enumerate() {
            let same_class = |&&first: &&usize| sketches[first].class == sketches[claim].class;
            if let Some(&first) = claims.iter().take(position).find(same_class) {
                bring_together(&mut clusters, first, claim, sketches, rulings);
            }
        }
    }
    clusters.retain(|cluster| !cluster.members.is_empty());
    clusters
}

fn bring_together(
    clusters: &mut [Cluster],
    first: usize,
    claim: usize,
    sketches: &[Sketch<'_>],
    rulings: &Rulings<'_>,
) {
    let home = |claim: usize| clusters.iter().position(|group| group.members.contains(&claim));
    let (Some(target), Some(source)) = (home(first), home(claim)) else { return };
    if target == source {
        return;
    }
    let apart = |one: &usize, other: &usize| {
        rulings.keeps_apart(&sketches[*one].claim.id, &sketches[*other].claim.id)
    };
    let torn = clusters[source]
        .members
        .iter()
        .any(|one| clusters[target].members.iter().any(|other| apart(one, other)));
    let moved = if torn { vec![claim] } else { clusters[source].members.clone() };
    clusters[source].members.retain(|member| !moved.contains(member));
    clusters[source].reasons.retain(|line| {
        !moved.iter().any(|&member| line.starts_with(&format!("{}:", sketches[member].claim.id.0)))
    });
    for member in moved {
        let id = &sketches[member].claim.id.0;
        clusters[target].reasons.push(format!("{id}: joined by a reviewer"));
        clusters[target].members.push(member);
    }
}
