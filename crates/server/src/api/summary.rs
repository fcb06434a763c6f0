//! What the file holds, and what the happenings mean.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use tidings_ontology::{Happening, Ontology};

use super::ApiError;
use crate::Workbench;

#[derive(Serialize)]
pub(super) struct SummaryView {
    /// Name of the file, without its folder: where it lies is nobody's business.
    file: String,
    version: &'static str,
    documents: u64,
    reports: u64,
    claims: u64,
    events: u64,
    placed_events: u64,
}

/// `GET /api/summary`.
pub(super) async fn summary(State(bench): State<Workbench>) -> Result<Json<SummaryView>, ApiError> {
    let held = bench.read(|store| Ok(store.summary()?)).await?;
    Ok(Json(SummaryView {
        file: bench.file().to_owned(),
        version: env!("CARGO_PKG_VERSION"),
        documents: held.documents,
        reports: held.reports,
        claims: held.claims.values().sum(),
        events: held.events,
        placed_events: held.placed_events,
    }))
}

#[derive(Serialize)]
pub(super) struct OntologyView {
    families: Vec<&'static str>,
    happenings: Vec<HappeningView>,
}

#[derive(Serialize)]
struct HappeningView {
    id: &'static str,
    family: &'static str,
    label: &'static str,
    definition: &'static str,
}

/// `GET /api/ontology`.
pub(super) async fn ontology(State(bench): State<Workbench>) -> Json<OntologyView> {
    let ontology = bench.ontology();
    let happenings = ontology.happenings().iter().map(view).collect();
    Json(OntologyView { families: families(ontology), happenings })
}

fn view(happening: &'static Happening) -> HappeningView {
    HappeningView {
        id: happening.id.as_str(),
        family: &happening.family,
        label: &happening.label,
        definition: &happening.definition,
    }
}

/// Families in the order in which the ontology first names them.
fn families(ontology: &'static Ontology) -> Vec<&'static str> {
    let mut families: Vec<&str> = Vec::new();
    for happening in ontology.happenings() {
        if !families.contains(&happening.family.as_str()) {
            families.push(&happening.family);
        }
    }
    families
}
