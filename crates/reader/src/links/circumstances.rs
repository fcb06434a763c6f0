//! Places, times, means and numbers: what stands around a trigger in its clause or sentence.

use tidings_types::{EntityKind, Role};

use super::phrases::is_place;
use super::{BY_CLAUSE, BY_SENTENCE, BY_SLOT, Linker};
use crate::assertion::governing_clause;
use crate::triggers::{Anchor, Match, attached};

impl Linker<'_, '_> {
    /// Links the entities of the trigger's clause, and those of the sentence that are nearest to
    /// it.
    pub(super) fn circumstances(&mut self, matches: &[Match], trigger: usize) {
        let (start, end) = self.extent();
        let alone = matches.len() == 1;
        for entity in 0..self.sentence.entities.len() {
            let Some((first, last)) = self.sentence.words_of(self.sentence.entities[entity].span)
            else {
                continue;
            };
            let inside = start <= first && last <= end;
            let shared = alone || self.is_nearest(matches, trigger, first);
            if !inside && !shared {
                continue;
            }
            let confidence = if inside { BY_CLAUSE } else { BY_SENTENCE };
            self.circumstance(entity, first, confidence);
        }
        self.quantities();
    }

    /// Words of the clause that the trigger belongs to.
    fn extent(&self) -> (usize, usize) {
        let clause = match self.matched.anchor {
            Anchor::Verb { clause, .. } | Anchor::Modal { clause } => Some(clause),
            Anchor::Noun { phrase } => governing_clause(self.sentence, phrase),
        };
        match clause {
            Some(clause) => {
                let clause = &self.sentence.structure.clauses[clause];
                (clause.extent.0.min(self.matched.first), clause.extent.1.max(self.matched.last))
            }
            None => {
                let phrase = self.sentence.structure.phrase_at(self.matched.first);
                let end = phrase
                    .map(|at| attached(self.sentence, at))
                    .and_then(|all| all.last().map(|at| self.sentence.structure.phrases[*at].last));
                (self.matched.first, end.unwrap_or(self.matched.last).max(self.matched.last))
            }
        }
    }

    /// Whether no other trigger's clause holds a word and this trigger is the nearest to it.
    fn is_nearest(&self, matches: &[Match], trigger: usize, word: usize) -> bool {
        let distance = |other: &Match| word.abs_diff(other.first);
        let own = distance(self.matched);
        let home = self.sentence.structure.clause_at(word);
        let taken = matches.iter().enumerate().any(|(at, other)| {
            at != trigger
                && matches!(other.anchor, Anchor::Verb { clause, .. } if Some(clause) == home)
        });
        !taken && matches.iter().all(|other| own <= distance(other))
            || word < self.matched.first && self.leads(word) && !taken
    }

    /// A phrase at the very start of the sentence frames all of it.
    fn leads(&self, word: usize) -> bool {
        let opening =
            self.sentence.structure.clauses.first().map_or(0, |clause| clause.group.first);
        word < opening
            && self.sentence.structure.phrase_at(word).is_some_and(|phrase| {
                self.sentence.structure.phrases[phrase].preposition.is_some_and(|at| at <= 1)
            })
    }

    fn circumstance(&mut self, entity: usize, first: usize, confidence: f32) {
        match self.sentence.entities[entity].kind {
            EntityKind::Place | EntityKind::Facility => self.place(entity, first, confidence),
            EntityKind::Date => self.add(entity, Role::Time, confidence),
            EntityKind::Weapon | EntityKind::Vehicle => self.means(entity, first, confidence),
            _ => {}
        }
    }

    fn place(&mut self, entity: usize, first: usize, confidence: f32) {
        if self
            .found
            .iter()
            .any(|(known, role, _)| *known == entity && !matches!(role, Role::Target))
        {
            return;
        }
        let structure = &self.sentence.structure;
        let Some(phrase) = structure.phrase_at(first) else { return };
        let at = self.chain_start(phrase);
        let preposition =
            structure.preposition(at).or_else(|| self.dateline(first).then_some("in"));
        let preposition = preposition.or_else(|| self.apposed(phrase).then_some("in"));
        let Some(preposition) = preposition else { return };
        let role = self.place_role(preposition, confidence >= BY_CLAUSE);
        if let Some(role) = role {
            self.add(entity, role, confidence);
        }
    }

    /// "in the village of X": the phrase whose preposition leads the chain.
    fn chain_start(&self, phrase: usize) -> usize {
        let structure = &self.sentence.structure;
        let mut at = phrase;
        while structure.preposition(at) == Some("of")
            && at > 0
            && structure.phrases[at - 1].last + 1 == structure.phrases[at].preposition.unwrap_or(0)
        {
            at -= 1;
        }
        at
    }

    /// The part that a preposition gives a place; `near` when it stands in the trigger's clause.
    fn place_role(&self, preposition: &str, near: bool) -> Option<Role> {
        Some(match preposition {
            "from" | "out" if self.moves && near => Role::From,
            "to" | "into" | "toward" | "towards" if self.moves && near => Role::To,
            "in" | "at" | "near" | "on" | "inside" | "outside" | "across" | "around"
            | "throughout" | "within" | "along" | "through" | "over" | "between" | "above"
            | "off" | "from" | "to" | "into" | "toward" | "towards" | "under" | "beside"
            | "among" | "via" | "past" | "amid" => Role::Place,
            "of" if matches!(self.matched.anchor, Anchor::Noun { .. }) => Role::Place,
            _ => return None,
        })
    }

    /// "BEIRUT (AP) —" at the head of a report, "Baghdad, Iraq" after a place.
    fn dateline(&self, first: usize) -> bool {
        first == 0
            && self.sentence.words()[first..]
                .iter()
                .take(8)
                .any(|word| matches!(word.lower(), "—" | "–" | "--" | ":"))
    }

    fn apposed(&self, phrase: usize) -> bool {
        let structure = &self.sentence.structure;
        let Some(before) = phrase.checked_sub(1) else { return false };
        let between = structure.phrases[before].last + 1..structure.phrases[phrase].first;
        let comma = between.len() == 1 && structure.words[between.start].is(",");
        let span =
            self.sentence.span(structure.phrases[before].first, structure.phrases[before].last);
        comma
            && structure.preposition(before).is_some()
            && self
                .sentence
                .entities
                .iter()
                .any(|entity| is_place(entity.kind) && span.contains(entity.span))
    }

    fn means(&mut self, entity: usize, first: usize, confidence: f32) {
        if self.found.iter().any(|(known, ..)| *known == entity) {
            return;
        }
        let structure = &self.sentence.structure;
        let Some(phrase) = structure.phrase_at(first) else { return };
        let by = matches!(
            structure.preposition(phrase),
            Some("with" | "by" | "using" | "from" | "in" | "via" | "aboard")
        );
        let using = structure.phrases[phrase].first > 0
            && self.sentence.words()[structure.phrases[phrase].first - 1].lemma == "use";
        let compound = structure.phrase_at(self.matched.first) == Some(phrase);
        let own = self.matched.first <= first && first <= self.matched.last;
        if by || compound || own || using {
            self.add(entity, Role::Means, confidence);
        }
    }

    /// Numbers inside the phrases that play the counted part.
    fn quantities(&mut self) {
        let structure = &self.sentence.structure;
        for (phrase, role) in self.used.clone() {
            if role != self.counted {
                continue;
            }
            let own = &structure.phrases[phrase];
            let numbers: Vec<usize> = self
                .sentence
                .entities
                .iter()
                .enumerate()
                .filter(|(_, entity)| entity.kind == EntityKind::Number)
                .filter(|(_, entity)| {
                    self.sentence.words_of(entity.span).is_some_and(|(_, last)| own.holds(last))
                })
                .map(|(at, _)| at)
                .collect();
            for entity in numbers {
                self.add(entity, Role::Quantity, BY_SLOT);
            }
        }
    }
}
