//! The gazetteer's own scan: names of places and nationalities in a text.
//!
//! A name counts where it stands between word boundaries and is written as names are. Whether the
//! words name a place at all ("Jordan said", "Reading", "Paris Hilton") is judged from the words
//! around; the weights of that judgement are in `data/find.weights`, learned by
//! `tools/gazetteer/train.py`.

mod features;
mod scan;

use std::collections::{HashMap, HashSet};

use tidings_types::{Entity, EntityKind, Report, Span, Voice};

use crate::{fold::fold, gazetteer::Gazetteer, weights::logistic};
use features::Context;
pub(crate) use features::Feature;
use scan::{Found, scan};

/// Names below this confidence are not handed on: they would only slow the reader.
const LEAST_CONFIDENCE: f32 = 0.1;

/// Confidence of nationality words: they are few and seldom mean anything else.
const NATIONALITY_CONFIDENCE: f32 = 0.95;

/// Scans reports.
pub(crate) struct Finder<'a> {
    gazetteer: &'a Gazetteer,
}

impl<'a> Finder<'a> {
    pub fn new(gazetteer: &'a Gazetteer) -> Self {
        Self { gazetteer }
    }

    /// Entities by rising start, without overlaps.
    pub fn find(&self, report: &Report) -> Vec<Entity> {
        let mut entities: Vec<Entity> = self
            .judged(report)
            .into_iter()
            .filter_map(|(found, features)| {
                let confidence = self.confidence(&found, &features);
                (confidence >= LEAST_CONFIDENCE).then_some(Entity {
                    span: Span::new(found.start, found.end),
                    kind: found.kind,
                    confidence,
                    voice: Voice::Gazetteer,
                })
            })
            .collect();
        entities.sort_by_key(|entity| (entity.span, entity.kind));
        entities
    }

    fn confidence(&self, found: &Found, features: &[Feature]) -> f32 {
        match found.kind {
            EntityKind::Nationality => NATIONALITY_CONFIDENCE,
            _ => logistic(self.gazetteer.find_weights.score(features)),
        }
    }

    /// Every name found, with the features that it is judged by.
    pub fn judged(&self, report: &Report) -> Vec<(Found, Vec<Feature>)> {
        let mut found = scan(self.gazetteer, &report.text, &HashSet::new());
        let mut context = Context::new(self.gazetteer, report, &found);
        if self.gazetteer.has_imports() {
            let countries = context.spoken_of(&found);
            found = scan(self.gazetteer, &report.text, &countries);
            context = Context::new(self.gazetteer, report, &found).speaking_of(countries);
        }
        let mut all: Vec<(Found, Vec<Feature>)> =
            found.iter().map(|one| (one.clone(), context.features(one))).collect();
        add_elsewhere(&report.text, &mut all);
        all
    }
}

/// Lets mentions of one name learn from each other: a place told plainly once ("in Hajin") is the
/// same elsewhere, a person told plainly once ("Mr. Houston") too.
fn add_elsewhere(text: &str, all: &mut [(Found, Vec<Feature>)]) {
    let mut evidence: HashMap<String, (f32, f32)> = HashMap::new();
    let key = |found: &Found| fold(text.get(found.start..found.end).unwrap_or_default());
    let has = |features: &[Feature], names: &[&str]| {
        f32::from(u8::from(features.iter().any(|(name, _)| names.contains(name))))
    };
    for (found, features) in all.iter() {
        let entry = evidence.entry(key(found)).or_default();
        entry.0 += has(features, &["after_in", "before_container", "in_container"]);
        entry.1 += has(features, &["after_title", "after_given", "before_surname"]);
    }
    for (found, features) in all.iter_mut() {
        let (place, person) = evidence.get(&key(found)).copied().unwrap_or_default();
        let place = place - has(features, &["after_in", "before_container", "in_container"]);
        let person = person - has(features, &["after_title", "after_given", "before_surname"]);
        if place > 0.0 {
            features.push(("elsewhere_place", 1.0));
        }
        if person > 0.0 {
            features.push(("elsewhere_person", 1.0));
        }
    }
}
