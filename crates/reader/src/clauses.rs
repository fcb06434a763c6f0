//! Who is the subject and the object of which verb, and which phrases belong to it.

use crate::chunks::{Phrase, VerbGroup, phrases, verb_groups};
use crate::inflection::Form;
use crate::lexicon::Lexicon;
use crate::tags::{Tag, Word};

/// How a verb group stands to the rest of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// A clause of its own.
    Main,
    /// "who attacked".
    Relative,
    /// "to return".
    Infinitive,
    /// "killed by", "barricaded in", "fleeing" after a noun; ", killing two".
    Participle,
    /// "after killing", "began shelling".
    Gerund,
}

/// A verb group with its arguments.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) group: VerbGroup,
    pub(crate) relation: Relation,
    /// Index of the subject's phrase; for a passive, of the one it is done to.
    pub(crate) subject: Option<usize>,
    /// Index of the phrase right after the verb.
    pub(crate) object: Option<usize>,
    /// A second object: "gave the town food".
    pub(crate) second_object: Option<usize>,
    /// Phrases with prepositions that belong to it, nearest first after the verb, then before it.
    pub(crate) oblique: Vec<usize>,
    /// Clause that governs an infinitive, gerund or coordinated verb.
    pub(crate) governor: Option<usize>,
    /// First and last word of the clause.
    pub(crate) extent: (usize, usize),
    /// Patient of a bare past form without an object.
    pub(crate) reduced: bool,
}

/// A sentence with its structure.
#[derive(Debug)]
pub(crate) struct Structure {
    pub(crate) words: Vec<Word>,
    pub(crate) phrases: Vec<Phrase>,
    pub(crate) clauses: Vec<Clause>,
}

impl Structure {
    /// Finds the structure of a tagged sentence.
    pub(crate) fn of(words: Vec<Word>, lexicon: &Lexicon) -> Self {
        let groups = verb_groups(&words);
        let phrases = phrases(&words, &groups);
        let mut structure = Self { words, phrases, clauses: Vec::new() };
        for (index, group) in groups.iter().enumerate() {
            let clause = structure.clause(index, group, &groups, lexicon);
            structure.clauses.push(clause);
        }
        for index in 0..structure.clauses.len() {
            structure.fill(index);
        }
        structure.share_objects();
        structure
    }

    /// The phrase that holds word `index`.
    pub(crate) fn phrase_at(&self, index: usize) -> Option<usize> {
        let after = self.phrases.partition_point(|phrase| phrase.last < index);
        self.phrases.get(after).filter(|phrase| phrase.holds(index)).map(|_| after)
    }

    /// `phrase` and the ones coordinated with it, in order.
    pub(crate) fn coordinated(&self, phrase: usize) -> Vec<usize> {
        let mut first = phrase;
        while let Some(before) = self.phrases[first].joined {
            first = before;
        }
        let mut all = vec![first];
        let mut next = first + 1;
        while self.phrases.get(next).is_some_and(|phrase| phrase.joined == Some(next - 1)) {
            all.push(next);
            next += 1;
        }
        all
    }

    /// The word of the preposition that governs a phrase; "out of" is "out".
    pub(crate) fn preposition(&self, phrase: usize) -> Option<&str> {
        let at = self.phrases[phrase].preposition?;
        let word = self.words[at].lower();
        let out = at > 0 && self.words[at - 1].is("out") && word == "of";
        Some(if out { "out" } else { word })
    }

    /// The clause whose verb governs word `index`, by extent; the innermost wins.
    pub(crate) fn clause_at(&self, index: usize) -> Option<usize> {
        let extent = |at: &usize| self.clauses[*at].extent;
        let holds = |at: &usize| (extent(at).0..=extent(at).1).contains(&index);
        (0..self.clauses.len()).filter(holds).min_by_key(|at| extent(at).1 - extent(at).0)
    }

    fn previous_word(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|at| {
            let word = &self.words[*at];
            !matches!(word.tag, Tag::Adverb | Tag::Negation)
                && !matches!(word.lower(), "\"" | "“" | "”" | "‘")
        })
    }

    fn clause(
        &self,
        index: usize,
        group: &VerbGroup,
        groups: &[VerbGroup],
        lexicon: &Lexicon,
    ) -> Clause {
        let before = self.previous_word(group.first);
        let tag = before.map(|at| self.words[at].tag);
        let reduced = self.is_reduced(index, groups, lexicon) || self.is_aside(group, lexicon);
        let (relation, subject, governor) = if group.to.is_some()
            && group.be.is_none_or(|be| Some(be) > group.to)
        {
            self.infinitive(index, group, lexicon)
        } else if tag == Some(Tag::Relative) {
            (Relation::Relative, before.and_then(|at| self.antecedent(at)), None)
        } else if tag == Some(Tag::Coordinator) && self.coordinate(index, group).is_some() {
            let earlier = self.coordinate(index, group);
            let known = earlier.map(|at| &self.clauses[at]);
            (known.map_or(Relation::Main, |c| c.relation), known.and_then(|c| c.subject), earlier)
        } else if group.is_bare_gerund() {
            self.gerund(group, before, lexicon)
        } else if reduced {
            (Relation::Participle, self.participle_subject(group, before), None)
        } else if tag == Some(Tag::Mark)
            && self.continues_list(group)
            && group.is_bare_past()
            && index > 0
        {
            (Relation::Main, self.clauses[index - 1].subject, None)
        } else {
            (Relation::Main, self.main_subject(group), None)
        };
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

    /// Whether a bare past form is a participle: "soldiers killed in the clash were buried",
    /// "two killed by a mine".
    fn is_reduced(&self, index: usize, groups: &[VerbGroup], lexicon: &Lexicon) -> bool {
        let group = &groups[index];
        if !group.is_bare_past() {
            return false;
        }
        if group.form == Form::Participle {
            return true;
        }
        // "which rebels captured".
        let subject = self.phrases.iter().find(|phrase| phrase.last + 1 == group.first);
        let opener = subject.and_then(|phrase| phrase.first.checked_sub(1));
        if opener.is_some_and(|at| matches!(self.words[at].lower(), "which" | "whom" | "that")) {
            return false;
        }
        let next_word = self.words.get(group.head + 1);
        if next_word.is_some_and(|word| word.is("by")) {
            return true;
        }
        let object = self
            .phrases
            .iter()
            .any(|phrase| phrase.first == group.head + 1 && phrase.preposition.is_none());
        if !object && self.hangs_on_oblique(index, groups, lexicon) {
            return true;
        }
        let Some(next) = groups.get(index + 1) else { return false };
        if object || !next.is_finite() {
            return false;
        }
        // Another finite verb without a subject of its own, without "and" or "who" between.
        let between = group.head + 1..next.first;
        let parted = between.clone().any(|at| {
            matches!(self.words[at].tag, Tag::Coordinator | Tag::Relative | Tag::Subordinator)
                || matches!(self.words[at].lower(), ";" | ":")
        });
        let own_subject = self
            .phrases
            .iter()
            .any(|phrase| between.contains(&phrase.first) && phrase.preposition.is_none());
        !parted && !own_subject
    }

    /// ", nicknamed the fortress,": a bare past after a comma and a finite verb of its own clause.
    fn is_aside(&self, group: &VerbGroup, lexicon: &Lexicon) -> bool {
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
    fn continues_list(&self, group: &VerbGroup) -> bool {
        let later = &self.words[group.head + 1..];
        let next = later.iter().position(|word| word.tag.is_verb() || word.tag.is_auxiliary());
        next.is_some_and(|at| {
            matches!(later[at].tag, Tag::Verb(Form::Past))
                && later[..at].last().is_some_and(|word| word.tag == Tag::Coordinator)
        })
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

    /// The phrase that "who" or "which" at word `at` stands for.
    fn antecedent(&self, at: usize) -> Option<usize> {
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

    /// The clause that a verb after "and" continues.
    fn coordinate(&self, index: usize, group: &VerbGroup) -> Option<usize> {
        let kind = |group: &VerbGroup| (group.to.is_some(), group.is_bare_gerund());
        (0..index).rev().take(3).find(|at| {
            let earlier = &self.clauses[*at].group;
            kind(earlier) == kind(group) || (earlier.to.is_some() && group.form == Form::Base)
        })
    }

    fn infinitive(
        &self,
        index: usize,
        group: &VerbGroup,
        lexicon: &Lexicon,
    ) -> (Relation, Option<usize>, Option<usize>) {
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
        let lemma = self.words[clause.group.head].lemma.as_str();
        let controls = lexicon.cues.holds("enabling", lemma)
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
            );
        let subject = match between {
            Some(phrase) if controls && !clause.group.is_passive() => Some(phrase),
            _ => clause.subject,
        };
        (Relation::Infinitive, subject, Some(governor))
    }

    fn gerund(
        &self,
        group: &VerbGroup,
        before: Option<usize>,
        lexicon: &Lexicon,
    ) -> (Relation, Option<usize>, Option<usize>) {
        let governor = self.clauses.len().checked_sub(1);
        let finite = (0..self.clauses.len()).rev().find(|at| self.clauses[*at].group.is_finite());
        let shared = |at: Option<usize>| at.and_then(|at| self.clauses[at].subject);
        let Some(before) = before else { return (Relation::Gerund, None, None) };
        let word = &self.words[before];
        if word.tag.is_verb() || word.tag == Tag::Be {
            return (Relation::Gerund, shared(governor), governor);
        }
        if matches!(word.tag, Tag::Preposition | Tag::Subordinator) {
            let accused = finite.filter(|at| {
                let lemma = self.words[self.clauses[*at].group.head].lemma.as_str();
                word.is("of") && matches!(lemma, "accuse" | "suspect" | "convict")
                    || word.is("for")
                        && matches!(lemma, "blame" | "condemn" | "criticise" | "criticize")
            });
            if let Some(at) = accused {
                return (
                    Relation::Gerund,
                    self.first_phrase_after(self.clauses[at].group.head)
                        .filter(|phrase| self.phrases[*phrase].last < group.first)
                        .or(shared(Some(at))),
                    Some(at),
                );
            }
            // "stopped protesters from marching".
            let stops = |at: &usize| {
                lexicon.cues.holds("denied", &self.words[self.clauses[*at].group.head].lemma)
            };
            let stopped = finite
                .filter(|at| word.is("from") && stops(at))
                .and_then(|at| self.first_phrase_after(self.clauses[at].group.head))
                .filter(|phrase| self.phrases[*phrase].last < group.first);
            return (Relation::Gerund, stopped.or(shared(finite)), finite);
        }
        if word.tag == Tag::Mark {
            return (Relation::Participle, shared(finite), finite);
        }
        let phrase =
            self.phrases.partition_point(|phrase| phrase.last < group.first).checked_sub(1);
        (Relation::Participle, phrase, None)
    }

    fn first_phrase_after(&self, index: usize) -> Option<usize> {
        let at = self.phrases.partition_point(|phrase| phrase.first <= index);
        (at < self.phrases.len()).then_some(at)
    }

    fn participle_subject(&self, group: &VerbGroup, before: Option<usize>) -> Option<usize> {
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

    /// The phrase that `phrase` hangs on by prepositions, or itself.
    fn leading(&self, mut phrase: usize) -> Option<usize> {
        while phrase > 0 && self.phrases[phrase].preposition.is_some() {
            phrase -= 1;
        }
        Some(phrase)
    }

    fn main_subject(&self, group: &VerbGroup) -> Option<usize> {
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

    /// The first of coordinated phrases.
    fn first_of(&self, mut phrase: usize) -> usize {
        while let Some(before) = self.phrases[phrase].joined {
            phrase = before;
        }
        phrase
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

    /// Finds objects and oblique phrases of a clause.
    fn fill(&mut self, index: usize) {
        let head = self.clauses[index].group.head;
        let end = self.right_end(index);
        let subjects: Vec<usize> = self
            .clauses
            .iter()
            .enumerate()
            .filter(|(at, _)| *at > index)
            .filter_map(|(_, c)| (c.relation == Relation::Main).then_some(c.subject).flatten())
            .collect();
        let inside = |phrase: &Phrase| phrase.first > head && phrase.last < end;
        let (mut objects, mut oblique) = (Vec::new(), Vec::new());
        for (at, phrase) in self.phrases.iter().enumerate().filter(|(_, phrase)| inside(phrase)) {
            let other = subjects.iter().any(|subject| self.coordinated(*subject).contains(&at));
            let comma = self.words[head + 1..phrase.first].iter().any(|word| word.is(","));
            if other && (comma || !objects.is_empty()) {
                break;
            }
            if other
                && self.clauses.iter().any(|c| {
                    c.relation == Relation::Main
                        && c.subject == Some(at)
                        && c.group.first > phrase.last
                        && c.group.is_finite()
                })
            {
                break;
            }
            match phrase.preposition {
                Some(_) => oblique.push(at),
                None if phrase.joined.is_some() => {}
                None if is_time(&self.words[phrase.head]) => {}
                None => {
                    let parted = self.words[head + 1..phrase.first]
                        .iter()
                        .any(|word| word.is(",") || word.is(";"));
                    if objects.len() < 2 && !parted && oblique.is_empty() {
                        objects.push(at);
                    }
                }
            }
        }
        let start = self.left_start(index);
        let before = self.phrases.iter().enumerate().filter(|(at, phrase)| {
            let inner = self.clauses[..index].iter().any(|clause| {
                matches!(clause.relation, Relation::Relative | Relation::Participle)
                    && clause.oblique.contains(at)
            });
            phrase.first >= start
                && phrase.last < self.clauses[index].group.first
                && phrase.preposition.is_some()
                && !inner
        });
        oblique.extend(before.map(|(at, _)| at));
        if objects.is_empty() {
            objects.extend(self.relative_object(index));
        }
        let clause = &mut self.clauses[index];
        clause.extent = (start, end.saturating_sub(1).max(head));
        (clause.object, clause.second_object) = (objects.first().copied(), objects.get(1).copied());
        clause.oblique = oblique;
    }

    /// "donated and delivered food": the first verb takes the object of the second.
    fn share_objects(&mut self) {
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

/// A bare weekday, month or word such as "today" beside a verb is a time, not an argument.
fn is_time(word: &Word) -> bool {
    matches!(
        word.lower(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "week"
            | "month"
            | "year"
            | "day"
            | "night"
            | "morning"
            | "evening"
            | "afternoon"
            | "weekend"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "today"
            | "yesterday"
            | "tomorrow"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tags::tag;
    use crate::tokens::tokenize;
    use tidings_types::Span;

    /// Each clause as `verb(subject; object; oblique, …)`.
    fn check(sentence: &str, wanted: &str) {
        let lexicon = Lexicon::english().expect("the English files are well formed");
        let tokens = tokenize(sentence, Span::new(0, sentence.len()));
        let named = vec![false; tokens.len()];
        let structure = Structure::of(tag(tokens, &named, lexicon), lexicon);
        let word = |at: usize| structure.words[structure.phrases[at].head].lower().to_owned();
        let clauses: Vec<String> = structure
            .clauses
            .iter()
            .map(|clause| {
                let oblique: Vec<String> = clause
                    .oblique
                    .iter()
                    .map(|at| {
                        format!("{} {}", structure.preposition(*at).unwrap_or("?"), word(*at))
                    })
                    .collect();
                let name = |at: Option<usize>| at.map_or_else(|| "-".to_owned(), word);
                let verb = &structure.words[clause.group.head].lemma;
                format!(
                    "{verb}({}; {}; {})",
                    name(clause.subject),
                    name(clause.object),
                    oblique.join(", ")
                )
            })
            .collect();
        assert_eq!(clauses.join(" "), wanted, "{sentence}");
    }

    #[test]
    fn simple_clauses() {
        check("Gunmen killed two farmers near Hajin.", "kill(gunmen; farmers; near hajin)");
        check("Two farmers were killed by a mine.", "kill(farmers; -; by mine)");
        check(
            "The SDF continue the evacuations of civilians from Baghuz.",
            "continue(sdf; evacuations; of civilians, from baghuz)",
        );
        check("Rebels attack army base", "attack(rebels; base; )");
    }

    #[test]
    fn two_verbs() {
        check(
            "Rebels attacked the town and killed six people.",
            "attack(rebels; town; ) kill(rebels; people; )",
        );
        check(
            "Soldiers killed in the clash were buried.",
            "kill(soldiers; -; in clash) bury(soldiers; -; )",
        );
        check(
            "Fighters who fled the town surrendered.",
            "flee(fighters; town; ) surrender(fighters; -; )",
        );
        check("Police said gunmen fled.", "say(police; -; ) flee(gunmen; -; )");
        check("The army agreed to leave the village.", "agree(army; -; ) leave(army; village; )");
        check(
            "The army allowed families to leave.",
            "allow(army; families; ) leave(families; -; )",
        );
    }
}
