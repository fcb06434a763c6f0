//! What can go wrong when a suite is run.

use std::path::PathBuf;

/// Why a suite gave no score.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// No suite has this name.
    #[error("no suite is named {0:?}; the suites are {list}", list = crate::suites::names())]
    UnknownSuite(String),
    /// The suite is named, but nothing scores it yet. Not a failure: the caller exits with 2.
    #[error("{suite}: not yet scored: {reason}")]
    NotYetScored {
        /// The suite.
        suite: &'static str,
        /// What is missing.
        reason: String,
    },
    /// The path holds no file of the expected form.
    #[error("{path}: no gold file here (expected {expected})")]
    NoData {
        /// The path given.
        path: PathBuf,
        /// What was looked for.
        expected: String,
    },
    /// A file could not be read.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line of a gold file is not what the suite expects.
    #[error("{path}, line {line}: {message}")]
    BadLine {
        /// The file.
        path: PathBuf,
        /// Line number, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A stage could not be set up.
    #[error("{0}")]
    Stage(String),
    /// The file of floors could not be read or written.
    #[error("{path}: {message}")]
    Floors {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

impl EvalError {
    /// Whether the suite simply is not scored yet.
    pub fn is_not_yet_scored(&self) -> bool {
        matches!(self, Self::NotYetScored { .. })
    }
}
