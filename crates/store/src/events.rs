//! Tables `events`, `event_claims` and `event_boxes`: the merged view, replaced as a whole.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};
use tidings_types::{Assertion, ClaimId, Event, EventId, EventPlace, HappeningId, Place, Shape};

use crate::{claims, error::Cause, filter::Where, json, key, search};

/// Which events are asked for. What is left empty excludes nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventFilter {
    /// Any of these happenings.
    pub happenings: Vec<HappeningId>,
    /// Any of these assertions.
    pub assertions: Vec<Assertion>,
    /// Part of the name of the place, of a division it lies in, of a settlement on its stretch,
    /// or of the words a claim names it by; or a country's three letters.
    pub place: Option<String>,
    /// Within or touching this box; leaves out what has no place.
    pub within: Option<BoundingBox>,
    /// Not over before this day; leaves out what has no date.
    pub since: Option<Date>,
    /// Not begun after this day; leaves out what has no date.
    pub until: Option<Date>,
    /// Words of the reports behind the event.
    pub text: Option<String>,
    /// At least so certain, 0 to 1.
    pub certainty: Option<f32>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// A box of WGS 84 degrees. Where `west` is greater than `east` it spans the date line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundingBox {
    /// Western edge, −180 to 180.
    pub west: f64,
    /// Southern edge, −90 to 90.
    pub south: f64,
    /// Eastern edge, −180 to 180.
    pub east: f64,
    /// Northern edge, −90 to 90.
    pub north: f64,
}

/// Removes all events.
pub(crate) fn clear(connection: &Connection) -> Result<(), Cause> {
    for table in ["event_boxes", "event_claims", "events"] {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

/// Adds an event with its claims and its box.
pub(crate) fn insert(connection: &Connection, event: &Event) -> Result<(), Cause> {
    let place = event.place.as_ref().map(|place| &place.place);
    connection
        .prepare_cached(
            "INSERT INTO events (id, happening, assertion, first_day, last_day, place_id,
                                 place_key, country, certainty, summary, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            event.id.0,
            event.happening.as_str(),
            event.assertion.as_str(),
            event.start.map(|day| day.to_string()),
            event.end.map(|day| day.to_string()),
            place.map(|place| place.id.0.as_str()),
            event.place.as_ref().map(place_key).unwrap_or_default(),
            place.and_then(|place| place.country.map(|country| country.to_string())),
            f64::from(event.certainty),
            event.summary,
            json::write(event)?,
        ])?;
    let row = connection.last_insert_rowid();
    link_claims(connection, row, event)?;
    event.place.as_ref().map_or(Ok(()), |place| insert_box(connection, row, place))
}

/// The events of a filter: newest first, those without a date last, then by id.
pub(crate) fn list(connection: &Connection, filter: &EventFilter) -> Result<Vec<Event>, Cause> {
    let Some(conditions) = conditions(filter) else { return Ok(Vec::new()) };
    let limit = filter.limit.map_or(-1, i64::from);
    let sql = format!(
        "SELECT id, body FROM events{}
         ORDER BY first_day IS NULL, first_day DESC, id LIMIT {limit}",
        conditions.sql()
    );
    let mut query = connection.prepare(&sql)?;
    let mut rows = query.query(params_from_iter(conditions.values()))?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(read(row)?);
    }
    Ok(events)
}

/// One event.
pub(crate) fn get(connection: &Connection, id: &EventId) -> Result<Option<Event>, Cause> {
    let mut query = connection.prepare_cached("SELECT id, body FROM events WHERE id = ?1")?;
    let mut rows = query.query([&id.0])?;
    rows.next()?.map(read).transpose()
}

/// The events that rest on these claims; a claim that no event rests on is left out.
pub(crate) fn of_claims(
    connection: &Connection,
    claims: &[ClaimId],
) -> Result<BTreeMap<ClaimId, EventId>, Cause> {
    let mut query = connection.prepare_cached(
        "SELECT events.id FROM claims
         JOIN event_claims ON event_claims.claim = claims.row
         JOIN events ON events.row = event_claims.event
         WHERE claims.id = ?1 ORDER BY events.id LIMIT 1",
    )?;
    let mut found = BTreeMap::new();
    for claim in claims {
        let event: Option<String> = query.query_row([&claim.0], |row| row.get(0)).optional()?;
        found.extend(event.map(|event| (claim.clone(), EventId(event))));
    }
    Ok(found)
}

/// Conditions of a filter, or `None` where nothing can meet it.
fn conditions(filter: &EventFilter) -> Option<Where> {
    let mut all = Where::default();
    all.one_of("events.happening", filter.happenings.iter().map(HappeningId::as_str));
    all.one_of("events.assertion", filter.assertions.iter().map(|assertion| assertion.as_str()));
    if let Some(place) = &filter.place {
        all.and(
            "(instr(events.place_key, ?) > 0 OR events.row IN (
                SELECT event FROM event_claims JOIN claims ON claims.row = event_claims.claim
                WHERE instr(claims.place_key, ?) > 0))",
            vec![Value::from(key::fold(place)); 2],
        );
    }
    if let Some(bounds) = filter.within {
        within_box(&mut all, bounds);
    }
    all.within("events", filter.since, filter.until);
    if let Some(least) = filter.certainty {
        all.and("events.certainty >= ?", vec![Value::from(f64::from(least))]);
    }
    if let Some(text) = &filter.text {
        all.and(
            "events.row IN (
                SELECT event FROM report_words
                JOIN claims ON claims.report = report_words.rowid
                JOIN event_claims ON event_claims.claim = claims.row
                WHERE report_words MATCH ?)",
            vec![Value::from(search::query_of(text)?)],
        );
    }
    Some(all)
}

fn within_box(all: &mut Where, bounds: BoundingBox) {
    let BoundingBox { west, south, east, north } = bounds;
    let sides = if west <= east { "east >= ? AND west <= ?" } else { "(east >= ? OR west <= ?)" };
    all.and(
        format!(
            "events.row IN (SELECT event FROM event_boxes
             WHERE north >= ? AND south <= ? AND {sides})"
        ),
        [south, north, west, east].map(Value::from).to_vec(),
    );
}

fn read(row: &rusqlite::Row<'_>) -> Result<Event, Cause> {
    let id: String = row.get(0)?;
    let body: String = row.get(1)?;
    json::read(&body, &format!("event {id}"))
}

fn link_claims(connection: &Connection, row: i64, event: &Event) -> Result<(), Cause> {
    let mut link =
        connection.prepare_cached("INSERT INTO event_claims (event, claim) VALUES (?1, ?2)")?;
    for id in &event.claims {
        let claim = claims::row_of(connection, id)?.ok_or_else(|| {
            Cause::Refused(format!("event {} rests on an unknown claim {}", event.id.0, id.0))
        })?;
        link.execute([row, claim])?;
    }
    Ok(())
}

fn insert_box(connection: &Connection, row: i64, place: &EventPlace) -> Result<(), Cause> {
    let points: Vec<_> = places_of(place).map(|place| place.point).collect();
    let reach = |pick: fn(&tidings_types::Point) -> f64| {
        let values = points.iter().map(pick);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let ((west, east), (south, north)) = (reach(|point| point.lon), reach(|point| point.lat));
    connection
        .prepare_cached(
            "INSERT INTO event_boxes (event, west, east, south, north)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![row, west, east, south, north])?;
    Ok(())
}

fn places_of(place: &EventPlace) -> impl Iterator<Item = &Place> {
    let along: Vec<&Place> = match &place.shape {
        Shape::Stretch { from, to, covers } => {
            [from.as_ref(), to.as_ref()].into_iter().chain(covers).collect()
        }
        Shape::Point | Shape::Around { .. } | Shape::Area => Vec::new(),
    };
    std::iter::once(&place.place).chain(along)
}

fn place_key(place: &EventPlace) -> String {
    let along = claims::names_along(&place.shape);
    key::fold_all(claims::names_of(&place.place).chain(along))
}
