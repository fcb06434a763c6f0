//! Names, groups and things: what the encoder marks, with what dictionaries, grammars and the
//! gazetteer know beside it.

use tidings_types::{Entity, EntityKind, Span, Voice};

use super::spans::{Scheme, Tagged};
use super::words::Line;

/// Confidence of the encoder from which a place named inside a longer name, or where the heads for
/// names see none, is believed.
const SURE_TOPONYM: f32 = 0.5;

/// The kind that a label of the model stands for.
pub(super) fn kind_of(label: &str) -> Option<EntityKind> {
    Some(match label {
        "person" => EntityKind::Person,
        "organisation" => EntityKind::Organisation,
        "armed_group" => EntityKind::ArmedGroup,
        "place" => EntityKind::Place,
        "facility" => EntityKind::Facility,
        "nationality" => EntityKind::Nationality,
        "group" => EntityKind::Group,
        "date" => EntityKind::Date,
        "number" => EntityKind::Number,
        "weapon" => EntityKind::Weapon,
        "vehicle" => EntityKind::Vehicle,
        _ => return None,
    })
}

/// Entities of a head's spans.
pub(super) fn entities(line: &Line, scheme: &Scheme, spans: &[Tagged]) -> Vec<Entity> {
    let entity = |tagged: &Tagged| {
        Some(Entity {
            span: line.span(tagged.words.clone())?,
            kind: kind_of(scheme.kinds.get(tagged.kind)?)?,
            confidence: tagged.confidence,
            voice: Voice::Encoder,
        })
    };
    spans.iter().filter_map(entity).collect()
}

/// One list of entities of all that was found, by rising start.
///
/// Dictionaries stand where no longer name of the encoder holds them: they know who an actor is.
/// Dates and numbers are the grammar's, which can tell their value; others only where it has none.
/// Places of the toponym head stand inside other names, and where nothing else is named.
pub(super) fn fused(found: Vec<Entity>, toponyms: &[Span], known: &[Entity]) -> Vec<Entity> {
    let mut all: Vec<Entity> = Vec::with_capacity(found.len() + known.len());
    let (values, names): (Vec<Entity>, Vec<Entity>) = found.into_iter().partition(is_value);
    let stands = |entity: &&Entity| {
        !names.iter().any(|name| {
            is_name(name.kind)
                && name.span.overlaps(entity.span)
                && name.span != entity.span
                && !entity.span.contains(name.span)
        })
    };
    let actors = known.iter().filter(|entity| entity.voice == Voice::Dictionary);
    let actors: Vec<Entity> =
        actors.filter(|entity| !is_value(entity)).filter(stands).copied().collect();
    let grammar = known.iter().filter(|entity| is_value(entity));
    let grammar: Vec<Entity> =
        grammar.filter(|entity| entity.voice != Voice::Encoder).copied().collect();
    let covered = |span: Span, by: &[Entity], alike: &dyn Fn(&Entity) -> bool| {
        by.iter().any(|other| alike(other) && other.span.overlaps(span))
    };
    for name in names {
        let twin = is_name(name.kind) && covered(name.span, &actors, &|other| is_name(other.kind));
        if !twin {
            all.push(name);
        }
    }
    for value in values {
        if !covered(value.span, &grammar, &|other| other.kind == value.kind) {
            all.push(value);
        }
    }
    all.extend(actors);
    all.extend(grammar);
    add_toponyms(&mut all, toponyms);
    all.sort_by_key(|entity| (entity.span.start, std::cmp::Reverse(entity.span.end), entity.kind));
    all.dedup_by_key(|entity| entity.span);
    all
}

/// Groups whose words end in the air ("militiamen of") go on over the name behind them, or lose the
/// last word.
pub(super) fn completed(text: &str, mut entities: Vec<Entity>) -> Vec<Entity> {
    const OF: &str = " of";
    let names: Vec<Span> =
        entities.iter().filter(|entity| is_name(entity.kind)).map(|entity| entity.span).collect();
    for entity in entities.iter_mut().filter(|entity| entity.kind == EntityKind::Group) {
        if !entity.span.of(text).is_some_and(|words| words.ends_with(OF)) {
            continue;
        }
        let end = entity.span.end;
        let follows = |name: &&Span| {
            let gap = text.get(end as usize..name.start as usize).map(str::trim);
            gap.is_some_and(|gap| matches!(gap, "" | "the"))
        };
        let of = u32::try_from(OF.len()).unwrap_or_default();
        entity.span.end = names.iter().find(follows).map_or(end - of, |name| name.end);
    }
    entities
        .sort_by_key(|entity| (entity.span.start, std::cmp::Reverse(entity.span.end), entity.kind));
    entities.dedup_by_key(|entity| entity.span);
    entities
}

fn add_toponyms(all: &mut Vec<Entity>, toponyms: &[Span]) {
    for span in toponyms {
        let told = |entity: &Entity| {
            entity.span.overlaps(*span)
                && (matches!(entity.kind, EntityKind::Place | EntityKind::Nationality)
                    || entity.span == *span && is_name(entity.kind)
                    || entity.voice == Voice::Dictionary && is_name(entity.kind))
        };
        if !all.iter().any(told) {
            let (kind, voice) = (EntityKind::Place, Voice::Encoder);
            all.push(Entity { span: *span, kind, confidence: SURE_TOPONYM, voice });
        }
    }
}

/// The spans that the toponym head is sure of.
pub(super) fn sure_toponyms(line: &Line, spans: &[Tagged]) -> Vec<Span> {
    let sure = spans.iter().filter(|tagged| tagged.confidence >= SURE_TOPONYM);
    sure.filter_map(|tagged| line.span(tagged.words.clone())).collect()
}

fn is_value(entity: &Entity) -> bool {
    use EntityKind::{Date, Number, Vehicle, Weapon};
    matches!(entity.kind, Date | Number | Weapon | Vehicle)
}

/// Kinds that are names, one to a word.
pub(super) fn is_name(kind: EntityKind) -> bool {
    use EntityKind::{ArmedGroup, Facility, Nationality, Organisation, Person, Place};
    matches!(kind, Person | Organisation | ArmedGroup | Place | Facility | Nationality)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_do_not_end_in_the_air() {
        let entity = |start, end, kind| Entity {
            span: Span::new(start, end),
            kind,
            confidence: 1.0,
            voice: Voice::Encoder,
        };
        let check = |text: &str, entities: &[Entity], expected: &[&str]| {
            let found = completed(text, entities.to_vec());
            let words: Vec<&str> = found.iter().filter_map(|entity| entity.span.of(text)).collect();
            assert_eq!(words, expected);
        };
        let group = |end| entity(0, end, EntityKind::Group);
        let state = entity(18, 31, EntityKind::ArmedGroup);
        check(
            "militiamen of the Islamic State gave up",
            &[group(13), state],
            &["militiamen of the Islamic State", "Islamic State"],
        );
        check("militiamen of every kind", &[group(13)], &["militiamen"]);
        check("militiamen gave up", &[group(10)], &["militiamen"]);
    }

    fn entity(start: usize, end: usize, kind: EntityKind, voice: Voice) -> Entity {
        Entity { span: Span::new(start, end), kind, confidence: 0.9, voice }
    }

    fn check(
        found: &[Entity],
        toponyms: &[(usize, usize)],
        known: &[Entity],
        expected: &[(usize, usize, EntityKind)],
    ) {
        let toponyms: Vec<Span> = toponyms.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        let got = fused(found.to_vec(), &toponyms, known);
        let told: Vec<(usize, usize, EntityKind)> = got
            .iter()
            .map(|entity| (entity.span.start as usize, entity.span.end as usize, entity.kind))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn each_voice_has_its_say() {
        use EntityKind::{ArmedGroup, Date, Group, Number, Organisation, Place};
        use Voice::{Dictionary, Encoder, Gazetteer, Grammar};
        let ours = |a, b, kind| entity(a, b, kind, Encoder);
        // A known actor takes the place of the same name; a longer name holds it.
        check(
            &[ours(0, 5, Organisation)],
            &[],
            &[entity(0, 5, ArmedGroup, Dictionary)],
            &[(0, 5, ArmedGroup)],
        );
        check(
            &[ours(0, 12, Organisation)],
            &[],
            &[entity(0, 5, ArmedGroup, Dictionary)],
            &[(0, 12, Organisation)],
        );
        // Numbers inside a group stay, once.
        check(
            &[ours(0, 12, Group), ours(0, 4, Number)],
            &[],
            &[entity(0, 4, Number, Grammar)],
            &[(0, 12, Group), (0, 4, Number)],
        );
        check(&[ours(0, 10, Date)], &[], &[entity(3, 10, Date, Grammar)], &[(3, 10, Date)]);
        // The gazetteer is heard through the toponym head alone.
        check(&[], &[], &[entity(0, 6, Place, Gazetteer)], &[]);
        check(
            &[ours(0, 15, Organisation)],
            &[(0, 8)],
            &[],
            &[(0, 15, Organisation), (0, 8, Place)],
        );
        check(&[ours(0, 8, Organisation)], &[(0, 8)], &[], &[(0, 8, Organisation)]);
    }
}
