//! What a report says of itself.

use serde::{Deserialize, Serialize};

use crate::{Evidence, Span};

/// Words by which editors say that a report was corrected, updated or withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What they say.
    pub kind: NoticeKind,
    /// The words that told it.
    pub evidence: Evidence,
    /// Text that speaks of the report and tells no happening: to be kept, not to be read. Empty where
    /// the words stand in a line of news, as in "UPDATE 2-Blast kills three".
    pub span: Span,
}

/// What editors say of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Something in it was wrong and is put right.
    Correction,
    /// Something was added.
    Update,
    /// It is taken back as a whole.
    Withdrawal,
    /// A note of the editors.
    EditorsNote,
}
