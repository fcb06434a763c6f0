//! Which entity plays which part in which trigger.

mod attribution;
mod circumstances;
mod light_verbs;
mod participants;
mod phrases;

use tidings_ontology::{Happening, Ontology};
use tidings_types::{Link, Role};

use crate::frames::Frame;
use crate::sentence::Sentence;
use crate::triggers::Match;

/// Confidence of a link by how it was found.
const BY_SLOT: f32 = 0.85;
const BY_ATTACHMENT: f32 = 0.65;
const BY_CLAUSE: f32 = 0.7;
const BY_SENTENCE: f32 = 0.45;

/// All links of a sentence, by trigger, role and entity, each once.
pub(crate) fn links(sentence: &Sentence<'_>, matches: &[Match], ontology: &Ontology) -> Vec<Link> {
    let mut found = Vec::new();
    for (trigger, matched) in matches.iter().enumerate() {
        let mut linker = Linker::new(sentence, matched, ontology);
        linker.participants();
        linker.circumstances(matches, trigger);
        linker.attribution();
        found.extend(linker.finish(trigger));
    }
    found
}

struct Linker<'a, 'b> {
    sentence: &'a Sentence<'b>,
    matched: &'a Match,
    frame: &'a Frame,
    /// Whether the happening leads from one place to another.
    moves: bool,
    /// The part whose number a bare number gives.
    counted: Role,
    found: Vec<(usize, Role, f32)>,
    /// Phrases already used for a part, with the part.
    used: Vec<(usize, Role)>,
}

impl<'a, 'b> Linker<'a, 'b> {
    fn new(sentence: &'a Sentence<'b>, matched: &'a Match, ontology: &Ontology) -> Self {
        let frame = &sentence.lexicon.frames.frames[matched.frame];
        let happening = ontology.get(&frame.happening);
        Self {
            sentence,
            matched,
            frame,
            moves: happening
                .is_some_and(|known| known.roles.from.is_some() || known.roles.to.is_some()),
            counted: happening.map_or(Role::Target, Happening::counted),
            found: Vec::new(),
            used: Vec::new(),
        }
    }

    fn add(&mut self, entity: usize, role: Role, confidence: f32) {
        let span = self.sentence.entities[entity].span;
        // A word of the trigger is no argument: "taken hostage".
        let last = self.sentence.words_of(span).map(|(_, last)| last);
        let own = role != Role::Means && last.is_some_and(|last| self.matched.own.contains(&last));
        if !own && !self.found.iter().any(|(known, part, _)| *known == entity && *part == role) {
            self.found.push((entity, role, confidence));
        }
    }

    fn finish(mut self, trigger: usize) -> Vec<Link> {
        // One entity is not both who does it and to whom it is done.
        let actors: Vec<usize> = self
            .found
            .iter()
            .filter(|(_, role, _)| *role == Role::Actor)
            .map(|(e, ..)| *e)
            .collect();
        self.found.retain(|(entity, role, _)| *role != Role::Target || !actors.contains(entity));
        self.found.sort_by_key(|(entity, role, _)| (*role, *entity));
        let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.found
            .iter()
            .map(|(entity, role, confidence)| Link {
                trigger: index(trigger),
                entity: index(*entity),
                role: *role,
                confidence: *confidence,
            })
            .collect()
    }

    fn role_is_free(&self, role: Role) -> bool {
        !self.found.iter().any(|(_, known, _)| *known == role)
    }
}
