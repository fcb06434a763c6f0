//! Parts of a happening: the words that the encoder gives a role, as links to entities.

use std::ops::Range;

use tidings_types::{Entity, EntityKind, Link, Role, SentenceMarks, Span, Voice};

use super::words::Line;
use crate::lexicon::Lexicon;

/// Words that play a role in a trigger.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) role: Role,
    pub(super) words: Range<usize>,
    pub(super) confidence: f32,
}

/// Words that point back to something named before; who they are is the assembly's to find.
const POINTERS: [&str; 24] = [
    "he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "which",
    "that", "this", "these", "those", "his", "their", "its", "one", "there", "here",
];

/// Of several that act, those told behind the trigger after "to" or "against" are whom it is done to:
/// "X surrenders to Y". `trigger` is the trigger's words.
pub(super) fn received(text: &str, line: &Line, trigger: &Range<usize>, parts: &mut [Part]) {
    let Some(cues) = Lexicon::english().map(|lexicon| &lexicon.cues) else { return };
    if parts.iter().filter(|part| part.role == Role::Actor).count() < 2 {
        return;
    }
    let word = |at: usize| line.span(at..at + 1).and_then(|span| span.of(text));
    let before = |part: &Part| {
        let at = part.words.start.checked_sub(1)?;
        let article = word(at).is_some_and(|word| word.eq_ignore_ascii_case("the"));
        word(if article { at.checked_sub(1)? } else { at })
    };
    for part in parts.iter_mut().filter(|part| part.role == Role::Actor) {
        let behind = part.words.start >= trigger.end;
        if behind && before(part).is_some_and(|word| cues.holds("receiving", word)) {
            part.role = Role::Target;
        }
    }
}

/// Links of trigger `trigger` to the entities that its parts name; entities that are missing are
/// added to `entities`.
pub(super) fn links(
    text: &str,
    line: &Line,
    trigger: u32,
    parts: &[Part],
    entities: &mut Vec<Entity>,
) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    for part in parts {
        let Some(span) = line.span(part.words.clone()) else { continue };
        let known = best(span, part.role, entities).or_else(|| {
            let new = described(text, span, part)?;
            entities.push(new);
            Some(entities.len() - 1)
        });
        let Some(entity) = known.and_then(|at| u32::try_from(at).ok()) else { continue };
        let twice = found.iter().any(|link| link.entity == entity && link.role == part.role);
        if !twice {
            found.push(Link { trigger, entity, role: part.role, confidence: part.confidence });
        }
    }
    found
}

/// Adds the links of the patterns' trigger `pattern` in roles that trigger `number` has nobody
/// for.
pub(super) fn add_missing(
    marks: &mut SentenceMarks,
    number: u32,
    patterns: &SentenceMarks,
    pattern: usize,
) {
    let taken: Vec<Role> =
        marks.links.iter().filter(|link| link.trigger == number).map(|link| link.role).collect();
    let own = patterns.links.iter().filter(|link| link.trigger as usize == pattern);
    for link in own.filter(|link| !taken.contains(&link.role)) {
        let Some(entity) = patterns.entities.get(link.entity as usize) else { continue };
        let known = best(entity.span, link.role, &marks.entities).unwrap_or_else(|| {
            marks.entities.push(*entity);
            marks.entities.len() - 1
        });
        let Ok(entity) = u32::try_from(known) else { continue };
        let acts = |other: &&Link| other.trigger == number && other.role == Role::Actor;
        let several = marks.links.iter().filter(acts).count() > 1;
        let plays = |other: &&mut Link| other.trigger == number && other.entity == entity;
        match marks.links.iter_mut().find(plays) {
            // Who acts by the structure of the sentence is not whom it is done to.
            Some(known) if link.role == Role::Actor && known.role == Role::Target => {
                known.role = Role::Actor;
            }
            // Nor is one of two that act, to whom it is done by the structure: "X surrenders to Y".
            Some(known) if link.role == Role::Target && known.role == Role::Actor && several => {
                known.role = Role::Target;
            }
            Some(_) => {}
            None => marks.links.push(Link { trigger: number, entity, ..*link }),
        }
    }
}

/// The entity of a fitting kind that shares most with these words.
fn best(span: Span, role: Role, entities: &[Entity]) -> Option<usize> {
    let share = |entity: &Entity| {
        let common =
            span.end.min(entity.span.end).saturating_sub(span.start.max(entity.span.start));
        common as f32 / span.cover(entity.span).len().max(1) as f32
    };
    let mut found: Option<(f32, usize)> = None;
    for (at, entity) in entities.iter().enumerate() {
        let shared = share(entity);
        if shared > 0.0 && fits(entity.kind, role) && found.is_none_or(|(best, _)| shared > best) {
            found = Some((shared, at));
        }
    }
    found.map(|(_, at)| at)
}

fn fits(kind: EntityKind, role: Role) -> bool {
    use EntityKind::{Date, Facility, Number, Place, Thing, Vehicle, Weapon};
    match role {
        Role::Time => kind == Date,
        Role::Quantity => kind == Number,
        Role::Means => matches!(kind, Weapon | Vehicle | Thing),
        Role::Place | Role::From | Role::To => matches!(kind, Place | Facility),
        Role::Target => !matches!(kind, Date | Number),
        Role::Actor | Role::Attribution => {
            !matches!(kind, Date | Number | Weapon | Vehicle | Thing)
        }
    }
}

/// An entity for words that no head for names marked.
fn described(text: &str, span: Span, part: &Part) -> Option<Entity> {
    let words = span.of(text)?;
    if POINTERS.contains(&words.to_lowercase().as_str()) {
        return None;
    }
    let named = words.starts_with(char::is_uppercase);
    let kind = match part.role {
        Role::Actor | Role::Attribution => EntityKind::Group,
        Role::Target => EntityKind::Thing,
        Role::Place | Role::From | Role::To if named => EntityKind::Place,
        Role::Place | Role::From | Role::To => EntityKind::Facility,
        Role::Means => EntityKind::Weapon,
        // What the grammars of dates and numbers cannot read has no value to give.
        Role::Time | Role::Quantity => return None,
    };
    Some(Entity { span, kind, confidence: part.confidence, voice: Voice::Encoder })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_entity_of_a_fitting_kind_takes_the_part() {
        let entity = |start, end, kind| Entity {
            span: Span::new(start, end),
            kind,
            confidence: 1.0,
            voice: Voice::Encoder,
        };
        let entities = [
            entity(0, 12, EntityKind::Group),
            entity(0, 4, EntityKind::Number),
            entity(30, 34, EntityKind::Place),
        ];
        let check = |start, end, role, expected| {
            assert_eq!(best(Span::new(start, end), role, &entities), expected);
        };
        check(0, 12, Role::Target, Some(0));
        check(0, 4, Role::Quantity, Some(1));
        check(0, 12, Role::Quantity, Some(1));
        check(19, 34, Role::Place, Some(2));
        check(0, 12, Role::Place, None);
        check(13, 18, Role::Actor, None);
    }
}
