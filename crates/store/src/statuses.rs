//! Table `place_status`: what is known of places, replaced with the events.

use rusqlite::{Connection, params};
use tidings_types::PlaceStatus;

use crate::{error::Cause, json, key};

/// Removes all statuses.
pub(crate) fn clear(connection: &Connection) -> Result<(), Cause> {
    connection.execute("DELETE FROM place_status", [])?;
    Ok(())
}

/// Adds a status. A place has one status of each facet: a second one is refused.
pub(crate) fn insert(connection: &Connection, status: &PlaceStatus) -> Result<(), Cause> {
    connection
        .prepare_cached(
            "INSERT INTO place_status (place, facet, place_key, as_of, body)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            status.place.0,
            status.facet.as_str(),
            key::fold(&status.place_name),
            status.as_of.map(|day| day.to_string()),
            json::write(status)?,
        ])?;
    Ok(())
}

/// The statuses of the place of this id or of the places whose name holds this text, by name,
/// place and facet; of all places for `None`.
pub(crate) fn list(
    connection: &Connection,
    place: Option<&str>,
) -> Result<Vec<PlaceStatus>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT place, body FROM place_status
         WHERE ?1 IS NULL OR place = ?1 OR instr(place_key, ?2) > 0
         ORDER BY place_key, place, facet",
    )?;
    let mut rows = query.query(params![place, place.map(key::fold)])?;
    let mut statuses = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let body: String = row.get(1)?;
        statuses.push(json::read(&body, &format!("status of {id}"))?);
    }
    Ok(statuses)
}
