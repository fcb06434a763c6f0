//! What a suite gives back.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::metrics::Counts;

/// How a suite is run.
#[derive(Clone, Debug, Default)]
pub struct EvalOptions {
    /// Score only every n-th document, counting from the first; 0 and 1 take all. The choice
    /// depends on nothing but the order of the file, so a figure can be measured again.
    pub every: usize,
    /// Keep every wrong item, for reading.
    pub mistakes: bool,
}

/// The figures of one suite on one data set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Name of the suite.
    pub suite: &'static str,
    /// The suite's figures, 0 to 1, under the keys that [`crate::Suite::keys`] lists, and others
    /// that explain them.
    pub figures: BTreeMap<String, f64>,
    /// How many items stand behind the figures.
    pub counts: BTreeMap<String, u64>,
    /// Documents scored.
    pub documents: u64,
    /// Wall-clock time, reading of data included.
    pub seconds: f64,
    /// What must be known to read the figures rightly.
    pub notes: Vec<String>,
    /// Every wrong item, if asked for.
    pub mistakes: Vec<Mistake>,
}

/// One wrong item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// The document.
    pub document: String,
    /// What kind: `missed`, `spurious`, `wrong`, or a suite's own word.
    pub kind: String,
    /// What the gold data say; empty for a spurious item.
    pub gold: String,
    /// What Tidings says; empty for a missed item.
    pub got: String,
    /// Words around it.
    pub context: String,
}

impl Mistake {
    /// A mistake of these parts.
    pub fn new(
        document: &str,
        kind: &str,
        gold: impl Into<String>,
        got: impl Into<String>,
        context: impl Into<String>,
    ) -> Self {
        Self {
            document: document.to_owned(),
            kind: kind.to_owned(),
            gold: gold.into(),
            got: got.into(),
            context: context.into(),
        }
    }
}

impl Score {
    /// A score without figures.
    pub fn new(suite: &'static str) -> Self {
        Self { suite, ..Self::default() }
    }

    /// Sets a figure.
    pub fn figure(&mut self, key: &str, value: f64) {
        self.figures.insert(key.to_owned(), value);
    }

    /// Sets a count.
    pub fn count(&mut self, key: &str, value: usize) {
        self.counts.insert(key.to_owned(), value as u64);
    }

    /// Sets `true_positives`, `false_positives` and `false_negatives`, each after `prefix`.
    pub fn counts_of(&mut self, prefix: &str, counts: Counts) {
        self.count(&format!("{prefix}true_positives"), counts.true_positives);
        self.count(&format!("{prefix}false_positives"), counts.false_positives);
        self.count(&format!("{prefix}false_negatives"), counts.false_negatives);
    }

    /// Adds a note.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// The score as aligned lines of text for a terminal.
    pub fn to_table(&self) -> String {
        let mut lines =
            vec![format!("{} · {} documents · {:.1} s", self.suite, self.documents, self.seconds)];
        lines.extend(self.figures.iter().map(|(key, value)| format!("  {key:<28} {value:.4}")));
        lines.extend(self.counts.iter().map(|(key, value)| format!("  {key:<28} {value}")));
        lines.extend(self.notes.iter().map(|note| format!("  note: {note}")));
        lines.join("\n")
    }
}

/// One flat object: `suite`, `documents`, `seconds`, every figure, every count, and `notes`.
/// Mistakes are written apart.
impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("suite", self.suite)?;
        map.serialize_entry("documents", &self.documents)?;
        map.serialize_entry("seconds", &self.seconds)?;
        for (key, value) in &self.figures {
            map.serialize_entry(key, value)?;
        }
        for (key, value) in &self.counts {
            map.serialize_entry(key, value)?;
        }
        map.serialize_entry("notes", &self.notes)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_flat() {
        let mut score = Score::new("names");
        score.figure("f1", 0.5);
        score.count("gold", 7);
        score.documents = 3;
        let json = serde_json::to_value(&score).unwrap();
        assert_eq!(json["f1"], 0.5);
        assert_eq!(json["gold"], 7);
        assert_eq!(json["documents"], 3);
        assert_eq!(json["suite"], "names");
    }
}
