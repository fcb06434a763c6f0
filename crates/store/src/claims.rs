//! Table `claims`: what the reports say.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};
use tidings_types::{Assertion, Claim, ClaimId, EventId, HappeningId, ReportId, Shape};

use crate::{error::Cause, filter::Where, json, key, reports, search};

/// Which claims are asked for. What is left empty excludes nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimFilter {
    /// Any of these happenings.
    pub happenings: Vec<HappeningId>,
    /// Any of these assertions.
    pub assertions: Vec<Assertion>,
    /// Claims of this report.
    pub report: Option<ReportId>,
    /// Claims of this event.
    pub event: Option<EventId>,
    /// Part of the name of a place, as written in the report or as the gazetteer has it.
    pub place: Option<String>,
    /// Not over before this day; leaves out what has no date.
    pub since: Option<Date>,
    /// Not begun after this day; leaves out what has no date.
    pub until: Option<Date>,
    /// Words of the report.
    pub text: Option<String>,
    /// Leave out the claims of reports that were withdrawn or replaced by a corrected version.
    pub counted: bool,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Adds a claim. `false` where a claim of the same id is already held: it is not added again.
pub(crate) fn insert(connection: &Connection, report: i64, claim: &Claim) -> Result<bool, Cause> {
    let added = connection
        .prepare_cached(
            "INSERT INTO claims
                (id, report, happening, assertion, first_day, last_day, place_key, confidence, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO NOTHING",
        )?
        .execute(params![
            claim.id.0,
            report,
            claim.happening.as_str(),
            claim.assertion.value.as_str(),
            claim.time.start.map(|day| day.to_string()),
            claim.time.end.map(|day| day.to_string()),
            place_key(claim),
            f64::from(claim.confidence),
            json::write(claim)?,
        ])?;
    Ok(added == 1)
}

/// The claims of a filter, by report in the order of arrival and place in the text.
pub(crate) fn list(connection: &Connection, filter: &ClaimFilter) -> Result<Vec<Claim>, Cause> {
    let Some(conditions) = conditions(connection, filter)? else { return Ok(Vec::new()) };
    let limit = filter.limit.map_or(-1, i64::from);
    let sql = format!(
        "SELECT id, body FROM claims{} ORDER BY report, row LIMIT {limit}",
        conditions.sql()
    );
    let mut query = connection.prepare(&sql)?;
    let mut rows = query.query(params_from_iter(conditions.values()))?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        claims.push(read(row)?);
    }
    Ok(claims)
}

/// One claim.
pub(crate) fn get(connection: &Connection, id: &ClaimId) -> Result<Option<Claim>, Cause> {
    let mut query = connection.prepare_cached("SELECT id, body FROM claims WHERE id = ?1")?;
    let mut rows = query.query([&id.0])?;
    rows.next()?.map(read).transpose()
}

/// Row of a claim, if it is held.
pub(crate) fn row_of(connection: &Connection, id: &ClaimId) -> Result<Option<i64>, Cause> {
    let mut query = connection.prepare_cached("SELECT row FROM claims WHERE id = ?1")?;
    Ok(query.query_row([&id.0], |row| row.get(0)).optional()?)
}

/// The claims of one report, by its row.
pub(crate) fn of_report(connection: &Connection, report: i64) -> Result<Vec<Claim>, Cause> {
    let mut query =
        connection.prepare_cached("SELECT id, body FROM claims WHERE report = ?1 ORDER BY row")?;
    let mut rows = query.query([report])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        claims.push(read(row)?);
    }
    Ok(claims)
}

/// Conditions of a filter, or `None` where nothing can meet it.
fn conditions(connection: &Connection, filter: &ClaimFilter) -> Result<Option<Where>, Cause> {
    let mut all = Where::default();
    all.one_of("claims.happening", filter.happenings.iter().map(HappeningId::as_str));
    all.one_of("claims.assertion", filter.assertions.iter().map(|assertion| assertion.as_str()));
    if let Some(id) = &filter.report {
        let Some(row) = reports::row_of(connection, id)? else { return Ok(None) };
        all.and("claims.report = ?", vec![Value::from(row)]);
    }
    if let Some(id) = &filter.event {
        let of_event = "claims.row IN (SELECT claim FROM event_claims
             JOIN events ON events.row = event_claims.event WHERE events.id = ?)";
        all.and(of_event, vec![Value::from(id.0.clone())]);
    }
    if let Some(place) = &filter.place {
        all.and("instr(claims.place_key, ?) > 0", vec![Value::from(key::fold(place))]);
    }
    all.within("claims", filter.since, filter.until);
    if let Some(text) = &filter.text {
        let Some(words) = search::query_of(text) else { return Ok(None) };
        let said = "claims.report IN (SELECT rowid FROM report_words WHERE report_words MATCH ?)";
        all.and(said, vec![Value::from(words)]);
    }
    if filter.counted {
        all.and("claims.report NOT IN (SELECT report FROM set_aside)", Vec::new());
    }
    Ok(Some(all))
}

fn read(row: &rusqlite::Row<'_>) -> Result<Claim, Cause> {
    let id: String = row.get(0)?;
    let body: String = row.get(1)?;
    json::read(&body, &format!("claim {id}"))
}

fn place_key(claim: &Claim) -> String {
    let mut names = Vec::new();
    for place in &claim.places {
        names.push(place.mention.words.as_str());
        if let Some(chosen) = &place.place {
            names.extend(names_of(chosen));
            names.extend(names_along(&place.shape));
        }
    }
    key::fold_all(names)
}

/// The names under which a place is found: its own and those of the divisions it lies in.
pub(crate) fn names_of(place: &tidings_types::Place) -> impl Iterator<Item = &str> {
    [Some(place.name.as_str()), place.admin2.as_deref(), place.admin1.as_deref()]
        .into_iter()
        .flatten()
        .chain(place.country.as_ref().map(tidings_types::CountryCode::as_str))
}

/// The names of all settlements of a stretch.
pub(crate) fn names_along(shape: &Shape) -> Vec<&str> {
    match shape {
        Shape::Stretch { from, to, covers } => {
            let ends = [from.name.as_str(), to.name.as_str()];
            ends.into_iter().chain(covers.iter().map(|place| place.name.as_str())).collect()
        }
        Shape::Point | Shape::Around { .. } | Shape::Area => Vec::new(),
    }
}
