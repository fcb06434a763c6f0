//! Table `documents`: bytes as received.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use tidings_types::{Document, DocumentId, MediaType};

use crate::{error::Cause, json};

/// Level of compression: the fastest that zstd calls normal; pages shrink to about a quarter.
const ZSTD_LEVEL: i32 = 3;

/// Documents shorter than this are kept as they are: a frame would hardly pay.
const WORTH_COMPRESSING: usize = 512;

/// A document as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDocument {
    /// SHA-256 of the bytes.
    pub id: DocumentId,
    /// Where it was found, in words.
    pub origin: String,
    /// Address it came from, if known.
    pub url: Option<String>,
    /// What the bytes are said to be.
    pub media_type: MediaType,
    /// Day it was fetched or archived, if known.
    pub fetched: Option<Date>,
    /// Number of bytes.
    pub size: u64,
    /// The bytes, unchanged; `None` where originals are not kept.
    pub bytes: Option<Vec<u8>>,
}

/// Row of a document, if it is held.
pub(crate) fn row_of(connection: &Connection, id: &DocumentId) -> Result<Option<i64>, Cause> {
    let mut query = connection.prepare_cached("SELECT row FROM documents WHERE id = ?1")?;
    Ok(query.query_row([blob(id)], |row| row.get(0)).optional()?)
}

/// Adds a document and gives its row.
pub(crate) fn insert(
    connection: &Connection,
    document: &Document,
    keep_bytes: bool,
) -> Result<i64, Cause> {
    let (encoding, bytes) = packed(&document.bytes, keep_bytes)?;
    connection
        .prepare_cached(
            "INSERT INTO documents
                (id, origin, url, media_type, charset, fetched, published, size, encoding, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            blob(&document.id),
            document.origin,
            document.url,
            json::word(&document.media_type)?,
            document.charset,
            document.fetched.map(|day| day.to_string()),
            document.published.map(|day| day.to_string()),
            i64::try_from(document.bytes.len()).unwrap_or(i64::MAX),
            encoding,
            bytes,
        ])?;
    Ok(connection.last_insert_rowid())
}

/// A document with its bytes.
pub(crate) fn get(
    connection: &Connection,
    id: &DocumentId,
) -> Result<Option<StoredDocument>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT origin, url, media_type, fetched, size, encoding, bytes
         FROM documents WHERE id = ?1",
    )?;
    let mut rows = query.query([blob(id)])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let encoding: String = row.get(5)?;
    let fetched: Option<String> = row.get(3)?;
    Ok(Some(StoredDocument {
        id: *id,
        origin: row.get(0)?,
        url: row.get(1)?,
        media_type: json::from_word(row.get(2)?, "a media type")?,
        fetched: fetched.and_then(|day| day.parse().ok()),
        size: row.get::<_, i64>(4)?.unsigned_abs(),
        bytes: unpacked(&encoding, row.get(6)?)?,
    }))
}

/// All document ids, in the order of their arrival.
pub(crate) fn ids(connection: &Connection) -> Result<Vec<DocumentId>, Cause> {
    let mut query = connection.prepare("SELECT id FROM documents ORDER BY row")?;
    let ids = query.query_map([], |row| row.get::<_, [u8; 32]>(0))?;
    ids.map(|id| from_blob(&id?)).collect()
}

/// The 32 bytes under which a document is kept.
pub(crate) fn blob(id: &DocumentId) -> [u8; 32] {
    let mut bytes = [0; 32];
    let hex = id.to_string();
    for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
        let digits = std::str::from_utf8(pair).unwrap_or_default();
        *byte = u8::from_str_radix(digits, 16).unwrap_or_default();
    }
    bytes
}

/// The document id of these bytes.
pub(crate) fn from_blob(bytes: &[u8]) -> Result<DocumentId, Cause> {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    DocumentId::from_hex(&hex).ok_or_else(|| Cause::Record(format!("{hex} is no document id")))
}

fn packed(bytes: &[u8], keep: bool) -> Result<(&'static str, Option<Vec<u8>>), Cause> {
    if !keep {
        return Ok(("absent", None));
    }
    if bytes.len() < WORTH_COMPRESSING {
        return Ok(("plain", Some(bytes.to_vec())));
    }
    let short = zstd::bulk::compress(bytes, ZSTD_LEVEL)
        .map_err(|error| Cause::Record(format!("cannot be compressed: {error}")))?;
    Ok(if short.len() < bytes.len() {
        ("zstd", Some(short))
    } else {
        ("plain", Some(bytes.to_vec()))
    })
}

fn unpacked(encoding: &str, bytes: Option<Vec<u8>>) -> Result<Option<Vec<u8>>, Cause> {
    match (encoding, bytes) {
        ("zstd", Some(short)) => zstd::stream::decode_all(short.as_slice())
            .map(Some)
            .map_err(|error| Cause::Record(format!("a document cannot be unpacked: {error}"))),
        (_, bytes) => Ok(bytes),
    }
}
