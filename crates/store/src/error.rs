//! What can go wrong with a situation file.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// An error of a situation file: which file, what kind, and what happened in words.
#[derive(Debug, thiserror::Error)]
#[error("{}: {detail}", path.display())]
pub struct StoreError {
    kind: StoreErrorKind,
    path: PathBuf,
    detail: String,
}

/// What kind of error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreErrorKind {
    /// There is no such file, or it cannot be opened.
    NotFound,
    /// The file is something else than a situation file.
    NotASituationFile,
    /// The file was written by a newer program.
    NewerVersion,
    /// The file was written by an older program and must once be opened for writing.
    OlderVersion,
    /// Another program holds the file for longer than this one waits.
    Locked,
    /// No space is left on the disk.
    DiskFull,
    /// The file, its folder or this connection cannot be written.
    ReadOnly,
    /// The file is damaged.
    Damaged,
    /// One record cannot be understood.
    BadRecord,
    /// The file refuses what was asked: a changed decision, an event of an unknown claim.
    Refused,
    /// Anything else that SQLite tells.
    Other,
}

impl StoreError {
    /// What kind of error it is.
    pub fn kind(&self) -> StoreErrorKind {
        self.kind
    }

    /// The situation file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn new(kind: StoreErrorKind, path: &Path, detail: impl Into<String>) -> Self {
        Self { kind, path: path.to_owned(), detail: detail.into() }
    }
}

/// An error inside this crate, before it is known of which file.
#[derive(Debug)]
pub(crate) enum Cause {
    /// SQLite's own.
    Sql(rusqlite::Error),
    /// A record that cannot be read or written as JSON.
    Record(String),
    /// Something that is not done.
    Refused(String),
}

impl From<rusqlite::Error> for Cause {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl Cause {
    /// The public error of this cause in the file at `path`.
    pub(crate) fn of(self, path: &Path) -> StoreError {
        match self {
            Self::Sql(error) => of_sql(&error, path),
            Self::Record(detail) => StoreError::new(StoreErrorKind::BadRecord, path, detail),
            Self::Refused(detail) => StoreError::new(StoreErrorKind::Refused, path, detail),
        }
    }
}

fn of_sql(error: &rusqlite::Error, path: &Path) -> StoreError {
    let (kind, words) = kind_and_words(error);
    let detail = if words.is_empty() { error.to_string() } else { words.to_owned() };
    StoreError::new(kind, path, detail)
}

fn kind_and_words(error: &rusqlite::Error) -> (StoreErrorKind, &'static str) {
    let rusqlite::Error::SqliteFailure(failure, _) = error else {
        return (StoreErrorKind::Other, "");
    };
    // The shared-memory file beside a WAL is grown by another call than the file itself, and a
    // full disk then shows only in the extended code.
    if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE {
        return (StoreErrorKind::DiskFull, "no space left on the disk");
    }
    match failure.code {
        ErrorCode::NotADatabase => (StoreErrorKind::NotASituationFile, "not a situation file"),
        ErrorCode::CannotOpen => (StoreErrorKind::NotFound, "cannot be opened"),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            (StoreErrorKind::Locked, "locked by another program")
        }
        ErrorCode::DiskFull => (StoreErrorKind::DiskFull, "no space left on the disk"),
        ErrorCode::ReadOnly => (StoreErrorKind::ReadOnly, "cannot be written"),
        ErrorCode::DatabaseCorrupt => (StoreErrorKind::Damaged, "the file is damaged"),
        ErrorCode::ConstraintViolation => (StoreErrorKind::Refused, ""),
        _ => (StoreErrorKind::Other, ""),
    }
}
