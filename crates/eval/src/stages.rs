//! The stages as the suites use them.

use std::collections::HashMap;

use jiff::civil::Date;
use tidings_claims::Assembler;
use tidings_gazetteer::Gazetteer;
use tidings_ontology::Ontology;
use tidings_pipeline::{hints, map_in_order};
use tidings_reader::{Depth, EncodedReader, EncoderError, Reader};
use tidings_types::{Claim, Entity, Event, Marks, Place, Report, SentenceMarks, Span, Toponym};

use crate::{EvalError, text};

/// Everything between a report and its claims.
pub struct Stages {
    gazetteer: Gazetteer,
    reader: EncodedReader,
    assembler: Assembler,
}

impl Stages {
    /// Sets the stages up for `suite`.
    pub fn load(suite: &'static str) -> Result<Self, EvalError> {
        let broken = |error: &dyn std::fmt::Display| EvalError::Stage(format!("{suite}: {error}"));
        let gazetteer = Gazetteer::embedded().map_err(|error| broken(&error))?;
        Self::with(gazetteer).map_err(|error| broken(&error))
    }

    /// The stages with this gazetteer.
    ///
    /// # Errors
    /// When the reader's weights cannot be opened.
    pub fn with(gazetteer: Gazetteer) -> Result<Self, EncoderError> {
        let reader = EncodedReader::embedded()?;
        Ok(Self { gazetteer, reader, assembler: Assembler::new(Ontology::embedded()) })
    }

    /// The same stages with every sentence read by the encoder, quiet ones too: for data that ask
    /// for the names in all of them.
    pub fn reading_all(self) -> Self {
        Self { reader: self.reader.with_depth(Depth::All), ..self }
    }

    /// The same stages with a reader that does not hear the patterns: to tell what each adds.
    pub fn with_encoder_alone(self) -> Self {
        Self { reader: self.reader.alone(), ..self }
    }

    /// What gazetteer, dictionaries and grammars find before the reader looks.
    pub fn hints(&self, report: &Report) -> Vec<Entity> {
        hints(&self.gazetteer, &self.assembler, report)
    }

    /// The reader itself, for what is asked of it alone.
    pub fn reader(&self) -> &EncodedReader {
        &self.reader
    }

    /// What the reader finds, with the hints of gazetteer, dictionaries and grammars.
    pub fn marks(&self, report: &Report) -> Marks {
        self.reader.read(report, &self.hints(report))
    }

    /// The place that a nationality word belongs to: "Syrian" to Syria.
    pub fn place_of_nationality(&self, words: &str) -> Option<Place> {
        self.gazetteer.place_of_demonym(words)
    }

    /// The place names among the marks with what they may mean.
    pub fn toponyms(&self, report: &Report, marks: &Marks) -> Vec<Toponym> {
        self.gazetteer.resolve(report, marks)
    }

    /// What the report says.
    pub fn claims(&self, report: &Report) -> Vec<Claim> {
        self.claims_from(report, &self.marks(report))
    }

    /// What the report says by these marks.
    pub fn claims_from(&self, report: &Report, marks: &Marks) -> Vec<Claim> {
        let toponyms = self.toponyms(report, marks);
        self.assembler.assemble(report, marks, &toponyms, &self.gazetteer).0
    }

    /// The event of each claim, by their ids.
    pub fn events_of(&self, claims: &[Claim]) -> HashMap<String, String> {
        let events = tidings_events::merge(claims, &[], Ontology::embedded());
        let of_event = |event: &Event| {
            let id = event.id.0.clone();
            event.claims.iter().map(move |claim| (claim.0.clone(), id.clone())).collect::<Vec<_>>()
        };
        events.iter().flat_map(of_event).collect()
    }

    /// The claims of a bare text, read as a report of `published`.
    pub fn claims_of(&self, words: &str, published: Option<Date>) -> Vec<Claim> {
        self.claims(&text::verbatim(words, published))
    }
}

/// Marks that hold nothing but these entities, each in its sentence.
pub fn marks_of(report: &Report, entities: &[Entity]) -> Marks {
    let mut marks = Marks::default();
    for (index, sentence) in report.sentences.iter().enumerate() {
        let inside = |entity: &&Entity| sentence.span.contains(start_of(entity.span));
        let entities: Vec<Entity> = entities.iter().filter(inside).copied().collect();
        if !entities.is_empty() {
            let sentence = u32::try_from(index).unwrap_or(u32::MAX);
            marks.sentences.push(SentenceMarks { sentence, entities, ..SentenceMarks::default() });
        }
    }
    marks
}

fn start_of(span: Span) -> Span {
    Span { start: span.start, end: span.end.min(span.start + 1) }
}

/// Results of `work` on all items, in their order, on all processors.
pub fn in_parallel<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let mut results = Vec::with_capacity(items.len());
    let collected: Result<(), std::convert::Infallible> =
        map_in_order(items.iter(), jobs, work, |result| {
            results.push(result);
            Ok(())
        });
    match collected {
        Ok(()) => results,
        Err(never) => match never {},
    }
}
