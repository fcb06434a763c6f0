//! Which bare past forms are participles that describe a noun, and not verbs of their own clause.

use super::{Relation, Structure, is_time};
use crate::chunks::VerbGroup;
use crate::inflection::Form;
use crate::lexicon::Lexicon;
use crate::tags::Tag;

impl Structure {
    /// Whether a bare past form is a participle: "soldiers killed in the clash were buried",
    /// "two killed by a mine".
    pub(super) fn is_reduced(&self, index: usize, groups: &[VerbGroup], lexicon: &Lexicon) -> bool {
        let group = &groups[index];
        if !group.is_bare_past() {
            return false;
        }
        if group.form == Form::Participle {
            return true;
        }
        if self.relates_an_object(group) {
            return false;
        }
        if self.words.get(group.head + 1).is_some_and(|word| word.is("by")) {
            return true;
        }
        let mut phrases = self.phrases.iter();
        if phrases.any(|next| next.first == group.head + 1 && next.preposition.is_none()) {
            return false;
        }
        self.hangs_on_oblique(index, groups, lexicon)
            || groups.get(index + 1).is_some_and(|next| self.shares_subject(group, next))
    }

    /// ", nicknamed the fortress,": a bare past after a comma and a finite verb of its own clause.
    pub(super) fn is_aside(&self, group: &VerbGroup, lexicon: &Lexicon) -> bool {
        let comma = group.first.checked_sub(1).is_some_and(|at| self.words[at].is(","));
        let says = lexicon.cues.holds("attributive", &self.words[group.head].lemma);
        comma
            && !says
            && group.is_bare_past()
            && !self.continues_list(group)
            && self.clauses.last().is_some_and(|earlier| {
                earlier.relation == Relation::Main && earlier.group.is_finite() && !earlier.reduced
            })
    }

    /// "killed civilians, burned houses and looted shops": "and" brings another past form.
    pub(super) fn continues_list(&self, group: &VerbGroup) -> bool {
        let later = &self.words[group.head + 1..];
        let next = later.iter().position(|word| word.tag.is_verb() || word.tag.is_auxiliary());
        next.is_some_and(|at| {
            matches!(later[at].tag, Tag::Verb(Form::Past))
                && later[..at].last().is_some_and(|word| word.tag == Tag::Coordinator)
        })
    }

    /// "which rebels captured": the phrase right before the verb is its subject.
    fn relates_an_object(&self, group: &VerbGroup) -> bool {
        let subject = self.phrases.iter().find(|phrase| phrase.last + 1 == group.first);
        let opener = subject.and_then(|phrase| phrase.first.checked_sub(1));
        opener.is_some_and(|at| matches!(self.words[at].lower(), "which" | "whom" | "that"))
    }

    /// Whether the next verb is finite and has no subject of its own, without "and" or "who"
    /// between.
    fn shares_subject(&self, group: &VerbGroup, next: &VerbGroup) -> bool {
        let between = group.head + 1..next.first;
        let parted = between.clone().any(|at| {
            matches!(self.words[at].tag, Tag::Coordinator | Tag::Relative | Tag::Subordinator)
                || matches!(self.words[at].lower(), ";" | ":")
        });
        let own_subject = self
            .phrases
            .iter()
            .any(|phrase| between.contains(&phrase.first) && phrase.preposition.is_none());
        next.is_finite() && !parted && !own_subject
    }

    /// "remain, with families used as shields": the phrase right before the verb has a preposition
    /// and no phrase that could be a subject stands between an earlier finite verb and it.
    fn hangs_on_oblique(&self, index: usize, groups: &[VerbGroup], lexicon: &Lexicon) -> bool {
        let first = groups[index].first;
        let Some(nearest) = self.phrases.iter().rposition(|phrase| phrase.last + 1 == first) else {
            return false;
        };
        let Some(preposition) = self.phrases[nearest].preposition else { return false };
        if self.words[preposition].is("with") {
            return true;
        }
        let Some(earlier) = groups[..index].iter().rev().find(|group| group.is_finite()) else {
            return false;
        };
        let between = earlier.head + 1..first;
        // The object right after the earlier verb is no subject, unless that verb is one of saying.
        let says = lexicon.cues.holds("saying", &self.words[earlier.head].lemma);
        let object = earlier.head + 1;
        let subject = self.phrases.iter().any(|phrase| {
            between.contains(&phrase.first)
                && (says || phrase.first != object || phrase.last + 1 == first)
                && phrase.preposition.is_none()
                && !is_time(&self.words[phrase.head])
        });
        let parted = between.clone().any(|at| {
            matches!(
                self.words[at].tag,
                Tag::Coordinator | Tag::Relative | Tag::Subordinator | Tag::Mark
            )
        });
        !subject && !parted
    }
}
