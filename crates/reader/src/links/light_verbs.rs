//! Parts that the verb above a noun tells: "rebels launched an attack", "the blast killed four".

use tidings_types::Role;

use super::{BY_ATTACHMENT, BY_SLOT, Linker};
use crate::assertion::governing_clause;
use crate::clauses::Clause;
use crate::sentence::Sentence;

/// The clause that governs a trigger's noun.
struct Governing<'a> {
    clause: &'a Clause,
    lemma: &'a str,
    passive: bool,
    /// The noun's phrase and the ones coordinated with it.
    chain: Vec<usize>,
}

impl<'a> Governing<'a> {
    fn of(sentence: &'a Sentence<'_>, phrase: usize) -> Option<Self> {
        let clause = &sentence.structure.clauses[governing_clause(sentence, phrase)?];
        Some(Self {
            clause,
            lemma: &sentence.words()[clause.group.head].lemma,
            passive: clause.group.is_passive(),
            chain: sentence.structure.coordinated(phrase),
        })
    }

    fn is_subject(&self) -> bool {
        self.clause.subject.is_some_and(|at| self.chain.contains(&at))
    }

    fn is_object(&self) -> bool {
        self.clause.object.is_some_and(|at| self.chain.contains(&at))
    }

    fn is_oblique(&self) -> bool {
        self.clause.oblique.iter().any(|at| self.chain.contains(at))
    }
}

impl Linker<'_, '_> {
    /// "Rebels launched an attack", "the attack was carried out by rebels", "rebels faced an attack".
    pub(super) fn of_light_verb(&mut self, phrase: usize) {
        let Some(governing) = Governing::of(self.sentence, phrase) else { return };
        if governing.is_object() {
            self.accepted(&governing);
            self.carried_out(&governing);
        }
        self.around_light_verb(&governing);
        self.struck(&governing);
        self.harmed(&governing);
    }

    /// "accepted the surrender of the garrison": to whom.
    fn accepted(&mut self, governing: &Governing<'_>) {
        if matches!(governing.lemma, "accept" | "receive")
            && self.frame.noun_slot("to") == Some(Role::Target)
            && let Some(subject) = governing.clause.subject
        {
            self.fill(subject, Some(Role::Target), BY_SLOT);
        }
    }

    /// "rebels launched an attack", "rebels faced an attack": the subject does or suffers it.
    fn carried_out(&mut self, governing: &Governing<'_>) {
        let suffers = matches!(governing.lemma, "suffer" | "face" | "survive" | "repel");
        let role = if suffers { Role::Target } else { Role::Actor };
        if !governing.passive
            && (suffers || carries_out(governing.lemma))
            && self.role_is_free(role)
            && let Some(subject) = governing.clause.subject
        {
            self.fill(subject, Some(role), BY_ATTACHMENT);
        }
    }

    /// "The attack was carried out by rebels", "an attack was launched on the town".
    fn around_light_verb(&mut self, governing: &Governing<'_>) {
        let after_verb = governing.is_subject() || governing.is_object();
        for oblique in &governing.clause.oblique {
            let slot = match self.sentence.structure.preposition(*oblique) {
                Some("by") if governing.passive && governing.is_subject() => Some(Role::Actor),
                Some("on" | "against") if after_verb => self.frame.noun_slot("against"),
                Some("between") if after_verb => self.frame.noun_slot("between"),
                _ => None,
            };
            self.fill(*oblique, slot, BY_ATTACHMENT);
        }
    }

    /// "The blast killed four soldiers": who was hit.
    fn struck(&mut self, governing: &Governing<'_>) {
        if governing.is_subject()
            && !governing.passive
            && hits(governing.lemma)
            && let Some(object) = governing.clause.object
        {
            self.fill(object, Some(Role::Target), BY_ATTACHMENT);
        }
    }

    /// "Four soldiers were killed in a blast".
    fn harmed(&mut self, governing: &Governing<'_>) {
        if !governing.is_oblique() || !harms(governing.lemma) || !self.role_is_free(Role::Target) {
            return;
        }
        let clause = governing.clause;
        let undergone = governing.passive
            || clause.group.is_bare_past() && clause.object.is_none()
            || governing.lemma == "die";
        if let Some(victim) = if undergone { clause.subject } else { clause.object } {
            self.fill(victim, Some(Role::Target), BY_ATTACHMENT);
        }
    }
}

/// Whether the subject of the verb does what its object names.
fn carries_out(lemma: &str) -> bool {
    matches!(
        lemma,
        "carry"
            | "launch"
            | "conduct"
            | "stage"
            | "hold"
            | "mount"
            | "begin"
            | "continue"
            | "intensify"
            | "resume"
            | "lead"
            | "commit"
            | "start"
            | "make"
            | "perpetrate"
            | "announce"
            | "declare"
            | "sign"
            | "reach"
            | "order"
            | "plan"
            | "complete"
            | "execute"
            | "wage"
            | "open"
            | "impose"
            | "undertake"
            | "organise"
            | "organize"
            | "step"
            | "have"
            | "end"
            | "halt"
            | "stop"
            | "call"
            | "direct"
    )
}

/// Whether the object of the verb is who or what an attack hit.
fn hits(lemma: &str) -> bool {
    matches!(
        lemma,
        "kill"
            | "injure"
            | "wound"
            | "hit"
            | "destroy"
            | "damage"
            | "strike"
            | "target"
            | "rip"
            | "rock"
            | "leave"
            | "maim"
            | "hurt"
            | "tear"
    )
}

/// Whether the verb tells of harm that a happening beside it caused.
fn harms(lemma: &str) -> bool {
    matches!(lemma, "kill" | "injure" | "wound" | "die" | "hurt" | "destroy" | "damage" | "maim")
}
