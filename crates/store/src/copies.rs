//! Tables `copies`, `report_bands`, `versions`, `set_aside`: one story on many sites and in many
//! versions.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use tidings_types::{DocumentId, Report, ReportId};

use crate::{documents, error::Cause, reports};

/// What a report is to those that are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relation {
    /// A story of its own.
    #[default]
    New,
    /// A near copy of this report: one more source of it. The report and its claims are not added.
    CopyOf(ReportId),
    /// This report's story with more news: both count.
    Continues(ReportId),
    /// A corrected version of this report, whose claims do not count any more.
    Replaces(ReportId),
    /// An older version of this report, which is kept and does not count.
    ReplacedBy(ReportId),
    /// The editors take this report back: neither counts.
    Withdraws(ReportId),
}

/// Where a report was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document that holds it.
    pub document: DocumentId,
    /// Where the document was found, in words.
    pub origin: String,
    /// Headline there.
    pub title: Option<String>,
    /// Day of publication there.
    pub published: Option<Date>,
    /// Address there.
    pub url: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
}

/// Why a report's claims do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetAside {
    /// Its editors took it back.
    Withdrawn,
    /// A corrected version is held.
    Replaced,
}

impl SetAside {
    /// `withdrawn` or `replaced`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
        }
    }
}

/// Adds a source to a report.
pub(crate) fn add_source(
    connection: &Connection,
    document: i64,
    of: &ReportId,
    report: &Report,
) -> Result<(), Cause> {
    let published = report.published.as_ref().map(|published| published.date.to_string());
    connection
        .prepare_cached(
            "INSERT INTO copies (document, report, title, published, url, site)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            document,
            held(connection, of)?,
            report.title,
            published,
            report.url,
            report.site
        ])?;
    Ok(())
}

/// Files the bands of a report.
pub(crate) fn add_bands(connection: &Connection, report: i64, bands: &[u64]) -> Result<(), Cause> {
    let mut add = connection
        .prepare_cached("INSERT OR IGNORE INTO report_bands (band, report) VALUES (?1, ?2)")?;
    for band in bands {
        add.execute(params![band.cast_signed(), report])?;
    }
    Ok(())
}

/// Notes what a report is to an earlier one.
pub(crate) fn relate(
    connection: &Connection,
    report: i64,
    relation: Relation,
) -> Result<(), Cause> {
    let (earlier, aside) = match relation {
        Relation::New | Relation::CopyOf(_) => return Ok(()),
        Relation::Continues(earlier) => (earlier, None),
        Relation::Replaces(earlier) => (earlier, Some(SetAside::Replaced)),
        Relation::Withdraws(earlier) => (earlier, Some(SetAside::Withdrawn)),
        Relation::ReplacedBy(_) => return set_aside(connection, report, SetAside::Replaced),
    };
    let earlier = held(connection, &earlier)?;
    connection
        .prepare_cached("INSERT INTO versions (report, earlier) VALUES (?1, ?2)")?
        .execute([report, earlier])?;
    aside.map_or(Ok(()), |why| set_aside(connection, earlier, why))
}

/// Keeps the claims of a report from counting.
pub(crate) fn set_aside(connection: &Connection, report: i64, why: SetAside) -> Result<(), Cause> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO set_aside (report, reason) VALUES (?1, ?2)")?
        .execute(params![report, why.as_str()])?;
    Ok(())
}

/// Why the claims of a report do not count, if so.
pub(crate) fn why_aside(connection: &Connection, id: &ReportId) -> Result<Option<SetAside>, Cause> {
    let report = held(connection, id)?;
    let mut query = connection.prepare_cached("SELECT reason FROM set_aside WHERE report = ?1")?;
    let reason: Option<String> = query.query_row([report], |row| row.get(0)).optional()?;
    Ok(reason.map(|word| {
        if word == SetAside::Withdrawn.as_str() { SetAside::Withdrawn } else { SetAside::Replaced }
    }))
}

/// Reports that share a band with these, or the address, in the order of their arrival: those with
/// most bands in common first, at most `limit`.
pub(crate) fn near(
    connection: &Connection,
    bands: &[u64],
    url: Option<&str>,
    limit: usize,
) -> Result<Vec<ReportId>, Cause> {
    let mut shared = std::collections::BTreeMap::<i64, usize>::new();
    let mut of_band =
        connection.prepare_cached("SELECT report FROM report_bands WHERE band = ?1")?;
    for band in bands {
        for report in of_band.query_map([band.cast_signed()], |row| row.get(0))? {
            *shared.entry(report?).or_default() += 1;
        }
    }
    if let Some(url) = url {
        let mut of_url = connection.prepare_cached("SELECT row FROM reports WHERE url = ?1")?;
        for report in of_url.query_map([url], |row| row.get(0))? {
            *shared.entry(report?).or_default() += bands.len();
        }
    }
    let mut ranked: Vec<(i64, usize)> = shared.into_iter().collect();
    ranked.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    ranked.truncate(limit);
    ranked.into_iter().map(|(row, _)| reports::id_of(connection, row)).collect()
}

/// All sources of a report: its own document first, then those of its copies as they arrived.
pub(crate) fn sources(connection: &Connection, id: &ReportId) -> Result<Vec<Source>, Cause> {
    let report = held(connection, id)?;
    let mut query = connection.prepare_cached(
        "SELECT documents.id, documents.origin, title, reports.published, reports.url, site
         FROM reports JOIN documents ON documents.row = reports.document WHERE reports.row = ?1
         UNION ALL
         SELECT * FROM (
            SELECT documents.id, documents.origin, title, copies.published, copies.url, site
            FROM copies JOIN documents ON documents.row = copies.document
            WHERE copies.report = ?1 ORDER BY copies.document)",
    )?;
    let mut rows = query.query([report])?;
    let mut sources = Vec::new();
    while let Some(row) = rows.next()? {
        let published: Option<String> = row.get(3)?;
        sources.push(Source {
            document: documents::from_blob(&row.get::<_, [u8; 32]>(0)?)?,
            origin: row.get(1)?,
            title: row.get(2)?,
            published: published.and_then(|day| day.parse().ok()),
            url: row.get(4)?,
            site: row.get(5)?,
        });
    }
    Ok(sources)
}

fn held(connection: &Connection, id: &ReportId) -> Result<i64, Cause> {
    reports::row_of(connection, id)?
        .ok_or_else(|| Cause::Refused(format!("no report of document {} is held", id.document)))
}
