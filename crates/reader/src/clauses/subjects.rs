//! Which phrase before a verb is its subject.

use super::{Relation, Structure, is_time};
use crate::chunks::{Phrase, VerbGroup};
use crate::tags::Tag;

impl Structure {
    /// The subject of a verb with a clause of its own.
    pub(super) fn main_subject(&self, group: &VerbGroup) -> Option<usize> {
        let mut at = self.phrases.partition_point(|phrase| phrase.last < group.first);
        while at > 0 {
            at -= 1;
            let phrase = &self.phrases[at];
            if self.opens_after(phrase) && phrase.last + 1 == group.first {
                return Some(self.first_of(at));
            }
            if phrase.preposition.is_none() && self.stands_before(phrase, group.first) {
                return Some(self.first_of(self.outside_brackets(at)));
            }
            if let Some(inner) = self.relative_between(phrase.head, group.first) {
                // A relative clause or participle lies between: its own subject is the subject.
                if let Some(subject) = self.clauses[inner].subject {
                    return self.leading(subject);
                }
            }
            let parted = self.words[phrase.last + 1..group.first]
                .iter()
                .any(|word| matches!(word.lower(), ";" | ":"));
            if parted {
                return None;
            }
            if phrase.preposition.is_none() && !is_time(&self.words[phrase.head]) {
                return Some(self.first_of(at));
            }
        }
        None
    }

    /// What a participle describes: the noun before it, or the one that leads before a comma.
    pub(super) fn participle_subject(
        &self,
        group: &VerbGroup,
        before: Option<usize>,
    ) -> Option<usize> {
        let before = before?;
        let nearest =
            self.phrases.partition_point(|phrase| phrase.last < group.first).checked_sub(1)?;
        if self.words[before].tag == Tag::Mark {
            // ", barricaded in a camp": the phrase that leads, not one inside it.
            let finite = self
                .clauses
                .last()
                .is_some_and(|earlier| earlier.group.is_finite() && !earlier.reduced);
            return if finite { Some(nearest) } else { self.leading(nearest) };
        }
        Some(nearest)
    }

    /// The phrase that "who" or "which" at word `at` stands for.
    pub(super) fn antecedent(&self, at: usize) -> Option<usize> {
        let nearest = self.phrases.partition_point(|phrase| phrase.last < at).checked_sub(1)?;
        let who = self.words[at].is("who");
        let mut phrase = nearest;
        // "the fighters in the town who": people, not the town.
        while who
            && self.phrases[phrase].preposition.is_some_and(|p| {
                !self.words[p].is("of")
                    && !self.words[p].is("by")
                    && !self.words[p].is("with")
                    && !self.words[p].is("for")
                    && !self.words[p].is("to")
                    && !self.words[p].is("among")
            })
            && self.words[self.phrases[phrase].head].tag == Tag::Proper
            && phrase > 0
            && self.phrases[phrase - 1].last + 2 >= self.phrases[phrase].first
        {
            phrase -= 1;
        }
        Some(phrase)
    }

    /// The phrase that `phrase` hangs on by prepositions, or itself.
    fn leading(&self, mut phrase: usize) -> Option<usize> {
        while phrase > 0 && self.phrases[phrase].preposition.is_some() {
            phrase -= 1;
        }
        Some(phrase)
    }

    /// "after rebels attacked": the preposition governs a clause, not the phrase.
    fn opens_after(&self, phrase: &Phrase) -> bool {
        phrase.preposition.is_some_and(|at| {
            matches!(self.words[at].lower(), "after" | "before" | "since" | "until" | "till" | "as")
        })
    }

    /// Whether a phrase opens after a mark and stands right before the verb at `first`.
    fn stands_before(&self, phrase: &Phrase, first: usize) -> bool {
        let marked = phrase.first.checked_sub(1).is_none_or(|at| self.words[at].tag == Tag::Mark);
        let adjacent = self.words[phrase.last + 1..first]
            .iter()
            .all(|word| word.tag == Tag::Adverb || matches!(word.lower(), ")" | "\"" | "”"));
        marked && adjacent && !is_time(&self.words[phrase.head])
    }

    /// "the World Food Programme (WFP)": the phrase before the bracket.
    fn outside_brackets(&self, phrase: usize) -> usize {
        let bracket =
            self.phrases[phrase].first.checked_sub(1).filter(|at| self.words[*at].is("("));
        match (bracket, phrase.checked_sub(1)) {
            (Some(at), Some(before)) if self.phrases[before].last + 1 == at => before,
            _ => phrase,
        }
    }

    /// A relative clause or participle whose verb stands before `phrase_head` and which the verb
    /// at `end` is not part of.
    fn relative_between(&self, phrase_head: usize, end: usize) -> Option<usize> {
        self.clauses.iter().rposition(|clause| {
            matches!(clause.relation, Relation::Relative | Relation::Participle)
                && clause.group.head < phrase_head
                && clause
                    .subject
                    .is_some_and(|subject| self.phrases[subject].last < clause.group.first)
                && !self.resumes(clause.group.head, end)
                && !(clause.relation == Relation::Participle
                    && self.words[clause.group.first.saturating_sub(1)].tag == Tag::Mark
                    && self.words[clause.group.head..end].iter().filter(|w| w.is(",")).count() == 0)
        })
    }

    /// Whether a conjunction between two words opens another clause ("and fled", "while …").
    fn resumes(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            let next = self.words.get(at + 1).map(|word| word.tag);
            let verb = next.is_some_and(|tag| tag.is_verb() || tag.is_auxiliary());
            self.words[at].tag == Tag::Subordinator
                || self.words[at].is(";")
                || self.words[at].tag == Tag::Coordinator && verb
        })
    }
}
