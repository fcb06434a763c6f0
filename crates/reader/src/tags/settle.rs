//! Ambiguous words settled by their neighbours.

use super::verbs::settle_verb;
use super::{Tag, Word};
use crate::inflection::Form;
use crate::lexicon::Lexicon;

/// Settles an ambiguous word by its neighbours. Words before `index` are settled already.
pub(super) fn settle(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let word = &words[index];
    match word.tag {
        Tag::Verb(_) => settle_verb(words, index, lexicon),
        Tag::Preposition if word.is("to") => to_or_preposition(words, index, lexicon),
        Tag::Determiner if word.is("that") => settle_that(words, index),
        Tag::Genitive if word.is("'s") => settle_clitic(words, index),
        Tag::Subordinator if word.is("that") => settle_that(words, index),
        // "to clear", "will free": adjectives that are verbs too.
        Tag::Adjective if follows_auxiliary(words, index) && is_base(word, lexicon) => {
            Tag::Verb(Form::Base)
        }
        Tag::Adjective if lexicon.is_noun(&word.noun) => settle_adjective(words, index, lexicon),
        tag => tag,
    }
}

pub(super) fn is_base(word: &Word, lexicon: &Lexicon) -> bool {
    lexicon.verb(word.lower()).iter().any(|(_, form)| *form == Form::Base)
}

/// The nearest word before `index` that is no adverb or negation.
pub(super) fn before(words: &[Word], index: usize) -> Option<&Word> {
    words[..index].iter().rev().find(|word| !matches!(word.tag, Tag::Adverb | Tag::Negation))
}

fn follows_auxiliary(words: &[Word], index: usize) -> bool {
    before(words, index).is_some_and(|word| matches!(word.tag, Tag::To | Tag::Modal | Tag::Do))
}

/// "official", "rebel", "militant": a noun where no noun follows.
fn settle_adjective(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let describes = words.get(index + 1).is_some_and(|next| {
        matches!(next.tag, Tag::Noun | Tag::Proper | Tag::Adjective)
            || next.tag.is_verb() && lexicon.is_noun(&next.noun) && !next.lower().ends_with("ed")
    });
    if describes { Tag::Adjective } else { Tag::Noun }
}

fn to_or_preposition(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let next = words[index + 1..].iter().find(|word| word.tag != Tag::Adverb);
    let infinitive = next.is_some_and(|word| {
        matches!(word.tag, Tag::Be | Tag::Have | Tag::Do)
            || (word.tag.is_verb() || word.tag == Tag::Adjective)
                && lexicon.verb(word.lower()).iter().any(|(_, form)| *form == Form::Base)
    });
    if infinitive { Tag::To } else { Tag::Preposition }
}

/// "that" opens a clause after a verb, relates after a noun before a verb, else points.
fn settle_that(words: &[Word], index: usize) -> Tag {
    let next = words.get(index + 1).map(|word| word.tag);
    let previous = before(words, index).map(|word| word.tag);
    match (previous, next) {
        (Some(Tag::Noun | Tag::Proper), Some(next)) if next.is_verb() || next.is_auxiliary() => {
            Tag::Relative
        }
        (Some(Tag::Noun | Tag::Proper), _) => Tag::Subordinator,
        (Some(previous), _) if previous.is_verb() || previous == Tag::Be => Tag::Subordinator,
        (Some(Tag::Mark | Tag::Adjective | Tag::Pronoun), _) => Tag::Subordinator,
        _ => Tag::Determiner,
    }
}

/// "'s" is "is" or "has" after a pronoun, else a genitive.
fn settle_clitic(words: &[Word], index: usize) -> Tag {
    let pronoun =
        index > 0 && matches!(words[index - 1].tag, Tag::Pronoun | Tag::Relative | Tag::Adverb);
    if pronoun { Tag::Be } else { Tag::Genitive }
}
