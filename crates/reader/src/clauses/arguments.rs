//! The objects and phrases with prepositions that belong to each verb, and how far its clause
//! reaches.

use super::{Relation, Structure, is_time};
use crate::chunks::Phrase;
use crate::tags::Tag;

impl Structure {
    /// Finds objects and oblique phrases of a clause.
    pub(super) fn fill(&mut self, index: usize) {
        let head = self.clauses[index].group.head;
        let (start, end) = (self.left_start(index), self.right_end(index));
        let (mut objects, mut oblique) = self.phrases_after_verb(index, end);
        oblique.extend(self.oblique_before_verb(index, start));
        if objects.is_empty() {
            objects.extend(self.relative_object(index));
        }
        let clause = &mut self.clauses[index];
        clause.extent = (start, end.saturating_sub(1).max(head));
        (clause.object, clause.second_object) = (objects.first().copied(), objects.get(1).copied());
        clause.oblique = oblique;
    }

    /// "donated and delivered food": the first verb takes the object of the second.
    pub(super) fn share_objects(&mut self) {
        for index in (1..self.clauses.len()).rev() {
            let (earlier, later) = (&self.clauses[index - 1], &self.clauses[index]);
            let between = &self.words[earlier.group.head + 1..later.group.first];
            let joined = between.iter().any(|word| word.tag == Tag::Coordinator)
                && between.iter().all(|word| matches!(word.tag, Tag::Coordinator | Tag::Adverb));
            if joined
                && earlier.object.is_none()
                && !earlier.group.is_passive()
                && !later.group.is_passive()
            {
                self.clauses[index - 1].object = later.object;
            }
            if joined && self.clauses[index - 1].oblique.is_empty() {
                self.clauses[index - 1].oblique = self.clauses[index].oblique.clone();
            }
        }
    }

    /// Objects and oblique phrases between the verb of a clause and word `end`.
    fn phrases_after_verb(&self, index: usize, end: usize) -> (Vec<usize>, Vec<usize>) {
        let head = self.clauses[index].group.head;
        let later = &self.clauses[index + 1..];
        let main = later.iter().filter(|clause| clause.relation == Relation::Main);
        let subjects: Vec<usize> = main.filter_map(|clause| clause.subject).collect();
        let inside = |phrase: &Phrase| phrase.first > head && phrase.last < end;
        let (mut objects, mut oblique) = (Vec::new(), Vec::new());
        for (at, phrase) in self.phrases.iter().enumerate().filter(|(_, phrase)| inside(phrase)) {
            let other = subjects.iter().any(|subject| self.coordinated(*subject).contains(&at));
            let comma = self.words[head + 1..phrase.first].iter().any(|word| word.is(","));
            if other && (comma || !objects.is_empty() || self.is_finite_subject(at)) {
                break;
            }
            if phrase.preposition.is_some() {
                oblique.push(at);
            } else if objects.len() < 2 && oblique.is_empty() && self.may_be_object(phrase, head) {
                objects.push(at);
            }
        }
        (objects, oblique)
    }

    /// Whether a phrase is the subject of a finite verb after it.
    fn is_finite_subject(&self, phrase: usize) -> bool {
        self.clauses.iter().any(|clause| {
            clause.relation == Relation::Main
                && clause.subject == Some(phrase)
                && clause.group.first > self.phrases[phrase].last
                && clause.group.is_finite()
        })
    }

    /// Whether a phrase without a preposition may be an object of the verb at `head`.
    fn may_be_object(&self, phrase: &Phrase, head: usize) -> bool {
        let between = &self.words[head + 1..phrase.first];
        phrase.joined.is_none()
            && !is_time(&self.words[phrase.head])
            && !between.iter().any(|word| word.is(",") || word.is(";"))
    }

    /// Phrases with prepositions from word `start` to the verb that no inner clause has taken.
    fn oblique_before_verb(&self, index: usize, start: usize) -> Vec<usize> {
        let taken = |at: usize| {
            self.clauses[..index].iter().any(|clause| {
                matches!(clause.relation, Relation::Relative | Relation::Participle)
                    && clause.oblique.contains(&at)
            })
        };
        let before = self.phrases.iter().enumerate().filter(|(at, phrase)| {
            phrase.first >= start
                && phrase.last < self.clauses[index].group.first
                && phrase.preposition.is_some()
                && !taken(*at)
        });
        before.map(|(at, _)| at).collect()
    }

    /// "the families, that the militants used": the object stands before "that".
    fn relative_object(&self, index: usize) -> Option<usize> {
        let mut top = index;
        while let Some(governor) = self.clauses[top]
            .governor
            .filter(|_| self.clauses[top].relation == Relation::Infinitive)
        {
            top = governor;
        }
        let clause = &self.clauses[top];
        if clause.relation != Relation::Main
            || self.clauses[index].group.copula
            || self.clauses[index].group.is_passive()
        {
            return None;
        }
        let subject = self.phrases.get(clause.subject?)?;
        let opener = subject.first.checked_sub(1)?;
        let which = matches!(self.words[opener].lower(), "which" | "whom" | "that");
        let comma = opener.checked_sub(1).is_some_and(|at| self.words[at].is(","));
        let noun = opener
            .checked_sub(1)
            .and_then(|at| self.phrase_at(if comma { at.saturating_sub(1) } else { at }))?;
        (which && subject.first < clause.group.first && (comma || !self.words[opener].is("that")))
            .then_some(noun)
    }

    /// Index just past the last word that may belong to a clause on its right.
    fn right_end(&self, index: usize) -> usize {
        let head = self.clauses[index].group.head;
        let next = self.clauses[index + 1..]
            .iter()
            .find(|clause| !(clause.relation == Relation::Participle && clause.reduced));
        let mut end = next.map_or(self.words.len(), |clause| clause.group.first);
        if let Some(next) = next
            && next.relation == Relation::Main
            && let Some(subject) = next.subject
            && self.phrases[subject].first > head
        {
            end = end.min(self.phrases[subject].first);
        }
        let stop = (head + 1..end).find(|at| {
            matches!(self.words[*at].tag, Tag::Subordinator | Tag::Relative)
                || matches!(self.words[*at].lower(), ";" | "—" | "–")
        });
        stop.unwrap_or(end)
    }

    /// First word that may belong to a clause on its left.
    fn left_start(&self, index: usize) -> usize {
        let clause = &self.clauses[index];
        if matches!(clause.relation, Relation::Infinitive | Relation::Gerund | Relation::Participle)
        {
            let subject = clause.subject.map(|at| self.phrases[at].first);
            return subject
                .filter(|at| clause.relation == Relation::Participle && *at < clause.group.first)
                .unwrap_or(clause.group.first);
        }
        let earlier = self.clauses[..index].iter().rev().find(|clause| clause.group.is_finite());
        let mut start = earlier.map_or(0, |clause| clause.group.head + 1);
        if let Some(earlier) = earlier
            && clause.relation == Relation::Main
            && clause.subject.is_none_or(|at| self.phrases[at].first > earlier.group.head)
        {
            let subject = clause.subject.map_or(clause.group.first, |at| self.phrases[at].first);
            start = (start..subject)
                .rev()
                .find(|at| {
                    matches!(self.words[*at].lower(), "," | ";")
                        || matches!(self.words[*at].tag, Tag::Subordinator | Tag::Coordinator)
                })
                .map_or(subject, |at| at + 1);
        }
        (start..clause.group.first)
            .rev()
            .find(|at| self.words[*at].is(";"))
            .map_or(start, |at| at + 1)
    }
}
