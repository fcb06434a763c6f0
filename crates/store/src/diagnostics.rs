//! Table `diagnostics`: what went wrong, each message once.

use rusqlite::{Connection, params};
use tidings_types::{Diagnostic, DocumentId, Severity, Stage};

use crate::{documents, error::Cause, json};

/// Adds a diagnostic, of a document where there is one; the same message again adds nothing.
pub(crate) fn insert(
    connection: &Connection,
    document: Option<i64>,
    diagnostic: &Diagnostic,
) -> Result<(), Cause> {
    connection
        .prepare_cached(
            "INSERT INTO diagnostics (document, stage, severity, code, origin, message)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (origin, stage, code, message) DO NOTHING",
        )?
        .execute(params![
            document,
            json::word(&diagnostic.stage)?,
            json::word(&diagnostic.severity)?,
            diagnostic.code,
            diagnostic.origin,
            diagnostic.message,
        ])?;
    Ok(())
}

/// The diagnostics of one document, or all, in the order of their arrival.
pub(crate) fn list(
    connection: &Connection,
    document: Option<&DocumentId>,
) -> Result<Vec<Diagnostic>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT stage, severity, code, origin, message FROM diagnostics
         WHERE ?1 IS NULL OR document = (SELECT row FROM documents WHERE id = ?1)
         ORDER BY row",
    )?;
    let mut rows = query.query([document.map(documents::blob)])?;
    let mut diagnostics = Vec::new();
    while let Some(row) = rows.next()? {
        diagnostics.push(Diagnostic {
            stage: json::from_word::<Stage>(row.get(0)?, "a stage")?,
            severity: json::from_word::<Severity>(row.get(1)?, "a severity")?,
            code: row.get(2)?,
            origin: row.get(3)?,
            message: row.get(4)?,
        });
    }
    Ok(diagnostics)
}
