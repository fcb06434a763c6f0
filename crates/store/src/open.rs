//! Opening a situation file, and telling plainly when a file is not one.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags};

use crate::{
    StoreError, StoreErrorKind,
    error::Cause,
    schema::{Standing, migrate, newest_version, standing},
};

/// How long a writer waits for another program's transaction. A transaction holds one document
/// (milliseconds) or one replacement of all events (seconds for 100,000 claims).
const PATIENCE: Duration = Duration::from_secs(20);

/// Statements kept compiled; more than this crate has on any hot path.
const STATEMENTS: usize = 64;

/// Opens `path` for writing; makes it where `create` is set and there is none.
pub(crate) fn for_writing(path: &Path, create: bool) -> Result<Connection, StoreError> {
    must_be_file(path, create)?;
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, create);
    let mut connection = connect(path, flags)?;
    let told = |error: rusqlite::Error| Cause::from(error).of(path);
    let standing = standing(&connection).map_err(told)?;
    check(standing, create, path)?;
    prepare_for_writing(&mut connection).map_err(told)?;
    Ok(connection)
}

/// Opens an existing file for reading alone. Falls back to reading it as unchangeable where the
/// medium is read-only and so cannot hold the small files that SQLite puts beside it.
pub(crate) fn for_reading(path: &Path) -> Result<Connection, StoreError> {
    must_be_file(path, false)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, flags)?;
    let (connection, standing) = match standing(&connection) {
        Ok(standing) => (connection, standing),
        Err(error) if cannot_share(&error) && !has_log(path) => unchangeable(path, flags)?,
        Err(error) => return Err(Cause::from(error).of(path)),
    };
    check(standing, false, path)?;
    match standing {
        Standing::Version(version) if version < newest_version() => Err(older(version, path)),
        _ => Ok(connection),
    }
}

fn must_be_file(path: &Path, create: bool) -> Result<(), StoreError> {
    let wrong = |kind, words: &str| Err(StoreError::new(kind, path, words));
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => wrong(StoreErrorKind::NotASituationFile, "is a folder"),
        Ok(found) if found.len() == 0 && !create => {
            wrong(StoreErrorKind::NotASituationFile, "not a situation file: it is empty")
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && create => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            wrong(StoreErrorKind::NotFound, "no such file")
        }
        Err(error) => wrong(StoreErrorKind::NotFound, &format!("cannot be opened: {error}")),
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let told = |error: rusqlite::Error| Cause::from(error).of(path);
    let connection = Connection::open_with_flags(path, flags).map_err(told)?;
    connection.busy_timeout(PATIENCE).map_err(told)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

fn check(standing: Standing, create: bool, path: &Path) -> Result<(), StoreError> {
    match standing {
        Standing::Foreign => Err(StoreError::new(
            StoreErrorKind::NotASituationFile,
            path,
            "a database of another program, not a situation file",
        )),
        Standing::Blank if !create => Err(StoreError::new(
            StoreErrorKind::NotASituationFile,
            path,
            "an empty database, not a situation file",
        )),
        Standing::Version(version) if version > newest_version() => Err(newer(version, path)),
        _ => Ok(()),
    }
}

fn newer(version: usize, path: &Path) -> StoreError {
    let known = newest_version();
    let detail = format!("written by a newer tidings (schema {version}; this one knows {known})");
    StoreError::new(StoreErrorKind::NewerVersion, path, detail)
}

fn older(version: usize, path: &Path) -> StoreError {
    let detail =
        format!("written by an older tidings (schema {version}); open it once for writing");
    StoreError::new(StoreErrorKind::OlderVersion, path, detail)
}

fn prepare_for_writing(connection: &mut Connection) -> rusqlite::Result<()> {
    // WAL lets readers read while a writer writes. NORMAL loses nothing when the program is
    // killed; a power cut may lose the last documents, never the file.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Without this, INSERT OR REPLACE would slip past the triggers that guard the decisions.
    connection.pragma_update(None, "recursive_triggers", true)?;
    migrate(connection)
}

fn cannot_share(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, ReadOnly, SystemIoFailure};
    matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly | SystemIoFailure))
}

fn has_log(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(name).is_ok_and(|log| log.len() > 0)
}

fn unchangeable(path: &Path, flags: OpenFlags) -> Result<(Connection, Standing), StoreError> {
    let told = |error: rusqlite::Error| Cause::from(error).of(path);
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let address = format!("file:{}?immutable=1", escaped(&absolute.to_string_lossy()));
    let connection = connect(Path::new(&address), flags | OpenFlags::SQLITE_OPEN_URI)
        .map_err(|error| StoreError::new(error.kind(), path, "cannot be opened"))?;
    let standing = standing(&connection).map_err(told)?;
    Ok((connection, standing))
}

/// Escapes what has a meaning of its own in a `file:` address.
fn escaped(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}
