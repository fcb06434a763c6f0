//! The cue that decides what a number counts: the counted noun itself, a verb before the number, a
//! participle after it, a running total.

use crate::tokens::{Token, TokenKind};

use super::{
    slot::{Slot, stops_noun, word},
    words::{Class, Side, WORDS},
};

/// How far, in tokens, a cue may stand before its number.
const LEFT_REACH: usize = 4;

/// How far, in tokens, a cue may stand after what is counted.
const RIGHT_REACH: usize = 14;

/// How far, in tokens, a running total may be named before its number.
const TOLL_REACH: usize = 14;

/// A cue with how well it fits its number.
pub(super) struct Hit {
    pub(super) kind: &'static str,
    pub(super) first: usize,
    pub(super) next: usize,
    pub(super) score: f32,
}

/// The best of the cues around the number of `slots[index]`; `inherited` is the class of the number
/// before it.
pub(super) fn best_hit(
    tokens: &[Token],
    slots: &[Slot],
    index: usize,
    inherited: Class,
) -> Option<Hit> {
    let slot = slots.get(index)?;
    let hits = [
        noun_hit(tokens, slot),
        left_hit(tokens, slot, inherited),
        right_hit(tokens, slots, index, inherited),
        toll_hit(tokens, slot),
    ];
    hits.into_iter().flatten().reduce(|best, hit| if hit.score > best.score { hit } else { best })
}

/// The kinds that numbers of a class may have.
fn fits(kind: &str, class: Class, inherited: Class) -> bool {
    match class {
        Class::Person => !matches!(kind, "homes" | "devices" | "weapons"),
        Class::Household => matches!(
            kind,
            "evacuated"
                | "displaced"
                | "returned"
                | "affected"
                | "reached"
                | "trapped"
                | "killed"
                | "missing"
        ),
        Class::Home => matches!(kind, "homes" | "evacuated"),
        Class::Device => matches!(kind, "devices" | "weapons"),
        Class::Weapon => kind == "weapons",
        Class::Bare if matches!(inherited, Class::Home) => {
            kind == "homes" || !matches!(kind, "devices" | "weapons")
        }
        Class::Bare => {
            !matches!(kind, "homes" | "devices" | "weapons" | "reached" | "protesters" | "fighters")
        }
    }
}

/// "Three deaths", "9 bodies", "12,754 IDPs": the counted word is the cue.
fn noun_hit(tokens: &[Token], slot: &Slot) -> Option<Hit> {
    let (first, end) = slot.noun.unwrap_or((slot.end, slot.end + 3));
    (first..end.max(first)).rev().find_map(|at| {
        let (kind, _, next) = WORDS.cues(tokens, at).find(|(kind, side, _)| {
            (*side == Side::Noun || (*side == Side::Done && at < end && slot.noun.is_some()))
                && fits(kind, slot.class, Class::Bare)
        })?;
        // Between a bare number and its noun stand only plain words: "12 more deaths".
        let plain = (first..at)
            .all(|i| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && !stops_noun(t)));
        (plain || slot.noun.is_some()).then_some(Hit {
            kind,
            first: at,
            next,
            score: if at == first { 9.0 } else { 8.0 },
        })
    })
}

/// A verb or noun of doing before the number, with nothing but small words between.
fn left_hit(tokens: &[Token], slot: &Slot, inherited: Class) -> Option<Hit> {
    let start = before_aside(tokens, slot.amount.first);
    for back in 1..=LEFT_REACH + 3 {
        let at = start.checked_sub(back)?;
        let token = tokens.get(at)?;
        let found = WORDS.cues(tokens, at).find(|(kind, side, next)| {
            let distance = start.saturating_sub(*next);
            let active = *side == Side::Doing
                || (*side == Side::Done && distance <= 2 && !passive(tokens, at));
            *next <= start
                && distance <= LEFT_REACH
                && *side != Side::Noun
                && active
                && (fits(kind, slot.class, inherited)
                    || (*kind == "homes" && names_homes(tokens, at, start)))
        });
        if let Some((kind, _, next)) = found {
            let distance = start.saturating_sub(next) as f32;
            return Some(Hit { kind, first: at, next, score: 11.0 - distance * 1.5 });
        }
        let ends = matches!(
            token.lower.as_str(),
            "," | ";" | "and" | "." | ":" | "in" | "by" | "but" | "where" | "including"
        ) || token.kind == TokenKind::Digits;
        if ends && !(back == 1 && token.is(":")) {
            return None;
        }
    }
    None
}

/// "Destroyed housing: 146": homes are named between the cue and a bare number.
fn names_homes(tokens: &[Token], from: usize, to: usize) -> bool {
    (from..to).any(|at| WORDS.class(word(tokens, at)) == Some(Class::Home))
}

/// "The evacuation of, according to the latest data, 300 people": the aside is passed over.
fn before_aside(tokens: &[Token], start: usize) -> usize {
    if start == 0 || word(tokens, start - 1) != "," {
        return start;
    }
    let open = (start.saturating_sub(10)..start - 1).rev().find(|&at| word(tokens, at) == ",");
    open.filter(|&at| word(tokens, at + 1) == "according").unwrap_or(start)
}

/// "Were killed", "has been displaced": not a verb that takes the number as its object.
fn passive(tokens: &[Token], at: usize) -> bool {
    (1..=2).any(|back| {
        at.checked_sub(back).is_some_and(|i| {
            matches!(word(tokens, i), "was" | "were" | "been" | "being" | "are" | "is" | "be")
        })
    })
}

/// A participle or predicate after what is counted: over its verb, over a relative clause, over
/// the other members of a list.
fn right_hit(tokens: &[Token], slots: &[Slot], index: usize, inherited: Class) -> Option<Hit> {
    let slot = slots.get(index)?;
    let mut distance = 0.0;
    // "1,314 families (8,710 people) who had lost …": a bracket is passed over.
    let past = bracket_end(tokens, slot.end);
    for at in past..past + RIGHT_REACH {
        let token = tokens.get(at)?;
        if blocked(tokens, slots, slot, at) {
            return None;
        }
        let hit = WORDS.cues(tokens, at).find(|(kind, side, next)| {
            let takes_object =
                slots.iter().any(|other| other.amount.first == *next && !other.implied)
                    && at > slot.end;
            *side == Side::Done && fits(kind, slot.class, inherited) && !takes_object
        });
        if let Some((kind, _, next)) = hit {
            let (kind, at, next) = further(tokens, slot, (kind, at, next));
            return Some(Hit { kind, first: at, next, score: 10.0 - distance * 0.4 });
        }
        if ends_reach(token) || (token.is(":") && at > slot.end + 1) {
            return None;
        }
        distance += weight(token);
    }
    None
}

/// Whether another number at `at` ends the reach: over "and 12 children" of the same list; not
/// into another clause.
fn blocked(tokens: &[Token], slots: &[Slot], slot: &Slot, at: usize) -> bool {
    let other = slots.iter().find(|other| other.amount.first == at && !other.implied);
    other.is_some_and(|other| {
        let listed = at > 0 && matches!(word(tokens, at - 1), "and" | "," | "including");
        !listed || at - slot.end > 3 || other.class == Class::Bare
    })
}

fn ends_reach(token: &Token) -> bool {
    matches!(
        token.lower.as_str(),
        ";" | "." | "while" | "but" | "after" | "killing" | "wounding" | "leaving"
    )
}

/// How far apart a word sets a number and its participle.
fn weight(token: &Token) -> f32 {
    match token.lower.as_str() {
        "were" | "was" | "are" | "have" | "been" | "had" | "has" | "also" | "others" | "more" => {
            0.5
        }
        "," | "and" => 3.0,
        _ => 1.0,
    }
}

/// "Were affected and evacuated": the second word tells more.
fn further(
    tokens: &[Token],
    slot: &Slot,
    (kind, at, next): (&'static str, usize, usize),
) -> (&'static str, usize, usize) {
    let joined = kind == "affected" && matches!(word(tokens, next), "and" | "or");
    let mut second = WORDS.cues(tokens, next + 1).filter(|_| joined);
    match second.find(|(kind, side, _)| *side == Side::Done && fits(kind, slot.class, Class::Bare))
    {
        Some((kind, _, after)) => (kind, next + 1, after),
        None => (kind, at, next),
    }
}

fn bracket_end(tokens: &[Token], at: usize) -> usize {
    if word(tokens, at) != "(" {
        return at;
    }
    let close = (at..tokens.len().min(at + 8)).find(|&i| word(tokens, i) == ")");
    close.map_or(at, |close| close + 1)
}

/// "The death toll rose to 41", "toll hits 67", "the number of displaced families is estimated at
/// 349".
fn toll_hit(tokens: &[Token], slot: &Slot) -> Option<Hit> {
    let start = slot.amount.first;
    (start.saturating_sub(TOLL_REACH)..start).rev().find_map(|at| {
        let kind = total_of(tokens, at, slot)?;
        let linked = (at..start).any(|i| is_link(word(tokens, i)));
        let clear = !(at..start).any(|i| matches!(word(tokens, i), ";" | "."));
        let hit = Hit { kind, first: at, next: at + 1, score: 8.5 };
        (linked && clear && slot.class != Class::Home).then_some(hit)
    })
}

/// The kind of a running total named at `at`.
fn total_of(tokens: &[Token], at: usize, slot: &Slot) -> Option<&'static str> {
    if word(tokens, at) == "toll" {
        return Some("killed");
    }
    if word(tokens, at) != "number" || word(tokens, at + 1) != "of" {
        return None;
    }
    let cues = (at + 2..at + 5).flat_map(|cue| WORDS.cues(tokens, cue));
    cues.map(|(kind, ..)| kind).find(|kind| fits(kind, slot.class, Class::Bare))
}

fn is_link(word: &str) -> bool {
    matches!(
        word,
        "to" | "at"
            | "hits"
            | "reaches"
            | "tops"
            | "passes"
            | "reached"
            | "is"
            | "was"
            | "now"
            | "stands"
            | "hit"
            | "of"
            | "exceeds"
    )
}
