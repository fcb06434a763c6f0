//! The JSON API: reading alone, under `/api`.

mod error;
mod events;
mod place;
mod report;
mod search;
mod summary;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

use crate::Workbench;

pub(crate) use error::ApiError;

/// All routes, relative to `/api`.
pub(crate) fn routes(workbench: Workbench) -> Router {
    Router::new()
        .route("/summary", get(summary::summary))
        .route("/ontology", get(summary::ontology))
        .route("/events", get(events::list))
        .route("/events/{id}", get(events::one))
        .route("/reports/{id}", get(report::one))
        .route("/places/{id}/status", get(place::status))
        .route("/search", get(search::search))
        .fallback(unknown)
        .with_state(workbench)
}

async fn unknown() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "no-such-address", "the API has no such address")
}
