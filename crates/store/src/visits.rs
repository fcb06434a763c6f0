//! Table `visits`: articles that feeds pointed at, each once.

use jiff::Timestamp;
use rusqlite::{Connection, params};
use tidings_types::DocumentId;

use crate::{documents, error::Cause, feeds::time};

/// An article to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The same for all addresses of one article.
    pub key: String,
    /// The address to fetch.
    pub url: String,
    /// The feed that pointed at it first.
    pub feed: String,
    /// When it may be fetched.
    pub due: Timestamp,
    /// Failures so far.
    pub failures: u32,
}

/// How a visit ended without a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VisitTrouble {
    /// It is tried again, not before this time.
    Later {
        /// When it may be tried again.
        due: Timestamp,
        /// What went wrong, in words.
        trouble: String,
    },
    /// It was not tried and waits until then; no failure of its own.
    Postponed {
        /// When it may be tried.
        due: Timestamp,
    },
    /// It is never tried again.
    GivenUp {
        /// What went wrong, in words.
        trouble: String,
    },
}

/// How many articles stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VisitCounts {
    /// To be fetched.
    pub waiting: u64,
    /// Fetched and held.
    pub held: u64,
    /// Not to be had.
    pub given_up: u64,
}

/// Adds an article that a feed points at. `false` where it is known already.
pub(crate) fn list(
    connection: &Connection,
    visit: &Visit,
    listed: Timestamp,
) -> Result<bool, Cause> {
    let added = connection
        .prepare_cached(
            "INSERT INTO visits (key, url, feed, listed, state, due)
             VALUES (?1, ?2, ?3, ?4, 'waiting', ?5)
             ON CONFLICT (key) DO NOTHING",
        )?
        .execute(params![
            visit.key,
            visit.url,
            visit.feed,
            listed.as_second(),
            visit.due.as_second()
        ])?;
    Ok(added == 1)
}

/// The articles that wait, those longest due first.
pub(crate) fn waiting(connection: &Connection) -> Result<Vec<Visit>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT key, url, feed, due, failures FROM visits
         WHERE state = 'waiting' ORDER BY due, row",
    )?;
    let visits = query.query_map([], |row| {
        Ok(Visit {
            key: row.get(0)?,
            url: row.get(1)?,
            feed: row.get(2)?,
            due: time(row.get(3)?).unwrap_or_default(),
            failures: row.get(4)?,
        })
    })?;
    Ok(visits.collect::<Result<_, _>>()?)
}

/// Marks an article as held in this document.
pub(crate) fn hold(connection: &Connection, key: &str, document: &DocumentId) -> Result<(), Cause> {
    let row = documents::row_of(connection, document)?;
    connection
        .prepare_cached(
            "UPDATE visits SET state = 'held', document = ?2, trouble = NULL WHERE key = ?1",
        )?
        .execute(params![key, row])?;
    Ok(())
}

/// Marks what went wrong with an article.
pub(crate) fn trouble(
    connection: &Connection,
    key: &str,
    trouble: &VisitTrouble,
) -> Result<(), Cause> {
    let (state, due, words, failures) = match trouble {
        VisitTrouble::Later { due, trouble } => ("waiting", Some(due), Some(trouble), 1),
        VisitTrouble::Postponed { due } => ("waiting", Some(due), None, 0),
        VisitTrouble::GivenUp { trouble } => ("given up", None, Some(trouble), 1),
    };
    let due = due.map(|due| due.as_second());
    connection
        .prepare_cached(
            "UPDATE visits SET state = ?2, due = coalesce(?3, due), failures = failures + ?5,
                trouble = coalesce(?4, trouble) WHERE key = ?1 AND state = 'waiting'",
        )?
        .execute(params![key, state, due, words, failures])?;
    Ok(())
}

/// How many articles stand where.
pub(crate) fn count(connection: &Connection) -> Result<VisitCounts, Cause> {
    let mut query =
        connection.prepare_cached("SELECT state, count(*) FROM visits GROUP BY state")?;
    let mut rows = query.query([])?;
    let mut counts = VisitCounts::default();
    while let Some(row) = rows.next()? {
        let state: String = row.get(0)?;
        let number = row.get::<_, i64>(1)?.unsigned_abs();
        match state.as_str() {
            "waiting" => counts.waiting = number,
            "held" => counts.held = number,
            _ => counts.given_up = number,
        }
    }
    Ok(counts)
}
