//! Scoring of MUC-4 templates: the official all-templates score and the five-role score.
//!
//! The official rules are those of Chinchor, "MUC-4 evaluation metrics" (1992), and of the
//! scoring guidelines in appendix C of the same proceedings. Where they leave a judgement to a
//! person (partly right strings), the rule that stands in for it is named in [`super::muc_fill`].

use std::collections::{BTreeMap, BTreeSet};

use super::muc_fill::{Fill, credit};
use super::{Counts, best_assignment, harmonic_mean};

/// A template: fills by the name of their slot, and whether the key calls it optional.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// Fills by slot, under the names of the MUC-4 keys (`INCIDENT: TYPE`).
    pub slots: BTreeMap<String, Vec<Fill>>,
    /// An optional template may be missed without loss.
    pub optional: bool,
}

/// Tally of slot fills in the terms of MUC-4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MucTally {
    /// Right.
    pub correct: usize,
    /// Half right.
    pub partial: usize,
    /// A fill of key and response that face each other and differ.
    pub incorrect: usize,
    /// In the response alone.
    pub spurious: usize,
    /// In the key alone.
    pub missing: usize,
}

impl MucTally {
    fn possible(self) -> usize {
        self.correct + self.partial + self.incorrect + self.missing
    }

    fn actual(self) -> usize {
        self.correct + self.partial + self.incorrect + self.spurious
    }

    fn credit(self) -> f64 {
        self.correct as f64 + 0.5 * self.partial as f64
    }

    /// Credit by what the key holds.
    pub fn recall(self) -> f64 {
        if self.possible() == 0 { 0.0 } else { self.credit() / self.possible() as f64 }
    }

    /// Credit by what the response holds.
    pub fn precision(self) -> f64 {
        if self.actual() == 0 { 0.0 } else { self.credit() / self.actual() as f64 }
    }

    /// The F-measure with recall and precision weighing the same.
    pub fn f1(self) -> f64 {
        harmonic_mean(self.precision(), self.recall())
    }
}

impl std::ops::AddAssign for MucTally {
    fn add_assign(&mut self, other: Self) {
        self.correct += other.correct;
        self.partial += other.partial;
        self.incorrect += other.incorrect;
        self.spurious += other.spurious;
        self.missing += other.missing;
    }
}

const TYPE: &str = "INCIDENT: TYPE";
const NAME: &str = "HUM TGT: NAME";
const DESCRIPTION: &str = "HUM TGT: DESCRIPTION";

/// A response may be mapped to a key where, besides the incident type, something in one of these
/// slots agrees at least in part.
const MAPPING_SLOTS: [&str; 7] = [
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    NAME,
    DESCRIPTION,
    "HUM TGT: TYPE",
];

/// Tally of one document over all slots and all templates. Responses are mapped to keys one to
/// one so that the credit is greatest; a key without response counts as missing unless it is
/// optional, a response without key as spurious.
pub fn full_template(key: &[Template], response: &[Template]) -> MucTally {
    let worth: Vec<Vec<f64>> = key
        .iter()
        .map(|key| response.iter().map(|response| mapping_worth(key, response)).collect())
        .collect();
    let mapping = best_assignment(&worth);
    let mut tally = MucTally::default();
    for (key, mapped) in key.iter().zip(&mapping) {
        match mapped {
            Some(index) => tally += score_pair(key, &response[*index]),
            None if key.optional => {}
            None => tally += score_pair(key, &Template::default()),
        }
    }
    let used: BTreeSet<usize> = mapping.into_iter().flatten().collect();
    for (_, response) in response.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
        tally.spurious += response.slots.values().map(Vec::len).sum::<usize>();
    }
    tally
}

fn mapping_worth(key: &Template, response: &Template) -> f64 {
    let agrees = |slot: &str| {
        let tally = score_slot(slot, fills(key, slot), fills(response, slot));
        tally.correct + tally.partial > 0
    };
    if agrees(TYPE) && MAPPING_SLOTS.iter().any(|slot| agrees(slot)) {
        score_pair(key, response).credit()
    } else {
        0.0
    }
}

fn fills<'a>(template: &'a Template, slot: &str) -> &'a [Fill] {
    template.slots.get(slot).map_or(&[], Vec::as_slice)
}

fn score_pair(key: &Template, response: &Template) -> MucTally {
    let slots: BTreeSet<&String> = key.slots.keys().chain(response.slots.keys()).collect();
    let mut tally = MucTally::default();
    for slot in slots {
        tally += score_slot(slot, fills(key, slot), fills(response, slot));
    }
    tally
}

/// Tally of one slot: fills are paired so that the credit is greatest; of what is left, a
/// required fill of the key that faces a fill of the response is incorrect, otherwise missing.
fn score_slot(slot: &str, key: &[Fill], response: &[Fill]) -> MucTally {
    let worth: Vec<Vec<f64>> = key
        .iter()
        .map(|key| response.iter().map(|response| credit(slot, key, response)).collect())
        .collect();
    let assignment = best_assignment(&worth);
    let credits: Vec<f64> = assignment
        .iter()
        .enumerate()
        .filter_map(|(row, column)| column.map(|column| worth[row][column]))
        .collect();
    let unmet = key.iter().zip(&assignment).filter(|(fill, at)| at.is_none() && !fill.optional);
    let (unmet, extra) = (unmet.count(), response.len() - credits.len());
    MucTally {
        correct: credits.iter().filter(|credit| **credit >= 1.0).count(),
        partial: credits.iter().filter(|credit| **credit < 1.0).count(),
        incorrect: unmet.min(extra),
        missing: unmet - unmet.min(extra),
        spurious: extra - unmet.min(extra),
    }
}

/// The five roles of Huang and Riloff (2011) and the slots that fill them.
const ROLES: [(&str, &[&str]); 5] = [
    ("PerpInd", &["PERP: INDIVIDUAL ID"]),
    ("PerpOrg", &["PERP: ORGANIZATION ID"]),
    ("Target", &["PHYS TGT: ID"]),
    ("Victim", &[NAME, DESCRIPTION]),
    ("Weapon", &["INCIDENT: INSTRUMENT ID"]),
];

/// Counts of role-filling entities of one document after Du et al. (2021): templates of the same
/// incident type are aligned one to one, entities of aligned templates within a role likewise; a
/// system entity is right where all its mentions are mentions of the gold entity.
pub fn five_role(key: &[Template], response: &[Template]) -> Counts {
    let worth: Vec<Vec<f64>> = key
        .iter()
        .map(|key| response.iter().map(|response| shared_roles(key, response)).collect())
        .collect();
    let mapping = best_assignment(&worth);
    let shared: f64 = mapping
        .iter()
        .enumerate()
        .filter_map(|(row, column)| column.map(|column| worth[row][column]))
        .sum();
    let right = shared.round() as usize;
    let required =
        |(template, mapped): &(&Template, &Option<usize>)| !template.optional || mapped.is_some();
    let gold: usize = key.iter().zip(&mapping).filter(required).map(|(key, _)| size(key)).sum();
    let got: usize = response.iter().map(size).sum();
    Counts::new(right, got - right, gold.saturating_sub(right))
}

fn shared_roles(key: &Template, response: &Template) -> f64 {
    if !fills(key, TYPE).iter().any(|key| {
        fills(response, TYPE)
            .iter()
            .any(|response| key.values.iter().any(|value| response.values.contains(value)))
    }) {
        return 0.0;
    }
    let of_role = |(_, slots): &(&str, &[&str])| {
        let (gold, got) = (entities(key, slots), entities(response, slots));
        let right = |gold: &BTreeSet<String>, got: &BTreeSet<String>| {
            f64::from(u8::from(got.is_subset(gold)))
        };
        let worth: Vec<Vec<f64>> =
            gold.iter().map(|gold| got.iter().map(|got| right(gold, got)).collect()).collect();
        best_assignment(&worth).iter().flatten().count() as f64
    };
    ROLES.iter().map(of_role).sum()
}

fn size(template: &Template) -> usize {
    ROLES.iter().map(|(_, slots)| entities(template, slots).len()).sum()
}

/// Entities of a role as sets of mentions. A description that refers to a name joins its entity.
fn entities(template: &Template, slots: &[&str]) -> Vec<BTreeSet<String>> {
    let mut entities: Vec<BTreeSet<String>> = Vec::new();
    for fill in slots.iter().flat_map(|slot| fills(template, slot)) {
        let mentions: BTreeSet<String> = fill
            .values
            .iter()
            .map(|value| plain(value))
            .filter(|value| !value.is_empty())
            .collect();
        let tags: BTreeSet<String> = fill.tags.iter().map(|tag| plain(tag)).collect();
        match entities.iter_mut().find(|entity| !entity.is_disjoint(&tags)) {
            Some(entity) => entity.extend(mentions),
            None if !mentions.is_empty() => entities.push(mentions),
            None => {}
        }
    }
    entities
}

/// A mention in lower case without punctuation, articles and extra space.
fn plain(mention: &str) -> String {
    let letters: String = mention.chars().filter(|c| !c.is_ascii_punctuation()).collect();
    let lower = letters.to_lowercase();
    let words = lower.split_whitespace().filter(|word| !matches!(*word, "a" | "an" | "the"));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::parse_fill;
    use super::*;

    fn template(slots: &[(&str, &[&str])]) -> Template {
        let parse = |(slot, fills): &(&str, &[&str])| {
            let fills = fills.iter().filter_map(|fill| parse_fill(slot, fill)).collect();
            ((*slot).to_owned(), fills)
        };
        Template { slots: slots.iter().map(parse).collect(), optional: false }
    }

    fn bombing() -> Template {
        template(&[
            (TYPE, &["BOMBING"]),
            ("PERP: ORGANIZATION ID", &[r#""FMLN" / "FARABUNDO MARTI FRONT""#]),
            ("PHYS TGT: ID", &[r#""BUS""#, r#""HOUSES""#]),
            ("PHYS TGT: TYPE", &[r#"TRANSPORT VEHICLE: "BUS""#, r#"CIVILIAN RESIDENCE: "HOUSES""#]),
        ])
    }

    #[test]
    fn the_key_scores_itself_in_full() {
        let key = [bombing()];
        let tally = full_template(&key, &key);
        assert_eq!(tally, MucTally { correct: 6, ..MucTally::default() });
        assert_eq!(tally.f1(), 1.0);
    }

    #[test]
    fn missing_spurious_and_incorrect_fills() {
        let response = template(&[
            (TYPE, &["BOMBING"]),
            ("PERP: ORGANIZATION ID", &[r#""FMLN""#]),
            ("PHYS TGT: ID", &[r#""CHURCH""#]),
            ("INCIDENT: LOCATION", &["EL SALVADOR"]),
        ]);
        let tally = full_template(&[bombing()], &[response]);
        // type and organisation right; a church for one of two targets; the other target and both
        // types missing; a location that the key has not.
        let expected = MucTally { correct: 2, partial: 0, incorrect: 1, spurious: 1, missing: 3 };
        assert_eq!(tally, expected);
    }

    #[test]
    fn a_response_that_shares_only_its_type_is_not_mapped() {
        let response = template(&[(TYPE, &["BOMBING"]), ("PHYS TGT: ID", &[r#""CHURCH""#])]);
        let tally = full_template(&[bombing()], &[response]);
        assert_eq!((tally.correct, tally.missing, tally.spurious), (0, 6, 2));
    }

    #[test]
    fn an_optional_template_may_be_missed() {
        let optional = Template { optional: true, ..bombing() };
        assert_eq!(full_template(&[optional], &[]), MucTally::default());
        assert_eq!(full_template(&[bombing()], &[]).missing, 6);
        assert_eq!(full_template(&[], &[]).f1(), 0.0);
    }

    #[test]
    fn roles_count_entities_of_aligned_templates() {
        let response = template(&[
            (TYPE, &["BOMBING"]),
            ("PERP: ORGANIZATION ID", &[r#""the Farabundo Marti Front""#]),
            ("PHYS TGT: ID", &[r#""BUS""#, r#""BUS""#]),
        ]);
        assert_eq!(five_role(&[bombing()], std::slice::from_ref(&response)), Counts::new(2, 1, 1));
        let attack = template(&[(TYPE, &["ATTACK"]), ("PHYS TGT: ID", &[r#""BUS""#])]);
        assert_eq!(five_role(&[bombing()], &[attack]), Counts::new(0, 1, 3));
    }

    #[test]
    fn a_description_joins_the_name_it_refers_to() {
        let key = template(&[
            (TYPE, &["ATTACK"]),
            (NAME, &[r#""JUAN PEREZ""#]),
            (DESCRIPTION, &[r#""MAYOR": "JUAN PEREZ""#, r#""PEASANTS""#]),
        ]);
        let response =
            template(&[(TYPE, &["ATTACK"]), (DESCRIPTION, &[r#""mayor""#, r#""peasants""#])]);
        assert_eq!(five_role(&[key], &[response]), Counts::new(2, 0, 0));
    }
}
