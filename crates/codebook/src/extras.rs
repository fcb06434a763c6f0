//! Columns that can be added to any codebook: how well the code fits, and why it is believed.

use crate::{
    cell::{Cell, Column, column},
    idmc,
    scheme::Codebook,
    view::View,
};

/// The columns added to any codebook; their names begin so that they clash with no codebook's own.
const COLUMNS: &[Column] = &[
    column("tidings_event_id", ""),
    column("tidings_happening", ""),
    column("tidings_grade", ""),
    column("tidings_assertion", ""),
    column("tidings_certainty", "").real(),
    column("tidings_reports", "").whole(),
    column("tidings_evidence", ""),
];

/// The columns added to this codebook.
pub(crate) fn columns(codebook: Codebook) -> impl Iterator<Item = &'static Column> {
    let own = if codebook == Codebook::Idmc { idmc::HELIX } else { &[] };
    COLUMNS.iter().chain(own)
}

/// The cells of an event.
pub(crate) fn row(codebook: Codebook, view: &View<'_>) -> Vec<Cell> {
    let event = view.event;
    let mut cells = vec![
        Cell::text(event.id.0.as_str()),
        Cell::text(event.happening.as_str()),
        Cell::text(codebook.grade(view)),
        Cell::text(event.assertion.as_str()),
        Cell::Real((f64::from(event.certainty) * 1000.0).round() / 1000.0),
        Cell::count(Some(u64::from(event.reports))),
        Cell::text(view.sources.first().map_or("", |source| source.snippet.as_str())),
    ];
    if codebook == Codebook::Idmc {
        cells.extend(idmc::helix(view));
    }
    cells
}
