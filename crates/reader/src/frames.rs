//! Frames: which words tell of which happening, and which slot plays which part.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use tidings_types::{Assertion, HappeningId, Role};

use crate::lexicon::{Class, ClassSet, LexiconError, term};

/// How sure a match is where the frame does not say.
const USUAL_CONFIDENCE: f32 = 0.9;

/// A condition on some words of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Term {
    /// These lemmas, one after the other.
    Words(Vec<String>),
    /// A word of one of these classes.
    Class(ClassSet),
    /// A name of a person, group, organisation, country or people.
    Named,
    /// A name that is or may be a place.
    PlaceName,
    /// A nationality, people or faith.
    Nationals,
    /// A number.
    Number,
}

/// What tells of a happening.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) happening: HappeningId,
    pub(crate) object: Vec<Term>,
    pub(crate) not_object: Vec<Term>,
    pub(crate) subject: Vec<Term>,
    pub(crate) near: Vec<Term>,
    pub(crate) not_near: Vec<Term>,
    slots: HashMap<String, Option<Role>>,
    pub(crate) intransitive: bool,
    pub(crate) confidence: f32,
    pub(crate) assertion: Option<Assertion>,
}

impl Frame {
    /// Part of a verb's slot (`subject`, `object`, `iobject` or a preposition).
    pub(crate) fn verb_slot(&self, slot: &str) -> Option<Role> {
        match self.slots.get(slot) {
            Some(role) => *role,
            None => match slot {
                "subject" | "by" => Some(Role::Actor),
                "object" | "iobject" | "against" => Some(Role::Target),
                _ => None,
            },
        }
    }

    /// Part of a noun's slot (`owner` or a preposition).
    pub(crate) fn noun_slot(&self, slot: &str) -> Option<Role> {
        match self.slots.get(slot) {
            Some(role) => *role,
            None => match slot {
                "owner" | "by" => Some(Role::Actor),
                "of" | "on" | "against" => Some(Role::Target),
                _ => None,
            },
        }
    }

    /// Whether the frame itself gives this slot a part.
    pub(crate) fn names_slot(&self, slot: &str) -> bool {
        self.slots.get(slot).is_some_and(Option::is_some)
    }
}

/// A phrase that evokes a frame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    /// Lemmas; the index is keyed by the first.
    pub(crate) lemmas: Vec<String>,
    pub(crate) frame: usize,
}

/// Patterns by their first lemma, longest first.
pub(crate) type FrameIndex = HashMap<String, Vec<Pattern>>;

/// All frames of a language with the patterns that evoke them.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    pub(crate) frames: Vec<Frame>,
    pub(crate) verbs: FrameIndex,
    pub(crate) nouns: FrameIndex,
    pub(crate) modals: FrameIndex,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameFile {
    frame: Vec<FrameEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameEntry {
    happening: HappeningId,
    #[serde(default)]
    verbs: String,
    #[serde(default)]
    nouns: String,
    #[serde(default)]
    modals: String,
    #[serde(default)]
    object: String,
    #[serde(default)]
    not_object: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    near: String,
    #[serde(default)]
    not_near: String,
    #[serde(default)]
    slots: BTreeMap<String, String>,
    #[serde(default)]
    intransitive: bool,
    weak: Option<f32>,
    assertion: Option<Assertion>,
}

impl FrameFile {
    /// Frames with the patterns that evoke them.
    pub(crate) fn index(self, classes: &[Class]) -> Result<Frames, LexiconError> {
        let mut all = Frames::default();
        for entry in self.frame {
            let frame = all.frames.len();
            add_patterns(&mut all.verbs, &entry.verbs, frame);
            add_patterns(&mut all.nouns, &entry.nouns, frame);
            add_patterns(&mut all.modals, &entry.modals, frame);
            all.frames.push(entry.build(classes)?);
        }
        for patterns in all.verbs.values_mut().chain(all.nouns.values_mut()) {
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.lemmas.len()));
        }
        Ok(all)
    }
}

fn add_patterns(index: &mut FrameIndex, list: &str, frame: usize) {
    for phrase in list.split_whitespace() {
        let lemmas: Vec<String> = phrase.split('_').map(str::to_owned).collect();
        let Some(first) = lemmas.first().cloned() else { continue };
        index.entry(first).or_default().push(Pattern { lemmas, frame });
    }
}

impl FrameEntry {
    fn build(self, classes: &[Class]) -> Result<Frame, LexiconError> {
        let terms = |list: &str| -> Result<Vec<Term>, LexiconError> {
            list.split_whitespace().map(|word| term(word, classes)).collect()
        };
        let slots = self.slots.into_iter().map(|(slot, name)| Ok((slot, part(&name)?)));
        Ok(Frame {
            object: terms(&self.object)?,
            not_object: terms(&self.not_object)?,
            subject: terms(&self.subject)?,
            near: terms(&self.near)?,
            not_near: terms(&self.not_near)?,
            slots: slots.collect::<Result<_, LexiconError>>()?,
            happening: self.happening,
            intransitive: self.intransitive,
            confidence: self.weak.unwrap_or(USUAL_CONFIDENCE),
            assertion: self.assertion,
        })
    }
}

fn part(name: &str) -> Result<Option<Role>, LexiconError> {
    Ok(Some(match name {
        "none" => return Ok(None),
        "actor" => Role::Actor,
        "target" | "thing" => Role::Target,
        "place" => Role::Place,
        "from" => Role::From,
        "to" => Role::To,
        "means" => Role::Means,
        _ => return Err(LexiconError::UnknownPart(name.to_owned())),
    }))
}
