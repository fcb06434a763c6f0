//! Which entity a phrase stands for.

use tidings_types::{EntityKind, Role};

use crate::sentence::Sentence;
use crate::tags::Tag;

/// The entities that a phrase stands for, each with how surely.
pub(super) fn participant(sentence: &Sentence<'_>, phrase: usize, role: Role) -> Vec<(usize, f32)> {
    // "dozens of civilians", "a convoy of tanks": what the number or collection is made of.
    if let Some(inner) = members(sentence, phrase) {
        let found = participant(sentence, inner, role);
        if !found.is_empty() {
            return found;
        }
    }
    let own = &sentence.structure.phrases[phrase];
    let inside: Vec<usize> = sentence.entities_in(own.first, own.last).collect();
    let kind = |at: usize| sentence.entities[at].kind;
    if let Some(found) = head_entity(sentence, phrase, &inside) {
        return vec![found];
    }
    if matches!(role, Role::Place | Role::From | Role::To | Role::Means) {
        let fits = |at: &usize| {
            is_place(kind(*at)) || matches!(kind(*at), EntityKind::Weapon | EntityKind::Vehicle)
        };
        let mut found: Vec<(usize, f32)> =
            inside.into_iter().filter(fits).map(|at| (at, 0.8)).collect();
        if found.is_empty() {
            found.extend(named_place(sentence, phrase).map(|at| (at, 0.9)));
        }
        return found;
    }
    // "Israel's decision", "the Syrian village": the side that owns it.
    let side =
        inside.iter().copied().find(|at| is_participant(kind(*at), true) || is_place(kind(*at)));
    let found =
        side.map(|side| (side, 0.7)).or_else(|| owner_of(sentence, phrase).map(|side| (side, 0.6)));
    found.or_else(|| named_place(sentence, phrase).map(|at| (at, 0.6))).into_iter().collect()
}

/// The phrase in "of …" behind a number or a word for a collection.
pub(super) fn members(sentence: &Sentence<'_>, phrase: usize) -> Option<usize> {
    let structure = &sentence.structure;
    let own = &structure.phrases[phrase];
    let next = structure.phrases.get(phrase + 1)?;
    let of =
        next.preposition == Some(own.last + 1) && structure.preposition(phrase + 1) == Some("of");
    let head = &structure.words[own.head];
    let collection = head.tag == Tag::Number
        || head.tag == Tag::Determiner
        || sentence.lexicon.names.holds("collections", &head.noun)
        || sentence.lexicon.names.holds("vague_numbers", head.lower());
    (of && collection).then_some(phrase + 1)
}

pub(super) fn is_place(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Place | EntityKind::Facility)
}

/// Whether an entity of this kind can take part; `owner` lets nationalities stand for their side.
pub(super) fn is_participant(kind: EntityKind, owner: bool) -> bool {
    match kind {
        EntityKind::Person
        | EntityKind::Organisation
        | EntityKind::ArmedGroup
        | EntityKind::Group
        | EntityKind::Place => true,
        EntityKind::Nationality => owner,
        _ => false,
    }
}

/// The entity that holds the head of a phrase, or the side whose members it names.
fn head_entity(sentence: &Sentence<'_>, phrase: usize, inside: &[usize]) -> Option<(usize, f32)> {
    let own = &sentence.structure.phrases[phrase];
    let head = sentence.words()[own.head].token.span;
    let kind = |at: usize| sentence.entities[at].kind;
    let of_head = || {
        inside.iter().copied().filter(|at| {
            sentence.entities[*at].span.contains(head)
                && !matches!(kind(*at), EntityKind::Date | EntityKind::Number)
        })
    };
    if let Some(at) = of_head().find(|at| kind(*at) != EntityKind::Group) {
        return Some((at, 1.0));
    }
    let group = of_head().next()?;
    if is_member(sentence, own.head) {
        // "Isis militiamen", "fighters of the Islamic State": the group they belong to.
        let named = |at: &usize| {
            matches!(
                kind(*at),
                EntityKind::ArmedGroup | EntityKind::Organisation | EntityKind::Person
            )
        };
        if let Some(side) = inside.iter().copied().find(named) {
            return Some((side, 0.95));
        }
        if let Some(side) = owner_of(sentence, phrase) {
            return Some((side, 0.9));
        }
    }
    Some((group, 1.0))
}

/// "the border town of X", "the state capital, X".
fn named_place(sentence: &Sentence<'_>, phrase: usize) -> Option<usize> {
    let structure = &sentence.structure;
    let own = &structure.phrases[phrase];
    let next = structure.phrases.get(phrase + 1)?;
    let of =
        next.preposition == Some(own.last + 1) && structure.preposition(phrase + 1) == Some("of");
    let apposed = next.preposition.is_none()
        && next.first == own.last + 2
        && structure.words[own.last + 1].is(",");
    let settlement = sentence.classes[own.head] & sentence.lexicon.class_bit("settlement") != 0;
    let mut found = sentence
        .entities_in(next.first, next.last)
        .filter(|at| is_place(sentence.entities[*at].kind));
    found.next().filter(|_| of || apposed && settlement)
}

/// Whether the word names members of a side: fighters, troops, officials.
fn is_member(sentence: &Sentence<'_>, head: usize) -> bool {
    let lexicon = sentence.lexicon;
    let set = ["fighter", "soldier", "police", "officialdom", "group"]
        .iter()
        .fold(0, |set, name| set | lexicon.class_bit(name));
    sentence.classes[head] & set != 0
}

/// The named side in the "of" or "from" phrase right after a phrase.
fn owner_of(sentence: &Sentence<'_>, phrase: usize) -> Option<usize> {
    let structure = &sentence.structure;
    let next = structure.phrases.get(phrase + 1)?;
    let close = next.preposition == Some(structure.phrases[phrase].last + 1);
    let of = matches!(structure.preposition(phrase + 1), Some("of" | "from" | "with"));
    if !close || !of {
        return None;
    }
    sentence.entities_in(next.first, next.last).find(|at| {
        matches!(sentence.entities[*at].kind, EntityKind::ArmedGroup | EntityKind::Organisation)
    })
}
