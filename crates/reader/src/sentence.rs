//! A sentence ready for matching: structure, word classes and entities side by side.

use tidings_types::{Entity, EntityKind, Span};

use crate::clauses::Structure;
use crate::frames::Term;
use crate::lexicon::{ClassSet, Lexicon};
use crate::tags::{Tag, Word};

/// A sentence with everything that triggers and links are decided by.
pub(crate) struct Sentence<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) structure: Structure,
    /// Classes of each word.
    pub(crate) classes: Vec<ClassSet>,
    /// Entities by rising start; nested ones after those that hold them.
    pub(crate) entities: Vec<Entity>,
}

impl<'a> Sentence<'a> {
    pub(crate) fn words(&self) -> &[Word] {
        &self.structure.words
    }

    /// The span of words `first` to `last`.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        let words = self.words();
        match (words.get(first), words.get(last)) {
            (Some(first), Some(last)) => first.token.span.cover(last.token.span),
            _ => Span { start: 0, end: 0 },
        }
    }

    /// Word index of the first and last word of a span.
    pub(crate) fn words_of(&self, span: Span) -> Option<(usize, usize)> {
        let words = self.words();
        let first = words.partition_point(|word| word.token.span.end <= span.start);
        let after = words.partition_point(|word| word.token.span.start < span.end);
        (first < after).then(|| (first, after - 1))
    }

    /// Indexes of the entities that lie wholly in words `first` to `last`.
    pub(crate) fn entities_in(
        &self,
        first: usize,
        last: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        let span = self.span(first, last);
        self.entities
            .iter()
            .enumerate()
            .filter(move |(_, e)| span.contains(e.span))
            .map(|(at, _)| at)
    }

    /// Whether some word in `first..=last` meets the condition.
    pub(crate) fn meets(&self, term: &Term, first: usize, last: usize) -> bool {
        let last = last.min(self.words().len().saturating_sub(1));
        match term {
            Term::Words(lemmas) => (first..=last).any(|at| self.reads(lemmas, at)),
            Term::Class(set) => (first..=last).any(|at| self.classes[at] & set != 0),
            Term::Named => self.has_kind(first, last, |kind| {
                matches!(
                    kind,
                    EntityKind::Person
                        | EntityKind::Organisation
                        | EntityKind::ArmedGroup
                        | EntityKind::Nationality
                        | EntityKind::Place
                )
            }),
            Term::PlaceName => self.has_kind(first, last, |kind| {
                matches!(kind, EntityKind::Place | EntityKind::Facility)
            }),
            Term::Nationals => self.has_kind(first, last, |kind| kind == EntityKind::Nationality),
            Term::Number => (first..=last).any(|at| self.words()[at].tag == Tag::Number),
        }
    }

    fn has_kind(&self, first: usize, last: usize, is: impl Fn(EntityKind) -> bool) -> bool {
        self.entities_in(first, last).any(|at| is(self.entities[at].kind))
    }

    /// Whether these lemmas stand one after the other from word `at`.
    pub(crate) fn reads(&self, lemmas: &[String], at: usize) -> bool {
        let Some(words) = self.words().get(at..at + lemmas.len()) else { return false };
        words.iter().zip(lemmas).all(|(word, lemma)| same(word, lemma))
    }
}

/// Whether a word has this lemma, as whichever word class.
pub(crate) fn same(word: &Word, lemma: &str) -> bool {
    word.lemma == lemma || word.noun == lemma || word.token.lower == lemma
}

/// Classes of each word; a phrase of several words gives its class to all of them.
pub(crate) fn classes(words: &[Word], lexicon: &Lexicon) -> Vec<ClassSet> {
    let mut classes = vec![0; words.len()];
    for at in 0..words.len() {
        for known in [&words[at].noun, &words[at].token.lower] {
            let Some(phrases) = lexicon.class_phrases.get(known) else { continue };
            for phrase in phrases {
                let Some(run) = words.get(at..at + phrase.lemmas.len()) else { continue };
                if run.iter().zip(&phrase.lemmas).skip(1).all(|(word, lemma)| same(word, lemma)) {
                    let bit: ClassSet = 1 << phrase.class;
                    classes[at..at + phrase.lemmas.len()].iter_mut().for_each(|set| *set |= bit);
                }
            }
        }
    }
    classes
}
