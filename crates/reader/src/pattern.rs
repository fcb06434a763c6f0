//! The reader that works by dictionaries and sentence structure.

use tidings_ontology::Ontology;
use tidings_types::{
    Assertion, Entity, EntityKind, Marks, Report, SentenceMarks, Span, Trigger, Voice,
};

use crate::Reader;
use crate::clauses::Structure;
use crate::described::described;
use crate::lexicon::Lexicon;
use crate::links::links;
use crate::names::{self, Surnames};
use crate::nested::with_nested_places;
use crate::sentence::{Sentence, classes};
use crate::tags::{style, tag};
use crate::tokens::{Token, tokenize};
use crate::triggers::{Match, matches};

/// Relevance of a sentence that names something but tells of no happening.
const QUIET: f32 = 0.05;

/// Reads by dictionaries and sentence structure. It never fails: what it does not understand it
/// leaves unmarked.
#[derive(Clone, Copy, Debug)]
pub struct PatternReader<'a> {
    lexicon: Option<&'a Lexicon>,
    ontology: &'a Ontology,
}

impl PatternReader<'static> {
    /// The reader for English with the happenings compiled in.
    pub fn embedded() -> Self {
        Self { lexicon: Lexicon::english(), ontology: Ontology::embedded() }
    }
}

impl<'a> PatternReader<'a> {
    /// A reader with another lexicon or more happenings.
    pub fn new(lexicon: &'a Lexicon, ontology: &'a Ontology) -> Self {
        Self { lexicon: Some(lexicon), ontology }
    }
}

impl Reader for PatternReader<'_> {
    fn read(&self, report: &Report, hints: &[Entity]) -> Marks {
        let Some(lexicon) = self.lexicon else { return Marks::default() };
        let text = report.text.as_str();
        let sentences: Vec<(Vec<Token>, Vec<Entity>)> = report
            .sentences
            .iter()
            .map(|sentence| {
                let tokens = tokenize(text, sentence.span);
                let mut hints = hints_in(hints, sentence.span);
                hints.retain(|hint| !names::is_cut_short(&tokens, hint, lexicon));
                (tokens, hints)
            })
            .collect();
        // Full names come before surnames alone, not always in the same order: look through once.
        let mut surnames = Surnames::new();
        for (tokens, hints) in &sentences {
            let found = names::names(tokens, hints, style(tokens, lexicon), &surnames, lexicon);
            names::remember(tokens, &found, &mut surnames);
        }
        let past = report.published.as_ref().map(|published| published.date.year());
        let read = |(index, (tokens, hints)): (usize, (Vec<Token>, Vec<Entity>))| {
            let marks = self.read_sentence(lexicon, tokens, &hints, &surnames, past);
            (!marks.entities.is_empty() || !marks.triggers.is_empty()).then(|| SentenceMarks {
                sentence: u32::try_from(index).unwrap_or(u32::MAX),
                ..marks
            })
        };
        Marks { sentences: sentences.into_iter().enumerate().filter_map(read).collect() }
    }
}

/// Hints that lie wholly in a sentence.
pub(crate) fn hints_in(hints: &[Entity], span: Span) -> Vec<Entity> {
    let first = hints.partition_point(|hint| hint.span.start < span.start);
    let inside = hints[first..].iter().take_while(|hint| hint.span.start < span.end);
    inside.filter(|hint| span.contains(hint.span) && !hint.span.is_empty()).copied().collect()
}

impl PatternReader<'_> {
    fn read_sentence(
        &self,
        lexicon: &Lexicon,
        tokens: Vec<Token>,
        hints: &[Entity],
        surnames: &Surnames,
        year: Option<i16>,
    ) -> SentenceMarks {
        if tokens.is_empty() {
            return SentenceMarks::default();
        }
        let sentence = analyse(lexicon, tokens, hints, surnames);
        let matches = matches(&sentence);
        let links = links(&sentence, &matches, self.ontology);
        let triggers: Vec<Trigger> =
            matches.iter().map(|matched| trigger(&sentence, matched, year)).collect();
        let strongest = triggers.iter().map(|trigger| trigger.confidence).fold(QUIET, f32::max);
        let marks = SentenceMarks {
            sentence: 0,
            relevance: strongest,
            entities: sentence.entities,
            triggers,
            links,
        };
        with_nested_places(marks, hints)
    }
}

fn analyse<'a>(
    lexicon: &'a Lexicon,
    tokens: Vec<Token>,
    hints: &[Entity],
    surnames: &Surnames,
) -> Sentence<'a> {
    let style = style(&tokens, lexicon);
    let mut entities = names::names(&tokens, hints, style, surnames, lexicon);
    let in_name: Vec<bool> = tokens
        .iter()
        .map(|token| {
            entities
                .iter()
                .any(|entity| stays_whole(entity.kind) && entity.span.contains(token.span))
        })
        .collect();
    let structure = Structure::of(tag(tokens, &in_name, lexicon), lexicon);
    let classes = classes(&structure.words, lexicon);
    let mut sentence = Sentence { lexicon, structure, classes, entities: Vec::new() };
    entities.extend(described(&sentence));
    entities.sort_by_key(|entity| (entity.span.start, std::cmp::Reverse(entity.span.end)));
    entities.dedup_by_key(|entity| entity.span);
    sentence.entities = entities;
    sentence
}

/// Names whose words are not read as common words.
fn stays_whole(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Person
            | EntityKind::Organisation
            | EntityKind::ArmedGroup
            | EntityKind::Place
            | EntityKind::Facility
    )
}

fn trigger(sentence: &Sentence<'_>, matched: &Match, year: Option<i16>) -> Trigger {
    let frame = &sentence.lexicon.frames.frames[matched.frame];
    let (mut assertion, mut cue) = matched.told;
    if assertion.happened()
        && let Some(at) = long_past(sentence, matched, year)
    {
        (assertion, cue) = (Assertion::Historical, Some(at));
    }
    Trigger {
        span: sentence.span(matched.first, matched.last),
        happening: frame.happening.clone(),
        confidence: matched.confidence,
        assertion,
        cue: cue.map(|at| sentence.words()[at].token.span),
        voice: Voice::Structure,
    }
}

/// The word of a year before the report's own in the trigger's clause. Without a date of
/// publication any stated year counts: fresh news seldom names its year.
fn long_past(sentence: &Sentence<'_>, matched: &Match, year: Option<i16>) -> Option<usize> {
    let (start, end) = crate::triggers::extent(sentence, matched);
    let words = sentence.words();
    (start..=end.min(words.len().saturating_sub(1))).find(|at| {
        let stated = names::is_year(words[*at].lower())
            .then(|| words[*at].lower().parse::<i16>().ok())
            .flatten();
        stated.is_some_and(|stated| year.is_none_or(|year| stated < year))
            && sentence
                .entities
                .iter()
                .any(|e| e.kind == EntityKind::Date && e.span.contains(words[*at].token.span))
    })
}
