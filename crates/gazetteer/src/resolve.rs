//! Which place each name of a report means, decided for the report as a whole.
//!
//! Names are gathered into groups of one spelling, since a name keeps one meaning within a report.
//! Each candidate of a group is scored by readable features ([`features`]); what the other groups
//! probably mean is among them, so scoring is repeated until it settles ([`rank`]). The weights
//! are in `data/rank.weights`, learned by `tools/gazetteer/train.py`.

mod features;
mod groups;
mod home;
mod hosts;
mod kin;
mod rank;
mod reasons;

use std::collections::BTreeMap;

use tidings_types::{Candidate, EntityKind, Evidence, Marks, Report, Span, Toponym};

use crate::gazetteer::Gazetteer;
use groups::{Group, groups, home_group};
use home::home;
use hosts::Host;
use rank::{Ranked, rank};

/// Candidates handed on for one name.
const CANDIDATES: usize = 8;

/// Below this probability of the best candidate nothing is chosen. See `docs/gazetteer.md` for
/// what it gives and costs.
const LEAST_PROBABILITY: f32 = 0.2;

/// The same where the candidate is the town of a facility that the report names somewhere, but
/// not beside it.
const LEAST_OF_HOST: f32 = 0.4;

/// Candidates nearer to each other than this, in kilometres, are one village.
const TWINS_KM: f64 = 3.0;

/// Resolves reports.
pub(crate) struct Resolver<'a> {
    gazetteer: &'a Gazetteer,
}

impl<'a> Resolver<'a> {
    pub fn new(gazetteer: &'a Gazetteer) -> Self {
        Self { gazetteer }
    }

    pub fn resolve(&self, report: &Report, marks: &Marks) -> Vec<Toponym> {
        let (groups, ranked) = self.ranked(report, marks);
        let mut toponyms: BTreeMap<Span, Toponym> = BTreeMap::new();
        for (group, ranked) in groups.iter().zip(&ranked) {
            let candidates = self.candidates(group, ranked, &groups);
            let chosen = self.certainty(&candidates) >= self.least_probability(group, ranked);
            for span in &group.spans {
                let Some(mention) = Evidence::quote(&report.text, *span) else { continue };
                let candidates = candidates.clone();
                toponyms.insert(*span, Toponym { mention, candidates, chosen });
            }
        }
        toponyms.into_values().collect()
    }

    /// Groups of names with their candidates' scores and features, in the groups' order.
    pub fn ranked(&self, report: &Report, marks: &Marks) -> (Vec<Group>, Vec<Vec<Ranked>>) {
        let mentions = mentions(&report.text, marks);
        let home = home(self.gazetteer, report.url.as_deref());
        let mut groups = groups(self.gazetteer, &report.text, &mentions);
        groups.extend(home.name.as_deref().map(|name| home_group(self.gazetteer, name)));
        let ranked = rank(self.gazetteer, &self.gazetteer.rank_weights, &groups, home.country);
        (groups, ranked)
    }

    /// Probability of the best candidate from which on it is chosen.
    fn least_probability(&self, group: &Group, ranked: &[Ranked]) -> f32 {
        let best = ranked.first().and_then(|one| group.candidates.get(one.option));
        match best.and_then(|one| one.host) {
            Some(host) if host.how == Host::Report => LEAST_OF_HOST,
            _ => LEAST_PROBABILITY,
        }
    }

    /// Probability of the best candidate; where packs are imported, with those of its twins: two
    /// sources' records of one village.
    fn certainty(&self, candidates: &[Candidate]) -> f32 {
        let Some(best) = candidates.first() else { return 0.0 };
        let twin = |one: &&Candidate| best.place.point.distance_km(one.place.point) <= TWINS_KM;
        if !self.gazetteer.has_imports() {
            return best.probability;
        }
        candidates.iter().filter(twin).map(|one| one.probability).sum()
    }

    fn candidates(&self, group: &Group, ranked: &[Ranked], groups: &[Group]) -> Vec<Candidate> {
        let best = ranked.iter().take(CANDIDATES);
        best.filter_map(|one| {
            Some(Candidate {
                place: self.gazetteer.place(one.at)?,
                probability: one.probability,
                reasons: reasons::of(one, group, groups),
            })
        })
        .collect()
    }
}

/// An entity to be resolved, or one that only tells of countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Place, Facility or Nationality.
    pub kind: EntityKind,
}

/// Whether a building is named and not only described: "the town hall" is no place of the map.
fn is_named(words: &str) -> bool {
    words.chars().any(|letter| letter.is_alphabetic() && !letter.is_lowercase())
}

fn mentions(text: &str, marks: &Marks) -> Vec<Mention> {
    let entities = marks.sentences.iter().flat_map(|sentence| &sentence.entities);
    let mut mentions: Vec<Mention> = entities
        .filter(|entity| {
            use EntityKind as K;
            matches!(entity.kind, K::Place | K::Nationality)
                || entity.kind == K::Facility && is_named(entity.span.of(text).unwrap_or_default())
        })
        .map(|entity| Mention { span: entity.span, kind: entity.kind })
        .collect();
    mentions.sort_by_key(|mention| (mention.span, mention.kind));
    mentions.dedup();
    mentions
}
