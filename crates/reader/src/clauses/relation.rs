//! How each verb group stands to the rest of its sentence: as a clause of its own, or under which
//! other clause, and with whose subject.

use super::{Clause, Relation, Structure};
use crate::chunks::VerbGroup;
use crate::inflection::Form;
use crate::lexicon::Lexicon;
use crate::tags::{Tag, Word};

/// A relation, the subject's phrase and the governing clause.
type Standing = (Relation, Option<usize>, Option<usize>);

impl Structure {
    /// The clause of the verb group `index`, as yet without objects. Earlier clauses are known.
    pub(super) fn clause(&self, index: usize, groups: &[VerbGroup], lexicon: &Lexicon) -> Clause {
        let group = &groups[index];
        let reduced = self.is_reduced(index, groups, lexicon) || self.is_aside(group, lexicon);
        let (relation, subject, governor) = self.standing(index, group, reduced, lexicon);
        Clause {
            group: group.clone(),
            relation,
            subject,
            object: None,
            second_object: None,
            oblique: Vec::new(),
            governor,
            extent: (group.first, group.head),
            reduced,
        }
    }

    /// What the word before a verb group and the form of the group tell of its clause.
    fn standing(
        &self,
        index: usize,
        group: &VerbGroup,
        reduced: bool,
        lexicon: &Lexicon,
    ) -> Standing {
        if group.to.is_some() && group.be.is_none_or(|be| Some(be) > group.to) {
            return self.infinitive(index, group, lexicon);
        }
        let before = self.previous_word(group.first);
        let tag = before.map(|at| self.words[at].tag);
        if tag == Some(Tag::Relative) {
            return (Relation::Relative, before.and_then(|at| self.antecedent(at)), None);
        }
        if tag == Some(Tag::Coordinator)
            && let Some(earlier) = self.coordinate(index, group)
        {
            let known = &self.clauses[earlier];
            return (known.relation, known.subject, Some(earlier));
        }
        if group.is_bare_gerund() {
            return self.gerund(group, before, lexicon);
        }
        if reduced {
            return (Relation::Participle, self.participle_subject(group, before), None);
        }
        let listed = tag == Some(Tag::Mark) && self.continues_list(group) && group.is_bare_past();
        let subject = match index.checked_sub(1) {
            Some(earlier) if listed => self.clauses[earlier].subject,
            _ => self.main_subject(group),
        };
        (Relation::Main, subject, None)
    }

    /// The nearest word before `index` that is no adverb, negation or quotation mark.
    fn previous_word(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|at| {
            let word = &self.words[*at];
            !matches!(word.tag, Tag::Adverb | Tag::Negation)
                && !matches!(word.lower(), "\"" | "“" | "”" | "‘")
        })
    }

    /// The clause that a verb after "and" continues.
    fn coordinate(&self, index: usize, group: &VerbGroup) -> Option<usize> {
        let kind = |group: &VerbGroup| (group.to.is_some(), group.is_bare_gerund());
        (0..index).rev().take(3).find(|at| {
            let earlier = &self.clauses[*at].group;
            kind(earlier) == kind(group) || (earlier.to.is_some() && group.form == Form::Base)
        })
    }

    /// "agreed to leave", "allowed families to leave".
    fn infinitive(&self, index: usize, group: &VerbGroup, lexicon: &Lexicon) -> Standing {
        let Some(governor) = index.checked_sub(1) else {
            return (Relation::Infinitive, None, None);
        };
        let clause = &self.clauses[governor];
        let between = self
            .phrases
            .iter()
            .rposition(|phrase| phrase.first > clause.group.head && phrase.last < group.first)
            .filter(|at| {
                let phrase = &self.phrases[*at];
                phrase.preposition.is_none_or(|p| self.words[p].is("on") || self.words[p].is("for"))
            });
        let controls = self.controls(&clause.group, lexicon);
        let subject = match between {
            Some(phrase) if controls && !clause.group.is_passive() => Some(phrase),
            _ => clause.subject,
        };
        (Relation::Infinitive, subject, Some(governor))
    }

    /// Whether the object of a verb does what the infinitive after it says: "urged them to leave".
    fn controls(&self, group: &VerbGroup, lexicon: &Lexicon) -> bool {
        let lemma = self.words[group.head].lemma.as_str();
        lexicon.cues.holds("enabling", lemma)
            || matches!(
                lemma,
                "order"
                    | "urge"
                    | "tell"
                    | "ask"
                    | "want"
                    | "expect"
                    | "warn"
                    | "invite"
                    | "persuade"
                    | "instruct"
                    | "call"
                    | "lead"
                    | "cause"
                    | "request"
                    | "prompt"
                    | "send"
                    | "deploy"
                    | "get"
                    | "leave"
                    | "require"
                    | "demand"
                    | "encourage"
                    | "see"
            )
    }

    /// "after killing", "began shelling", "fighters fleeing", ", killing two".
    fn gerund(&self, group: &VerbGroup, before: Option<usize>, lexicon: &Lexicon) -> Standing {
        let governor = self.clauses.len().checked_sub(1);
        let finite = (0..self.clauses.len()).rev().find(|at| self.clauses[*at].group.is_finite());
        let Some(before) = before else { return (Relation::Gerund, None, None) };
        let word = &self.words[before];
        if word.tag.is_verb() || word.tag == Tag::Be {
            return (Relation::Gerund, self.subject_of(governor), governor);
        }
        if matches!(word.tag, Tag::Preposition | Tag::Subordinator) {
            return self.gerund_after_preposition(group, word, finite, lexicon);
        }
        if word.tag == Tag::Mark {
            return (Relation::Participle, self.subject_of(finite), finite);
        }
        let phrase =
            self.phrases.partition_point(|phrase| phrase.last < group.first).checked_sub(1);
        (Relation::Participle, phrase, None)
    }

    /// "accused of killing", "stopped from marching", "after killing".
    fn gerund_after_preposition(
        &self,
        group: &VerbGroup,
        preposition: &Word,
        finite: Option<usize>,
        lexicon: &Lexicon,
    ) -> Standing {
        let lemma = |at: usize| self.words[self.clauses[at].group.head].lemma.as_str();
        let object = |at: usize| {
            self.first_phrase_after(self.clauses[at].group.head)
                .filter(|phrase| self.phrases[*phrase].last < group.first)
        };
        let accuses = |at: &usize| accuses(lemma(*at), preposition);
        if let Some(at) = finite.filter(accuses) {
            return (Relation::Gerund, object(at).or(self.clauses[at].subject), Some(at));
        }
        // "stopped protesters from marching".
        let stops = |at: &usize| preposition.is("from") && lexicon.cues.holds("denied", lemma(*at));
        let stopped = finite.filter(stops).and_then(object);
        (Relation::Gerund, stopped.or(self.subject_of(finite)), finite)
    }

    fn subject_of(&self, clause: Option<usize>) -> Option<usize> {
        self.clauses[clause?].subject
    }

    fn first_phrase_after(&self, index: usize) -> Option<usize> {
        let at = self.phrases.partition_point(|phrase| phrase.first <= index);
        (at < self.phrases.len()).then_some(at)
    }
}

/// "accused rebels of", "blamed rebels for": what follows is the deed of the object.
fn accuses(lemma: &str, preposition: &Word) -> bool {
    preposition.is("of") && matches!(lemma, "accuse" | "suspect" | "convict")
        || preposition.is("for") && matches!(lemma, "blame" | "condemn" | "criticise" | "criticize")
}
