//! Full-text search over the reports.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use tidings_store::{ClaimFilter, Store};
use tidings_types::{ClaimId, EventId};

use super::ApiError;
use super::report::ReportCard;
use crate::Workbench;

/// Most reports of one answer: more than anyone looks through before typing another word.
const MOST_HITS: usize = 50;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    q: String,
}

#[derive(Serialize)]
pub(super) struct Found {
    hits: Vec<HitView>,
    /// Whether more reports hold the words than are given.
    more: bool,
}

#[derive(Serialize)]
struct HitView {
    report: ReportCard,
    snippet: Vec<Part>,
    events: Vec<EventId>,
}

#[derive(Serialize)]
struct Part {
    words: String,
    found: bool,
}

/// `GET /api/search?q=`: reports that hold all the words, best first, with the events they tell of.
pub(super) async fn search(
    State(bench): State<Workbench>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Found>, ApiError> {
    let Query(Asked { q }) = asked?;
    bench.read(move |store| find(store, &q)).await.map(Json)
}

fn find(store: &Store, words: &str) -> Result<Found, ApiError> {
    let hits = store.search(words)?;
    let more = hits.len() > MOST_HITS;
    let mut found = Vec::new();
    for hit in hits.into_iter().take(MOST_HITS) {
        let Some(report) = store.report(&hit.report)? else { continue };
        let of_report = ClaimFilter { report: Some(hit.report), ..ClaimFilter::default() };
        let claims = store.claims(&of_report)?.into_iter();
        let claims: Vec<ClaimId> = claims.map(|claim| claim.id).collect();
        let mut events: Vec<EventId> = store.events_of(&claims)?.into_values().collect();
        events.sort();
        events.dedup();
        let parts = hit.snippet.into_iter();
        let snippet = parts.map(|part| Part { words: part.words, found: part.found }).collect();
        found.push(HitView { report: ReportCard::of(&report), snippet, events });
    }
    Ok(Found { hits: found, more })
}
