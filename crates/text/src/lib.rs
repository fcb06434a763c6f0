//! Documents to reports: charset, main text, metadata, publication date, language, sentences.
//!
//! Knows neither network nor store. A document that cannot be read gives no report and a
//! diagnostic that says why; it never stops a run.
//!
//! ```
//! use tidings_types::{Document, MediaType};
//!
//! let page = "<h1>Town falls</h1><article><p>The town fell to rebels on Tuesday after a week of \
//!             fighting, residents said. Thousands of people fled to the north.</p><p>Nobody has \
//!             come home so far, and aid has not reached the town since March.</p></article>";
//! let document = Document::new(page.into(), MediaType::Html, "example");
//! let (report, diagnostics) = tidings_text::read(&document);
//! assert!(diagnostics.is_empty());
//! let report = report.unwrap();
//! assert_eq!(report.title.as_deref(), Some("Town falls"));
//! assert_eq!(report.words(report.sentences[2].span), "Thousands of people fled to the north.");
//! ```

mod abbreviations;
mod appeals;
mod article;
mod authors;
mod boilerplate;
mod captions;
mod dates;
mod decode;
mod furniture;
mod language;
mod lines;
mod mail;
mod media;
mod metadata;
mod months;
mod ngrams;
mod notices;
mod page;
mod paste;
mod pieces;
mod published;
mod read;
mod report;
mod rim;
mod root;
mod scripts;
mod sentences;
mod shown;
mod signature;
mod slim;
mod solar;
mod tree;
mod weights;
mod wire;

pub use article::TextBlock;
pub use dates::Order;
pub use decode::{Decoded, decode};
pub use language::language;
pub use read::{MAX_DOCUMENT_BYTES, MainText, main_text, page_date, read};
pub use report::MAX_TEXT_BYTES;
pub use sentences::{MAX_SENTENCE_BYTES, sentences};
pub use signature::{Likeness, Signature, likeness, signature};

/// Version of the extractor; raised when the same bytes may give another text.
pub const EXTRACTOR: u32 = 2;
