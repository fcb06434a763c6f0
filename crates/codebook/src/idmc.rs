//! The columns of IDMC's Internal Displacement Updates.

use tidings_ontology::{Happening, IdmcCode};
use tidings_types::{ActorKind, Counting, Qualifier};

use crate::{
    cell::{Cell, Column, column},
    scheme::{LeftOut, must_have_happened},
    snippet::{LONGEST_SUMMARY, cut},
    view::View,
};

/// The only category that a displacement update counts.
const FLOW: &str = "Internal Displacements";
/// Natural hazards by the words for them, after IDMC's typology.
const HAZARDS: &str = include_str!("../data/hazards.csv");

/// The 25 columns, with HDX's tags.
pub(crate) const COLUMNS: &[Column] = &[
    column("id", "#event+code").whole(),
    column("country", "#country+name"),
    column("iso3", "#country+iso3"),
    column("latitude", "#geo+lat").real(),
    column("longitude", "#geo+lon").real(),
    column("centroid", ""),
    column("displacement_type", "#event+displacement_type"),
    column("qualifier", ""),
    column("figure", "#affected+displaced").whole(),
    column("displacement_date", "#date+displacement").day(),
    column("displacement_start_date", "#date+displacement+start").day(),
    column("displacement_end_date", "#date+displacement+end").day(),
    column("year", "#date+year").whole(),
    column("event_name", "#event+name"),
    column("event_start_date", "#date+event+start").day(),
    column("event_end_date", "#date+event+end").day(),
    column("category", ""),
    column("subcategory", ""),
    column("type", "#event+type"),
    column("subtype", "#event+subtype"),
    column("old_id", "").whole(),
    column("created_at", "#date+created").day(),
    column("description", "#description"),
    column("link", "#meta+url"),
    column("combined_type", "#cause"),
];

/// Columns of IDMC's database behind the updates, added on request.
pub(crate) const HELIX: &[Column] = &[
    column("helix_category", ""),
    column("helix_term", ""),
    column("helix_unit", ""),
    column("helix_reported", "").whole(),
];

/// The cells of an event. Returns and numbers of people who live displaced make no row: added to the
/// others they would be counted as displaced once more. `figure` is of people: households are not
/// multiplied.
pub(crate) fn row(view: &View<'_>) -> Result<Vec<Cell>, LeftOut> {
    must_have_happened(view.event.assertion)?;
    let code = code(view).ok_or("no code")?;
    if category(view, code) != FLOW {
        return Err("a return or a stock, no displacement");
    }
    let reported = reported(view);
    if reported.is_none() && view.happening.is_some_and(|it| it.default_quantity() == Some("homes"))
    {
        return Err("no homes told as destroyed");
    }
    let day = view.day().ok_or("no day")?;
    let country = view.country();
    let (lat, lon) = (view.pinned().map(|it| it.point.lat), view.pinned().map(|it| it.point.lon));
    let cause = Cause::of(view);
    let start = Cell::Day(day);
    let end = Cell::day(view.event.end.or(Some(day)));
    let people = reported.as_ref().filter(|told| told.unit == "Person");
    Ok(vec![
        Cell::Whole(view.number()),
        Cell::words(country.map(|it| it.name.as_str())),
        Cell::words(country.map(|it| it.iso3.as_str())),
        Cell::real(lat),
        Cell::real(lon),
        lat.zip(lon).map_or(Cell::Empty, |(lat, lon)| Cell::text(format!("[{lat}, {lon}]"))),
        Cell::text(cause.kind),
        Cell::words(people.map(|told| told.qualifier)),
        Cell::count(people.and_then(|told| told.number)),
        start.clone(),
        start.clone(),
        end.clone(),
        Cell::Whole(i64::from(day.year())),
        Cell::text(event_name(view, &cause)),
        start,
        end,
        Cell::text(cause.category),
        Cell::text(cause.subcategory),
        Cell::text(cause.hazard),
        Cell::text(cause.subtype),
        Cell::Empty,
        Cell::Empty,
        Cell::text(cut(&view.event.summary, LONGEST_SUMMARY)),
        Cell::words(view.sources.first().map(|source| source.url.as_str())),
        Cell::text(if cause.hazard.is_empty() { cause.kind } else { cause.hazard }),
    ])
}

/// Category, term, unit and number as told.
pub(crate) fn helix(view: &View<'_>) -> [Cell; 4] {
    let Some(code) = code(view) else {
        return [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    };
    let reported = reported(view);
    [
        Cell::text(category(view, code)),
        Cell::words(code.term(&view.circumstance())),
        Cell::text(reported.as_ref().map_or("Person", |told| told.unit)),
        Cell::count(reported.and_then(|told| told.number)),
    ]
}

fn code<'a>(view: &View<'a>) -> Option<&'a IdmcCode> {
    view.happening?.codes.idmc.as_ref()
}

/// The category of those who moved, or of those who are there at a moment.
fn category<'a>(view: &View<'_>, code: &'a IdmcCode) -> &'a str {
    let kind = view.happening.and_then(Happening::default_quantity).unwrap_or_default();
    let is_stock = view.told(kind).is_some_and(|told| told.counting == Counting::Stock);
    code.stock.as_deref().filter(|_| is_stock).unwrap_or(&code.category)
}

/// A number of people, or of households or homes.
struct Reported {
    unit: &'static str,
    number: Option<u64>,
    qualifier: &'static str,
}

fn reported(view: &View<'_>) -> Option<Reported> {
    let kind = view.happening?.default_quantity()?;
    let households = format!("{kind}_households");
    let unit = if kind == "homes" { "Household" } else { "Person" };
    let (quantity, told, unit) = match view.quantity(kind) {
        Some(quantity) => (quantity, view.told(kind), unit),
        None => (view.quantity(&households)?, view.told(&households), "Household"),
    };
    let qualifier = told.map_or("total", |told| match told.qualifier {
        Qualifier::Exact => "total",
        Qualifier::AtLeast => "more than",
        Qualifier::AtMost => "less than or equal",
        Qualifier::About | Qualifier::Vague => "approximately",
    });
    Some(Reported { unit, number: quantity.best.or(quantity.low), qualifier })
}

/// Why people moved.
#[derive(Default)]
struct Cause {
    kind: &'static str,
    category: &'static str,
    subcategory: &'static str,
    hazard: &'static str,
    subtype: &'static str,
}

impl Cause {
    /// A hazard that the sentence names; else conflict, where an armed side drives or moves them or
    /// the report tells of violence; else not known.
    fn of(view: &View<'_>) -> Self {
        let words = view.sources.iter().map(|source| source.snippet.to_lowercase());
        let words: Vec<String> = words.collect();
        let named = |hazard: &str| {
            words
                .iter()
                .any(|words| words.split(|c: char| !c.is_alphabetic()).any(|it| it == hazard))
        };
        for line in HAZARDS.lines().skip(1) {
            let fields: Vec<&'static str> = line.split(',').collect();
            if let [word, category, subcategory, hazard, subtype] = fields[..]
                && named(word)
            {
                return Self { kind: "Disaster", category, subcategory, hazard, subtype };
            }
        }
        let is_armed = |kind: ActorKind| {
            matches!(
                kind,
                ActorKind::StateForces
                    | ActorKind::ExternalForces
                    | ActorKind::RebelGroup
                    | ActorKind::PoliticalMilitia
                    | ActorKind::IdentityMilitia
            )
        };
        let armed = view.event.actors.iter().any(|one| is_armed(one.kind));
        let kind = if armed || view.among_violence { "Conflict" } else { "" };
        Self { kind, ..Self::default() }
    }
}

/// As IDMC names events: country, cause, region, day.
fn event_name(view: &View<'_>, cause: &Cause) -> String {
    let place = view.place();
    let region = place.and_then(|place| place.admin1.as_deref());
    let region = region.or(place.map(|place| place.name.as_str()));
    let cause = if cause.hazard.is_empty() { cause.kind } else { cause.hazard };
    let country = view.country().map(|it| it.name.as_str());
    let day = view.day().map(|day| day.strftime("%d/%m/%Y").to_string());
    let parts = [Some(cause), region, day.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    format!("{}: {}", country.unwrap_or("Unknown"), parts.join(" - "))
}
