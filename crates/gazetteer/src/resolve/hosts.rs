//! Where a facility lies that no pack holds: in the town that the words around it name.
//!
//! "Alder Hey Children's Hospital in Liverpool" and "Royal Street" in a report of New Orleans are
//! taken to lie in those towns, never at a point of their own. Only names with a word for a
//! facility are; an unknown village is not in the next town. Where nothing beside the facility
//! names a town, the towns that the report names most are weighed.

use std::collections::BTreeMap;

use tidings_types::{FeatureClass, Span};

use super::groups::{Group, Sense};
use crate::lookup::Tier;

/// Words for facilities, in singular or plural, in which a name ends or which it holds.
const FACILITIES: &[&str] = &[
    "academy",
    "airbase",
    "airport",
    "arena",
    "avenue",
    "bank",
    "barracks",
    "base",
    "basilica",
    "boulevard",
    "bridge",
    "building",
    "bus",
    "camp",
    "campus",
    "casino",
    "cathedral",
    "cemetery",
    "center",
    "centre",
    "chapel",
    "checkpoint",
    "church",
    "cinema",
    "clinic",
    "club",
    "college",
    "compound",
    "consulate",
    "court",
    "courthouse",
    "crossing",
    "dam",
    "depot",
    "dormitory",
    "drive",
    "elementary",
    "embassy",
    "factory",
    "farm",
    "field",
    "garden",
    "gardens",
    "gate",
    "graveyard",
    "hall",
    "headquarters",
    "highway",
    "home",
    "hospital",
    "hotel",
    "house",
    "inn",
    "institute",
    "interchange",
    "intersection",
    "jail",
    "junction",
    "lane",
    "library",
    "mall",
    "market",
    "middle",
    "mill",
    "mine",
    "monument",
    "mosque",
    "motel",
    "museum",
    "palace",
    "park",
    "parliament",
    "pier",
    "plant",
    "plaza",
    "port",
    "prison",
    "refinery",
    "restaurant",
    "road",
    "roundabout",
    "school",
    "seminary",
    "shrine",
    "square",
    "stadium",
    "station",
    "street",
    "synagogue",
    "temple",
    "terminal",
    "theater",
    "theatre",
    "tower",
    "tunnel",
    "university",
    "warehouse",
    "zoo",
    "ave",
    "st",
    "rd",
    "blvd",
    "dr",
];

/// Bytes after a facility within which "in Liverpool" may stand.
const REACH: usize = 60;

/// How a town came to be taken for a facility's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Host {
    /// The words say that the facility is in it, or that it is the town's.
    Told,
    /// It is named in the same sentence.
    Sentence,
    /// It is among the towns that the report names most.
    Report,
}

/// A town as a facility's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hosted {
    /// How it came to be taken for it.
    pub how: Host,
    /// The town's group.
    pub group: usize,
    /// Which of that group's candidates.
    pub option: usize,
    /// The town's share of the mentions of all towns.
    pub share: f32,
}

/// Towns weighed for a facility where nothing beside it names one.
const TOWNS: usize = 3;

/// Whether a name says that it is a facility's.
pub(crate) fn is_facility(folded: &str) -> bool {
    let Some((first, rest)) = folded.split_once(' ') else { return false };
    let facility = |word: &str| {
        FACILITIES.contains(&word)
            || word.strip_suffix('s').is_some_and(|one| FACILITIES.contains(&one))
    };
    // "St. Louis" is a saint's, "Oak St." a street.
    facility(first) && !SHORTENED.contains(&first) || rest.split(' ').any(facility)
}

/// Short forms in [`FACILITIES`] that mean something else at the beginning of a name.
const SHORTENED: [&str; 2] = ["st", "dr"];

/// Gives facilities the towns in which they may lie as further candidates.
pub(crate) fn add_hosts(text: &str, groups: &mut [Group]) {
    let mut towns: Vec<usize> = (0..groups.len()).filter(|at| is_town(&groups[*at])).collect();
    towns.sort_by_key(|at| (usize::MAX - groups[*at].count, *at));
    let facilities: Vec<usize> = (0..groups.len()).filter(|at| groups[*at].facility).collect();
    for at in facilities {
        let others = towns.iter().copied().filter(|town| *town != at);
        let named: BTreeMap<usize, Host> = others
            .clone()
            .filter_map(|town| {
                let spans = groups[at].spans.iter();
                Some((town, spans.filter_map(|span| host(text, *span, &groups[town])).min()?))
            })
            .collect();
        let nearest = named.values().min().copied();
        let hosts: Vec<(usize, Host)> = match nearest {
            Some(nearest) => named.into_iter().filter(|(_, how)| *how == nearest).collect(),
            None => others.take(TOWNS).map(|town| (town, Host::Report)).collect(),
        };
        let found: Vec<Sense> =
            hosts.into_iter().flat_map(|(town, how)| hosted(groups, &towns, town, how)).collect();
        let known: Vec<_> = groups[at].candidates.iter().map(|one| one.found.at).collect();
        let new = found.into_iter().filter(|one| !known.contains(&one.found.at));
        groups[at].candidates.extend(new.collect::<Vec<_>>());
    }
}

fn is_town(group: &Group) -> bool {
    let known =
        |one: &Sense| one.class == FeatureClass::Settlement && one.found.tier <= Tier::Designated;
    !group.spans.is_empty() && !group.facility && group.candidates.iter().any(known)
}

fn hosted(groups: &[Group], towns: &[usize], town: usize, how: Host) -> Vec<Sense> {
    let all: usize = towns.iter().map(|at| groups[*at].count).sum();
    let share = groups[town].count as f32 / all.max(1) as f32;
    let settled = groups[town].candidates.iter().enumerate();
    let settled = settled.filter(|(_, one)| one.class == FeatureClass::Settlement);
    settled
        .map(|(option, one)| {
            let mut one = one.clone();
            one.found.tier = Tier::Host;
            one.host = Some(Hosted { how, group: town, option, share });
            one
        })
        .collect()
}

/// How the words about a facility name a town, if they do.
fn host(text: &str, facility: Span, town: &Group) -> Option<Host> {
    let near = |other: &Span| -> Option<Host> {
        let (first, second) = if other.start >= facility.end {
            (facility.end, other.start)
        } else if other.end <= facility.start {
            (other.end, facility.start)
        } else {
            return Some(Host::Told);
        };
        let between = text.get(first as usize..second as usize)?;
        if is_break(between) {
            return None;
        }
        let told = if other.start >= facility.end {
            between.len() <= REACH && (between == ", " || ends_in_preposition(between))
        } else {
            matches!(between, "'s " | "’s " | " ")
        };
        Some(if told { Host::Told } else { Host::Sentence })
    };
    town.spans.iter().filter_map(near).min()
}

fn ends_in_preposition(between: &str) -> bool {
    let words = between.trim_end().rsplit(' ').next().unwrap_or_default();
    matches!(words, "in" | "at" | "near" | "outside" | "of")
}

/// Whether a sentence or paragraph ends within the words.
fn is_break(between: &str) -> bool {
    between.contains(['\n', '!', '?', ';'])
        || between.match_indices(". ").any(|(at, _)| {
            let word = between.get(..at).and_then(|rest| rest.rsplit(' ').next());
            word.is_some_and(|word| word.chars().count() > 3)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facilities_are_told_by_their_words() {
        let check = |name: &str, expected: bool| assert_eq!(is_facility(name), expected, "{name}");
        check("alder hey childrens hospital", true);
        check("royal street", true);
        check("oak st", true);
        check("st louis", false);
        check("st marys church", true);
        check("hospital", false);
        check("hajin", false);
        check("deir ez zor", false);
    }

    #[test]
    fn sentences_end_between_names() {
        assert!(is_break(" was hit yesterday. In "));
        assert!(!is_break(" near St. "));
        assert!(ends_in_preposition(" where he is treated in "));
    }
}
