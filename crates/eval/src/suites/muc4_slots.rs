//! The slots of a MUC-4 template, filled from the parts that its sentences name and what its claims
//! know of them.

use std::collections::BTreeMap;

use tidings_types::{ActorKind, Assertion, Claim, EntityKind, Participant, Quantity, Report, Span};

use super::muc4_tellings::{Kinds, Part, PartKind, thing};
use super::muc4_types::{human, uncounted};
use crate::metrics::Fill;

pub(super) fn plain(value: &str) -> Fill {
    Fill { values: vec![value.to_uppercase()], ..Fill::default() }
}

fn tagged(value: &str, tag: &str) -> Fill {
    Fill { tags: vec![tag.to_uppercase()], ..plain(value) }
}

/// Slots as they fill up; a fill told twice stands once.
pub(super) struct Filled<'a> {
    pub(super) slots: BTreeMap<String, Vec<Fill>>,
    pub(super) report: &'a Report,
    pub(super) kinds: &'a Kinds,
    /// The claims of the incident.
    pub(super) claims: &'a [&'a Claim],
}

impl Filled<'_> {
    pub(super) fn add(&mut self, slot: &str, fill: Fill) {
        let fills = self.slots.entry(slot.to_owned()).or_default();
        if !fills.contains(&fill) {
            fills.push(fill);
        }
    }

    pub(super) fn part(&mut self, part: &Part, all: &[&Part]) {
        match part.kind {
            PartKind::Weapon => self.weapon(part),
            PartKind::Perpetrator | PartKind::Body => self.perpetrator(part),
            PartKind::Property => self.thing(part),
            PartKind::Victim => self.person(part, all),
        }
    }

    fn weapon(&mut self, part: &Part) {
        self.add("INCIDENT: INSTRUMENT ID", plain(&part.words));
        if let Some(kind) = instrument(&part.words) {
            self.add("INCIDENT: INSTRUMENT TYPE", tagged(kind, &part.words));
        }
    }

    fn perpetrator(&mut self, part: &Part) {
        let told = self.participant(part.mention, |claim| &claim.actors);
        let alleged = told.is_some_and(|(claim, _)| claim.assertion.value == Assertion::Alleged);
        let of_state = told.is_some_and(|(_, actor)| {
            matches!(actor.kind, ActorKind::StateForces | ActorKind::Government)
        });
        let category = match of_state || is_of_state(&part.words) {
            true => "STATE-SPONSORED VIOLENCE",
            false => "TERRORIST ACT",
        };
        self.slots
            .entry("PERP: INCIDENT CATEGORY".to_owned())
            .or_insert_with(|| vec![plain(category)]);
        if part.kind == PartKind::Perpetrator {
            self.add("PERP: INDIVIDUAL ID", plain(&part.words));
            return;
        }
        let confidence = if alleged { "SUSPECTED OR ACCUSED" } else { "REPORTED AS FACT" };
        self.add("PERP: ORGANIZATION ID", plain(&part.words));
        self.add("PERP: ORGANIZATION CONFIDENCE", tagged(confidence, &part.words));
    }

    fn thing(&mut self, part: &Part) {
        let words = uncounted(&part.words);
        let kind = thing(&words, self.kinds.at(part.mention)).unwrap_or("OTHER");
        self.add("PHYS TGT: ID", plain(&words));
        self.add("PHYS TGT: TYPE", tagged(kind, &words));
        let count = self.number(part.mention).unwrap_or_else(|| plural(&words).to_owned());
        self.add("PHYS TGT: NUMBER", tagged(&count, &words));
        if let Some(damage) = self.claims.iter().find_map(|claim| damage(claim)) {
            self.add("PHYS TGT: EFFECT OF INCIDENT", tagged(damage, &words));
        }
    }

    fn person(&mut self, part: &Part, all: &[&Part]) {
        let words = uncounted(&part.words);
        let named = self.kinds.at(part.mention) == Some(EntityKind::Person);
        // "MAYOR OF ACHI RICARDO CASTELLAR": the office is told by the name it stands before.
        if !named && all.iter().any(|name| self.is_named_by(part, name)) {
            return;
        }
        let target = self.participant(part.mention, |claim| &claim.targets);
        let before = all.iter().find(|office| named && self.is_named_by(office, part));
        let office = before
            .map(|office| office.words.clone())
            .or_else(|| target.filter(|_| named).and_then(|(_, target)| office(target)));
        if named {
            self.add("HUM TGT: NAME", plain(&words));
        }
        match &office {
            Some(office) => self.add("HUM TGT: DESCRIPTION", tagged(office, &words)),
            None if !named => self.add("HUM TGT: DESCRIPTION", plain(&words)),
            None => {}
        }
        let kind = human(office.as_deref().unwrap_or(&words));
        self.add("HUM TGT: TYPE", tagged(kind, &words));
        let one = if named { "1" } else { plural(&words) };
        let count = self.number(part.mention).unwrap_or_else(|| one.to_owned());
        self.add("HUM TGT: NUMBER", tagged(&count, &words));
        if let Some(effect) = self.effect(part.mention) {
            self.add("HUM TGT: EFFECT OF INCIDENT", tagged(effect, &words));
        }
    }

    /// Whether the name stands right behind the description.
    fn is_named_by(&self, description: &Part, name: &Part) -> bool {
        let range = description.mention.end as usize..name.mention.start as usize;
        let gap = self.report.text.get(range).map(str::trim);
        name.kind == PartKind::Victim
            && self.kinds.at(name.mention) == Some(EntityKind::Person)
            && gap.is_some_and(|gap| matches!(gap, "" | ","))
    }

    /// The claim in which these words take part, and the participant.
    fn participant(
        &self,
        mention: Span,
        of: fn(&Claim) -> &Vec<Participant>,
    ) -> Option<(&Claim, &Participant)> {
        self.claims.iter().find_map(|claim| {
            let found = of(claim).iter().find(|one| one.mention.span.overlaps(mention))?;
            Some((*claim, found))
        })
    }

    /// The number that a claim gives for these words, or that stands before them.
    fn number(&self, mention: Span) -> Option<String> {
        let quantity = self.claims.iter().find_map(|claim| counted(claim, mention))?;
        quantity.best.map(|best| best.to_string())
    }

    /// What became of somebody: by what is counted of them, the happening they suffered, or the
    /// only such happening of the incident.
    fn effect(&self, mention: Span) -> Option<&'static str> {
        let counted = self.claims.iter().find_map(|claim| counted(claim, mention));
        let own = self.participant(mention, |claim| &claim.targets);
        let by = |kind: &str| match kind {
            "killed" | "killing" => Some("DEATH"),
            "injured" | "assault" => Some("INJURY"),
            _ => None,
        };
        let of_claim = |claim: &Claim| by(claim.happening.as_str());
        counted
            .and_then(|quantity| by(&quantity.kind))
            .or_else(|| own.and_then(|(claim, _)| of_claim(claim)))
            .or_else(|| self.claims.iter().find_map(|claim| of_claim(claim)))
    }
}

/// The quantity of a claim that counts these words.
fn counted(claim: &Claim, mention: Span) -> Option<&Quantity> {
    claim.quantities.iter().find(|quantity| {
        quantity.of.as_ref().is_some_and(|of| of.span.overlaps(mention))
            || quantity.mention.span.overlaps(mention)
            || quantity.mention.span.end + 1 == mention.start
    })
}

fn plural(words: &str) -> &'static str {
    if words.ends_with('S') { "PLURAL" } else { "1" }
}

/// Whether these are words for an army, police or government.
fn is_of_state(words: &str) -> bool {
    const STATE: [&str; 9] = [
        "ARMY",
        "ARMED FORCES",
        "SOLDIER",
        "MILITARY",
        "POLICE",
        "AIR FORCE",
        "BATTALION",
        "GOVERNMENT",
        "OFFICER",
    ];
    STATE.iter().any(|state| words.contains(state))
}

/// What a named person is: the office that stands for them, without its country.
fn office(target: &Participant) -> Option<String> {
    let name = target.name.split(" of ").next().unwrap_or_default();
    let name = name.strip_prefix("a ").unwrap_or(name);
    (name != "named person" && !name.is_empty()).then(|| name.to_uppercase())
}

/// What became of a thing.
fn damage(claim: &Claim) -> Option<&'static str> {
    let trigger = claim.trigger.words.to_uppercase();
    let gone = ["DESTR", "LEVEL", "DEMOLISH", "BURN", "RAZE"].iter().any(|w| trigger.contains(w));
    match claim.happening.as_str() {
        "destruction" if gone => Some("DESTROYED"),
        "destruction" | "explosion" | "suicide-attack" => Some("SOME DAMAGE"),
        _ => None,
    }
}

/// The keys' name of a weapon, by its words.
fn instrument(words: &str) -> Option<&'static str> {
    const BY_WORD: [(&str, &str); 20] = [
        ("CAR BOMB", "VEHICLE BOMB"),
        ("TRUCK BOMB", "VEHICLE BOMB"),
        ("CAR-BOMB", "VEHICLE BOMB"),
        ("BOMB", "BOMB"),
        ("DYNAMITE", "DYNAMITE"),
        ("TNT", "DYNAMITE"),
        ("EXPLOSIVE", "EXPLOSIVE"),
        ("CHARGE", "EXPLOSIVE"),
        ("MINE", "MINE"),
        ("GRENADE", "GRENADE"),
        ("MORTAR", "MORTAR"),
        ("ROCKET", "ROCKET"),
        ("MISSILE", "MISSILE"),
        ("MACHINE", "MACHINE GUN"),
        ("SUBMACHINE", "MACHINE GUN"),
        ("RIFLE", "RIFLE"),
        ("GUN", "GUN"),
        ("PISTOL", "HANDGUN"),
        ("MACHETE", "CUTTING DEVICE"),
        ("KNI", "CUTTING DEVICE"),
    ];
    BY_WORD.iter().find(|(word, _)| words.contains(word)).map(|(_, kind)| *kind)
}
