//! What came of one document.

use serde::{Deserialize, Serialize};

use crate::{Claim, Diagnostic, DocumentId, Report};

/// Everything that the pipeline made of one document: what the store keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The document.
    pub document: DocumentId,
    /// Where it was found, in words.
    pub origin: String,
    /// Its article, if it holds one.
    pub report: Option<Report>,
    /// What the article says.
    pub claims: Vec<Claim>,
    /// What went wrong on the way.
    pub diagnostics: Vec<Diagnostic>,
}
