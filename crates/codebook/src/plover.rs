//! POLECAT's columns of PLOVER events.

use tidings_ontology::plover_intensity;
use tidings_types::{EventActor, FeatureClass, Place};

use crate::{
    actors::{names, sector},
    cell::{Cell, Column, column},
    scheme::{LeftOut, must_have_happened},
    view::View,
};

/// The 40 columns.
pub(crate) const COLUMNS: &[Column] = &[
    column("Event ID", "#event+code"),
    column("Event Date", "#date+occurred").day(),
    column("Event Type", "#event+type"),
    column("Event Mode", "#event+mode"),
    column("Intensity", "").real(),
    column("Quad Code", "").whole(),
    column("Contexts", ""),
    column("Actor Name", "#group+name+first"),
    column("Actor Country", ""),
    column("Actor COW", ""),
    column("Primary Actor Sector", ""),
    column("Actor Sectors", ""),
    column("Actor Title", ""),
    column("Actor Name Raw", ""),
    column("Wikipedia Actor ID", ""),
    column("Recipient Name", "#group+name+second"),
    column("Recipient Country", ""),
    column("Recipient COW", ""),
    column("Primary Recipient Sector", ""),
    column("Recipient Sectors", ""),
    column("Recipient Title", ""),
    column("Recipient Name Raw", ""),
    column("Wikipedia Recipient ID", ""),
    column("Placename", "#loc+name"),
    column("City", ""),
    column("District", "#adm2+name"),
    column("Province", "#adm1+name"),
    column("Country", "#country+code"),
    column("Latitude", "#geo+lat").real(),
    column("Longitude", "#geo+lon").real(),
    column("GeoNames ID", "#loc+code").whole(),
    column("Raw Placename", ""),
    column("Feature Type", ""),
    column("Source", "#meta+source"),
    column("Publication Date", "#date+reported").day(),
    column("Story People", ""),
    column("Story Organizations", ""),
    column("Story Locations", ""),
    column("Language", ""),
    column("Version", ""),
];

/// The cells of an event. Contexts are those that the happening always has; titles, Correlates-of-War numbers and Wikipedia links are not
/// known here and stay empty; people of a story are never listed.
pub(crate) fn row(view: &View<'_>) -> Result<Vec<Cell>, LeftOut> {
    must_have_happened(view.event.assertion)?;
    let known = view.happening.ok_or("no code")?;
    let code = known.codes.plover.as_ref().ok_or("no code")?;
    let circumstance = view.circumstance();
    let (event_type, mode) = code.choose(&circumstance);
    let day = view.day().ok_or("no day")?;
    let mut cells = vec![
        Cell::text(view.event.id.0.as_str()),
        Cell::Day(day),
        Cell::text(event_type),
        Cell::text(mode.unwrap_or_default()),
        Cell::real(plover_intensity(event_type, mode)),
        Cell::count(view.ontology.plover_quad(event_type).map(u64::from)),
        Cell::list(code.contexts.iter().map(String::as_str)),
    ];
    cells.extend(party(&view.event.actors));
    cells.extend(party(&view.event.targets));
    cells.extend(whereabouts(view));
    cells.extend(story(view));
    Ok(cells)
}

fn party(side: &[EventActor]) -> [Cell; 8] {
    let country = side.first().and_then(|one| one.country);
    let mut sectors: Vec<&str> = side.iter().map(|one| sector(one.kind)).collect();
    let primary = sectors.first().copied().unwrap_or_default();
    sectors.dedup();
    [
        Cell::text(names(side).next().unwrap_or_default()),
        country.map_or(Cell::Empty, |code| Cell::text(code.to_string())),
        Cell::Empty,
        Cell::text(primary),
        Cell::list(sectors),
        Cell::Empty,
        Cell::list(names(side)),
        Cell::Empty,
    ]
}

fn whereabouts(view: &View<'_>) -> [Cell; 10] {
    let place = view.place();
    let pinned = view.pinned();
    let city = place.filter(|place| place.class == FeatureClass::Settlement);
    let mention = view.claims.iter().find_map(|claim| claim.main_place());
    [
        Cell::words(place.map(|place| place.name.as_str())),
        Cell::words(city.map(|place| place.name.as_str())),
        Cell::words(place.and_then(|place| place.admin2.as_deref())),
        Cell::words(place.and_then(|place| place.admin1.as_deref())),
        view.country_code().map_or(Cell::Empty, |code| Cell::text(code.to_string())),
        Cell::real(pinned.map(|place| place.point.lat)),
        Cell::real(pinned.map(|place| place.point.lon)),
        geonames_id(place),
        Cell::words(mention.map(|place| place.mention.words.as_str())),
        Cell::words(place.map(|place| feature_type(place.class))),
    ]
}

fn story(view: &View<'_>) -> [Cell; 7] {
    let first = view.sources.first();
    let published = first.and_then(|source| source.published);
    [
        Cell::list(view.source_names()),
        Cell::day(published),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::text(first.map_or("", |source| source.language.as_str())),
        Cell::text(concat!("tidings ", env!("CARGO_PKG_VERSION"))),
    ]
}

/// GeoNames' number of a place that has one.
fn geonames_id(place: Option<&Place>) -> Cell {
    let number = place.and_then(|place| place.id.0.strip_prefix("gn:")?.parse().ok());
    Cell::count(number)
}

/// GeoNames' class of a feature.
fn feature_type(class: FeatureClass) -> &'static str {
    match class {
        FeatureClass::Country | FeatureClass::Admin1 | FeatureClass::Admin2 => "A",
        FeatureClass::Settlement => "P",
        FeatureClass::Water => "H",
        FeatureClass::Region | FeatureClass::Continent => "L",
        FeatureClass::Site => "S",
        FeatureClass::Terrain => "T",
    }
}
