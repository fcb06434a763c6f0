//! Sentences to marks: names and described groups, triggers, the links between them, assertion.
//!
//! Knows neither gazetteer nor store: places and actors that dictionaries found are handed in as
//! hints.

use tidings_types::{Entity, Marks, Report};

/// Finds marks in a report.
pub trait Reader: Send + Sync {
    /// All marks of `report`. `hints` are entities that dictionaries, gazetteer and grammars found
    /// in the text beforehand, by rising start; they may overlap, and the reader decides which
    /// stand.
    fn read(&self, report: &Report, hints: &[Entity]) -> Marks;
}
