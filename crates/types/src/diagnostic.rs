//! What went wrong with a document, told without stopping anything.

use serde::{Deserialize, Serialize};

/// A stage of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Bytes to documents.
    Ingest,
    /// Documents to reports.
    Text,
    /// Sentences to marks.
    Reader,
    /// Names to places.
    Gazetteer,
    /// Marks to claims.
    Claims,
    /// Claims to events.
    Events,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Something was left out.
    Warning,
    /// The document could not be read.
    Skipped,
}

/// A message about one document: what, where, how bad.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where in the flow.
    pub stage: Stage,
    /// How bad.
    pub severity: Severity,
    /// Short stable code for counting: `empty`, `binary`, `no-article`, ….
    pub code: String,
    /// The document, in the words of its origin.
    pub origin: String,
    /// What happened; lower case, no full stop.
    pub message: String,
}

impl Diagnostic {
    /// A diagnostic of these parts.
    pub fn new(
        stage: Stage,
        severity: Severity,
        code: &str,
        origin: &str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            stage,
            severity,
            code: code.to_owned(),
            origin: origin.to_owned(),
            message: message.into(),
        }
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.origin, self.message)
    }
}
