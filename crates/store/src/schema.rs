//! Version and migrations of the situation file.

use rusqlite::{Connection, TransactionBehavior};

/// Marks a SQLite file as a situation file: "Tdgs" as a big-endian number, in the header field
/// that SQLite keeps for this use.
pub(crate) const APPLICATION_ID: i32 = i32::from_be_bytes(*b"Tdgs");

/// The steps from an empty file to the newest schema, in order; step `n` leads from version
/// `n` to `n + 1`. A step that was once released is never changed.
const STEPS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002-feeds.sql"),
    include_str!("migrations/0003-copies.sql"),
];

/// The newest schema that this program knows.
pub(crate) fn newest_version() -> usize {
    STEPS.len()
}

/// What the header of a SQLite file says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// A database without a table: to be filled.
    Blank,
    /// Somebody else's database.
    Foreign,
    /// A situation file with this version of the schema.
    Version(usize),
}

/// Tells what kind of database this is.
pub(crate) fn standing(connection: &Connection) -> rusqlite::Result<Standing> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let version = pragma("user_version")?;
    if pragma("application_id")? == APPLICATION_ID {
        return Ok(Standing::Version(usize::try_from(version).unwrap_or(usize::MAX)));
    }
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(if tables == 0 && version == 0 { Standing::Blank } else { Standing::Foreign })
}

/// Brings the schema to the newest version: all missing steps in one transaction, so that a
/// killed program leaves the old version or the new one and nothing between.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have migrated while this one waited for the lock.
    let done = match standing(&transaction)? {
        Standing::Version(version) => version,
        Standing::Blank | Standing::Foreign => 0,
    };
    for step in STEPS.iter().skip(done) {
        transaction.execute_batch(step)?;
    }
    if done < STEPS.len() {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(
            None,
            "user_version",
            u32::try_from(STEPS.len()).unwrap_or(u32::MAX),
        )?;
    }
    transaction.commit()
}
