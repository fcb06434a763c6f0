//! Who does it and to whom it is done, by the slots of the trigger's frame.

use tidings_types::{EntityKind, Role};

use super::phrases::{is_participant, is_place, members, participant};
use super::{BY_ATTACHMENT, BY_SLOT, Linker};
use crate::assertion::governing_report;
use crate::tags::Tag;
use crate::triggers::{Anchor, attached, object_of};

impl Linker<'_, '_> {
    /// Fills the slots of the trigger's frame.
    pub(super) fn participants(&mut self) {
        match self.matched.anchor {
            Anchor::Verb { clause, patient } => self.of_verb(clause, patient),
            Anchor::Modal { clause } => self.of_modal(clause),
            Anchor::Noun { phrase } => self.of_noun(phrase),
        }
    }

    /// Gives the entities of a phrase (and of the ones coordinated with it) a part.
    pub(super) fn fill(&mut self, phrase: usize, role: Option<Role>, confidence: f32) {
        let Some(role) = role else { return };
        for member in self.sentence.structure.coordinated(phrase) {
            let known = self.found.len();
            for (entity, sure) in participant(self.sentence, member, role) {
                self.place_or_part(entity, role, confidence * sure);
            }
            // A phrase whose entity is known counts; so does a bare number: "killed five".
            let bare = self.sentence.structure.phrases[member].head;
            let number = self.sentence.words()[bare].tag == Tag::Number;
            if number || self.found[known..].iter().any(|(_, part, _)| *part == role) {
                self.used.push((member, role));
                self.used.extend(members(self.sentence, member).map(|inner| (inner, role)));
            }
        }
    }

    /// The slots of a verb; `patient` when its subject is the one it is done to.
    fn of_verb(&mut self, index: usize, patient: bool) {
        let clause = &self.sentence.structure.clauses[index];
        let subject_slot = if patient { "object" } else { "subject" };
        if let Some(phrase) = clause.subject {
            let slot = self.frame.verb_slot(subject_slot);
            self.fill(phrase, slot, BY_SLOT);
        }
        if !patient {
            if let Some(phrase) = object_of(self.sentence, clause, &self.matched.own) {
                let two = clause.second_object.is_some() && self.frame.names_slot("iobject");
                self.fill(
                    phrase,
                    self.frame.verb_slot(if two { "iobject" } else { "object" }),
                    BY_SLOT,
                );
            }
            if let Some(phrase) = clause.second_object {
                self.fill(phrase, self.frame.verb_slot("object"), BY_ATTACHMENT);
            }
        } else if let Some(phrase) = clause.object {
            self.fill(phrase, self.frame.verb_slot("object"), BY_ATTACHMENT);
        }
        for phrase in clause.oblique.clone() {
            self.oblique(phrase, patient);
        }
    }

    /// "Officials said the rebels must leave".
    fn of_modal(&mut self, index: usize) {
        let clauses = &self.sentence.structure.clauses;
        let speaker =
            governing_report(self.sentence, index).and_then(|above| clauses[above].subject);
        if let Some(phrase) = speaker {
            self.fill(phrase, Some(Role::Actor), BY_SLOT);
        }
        if let Some(phrase) = clauses[index].subject {
            self.fill(phrase, Some(Role::Target), BY_SLOT);
        }
    }

    /// A phrase with a preposition beside a verb.
    fn oblique(&mut self, phrase: usize, passive: bool) {
        let Some(preposition) = self.sentence.structure.preposition(phrase) else { return };
        let at = self.sentence.structure.phrases[phrase].preposition.unwrap_or_default();
        if at > 0 && self.sentence.words()[at - 1].is("according") {
            return;
        }
        let slot = match preposition {
            "by" if !passive => None,
            _ => self.frame.verb_slot(preposition),
        };
        self.fill(phrase, slot, BY_SLOT);
    }

    /// The slots of a noun: its owner, the phrases attached to it, and the verb that governs it.
    fn of_noun(&mut self, phrase: usize) {
        self.owner(phrase);
        for next in attached(self.sentence, phrase) {
            let Some(preposition) = self.sentence.structure.preposition(next) else { continue };
            let slot = self.frame.noun_slot(preposition);
            self.fill(next, slot, BY_ATTACHMENT);
        }
        self.of_light_verb(phrase);
    }

    /// "Israel's attack", "the Israeli attack", "rebel attacks".
    fn owner(&mut self, phrase: usize) {
        let own = &self.sentence.structure.phrases[phrase];
        if self.matched.first == 0 || own.first >= self.matched.first {
            return;
        }
        let role = self.frame.noun_slot("owner");
        let before = self.sentence.entities_in(own.first, self.matched.first - 1);
        let entity =
            before.filter(|at| is_participant(self.sentence.entities[*at].kind, true)).last();
        if let (Some(entity), Some(role)) = (entity, role) {
            self.add(entity, role, BY_SLOT);
        }
    }

    /// A weapon does nothing by itself, and a place that is hit is also where it happens.
    fn place_or_part(&mut self, entity: usize, role: Role, confidence: f32) {
        let kind = self.sentence.entities[entity].kind;
        match (role, kind) {
            (Role::Actor, EntityKind::Weapon | EntityKind::Vehicle) => {
                self.add(entity, Role::Means, confidence);
            }
            (Role::Actor, EntityKind::Thing | EntityKind::Facility) => {}
            (Role::Means, kind) if !matches!(kind, EntityKind::Weapon | EntityKind::Vehicle) => {}
            (Role::Place, kind)
            | (Role::From | Role::To, kind @ (EntityKind::Group | EntityKind::Person))
                if !is_place(kind) =>
            {
                let thing = matches!(kind, EntityKind::Weapon | EntityKind::Thing);
                if role == Role::Place && (thing || is_participant(kind, false)) {
                    self.add(entity, Role::Target, confidence);
                }
            }
            (Role::From | Role::To, EntityKind::Weapon | EntityKind::Thing) => {
                self.add(entity, Role::Target, confidence);
            }
            (Role::From | Role::To, _) if !self.moves => self.add(entity, Role::Place, confidence),
            (Role::Target, EntityKind::Place | EntityKind::Facility) => {
                self.add(entity, Role::Target, confidence);
                self.add(entity, Role::Place, confidence * 0.9);
            }
            _ => self.add(entity, role, confidence),
        }
    }
}
