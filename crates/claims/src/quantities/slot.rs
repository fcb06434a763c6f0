//! A number with the noun it stands before: "three police officers", "12 of the wounded", "some 40".

use crate::tokens::{Token, TokenKind};

use super::{
    find::Amount,
    words::{Class, Side, WORDS},
};

/// Words and signs that end the counted words.
const NOUN_STOPS: &[&str] = &[
    ",",
    ".",
    ";",
    "(",
    ")",
    ":",
    "and",
    "or",
    "in",
    "on",
    "at",
    "by",
    "to",
    "for",
    "from",
    "with",
    "after",
    "as",
    "were",
    "was",
    "are",
    "is",
    "have",
    "had",
    "has",
    "who",
    "that",
    "while",
    "when",
    "but",
    "into",
    "near",
    "including",
    "during",
    "people's",
];

/// A number with the noun it stands before.
pub(super) struct Slot {
    pub(super) amount: Amount,
    pub(super) class: Class,
    /// Tokens of the counted words.
    pub(super) noun: Option<(usize, usize)>,
    /// Index just past number and noun.
    pub(super) end: usize,
    /// Whether no number is written: "a soldier".
    pub(super) implied: bool,
}

/// The slot of `amount`; `None` where it measures (kilometres, per cent) and counts nothing.
pub(super) fn slot(tokens: &[Token], amount: Amount) -> Option<Slot> {
    let mut at = amount.next;
    if WORDS.is_measure(word(tokens, at)) || word(tokens, at) == "%" {
        return None;
    }
    if word(tokens, at) == "of" {
        at += 1;
        at += usize::from(matches!(
            word(tokens, at),
            "the" | "them" | "its" | "their" | "his" | "these" | "those"
        ));
    }
    let start = at;
    for reach in 0..6 {
        let here = at + reach;
        let Some(token) = tokens.get(here) else { break };
        // "Mud-and-thatch homes"
        let inside_compound =
            reach > 0 && !token.spaced && (token.is("-") || word(tokens, here - 1) == "-");
        if (stops_noun(token) && !inside_compound)
            || (reach > 0 && cue_at(tokens, here).is_some() && WORDS.class(&token.lower).is_none())
        {
            break;
        }
        if WORDS.is_measure(&token.lower) && reach <= 1 {
            return None;
        }
        if let Some(class) = WORDS.class(&token.lower) {
            let (end, class) = last_noun(tokens, here, class);
            return Some(Slot { amount, class, noun: Some((start, end)), end, implied: false });
        }
    }
    Some(Slot { amount, class: Class::Bare, noun: None, end: start, implied: false })
}

/// Whether the counted words end before `token`.
pub(super) fn stops_noun(token: &Token) -> bool {
    NOUN_STOPS.contains(&token.lower.as_str()) || token.kind == TokenKind::Digits
}

/// The first cue that starts at `at`: its kind, its side and the index past it.
pub(super) fn cue_at(tokens: &[Token], at: usize) -> Option<(&'static str, Side, usize)> {
    WORDS.cues(tokens, at).next()
}

/// The word at `at` in small letters; empty past the ends.
pub(super) fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.lower.as_str())
}

/// "Police officers", "army conscripts": the last of several nouns in a row decides.
fn last_noun(tokens: &[Token], at: usize, class: Class) -> (usize, Class) {
    let (mut end, mut class) = (at + 1, class);
    while let Some(next) = tokens.get(end).and_then(|token| WORDS.class(&token.lower)) {
        if matches!(word(tokens, end), "dead" | "displaced" | "home" | "homes" | "body")
            && class == Class::Person
        {
            break;
        }
        class = next;
        end += 1;
    }
    (end, class)
}
