//! The first guess at a word's class, from the word alone.

use super::{Style, Tag};
use crate::inflection::Form;
use crate::lexicon::{Lexicon, Small};
use crate::tokens::{Shape, Token};

/// Endings of English adjectives.
const DESCRIBING_ENDINGS: &[&str] = &[
    "ous",
    "ful",
    "ive",
    "ical",
    "ic",
    "able",
    "ible",
    "less",
    "ary",
    "-led",
    "-backed",
    "-held",
    "-controlled",
    "-run",
    "-old",
    "ese",
    "ish",
    "-wide",
    "-based",
    "-linked",
    "-armed",
    "ern",
];

/// The class of token `index` by its shape and the lists; `noun` is its singular, and `named` says
/// that it lies in a known name.
pub(super) fn first_guess(
    token: &Token,
    noun: &str,
    index: usize,
    named: bool,
    style: Style,
    lexicon: &Lexicon,
) -> Tag {
    match token.shape {
        Shape::Mark => return if token.lower == "'" { Tag::Genitive } else { mark(token) },
        Shape::Number => return number(token),
        _ if token.lower == "'s" => return Tag::Genitive,
        _ => {}
    }
    if named && (style != Style::Upper || lexicon.small(&token.lower).is_none()) {
        return Tag::Proper;
    }
    let small = lexicon.small(&token.lower);
    let capital = token.is_capital() && style == Style::Sentence && index > 0;
    // "US" and "WHO" are names, "us" and "who" are not.
    if let Some(small) = small.filter(|_| !(capital && token.shape == Shape::Upper)) {
        return from_small(small);
    }
    if lexicon.names.holds("numbers", &token.lower) {
        return Tag::Number;
    }
    if capital {
        return Tag::Proper;
    }
    open_class(token, noun, style, lexicon)
}

/// The class of a word that no list of small words or numbers holds.
fn open_class(token: &Token, noun: &str, style: Style, lexicon: &Lexicon) -> Tag {
    if lexicon.names.holds("nationalities", &token.lower) {
        let people = token.lower.ends_with('s') && !token.lower.ends_with("ss");
        return if people { Tag::Noun } else { Tag::Adjective };
    }
    if lexicon.is_adjective(&token.lower) {
        return Tag::Adjective;
    }
    if let Some((_, form)) = lexicon.verb(&token.lower).first() {
        return Tag::Verb(*form);
    }
    if token.is_capital() && style != Style::Upper && !lexicon.is_noun(noun) {
        return Tag::Proper;
    }
    by_ending(&token.lower)
}

fn mark(token: &Token) -> Tag {
    if token.lower == "&" { Tag::Coordinator } else { Tag::Mark }
}

/// "23" counts; "30-year-old" and "21st" describe.
fn number(token: &Token) -> Tag {
    let letters = token.lower.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters == 0 || token.lower.ends_with("-odd") { Tag::Number } else { Tag::Adjective }
}

fn from_small(small: Small) -> Tag {
    match small {
        Small::Determiner => Tag::Determiner,
        Small::Pronoun => Tag::Pronoun,
        Small::Possessive => Tag::Possessive,
        Small::Relative => Tag::Relative,
        Small::Preposition => Tag::Preposition,
        Small::Coordinator => Tag::Coordinator,
        Small::Subordinator => Tag::Subordinator,
        Small::Modal => Tag::Modal,
        Small::Negation => Tag::Negation,
        Small::Adverb => Tag::Adverb,
        Small::Be => Tag::Be,
        Small::Have => Tag::Have,
        Small::Do => Tag::Do,
    }
}

fn by_ending(word: &str) -> Tag {
    let ends = |endings: &[&str]| {
        endings.iter().any(|end| word.ends_with(end) && word.len() > end.len() + 2)
    };
    if ends(&["ly"]) {
        Tag::Adverb
    } else if ends(DESCRIBING_ENDINGS) {
        Tag::Adjective
    } else if ends(&["ing"]) {
        Tag::Verb(Form::Gerund)
    } else if ends(&["ed"]) && !word.contains('-') {
        Tag::Verb(Form::Past)
    } else if ends(&["ed"]) {
        Tag::Adjective
    } else {
        Tag::Noun
    }
}
