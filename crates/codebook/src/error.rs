//! What can go wrong while writing.

/// An export that could not be written to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The file could not be written: the disk is full, the pipe was closed.
    #[error("cannot be written: {0}")]
    Write(#[from] std::io::Error),
    /// A record could not be put into the format.
    #[error("a record cannot be written: {0}")]
    Record(String),
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        let told = error.to_string();
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Write(error),
            _ => Self::Record(told),
        }
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { Self::Write(error.into()) } else { Self::Record(error.to_string()) }
    }
}

impl From<::parquet::errors::ParquetError> for ExportError {
    fn from(error: ::parquet::errors::ParquetError) -> Self {
        Self::Record(error.to_string())
    }
}
