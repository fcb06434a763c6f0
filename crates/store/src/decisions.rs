//! Table `decisions`: what reviewers decided, a log that only grows.

use rusqlite::{Connection, params};
use tidings_types::{Decision, DecisionKind};

use crate::{error::Cause, json};

/// Appends a decision and gives it with its place in the log.
pub(crate) fn append(
    connection: &Connection,
    kind: DecisionKind,
    reviewer: &str,
    why: &str,
    at: jiff::Timestamp,
) -> Result<Decision, Cause> {
    let last: i64 =
        connection
            .query_row("SELECT coalesce(max(sequence), 0) FROM decisions", [], |row| row.get(0))?;
    let decision = Decision {
        sequence: last.unsigned_abs() + 1,
        at: at.to_string(),
        reviewer: reviewer.to_owned(),
        why: why.to_owned(),
        kind,
    };
    connection
        .prepare_cached(
            "INSERT INTO decisions (sequence, at, reviewer, why, kind)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            last + 1,
            decision.at,
            decision.reviewer,
            decision.why,
            json::write(&decision.kind)?,
        ])?;
    Ok(decision)
}

/// The whole log, in order.
pub(crate) fn list(connection: &Connection) -> Result<Vec<Decision>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT sequence, at, reviewer, why, kind FROM decisions ORDER BY sequence",
    )?;
    let mut rows = query.query([])?;
    let mut decisions = Vec::new();
    while let Some(row) = rows.next()? {
        let sequence: i64 = row.get(0)?;
        let kind: String = row.get(4)?;
        decisions.push(Decision {
            sequence: sequence.unsigned_abs(),
            at: row.get(1)?,
            reviewer: row.get(2)?,
            why: row.get(3)?,
            kind: json::read(&kind, &format!("decision {sequence}"))?,
        });
    }
    Ok(decisions)
}
