//! What can be wrong with an ontology file, and where.

/// What is wrong with an ontology file, and on which line and column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct OntologyError {
    kind: ErrorKind,
    line: usize,
    column: usize,
}

/// Kinds of errors.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Not TOML, an unknown key, a missing key or a value of the wrong type.
    #[error("{0}")]
    Syntax(String),
    /// The same id twice in one file.
    #[error("happening `{0}` is given twice")]
    Duplicate(String),
    /// An id that is not lower-case words joined by hyphens.
    #[error("id `{0}` is not lower-case words joined by hyphens")]
    IllFormedId(String),
    /// A code that its codebook does not hold.
    #[error("{codebook} has no code `{code}`")]
    UnknownCode {
        /// The codebook.
        codebook: &'static str,
        /// The code.
        code: String,
    },
}

impl OntologyError {
    /// What is wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Column in characters, from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    pub(crate) fn at(text: &str, offset: usize, kind: ErrorKind) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        Self { kind, line: before.matches('\n').count() + 1, column }
    }

    pub(crate) fn syntax(text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        Self::at(text, offset, ErrorKind::Syntax(error.message().to_owned()))
    }
}
