//! Table `feeds`: lists that are polled, and what they gave to tell their next answer by.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::error::Cause;

/// A list that is polled: a feed or a sitemap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its address, by which it is known.
    pub url: String,
    /// Its own title, if it was seen.
    pub title: Option<String>,
    /// `ETag` of the last answer.
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer.
    pub modified: Option<String>,
    /// When it last answered.
    pub polled: Option<Timestamp>,
    /// When it is to be asked again; whole seconds. `None`: at once.
    pub due: Option<Timestamp>,
    /// Failures in a row.
    pub failures: u32,
    /// What the last failure was, in words.
    pub trouble: Option<String>,
}

/// Keeps what is known of a feed in the place of what was known before.
pub(crate) fn keep(connection: &Connection, feed: &Feed) -> Result<(), Cause> {
    connection
        .prepare_cached(
            "INSERT INTO feeds (url, title, etag, modified, polled, due, failures, trouble)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (url) DO UPDATE SET title = excluded.title, etag = excluded.etag,
                modified = excluded.modified, polled = excluded.polled, due = excluded.due,
                failures = excluded.failures, trouble = excluded.trouble",
        )?
        .execute(params![
            feed.url,
            feed.title,
            feed.etag,
            feed.modified,
            feed.polled.map(Timestamp::as_second),
            feed.due.map_or(0, Timestamp::as_second),
            feed.failures,
            feed.trouble,
        ])?;
    Ok(())
}

/// One feed, if it was kept.
pub(crate) fn get(connection: &Connection, url: &str) -> Result<Option<Feed>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT url, title, etag, modified, polled, due, failures, trouble
         FROM feeds WHERE url = ?1",
    )?;
    let mut rows = query.query([url])?;
    Ok(rows.next()?.map(read).transpose()?)
}

/// All feeds, in the order in which they came.
pub(crate) fn list(connection: &Connection) -> Result<Vec<Feed>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT url, title, etag, modified, polled, due, failures, trouble
         FROM feeds ORDER BY row",
    )?;
    let feeds = query.query_map([], read)?;
    Ok(feeds.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Feed> {
    let polled: Option<i64> = row.get(4)?;
    let due: i64 = row.get(5)?;
    Ok(Feed {
        url: row.get(0)?,
        title: row.get(1)?,
        etag: row.get(2)?,
        modified: row.get(3)?,
        polled: polled.and_then(time),
        due: time(due).filter(|due| due.as_second() > 0),
        failures: row.get(6)?,
        trouble: row.get(7)?,
    })
}

/// The time of so many seconds; `None` where a calendar ends.
pub(crate) fn time(seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(seconds).ok()
}
