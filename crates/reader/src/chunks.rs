//! Words to verb groups and noun phrases.

use crate::inflection::Form;
use crate::tags::{Tag, Word};

/// A main verb with its auxiliaries: "may have been killed", "to return", "killing".
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct VerbGroup {
    /// First word.
    pub(crate) first: usize,
    /// Main verb; a form of "be" or "have" where it stands alone.
    pub(crate) head: usize,
    /// Form of the main verb.
    pub(crate) form: Form,
    pub(crate) modal: Option<usize>,
    /// "to" of an infinitive.
    pub(crate) to: Option<usize>,
    pub(crate) negation: Option<usize>,
    /// A form of "be" before the main verb.
    pub(crate) be: Option<usize>,
    /// "being" before the main verb: "are being cleared".
    pub(crate) being: bool,
    /// A form of "have" before the main verb.
    pub(crate) have: Option<usize>,
    /// The main verb is "be" itself.
    pub(crate) copula: bool,
}

impl VerbGroup {
    /// Whether it has an auxiliary, so that a past form is no bare one.
    pub(crate) fn has_auxiliary(&self) -> bool {
        self.be.is_some() || self.have.is_some() || self.modal.is_some() || self.to.is_some()
    }

    /// "was killed", "to be killed".
    pub(crate) fn is_passive(&self) -> bool {
        self.be.is_some() && !self.copula && matches!(self.form, Form::Participle | Form::Past)
    }

    /// "is fighting".
    pub(crate) fn is_progressive(&self) -> bool {
        self.be.is_some() && self.form == Form::Gerund || self.being
    }

    /// "killed" without anything before it: active, or a passive without its "was".
    pub(crate) fn is_bare_past(&self) -> bool {
        !self.has_auxiliary() && matches!(self.form, Form::Past | Form::Participle)
    }

    /// "killing" without "is".
    pub(crate) fn is_bare_gerund(&self) -> bool {
        self.form == Form::Gerund && self.be.is_none()
    }

    /// Whether it can carry a clause of its own.
    pub(crate) fn is_finite(&self) -> bool {
        let bare_participle = self.form == Form::Participle && !self.has_auxiliary();
        self.to.is_none() && !self.is_bare_gerund() && !bare_participle
    }
}

/// A noun phrase without what follows its head.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Phrase {
    /// First word, determiner included.
    pub(crate) first: usize,
    /// The noun that the others describe.
    pub(crate) head: usize,
    /// Last word.
    pub(crate) last: usize,
    /// The preposition that governs it.
    pub(crate) preposition: Option<usize>,
    /// Last genitive inside: what stands before it owns the head.
    pub(crate) genitive: Option<usize>,
    /// Index of the phrase that it is coordinated with, if any.
    pub(crate) joined: Option<usize>,
}

impl Phrase {
    /// All its words.
    pub(crate) fn words(&self) -> std::ops::RangeInclusive<usize> {
        self.first..=self.last
    }

    pub(crate) fn holds(&self, index: usize) -> bool {
        self.words().contains(&index)
    }
}

/// All verb groups, in order.
pub(crate) fn verb_groups(words: &[Word]) -> Vec<VerbGroup> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match verb_group(words, at) {
            Some((group, end)) => {
                groups.push(group);
                at = end;
            }
            None => at += 1,
        }
    }
    groups
}

fn verb_group(words: &[Word], first: usize) -> Option<(VerbGroup, usize)> {
    let opening = words[first].tag;
    let negated = opening == Tag::Negation && words.get(first + 1)?.tag == Tag::To;
    if !(opening.is_verb() || opening.is_auxiliary() || opening == Tag::To || negated) {
        return None;
    }
    let mut group = VerbGroup {
        first,
        head: first,
        form: Form::Base,
        modal: None,
        to: None,
        negation: None,
        be: None,
        being: false,
        have: None,
        copula: false,
    };
    let (mut at, mut last_auxiliary) = (first, None);
    while let Some(word) = words.get(at) {
        match word.tag {
            Tag::Modal => group.modal = group.modal.or(Some(at)),
            Tag::Be => {
                group.being |= group.be.is_some() && word.is("being");
                group.be = Some(at);
            }
            Tag::Have => group.have = group.have.or(Some(at)),
            Tag::Do => {}
            Tag::To if at == first || group.be.is_some() || negated => group.to = Some(at),
            Tag::Negation => group.negation = Some(at),
            Tag::Adverb => {}
            Tag::Verb(form) => {
                (group.head, group.form) = (at, form);
                return Some((group, at + 1));
            }
            _ => break,
        }
        if word.tag.is_auxiliary() {
            last_auxiliary = Some(at);
        }
        at += 1;
    }
    lone_auxiliary(words, group, last_auxiliary?)
}

/// A group without a main verb: the last auxiliary is the main verb.
fn lone_auxiliary(words: &[Word], mut group: VerbGroup, head: usize) -> Option<(VerbGroup, usize)> {
    group.head = head;
    group.copula = words[head].tag == Tag::Be;
    group.form = match words[head].lower() {
        "was" | "were" | "had" | "did" => Form::Past,
        "been" | "done" => Form::Participle,
        "being" | "having" | "doing" => Form::Gerund,
        _ => Form::Third,
    };
    if group.have == Some(head) {
        group.have = None;
    }
    Some((group, head + 1))
}

fn is_quote(word: &Word) -> bool {
    matches!(word.lower(), "\"" | "“" | "”" | "'" | "‘" | "«" | "»")
        && matches!(word.tag, Tag::Mark | Tag::Genitive)
}

/// All noun phrases, in order. `groups` are the verb groups, whose words are left out.
pub(crate) fn phrases(words: &[Word], groups: &[VerbGroup]) -> Vec<Phrase> {
    let mut taken = vec![false; words.len()];
    for group in groups {
        taken[group.first..=group.head].fill(true);
    }
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match phrase(words, &taken, at) {
            Some(phrase) => {
                at = phrase.last + 1;
                phrases.push(phrase);
            }
            None => at += 1,
        }
    }
    join(words, &mut phrases);
    phrases
}

fn opens(tag: Tag) -> bool {
    matches!(tag, Tag::Determiner | Tag::Possessive | Tag::Adjective) || tag.is_nominal()
}

fn phrase(words: &[Word], taken: &[bool], first: usize) -> Option<Phrase> {
    if taken[first] || !opens(words[first].tag) {
        return None;
    }
    let (mut last, mut head, mut genitive) = (first, None, None);
    let mut at = first;
    while at < words.len() && !taken[at] {
        let tag = words[at].tag;
        match tag {
            Tag::Pronoun if at > first => break,
            Tag::Determiner | Tag::Possessive if head.is_some() => break,
            Tag::Genitive => {
                let more = words.get(at + 1).is_some_and(|next| opens(next.tag)) && !taken[at + 1];
                if !more || head.is_none() {
                    break;
                }
                genitive = Some(at);
                (last, head) = (at, None);
            }
            Tag::Adverb => {
                if !words
                    .get(at + 1)
                    .is_some_and(|next| matches!(next.tag, Tag::Adjective | Tag::Number))
                {
                    break;
                }
            }
            _ if opens(tag) => {
                if matches!(tag, Tag::Noun | Tag::Proper | Tag::Number | Tag::Pronoun) {
                    head = Some(at);
                }
                last = at;
            }
            _ if is_quote(&words[at]) && bridges_quote(words, taken, at) => {}
            _ => break,
        }
        if tag == Tag::Pronoun {
            break;
        }
        at += 1;
    }
    let head = head.unwrap_or(last);
    Some(Phrase {
        first,
        head,
        last,
        preposition: preposition(words, first),
        genitive,
        joined: None,
    })
}

/// Whether a quotation mark stands inside a phrase: the “Micro Caliphate”.
fn bridges_quote(words: &[Word], taken: &[bool], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| next.tag.is_nominal() && !taken[at + 1])
}

/// The preposition before a phrase, adverbs and quotation marks between them passed over.
fn preposition(words: &[Word], first: usize) -> Option<usize> {
    let before = (0..first)
        .rev()
        .find(|index| words[*index].tag != Tag::Adverb && !is_quote(&words[*index]))?;
    (words[before].tag == Tag::Preposition).then_some(before)
}

/// Links coordinated phrases: "food, water and medicine".
fn join(words: &[Word], phrases: &mut [Phrase]) {
    for index in 1..phrases.len() {
        let between = phrases[index - 1].last + 1..phrases[index].first;
        let coordinated = between.len() <= 3
            && between.clone().any(|at| matches!(words[at].lower(), "and" | "or" | "nor" | "&"))
            && between
                .clone()
                .all(|at| matches!(words[at].tag, Tag::Coordinator | Tag::Mark | Tag::Adverb));
        if coordinated {
            attach(phrases, index);
            join_list(words, phrases, index - 1);
        }
    }
}

fn attach(phrases: &mut [Phrase], index: usize) {
    phrases[index].joined = Some(index - 1);
    if phrases[index].preposition.is_none() {
        phrases[index].preposition = phrases[index - 1].preposition;
    }
}

/// Walks back over the commas of a list whose last two members are joined by "and".
fn join_list(words: &[Word], phrases: &mut [Phrase], mut index: usize) {
    while index > 0 && phrases[index].preposition.is_none() && phrases[index].joined.is_none() {
        let between = phrases[index - 1].last + 1..phrases[index].first;
        if between.len() != 1 || !between.clone().all(|at| words[at].is(",")) {
            return;
        }
        let (same, alike) = (words[phrases[index].head].tag, words[phrases[index - 1].head].tag);
        if same != alike {
            return;
        }
        attach(phrases, index);
        index -= 1;
    }
    // The preposition of the first member governs the later ones.
    for later in index + 1..phrases.len() {
        if phrases[later].joined == Some(later - 1) && phrases[later].preposition.is_none() {
            phrases[later].preposition = phrases[later - 1].preposition;
        }
    }
}
