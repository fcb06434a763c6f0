//! Table `reports`: the articles.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use tidings_types::{Report, ReportId};

use crate::{documents, error::Cause, json};

/// What a list of reports shows of each.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportHead {
    /// Identity.
    pub id: ReportId,
    /// Where its document was found, in words.
    pub origin: String,
    /// Headline, if one was found.
    pub title: Option<String>,
    /// Publication day, if known.
    pub published: Option<Date>,
    /// Language code.
    pub language: String,
    /// Canonical address.
    pub url: Option<String>,
    /// Name of the site or publisher.
    pub site: Option<String>,
    /// Number of claims.
    pub claims: u32,
    /// Number of documents that hold it or a near copy of it.
    pub sources: u32,
}

/// Adds a report and gives its row. The body holds everything but the text, which is a column of
/// its own, so that the text stands in the file once.
pub(crate) fn insert(
    connection: &Connection,
    document: i64,
    report: &Report,
) -> Result<i64, Cause> {
    let body = Report { text: String::new(), ..report.clone() };
    connection
        .prepare_cached(
            "INSERT INTO reports
                (document, extractor, title, published, language, url, site, text, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            document,
            report.id.extractor,
            report.title,
            report.published.as_ref().map(|published| published.date.to_string()),
            report.language.code,
            report.url,
            report.site,
            report.text,
            json::write(&body)?,
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Row of a report, if it is held.
pub(crate) fn row_of(connection: &Connection, id: &ReportId) -> Result<Option<i64>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT reports.row FROM reports JOIN documents ON documents.row = reports.document
         WHERE documents.id = ?1 AND reports.extractor = ?2",
    )?;
    let found =
        query.query_row(params![documents::blob(&id.document), id.extractor], |row| row.get(0));
    Ok(found.optional()?)
}

/// The identity of the report of this row.
pub(crate) fn id_of(connection: &Connection, row: i64) -> Result<ReportId, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT documents.id, reports.extractor
         FROM reports JOIN documents ON documents.row = reports.document WHERE reports.row = ?1",
    )?;
    let (document, extractor): ([u8; 32], u32) =
        query.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(ReportId { document: documents::from_blob(&document)?, extractor })
}

/// The report of this row.
pub(crate) fn at_row(connection: &Connection, row: i64) -> Result<Report, Cause> {
    let mut query = connection.prepare_cached("SELECT text, body FROM reports WHERE row = ?1")?;
    let (text, body): (String, String) =
        query.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let report: Report = json::read(&body, &format!("report {row}"))?;
    Ok(Report { text, ..report })
}

/// Rows of all reports, in the order of their arrival.
pub(crate) fn rows(connection: &Connection) -> Result<Vec<i64>, Cause> {
    let mut query = connection.prepare_cached("SELECT row FROM reports ORDER BY row")?;
    let rows = query.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Heads of all reports, newest publication first, those without a day last.
pub(crate) fn heads(connection: &Connection) -> Result<Vec<ReportHead>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT documents.id, reports.extractor, documents.origin, reports.title,
                reports.published, reports.language, reports.url, reports.site,
                (SELECT count(*) FROM claims WHERE claims.report = reports.row),
                1 + (SELECT count(*) FROM copies WHERE copies.report = reports.row)
         FROM reports JOIN documents ON documents.row = reports.document
         ORDER BY reports.published IS NULL, reports.published DESC, documents.id",
    )?;
    let mut rows = query.query([])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        heads.push(head(row)?);
    }
    Ok(heads)
}

fn head(row: &rusqlite::Row<'_>) -> Result<ReportHead, Cause> {
    let document = documents::from_blob(&row.get::<_, [u8; 32]>(0)?)?;
    let published: Option<String> = row.get(4)?;
    Ok(ReportHead {
        id: ReportId { document, extractor: row.get(1)? },
        origin: row.get(2)?,
        title: row.get(3)?,
        published: published.and_then(|day| day.parse().ok()),
        language: row.get(5)?,
        url: row.get(6)?,
        site: row.get(7)?,
        claims: row.get(8)?,
        sources: row.get(9)?,
    })
}
