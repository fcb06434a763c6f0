//! The stages in order, in parallel, deterministic: documents to readings.
//!
//! Knows neither network nor store. What comes out for a document depends on that document alone,
//! and readings come out in the order in which documents went in, whatever the number of threads.

mod ordered;

use std::panic::{AssertUnwindSafe, catch_unwind};

use tidings_claims::Assembler;
use tidings_gazetteer::{Gazetteer, GazetteerError};
use tidings_ontology::Ontology;
use tidings_reader::{EncodedReader, EncoderError, Reader};
use tidings_types::{Diagnostic, Document, Entity, Reading, Report, Severity, Stage};

pub use ordered::map_in_order;

/// Why the stages could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The gazetteer that the binary carries is broken.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
    /// The reader's weights are broken.
    #[error("the reader's weights: {0}")]
    Reader(#[from] EncoderError),
}

/// All stages, loaded once and shared by all threads.
pub struct Pipeline {
    gazetteer: Gazetteer,
    reader: Box<dyn Reader>,
    assembler: Assembler,
}

impl Pipeline {
    /// The stages with everything that the binary carries.
    ///
    /// # Errors
    /// When the embedded gazetteer or the reader's weights cannot be opened.
    pub fn embedded() -> Result<Self, PipelineError> {
        Self::with_gazetteer(Gazetteer::embedded()?)
    }

    /// The stages over this gazetteer.
    ///
    /// # Errors
    /// When the reader's weights cannot be opened.
    pub fn with_gazetteer(gazetteer: Gazetteer) -> Result<Self, PipelineError> {
        Ok(Self {
            gazetteer,
            reader: Box::new(EncodedReader::embedded()?),
            assembler: Assembler::new(Ontology::embedded()),
        })
    }

    /// Reads one document. It never fails: what goes wrong stands in the reading's diagnostics,
    /// even a fault of our own.
    pub fn read(&self, document: &Document) -> Reading {
        catch_unwind(AssertUnwindSafe(|| self.read_stages(document))).unwrap_or_else(|_| {
            let message = "a fault inside a stage; please report it with this document";
            let code = "internal-fault";
            let diagnostic =
                Diagnostic::new(Stage::Reader, Severity::Skipped, code, &document.origin, message);
            reading(document, None, Vec::new(), vec![diagnostic])
        })
    }

    fn read_stages(&self, document: &Document) -> Reading {
        let (report, mut diagnostics) = tidings_text::read(document);
        let Some(report) = report else {
            return reading(document, None, Vec::new(), diagnostics);
        };
        if let Some(diagnostic) = unsupported(&report, document) {
            diagnostics.push(diagnostic);
            return reading(document, Some(report), Vec::new(), diagnostics);
        }
        let marks = self.reader.read(&report, &hints(&self.gazetteer, &self.assembler, &report));
        let toponyms = self.gazetteer.resolve(&report, &marks);
        let (mut claims, more) =
            self.assembler.assemble(&report, &marks, &toponyms, &self.gazetteer);
        // What editors say of the report itself is no news: "an earlier version said that 30 died".
        claims.retain(|claim| !report.is_about_itself(claim.sentence));
        diagnostics.extend(more.into_iter().map(|diagnostic| of(diagnostic, document)));
        reading(document, Some(report), claims, diagnostics)
    }
}

/// What dictionaries, gazetteer and grammars find before the reader looks, by rising start.
pub fn hints(gazetteer: &Gazetteer, assembler: &Assembler, report: &Report) -> Vec<Entity> {
    let mut hints = gazetteer.find(report);
    hints.extend(assembler.hints(report));
    hints.sort_by_key(|entity| (entity.span.start, entity.span.end, entity.kind));
    hints
}

/// Languages that the reader can read; `und` is tried, since short texts cannot be told.
const READ_LANGUAGES: [&str; 2] = ["en", "und"];

fn unsupported(report: &Report, document: &Document) -> Option<Diagnostic> {
    let language = report.language.code.as_str();
    if READ_LANGUAGES.contains(&language) {
        return None;
    }
    let message = format!("language {language:?} is not read yet; the text is kept");
    let (stage, code) = (Stage::Reader, "language-not-read");
    Some(Diagnostic::new(stage, Severity::Warning, code, &document.origin, message))
}

fn of(diagnostic: Diagnostic, document: &Document) -> Diagnostic {
    Diagnostic { origin: document.origin.clone(), ..diagnostic }
}

fn reading(
    document: &Document,
    report: Option<Report>,
    claims: Vec<tidings_types::Claim>,
    diagnostics: Vec<Diagnostic>,
) -> Reading {
    Reading { document: document.id, origin: document.origin.clone(), report, claims, diagnostics }
}
