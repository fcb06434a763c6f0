//! Files, folders, standard input and archives to documents.
//!
//! Knows neither store nor stages. Everything is read as a stream: one document is in memory at a
//! time, whatever the size of the archive. A file that cannot be read becomes a diagnostic and the
//! next one is tried.

pub mod listing;

mod feed;
mod file;
mod lines;
mod wacz;
mod walk;
mod warc;

use std::path::{Path, PathBuf};

use tidings_types::{Diagnostic, Document, Severity, Stage};

pub use feed::story;
pub use warc::documents as archive;

/// A document, or why there is none.
pub type Found = Result<Document, Diagnostic>;

/// A stream of documents.
pub type Documents = Box<dyn Iterator<Item = Found> + Send>;

/// Limits that keep one bad file from taking the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest document in bytes, after decompression; larger ones are reported and left out.
    pub document_bytes: u64,
}

impl Default for Limits {
    /// 64 MiB: a hundred times the largest of 421 news pages seen (WARC sample of 2023), and
    /// small enough for two of them to be parsed side by side on a laptop.
    fn default() -> Self {
        Self { document_bytes: 64 << 20 }
    }
}

/// All documents under `paths`, in order: files as given, folders walked by name, `-` for
/// standard input.
///
/// By name, `.html` and `.htm` are pages, `.txt`, `.text`, `.md` and `.eml` plain text, `.jsonl`,
/// `.ndjson` and `.json` stories (one JSON object a line, or one in the file), `.warc` and `.wacz`
/// archives, `.rss`, `.atom`, `.rdf`, `.xml` and `.json` feeds where their content is one; each but
/// `.wacz` may be gzip-compressed (`.gz`). Of a feed the articles that it carries are read; what it
/// only points at is told. Anything else given by name, and standard input, is told
/// from its bytes. In folders, hidden files and links to folders are left out.
pub fn documents(paths: &[PathBuf], limits: Limits) -> Documents {
    let paths = paths.to_vec();
    Box::new(paths.into_iter().flat_map(move |path| under(&path, limits)))
}

/// The number of files under `paths`, for a progress bar; standard input counts as one.
pub fn count_files(paths: &[PathBuf]) -> u64 {
    let files = |path: &PathBuf| walk::files(path).filter(Result::is_ok).count() as u64;
    paths.iter().map(|path| if is_stdin(path) { 1 } else { files(path) }).sum()
}

fn under(path: &Path, limits: Limits) -> Documents {
    if is_stdin(path) {
        return file::standard_input(limits);
    }
    Box::new(walk::files(path).flat_map(move |found| match found {
        Ok(path) => file::documents(&path, limits),
        Err(diagnostic) => Box::new(std::iter::once(Err(diagnostic))),
    }))
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A diagnostic of this room: the document named by `origin` is left out.
fn skipped(code: &str, origin: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Stage::Ingest, Severity::Skipped, code, origin, message)
}
