//! What assembly sees of one report: the report, its marks, its places and actors, and the dates
//! and figures of each sentence.

use std::collections::BTreeSet;

use jiff::civil::Date;
use tidings_gazetteer::Gazetteer;
use tidings_ontology::Ontology;
use tidings_types::{
    BlockKind, CountryCode, Entity, HappeningId, Marks, Report, SentenceMarks, Span, Toponym,
};

use crate::{
    actors::{Dictionary, Roster, country_at},
    dates::{self, Expression},
    quantities::{self, Amount, Figure, figures},
    tokens::{Token, tokens},
};

/// Everything that assembly looks at; nothing in it is changed.
pub(crate) struct Scene<'a> {
    pub report: &'a Report,
    pub marks: &'a Marks,
    pub toponyms: &'a [Toponym],
    pub gazetteer: &'a Gazetteer,
    pub ontology: &'static Ontology,
    pub roster: Roster<'a>,
    /// Countries that the report names or implies; a place elsewhere is not believed.
    pub countries: BTreeSet<CountryCode>,
}

/// The words of one sentence, read.
pub(crate) struct Line<'a> {
    pub index: usize,
    pub span: Span,
    pub block: u32,
    pub kind: BlockKind,
    pub marks: &'a SentenceMarks,
    pub tokens: Vec<Token>,
    pub dates: Vec<Expression>,
    pub figures: Vec<Figure>,
    pub amounts: Vec<Amount>,
}

impl<'a> Scene<'a> {
    /// Whether a happening is one of words: accusation, demand, threat, talks.
    pub(crate) fn is_speech(&self, happening: &HappeningId) -> bool {
        self.ontology.get(happening).is_some_and(|known| known.family == "words")
    }

    pub(crate) fn new(
        report: &'a Report,
        marks: &'a Marks,
        toponyms: &'a [Toponym],
        gazetteer: &'a Gazetteer,
        ontology: &'static Ontology,
        dictionary: &Dictionary,
    ) -> Self {
        let roster = Roster::new(dictionary, report);
        let mut scene = Self {
            report,
            marks,
            toponyms,
            gazetteer,
            ontology,
            roster,
            countries: BTreeSet::new(),
        };
        scene.countries = scene.named_countries();
        scene
    }

    /// The publication day, if known.
    pub(crate) fn published(&self) -> Option<Date> {
        self.report.published.as_ref().map(|published| published.date)
    }

    /// The sentences that hold marks.
    pub(crate) fn lines(&self) -> Vec<Line<'a>> {
        self.marks.sentences.iter().filter_map(|marks| self.line(marks)).collect()
    }

    fn line(&self, marks: &'a SentenceMarks) -> Option<Line<'a>> {
        let index = marks.sentence as usize;
        let sentence = self.report.sentences.get(index)?;
        let words = self.report.words(sentence.span);
        let offset = sentence.span.start as usize;
        let kind = self.report.blocks.get(sentence.block as usize)?.kind;
        Some(Line {
            index,
            span: sentence.span,
            block: sentence.block,
            kind,
            marks,
            tokens: tokens(words, offset),
            dates: dates::find(words, offset),
            figures: figures(words, offset),
            amounts: quantities::find(words, offset),
        })
    }

    /// What the gazetteer says of the name at `span`.
    pub(crate) fn toponym(&self, span: Span) -> Option<&'a Toponym> {
        let at = self.toponyms.partition_point(|toponym| toponym.mention.span.start < span.start);
        self.toponyms.get(at).filter(|toponym| toponym.mention.span == span)
    }

    /// Countries named by name or demonym, homes of the named actors, and countries of the
    /// toponyms that are countries or provinces.
    fn named_countries(&self) -> BTreeSet<CountryCode> {
        let cut = tokens(&self.report.text, 0);
        let by_name = (0..cut.len()).filter_map(|at| Some(country_at(&cut, at)?.0.code));
        let by_actor = self.roster.named().iter().filter_map(|named| named.identity.country);
        by_name.chain(by_actor).collect()
    }
}

impl Line<'_> {
    /// The entity of a link.
    pub(crate) fn entity(&self, index: u32) -> Option<&Entity> {
        self.marks.entities.get(index as usize)
    }

    /// Tokens inside `span`.
    pub(crate) fn tokens_in(&self, span: Span) -> &[Token] {
        let from = self.tokens.partition_point(|token| token.span.start < span.start);
        let to = self.tokens.partition_point(|token| token.span.end <= span.end);
        self.tokens.get(from..to.max(from)).unwrap_or_default()
    }

    /// Index of the first token at or after byte `offset`.
    pub(crate) fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.span.start < offset)
    }

    /// The lower-case word of token `at`, empty where there is none.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }
}
