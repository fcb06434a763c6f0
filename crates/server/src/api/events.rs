//! Events: the list, and one with its claims.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use tidings_store::{BoundingBox, ClaimFilter, EventFilter, Store};
use tidings_types::{
    Assertion, Claim, Event, EventId, EventPlace, HappeningId, Report, ReportId, TimePrecision,
};

use super::ApiError;
use super::report::ReportCard;
use crate::Workbench;
use crate::excerpt::Excerpt;

/// Most events of one answer: about 10 MB of JSON, which a browser still filters in one frame.
const MOST_EVENTS: u32 = 20_000;

/// The filters of `GET /api/events`, as written. Lists are parted by commas.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    happening: Option<String>,
    assertion: Option<String>,
    place: Option<String>,
    /// `west,south,east,north` in degrees.
    within: Option<String>,
    since: Option<String>,
    until: Option<String>,
    text: Option<String>,
    certainty: Option<f32>,
    limit: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct EventPage {
    events: Vec<EventRow>,
    /// Whether more events met the filters than are given.
    more: bool,
}

/// What the list, the map and the slider need of an event.
#[derive(Serialize)]
pub(super) struct EventRow {
    id: EventId,
    happening: HappeningId,
    assertion: Assertion,
    summary: String,
    start: Option<String>,
    end: Option<String>,
    precision: TimePrecision,
    place: Option<EventPlace>,
    certainty: f32,
    reports: u32,
    claims: usize,
}

impl From<Event> for EventRow {
    fn from(event: Event) -> Self {
        Self {
            id: event.id,
            happening: event.happening,
            assertion: event.assertion,
            summary: event.summary,
            start: event.start.map(|day| day.to_string()),
            end: event.end.map(|day| day.to_string()),
            precision: event.precision,
            place: event.place,
            certainty: event.certainty,
            reports: event.reports,
            claims: event.claims.len(),
        }
    }
}

/// `GET /api/events`: newest first, those without a date last.
pub(super) async fn list(
    State(bench): State<Workbench>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<EventPage>, ApiError> {
    let Query(asked) = asked?;
    let limit = asked.limit.unwrap_or(MOST_EVENTS).min(MOST_EVENTS);
    let filter = EventFilter { limit: Some(limit + 1), ..filter(asked)? };
    let mut events = bench.read(move |store| Ok(store.events(&filter)?)).await?;
    let more = events.len() > limit as usize;
    events.truncate(limit as usize);
    Ok(Json(EventPage { events: events.into_iter().map(EventRow::from).collect(), more }))
}

fn filter(asked: Asked) -> Result<EventFilter, ApiError> {
    let Asked { happening, assertion, place, within, since, until, text, certainty, limit } = asked;
    Ok(EventFilter {
        happenings: items(happening.as_deref()).map(HappeningId::from).collect(),
        assertions: items(assertion.as_deref()).map(assertion_of).collect::<Result<_, _>>()?,
        place: place.filter(|place| !place.trim().is_empty()),
        within: within.as_deref().map(box_of).transpose()?,
        since: since.as_deref().map(|day| day_of("since", day)).transpose()?,
        until: until.as_deref().map(|day| day_of("until", day)).transpose()?,
        text: text.filter(|text| !text.trim().is_empty()),
        certainty,
        limit,
    })
}

fn items(list: Option<&str>) -> impl Iterator<Item = &str> {
    list.into_iter().flat_map(|list| list.split(',')).map(str::trim).filter(|item| !item.is_empty())
}

fn assertion_of(word: &str) -> Result<Assertion, ApiError> {
    Assertion::ALL
        .into_iter()
        .find(|assertion| assertion.as_str() == word)
        .ok_or_else(|| ApiError::bad("assertion", word, "an assertion"))
}

fn day_of<T: std::str::FromStr>(name: &str, day: &str) -> Result<T, ApiError> {
    day.parse().ok().ok_or_else(|| ApiError::bad(name, day, "a day such as 2019-03-09"))
}

fn box_of(text: &str) -> Result<BoundingBox, ApiError> {
    let degrees: Vec<f64> =
        text.split(',').filter_map(|degree| degree.trim().parse().ok()).collect();
    match degrees[..] {
        [west, south, east, north] if degrees.iter().all(|degree| degree.is_finite()) => {
            Ok(BoundingBox { west, south, east, north })
        }
        _ => Err(ApiError::bad("within", text, "four degrees: west,south,east,north")),
    }
}

#[derive(Serialize)]
pub(super) struct EventView {
    event: Event,
    claims: Vec<ClaimView>,
}

/// A claim with its sentence and the report that says it.
#[derive(Serialize)]
struct ClaimView {
    claim: Claim,
    excerpt: Excerpt,
    report: ReportCard,
}

/// `GET /api/events/{id}`.
pub(super) async fn one(
    State(bench): State<Workbench>,
    Path(id): Path<String>,
) -> Result<Json<EventView>, ApiError> {
    bench.read(move |store| view(store, id)).await.map(Json)
}

fn view(store: &Store, id: String) -> Result<EventView, ApiError> {
    let id = EventId(id);
    let event = store.event(&id)?.ok_or_else(|| ApiError::missing("event", &id.0))?;
    let of_event = ClaimFilter { event: Some(id), ..ClaimFilter::default() };
    let mut reports = Reports::default();
    let mut claims = Vec::new();
    for claim in store.claims(&of_event)? {
        if let Some(report) = reports.get(store, claim.report)? {
            let excerpt = Excerpt::of(&claim, report);
            claims.push(ClaimView { excerpt, report: ReportCard::of(report), claim });
        }
    }
    Ok(EventView { event, claims })
}

/// Reports that were read for one answer: many claims come from the same one.
#[derive(Default)]
pub(super) struct Reports(BTreeMap<ReportId, Option<Report>>);

impl Reports {
    pub(super) fn get(&mut self, store: &Store, id: ReportId) -> Result<Option<&Report>, ApiError> {
        if let std::collections::btree_map::Entry::Vacant(gap) = self.0.entry(id) {
            gap.insert(store.report(&id)?);
        }
        Ok(self.0.get(&id).and_then(Option::as_ref))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_from_the_query() {
        let asked = Asked {
            happening: Some("shelling, air-strike,".to_owned()),
            assertion: Some("realized,ongoing".to_owned()),
            within: Some("40,34,41.5,35".to_owned()),
            since: Some("2019-03-01".to_owned()),
            place: Some("  ".to_owned()),
            ..Asked::default()
        };
        let filter = filter(asked).unwrap();
        assert_eq!(filter.happenings, ["shelling".into(), "air-strike".into()]);
        assert_eq!(filter.assertions, [Assertion::Realized, Assertion::Ongoing]);
        assert_eq!(filter.within.map(|bounds| bounds.east), Some(41.5));
        assert_eq!(filter.since.map(|day| day.to_string()).as_deref(), Some("2019-03-01"));
        assert_eq!(filter.place, None);
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let wrong = [
            Asked { assertion: Some("certain".to_owned()), ..Asked::default() },
            Asked { since: Some("yesterday".to_owned()), ..Asked::default() },
            Asked { until: Some("2019-02-30".to_owned()), ..Asked::default() },
            Asked { within: Some("1,2,3".to_owned()), ..Asked::default() },
            Asked { within: Some("1,2,3,NaN".to_owned()), ..Asked::default() },
        ];
        for asked in wrong {
            assert!(filter(asked).is_err());
        }
    }
}
