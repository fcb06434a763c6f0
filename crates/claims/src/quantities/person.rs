//! Single persons whose number is not written: "a soldier was killed", "Policeman shot dead",
//! "killed a child".

use tidings_types::{Qualifier, Span};

use crate::tokens::{Token, TokenKind};

use super::{
    find::Amount,
    slot::{Slot, cue_at, stops_noun, word},
    words::{Class, Side, WORDS},
};

/// Words of persons that, without a plural ending, mean several, a body or an office.
const NOT_ONE: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "police",
    "military",
    "troops",
    "policemen",
    "gunmen",
    "militiamen",
    "servicemen",
    "firemen",
    "fishermen",
    "businessmen",
    "government",
    "army",
    "group",
    "militia",
    "ministry",
    "family",
    "population",
    "crowd",
    "militants",
    "dead",
    "force",
    "patrol",
    "convoy",
    "unit",
    "side",
    "team",
    "gang",
    "clan",
    "local",
    "home",
    "displaced",
    "regime",
    "body",
    "junta",
    "navy",
    "coalition",
    "alliance",
    "movement",
    "organisation",
    "organization",
    "humanitarian",
    "community",
    "parliament",
    "court",
    "administration",
    "authority",
    "embassy",
    "agency",
    "ngo",
    "youth",
    "battalion",
    "brigade",
    "regiment",
    "staff",
    "crew",
    "personnel",
    "garrison",
    "attacker",
    "cell",
    "faction",
    "household",
    "cartel",
    "idp",
    "tribe",
    "mob",
    "couple",
    "municipality",
    "warship",
    "gunboat",
    "insurgency",
    "jihadi",
    "insurgent",
    "president",
    "separatist",
    "paramilitary",
];

/// Small words between a person and the participle that tells its fate.
const AUXILIARIES: &[&str] = &[
    "was",
    "is",
    "has",
    "had",
    "been",
    "also",
    "found",
    "shot",
    "later",
    "being",
    "reportedly",
    "and",
];

/// Singular persons with a deadly or like cue beside them: "a soldier was killed", "Policeman shot
/// dead", "killed a child".
pub(super) fn single_persons(tokens: &[Token], slots: &[Slot]) -> Vec<Slot> {
    (0..tokens.len()).filter_map(|at| single_person(tokens, at, slots)).collect()
}

fn single_person(tokens: &[Token], at: usize, slots: &[Slot]) -> Option<Slot> {
    let taken = slots.iter().any(|slot| slot.amount.first <= at && at < slot.end);
    if taken || !is_singular_head(tokens, at) {
        return None;
    }
    let start = phrase_start(tokens, at);
    if !shares_fate(tokens, start, at) {
        return None;
    }
    let span = tokens.get(start)?.span.cover(tokens.get(at)?.span);
    Some(implied_slot(span, start, at + 1))
}

/// A slot for one person told by the tokens from `first` to before `end`.
fn implied_slot(span: Span, first: usize, end: usize) -> Slot {
    let amount = Amount {
        span,
        number: span,
        low: Some(1),
        best: Some(1),
        high: Some(1),
        qualifier: Qualifier::Exact,
        first,
        next: end,
    };
    Slot { amount, class: Class::Person, noun: Some((first, end)), end, implied: true }
}

/// Whether the word at `at` is the last of a phrase that means one person.
fn is_singular_head(tokens: &[Token], at: usize) -> bool {
    let lower = word(tokens, at);
    let plural = lower.ends_with('s') || NOT_ONE.contains(&lower);
    let person = matches!(WORDS.class(lower), Some(Class::Person)) && crate::actors::is_head(lower);
    // "Police officer", "rebel leader": the next word is the head.
    let head = WORDS.class(word(tokens, at + 1)).is_none_or(|class| class != Class::Person)
        || word(tokens, at + 1) == "dead";
    !plural && person && head
}

/// Whether a cue beside the phrase from `start` to `at` tells what became of the person.
fn shares_fate(tokens: &[Token], start: usize, at: usize) -> bool {
    let lead = word(tokens, start);
    let article = matches!(lead, "a" | "an");
    let definite = matches!(lead, "the" | "his" | "her" | "their" | "its" | "this" | "that");
    let capital = tokens.get(start).is_some_and(|token| token.capital);
    let headline = !definite && !article && capital;
    let after = deadly_after(tokens, at + 1);
    let before = !definite && deadly_before(tokens, start);
    let bare = !definite && !article;
    article && (after || before)
        || bare && (after && (headline || start == 0) || before && !lead.is_empty() && start == at)
}

/// "Killed a", "abducting": a cue of a personal kind at most two tokens before the phrase.
fn deadly_before(tokens: &[Token], start: usize) -> bool {
    (1..=2).filter_map(|back| start.checked_sub(back)).any(|at| {
        WORDS
            .cues(tokens, at)
            .any(|(kind, side, next)| next <= start && is_personal(kind) && side != Side::Noun)
    })
}

/// Words and signs of a phrase before its noun: an age ("a 14-year-old") takes six.
const PHRASE_WORDS: usize = 7;

/// Back over adjectives to the article or the start of the phrase.
fn phrase_start(tokens: &[Token], at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < PHRASE_WORDS {
        let Some(token) = tokens.get(start - 1) else { break };
        if matches!(
            token.lower.as_str(),
            "a" | "an" | "the" | "his" | "her" | "their" | "its" | "this" | "that"
        ) {
            return start - 1;
        }
        // "A 14-year-old boy": over the age.
        let age = token.kind == TokenKind::Digits
            && word(tokens, start) == "-"
            && word(tokens, start + 1) == "year";
        if age {
            start -= 1;
            continue;
        }
        let stop = token.kind != TokenKind::Word && !token.is("-")
            || stops_noun(token)
            || cue_at(tokens, start - 1).is_some();
        if stop {
            break;
        }
        start -= 1;
    }
    start
}

fn deadly_after(tokens: &[Token], at: usize) -> bool {
    let mut here = at;
    while here < at + 4 && AUXILIARIES.contains(&word(tokens, here)) {
        here += 1;
    }
    WORDS.cues(tokens, here).any(|(kind, side, next)| {
        let object = here == at
            && (matches!(
                word(tokens, next),
                "a" | "an" | "the" | "his" | "at" | "dozens" | "several"
            ) || crate::numerals::cardinal(tokens, next).is_some());
        side == Side::Done && is_personal(kind) && !object
    })
}

fn is_personal(kind: &str) -> bool {
    matches!(kind, "killed" | "injured" | "detained" | "abducted" | "missing")
}
