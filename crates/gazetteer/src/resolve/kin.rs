//! Whether any namesakes of the report's names lie together, however little known each is.
//!
//! "Paris" and "Henry County" are both told of many places; only in Tennessee is one in the other.
//! Probabilities cannot find that pair, since each of the two is unlikely by itself.

use tidings_types::FeatureClass;

use super::{
    features::planar_km,
    groups::{Group, Sense},
};
use crate::lookup::Tier;

/// Kilometres within which namesakes lie together.
const NEAR_KM: f64 = 40.0;

/// How many of the other names have a meaning beside a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Kin {
    /// Names of which some candidate is its division or shares it, each the less the more
    /// candidates it has.
    pub division: f32,
    /// Names of which some candidate lies within 40 km.
    pub near: f32,
    /// The two as shares of what the best namesake has.
    pub division_share: f32,
    /// See `division_share`.
    pub near_share: f32,
}

/// Kin of each candidate of each group.
pub(crate) fn kinship(groups: &[Group]) -> Vec<Vec<Kin>> {
    (0..groups.len()).map(|at| of_group(groups, at)).collect()
}

fn of_group(groups: &[Group], at: usize) -> Vec<Kin> {
    let group = &groups[at];
    let others: Vec<&Group> = groups
        .iter()
        .enumerate()
        .filter(|(other, group)| {
            *other != at && !group.spans.is_empty() && is_other(group, &groups[at])
        })
        .map(|(_, group)| group)
        .collect();
    let mut kin: Vec<Kin> = group.candidates.iter().map(|one| of_candidate(one, &others)).collect();
    let most = |get: fn(&Kin) -> f32| kin.iter().map(get).fold(0.0, f32::max);
    let (division, near) = (most(|kin| kin.division), most(|kin| kin.near));
    for one in &mut kin {
        one.division_share = if division > 0.0 { one.division / division } else { 0.0 };
        one.near_share = if near > 0.0 { one.near / near } else { 0.0 };
    }
    kin
}

/// Whether a group is no other form of the same name, and no facility placed by others' names.
fn is_other(group: &Group, one: &Group) -> bool {
    !group.facility && !group.key.starts_with(&one.key) && !one.key.starts_with(&group.key)
}

fn of_candidate(option: &Sense, others: &[&Group]) -> Kin {
    if !is_local(option.class) || option.found.tier == Tier::Host {
        return Kin::default();
    }
    let mut kin = Kin::default();
    for other in others {
        let local = other.candidates.iter().filter(|one| is_local(one.class));
        let count = local.clone().count().max(1) as f32;
        if local.clone().any(|one| shares_division(option, one)) {
            kin.division += count.powf(-0.25);
        }
        if local.clone().any(|one| planar_km(option.point, one.point) < NEAR_KM) {
            kin.near += count.powf(-0.25);
        }
    }
    kin
}

fn is_local(class: FeatureClass) -> bool {
    matches!(class, FeatureClass::Admin2 | FeatureClass::Settlement | FeatureClass::Site)
}

/// Whether one is the other's second-level division, or both lie in one.
fn shares_division(one: &Sense, other: &Sense) -> bool {
    one.admin2 == Some(other.found.at)
        || other.admin2 == Some(one.found.at)
        || one.admin2.is_some() && one.admin2 == other.admin2
}
