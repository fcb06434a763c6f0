//! Sentences to marks: names and described groups, triggers, the links between them, assertion.
//!
//! Knows neither gazetteer nor store: places and actors that dictionaries found are handed in as
//! hints. [`EncodedReader`] reads with a trained encoder and hears [`PatternReader`] beside it, which
//! reads by dictionaries and the structure of sentences; its words are data in `lexicon/<language>`.

mod assertion;
mod chunks;
mod clauses;
mod described;
mod encoded;
mod frames;
mod inflection;
mod lexicon;
mod links;
mod names;
mod nested;
mod pattern;
mod sentence;
mod tags;
mod tokens;
mod triggers;

use tidings_types::{Entity, Marks, Report};

pub use encoded::{Depth, EncodedReader};

pub use lexicon::{Lexicon, LexiconError, LexiconFiles};
pub use pattern::PatternReader;
pub use tidings_encoder::EncoderError;

/// Finds marks in a report.
pub trait Reader: Send + Sync {
    /// All marks of `report`. `hints` are entities that dictionaries, gazetteer and grammars found
    /// in the text beforehand, by rising start; they may overlap, and the reader decides which
    /// stand.
    fn read(&self, report: &Report, hints: &[Entity]) -> Marks;
}
