//! Words that look like verbs: which form of the verb they are here, or whether a noun or
//! adjective.

use super::settle::{before, is_base};
use super::{Tag, Word};
use crate::inflection::Form;
use crate::lexicon::Lexicon;

/// The class of a word that may be a verb.
pub(super) fn settle_verb(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let word = &words[index];
    let readings = lexicon.verb(word.lower());
    let has = |form: Form| readings.iter().any(|(_, known)| *known == form);
    let previous = before(words, index).map(|word| word.tag);
    if word.lower().ends_with("ing") && (readings.is_empty() || has(Form::Gerund)) {
        return settle_gerund(words, index, lexicon);
    }
    if matches!(previous, Some(Tag::Have | Tag::Be))
        && (has(Form::Participle) || readings.is_empty())
    {
        return Tag::Verb(Form::Participle);
    }
    if matches!(previous, Some(Tag::To | Tag::Modal | Tag::Do)) && has(Form::Base) {
        return Tag::Verb(Form::Base);
    }
    if readings.is_empty() || has(Form::Past) || has(Form::Participle) {
        if has(Form::Base) && has(Form::Past) {
            return settle_unchanging(words, index);
        }
        return settle_past(words, index, has(Form::Past) || readings.is_empty());
    }
    settle_present(words, index, lexicon, has(Form::Third))
}

/// "hit", "cut", "put": present and past look alike.
fn settle_unchanging(words: &[Word], index: usize) -> Tag {
    let previous = before(words, index).map(|word| word.tag);
    match previous {
        Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Genitive | Tag::Number) => {
            Tag::Noun
        }
        _ => Tag::Verb(Form::Past),
    }
}

/// A form in -ing: verb, noun ("the shelling of the town") or adjective ("demining teams").
fn settle_gerund(words: &[Word], index: usize, lexicon: &Lexicon) -> Tag {
    let progressive = before(words, index).is_some_and(|word| word.tag == Tag::Be);
    if progressive && !precedes_of(words, index) {
        Tag::Verb(Form::Gerund)
    } else if gerund_describes(words, index, lexicon) {
        Tag::Adjective
    } else if gerund_names(words, index, lexicon) {
        Tag::Noun
    } else {
        Tag::Verb(Form::Gerund)
    }
}

fn gerund_describes(words: &[Word], index: usize, lexicon: &Lexicon) -> bool {
    let Some(next) = words.get(index + 1) else { return false };
    // "Demining teams continue", not "Killing civilians is".
    let plural_subject = index == 0
        && next.tag == Tag::Noun
        && next.lower() != next.noun
        && words.get(2).is_some_and(|word| {
            matches!(word.lower(), "are" | "were" | "have") || is_base(word, lexicon)
        });
    let noun_next = matches!(next.tag, Tag::Noun | Tag::Proper)
        || lexicon.is_noun(&next.noun) && !next.tag.is_auxiliary();
    let word = words[index].lower();
    plural_subject
        || noun_next && next.tag != Tag::Proper && lexicon.is_describing(word)
        || noun_next && !next.is("of") && follows_modifier(words, index) && !lexicon.is_noun(word)
}

fn gerund_names(words: &[Word], index: usize, lexicon: &Lexicon) -> bool {
    let previous = before(words, index).map(|word| word.tag);
    let next = words.get(index + 1);
    let known = lexicon.is_noun(words[index].lower());
    let opens_phrase = next.is_some_and(|word| {
        matches!(
            word.tag,
            Tag::Determiner | Tag::Number | Tag::Possessive | Tag::Pronoun | Tag::Proper
        )
    });
    let compound = matches!(previous, Some(Tag::Noun | Tag::Proper)) && !opens_phrase;
    let object = opens_object(next) || next.is_some_and(|word| word.tag == Tag::Noun);
    let bare = (index == 0 || previous == Some(Tag::Preposition)) && !object;
    follows_modifier(words, index) || precedes_of(words, index) || known && (compound || bare)
}

fn follows_modifier(words: &[Word], index: usize) -> bool {
    before(words, index).is_some_and(|word| {
        matches!(
            word.tag,
            Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Adjective | Tag::Number
        )
    })
}

fn precedes_of(words: &[Word], index: usize) -> bool {
    words.get(index + 1).is_some_and(|word| word.is("of"))
}

/// A past form: finite, participle after its noun, or an adjective before one.
fn settle_past(words: &[Word], index: usize, finite: bool) -> Tag {
    let previous = before(words, index).map(|word| word.tag);
    let next = words.get(index + 1).map(|word| word.tag);
    let opens = matches!(
        previous,
        Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Genitive | Tag::Preposition)
    );
    let noun_next = matches!(next, Some(Tag::Noun | Tag::Proper | Tag::Adjective))
        || words
            .get(index + 1)
            .is_some_and(|word| matches!(word.tag, Tag::Verb(_)) && !word.lower().ends_with("ed"));
    let after_number = matches!(previous, Some(Tag::Number)) && matches!(next, Some(Tag::Noun));
    if noun_next && (opens || after_number) {
        return Tag::Adjective;
    }
    if matches!(previous, Some(Tag::Determiner | Tag::Possessive))
        && !matches!(words.get(index.wrapping_sub(1)).map(Word::lower), Some("that" | "this"))
    {
        // "the wounded", "the displaced": people.
        return Tag::Noun;
    }
    if finite { Tag::Verb(Form::Past) } else { Tag::Verb(Form::Participle) }
}

/// A base form or a form in -s: verb or noun.
fn settle_present(words: &[Word], index: usize, lexicon: &Lexicon, third: bool) -> Tag {
    let verb = Tag::Verb(if third { Form::Third } else { Form::Base });
    let Some(previous) = before(words, index) else {
        return if third { Tag::Noun } else { imperative(words, index, verb) };
    };
    let next = words.get(index + 1);
    match previous.tag {
        Tag::To | Tag::Modal | Tag::Do => verb,
        Tag::Pronoun | Tag::Relative => verb,
        Tag::Determiner
        | Tag::Possessive
        | Tag::Genitive
        | Tag::Adjective
        | Tag::Preposition
        | Tag::Number
        | Tag::Be
        | Tag::Have => Tag::Noun,
        Tag::Verb(_) => Tag::Noun,
        Tag::Noun | Tag::Proper => after_noun(words, index, previous, next, lexicon, third),
        Tag::Coordinator => after_coordinator(words, index, verb),
        _ => {
            if opens_object(next) && !third {
                verb
            } else {
                Tag::Noun
            }
        }
    }
}

fn imperative(words: &[Word], index: usize, verb: Tag) -> Tag {
    if matches!(words.get(index + 1).map(|word| word.tag), Some(Tag::Determiner | Tag::Possessive))
    {
        verb
    } else {
        Tag::Noun
    }
}

fn opens_object(next: Option<&Word>) -> bool {
    next.is_some_and(|word| {
        matches!(
            word.tag,
            Tag::Determiner
                | Tag::Possessive
                | Tag::Number
                | Tag::Pronoun
                | Tag::Proper
                | Tag::Adjective
        )
    })
}

/// "rebels attack the town" against "rebel attacks in the town".
fn after_noun(
    words: &[Word],
    index: usize,
    previous: &Word,
    next: Option<&Word>,
    lexicon: &Lexicon,
    third: bool,
) -> Tag {
    let verb = Tag::Verb(if third { Form::Third } else { Form::Base });
    let plural = previous.lower() != previous.noun || is_plural(previous.lower());
    let known_noun = lexicon.is_noun(&words[index].noun);
    if !known_noun {
        return verb;
    }
    let agrees = previous.tag == Tag::Proper || plural != third;
    if !agrees || !third && begins_with_article(words, index) {
        return Tag::Noun;
    }
    let finite_next = next.is_some_and(|word| may_be_finite(word, lexicon));
    // Compounds begin with a singular: "rebels attack" is a clause.
    if !third && previous.lower() != previous.noun && !is_plural(previous.lower()) && !finite_next {
        return verb;
    }
    let verb_later = words[index + 1..].iter().any(|word| may_be_finite(word, lexicon));
    let object =
        opens_object(next) || next.is_some_and(|word| word.tag == Tag::Noun || word.is("to"));
    let preposition = next.is_some_and(|word| word.tag == Tag::Preposition && !word.is("of"));
    let ends = next.is_none_or(|word| word.tag == Tag::Mark) && previous.tag != Tag::Noun;
    if object || (preposition || ends) && !verb_later { verb } else { Tag::Noun }
}

/// "a police station": one thing, however plural its first noun looks.
fn begins_with_article(words: &[Word], index: usize) -> bool {
    let opener = words[..index]
        .iter()
        .rev()
        .find(|word| !matches!(word.tag, Tag::Noun | Tag::Adjective | Tag::Proper));
    opener.is_some_and(|word| matches!(word.lower(), "a" | "an"))
}

fn may_be_finite(word: &Word, lexicon: &Lexicon) -> bool {
    let mut readings = lexicon.verb(word.lower()).iter();
    word.tag.is_auxiliary() || readings.any(|(_, form)| *form == Form::Past)
}

/// Words that are plural without saying so, and plurals that begin compounds.
fn is_plural(word: &str) -> bool {
    matches!(
        word,
        "police"
            | "people"
            | "men"
            | "women"
            | "troops"
            | "children"
            | "forces"
            | "arms"
            | "talks"
            | "rights"
    )
}

/// "and kill five": like the verb before, if one is near.
fn after_coordinator(words: &[Word], index: usize, verb: Tag) -> Tag {
    let earlier = words[..index].iter().rev().skip(1).take(8).find(|word| word.tag.is_verb());
    let same = earlier.is_some_and(|word| match (word.tag, verb) {
        (Tag::Verb(earlier), Tag::Verb(now)) => earlier == now,
        _ => false,
    });
    if same
        && (opens_object(words.get(index + 1))
            || words
                .get(index + 1)
                .is_some_and(|w| w.tag == Tag::Noun || w.tag == Tag::Preposition))
    {
        verb
    } else {
        Tag::Noun
    }
}
