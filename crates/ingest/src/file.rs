//! One file to its documents.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use tidings_types::{Diagnostic, Document, MediaType};

use crate::{Documents, Limits, feed, lines, skipped, wacz, warc};

/// What a file holds, told from its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Contents {
    One(MediaType),
    Stories,
    Archive,
    /// A feed, a list of feeds or a sitemap, if its bytes bear it out.
    List(MediaType),
}

/// The documents of the file at `path`.
pub fn documents(path: &Path, limits: Limits) -> Documents {
    let origin = path.display().to_string();
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    match File::open(path) {
        Ok(_) if path.is_dir() => one(Err(skipped("unreadable", &origin, "this is a folder"))),
        Ok(_) if name.ends_with(".wacz") => wacz::documents(path, &origin, limits),
        Ok(file) => read(contents(&name), plain_or_gzip(file, &name), origin, limits),
        Err(error) => one(Err(unreadable(&origin, &error))),
    }
}

/// Standard input: JSON lines if it opens with a brace, whether it is JSON or not, else one
/// document.
pub fn standard_input(limits: Limits) -> Documents {
    let origin = "standard input";
    match whole(Box::new(std::io::stdin()), MediaType::Unknown, origin, limits) {
        Ok(document) if looks_like_stories(&document.bytes) => {
            lines::documents(std::io::Cursor::new(document.bytes), origin.to_owned(), limits)
        }
        found => one(found),
    }
}

fn read(
    contents: Contents,
    input: Box<dyn Read + Send>,
    origin: String,
    limits: Limits,
) -> Documents {
    match contents {
        Contents::One(media_type) => one(whole(input, media_type, &origin, limits)),
        Contents::Stories => lines::documents(BufReader::new(input), origin, limits),
        Contents::Archive => warc::documents(BufReader::new(input), origin, limits),
        Contents::List(media_type) => list(whole(input, media_type, &origin, limits), &origin),
    }
}

/// The articles of a list, or the file as one document where it is none.
fn list(found: Result<Document, Diagnostic>, origin: &str) -> Documents {
    let articles = found.as_ref().ok().and_then(|file| feed::documents(&file.bytes, origin));
    articles.unwrap_or_else(|| one(found))
}

fn contents(name: &str) -> Contents {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" | "htm" | "xhtml" => Contents::One(MediaType::Html),
        "txt" | "text" | "md" | "eml" => Contents::One(MediaType::Plain),
        "json" => Contents::List(MediaType::Story),
        "rss" | "atom" | "rdf" | "xml" | "opml" => Contents::List(MediaType::Unknown),
        "jsonl" | "ndjson" => Contents::Stories,
        "warc" => Contents::Archive,
        _ => Contents::One(MediaType::Unknown),
    }
}

fn plain_or_gzip(file: File, name: &str) -> Box<dyn Read + Send> {
    if name.ends_with(".gz") { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) }
}

fn whole(
    input: Box<dyn Read + Send>,
    media_type: MediaType,
    origin: &str,
    limits: Limits,
) -> Result<Document, Diagnostic> {
    let mut bytes = Vec::new();
    let read = input.take(limits.document_bytes + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(origin, &error))?;
    if bytes.len() as u64 > limits.document_bytes {
        return Err(too_large(origin, limits));
    }
    Ok(Document::new(bytes, media_type, origin))
}

fn looks_like_stories(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{")
}

/// The document is larger than the limit.
pub fn too_large(origin: &str, limits: Limits) -> Diagnostic {
    let limit = limits.document_bytes >> 20;
    skipped("too-large", origin, format!("larger than {limit} MiB, the limit for one document"))
}

fn unreadable(origin: &str, error: &std::io::Error) -> Diagnostic {
    skipped("unreadable", origin, format!("cannot be read: {error}"))
}

fn one(found: Result<Document, Diagnostic>) -> Documents {
    Box::new(std::iter::once(found))
}
