//! An answer to a document.

use jiff::civil::Date;
use tidings_types::{Document, MediaType};

use crate::{Answer, FetchError};

/// The document that an answer holds, fetched on this day and found as `origin`.
///
/// # Errors
/// Where the answer is neither a page nor plain text.
pub fn document(answer: Answer, origin: &str, fetched: Date) -> Result<Document, FetchError> {
    let media_type = answer.media_type.as_deref().unwrap_or_default().to_lowercase();
    let kind = match media_type.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => MediaType::Html,
        "text/plain" => MediaType::Plain,
        "" => MediaType::Unknown,
        other => return Err(FetchError::Kind(other.to_owned())),
    };
    let mut document = Document::new(answer.body, kind, origin);
    document.charset = media_type.split_once("charset=").map(|(_, charset)| {
        charset.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']).to_owned()
    });
    document.url = Some(answer.url);
    document.fetched = Some(fetched);
    Ok(document)
}
