//! Documents to reports: charset, main text, metadata, publication date, language, sentences.
//!
//! Knows neither network nor store. A document that cannot be read gives no report and a
//! diagnostic that says why; it never stops a run.

use tidings_types::{Diagnostic, Document, Report};

/// Version of the extractor; raised when the same bytes may give another text.
pub const EXTRACTOR: u32 = 1;

/// Reads a document: its article, or the reason why there is none.
pub fn read(document: &Document) -> (Option<Report>, Vec<Diagnostic>) {
    let _ = document;
    (None, Vec::new())
}
