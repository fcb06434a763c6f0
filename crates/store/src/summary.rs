//! What a situation file holds, in numbers.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::error::Cause;

/// What a situation file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Documents.
    pub documents: u64,
    /// Documents that held an article.
    pub reports: u64,
    /// Documents and records that could not be read, by the code of the reason.
    pub skipped: BTreeMap<String, u64>,
    /// Claims by happening.
    pub claims: BTreeMap<String, u64>,
    /// Events.
    pub events: u64,
    /// Events that have a place.
    pub placed_events: u64,
    /// Decisions of reviewers.
    pub decisions: u64,
}

/// Counts everything.
pub(crate) fn count(connection: &Connection) -> Result<Summary, Cause> {
    let one = |sql: &str| -> Result<u64, Cause> {
        let number: i64 = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(number.unsigned_abs())
    };
    Ok(Summary {
        documents: one("SELECT count(*) FROM documents")?,
        reports: one("SELECT count(*) FROM reports")?,
        skipped: by_word(
            connection,
            "SELECT code, count(*) FROM diagnostics WHERE severity = 'skipped' GROUP BY code",
        )?,
        claims: by_word(connection, "SELECT happening, count(*) FROM claims GROUP BY happening")?,
        events: one("SELECT count(*) FROM events")?,
        placed_events: one("SELECT count(*) FROM events WHERE place_id IS NOT NULL")?,
        decisions: one("SELECT count(*) FROM decisions")?,
    })
}

fn by_word(connection: &Connection, sql: &str) -> Result<BTreeMap<String, u64>, Cause> {
    let mut query = connection.prepare_cached(sql)?;
    let rows =
        query.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
