//! Places named inside longer names.

use std::cmp::Reverse;

use tidings_types::{Entity, EntityKind, SentenceMarks, Voice};

use crate::names::SURE_PLACE;

/// Marks the places that the gazetteer is sure of inside names of bodies and buildings
/// ("Columbus" in "Columbus Government Center"). They are linked to nothing: they tell where a
/// body is at home, not where something happened.
pub(crate) fn with_nested_places(marks: SentenceMarks, hints: &[Entity]) -> SentenceMarks {
    let nested: Vec<Entity> =
        hints.iter().filter(|hint| is_nested(hint, &marks.entities)).copied().collect();
    if nested.is_empty() { marks } else { joined(marks, nested) }
}

fn is_nested(hint: &Entity, entities: &[Entity]) -> bool {
    let holds = |entity: &Entity| {
        let body = matches!(
            entity.kind,
            EntityKind::Organisation | EntityKind::ArmedGroup | EntityKind::Facility
        );
        // A known actor's name is no place by any of its words: "Ansar Allah".
        body && entity.voice != Voice::Dictionary
            && entity.span.contains(hint.span)
            && entity.span != hint.span
    };
    let known = |entity: &Entity| {
        matches!(entity.kind, EntityKind::Place | EntityKind::Nationality)
            && entity.span.overlaps(hint.span)
    };
    hint.kind == EntityKind::Place
        && hint.confidence >= SURE_PLACE
        && entities.iter().any(holds)
        && !entities.iter().any(known)
}

/// The marks with more entities, in order, and links that still point at theirs.
fn joined(mut marks: SentenceMarks, more: Vec<Entity>) -> SentenceMarks {
    let mut numbered: Vec<(usize, Entity)> =
        marks.entities.into_iter().chain(more).enumerate().collect();
    numbered.sort_by_key(|(_, entity)| (entity.span.start, Reverse(entity.span.end)));
    let place_of = |old: u32| numbered.iter().position(|(at, _)| *at == old as usize);
    for link in &mut marks.links {
        link.entity =
            place_of(link.entity).and_then(|at| u32::try_from(at).ok()).unwrap_or(link.entity);
    }
    marks.entities = numbered.into_iter().map(|(_, entity)| entity).collect();
    marks
}

#[cfg(test)]
mod tests {
    use tidings_types::{Link, Role, Span};

    use super::*;

    fn entity(start: usize, end: usize, kind: EntityKind, confidence: f32) -> Entity {
        Entity { span: Span::new(start, end), kind, confidence, voice: Voice::Gazetteer }
    }

    #[test]
    fn links_follow_their_entities() {
        let body =
            Entity { voice: Voice::Structure, ..entity(0, 26, EntityKind::Organisation, 0.6) };
        let group = entity(30, 40, EntityKind::Group, 0.6);
        let link = Link { trigger: 0, entity: 1, role: Role::Target, confidence: 0.5 };
        let marks =
            SentenceMarks { entities: vec![body, group], links: vec![link], ..Default::default() };
        let hint = entity(0, 8, EntityKind::Place, 0.9);
        let read = with_nested_places(marks.clone(), &[hint]);
        assert_eq!(read.entities, [body, hint, group]);
        assert_eq!(read.links[0].entity, 2);
        let doubtful = entity(0, 8, EntityKind::Place, 0.3);
        assert_eq!(with_nested_places(marks.clone(), &[doubtful]), marks);
        let known = Entity { voice: Voice::Dictionary, ..body };
        let told = SentenceMarks { entities: vec![known], ..Default::default() };
        assert_eq!(with_nested_places(told.clone(), &[hint]), told);
        let same = entity(0, 26, EntityKind::Place, 0.9);
        assert_eq!(with_nested_places(marks.clone(), &[same]), marks);
    }
}
