//! Our own columns: every event with all that is known of it.

use tidings_types::{EventActor, EventPlace, Shape};

use crate::{
    actors::names,
    cell::{Cell, Column, column},
    snippet::{LONGEST_SUMMARY, cut},
    view::View,
};

/// Snippets in a cell: more reports are counted, not quoted.
const MOST_SNIPPETS: usize = 3;

/// The columns; `docs/export.md` tells what stands in each.
pub(crate) const COLUMNS: &[Column] = &[
    column("event_id", "#event+id"),
    column("happening", "#event+type"),
    column("family", "#event+category"),
    column("label", "#event+type+name"),
    column("assertion", "#event+status"),
    column("date_start", "#date+start").day(),
    column("date_end", "#date+end").day(),
    column("date_precision", "#date+precision"),
    column("place", "#loc+name"),
    column("place_id", "#loc+code"),
    column("place_precision", "#geo+precision"),
    column("shape", "#geo+type"),
    column("stretch", "#loc+list"),
    column("admin2", "#adm2+name"),
    column("admin1", "#adm1+name"),
    column("country", "#country+code"),
    column("latitude", "#geo+lat").real(),
    column("longitude", "#geo+lon").real(),
    column("actors", "#group+name+first"),
    column("actor_kinds", "#group+type+first"),
    column("targets", "#group+name+second"),
    column("target_kinds", "#group+type+second"),
    column("means", "#event+means"),
    column("killed_low", "#affected+killed+min").whole(),
    column("killed", "#affected+killed").whole(),
    column("killed_high", "#affected+killed+max").whole(),
    column("injured", "#affected+injured").whole(),
    column("displaced", "#affected+displaced").whole(),
    column("quantities", "#affected+list"),
    column("certainty", "#meta+confidence").real(),
    column("reports", "#meta+reports+num").whole(),
    column("claims", "#meta+claims+num").whole(),
    column("summary", "#description"),
    column("sources", "#meta+source"),
    column("urls", "#meta+url"),
    column("evidence", "#description+evidence"),
    column("reasons", "#meta+reasons"),
];

/// The cells of an event.
pub(crate) fn row(view: &View<'_>) -> Vec<Cell> {
    let mut cells = Vec::from(what_and_when(view));
    cells.extend(whereabouts(view));
    cells.extend(who(view));
    cells.extend(how_many(view));
    cells.extend(how_known(view));
    cells
}

fn what_and_when(view: &View<'_>) -> [Cell; 8] {
    let event = view.event;
    let known = view.happening;
    [
        Cell::text(event.id.0.as_str()),
        Cell::text(event.happening.as_str()),
        Cell::text(known.map_or("", |known| known.family.as_str())),
        Cell::text(known.map_or("", |known| known.label.as_str())),
        Cell::text(event.assertion.as_str()),
        Cell::day(event.start),
        Cell::day(event.end),
        Cell::text(event.precision.as_str()),
    ]
}

fn whereabouts(view: &View<'_>) -> [Cell; 10] {
    let place = view.place();
    let placed = view.event.place.as_ref();
    [
        Cell::words(place.map(|place| place.name.as_str())),
        Cell::words(place.map(|place| place.id.0.as_str())),
        Cell::words(placed.map(|placed| placed.precision.as_str())),
        Cell::words(placed.map(|placed| shape_word(&placed.shape))),
        placed.map_or(Cell::Empty, stretch),
        Cell::words(place.and_then(|place| place.admin2.as_deref())),
        Cell::words(place.and_then(|place| place.admin1.as_deref())),
        view.country_code().map_or(Cell::Empty, |code| Cell::text(code.to_string())),
        Cell::real(view.pinned().map(|place| place.point.lat)),
        Cell::real(view.pinned().map(|place| place.point.lon)),
    ]
}

fn who(view: &View<'_>) -> [Cell; 5] {
    let kinds = |side: &[EventActor]| {
        let mut kinds: Vec<&str> = side.iter().map(|one| one.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        Cell::list(kinds)
    };
    let event = view.event;
    [
        Cell::list(names(&event.actors)),
        kinds(&event.actors),
        Cell::list(names(&event.targets)),
        kinds(&event.targets),
        Cell::list(event.means.iter().map(String::as_str)),
    ]
}

fn how_many(view: &View<'_>) -> [Cell; 6] {
    let killed = view.quantity("killed");
    let best = |kind: &str| Cell::count(view.quantity(kind).and_then(|quantity| quantity.best));
    let all: Vec<String> = view
        .event
        .quantities
        .iter()
        .map(|quantity| {
            let number = |number: Option<u64>| number.map_or("?".to_owned(), |it| it.to_string());
            let (low, high) = (number(quantity.low), number(quantity.high));
            let (kind, best, rule) = (&quantity.kind, number(quantity.best), &quantity.rule);
            format!("{kind} {best} ({low} to {high}, {rule})")
        })
        .collect();
    [
        Cell::count(killed.and_then(|killed| killed.low)),
        best("killed"),
        Cell::count(killed.and_then(|killed| killed.high)),
        best("injured"),
        best("displaced"),
        Cell::list(all.iter().map(String::as_str)),
    ]
}

fn how_known(view: &View<'_>) -> [Cell; 8] {
    let event = view.event;
    let snippets: Vec<&str> =
        view.sources.iter().take(MOST_SNIPPETS).map(|source| source.snippet.as_str()).collect();
    let urls = view.sources.iter().map(|source| source.url.as_str()).filter(|url| !url.is_empty());
    [
        Cell::Real((f64::from(event.certainty) * 1000.0).round() / 1000.0),
        Cell::count(Some(u64::from(event.reports))),
        Cell::count(Some(event.claims.len() as u64)),
        Cell::text(cut(&event.summary, LONGEST_SUMMARY)),
        Cell::list(view.source_names()),
        Cell::list(urls),
        Cell::text(snippets.join(" | ")),
        Cell::list(event.reasons.iter().map(String::as_str)),
    ]
}

fn shape_word(shape: &Shape) -> &'static str {
    match shape {
        Shape::Point => "point",
        Shape::Around { .. } => "around",
        Shape::Stretch { .. } => "stretch",
        Shape::Area => "area",
    }
}

fn stretch(placed: &EventPlace) -> Cell {
    match &placed.shape {
        Shape::Stretch { from, to, covers } => {
            let places = std::iter::once(from.as_ref()).chain(covers).chain([to.as_ref()]);
            Cell::list(places.map(|place| place.name.as_str()))
        }
        _ => Cell::Empty,
    }
}
