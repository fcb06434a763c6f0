//! People, things, weapons, vehicles and facilities that are described rather than named.

use tidings_types::{Entity, EntityKind, Voice};

use crate::chunks::Phrase;
use crate::sentence::Sentence;
use crate::tags::Tag;

/// Confidence of an entity whose head word is in a class.
const BY_CLASS: f32 = 0.8;

/// Confidence of people known only by the ending of the word.
const BY_ENDING: f32 = 0.5;

/// Entities that the phrases of a sentence describe.
pub(crate) fn described(sentence: &Sentence<'_>) -> Vec<Entity> {
    let phrases = &sentence.structure.phrases;
    phrases.iter().flat_map(|phrase| of_phrase(sentence, phrase)).collect()
}

fn of_phrase(sentence: &Sentence<'_>, phrase: &Phrase) -> Vec<Entity> {
    let mut found = Vec::new();
    if let Some(kind) = kind_at(sentence, phrase.head)
        && sentence.words()[phrase.head].tag != Tag::Proper
    {
        let first = start(sentence, phrase, phrase.head);
        found.push(entity(sentence, first, phrase.head, kind));
    }
    if found.is_empty() && is_people(sentence, phrase.head) {
        let first = start(sentence, phrase, phrase.head);
        let group = entity(sentence, first, phrase.head, EntityKind::Group);
        found.push(Entity { confidence: BY_ENDING, ..group });
    }
    if let Some(genitive) = phrase.genitive
        && genitive > phrase.first
        && sentence.words()[genitive - 1].tag == Tag::Noun
        && let Some(kind) = kind_at(sentence, genitive - 1)
    {
        let first = start(sentence, phrase, genitive - 1);
        found.push(entity(sentence, first, genitive - 1, kind));
    }
    found.extend(modifiers(sentence, phrase));
    found
}

/// Whether the ending of a word tells of people: "settlers", "socialists", "Kurdish women".
fn is_people(sentence: &Sentence<'_>, head: usize) -> bool {
    let word = &sentence.words()[head];
    let noun = word.noun.as_str();
    let doer = word.lower() != noun
        && ["er", "r"].iter().any(|end| {
            noun.ends_with("er")
                && noun
                    .strip_suffix(end)
                    .is_some_and(|base| !sentence.lexicon.verb(base).is_empty())
        });
    let ending = ["ist", "ian", "woman", "man"]
        .iter()
        .any(|end| noun.len() > end.len() + 2 && noun.ends_with(end));
    word.tag == Tag::Noun && (doer || ending)
}

/// Weapons and vehicles inside a compound: "car bomb attack", "bus convoy".
fn modifiers(sentence: &Sentence<'_>, phrase: &Phrase) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut at = phrase.first;
    while at < phrase.head {
        let kind = kind_at(sentence, at)
            .filter(|kind| matches!(kind, EntityKind::Weapon | EntityKind::Vehicle));
        let shared = sentence.classes[at] & sentence.classes[phrase.head] != 0;
        let Some(kind) = kind.filter(|_| !shared && sentence.words()[at].tag != Tag::Proper) else {
            at += 1;
            continue;
        };
        let mut last = at;
        while last + 1 < phrase.head && sentence.classes[last + 1] & sentence.classes[at] != 0 {
            last += 1;
        }
        found.push(entity(sentence, at, last, kind));
        at = last + 1;
    }
    found
}

fn entity(sentence: &Sentence<'_>, first: usize, last: usize, kind: EntityKind) -> Entity {
    Entity {
        span: sentence.span(first, last),
        kind,
        confidence: BY_CLASS,
        voice: Voice::Dictionary,
    }
}

/// Kind of the first class of a word that makes entities.
fn kind_at(sentence: &Sentence<'_>, at: usize) -> Option<EntityKind> {
    let set = sentence.classes[at];
    let kinds = (0..sentence.lexicon.classes.len()).filter(|class| set & (1 << class) != 0);
    // "anti-tank missile" is a weapon although "tank" is a vehicle: longer phrases set both words,
    // and weapons come before vehicles and facilities before things.
    kinds.filter_map(|class| sentence.lexicon.class_kind(class)).min_by_key(|kind| match kind {
        EntityKind::Weapon => 0,
        EntityKind::Vehicle => 1,
        EntityKind::Group => 2,
        EntityKind::Facility => 3,
        _ => 4,
    })
}

/// First word of the description: after determiner, number and owner.
fn start(sentence: &Sentence<'_>, phrase: &Phrase, head: usize) -> usize {
    let mut first = match phrase.genitive {
        Some(genitive) if genitive < head => genitive + 1,
        _ => phrase.first,
    };
    while first < head {
        let word = &sentence.words()[first];
        let passed = matches!(
            word.tag,
            Tag::Determiner
                | Tag::Possessive
                | Tag::Number
                | Tag::Adverb
                | Tag::Mark
                | Tag::Genitive
        ) || matches!(
            word.lower(),
            "dead"
                | "last"
                | "first"
                | "second"
                | "third"
                | "other"
                | "more"
                | "new"
                | "same"
                | "remaining"
                | "several"
                | "least"
                | "most"
                | "only"
        );
        if !passed {
            break;
        }
        first += 1;
    }
    first
}
