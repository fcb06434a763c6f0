//! Marks to claims: actors, places, dates, quantities, assembly.
//!
//! [`Assembler::hints`] finds what dictionaries and grammars find before the reader reads;
//! [`Assembler::assemble`] makes claims of what the reader found and the gazetteer resolved. The
//! modules [`dates`], [`quantities`] and [`actors`] work on plain text and are of use by
//! themselves. Nothing here reads a clock, a file or a network.

pub mod actors;
mod assembly;
mod attribution;
pub mod dates;
pub mod means;
pub mod numerals;
mod places;
pub mod quantities;
mod scene;
mod times;
pub mod tokens;

use tidings_gazetteer::Gazetteer;
use tidings_ontology::Ontology;
use tidings_types::{
    Claim, Diagnostic, Entity, EntityKind, Marks, Report, Severity, Span, Stage, Toponym, Voice,
};

use actors::{Dictionary, DictionaryError, Roster};
use scene::Scene;

/// Confidence of a date found by the grammar.
const DATE: f32 = 0.9;
/// Confidence of a number found by the grammar.
const NUMBER: f32 = 0.9;

/// Makes claims of marks.
#[derive(Clone, Debug)]
pub struct Assembler {
    ontology: &'static Ontology,
    dictionary: Dictionary,
}

impl Assembler {
    /// An assembler with the actors that are compiled in.
    pub fn new(ontology: &'static Ontology) -> Self {
        Self { ontology, dictionary: Dictionary::embedded().clone() }
    }

    /// Adds the actors of a CSV text with the columns of `data/actors.csv`.
    ///
    /// # Errors
    /// The row and what is wrong with it.
    pub fn with_actors(mut self, rows: &str) -> Result<Self, DictionaryError> {
        self.dictionary = self.dictionary.extended(rows)?;
        Ok(self)
    }

    /// Named actors, dates and numbers of `report`, by rising start.
    pub fn hints(&self, report: &Report) -> Vec<Entity> {
        let mut hints = Roster::new(&self.dictionary, report).hints();
        for sentence in &report.sentences {
            let words = report.words(sentence.span);
            let offset = sentence.span.start as usize;
            let grammar = |span: Span, kind, confidence| Entity {
                span,
                kind,
                confidence,
                voice: Voice::Grammar,
            };
            let dates = dates::find(words, offset);
            hints.extend(dates.iter().map(|date| grammar(date.core, EntityKind::Date, DATE)));
            let amounts = quantities::find(words, offset);
            hints.extend(
                amounts.iter().map(|amount| grammar(amount.span, EntityKind::Number, NUMBER)),
            );
        }
        hints.sort_by_key(|hint| (hint.span.start, std::cmp::Reverse(hint.span.end), hint.kind));
        hints
    }

    /// The claims of `report`: `marks` as the reader gave them, `toponyms` as the gazetteer resolved
    /// its Place and Facility entities, in order of span.
    pub fn assemble(
        &self,
        report: &Report,
        marks: &Marks,
        toponyms: &[Toponym],
        gazetteer: &Gazetteer,
    ) -> (Vec<Claim>, Vec<Diagnostic>) {
        let scene = Scene::new(report, marks, toponyms, gazetteer, self.ontology, &self.dictionary);
        let claims = assembly::assemble(&scene);
        let diagnostics = undated(report, &claims);
        (claims, diagnostics)
    }
}

/// A note where relative dates stay unknown for want of a publication day.
fn undated(report: &Report, claims: &[Claim]) -> Vec<Diagnostic> {
    if report.published.is_some() || claims.is_empty() {
        return Vec::new();
    }
    let origin = report.url.clone().unwrap_or_else(|| report.id.document.to_string());
    let message = "no publication date is known: relative dates stay unknown";
    vec![Diagnostic::new(Stage::Claims, Severity::Note, "undated", &origin, message)]
}
