//! Who says so: the source that a sentence names for what a trigger tells.

use tidings_types::Role;

use super::phrases::participant;
use super::{BY_SLOT, Linker};
use crate::assertion::{governing_clause, governing_report};
use crate::clauses::Relation;
use crate::tags::Tag;
use crate::triggers::Anchor;

/// How many clauses are climbed from the trigger's in search of a verb of saying.
const LEVELS: usize = 4;

impl Linker<'_, '_> {
    /// Links the source that "according to" or a verb of saying names.
    pub(super) fn attribution(&mut self) {
        if let Some(phrase) = self.according_to().or_else(|| self.sayer()) {
            for (entity, sure) in participant(self.sentence, phrase, Role::Attribution) {
                self.add(entity, Role::Attribution, BY_SLOT * sure);
            }
        }
    }

    /// "according to the police".
    fn according_to(&self) -> Option<usize> {
        let words = self.sentence.words();
        let at = (0..words.len().saturating_sub(2))
            .find(|at| words[*at].is("according") && words[at + 1].is("to"))?;
        self.sentence.structure.phrase_at(at + 2)
    }

    /// The subject of the verb of saying that the trigger stands under.
    fn sayer(&self) -> Option<usize> {
        let structure = &self.sentence.structure;
        let noun = matches!(self.matched.anchor, Anchor::Noun { .. });
        let own = match self.matched.anchor {
            Anchor::Verb { clause, .. } | Anchor::Modal { clause } => Some(clause),
            Anchor::Noun { phrase } => governing_clause(self.sentence, phrase),
        };
        let mut index = own;
        for _ in 0..LEVELS {
            let Some(at) = index else { break };
            if self.says(at) && (Some(at) != own || noun) {
                return structure.clauses[at].subject;
            }
            let clause = &structure.clauses[at];
            index = match clause.relation {
                Relation::Infinitive | Relation::Gerund => clause.governor,
                _ => governing_report(self.sentence, at),
            };
        }
        self.trailing_sayer(own)
    }

    /// ", officials said on Tuesday" at the end of the sentence.
    fn trailing_sayer(&self, own: Option<usize>) -> Option<usize> {
        let structure = &self.sentence.structure;
        let last = structure.clauses.len().checked_sub(1)?;
        let trailing = &structure.clauses[last];
        let subject = trailing.subject?;
        let before = structure.phrases[subject].first.checked_sub(1);
        let marked = before.is_some_and(|at| self.sentence.words()[at].tag == Tag::Mark);
        (Some(last) != own
            && self.says(last)
            && marked
            && trailing.object.is_none()
            && self.matched.first < trailing.group.first)
            .then_some(subject)
    }

    /// Whether the verb of a clause is one of saying with the sayer as its subject.
    fn says(&self, index: usize) -> bool {
        let clause = &self.sentence.structure.clauses[index];
        let lemma = self.sentence.words()[clause.group.head].lemma.as_str();
        self.sentence.lexicon.cues.holds("attributive", lemma)
            && clause.relation != Relation::Infinitive
            && !clause.group.is_passive()
    }
}
