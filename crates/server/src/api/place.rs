//! What is known of a place: five facets, each with its evidence or none.

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use tidings_store::Store;
use tidings_types::{Assertion, ClaimId, EventId, Facet, HappeningId, PlaceId, PlaceStatus};

use super::ApiError;
use super::events::Reports;
use super::report::ReportCard;
use crate::Workbench;
use crate::excerpt::Excerpt;

#[derive(Serialize)]
pub(super) struct PlaceView {
    place: PlaceHead,
    /// All five, in order; a facet without a status is unknown, never safe.
    facets: Vec<FacetView>,
}

#[derive(Serialize)]
struct PlaceHead {
    id: PlaceId,
    name: Option<String>,
}

#[derive(Serialize)]
struct FacetView {
    facet: Facet,
    status: Option<StatusView>,
}

#[derive(Serialize)]
struct StatusView {
    value: String,
    as_of: Option<String>,
    stale_after: Option<String>,
    evidence: Vec<Citation>,
    contradicted_by: Vec<Citation>,
}

/// A claim as a status cites it.
#[derive(Serialize)]
struct Citation {
    claim: ClaimId,
    event: Option<EventId>,
    happening: HappeningId,
    assertion: Assertion,
    excerpt: Excerpt,
    report: ReportCard,
}

/// `GET /api/places/{id}/status`. A place of which nothing is known has five unknown facets.
pub(super) async fn status(
    State(bench): State<Workbench>,
    Path(id): Path<String>,
) -> Result<Json<PlaceView>, ApiError> {
    bench.read(move |store| view(store, id)).await.map(Json)
}

fn view(store: &Store, id: String) -> Result<PlaceView, ApiError> {
    let mut statuses = store.statuses(Some(&id))?;
    // The store also finds places by a part of their name.
    statuses.retain(|status| status.place.0 == id);
    let name = statuses.first().map(|status| status.place_name.clone());
    let mut reports = Reports::default();
    let mut facets = Vec::new();
    for facet in Facet::ALL {
        let known = statuses.iter().find(|status| status.facet == facet);
        let status = known.map(|status| status_view(store, &mut reports, status)).transpose()?;
        facets.push(FacetView { facet, status });
    }
    Ok(PlaceView { place: PlaceHead { id: PlaceId(id), name }, facets })
}

fn status_view(
    store: &Store,
    reports: &mut Reports,
    status: &PlaceStatus,
) -> Result<StatusView, ApiError> {
    Ok(StatusView {
        value: status.value.clone(),
        as_of: status.as_of.map(|day| day.to_string()),
        stale_after: status.stale_after.map(|day| day.to_string()),
        evidence: citations(store, reports, &status.claims)?,
        contradicted_by: citations(store, reports, &status.contradicted_by)?,
    })
}

fn citations(
    store: &Store,
    reports: &mut Reports,
    ids: &[ClaimId],
) -> Result<Vec<Citation>, ApiError> {
    let events = store.events_of(ids)?;
    let mut cited = Vec::new();
    for id in ids {
        let Some(claim) = store.claim(id)? else { continue };
        let Some(report) = reports.get(store, claim.report)? else { continue };
        cited.push(Citation {
            event: events.get(id).cloned(),
            happening: claim.happening.clone(),
            assertion: claim.assertion.value,
            excerpt: Excerpt::of(&claim, report),
            report: ReportCard::of(report),
            claim: claim.id,
        });
    }
    Ok(cited)
}
